#!/usr/bin/env python3
"""What people type that no entry has word for word: sentences, words spelt
almost right, numbers, and words of danger. Prints TAP."""

import html
import json
import os
import re
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import render
from directory import LOCAL_ENTRY, SHIPPED, Directory, base_case
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
           "mi patron no me paga las oras extras": "whd",
           "telefono principal del departamento de trabajo": "dol"},
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


def entries_shown(page):
    return [id_ for group in page.find("div")
            if "signpost-group" in (group["class"] or "").split() for id_ in entries_in(group)]


def numbers_in(part):
    return [link["href"] for link in part.find("a")
            if re.match("tel:|sms:", link["href"] or "") and link["href"] != "tel:711"]


def rows_in(part):
    return [node for node in part.find("div") if node["class"] == "signpost-row"]


@proves
def a_sentence_finds_who_has_most_of_its_telling_words():
    for lang, sentences in SENTENCES.items():
        for words, wanted in sentences.items():
            found = entries_shown(asked(words, lang))
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


# Somebody who speaks for an office is no victim; who is one is shown the help line, also
# where no line has their words, and before other ways to a line that stands there.
OFFICES = {"en": "our county wants grants for shelters that help survivors",
           "es": "subvenciones para nuestro albergue de mujeres"}
VICTIMS = {"en": ["what happens if i tell the nurse he makes me do it"],
           "es": ["el dueño del cuarto quiere que le pague con mi cuerpo",
                  "quien paga mi terapia ahora"]}
HELP_LINE, GIVERS = "tel:+18883737888", {"ovc", "bja", "ahttf"}


@proves
def who_speaks_for_an_office_is_not_taken_for_somebody_in_trouble():
    for lang, words in OFFICES.items():
        found = entries_shown(asked(words, lang))
        assert GIVERS & set(found[:3]), (words, found)


@proves
def who_is_in_trouble_sees_the_help_line_among_the_first():
    for lang, wishes in VICTIMS.items():
        for words in wishes:
            numbers = numbers_in(below(asked(words, lang), LINES[lang]))
            assert HELP_LINE in numbers[:2], (words, numbers)


# In one's own voice, where only the line of an office has the words.
OFFICE_LINES = {"en": ("my boss touches me at work",), "es": ("el dueño nos quiere botar y me pide favores",)}


@proves
def who_finds_the_line_of_an_office_alone_is_shown_the_help_line_too():
    for lang, wishes in OFFICE_LINES.items():
        for words in wishes:
            numbers = numbers_in(below(asked(words, lang), LINES[lang]))
            assert HELP_LINE == numbers[1], (words, numbers)


# Two troubles in one sentence, and who is there for the one of which less is said.
TWO_TROUBLES = {"en": ("he hits me i need somewhere to sleep tonight with my kids",
                       "my husband beats me and i have nowhere to sleep with my baby"),
                "es": ("me pega y no tengo donde dormir esta noche con mis hijos",
                       "mi esposo me golpea y necesito un lugar donde quedarme")}
VIOLENCE_LINE = "tel:+18007997233"


@proves
def who_has_two_troubles_sees_a_line_for_each():
    for lang, wishes in TWO_TROUBLES.items():
        for words in wishes:
            numbers = numbers_in(below(asked(words, lang), LINES[lang]))
            assert VIOLENCE_LINE in numbers[:3], (words, numbers)


# What is said in passing, and who helps all the same.
IN_PASSING = {"en": {"brochures in several languages": "blue-campaign"},
              "es": {"mandar un mensaje para pedir ayuda": "sms:"}}


@proves
def words_said_in_passing_tell_nothing():
    for lang, wishes in IN_PASSING.items():
        for words, wanted in wishes.items():
            page = asked(words, lang)
            found = numbers_in(below(page, LINES[lang]) or page)[:3] + entries_shown(page)[:3]
            assert [one for one in found if one.startswith(wanted)], (words, found)


@proves
def a_word_of_the_readers_language_is_none_of_another_that_is_spelt_alike():
    assert "hstu" in entries_shown(asked("cartels", "en"))
    found = entries_shown(asked("carteles", "es"))
    assert "blue-campaign" in found and "hstu" not in found, found


# One is gone and has all of the words; so has a line. Those that are there have one each.
GONE = """[directory]
title = Small
languages = en
namespace = https://signpost.example/small
time-zone = America/New_York
crisis = help
[kind:unit]
name = Unit
[answered-by:ngo]
name = Answered by an organization.
[phone:help]
number = 988
purpose = Basalt, slate and marble
answered-by = ngo
verified = undated
[entry:gone]
name = Gone
kind = unit
summary = Gypsum, basalt, slate and marble.
status = defunct
""" + "".join(f"[entry:{name.lower()}]\nname = {name}\nkind = unit\nsummary = {stone}.\n"
              for name, stone in (("One", "Gypsum"), ("Two", "Basalt"), ("Three", "Slate"),
                                  ("Four", "Marble"), ("Five", "Sand"), ("Six", "Clay")))


