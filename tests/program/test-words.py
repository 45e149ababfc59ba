#!/usr/bin/env python3
"""A search by words against one that looks at every entry (lib/matcher.py), on
the shipped directory and on one that a seed made; wishes in plain words and whom
they must find; words that mean harm. SIGNPOST_SEED tries another seed. TAP."""

import functools
import os
import random
import re
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import reader
import tap
from command import render
from directory import SHIPPED, generate
from places import source_folder
from plain_words import ENGLISH, FORCED, SPANISH
from signpost_site import BASE, Site
from stand import Stand
from tap import need, proves

try:
    import matcher
except ImportError:
    matcher = None

SEED = int(os.environ.get("SIGNPOST_SEED", 1))
WISHES = 2000  # in all, in both directories and both languages
LANGUAGES = ["en", "es"]
FACETS = ["department", "audience", "service", "topic", "goal"]
MOST_PER_PAGE = 100
WORDS_BYTES = 200
EACH = 3  # of the wishes is looked at in full order, which takes long
ALMOST = 1e-3  # what floats may round

# Inert: nothing happens but that it is looked for, or not understood.
HOSTILE = [
    ".*", "(a+)+$", "[", "a|b", "^", "\\", "'", '"', "' OR 1=1 --", "%", "_", "*", "?",
    "<script>alert(1)</script>", "{{words}}", "{{{x}}}", "${x}", "`id`", "$(id)", "a;b",
    "../../etc/passwd", "%s%n", "-c", "--help", "&", "&&&", "a" * 200, "a" * 201,
    "a " * 100, "é" * 101,
    "- " * 100, "x-" * 99, "é" * 100, "\u0301" * 100, "a" + "\u0301" * 99, "\u05e2\u05d6\u05e8\u05d4",
    "\u0645\u0633\u0627\u0639\u062f\u0629", "\u200b" * 60, "\U0001f600" * 50, "\ufdfa" * 60,
]
# What is no plain text: a NUL, bytes that are not UTF-8, controls, bidi marks.
UNREADABLE = ["%00", "boss%00", "%ff", "%c0%ae", "%0a", "a%0d%0ab", "%e2%80%ae", "%ed%a0%80"]


# What is written before a number, by how it is reached.
VERBS = {"voice": "call-first", "text": "send-text-first", "textphone": "textphone-first",
         "fax": "fax-first", "video": "video-first", "chat": "chat-first"}


def rows_of(table):
    for line in table.strip().splitlines():
        words, _, ids = line.partition("|")
        yield words.strip(), ids.split()


