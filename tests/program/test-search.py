#!/usr/bin/env python3
"""Filters, counts and pages against counting by hand, on directories that a
seed made. SIGNPOST_SEED tries another one. Prints TAP."""

import collections
import concurrent.futures
import contextlib
import json
import os
import random
import re
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import NOT_FOUND, OK
from directory import INSIDE, Directory, generate
from tap import proves

SEEDS = [int(os.environ["SIGNPOST_SEED"])] if "SIGNPOST_SEED" in os.environ else [1, 2, 3]
WISHES = 48
MOST_PER_PAGE = 100
DEFAULT_PER_PAGE = 50
DEPARTMENT = "department"


class Truth:
    """What a visitor must find, counted one by one from the model."""

    def __init__(self, model, is_inside):
        self.model = model
        self.is_inside = is_inside
        self.everyone = {entry["id"]: entry for entry in model["entries"]}
        self.phones = {phone["id"]: phone for phone in model["phones"]}
        self.hidden = set() if is_inside else self._hidden()
        self.shown = [entry for entry in model["entries"]
                      if ("entry", entry["id"]) not in self.hidden]
        self.has_below = {entry[way] for entry in self.shown
                          for way in ("listed_under", "parent")}
        self.entries = [self.everyone[id_] for id_ in self._order()]
        self.terms = {facet: self._terms_of(facet) for facet in model["facets"]}
        self.terms[DEPARTMENT] = [
            entry["id"] for entry in self.entries if self._is_department(entry)
        ]
        self.held = {
            entry["id"]: {facet: self._held(entry, facet) for facet in self.terms}
            for entry in self.entries
        }

    # Who stands where.

    def _way(self, entry, first, instead):
        id_ = entry[first] or entry[instead]
        return self.everyone[id_] if id_ else None

    def _above(self, entry):
        return self._way(entry, "listed_under", "parent")

    def _root(self, entry, first, instead):
        while self._way(entry, first, instead):
            entry = self._way(entry, first, instead)
        return entry["id"]

    def _is_department(self, entry):
        """It stands below no other, and another is listed under it or reports to it."""
        return self._above(entry) is None and entry["id"] in self.has_below

    def _order(self):
        """As a tree is read: each above its own, siblings as in the files, and what is
        no department behind the departments."""
        below = collections.defaultdict(list)
        alone = []
        for entry in self.shown:
            above = self._above(entry)
            if above or self._is_department(entry):
                below[above and above["id"]].append(entry["id"])
            else:
                alone.append(entry["id"])
        below[None] += alone

        def walk(id_):
            for each in below[id_]:
                yield each
                yield from walk(each)

        return list(walk(None))

    # What the public may not see.

    def _uses(self):
        """(who, what it names) for all that exists by being named."""
        for entry in self.model["entries"]:
            for facet, terms in entry["terms"].items():
                yield from ((("entry", entry["id"]), (facet, term)) for term in terms)
            yield from ((("entry", entry["id"]), ("phone", p)) for p in entry["phones"])
        for facet, about in self.model["facets"].items():
            for term in about["terms"]:
                if term["parent"]:
                    yield (facet, term["id"]), (facet, term["parent"])
        for phone in self.model["phones"]:
            for term in phone["audience"]:
                yield ("phone", phone["id"]), ("audience", term)
            if phone["abroad"]:
                yield ("phone", phone["id"]), ("phone", phone["abroad"])
        yield ("directory", ""), ("phone", "p000")

    def _hidden(self):
        hidden = {("entry", entry["id"]) for entry in self.model["entries"]
                  if self._is_kept_inside(entry)}
        hidden |= {("phone", phone["id"]) for phone in self.model["phones"]
                   if phone["is_internal"]}
        uses = list(self._uses())
        while True:
            seen = {what for who, what in uses if who not in hidden}
            more = {what for who, what in uses
                    if who in hidden and what not in seen} - hidden
            if not more:
                return hidden
            hidden |= more

    def _is_kept_inside(self, entry):
        above = [entry[way] for way in ("parent", "listed_under") if entry[way]]
        return entry["is_internal"] or any(
            self._is_kept_inside(self.everyone[id_]) for id_ in above)

    # Which terms an entry holds.

    def _terms_of(self, facet):
        """Those that are used, in their order; those without one follow, as in the files."""
        used = self._used(facet)
        terms = [term for term in self.model["facets"][facet]["terms"]
                 if (facet, term["id"]) not in self.hidden and term["id"] in used]
        terms.sort(key=lambda t: (t["order"] is None, t["order"] or 0))
        return [term["id"] for term in terms]

    def _used(self, facet):
        """What an entry or a phone has, and the wider terms."""
        phones = [phone for phone in self.model["phones"]
                  if ("phone", phone["id"]) not in self.hidden]
        named = [entry["terms"][facet] for entry in self.shown]
        if facet == "audience":
            named += [phone["audience"] for phone in phones]
        return set().union(*(self._with_wider(terms, facet) for terms in named))

    def _with_wider(self, terms, facet):
        wider = {term["id"]: term["parent"]
                 for term in self.model["facets"][facet]["terms"]}
        held = set()
        for term in terms:
            while term:
                held.add(term)
                term = wider[term]
        return held

    def _held(self, entry, facet):
        """A term is held with every wider one."""
        if facet == DEPARTMENT:
            return {self._root(entry, "listed_under", "parent"),
                    self._root(entry, "parent", "listed_under")} & set(self.terms[DEPARTMENT])
        return self._with_wider(entry["terms"][facet], facet)

    # What a wish finds.

    def fits(self, entry, wish, without=None):
        return all(facet == without or self.held[entry["id"]][facet] & terms
                   for facet, terms in wish.items())

    def found(self, wish):
        return [entry["id"] for entry in self.entries if self.fits(entry, wish)]

    def counts(self, wish, facet):
        """(term, how many it would give beside what is asked of the others)."""
        count = collections.Counter()
        for entry in self.entries:
            if self.fits(entry, wish, without=facet):
                count.update(self.held[entry["id"]][facet])
        return [(term, count[term]) for term in self.terms[facet]]

    def phones_of(self, id_):
        return [phone for phone in self.everyone[id_]["phones"]
                if ("phone", phone) not in self.hidden
                and self.phones[phone]["is_active"]]


