#!/usr/bin/env python3
"""Places of entries: what is shown of them, and that what is not public of a place
leaves the program nowhere. Prints TAP."""

import csv
import io
import os
import re
import sys
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import run
from directory import SCOPES, base_case
from npm import check_hsds
from secret_places import (
    ALL, CITY, CITY_ID, CITY_TEXT, CLOSED, HIDDEN, NOTES, OPEN, SECRET, SECRET_ID, SECRET_TEXT,
    SPACE, UUIDS, WITHOUT, addresses, told)
from signpost_site import Site
from tap import proves


# Of the public place, by the column.
IN_TABLES = {
    "name": "Town Hall", "aka": "The Hall", "type": "physical",
    "description": "The door is on the left.", "county": "Greene", "latitude": "39.7990",
    "longitude": "-89.6440", "transport": "Bus 4 stops there.", "contact": "Hall clerk",
    "link": "https://hall.example/", "mail": "PO Box 7, Springfield, IL 62701",
    "accessibility": "A ramp, A quiet room", "language_code": "mix, quc",
    "closed": "2098-02-01..2098-02-03"}


def site(text=ALL, *settings):
    return Site(*settings, text=text)


def entry(served, more=""):
    return served.ask("/api/v1/entries/local" + more).json


@proves
def nothing_of_a_place_that_is_internal_leaves_the_program():
    for scopes in ("public", SCOPES.partition("=")[2]):
        with site(ALL, f"server.scopes={scopes}") as served:
            items = [each["id"] for name in ("services", "service_at_locations", "organizations")
                     for each in served.ask(f"/api/hsds/{name}").json["contents"]]
            tried = [*addresses("audience=workers"), *addresses("place=il"), *(
                f"/api/hsds/{name}/{each}" for each in items
                for name in ("services", "service_at_locations"))]
            for address in tried:
                answer = served.ask(address)
                found = told(answer, address)
                assert not found, (address, found, answer.text[:2000])
            assert len(tried) > 250, len(tried)
            served.reload()
            assert not [word for word in HIDDEN + UUIDS if word in served.log()]


@proves
def no_word_of_it_finds_anything_or_is_suggested():
    with site() as served:
        for word in HIDDEN:
            for target in ("/", "/entries.csv", "/api/v1/entries"):
                answer = served.ask(f"{target}?q={word[:60]}")
                if target == "/api/v1/entries":
                    assert answer.json["total_items"] == 0, word
                assert not [other for other in HIDDEN if other in answer.text
                            and other not in word], (target, word)
            near = word[:-1] + ("a" if word[-1] != "a" else "b")
            assert word not in served.ask(f"/?q={near[:60]}").text, word


@proves
def a_place_more_that_is_internal_changes_no_byte():
    with site(WITHOUT) as without, site(WITHOUT.replace("location = hall", (
            f"location = hall, {SECRET_ID}")) + SECRET_TEXT) as more:
        for address in [*addresses("audience=workers"), *addresses("place=il")]:
            if address.split("?")[0] in ("/healthz", "/readyz", "/metrics"):
                continue
            wanted, answer = without.ask(address), more.ask(address)
            assert answer.text == wanted.text, address
            assert answer.head == wanted.head, address


def other_words(text):
    """The same with other words in what is not told of the place in a city."""
    untold = [word for key, value in CITY.items() if key not in OPEN + ("uuid", "country")
              for word in re.findall(r"\b[a-z]{12}\b", value)]
    before, mark, rest = text.partition(CITY_TEXT)
    assert mark, "the place stands in it"
    part = mark + rest
    for word in [CITY_ID, *NOTES[2:], *untold]:
        part = part.replace(word, word[::-1])
    for key in ("uuid", "latitude", "longitude"):
        part = part.replace(f"{key} = {CITY[key]}\n", "").replace("country = ZW\n", "")
    return before.replace(CITY_ID, CITY_ID[::-1]) + part.replace("2026-03-17", "2026-03-18")


@proves
def what_is_not_told_of_a_place_in_a_city_changes_no_byte():
    assert CITY["county"] not in other_words(ALL) and CITY["city"] in other_words(ALL)
    with site() as served, site(other_words(ALL)) as other:
        for address in [*addresses("audience=workers"), *addresses(f"place={CITY['state']}")]:
            if address.split("?")[0] in ("/healthz", "/readyz", "/metrics"):
                continue
            wanted, answer = served.ask(address), other.ask(address)
            assert answer.text == wanted.text, address
            assert answer.head == wanted.head, address


