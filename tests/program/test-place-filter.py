#!/usr/bin/env python3
"""The facet `place`, made from the places of entries, and that it tells no more of
one than its section allows. Prints TAP."""

import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK, run
from directory import SCOPES, Directory, base_case
from signpost_site import Settled, Site
from stand import wait_until
from tap import proves

PLACES = {
    "hall": ("Springfield", "Greene", "IL", "public"),
    "annex": ("Springfield", "", "IL", "public"),
    "lodge": ("Peoria", "", "il", "public"),
    "seat": ("New York", "New York", "NY", "public"),
    "east": ("St. Mary", "Kings", "NY", "public"),
    "west": ("St Mary", "Queens", "NY", "public"),
    "tokyo": ("東京", "", "", "public"),
    "shelter": ("Decatur", "Macon", "IL", "city"),
    "safe": ("Nowhere", "Hush", "ZZ", "internal"),
    "mark": ("-", "", "*", "public"),
}


def text(places=PLACES):
    """An entry at each place."""
    parts = [base_case()]
    for name, (city, county, state, visibility) in places.items():
        rows = (("city", city), ("county", county), ("state", state),
                ("address-visibility", visibility))
        parts.append(f"[location:{name}]\n" + "".join(
            f"{key} = {value}\n" for key, value in rows if value))
        parts.append(f"[entry:at-{name}]\nname = At {name}\nkind = unit\nphone = help\n"
                     f"summary = Works under the name {name}.\nlocation = {name}\n")
    return "".join(parts)


def facet(site, more="", **headers):
    facets = site.ask("/api/v1/facets" + more, **headers).json["facets"]
    return next((each for each in facets if each["id"] == "place"), None)


def terms(site, more="", **headers):
    return {each["id"]: each for each in facet(site, more, **headers)["terms"]}


def found(site, filter_):
    return {each["id"] for each in
            site.ask(f"/api/v1/entries?{filter_}&per_page=100").json["contents"]}


NOTHING = "Nothing is listed here in the place that this address names"


def assert_there_is_nothing(site, filter_, **headers):
    """Everything is no answer to a wish that names a place."""
    for address in ("/", "/fragment", "/embed"):
        page = site.ask(f"{address}?{filter_}", **headers)
        assert page.status == 200 and NOTHING in page.text, (address, page.text)
    page = site.ask(f"/?{filter_}&lang=es", **headers).text
    assert "Aquí no hay nada en el lugar" in page, page
    for address in ("/api/v1/entries", "/entries.csv", "/entries.txt", "/entries.atom",
                    "/entries.ndjson", "/api/v1/facets"):
        answer = site.ask(f"{address}?{filter_}", **headers)
        assert answer.status == 400 and "place" in answer.text, (address, answer.text)


@proves
def a_directory_without_places_has_no_such_facet():
    with Site(text=base_case()) as site:
        assert facet(site) is None
        assert_there_is_nothing(site, "place=il")
        for none in ("/?place=", "/api/v1/entries?place=", "/?sp-place=il"):
            answer = site.ask(none)
            assert answer.status == 200 and NOTHING not in answer.text, none


@proves
def a_place_of_which_the_last_one_was_hidden_is_not_everything():
    """Nor is a term of a filter whose last entry was."""
    more = ("[facet:county]\nname = County\n[county:greene]\nname = Greene\n"
            "[entry:far]\nname = Far\nkind = unit\nphone = help\nsummary = F.\n"
            "county = greene\n")
    with Settled(SCOPES, text=text({"hall": PLACES["hall"]}) + more) as site:
        assert found(site, "place=il") == {"at-hall"} and found(site, "county=greene") == {"far"}
        assert site.hide("hide", "location", "hall").returncode == OK
        wait_until(lambda: facet(site) is None, what="the place gone")
        assert_there_is_nothing(site, "place=il")
        assert_there_is_nothing(site, "place=il", SIGNPOST_SCOPE="internal")
        assert site.hide("hide", "entry", "far").returncode == OK
        wait_until(lambda: site.ask("/e/far").status == 404, what="the entry gone")
        for scope in ("public", "internal"):
            api = site.ask("/api/v1/entries?county=greene", SIGNPOST_SCOPE=scope)
            page = site.ask("/?county=greene", SIGNPOST_SCOPE=scope).text
            assert api.status == 400 and "is not known here" in page, (scope, page)
            assert "facet-county" not in page, "a heading of nothing"
            assert "greene" not in site.ask("/api/v1/facets", SIGNPOST_SCOPE=scope).text


@proves
def nobody_is_led_away_by_a_wish_of_which_a_half_is_not_known():
    with Site(SCOPES, text=text()) as site:
        for query, status in ("place=il-peoria", 303), ("place=nowhere", 200), (
                "place=il-peoria,qq", 200):
            answer = site.ask(f"/first?{query}", SIGNPOST_SCOPE="internal")
            assert answer.status == status, (query, answer.head)


START = "[start:near]\nname = Near me\nfilter = {}\n"


