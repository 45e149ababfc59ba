#!/usr/bin/env python3
"""The interface for other programs: negotiation, what is asked for, links, origins,
problems. Prints TAP."""

import itertools
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from interface import FILTERS, LIST, OWN, SUFFIXES, all_entries
from shipped import ENTRIES
from signpost_site import BASE, URL, Site
from tap import proves

# What Vary has of an answer that may be packed.
PACKED = "Accept-Encoding, "


# Lists.


@proves
def every_filter_of_one_and_two_terms_is_whole_over_all_its_pages():
    with Site() as site:
        order = [each["id"] for each in all_entries(site)]
        assert len(order) == ENTRIES
        found = {}
        for facet in site.ask("/api/v1/facets").json["facets"]:
            for term in facet["terms"]:
                wish = facet["id"], term["id"]
                found[wish] = [each["id"] for each in all_entries(site, "=".join(wish))]
                assert len(found[wish]) == term["count"], wish
                assert found[wish] == [id_ for id_ in order if id_ in found[wish]], wish
        assert len(found) > 40
        for one, other in itertools.combinations(found, 2):
            both = set(found[one]), set(found[other])
            wanted = both[0] | both[1] if one[0] == other[0] else both[0] & both[1]
            ids = [each["id"] for each in
                   all_entries(site, f"{'='.join(one)}&{'='.join(other)}")]
            assert ids == [id_ for id_ in order if id_ in wanted], (one, other)


# Negotiation.


@proves
def the_suffix_decides_whatever_accept_says():
    with Site() as site:
        for suffix, media in SUFFIXES.items():
            answer = site.ask(f"/entries.{suffix}", HTTP_ACCEPT="application/json")
            assert answer.status == 200 and answer.type == media, suffix
            assert "Accept," not in answer.headers.get("vary", "") + ",", suffix


@proves
def format_decides_before_accept():
    with Site() as site:
        for name, media in {**SUFFIXES, "json": "application/json"}.items():
            answer = site.ask(f"{LIST}?format={name}", HTTP_ACCEPT="image/png")
            assert answer.status == 200 and answer.type == media, name
            # What is sent on before its end is never packed.
            vary = {"json": PACKED, "atom": PACKED}.get(name, "") + "Accept-Language"
            assert answer.headers.get("vary") == vary, (name, answer.headers)


@proves
def accept_decides_else_and_only_then_answers_vary_by_it():
    wishes = {
        "": "application/json", "*/*": "application/json", "text/csv": "text/csv",
        "text/*": "text/csv", "text/plain, text/csv;q=0.5": "text/plain",
        "text/html, application/json;q=0.9": "application/json",
        "application/atom+xml;q=0.9, application/*;q=0.1": "application/atom+xml",
        "application/json;q=0, */*;q=0.1": "application/x-ndjson",
        "TEXT/CSV": "text/csv",
        "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8": "application/json",
    }
    with Site() as site:
        for accept, media in wishes.items():
            answer = site.ask(LIST, HTTP_ACCEPT=accept)
            assert answer.status == 200 and answer.type == media, (accept, answer.type)
            packed = PACKED if media in ("application/json", "application/atom+xml") else ""
            assert answer.headers["vary"] == f"Accept, {packed}Accept-Language", accept


@proves
def only_what_fits_nothing_is_not_acceptable():
    with Site() as site:
        for path in (LIST, "/api/v1/facets", LIST + "/hhs", "/api/hsds/services", "/api/v1/"):
            for accept in ("image/png", "text/html", "*/*;q=0", "application/json;q=0"):
                if path == LIST and accept == "application/json;q=0":
                    continue
                site.ask(path, HTTP_ACCEPT=accept).problem(406)
            assert site.ask(path, HTTP_ACCEPT="image/png, */*;q=0.1").status == 200, path
        assert site.ask("/", HTTP_ACCEPT="application/json").type == "text/html"


# What is asked for.


@proves
def fields_are_all_that_is_given():
    with Site() as site:
        for wish in ("id", "name,id", "id,name,phone,goal", "listed_under"):
            for entry in site.ask(f"{LIST}?fields={wish}").json["contents"]:
                assert set(entry) <= set(wish.split(",")), (wish, entry)
        one = site.ask(f"{LIST}/hhs?fields=name,department").json
        assert set(one) == {"name", "department"}
        assert site.ask(f"{LIST}/hhs?audience=nobody").status == 200, "no filter of one entry"
        for line in site.ask("/entries.ndjson?fields=id").lines:
            assert set(line) == {"id"}
        for target in (f"{LIST}?fields=id,nothing", f"{LIST}/hhs?fields=internal_note",
                       "/entries.csv?fields=uuid"):
            fault = site.ask(target).problem(400)
            assert fault["parameter"] == "fields" and "summary" in fault["values"]


