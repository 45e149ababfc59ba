#!/usr/bin/env python3
"""Languages: which one a reader gets, what is said of texts in another one,
right-to-left writing, and translations that nobody has read. In the directory
here every English text has ENG in it, every Spanish one ESP, every Arabic one
ARA, so that a text in the wrong language shows. Prints TAP."""

import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK, run
from directory import Directory
from languages import ARABIC, DIRECTORY
from signpost_site import URL, Site
from tap import proves


class OwnWords(Site):
    """The directory, with words of the site's own."""

    def __init__(self, text=DIRECTORY, words=ARABIC):
        super().__init__(text=text)
        self.write("locale/ar.ini", words)
        self.settings.append(f"site.locale={self.path('locale')}")

    def build(self):
        """Few tests ask a responder; those start it."""

    def page(self, target, *more):
        return self.render(target, *more).page

    def ask_in(self, language, target):
        """As a browser that prefers `language`."""
        return self.ask(target, HTTP_ACCEPT_LANGUAGE=language)


def having(page, part):
    """The texts with `part` in them."""
    return [(text, where) for text, where in page.texts() if part in text]


PAGES = ("/", "/e/top", "/e/below", "/phones", "/last-resort", "/e/none",
         "/?audience=workers&audience=families", "/fragment", "/fragment/e/top")
MARKS = {"ENG": ("en", "ltr"), "ESP": ("es", "ltr"), "ARA": ("ar", "rtl")}


@proves
def every_text_stands_under_its_own_language():
    with OwnWords() as site:
        for target in PAGES:
            for lang in ("en", "es", "ar"):
                mark = "&" if "?" in target else "?"
                page = site.page(f"{target}{mark}lang={lang}")
                wrong = [(text, where) for text, where in page.texts()
                         for token, (tag, direction) in MARKS.items()
                         if token in text
                         and (where.inherited("lang"), where.inherited("dir")) != (tag, direction)]
                assert not wrong, (target, lang, wrong[:3])
                assert having(page, "ENG") or lang != "en" or target == "/e/none"


@proves
def what_stands_behind_hours_closed_days_and_facts_is_in_the_language_it_is_said_to_be():
    hours, days = "Mon-Fri 09:00-17:00 UTC", "2999-12-24"
    told = f"hours = {hours} | varies ENG\nhours.es = {hours} | cambia ESP\n"
    text = (DIRECTORY.replace("prompt = Press ENG\n", "prompt = Press ENG\n" + told)
            .replace("how = Ask ENG\n", f"how = Ask ENG\n{told}hours = Sat 09:00-10:00 UTC | from"
                     f" 2999-01-01\nclosed = {days} | Feast ENG\nclosed.es = {days} | Fiesta ESP\n")
            .replace("fact.es = Hecho ESP\n", "fact.es = Hecho ESP | libro ESP\n"))
    with OwnWords(text) as site:
        for lang, of_hours, of_days in (("es", "cambia ESP", "Fiesta ESP"),
                                        ("ar", "varies ENG", "Feast ENG")):
            page = site.page(f"/e/top?lang={lang}")
            assert len(having(page, of_hours)) == 2 and having(page, of_days), page.source
            wrong = [(text, where.inherited("lang")) for text, where in page.texts()
                     for token, (tag, _) in MARKS.items()
                     if token in text and where.inherited("lang") != tag]
            assert not wrong, (lang, wrong)
            # The days of a time are the program's words, not an editor's.
            span = [where.inherited("lang") for text, where in page.texts() if "2999" in text]
            assert lang == "ar" or set(span) == {"es"}, span
        entry = site.render("/api/v1/entries/top?lang=es").json
        assert entry["hours"]["source"] == "cambia ESP", entry["hours"]
        lacks = [line for line in site.run("check").stderr.splitlines() if ".ar` " in line + " "]
        for name in ("phone:help", "entry:top"):
            assert any(f"[{name}] lacks" in line and "`hours.ar`" in line for line in lacks), lacks
        assert not [line for line in lacks if "`hours.es`" in line], lacks


@proves
def a_language_without_words_of_the_interface_is_written_in_its_own_direction():
    with Directory(text=DIRECTORY) as site:
        for target in PAGES:
            mark = "&" if "?" in target else "?"
            page = site.render(f"{target}{mark}lang=ar").page
            wrong = [(text, where) for text, where in page.texts()
                     for token, (tag, direction) in MARKS.items() if token in text
                     and (where.inherited("lang"), where.inherited("dir")) != (tag, direction)]
            assert not wrong, (target, wrong[:3])
            english = [(text, where) for text, where in page.texts()
                       if text.strip(" .:") in ("Get help now", "All phone lines", "Call",
                                                "The whole list", "Clear all", "Apply")]
            assert english or "fragment" in target, target
            for text, where in english:
                assert (where.inherited("lang"), where.inherited("dir")) == ("en", "ltr"), (
                    target, text)
            assert 'aria-label="Get help now"' in page.source, target
            assert "&lt;span" not in page.source and '"<span' not in page.source, target


