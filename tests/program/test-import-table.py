#!/usr/bin/env python3
"""A CSV table becomes a folder of sections by what a profile says of its columns,
and what nobody is sure of is for those inside. Prints TAP."""

import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK
from table_site import CLINIC, PANTRY, PROFILE, TableSite as Site, table
from tap import proves

@proves
def a_row_becomes_sections_that_check_finds_right():
    with Site() as site:
        report = site.report(table(PANTRY, CLINIC))
        text = site.text()
        for line in ("[entry:harbor-neighbors]", "[entry:pantry]", "[entry:clinic]",
                     "parent = harbor-neighbors", "summary = Gives food.",
                     "number = +1-202-555-0111", "extension = 2", "number = +1-202-555-0113",
                     "answered-by = unknown", "hours = Mon-Fri 09:00-17:00 local time",
                     "street = 1 Main Street", "state = IL", "postal-code = 62701",
                     "address-visibility = internal", "link = https://harbor.example",
                     "email = help@harbor.example", "internal-note = Notes: Ask for Ann",
                     "comes-from = greene-211"):
            assert f"\n{line}\n" in text, (line, text)
        assert "verified" not in text
        assert report["internal_note"] == {"Notes": 1}, report
        assert report["cleaned"]["extensions"] == 1 and not report["lost"], report
        assert site.is_well()
        page = site.render("/", *site.with_import()).text
        assert "Pantry" in page and "Main Street" not in page and "Springfield" not in page


@proves
def commas_semicolons_tabs_marks_and_windows_1252_are_the_same():
    found = []
    rows = [(*PANTRY[:2], "Comida y café.", *PANTRY[3:])]
    for text in (table(*rows), table(*rows, delimiter=";"), table(*rows, delimiter="\t"),
                 "\ufeff" + table(*rows), "sep=;\r\n" + table(*rows, delimiter=";"),
                 table(*rows).replace("\r\n", "\n"), table(*rows).encode("cp1252")):
        with Site() as site:
            report = site.report(text)
            assert ("Windows-1252" in report["cleaned"]) == isinstance(text, bytes)
            found.append(site.text())
    assert "summary = Comida y café." in found[0]
    assert all(one == found[0] for one in found)


@proves
def the_same_table_gives_the_same_bytes_and_order_does_not_matter():
    rows = [(*PANTRY[:1], f"Pantry {number}", *PANTRY[2:3], f"202-555-01{number}", *PANTRY[4:])
            for number in range(10, 20)]
    with Site() as site:
        site.report(table(*rows))
        before = site.text()
        assert site.take(table(*rows)).stdout.startswith("Nothing has changed.\n")
        site.report(table(*reversed(rows)))
        assert site.text() == before


@proves
def what_no_rule_is_sure_of_is_noted_by_the_name_of_its_column():
    row = (*PANTRY[:3], "ask at the desk", "when the moon is full", *PANTRY[5:9], "see below",
           "nobody", "")
    with Site() as site:
        report = site.report(table(row))
        text = site.text()
        for note in ("Telephone: ask at the desk", "Hours: when the moon is full",
                     "Web: see below", "E-mail: nobody"):
            assert f"internal-note = {note}\n" in text, (note, text)
        assert report["internal_note"] == {"Telephone": 1, "Hours": 1, "Web": 1, "E-mail": 1}
        assert "[phone:" not in text and "\nhours" not in text and "\nlink" not in text


