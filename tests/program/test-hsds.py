#!/usr/bin/env python3
"""The directory as HSDS 3.1: every body against the specification's schemas,
and what the parameters mean. Prints TAP."""

import functools
import os
import re
import sys
import tempfile
import uuid

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from directory import Directory, generate
from npm import check_hsds
from signpost_site import BASE, URL, Site
from tap import proves

ROOT = "/api/hsds/"
ENVELOPE = {"total_items", "total_pages", "page_number", "size", "first_page", "last_page",
            "empty", "contents"}
NAMESPACE = "https://signpost.example/federal-agencies"
GENERATED = 2000
# A list, the schema of what stands in it, and of one alone.
LISTS = {
    "services": ("service_list.json", "service_with_definitions.json"),
    "organizations": ("organization_list.json", "organization.json"),
    "taxonomies": ("taxonomy.json", "taxonomy.json"),
    "taxonomy_terms": ("taxonomy_term.json", "taxonomy_term.json"),
}

OWN = """
[directory]
title = Own
languages = en, es
namespace = https://signpost.example/own
time-zone = America/New_York
crisis = line

[kind:office]
name = Office
hsds = organization

[kind:program]
name = Program
hsds = service

[answered-by:ngo]
name = Answered by an organization.

[facet:audience]
name = Audience

[audience:workers]
name = Workers
name.es = Trabajadores
code = eligible:X-12

[audience:farm]
name = Farm workers
parent = workers

[phone:line]
number = +1-202-555-0100
extension = 0042
purpose = Talk
answered-by = ngo
verified = 2026-01-31 | a page

[phone:farm]
number = +1-202-555-0101
purpose = Ask
answered-by = ngo
audience = farm, workers

[entry:top]
name = Top
name.es = Arriba
kind = office
summary = Stands at the top.
phone = line, farm
audience = workers | it is for them
changed = 2026-03-01
checked = 2026-02-28 | editor

[entry:below]
name = Below
kind = program
parent = top
summary = A café for everybody.
audience = farm
changed = 2026-02
status = temporarily closed

[entry:silent]
name = Silent
kind = office
parent = below
summary = Has no contact.

[entry:known]
name = Known
uuid = 01234567-89ab-4def-8123-456789abcdef
kind = office
listed-under = top
summary = Others know it already.
link = https://known.example.org/ | First
link = https://known.example.org/more | Second
changed = 2026
"""


@functools.cache
def generated():
    """A folder with a large directory; it goes when the tests end."""
    folder = tempfile.TemporaryDirectory(prefix="signpost-test.")
    generate(7, folder.name, GENERATED)
    return folder


def own():
    return Site(text=OWN)


def everything(site, name, query="per_page=100"):
    """All of a list, page by page, with the envelope held to its word."""
    contents, page = [], 1
    while True:
        answer = site.ask(f"{ROOT}{name}?{query}&page={page}").json
        assert set(answer) == ENVELOPE, set(answer)
        assert answer["size"] == len(answer["contents"])
        assert answer["empty"] == (answer["size"] == 0)
        assert answer["page_number"] == page
        assert answer["first_page"] == (page == 1)
        contents += answer["contents"]
        if answer["last_page"]:
            assert page == answer["total_pages"]
            assert len(contents) == answer["total_items"], (name, len(contents))
            assert len({each["id"] for each in contents}) == len(contents), name
            return contents
        page += 1


def bodies(site, step=1):
    """(name, schema, body) of every list and of every `step`th thing."""
    for name, (flat, full) in LISTS.items():
        contents = everything(site, name)
        assert contents, name
        yield from ((f"{name} in a list", flat, each) for each in contents)
        for each in contents[::step]:
            answer = site.ask(f"{ROOT}{name}/{each['id']}")
            assert answer.status == 200 and answer.json["id"] == each["id"]
            yield f"{name} {each['name']}", full, answer.json


