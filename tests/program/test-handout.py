#!/usr/bin/env python3
"""Entries that a case worker hands over: what is on the sheet, what is not, and
that nobody keeps it. Prints TAP."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from directory import INSIDE, Directory
from page import Page
from shipped import ids
from tap import proves

OPEN = "site.handout=on"
FORMS = ("/handout", "/handout/both", "/handout/card", "/handout.txt")
ASK = {"en": "Ask first whether it is safe for the person to carry this.",
       "es": "Pregunte antes si es seguro que la persona lleve esta hoja."}
OWN = """\
[directory]
title = Who helps here
languages = en, es
namespace = https://signpost.example/handout
time-zone = America/New_York
crisis = talk
[kind:office]
name = Office
[facet:audience]
name = Audience
[audience:lawyers]
name = Lawyers
[answered-by:ngo]
name = Answered by a charity.
name.es = Contesta una organización.
[answered-by:police]
name = Answered by the police.
caution = You can call a lawyer first.
caution.es = Primero puede llamar a un abogado.
[phone:talk]
number = +1-202-555-0100
purpose = Talk
word = Help
answered-by = ngo
verified = 2026-01 | a page
[phone:full]
number = +1-202-555-0101
extension = 0042
prompt = press three
purpose = Ask
purpose.es = Para preguntar
answered-by = police
hours = Mon-Fri 08:00-16:30 local time
[phone:lawyers]
number = +1-202-555-0102
purpose = For cases
answered-by = ngo
audience = lawyers
verified = 2026-01 | a page
[phone:colleagues]
number = +1-202-555-0103
purpose = For colleagues
answered-by = ngo
visibility = internal
verified = 2026-01 | a page
[entry:one]
name = The one
kind = office
summary = Does one.
phone = full, lawyers, colleagues
internal-note = A note for us
address = 1 Hidden Street
audience = lawyers
[entry:secret]
name = The secret
kind = office
summary = Does it inside.
visibility = internal
phone = colleagues
[entry:below]
name = The below
kind = office
summary = Has none.
parent = one
"""


def own(*settings):
    return Directory(*settings, text=OWN)


@proves
def what_was_chosen_stands_on_one_sheet_in_the_order_of_its_links():
    with Directory(OPEN) as site:
        for query in ("entry=whd&entry=uscis", "entry=whd,uscis", "entry=whd&entry=uscis,whd"):
            tree = site.render("/handout?" + query).page
            names = [node.text for node in tree.find("h2")]
            assert names[:2] == ["Wage and Hour Division (WHD)",
                                 "United States Citizenship and Immigration Services (USCIS)"], names
            assert len(names) == 3, "and the crisis lines"
            text = site.render("/handout?" + query).text
            for number in ("1-866-487-9243", "1-800-375-5283", "1-888-373-7888", ">911<"):
                assert number in text[text.index("<main"):], number


@proves
def its_heading_is_the_sites_neutral_title():
    with Directory(OPEN, "site.title=Community resources") as site:
        for form in FORMS[:3]:
            page = site.render(form + "?entry=whd").page
            assert [node.text for node in page.find("h1", "title")] == ["Community resources"] * 2


@proves
def what_belongs_to_a_number_stands_with_it_in_every_form():
    with own(OPEN) as site:
        for form in FORMS:
            for wish in ("entry=one", "entry=below"):
                text = re.sub("<[^>]*>", "", site.render(f"{form}?{wish}").text)
                for words in ("Answered by the police.", "You can call a lawyer first.",
                              "We could not confirm this number.", "extension 0042",
                              "press three", "1-202-555-0101"):
                    assert words in text, (form, wish, words)
                if "card" not in form:
                    assert "8:00" in text and "4:30" in text, form


@proves
def what_a_note_says_of_a_crisis_line_goes_along_on_the_sheet_too():
    words = {"en": "Not confirmed since its operator changed in 2025.",
             "es": "No se ha confirmado desde que pasó a manos de otra organización en 2025."}
    with Directory(OPEN) as site:
        for lang, note in words.items():
            for form in ("/handout", "/handout/both", "/handout.txt"):
                text = site.render(f"{form}?entry=whd&lang={lang}").text
                assert note in text, (form, lang)


@proves
def a_number_for_others_is_on_it_only_for_those_who_chose_them():
    with own(OPEN) as site:
        for form in FORMS:
            assert "555-0102" not in site.render(form + "?entry=one").text, form
            text = site.render(form + "?entry=one&audience=lawyers").text
            assert "555-0102" in text and "Only for:" in text, form


@proves
def nothing_internal_is_on_it_and_that_is_said():
    with own() as site:
        for form in FORMS:
            answer = site.render(form + "?entry=one&entry=secret", *INSIDE)
            assert answer.status == 200, form
            for word in ("555-0103", "secret", "note for us", "Hidden Street", "colleagues"):
                assert word not in answer.text, (form, word)
        page = site.render("/handout?entry=one&entry=secret", *INSIDE).page
        assert "Something you chose is internal, so it was left out." in page.text
        assert "Only what everybody may see is on this sheet." in page.text
        spanish = site.render("/handout?lang=es&entry=secret", *INSIDE).page.text
        assert "Algo de lo que usted eligió es interno" in spanish


@proves
def outside_it_is_there_only_where_the_site_says_so():
    with own() as off, own(OPEN) as on:
        for form in FORMS:
            assert off.render(form + "?entry=one").status == 404, form
            assert off.render(form + "?entry=one", *INSIDE).status == 200, form
            assert on.render(form + "?entry=one").status == 200, form
        for target in ("/", "/e/one", "/?entry=one"):
            assert "handout" not in off.render(target).text, target
            assert "Put on a handout" in off.render(target, *INSIDE).text or "?entry" in target
            assert "handout" in on.render(target).text, target
        for target in ("/fragment", "/embed", "/fragment/e/one"):
            assert "entry=one" not in on.render(target + "?entry=one").text, target
        assert "secret" not in on.render("/handout?entry=secret").text


@proves
def at_most_twelve_entries_are_on_it():
    with Directory(OPEN) as site:
        query = "&".join(f"entry={id}" for id in ids()[:14])
        answer = site.render("/handout?" + query)
        assert len(answer.page.find("h2")) == 13
        assert "A sheet has room for 12 entries." in answer.page.text
        full = "&".join(f"entry={id}" for id in ids()[:12])
        assert "A sheet has room" not in site.render("/handout?" + full).page.text
        assert "Put on a handout" not in site.render("/?" + full).text, "it is full"


@proves
def plain_links_choose_and_leave_out():
    with Directory(OPEN) as site:
        href = next(node["href"] for node in site.render("/e/whd").page.find("a")
                    if node.text.startswith("Put on a handout"))
        assert href == "/referrals/handout?entry=whd", href
        tree = site.render(href.removeprefix("/referrals")).page
        onward = next(node["href"] for node in tree.find("a") if node.text == "Add another entry")
        assert onward == "/referrals/?entry=whd", onward
        card = next(node["href"] for node in site.render("/?entry=whd&audience=workers").page.find("a")
                    if node.text == "Put on a handout: Occupational Safety and Health Administration")
        assert card == "/referrals/handout?entry=whd&entry=osha&audience=workers", card
        links = [node["href"] for node in site.render("/?entry=whd").page.find("a")]
        assert any(each and each.startswith("/referrals/?entry=whd&audience=") for each in links)
        assert ("entry", "whd") in site.render("/?entry=whd").page.hidden()
        tree = site.render("/handout?entry=whd&entry=osha").page
        assert "/referrals/handout?entry=osha" in [node["href"] for node in tree.find("a")]


@proves
def it_is_in_the_readers_language_or_in_two():
    with Directory(OPEN) as site:
        for language, ask in ASK.items():
            answer = site.render(f"/handout?lang={language}&entry=whd")
            assert ask in answer.page.text and f'<html lang="{language}"' in answer.text
            assert answer.text.index(ask.split()[0]) < answer.text.index("<main")
        spanish = site.render("/handout?lang=es&entry=whd").page.text
        assert "Contesta el departamento federal de trabajo." in spanish
        for language in ASK:
            both = Page(site.render(f"/handout/both?lang={language}&entry=whd").text)
            sheets = [node for node in both.find("div") if node["class"] == "signpost-sheet"]
            assert sorted(node["lang"] for node in sheets) == ["en", "es"], language
            assert sheets[0]["lang"] == language
            told = {node["lang"]: node.text for node in sheets}
            assert "Answered by the federal labor department." in told["en"]
            assert "Contesta el departamento federal de trabajo." in told["es"]
            assert "1-866-487-9243" in told["en"] and "1-866-487-9243" in told["es"]


@proves
def each_entry_with_a_number_has_a_card_of_its_own_and_so_have_the_crisis_lines():
    with Directory(OPEN) as site:
        page = site.render("/handout/card?entry=whd&entry=osha&entry=hhs").page
        cards = [[link["href"] for link in node.find("a")] for node in page.find("div")
                 if node["class"] == "signpost-wallet"]
        assert cards == [["tel:+18664879243", "tel:711"], ["tel:+18003216742", "tel:+18778895627"],
                         ["tel:+18883737888", "tel:711", "sms:233733", "tel:911"]], cards


@proves
def a_card_has_a_word_for_each_number():
    with own(OPEN) as site, Directory(OPEN) as shipped:
        cuts = [node.text for node in site.render("/handout/card?entry=one").page.find("p")
                if node["class"] == "signpost-cut"]
        assert len(cuts) == 2 and cuts[1].startswith(
            "Help Answered by a charity. Call 1-202-555-0100"), cuts
        assert cuts[0].index("You can call a lawyer first.") < cuts[0].index("1-202-555-0101")
        cuts = [node.text for node in shipped.render("/handout/card?lang=es&entry=whd").page.find("p")
                if node["class"] == "signpost-cut"]
        assert cuts[0].startswith("Pago Contesta el departamento federal de trabajo. Llame"), cuts
    with Directory(text=OWN.replace("word = Help", "word = Get help")) as site:
        assert "is not one short word" in site.check().stderr


@proves
def nobody_keeps_it_and_nothing_finds_it():
    with Directory(OPEN) as site:
        for form in FORMS:
            for scope in ((), INSIDE):
                answer = site.render(form + "?entry=whd", *scope)
                names = answer.headers
                assert names["cache-control"] == "no-store", names
                assert names["x-accel-expires"] == "0", names
                assert "set-cookie" not in names
            if form != "/handout.txt":
                found = site.render(form + "?entry=whd").headers
                assert found.get("x-robots-tag") == "noindex", form
        chosen = site.render("/?entry=whd").headers
        assert chosen["x-accel-expires"] == "0" and chosen["cache-control"] == "no-store"


@proves
def a_list_links_to_its_table_its_feed_and_its_data_without_any_words():
    with Directory("site.url=https://www.example.org") as site:
        for language in ("en", "es"):
            for target in ("/", "/fragment"):
                wish = f"lang={language}&audience=workers"
                links = [node["href"] for node in site.render(f"{target}?{wish}").page.find("a")]
                for href in (f"/referrals/entries.csv?lang={language}&bom=1&audience=workers",
                             f"/referrals/entries.atom?lang={language}&audience=workers",
                             f"/referrals/api/?lang={language}"):
                    assert href in links, (target, href)
            href = next(each for each in links if each and "entries.csv" in each)
            assert site.render(href.removeprefix("/referrals")).text.count("osha") > 0
        page = site.render("/?q=visa&audience=workers").text
        assert "entries.csv" not in page and 'href="/referrals/?audience=workers"' in page
        for sort, wanted in {"need": "", "directory": "", "name": "&sort=name"}.items():
            assert f'"/referrals/entries.csv?bom=1{wanted.replace("&", "&amp;")}"' in \
                site.render(f"/?sort={sort}").text, sort


@proves
def paper_says_of_which_day_a_list_is_and_where_it_is():
    for settings, address in (((), ""), (("site.url=https://www.example.org",),
                                         "https://www.example.org/referrals/?audience=workers")):
        with Directory(*settings) as site:
            for language, word in {"en": "Printed on", "es": "Impreso el"}.items():
                tree = site.render(f"/?lang={language}&audience=workers").page
                told = next(node.text for node in tree.find("p")
                            if "signpost-printed" in (node["class"] or ""))
                assert told.startswith(word) and re.search(r"\d{4}", told), told
                assert address.partition("?")[0] in told and "q=" not in told, told


@proves
def the_list_of_a_page_is_that_of_a_day_in_words_and_an_edition():
    days = {"en": r"List of [A-Z][a-z]+ \d+, \d{4} \(edition \w+\)",
            "es": r"Lista del \d+ de [a-z]+ de \d{4} \(edición \w+\)"}
    with Directory("site.frames=self") as site:
        for target in ("/", "/e/whd", "/phones", "/nowhere", "/fragment", "/embed"):
            for language, wanted in days.items():
                text = site.render(f"{target}?lang={language}").page.text
                assert re.search(wanted, text), (target, language, text[-200:])


@proves
def a_sheet_inside_has_no_way_out_as_no_page_inside_has_one():
    with own(OPEN) as site:
        for target in ("/e/one", "/handout?entry=one", "/handout/card?entry=one"):
            for inside in ((), INSIDE):
                there = "data-signpost-exit" in site.render(target, *inside).text
                assert there == (not inside), (inside, target)


@proves
def what_was_sent_is_on_no_page():
    with own(OPEN) as site:
        for form in (*FORMS, "/", "/e/one"):
            text = site.render(form + "?entry=zqxmark&entry=one,zqymark").text
            assert "zqxmark" not in text and "zqymark" not in text, form
        assert site.render("/api/v1/entries?entry=nobody").status == 200


if __name__ == "__main__":
    sys.exit(tap.run())
