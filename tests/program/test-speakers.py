#!/usr/bin/env python3
"""What a speaker of a language is given to read, and what holds of that. Prints
TAP."""

import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK, USAGE, options
from directory import INSIDE, SCOPES, SHIPPED, Directory
from languages import ARABIC, DIRECTORY
from places import program
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

    def verify(self, lines, answers, language="es"):
        """A speaker's file is taken, and the questions are answered so."""
        unread = self.unread(language)
        self.write("back.txt", f"lang = {language}\non = 2026-11-20\nby = translator\n" + "".join(
            f"{key} {unread[key][0] if key in unread else 'aaaa'} = {said}\n"
            for key, said in lines.items()))
        return self.take(answers)

    def take(self, answers):
        done = subprocess.run([program(), "verify", "--from", self.path("back.txt"),
                               *options(self.settings)], input="".join(
                                   answer + "\n" for answer in answers),
                              capture_output=True, text=True, check=False, timeout=60)
        return done

    def files(self):
        return {name: self.read(name) for folder in ("data", "locale")
                for name in [f"{folder}/{each}" for each in os.listdir(self.path(folder))]}

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
def what_is_not_told_of_a_place_keeps_no_language_from_being_read_whole():
    """For those inside, who see it, it does."""
    place = ("[entry:inn]\nname = Inn\nkind = {}\nsummary = S.\nlocation = inn\n"
             "[location:inn]\nname = Inn\nname.es = Posada\ncity = Peoria\nlanguages = Dutch\n"
             "languages.es = holandés\nclosed = 2098-01-01 | Feast\n"
             "closed.es = 2098-01-01 | Fiesta\naddress-visibility = city\n")
    kind = re.search(r"(?m)^\[kind:(.*)\]$", DIRECTORY)[1]
    with Read(DIRECTORY + place.format(kind)) as site:
        site.settings.append(SCOPES)
        site.write("locale/es.ini", "[locale]\nname = Español\n")
        keys = set(site.unread("es"))
        untold = {"location.inn.name", "location.inn.closed"}
        assert untold < keys, keys
        for read, outside, inside in ((keys - untold, False, True), (keys, False, False),
                                      (keys - {"location.inn.languages"}, True, True)):
            site.write("locale/es.ini", "[locale]\nname = Español\n")
            site.say_right("es", *sorted(read))
            for more, is_marked in ((), outside), (INSIDE[2:], inside):
                page = site.run("render", "/?lang=es", *more).stdout
                assert ("signpost-unreviewed" in page) == is_marked, (more, keys - read)
            os.remove(site.path("data/read.ini"))


@proves
def a_page_needs_a_further_language_of_the_directory():
    with Read() as site:
        for words, code in ((["--unreviewed"], USAGE), (["--lang", "es"], USAGE),
                            (["--unreviewed", "--lang", "fr"], DATA_FAULT),
                            (["--unreviewed", "--lang", "en"], DATA_FAULT)):
            done = site.run("check", *words)
            assert done.returncode == code and done.stderr.count("\n") == 1, (words, done)
            assert not done.stdout, done


SAID = {
    "answered-by.ngo.name": "right", "entry.top.summary": "wrong | Lo hace ESP.",
    "entry.top.audience.workers": "wrong | pues ESP", "entry.top.note.2": "wrong",
    "word.exit": "right", "word.safety": "wrong | ¿Alguien vigila este aparato?",
}


@proves
def what_a_speaker_says_is_written_after_two_yes():
    with Read() as site:
        site.write("locale/es.ini", "; Ours.\n[text]\nexit = Salir ya\n")
        before = site.unread("es")
        done = site.verify(SAID, ["yes", "yes"])
        assert done.returncode == OK and not done.stderr, done
        assert "2 right, 3 to be changed, 1 wrong without a better one" in done.stdout, done
        assert "now:    Hace ESP.\n  better: Lo hace ESP." in done.stdout, done
        assert site.run("check").returncode == OK
        assert site.read("data/own.ini") == DIRECTORY.replace(
            "summary.es = Hace ESP.", "summary.es = Lo hace ESP.").replace(
                "workers | porque ESP", "workers | pues ESP")
        assert site.read("locale/es.ini").startswith("; Ours.\n[text]\nexit = Salir ya\n"
                                                     "safety = ¿Alguien vigila este aparato?\n")
        assert set(before) - set(site.unread("es")) == set(SAID) - {"entry.top.note.2"}
        assert re.search(r"(?m)^right = answered-by\.ngo\.name \| 2026-11-20 \w{4} translator$",
                         site.read("data/reading-es.ini"))
        done = site.verify({"entry.top.note": "right"}, ["yes", "yes"])
        assert done.returncode == OK, done
        assert set(before) - set(site.unread("es")) == set(SAID) - {
            "entry.top.note.2"} | {"entry.top.note"}


