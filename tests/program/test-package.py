#!/usr/bin/env python3
"""Tables that belong together, of three generations of HSDS, are one source: each
row comes to what it belongs to, and what belongs to nothing is counted. Prints
TAP."""

import csv
import io
import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK
from imported import Site, service, uuid
from tap import Skip, proves

HOURS = {"freq": "WEEKLY", "byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}


def table(*rows):
    """The rows as CSV, with every column that one of them has."""
    columns = list(dict.fromkeys(name for row in rows for name in row))
    out = io.StringIO()
    writer = csv.DictWriter(out, columns)
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


ORGANIZATION = {"id": uuid(10), "name": "Harbor Neighbors", "description": "Helps neighbors.",
                "website": "https://harbor.example"}
# What HSDS 3 has, by table.
THREE = {
    "organizations": [ORGANIZATION],
    "services": [{"id": uuid(1), "organization_id": uuid(10), "name": "Pantry 1",
                  "description": "Gives food.", "status": "active"},
                 {"id": uuid(2), "organization_id": uuid(10), "name": "Pantry 2",
                  "description": "Gives food.", "status": "active"}],
    "locations": [{"id": uuid(30), "name": "Hall", "location_type": "physical"}],
    "service_at_location": [{"id": uuid(40), "service_id": uuid(1), "location_id": uuid(30)}],
    "addresses": [{"id": uuid(50), "location_id": uuid(30), "address_1": "1 Main Street",
                   "city": "Springfield", "state_province": "IL", "postal_code": "62701",
                   "country": "US", "address_type": "physical"}],
    "phones": [{"id": uuid(60), "service_id": uuid(1), "organization_id": uuid(10),
                "number": "202-555-0111"},
               {"id": uuid(61), "contact_id": uuid(70), "number": "202-555-0112"}],
    "contacts": [{"id": uuid(70), "service_id": uuid(2), "title": "Office"}],
    "schedules": [{"id": uuid(80), "service_id": uuid(1), **HOURS}],
    "languages": [{"id": uuid(90), "service_id": uuid(1), "name": "Spanish", "code": "es"}],
    "taxonomy_terms": [{"id": uuid(100), "code": "food", "name": "Gives food"}],
    "attributes": [{"id": uuid(110), "link_id": uuid(1), "link_entity": "service",
                    "link_type": "service", "taxonomy_term_id": uuid(100)}],
    "urls": [{"id": uuid(120), "service_id": uuid(2), "label": "Form",
              "url": "https://harbor.example/form"}],
}


def write(site, tables, folder="package"):
    for name, rows in tables.items():
        site.write(os.path.join(folder, name if "." in name else name + ".csv"),
                   rows if isinstance(rows, str) else table(*rows))
    return site.path(folder)


def take(site, path, *options):
    return site.run("import", path, "--to", site.path("imported"), "--json", *options)


@proves
def a_package_gives_what_the_same_as_json_would():
    one, two = ({**row, "organization": ORGANIZATION} for row in THREE["services"])
    without = {key: value for key, value in THREE["phones"][0].items()
               if key not in ("service_id", "organization_id")}
    one.update(phones=[without], schedules=[{"id": uuid(80), **HOURS}],
               languages=[{"id": uuid(90), "name": "Spanish", "code": "es"}],
               attributes=[{"link_type": "service", "taxonomy_term": THREE["taxonomy_terms"][0]}],
               service_at_locations=[{"location": {**THREE["locations"][0],
                                                   "addresses": THREE["addresses"]}}])
    two.update(contacts=[{"id": uuid(70), "title": "Office", "phones": [
        {"id": uuid(61), "number": "202-555-0112"}]}],
        additional_urls=[{"url": "https://harbor.example/form", "label": "Form"}])
    both = [{**ORGANIZATION, "phones": [without], "services": []}, one, two]
    with Site() as site:
        site.write("profile.ini", "[source]\nname = Greene 211\nas-of = 2026-03-31\n")
        profile = ("--profile", site.path("profile.ini"))
        done = take(site, write(site, THREE), *profile)
        assert done.returncode == OK, done
        report, found = json.loads(done.stdout), site.files()
        assert site.take(both, *profile).returncode == OK
        assert site.files() == found, (site.text(), found)
        assert report["lost"] == {}, report
        for line in ("service = food", "hours = Mon 09:00-17:00 local time",
                     "street = 1 Main Street", "link = https://harbor.example/form | Form"):
            assert f"\n{line}\n" in site.text(), (line, site.text())
        assert site.check(*site.with_import()).returncode == OK


@proves
def hsds_2_has_its_own_tables():
    two = {
        "organizations": [{"id": uuid(10), "name": "Harbor", "url": "https://harbor.example",
                           "description": "Helps."}],
        "services": [{"id": uuid(1), "organization_id": uuid(10), "name": "Pantry 1",
                      "description": "Gives food.", "fees": "Free"}],
        "locations": [{"id": uuid(30), "organization_id": uuid(10), "name": "Hall"}],
        "services_at_location": [{"id": uuid(40), "service_id": uuid(1),
                                  "location_id": uuid(30)}],
        "physical_addresses": [{"id": uuid(50), "location_id": uuid(30),
                                "address_1": "1 Main Street", "city": "Springfield"}],
        "postal_addresses": [{"id": uuid(51), "location_id": uuid(30), "address_1": "Box 1",
                              "city": "Springfield"}],
        "regular_schedules": [{"id": uuid(80), "service_id": uuid(1), "weekday": "Monday",
                               "opens_at": "09:00:00", "closes_at": "17:00:00"}],
        "holiday_schedules": [{"id": uuid(81), "service_id": uuid(1), "closed": "true",
                               "start_date": "2026-12-24", "end_date": "2026-12-26"}],
        "languages": [{"id": uuid(90), "service_id": uuid(1), "language": "Spanish"}],
        "eligibility": [{"id": uuid(91), "service_id": uuid(1), "eligibility": "Adults"}],
        "service_areas": [{"id": uuid(92), "service_id": uuid(1), "service_area": "Springfield"}],
        "accessibility_for_disabilities": [{"id": uuid(93), "location_id": uuid(30),
                                            "accessibility": "A ramp"}],
        "taxonomy": [{"id": "food", "name": "Gives food"}],
        "services_taxonomy": [{"id": uuid(94), "service_id": uuid(1), "taxonomy_id": "food"}],
    }
    with Site() as site:
        done = take(site, write(site, two))
        assert done.returncode == OK, done
        text = site.text()
        for line in ("cost = Free", "street = 1 Main Street", "mail-street = Box 1",
                     "hours = Mon 09:00-17:00 local time", "closed = 2026-12-24..2026-12-26",
                     "language-code = es", "eligibility = Adults", "serves = Springfield",
                     "accessibility = A ramp", "link = https://harbor.example", "service = food"):
            assert f"\n{line}\n" in text, (line, text)
        assert json.loads(done.stdout)["lost"] == {}, done.stdout


@proves
def ohanas_services_have_what_their_place_has():
    ohana = {
        "organizations": [{"id": 1, "name": "Harbor", "description": "Helps."}],
        "locations": [{"id": 5, "organization_id": 1, "name": "Hall", "accessibility": "ramp",
                       "languages": "Chinese (Mandarin, Wu), Spanish"}],
        "services": [{"id": 7, "location_id": 5, "name": "Pantry", "description": "Gives food.",
                      "website": "www.harbor.example/food", "languages": "Spanish, Urdu",
                      "service_areas": "Springfield, Shelby", "taxonomy_ids": "food, 101",
                      "required_documents": "Card", "eligibility": "Adults"}],
        "addresses": [{"id": 1, "location_id": 5, "address_1": "1 Main Street",
                       "city": "Springfield"}],
        "mail_addresses": [{"id": 1, "location_id": 5, "address_1": "Box 1", "city": "Shelby"}],
        "phones": [{"id": 1, "location_id": 5, "number": "202 555-0111", "number_type": "voice",
                    "department": "Front desk"},
                   {"id": 2, "location_id": 5, "number": "202 555-0112", "number_type": "fax"}],
        "contacts": [{"id": 1, "location_id": 5, "name": "Ann Persona", "title": "Director"}],
        "regular_schedules": [{"id": 1, "location_id": 5, "weekday": "Monday",
                               "opens_at": "09:00", "closes_at": "17:00"}],
        "taxonomy": [{"taxonomy_id": "food", "name": "Gives food"}],
    }
    with Site() as site:
        done = take(site, write(site, ohana))
        assert done.returncode == OK, done
        text = site.text()
        entry = re.search(r"\[entry:pantry\]\n(.*?)\n\n", text, re.S)[1]
        for line in ("link = https://www.harbor.example/food", "parent = harbor", "bring = Card",
                     "language-code = es", "language-code = ur", "serves = Springfield",
                     "serves = Shelby", "service = food", "hours = Mon 09:00-17:00 local time",
                     "phone = pantry-phone", "phone = pantry-fax", "eligibility = Adults"):
            assert line in entry.splitlines(), (line, text)
        for line in ("purpose = Front desk", "mail-street = Box 1", "person = Ann Persona",
                     "languages = Chinese (Mandarin, Wu)", "type = fax",
                     "; in the source: service/7"):
            assert f"\n{line}\n" in text, (line, text)
        assert site.check(*site.with_import()).returncode == OK


@proves
def a_description_says_which_file_is_which_table():
    described = {"resources": [{"name": "organization", "path": "data/agencies.csv"},
                               {"name": "service", "path": "what-they-do.csv"}]}
    files = {"data/agencies.csv": THREE["organizations"], "what-they-do.csv": THREE["services"],
             "datapackage.json": json.dumps(described)}
    for path in ("package", "package/", "package/datapackage.json"):
        with Site() as site:
            done = take(site, os.path.join(os.path.dirname(write(site, files)), path))
            assert done.returncode == OK, (path, done)
            assert site.text().count("[entry:") == 3
            assert "\nname = package\n" in site.text() or path.endswith("json")


@proves
def a_package_that_is_wrong_is_told_by_its_line_and_changes_nothing():
    other = json.dumps({"resources": [{"name": "service", "path": "../list.json"}]})
    for more, words in (({"phones.csv": "id,number\n1,2,3\n"}, "phones.csv:2"),
                        ({"phones.csv": 'id,number\n1,"2\n'}, "phones.csv:2"),
                        ({"datapackage.json": other}, "is no file of the package"),
                        ({"datapackage.json": other.replace("../list.json", "/etc/passwd")},
                         "is no file of the package"),
                        ({"datapackage.json": other.replace("../list.json", "gone.csv")},
                         "gone.csv cannot be read")):
        with Site() as site:
            assert site.take([service(3)]).returncode == OK
            before = site.files()
            done = take(site, write(site, {**THREE, **more}))
            assert done.returncode == DATA_FAULT and words in done.stderr, (words, done)
            assert site.files() == before
    with Site() as site:
        site.write("package.zip", "PK")
        done = take(site, site.path("package.zip"))
        assert done.returncode == DATA_FAULT and "unzip" in done.stderr, done
    with Site() as site:
        for files, words in (({"x.txt": "x"}, "holds no table"),
                             ({"phones": THREE["phones"]}, "no organization and no service")):
            done = take(site, write(site, files, folder=str(len(files)) + words[:8]))
            assert done.returncode == DATA_FAULT and words in done.stderr, done


@proves
def rows_that_belong_to_nothing_are_counted_and_none_holds_itself():
    more = {**THREE, "phones": THREE["phones"] + [
        {"id": uuid(62), "number": "202-555-0113"},
        {"id": uuid(63), "service_id": uuid(999), "number": "202-555-0114"}],
        "contacts": [{"id": uuid(70), "service_id": uuid(2), "title": "Office",
                      "contact_id": uuid(70), "phone_id": uuid(61)}]}
    with Site() as site:
        done = take(site, write(site, more))
        assert done.returncode == OK, done
        lost = json.loads(done.stdout)["lost"]
        assert lost["rows of phones that belong to nothing"] == 2, lost
        assert "0113" not in site.text() and "0114" not in site.text()


@proves
def the_sample_packages_are_taken_and_what_is_lost_is_named():
    folder = os.environ.get("HSDS_FILES")
    if not folder:
        raise Skip("needs HSDS_FILES, the folder of the specification's samples")
    for name, services in (("hsds-2-package/simple", 17), ("hsds-2-package/all_resources", 17),
                           ("hsds-3/tabular", 1), ("ohana-csv", 23)):
        with Site() as site:
            done = take(site, os.path.join(folder, name))
            assert done.returncode == OK, (name, done)
            report = json.loads(done.stdout)
            print("#", name, report["taken"], "note", report["internal_note"], "lost",
                  report["lost"])
            assert report["taken"]["entry"] >= services, (name, report)
            assert site.check(*site.with_import()).returncode == OK, name


if __name__ == "__main__":
    sys.exit(tap.run())