@proves
def entries_of_one_name_are_sorted_by_their_ids():
    twins = "".join(f"[entry:{id_}]\nname = {name}\nkind = office\nsummary = S.\n"
                    for id_, name in (("c", "Twin"), ("d", "twín"), ("a", "Twin"), ("b", "TWIN")))
    with Site(text=OWN + twins) as site:
        entries = all_entries(site, "sort=name")
        assert [each["id"] for each in entries if "tw" in each["name"].lower()] == list("abcd")


@proves
def a_list_can_be_sorted_by_name():
    with Site(text=OWN) as site:
        names = [each["name"] for each in all_entries(site, "sort=name")]
        assert names == ["=SUM(1)+1", "Ärger", "zoo"], names
    with Site() as site:
        by_name = [each["name"].casefold() for each in all_entries(site, "sort=name")]
        assert by_name == sorted(by_name) and len(by_name) == ENTRIES
        page = site.ask("/?sort=name")
        shown = re.findall(r'href="/referrals/e/([a-z0-9-]+)"[^>]*>', page.text)
        order = [each["id"] for each in all_entries(site, "sort=name")]
        firsts = [id_ for id_ in dict.fromkeys(shown) if id_ in order]
        assert sorted(firsts) == sorted(order)
        assert int(page.headers["x-accel-expires"]) > 0, "not the canonical spelling"
        site.ask(f"{LIST}?sort=size").problem(400)


@proves
def a_fault_is_named_with_the_values_there_are():
    with Site() as site:
        fault = site.ask(f"{LIST}?audience=nobody").problem(400)
        assert fault["parameter"] == "audience" and "workers" in fault["values"]
        fault = site.ask(f"{LIST}?per_page=0").problem(400)
        assert (fault["minimum"], fault["maximum"]) == (1, 100)
        fault = site.ask(f"{LIST}?format=xml").problem(400)
        assert fault["values"] == ["json", "ndjson", "csv", "txt", "atom"]
        for target in ("/api/v1/nowhere", f"{LIST}/nowhere", "/api/nowhere"):
            site.ask(target).problem(404)
        assert site.ask(LIST, method="POST").problem(405)


@proves
def who_asks_for_too_long_pages_gets_the_longest_and_is_told():
    with Site() as site:
        for most in ("100", "101", "4000", "9" * 30):
            answer = site.ask(f"{LIST}?per_page={most}").json
            assert answer["per_page"] == 100 and answer["size"] == 37, most
            hsds = site.ask(f"/api/hsds/services?per_page={most[:9]}")
            assert hsds.status == 200, most
            assert all("per_page=100" in address for address in hsds.relations()["first"])
        assert site.ask(LIST).json["per_page"] == 50
        assert site.ask(f"{LIST}?per_page=7").json["per_page"] == 7
        for start in ("/", "/fragment"):
            page = site.ask(f"{start}?per_page=101")
            assert page.page.text == site.ask(f"{start}?per_page=100").page.text
            assert not page.may_be_kept


@proves
def there_is_no_page_0():
    with Site() as site:
        for page in ("0", "99", "000"):
            answer = site.ask(f"/?per_page=5&page={page}")
            assert answer.status == 404, page
            assert f"{BASE}/?per_page=5" in [link["href"] for link in answer.page.links()]
        assert site.ask("/fragment?page=0").status == 200
        assert site.ask(f"{LIST}?page=0").problem(400)["minimum"] == 1


@proves
def words_that_cannot_be_looked_for_are_a_fault_and_not_the_whole_list():
    with Site("site.search=off") as site:
        for target in (f"{LIST}?q=work", "/entries.csv?q=work", "/entries.txt?q=work",
                       "/entries.ndjson?q=work", "/entries.atom?q=work",
                       "/api/v1/facets?q=work"):
            fault = site.ask(target).problem(400)
            assert fault["parameter"] == "q", fault
            assert fault["detail"] == "Nobody can search by words here.", fault
        assert site.ask(f"{LIST}?q=").status == 200
        for start in ("/", "/fragment", "/embed"):
            text = site.ask(f"{start}?q=work").page.text
            assert "is not known here. It was left out." in text, start
        names = [parameter["name"] for parameter in site.ask("/openapi.json").json[
            "paths"]["/api/v1/entries"]["get"]["parameters"]]
        assert "q" not in names and "sort" in names, names