@proves
def a_flag_that_says_private_withholds_what_it_names():
    headings = ("Name", "Phone1Number", "Phone1IsPrivate", "Phone2Number", "Phone2IsPrivate",
                "PhysicalAddress1", "PhysicalCity", "PhysicalAddressIsPrivate", "Visible")
    profile = """[columns]
name = Name
phone = Phone1Number
phone-2 = Phone2Number
street = PhysicalAddress1
city = PhysicalCity
address-visibility = Visible
"""
    rows = (("Open", "202-555-0111", "No", "202-555-0112", "Yes", "1 Open Street", "Springfield",
             "false", "public"),
            ("Hidden", "202-555-0113", "0", "202-555-0114", "0", "2 Hidden Street", "Springfield",
             "TRUE", "public"))
    with Site() as site:
        report = site.report(table(*rows, headings=headings), profile)
        text = site.text()
        assert "0111" in text and "0113" in text and "number = +1-202-555-0114" in text
        assert "number = +1-202-555-0112" not in text
        assert "internal-note = Phone1Number, Phone2Number: 202-555-0112" in text, text
        places = re.findall(r"street = (\d) .*?address-visibility = (\w+)", text, re.S)
        assert sorted(places) == [("1", "public"), ("2", "internal")], places
        assert report["internal_note"]["Phone2IsPrivate"] == 1, report
        assert report["internal_note"]["PhysicalAddressIsPrivate"] == 1, report
        page = site.render("/e/hidden", *site.with_import()).text
        assert "Hidden Street" not in page and "Springfield" not in page


@proves
def a_flag_that_names_nothing_withholds_all_that_leads_to_somebody():
    headings = ("Name", "Tel", "Street", "Mail", "Private")
    profile = "[columns]\nname = Name\nphone = Tel\nstreet = Street\nemail = Mail\n"
    row = ("House", "202-555-0111", "1 Main Street", "a@house.example", "yes")
    with Site() as site:
        site.report(table(row, headings=headings), profile)
        text = site.text()
        assert "[phone:" not in text and "\nemail" not in text, text
        assert "internal-note = Mail: a@house.example" in text
        page = site.render("/e/house", *site.with_import()).text
        assert "0111" not in page and "a@house" not in page and "Main" not in page


@proves
def a_flag_by_another_name_or_with_another_answer_withholds_too():
    for flag, cell, is_hidden in (
            ("Private", "-1", True), ("Private?", "Confidential", True), ("Private", "no", False),
            ("Do not publish", "Yes", True), ("Do not publish", "", False),
            ("OK to publish", "No", True), ("OK to publish", "Yes", False),
            ("OK to publish", "", False), ("Tel: unlisted", "x", True), ("TelIsPublic", "0", True),
            ("do_not_publish", "1", True), ("tel_is_public", "f", True),
            ("Published", "2026-01-02", False), ("Private notes", "Ring twice", False)):
        for line in ("", f"internal-note = {flag}\n", f"drop = {flag}\n"):
            with Site() as site:
                site.report(table(("House", "202-555-0111", cell), headings=("Name", "Tel", flag)),
                            "[columns]\nname = Name\nphone = Tel\n" + line)
                assert ("[phone:" not in site.text()) == is_hidden, (flag, cell, line, site.text())


@proves
def a_flag_of_a_number_that_no_column_has_withholds_all_numbers():
    with Site() as site:
        site.report(table(("House", "202-555-0111", "yes"), headings=("Name", "Tel", "Hidden")),
                    "[columns]\nname = Name\nphone = Tel\nphone-private-2 = Hidden\n")
        assert "[phone:" not in site.text(), site.text()


@proves
def what_a_spreadsheet_writes_in_place_of_a_value_is_none():
    with Site() as site:
        row = ("House", "#REF!", "#NAME?", "########", "4.15555E+09")
        site.report(table(row, headings=("Name", "About", "City", "Updated", "Tel")),
                    "[columns]\nname = Name\nsummary = About\ncity = City\nchanged = Updated\n"
                    "phone = Tel\n")
        text = site.text()
        for line in ("About: #REF!", "City: #NAME?", "Updated: ########", "Tel: 4.15555E+09"):
            assert f"\ninternal-note = {line}\n" in text, (line, text)
        assert "\nsummary = House\n" in text and "[phone:" not in text, text


