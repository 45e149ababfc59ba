"""A second reader of directories, written from section 3 of the design and
not from the program's code, so that the two can be compared. Where the design
leaves a choice (which digits make a phone number, which characters a link may
hold), it follows what the program does.

    values, faults = read_folders(["data", "site"])

A value is [kind, id, key, language, words, note, line, file] as
tests/lib/dump-directory prints it; a fault is (file, line, words). Where there is
a fault, there are no values."""

import functools
import os
import re
import urllib.parse
from collections import namedtuple

from reader_form import ALL_BLANKS, BLANKS, Section, read_form
from reader_tables import KINDS, field_of
from reader_value import (PRINTED, REPLACES, is_form, is_of_ids, is_quoted, plain)

# What no facet may be called, besides the kinds and the keys of entries: the
# parameters of a query, and what else the program keeps for itself.
RESERVED = set(
    "q lang page per_page sort heading filters keep prefix style links crisis"
    " exit fields format bom hide replaces id number facets".split()
)
LAST_FOLDER = 10 ** 6
ALONE = {"directory", "hide"}  # kinds of section that have no id
BAR = re.compile(f"(?<=[{ALL_BLANKS}])[|](?=[{ALL_BLANKS}])")
Value = namedtuple("Value", "key language text note line file")


class Record:
    """A section read by the table of its kind."""

    def __init__(self, section, table, languages, codes=()):
        self.section, self.table, self.languages = section, table, languages
        self.codes = codes
        self.values, self.faults = {}, []  # (key, language): values
        for pair in section.pairs:
            self.take(pair)
        self.check_translations()

    def fault(self, line, words):
        self.faults.append((self.section.file, line, words))

    def known(self, name):
        """The row, the key, the language of `key` or `key.es`; or None."""
        key, dot, language = name.partition(".")
        field = self.table.get(key)
        if field is None or not dot:
            return field and not field.review and (field, key, "") or None
        if field.translated and language in self.languages[1:]:
            return field, key, language
        return None

    def take(self, pair):
        known = self.known(pair.name)
        if known is None:
            self.fault(pair.line, f"unknown key {pair.name}")
            return
        for name, line in pair.lookalikes:
            if name.partition(".")[0] in self.table:
                self.fault(line, "a continuation that looks like a key")
        field, key, language = known
        for text, note in self.parts(field, pair):
            self.add(field, Value(
                key, language, text, note, pair.line, self.section.file
            ))

    def parts(self, field, pair):
        """The values that a pair holds, each with its note."""
        text, note = pair.value, None
        if is_quoted(text):
            self.fault(pair.line, "quotes")
            return []
        bar = BAR.search(text + " ") if field.note else None
        if bar:
            text, note = text[:bar.start()], text[bar.end():]
            text, note = text.strip(ALL_BLANKS), note.strip(ALL_BLANKS)
        elif field.list and is_of_ids(field):
            return [(id.strip(ALL_BLANKS), None) for id in text.split(",")]
        return [(text, note)]

    def add(self, field, value):
        value = value._replace(text=plain(field.form, value.text))
        values = self.values.setdefault((value.key, value.language), [])
        if value.text == "" or value.note == "":
            self.fault(value.line, "an empty value")
        elif not is_form(field.form, value.text, self.codes):
            self.fault(value.line, f"not a {field.form}: {value.text}")
        elif values and not field.list:
            self.fault(value.line, f"{value.key} again")
        elif is_of_ids(field) and value.text in (v.text for v in values):
            self.fault(value.line, f"{value.text} again")
        else:
            values.append(value)

    def check_translations(self):
        for (key, language), values in self.values.items():
            plain = self.values.get((key, ""))
            field = self.table[key]
            if not values or not language:
                continue  # nothing, or nothing to compare with
            if not plain and not field.review:
                self.fault(values[0].line, f"no plain {key}")
            elif field.note and field.form.endswith((":", "link", "hours")):
                known = {value.text for value in plain}
                for value in values:
                    if value.text not in known:
                        self.fault(value.line, "another value than the plain one")

    def check_required(self):
        for key, field in self.table.items():
            if field.required and not self.values.get((key, "")):
                self.fault(self.section.line, f"no {key}")

    def texts(self, key):
        return [v.text for v in self.values.get((key, ""), [])]