class Place:
    """A generated directory, and the program's view of it."""

    def __init__(self, seed, folder, is_inside):
        self.seed = seed
        self.folder = folder
        self.is_inside = is_inside
        self.truth = Truth(json.loads(folder.read("made/model.json")), is_inside)
        self.random = random.Random(f"{seed} {is_inside}")

    def ask(self, target):
        return self.folder.render(target, *(INSIDE if self.is_inside else ()))

    def json(self, target):
        answer = self.ask(target)
        assert answer.code == OK, (self.seed, target, answer.code, answer.text)
        return answer.json

    def wish(self):
        """A few terms of a few facets; now and then nothing at all."""
        facets = [f for f in self.truth.terms if self.truth.terms[f]]
        wish = {}
        for facet in self.random.sample(facets, self.random.randint(0, 3)):
            terms = self.truth.terms[facet]
            number = min(len(terms), self.random.choice((1, 1, 2, 4)))
            wish[facet] = set(self.random.sample(terms, number))
        return wish

    def canonical(self, wish):
        return "&".join(f"{facet}={term}" for facet, terms in wish.items()
                        for term in self.truth.terms[facet] if term in terms)


def each(items, check):
    """Runs `check` for all, several at a time; one process takes little."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        for _ in pool.map(check, items):
            pass


def wishes(places):
    """The same ones for every test."""
    for place in places:
        place.random.seed(f"{place.seed} {place.is_inside} wishes")
        for _ in range(WISHES // (2 if place.is_inside else 1)):
            yield place, place.wish()


def list_target(wish, place, *more):
    query = "&".join(filter(None, [*more, place.canonical(wish)]))
    return f"/api/v1/entries?{query}"


@proves
def the_list_holds_what_fits_in_its_order(places):
    def check(case):
        place, wish = case
        expected = place.truth.found(wish)
        ids, page = [], 1
        while page == 1 or len(ids) < len(expected):
            numbers = [f"page={page}"] if page > 1 else []
            answer = place.json(list_target(
                wish, place, *numbers, f"per_page={MOST_PER_PAGE}"))
            assert answer["total_items"] == len(expected), (place.seed, wish)
            assert answer["contents"] or not expected, (place.seed, wish, page)
            ids += [entry["id"] for entry in answer["contents"]]
            page += 1
        assert ids == expected, (place.seed, place.is_inside, wish)

    each(wishes(places), check)


@proves
def every_term_has_the_count_it_would_give(places):
    def check(case):
        place, wish = case
        answer = place.json(f"/api/v1/facets?{place.canonical(wish)}")
        facets = {facet["id"]: facet for facet in answer["facets"]}
        assert set(facets) == set(place.truth.terms), (place.seed, list(facets))
        for name, facet in facets.items():
            counts = [(term["id"], term["count"]) for term in facet["terms"]]
            assert counts == place.truth.counts(wish, name), (
                place.seed, place.is_inside, wish, name)

    each(wishes(places), check)


@proves
def choosing_a_term_gives_the_count_it_promised(places):
    def check(case):
        place, wish = case
        for facet in set(place.truth.terms) - set(wish):
            counts = dict(place.truth.counts(wish, facet))
            if not counts:
                continue
            term = sorted(counts, key=lambda t: (counts[t] == 0, t))[0]
            answer = place.json(list_target(
                {**wish, facet: {term}}, place, "per_page=1"))
            assert answer["total_items"] == counts[term], (place.seed, wish, term)

    each(list(wishes(places[:1]))[:12], check)


@proves
def pages_part_the_list(places):
    def check(case):
        place, wish, per_page = case
        expected = place.truth.found(wish)
        last = max(1, -(-len(expected) // per_page))
        ids = []
        for page in range(1, last + 2):
            answer = place.json(list_target(
                wish, place, f"page={page}", f"per_page={per_page}"))
            contents = [entry["id"] for entry in answer["contents"]]
            assert answer["page_number"] == page, answer["page_number"]
            assert answer["total_items"] == len(expected)
            assert answer["total_pages"] == last or not expected
            assert answer["size"] == len(contents)
            assert answer["first_page"] == (page == 1)
            assert answer["last_page"] == (page >= last)
            assert answer["empty"] == (not contents)
            ids += contents
        assert ids == expected, (place.seed, wish, per_page)

    cases = [(place, wish, place.random.choice((7, 20, 33, 100)))
             for place, wish in list(wishes(places))[::12]]
    each(cases, check)


@proves
def a_page_holds_fifty_unless_it_is_asked_for_others(places):
    for place in places:
        answer = place.json("/api/v1/entries")
        assert answer["size"] == min(DEFAULT_PER_PAGE, answer["total_items"])
        assert answer == place.json(f"/api/v1/entries?per_page={DEFAULT_PER_PAGE}")


def spellings(place, wish):
    """The same wish in other words."""
    pairs = [(facet, term) for facet, terms in wish.items() for term in terms]
    for _ in range(2):
        shuffled = pairs + [("per_page", "9")]
        place.random.shuffle(shuffled)
        yield urllib.parse.urlencode(shuffled)
    commas = [f"{facet}={','.join(sorted(terms))}" for facet, terms in wish.items()]
    yield "&".join(reversed(commas)) + "&per_page=9&"
    yield "&&per_page=9&" + "&&".join(f"{f}={t}&{f}={t}" for f, t in pairs)
    yield "per_page=9&utm_source=x&" + "&".join(
        f"{f}={''.join(f'%{ord(c):02x}' for c in t)}" for f, t in pairs)
    yield "per_page=9&audience=&page=&page=1&x&=&" + "&".join(
        f"%{ord(f[0]):02X}{f[1:]}=,{t}," for f, t in pairs)
    yield "page=1&per_page=9&per_page=10&" + "&".join(f"{f}={t}" for f, t in pairs)


@proves
def order_and_spelling_change_nothing(places):
    def check(case):
        place, wish = case
        canonical = list_target(wish, place, "per_page=9")
        for query in spellings(place, wish):
            assert place.ask(f"/api/v1/entries?{query}").body == place.ask(canonical).body, (
                place.seed, query)

    each(list(wishes(places))[::12], check)


@proves
def pages_show_what_the_interface_gives(places):
    def check(case):
        place, wish = case
        expected = place.truth.found(wish)[:MOST_PER_PAGE]
        for address in ("/", "/fragment"):
            answer = place.ask(
                f"{address}?per_page={MOST_PER_PAGE}&{place.canonical(wish)}")
            assert answer.code == OK, (place.seed, wish, answer.code)
            inner = re.sub(r"<nav.*?</nav>|<form.*?</form>", "", answer.text, flags=re.DOTALL)
            summaries = re.findall(r"Summary of (e\d+)\.", inner)
            assert summaries == expected, (place.seed, wish, address)

    each(list(wishes(places))[::9], check)


@proves
def an_entry_is_given_with_its_terms_and_its_phones(places):
    def check(case):
        place, id_ = case
        entry = place.json(f"/api/v1/entries/{id_}")
        truth = place.truth.everyone[id_]
        for facet, terms in truth["terms"].items():
            given = [term["id"] for term in entry.get(facet, [])]
            assert given == terms, (place.seed, id_, facet)
        assert {term["id"] for term in entry[DEPARTMENT]} == (
            place.truth.held[id_][DEPARTMENT]), (place.seed, id_)
        given = [phone["id"] for phone in entry.get("phone", [])]
        assert given == place.truth.phones_of(id_), (place.seed, id_)

    each([(place, entry["id"]) for place in places
          for entry in place.truth.entries[::25]], check)


@proves
def what_is_internal_is_nowhere_in_public(places):
    def check(place):
        names = {
            re.compile(rf"\b{id_}\b" if kind in ("entry", "phone")
                       else rf"\bTerm {kind}-{id_}\b|\b{kind}={id_}\b")
            for kind, id_ in place.truth.hidden
        }
        assert names, "nothing is hidden in this directory"
        targets = ["/", "/phones", "/api/v1/facets", "/last-resort"]
        targets += [f"/api/v1/entries?per_page=100&page={n}" for n in (1, 2, 3)]
        targets += [f"/fragment?per_page=100&page={n}" for n in (1, 2, 3)]
        targets += [f"/e/{entry['id']}" for entry in place.truth.entries[::20]]
        for target in targets:
            text = place.ask(target).text
            for name in names:
                assert not name.search(text), (place.seed, target, name.pattern)

    each([place for place in places if not place.is_inside], check)


@proves
def what_is_internal_cannot_be_asked_for_in_public(places):
    for place in places:
        if place.is_inside:
            continue
        for kind, id_ in sorted(place.truth.hidden)[:12]:
            if kind == "entry":
                assert place.ask(f"/e/{id_}").code == NOT_FOUND, (place.seed, id_)
                assert place.ask(f"/api/v1/entries/{id_}").code == NOT_FOUND, (place.seed, id_)
            elif kind != "phone":
                assert place.ask(f"/api/v1/entries?{kind}={id_}").problem(400)


@proves
def inside_everything_is_there(places):
    for place in places:
        if place.is_inside:
            answer = place.json("/api/v1/entries")
            assert answer["total_items"] == len(place.truth.everyone)


def main():
    print("# seeds:", *SEEDS)
    with contextlib.ExitStack() as stack:
        places = []
        for seed in SEEDS:
            made = stack.enter_context(Directory())
            made.settings.append(f"directory.path={made.path('made')}")
            os.mkdir(made.path("made"))
            generate(seed, made.path("made"))
            places += [Place(seed, made, is_inside) for is_inside in (False, True)]
        return tap.run(places)


if __name__ == "__main__":
    sys.exit(main())
