#!/usr/bin/env python3
"""What is internal stays inside: the public and the internal scope side by
side, with one nginx, one Redis, responders that serve one scope and one that
serves both. Internal content is the example's and that of a generated
directory, in which every internal text is a word that stands nowhere else."""

import http.client
import itertools
import json
import os
import re
import signal
import subprocess
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from answer import Answer
from places import program
from scopes import (NEVER, OPERATORS, PUBLIC_FOLDERS, PUBLIC_IDS, SEED, Scopes, hang_up,
                    methods, read, routes, shape, told, visitors, whole)
from stand import wait_until
from tap import proves
from visitor import Visitor, get

# Inside


@proves
def all_that_is_internal_is_shown_inside(site):
    hidden = site.secrets()
    for kind in ("entry", "phone", "audience", "name", "number",
                 "internal-note", "address", "link", "email"):
        assert hidden.get(kind), kind
    for port in (site.inside, site.intranet):
        seen = ""
        for path in ["/", "/phones", "/api/v1/entries?per_page=100",
                     "/api/v1/facets"] + [
                         prefix + name for name in hidden["entry"]
                         for prefix in ("/e/", "/api/v1/entries/")]:
            answer = get(port, "/referrals" + path)
            assert answer.status == 200, (path, answer.status)
            seen += read(answer.body)
        for kind in ("entry", "phone", "audience", "name", "number",
                     "internal-note", "address", "link", "email"):
            unseen = [text for text in hidden[kind] if text not in seen]
            # One spelling of a number is enough.
            if kind == "number":
                assert len(unseen) <= len(hidden[kind]) / 2, unseen
            else:
                assert not unseen, (kind, unseen)


@proves
def an_answer_inside_is_kept_nowhere_and_stays_on_the_portal(site):
    them = visitors(site.inside, site.intranet)
    paths = site.addresses(*PUBLIC_IDS, *site.secrets()["entry"])
    for path, visitor in itertools.product(paths, them):
        for method in methods(path):
            answer = visitor.ask(path, method, Origin="https://a.example")
            headers = answer.headers
            assert answer.status < 500, (path, answer.status)
            assert headers["cache-control"] == "no-store", (path, headers)
            assert headers["x-robots-tag"] == "noindex", (path, headers)
            assert headers["cross-origin-resource-policy"] == "same-origin", \
                (path, headers)
            if headers.get("content-type", "").startswith("text/html"):
                policy = headers["content-security-policy"]
                assert policy.endswith("frame-ancestors 'self'"), policy
            assert not [name for name in headers
                        if name.startswith("access-control")], (path, headers)
    hang_up(them)


@proves
def nothing_that_is_asked_for_inside_is_written_to_redis(site):
    site.redis.ask("FLUSHALL")
    them = visitors(site.inside, site.intranet)
    before = health(site.open)
    for path in site.addresses(*PUBLIC_IDS, *site.secrets()["entry"]):
        for visitor in them:
            visitor.ask(path)
    hang_up(them)
    assert list(site.everything_in_redis()) == []
    assert health(site.open) == before, "the public sees that it was asked"


def health(port):
    return get(port, "/referrals/healthz").body


# In public


@proves
def no_public_answer_tells_anything_internal(site):
    site.redis.ask("FLUSHALL")
    hidden = site.secrets()
    them = visitors(site.open, site.dropping)
    paths = site.addresses(*PUBLIC_IDS, *hidden["entry"])
    for path, visitor in itertools.product(paths, them):
        for method in methods(path):
            found = told(whole(visitor.ask(path, method)), hidden)
            assert not found, (path, method, found)
    hang_up(them)


@proves
def the_public_is_answered_as_if_nothing_internal_existed(site):
    """Statuses, headers, ETags, counts, facets, revision: all of it."""
    them = visitors(site.port, site.open, site.dropping)
    for path in site.addresses(*PUBLIC_IDS, *site.secrets()["entry"]):
        if path.split("?")[0].endswith(OPERATORS):
            continue
        # Each renders for itself.
        site.redis.ask("FLUSHALL")
        for method in methods(path):
            wanted, *answers = (shape(each.ask(path, method))
                                for each in them)
            assert answers == [wanted] * 2, (path, method, answers, wanted)
    hang_up(them)


