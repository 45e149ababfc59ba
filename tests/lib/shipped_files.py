"""The files of the shipped directory, read by a strict reader of its own, so that a
mistake in the program cannot hide one in the data. SIGNPOST_DATA names another
folder."""

import os
import re
from collections import namedtuple
from pathlib import Path

import tap
from places import source_folder

DATA = Path(os.environ.get("SIGNPOST_DATA") or os.path.join(source_folder(), "data"))
LOCALE = Path(source_folder()) / "conf" / "locale"


Value = namedtuple("Value", "text file line")

KEYS = {kind: keys.split() for kind, keys in {
    "directory": """title languages namespace time-zone stale-after crisis
        lines scope-note note license synonym""",
    "facet": "name note order open expected schema-org",
    "term": "name summary note order parent reports aside changed",
    "kind": "name hsds schema-org changed",
    "answered-by": "name short caution help changed",
    "start": "name filter order",
    "phone": """number extension prompt type purpose word answered-by relay hours
        languages cost abroad verified changed alias status audience
        fits danger harmless visibility doubt note""",
    "entry": """name abbreviation aka kind listed-under parent summary note
        fact correction email address area eligibility how hours languages
        cost phone link status visibility internal-note changed checked
        replaced-by""",
}.items()}

REPEATED = """aka fact correction email address phone link crisis lines audience
    service topic goal synonym""".split()
