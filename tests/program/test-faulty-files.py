#!/usr/bin/env python3
"""Inputs that no file of cases/ can be: bytes that no editor shows, long lines,
pipes, folders, several folders, templates. Prints TAP."""

import os
import shutil
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from case import (BYTES, CASES, ENTRY, LINE_BYTES, assert_fault, assert_reads, assert_says,
                  assert_template_told, assert_told, check_directory, directory_of, json_of,
                  without_path)
from command import DATA_FAULT, run
from stand import Stand
from tap import proves


@proves
def bytes_that_are_no_text_are_refused_at_their_line():
    for held, words in BYTES:
        column = 2 if held[:1] == b"a" else 1
        for text in (b"note = here ", b"; "):
            assert_fault(ENTRY.encode() + text + held + b" there\n",
                         f"input.ini:5:{len(text) + column}: {words} cannot stand in "
                         "this file\n")


@proves
def control_characters_are_refused_at_the_end_of_a_line_too():
    for held, words in ((b"\x0b", "U+000B"), (b"\x0c", "U+000C"), (b"\r", "U+000D")):
        assert_fault(
            ENTRY.encode() + b"note = here" + held + b"\r\n",
            f"input.ini:5:12: a control character ({words}) cannot stand in this file\n",
        )


@proves
def keys_below_a_header_that_is_no_text_are_skipped():
    assert_fault(
        ENTRY.encode() + b"[entry:t\x07wo]\nname = Two\nkind = unit\nsummary = S.\n",
        "input.ini:5:9: a control character (U+0007) cannot stand in this file\n",
    )


@proves
def a_value_that_is_no_text_is_one_fault_with_all_its_lines():
    assert_fault(
        ENTRY.encode() + b"note = t\x07wo\n  and more\n  and more\n",
        "input.ini:5:9: a control character (U+0007) cannot stand in this file\n",
    )


def long_line(length):
    return "note = " + "x" * (length - len("note = ") - 1) + "y\n"


@proves
def a_line_of_64_kib_arrives_whole():
    with Stand() as stand:
        line = long_line(LINE_BYTES)
        directory_of(stand, ENTRY + line + "area = behind it\n")
        assert_told(stand, "")
        assert_reads(stand.folder, f"entries/one note.0 = {line[7:-1]}\n"
                                   "entries/one area = behind it\n")


@proves
def a_value_of_many_long_lines_arrives_whole():
    more = "  " + "z" * (LINE_BYTES - 2)
    with Stand() as stand:
        directory_of(stand, ENTRY + "note = a\r\n" + (more + "\r\n") * 5)
        value = " ".join(["a"] + [more.strip()] * 5)
        assert_reads(stand.folder, f"entries/one note.0 = {value}\n")


@proves
def a_longer_line_is_refused():
    assert_fault(ENTRY + long_line(LINE_BYTES + 1),
                 f"input.ini:5:{LINE_BYTES + 1}: a line holds at most 64 KiB\n")


@proves
def a_longer_line_is_one_fault_with_all_its_lines():
    assert_fault(ENTRY + long_line(LINE_BYTES + 1) + "  and more\n",
                 f"input.ini:5:{LINE_BYTES + 1}: a line holds at most 64 KiB\n")


@proves
def a_comment_may_not_be_longer_either():
    assert_fault(ENTRY + "; " + "x" * LINE_BYTES + "\n",
                 f"input.ini:5:{LINE_BYTES + 1}: a line holds at most 64 KiB\n")


# Files that are none.


@proves
def a_folder_in_a_files_place_is_refused():
    with Stand() as stand:
        directory_of(stand, ENTRY)
        os.mkdir(stand.path("x.ini"))
        assert_told(stand, "x.ini: is not a file\n")


@proves
def a_pipe_in_a_files_place_is_refused_and_not_waited_for():
    with Stand() as stand:
        directory_of(stand, ENTRY)
        os.mkfifo(stand.path("x.ini"))
        assert_told(stand, "x.ini: is not a file\n")


@proves
def a_link_to_nothing_is_refused():
    with Stand() as stand:
        directory_of(stand, ENTRY)
        os.symlink("nowhere", stand.path("x.ini"))
        assert_told(stand, "x.ini: cannot be read: No such file or directory\n")


@proves
def a_file_that_may_not_be_read_is_refused():
    if os.geteuid() == 0:
        raise tap.Skip("root may read every file")
    with Stand() as stand:
        directory_of(stand, ENTRY)
        os.chmod(stand.path("input.ini"), 0)
        assert_told(stand, "input.ini: cannot be read: Permission denied\n")