@proves
def what_is_gone_or_a_line_hides_nobody_who_is_there():
    with Directory(text=GONE) as small:
        for words, wanted in (("gypsum basalt slate marble tuff", ["one", "two", "three", "four"]),
                              ("marble slate tuff", ["three", "four"])):
            query = urllib.parse.urlencode({"q": words})
            found = entries_shown(small.render(f"/?{query}").page)
            assert set(found[:len(wanted)]) == set(wanted), (words, found)


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


# A number of another country, with an extension, and a line in two languages.
ABROAD = base_case().replace(
    "someone", "someone\npurpose.es = Hable con alguien") + LOCAL_ENTRY + """phone = abroad
[phone:abroad]
number = +52-55-5123-4567
extension = 0042
purpose = Ask
answered-by = ngo
verified = 2026-01 | an example
"""


@proves
def digits_of_any_writing_find_a_number_of_any_country_and_its_extension():
    with Directory(text=ABROAD) as small:
        for typed in ("5551234567", "55 5123 4567", "51234567", "0042", "٥٥ ٥١٢٣ ٤٥٦٧", "๕๕๕๑๒๓๔๕๖๗"):
            query = urllib.parse.urlencode({"q": typed})
            assert entries_shown(small.render(f"/?{query}").page) == ["local"], typed
        assert "The page says:" not in small.render("/?q=0042").page.source


@proves
def a_line_that_words_of_another_language_find_is_told():
    with Directory(text=ABROAD) as small:
        page = small.render("/?lang=en&q=hable").page
        assert [link.text for link in page.find("a") if "En esp" in link.text] == ["En español"]
        assert below(small.render("/?lang=es&q=hable").page, LINES["es"]) is not None
        assert link_called(small.render("/?lang=en&q=talk").page, "En español") is None


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


# In either language of the site, also with a letter wrong, and who is named first.
DANGER = {
    "he will kill me": "tel:911", "they said they will kill my family": "tel:911",
    "my husband has a gun": "tel:911", "me va a matar": "tel:911",
    "mi esposo amenaza con matarme": "tel:911", "suicide": "tel:988", "sucide": "tel:988",
    "I want to kill myself": "tel:988", "quiero morir": "tel:988", "pienso en el suisidio": "tel:988",
    "ME QUIERO MORIR, quiero morirme": "tel:988",
    # In haste, in slang and as people text.
    "hes got a gun": "tel:911", "he pulled a knife on me": "tel:911",
    "pimp will shoot us if we leave": "tel:911", "hes gonna kil me": "tel:911",
    "hes beating me": "tel:911", "death threats": "tel:911", "i fear for my life": "tel:911",
    "need police now": "tel:911", "she stopped breathing": "tel:911",
    "im gonna kms": "tel:988", "i wanna unalive myself": "tel:988", "i want 2 die": "tel:988",
    "life isnt worth living": "tel:988", "took too many pills": "tel:988",
    "i dont wanna be here no more": "tel:988", "ready to end it": "tel:988",
    "trae una pistola": "tel:911", "me puso la pistola": "tel:911",
    "me va a pegar un tiro": "tel:911", "me están golpeando": "tel:911",
    "me tienen secuestrada": "tel:911", "me apunta con la pistola": "tel:911",
    "dice que la mata": "tel:911", "temo por mi vida": "tel:911", "auxilio me pega": "tel:911",
    "me kiero morir": "tel:988", "ya no kiero vivir": "tel:988", "me voy a colgar": "tel:988",
    "me tome muchas pastillas": "tel:988", "la vida no tiene sentido": "tel:988",
    "the foreman is beating my brother": "tel:911", "he pulled out a knife": "tel:911",
    "they are chasing us in a truck": "tel:911", "mi patron saco la pistola": "tel:911",
    "el señor trae un machete": "tel:911", "nos vienen siguiendo en un carro": "tel:911",
    "le está pegando a la cocinera": "tel:911", "he wants to hang himself": "tel:988",
    "my friend says she took pills": "tel:988", "no one will miss me": "tel:988",
    "mi hija se quiere ahorcar": "tel:988", "se tomó muchas pastillas": "tel:988",
    # With other words between.
    "man next door is hitting the girls": "tel:911", "they are beating a worker here right now": "tel:911",
    "i hear a woman upstairs screaming": "tel:911", "right now my husband is choking the baby": "tel:911",
    "im hiding in the closet and hes here": "tel:911",
    "hes beating my sister in the trailer please send help": "tel:911",
    "nos tienen encerradas, auxilio": "tel:911", "caller has pills in her hand": "tel:988",
    "my friend sits there with a rope in his hands": "tel:988",
    "se oyen gritos en el departamento de al lado": "tel:911",
    "el vecino golpea a la muchacha": "tel:911", "estoy escondida en el baño, ayuda": "tel:911",
    "mi marido está ahorita golpeando a los niños": "tel:911",
    "mi hermana está con las pastillas en la mano": "tel:988",
    # By ear.
    "im dying": "tel:911", "me ba a matar mi marido": "tel:911", "he wil kil me": "tel:911",
    "hes gonna murdr me": "tel:911", "me persigue con un machete": "tel:911",
    "quiero desaparecer": "tel:988", "kiero desapareser": "tel:988", "wanna dissapear": "tel:988",
    "me kiero matar": "tel:988", "mejor estar muerta": "tel:988"}