def assert_no_null(value):
    assert value is not None
    for each in value.values() if isinstance(value, dict) else value:
        if isinstance(each, (dict, list)):
            assert_no_null(each)
        assert each is not None, value


@proves
def every_body_of_the_shipped_directory_is_valid():
    with Site() as site:
        found = list(bodies(site))
        found += [("service", "service.json", body) for name, _, body in found
                  if name.startswith("services ") and "list" not in name]
    faults = check_hsds(found)
    assert not faults, faults[:5]


@proves
def every_body_of_a_large_directory_is_valid():
    with Site(over=[generated().name]) as site:
        found = list(bodies(site))
        assert len(found) > GENERATED
        full = site.ask(ROOT + "services?full=true&per_page=100").json["contents"]
        whole = site.ask(ROOT + "organizations?full_service=true&per_page=100").json
        found += [("full", LISTS["services"][1], each) for each in full]
        found += [("full", LISTS["services"][1], service)
                  for each in whole["contents"] for service in each["services"]]
    faults = check_hsds(found)
    assert not faults, faults[:5]


@proves
def the_validator_sees_what_is_wrong():
    service = {"id": "x", "name": None, "status": "gone"}
    faults = check_hsds([("wrong", "service_list.json", service)])
    assert len(faults) == 3, faults


@proves
def what_is_absent_is_left_out():
    with Site() as site:
        for _, _, body in bodies(site):
            assert_no_null(body)


@proves
def the_start_names_version_profile_and_description():
    with Site() as site:
        start = site.ask(ROOT).json
        assert start == {"version": "3.1", "profile": f"{URL}{BASE}/api/#signpost-hsds",
                         "openapi_url": f"{URL}{BASE}/openapi.json"}
        profile = site.ask(start["profile"].partition("#")[0])
        assert profile.status == 200 and 'id="signpost-hsds"' in profile.text
        assert site.ask(start["openapi_url"]).json["openapi"].startswith("3.1")
    with Site("site.url=none") as site:
        assert site.ask(ROOT).json == {"version": "3.1"}


@proves
def addresses_are_whole_however_links_are_asked_for():
    with Site() as site:
        for path in ("", "services", "organizations?full=true"):
            target = ROOT + path
            mark = "&" if "?" in target else "?"
            assert site.ask(f"{target}{mark}links=absolute").body == site.ask(target).body


@proves
def identifiers_are_made_of_the_namespace_and_the_header():
    space = uuid.uuid5(uuid.NAMESPACE_URL, NAMESPACE)
    with Site() as site:
        names = {each["id"]: each["name"]
                 for name in ("services", "organizations", "taxonomy_terms", "taxonomies")
                 for each in everything(site, name)}
        for made, name in (("entry:hhs", "Department of Health and Human Services"),
                           ("entry:hhs/service", "Department of Health and Human Services"),
                           ("entry:blue-campaign", "Blue Campaign"),
                           ("facet:goal", "Goal"), ("goal:outcomes",
                           "Improve outcomes and trauma-informed care")):
            assert names[str(uuid.uuid5(space, made))] == name, made
    with own() as site:
        found = site.ask(ROOT + "organizations/01234567-89ab-4def-8123-456789abcdef")
        assert found.json["name"] == "Known"


@proves
def organizations_nest_and_services_belong_to_the_nearest():
    with own() as site:
        organizations = {each["name"]: each for each in everything(site, "organizations")}
        services = {each["name"]: each for each in everything(site, "services")}
        top = organizations["Top"]["id"]
        assert set(organizations) == {"Top", "Silent", "Known"}
        assert "parent_organization_id" not in organizations["Top"]
        assert organizations["Silent"]["parent_organization_id"] == top
        assert organizations["Known"]["parent_organization_id"] == top
        assert set(services) == {"Top", "Below", "Known"}, "whoever has a contact offers one"
        for name, provider in (("Top", "Top"), ("Below", "Top"), ("Known", "Known")):
            assert services[name]["organization_id"] == organizations[provider]["id"], name
        assert services["Top"]["id"] != top


