#!/usr/bin/env python3
"""What a source calls private is told to nobody outside, wherever else it stands,
and nothing else is hidden for a word that it has. Prints TAP."""

import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from table_site import TableSite as Site, table
from tap import proves

HEADINGS = ("Agency", "Name", "Tel", "TelIsPrivate", "Mail", "MailIsPrivate")
PROFILE = "[columns]\norganization = Agency\nname = Name\nphone = Tel\nemail = Mail\n"


@proves
def a_number_that_one_row_calls_private_is_so_in_the_others_of_its_organization():
    rows = [("Harbor", "Pantry", "202-555-0111", "", "", ""),
            ("Harbor", "Shelter", "202-555-0111", "Yes", "", ""),
            ("Harbor", "Clinic", "(202) 555.0111 x5; 202-555-0112", "No", "", ""),
            ("Other", "Desk", "202-555-0111", "", "", "")]
    for order in (rows, rows[::-1]):
        with Site() as site:
            report = site.report(table(*order, headings=HEADINGS), PROFILE)
            text = site.text()
            numbers = re.findall(r"^number = (.*)", text, re.M)
            assert sorted(numbers) == ["+1-202-555-0111", "+1-202-555-0112"], text
            for entry in ("pantry", "clinic", "shelter"):
                page = site.render(f"/e/{entry}", *site.with_import()).text
                assert "0111" not in page, (entry, page)
            assert "0112" in site.render("/e/clinic", *site.with_import()).text
            assert "0111" in site.render("/e/desk", *site.with_import()).text
            for note in ("+1-202-555-0111, which is private elsewhere in the source",
                         "+1-202-555-0111 x5, which is private elsewhere in the source",
                         "+1-202-555-0111, which another organization calls private: may"):
                assert f"internal-note = Tel: {note}" in text, (note, text)
                assert any(note in left["why"] for left in report["left"]), report
            assert report["internal_note"]["Tel"] == 4, report
            assert site.is_well(), site.check(*site.with_import())


@proves
def an_extension_that_is_private_hides_no_other():
    rows = [("Harbor", "Pantry", "202-555-0111", "", "", ""),
            ("Harbor", "Desk", "202-555-0111 ext. 7", "1", "", ""),
            ("Harbor", "Clinic", "202-555-0111 ext. 7", "0", "", "")]
    with Site() as site:
        site.report(table(*rows, headings=HEADINGS), PROFILE)
        assert site.text().count("[phone:") == 1 and "extension" not in site.text(), site.text()


@proves
def an_address_of_mail_that_one_row_calls_private_is_so_in_the_others():
    rows = [("Harbor", "Pantry", "", "", "Ann@harbor.example", "no"),
            ("Harbor", "Desk", "", "", "ann@harbor.example", "yes"),
            ("Harbor", "Clinic", "", "", "ask@harbor.example", "no")]
    with Site() as site:
        site.report(table(*rows, headings=HEADINGS), PROFILE)
        assert re.findall("^email = (.*)", site.text(), re.M) == ["ask@harbor.example"], site.text()


@proves
def a_number_that_no_line_of_the_profile_takes_is_private_too():
    rows = [("Harbor", "Pantry", "202-555-0111", "", ""),
            ("Harbor", "Desk", "202-555-0112", "202-555-0111", "yes")]
    for line in ("", "internal-note = Night number\n"):
        with Site() as site:
            site.report(table(*rows, headings=("Agency", "Name", "Tel", "Night number",
                                               "Night number is private")), PROFILE.replace(
                                                   "email = Mail\n", line))
            assert re.findall("^number = (.*)", site.text(), re.M) == ["+1-202-555-0112"], (
                line, site.text())


@proves
def what_json_calls_private_is_so_whatever_comes_first():
    def service(number, **more):
        return {"id": f"s{number}", "name": f"Service {number}", "status": "active",
                "organization_id": "o", "phones": [{"number": "202-555-0111", **more}]}
    services = [service(1), service(2, is_private=True), service(3, is_public=False)]
    organization = {"id": "o", "name": "Harbor", "services": []}
    for source in ([organization, *services], [*services, organization]):
        with Site() as site:
            site.report(json.dumps(source), "[source]\nname = X\n")
            assert "[phone:" not in site.text(), site.text()
            assert site.text().count("+1-202-555-0111, which is private") == 1, site.text()


@proves
def what_is_called_private_and_hides_nothing_hides_nothing():
    for heading in ("Accepts private insurance", "PrivatePay", "Private health insurance?",
                    "accepts_private_insurance", "Confidential HIV testing", "Seguro privado",
                    "Private nonprofit", "Private-pay clients"):
        with Site() as site:
            for line in ("", f"note = {heading}\n".replace("note", "cost")):
                site.report(table(("House", "202-555-0111", "yes"),
                                  headings=("Name", "Tel", heading)),
                            "[columns]\nname = Name\nphone = Tel\n" + line)
                assert "[phone:" in site.text(), (heading, site.text())
    for heading in ("Private", "Private phone", "Private insurance line is private",
                    "Private residence", "Private location", "Tel is private", "PrivatePayphone"):
        with Site() as site:
            site.report(table(("House", "202-555-0111", "yes"), headings=("Name", "Tel", heading)),
                        "[columns]\nname = Name\nphone = Tel\n")
            assert "[phone:" not in site.text(), (heading, site.text())


