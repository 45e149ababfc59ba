"""A table of services as somebody has it, and a site that takes it."""

import csv
import io
import json
import os

from command import OK
from directory import Directory

HEADINGS = ("Agency", "Program", "What it does", "Telephone", "Hours", "Address", "City",
            "State", "Zip", "Web", "E-mail", "Notes")
PANTRY = ("Harbor Neighbors", "Pantry", "Gives food.", "(202) 555-0111 x2", "Mon-Fri 9am-5pm",
          "1 Main Street", "Springfield", "Illinois", "62701", "harbor.example",
          "help@harbor.example", "Ask for Ann")
CLINIC = ("Harbor Neighbors", "Clinic", "Sees patients.", "202-555-0112; 202-555-0113",
          "by appointment", "2 Main Street", "Springfield", "IL", "62701", "", "", "")
PROFILE = """[source]
name = Greene 211
as-of = 2026-03-31
[columns]
organization = Agency
name = Program
summary = What it does
phone = Telephone
hours = Hours
street = Address
city = City
state = State
postal-code = Zip
link = Web
email = E-mail
"""


def table(*rows, delimiter=",", headings=HEADINGS):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows([headings, *rows])
    return text.getvalue()


class TableSite(Directory):
    """The shipped directory, and what is imported beside it."""

    def take(self, text, profile=PROFILE, *options):
        mode = "wb" if isinstance(text, bytes) else "w"
        more = {} if mode == "wb" else {"encoding": "utf-8", "newline": ""}
        with open(self.path("list.csv"), mode, **more) as file:
            file.write(text)
        self.write("profile.ini", profile)
        return self.run("import", self.path("list.csv"), "--to", self.path("imported"),
                        "--profile", self.path("profile.ini"), *options)

    def report(self, text, profile=PROFILE, *options):
        done = self.take(text, profile, "--json", *options)
        assert done.returncode == OK, done
        return json.loads(done.stdout)

    def text(self):
        folder = self.path("imported")
        return "".join(self.read(os.path.join("imported", name))
                       for name in sorted(os.listdir(folder)))

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()

    def with_import(self):
        return "-s", f"directory.path=shipped:{self.path('imported')}"

    def is_well(self):
        done = self.check(*self.with_import())
        return done.returncode == OK

    def sketch(self, text):
        with open(self.path("list.csv"), "w", encoding="utf-8", newline="") as file:
            file.write(text)
        done = self.run("import", "--sketch", self.path("list.csv"))
        assert done.returncode == OK and not done.stderr, done
        return done.stdout