@proves
def terms_are_attributes_with_the_reason_and_the_code_that_others_know_them_by():
    with own() as site:
        [service] = [each for each in everything(site, "services", "per_page=100&full=true")
                     if each["name"] == "Top"]
        [attribute] = service["attributes"]
        assert attribute["link_id"] == service["id"]
        assert (attribute["link_entity"], attribute["link_type"], attribute["label"]) == (
            "service", "audience", "it is for them")
        assert attribute["taxonomy_term"]["id"] == attribute["taxonomy_term_id"]
        terms = {each["code"]: each for each in everything(site, "taxonomy_terms")}
        assert attribute["taxonomy_term"] == terms["X-12"]
        assert terms["farm"]["parent_id"] == terms["X-12"]["id"]
        [taxonomy] = everything(site, "taxonomies")
        assert terms["farm"]["taxonomy_id"] == taxonomy["id"]


@proves
def dates_and_status_come_from_the_data():
    with own() as site:
        services = {each["name"]: each for each in everything(site, "services")}
        assert services["Top"]["assured_date"] == "2026-02-28"
        assert services["Top"]["last_modified"] == "2026-03-01T00:00:00.000Z"
        assert services["Below"]["last_modified"] == "2026-02-01T00:00:00.000Z"
        assert services["Known"]["last_modified"] == "2026-01-01T00:00:00.000Z"
        assert "assured_date" not in services["Below"]
        assert [services[name]["status"] for name in ("Top", "Below")] == [
            "active", "temporarily closed"]


@proves
def who_answers_comes_before_what_a_number_is_for():
    with own() as site:
        [service] = [each for each in everything(site, "services", "full=true")
                     if each["name"] == "Top"]
        phone, limited = service["phones"]
        assert limited["description"].startswith(
            "Answered by an organization. Only for: Farm workers; Workers. "
            "We could not confirm this number. Ask: Call 1-202-555-0101."), limited
        assert [each["taxonomy_term"]["code"] for each in limited["attributes"]] == [
            "farm", "X-12"]
        assert phone["number"] == "+12025550100" and phone["type"] == "voice"
        assert phone["description"].startswith("Answered by an organization. Talk: Call ")
        assert "extension 0042" in phone["description"], "a number would lose the zeros"
        assert "extension" not in phone


@proves
def hours_of_a_number_are_said_in_the_words_of_the_language_asked_for():
    with Site() as site:
        for lang, words in (
                ("en", "Open Monday to Friday, 9:00 am to 5:00 pm, New York time."),
                ("es", "Horario: de lunes a viernes, de 9:00 a. m. a 5:00 p. m., "
                       "hora de New York.")):
            said = [phone["description"]
                    for each in everything(site, "services", f"full=true&lang={lang}")
                    for phone in each.get("phones", [])]
            assert any(words in each for each in said), (lang, said[:3])
            assert not [each for each in said if re.search(
                "24/7|Mon-|America/|[^.!?]$", each)], lang


FILTERS = {
    # A date counts until its end in New York, a month and a year until theirs.
    "modified_after=2026-02-01": {"Top", "Below", "Known"},
    "modified_after=2026-03-01T04:59:59.999Z": {"Top", "Below", "Known"},
    "modified_after=2026-03-01T05:00:00Z": {"Top", "Known"},
    "modified_after=2026-03-01T06:59:59%2B02:00": {"Top", "Below", "Known"},
    "modified_after=2026-03-01T00:00:00-05:00": {"Top", "Known"},
    "modified_after=2026-03-02": {"Top", "Known"},
    "modified_after=2026-03-02T05:00:00Z": {"Known"},
    "modified_after=2027-01-01T05:00:00Z": set(),
    "search=CAFE": {"Below"},
    "search=cafe+everybody": {"Below"},
    "search=cafe+plumber": set(),
    "search=" + 20 * "cafe+CAFE+": {"Below"},  # a word repeated is one
    "search=arriba": {"Top", "Below", "Known"},  # the two stand below it
    f"organization_id={uuid.uuid4()}": set(),
    f"taxonomy_term_id={uuid.uuid4()}": set(),
    "minimal=true": {None},
    "unknown=1": {"Top", "Below", "Known"},
}


