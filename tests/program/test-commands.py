#!/usr/bin/env python3
"""The command line: commands, options, exit codes, references. Prints TAP."""

import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from stand import Stand, program, source_folder
from tap import proves

COMMANDS = ("serve", "check", "render", "reference", "ping")
OK, USAGE, DATA_FAULT, NOT_FOUND, UNAVAILABLE, SETTINGS_FAULT = 0, 64, 65, 66, 69, 78


class Result:
    def __init__(self, process):
        self.code = process.returncode
        self.out = process.stdout.decode("utf-8", "backslashreplace")
        self.err = process.stderr.decode("utf-8", "backslashreplace")

    def __repr__(self):
        return f"exit {self.code}\n{self.out[:2000]}{self.err[:2000]}"


def run(*arguments, **more):
    return Result(subprocess.run(
        [program(), *arguments], capture_output=True, timeout=20, check=False, **more))


def source(*names):
    path = os.path.join(source_folder(), *names)
    tap.need(os.path.exists(path), f"there is no {'/'.join(names)}")
    with open(path, encoding="utf-8") as file:
        return file.read()


# Help.


@proves
def help_names_every_command():
    for option in ("--help", "-h"):
        result = run(option)
        assert result.code == OK and not result.err, result
        for command in COMMANDS:
            assert re.search(rf"^ +{command} ", result.out, re.M), (option, command)
        assert "-c FILE" in result.out and "-s SECTION.NAME=VALUE" in result.out
        assert all(len(line) <= 80 for line in result.out.splitlines()), result


@proves
def every_command_has_its_help():
    for command in COMMANDS:
        result = run(command, "--help")
        assert result.code == OK and not result.err, result
        assert result.out.startswith(f"usage: signpost {command}"), result


@proves
def the_version_is_told():
    result = run("--version")
    assert result.code == OK and not result.err, result
    version = re.fullmatch(r"signpost (\d+\.\d+\.\d+\S*)\n", result.out)
    assert version, result
    assert f"AC_INIT([signpost], [{version[1]}])" in source("configure.ac")


@proves
def what_cannot_be_understood_is_a_fault_of_usage():
    faults = (
        [], [""], ["chek"], ["--verbose"], ["-c", "x"], ["Check"],
        ["check", "--jsn"], ["check", "-x"], ["check", "-c"], ["check", "-s"],
        ["check", "more"], ["serve", "more"], ["render", "/", "/more"],
        ["render"], ["render", ""], ["render", "phones"], ["render", "?page=2"],
        ["reference"], ["reference", "nothing"], ["reference", "settings", "more"],
        ["ping", "unix:/a", "more"],
    )
    for arguments in faults:
        result = run(*arguments)
        assert result.code == USAGE, (arguments, result)
        assert result.err and not result.out, (arguments, result)


def taken_by(command):
    """The options that its help explains: each with an argument where it has one."""
    lines = run(command, "--help").out.split("\n\n")[2].splitlines()
    assert all(re.match(r"  --?[a-z]", line) for line in lines), lines
    return {line.split()[0]: line[2:24].split()[1:] for line in lines}


@proves
def a_command_refuses_the_options_of_others_and_says_its_own():
    taken = {command: taken_by(command) for command in COMMANDS}
    every = {option: words for each in taken.values() for option, words in each.items()}
    assert set(every) == {"--strict", "--json", "--stale", "--diff", "-i", "--man",
                          "--scope", "-c", "-s", "--help"}, every
    for command in COMMANDS:
        usage = run(command, "--help").out.splitlines()[0]
        assert set(re.findall(r"--?[a-z]+", usage)) == set(taken[command]) - {
            "-c", "-s", "--help"}, usage
        for option in set(every) - set(taken[command]):
            result = run(command, option, *every[option])
            assert result.code == USAGE and not result.out, (command, option, result)
            assert option.lstrip("-") in result.err, (command, option, result)
            assert result.err.splitlines()[1:] == [usage], (command, option, result)


@proves
def an_option_of_another_command_is_refused_among_right_ones():
    for arguments in (["ping", "--diff", "x", "--strict", "unix:/a"],
                      ["render", "/", "--json"], ["serve", "-i"],
                      ["check", "--scope", "internal"]):
        result = run(*arguments)
        assert result.code == USAGE and not result.out, (arguments, result)


@proves
def a_misspelt_command_leads_to_help():
    result = run("chek")
    assert "chek" in result.err and "--help" in result.err, result


# Check.


@proves
def check_finds_the_shipped_directory_sound():
    result = run("check")
    assert result.code == OK and not result.err, result
    assert "37 entries" in result.out, result


