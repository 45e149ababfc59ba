"""A search by words that looks at every entry, written from the description of
the search and not from the program: Unicode from Python's own tables, endings
cut by the Snowball project's own Python.

An entry fits when it has every word that is looked for. A word is there when
it, or a word of the same stem, or (of the last one) a longer word that it
begins, stands in the entry's texts in the default language or in the reader's;
or when the entry has what the synonyms say means the same, which counts less. Words such
as `my` count only where there are no others, and what people write in short is written
out, though it may be a name as it is. What a hyphen, slash or dot ties together may be
written in one, and a word that stands nowhere may be two.
"""

import math
import os
import re
import sys
import unicodedata

# Where another Python than Debian's runs, its own packages come first.
sys.path.append("/usr/lib/python3/dist-packages")

import snowballstemmer  # noqa: E402

from places import source_folder  # noqa: E402

APOSTROPHES = "'`\u00b4\u02bc\u2018\u2019\uff07"
TIES = "/.\uff0f\uff0e"
ABBREVIATION, NAME, TEXT, ALIKE, DETAIL, NOWHERE = range(6)
SPANISH_PLURAL = re.compile("..[bdjlnrsyz](?P<a>es)$|..[aeiou](?P<b>s)$")
STEMMERS = {"en": "english", "es": "spanish"}

# What a word is worth where it stands, what only means the same of it, and what
# each further word adds to that which means the same as several in a row.
WORTH = {ABBREVIATION: 3, NAME: 2.5, TEXT: 2, ALIKE: 1, DETAIL: 1}
MEANT_ALIKE, FURTHER_WORD = 0.75, 0.5
LITTLE_AMONG = 3  # little words and numbers between those of a synonym
WITHIN_WORDS = 0.5  # of what a word tells among several that told more together
STEPS = 31.5  # from the best to nothing


# Letters that Unicode does not take apart, as others type them.
LATIN = dict(zip("æðøþđħıłŋœŧƀ", "ae d o th d h i l n oe t b".split()))


def _part(letter):
    """What a character does in a line: L(etter), T(ie), A(postrophe), &, blank."""
    if letter in APOSTROPHES:
        return "A"
    if letter in TIES:
        return "T"
    if letter in "&\uff06":
        return "&"
    category = unicodedata.category(letter)
    if category[0] in "LMN":
        return "L"
    return {"Pd": "T", "Cf": "A"}.get(category, " ")


def fold(text):
    text = unicodedata.normalize("NFKD", text).casefold()
    text = unicodedata.normalize("NFKD", text)
    return "".join(LATIN.get(letter, str(unicodedata.decimal(letter, letter))) for letter in text
                   if unicodedata.category(letter)[0] != "M"
                   and unicodedata.category(letter) != "Cf")


def _word(text):
    if text in "&\uff06":
        return "and"
    if len(text) > 2 and text[-1] in "sS" and _part(text[-2]) == "A":
        text = text[:-2]
    return fold("".join(letter for letter in text if _part(letter) == "L"))


def groups(text):
    """The words of a text, those that are tied together in one list."""
    parts = "".join(map(_part, text))
    found, tied_to = [], None
    for match in re.finditer("&|L(?:L|A(?=L))*", parts):
        word = _word(text[match.start():match.end()])
        if match.start() == tied_to:
            found[-1].append(word)
        else:
            found.append([word])
        end = match.end()
        tied_to = end + 1 if match[0] != "&" and parts[end:end + 2] == "TL" else None
    found = [[word for word in group if word] for group in found]
    return [group for group in found if group]


def table_of(name, language):
    """A table of the program: what means the same is no matter of how it is found."""
    path = os.path.join(source_folder(), "fcgi", "search", f"{name}.c")
    with open(path, encoding="utf-8") as file:
        table = file.read().partition(f"word_pair {language}[]")[2].partition("};")[0]
    pairs = dict(re.findall(r'\{ "(\w+)", "([\w ]+)" \}', table))
    assert pairs, f"{path} has no table {language}"
    return pairs