@proves
def the_page_of_an_entry_is_a_whole_address_where_the_site_knows_its_own():
    with Site() as site:
        for target in (LIST, f"{LIST}/osha", "/entries.ndjson", "/api/v1/phones",
                       "/entries.csv?fields=page", f"{LIST}?links=path"):
            text = site.ask(target).text
            assert f"{URL}{BASE}/e/" in text, target
            assert f'"{BASE}/e/' not in text and f"\n{BASE}/e/" not in text, target
    with Site("site.url=none") as site:
        assert site.ask(f"{LIST}/osha").json["page"] == f"{BASE}/e/osha"


# Links and origins.


@proves
def links_lead_through_all_pages():
    with Site() as site:
        for query in FILTERS:
            start = f"{LIST}?per_page=4" + (f"&{query}" if query else "")
            address, seen = start, []
            while address:
                answer = site.ask(address)
                links = answer.relations()
                seen += [each["id"] for each in answer.json["contents"]]
                assert site.ask(links["first"][0]).json["first_page"]
                assert site.ask(links["last"][0]).json["last_page"]
                assert ("prev" in links) == (not answer.json["first_page"])
                address = links.get("next", [None])[0]
            assert seen == [each["id"] for each in all_entries(site, query)], query


@proves
def links_lead_to_the_other_formats_and_the_description():
    with Site() as site:
        for query in FILTERS:
            links = site.ask(f"{LIST}?{query}").relations()
            types = {site.ask(address).type for address in links["alternate"]}
            assert types == set(SUFFIXES.values()), types
            assert site.ask(links["describedby"][0]).json["openapi"].startswith("3.1")
        past = site.ask(f"{LIST}?page=99").relations()
        assert site.ask(past["prev"][0]).json["last_page"] and "next" not in past


DATA = [LIST, f"{LIST}/hhs", "/api/v1/facets", "/api/v1/", "/entries.csv", "/entries.ndjson",
        "/entries.txt", "/entries.atom", "/openapi.json", "/api/hsds/", "/api/hsds/services",
        "/api/v1/nowhere", f"{LIST}?page=x"]
PAGES = ["/", "/e/hhs", "/phones", "/fragment", "/api/", "/nowhere"]


@proves
def pages_of_any_origin_may_read_data_and_no_page_may_read_pages():
    with Site() as site:
        for target in DATA:
            headers = site.ask(target, HTTP_ORIGIN="https://a.example").headers
            assert headers["access-control-allow-origin"] == "*", target
            assert "Link" in headers["access-control-expose-headers"], target
            assert "Origin" not in headers.get("vary", ""), target
            assert "access-control-allow-credentials" not in headers, target
        for target in PAGES:
            headers = site.ask(target, HTTP_ORIGIN="https://a.example").headers
            assert not any(name.startswith("access-control") for name in headers), target


@proves
def the_settings_say_whose_pages_may_read():
    with Site("api.origins=https://a.example, https://b.example:8443") as site:
        for origin in ("https://a.example", "https://b.example:8443"):
            headers = site.ask(LIST, HTTP_ORIGIN=origin).headers
            assert headers["access-control-allow-origin"] == origin
            assert headers["vary"].endswith("Origin")
        for origin in ("", "https://a.example.org", "https://a.exampl", "null",
                       "https://a.example, https://b.example:8443"):
            headers = site.ask(LIST, HTTP_ORIGIN=origin).headers
            assert "access-control-allow-origin" not in headers, origin
            assert headers["vary"].endswith("Origin"), origin
    with Site("api.origins=none") as site:
        assert "access-control-allow-origin" not in site.ask(LIST).headers


@proves
def a_preflight_is_answered_for_data_alone():
    with Site() as site:
        for target in DATA:
            answer = site.ask(target, method="OPTIONS", HTTP_ORIGIN="https://a.example")
            assert answer.status == 204 and answer.body == b"", target
            assert answer.headers["allow"] == "GET, HEAD, OPTIONS"
            assert answer.headers["access-control-allow-methods"] == "GET, HEAD, OPTIONS"
            assert int(answer.headers["access-control-max-age"]) > 0
        for target in [*PAGES, "/healthz"]:
            answer = site.ask(target, method="OPTIONS")
            assert answer.status == 405 and answer.headers["allow"] == "GET, HEAD", target
            assert not any(name.startswith("access-control-allow-methods")
                           for name in answer.headers), target


@proves
def what_is_internal_is_read_by_no_page_of_others():
    with Site("server.scopes=public, internal") as site:
        for target in DATA:
            for method in ("GET", "OPTIONS"):
                headers = site.ask(target, method=method, SIGNPOST_SCOPE="internal",
                                   HTTP_ORIGIN="https://a.example").headers
                assert not any(name.startswith("access-control") for name in headers), target
                assert headers["cross-origin-resource-policy"] == "same-origin"
                assert headers["cache-control"] == "no-store"


if __name__ == "__main__":
    sys.exit(tap.run())