@proves
def what_is_said_of_a_number_that_is_not_there_is_told():
    headings = ("Name", "Tel", "Tel 2", "Ext 2", "Type 2", "For 2")
    profile = ("[columns]\nname = Name\nphone = Tel\nphone-2 = Tel 2\nphone-extension-2 = Ext 2\n"
               "phone-type-2 = Type 2\nphone-purpose-2 = For 2\n")
    with Site() as site:
        report = site.report(table(("House", "202-555-0111", "", "17", "Voice", "Night desk"),
                                   headings=headings), profile)
        text = site.text()
        assert text.count("[phone:") == 1 and "extension =" not in text, text
        for note in ("Ext 2: 17", "For 2: Night desk"):
            assert f"\ninternal-note = {note}\n" in text, (note, text)
        assert report["lost"] == {"types of phones without a number": 1}, report
    with Site() as site:
        site.report(table(("House", "202-555-0111", "ask at the desk", "17", "", "Night desk"),
                          headings=headings), profile)
        assert "Tel, Tel 2: ask at the desk x17 (Night desk)" in site.text(), site.text()
    with Site() as site:
        site.report(table(("House", "", "202-555-0112 x4", "17", "", ""), headings=headings),
                    profile)
        text = site.text()
        assert "extension = 4" in text and "internal-note = Ext 2: 17" in text, text
    # Nobody knows whose it is where there are two.
    both = "202-555-0125 or (202) 555-0126"
    for extension, phones in (("17", 0), ("", 2)):
        with Site() as site:
            site.report(table(("House", "", both, extension, "", ""), headings=headings), profile)
            text = site.text()
            assert text.count("[phone:") == phones and "extension =" not in text, text
            assert (f"internal-note = Tel, Tel 2: {both} x17\n" in text) == (phones == 0), text


@proves
def each_number_of_a_person_is_kept_for_those_inside():
    source = [{"id": "s", "name": "House", "status": "active", "contacts": [
        {"name": "Ann", "phones": [{"number": "202-555-0111", "extension": "5"},
                                   {"number": "202-555-0114", "type": "fax"},
                                   {"number": "TTY: 202-555-0115"},
                                   {"number": "202-555-0116 x6", "type": "voice"},
                                   {"number": "741741"},
                                   {"number": "202-555-0112", "type": "cell"},
                                   {"number": "202-555-0113"}]}]}]
    with Site() as site:
        site.report(json.dumps(source), "[source]\nname = X\n")
        text = site.text()
        assert re.findall("^direct-phone = (.*)", text, re.M) == ["+1-202-555-0112"], text
        for note in ("202-555-0111 x5", "202-555-0114, fax", "TTY: 202-555-0115",
                     "202-555-0116 x6", "741741", "202-555-0113"):
            assert f"internal-note = contact.phones: {note}\n" in text, (note, text)


@proves
def cells_that_a_spreadsheet_drops_at_the_end_of_a_row_are_empty():
    with Site() as site:
        site.report("Name,Tel,Mail,About,Notes\nHouse,202-555-0111\nHome,,a@b.example,Helps.\n"
                    "Farm,202-555-0113,,Feeds.,Ring\n",
                    "[columns]\nname = Name\nphone = Tel\nemail = Mail\nsummary = About\n")
        text = site.text()
        for line in ("summary = House", "email = a@b.example", "number = +1-202-555-0113"):
            assert f"\n{line}\n" in text, (line, text)
        assert text.count("[phone:") == 2, text


@proves
def a_row_that_is_not_for_the_web_is_internal():
    for heading, cell, is_hidden in (("ExcludeFromWebsite", "Yes", True),
                                     ("ExcludeFromWebsite", "No", False),
                                     ("exclude_from_directory", "1", True),
                                     ("Hide from web", "x", True), ("DoNotDisplay", "true", True),
                                     ("ShowOnWeb", "No", True), ("ShowOnWeb", "Yes", False),
                                     ("Internal only", "", False), ("Internal only", "y", True)):
        for line in ("", f"internal-note = {heading}\n"):
            with Site() as site:
                site.report(table(("House", "202-555-0111", cell),
                                  headings=("Name", "Tel", heading)),
                            "[columns]\nname = Name\nphone = Tel\n" + line)
                assert ("\nvisibility = internal\n" in site.text()) == is_hidden, (
                    heading, cell, site.text())
                page = site.render("/", *site.with_import()).text
                assert ("House" not in page) == is_hidden, (heading, cell)


@proves
def a_flag_without_blanks_between_its_words_is_one():
    for heading in ("DoNotPublish", "Do_Not_Publish", "NotForPublic", "StaffOnlyPhone"):
        with Site() as site:
            done = site.take(table(("House", "202-555-0111"), headings=("Name", heading)),
                             f"[columns]\nname = Name\nphone = {heading}\n")
            assert "not for readers" in done.stderr.replace("\n", " "), (heading, done)


@proves
def numbers_that_begin_with_0_are_of_the_country_that_the_profile_says():
    for written, number in (("0117 496 0000", "+44-117-496-0000"),
                            ("(0117) 496-0000", "+44-117-496-0000"),
                            ("07700 900123", "+44-7700-900123"), ("999", None),
                            ("00 49 30 1234567", None), ("0123", None),
                            ("+44 117 496 0000", "+44-117-496-0000")):
        with Site() as site:
            text = table(("House", written), headings=("Name", "Tel"))
            site.report(text, "[numbers]\ncalling-code = 44\n[columns]\nname = Name\nphone = Tel\n")
            found = re.findall("^number = (.*)", site.text(), re.M)
            assert found == ([number] if number else []), (written, site.text())
            assert number or f"internal-note = Tel: {written}\n" in site.text(), site.text()
            site.report(text, "[columns]\nname = Name\nphone = Tel\n", "--yes")
            assert written[0] == "+" or "[phone:" not in site.text(), site.text()


if __name__ == "__main__":
    sys.exit(tap.run())
