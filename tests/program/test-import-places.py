#!/usr/bin/env python3
"""What an import tells of places, and of whom to ask for there: nothing that must not
be found. Prints TAP."""

import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import OK
from imported import ORGANIZATION, Site, at, service, shown, taken, uuid
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


@proves
def a_street_without_a_house_is_looked_for_in_what_may_mean_it_alone():
    other = dict(ORGANIZATION, id=uuid(90), name="Oak Neighbors")

    def hers(number, description, **more):
        return service(number, organization=other, organization_id=other["id"],
                       description=description, **more)
    lane, hall = [at(100, "Old Mill Lane")], [at(200, "4410 Elm Street")]
    services = [
        service(1, description="A shelter.", service_at_locations=lane),
        service(2, description="A shelter for men.", service_at_locations=hall),
        service(3, description="Knock at the blue door in Mill Ln., any time."),
        service(4, url="https://maps.example/?q=Old+Mill+Lane", description="Rides along Elm St."),
        service(5, description="Food.", service_at_locations=[at(300, "7 Mill Lane")]),
        service(6, description="The mill is down the lane. Mill Street has a court."),
        hers(7, "We bring you to the shelter in Mill Lane."),
        hers(8, "Food in Mill Lane.", service_at_locations=[at(400, "9 Mill Lane")]),
        hers(9, "A shelter. Its office is in Elm Street.", name="Elm Street Refuge")]
    with Site() as site:
        report, found = taken(site, services)
        for number, gone in ((3, "Mill"), (4, "Mill"), (4, "Elm"), (7, "Mill")):
            assert gone not in shown(found[f"entry:pantry-{number}"]), (number, found)
        for number, kept in ((6, "Mill Street"), (8, "Food in Mill Lane"), ):
            assert kept in found[f"entry:pantry-{number}"].partition("internal-note")[0], number
        assert "summary = A shelter. Its office is in Elm Street." in found["entry:elm-street-refuge"]
        public = [text for text in found.values() if "address-visibility = public" in text]
        assert len(public) == 1 and "9 Mill Lane" in public[0], public
        assert sum("may tell where" in left["why"] for left in report["left"]) == 4, report["left"]


@proves
def a_street_is_known_whichever_side_its_word_stands_on():
    streets = (("Ave. Ponce de León 1052", "Estamos en la avenida Ponce de León.", False),
               ("Avenida Ponce de León", "Suba por la Ave. Ponce de León.", False),
               ("Av. Juárez", "Junto al puente, avenida Juárez.", False),
               ("Blvd. Agua Caliente 1200", "En el bulevar Agua Caliente.", False),
               ("Avenue C", "Look for the blue door, Avenue C.", False),
               ("Oak Avenue", "Take the Oak Ave. bus.", False),
               ("Oak Avenue", "Take the Elm Avenue bus to our avenue.", True))
    services = []
    for number, (street, text, _) in enumerate(streets):
        home = dict(ORGANIZATION, id=uuid(900 + number), name=f"Home {number}")
        for of, told in enumerate(("A shelter.", text)):
            services.append(service(
                10 * number + of, name=f"Room {number} {of}", organization=home,
                organization_id=home["id"], description=told,
                service_at_locations=[] if of else [at(1000 + 10 * number, street)]))
    with Site() as site:
        _, found = taken(site, services)
        for number, (street, text, is_kept) in enumerate(streets):
            entry = found[f"entry:room-{number}-1"]
            assert (text in shown(entry)) == is_kept, (street, entry)


@proves
def a_hidden_place_is_known_without_its_city_and_where_the_street_is_its_name():
    def beside(number, **more):
        place = at(100 * number, **more)
        return place, place["location"]["addresses"][0]
    lost, address = beside(1)
    del address["city"]
    named, address = beside(2)
    del address["address_1"]
    named["location"]["name"] = "16 Elm Street"
    long, address = beside(3, street="9 C Street")
    address["city"] = "Springfield, IL 62701"
    short, other = beside(4, street="9 C Street")[0], beside(5, street="4 D Street")[0]
    services = [service(1, description="A shelter.", service_at_locations=[lost, named, long]),
                *(service(number, organization=dict(ORGANIZATION, id=uuid(90), name="Oak"),
                          organization_id=uuid(90), description=text, service_at_locations=[place])
                  for number, text, place in ((2, "Food.", at(600)), (3, "Food.", short),
                                              (4, "Come to 16 Elm Street.", other)))]
    with Site() as site:
        _, found = taken(site, services)
        public = [text for text in found.values() if "address-visibility = public" in text]
        assert len(public) == 1 and "4 D Street" in public[0], public
        assert "16 Elm" not in shown(found["entry:pantry-4"]), found["entry:pantry-4"]


if __name__ == "__main__":
    sys.exit(tap.run())
