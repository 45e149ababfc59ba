#!/usr/bin/env python3
"""Rows of agencies and of their programs, as exports of a 211 have them, are one
organization with what it offers. Prints TAP."""

import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK, options
from places import program
from table_site import TableSite as Site, table
from tap import proves

HEADINGS = ("Num", "PublicName", "ParentAgency", "AgencyDescription", "Phone1Number")
ROWS = [("1000", "Harbor", "", "Helps all.", "202-555-0111"),
        ("1001", "Pantry", "Harbor", "Gives food.", "202-555-0112"),
        ("1002", "Clinic", "Harbor", "Sees patients.", ""),
        ("1003", "Desk", "Unknown agency", "Tells.", ""),
        ("1004", "Alone", "", "Stands alone.", "202-555-0113")]
PROFILE = """[columns]
id = Num
name = PublicName
organization = ParentAgency
summary = AgencyDescription
phone = Phone1Number
"""


def sections(text):
    return dict(re.findall(r"^\[entry:([\w-]+)\]\n(.*?)(?:\n\n|\Z)", text, re.M | re.S))


@proves
def a_row_that_others_name_is_their_organization_whatever_comes_first():
    found = []
    for rows in (ROWS, ROWS[::-1]):
        for profile in (PROFILE, PROFILE.replace("id = Num\n", "")):
            with Site() as site:
                report = site.report(table(*rows, headings=HEADINGS), profile)
                entries = sections(site.text())
                assert sorted(entries) == ["alone", "clinic", "desk", "harbor", "pantry",
                                           "unknown-agency"], entries
                assert report["taken"]["entry"] == 6, report
                for line in ("kind = organization", "summary = Helps all.", "phone = harbor-phone"):
                    assert f"\n{line}\n" in f"\n{entries['harbor']}\n", entries["harbor"]
                for entry in ("pantry", "clinic"):
                    assert "parent = harbor\n" in entries[entry], entries
                assert "kind = local-service" in entries["alone"]
                assert "parent = unknown-agency\n" in entries["desk"]
                assert site.is_well(), site.check(*site.with_import())
                found.append(site.text())
    assert found[0] == found[2] and found[1] == found[3]
    assert "; in the source: organization/1000\n[entry:harbor]" in found[0], found[0]


@proves
def an_agency_keeps_its_id_when_its_name_changes():
    with Site() as site:
        site.report(table(*ROWS, headings=HEADINGS), PROFILE)
        renamed = [tuple("Harbor Neighbors" if cell == "Harbor" else cell for cell in row)
                   for row in ROWS]
        site.report(table(*renamed, headings=HEADINGS), PROFILE)
        assert "name = Harbor Neighbors" in sections(site.text())["harbor"], site.text()


@proves
def of_two_agencies_of_one_name_nobody_knows_which_is_meant():
    rows = [*ROWS, ("1005", "Harbor", "", "Another one.", "202-555-0114")]
    with Site() as site:
        site.report(table(*rows, headings=HEADINGS), PROFILE)
        entries = sections(site.text())
        assert len(entries) == 8, entries
        parents = set(re.findall("parent = (.*)", entries["pantry"]))
        assert "phone = " not in entries[parents.pop()], entries


@proves
def an_agency_is_found_by_its_number():
    headings = ("Num", "Name", "ParentAgencyNum", "ParentAgency")
    rows = [("7", "Harbor", "", ""), ("8", "Pantry", "7", "Harbor, Inc."),
            ("9", "Harbor", "", ""), ("10", "Clinic", "9", "Harbor")]
    with Site() as site:
        sketch = site.sketch(table(*rows, headings=headings))
        assert "\norganization-id = ParentAgencyNum\n" in sketch, sketch
        site.report(table(*rows, headings=headings),
                    "[columns]\nid = Num\nname = Name\norganization-id = ParentAgencyNum\n"
                    "organization = ParentAgency\n")
        entries = sections(site.text())
        assert len(entries) == 4, entries
        assert re.findall("parent = (.*)", entries["pantry"]) != re.findall(
            "parent = (.*)", entries["clinic"]), entries


@proves
def what_is_said_of_an_organization_without_a_name_is_not_lost():
    with Site() as site:
        report = site.report(table(("House", "", "www.house.example"),
                                   headings=("Name", "Agency", "Agency web")),
                             "[columns]\nname = Name\norganization = Agency\n"
                             "organization-link = Agency web\n")
        assert "link = https://www.house.example" in site.text() and not report["lost"], site.text()
        assert list(sections(site.text())) == ["house"], site.text()