def places(served, scope=""):
    facets = served.ask("/api/v1/facets", SIGNPOST_SCOPE=scope).json["facets"]
    [place_] = [each for each in facets if each["id"] == "place"]
    return {term["id"]: term["count"] for term in place_["terms"]}


@proves
def no_place_to_filter_by_tells_of_it():
    with site(ALL, SCOPES) as served:
        outside = places(served)
        assert outside == {"il": 1, "il-greene-county": 1, "il-springfield": 1,
                           CITY["state"]: 1}, outside
        inner = set(places(served, "internal")) - set(outside)
        state = CITY["state"]
        assert {f"{state}-{CITY['city']}", f"{state}-{CITY['county']}-county", SECRET["state"],
                f"{SECRET['state']}-{SECRET['city']}"} <= inner, inner
        for more in ("", "&lang=es", "&q=local", "&terms=place"):
            for target in ("/", "/fragment", "/entries.csv", "/entries.txt", "/entries.atom",
                           "/api/v1/entries", "/api/v1/entries.ndjson", "/api/v1/facets",
                           "/share", "/handout", "/phones"):
                for name in inner:
                    nobody = "x" * len(name)
                    answer = served.ask(f"{target}?place={name}{more}")
                    wanted = served.ask(f"{target}?place={nobody}{more}")
                    assert answer.status == wanted.status, (target, name, more)
                    assert answer.text.replace(name, nobody) == wanted.text, (target, name, more)


@proves
def of_a_place_in_a_city_hours_phones_languages_city_and_state_are_told():
    with site() as served:
        hall, city = entry(served)["location"]
        assert city["is_city_only"] is True and "id" not in city
        assert set(city) == {"is_city_only", "city", "state", "hours", "hours_later", "closed",
                             "languages", "phone", "address"}, city
        assert "source" not in city["hours"] and city["hours"]["text"].startswith("Sun ")
        [later], [closed] = city["hours_later"], city["closed"]
        assert (later["from"], later["until"]) == ("2098-06-01", "2098-08-31"), later
        assert closed == {"text": CLOSED, "from": "2098-12-24", "until": "2098-12-26"}, closed
        assert city["address"] == f"{CITY['city']}, {CITY['state']}"
        assert [each["id"] for each in city["phone"]] == ["shelter"]
        page = served.ask("/e/local").text
        for word in (CITY["city"], CITY["state"], CITY["languages"], "555-0191", "1:00",
                     "The address is not public."):
            assert word in page, word
        text = served.ask("/entries.txt").text
        for word in ("The address is not public.", "1:00 pm to 2:00 pm", "June 1, 2098",
                     "Closed: December 24, 2098 to December 26, 2098"):
            assert word in text, text
        assert served.ask(f"/api/v1/entries?q={CITY['city']}").json["total_items"] == 1
        assert "is_city_only" not in hall


@proves
def a_public_place_is_told_whole():
    with site() as served:
        hall = entry(served)["location"][0]
        assert hall["id"] == "hall" and hall["mail"] == "PO Box 7, Springfield, IL 62701"
        assert hall["address"] == "12 Elm Street, Springfield, IL 62701"
        assert hall["accessibility"] == ["A ramp", "A quiet room"]
        assert hall["latitude"] == "39.7990" and hall["county"] == "Greene"
        assert entry(served, "?lang=es")["location"][0]["name"] == "Municipio"
        page, text = served.ask("/e/local").text, served.ask("/entries.txt").text
        for word in ("Town Hall", "12 Elm Street", "The door is on the left.", "Bus 4 stops",
                     "A quiet room", "Monday to Friday", "555-0190"):
            assert word in page and word in text, word
        assert "The hall&#39;s page" in page or "The hall's page" in page
        for words in ("elm+street", "hall", "quiet", "62701", "greene", "0190"):
            assert served.ask(f"/api/v1/entries?q={words}").json["total_items"] == 1, words
        for word in ("mixtec", "mixteco", "K'iche'", "quc"):
            assert served.ask(f"/api/v1/entries?q={word}").json["total_items"] == 1, word
        assert hall["language_code"] == ["mix", "quc"] and "Mixtec" in page, page
        assert "mixteco" in served.ask("/e/local?lang=es").text.lower()
        [clerk] = hall["contact"]
        assert set(clerk) == {"title", "department", "phone", "email"}, clerk
        assert [each["id"] for each in clerk["phone"]] == ["hall-clerk"]
        for words in ("Hall clerk", "Front desk", "555-0196", "clerk@hall.example",
                      "Somali, Triqui"):
            assert words in page and words in text, words
        assert "Conserje" in served.ask("/e/local?lang=es").text
        for words in ("hall+clerk", "clerk@hall.example", "0196", "somal%C3%AD", "trique",
                      "po+box+7"):
            assert served.ask(f"/api/v1/entries?q={words}").json["total_items"] == 1, words
        assert served.ask("/openapi.json").json["components"]["schemas"]["Entry"][
            "properties"]["location"]["items"]["properties"]["contact"]["items"][
                "properties"]["title"]
        rows = served.ask("/entries.csv").text
        assert "12 Elm Street, Springfield, IL 62701 | " in rows
        [row] = [each for each in csv.DictReader(io.StringIO(rows)) if each["id"] == "local"]
        said = {key: row["location_" + key].partition(" | ")[0] for key in IN_TABLES}
        assert said == IN_TABLES | {"longitude": "'-89.6440"}, said
    with site(WITHOUT) as served:
        assert ",-89.6440," in served.ask("/entries.csv").text
        phones = {each["id"]: each for each in served.ask("/api/v1/phones").json["phones"]}
        assert [used["id"] for used in phones["hall"]["used"]["entries"]] == ["local"]


