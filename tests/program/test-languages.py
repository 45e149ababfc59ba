#!/usr/bin/env python3
"""Languages: which one a reader gets, what is said of texts in another one,
right-to-left writing, and translations that nobody has read. In the directory
here every English text has ENG in it, every Spanish one ESP, every Arabic one
ARA, so that a text in the wrong language shows. Prints TAP."""

import html.parser
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from fcgi_client import Client
from languages import ARABIC, DIRECTORY
from stand import Stand, program
from tap import proves

OK, SETTINGS, FAULTY = 0, 78, 65

class Site:
    """The directory in a folder of its own, with words of the site's own."""

    def __init__(self, text=DIRECTORY, words=ARABIC):
        self.stand = Stand()
        self.stand.write("data/list.ini", text)
        self.stand.write("locale/ar.ini", words)
        self.options = [
            "-s", f"directory.path={self.stand.path('data')}",
            "-s", f"site.locale={self.stand.path('locale')}",
            "-s", "site.last-resort=none", "-s", "redis.address=off",
        ]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stand.__exit__()

    def run(self, *arguments):
        return subprocess.run(
            [program(), arguments[0], *self.options, *arguments[1:]],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8",
            timeout=30, check=False)

    def page(self, target, *more):
        done = self.run("render", *more, target)
        return Page(done.stdout)

    def json(self, target, *more):
        return json.loads(self.run("render", *more, target).stdout)

    def serve(self):
        self.stand.start("signpost", program(), "serve", *self.options,
                         "-s", f"server.listen=unix:{self.stand.path('sock')}")
        self.stand.await_socket("signpost", "sock")

    def ask(self, path, query="", language=""):
        """Headers and text of an answer to a browser that prefers `language`."""
        with Client(f"unix:{self.stand.path('sock')}") as client:
            answer = client.ask("/referrals" + path, query, keep=False,
                                HTTP_ACCEPT_LANGUAGE=language)
        lines = answer.head.decode().split("\r\n")
        headers = dict(line.split(": ", 1) for line in lines)
        return headers, answer.body.decode()


class Page(html.parser.HTMLParser):
    """Every text with the language, the direction and the `translate` that hold
    where it stands; every link; the fields of forms."""

    VOID = {"meta", "link", "input", "br"}

    def __init__(self, text):
        super().__init__()
        self.html, self.texts, self.links, self.hidden = text, [], [], []
        self._open = [{"lang": None, "dir": None, "translate": None}]
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        here = dict(self._open[-1], tag=tag)
        for name in ("lang", "dir", "translate"):
            here[name] = attributes.get(name, here[name])
        if tag == "a":
            self.links.append(attributes["href"])
        if tag == "input" and attributes.get("type") == "hidden":
            self.hidden.append((attributes["name"], attributes["value"]))
        if tag not in self.VOID:
            self._open.append(here)

    def handle_endtag(self, tag):
        assert self._open.pop()["tag"] == tag, tag

    def handle_data(self, data):
        if data.strip() and self._open[-1].get("tag") != "script":
            self.texts.append((data.strip(), self._open[-1]))

    def root(self):
        return self.texts[0][1]

    def having(self, part):
        return [(text, where) for text, where in self.texts if part in text]


PAGES = ("/", "/e/top", "/e/below", "/phones", "/last-resort", "/e/none",
         "/?audience=workers&audience=families", "/fragment", "/fragment/e/top")
MARKS = {"ENG": ("en", "ltr"), "ESP": ("es", "ltr"), "ARA": ("ar", "rtl")}


@proves
def every_text_stands_under_its_own_language():
    with Site() as site:
        for target in PAGES:
            for lang in ("en", "es", "ar"):
                mark = "&" if "?" in target else "?"
                page = site.page(f"{target}{mark}lang={lang}")
                wrong = [(text, where) for text, where in page.texts
                         for token, (tag, direction) in MARKS.items()
                         if token in text
                         and (where["lang"], where["dir"]) != (tag, direction)]
                assert not wrong, (target, lang, wrong[:3])
                assert page.having("ENG") or lang != "en" or target == "/e/none"


@proves
def a_page_is_in_the_language_of_its_address():
    with Site() as site:
        for lang, title in ("en", "List ENG"), ("es", "Lista ESP"), ("ar", "قائمة ARA"):
            page = site.page(f"/?lang={lang}")
            assert page.having(title), lang
            assert f'<html lang="{lang}"' in page.html
        assert 'dir="rtl"' in site.page("/?lang=ar").html.split("<head>")[0]
        assert site.page("/").having("List ENG")


@proves
def in_the_default_language_no_other_is_shown():
    with Site() as site:
        for target in PAGES:
            page = site.page(target)
            assert not page.having("ESP") and not page.having("ARA"), target
            assert "untranslated" not in site.run(
                "render", "/api/v1/entries").stdout


