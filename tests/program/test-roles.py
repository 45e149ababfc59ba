#!/usr/bin/env python3
"""Whom to ask for by role, whom a service is for by place, and languages by their
codes. Prints TAP."""

import csv
import io
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from directory import LOCAL_ENTRY, SCOPES, Directory, base_case
from npm import check_hsds
from scopes import routes
from signpost_site import Site
from tap import proves

ENTRY = LOCAL_ENTRY + """\
contact = ann-persona
serves = Greene County | county
serves.es = Condado de Greene | county
serves = Springfield | city
serves.es = Springfield | city
language-code = es, mix, quc, mam, xyz
languages = Spanish, and more by phone
[contact:ann-persona]
title = Intake worker
title.es = Recepcionista
department = Reception
phone = desk
email = desk@example.org
person = Ann Zqpersona
direct-phone = +1-202-555-0177
direct-email = zqann@example.org
[phone:desk]
number = +1-202-555-0188
purpose = Ask at the desk
answered-by = ngo
languages = Somali, and others
language-code = so, trc
verified = 2026-01
[phone:bare]
number = +1-202-555-0189
purpose = Ask at night
answered-by = ngo
language-code = sw
verified = 2026-01
"""
SECRET = ("ann-persona", "Zqpersona", "555-0177", "5550177", "zqann")


def site(*settings):
    return Site(*settings, text=base_case() + ENTRY)


def service(served, **how):
    return next(each for each in served.ask("/api/hsds/services?full=true", **how)
                .json["contents"] if each["name"] == "Local")


@proves
def a_role_is_shown_with_what_is_shared_and_without_the_person():
    with site() as served:
        page = served.ask("/e/local").text
        for words in ("Intake worker", "Reception", "555-0188", "desk@example.org"):
            assert words in page, words
        assert "Recepcionista" in served.ask("/e/local?lang=es").text
        [contact] = served.ask("/api/v1/entries/local").json["contact"]
        assert set(contact) == {"title", "department", "phone", "email"}, contact
        for words in ("intake+reception", "0188", "desk"):
            assert served.ask(f"/api/v1/entries?q={words}").json["total_items"] == 1, words
        assert "Intake worker" in served.ask("/entries.csv").text


@proves
def who_the_person_is_leaves_the_program_for_nobody_outside():
    with site(SCOPES) as served:
        for route in routes():
            for query in ("", "?full=true", "?q=zqpersona", "?lang=es"):
                answer = served.ask(route.replace("*", "local") + query)
                assert not [word for word in SECRET if word in answer.head + answer.text
                            and word not in query], route
        inside = served.ask("/api/v1/entries/local", SIGNPOST_SCOPE="internal").json
        assert inside["contact"][0]["person"] == "Ann Zqpersona"
        page = served.ask("/e/local", SIGNPOST_SCOPE="internal").text
        for word in SECRET[1:]:
            assert word in page or word == "5550177", word
        assert service(served, SIGNPOST_SCOPE="internal")["contacts"][0]["name"] == (
            "Ann Zqpersona")


@proves
def hsds_has_contacts_areas_and_languages():
    with site() as served:
        found = service(served)
        [contact] = found["contacts"]
        assert (contact["title"], contact["department"], contact["email"]) == (
            "Intake worker", "Reception", "desk@example.org") and "name" not in contact
        assert [each["number"] for each in contact["phones"]] == ["+12025550188"]
        assert [(each["name"], each["description"]) for each in found["service_areas"]] == [
            ("Greene County", "county"), ("Springfield", "city")]
        words, *codes = found["languages"]
        assert words["note"] == "Spanish, and more by phone"
        assert [(each.get("name"), each["code"]) for each in codes] == [
            ("Spanish", "es"), ("Mixtec", "mix"), ("K'iche'", "quc"), ("Mam", "mam"),
            (None, "xyz")]
        assert not check_hsds([("service", "service_with_definitions.json", found)])