@proves
def the_page_of_all_lines_has_those_of_places_that_are_known():
    with site() as served:
        page = served.ask("/phones").text
        assert "555-0190" in page and "555-0191" in page and "555-0192" not in page


@proves
def a_handout_says_where_a_public_place_is():
    with site(ALL, SCOPES) as served:
        sheet = served.ask("/handout?entry=local", SIGNPOST_SCOPE="internal").text
        for words in ("Local", "12 Elm Street, Springfield, IL 62701", "Bus 4 stops there."):
            assert words in sheet, words
        for said in (SECRET, CITY):
            assert said["street"] not in sheet, "who carries it may lose it"


@proves
def hsds_has_locations_and_services_at_them():
    with site() as served:
        found = served.ask("/api/hsds/service_at_locations").json
        assert found["total_items"] == 2, found
        whole, city = (served.ask(f"/api/hsds/service_at_locations/{each['id']}").json
                       for each in found["contents"])
        [address, mail] = whole["location"]["addresses"]
        assert address | {"id": 0} == {
            "id": 0, "address_1": "12 Elm Street", "city": "Springfield", "region": "Greene",
            "state_province": "IL", "postal_code": "62701", "country": "US",
            "address_type": "physical"}
        assert mail["address_1"] == "PO Box 7" and mail["address_type"] == "postal"
        assert whole["location"]["id"] == str(uuid.uuid5(SPACE, "location:hall"))
        assert whole["location"]["latitude"] == 39.799
        assert [each.get("code") for each in whole["location"]["languages"]] == [
            None, "mix", "quc"]
        first, second, repairs = whole["location"]["schedules"]
        assert repairs["description"] == "Closed: Repairs"
        assert (first["byday"], first["opens_at"], first["closes_at"]) == (
            "MO,TU,WE,TH,FR", "09:00:00", "17:00:00")
        assert second["byday"] == "SA" and "Chicago time" in second["description"]
        [clerk] = whole["location"]["contacts"]
        assert (clerk["title"], clerk["email"], clerk["phones"][0]["number"]) == (
            "Hall clerk", "clerk@hall.example", "+12025550196") and "name" not in clerk
        assert clerk["id"] == str(uuid.uuid5(SPACE, "location:hall/contact/Hall clerk/Front desk"))
        [phone] = whole["location"]["phones"]
        assert [(each["name"], each["code"]) for each in phone["languages"]] == [
            ("Somali", "so"), ("Triqui", "trc")]
        assert "addresses" not in city["location"] and "name" not in city["location"]
        assert "contacts" not in city["location"]
        assert [each["number"] for each in city["location"]["phones"]] == ["+12025550191"]
        [service] = [each for each in served.ask("/api/hsds/services?full=true").json["contents"]
                     if each["name"] == "Local"]
        assert [each["id"] for each in service["service_at_locations"]] == [
            whole["id"], city["id"]]
        assert whole["service"]["id"] == service["id"]
        days, weeks = city["location"]["schedules"][-1], city["location"]["schedules"][:2]
        assert (days["valid_from"], days["valid_to"]) == ("2098-12-24", "2098-12-26"), days
        assert [each.get("valid_from") for each in weeks] == [None, "2098-06-01"], weeks
        bodies = [("service", "service_with_definitions.json", service)]
        bodies += [(name, f"{name}.json", body) for body in (whole, city) for name in
                   ("service_at_location",)]
        faults = check_hsds(bodies)
        assert not faults, faults


