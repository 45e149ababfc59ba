#!/usr/bin/env python3
"""The interface for other programs with the caches on: what is kept is what was
made, in every language and format, for each kind of visitor, and conditions
hold of it. Prints TAP."""

import gzip
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from signpost_site import Site
from tap import proves

LIST = "/api/v1/entries"
HSDS = "/api/hsds"
# What has a body of its own, for programs.
DATA = ["/api/v1/", LIST, LIST + "?audience=workers", LIST + "?fields=id,name&sort=name",
        LIST + "?per_page=5&page=2", LIST + "/hhs", "/api/v1/facets?goal=access",
        "/api/v1/phones", "/entries.ndjson", "/entries.csv?audience=workers", "/entries.txt",
        "/entries.atom", "/sitemap.xml", "/openapi.json", HSDS + "/", HSDS + "/services",
        HSDS + "/organizations?full=true", HSDS + "/taxonomies",
        HSDS + "/services?sort=need", HSDS + "/services?sort=name",
        HSDS + "/taxonomy_terms?top_only=true&format=ndjson"]
FORMATS = ["", "json", "ndjson", "csv", "txt", "atom"]
LANGUAGES = ["", "en", "es"]
ACCEPTS = ["application/json", "text/csv", "application/x-ndjson", "text/plain",
           "application/atom+xml"]
MARK = "zqxmark"
SCOPES = "server.scopes=public, internal"


def with_language(target, language):
    return f"{target}{'&' if '?' in target else '?'}lang={language}" if language else target


def wishes():
    yield from ((with_language(target, language), {})
                for target in DATA for language in LANGUAGES)
    yield from ((target, {"HTTP_ACCEPT_LANGUAGE": "es"}) for target in DATA)
    yield from ((LIST, {"HTTP_ACCEPT": accept}) for accept in ACCEPTS)
    yield from ((f"{LIST}?format={name}", {}) for name in FORMATS if name)
    yield from ((target, {"SIGNPOST_SCOPE": "internal"}) for target in DATA)


def said(answer):
    return answer.status, answer.headers, answer.body


@proves
def what_is_kept_is_what_was_made():
    with Site(SCOPES) as site, Site(SCOPES, "cache.memory=0 MiB") as bare:
        for target, parameters in wishes():
            wanted = said(bare.ask(target, **parameters))
            assert wanted[0] == 200, (target, wanted)
            for turn in range(3):
                assert said(site.ask(target, **parameters)) == wanted, (
                    target, parameters, turn)
        assert site.ask("/healthz").json["hits"] > 50
        assert bare.ask("/healthz").json["hits"] == 0


@proves
def no_wish_is_given_what_was_kept_for_another():
    """Each alone, each in turn, and each a second time, in another order."""
    with Site(SCOPES) as site:
        asked = list(wishes())
        first = [said(site.ask(target, **parameters)) for target, parameters in asked]
        for number in reversed(range(len(asked))):
            target, parameters = asked[number]
            assert said(site.ask(target, **parameters)) == first[number], asked[number]


@proves
def the_packed_form_says_the_same():
    with Site() as site:
        for target in DATA:
            plain = site.ask(target)
            for _ in range(2):
                packed = site.ask(target, HTTP_ACCEPT_ENCODING="gzip")
                if "content-encoding" not in packed.headers:
                    assert packed.body == plain.body, target
                    continue
                assert gzip.decompress(packed.body) == plain.body, target
                assert packed.headers["etag"] != plain.headers["etag"], target
                assert "Accept-Encoding" in plain.headers["vary"], target


@proves
def whoever_has_it_is_told_so_and_a_head_is_the_headers():
    with Site() as site:
        for target in DATA:
            for language in LANGUAGES:
                address = with_language(target, language)
                answer = site.ask(address)
                head = site.ask(address, method="HEAD")
                assert (head.status, head.headers, head.body) == (
                    200, answer.headers, b""), address
                tag = answer.headers["etag"]
                for named in (tag, f'"x", {tag}', f"W/{tag}", "*"):
                    again = site.ask(address, HTTP_IF_NONE_MATCH=named)
                    assert again.status == 304 and again.body == b"", (address, named)
                    for name in ("etag", "vary", "cache-control"):
                        assert again.headers.get(name) == answer.headers.get(name), (
                            address, name)
                other = site.ask(address, HTTP_IF_NONE_MATCH='"x"')
                assert other.status == 200 and other.body == answer.body, address


@proves
def one_header_says_what_was_negotiated():
    with Site("api.origins=https://a.example") as site:
        for target in DATA:
            raw = site.ask(target)
            vary = raw.headers["vary"].split(", ")
            assert vary == sorted(set(vary)), (target, vary)
            assert "Origin" in vary and "Accept-Language" in vary, (target, vary)
            # nginx keeps copies by no Origin.
            assert raw.headers["x-accel-expires"] == "0", target
            given = site.ask(with_language(target, "es")).headers["vary"].split(", ")
            assert "Accept-Language" not in given, (target, given)


@proves
def words_that_are_looked_for_are_kept_by_nobody():
    with Site() as site:
        for name in ("services", "organizations", "taxonomies", "taxonomy_terms"):
            for query in (f"search={MARK}", f"search={MARK}&page=2", "search=help&format=ndjson",
                          "search=hotline", f"taxonomy_id=x&search={MARK}"):
                answer = site.ask(f"{HSDS}/{name}?{query}")
                assert answer.headers["cache-control"] == "no-store", query
                assert answer.headers["x-accel-expires"] == "0", query
                assert MARK not in str(answer.headers) + answer.text, query
        kept = site.ask(HSDS + "/services").headers
        assert kept["cache-control"].startswith("public, max-age="), kept
        assert kept["x-accel-expires"] != "0", kept


@proves
def of_pages_past_the_end_there_is_no_end_so_none_is_kept():
    with Site() as site:
        for target in (LIST + "?page=99", HSDS + "/services?page=99"):
            headers = site.ask(target).headers
            assert headers["cache-control"] == "no-store", target
            assert headers["x-accel-expires"] == "0", target


@proves
def pages_know_nothing_of_formats_and_members():
    with Site() as site:
        for path in ("/", "/e/hhs", "/fragment", "/embed", "/phones", "/api/"):
            plain = site.ask(path)
            for query in ("format=csv", "fields=id,name", "fields=id&format=json"):
                answer = site.ask(f"{path}?{query}")
                assert answer.body == plain.body, (path, query)
                assert answer.headers["x-accel-expires"] == "0", (path, query)


@proves
def what_is_internal_is_for_nobody_else_however_often_it_was_asked_for():
    with Site(SCOPES) as site:
        for target in DATA:
            inside = [site.ask(target, SIGNPOST_SCOPE="internal") for _ in range(2)]
            outside = site.ask(target, HTTP_ORIGIN="https://a.example")
            for answer in inside:
                assert answer.headers["cache-control"] == "no-store", target
                assert answer.headers["x-accel-expires"] == "0", target
                assert answer.headers["x-robots-tag"] == "noindex", target
                assert "access-control-allow-origin" not in answer.headers, target
            assert outside.headers["access-control-allow-origin"] == "*", target


if __name__ == "__main__":
    sys.exit(tap.run())