def shown_below(record):
    """Where the list shows an entry; of a term, the wider term."""
    return record.texts("listed-under") or record.texts("parent")


def reports_to(record):
    return record.texts("parent") or record.texts("listed-under")


def replaced_by(record):
    return record.texts("replaced-by")


def record_of(section, table, languages, codes):
    """The section read, or what was read of it before: of a directory, most is
    the same as in the last one."""
    key = id(table), languages, codes
    if key not in section.read:
        record = Record(section, table, languages, codes)
        record.check_required()
        section.read[key] = record
    return section.read[key]


@functools.cache
def tables_with(facets):
    """The tables of a directory that declares these facets."""
    tables = dict(KINDS, entry=dict(KINDS["entry"]))
    term = tables.pop("TERM")
    for facet in facets:
        parent = term["parent"]._replace(form=facet + ":")
        tables[facet] = dict(term, parent=parent)
        tables["entry"][facet] = field_of(
            facet + ":", "list", "translated", "note"
        )
    return tables


def languages_of(sections):
    """All that any folder names, the first of them the default one."""
    found = {}
    for section in sections:
        for pair in section.pairs:
            if pair.name == "languages":
                ids = (id.strip(BLANKS) for id in pair.value.split(","))
                found.update((id, None) for id in ids)
    return tuple(found)


def files_of(folder):
    return sorted(
        entry.path for entry in os.scandir(folder)
        if entry.name.endswith(".ini") and not entry.name.startswith(".")
    )


def is_active(phone):
    return phone.texts("status") in ([], ["active"])


def is_for_lists(phone):
    return (bool(phone.texts("verified")) and phone.texts("visibility") != ["internal"]
            and phone.texts("type") != ["fax"])


def is_for_everybody(phone):
    """Whether a reader can talk to somebody there at any time."""
    digits = re.sub("[^0-9+]", "", "".join(phone.texts("number")))
    return (is_active(phone) and is_for_lists(phone) and not phone.texts("audience")
            and "voice" in (phone.texts("type") or ["voice"])
            and digits not in ("911", "112", "999", "000"))