@proves
def a_sketch_knows_the_headings_of_a_211():
    headings = ("ResourceAgencyNum", "PublicName", "ParentAgency", "TaxonomyLevelName",
                "AgencyDescription", "PhysicalAddress1", "PhysicalAddressIsPrivate",
                "Phone1Number", "Phone1Name", "Phone1Description", "Phone1IsPrivate",
                "Phone2Number", "Phone2Type", "MainContactName", "MainContactPhoneNumber",
                "ExcludeFromWebsite", "HoursOfOperation", "LanguagesOffered")
    row = ("1", "House", "Harbor", "Program", "Helps.", "1 Main Street", "No", "202-555-0111",
           "Main", "Business", "No", "202-555-0112", "", "Ann", "202-555-0113", "No", "24/7",
           "English")
    with Site() as site:
        sketch = site.sketch(table(row, row, row, headings=headings))
        for line in ("id = ResourceAgencyNum", "name = PublicName", "organization = ParentAgency",
                     "internal-note = TaxonomyLevelName", "summary = AgencyDescription",
                     "place-private = PhysicalAddressIsPrivate", "phone = Phone1Number",
                     "phone-purpose = Phone1Name", ";phone-purpose = Phone1Description",
                     "phone-private = Phone1IsPrivate", "phone-2 = Phone2Number",
                     ";phone-type-2 = Phone2Type", ";person = MainContactName",
                     ";person-phone = MainContactPhoneNumber",
                     "internal-note = ExcludeFromWebsite", "hours = HoursOfOperation",
                     "languages = LanguagesOffered"):
            assert f"\n{line}\n" in sketch, (line, sketch)


@proves
def what_is_alike_in_an_imported_folder_is_one_line_of_check():
    rows = [(str(number), f"Service {number}", "Harbor", "Gives food.", "") for number in range(40)]
    with Site() as site:
        site.report(table(*rows, headings=HEADINGS), PROFILE)
        done = site.check(*site.with_import())
        each = [found for found in json.loads(site.check("--json", *site.with_import()).stdout)
                if found["severity"] == "warning"]
        assert len(each) > 80, each
        assert done.stderr.count("\n") < 12, done.stderr
        assert re.search(r"imported: warning, 41 times: \[entry:\.\.\.\] has no `audience`.*; "
                         r"first in harbor\.ini:\d+\n", done.stderr), done.stderr
        assert f"These {len(each)} of imported folders are summed up; --json lists each\n" in (
            done.stderr), done.stderr
        assert f"{len(each)} warnings\n" in done.stdout, done.stdout
        assert site.check("--strict", *site.with_import()).returncode == DATA_FAULT
        # A folder of an editor's own is told line by line.
        os.remove(site.path("imported/_source.ini"))
        for name in os.listdir(site.path("imported")):
            site.write("imported/" + name, re.sub("comes-from.*\n", "",
                                                  site.read("imported/" + name)))
        assert "times" not in site.check(*site.with_import()).stderr


@proves
def an_extension_in_a_column_of_its_own_is_its_digits():
    profile = "[columns]\nname = Name\nphone = Tel\nphone-extension = Ext\n"
    for text, digits in (("8", "8"), ("x8", "8"), ("ext. 012", "012"), ("Ext: 8", "8"),
                         ("#8", "8"), ("x8 or 9", None), ("x", None), ("ask for Ann", None)):
        with Site() as site:
            report = site.report(table(("House", "202-555-0111", text),
                                       headings=("Name", "Tel", "Ext")), profile)
            assert re.findall("^extension = (.*)", site.text(), re.M) == [digits] * bool(digits)
            noted = f"\ninternal-note = Ext: {text}\n" in site.text()
            assert noted == (digits is None), (text, site.text())
            assert report["cleaned"].get("marks of extensions", 0) == (
                digits is not None and text != digits), report


@proves
def a_fax_is_not_among_the_numbers_to_call():
    rows = [(f"House {number}", f"202-555-01{number}", f"202-555-02{number}")
            for number in range(10, 40)]
    with Site() as site:
        done = site.take(table(*rows, headings=("Name", "Tel", "Fax")),
                         "[columns]\nname = Name\nphone = Tel\nfax = Fax\n")
        called = re.findall(r"^  \+1-202-555-(\d+) ", done.stdout, re.M)
        assert len(called) == 10 and all(number < "0200" for number in called), done.stdout
        assert site.text().count("\ntype = fax\n") == 30