class Stemmer:
    def __init__(self, language, little):
        self.little = little
        name = STEMMERS.get(language)
        self.stemmer = name and snowballstemmer.stemmer(name)
        self.is_spanish = language == "es"
        self.irregular = table_of("irregular", name) if name else {}
        self.apart = table_of("apart", name) if name else {}
        self.known = {}

    def cut(self, word):
        if word not in self.known:
            self.known[word] = self._cut(word)
        return self.known[word]

    def _cut(self, word):
        if word in self.apart:
            return self.apart[word]
        if self.stemmer is None or len(word.encode()) > 64:
            return word
        while self.is_spanish and (plural := SPANISH_PLURAL.search(word)):
            word = word[:plural.start(plural.lastgroup)]
        while True:
            before = len(word.encode())
            if self.is_spanish and word.endswith("ion") and word != "ion":
                word = word[:-3] + "i\u00f3n"
            word = self.stemmer.stemWord(word)
            if self.is_spanish or len(word.encode()) >= before:
                return self._usual(word)

    def _usual(self, word):
        """Of Spanish no last `e` or `i`; and what no ending leads to."""
        while self.is_spanish and len(word) > 3 and word[-1] in "ei":
            word = word[:-1]
        return self.irregular.get(word, word)


class Text:
    """The words of one entry in one language: {word: rank}, and their stems."""

    def __init__(self, stemmer):
        self.stemmer = stemmer
        self.words, self.stems = {}, {}

    def add(self, text, rank):
        for group in groups(text):
            for word in group if len(group) > 1 else ():
                self._add(word, max(rank, NAME))
            self._add("".join(group), rank)

    def _add(self, word, rank):
        self.words[word] = min(rank, self.words.get(word, NOWHERE))
        stem = word if word in self.stemmer.little else self.stemmer.cut(word)
        self.stems.setdefault(stem, set()).add(word)

    def rank(self, word, is_unfinished):
        best = self.words.get(word, NOWHERE)
        for other in self.stems.get(self.stemmer.cut(word), ()):
            if other != word:
                best = min(best, max(self.words[other], NAME))
        for other, rank in self.words.items() if is_unfinished else ():
            if other != word and other.startswith(word):
                best = min(best, max(rank, NAME))
        return best


def written_out(text, shorthand):
    """The same as groups(), and of what is written in short its words; with each, what they
    are in one, and whether that is short. `shorthand`: a table for each language."""
    for group in groups(text):
        words = next((table[group[0]] for table in reversed(shorthand) if group[0] in table),
                     None) if len(group) == 1 else None
        yield words.split() if words else group, "".join(group), bool(words)


class Wish:
    """Words that are looked for one by one; `tied`, by where they begin; which are `short`."""

    def __init__(self, text, shorthand):
        self.words, self.tied, self.short = [], {}, set()
        for group, tied, is_short in written_out(text, shorthand):
            if len(group) > 1 or is_short:
                self.tied[len(self.words)] = len(group), tied
            self.short.update([len(self.words)] if is_short else [])
            self.words += group