@proves
def nothing_is_written_without_a_second_yes():
    with Read() as site:
        before = site.files()
        for answers in ([], ["yes"], ["no"], ["yes", "no"], ["yes", ""], ["y", "yes"]):
            done = site.verify(SAID, answers)
            assert done.returncode == OK and "Nothing is written." in done.stdout, (answers, done)
            assert site.files() == before, answers


@proves
def what_is_better_of_a_shipped_section_replaces_it_in_ones_own_folder():
    with Directory(text="[directory]\n", over=[SHIPPED]) as site:
        site.__class__ = Read
        said = {"entry.osha.summary": "wrong | Mejor uno.", "entry.osha.name": "wrong | Mejor dos"}
        said = {key: word for key, word in said.items() if key in site.unread("es")}
        done = site.verify(said, ["yes", "yes"])
        assert done.returncode == OK and said, done
        ours = site.read("data/ours.ini")
        assert ours.count("[entry:osha]") == 1 and "replaces = shipped | " in ours, ours
        assert "summary.es = Mejor uno." in ours, ours
        assert site.run("check").returncode == OK, site.run("check").stderr
        assert not set(said) & set(site.unread("es"))


@proves
def what_a_speaker_says_is_not_written_where_it_would_be_faulty():
    with Read() as site:
        site.write("locale/es.ini", "; Ours.\n[text]\nexit = Salir ya\n")
        before = site.files()
        for key, told in (("word.exit", "locale/es.ini:"), ("entry.top.summary", "data/own.ini:")):
            done = site.verify({key: 'wrong | "Lo hace"', "entry.top.name": "right"}, ["yes", "yes"])
            assert done.returncode == DATA_FAULT and told in done.stderr, (key, done)
            assert "nothing is written" in done.stderr and "yes or no" not in done.stdout, done
            assert site.files() == before, key


@proves
def what_was_read_of_another_text_is_not_taken():
    with Read() as site:
        site.verify({"answered-by.ngo.name": "right"}, [])
        site.write("data/own.ini", DIRECTORY.replace("Answered ENG.", "Answered now ENG."))
        before = site.files()
        done = site.take(["yes", "yes"])
        assert "Line 4: answered-by.ngo.name has changed since it was read." in done.stdout, done
        assert "nothing to write" in done.stdout and site.files() == before
        done = site.verify({"entry.nobody.name": "right"}, ["yes", "yes"])
        assert "Line 4: there is no text `entry.nobody.name`." in done.stdout, done


@proves
def a_faulty_file_of_a_speaker_is_told_line_by_line():
    with Read() as site:
        before = site.files()
        for line, words in (("word.exit = right", "four letters"), ("word.exit abcd", "a line is"),
                            ("word.exit abcd = rihgt", "neither `right` nor `wrong`"),
                            ("word.exit abcd = wrong | a\x07", "no plain text")):
            site.write("back.txt", f"lang = es\n\n; A comment.\n{line}\n")
            done = site.take(["yes", "yes"])
            assert done.returncode == DATA_FAULT, (line, done)
            assert "back.txt:4:1: " in done.stderr and words in done.stderr, (line, done)
        site.write("back.txt", "word.exit abcd = right\n")
        assert "says no language" in site.take([]).stderr
        site.write("back.txt", "lang = fr\n")
        assert "no further language" in site.take([]).stderr
        assert site.files() == before


@proves
def words_of_the_interface_need_a_folder_of_ones_own():
    with Directory(text=DIRECTORY) as site:
        site.__class__ = Read
        done = site.verify({"word.exit": "right", "entry.top.name": "right"}, ["yes", "yes"])
        assert done.returncode == 73 and "`locale` under [site]" in done.stderr, done
        assert "entry.top.name" not in site.unread("es")


if __name__ == "__main__":
    sys.exit(tap.run())