@proves
def the_public_revision_is_of_public_content(site):
    for path in ("/referrals/api/v1/", "/referrals/healthz"):
        wanted = json.loads(get(site.port, path).text)
        assert wanted["revision"]
        for port in (site.open, site.dropping):
            answer = json.loads(get(port, path).text)
            for name in ("revision", "version", "entries"):
                assert answer.get(name) == wanted.get(name), (path, name)
        inside = json.loads(get(site.inside, path).text)
        assert inside["revision"] != wanted["revision"]


@proves
def one_redis_for_both_scopes_mixes_nothing_up(site):
    """Each finds in Redis what those before it have written."""
    paths = [path for path in site.addresses(*PUBLIC_IDS)
             if not path.split("?")[0].endswith(OPERATORS)]
    site.redis.ask("FLUSHALL")
    wanted = {path: shape(get(site.port, path)) for path in paths}
    wanted_inside = {path: shape(get(site.inside, path)) for path in paths}
    for order in (("port", "inside", "open"), ("inside", "open", "port")):
        site.redis.ask("FLUSHALL")
        for name in order:
            visitor = Visitor(getattr(site, name))
            for path in paths:
                right = (wanted_inside if name == "inside" else wanted)[path]
                assert shape(visitor.ask(path)) == right, (order, name, path)
            visitor.close()
    assert wanted["/referrals/"] != wanted_inside["/referrals/"]


@proves
def redis_holds_nothing_internal(site):
    hidden = site.secrets()
    them = visitors(site.inside, site.open, site.intranet, site.port,
                    site.dropping)
    for path in site.addresses(*PUBLIC_IDS, *hidden["entry"]):
        for visitor in them:
            visitor.ask(path)
    hang_up(them)
    kept = list(site.everything_in_redis())
    assert len(kept) > 20, len(kept)
    for key, value in kept:
        assert b":public:" in key and b"internal" not in key, key
        found = told(key + value, hidden)
        assert not found, (key, found)
    assert any(b"Open below" in value for _, value in kept), \
        "this test sees nothing"


# Probing


def ids_and_places(hidden):
    """(id, where it could be asked for)."""
    for kind in ("entry", "phone", "audience", "answered-by", "alias"):
        for name in hidden.get(kind, ()):
            for route in routes():
                if route.endswith("*"):
                    yield name, "/referrals" + route[:-1] + "@"
    for name in hidden["entry"]:
        yield name, "/referrals/?department=@"
        yield name, "/referrals/api/v1/entries?department=@"
        yield name, "/referrals/fragment?filters=here&keep=a&sp-department=@"
    for name in hidden["audience"]:
        for path in ("/", "/fragment", "/api/v1/entries", "/api/v1/facets"):
            yield name, f"/referrals{path}?audience=@"
            yield name, f"/referrals{path}?audience=workers,@"


@proves
def an_internal_id_is_answered_like_one_that_never_was(site):
    probes = list(ids_and_places(site.secrets()))
    assert len(probes) > 100
    for port in (site.open, site.dropping):
        visitor = Visitor(port)
        for name, place in probes:
            answer = visitor.ask(place.replace("@", name))
            wanted = visitor.ask(place.replace("@", NEVER))
            assert shape(answer) == shape(wanted), (place, name)
            assert "?" in place or answer.status == 404, answer.status
        visitor.close()


@proves
def a_search_for_an_internal_word_is_answered_as_where_it_does_not_exist(site):
    """Whole, begun and misspelt, nothing is found or offered by it: whole wherever words
    are taken, else there in turn, text by text of a kind."""
    them = visitors(site.port, site.open, site.dropping)
    paths = ("/", "/fragment", "/api/v1/entries", "/entries.csv", "/api/hsds/services")
    for texts in site.secrets().values():
        for number, secret in enumerate(sorted(texts)):
            in_turn = (paths[number % len(paths)],)
            for words, asked_at in ((secret, paths), (secret[:-2], in_turn),
                                    (secret[:3] + secret[4:], in_turn)):
                for path in asked_at:
                    name = "search" if "hsds" in path else "q"
                    asked = f"/referrals{path}?{name}=" + urllib.parse.quote(words)
                    wanted, *answers = (shape(each.ask(asked)) for each in them)
                    assert answers == [wanted] * 2, asked
    hang_up(them)


