"""A second reader of directories, written from section 3 of the design and
not from the program's code, so that the two can be compared. Where the design
leaves a choice (which digits make a phone number, which characters a link may
hold), it follows what the program does.

    values, faults = read_folders(["data", "site"])

A value is [kind, id, key, language, words, note, line, file] as
tests/lib/dump-directory prints it; a fault is (file, line, words). Where there is
a fault, there are no values."""

import datetime
import functools
import os
import re
import unicodedata
import urllib.parse
from collections import namedtuple

LINE_BYTES = 64 * 1024
HEADER_BYTES = 48
BLANKS = " \t"

# What each kind of section may hold, in the words of
# `signpost reference directory`: a key, the form of its value, then whether it
# may stand more than once (list), be translated, has a note, must be there, is
# of a translation alone (review).
TABLES = """
directory
	title text translated required
	languages language list required
	namespace link required
	time-zone zone required
	stale-after duration
	crisis phone: list required
	lines phone: list
	note text translated
	synonym words list translated
	reviewed date review translated note
facet
	name text translated required
	note text translated
	order number
	open yes|no
	expected yes|no
	uuid uuid
	reviewed date review translated note
TERM
	name text translated required
	summary text translated
	note text translated
	order number
	parent same:
	uuid uuid
	reviewed date review translated note
kind
	name text translated required
	hsds organization|service
	schema-org text
	reviewed date review translated note
answered-by
	name text translated required
	caution text translated
	reviewed date review translated note
start
	name text translated required
	filter text required
	order number
	reviewed date review translated note
phone
	number number-to-dial required
	extension digits
	prompt text translated
	type voice|text|textphone|fax|video|chat
	purpose text translated required
	answered-by answered-by: required
	relay number-to-dial
	hours hours note
	languages text translated
	cost text translated
	abroad phone:
	note text translated
	verified date note
	status active|inactive|defunct|temporarily~closed
	audience audience: list
	visibility public|internal
	uuid uuid
	reviewed date review translated note
entry
	name text translated required
	abbreviation text
	aka text list translated
	kind kind: required
	listed-under entry:
	parent entry:
	summary text translated required
	note text list translated
	fact text list translated note
	correction text list translated note
	phone phone: list
	link link list translated note
	email email
	address text
	address-visibility public|internal
	area text translated
	eligibility text translated
	how text translated
	hours hours note
	languages text translated
	cost text translated
	status active|inactive|defunct|temporarily~closed
	replaced-by entry:
	checked date note
	changed date note
	visibility public|internal
	internal-note text list
	uuid uuid
	reviewed date review translated note
"""

# What no facet may be called, besides the kinds and the keys of entries: the
# parameters of a query, and what else the program keeps for itself.
RESERVED = set(
    "q lang page per_page sort heading filters keep prefix style links crisis"
    " exit fields format hide replaces id number facets".split()
)
LAST_FOLDER = 10 ** 6
ALONE = {"directory", "hide"}  # kinds of section that have no id

Field = namedtuple("Field", "form list translated note required review")
Pair = namedtuple("Pair", "name value line lookalikes")
Value = namedtuple("Value", "key language text note line file")


class Section:
    """A header and what stands below it."""

    def __init__(self, kind, id, line, file):
        self.kind, self.id, self.line, self.file = kind, id, line, file
        self.pairs = []
        self.folder = 0
        self.read = {}  # what record_of() made of it


def field_of(form, *words):
    return Field(form.replace("~", " "), *(
        word in words for word in ("list", "translated", "note", "required", "review")
    ))


def read_tables(text):
    tables = {}
    for line in text.split("\n"):
        if line.startswith("\t"):
            key, *words = line.split()
            table[key] = field_of(*words)
        elif line:
            table = tables[line] = {}
    return tables


KINDS = read_tables(TABLES)

# --- The form of a file -------------------------------------------------------

HEADER = re.compile(r"\[([a-z0-9-]+)(?::([a-z0-9-]+))?\]")
NAME = re.compile(r"[a-z0-9._-]+")
# Control characters but the tab, those that turn the direction of writing, and
# a byte order mark that does not begin the file; line separators with them.
UNWANTED = re.compile(
    "[\0-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
    "\u2028\u2029\ufeff]"
)


