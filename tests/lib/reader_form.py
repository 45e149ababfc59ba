"""The form of a file, as lib/reader.py reads it: sections and pairs of one line or
more."""

import functools
import re
from collections import namedtuple

LINE_BYTES = 64 * 1024
# Blanks and hyphens of print, and what is not seen.
PRINTED = {ord(wide): " " for wide in "\u00a0\u202f\u205f\u3000"}
PRINTED.update((wide, " ") for wide in range(0x2000, 0x200b))
PRINTED.update((dash, "-") for dash in (*range(0x2010, 0x2016), 0x2212))
PRINTED.update((unseen, None) for unseen in (0xad, 0x200b, 0x200c, 0x200d, 0x2060))
ALL_BLANKS = " \t" + "".join(chr(c) for c, plain in PRINTED.items() if plain == " ")
HEADER_BYTES = 48
BLANKS = " \t"
Pair = namedtuple("Pair", "name value line lookalikes")


def trimmed(line):
    """Without the blanks at its end, if the line is text."""
    line = line.rstrip(b" \t")
    try:
        return line.decode().rstrip(ALL_BLANKS).encode()
    except UnicodeDecodeError:
        return line


def is_utf16(data):
    nul = [byte == 0 for byte in data[:4]]
    return data[:2] in (b"\xff\xfe", b"\xfe\xff") or (
        len(nul) == 4 and nul[:2] == nul[2:] and nul[0] != nul[1])


class Section:
    """A header and what stands below it."""

    def __init__(self, kind, id, line, file):
        self.kind, self.id, self.line, self.file = kind, id, line, file
        self.pairs = []
        self.folder = 0
        self.read = {}  # what record_of() made of it


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
        if is_utf16(data):
            self.fault(0, "UTF-16")
            return
        lines = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")
        if not lines[-1]:
            lines.pop()
        for number, line in enumerate(lines, 1):
            self.take(number, trimmed(line.removesuffix(b"\r")))

    def fault(self, line, words):
        self.faults.append((self.file, line, words))

    def take(self, number, line):
        text = self.plain(number, line)
        if text is None:
            self.open = False
            return
        bare = text.strip(BLANKS)
        if bare and bare[0] in ";#" and self.open and text[0] in BLANKS:
            self.fault(number, "a comment within a value")
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
        value = f"{pair.value} {bare.lstrip(ALL_BLANKS)}"
        self.sections[-1].pairs[-1] = pair._replace(value=value)

    def pair(self, number, bare):
        self.open = False
        if self.skipping:
            return
        name, equals, value = bare.partition("=")
        name, value = name.rstrip(BLANKS), value.strip(ALL_BLANKS)
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