@proves
def hours_are_of_a_number_only_where_a_column_of_its_own_says_so():
    headings = ("Name", "Phone", "Hours", "Phone hours")
    general = "Phone hours not known. General hours: 24 hours a day, every day."
    profile = "[columns]\nname = Name\nphone = Phone\nhours = Hours\n"
    row = ("House", "202-555-0111", "24/7", "Mon-Fri 9am-5pm")
    for more, own in (("", False), ("phone-hours = Phone hours\n", True)):
        with Site() as site:
            report = site.report(table(row, headings=headings), profile + more)
            phone = site.text().partition("[phone:")[2]
            assert ("\nhours = Mon-Fri 09:00-17:00 local time\n" in phone) == own, site.text()
            assert phone.count("hours = ") == own and report["lost"] == {}, report
            assert ("Phone hours" in report["internal_note"]) != own, report
            for address in ("/e/house", "/?q=house"):
                page = site.render(address, *site.with_import()).text.replace("\u00a0", " ")
                assert (general in page) != own, page
                assert ("Open Monday to Friday, 9:00 am to 5:00 pm" in page) == own, page
            assert site.is_well()


@proves
def hours_of_a_table_keep_what_they_say_of_holidays():
    with Site() as site:
        report = site.report(table(("House", "202-555-0111", "9-5 M-F (closed holidays)"),
                                   headings=("Name", "Phone", "Hours")),
                             "[columns]\nname = Name\nphone = Phone\nhours = Hours\n")
        assert "\nhours = Mon-Fri 09:00-17:00 local time | closed holidays\n" in site.text()
        assert report["internal_note"] == {} and site.is_well(), report
        page = site.render("/e/house", *site.with_import()).text
        assert "closed holidays" in page.partition("General hours: ")[2][:200], page


@proves
def hours_of_several_numbers_of_none_and_of_one_that_is_hidden_are_for_a_person():
    headings = ("Name", "Phone", "Phone hours", "For")
    profile = ("[columns]\nname = Name\nphone = Phone\nphone-hours = Phone hours\n"
               "phone-purpose = For\n")
    for number, hours, words in (
            ("202-555-0111; 202-555-0112", "Mon-Fri 9am-5pm", ""), ("", "Mon-Fri 9am-5pm", ""),
            ("ask", "Mon-Fri 9am-5pm", ""), ("202-555-0111", "when the moon is full", ""),
            ("202-555-0111", "Mon-Fri 9am-5pm", "Staff only"), ("741741", "Mon-Fri 9am-5pm", "")):
        with Site() as site:
            report = site.report(table(("House", number, hours, words), headings=headings), profile)
            assert f"\ninternal-note = Phone hours: {hours}\n" in site.text(), site.text()
            assert "\nhours = " not in site.text() and report["lost"] == {}, (report, site.text())
            assert report["internal_note"]["Phone hours"] == 1, report


@proves
def a_number_of_which_rows_tell_different_hours_has_none_whatever_comes_first():
    profile = ("[columns]\norganization = Agency\nname = Name\nphone = Phone\n"
               "phone-hours = Phone hours\n")
    first, second = "Mon-Fri 9am-5pm", "24/7"
    for told, expected in (((first, first), 1), ((first, ""), 1), (("", first), 1),
                           (("ask", first), 1), ((first, "ask"), 1), ((first, second), 0),
                           ((second, first), 0), ((first, second, first), 0),
                           ((first, second, ""), 0)):
        with Site() as site:
            rows = [("Harbor", f"House {number}", "202-555-0111", hours)
                    for number, hours in enumerate(told)]
            site.report(table(*rows, headings=("Agency", "Name", "Phone", "Phone hours")), profile)
            text = site.text()
            assert text.count("[phone:") == 1, text
            assert text.count("\nhours = ") == expected, (told, text)
            notes = text.count("internal-note = Phone hours: ")
            assert notes == (told.count("ask") if expected else len([one for one in told if one])), (
                told, text)


