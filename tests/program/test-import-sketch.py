#!/usr/bin/env python3
"""What a table may be is guessed from its headings and values, the table of another
site is known, and the book of recipes takes one to a preview. Prints TAP."""

import csv
import io
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK, options
from directory import SHIPPED
from places import program
from table_site import CLINIC, PANTRY, TableSite as Site, table
from tap import Skip, proves

OWN = """[facet:pets]
name = Pets
[pets:dogs]
name = Dogs
name.es = Perros
[entry:ours]
name = Our house, with "quotes"
kind = organization
summary = Helps, one by one.
summary.es = Ayuda.
phone = our-line
location = our-place, hidden-place
pets = dogs
verified = 2026-01-02 | somebody
[entry:ours-below]
name = Below
parent = ours
kind = local-service
summary = Works here.
pets = dogs | they come along
[phone:our-line]
number = +1-202-555-0111
purpose = Ask us
answered-by = ngo
verified = 2026-01-02 | a page
[location:our-place]
name = The place
street = 1 Main Street
city = Springfield
address-visibility = public
[location:hidden-place]
name = The shelter
street = 2 Hidden Street
address-visibility = public
"""


@proves
def headings_of_a_real_spreadsheet_lead_where_they_belong():
    headings = ("Agency / Program Name", "Phone(s)", "After hours #", "Location (Street)",
                "City, State ZIP", "Hours of Operation", "Lang.")
    row = ("Helpers", "(202) 555-0123", "202-555-0199 (cell)", "1 Main St", "Springfield, IL 62701",
           "lun-vie 9-5", "Eng/Span")
    with Site() as site:
        site.write("list.csv", table(row, headings=headings))
        lines = site.run("import", "--sketch", site.path("list.csv")).stdout.split("\n")
        for line in ("name = Agency / Program Name", "phone = Phone(s)", "street = Location (Street)",
                     "city = City, State ZIP", "hours = Hours of Operation", "languages = Lang."):
            assert line in lines, (line, lines[-40:])


@proves
def a_sketch_is_a_profile_by_which_the_table_can_be_taken():
    rows = (PANTRY, CLINIC, ("", "", "", "", "", "", "", "", "", "", "", ""))
    with Site() as site:
        sketch = site.sketch(table(*rows))
        for line in ("organization = Agency", "name = Program", "phone = Telephone",
                     "hours = Hours", "street = Address", "city = City", "state = State",
                     "postal-code = Zip", "link = Web", "email = E-mail",
                     "summary = What it does", ";internal-note = Notes"):
            assert f"\n{line}\n" in sketch, (line, sketch)
        assert ";answered-by =" in sketch
        report = site.report(table(*rows), sketch)
        assert report["taken"]["entry"] == 3, report
        assert site.is_well()


@proves
def a_sketch_comments_out_what_it_is_not_sure_of():
    headings = ("Name", "Phone", "Worker phone", "Ring", "Email", "Phone 2", "Confidential",
                "Empty", "Updated", "Languages", "Contact name")
    rows = [("House", "202-555-0111", "202-555-0112", "202-555-0113", "see site", "202-555-0114",
             "x", "", "25/12/2025", "Spanish, English", "Ann")] * 4
    with Site() as site:
        sketch = site.sketch(table(*rows, headings=headings))
        for line in ("name = Name", "phone = Phone", "phone-2 = Phone 2", ";phone-3 = Worker phone",
                     ";phone-4 = Ring", ";email = Email", ";internal-note = Confidential",
                     "changed = Updated", "languages = Languages", "dates = day-first",
                     "lists = commas"):
            assert f"\n{line}\n" in sketch, (line, sketch)
        # Each of them can be taken as it stands.
        taken = re.sub("^;(phone)", r"\1", sketch, flags=re.M)
        done = site.take(table(*rows, headings=headings), taken)
        assert done.returncode == OK, done
        assert not re.search("^[^;].*= (Worker phone|Ring|Email|Confidential|Contact name)$",
                             sketch, re.M), sketch