FACETS = "audience service topic goal".split()
LISTS = FACETS + "phone crisis lines".split()
HEADER = re.compile(r"\[([a-z-]+)(?::([a-z0-9-]+))?\]")
UNPRINTABLE = re.compile(
    "[\x00-\x08\x0a-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


class Section:
    def __init__(self, kind, name, where):
        self.kind, self.id, self.where = kind, name, where
        self.values = {}

    def all(self, key):
        return [value.text for value in self.values.get(key, [])]

    def one(self, key):
        return self.all(key)[0] if self.all(key) else None

    def ids(self, key):
        """The ids of a key, of all its lines, without their notes."""
        return [one.strip() for text in self.all(key)
            for one in note_of(text)[0].split(",")]

    def notes(self, key):
        return [note_of(text) for text in self.all(key)]


def note_of(text):
    """A value and the note after its first ` | `, or None."""
    before, bar, after = text.partition(" | ")
    return before, after if bar else None


class Reader:
    """The sections of a folder, and every fault in how they are written."""

    def __init__(self, folder):
        self.sections = {}
        self.faults = []
        files = sorted(p for p in folder.glob("*.ini") if p.name[0] != ".")
        if not files:
            self.fault(folder, 0, "holds no INI file")
        for path in files:
            self.read(path)
        for section in self.sections.values():
            self.judge(section)

    def fault(self, path, line, text):
        self.faults.append(f"{path.name}:{line}: {text}")

    def read(self, path):
        section = last = None
        text = path.read_bytes().decode("utf-8", "replace")
        if "\ufffd" in text:
            self.fault(path, 0, "is not UTF-8")
        if not text.endswith("\n"):
            self.fault(path, text.count("\n") + 1, "has no end of line")
        for number, line in enumerate(text.split("\n"), 1):
            if UNPRINTABLE.search(line):
                self.fault(path, number, "an unprintable character")
            bare = line.strip()
            if line != line.rstrip():
                self.fault(path, number, "a blank at the end")
            if len(line) > 100 and not re.search(r"= https://\S+$", line):
                self.fault(path, number, "longer than 100 columns")
            if not bare or bare[0] in ";#":
                last = None
            elif line[0] == "[":
                section, last = self.open(path, number, line), None
            elif line[0] in " \t":
                self.go_on(path, number, bare, last, section)
            else:
                last = self.assign(path, number, line, section)

    def open(self, path, number, line):
        match = HEADER.fullmatch(line)
        if not match or len(line) > 48:
            return self.fault(path, number, f"`{line}` is not a header")
        if line in self.sections:
            self.fault(path, number,
                f"`{line}` stands at {self.sections[line].where} too")
        section = Section(*match.groups(), f"{path.name}:{number}")
        return self.sections.setdefault(line, section)

    def go_on(self, path, number, bare, last, section):
        if last is None:
            return self.fault(path, number, "continues nothing")
        key = bare.partition("=")[0].strip().partition(".")[0]
        if "=" in bare and key in keys_of(section):
            return self.fault(path, number, f"looks like `{key} =`")
        values = section.values[last]
        values[-1] = values[-1]._replace(text=f"{values[-1].text} {bare}")

    def assign(self, path, number, line, section):
        if section is None:
            return self.fault(path, number, "stands in no section")
        key, equals, text = (part.strip() for part in line.partition("="))
        if not equals or ":" in key:
            return self.fault(path, number, "is not `key = value`")
        if key.partition(".")[0] not in keys_of(section):
            self.fault(path, number,
                f"`{key}` is not a key of {section.kind}")
        if key in section.values and key.partition(".")[0] not in REPEATED:
            self.fault(path, number, f"`{key}` stands twice")
        section.values.setdefault(key, []).append(
            Value(text, path, number))
        return key

    def judge(self, section):
        for key, values in section.values.items():
            for value in values:
                self.judge_value(key, value)
            if key in LISTS:
                ids = section.ids(key)
                if len(set(ids)) != len(ids):
                    self.fault(values[0].file, values[0].line,
                        f"`{key}` names an id twice")

    def judge_value(self, key, value):
        text, path, line = value
        if not text:
            self.fault(path, line, f"`{key}` is empty")
        if len(text) > 1 and text[0] == text[-1] == '"':
            self.fault(path, line, f"`{key}` is wholly in quotes")
        if text.count(" | ") > 1 or text.count("|") > text.count(" | "):
            self.fault(path, line, f"`{key}` has a stray bar")
        if key in FACETS:
            ids, note = note_of(text)
            if note is not None and "," in ids:
                self.fault(path, line, "a note stands with several ids")
            if not re.fullmatch(r"[a-z0-9-]+(, [a-z0-9-]+)*", ids):
                self.fault(path, line, f"`{ids}` is not a list of ids")


def keys_of(section):
    kind = "term" if section.kind in FACETS else section.kind
    extra = FACETS if kind == "entry" else []
    return KEYS.get(kind, []) + extra + ["reviewed"]


READ = Reader(DATA)


def sections(kind):
    """The sections of a kind by id, in the order of the files."""
    return {s.id: s for s in READ.sections.values() if s.kind == kind}


def section(kind, name):
    """One section, or an empty one where it is missing."""
    return sections(kind).get(name) or Section(kind, name, "nowhere")


ENTRY, PHONE = sections("entry"), sections("phone")
DIRECTORY = section("directory", None)


def rows(table):
    """The cells of a table in which an indented line continues its row."""
    lines = re.sub(r"\n\t", " ", table.strip()).splitlines()
    return [line.split(" | ") for line in lines]


def differs(what, have, want):
    return [] if have == want else [f"{what}: is {have}, should be {want}"]


def texts():
    """Every value that a reader may see, with its place. What people type who
    search is theirs, and is not shown."""
    for section in READ.sections.values():
        for key, values in section.values.items():
            for value in values if not key.startswith("synonym") else ():
                yield f"{value.file.name}:{value.line}", key, value.text


def english():
    for where, key, text in texts():
        if "." not in key:
            yield where, key, text


def spanish():
    for where, key, text in texts():
        if key.endswith(".es"):
            yield where, key, text


def proves(sentence):
    """A test returns the complaints that make its sentence untrue."""
    def keep(test):
        def holds():
            complaints = test()
            assert not complaints, "\n".join(complaints)

        holds.__name__ = sentence
        return tap.proves(holds)
    return keep