@proves
def no_english_of_the_program_stands_unmarked_in_another_writing():
    told = (DIRECTORY.replace("how = Ask ENG\n", "how = Ask ENG\nhours = Mon-Fri 09:00-17:00 UTC\n"
                              "checked = 2026-01-01\n")
            .replace("prompt = Press ENG\n", "prompt = Press ENG\nhours = Mon-Fri 09:00-17:00 UTC\n")
            .replace("audience = families\n", "audience = families\nstatus = defunct\n"))
    for words in ("", ARABIC, ARABIC + "day-mo = الاثنين\nmonth-1 = يناير\n"):
        with OwnWords(told, words or "[locale]\nname = العربية\n") as site:
            for target in PAGES + ("/?sort=name", "/e/below"):
                mark = "&" if "?" in target else "?"
                page = site.page(f"{target}{mark}lang=ar")
                wrong = [(text, where.inherited("lang")) for text, where in page.texts()
                         if re.search("[A-Za-z]{3}", text) and "ARA" not in text
                         and "://" not in text  # an address, and the edition:
                         and not (re.match("[a-z0-9]{4}$", text)
                                  and where.inherited("translate") == "no")
                         and where.inherited("lang") not in ("en", "es")]
                assert not wrong, (target, wrong[:5])
            dates = [where.inherited("lang") for text, where in
                     site.page("/e/top?lang=ar").texts()
                     if "Monday" in text or "January" in text]
            assert set(dates) == {"en"}, dates


@proves
def the_direction_of_a_language_is_known_and_a_writing_that_is_named_decides():
    for tag, direction in (("fa", "rtl"), ("he", "rtl"), ("ur", "rtl"), ("fr", "ltr"),
                           ("az-arab", "rtl"), ("ur-latn", "ltr"), ("fa-ir", "rtl")):
        text = DIRECTORY.replace("languages = en, es, ar", f"languages = en, es, ar, {tag}")
        assert f", {tag}\n" in text, tag
        with Directory(text=text) as site:
            source = site.render(f"/?lang={tag}").text
            assert f'<html lang="{tag}" dir="{direction}"' in source, (tag, source[:200])


@proves
def an_interface_that_is_missing_is_one_warning():
    with Directory(text=DIRECTORY) as site:
        said = site.check("--json").stdout
        warnings = [each for each in said.splitlines() if "the interface has no" in each]
        assert said.count("the interface has no") == 1, warnings[:3]
        assert "ar.ini" in said
    with OwnWords(words="[text]\ncrisis = X\n") as site:
        assert site.check("--json").stdout.count("the interface has no `") > 100


@proves
def a_page_is_in_the_language_of_its_address():
    with OwnWords() as site:
        for lang, title in ("en", "List ENG"), ("es", "Lista ESP"), ("ar", "قائمة ARA"):
            page = site.page(f"/?lang={lang}")
            assert having(page, title), lang
            assert f'<html lang="{lang}"' in page.source
        assert 'dir="rtl"' in site.page("/?lang=ar").source.split("<head>")[0]
        assert having(site.page("/"), "List ENG")


@proves
def in_the_default_language_no_other_is_shown():
    with OwnWords() as site:
        for target in PAGES:
            page = site.page(target)
            assert not having(page, "ESP") and not having(page, "ARA"), target
            assert "untranslated" not in site.render("/api/v1/entries").text


@proves
def what_is_not_translated_is_shown_row_by_row_in_the_default_language():
    with OwnWords() as site:
        page = site.page("/e/top?lang=es")
        shown = " ".join(text for text, _ in page.texts())
        for text in ("Hace ESP.", "porque ESP", "Primera ESP", "Segunda ESP",
                     "Hecho ESP", "book ENG", "Wrong ENG", "Sitio ESP", "Other ENG",
                     "Ask ENG", "Contesta ESP.", "Think ENG.", "Diga ESP"):
            assert text in shown, text
        for text in ("Does ENG", "because ENG", "First ENG", "Fact ENG", "Site ENG"):
            assert text not in shown, text
        below = " ".join(text for text, _ in site.page("/e/below?lang=es").texts())
        assert "Second ENG" in below and "Primera ESP" not in below, \
            "half a translation of a list is none"