@proves
def what_is_said_of_a_number_stays_with_it_in_a_sketch():
    """A wrong extension would be dialed, and a wrong flag publish what is private."""
    for headings, lines in (
            (("Hotline", "Phone 1", "Phone 1 Extension", "Phone 1 is private", "Phone 2",
              "Phone 2 Extension"),
             ("phone-3 = Hotline", "phone = Phone 1", "phone-extension = Phone 1 Extension",
              "phone-private = Phone 1 is private", "phone-2 = Phone 2",
              "phone-extension-2 = Phone 2 Extension")),
            (("Phone", "Hotline", "Phone extension"),
             ("phone = Phone", "phone-2 = Hotline", "phone-extension = Phone extension")),
            (("Phone", "Hotline", "Ext"), ("phone-extension-2 = Ext",)),
            (("Phone", "Phone 2", "Ext"), (";phone-extension = Ext",)),
            (("Phone", "Office hours", "Phone hours"),
             ("hours = Office hours", "phone-hours = Phone hours")),
            (("Phone", "Hotline", "Hotline hours"), ("phone-hours-2 = Hotline hours",)),
            (("Phone", "Phone 2", "Call hours"), (";phone-hours = Call hours",)),
            (("Phone 1", "Phone 2", "Phone 3 is private"),
             (";phone-private = Phone 3 is private",))):
        row = [f"202-555-01{i}0" if "Phone" in name[:5] and len(name) < 8 or name == "Hotline"
               else "Yes" if "private" in name else "9-5" if "hours" in name else str(i) for i, name in enumerate(headings)]
        with Site() as site:
            text = table(*[("House", *row)] * 3, headings=("Name", *headings))
            sketch = site.sketch(text)
            for line in lines:
                assert f"\n{line}\n" in sketch, (line, sketch)
            if "is private" in " ".join(headings):
                site.report(text, sketch)
                hidden = row[1] if headings[0] == "Hotline" else row[0]
                assert f"number = +1-{hidden}" not in site.text(), site.text()


@proves
def a_sketch_takes_a_title_for_none_of_the_headings():
    with Site() as site:
        site.write("list.csv", "Help in Greene County,,,\nName,Phone,City,Web\nHouse,,,\n")
        done = site.run("import", "--sketch", site.path("list.csv"))
        assert done.returncode == DATA_FAULT and "list.csv:1:" in done.stderr, done
        assert "title" in done.stderr and not done.stdout, done


@proves
def a_sketch_makes_nothing_public_that_its_heading_keeps_back():
    kept = ("Unlisted phone", "Staff cell phone", "Director phone", "Home phone",
            "Phone (do not publish)", "Celular")
    with Site() as site:
        sketch = site.sketch(table(*[("House", *["202-555-0111"] * len(kept), "public")] * 3,
                                   headings=("Name", *kept, "address-visibility")))
        assert not re.search("^(?!;|name).* = ", sketch.split("[columns]")[1], re.M), sketch
        assert "\n;address-visibility = address-visibility\n" in sketch, sketch


@proves
def a_sketch_holds_nothing_that_its_table_smuggles_in():
    headings = ("Name", "x\n[hide]\nentry = niosh", "=1+1", "[places]", '"q"', "a\u202eb",
                "public-kinds = organization")
    row = ("House", "a\nb\n[hide]", "c", "d", "e", "f\u2028[hide]", "g")
    with Site() as site:
        sketch = site.sketch(table(row, headings=headings))
        assert [line for line in sketch.splitlines() if line.startswith("[")] == [
            "[source]", "[numbers]", "[entries]", "[places]", "[table]", "[columns]"], sketch
        assert site.take(table(row, headings=headings), sketch).returncode == OK


@proves
def the_table_that_another_site_exports_becomes_the_same_sections():
    with Site(text=OWN, over=[SHIPPED]) as other:
        done = other.run("export", "--csv")
        assert done.returncode == OK, done
        table_of_all = done.stdout
    with Site() as site:
        report = site.report(table_of_all, "[source]\nname = Other site\nas-of = 2026-03-31\n")
        text = site.text()
        assert site.is_well(), site.check(*site.with_import())
        assert "[phone:osha-line]" not in text
        assert report["lost"].keys() == {"sections that this site has itself", "verified"}, report
        expected = [line for line in OWN.splitlines() if not line.startswith("verified")]
        expected[-1] = "address-visibility = internal"
        for line in expected:
            assert f"\n{line}\n" in text, (line, text)
        assert text.count("internal-note = verified: 2026-01-02") == 1, text
        assert not re.search("^verified", text, re.M)
        again = site.take(table_of_all, "[source]\nname = Other site\nas-of = 2026-03-31\n")
        assert again.stdout.startswith("Nothing has changed."), again
        names = os.listdir(site.path("imported"))
        assert sorted(names) == ["_source.ini", "_words.ini", "ours.ini"], names