@proves
def a_number_of_which_something_says_that_it_is_not_for_readers_is_withheld():
    for words, is_hidden in (("Do not give out", True), ("Staff only", True),
                             ("Back line (private)", True), ("Confidential hotline", False),
                             ("Internal medicine", False)):
        with Site() as site:
            site.report(table(("House", "202-555-0111", words), headings=("Name", "Tel", "For")),
                        "[columns]\nname = Name\nphone = Tel\nphone-purpose = For\n")
            assert ("[phone:" not in site.text()) == is_hidden, (words, site.text())
            assert not is_hidden or f"Tel: 202-555-0111 ({words})" in site.text(), site.text()


@proves
def what_is_closed_is_not_taken_as_if_it_were_open():
    for word, status in (("Closed", "inactive"), ("Permanently closed", "inactive"),
                         ("Out of business", "inactive"), ("Temporarily closed", "temporarily closed"),
                         ("Active", "active"), ("Pending", None)):
        with Site() as site:
            site.report(table(("House", word), headings=("Name", "Status")),
                        "[columns]\nname = Name\nstatus = Status\n")
            assert re.findall("^status = (.*)", site.text(), re.M) == [status] * (status is not None), word
            assert ("internal-note" in site.text()) == (word.lower() != status), (word, site.text())


@proves
def a_column_that_says_it_is_internal_is_never_taken_for_readers():
    headings = ("Name", "Internal phone", "Contact phone")
    row = ("House", "202-555-0111", "202-555-0112")
    with Site() as site:
        done = site.take(table(row, headings=headings),
                         "[columns]\nname = Name\nphone = Internal phone\n")
        assert done.returncode == DATA_FAULT and "profile.ini:3:" in done.stderr, done
        assert not os.path.exists(site.path("imported"))
        report = site.report(table(row, headings=headings), "[columns]\nname = Name\n")
        text = site.text()
        assert "[phone:" not in text and "internal-note = Contact phone: 202-555-0112" in text
        assert report["internal_note"] == {"Internal phone": 1, "Contact phone": 1}, report
        report = site.report(table(row, headings=headings),
                             "[columns]\nname = Name\nphone = Contact phone\n")
        assert "[phone:" in site.text()
        assert any("Contact phone" in left["why"] and left["line"] == 3
                   for left in report["left"]), report


@proves
def a_person_is_for_those_inside():
    headings = ("Name", "Who", "Direct", "Mail")
    profile = "[columns]\nname = Name\nperson = Who\nperson-phone = Direct\nperson-email = Mail\n"
    rows = (("House", "Ann Persona", "202-555-0119", "ann@house.example"),
            ("Home", "", "202-555-0118", "bob@house.example"))
    with Site() as site:
        site.report(table(*rows, headings=headings), profile)
        assert "person = Ann Persona" in site.text()
        for entry in ("house", "home"):
            page = site.render("/e/" + entry, *site.with_import()).text
            for hidden in ("Persona", "0119", "0118", "ann@", "bob@"):
                assert hidden not in page, (entry, hidden)


@proves
def places_are_public_by_a_column_a_kind_or_a_term_and_never_a_shelters():
    headings = ("Name", "Address", "City", "Who may know", "Kind", "Gives")
    columns = "[columns]\nname = Name\nstreet = Address\ncity = City\n"
    rows = (("Pantry", "1 Open Street", "Springfield", "everybody", "Helpline", "food"),
            ("Desk", "2 Town Street", "Springfield", "only the town", "", ""),
            ("Safe house", "3 Hidden Street", "Springfield", "everybody", "Helpline", "food"))
    text = table(*rows, headings=headings)
    for more, expected in (
            ("", {"1": "internal", "2": "internal", "3": "internal"}),
            ("address-visibility = Who may know\n[places]\npublic-values = everybody\n"
             "city-values = only the town\n", {"1": "public", "2": "city", "3": "internal"}),
            ("kind = Kind\n[places]\npublic-kinds = helpline\n",
             {"1": "public", "2": "internal", "3": "internal"}),
            ("terms-service = Gives\n[places]\ncity-terms = service:food\n",
             {"1": "city", "2": "internal", "3": "internal"})):
        with Site() as site:
            site.report(text, columns + more)
            found = dict(re.findall(r"street = (\d) .*?address-visibility = (\w+)", site.text(),
                                    re.S))
            assert found == expected, (more, found, site.text())
            assert site.is_well(), more