@proves
def check_reads_a_settings_file():
    with Stand() as stand:
        stand.write("settings.ini", "[site]\ntitle = Help for you\nbase = /help\n")
        path = stand.path("settings.ini")
        assert run("check", "-c", path).code == OK
        page = run("render", "-c", path, "/").out
        assert "<title>Help for you</title>" in page and 'href="/help/e/hhs"' in page


@proves
def a_settings_file_that_is_not_there_is_a_fault_of_settings():
    for command in (["check"], ["serve"], ["render", "/"], ["reference", "nginx"],
                    ["ping"]):
        result = run(*command, "-c", "/nowhere/signpost.ini")
        assert result.code == SETTINGS_FAULT, (command, result)
        assert "/nowhere/signpost.ini: cannot be read: No such file" in result.err, result
        assert not result.out, result


@proves
def every_kind_of_fault_has_its_code():
    with Stand() as stand:
        stand.write("settings.ini", "[redis]\nwiat = 50 ms\n")
        stand.write("input.ini", "[directory]\n")
        stand.write("list.mustache", "{{{x}}}")
        settings = ["-c", stand.path("settings.ini")]
        directory = ["-s", f"directory.path={stand.folder}"]
        templates = ["-s", f"site.templates={stand.folder}"]
        for arguments, code in ((settings, SETTINGS_FAULT), (directory, DATA_FAULT),
                                (templates, DATA_FAULT),
                                (directory + templates, DATA_FAULT),
                                (settings + directory, SETTINGS_FAULT)):
            for command in (["check"], ["render", "/"], ["serve"]):
                result = run(*command, *arguments)
                assert result.code == code, (command, arguments, result)
                assert result.err and not result.out, (command, arguments, result)


@proves
def check_speaks_json():
    result = run("check", "--json")
    assert result.code == OK, result
    severities = {found["severity"] for found in json.loads(result.out)}
    assert severities == {"unreviewed", "note"}, severities
    assert not run("check").err, "notes are for programs"
    with Stand() as stand:
        stand.write("input.ini", "[directory]\ntitle = A\ncolor = blue\n[x:y]\n")
        result = run("check", "--json", "-s", f"directory.path={stand.folder}")
        assert result.code == DATA_FAULT, result
        faults = json.loads(result.out)
        assert {
            "severity": "fault",
            "file": stand.path("input.ini"),
            "line": 3,
            "column": 1,
            "message": "[directory] has no key `color`",
        } in faults, faults
        for fault in faults:
            assert fault["message"] and set(fault) <= {
                "severity", "file", "line", "column", "message"}, fault
        empty = run("check", "--json", "-s", "directory.path=/nowhere/data")
        assert {"severity": "fault", "file": "/nowhere/data",
                "message": "cannot be read: No such file or directory"} in json.loads(
                    empty.out), empty
    settings = run("check", "--json", "-s", "redis.wiat=1 s")
    assert settings.code == SETTINGS_FAULT and len(json.loads(settings.out)) == 1, settings


@proves
def json_holds_every_fault_that_is_printed():
    """A long value is cut in its message, and never within a letter."""
    base = os.path.join(source_folder(), "tests", "cases", "base.ini")
    with open(base, encoding="utf-8") as file, Stand() as stand:
        for before in ("", "a", "aa", "aaa"):
            stand.write("input.ini", file.read() + f"status = {before}{'日🙂é' * 99}\n")
            file.seek(0)
            path = f"directory.path={stand.folder}"
            printed = run("check", "-s", path)
            assert printed.code == DATA_FAULT and printed.err.count("\n") == 3, printed
            assert "\\x" not in printed.err, printed
            faults = json.loads(run("check", "--json", "-s", path).out)
            assert len(faults) == 1, (before, faults)


@proves
def faults_are_told_with_file_line_column_and_a_mark():
    with Stand() as stand:
        stand.write("settings.ini", "[server]\nlisten = nowhere\n"
                                    "[redis]\naddress = somewhere\n")
        result = run("check", "-c", stand.path("settings.ini"))
        lines = [line.replace(stand.folder + "/", "") for line in result.err.splitlines()]
        assert result.code == SETTINGS_FAULT, result
        assert len(lines) == 6, lines
        assert lines[0].startswith("settings.ini:2:10: "), lines
        assert lines[1:3] == ["    listen = nowhere", "             ^"], lines
        assert lines[3].startswith("settings.ini:4:11: "), lines


# Overrides.


@proves
def one_setting_can_be_overridden():
    with Stand() as stand:
        stand.write("settings.ini", "[site]\ntitle = From the file\nbase = /help\n")
        page = run("render", "-c", stand.path("settings.ini"),
                   "-s", "site.title=From = the \"line\"", "/").out
        assert "<title>From = the &quot;line&quot;</title>" in page, page[:400]
        assert 'href="/help/phones"' in page
    page = run("render", "-s", "site.title=One", "-s", "site.title=Two", "/").out
    assert "<title>Two</title>" in page, "the last one holds"