class Matcher:
    """`languages`: tags, the default first, then the reader's if it is another.
    `synonyms`: (language, line). `little`: lines of words."""

    def __init__(self, languages, synonyms, little):
        self.shorthand = [table_of("shorthand", STEMMERS[tag]) for tag in languages
                          if tag in STEMMERS]
        words = [{word for group, *_ in written_out(line, self.shorthand) for word in group}
                 for line in little]
        self.stemmers = {tag: Stemmer(tag, mine) for tag, mine in zip(languages, words)}
        self.little = set().union(*words)
        self.synonyms = [(language, self._row(line))
                         for language, line in synonyms if language in languages]
        self.said_alike = {word for _, items in self.synonyms for item in items
                           for word in item.words}
        self.parts, self.alike = {}, {}
        self.entries = []

    def _wish(self, text):
        return Wish(text, self.shorthand)

    def _row(self, line):
        """The items of a line, each with what it leads to: what stands behind a >, or all
        others."""
        parts = [[self._wish(item) for item in part.split(",")] for part in line.split(">")]
        for item in parts[0]:
            item.leads = parts[1] if parts[1:] else [one for one in parts[0] if one is not item]
        for item in parts[1] if parts[1:] else ():
            item.leads = []
        return [item for part in parts for item in part]

    def add(self, id_, texts):
        """`texts`: (language, text, rank) of the entry."""
        mine = {tag: Text(stemmer) for tag, stemmer in self.stemmers.items()}
        for language, text, rank in texts:
            mine[language].add(text, rank)
        self.entries.append((id_, list(mine.values())))

    def _same(self, wish, place, item, language):
        cut = self.stemmers[language].cut
        mine = wish.words[place:place + len(item.words)]
        return item.words and list(map(cut, mine)) == list(map(cut, item.words))

    def _rows_at(self, word):
        """The rows that count for what begins with the word: those of the default language
        only where none of the reader's begins with it."""
        cuts = {tag: stemmer.cut for tag, stemmer in self.stemmers.items()}
        begins = [row for row in self.synonyms
                  if any(item.words and cuts[row[0]](item.words[0]) == cuts[row[0]](word)
                         for item in row[1])]
        mine = [row for row in begins if row[0] == list(self.stemmers)[-1]]
        return mine or begins

    def _plan(self, wish):
        """For each place, what else may stand for the words there: the other
        items of a row of synonyms, and where they end."""
        plan = [[] for _ in wish.words]
        for at in range(len(wish.words)):
            for language, items in self._rows_at(wish.words[at]):
                for item in items:
                    if item.leads and self._same(wish, at, item, language):
                        plan[at].append((item.leads, at + len(item.words)))
        return plan

    def _parts(self, word, is_unfinished):
        """The two words that one is which stands nowhere, as in `uvisa`."""
        key = word, is_unfinished
        if key not in self.parts:
            self.parts[key] = None
            if word not in self.said_alike and all(
                    text.rank(word, is_unfinished) == NOWHERE
                    for _, texts in self.entries for text in texts):
                self.parts[key] = next(
                    ((word[:at], word[at:]) for at in range(1, len(word) - 2)
                     if self._is_written(word[:at]) and self._is_written(word[at:])), None)
        return self.parts[key]

    def _is_written(self, word):
        return any(word in text.words for _, texts in self.entries for text in texts)

    def _rank(self, texts, wish, plan=None):
        """`plan` None: of a synonym, whose last word is whole."""
        has_more = any(word not in self.little for word in wish.words)
        count = len(wish.words)

        def one(word, end):
            is_unfinished = plan is not None and end == count
            parts = self._parts(word, is_unfinished) if plan is not None else None
            if parts:
                return max(one_of(part, False) for part in parts)
            return one_of(word, is_unfinished)

        def one_of(word, is_unfinished):
            return min(text.rank(word, is_unfinished) for text in texts)

        rest = [NOWHERE] * count + [ABBREVIATION]
        for at in range(count - 1, -1, -1):
            word = wish.words[at]
            is_little = has_more and word in self.little
            ways = [max(ABBREVIATION if is_little else one(word, at + 1), rest[at + 1])]
            if at in wish.tied:
                size, tied = wish.tied[at]
                is_unfinished = plan is not None and at + size == count
                ways.append(max(one_of(tied, is_unfinished), rest[at + size]))
            for others, end in plan[at] if plan else ():
                best = min(self._rank(texts, other) for other in others)
                ways.append(max(ALIKE, best, rest[end]))
            rest[at] = min(ways)
        return rest[0]

    def find(self, text):
        """The ids that fit, and the rank of each."""
        wish = self._wish(text)
        if not wish.words:
            return {id_: TEXT for id_, _ in self.entries if id_}
        plan = self._plan(wish)
        ranks = {id_: self._rank(texts, wish, plan) for id_, texts in self.entries if id_}
        return {id_: rank for id_, rank in ranks.items() if rank != NOWHERE}

    # How much of the words an entry has, which orders those of one rank.

    def steps(self, text):
        """{id: how far it is from the best}, whole numbers of which are told apart.
        None where a word is nowhere, so that one spelt like it may count."""
        wish = self._wish(text)
        sums = {id_: 0.0 for id_, _ in self.entries if id_}
        told = 0  # where several end that told more together
        for at in range(len(wish.words)):
            part = WITHIN_WORDS if at < told else 1
            word, told = self._word_worths(wish, at, told)
            if word is None:
                return None
            for id_, worth in word.items():
                sums[id_] += part * worth
        best = max(sums.values())
        return {id_: (1 - worth / best) * STEPS if best else 0 for id_, worth in sums.items()}

    def _word_worths(self, wish, at, told):
        best, most = {}, 1

        def weigh(ranks, part, is_several=False, cap=None):
            for id_, rank in ranks.items():
                having = {one: each for one, each in ranks.items()
                          if each <= rank or not is_several}
                rarity = min(most if cap is None else cap, self._rarity(having))
                best[id_] = max(best.get(id_, 0), part * rarity * WORTH[rank])

        if self._counts(wish, wish.words[at]):
            own = self._ranks_of(wish.words[at], at + 1 == len(wish.words))
            if not own:
                return None, told
            weigh(own, 1)
            most = self._rarity(own) or 1
        size, tied = wish.tied.get(at, (0, None))
        if tied and (at not in wish.short or any(
                self._counts(wish, word) for word in wish.words[at:at + size])):
            weigh(self._ranks_of(tied, at + size == len(wish.words)), 1)
        for language, items in self._rows_at(wish.words[at]):
            cut = self.stemmers[language].cut
            first = cut(wish.words[at])
            ends = [self._end_of(wish, at, item, language)
                    if item.words and cut(item.words[0]) == first else 0 for item in items]
            counts = [len(item.words) if end else 0 for item, end in zip(items, ends)]
            told = max([told, *(end for end, count in zip(ends, counts) if count > 1)])
            count = max(counts)
            for item in items[counts.index(count)].leads if count else ():
                weigh(self._ranks_of_item(item), MEANT_ALIKE * (1 + FURTHER_WORD * (count - 1)),
                      len(item.words) > 1, 1 if count > 1 else None)
        return best, told

    def _ranks(self, rank):
        found = {id_: rank(texts) for id_, texts in self.entries if id_}
        return {id_: rank for id_, rank in found.items() if rank != NOWHERE}

    def _ranks_of(self, word, is_unfinished):
        return self._ranks(lambda texts: min(text.rank(word, is_unfinished) for text in texts))

    def _ranks_of_item(self, item):
        if item not in self.alike:
            self.alike[item] = self._ranks(lambda texts: self._rank(texts, item))
        return self.alike[item]

    def _rarity(self, ranks):
        count = sum(1 for id_, _ in self.entries if id_)
        if not ranks:
            return 0
        return math.log(1 + (count - len(ranks) + 0.5) / (len(ranks) + 0.5)) / math.log(2 + count)

    def _counts(self, wish, word):
        return word not in self.little or all(one in self.little for one in wish.words)

    def _end_of(self, wish, at, item, language):
        """Where the words of the item end that stand from a place on, little ones and numbers
        between; 0 where they do not."""
        cut, place, left, counts = self.stemmers[language].cut, at, LITTLE_AMONG, False
        for mine in item.words:
            while True:
                if place == len(wish.words):
                    return 0
                word = wish.words[place]
                place += 1
                if cut(word) == cut(mine):
                    break
                if place - 1 == at or left == 0 or not self._says_little(word):
                    return 0
                left -= 1
            counts |= self._counts(wish, word)
        return place if counts else 0

    def _says_little(self, word):
        return word in self.little or re.fullmatch("[0-9]*", word)