@proves
def a_date_whose_year_has_two_digits_is_taken_by_the_form_of_the_profile_alone():
    for form, text, expected in (
            ("", "12/12/24", None), ("dates = month-first\n", "12/12/24", "2024-12-12"),
            ("dates = month-first\n", "4/5/24", "2024-04-05"),
            ("dates = day-first\n", "4/5/24", "2024-05-04"),
            ("dates = day-first\n", "4.5.98", "1998-05-04"),
            ("dates = month-first\n", "4/5/2024 10:30", "2024-04-05"),
            ("dates = month-first\n", "13/5/24", None), ("dates = month-first\n", "4/5/224", None),
            ("dates = month-first\n", "4/5/-1", None), ("dates = month-first\n", "4/31/24", None)):
        with Site() as site:
            site.report(table(("House", text), headings=("Name", "Updated")),
                        "[table]\n" + form + "[columns]\nname = Name\nchanged = Updated\n")
            found = re.findall("^changed = (.*)", site.text(), re.M)
            assert found == [expected] * bool(expected), (form, text, site.text())
            assert ("internal-note = Updated: " in site.text()) == (not expected), site.text()


@proves
def an_id_is_made_of_the_name_as_readers_see_it():
    for name, expected in (("Caf\u00c3\u00a9 Azul", "cafe-azul"), ("Law &amp; order", "law-order"),
                           ("Caf\u00e9 Azul", "cafe-azul"), ("<b>House</b>", "house")):
        with Site() as site:
            site.report(table((name,), headings=("Name",)), "[columns]\nname = Name\n")
            assert f"\n[entry:{expected}]\n" in site.text(), site.text()


@proves
def half_of_a_point_is_for_a_person():
    profile = "[columns]\nname = Name\nlatitude = Lat\nlongitude = Lon\n"
    for latitude, longitude, is_kept, notes in (
            ("39.8", "-89.6", True, []), ("39.8", "", False, ["Lat: 39.8"]),
            ("", "-89.6", False, ["Lon: -89.6"]), ("139.8", "-89.6", False,
                                                   ["Lat: 139.8", "Lon: -89.6"])):
        with Site() as site:
            report = site.report(table(("House", latitude, longitude),
                                       headings=("Name", "Lat", "Lon")), profile)
            text = site.text()
            assert ("itude = " in text) == is_kept, text
            assert re.findall("^internal-note = (.*)", text, re.M) == notes, text
            assert not report["lost"] and site.is_well(), report


@proves
def a_place_of_ohana_keeps_its_hours_where_services_are():
    with Site() as site:
        for name, text in (
                ("organizations", "id,name,description\n1,Harbor,Helps\n"),
                ("locations", "id,organization_id,name,description\n10,1,Hall,A hall\n"),
                ("services", "id,location_id,name,description\n100,10,Pantry,Food\n"
                             "101,10,Clinic,Care\n"),
                ("phones", "id,location_id,number\n1,10,202-555-0111\n"),
                ("regular_schedules", "id,location_id,service_id,weekday,opens_at,closes_at\n"
                                      "1,10,,Monday,9:00 AM,5:00 PM\n"
                                      "2,,101,Friday,1:00 PM,5:00 PM\n")):
            site.write(f"ohana/{name}.csv", text)
        done = site.run("import", site.path("ohana"), "--to", site.path("imported"))
        assert done.returncode == OK, done
        for section, hours in (("[location:hall]", "Mon 09:00-17:00"),
                               ("[entry:pantry]", "Mon 09:00-17:00"),
                               ("[entry:clinic]", "Fri 13:00-17:00")):
            one = site.text().partition(section)[2].partition("\n[")[0]
            assert f"\nhours = {hours} local time\n" in one, (section, site.text())
        # A number is where somebody is called, once.
        assert site.text().count("phone = ") == 2, site.text()


@proves
def a_folder_that_is_called_by_a_dot_has_its_own_name():
    for operand in (".", "./", "datapackage.json", "../greene-211"):
        with Site() as site:
            site.write("greene-211/services.csv", "id,name,status\n1,House,active\n")
            site.write("greene-211/datapackage.json",
                       '{"resources": [{"name": "services", "path": "services.csv"}]}')
            done = subprocess.run([program(), "import", operand, "--to", site.path("imported"),
                                   *options(site.settings)], cwd=site.path("greene-211"),
                                  check=False, capture_output=True, text=True, timeout=60)
            assert done.returncode == OK, done
            name = "datapackage" if operand.endswith("json") else "greene-211"
            assert f"\nname = {name}\n" in site.read("imported/_source.ini"), (
                operand, site.text())
            assert "[entry:house]" in site.text()


if __name__ == "__main__":
    sys.exit(tap.run())