@proves
def options_may_stand_anywhere_behind_the_command():
    plain = run("render", "/e/hhs", "-s", "site.title=One").out
    assert plain and plain == run("render", "-s", "site.title=One", "/e/hhs").out
    assert plain == run("render", "-ssite.title=One", "--", "/e/hhs").out


@proves
def a_faulty_override_is_a_fault_of_settings():
    faults = {
        "redis.wait": "-s: `redis.wait` is not SECTION.NAME=VALUE",
        "wait=50 ms": "-s: `wait=50 ms` is not SECTION.NAME=VALUE",
        "=": "-s: `=` is not SECTION.NAME=VALUE",
        "rediss.wait=50 ms": "-s: there are no settings [rediss]; did you mean [redis]?",
        "redis.wiat=50 ms": "-s: there is no setting redis.wiat; did you mean `wait`?",
        "redis.color=blue": "-s: there is no setting redis.color",
        "redis.wait=50": "-s: redis.wait: `50` is not a duration with its unit: a "
                         "duration with its unit (ms, s, min, h, days) from 1 ms "
                         "to 5000 ms",
        "server.threads=many": "-s: server.threads: `many` is not a whole number: a whole "
                               "number from 0 to 1024",
    }
    for override, words in faults.items():
        result = run("check", "-s", override)
        assert result.code == SETTINGS_FAULT, (override, result)
        assert result.err == words + "\n", (override, result)


@proves
def a_faulty_base_or_scope_is_told_where_it_was_given():
    for override in ("site.base=help", "site.base=", "server.scopes=inside"):
        result = run("check", "-s", override)
        assert result.code == SETTINGS_FAULT, (override, result)
        assert result.err.startswith("-s: ") and result.err.count("\n") == 1, result


@proves
def all_faulty_overrides_are_told():
    result = run("check", "-s", "redis.wiat=1 s", "-s", "redis.wait=1")
    assert result.err.count("\n") == 2 and result.code == SETTINGS_FAULT, result


@proves
def overrides_have_a_bound():
    assert run("check", *["-s", "site.title=A"] * 64).code == OK
    result = run("check", *["-s", "site.title=A"] * 65)
    assert result.code == USAGE and result.err, result


# Render.


@proves
def render_prints_what_serve_would_answer():
    body = run("render", "/").out
    assert body.startswith("<!DOCTYPE html>"), body[:200]
    whole = run("render", "-i", "/").out
    head, _, rest = whole.partition("\r\n\r\n")
    assert head.startswith("Status: 200 OK\r\n") and rest == body, head


@proves
def a_target_that_is_not_there_is_shown_and_told():
    for target in ("/nowhere", "/api/v1/entries?audience=nobody", "/fragment/e/x"):
        result = run("render", target)
        assert result.code == NOT_FOUND and result.out and not result.err, result
    assert run("render", "-i", "/nowhere").out.startswith("Status: 404 Not Found\r\n")


@proves
def what_cannot_be_printed_is_told():
    tap.need(os.path.exists("/dev/full"), "there is no /dev/full")
    for command in (["render", "/"], ["reference", "settings"], ["check"],
                    ["check", "--json"], ["--version"], ["--help"]):
        with open("/dev/full", "wb") as full:
            result = subprocess.run([program(), *command], stdout=full, check=False,
                                    stderr=subprocess.PIPE, timeout=20)
        assert result.returncode == 74, (command, result.returncode)
        assert b"No space left" in result.stderr, (command, result.stderr)


@proves
def it_works_from_another_folder():
    here = run("render", "/e/niosh")
    with Stand() as stand:
        there = run("render", "/e/niosh", cwd=stand.folder)
        bare = run("check", cwd=stand.folder, env={})
    assert here.code == OK and there.out == here.out, there
    assert bare.code == OK, bare


@proves
def relative_folders_are_seen_from_the_working_folder():
    base = os.path.join(source_folder(), "tests", "cases", "base.ini")
    with open(base, encoding="utf-8") as file, Stand() as stand:
        os.mkdir(stand.path("data"))
        stand.write("data/base.ini", file.read())
        for path in ("data", "data/", "./data", "data:", ":data"):
            result = run("check", "-s", f"directory.path={path}", cwd=stand.folder)
            assert result.code == OK and "1 entries" in result.out, (path, result)


# References.


@proves
def the_sample_file_is_the_reference_of_the_settings():
    result = run("reference", "settings")
    assert result.code == OK and not result.err, result
    assert result.out == source("conf", "signpost.ini")