@proves
def what_is_not_translated_is_shown_row_by_row_in_the_default_language():
    with Site() as site:
        page = site.page("/e/top?lang=es")
        shown = " ".join(text for text, _ in page.texts)
        for text in ("Hace ESP.", "porque ESP", "Primera ESP", "Segunda ESP",
                     "Hecho ESP", "book ENG", "Wrong ENG", "Sitio ESP", "Other ENG",
                     "Ask ENG", "Contesta ESP.", "Think ENG.", "Diga ESP"):
            assert text in shown, text
        for text in ("Does ENG", "because ENG", "First ENG", "Fact ENG", "Site ENG"):
            assert text not in shown, text
        below = " ".join(text for text, _ in site.page("/e/below?lang=es").texts)
        assert "Second ENG" in below and "Primera ESP" not in below, \
            "half a translation of a list is none"


@proves
def json_says_which_of_its_texts_are_not_translated():
    with Site() as site:
        top = site.json("/api/v1/entries/top?lang=es")
        assert (top["name"], top["gloss"]) == ("Top ENG", "Arriba ESP")
        assert top["untranslated"] == {"name": "en", "how": "en"}, top["untranslated"]
        assert top["fact"] == [
            {"text": "Hecho ESP", "source": "book ENG", "untranslated": {}}]
        assert top["correction"][0]["untranslated"] == {"text": "en"}
        assert [link["untranslated"] for link in top["link"]] == [{}, {"name": "en"}]
        assert top["audience"][0]["note"] == "porque ESP"
        assert top["phone"][0]["answered_by"]["untranslated"] == {"caution": "en"}
        assert top["page"] == "/referrals/e/top?lang=es"


@proves
def an_official_name_stays_as_it_is_with_its_meaning_behind_it():
    with Site() as site:
        for target in ("/?lang=es", "/e/top?lang=es", "/phones?lang=es"):
            page = site.page(target)
            names = page.having("Top ENG")
            assert names or target.startswith("/phones"), target
            for _, where in names:
                assert where["translate"] == "no" or where["tag"] == "span", where
            assert page.having("Arriba ESP") or not names
        for text, where in site.page("/?lang=es").having("1-202-555-0111"):
            assert where["translate"] == "no", text


@proves
def the_browser_decides_where_the_address_does_not():
    with Site() as site:
        site.serve()
        for wanted, lang in {
            "": "en", "es": "es", "es-MX,en;q=0.5": "es", "fr, ar;q=0.3": "ar",
            "en;q=0.1, es;q=0.2": "es", "fr": "en", "*": "en", "es;q=0": "en",
            "es;q=2, ar": "ar", ";;,,q=1": "en", "ES": "es", "esx": "en",
        }.items():
            headers, _ = site.ask("/", language=wanted)
            assert headers["Content-Language"] == lang, (wanted, lang)
            assert "Accept-Language" in headers["Vary"]
        headers, _ = site.ask("/", "lang=en", "es")
        assert headers["Content-Language"] == "en"
        assert "Accept-Language" not in headers.get("Vary", "")


@proves
def a_fragment_is_in_the_language_that_its_host_wants():
    with Site() as site:
        site.serve()
        headers, _ = site.ask("/fragment", language="es")
        assert headers["Content-Language"] == "en"
        assert "Accept-Language" not in headers.get("Vary", "")
        assert "Lista ESP" in site.ask("/fragment", "lang=es")[1]
        _, visitors = site.ask("/fragment", "filters=here&keep=x&lang=es")
        assert "List ENG" in visitors, "a visitor's wish, not the host's"


@proves
def the_links_of_a_page_keep_its_language():
    with Site() as site:
        for target in ("/", "/e/top", "/phones", "/fragment"):
            page = site.page(f"{target}?lang=es")
            inner = [link for link in page.links if link.startswith("/referrals/")
                     and "lang=en" not in link and "lang=ar" not in link]
            assert inner, target
            assert not [link for link in inner if "lang=es" not in link], inner
        assert ("lang", "es") in site.page("/?lang=es").hidden
        assert "lang=" not in "".join(
            link for link in site.page("/phones").links
            if "/e/" in link or link.endswith("/phones"))


@proves
def the_default_language_asked_for_by_name_is_kept():
    with Site() as site:
        links = site.page("/?lang=en").links
        assert "/referrals/e/top?lang=en" in links, links
        site.serve()
        _, negotiated = site.ask("/", language="es")
        assert "/referrals/e/top?lang=es" in negotiated
        assert "/referrals/?lang=en" in negotiated


@proves
def a_page_links_to_itself_in_the_other_languages():
    with Site() as site:
        for path in ("/", "/e/top", "/phones"):
            links = site.page(f"{path}?lang=es").links
            for lang in ("en", "ar"):
                assert f"/referrals{path}?lang={lang}" in links, (path, links)
        links = site.page("/?lang=es&page=1&per_page=1&audience=workers").links
        assert "/referrals/?lang=ar&per_page=1&audience=workers" in links, links