@proves
def each_parameter_means_what_the_specification_says():
    with own() as site:
        for query, names in FILTERS.items():
            found = site.ask(f"{ROOT}services?{query}").json["contents"]
            assert {each.get("name") for each in found} == names, query
        terms = {each["code"]: each["id"] for each in everything(site, "taxonomy_terms")}
        top = next(each["id"] for each in everything(site, "organizations")
                   if each["name"] == "Top")

        def names(name, query):
            return {each["name"] for each in everything(site, name, query)}

        workers, farm = terms["X-12"], terms["farm"]
        assert names("services", f"taxonomy_term_id={workers}") == {"Top", "Below"}
        assert names("services", f"taxonomy_term_id={farm.upper()}") == {"Below"}
        assert names("services", f"organization_id={top}") == {"Top", "Below"}
        assert names("services", f"organization_id={top}&taxonomy_term_id={farm}") == {"Below"}
        assert names("services", f"organization_id={top}&search=top&modified_after=2026"
                     "-03-01") == {"Top", "Below"}
        assert names("taxonomy_terms", "top_only=true") == {"Workers"}
        assert names("taxonomy_terms", f"parent_id={workers}") == {"Farm workers"}
        taxonomy = everything(site, "taxonomies")[0]["id"]
        assert names("services", f"taxonomy_id={taxonomy}") == {"Top", "Below"}
        assert names("organizations", f"taxonomy_id={taxonomy}") == {"Top"}
        one = site.ask(f"{ROOT}organizations/{top}?full_service=true").json
        assert {each["name"] for each in one["services"]} == {"Top", "Below"}
        assert "services" not in site.ask(f"{ROOT}organizations/{top}").json


@proves
def every_filter_of_a_term_and_a_taxonomy_is_whole_over_all_its_pages():
    with Site() as site:
        terms = everything(site, "taxonomy_terms")
        for name in ("services", "organizations"):
            def ids(query, name=name):
                return [each["id"] for each in everything(site, name, f"per_page=7&{query}")]

            order = ids("")
            found = {term["id"]: ids(f"taxonomy_term_id={term['id']}") for term in terms}
            of = {each["id"]: ids(f"taxonomy_id={each['id']}")
                  for each in everything(site, "taxonomies")}
            for term in terms:
                assert set(found[term["id"]]) <= set(of[term["taxonomy_id"]]), term
                for taxonomy, members in of.items():
                    both = ids(f"taxonomy_term_id={term['id']}&taxonomy_id={taxonomy}")
                    assert both == [id_ for id_ in order
                                    if id_ in found[term["id"]] and id_ in members], term
            assert set().union(*found.values()) == set().union(*of.values())


@proves
def minimal_is_one_page_of_ids_and_moments():
    with Site(over=[generated().name]) as site:
        answer = site.ask(ROOT + "services?minimal=true").json
        assert answer["total_pages"] == 1 and answer["size"] == answer["total_items"] > 500
        assert all(set(each) <= {"id", "last_modified"} for each in answer["contents"])


@proves
def lines_are_the_same_list_without_pages():
    with Site(over=[generated().name]) as site:
        for name in LISTS:
            answer = site.ask(f"{ROOT}{name}?format=ndjson")
            assert answer.type == "application/x-ndjson"
            assert answer.lines == everything(site, name), name


