"""Inputs for `signpost check`, and what it must say of them."""

import os
import shutil

from command import DATA_FAULT, render, run
from places import source_folder
from stand import Stand

CASES = os.path.join(source_folder(), "tests", "cases")
LINE_BYTES = 64 * 1024
EXCERPT = "    "
ENTRY = "[entry:one]\nname = One\nkind = unit\nsummary = The first.\n"


def without_path(output, folder):
    """What was printed but excerpts, which are indented."""
    lines = output.splitlines(keepends=True)
    told = "".join(line for line in lines if not line.startswith(EXCERPT))
    return told.replace(folder + "/", "")


def assert_says(result, folder, code, error):
    """A fault is told line by line, and nothing else is printed."""
    output = without_path(result.stdout + result.stderr, folder)
    if not error:
        assert result.returncode == 0, (result.returncode, output)
        told = [line for line in without_path(result.stderr, folder).splitlines()
                if ": warning: " not in line]
        assert not told, output
        return
    assert output == error, f"\nexpected:\n{error}printed:\n{output}"
    assert result.returncode == code, result.returncode


def assert_told(stand, error, setting=None):
    """Of the stand's folder, or of what the setting names, which is in it."""
    result = run("check", "-s", setting) if setting else check_directory(stand.folder)
    assert_says(result, stand.folder, DATA_FAULT, error)


def assert_template_told(stand, error):
    assert_told(stand, error, f"site.templates={stand.folder}")


def json_of(target, setting):
    return render(target, "-s", setting).json


def check_directory(folder):
    return run("check", "-s", f"directory.path={folder}")


def member(value, path):
    """What stands at `a.0.b`, or None."""
    for name in path.split("."):
        if isinstance(value, list):
            value = value[int(name)] if int(name) < len(value) else None
        else:
            value = value.get(name) if value is not None else None
    return value


def assert_reads(folder, expect):
    answers = {}
    for line in expect.splitlines():
        address, path, *rest = line.split(" ", 3)
        if address not in answers:
            answers[address] = json_of(f"/api/v1/{address}", f"directory.path={folder}")
        wanted = None if rest == ["absent"] else rest[1]
        assert member(answers[address], path) == wanted, (
            line, member(answers[address], path))


BYTES = (
    (b"\x00", "a NUL byte (U+0000)"),
    (b"\x07", "a control character (U+0007)"),
    (b"\x0b", "a control character (U+000B)"),
    (b"\x0c", "a control character (U+000C)"),
    (b"\x1b[31m", "a control character (U+001B)"),
    (b"a\rb", "a control character (U+000D)"),
    (b"\x7f", "a control character (U+007F)"),
    (b"\xc2\x85", "a control character (U+0085)"),
    (b"\xff", "a byte that is not UTF-8 (0xFF)"),
    (b"a\xc3", "a byte that is not UTF-8 (0xC3)"),
    (b"\xc0\xaf", "a byte that is not UTF-8 (0xC0)"),
    (b"\xed\xa0\x80", "a byte that is not UTF-8 (0xED)"),
    (b"\xf4\x90\x80\x80", "a byte that is not UTF-8 (0xF4)"),
    ("\u061c".encode(), "a bidi control character (U+061C)"),
    ("\u200e".encode(), "a bidi control character (U+200E)"),
    ("\u202e".encode(), "a bidi control character (U+202E)"),
    ("\u2066".encode(), "a bidi control character (U+2066)"),
)


def directory_of(stand, text, name="input.ini"):
    """A folder with the base and the bytes `text`."""
    shutil.copy(os.path.join(CASES, "base.ini"), stand.path("00-base.ini"))
    with open(stand.path(name), "wb") as file:
        file.write(text if isinstance(text, bytes) else text.encode())


def assert_fault(text, error):
    with Stand() as stand:
        directory_of(stand, text)
        assert_told(stand, error)