@proves
def a_translation_that_nobody_has_read_says_so_and_leads_to_the_original():
    with Site() as site:
        for target in ("/?lang=es", "/e/top?lang=es", "/fragment?lang=es"):
            page = site.page(target)
            assert 'class="signpost-note signpost-unreviewed"' in page.html, target
            assert [l for l in page.links if l.endswith("?lang=en")], target
        assert "signpost-unreviewed" not in site.page("/?lang=en").html
        assert "(translation not reviewed)" in " ".join(
            text for text, _ in site.page("/").texts)


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
    with Site(reviewed(DIRECTORY), READ) as site:
        assert "signpost-unreviewed" not in site.page("/?lang=ar").html
        assert "signpost-unreviewed" in site.page("/?lang=es").html, \
            "the words of the interface are not read"


@proves
def unreviewed_translations_can_be_hidden():
    hide = ("-s", "site.unreviewed=hide")
    with Site(words=READ) as site:
        page = site.page("/?lang=ar", *hide)
        assert page.having("List ENG") and not page.having("ARA")
        assert not site.page("/?lang=es", *hide).having("ESP")
        assert '<html lang="en"' in site.page("/?lang=es", *hide).html, \
            "a language whose interface nobody has read is not offered"
        assert "lang=es" not in "".join(site.page("/", *hide).links)
    with Site(reviewed(DIRECTORY), READ) as site:
        assert site.page("/?lang=ar", *hide).having("قائمة ARA")


@proves
def check_names_what_a_language_lacks():
    with Site() as site:
        done = site.run("check")
        assert done.returncode == OK, done.stderr
        for words in ("[entry:below] lacks `name.es`, `summary.es`, `note.es`",
                      "[kind:unit] lacks `name.ar`",
                      "the interface has no `skip` in `ar`"):
            assert words in done.stderr, (words, done.stderr)
        assert "`aka" not in done.stderr
        assert site.run("check", "--strict").returncode == FAULTY


@proves
def what_nobody_has_read_never_fails_a_strict_check():
    with Site() as site:
        found = json.loads(site.run("check", "--json").stdout)
        unread = [f["message"] for f in found if f["severity"] == "unreviewed"]
        assert any("[entry:top] has no `reviewed.es`" in text for text in unread), unread
        assert "translations are not reviewed" in site.run("check").stdout
    shipped = subprocess.run([program(), "check", "--strict"], timeout=30,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    assert shipped.returncode == OK, shipped.stderr


@proves
def a_text_that_changed_after_its_translation_was_read_is_named():
    late = reviewed(DIRECTORY).replace(
        "[entry:top]\n", "[entry:top]\nchanged = 2026-06-01 | editor\n")
    with Site(late) as site:
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
        with Site(dated) as site:
            for lang, words in ("en", english), ("es", spanish):
                page = site.page("/phones?lang=" + lang)
                assert any(text.endswith(f": {words} (") for text, _ in page.texts), \
                    (date, lang, page.texts)


FAULTS = {
    "[text]\nskipp = x\n": "ar.ini:2:1: there is no word `skipp`; did you mean `skip`?",
    "[text]\nskip = x\nskip = y\n": "ar.ini:3:1: `skip` stands here a second time",
    "[words]\nskip = x\n": "ar.ini:1:1: only [locale] and [text] can stand in this file",
    "[locale]\ndirection = up\n": "ar.ini:2:13: direction: `up`",
    "[locale]\nname.es = x\n": "ar.ini:2:1: `name` cannot be translated",
}


@proves
def a_fault_in_the_words_of_the_interface_is_named():
    for words, fault in FAULTS.items():
        with Site(words=words) as site:
            done = site.run("check")
            assert done.returncode == FAULTY, words
            assert fault in done.stderr, (fault, done.stderr)


@proves
def a_folder_can_offer_fewer_languages_but_not_another_default():
    with Site() as site:
        site.stand.write("own/own.ini", "[directory]\nlanguages = en\n")
        site.options[1] += ":" + site.stand.path("own")
        assert site.run("check", "--strict").returncode == OK
        assert not site.page("/?lang=es").having("ESP")
        assert "lang=es" not in "".join(site.page("/").links)
        site.stand.write("own/own.ini", "[directory]\nlanguages = es, en\n")
        assert "own.ini:2:13: languages: the first must be `en`" in \
            site.run("check").stderr


@proves
def a_review_without_its_language_is_a_fault():
    with Site(DIRECTORY.replace("filter =", "reviewed = 2026\nfilter =")) as site:
        assert "`reviewed` needs the language that was read, as in `reviewed.es`" in \
            site.run("check").stderr


@proves
def a_translated_link_repeats_its_address():
    with Site(DIRECTORY.replace("https://example.org/ | Sitio",
                                "https://example.org/x | Sitio")) as site:
        assert "`link.es` translates a `link` that is not there" in \
            site.run("check").stderr


@proves
def the_title_of_pages_is_translated_unless_it_is_the_sites_own():
    with Site() as site:
        assert "<title>موارد</title>" in site.page("/?lang=ar").html
        own = site.page("/?lang=ar", "-s", "site.title=Help").html
        assert "<title>Help</title>" in own


if __name__ == "__main__":
    tap.run()