class Place(Site):
    """A folder that is served, and what it should find."""

    def __init__(self, name, folder):
        super().__init__(over=[folder])
        self.values, faults = reader.read_folders([folder])
        assert not faults, faults[:3]
        self.name = name

    def build(self):
        super().build()
        self.terms = {tag: self._terms(tag) for tag in LANGUAGES}
        self.entries = {tag: self._entries(tag) for tag in LANGUAGES}
        self.lifted = {above for value in self.values if (value[0], value[2]) == ("entry", "status")
                       for above in self._above(self.entries[LANGUAGES[0]][value[1]])}
        self.random = random.Random(f"{SEED} {self.name}")

    def json(self, path, query):
        answer = self.ask(f"{path}?{query}")
        assert answer.status == 200, (path, query, answer.status, answer.text)
        return answer.json

    def pages(self, query):
        page, found = 1, []
        while True:
            answer = self.json("/api/v1/entries",
                               f"{query}&per_page={MOST_PER_PAGE}&page={page}")
            found += answer["contents"]
            if answer["last_page"] or answer["empty"]:
                return found
            page += 1

    def _terms(self, tag):
        facets = self.json("/api/v1/facets", f"lang={tag}")["facets"]
        return {(facet["id"], term["id"]): term
                for facet in facets for term in facet["terms"]}

    def held(self, id_, facet):
        """The terms of an entry, each with every wider one."""
        for term in self.entries[LANGUAGES[0]][id_].get(facet, ()):
            one = term["id"]
            while one:
                yield one
                one = self.terms[LANGUAGES[0]][facet, one].get("parent")

    def _entries(self, tag):
        return {entry["id"]: entry for entry in self.pages(f"lang={tag}")}

    @staticmethod
    def _above(entry):
        """Who looks for what is no longer there is led to one of these."""
        return [entry[name]["id"] for name in ("parent", "listed_under")
                if isinstance(entry.get(name), dict)]

    def ids(self, tag, words, wish=()):
        query = urllib.parse.urlencode([("lang", tag), ("q", words), *wish])
        return [entry["id"] for entry in self.pages(query)]

    # What the independent search is given.

    def _texts(self, id_, tag):
        """(text, rank) of an entry as it is shown in a language."""
        entry = self.entries[tag][id_]
        for name in ("name", "gloss"):
            yield entry.get(name), matcher.NAME
        yield entry.get("abbreviation"), matcher.ABBREVIATION
        for text in entry.get("aka", ()):
            yield text, matcher.NAME
        yield entry["summary"], matcher.TEXT
        for text in entry.get("note", ()):
            yield text, matcher.TEXT
        yield from self._details(entry, tag)
        for facet in FACETS:
            for one in self.held(id_, facet):
                yield self.terms[tag][facet, one]["name"], matcher.TEXT
                yield self.terms[tag][facet, one].get("gloss"), matcher.TEXT
                if facet == "department":
                    yield self.entries[tag][one].get("abbreviation"), matcher.TEXT
        for phone in entry.get("phone", ()):
            yield from self._of_phone(phone, tag)

    def _details(self, entry, tag):
        """What only the page of an entry says."""
        said = [entry.get(name) for name in ("area", "eligibility", "how", "languages", "cost",
                                             "email", "address")]
        said += [one["text"] for name in ("fact", "correction") for one in entry.get(name, ())]
        said += [one["name"] for one in entry.get("link", ()) if one["name"] != one["href"]]
        said += [term.get("note") for facet in FACETS for term in entry.get(facet, ())]
        said += self._hours(f"/e/{entry['id']}", tag)
        return [(text, matcher.DETAIL) for text in said]

    @staticmethod
    def _of_phone(phone, tag):
        yield phone["purpose"], matcher.TEXT
        for one in phone["types"]:
            yield interface_words(tag)[VERBS[one]], matcher.DETAIL
        said = [phone.get(name) for name in ("extension", "prompt", "languages", "cost", "note")]
        for number in phone, phone.get("relay", {"number": "", "dialed": ""}):
            digits = number["dialed"].lstrip("+")
            said += [number["number"], digits]
            if number["dialed"].startswith("+1"):
                said += [digits[1:], f"{digits[1:4]} {digits[4:7]} {digits[7:]}", digits[4:]]
        for text in said:
            yield text, matcher.DETAIL

    def _lines(self, tag):
        """What the lines say, which are found by themselves."""
        for phone in self.json("/api/v1/phones", f"lang={tag}")["phones"]:
            if {"crisis", "lines"} & set(phone["used"]):
                yield from self._of_phone(phone, tag)
                yield phone["answered_by"]["name"], matcher.DETAIL
        for text in self._hours("/phones", tag):
            yield text, matcher.DETAIL

    def _hours(self, path, tag):
        """As the page has them in words."""
        before = {"en": "Open ", "es": "Horario: "}[tag]
        behind = "Languages:|Cost:|Idiomas:|Costo:"
        return [re.split(behind, text[len(before):])[0]
                for text, _ in self.ask(f"{path}?lang={tag}").page.texts()
                if text.startswith(before)]

    def matcher(self, tag):
        languages = LANGUAGES[:1] if tag == LANGUAGES[0] else LANGUAGES
        synonyms = [(value[3] or LANGUAGES[0], value[4]) for value in self.values
                    if value[0] == "directory" and value[2] == "synonym"]
        search = matcher.Matcher(languages, synonyms, map(little_words, languages))
        for id_ in self.entries[tag]:
            search.add(id_, self._in_both(tag, lambda tag, id_=id_: self._texts(id_, tag)))
        search.add(None, self._in_both(tag, self._lines))
        return search

    @staticmethod
    def _in_both(tag, texts):
        """What is said in the default language, and in the reader's where it differs."""
        plain = [one for one in texts(LANGUAGES[0]) if one[0]]
        return [(LANGUAGES[0], *one) for one in plain] + [
            (tag, *one) for one in texts(tag) if one[0] and one not in plain]

    def fits(self, id_, wish):
        """Terms of one facet are alternatives, facets add up."""
        facets = {}
        for facet, term in wish:
            facets.setdefault(facet, set()).add(term)
        return all(terms & set(self.held(id_, facet)) for facet, terms in facets.items())

    def compare_order(self, search, words, tag, ids, ranks):
        """Neighbors of one rank stand by what they have of the words, and those
        that have as much by their places. Says how many were told apart so."""
        steps = len(ids) > 1 and search.steps(words)
        places = list(self.entries[tag])
        ids = [id_ for id_ in ids if steps and id_ not in self.lifted]
        compared = 0
        for one, other in zip(ids, ids[1:]):
            if ranks[one] != ranks[other]:
                continue
            ends = [int(steps[id_] + more) for id_ in (one, other) for more in (-ALMOST, ALMOST)]
            where = SEED, self.name, tag, words, one, steps[one], other, steps[other]
            assert ends[0] <= ends[3], where
            assert len(set(ends)) > 1 or places.index(one) < places.index(other), where
            compared += 1
        return compared

    # Wishes that a seed makes.

    def vocabulary(self, search):
        words = sorted({word for _, texts in search.entries for text in texts
                        for word in text.words})
        phrases = [item.words for _, items in search.synonyms for item in items]
        return words, phrases, sorted(search.little)

    def wish(self, vocabulary):
        words, phrases, little = vocabulary
        choose = self.random
        line = []
        for _ in range(choose.choice((1, 1, 2, 2, 3, 4))):
            kind = choose.random()
            if kind < 0.6:
                line.append(choose.choice(words))
            elif kind < 0.8 and phrases:
                line.append(choose.choice("- ").join(choose.choice(phrases)))
            elif kind < 0.95 and little:
                line.append(choose.choice(little))
            else:
                line.append("zz" + choose.choice(words))
        if choose.random() < 0.4:
            line[-1] = line[-1][:choose.randint(1, len(line[-1]))]
        text = choose.choice((" ", "  ", "\t", ", ", "-", "/", " & ")).join(line)
        return self._disguise(text)[:60]

    def _disguise(self, text):
        """Case, accents and apostrophes, which make no difference."""
        ways = [str, str, str.upper, str.title,
                lambda t: t.replace("e", "\u00e9").replace("n", "n\u0303"),
                lambda t: t.replace("a", "\uff41"),
                lambda t: t + "'s", lambda t: t.replace("o", "o\u00ad")]
        return self.random.choice(ways)(text)

    def filters(self):
        if self.random.random() < 0.6:
            return []
        entry = self.random.choice(list(self.entries[LANGUAGES[0]].values()))
        held = [(facet, term["id"]) for facet in FACETS for term in entry.get(facet, ())]
        return self.random.sample(held, min(len(held), self.random.randint(1, 2)))


