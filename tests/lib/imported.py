"""What tests of `import --to` share: services of others, and a directory beside
which they are taken."""

import json
import os

from directory import Directory

ORGANIZATION = {"id": "1a7e5e40-0000-4000-8000-00000000000a", "name": "Harbor Neighbors",
                "description": "Helps neighbors.", "website": "www.harbor.example"}


def uuid(number):
    return f"1a7e5e40-0000-4000-8000-{number:012d}"


def service(number, **more):
    return {"id": uuid(number), "name": f"Pantry {number}", "description": "Gives food.",
            "status": "active", "organization": ORGANIZATION,
            "organization_id": ORGANIZATION["id"], **more}


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
