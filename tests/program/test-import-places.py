#!/usr/bin/env python3
"""What an import tells of places, and of whom to ask for there: nothing that must not
be found. Prints TAP."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import OK
from imported import Site, service, uuid
from tap import proves


@proves
def languages_of_phones_and_places_and_contacts_of_places_are_taken():
    spoken = [{"code": "so"}, {"name": "Triqui", "note": "by appointment"}, {"name": "Klingon"}]
    place = {"id": uuid(201), "name": "The house", "languages": spoken, "contacts": [
        {"id": uuid(301), "title": "Clerk", "email": "clerk@example.org", "phones": [
            {"id": uuid(102), "number": "202-555-0112", "languages": spoken}]}]}
    each = service(1, phones=[{"id": uuid(101), "number": "202-555-0111"}],
                   service_at_locations=[{"location": place}])
    with Site() as site:
        code, report, errors = site.report(each)
        assert code == OK and not report["lost"], (code, report, errors)
        text = site.text()
        sections = {part.partition("]")[0]: part for part in text.split("\n[")}
        clerk = next(part for name, part in sections.items() if name.startswith("contact:"))
        for kind in ("location:", "phone:"):
            found = [part for name, part in sections.items()
                     if name.startswith(kind) and "language-code = so\n" in part]
            assert len(found) == 1 and "language-code = trc\n" in found[0], (kind, text)
            assert "languages = by appointment, Klingon\n" in found[0], found
        assert "title = Clerk\n" in clerk and "email = clerk@example.org\n" in clerk, clerk
        [place] = [part for name, part in sections.items() if name.startswith("location:")]
        assert "\ncontact = " in place and "address-visibility = internal" in place, place
        public = site.run("render", "/api/v1/phones", *site.with_import()).stdout
        assert "0111" in public and "0112" not in public, "who is there is as internal as the place"


if __name__ == "__main__":
    sys.exit(tap.run())