@proves
def json_says_which_of_its_texts_are_not_translated():
    with OwnWords() as site:
        top = site.render("/api/v1/entries/top?lang=es").json
        assert (top["name"], top["gloss"]) == ("Top ENG", "Arriba ESP")
        assert top["untranslated"] == {"name": "en", "how": "en"}, top["untranslated"]
        assert top["fact"] == [
            {"text": "Hecho ESP", "source": "book ENG", "untranslated": {"source": "en"}}]
        assert top["correction"][0]["untranslated"] == {
            "text": "en", "source": "en"}
        assert [link["untranslated"] for link in top["link"]] == [{}, {"name": "en"}]
        assert top["audience"][0]["note"] == "porque ESP"
        assert top["phone"][0]["answered_by"]["untranslated"] == {"caution": "en"}
        assert top["page"] == URL + "/referrals/e/top?lang=es"


@proves
def an_official_name_stays_as_it_is_with_its_meaning_behind_it():
    with OwnWords() as site:
        for target in ("/?lang=es", "/e/top?lang=es", "/phones?lang=es"):
            page = site.page(target)
            names = having(page, "Top ENG")
            assert names or target.startswith("/phones"), target
            for _, where in names:
                assert where.inherited("translate") == "no" or where.tag == "span", where
            assert having(page, "Arriba ESP") or not names
        for text, where in having(site.page("/?lang=es"), "1-202-555-0111"):
            assert where.inherited("translate") == "no", text


@proves
def the_browser_decides_where_the_address_does_not():
    with OwnWords() as site:
        site.start_responder()
        for wanted, lang in {
            "": "en", "es": "es", "es-MX,en;q=0.5": "es", "fr, ar;q=0.3": "ar",
            "en;q=0.1, es;q=0.2": "es", "fr": "en", "*": "en", "es;q=0": "en",
            "es;q=2, ar": "ar", ";;,,q=1": "en", "ES": "es", "esx": "en",
        }.items():
            headers = site.ask_in(wanted, "/").headers
            assert headers["content-language"] == lang, (wanted, lang)
            assert "Accept-Language" in headers["vary"]
        headers = site.ask_in("es", "/?lang=en").headers
        assert headers["content-language"] == "en"
        assert "Accept-Language" not in headers.get("vary", "")


@proves
def a_fragment_is_in_the_language_that_its_host_wants():
    with OwnWords() as site:
        site.start_responder()
        headers = site.ask_in("es", "/fragment").headers
        assert headers["content-language"] == "en"
        assert "Accept-Language" not in headers.get("vary", "")
        assert "Lista ESP" in site.ask("/fragment?lang=es").text
        visitors = site.ask("/fragment?filters=here&keep=x&lang=es").text
        assert "List ENG" in visitors, "a visitor's wish, not the host's"


@proves
def the_links_of_a_page_keep_its_language():
    with OwnWords() as site:
        for target in ("/", "/e/top", "/phones", "/fragment"):
            page = site.page(f"{target}?lang=es")
            inner = [link for link in page.hrefs() if link.startswith("/referrals/")
                     and "lang=en" not in link and "lang=ar" not in link]
            assert inner, target
            assert not [link for link in inner if "lang=es" not in link], inner
        assert ("lang", "es") in site.page("/?lang=es").hidden()
        assert "lang=" not in "".join(
            link for link in site.page("/phones").hrefs()
            if "/e/" in link or link.endswith("/phones"))


@proves
def the_default_language_asked_for_by_name_is_kept():
    with OwnWords() as site:
        links = site.page("/?lang=en").hrefs()
        assert "/referrals/e/top?lang=en" in links, links
        site.start_responder()
        negotiated = site.ask_in("es", "/").text
        assert "/referrals/e/top?lang=es" in negotiated
        assert "/referrals/?lang=en" in negotiated


@proves
def a_page_links_to_itself_in_the_other_languages():
    with OwnWords() as site:
        for path in ("/", "/e/top", "/phones"):
            links = site.page(f"{path}?lang=es").hrefs()
            for lang in ("en", "ar"):
                assert f"/referrals{path}?lang={lang}" in links, (path, links)
        links = site.page("/?lang=es&page=1&per_page=1&audience=workers").hrefs()
        assert "/referrals/?lang=ar&per_page=1&audience=workers" in links, links


