#!/usr/bin/env python3
"""What a speaker of a language is given to read, and what holds of that. Prints
TAP."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK, USAGE
from directory import Directory
from languages import ARABIC, DIRECTORY
from tap import proves

ROW = re.compile(r'<tr data-key="(\S+) (\w{4})">\n<td [^>]*>(.*?)<small.*?</td>\n<td>(.*?)</td>')


class Read(Directory):
    """The directory with Arabic words of its own, and what was read of it."""

    def __init__(self, text=DIRECTORY, words=ARABIC):
        super().__init__(text=text)
        self.write("locale/ar.ini", words)
        self.settings.append(f"site.locale={self.path('locale')}")

    def page_for(self, language):
        done = self.run("check", "--unreviewed", "--lang", language)
        assert done.returncode == OK and not done.stderr, done
        return done.stdout

    def unread(self, language):
        """{key: (mark, original, translation)} of the page for a speaker."""
        return {key: rest for key, *rest in ROW.findall(self.page_for(language))}

    def say_right(self, language, *keys):
        """As if a speaker had found these right."""
        unread = self.unread(language)
        words = [key for key in keys if key.startswith("word.")]
        self.write("data/read.ini", f"[reading:{language}]\n" + "".join(
            f"right = {key} | 2026-11-26 {unread[key][0]} translator\n"
            for key in keys if key not in words))
        if words:
            before = self.read(f"locale/{language}.ini").split("[reviewed]")[0]
            self.write(f"locale/{language}.ini", before + "[reviewed]\n" + "".join(
                f"{key[5:]} = 2026-11-26 {unread[key][0]} translator\n" for key in words))


@proves
def all_that_nobody_has_read_stands_side_by_side():
    with Read() as site:
        unread = site.unread("es")
        assert unread["answered-by.ngo.name"][1:] == ["Answered ENG.", "Contesta ESP."]
        assert unread["entry.top.note.2"][1:] == ["Second ENG", "Segunda ESP"]
        assert unread["entry.top.audience.workers"][1:] == ["because ENG", "porque ESP"]
        assert unread["directory.title"][1:] == ["List ENG", "Lista ESP"]
        assert unread["word.exit"][1:] == ["Leave this page", "Salir de esta página"]
        assert "answered-by.ngo.caution" not in unread, "there is no translation of it"
        assert set(site.unread("ar")) >= {"word.crisis", "entry.top.summary"}
        assert "word.apply" not in site.unread("ar")


@proves
def what_concerns_safety_stands_first_then_cautions_then_who_answers():
    text = DIRECTORY.replace("caution = Think ENG.\n",
                             "caution = Think ENG.\ncaution.es = Piense ESP.\n")
    with Read(text) as site:
        keys = list(site.unread("es"))
        order = [keys.index(key) for key in (
            "word.safety", "answered-by.ngo.caution", "answered-by.ngo.name",
            "phone.help.purpose", "word.apply", "audience.workers.name", "entry.top.name")]
        assert order == sorted(order), order
        assert keys.index("word.exit-two") < order[1]


@proves
def the_page_works_offline_and_on_paper():
    with Read() as site:
        page = site.page_for("ar")
        assert page.startswith("<!DOCTYPE html>\n<html lang=\"ar\" dir=\"rtl\">")
        assert not re.search(r"(?:src|href)=|url\(|@import|https?://(?!example)", page)
        assert "@media print" in page
        assert '<td lang="en" dir="ltr">Does ENG.<small' in page


@proves
def what_was_read_is_asked_no_more_until_a_word_of_it_changes():
    keys = ("answered-by.ngo.name", "entry.top.note.2", "word.crisis")
    for language, changes in (
            ("es", (("Answered ENG.", "Answered now ENG."), ("Contesta ESP.", "Contestan ESP."))),):
        with Read() as site:
            site.write("locale/es.ini", "[text]\ncrisis = Ayuda ahora\n")
            before = site.unread(language)
            site.say_right(language, *keys)
            assert set(before) - set(site.unread(language)) == set(keys)
            for old, new in changes:
                site.write("data/own.ini", DIRECTORY.replace(old, new))
                assert set(before) - set(site.unread(language)) == set(keys) - {
                    "answered-by.ngo.name"}, (old, new)
            site.write("data/own.ini", DIRECTORY)
            site.write("locale/es.ini", site.read("locale/es.ini").replace("ahora", "ya"))
            assert "word.crisis" in site.unread(language)


@proves
def a_language_that_was_read_whole_is_marked_no_more():
    with Read() as site:
        site.write("locale/es.ini", "[locale]\nname = Español\n")
        assert "signpost-unreviewed" in site.run("render", "/?lang=es").stdout
        keys = list(site.unread("es"))
        site.say_right("es", *keys)
        assert "signpost-unreviewed" not in site.run("render", "/?lang=es").stdout
        assert not site.unread("es")
        text = site.read("locale/es.ini")
        site.write("locale/es.ini", re.sub("(?m)^exit = .*\n", "", text))
        assert "signpost-unreviewed" in site.run("render", "/?lang=es").stdout


@proves
def a_page_needs_a_further_language_of_the_directory():
    with Read() as site:
        for words, code in ((["--unreviewed"], USAGE), (["--lang", "es"], USAGE),
                            (["--unreviewed", "--lang", "fr"], DATA_FAULT),
                            (["--unreviewed", "--lang", "en"], DATA_FAULT)):
            done = site.run("check", *words)
            assert done.returncode == code and done.stderr.count("\n") == 1, (words, done)
            assert not done.stdout, done


if __name__ == "__main__":
    sys.exit(tap.run())