@proves
def a_file_without_end_is_refused():
    with Stand() as stand:
        directory_of(stand, ENTRY)
        os.truncate(stand.path("input.ini"), (256 << 20) + 1)
        assert_told(stand, "input.ini: is larger than 256 MiB\n")


@proves
def a_folder_without_files_is_refused():
    with Stand() as stand:
        os.mkdir(stand.path("empty"))
        stand.write("empty/notes.txt", ENTRY)
        result = check_directory(stand.path("empty"))
        faults = without_path(result.stderr, stand.folder).splitlines()
        assert "empty: holds no file `*.ini`" in faults, faults
        assert result.returncode == DATA_FAULT, result.returncode


@proves
def a_folder_of_its_own_may_be_empty_beside_what_is_shipped():
    with Stand() as stand:
        os.mkdir(stand.path("own"))
        result = check_directory("shipped:" + stand.path("own"))
        assert result.returncode == 0 and not result.stderr, result
        stand.write("own/1.ini", "[entry:ours]\nname = Ours\nkind = unit\nsummary = S.\n")
        result = check_directory("shipped:" + stand.path("own"))
        assert result.returncode == 0 and "38 entries" in result.stdout, result


@proves
def a_missing_folder_is_one_message_and_the_one_that_is_read_by_itself_none():
    with Stand() as stand:
        result = check_directory("shipped:" + stand.path("nowhere"))
        assert result.stderr.count("\n") == 1 and "nowhere: cannot be read" in result.stderr
        assert result.returncode == DATA_FAULT, result
    tap.need(not os.path.exists("/etc/signpost/directory"), "there is a site here")
    result = check_directory("shipped:/etc/signpost/directory")
    assert result.returncode == 0 and not result.stderr, result
    assert ";path = shipped:/etc/signpost/directory\n" in run("reference", "settings").stdout


@proves
def a_folder_that_is_not_there_is_refused():
    with Stand() as stand:
        result = check_directory(stand.path("nowhere"))
        faults = without_path(result.stderr, stand.folder).splitlines()
        assert "nowhere: cannot be read: No such file or directory" in faults, faults
        assert result.returncode == DATA_FAULT, result.returncode


@proves
def hidden_files_and_files_of_other_names_are_left_alone():
    with Stand() as stand:
        directory_of(stand, ENTRY)
        os.mkdir(stand.path("folder"))
        for name in (".hidden.ini", "input.ini~", "input.ini.bak", "notes.txt",
                     "inputini", ".ini", "folder/deeper.ini"):
            stand.write(name, "nonsense\n")
        assert_told(stand, "")


@proves
def files_are_read_in_the_order_of_their_bytes():
    order = ["0.ini", "10.ini", "9.ini", "A.ini", "B.ini", "_.ini", "a.ini", "é.ini"]
    with Stand() as stand:
        directory_of(stand, "")
        for number, name in sorted(enumerate(order), key=lambda pair: pair[1][::-1]):
            stand.write(name, ENTRY.replace("one", f"e{number}"))
        entries = json_of("/api/v1/entries", f"directory.path={stand.folder}")["contents"]
        ids = [entry["id"] for entry in entries]
        later = [f"e{number}" for number in range(1, len(order))]
        assert ids == ["e0", "base", *later], ids


# What only the whole tells.


@proves
def a_crisis_line_that_nobody_would_see_is_refused():
    """Out of use, internal, or only for some: the strip would be empty."""
    for key, place in (("status = inactive", "42:10"), ("visibility = internal", "9:10"),
                       ("audience = workers", "9:10"), ("type = fax", "9:10")):
        with Stand() as stand:
            directory_of(stand, ENTRY)
            text = stand.read("00-base.ini")
            stand.write("00-base.ini", text.replace(
                "answered-by = ngo\n", f"answered-by = ngo\n{key}\n"))
            result = check_directory(stand.folder)
            faults = without_path(result.stderr, stand.folder).splitlines()
            assert result.returncode == DATA_FAULT, (key, result)
            assert [fault for fault in faults if fault.startswith(f"00-base.ini:{place}: ")], (
                key, faults)


# Two folders.


def two_folders(stand, second):
    """The base in one folder, the bytes `second` in another."""
    os.mkdir(stand.path("a"))
    os.mkdir(stand.path("b"))
    shutil.copy(os.path.join(CASES, "base.ini"), stand.path("a"))
    stand.write("b/input.ini", second)
    return f"directory.path={stand.path('a')}:{stand.path('b')}"