@proves
def words_of_danger_show_911_and_988_first_and_no_entry_in_every_language():
    for words, first in DANGER.items():
        for lang in LINES:
            page = asked(words, lang)
            numbers = [number for number in numbers_in(below(page, LINES[lang]))
                       if number.startswith("tel:")]
            assert numbers[0] == first and set(numbers[:2]) == {"tel:911", "tel:988"}, (
                words, numbers)
            assert "/e/" not in page.source[page.source.index('id="signpost-count"'):], words


@proves
def a_danger_without_words_beside_a_sign_is_told():
    for rest in ("+ next door", "scream +", "scream + next door /"):
        text = ("[phone:e911]\nreplaces = shipped\nnumber = 911\npurpose = In danger\n"
                f"answered-by = emergency\nverified = 2026-11-20 | 911.gov\ndanger = knife / axe, {rest}\n")
        with Directory(text=text, over=[SHIPPED]) as site:
            checked = site.check()
            assert ":7:" in checked.stderr and (
                "has no words beside a sign + or /" in checked.stderr), checked.stderr


@proves
def what_only_sounds_like_danger_shows_entries():
    for words in ("gun", "killed on the job", "weapons smuggling", "death at a factory", "kill switch",
                  "machine cut my arm", "they cut my hours", "he beat me up last year",
                  "caminamos 20 kms al trabajo", "mi trabajo corre peligro", "primeros auxilios",
                  "he makes me take pills", "took her life savings", "hang up posters",
                  "debt collectors are chasing me", "competition follows us",
                  "i want my papers right now", "next door they hire workers", "my neighbor has no pay",
                  "no bathroom at work", "hours right now", "too much heat right now", "el vecino no me paga", "baño en el trabajo",
                  "ahorita no tengo trabajo", "la vecina tiene una empleada", "I cannot breathe at work",
                  "el patrón me apunta menos horas", "trabajo en la mata de tabaco",
                  "me quiero ahorrar la renta", "I cut chicken with a knife at work",
                  "my back is killing me from lifting", "he gives me more hours",
                  "corto caña con un machete", "me muero de hambre, no me dan de comer"):
        assert not asked(words, "en").find("p")[0].text.startswith("If you"), words
        source = asked(words, "en").source
        assert "If you or someone else is in danger" not in source, words


# By ear, with an ending hung on it, and as it is spelt.
BY_EAR = {"mi niñita": "mi niña", "me deve dinero mi gefe":
          "me debe dinero mi jefe", "mi patron me kito los papeles": "mi patrón me quitó los papeles",
          "biolensia domestika": "violencia doméstica", "habogado para mi bisa": "abogado para mi visa",
          "me ovligan a trabajar": "me obligan a trabajar"}


@proves
def who_writes_by_ear_is_shown_who_helps_as_whoever_spells_it():
    for typed, right in BY_EAR.items():
        shown = [(*numbers_in(below(page, LINES["es"]) or page)[:1], *entries_shown(page)[:1])
                 for page in (asked(typed, "es"), asked(right, "es"))]
        assert shown[0] == shown[1] and shown[0], (typed, shown)


@proves
def a_short_word_is_not_near_to_what_people_say_of_the_worst():
    for lang, typed, worst in (("en", "grape", "rape"), ("en", "tape", "rape"),
                               ("es", "ruta", "puta"), ("es", "punta", "puta")):
        assert worst not in asked(typed, lang).source.split(), typed
        assert not [link for link in asked(typed, lang).find("a") if link.text.startswith(worst)], (
            typed)
    assert [link for link in asked("paycheckk", "en").find("a") if link.text.startswith("paycheck")]


EXACTLY = {"en": "Search for exactly what stands in the box",
           "es": "Buscar exactamente lo que está escrito en el cuadro"}


def link_called(page, start):
    return next((link for link in page.find("a") if link.text.startswith(start)), None)