@proves
def a_translation_that_nobody_has_read_says_so_and_leads_to_the_original():
    with OwnWords() as site:
        for target in ("/?lang=es", "/e/top?lang=es", "/fragment?lang=es"):
            page = site.page(target)
            assert 'class="signpost-note signpost-unreviewed"' in page.source, target
            assert [l for l in page.hrefs() if l.endswith("?lang=en")], target
        assert "signpost-unreviewed" not in site.page("/?lang=en").source
        assert "(translation not reviewed)" in " ".join(
            text for text, _ in site.page("/").texts())


def reviewed(text):
    """The same directory, every translated section of it read by somebody."""
    sections = text.split("\n\n")
    for lang in ("es", "ar"):
        sections = [section.rstrip() + f"\nreviewed.{lang} = 2026-05-01 | a speaker"
                    if f".{lang} = " in section else section for section in sections]
    return "\n\n".join(sections) + "\n"


READ = ARABIC.replace("rtl\n", "rtl\nreviewed = 2026-05-01 | a speaker\n")


@proves
def a_translation_that_somebody_has_read_is_shown_without_a_label():
    with OwnWords(reviewed(DIRECTORY), READ) as site:
        assert "signpost-unreviewed" not in site.page("/?lang=ar").source
        assert "signpost-unreviewed" in site.page("/?lang=es").source, \
            "the words of the interface are not read"


@proves
def unreviewed_translations_can_be_hidden():
    hide = ("-s", "site.unreviewed=hide")
    with OwnWords(words=READ) as site:
        page = site.page("/?lang=ar", *hide)
        assert having(page, "List ENG") and not having(page, "ARA")
        assert not having(site.page("/?lang=es", *hide), "ESP")
        assert '<html lang="en"' in site.page("/?lang=es", *hide).source, \
            "a language whose interface nobody has read is not offered"
        assert "lang=es" not in "".join(site.page("/", *hide).hrefs())
    with OwnWords(reviewed(DIRECTORY), READ) as site:
        assert having(site.page("/?lang=ar", *hide), "قائمة ARA")


@proves
def check_names_what_a_language_lacks():
    with OwnWords() as site:
        done = site.run("check")
        assert done.returncode == OK, done.stderr
        for words in ("[entry:below] lacks `name.es`, `summary.es`, `note.es`",
                      "[kind:unit] lacks `name.ar`",
                      "the interface has no `skip` in `ar`"):
            assert words in done.stderr, (words, done.stderr)
        assert "`aka" not in done.stderr
        assert site.run("check", "--strict").returncode == DATA_FAULT


@proves
def what_nobody_has_read_never_fails_a_strict_check():
    with OwnWords() as site:
        found = json.loads(site.run("check", "--json").stdout)
        unread = [f["message"] for f in found if f["severity"] == "unreviewed"]
        assert any("[entry:top] has no `reviewed.es`" in text for text in unread), unread
        assert "translations are not reviewed" in site.run("check").stdout
    shipped = run("check", "--strict")
    assert shipped.returncode == OK, shipped.stderr


@proves
def a_text_that_changed_after_its_translation_was_read_is_named():
    late = reviewed(DIRECTORY).replace(
        "[entry:top]\n", "[entry:top]\nchanged = 2026-06-01 | editor\n")
    with OwnWords(late) as site:
        done = site.run("check")
        assert "reviewed.es: the entry changed after that, on 2026-06-01" in done.stderr
        assert "reviewed.es: " not in site.run("check").stdout


@proves
def dates_are_written_as_the_language_writes_them():
    dates = (("2026-03-09", "March 9, 2026", "9 de marzo de 2026"),
             ("2026-03", "March 2026", "marzo de 2026"), ("2026", "2026", "2026"),
             ("undated", "without a date", "sin fecha"))
    for date, english, spanish in dates:
        dated = DIRECTORY.replace("verified = 2026-01-01", "verified = " + date)
        with OwnWords(dated) as site:
            for lang, words in ("en", english), ("es", spanish):
                page = site.page("/phones?lang=" + lang)
                assert any(text.endswith(f": {words} (") for text, _ in page.texts()), \
                    (date, lang, page.texts())


FAULTS = {
    "[text]\nskipp = x\n": "ar.ini:2:1: there is no word `skipp`; did you mean `skip`?",
    "[text]\nskip = x\nskip = y\n": "ar.ini:3:1: `skip` stands here a second time",
    "[words]\nskip = x\n": "ar.ini:1:1: only [locale], [text] and [reviewed] can stand in this file",
    "[locale]\ndirection = up\n": "ar.ini:2:13: direction: `up`",
    "[locale]\nname.es = x\n": "ar.ini:2:1: `name` cannot be translated",
}