class Form:
    """Reads the bytes of one file into sections and pairs."""

    def __init__(self, data, file):
        self.file = file
        self.sections, self.faults = [], []
        self.skipping = False  # below a faulty header
        self.open = False  # a continuation may stand here
        self.started = False  # a header was there
        lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
        if not lines[-1]:
            lines.pop()
        for number, line in enumerate(lines, 1):
            self.take(number, line.removesuffix(b"\r").rstrip(b" \t"))

    def fault(self, line, words):
        self.faults.append((self.file, line, words))

    def take(self, number, line):
        text = self.plain(number, line)
        if text is None:
            self.open = False
            return
        bare = text.strip(BLANKS)
        if not bare or bare[0] in ";#":
            self.open = False
        elif text[0] == "[":
            self.header(number, text)
        elif text[0] in BLANKS:
            self.continuation(number, bare)
        else:
            self.pair(number, bare)

    def plain(self, number, line):
        """The line as text, or None where it holds what no line may."""
        text, words = None, ""
        if len(line) > LINE_BYTES:
            words = "too long"
        try:
            text = line.decode()
        except UnicodeDecodeError:
            words = "not UTF-8"
        if text and UNWANTED.search(text):
            words = "a control character"
        if words:
            self.fault(number, words)
        return None if words else text

    def header(self, number, text):
        self.open, self.started = False, True
        match = HEADER.fullmatch(text)
        self.skipping = not match or len(text) > HEADER_BYTES
        if self.skipping:
            self.fault(number, "not a header")
        else:
            section = Section(match[1], match[2], number, self.file)
            self.sections.append(section)

    def continuation(self, number, bare):
        if self.skipping:
            return
        if not self.open:
            self.fault(number, "an indented line that continues nothing")
            return
        pair = self.sections[-1].pairs[-1]
        if "=" in bare:
            name = bare.partition("=")[0].rstrip(BLANKS)
            pair.lookalikes.append((name, number))
        value = f"{pair.value} {bare}"
        self.sections[-1].pairs[-1] = pair._replace(value=value)

    def pair(self, number, bare):
        self.open = False
        if self.skipping:
            return
        name, equals, value = bare.partition("=")
        name, value = name.rstrip(BLANKS), value.strip(BLANKS)
        if not equals or not NAME.fullmatch(name):
            self.fault(number, "not `key = value`")
        elif not self.started:
            self.fault(number, "a key above the first header")
        elif not value:
            self.fault(number, "an empty value")
        else:
            pair = Pair(name, value, number, [])
            self.sections[-1].pairs.append(pair)
            self.open = True


@functools.lru_cache(maxsize=64)
def read_form(data, file):
    return Form(data, file)


# --- The form of a value ------------------------------------------------------

ID = re.compile(r"[a-z0-9-]+")
REPLACES = re.compile(r"shipped( \| .+)?")
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
DURATION = re.compile(r"([0-9]+) *(ms|s|min|h|hours|day|days)")
UNITS_MS = {
    "ms": 1, "s": 1000, "min": 60000, "h": 3600000, "hours": 3600000,
    "day": 86400000, "days": 86400000,
}
UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LINK = re.compile(r"(https?://(?=[A-Za-z0-9])|mailto:|tel:|sms:)[!-~]+")
EMAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9._+-]*\.[A-Za-z0-9._+-]*")
SHORT_CODE = re.compile(r"[2-9]11|988|[0-9]{5,6}")


def is_duration(text):
    match = DURATION.fullmatch(text)
    return match and int(match[1]) * UNITS_MS[match[2]] <= 10 ** 12


def is_date(text):
    match = DATE.fullmatch(text)
    if not match:
        return text == "undated"
    try:
        year, month, day = (int(part or 1) for part in match.groups())
        datetime.date(year or 2000, month, day)
    except ValueError:
        return False
    return True


def is_number_to_dial(text):
    if not re.fullmatch("[+]?[0-9]+([- ][0-9]+)*", text):
        return False
    digits = re.sub("[- ]", "", text)
    if digits[0] != "+":
        return bool(SHORT_CODE.fullmatch(digits))
    # Area code and exchange of the North American plan begin with 2 to 9.
    plan = "[+]1([2-9]..){2}...." if digits[1] == "1" else "[+][2-9].{7,14}"
    return bool(re.fullmatch(plan, digits))


@functools.cache
def is_zone(text):
    return bool(re.fullmatch("[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*", text)) and (
        os.path.isfile(os.path.join("/usr/share/zoneinfo", text))
    )


DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
DAY_MINUTES = 24 * 60
RANGE = re.compile(
    "(?P<days>{day}(-{day})?(, ?{day}(-{day})?)*) (..):([0-5].)-(..):([0-5].)".format(
        day="(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
    ).replace(".", "[0-9]")
)


def days_of(text):
    for span in re.split(", ?", text):
        first, _, last = span.partition("-")
        at, last = DAYS.index(first), DAYS.index(last or first)
        while at != last:
            yield at
            at = (at + 1) % 7
        yield at


@functools.cache
def is_hours(text):
    """24/7, or ranges and a zone; no minute of the week stands in two."""
    if text == "24/7":
        return True
    *ranges, last = text.split("; ")
    match = RANGE.match(last)
    zone = last[match.end():] if match else ""
    is_place = re.fullmatch(r" UTC| .*/.*", zone) and is_zone(zone[1:])
    matches = [RANGE.fullmatch(range) for range in ranges] + [match]
    if not all(matches) or len(matches) > 14:
        return False
    return (is_place or zone == " local time") and are_apart(matches)