@proves
def an_internal_etag_fits_no_other_bytes_in_public(site):
    them = inside, outside = visitors(site.inside, site.open)
    count = 0
    for path in site.addresses(*PUBLIC_IDS, *site.secrets()["entry"]):
        answer = inside.ask(path)
        if "etag" not in answer.headers:
            continue
        count += 1
        plain = outside.ask(path)
        asked = outside.ask(path, If_None_Match=answer.headers["etag"])
        if plain.body != answer.body:
            assert shape(asked) == shape(plain), path
    hang_up(them)
    assert count > 100, count


# Claims

CLAIMS = ("Internal", "INTERNAL", "internal,", "internal, public",
          "public, internal", "internal internal", "internal2", "interna",
          '"internal"', "internal;", "1", "true", "yes", "")


@proves
def any_scope_but_exactly_internal_is_public(site):
    paths = ("/referrals/", "/referrals/api/v1/entries", "/referrals/fragment",
             "/referrals/phones",
             "/referrals/e/" + sorted(site.secrets()["entry"])[0])
    for path in paths:
        wanted = shape(get(site.open, path))
        for claim in CLAIMS:
            answer = get(site.claimed, path, Claim=claim)
            assert shape(answer) == wanted, (path, claim)
        assert shape(get(site.silent, path)) == wanted, path
        said = get(site.claimed, path, Claim="internal")
        assert shape(said) == shape(get(site.inside, path)), path
        assert shape(said) != wanted, path


@proves
def nothing_that_a_visitor_sends_changes_the_scope(site):
    entry_path = "/referrals/e/" + sorted(site.secrets()["entry"])[0]
    forged = {"SIGNPOST_SCOPE": "internal", "Signpost-Scope": "internal",
              "X-Signpost-Scope": "internal", "Scope": "internal",
              "HTTP_SIGNPOST_SCOPE": "internal",
              "X-Forwarded-For": "10.0.0.1", "X-Real-IP": "10.0.0.1",
              "Forwarded": "for=10.0.0.1", "Host": "portal.internal",
              "Cookie": "SIGNPOST_SCOPE=internal",
              "Origin": f"http://127.0.0.1:{site.inside}"}
    for path in ("/referrals/", "/referrals/fragment", entry_path,
                 "/referrals/api/v1/entries"):
        wanted = shape(get(site.open, path))
        for port in (site.open, site.passing):
            assert shape(forge(port, path, forged)) == wanted, (port, path)
            asked = get(port, path + "?SIGNPOST_SCOPE=internal&scope=internal")
            assert asked.body == wanted[2], path