@proves
def a_start_link_leads_to_a_place():
    for filter_ in ("place=il-springfield", "place=il-springfield,il-peoria",
                    "audience=workers&place=ny"):
        with Site(text=text() + START.format(filter_)) as site:
            [link] = [node for node in site.ask("/").page.find("a") if node.text == "Near me"]
            for place in filter_.partition("place=")[2].split(","):
                assert f"place={place}" in link["href"], link["href"]
            assert site.ask(link["href"].partition("#")[0]).status == 200
            assert (f"filter: `{filter_}` finds nothing" in site.check().stderr) == (
                "audience" in filter_), site.check().stderr


@proves
def a_start_link_to_a_place_that_is_internal_is_for_those_inside():
    for place in ("zz", "il-decatur"):
        with Site(SCOPES, text=text() + START.format(f"place={place}")) as site:
            assert "Near me" not in site.ask("/").text
            assert "Near me" in site.ask("/", SIGNPOST_SCOPE="internal").text
            assert f"filter: `place={place}` finds nothing" in site.check().stderr


@proves
def check_says_when_the_place_of_a_start_link_is_not_there():
    own = "[facet:place]\nname = Where\n[place:north]\nname = North\n"
    for text_, filter_, said in (
            (text(), "place=il-springfeld", "is in `il-springfeld`; did you mean "
             "`il-springfield`?"),
            (text(), "audience=workers&place=il,qq", "is in `qq`"),
            (base_case(), "place=il", "is in `il`\n"),
            (text() + own, "place=nort", "there is no [place:nort]; did you mean `north`?")):
        with Directory(text=text_ + START.format(filter_)) as folder:
            result = folder.check()
            assert result.returncode == DATA_FAULT, result
            assert "filter: " in result.stderr and said in result.stderr, result.stderr


@proves
def in_hsds_a_place_is_an_address_and_no_taxonomy():
    """Its terms are made, so that they would come and go with the places."""
    with Site(text=text()) as site:
        names = {each["name"] for each in site.ask("/api/hsds/taxonomies").json["contents"]}
        assert names == {"Who it is for", "Goal"}, names
        terms_ = site.ask("/api/hsds/taxonomy_terms?per_page=100").text
        assert "Springfield" not in terms_ and "Greene" not in terms_
        service = site.ask("/api/hsds/service_at_locations?full=true&per_page=100").text
        assert "attributes" not in service


@proves
def states_counties_and_cities_of_public_places_are_terms_below_each_other():
    with Site(text=text()) as site:
        of = terms(site)
        assert {id: (each["name"], each.get("parent"), each["count"])
                for id, each in of.items()} == {
            "il": ("IL", None, 4),
            "il-greene-county": ("Greene, IL", "il", 1),
            "il-springfield": ("Springfield, IL", "il-greene-county", 2),
            "il-peoria": ("Peoria, IL", "il", 1),
            "ny": ("NY", None, 3),
            "ny-new-york-county": ("New York, NY", "ny", 1),
            "ny-new-york": ("New York, NY", "ny-new-york-county", 1),
            "ny-kings-county": ("Kings, NY", "ny", 1),
            "ny-queens-county": ("Queens, NY", "ny", 1),
            "ny-st-mary": ("St. Mary, NY", "ny", 2),
            "e69db1e4baac": ("東京", None, 1),
        }, of
        ids = list(of)
        for each in of.values():
            assert "parent" not in each or ids.index(each["parent"]) < ids.index(each["id"])
        assert of["ny-new-york-county"]["gloss"] == "county"
        assert terms(site, "?lang=es")["ny-new-york-county"]["gloss"] == "condado"
        assert facet(site, "?lang=es")["name"] == "Lugar"
        assert "estado" in facet(site, "?lang=es")["note"]


@proves
def whoever_filters_by_a_place_finds_what_is_in_it():
    with Site(text=text()) as site:
        for filter_, names in (
                ("place=il", "hall annex lodge shelter"), ("place=il-springfield", "hall annex"),
                ("place=il-greene-county", "hall"), ("place=ny-st-mary", "east west"),
                ("place=ny-kings-county,il-peoria", "east lodge")):
            assert found(site, filter_) == {f"at-{name}" for name in names.split()}, filter_
            for address in ("/", "/fragment", "/entries.csv", "/entries.txt",
                            "/entries.ndjson", "/entries.atom"):
                answer = site.ask(f"{address}?{filter_}&per_page=100")
                for name in PLACES:
                    assert (f"the name {name}." in answer.text) == (name in names.split()), (
                        address, filter_, name)
        page = site.ask("/?place=ny-new-york-county").text
        assert "New York, NY (county)" in page and 'name="place"' in page
        assert "(condado)" in site.ask("/?place=ny-new-york-county&lang=es").text


@proves
def a_place_that_there_is_not_is_refused_as_any_other_term():
    with Site(text=text()) as site:
        for unknown in ("zz", "zz-nowhere", "il-decatur", "il-macon-county"):
            answer = site.ask(f"/api/v1/entries?place={unknown}")
            other = site.ask("/api/v1/entries?audience=nobody-there")
            assert answer.status == other.status == 400, (unknown, answer.head)
            assert NOTHING in site.ask(f"/?place={unknown}").text, unknown
        page = site.ask("/?place=il,zz").text
        assert NOTHING not in page and "is not known here" in page, page