@proves
def every_setting_can_be_written_as_the_reference_shows_it():
    """Uncommented, the reference changes nothing."""
    text = run("reference", "settings").out
    lines = [re.sub(r"^;(?! )", "", line) for line in text.splitlines()]
    assert sum(bool(re.match("[a-z-]+ =", line)) for line in lines) > 8, lines
    with Stand() as stand:
        stand.write("settings.ini", "\n".join(lines) + "\n")
        path = stand.path("settings.ini")
        assert run("check", "-c", path).err == "", run("check", "-c", path)
        assert run("render", "-c", path, "/").out == run("render", "/").out


@proves
def every_line_of_a_reference_fits_the_page():
    for name in ("settings", "directory"):
        for line in run("reference", name).out.splitlines():
            assert len(line) <= 80 and line == line.rstrip(), (name, line)


@proves
def the_reference_of_the_directory_names_every_key():
    result = run("reference", "directory")
    assert result.code == OK and not result.err, result
    parts = re.split(r"^;\[", result.out, flags=re.M)[1:]
    keys = {part.split("]")[0]: set(re.findall(r"^;([a-z-]+) =$", part, re.M))
            for part in parts}
    expected = {
        "directory": "title languages namespace time-zone stale-after crisis lines",
        "facet:ID": "name note order open",
        "FACET:ID": "name summary note order parent",
        "kind:ID": "name hsds schema-org",
        "answered-by:ID": "name caution",
        "start:ID": "name filter",
        "phone:ID": "number extension prompt type purpose answered-by relay hours "
                    "languages cost abroad note verified status audience visibility",
        "entry:ID": "name abbreviation kind listed-under parent aka summary note fact "
                    "correction email address address-visibility area eligibility how "
                    "hours languages cost phone link status visibility internal-note "
                    "checked changed",
    }
    assert set(keys) == set(expected), set(keys)
    for header, names in expected.items():
        assert set(names.split()) <= keys[header], (header, set(names.split()) - keys[header])


@proves
def the_reference_says_how_each_key_is_written():
    text = run("reference", "directory").out
    for words in ("a phone number, as in +1-888-373-7888", "voice, text, textphone, fax",
                  "a date (2026", "and a note behind ` | `", "May stand more than once",
                  "Translated as `name.es`", "Must be there", "[answered-by:ID]"):
        assert words in " ".join(text.replace("\n;", " ").split()), words


@proves
def the_nginx_file_fits_the_settings():
    template = source("nginx", "signpost-locations.conf.in")
    options = ["-s", "site.base=/some/help", "-s", "server.listen=unix:/tmp/our.sock",
               "-s", "site.last-resort=/srv/last", "--scope", "internal"]
    result = run("reference", "nginx", *options)
    assert result.code == OK and not result.err, result
    assert not re.search(r"@[A-Z_]+@", result.out), result.out
    values = {"BASE": "/some/help", "SOCKET": "unix:/tmp/our.sock", "SCOPE": "internal",
              "LAST_RESORT": "/srv/last"}
    expected = re.sub(r"@([A-Z_]+)@", lambda blank: values.get(blank[1], blank[0]), template)
    parts = expected.split("@ASSETS@")
    assert len(parts) == 2 and result.out.startswith(parts[0]), result.out[:500]
    assert result.out.endswith(parts[1]), result.out[-500:]
    assets = result.out[len(parts[0]) : len(result.out) - len(parts[1])]
    assert os.path.isdir(assets), assets
    for more in ([], ["-s", "server.scopes=public, internal"], ["--scope", "Internal"]):
        assert "SIGNPOST_SCOPE public;" in run("reference", "nginx", *more).out, more


@proves
def the_shipped_locations_are_the_reference_of_nginx():
    shipped = source("nginx", "signpost-locations.conf")
    printed = run("reference", "nginx").out
    # Not installed, it names the style sheet's folder in the source.
    assert re.sub(r"/\S*/nginx/assets/", "/usr/share/signpost/assets/", printed) == shipped


@proves
def what_is_no_blank_of_ours_stays_as_it_is():
    template = source("nginx", "signpost-locations.conf.in")
    lines = len(template.splitlines())
    assert len(run("reference", "nginx").out.splitlines()) == lines
    for variable in re.findall(r"\$\w+", template):
        assert variable in run("reference", "nginx").out, variable


# Ping, and serve where it cannot.


@proves
def ping_tells_when_no_one_listens():
    with Stand() as stand:
        result = run("ping", f"unix:{stand.path('nobody.sock')}")
        assert result.code == UNAVAILABLE and result.err and not result.out, result
        own = run("ping", "-s", f"server.listen=unix:{stand.path('nobody.sock')}")
        assert own.code == UNAVAILABLE and "nobody.sock" in own.err, own
        result = run("ping", "nonsense")
        assert result.code == UNAVAILABLE and "nonsense" in result.err, result


if __name__ == "__main__":
    tap.run()
