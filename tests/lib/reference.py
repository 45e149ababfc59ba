"""A directory with every key that there is, from what the program itself prints
of its tables: what is added there is in it by itself."""

import collections
import re

from command import printed

# What stands where a word of its own kind does.
_VALUES = {
    "a whole number": "3",
    "a duration": "90 days",
    "a date": "2026-01-02",
    "a day": "2026-12-25",
    "an address": "https://example.org/{mark}",
    "an e-mail address": "{mark}@example.org",
    "a phone number": "+1-202-555-0101",
    "24/7": "24/7",
    "a facet and a term of it": "audience:one",
    "text": "{mark} words",
}

# The sections, by how the reference calls them: each kind once, and before it
# those that it names.
_SECTIONS = {
    "directory": "directory", "facet:ID": "facet:audience", "FACET:ID": "audience:one",
    "kind:ID": "kind:one", "answered-by:ID": "answered-by:one", "start:ID": "start:one",
    "link-check:ID": "link-check:one", "reading:ID": "reading:one",
    "phone:ID": "phone:one", "entry:ID": "entry:one",
}

# Keys whose form the row alone does not tell, or that would hide others.
_KNOWN = {
    ("directory", "languages"): "en, es",
    ("directory", "time-zone"): "America/New_York",
    ("directory", "namespace"): "https://example.org/list",
    ("directory", "gone"): "gone-entry",
    ("directory", "short-codes"): "112",
    ("start:ID", "filter"): "audience=one",
    ("phone:ID", "abroad"): "two",
    ("phone:ID", "audience"): None,
    ("phone:ID", "extension"): "12",
    ("kind:ID", "schema-org"): "GovernmentOrganization",
    ("entry:ID", "alias"): "old-entry",
    ("entry:ID", "listed-under"): "two",
    ("entry:ID", "parent"): "two",
    ("entry:ID", "replaced-by"): None,
    ("FACET:ID", "parent"): "two",
    ("FACET:ID", "code"): "another:{mark}",
    # Shown where they are the links of entries; see test-links.py.
    **{("link-check:ID", key): None for key in ("moved", "dead", "failing", "untried")},
}

# What the sections above refer to, and nothing of interest besides.
_OTHERS = """
[audience:two]
name = Second term

[phone:two]
number = +1-202-555-0102
purpose = Second line
answered-by = one
verified = 2026-01-02 | an example

[entry:two]
name = Second entry
kind = one
summary = Second summary.
"""


class Key:
    """One key of one section. `value` may have `{mark}` in it."""

    def __init__(self, section, name, text):
        self.section, self.name = section, name
        self.kind = re.search(r"Takes (one of |the id|[a-z0-9/ -]*)", text)[1].strip()
        self.has_note = "and a note behind" in text and (section, name) != ("directory", "gone")
        self.is_translated = "Translated as" in text
        self.is_review = name == "reviewed"
        choices = re.search(r"Takes one of ([^.,]+)", text)
        self.value = _KNOWN.get((section, name), "one")
        if (section, name) not in _KNOWN and not self.kind.startswith("the id"):
            self.value = choices[1] if choices else next(
                value for kind, value in _VALUES.items() if self.kind.startswith(kind))

    @property
    def is_text(self):
        return self.kind == "text"

    def lines(self):
        """(key, value, whether the value behind the bar is a note) as it is written in
        the default language and in another."""
        if self.value is None:
            return
        if not self.is_review:
            yield self.name, self.value, self.has_note
        if self.is_translated or self.is_review:
            yield self.name + ".es", self.value, self.has_note


def keys(program, *arguments):
    """Every Key, in the order of the reference."""
    text = printed("reference", "directory", *arguments, binary=program)
    section = ""
    for block in re.split(r"\n\n+", text):
        heading = re.search(r"^;\[(.+)\]$", block, flags=re.M)
        named = re.search(r"^;([a-z-]+) =$", block, flags=re.M)
        if heading:
            section = heading[1]
        elif named:
            prose = " ".join(line[2:] for line in block.splitlines()
                             if line.startswith("; "))
            yield Key(section, named[1], prose)


# Where a value or a note stands: its line, and which pair it belongs to, whatever
# lines there are before it.
Place = collections.namedtuple("Place", "line pair words")


class Text:
    """The files of such a directory, and where each value stands."""

    def __init__(self, program, value_of):
        """`value_of(key, pair, mark, value)` is what stands there in place of `value`;
        `mark` belongs to that place alone. Of a note, `key` is None. Where the answer
        is None there is no line. `places` says where each mark is."""
        self.lines, self.places = [], {}
        self._value_of, self._told = value_of, ""
        rows = list(keys(program))
        for section, name in _SECTIONS.items():
            self._add(f"[{name}]")
            for key in (row for row in rows if row.section == section):
                for words, value, has_note in key.lines():
                    self._add_pair(key, words, value, has_note)
            if section == "entry:ID":
                self._add_pair(Key(section, "audience", "Takes the id"), "audience", "one",
                               True)
        self.lines += _OTHERS.splitlines()

    def _add(self, line):
        self.lines.append(line)

    def _add_pair(self, key, words, value, has_note):
        # A translated note repeats the value that it is a note to.
        if words.endswith(".es") and not key.is_text and not key.is_review:
            value = self._told
        else:
            value = self._told = self._place(key, value, words)
        if value is None:
            return
        if has_note:
            value += " | " + self._place(None, "{mark} note", words + " note")
        self._add(f"{words} = {value}")

    def _place(self, key, value, words):
        """The value with the mark of its place, which it remembers."""
        mark = f"m{len(self.places):03}k"
        pair = len(self.lines)
        self.places[mark] = Place(str(self).count("\n") + 1, pair, words)
        return self._value_of(key, pair, mark, value.replace("{mark}", mark))

    def __str__(self):
        return "".join(line + "\n" for line in self.lines)