@proves
def who_shares_the_house_of_a_shelter_does_not_tell_where_it_is():
    for street, is_shared in (("12 N. Elm St", True), ("12 North Elm Street, Apt 2", True),
                              ("12 ELM", True), ("12 Oak Street", False), ("112 Elm St", False),
                              ("12", False), ("12 N", False), ("PO Box 12", False)):
        with Site() as site:
            site.report(table(("Shelter", "12 N Elm Street", "Springfield"),
                              ("Pantry", street, "SPRINGFIELD"),
                              headings=("Name", "Street", "City")),
                        "[columns]\nname = Name\nstreet = Street\ncity = City\n"
                        "[places]\npublic-kinds = local-service\n")
            assert ("= public" not in site.text()) == is_shared, (street, site.text())


@proves
def a_shelter_is_known_by_other_words_too():
    for words in ("A safe place for women", "For persons sexually assaulted", "Safe home network",
                  "For those fleeing their homes", "For exploited youth", "D.V. program",
                  "Un lugar seguro", "Ayuda a víctimas de explotación"):
        with Site() as site:
            site.report(table(("House", words, "1 Main Street", "public"),
                              headings=("Name", "About", "Street", "Seen")),
                        "[columns]\nname = Name\nsummary = About\nstreet = Street\n"
                        "address-visibility = Seen\n")
            assert "address-visibility = internal" in site.text(), (words, site.text())


@proves
def a_shelter_that_only_a_dropped_column_names_and_a_private_place_stay_internal():
    columns = "[columns]\nname = Name\nstreet = Address\ndrop = Remarks\n"
    places = "[places]\npublic-kinds = local-service\n"
    for remark, expected in (("food", "public"), ("DV shelter", "internal")):
        with Site() as site:
            site.report(table(("House", "1 Main Street", remark),
                              headings=("Name", "Address", "Remarks")), columns + places)
            assert f"address-visibility = {expected}\n" in site.text(), site.text()
    for flag, expected in ((False, "public"), (True, "internal")):
        with Site() as site:
            site.report(json.dumps({"name": "House", "status": "active", "service_at_locations": [
                {"location": {"is_private": flag, "addresses": [
                    {"address_1": "1 Main Street", "city": "Springfield"}]}}]}), places)
            assert f"address-visibility = {expected}\n" in site.text(), site.text()


@proves
def a_row_without_a_name_is_its_organization_and_days_are_one_week():
    headings = ("Agency", "Program", "About", "Mon", "Tue", "Sun")
    profile = """[columns]
organization = Agency
name = Program
summary = About
hours-mon = Mon
hours-tue = Tue
hours-sun = Sun
"""
    rows = (("Harbor", "", "Helps.", "9am-5pm", "9am-5pm", "closed"),
            ("Harbor", "Pantry", "Feeds.", "", "", ""))
    with Site() as site:
        site.report(table(*rows, headings=headings), profile)
        text = site.text()
        assert text.count("[entry:") == 2 and "summary = Helps." in text, text
        assert "\nhours = Mon, Tue 09:00-17:00" in text, text
        assert "kind = organization" in text and "parent = harbor" in text


@proves
def lists_dates_and_dropped_columns_are_as_the_profile_says():
    headings = ("Name", "Spoken", "Changed", "Gives", "Cost code")
    profile = """[table]
lists = slashes
dates = day-first
[columns]
name = Name
languages = Spoken
changed = Changed
terms-service = Gives
drop = Cost code
"""
    row = ("House", "Spanish / English / Klingon", "04/05/2026", "food / nonsense", "X1")
    with Site() as site:
        report = site.report(table(row, headings=headings), profile)
        text = site.text()
        for line in ("language-code = es", "language-code = en", "changed = 2026-05-04",
                     "service = food", "internal-note = Spoken: Klingon",
                     "internal-note = Gives: nonsense"):
            assert f"\n{line}\n" in text, (line, text)
        assert "X1" not in text and report["lost"] == {"Cost code": 1}, report
    # Words that are codes by chance: Allar, Anyin, Nyankpa, Asilulu.
    for word in ("all", "any", "yes", "asl", "none", "other", "various"):
        with Site() as site:
            report = site.report(table(("House", f"{word} / Spanish"), headings=headings[:2]),
                                 profile.split("changed =")[0])
            assert re.findall("^language-code = (.*)", site.text(), re.M) == ["es"], site.text()
            assert f"\ninternal-note = Spoken: {word}\n" in site.text(), site.text()
            assert report["internal_note"] == {"Spoken": 1}, report