@functools.lru_cache
def interface_words(tag):
    path = os.path.join(source_folder(), "conf", "locale", f"{tag}.ini")
    with open(path, encoding="utf-8") as file:
        parted = (line.partition("=") for line in file)
        return {name.strip(): text.strip() for name, _, text in parted}


def little_words(tag):
    return interface_words(tag)["little-words"]


@proves
def two_thousand_wishes_find_what_another_search_finds(shipped, generated):
    need(matcher, "python3-snowballstemmer is not there")
    tried = found = compared = 0
    for place in (shipped, generated):
        for tag in LANGUAGES:
            search = place.matcher(tag)
            vocabulary = place.vocabulary(search)
            for _ in range(WISHES // 4):
                words, wish = place.wish(vocabulary), place.filters()
                ranks = search.find(words)
                expected = [id_ for id_ in ranks if place.fits(id_, wish)]
                ids = place.ids(tag, words, wish)
                where = SEED, place.name, tag, words, wish, ids, expected
                assert sorted(ids) == sorted(expected), where
                assert [ranks[id_] for id_ in ids] == sorted(map(ranks.get, ids)), where
                if tried % EACH == 0:
                    compared += place.compare_order(search, words, tag, ids, ranks)
                tried += 1
                found += bool(ids)
    assert tried == WISHES, tried
    assert WISHES * 0.3 < found < WISHES, f"{found} of {WISHES} wishes found anything"
    print(f"# {compared} neighbors of one rank are in the order of what they have of the words")
    assert compared > WISHES, compared


@proves
def counts_follow_the_words(shipped, generated):
    for place in (shipped, generated):
        name = list(place.entries["en"].values())[-1]["name"]
        for words in ("a", "report", name.split()[0]):
            ids = place.ids("en", words)
            query = urllib.parse.urlencode({"lang": "en", "q": words})
            for facet in place.json("/api/v1/facets", query)["facets"]:
                for term in facet["terms"]:
                    count = sum(place.fits(id_, [(facet["id"], term["id"])]) for id_ in ids)
                    assert term["count"] == count, (place.name, words, facet["id"], term)


@proves
def the_order_by_name_is_kept(shipped, _):
    by_rank = shipped.ids("en", "trafficking")
    by_name = shipped.ids("en", "trafficking", [("sort", "name")])
    names = [shipped.entries["en"][id_]["name"].lower() for id_ in by_name]
    assert names == sorted(names) and sorted(by_name) == sorted(by_rank)
    assert by_name != by_rank, "both orders are the same, so this shows nothing"


def among_the_first(place, tag, table):
    missed = []
    for words, ids in rows_of(table):
        first = place.ids(tag, words)[:3]
        if not set(ids) & set(first):
            missed.append(f"{words}: {first}, not {ids}")
    assert not missed, "\n".join(missed)


@proves
def who_asks_in_plain_words_finds_who_can_help(shipped, _):
    among_the_first(shipped, "en", ENGLISH)


@proves
def who_asks_in_plain_spanish_finds_who_can_help(shipped, _):
    among_the_first(shipped, "es", SPANISH)


@proves
def who_says_that_they_are_forced_is_shown_the_help_line_first(shipped, _):
    for tag, words in FORCED:
        query = urllib.parse.urlencode({"lang": tag, "q": words})
        lines = shipped.json("/api/v1/entries", query)["lines"]
        assert lines[0]["id"] == "nhth", (words, [line["id"] for line in lines])


@proves
def every_line_of_synonyms_leads_somewhere(shipped, _):
    for value in shipped.values:
        if (value[0], value[2]) == ("directory", "synonym"):
            tag = value[3] or LANGUAGES[0]
            for item in re.split("[,>]", value[4]):
                query = urllib.parse.urlencode({"lang": tag, "q": item})
                found = shipped.json("/api/v1/entries", query)
                assert found["total_items"] or found.get("lines"), (tag, item, value[4])


@proves
def what_is_looked_for_is_in_no_header_and_no_log(shipped, _):
    mark = "zqxmark"
    for path in ("", "/", "/fragment", "/embed", "/phones", "/e/whd", "/nowhere",
                 "/api/v1/entries", "/api/v1/entries/whd", "/api/v1/facets", "/entries.csv",
                 "/entries.ndjson", "/entries.txt", "/entries.atom", "/api/hsds/services"):
        for query in (f"q={mark}", f"q={mark}+a&page=2", f"search={mark}"):
            answer = shipped.ask(f"{path}?{query}")
            assert mark not in answer.head, (path, query, answer.head)
            if query.startswith("q") and answer.status != 301:
                assert not answer.may_be_kept, (path, query)
                assert answer.headers["cache-control"] == "no-store", (path, query)
    moved = shipped.ask("?q=x&page=2")
    assert moved.status == 301 and moved.headers["location"] == f"{BASE}/?page=2", moved.head
    assert "etag" not in shipped.ask("/entries.csv?q=wage").headers
    assert mark not in shipped.log()


@proves
def nothing_is_kept_of_an_answer_to_words(shipped, _):
    before = shipped.health()
    for _ in range(3):
        for path in ("/", "/fragment", "/api/v1/entries"):
            shipped.ask(path + "?q=wage")
    after = shipped.health()
    assert (after["hits"], after["misses"]) == (before["hits"], before["misses"]), after


@proves
def where_search_is_off_words_find_nothing_and_readers_are_told(shipped, _):
    def ask(target):
        return render(target, "-s", "site.search=off")
    assert 'type="search"' not in ask("/").text
    told = '<p class="signpost-note">One of the filters in this address is not known here. ' \
        'It was left out.</p>\n'
    page = ask("/?q=wage").text
    assert told in page
    assert page.replace(told, "") == ask("/").text
    assert ask("/api/v1/entries?q=wage").status == 400


@proves
def words_that_mean_harm_are_words(shipped, _):
    for words in HOSTILE:
        for path in ("/", "/fragment", "/embed", "/api/v1/entries", "/api/v1/facets"):
            query = urllib.parse.urlencode({"q": words})
            cut = len(words.encode()) > WORDS_BYTES
            answer = shipped.ask(f"{path}?{query}")
            is_api = path.startswith("/api")
            assert answer.status == (400 if cut and is_api else 200), (words, path, answer.status)
            assert "<script>alert" not in answer.text and "etc/passwd" not in answer.head
            assert not is_api or answer.json


@proves
def what_is_no_text_is_not_looked_for(shipped, _):
    everyone = len(shipped.entries["en"])
    for words in UNREADABLE:
        assert shipped.ask(f"/api/v1/entries?q={words}").problem(400)["parameter"] == "q", words
        answer = shipped.ask(f"/?q={words}")
        assert answer.status == 200, words
        assert f">{everyone} entries</p>" in answer.text, words


@proves
def a_text_without_words_finds_everything(shipped, _):
    for words in ("", " ", "?!", "\u0301" * 100, "---"):
        assert shipped.ids("en", words) == list(shipped.entries["en"]), words


def main():
    with Stand() as stand:
        os.mkdir(stand.path("made"))
        generate("--prose", SEED, stand.path("made"))
        with Place("shipped", SHIPPED) as shipped, \
                Place("generated", stand.path("made")) as generated:
            return tap.run(shipped, generated)


if __name__ == "__main__":
    sys.exit(main())