@proves
def areas_and_languages_are_shown_and_found_by_their_names_in_both_languages():
    with site() as served:
        page = served.ask("/e/local").text
        for words in ("Areas served", "Greene County", "Springfield", "Mixtec", "xyz"):
            assert words in page, words
        spanish = served.ask("/e/local?lang=es").text
        assert "Condado de Greene" in spanish and "mixteco" in spanish
        for words in ("mixtec", "mixteco", "k%27iche", "quiche", "mam", "greene", "espanol"):
            for lang in ("", "&lang=es"):
                found = served.ask(f"/api/v1/entries?q={words}{lang}").json
                assert found["total_items"] == 1, (words, lang)
        entry = served.ask("/api/v1/entries/local").json
        assert entry["serves"][0] == {"text": "Greene County", "type": "county"}
        assert entry["language_code"] == ["es", "mix", "quc", "mam", "xyz"]


@proves
def the_languages_of_a_phone_are_shown_wherever_it_is_and_found_by_their_names():
    rows = ENTRY.replace("contact = ann", "phone = desk, bare\ncontact = ann")
    with Site(SCOPES, text=base_case() + rows) as served:
        for target, lang, words in (
                ("/e/local", "en", "Somali, Triqui."), ("/e/local", "es", "somalí, triqui."),
                ("/entries.txt", "en", "Somali, Triqui."), ("/entries.txt", "es", "suajili."),
                ("/phones", "en", "Swahili."), ("/", "en", "Swahili."), ("/", "es", "suajili."),
                ("/handout?entry=local", "en", "Swahili."),
                ("/handout.txt?entry=local", "es", "suajili.")):
            joined = f"{target}{'&' if '?' in target else '?'}lang={lang}"
            page = served.ask(joined, SIGNPOST_SCOPE="internal").text
            assert words in page, (joined, words)
        for words in ("somali", "somal%C3%AD", "trique", "swahili", "suajili"):
            found = served.ask(f"/api/v1/entries?q={words}&exact=1").json
            assert found["total_items"] == 1, words
        desk, bare = served.ask("/api/v1/entries/local").json["phone"]
        assert (desk["language_code"], bare["language_code"]) == (["so", "trc"], ["sw"])
        [row] = csv.DictReader(io.StringIO(
            served.ask("/entries.csv?fields=id,phone&q=swahili").text))
        assert row["phone_language_code"] == "so, trc | sw", row
        desk, bare = service(served)["phones"]
        assert [(each.get("name"), each.get("code"), each.get("note"))
                for each in desk["languages"]] == [
            (None, None, "Somali, and others"), ("Somali", "so", None), ("Triqui", "trc", None)]
        assert bare["description"].count("Languages: Swahili.") == 1, bare
        assert len({each["id"] for each in desk["languages"]}) == 3
        assert not check_hsds([("service", "service_with_definitions.json", service(served))])
        assert "language_code" in served.ask("/openapi.json").json["components"]["schemas"][
            "Phone"]["properties"]


@proves
def a_crisis_row_says_the_languages_of_its_codes_once_for_numbers_alike():
    lines = base_case().replace("crisis = help", "crisis = help, two, three")
    for name, codes in (("two", "so"), ("three", "so, sw")):
        lines += (f"[phone:{name}]\nnumber = +1-202-555-01{len(codes) + 20}\npurpose = {name}\n"
                  f"answered-by = ngo\nlanguage-code = {codes}\nverified = 2026-01\n")
    with Site(text=lines + ENTRY) as served:
        rows = served.ask("/").text.partition("signpost-crisis")[2].partition("<h1")[0]
        assert rows.count("Somali") == 2 and "Somali, Swahili" in rows, rows


@proves
def they_are_held_to_their_form():
    for row, said in (("serves = Greene | planet", "stands what it is: neighborhood, city"),
                      ("language-code = spanish", "no code of two or three letters"),
                      ("contact = nobody", "there is no [contact:nobody]")):
        with Directory(text=base_case() + ENTRY + "[entry:two]\nname = Two\nkind = unit\n"
                       "summary = S.\n" + row + "\n") as folder:
            result = folder.check()
            assert result.returncode != 0 and said in result.stderr, (row, result.stderr)


if __name__ == "__main__":
    sys.exit(tap.run())
