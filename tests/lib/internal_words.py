"""A directory with internal parts, in which every internal text is a word that
stands nowhere else."""

import collections
import random
import re
import string

from command import printed

# Directories


class Words:
    """Words that no text holds by chance."""

    def __init__(self, seed):
        self._random = random.Random(seed)

    def word(self):
        return "".join(self._random.choices(string.ascii_lowercase, k=12))

    def number(self):
        return f"+1-202-555-01{self._random.randint(50, 99)}"


def fields(words, *names):
    return "".join(f"{name} = {words.word()}\n" for name in names)


ENTRY_TEXTS = ("abbreviation", "aka", "summary", "note", "internal-note",
               "address", "area", "eligibility", "how", "languages",
               "cost", "first-step", "asks", "must-report", "takes", "bring",
               "interpretation", "fee", "waiting-time", "licenses", "accreditations")


def entry(words, name, more):
    """An entry with a word of its own in every text."""
    return (
        f"[entry:{name}]\nname = {words.word()}\nkind = office\n"
        + fields(words, *ENTRY_TEXTS)
        + f"email = {words.word()}@{words.word()}.example\n"
        f"link = https://{words.word()}.example/{words.word()} | "
        f"{words.word()}\nfact = {words.word()} | {words.word()}, 2020\n"
        f"hours = 24/7 | {words.word()}\n"
        f"correction = {words.word()} | {words.word()}\n"
        f"checked = 2020-02-02 | {words.word()}\n{more}\n"
    )


def phone(words, name, more=""):
    return (
        f"[phone:{name}]\nnumber = {words.number()}\n"
        + fields(words, "purpose", "prompt", "languages", "cost", "doubt",
                 "note")
        + f"hours = 24/7 | {words.word()}\n"
        f"verified = 2020-02-02 | {words.word()}\n{more}\n"
    )


# In public too: two entries, and a phone that entries of both scopes use.
OPEN_ENTRY = """[entry:open-top]
{replaces}name = Open top
kind = department
summary = Stands above entries of both scopes.
audience = workers
goal = access
phone = open-line
link = https://open.example/
"""
GENERATED = OPEN_ENTRY.format(replaces="") + """
[entry:open-below]
name = Open below
kind = office
listed-under = open-top
summary = Stands below it.
audience = survivors, public
service = training
topic = data
goal = outcomes | its editors say so

[phone:open-line]
number = +1-202-555-0140
purpose = Ask openly
answered-by = ngo
verified = undated | nowhere
"""


def generated_internal(words):
    """What only the internal scope has: marked, below something marked, or
    used by nothing else; and what is internal of an entry that is public."""
    term, wider, who, marked, used, abroad, old, facet, value = (
        words.word() for _ in range(9))
    ids = [words.word() for _ in range(8)]
    uses = (f"audience = {term} | {words.word()}\nservice = training\n"
            f"{facet} = {value}\nphone = {marked}, {used}, open-line\n")
    text = (
        f"[audience:{term}]\nparent = {wider}\n"
        + fields(words, "name", "summary", "note")
        + f"[audience:{wider}]\n" + fields(words, "name", "summary")
        + f"[facet:{facet}]\nvisibility = internal\n" + fields(words, "name", "note")
        + f"[{facet}:{value}]\n" + fields(words, "name")
        + f"[start:{words.word()}]\nfilter = {facet}={value}\n" + fields(words, "name")
        + f"[start:{words.word()}]\nfilter = audience=workers,{term}\n"
        + fields(words, "name")
        + f"[answered-by:{who}]\n" + fields(words, "name", "caution")
        + phone(words, marked, f"answered-by = {who}\nvisibility = internal\n")
        + phone(words, used, f"answered-by = {who}\nabroad = {abroad}\n")
        + phone(words, abroad, f"answered-by = ngo\naudience = {term}\n")
    )
    above = ["visibility = internal\n"] * 2 + [
        "listed-under = open-top\nvisibility = internal\n",
        "parent = doj\nvisibility = internal\n",
        f"listed-under = {ids[0]}\n",
        f"parent = {ids[1]}\nlisted-under = open-below\n",
        f"listed-under = {ids[4]}\nreplaced-by = {ids[0]}\n",
        f"parent = {ids[2]}\nvisibility = public\n",
    ]
    if ";alias =" in reference():
        above[0] += f"alias = {old}\n"
    for name, more in zip(ids, above):
        text += entry(words, name, uses + more)
    return text + OPEN_ENTRY.format(replaces="replaces = shipped\n") + (
        f"internal-note = {words.word()}\naddress = {words.word()}\n"
        f"replaced-by = {ids[0]}\nphone = {marked}\n")


def reference():
    return printed("reference", "directory")


def sections(text):
    """(kind, id, [(key, value)]) of each section, read without much care."""
    text = re.sub(r"^[;#].*\n", "", text, flags=re.M)
    text = re.sub(r"\n[ \t]+", " ", text)
    for part in re.split(r"^\[", text, flags=re.M)[1:]:
        head, *lines = part.splitlines()
        kind, _, name = head.rstrip("]").partition(":")
        yield kind, name, [tuple(line.split(" = ", 1))
                           for line in lines if " = " in line]


def spellings(number):
    """Parts of a number that every way to write it has one of."""
    digits = re.sub(r"\D", "", number)[-7:]
    return {digits, digits[:3] + "-" + digits[3:]}


def secrets(text, known):
    """{kind of text: set of texts} of what stands in the sections of `text`
    and nowhere in `known`."""
    found = collections.defaultdict(set)
    for kind, name, pairs in sections(text):
        found[kind].add(name)
        for key, value in pairs:
            if key == "number":
                found[key] |= spellings(value)
            elif key != "visibility":
                found[key] |= set(re.split(r" \| |, ", value))
    for key, texts in found.items():
        found[key] = {t for t in texts if len(t) > 4 and t not in known}
    return {key: texts for key, texts in found.items() if texts}