class Directory:
    """All sections of all folders, and what is wrong with them."""

    def __init__(self, folders):
        self.faults, self.sections, self.aliases = [], [], {}
        for number, folder in enumerate(folders):
            self.read_folder(number, folder)
        self.overlay()
        self.tables = self.make_tables()
        self.about = self.merge_about()
        self.read_records()
        if not self.faults:
            self.check_references()

    def fault(self, place, words):
        self.faults.append((place.file, place.line, words))

    def read_folder(self, number, folder):
        for path in files_of(folder):
            with open(path, "rb") as file:
                form = read_form(file.read(), path)
            self.faults += form.faults
            for section in form.sections:
                section.folder = number
                self.sections.append(section)

    # Later folders over earlier ones.

    def overlay(self):
        """Carries out `replaces` and `[hide]`, and drops what is gone."""
        self.hidden = {}  # an entry's id: the folders that hide it
        for section in self.sections:
            if section.kind == "hide" and section.id is None:
                self.hide(section)
        same = {}  # all that were opened by one name, in reading order
        for section in self.sections:
            same.setdefault((section.kind, section.id), []).append(section)
        kept = [s for sections in same.values() for s in self.stack(sections)]
        self.sections = [
            s for s in kept if s.kind != "hide" or s.id is not None
        ]

    def hide(self, section):
        record = Record(section, {"entry": field_of("entry:", "list")}, ())
        self.faults += record.faults
        for value in record.values.get(("entry", ""), []):
            self.hidden.setdefault(value.text, set()).add(section.folder)
            if not any(
                (s.kind, s.id) == ("entry", value.text)
                and s.folder < section.folder for s in self.sections
            ):
                self.fault(value, f"nothing to hide: {value.text}")

    def stack(self, sections):
        """What remains of the sections of one name."""
        kept, is_hidden, before = [], False, None
        for section in sections:
            if self.hides(section, before, section.folder):
                is_hidden = True
            if before and before.folder == section.folder:
                self.fault(section, "the section again")
            elif any(pair.name == "replaces" for pair in section.pairs):
                kept = [self.replace(section, before)]
                if is_hidden:
                    self.fault(section, "what it replaces is hidden")
            elif is_hidden:
                kept, is_hidden = [section], False
            else:
                if kept and section.kind not in ALONE:
                    self.fault(section, "the section again")
                kept.append(section)
            before = section
        if is_hidden or self.hides(before, before, LAST_FOLDER):
            return []
        return kept

    def hides(self, section, before, last):
        """Whether a folder behind that of `before`, up to the folder `last`,
        hides the entry."""
        return before and section.kind == "entry" and any(
            before.folder < folder <= last
            for folder in self.hidden.get(section.id, ())
        )

    def replace(self, section, before):
        """The section without the key that says what it replaces."""
        says = [pair for pair in section.pairs if pair.name == "replaces"]
        value = says[0].value.translate(PRINTED)
        there = before or self.merged(section)
        if len(says) > 1 or not there or not REPLACES.fullmatch(value):
            self.faults.append((section.file, says[-1].line, "replaces what?"))
        new = Section(section.kind, section.id, section.line, section.file)
        new.folder = section.folder
        new.pairs = [pair for pair in section.pairs if pair.name != "replaces"]
        return new

    def merged(self, section):
        """A section of an earlier folder that took in one of this name."""
        return next((
            s for s in self.sections
            if s.kind == section.kind and s.folder < section.folder
            for pair in s.pairs if pair.name == "alias"
            and section.id in [id.strip(BLANKS) for id in pair.value.split(",")]
        ), None)

    # Sections and their kinds.

    def make_tables(self):
        taken = RESERVED | {*KINDS, *KINDS["entry"]}
        facets = []
        for section in self.sections:
            if section.kind == "facet" and section.id in taken:
                self.fault(section, f"{section.id} cannot be a facet")
            elif section.kind == "facet" and section.id:
                facets.append(section.id)
        return tables_with(tuple(i for i in facets if i != "department"))

    def merge_about(self):
        """[directory] with the keys of later folders over the earlier."""
        about, sections = None, [
            s for s in self.sections if (s.kind, s.id) == ("directory", None)
        ]
        self.languages = languages_of(sections)
        for section in sections:
            about = self.merge(about, section)
        if about:
            about.check_required()
            self.faults += about.faults
        else:
            self.faults.append(("", 0, "no [directory]"))
        return about

    def merge(self, about, section):
        record = Record(section, KINDS["directory"], self.languages)
        if about is None:
            return record
        for value in record.values.get(("languages", ""), [])[:1]:
            if self.languages and value.text != self.languages[0]:
                record.fault(value.line, "another default language")
        anew = {key for key, _ in record.values}
        for (key, language), values in about.values.items():
            if key not in anew:
                record.values[key, language] = values
        record.faults += about.faults
        record.section = about.section
        return record

    def read_records(self):
        self.by_id = {}
        for section in self.sections:
            if section.kind != "directory" or section.id is not None:
                self.read_record(section)

    def read_record(self, section):
        table = self.tables.get(section.kind)
        if table is None or (section.id is None) != (section.kind in ALONE):
            self.fault(section, f"no such kind of section: {section.kind}")
            return
        codes = tuple(self.about.texts("short-codes")) if self.about else ()
        record = record_of(section, table, self.languages, codes)
        self.faults += record.faults
        if (section.kind, section.id) in self.by_id:
            self.fault(section, "the section again")
        else:
            self.by_id[section.kind, section.id] = record

    # What sections say of each other.

    def check_references(self):
        self.named = dict(self.by_id)  # with the ids that phones had before
        for (kind, _), record in self.by_id.items():
            self.check_aliases(kind, record)
        for record in [self.about, *self.by_id.values()]:
            self.check_record(record)
        for kind in self.tables:
            self.check_cycles(kind, shown_below)
            self.check_cycles(kind, reports_to)
            self.check_cycles(kind, replaced_by)
        for key in ("crisis", "lines"):
            self.check_lines(self.about.values.get((key, ""), []))
        department = self.by_id.get(("facet", "department"))
        if department and department.texts("visibility") == ["internal"]:
            self.fault(department.values["visibility", ""][0], "an internal department")
        self.check_crisis(self.about.values.get(("crisis", ""), []))
        for (kind, _), record in self.by_id.items():
            if kind == "start":
                self.check_filter(record.values["filter", ""][0])

    def check_record(self, record):
        for values in record.values.values():
            for value in values:
                form = record.table[value.key].form
                if form == "facet-and-term":
                    self.check_term(value)
                if not form.endswith(":"):
                    continue
                if (form[:-1], value.text) not in self.named:
                    self.fault(value, f"no [{form}{value.text}]")

    def check_term(self, value):
        facet, _, term = value.text.partition(":")
        kind = "entry" if facet == "department" else facet
        if facet != "department" and ("facet", facet) not in self.named:
            self.fault(value, f"{facet} is no facet")
        elif (kind, term) not in self.named:
            self.fault(value, f"no [{value.text}]")

    def check_aliases(self, kind, record):
        """An id of before is no section's in its folder or one before, and no
        other's alias. A section may name itself."""
        for value in record.values.get(("alias", ""), []):
            name = kind, value.text
            other = self.by_id.get(name)
            if (other not in (None, record)
                    and other.section.folder <= record.section.folder):
                self.fault(value, f"{value.text} is there")
            if self.aliases.setdefault(name, record) is not record:
                self.fault(value, f"{value.text} was another's")
            if kind == "phone":
                self.named.setdefault(name, record)

    def check_lines(self, values):
        """What not everybody can rely on is in no list of lines. A phone for
        one audience may be: a strip shows it under a filter for that."""
        for value in values:
            phone = self.named.get(("phone", value.text))
            if phone and is_active(phone) and not is_for_lists(phone):
                self.fault(value, f"{value.text} is no line for everybody")

    def check_crisis(self, values):
        """One of the crisis lines is for everybody."""
        phones = [self.named.get(("phone", value.text)) for value in values]
        if values and all(phone and phone.texts("audience") for phone in phones):
            self.fault(values[0], "no crisis line is for everybody")

        if not all(phone is None or is_active(phone) for phone in phones) and not any(
                phone and is_for_everybody(phone) for phone in phones):
            self.fault(next(phone.values["status", ""][0] for phone in phones
                            if phone and not is_active(phone)), "no line is left")

    def check_cycles(self, kind, ways_up):
        """Nothing stands above itself."""
        above = {
            id: ways_up(record)
            for (of, id), record in self.by_id.items() if of == kind
        }
        for id in above:
            seen, at = set(), above[id]
            while at and at[0] not in seen:
                seen.add(at[0])
                at = above.get(at[0])
            if id in seen:
                section = self.by_id[kind, id].section
                self.fault(section, f"{kind} {id} stands above itself")

    def check_filter(self, value):
        """It chooses terms that there are. What is no facet is ignored."""
        chosen = [
            (name, id) for name, ids in urllib.parse.parse_qsl(value.text)
            if name in self.tables["entry"].keys() - KINDS["entry"].keys()
            or name == "department"
            for id in ids.split(",") if id
        ]
        if not chosen or not all(self.is_term(*term) for term in chosen):
            self.fault(value, "the filter is unknown")

    def is_term(self, facet, id):
        """One that no entry has, as an entry that is no department, finds nothing."""
        return ("entry" if facet == "department" else facet, id) in self.by_id

    def values(self):
        """Every value, as the program prints it."""
        return [
            [record.section.kind, record.section.id or "", value.key,
             value.language, value.text, value.note, value.line, value.file]
            for record in [self.about, *self.by_id.values()]
            for values in record.values.values() for value in values
        ]


def read_folders(folders):
    """The values of the directory in these folders, and its faults."""
    directory = Directory(folders)
    faults = sorted(set(directory.faults))
    return ([] if faults else directory.values()), faults
