"""Directories with something wrong in them."""

import random
import re

import reader_form

# What stands between the parts of a directory, and what may stand nowhere.
MARKS = [
    mark.encode() for mark in (
        "=", ":", ",", " | ", "|", '"', "'", ";", "#", "\\", "[", "]", " ", "\t",
        "-", ".", "\n", "\r", "\0", "\x07", "\x7f", "\u0085", "\u200f", "\u202e",
        "\u2066", "\u00a0", "\u2011", "\u202f", "\ufeff", "\u00e9", "\U0001f4de", "  ", "\n\n", "\n ",
        "\n;\n", ", ", "&", "0", "1", "a", "Z", "e", "s",
    )
] + [b"\xff", b"\x80", b"\xc3", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80",
     b"x" * reader_form.LINE_BYTES]


class Damage:
    """A few seeded edits of a directory's files."""

    def __init__(self, files, seed):
        self.random = random.Random(seed)
        self.files = dict(files)
        self.said = []
        for _ in range(self.random.randint(1, 3)):
            self.edit()

    def edit(self):
        kind = self.random.choice(EDITS)
        name = self.random.choice(sorted(self.files))
        data = self.files[name]
        if data:
            self.files[name] = kind(self, data)
        self.said.append(f"{kind.__name__} in {name}")

    def pick(self, data):
        """A place in some bytes."""
        return self.random.randrange(len(data))

    def bit_flipped(self, data):
        at = self.pick(data)
        byte = data[at] ^ 1 << self.random.randrange(8)
        return data[:at] + bytes([byte]) + data[at + 1:]

    def byte_changed(self, data):
        at = self.pick(data)
        return data[:at] + self.random.randbytes(1) + data[at + 1:]

    def byte_removed(self, data):
        at = self.pick(data)
        return data[:at] + data[at + 1:]

    def mark_inserted(self, data):
        at = self.pick(data)
        return data[:at] + self.random.choice(MARKS) + data[at:]

    def lines(self, data):
        """The lines, and the place of one of them."""
        lines = data.splitlines(keepends=True)
        return lines, self.random.randrange(len(lines))

    def line_cut(self, data):
        lines, at = self.lines(data)
        return b"".join(lines[:at] + lines[at + 1:])

    def line_shortened(self, data):
        lines, at = self.lines(data)
        lines[at] = lines[at][:self.pick(lines[at])] + b"\n"
        return b"".join(lines)

    def lines_swapped(self, data):
        lines, at = self.lines(data)
        other = max(0, min(len(lines) - 1, at + self.random.choice((-1, 1, 2, 9))))
        lines[at], lines[other] = lines[other], lines[at]
        return b"".join(lines)

    def line_doubled(self, data):
        lines, at = self.lines(data)
        return b"".join(lines[:at] + [lines[at]] + lines[at:])

    def line_moved(self, data):
        """To any line of any file."""
        lines, at = self.lines(data)
        name = self.random.choice(sorted(self.files))
        line, rest = lines[at], lines[:at] + lines[at + 1:]
        if self.files[name] is not data and self.files[name]:
            others, there = self.lines(self.files[name])
            self.files[name] = b"".join(others[:there] + [line] + others[there:])
            return b"".join(rest)
        there = self.random.randint(0, len(rest))
        return b"".join(rest[:there] + [line] + rest[there:])

    def line_indented(self, data):
        lines, at = self.lines(data)
        lines[at] = self.random.choice((b" ", b"  ", b"\t")) + lines[at]
        return b"".join(lines)

    def line_outdented(self, data):
        lines, _ = self.lines(data)
        indented = [i for i, line in enumerate(lines) if line[:1] == b" "]
        if indented:
            at = self.random.choice(indented)
            lines[at] = lines[at].lstrip()
        return b"".join(lines)

    def blank_line_inserted(self, data):
        lines, at = self.lines(data)
        blank = self.random.choice((b"\n", b" \n", b"\r\n", b"; a comment\n"))
        return b"".join(lines[:at] + [blank] + lines[at:])

    def key_misspelt(self, data):
        lines, _ = self.lines(data)
        keys = [i for i, line in enumerate(lines) if re.match(rb"[a-z-]+ =", line)]
        if keys:
            at = self.random.choice(keys)
            lines[at] = self.misspell(lines[at])
        return b"".join(lines)

    def misspell(self, line):
        key, _, rest = line.partition(b" =")
        at = self.pick(key)
        key = self.random.choice((
            key[:at] + key[at + 1:], key[:at] + key[at:at + 1] + key[at:],
            key.upper(), key + b".es", key + b".en", key + b" ", key + b".",
        ))
        return key + b" =" + rest

    def value_copied(self, data):
        """One key's value to another key, of the same name where there is
        one."""
        pairs = [
            (match.start(2), match.end(2), match[1])
            for match in re.finditer(rb"(?m)^([a-z.-]+) = (.*)$", data)
        ]
        if not pairs:
            return data
        start, end, key = self.random.choice(pairs)
        like = [p for p in pairs if p[2] == key]
        source = self.random.choice(like if self.random.random() < 0.7 else pairs)
        return data[:start] + data[source[0]:source[1]] + data[end:]

    def header_copied(self, data):
        """To any line of the file."""
        lines, at = self.lines(data)
        headers = [line for line in lines if line.startswith(b"[")]
        header = self.random.choice(headers) if headers else b"[]\n"
        return b"".join(lines[:at] + [header] + lines[at:])

    def line_ends_changed(self, data):
        return data.replace(b"\n", b"\r\n")

    def mark_of_order_added(self, data):
        return b"\xef\xbb\xbf" + data


EDITS = [
    edit for name, edit in vars(Damage).items() if re.search("[a-z]ed$", name)
]
