"""What tests of `import --to` share: services of others, and a directory beside
which they are taken."""

import json
import os
import re

from command import OK
from directory import Directory

ORGANIZATION = {"id": "1a7e5e40-0000-4000-8000-00000000000a", "name": "Harbor Neighbors",
                "description": "Helps neighbors.", "website": "www.harbor.example"}
PUBLIC = "[source]\nname = X\n[places]\npublic-kinds = local-service\n"


def uuid(number):
    return f"1a7e5e40-0000-4000-8000-{number:012d}"


def service(number, **more):
    return {"id": uuid(number), "name": f"Pantry {number}", "description": "Gives food.",
            "status": "active", "organization": ORGANIZATION,
            "organization_id": ORGANIZATION["id"], **more}


def sections(text):
    """Each section by kind and id, as its text on one line for each pair."""
    found = {}
    for part in re.split(r"\n(?=\[)", text):
        head = re.match(r"\[([^\]]+)\]", part)
        if head:
            found[head[1]] = re.sub(r"\n  ", " ", part)
    return found


def shown(section):
    """Without what is for those inside, and without ids that nobody sees."""
    return re.sub(r"^(internal-note|contact|location) = .*\n?", "", section, flags=re.M)


def at(number, street="4410 Broadway", **more):
    address = {"id": uuid(number + 2), "address_1": street, "city": "Springfield",
               "state_province": "IL", "country": "US", "address_type": "physical"}
    return {"id": uuid(number), "location": {"id": uuid(number + 1), "name": "Office",
                                             "location_type": "physical",
                                             "addresses": [address], **more}}


def taken(site, source, profile=PUBLIC):
    site.write("profile.ini", profile)
    code, report, errors = site.report(source, "--profile", site.path("profile.ini"))
    assert code == OK, errors
    return report, sections(site.text())


class Site(Directory):
    """The shipped directory, and what is imported beside it."""

    def take(self, source, *options, name="list.json"):
        self.write(name, source if isinstance(source, str) else json.dumps(source))
        return self.run("import", self.path(name), "--to", self.path("imported"), *options)

    def report(self, source, *options):
        done = self.take(source, "--json", *options)
        return done.returncode, json.loads(done.stdout), done.stderr

    def files(self):
        folder = self.path("imported")
        return {name: self.read(os.path.join("imported", name))
                for name in sorted(os.listdir(folder))}

    def text(self):
        return "".join(self.files().values())

    def with_import(self):
        """The settings by which it is public."""
        return "-s", f"directory.path=shipped:{self.path('imported')}"

    def read(self, name):
        with open(self.path(name), encoding="utf-8") as file:
            return file.read()