@proves
def every_format_names_the_places_of_an_entry():
    with Site(text=text()) as site:
        entry = site.ask("/api/v1/entries/at-hall").json
        assert [each["id"] for each in entry["place"]] == [
            "il", "il-greene-county", "il-springfield"]
        assert [each["id"] for each in site.ask("/api/v1/entries/at-shelter").json["place"]] == [
            "il"]
        assert site.ask("/api/v1/entries/at-safe").json["place"] == []
        assert set(site.ask("/api/v1/entries/at-hall?fields=place").json) == {"place"}
        head, *rows = site.ask("/entries.csv?fields=id,place").text.split("\r\n")
        assert head == "id,place" and "at-hall,il | il-greene-county | il-springfield" in rows
        page = site.ask("/e/at-hall").text
        assert "Springfield, IL" in page and ">Place<" in page
        assert ">Place<" not in site.ask("/e/at-safe").text, "a heading of nothing"
        names = {each["name"] for path in site.ask("/openapi.json").json["paths"].values()
                 for each in path["get"]["parameters"]}
        assert "place" in names
        assert found(site, "q=greene") == {"at-hall"}


@proves
def of_what_is_not_public_nothing_but_the_state_is_a_term_for_those_outside():
    with Site(SCOPES, text=text()) as site:
        for word in ("decatur", "macon", "nowhere", "hush", "zz"):
            assert not [id for id in terms(site) if word in id], word
            assert word not in site.ask("/entries.csv?fields=place").text
        inside = terms(site, SIGNPOST_SCOPE="internal")
        assert {"zz-nowhere", "zz-hush-county", "il-decatur", "il-macon-county"} <= set(inside)


@proves
def a_facet_of_that_name_of_the_directorys_own_goes_on_being_it():
    own = (text() + "[facet:place]\nname = Where\n[place:north]\nname = North\n"
           "[entry:own]\nname = Own\nkind = unit\nphone = help\nsummary = A.\nplace = north\n")
    with Site(text=own) as site:
        assert facet(site)["name"] == "Where"
        assert list(terms(site)) == ["north"] and found(site, "place=north") == {"own"}


@proves
def two_hundred_cities_are_a_facet_of_which_some_are_shown_and_all_can_be():
    many = {f"l{i}": (f"Town {i}", "", f"S{i % 7}", "public") for i in range(200)}
    with Site(text=text(many)) as site:
        page = site.ask("/").text
        assert page.count('name="place"') == 40 and "terms=place" in page
        assert site.ask("/?terms=place").text.count('name="place"') == 207


@proves
def a_card_names_the_cities_of_public_places_and_no_others():
    with Site(text=text()) as site:
        page = site.ask("/?place=il&per_page=100").text
        assert page.count('<p class="signpost-small">Springfield, IL</p>') == 2
        assert "Decatur" not in page, "what is told by its city has that on its own page"
        assert "Decatur" in site.ask("/e/at-shelter").text
    many = {name: (name.title(), "", "IL", "public") for name in "abcde"}
    joined = text(many) + ("[entry:all]\nname = All\nkind = unit\nphone = help\nsummary = B.\n"
                           "location = a, b, twice, c, d\n[location:twice]\ncity = A\nstate = IL\n"
                           "address-visibility = public\n")
    with Site(text=joined) as site:
        assert ">A, IL; B, IL; C, IL; …</p>" in site.ask("/?per_page=100").text


@proves
def search_engines_learn_where_public_places_are():
    def told(site, name):
        [data] = [node.text for node in site.ask(f"/e/at-{name}").page.find("script")
                  if node["type"] == "application/ld+json"]
        return data

    for type_ in ("GovernmentOrganization", "GovernmentService"):
        own = (text() + "[location:whole]\nname = The Hall\nstreet = 1 Elm\ncity = Rome\n"
               "country = US\nlatitude = 1.5\nlongitude = -2\naddress-visibility = public\n"
               f"[kind:office]\nname = Office\nschema-org = {type_}\n"
               "[entry:at-whole]\nname = W\nkind = office\nphone = help\nsummary = B.\n"
               "location = shelter, safe, whole\n")
        with Site(SCOPES, text=own) as site:
            data = json.loads(told(site, "whole"))
            [place] = [each["serviceLocation"] for each in data["availableChannel"]
                       if "serviceLocation" in each] if "Service" in type_ else data["location"]
            assert place == {
                "@type": "Place", "name": "The Hall",
                "address": {"@type": "PostalAddress", "streetAddress": "1 Elm",
                            "addressLocality": "Rome", "addressCountry": "US"},
                "geo": {"@type": "GeoCoordinates", "latitude": "1.5", "longitude": "-2"}}, data
            assert not [word for word in ("Decatur", "Nowhere") if word in told(site, "whole")]


@proves
def the_manual_tells_of_it():
    said = " ".join(run("reference", "directory").stdout.replace(";", " ").split())
    assert "So is `place`" in said, said


if __name__ == "__main__":
    sys.exit(tap.run())