@proves
def ids_stay_and_one_that_comes_twice_is_told():
    headings = ("Nr", "Name")
    profile = "[columns]\nid = Nr\nname = Name\n"
    with Site() as site:
        done = site.take(table(("7", "A"), ("8", "B"), ("7", "C"), headings=headings), profile)
        assert done.returncode == DATA_FAULT and "list.csv:4:1: the id `7`" in done.stderr, done
        assert not os.path.exists(site.path("imported"))
        report = site.report(table(("7", "A"), ("", "B"), ("", "B"), ("", ""),
                                   headings=headings), profile)
        assert report["taken"]["entry"] == 3, report
        assert "; in the source: service/7" in site.text()


@proves
def what_is_no_table_or_not_even_is_told_by_its_line_and_changes_nothing():
    good = table(PANTRY)
    with Site() as site:
        site.report(good)
        before = site.text()
        for text, words in ((good + "x," * 12 + "x\r\n", "list.csv:3:1: a row of 13,"),
                            (good + "x,Torn\nin two" + ",y" * 10,
                             "list.csv:4:1: a row of 11 behind one of 2"),
                            (good + '"Harbor,', "list.csv:3:1: a quote"),
                            (good.encode("utf-16"), "UTF-16"),
                            (b"PK\3\4" + bytes(100), "a spreadsheet's own file"),
                            (good + "a\0b", "list.csv:3:1: a byte 0"),
                            (table(), "no row that names anybody new"),
                            (table(("", "", *PANTRY[2:])), "no row that names"),
                            ("", "headings"),
                            (table(PANTRY).replace("Telephone", "Call"),
                             "profile.ini:8:1: ")):
            done = site.take(text)
            assert done.returncode == DATA_FAULT and words in done.stderr, (words, done)
            assert site.text() == before
        assert "list.csv has no column `Telephone`; it has `Agency`" in done.stderr, done


@proves
def a_profile_that_is_wrong_is_told_by_its_line():
    for lines, words in (("nam = Agency\n", ":2:1: [columns] has no key `nam`"),
                         ("name = Agency\nname = Program\n", ":3:1: `name` stands"),
                         ("street-x = Agency\n", ":2:1: "),
                         ("email = E-mail\n", "it is the `name` or the `organization`"),
                         ("name = Agency\n[table]\nlists = commata\n", ":4:")):
        with Site() as site:
            done = site.take(table(PANTRY), "[columns]\n" + lines)
            assert done.returncode == DATA_FAULT and words in done.stderr, (lines, done)
    with Site() as site:
        done = site.take(table(PANTRY), "[source]\nname = X\n")
        assert "--sketch" in done.stderr and done.returncode == DATA_FAULT, done


@proves
def a_table_that_lost_rows_wipes_nothing_without_a_yes():
    rows = [(*PANTRY[:1], f"Pantry {number}", *PANTRY[2:3], f"202-555-01{number}", *PANTRY[4:])
            for number in range(10, 50)]
    with Site() as site:
        site.report(table(*rows))
        before = site.text()
        done = site.take(table(*rows[:20]))
        assert done.returncode == DATA_FAULT and "20 of 41 entries" in done.stderr, done
        assert site.text() == before
        assert site.take(table(*rows[:20]), PROFILE, "--yes").returncode == OK

if __name__ == "__main__":
    sys.exit(tap.run())