@proves
def a_fault_in_the_words_of_the_interface_is_named():
    for words, fault in FAULTS.items():
        with OwnWords(words=words) as site:
            done = site.run("check")
            assert done.returncode == DATA_FAULT, words
            assert fault in done.stderr, (fault, done.stderr)


@proves
def a_folder_can_offer_fewer_languages_but_not_another_default():
    with OwnWords() as site:
        site.write("own/own.ini", "[directory]\nlanguages = en\n")
        site.settings.append(f"directory.path={site.path('data')}:{site.path('own')}")
        assert site.run("check", "--strict").returncode == OK
        assert not having(site.page("/?lang=es"), "ESP")
        assert "lang=es" not in "".join(site.page("/").hrefs())
        site.write("own/own.ini", "[directory]\nlanguages = es, en\n")
        assert "own.ini:2:13: languages: the first must be `en`" in \
            site.run("check").stderr


@proves
def a_review_without_its_language_is_a_fault():
    with OwnWords(DIRECTORY.replace("filter =", "reviewed = 2026\nfilter =")) as site:
        assert "`reviewed` needs the language that was read, as in `reviewed.es`" in \
            site.run("check").stderr


@proves
def a_translated_link_repeats_its_address():
    with OwnWords(DIRECTORY.replace("https://example.org/ | Sitio",
                                "https://example.org/x | Sitio")) as site:
        assert "`link.es` translates a `link` that is not there" in \
            site.run("check").stderr


@proves
def the_title_of_pages_is_translated_unless_it_is_the_sites_own():
    with OwnWords() as site:
        assert "<title>موارد</title>" in site.page("/?lang=ar").source
        own = site.page("/?lang=ar", "-s", "site.title=Help").source
        assert "<title>Help</title>" in own


@proves
def a_language_is_offered_once_it_has_what_keeps_readers_safe():
    lacks = {
        "": (DIRECTORY, ARABIC),
        "exit, a word of the interface": (DIRECTORY, re.sub("(?m)^exit = .*\n", "", ARABIC)),
        "safety-device, a word of the interface": (
            DIRECTORY, re.sub("(?m)^safety-device = .*\n", "", ARABIC)),
        "name.ar of [answered-by:ngo], at ": (
            re.sub("(?m)^name.ar = .* ARA\\.\n", "", DIRECTORY), ARABIC),
        "purpose.ar of [phone:help], at ": (
            re.sub("(?m)^purpose.ar = .*\n", "", DIRECTORY), ARABIC),
    }
    for lack, (text, words) in lacks.items():
        with OwnWords(text, words) as site:
            first, said = site.run("check", "--missing", "ar").stdout, site.run("check").stderr
            is_offered = not lack
            assert first.startswith("Readers are not offered `ar`") != is_offered, (lack, first)
            assert lack in first.split("\n\n")[0] or is_offered, (lack, first)
            assert ("not offered `ar`" in said) != is_offered, (lack, said)
            page = site.page("/")
            assert ("lang=ar" in page.source) == is_offered, lack
            assert ("lang=ar" in site.render("/sitemap.xml").text) == is_offered, lack
            # Whoever translates it sees it by its address.
            assert '<html lang="ar"' in site.page("/?lang=ar").source, lack
            site.start_responder()
            answer = site.ask_in("ar", "/")
            assert (">العربية<" in answer.text) == is_offered, lack
            assert ('<html lang="ar"' in answer.text) == is_offered, (lack, answer.text[:300])
            site.end("signpost")


@proves
def what_a_language_lacks_is_one_list_by_file():
    with OwnWords() as site:
        own, words = site.path("data/own.ini"), site.path("locale/fr.ini")
        done = site.run("check", "--missing", "fr")
        assert done.returncode == OK and not done.stderr, done
        lines = done.stdout.split("\n\n")[1].splitlines()
        assert f"{own}:1:1: [directory] lacks `title.fr`, `note.fr`" in lines, lines[:3]
        below = [line for line in lines if "[entry:below]" in line]
        assert len(below) == 1 and below[0].endswith(
            "lacks `name.fr`, `summary.fr`, `note.fr`"), below
        assert f"{words}: [text] lacks `crisis`" in lines
        places = [line.split(":")[0] for line in lines[:-1]]
        assert places == sorted(places), "file by file"
        assert site.run("check", "--missing", "f r").returncode == 64
        done = site.run("check", "--missing", "ar")
        assert "[text] lacks `crisis`" not in done.stdout and "[text] lacks `apply`" in done.stdout


if __name__ == "__main__":
    sys.exit(tap.run())
