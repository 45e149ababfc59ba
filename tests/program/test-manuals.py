#!/usr/bin/env python3
"""The manual pages: they are well formed, and say what the program says of
itself. Prints TAP."""

import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import printed, run
from places import program, read_source, source_folder
from tap import proves

COMMANDS = ("serve", "check", "render", "reference", "ping", "doctor", "hide", "unhide", "new",
            "export", "import",
            "verify", "draft", "preview", "publish", "forget")
REFERENCES = ("settings", "directory")


def page(name):
    if name in REFERENCES:
        return printed("reference", name, "--man")
    return read_source("conf", "man", name)


def tool(*command, text):
    tap.need(shutil.which(command[0]), f"{command[0]} is not here")
    return subprocess.run(command, input=text, capture_output=True, timeout=60, check=False,
                          encoding="utf-8")


def read(name):
    """The page as it is read: its lines with single blanks, without overstrikes."""
    result = tool("groff", "-man", "-Tascii", "-P-c", "-rLL=300n", text=page(name))
    text = re.sub(".\b", "", result.stdout)
    return [" ".join(line.split()) for line in text.splitlines()]


def words(name):
    return " ".join(read(name))


@proves
def every_page_is_accepted_without_a_word():
    for name in ("signpost.1", *REFERENCES):
        text = page(name)
        for command in (["mandoc", "-Tlint"], ["groff", "-man", "-Tutf8", "-ww", "-z"]):
            result = tool(*command, text=text)
            assert result.returncode == 0, (name, result)
            assert not result.stdout and not result.stderr, (name, result)


@proves
def signpost_1_has_every_command_as_its_help_has_it():
    lines = read("signpost.1")
    synopsis = lines[lines.index("SYNOPSIS") + 1 : lines.index("DESCRIPTION")]
    told = {line.split()[1]: line.replace(" [options]", "") for line in synopsis if line}
    assert set(told) == {*COMMANDS, "--help|--version"}, told
    for command in COMMANDS:
        usage = printed(command, "--help").splitlines()[0]
        assert usage.strip() == f"usage: {told[command]}", (usage, told[command])


@proves
def signpost_1_explains_every_option_and_no_other():
    option = re.compile(r"(?<![\w-])--?[a-z]+")
    known = set()
    for arguments in ([], *([command] for command in COMMANDS)):
        known |= set(option.findall(printed(*arguments, "--help")))
    begins = {found[0] for line in read("signpost.1") if (found := option.match(line))}
    assert begins == known, (begins, known)
    assert len(known) > 8, known


@proves
def signpost_1_names_every_exit_code_the_program_has():
    here = {"EX_OK": 0}
    with open("/usr/include/sysexits.h", encoding="utf-8") as file:
        here.update({name: int(code) for name, code in
                     re.findall(r"#define (EX_\w+)\s+(\d+)", file.read())})
    used = set()
    for path in glob.glob(os.path.join(source_folder(), "fcgi", "**", "*.c"), recursive=True):
        with open(path, encoding="utf-8") as file:
            used |= set(re.findall(r"\bEX_\w+", file.read()))
    lines = read("signpost.1")
    told = lines[lines.index("EXIT STATUS") : lines.index("SIGNALS")]
    codes = {int(found[0]) for line in told if (found := re.match(r"\d+", line))}
    assert codes == {here[name] for name in used}, (codes, used)


@proves
def signpost_1_has_units_by_which_a_source_is_read_every_week():
    text = read_source("conf", "man", "signpost.1").replace("\\-", "-").replace("\\e\n", "\\\n")
    service, timer = (part for part in re.findall(r"\.nf\n(\[Unit\]\n.*?)\.fi", text, re.S))
    assert "\nOnCalendar=weekly\n" in timer and "\nPersistent=yes\n" in timer, timer
    options = re.search(r"ExecStart=\S+ (.*?)\n[A-Z]", service, re.S)[1].replace("\\\n", " ")
    with tempfile.TemporaryDirectory() as folder:
        for name, words in (("list.csv", "Name\nHouse\n"),
                            ("profile.ini", "[columns]\nname = Name\n"),
                            ("signpost-import.service",
                             service.replace("/usr/bin/signpost", program())),
                            ("signpost-import.timer", timer)):
            with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                file.write(words)
        options = re.sub(r"https://\S+", folder + "/list.csv", options).replace("/etc/signpost", folder)
        done = run(*options.split(), "-s", "redis.address=off")
        assert done.returncode == 0 and os.path.isfile(folder + "/imported/house.ini"), done
        tap.need(shutil.which("systemd-analyze"), "systemd-analyze is not here")
        found = subprocess.run(["systemd-analyze", "--no-pager", "verify", "--man=no",
                                "signpost-import.service", "signpost-import.timer"], check=False,
                               capture_output=True, text=True,
                               env=dict(os.environ, SYSTEMD_UNIT_PATH=folder + ":"))
        assert (found.returncode, found.stderr) == (0, ""), found.stderr


@proves
def signpost_ini_5_has_every_setting_with_its_value_and_help():
    text = words("settings")
    section, setting_count = None, 0
    for part in re.split(r"\n\n", printed("reference", "settings")):
        if part.startswith("["):
            section = part.splitlines()[0]
            assert section in text, section
            continue
        *about, line = part.splitlines()
        if not re.match(r";[a-z-]+ =", line):
            continue
        setting_count += 1
        about = " ".join(" ".join(about).replace(";", " ", 1).split()).replace("`", "")
        about = " ".join(about.replace(" ; ", " ").split())
        assert f"{line[1:]} {about}" in text, (line, about)
    assert setting_count > 8 and section, setting_count


@proves
def signpost_directory_5_has_every_key_with_its_help():
    text = words("directory")
    key_count = 0
    for part in re.split(r"\n\n+", printed("reference", "directory")):
        *about, line = part.splitlines()
        if not line.endswith(" ="):
            continue
        key_count += 1
        about = " ".join(" ".join(item[1:] for item in about).replace("`", "").split())
        assert f"{line[1:-2]} {about}" in text, (line, about)
    for header in re.findall(r"^;(\[.*\])$", printed("reference", "directory"), re.M):
        assert header in text, header
    assert key_count > 40, key_count


@proves
def signpost_directory_5_says_by_what_a_list_is_ordered_in_as_many_parts_as_the_program_has():
    lines = read("directory")
    told = [line for line in lines[lines.index("ORDER") : lines.index("SIZE")] if line]
    parts = [line for line in told if re.match(r"\d\. ", line)]
    ours = re.findall(r"^ \*   (\d)\. ", read_source("fcgi", "search", "need.h"), re.M)
    assert [line[0] for line in parts] == ours and len(ours) > 3, (parts, ours)
    keys = ("status", "aside", "words", "help", "order")
    for part, key in zip(parts, keys, strict=True):
        assert key in part, (key, part)
        assert key == "words" or f"\n;{key} =" in printed("reference", "directory"), key
    assert "reports" in parts[3] and "sort=need" in " ".join(told), told


@proves
def the_example_of_signpost_directory_5_is_sound():
    lines = read("directory")
    example = "\n".join(lines[lines.index("EXAMPLES") + 1 : lines.index("SEE ALSO")])
    assert example.strip() in read_source("README.md"), example


@proves
def what_has_no_manpage_says_so():
    result = run("reference", "nginx", "--man")
    assert result.returncode == 69 and result.stderr and not result.stdout, result


if __name__ == "__main__":
    sys.exit(tap.run())