@proves
def a_new_name_of_an_internal_place_changes_no_identifier():
    def ids(text):
        with site(text) as served:
            return [each["id"] for each in
                    served.ask("/api/hsds/service_at_locations").json["contents"]]

    other = ALL.replace(CITY_ID, "renamed").replace(CITY["street"], "moved")
    assert ids(ALL) == ids(other)


@proves
def those_inside_see_all_of_every_place():
    with site(ALL, SCOPES) as served:
        answer = served.ask("/api/v1/entries/local", SIGNPOST_SCOPE="internal")
        ids = [each["id"] for each in answer.json["location"]]
        assert ids == ["hall", SECRET_ID, SECRET_ID + "-too", CITY_ID]
        page = served.ask("/e/local", SIGNPOST_SCOPE="internal").text
        assert SECRET["street"] in page and CITY["street"] in page
        assert SECRET["person"] in page and CITY["person"] in page and "555-0195" in page


STREETS = ("[location:safe]\nstreet = 9 Oak Lane, 2nd floor\ncity = Springfield\n")


@proves
def check_warns_of_a_public_text_that_tells_an_internal_street():
    def warnings(more, text=STREETS):
        with site() as served:
            served.write("own/a.ini", base_case() + text + "[entry:told]\nname = Told\n"
                         "kind = unit\nlocation = safe\nphone = help\n" + more)
            result = run("check", "-s", f"directory.path={served.path('own')}")
            assert result.returncode == 0, result.stderr
            return result.stderr

    for key in ("summary = We are at 9 OAK LANE.", "summary = Here.\nnote = At 9 Oak Lane",
                "summary = Here.\nlink = https://a.example/ | 9 oak lane"):
        said = warnings(key + "\n")
        assert "tells a street that is internal" in said, (key, said)
    assert "street that is internal" not in warnings("summary = On Oak.\n")
    assert "street that is internal" not in warnings(
        "summary = At 9 Oak Lane.\n", STREETS + "address-visibility = public\n")
    assert "street that is internal" in warnings(
        "summary = At 5 Birch Road.\naddress = 5 Birch Road, Springfield\n")
    desk = "[contact:desk]\ntitle = Desk at 9 Oak Lane\n"
    line = ("[phone:bed]\nnumber = +1-202-555-0144\npurpose = A bed at 9 Oak Lane\n"
            "answered-by = ngo\n")
    there = "[location:open]\ncity = Rome\naddress-visibility = public\n"
    for more in ("contact = desk\n" + desk,
                 "location = open\n" + there + "contact = desk\n" + desk,
                 "location = open\n" + there + "phone = bed\n" + line):
        assert "street that is internal" in warnings("summary = Here.\n" + more), more
    assert "[location:spare] is used nowhere" in warnings(
        "summary = Here.\n", STREETS + "[location:spare]\ncity = Nowhere\n")
    said = warnings("summary = Here.\n", STREETS + "address-visibility = public\nstate = IL\n")
    assert said.count("/api/hsds has no address of [location:safe] without") == 2, said
    assert "`postal-code`" in said and "`country`" in said, said
    assert "has no address" not in warnings("summary = Here.\n")


@proves
def what_is_compared_tells_nothing_of_it():
    with site() as served:
        served.write("old/a.ini", WITHOUT)
        served.write("new/a.ini", WITHOUT.replace("location = hall", (
            f"location = hall, {SECRET_ID}")) + SECRET_TEXT)
        served.write("moved/a.ini", ALL.replace(CITY["street"], "elsewhere"))
        served.write("all/a.ini", ALL)
        for old, new in (("old", "new"), ("all", "moved"), ("moved", "all")):
            result = run("check", "--diff", served.path(old), "-s",
                         f"directory.path={served.path(new)}")
            said = result.stdout
            assert "content changed" not in said, said
            assert not [word for word in HIDDEN if word in said], said


if __name__ == "__main__":
    sys.exit(tap.run())
