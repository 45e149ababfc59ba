#!/usr/bin/env python3
"""What bash completes and how vim shows the files come from the program's own
tables. Prints TAP."""

import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import printed
from places import read_source
from stand import Stand
from tap import proves


def commands():
    """{command: the options that its help explains}."""
    names = re.findall(r"^  ([a-z]+) ", printed("--help"), re.M)
    assert len(names) > 10, names
    return {name: set(re.findall(r"^  (--?[a-z-]+)", printed(name, "--help"), re.M))
            for name in names}


def completed(*words):
    """What a real bash offers for the last of the words."""
    tap.need(shutil.which("bash"), "there is no bash")
    with Stand() as stand:
        stand.write("completion", printed("reference", "completion"))
        script = ('source "$1"; shift; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); '
                  'complete -p signpost >&2; _signpost; printf "%s\\n" "${COMPREPLY[@]}"')
        done = subprocess.run(["bash", "--norc", "-uc", script, "bash", stand.path("completion"),
                               "signpost", *words], capture_output=True, text=True, check=False,
                              timeout=30)
    assert done.returncode == 0, done
    assert done.stderr == "complete -o default -F _signpost signpost\n", done.stderr
    return set(done.stdout.split())


@proves
def bash_completes_every_command_and_its_options_and_no_others():
    known = commands()
    assert completed("") == {*known, "--help", "--version"}
    assert completed("pu") == {"publish"}
    assert completed("--v") == {"--version"}
    for name, options in known.items():
        offered = {word for word in completed(name, "") if word.startswith("-")}
        assert offered == options, (name, offered, options)
    assert completed("check", "--st") == {"--strict", "--stale"}


@proves
def bash_completes_what_stands_behind_a_command_and_leaves_files_to_itself():
    assert {"entry", "phone", "facet"} <= completed("new", "")
    assert completed("hide", "ph") == {"phone"}
    assert {"settings", "directory", "completion", "vim"} <= completed("reference", "")
    assert "FILE" not in completed("import", "") and "TARGET" not in completed("render", "")
    for words in (("check", "-c", ""), ("import", "--file", "o"), ("verify", "--from", "")):
        assert completed(*words) == set(), "files are completed where nothing is offered"


def keys(reference):
    return set(re.findall(r"^;([a-z0-9-]+) =", printed("reference", reference), re.M))


@proves
def vim_knows_every_key_and_every_section():
    syntax = printed("reference", "vim")
    known = set(re.search(r"signpostKey /\^\\%\((.*?)\\\)", syntax)[1].split("\\|"))
    wanted = keys("settings") | keys("directory")
    assert len(wanted) > 80 and wanted <= known, wanted - known
    sections = set(re.search(r"signpostSection /\^\\\[\\%\((.*?)\\\)", syntax)[1].split("\\|"))
    for reference in ("settings", "directory"):
        headers = re.findall(r"^;?\[([a-z-]+)[:\]]", printed("reference", reference), re.M)
        assert headers and set(headers) <= sections, set(headers) - sections


@proves
def vim_shows_a_key_a_comment_and_a_section_as_such():
    tap.need(shutil.which("vim"), "there is no vim")
    with Stand() as stand:
        stand.write("syntax/signpost.vim", printed("reference", "vim"))
        stand.write("ftdetect/signpost.vim", read_source("conf", "vim", "ftdetect", "signpost.vim"))
        stand.write("a.ini", "[entry:a]\nname.es = A | b\nmine = c\n; No\n")
        marks = "".join(f"call add(l, synIDattr(synID({line}, {column}, 1), 'name'))\n"
                        for line, column in ((1, 2), (2, 1), (2, 11), (2, 13), (3, 1), (4, 1)))
        stand.write("ask.vim", f"set nocp rtp^={stand.folder}\nfiletype on\nsyntax on\n"
                    f"edit {stand.path('a.ini')}\nlet l = [&filetype]\n"
                    "file /etc/signpost/directory/a.ini\ndoautocmd filetypedetect BufRead\n"
                    f"call add(l, &filetype)\n{marks}"
                    f"call writefile(l, '{stand.path('out')}')\nqall!\n")
        subprocess.run(["vim", "-es", "-u", "NONE", "-S", stand.path("ask.vim")],
                       check=False, timeout=30, stdin=subprocess.DEVNULL, capture_output=True)
        assert stand.read("out").split() == [
            "dosini", "signpost", "signpostSection", "signpostKey", "signpostValue", "signpostBar", "signpostName",
            "signpostComment"], stand.read("out")


if __name__ == "__main__":
    sys.exit(tap.run())
