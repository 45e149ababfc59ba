#!/usr/bin/env python3
"""Rows of agencies and of their programs, as exports of a 211 have them, are one
organization with what it offers. Prints TAP."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
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


if __name__ == "__main__":
    sys.exit(tap.run())