def follow(link):
    return render("/" + html.unescape(link["href"]).partition("/referrals/")[2].partition("#")[0]).page


@proves
def who_wants_exactly_the_words_of_the_box_gets_them():
    for lang, words in (("en", "wege and hour"), ("es", "ofisina de trabajo"), ("en", "suicide")):
        link = link_called(asked(words, lang), EXACTLY[lang])
        assert link is not None, words
        page = follow(link)
        assert below(page, SOME[lang]) is None and link_called(page, EXACTLY[lang]) is None
        assert [box["value"] for box in page.find("input") if box["name"] == "q"] == [words]
    assert link_called(asked("wage and hour", "en"), EXACTLY["en"]) is None


@proves
def exact_words_have_no_synonym_no_longer_word_and_no_correction():
    for words, ids in (("boss", []), ("overti", []), ("uvisa", []), ("wage hour", ["whd"]),
                       ("wages hours", ["whd"])):
        query = urllib.parse.urlencode({"q": words, "lang": "en"})
        plain, exact = (render(f"/api/v1/entries?{more}{query}").json
                        for more in ("", "exact=1&"))
        assert [entry["id"] for entry in exact["contents"]] == ids, words
        assert plain["contents"] and "some_words" not in exact, words


@proves
def the_next_words_in_the_box_are_not_exact():
    page = render("/?exact=1&q=boss").page
    assert "exact" not in [box["name"] for box in page.find("input")]


@proves
def words_of_another_language_say_where_they_find_something():
    for lang, words, start in (("en", "mi patron no me paga", "En español: "),
                               ("en", "abogado", "En español: "),
                               ("en", "horas extras", "En español: ")):
        link = link_called(asked(words, lang), start)
        assert link is not None, words
        assert link["hreflang"] == link["lang"] == "es", words
        count = re.search(r"\d+", link.text)[0]
        there = follow(link)
        assert f"{count} resultado" in there.source, (words, count)
    for lang, words in (("en", "zqxqz"), ("en", "wage"), ("es", "wage"), ("es", "abogado"),
                        ("en", "my children work in a factory")):
        for start in ("En español", "In English"):
            assert link_called(asked(words, lang), start) is None, (words, start)


@proves
def a_host_page_leads_there_too():
    for address in ("/fragment?lang=en", "/embed?lang=en", "/fragment?lang=en&filters=here"):
        page = render(f"{address}&q=abogado&sp-q=abogado").page
        link = link_called(page, "En español: ")
        assert link is not None and "/referrals/?lang=es" in link["href"], address


@proves
def what_a_visitor_typed_stands_in_the_box_alone():
    typed = "zqxmark"
    for words in (typed, f"{typed} abogado", f"wege and {typed}", f"{typed} kill me"):
        for lang in SOME:
            text = asked(words, lang).source
            text = re.sub(r'href="[^"]*"', "", text)
            assert text.count(typed) == 1, (words, text.count(typed))


@proves
def a_word_of_one_language_is_not_corrected_into_one_of_another():
    """`paga` and `patron` are Spanish, and not `page` and `patrol`."""
    assert below(asked("mi patron no me paga", "en"), SOME["en"]) is None


@proves
def an_entry_found_by_what_its_card_does_not_show_shows_the_text():
    found = 0
    for words in ("Polaris", "2002", "ACF", "Mexico"):
        page = asked(words, "en")
        for card in page.find("article"):
            marks = [mark.text for mark in card.find("mark")]
            found += any(node.text.startswith("The page says:") for node in card.find("p"))
            assert marks, (words, card.text[:80])
    assert found, "no word was in what no card shows"


@proves
def what_a_card_shows_is_not_repeated():
    for words in ("wage and hour", "whd", "866-487-9243"):
        card = asked(words, "en").find("article")[0]
        assert "The page says:" not in card.text, (words, card.text)


@proves
def data_say_what_has_some_of_the_words_and_which_lines_are_found():
    data = render("/api/v1/entries?lang=en&q=who+checks+if+a+factory+is+safe").json
    assert data["total_items"] < 3
    assert "osha" in [each["id"] for each in data["some_words"][:3]], data
    assert not {each["id"] for each in data["some_words"]} & {
        each["id"] for each in data["contents"]}
    assert [line["number"] for line in render("/api/v1/entries?lang=en&q=suicide").json["lines"]][
        :2] == ["988", "911"]
    for query in ("", "?q=trafficking", "?q=wage&page=2"):
        assert "some_words" not in render("/api/v1/entries" + query).json, query
    schema = render("/openapi.json").json
    text = json.dumps(schema["paths"]["/api/v1/entries"])
    assert "some_words" in text and '"lines"' in text and '"exact"' in text


if __name__ == "__main__":
    sys.exit(tap.run())
