#!/usr/bin/env python3
"""What people type that no entry has word for word: sentences, words spelt
almost right, numbers, and words of danger. Prints TAP."""

import os
import re
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import render
from tap import proves

SOME = {"en": "These have some of your words", "es": "Aquí están algunas de sus palabras"}
LINES = {"en": "Phone lines", "es": "Líneas de teléfono"}

# A sentence, and an entry that must be among the first three shown.
SENTENCES = {
    "en": {"who checks if a factory is safe": "osha",
           "somebody must look at how my farm boss pays overtime": "whd",
           "where do I apply for a uvisa with police": "uscis",
           "wege and hour": "whd",
           "traficking of childern online": "icac"},
    "es": {"quién revisa si la fábrica es segura": "osha",
           "mi patron no me paga las oras extras": "whd"},
}
# A wish, and the numbers that stand first.
LINES_FOUND = {
    "en": {"hotline": "tel:+18007997233", "911": "tel:911", "suicide": "tel:988",
           "he will kill me": "tel:911", "I want to kill myself": "tel:988",
           "888-373-7888": "tel:+18883737888", "+1 888 373 7888": "tel:+18883737888",
           "3737888": "tel:+18883737888", "988": "tel:988"},
    "es": {"me va a matar": "tel:911", "quiero morir": "tel:988",
           "línea de ayuda": "tel:+18447628483"},
}


def asked(words, lang, more=""):
    query = urllib.parse.urlencode({"lang": lang, "q": words})
    return render(f"/?{query}{more}").page


def below(page, heading):
    """The part of a page that stands under a heading, or None."""
    return next((node.parent for node in page.find("h2", "h3", "h4")
                 if node.text == heading), None)


def entries_in(part):
    """The ids of the entries whose names are headings there."""
    found = [re.search("/e/([^/?]+)", link["href"]) for heading in part.find("h3", "h4", "h5")
             for link in heading.find("a")]
    return [match[1] for match in found if match]


def numbers_in(part):
    return [link["href"] for link in part.find("a")
            if re.match("tel:|sms:", link["href"] or "") and link["href"] != "tel:711"]


def rows_in(part):
    return [node for node in part.find("div") if node["class"] == "signpost-row"]


@proves
def a_sentence_finds_who_has_most_of_its_telling_words():
    for lang, sentences in SENTENCES.items():
        for words, wanted in sentences.items():
            page = asked(words, lang)
            found = [id_ for group in page.find("div")
                     if "signpost-group" in (group["class"] or "").split()
                     for id_ in entries_in(group)]
            assert wanted in found[:3], (words, found)


@proves
def what_has_some_words_stands_under_its_own_heading_and_only_where_little_has_all():
    for lang in SOME:
        page = asked({"en": "trafficking", "es": "trata"}[lang], lang)
        assert below(page, SOME[lang]) is None
    page = asked("who checks if a factory is safe", "en")
    assert below(page, "The best matches first") is None
    assert entries_in(below(page, SOME["en"]))
    page = asked("866-487-9243", "en")
    all_, some = (set(entries_in(below(page, heading)))
                  for heading in ("The best matches first", SOME["en"]))
    assert all_ == {"whd"} and not all_ & some, (all_, some)


@proves
def what_has_some_words_fits_the_filters():
    page = asked("wege and hour", "en", "&department=dhs")
    found = entries_in(below(page, SOME["en"]))
    assert found and "whd" not in found, found


@proves
def lines_are_found_by_their_words_and_by_their_number_in_any_spelling():
    for lang, wishes in LINES_FOUND.items():
        for words, number in wishes.items():
            part = below(asked(words, lang), LINES[lang])
            assert part is not None, words
            assert numbers_in(part)[0] == number, (words, numbers_in(part))


@proves
def a_line_that_is_found_says_who_answers_before_its_number():
    for words in ("hotline", "911", "report exploited child"):
        part = below(asked(words, "en"), LINES["en"])
        rows = rows_in(part)
        assert rows, words
        for row in rows:
            assert re.search("government|police|agents", row.text.split("Call ")[0]), row.text


@proves
def help_lines_stand_before_those_of_the_authorities():
    numbers = numbers_in(below(asked("24 hours", "en"), LINES["en"]))
    help_, other = ("tel:+18883737888", "tel:988"), ("tel:911", "tel:+18008435678")
    assert max(map(numbers.index, help_)) < min(map(numbers.index, other)), numbers


@proves
def words_of_danger_show_a_line_before_any_entry():
    for words in ("he will kill me", "kill myself", "want to die"):
        source = asked(words, "en").source
        line = source.index(">Phone lines<")
        entry = source.find("/e/", source.index('id="signpost-count"'))
        assert entry < 0 or line < entry, words


if __name__ == "__main__":
    sys.exit(tap.run())