@proves
def what_another_site_reviewed_or_rang_this_site_has_not():
    head = "kind,id,key,language,number,value\r\n"
    rows = [("entry", "x", "name", "", "X"), ("entry", "x", "kind", "", "organization"),
            ("entry", "x", "summary", "", "Helps"), ("entry", "x", "phone", "", "p"),
            ("entry", "x", "reviewed", "es", "2026-01-02 | somebody"),
            ("phone", "p", "number", "", "+1-202-555-0111"), ("phone", "p", "purpose", "", "Ask"),
            ("phone", "p", "answered-by", "", "ngo"),
            ("phone", "p", "checked", "", "2026-01-02 | somebody")]
    with Site() as site:
        report = site.report(head + "".join(f"{kind},{name},{key},{language},1,{value}\r\n"
                                            for kind, name, key, language, value in rows))
        text = site.text()
        assert "\n[phone:p]\n" in text and not re.search(r"^(reviewed|checked)", text, re.M), text
        assert "internal-note = reviewed: 2026-01-02" in text and report["lost"], (text, report)


@proves
def a_table_of_ours_that_was_tampered_with_begins_no_section():
    head = "kind,id,key,language,number,value\r\n"
    for row in ('"entry]\n[hide",x,name,,1,X', '"entry","a b",name,,1,X', 'entry,x,"na me",,1,X',
                'entry,x,name,"es\n[hide]",1,X', 'entry,,name,,1,X'):
        with Site() as site:
            done = site.take(head + row + "\r\n")
            assert done.returncode == DATA_FAULT and "list.csv:2:1: " in done.stderr, (row, done)
    with Site() as site:
        site.take(head + 'entry,x,name,,1,"X\n[hide]\nentry = niosh"\r\n'
                  'entry,x,kind,,1,organization\r\nentry,x,summary,,1,Y\r\n')
        assert "\n[hide]" not in site.text() and "[entry:x]" in site.text()


@proves
def the_sample_tables_can_be_sketched_and_taken():
    folder = os.environ.get("HSDS_FILES")
    if not folder:
        raise Skip("needs HSDS_FILES, the folder of the specification's samples")
    for name in ("ohana-csv/services.csv", "ohana-csv/locations.csv",
                 "ohana-csv/organizations.csv", "hsds-2-package/simple/services.csv",
                 "hsds-3/tabular/services.csv"):
        with Site() as site:
            with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
                text = file.read()
            sketch = site.sketch(text)
            assert not re.search("^(?!;|id|organization-id).* = .*_ids?$", sketch, re.M), sketch
            report = site.report(text, sketch)
            rows = list(csv.DictReader(io.StringIO(text)))
            assert report["taken"]["entry"] == len(rows), (name, report["taken"])
            assert site.is_well(), name


@proves
def the_book_of_recipes_takes_a_table_of_fifty_to_a_preview():
    """As an editor has it: the four commands, word for word, in a folder of theirs."""
    with open(os.path.join(SHIPPED, "README.md"), encoding="utf-8") as file:
        recipe = re.search(r"## Bring the list that you have\n.*?```sh\n(.*?)```", file.read(), re.S)
    assert recipe and len(recipe[1].splitlines()) == 4, recipe
    rows = [(f"Agency {number // 5}", f"Service {number}", "Helps with food.",
             f"(202) 555-01{number}", "Mon-Fri 9am-5pm", f"{number} Main Street", "Springfield", "IL",
             "62701", "www.agency.example", "", "Ask for Ann") for number in range(10, 60)]
    with Site() as site:
        site.write("list.csv", table(*rows))
        site.write("bin/signpost", f"#!/bin/sh\nexec {program()} \"$@\" "
                   + " ".join(options(site.settings)) + "\n")
        os.chmod(site.path("bin/signpost"), 0o755)
        done = subprocess.run(["sh", "-e", "-c", recipe[1]], cwd=site.folder, capture_output=True,
                              text=True, check=False, timeout=60,
                              env={**os.environ, "PATH": site.path("bin") + ":" + os.environ["PATH"]})
        assert done.returncode == OK, done
        preview = site.read("preview.html")
        assert "These entries come from" in preview
        assert "Service 10<" in preview and "tel:+12025550110" in preview
        for page in (preview, *(site.render(f"/e/service-{number}", *site.with_import()).text
                                for number in (10, 35, 59))):
            for hidden in ("Main Street", "Springfield", "Ask for Ann"):
                assert hidden not in page, hidden
        text = site.text()
        assert text.count("[phone:") == text.count("[location:") == 50 and text.count("\nhours = Mon-Fri 09:00-17:00") == 50

if __name__ == "__main__":
    sys.exit(tap.run())