def forge(port, path, headers):
    """As `get`, with the headers and nothing else, and their names just as
    they are written."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.putrequest("GET", path, skip_host=True,
                              skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        return Answer.of_response(connection.getresponse())
    finally:
        connection.close()


# What stays behind


@proves
def no_file_of_last_resort_tells_anything_internal(site):
    hidden = site.secrets()
    for name in ("last-resort.html", "last-resort-fragment.html"):
        wanted = site.read("last-resort/" + name)
        assert "tel:" in wanted
        for folder in ("intranet", "both", "dropping"):
            text = site.read(f"{folder}-last-resort/{name}")
            assert not told(text.encode(), hidden), folder
            assert text == wanted, folder


@proves
def a_reload_reveals_nothing(site):
    for name in ("signpost", "both", "dropping"):
        site.reload(name)
    path = "/referrals/"
    wanted = shape(get(site.port, path))
    for port in (site.open, site.dropping):
        assert shape(get(port, path)) == wanted
    no_file_of_last_resort_tells_anything_internal(site)


@proves
def a_refused_reload_tells_the_public_nothing(site):
    file = "generated-internal/80-internal.ini"
    hidden = site.secrets()
    name = sorted(hidden["entry"])[0]
    text = site.read(file)
    site.write(file, text + f"[entry:{NEVER}]\nname = x\nsummary = x\n"
               f"kind = office\nlisted-under = {name}x\n")
    paths = list(site.addresses(*PUBLIC_IDS))
    try:
        site.send("both", signal.SIGHUP)
        wait_until(lambda: "reload refused" in site.read("both.out"),
                   what="the refusal")
        visitor = Visitor(site.open)
        for path in paths:
            answer = whole(visitor.ask(path))
            assert not told(answer, hidden), path
            for word in (b"80-internal", b"generated-internal"):
                assert word not in answer, (path, answer)
        visitor.close()
    finally:
        site.write(file, text)
        site.reload("both")


@proves
def no_log_tells_more_than_what_the_public_itself_asked_for(site):
    hidden = site.secrets()
    probe = re.compile(r"\S+ \S+ /referrals/(?:(?:fragment/)?e|api/v1/entries"
                       r"|api/hsds/[a-z_]+)/([a-z0-9-]+) (?:404|405) \d+")
    # What the test wrote itself, and where the portal's own visitors are.
    own = re.compile(r"/(data|example-\w+|generated[^/]*|demo-site)/"
                     r"|\.(ini|conf)$|/(guard|passwords)|/log/(inside|intranet"
                     r"|claimed)\.log$")
    count = 0
    for path, data in site.everything_written():
        if own.search(path):
            continue
        for line in data.decode("utf-8", "replace").splitlines():
            asked = probe.fullmatch(line)
            count += 1
            found = told(line.encode(), hidden)
            # A refusal is for the operator, who can read the file too.
            if "reload refused: " in line and path.endswith("both.out"):
                continue
            assert not found or asked, (path, line, found)
    assert count > 1000, count
    for name in ("inside", "intranet"):
        assert told(site.read(f"log/{name}.log").encode(), hidden), name


# What an internal folder declares for itself

INTERNAL_ONLY = """[entry:hush-office]
name = Hush office
kind = office
summary = Hush, hush.
audience = hush-people
goal = access
phone = hush-line
link = https://hush.example/
visibility = internal
{more}
[audience:hush-people]
name = Hush people

[phone:hush-line]
number = +1-202-555-0149
purpose = Hush
answered-by = ngo
verified = undated | nowhere
visibility = internal
"""


def render(site, folder, target):
    path = ":".join(site.path(name) for name in PUBLIC_FOLDERS + folder)
    done = subprocess.run(
        [program(), "render", "-s", f"directory.path={path}", target],
        check=False, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode in (0, 66), done.stderr
    return done.stdout


def assert_unseen(site, more, after):
    """That a folder with this changes nothing in public."""
    os.makedirs(site.path("hush"), exist_ok=True)
    site.write("hush/90-hush.ini", INTERNAL_ONLY.format(more=more) + after)
    for target in ("/", "/fragment", "/phones", "/api/v1/facets", "/e/doj",
                   "/api/v1/entries", "/api/v1/entries?audience=x",
                   "/api/v1/entries?hush-facet=x", "/api/v1/"):
        with_it, without = (render(site, folder, target)
                            for folder in (("hush",), ()))
        assert b"hush" not in with_it.lower(), target
        assert with_it == without, target


@proves
def an_internal_folder_without_more_is_unseen(site):
    assert_unseen(site, "", "")


@proves
def a_facet_that_only_internal_entries_use_is_unseen(site):
    assert_unseen(site, "hush-facet = hush-term\n",
                  "\n[facet:hush-facet]\nname = Hush facet\n"
                  "\n[hush-facet:hush-term]\nname = Hush term\n")


@proves
def a_start_that_leads_to_internal_terms_is_unseen(site):
    assert_unseen(site, "", "\n[start:hush-start]\nname = Hush start\n"
                  "filter = audience=hush-people\n")


if __name__ == "__main__":
    print("# seed:", SEED)
    sys.exit(tap.run_on(Scopes, "nginx", "redis-server"))
