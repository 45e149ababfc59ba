#!/usr/bin/env python3
"""What people type (tests/words/wishes), and what must stand first then. Prints the
shares found first, among three and among ten, which may not fall; and TAP."""

import collections
import os
import re
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from places import source_folder
from signpost_site import BASE, Site
from tap import proves

Wish = collections.namedtuple("Wish", "part lang voice words wanted")
Shown = collections.namedtuple("Shown", "lines entries")

LINES = {"en": "Phone lines", "es": "Líneas de teléfono"}
DEPTHS = (1, 3, 10)
# Of a hundred wishes so many are found among as many. They may grow, not fall. The
# first run of the second part, before an editor had read it, found 48, 72 and 77 in
# English, 50, 65 and 71 in Spanish; that of the third 57, 65 and 78, and 52, 63 and 77;
# that of the unseen part 60, 80 and 86, and 46, 66 and 72; that of the fourth, before words
# of danger that were missed there had been added, 69, 87 and 90, and 68, 85 and 91; that of
# the fifth 76, 87 and 90, and 79, 86 and 93; that of the sixth 74, 81 and 83, and 81, 87
# and 91; those of the seventh's sets 75, 85 and 95, and 72, 89 and 98; 77, 91 and 92, and
# 71, 87 and 91; 81, 96 and 98, and 83, 88 and 93; that of the eighth 80, 94 and 98, and 85, 92
# and 96; that of the ninth, by one who knows both, 82, 90 and 91, and 84, 92 and 93; and that
# of the tenth 87, 96 and 98, and 75, 93 and 95. 90 among the first three are wanted of what
# nobody here has seen, which none of these is any more.
LEAST = {("first", "en"): (95, 100, 100), ("first", "es"): (89, 100, 100),
         ("second", "en"): (76, 98, 100), ("second", "es"): (88, 98, 98),
         ("third", "en"): (93, 100, 100), ("third", "es"): (83, 98, 100),
         ("unseen", "en"): (82, 96, 98), ("unseen", "es"): (84, 94, 98),
         ("fourth", "en"): (84, 98, 98), ("fourth", "es"): (80, 97, 99),
         ("sixth", "en"): (89, 100, 100), ("sixth", "es"): (89, 98, 100),
         ("fifth", "en"): (76, 89, 92), ("fifth", "es"): (81, 93, 98),
         ("seventh", "en"): (84, 97, 99), ("seventh", "es"): (78, 93, 97),
         ("eighth", "en"): (80, 94, 98), ("eighth", "es"): (85, 92, 96),
         ("ninth", "en"): (90, 96, 97), ("ninth", "es"): (94, 97, 99),
         ("tenth", "en"): (87, 96, 98), ("tenth", "es"): (75, 93, 95)}
APART = 5  # The languages, in hundredths, among the first three.
# Who investigates or brings to court, who pays others, and who is no longer there.
NEVER_FIRST = set("""hstu ice ceiu operation-predator ceos htpu fbi fbi-civil-rights fbi-cac
    innocence-lost icac hstc odni ovc bja ahttf ojjdp nij atip rescue-restore
    line:know2protect""".split())
DANGER = {"line:e911", "line:l988"}
PARTS = list(dict.fromkeys(part for part, _ in LEAST))
HEADING = re.compile(f"# The ({'|'.join(PARTS)}) part")


def wishes():
    part = None
    path = os.path.join(source_folder(), "tests", "words", "wishes")
    with open(path, encoding="utf-8") as file:
        for line in file:
            if heading := HEADING.match(line):
                part = heading[1]
            if line.strip() and not line.startswith("#"):
                lang, voice, words, ids = (one.strip() for one in line.split("|"))
                yield Wish(part, lang, voice, words, set(re.split(", *", ids)))


class Judge(Site):
    def build(self):
        super().build()
        phones = self.ask(f"{BASE}/api/v1/phones").json["phones"]
        self.lines = {re.sub("[^0-9]", "", each["dialed"]): f"line:{each['id']}"
                      for each in phones if {"crisis", "lines"} & set(each["used"])}
        self.wishes = list(wishes())
        self.shown = {wish: self._shown(wish) for wish in map(key_of, self.wishes)}

    def _shown(self, wish):
        lang, words = wish
        query = urllib.parse.urlencode({"lang": lang, "q": words})
        page = self.ask(f"{BASE}/?{query}").page
        lines, entries = [], []
        for heading in page.find("h2", "h3"):
            if heading.text == LINES[lang]:
                lines += [self.lines[digits] for link in heading.parent.find("a")
                          if "signpost-dial" in (link["class"] or "")
                          for digits in [re.sub("[^0-9]", "", link["href"] or "")]
                          if re.match("tel:|sms:", link["href"] or "") and digits in self.lines]
        for group in page.find("div", "details"):
            if "signpost-group" in (group["class"] or "").split():
                entries += [found[1] for heading in group.find("h3", "h4", "h5")
                            for link in heading.find("a")
                            if (found := re.search("/e/([^/?]+)", link["href"]))]
        return Shown(list(dict.fromkeys(lines)), list(dict.fromkeys(entries)))

    def is_found(self, wish, depth):
        shown = self.shown[key_of(wish)]
        return bool(wish.wanted & {*shown.lines[:depth], *shown.entries[:depth]})

    def share(self, part, lang, depth):
        mine = [wish for wish in self.wishes if (wish.part, wish.lang) == (part, lang)]
        return 100 * sum(self.is_found(wish, depth) for wish in mine) / len(mine)


def key_of(wish):
    return wish.lang, wish.words


@proves
def what_is_wished_is_found_as_often_as_before(judge):
    short = []
    for (part, lang), least in LEAST.items():
        shares = [judge.share(part, lang, depth) for depth in DEPTHS]
        print(f"# {part} part, {lang}: first {shares[0]:.1f} %, among three {shares[1]:.1f} %, "
              f"among ten {shares[2]:.1f} %")
        short += [(part, lang, depth, share, wanted)
                  for depth, share, wanted in zip(DEPTHS, shares, least) if share < wanted]
    for wish in judge.wishes:
        if not judge.is_found(wish, 3):
            print(f"# not among three: {wish.part} {wish.lang} {wish.words} -> "
                  f"{judge.shown[key_of(wish)].lines[:3]} {judge.shown[key_of(wish)].entries[:3]}")
    assert not short, short


@proves
def one_language_finds_as_much_as_the_other(judge):
    for part in PARTS:
        shares = [judge.share(part, lang, 3) for lang in LINES]
        assert abs(shares[0] - shares[1]) <= APART, (part, shares)


@proves
def who_speaks_of_trouble_never_sees_enforcement_grants_or_what_is_gone_first(judge):
    wrong = []
    for wish in judge.wishes:
        shown = judge.shown[key_of(wish)]
        first = (shown.lines + shown.entries + [None])[0]
        if wish.voice == "victim" and first in NEVER_FIRST:
            wrong.append((wish.lang, wish.words, first))
    assert not wrong, "\n".join(map(str, wrong))


@proves
def words_of_danger_show_911_and_988_first_and_no_entry(judge):
    missed = []
    for wish in judge.wishes:
        if wish.wanted & DANGER and not wish.wanted - DANGER:
            shown = judge.shown[key_of(wish)]
            if set(shown.lines[:2]) != DANGER or shown.entries:
                missed.append((wish.part, wish.words))
    assert not missed, missed


if __name__ == "__main__":
    with Judge() as site:
        sys.exit(tap.run(site))