@proves
def a_long_answer_takes_no_more_memory_than_a_short_one():
    with Site(over=[generated().name]) as site:
        site.ask(ROOT + "services?format=ndjson&search=e001")
        with open(f"/proc/{site.pid()}/clear_refs", "w", encoding="ascii") as file:
            file.write("5")  # the peak begins anew
        before = site.memory_kib(what="VmHWM") * 1024
        body = site.ask(ROOT + "organizations?format=ndjson&full_service=true").body
        assert len(body) > 4e6, len(body)
        assert site.memory_kib(what="VmHWM") * 1024 - before < len(body) / 3, "it is held as a whole"


@proves
def what_only_other_systems_see_changes_the_tag_too():
    target = ROOT + "services?format=ndjson"
    changes = [("[kind:office]\nname = Office\nhsds = organization",
                "[kind:office]\nname = Office\nhsds = service"),
               ("01234567-89ab-4def-8123-456789abcdef", "01234567-89ab-4def-8123-456789abcde0")]
    with own() as site:
        tag = site.ask(target).headers["etag"]
    for old, new in changes:
        with Site(text=OWN.replace(old, new)) as site:
            assert site.ask(target, HTTP_IF_NONE_MATCH=tag).status == 200, new


@proves
def head_of_a_long_answer_is_its_headers():
    with Site(over=[generated().name]) as site:
        target = ROOT + "services?format=ndjson&full=true"
        whole, head = site.ask(target), site.ask(target, method="HEAD")
        assert head.status == 200 and head.headers == whole.headers
        assert head.body == b"" and len(whole.body) > 1e6


@proves
def a_page_past_the_end_is_empty():
    with Site() as site:
        answer = site.ask(ROOT + "services?page=99")
        assert answer.status == 200 and answer.json["empty"] and answer.json["contents"] == []


@proves
def the_links_of_a_list_lead_through_all_of_it():
    with Site() as site:
        address, seen = f"{ROOT}services?per_page=7", []
        while address:
            answer = site.ask(address)
            seen += [each["id"] for each in answer.json["contents"]]
            address = answer.relations().get("next", [None])[0]
        assert seen == [each["id"] for each in everything(site, "services")]
        searched = site.ask(ROOT + "services?search=zqxmark&per_page=1")
        assert "zqxmark" not in searched.headers["link"], "a visitor's word came back"


@proves
def what_cannot_be_read_is_named_with_what_there_is():
    with Site() as site:
        for query in ("page=0", "page=x", "per_page=0", "page=1000001", "minimal=maybe", "format=xml",
                      "taxonomy_term_id=x", "organization_id=1", "modified_after=yesterday",
                      "modified_after=2026-02-30", "modified_after=2026-02-28T12:60:00Z",
                      "modified_after=2026-02-28T24:00:00Z", "full=1", "lang=xx"):
            answer = site.ask(f"{ROOT}services?{query}")
            assert answer.status == 400, query
            assert answer.type == "application/problem+json", query
            assert answer.json["parameter"] == query.partition("=")[0], query
            assert answer.json["status"] == 400 and answer.json["detail"], query


@proves
def what_is_not_offered_is_a_problem_of_404():
    with Site() as site:
        for path in ("service_at_locations/x", "locations", "nowhere", "services/x",
                     "services/", f"services/{uuid.uuid4()}", f"taxonomies/{uuid.uuid4()}"):
            answer = site.ask(ROOT + path)
            assert answer.status == 404, path
            assert answer.type == "application/problem+json", path


@proves
def two_sections_cannot_have_one_identifier():
    twice = OWN + "\n[entry:other]\nname = Other\nkind = office\nsummary = S.\n" \
        "uuid = 01234567-89ab-4def-8123-456789abcdef\n"
    with Directory(text=twice) as other:
        done = other.check()
        assert done.returncode == 65 and "is already that of [entry:" in done.stderr, done


if __name__ == "__main__":
    sys.exit(tap.run())