def are_apart(matches):
    minutes = []
    for match in matches:
        *_, hour, minute, end_hour, end_minute = map(str, match.groups())
        opens = int(hour) * 60 + int(minute)
        closes = int(end_hour) * 60 + int(end_minute)
        if opens in (closes, DAY_MINUTES) or max(opens, closes) > DAY_MINUTES:
            return False
        length = (closes - opens) % DAY_MINUTES or DAY_MINUTES
        for day in set(days_of(match["days"])):
            start = day * DAY_MINUTES + opens
            minutes += [(start + i) % (7 * DAY_MINUTES) for i in range(length)]
    return len(minutes) == len(set(minutes))


def is_order(text):
    return text.isascii() and text.isdigit() and int(text) <= 100000


def has_word(text):
    return any(unicodedata.category(letter)[0] in "LN" or letter in "&\uff06"
               for letter in text)


FORMS = {
    "text": lambda text: True,
    "number": is_order,
    "number-to-dial": is_number_to_dial,
    "duration": is_duration,
    "date": is_date,
    "link": lambda text: LINK.fullmatch(text) and not set("\"'<>\\`") & set(text),
    "email": EMAIL.fullmatch,
    "uuid": UUID.fullmatch,
    "zone": is_zone,
    "hours": is_hours,
    "digits": lambda text: text.isascii() and text.isdigit(),
    "language": ID.fullmatch,
    "words": lambda text: "," in text and all(map(has_word, text.split(","))),
}


def is_form(form, text):
    if form.endswith(":"):
        return ID.fullmatch(text)
    if form in FORMS:
        return FORMS[form](text)
    return text in form.split("|")


def is_of_ids(field):
    return field.form.endswith(":") or field.form == "language"


def is_quoted(text):
    return len(text) > 1 and text[0] == text[-1] == '"'


# --- The keys of a section ----------------------------------------------------


class Record:
    """A section read by the table of its kind."""

    def __init__(self, section, table, languages):
        self.section, self.table, self.languages = section, table, languages
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
        if field.note and " | " in text + " ":
            text, _, note = f"{text} ".partition(" | ")
            text, note = text.strip(BLANKS), note.strip(BLANKS)
        elif field.list and is_of_ids(field):
            return [(id.strip(BLANKS), None) for id in text.split(",")]
        return [(text, note)]

    def add(self, field, value):
        values = self.values.setdefault((value.key, value.language), [])
        if value.text == "" or value.note == "":
            self.fault(value.line, "an empty value")
        elif not is_form(field.form, value.text):
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
            elif field.note and field.form.endswith((":", "link")):
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


def record_of(section, table, languages):
    """The section read, or what was read of it before: of a directory, most is
    the same as in the last one."""
    key = id(table), languages
    if key not in section.read:
        record = Record(section, table, languages)
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


# --- The folders --------------------------------------------------------------


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


class Directory:
    """All sections of all folders, and what is wrong with them."""

    def __init__(self, folders):
        self.faults, self.sections = [], []
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
        if len(says) > 1 or not before or not REPLACES.fullmatch(says[0].value):
            self.faults.append((section.file, says[-1].line, "replaces what?"))
        new = Section(section.kind, section.id, section.line, section.file)
        new.folder = section.folder
        new.pairs = [pair for pair in section.pairs if pair.name != "replaces"]
        return new

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
        record = record_of(section, table, self.languages)
        self.faults += record.faults
        if (section.kind, section.id) in self.by_id:
            self.fault(section, "the section again")
        else:
            self.by_id[section.kind, section.id] = record

    # What sections say of each other.

    def check_references(self):
        for record in [self.about, *self.by_id.values()]:
            self.check_record(record)
        for kind in self.tables:
            self.check_cycles(kind, shown_below)
            self.check_cycles(kind, reports_to)
        for key in ("crisis", "lines"):
            self.check_lines(self.about.values.get((key, ""), []))
        self.check_crisis(self.about.values.get(("crisis", ""), []))
        for (kind, _), record in self.by_id.items():
            if kind == "start":
                self.check_filter(record.values["filter", ""][0])

    def check_record(self, record):
        for values in record.values.values():
            for value in values:
                form = record.table[value.key].form
                if not form.endswith(":"):
                    continue
                if (form[:-1], value.text) not in self.by_id:
                    self.fault(value, f"no [{form}{value.text}]")

    def check_lines(self, values):
        """What not everybody can rely on is in no list of lines. A phone for
        one audience may be: a strip shows it under a filter for that."""
        for value in values:
            phone = self.by_id.get(("phone", value.text))
            if phone and (
                not phone.texts("verified")
                or phone.texts("status") not in ([], ["active"])
                or phone.texts("visibility") == ["internal"]
            ):
                self.fault(value, f"{value.text} is no line for everybody")

    def check_crisis(self, values):
        """One of the crisis lines is for everybody."""
        phones = [self.by_id.get(("phone", value.text)) for value in values]
        if values and all(phone and phone.texts("audience") for phone in phones):
            self.fault(values[0], "no crisis line is for everybody")

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
        """A department is an entry that stands below no other."""
        if facet != "department":
            return (facet, id) in self.by_id
        entry = self.by_id.get(("entry", id))
        return entry and not entry.texts("listed-under") + entry.texts("parent")

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