@proves
def a_later_folder_adds_sections_and_sets_single_keys():
    with Stand() as stand:
        path = two_folders(stand, "[directory]\ntitle = Ours\n" + ENTRY)
        assert json_of("/api/v1/", path)["title"] == "Ours"
        ids = [entry["id"] for entry in json_of("/api/v1/entries", path)["contents"]]
        assert ids == ["base", "one"], ids


@proves
def a_later_folder_may_say_a_key_only_once():
    with Stand() as stand:
        path = two_folders(
            stand, "[directory]\ntitle = Ours\n[directory]\ntitle = Mine\n")
        assert_told(stand, setting=path, error="b/input.ini:3:1: [directory] stands here a second time; it is also at "
            "b/input.ini:1\n")


@proves
def a_section_of_two_folders_names_both_places():
    with Stand() as stand:
        path = two_folders(stand, ENTRY.replace("entry:one", "entry:base"))
        assert_told(stand, setting=path, error="b/input.ini:1:1: [entry:base] stands here a second time; it is also at "
            "a/base.ini:44; add `replaces = shipped` to put this one in its place\n")


# Templates.


@proves
def a_template_that_cannot_be_read_is_refused():
    with Stand() as stand:
        os.mkdir(stand.path("list.mustache"))
        assert_template_told(stand, "list.mustache: is not a file\n")


@proves
def a_template_that_is_too_large_is_refused():
    with Stand() as stand:
        stand.write("list.mustache", "x" * ((1 << 20) + 1))
        assert_template_told(stand, "list.mustache: is larger than 1 MiB\n")


@proves
def a_pipe_in_a_templates_place_is_refused_and_not_waited_for():
    with Stand() as stand:
        os.mkfifo(stand.path("list.mustache"))
        result = run("check", "-s", f"site.templates={stand.folder}")
        assert result.returncode == DATA_FAULT, result.returncode
        assert without_path(result.stderr, stand.folder).startswith("list.mustache: ")


@proves
def a_template_that_is_no_text_is_refused_at_its_line():
    with Stand() as stand:
        for held, words in BYTES:
            if held == b"\x0c":
                continue
            with open(stand.path("list.mustache"), "wb") as file:
                file.write(b"<p>\r\nx" + held + b"x</p>\n")
            column = 3 if held[:1] == b"a" else 2
            assert_template_told(stand, f"list.mustache:2:{column}: {words}: a template is plain UTF-8\n")


@proves
def a_folder_of_templates_that_is_not_there_is_refused():
    with Stand() as stand:
        path = stand.path("nowhere")
        assert_says(run("check", "-s", f"site.templates={path}"), stand.folder,
                    DATA_FAULT, "nowhere: cannot be read: No such file or directory\n")


# All of it.


@proves
def faults_of_all_files_are_printed_together_and_by_line():
    with Stand() as stand:
        directory_of(stand, "[entry:one]\nnme = One\n\n[Entry]\n", "b.ini")
        stand.write("a.ini", "[goal:one]\nname = A\nname = B\n")
        assert_told(stand, "a.ini:3:1: `name` stands here a second time; it is also at a.ini:2\n"
            "b.ini:1:1: [entry:one] has no `kind`\n"
            "b.ini:1:1: [entry:one] has no `summary`\n"
            "b.ini:2:1: [entry] has no key `nme`; did you mean `name`?\n"
            "b.ini:4:2: `[Entry]`: a header is `[kind]` or `[kind:id]`, in lower-case "
            "letters, digits and hyphens; write `[entry]`\n")


@proves
def faults_of_directory_and_templates_are_printed_in_one_run():
    with Stand() as stand:
        directory_of(stand, ENTRY + "colour = blue\n")
        os.mkdir(stand.path("templates"))
        stand.write("templates/list.mustache", "{{{raw}}}\n")
        result = run("check", "-s", f"directory.path={stand.folder}",
                          "-s", f"site.templates={stand.path('templates')}")
        lines = without_path(result.stderr, stand.folder).splitlines()
        assert len(lines) == 2, lines
        assert lines[0].startswith("input.ini:5:1: "), lines
        assert lines[1].startswith("templates/list.mustache:1:1: "), lines
        assert result.returncode == DATA_FAULT, result.returncode


@proves
def nothing_is_served_from_a_faulty_directory():
    with Stand() as stand:
        directory_of(stand, ENTRY + "colour = blue\n")
        for command in (["serve"], ["render", "/"], ["render", "/healthz"]):
            result = run(*command, "-s", f"directory.path={stand.folder}")
            assert result.returncode == DATA_FAULT, (command, result)
            assert not result.stdout, result.stdout
            assert "input.ini:5:1: " in result.stderr, result.stderr


if __name__ == "__main__":
    sys.exit(tap.run())
