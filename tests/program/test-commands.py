#!/usr/bin/env python3
"""The command line: commands, options, exit codes, references. Prints TAP."""

import json
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import (DATA_FAULT, NOT_FOUND, OK, SETTINGS_FAULT, UNAVAILABLE, USAGE, render, run,
                     without_wait)
from directory import base_case
from places import program, read_source, source_folder
from stand import Stand
from tap import proves

COMMANDS = ("serve check render reference ping doctor hide unhide new verify export "
            "import draft preview publish forget").split()


def source(*names):
    path = os.path.join(source_folder(), *names)
    tap.need(os.path.exists(path), f"there is no {'/'.join(names)}")
    return read_source(*names)


# Help.


@proves
def help_names_every_command():
    for option in ("--help", "-h"):
        result = run(option)
        assert result.returncode == OK and not result.stderr, result
        for command in COMMANDS:
            assert re.search(rf"^ +{command} ", result.stdout, re.M), (option, command)
        assert "-c FILE" in result.stdout and "-s SECTION.NAME=VALUE" in result.stdout
        assert all(len(line) <= 80 for line in result.stdout.splitlines()), result


@proves
def every_command_has_its_help():
    for command in COMMANDS:
        result = run(command, "--help")
        assert result.returncode == OK and not result.stderr, result
        assert result.stdout.startswith(f"usage: signpost {command}"), result


@proves
def the_version_is_told():
    result = run("--version")
    assert result.returncode == OK and not result.stderr, result
    version = re.fullmatch(r"signpost (\d+\.\d+\.\d+\S*)\n", result.stdout)
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
    )
    for arguments in faults:
        result = run(*arguments)
        assert result.returncode == USAGE, (arguments, result)
        assert result.stderr and not result.stdout, (arguments, result)


def taken_by(command):
    """The options that its help explains: each with an argument where it has one."""
    lines = run(command, "--help").stdout.split("\n\n")[2].splitlines()
    assert all(re.match(r"  --?[a-z]", line) for line in lines), lines
    return {line.split()[0]: line[2:24].split()[1:] for line in lines}


@proves
def a_command_refuses_the_options_of_others_and_says_its_own():
    taken = {command: taken_by(command) for command in COMMANDS}
    every = {option: words for each in taken.values() for option, words in each.items()}
    assert set(every) == {*(
        "--strict --json --stale --diff -i --man --scope --http --errors --links --save --missing "
        "--unreviewed --lang --internal --private --mail-text --file --set --term --list --from "
        "--csv --draft --undo --to --profile --yes --sketch -c -s --help").split()}, every
    for command in COMMANDS:
        usage = run(command, "--help").stdout.splitlines()[0]
        assert {*re.findall(r"--?[a-z]+(?:-[a-z]+)*", usage), "-c", "-s", "--help"} == set(
            taken[command]), usage
        for option in set(every) - set(taken[command]):
            result = run(command, option, *every[option])
            assert result.returncode == USAGE and not result.stdout, (command, option, result)
            assert option.lstrip("-") in result.stderr, (command, option, result)
            assert result.stderr.splitlines()[1:] == [usage], (command, option, result)


@proves
def an_option_of_another_command_is_refused_among_right_ones():
    for arguments in (["ping", "--diff", "x", "--strict", "unix:/a"],
                      ["render", "/", "--json"], ["serve", "-i"],
                      ["check", "--scope", "internal"]):
        result = run(*arguments)
        assert result.returncode == USAGE and not result.stdout, (arguments, result)


@proves
def a_misspelt_command_leads_to_help():
    result = run("chek")
    assert "chek" in result.stderr and "--help" in result.stderr, result


# Check.


@proves
def check_finds_the_shipped_directory_sound():
    result = run("check")
    assert result.returncode == OK and not result.stderr, result
    assert "37 entries" in result.stdout, result


@proves
def check_reads_a_settings_file():
    with Stand() as stand:
        stand.write("settings.ini", "[site]\ntitle = Help for you\nbase = /help\n")
        path = stand.path("settings.ini")
        assert run("check", "-c", path).returncode == OK
        page = run("render", "-c", path, "/").stdout
        assert "<title>Help for you</title>" in page and 'href="/help/e/hhs"' in page


@proves
def a_settings_file_that_is_not_there_is_a_fault_of_settings():
    for command in (["check"], ["serve"], ["render", "/"], ["reference", "nginx"],
                    ["ping"]):
        result = run(*command, "-c", "/nowhere/signpost.ini")
        assert result.returncode == SETTINGS_FAULT, (command, result)
        assert "/nowhere/signpost.ini: cannot be read: No such file" in result.stderr, result
        assert not result.stdout, result


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
                assert result.returncode == code, (command, arguments, result)
                assert result.stderr and not result.stdout, (command, arguments, result)


@proves
def check_speaks_json():
    result = run("check", "--json")
    assert result.returncode == OK, result
    severities = {found["severity"] for found in json.loads(result.stdout)}
    assert severities == {"unreviewed", "unconfirmed", "note"}, severities
    assert not run("check").stderr, "notes are for programs"
    with Stand() as stand:
        stand.write("input.ini", "[directory]\ntitle = A\ncolor = blue\n[x:y]\n")
        result = run("check", "--json", "-s", f"directory.path={stand.folder}")
        assert result.returncode == DATA_FAULT, result
        faults = json.loads(result.stdout)
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
                    empty.stdout), empty
    settings = run("check", "--json", "-s", "redis.wiat=1 s")
    assert settings.returncode == SETTINGS_FAULT and len(json.loads(settings.stdout)) == 1, settings


@proves
def json_holds_every_fault_that_is_printed():
    """A long value is cut in its message, and never within a letter."""
    with Stand() as stand:
        for before in ("", "a", "aa", "aaa"):
            stand.write("input.ini", base_case() + f"status = {before}{'日🙂é' * 99}\n")
            path = f"directory.path={stand.folder}"
            printed = run("check", "-s", path)
            assert printed.returncode == DATA_FAULT and printed.stderr.count("\n") == 3, printed
            assert "\\x" not in printed.stderr, printed
            faults = json.loads(run("check", "--json", "-s", path).stdout)
            assert len(faults) == 1, (before, faults)


@proves
def faults_are_told_with_file_line_column_and_a_mark():
    with Stand() as stand:
        stand.write("settings.ini", "[server]\nlisten = nowhere\n"
                                    "[redis]\naddress = somewhere\n")
        result = run("check", "-c", stand.path("settings.ini"))
        lines = [line.replace(stand.folder + "/", "") for line in result.stderr.splitlines()]
        assert result.returncode == SETTINGS_FAULT, result
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
                   "-s", "site.title=From = the \"line\"", "/").stdout
        assert "<title>From = the &quot;line&quot;</title>" in page, page[:400]
        assert 'href="/help/phones"' in page
    page = run("render", "-s", "site.title=One", "-s", "site.title=Two", "/").stdout
    assert "<title>Two</title>" in page, "the last one holds"


@proves
def options_may_stand_anywhere_behind_the_command():
    plain = run("render", "/e/hhs", "-s", "site.title=One").stdout
    assert plain and plain == run("render", "-s", "site.title=One", "/e/hhs").stdout
    assert plain == run("render", "-ssite.title=One", "--", "/e/hhs").stdout


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
        assert result.returncode == SETTINGS_FAULT, (override, result)
        assert result.stderr == words + "\n", (override, result)


@proves
def a_faulty_base_or_scope_is_told_where_it_was_given():
    for override in ("site.base=help", "site.base=", "server.scopes=inside"):
        result = run("check", "-s", override)
        assert result.returncode == SETTINGS_FAULT, (override, result)
        assert result.stderr.startswith("-s: ") and result.stderr.count("\n") == 1, result


@proves
def all_faulty_overrides_are_told():
    result = run("check", "-s", "redis.wiat=1 s", "-s", "redis.wait=1")
    assert result.stderr.count("\n") == 2 and result.returncode == SETTINGS_FAULT, result


@proves
def overrides_have_a_bound():
    assert run("check", *["-s", "site.title=A"] * 64).returncode == OK
    result = run("check", *["-s", "site.title=A"] * 65)
    assert result.returncode == USAGE and result.stderr, result


# Render.


@proves
def render_prints_what_serve_would_answer():
    body = run("render", "/").stdout
    assert body.startswith("<!DOCTYPE html>"), body[:200]
    whole = run("render", "-i", "/").stdout
    head, _, rest = whole.partition("\r\n\r\n")
    assert head.startswith("Status: 200 OK\r\n") and rest == body, head


@proves
def a_target_that_is_not_there_is_shown_and_told():
    for target in ("/nowhere", "/api/v1/entries?audience=nobody", "/fragment/e/x"):
        result = run("render", target)
        assert result.returncode == NOT_FOUND and result.stdout and not result.stderr, result
    assert run("render", "-i", "/nowhere").stdout.startswith("Status: 404 Not Found\r\n")


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
    assert here.returncode == OK and there.stdout == here.stdout, there
    assert bare.returncode == OK, bare


@proves
def relative_folders_are_seen_from_the_working_folder():
    with Stand() as stand:
        stand.write("data/base.ini", base_case())
        for path in ("data", "data/", "./data", "data:", ":data"):
            result = run("check", "-s", f"directory.path={path}", cwd=stand.folder)
            assert result.returncode == OK and "1 entry, " in result.stdout, (path, result)


# References.


@proves
def none_and_off_say_the_same_where_there_is_only_one_nothing():
    for name, value in (("site.exit-shortcut", "none"), ("site.report", "none"),
                        ("site.exit", "none"), ("redis.address", "none"),
                        ("site.url", "off"), ("site.frames", "off"), ("api.origins", "off"),
                        ("site.templates", "off"), ("site.last-resort", "off")):
        result = run("check", "-s", f"{name}={value}")
        assert result.returncode == OK, (name, result.stderr)
    assert 'data-signpost-exit=""' in render("/", "-s", "site.exit-shortcut=none").text
    # These two words of one setting differ.
    for value, is_told in (("none", True), ("off", False)):
        answer = render("/?audience=workers", "-s", f"site.robots={value}")
        assert ("x-robots-tag" in answer.headers) == is_told, value
    url = ("-s", "site.url=https://www.example.org")
    assert render("/sitemap.xml", *url).status == 200
    assert render("/sitemap.xml", *url, "-s", "site.robots=none").status == 404


@proves
def a_page_has_a_title_and_an_empty_one_is_a_fault():
    for value in ("", " "):
        result = run("check", "-s", f"site.title={value}")
        assert result.returncode == SETTINGS_FAULT, result
        assert result.stderr.startswith("-s: site.title: "), result.stderr
        assert "every page needs a title" in result.stderr, result.stderr


@proves
def the_sample_file_is_the_reference_of_the_settings():
    result = run("reference", "settings")
    assert result.returncode == OK and not result.stderr, result
    assert result.stdout == source("conf", "signpost.ini")


@proves
def every_setting_can_be_written_as_the_reference_shows_it():
    """Uncommented, the reference changes nothing."""
    text = run("reference", "settings").stdout
    lines = [re.sub(r"^;(?! )", "", line) for line in text.splitlines()]
    assert sum(bool(re.match("[a-z-]+ =", line)) for line in lines) > 8, lines
    with Stand() as stand:
        stand.write("settings.ini", "\n".join(lines) + "\n")
        path = stand.path("settings.ini")
        assert run("check", "-c", path).stderr == "", run("check", "-c", path)
        assert run("render", "-c", path, "/").stdout == run("render", "/").stdout


@proves
def every_line_of_a_reference_fits_the_page():
    for name in ("settings", "directory"):
        for line in run("reference", name).stdout.splitlines():
            assert len(line) <= 80 and line == line.rstrip(), (name, line)


@proves
def the_reference_of_the_directory_names_every_key():
    result = run("reference", "directory")
    assert result.returncode == OK and not result.stderr, result
    parts = re.split(r"^;\[", result.stdout, flags=re.M)[1:]
    keys = {part.split("]")[0]: set(re.findall(r"^;([a-z-]+) =$", part, re.M))
            for part in parts}
    expected = {
        "directory": "title languages namespace time-zone stale-after crisis lines",
        "facet:ID": "name note order open",
        "FACET:ID": "name summary note order parent",
        "kind:ID": "name hsds schema-org",
        "answered-by:ID": "name caution",
        "start:ID": "name filter",
        "link-check:ID": "moved dead failing untried asked", "reading:ID": "right",
        "phone:ID": "number extension prompt type purpose answered-by relay hours "
                    "languages cost abroad note verified status audience visibility",
        "contact:ID": "title phone email person", "location:ID": "name type street city state address-visibility phone hours",
        "source:ID": "name as-of link license",
        "entry:ID": "name abbreviation comes-from kind listed-under parent aka summary note fact "
                    "correction email address address-visibility area eligibility how "
                    "hours languages cost phone link status visibility internal-note "
                    "checked changed",
    }
    assert set(keys) == set(expected), set(keys)
    for header, names in expected.items():
        assert set(names.split()) <= keys[header], (header, set(names.split()) - keys[header])


@proves
def the_reference_says_how_each_key_is_written():
    text = run("reference", "directory").stdout
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
    assert result.returncode == OK and not result.stderr, result
    assert not re.search(r"@[A-Z_]+@", result.stdout), result.stdout
    values = {"BASE": "/some/help", "SOCKET": "unix:/tmp/our.sock", "SCOPE": "internal",
              "LAST_RESORT": "/srv/last", "WAIT": "1s", "WAIT_FOR_ALL": "10000ms", "KEPT": "no-store",
              "ORIGIN": "", "WHO": "# Who may not come in sees nothing of it."}
    expected = re.sub(r"@([A-Z_]+)@", lambda blank: values.get(blank[1], blank[0]), template)
    parts = expected.split("@ASSETS@")
    printed = without_wait(result.stdout)
    assert len(parts) == 2 and printed.startswith(parts[0]), printed[:500]
    assert printed.endswith(parts[1]), printed[-500:]
    assets = printed[len(parts[0]) : len(printed) - len(parts[1])]
    assert os.path.isdir(assets), assets
    for more in ([], ["-s", "server.scopes=public, internal"], ["--scope", "Internal"]):
        assert "SIGNPOST_SCOPE public;" in run("reference", "nginx", *more).stdout, more


@proves
def the_shipped_locations_are_the_reference_of_nginx():
    shipped = source("nginx", "signpost-locations.conf")
    printed = without_wait(run("reference", "nginx").stdout)
    # Not installed, it names the style sheet's folder in the source.
    assert re.sub(r"/\S*/nginx/assets/", "/usr/share/signpost/assets/", printed) == shipped


@proves
def how_long_a_browser_keeps_style_sheet_and_script_is_a_setting():
    for life, told in (("0 s", "no-store"), ("999 ms", "no-store"), ("1 s", "max-age=1"),
                       ("7 days", "max-age=604800")):
        printed = run("reference", "nginx", "-s", f"cache.assets={life}").stdout
        line = f'add_header Cache-Control "{told}";'
        assert printed.count(line) == 1, (life, re.findall(r"Cache-Control.*", printed))


@proves
def what_is_no_blank_of_ours_stays_as_it_is():
    template = source("nginx", "signpost-locations.conf.in")
    lines = len(template.splitlines())
    assert len(run("reference", "nginx").stdout.splitlines()) == lines
    for variable in re.findall(r"\$\w+", template):
        assert variable in run("reference", "nginx").stdout, variable


# Ping, and serve where it cannot.


@proves
def ping_tells_when_no_one_listens():
    with Stand() as stand:
        nobody = f"unix:{stand.path('nobody.sock')}"
        for words in ((nobody,), ("-s", f"server.listen={nobody}"), ("nonsense",)):
            result = run("ping", *words)
            assert result.returncode == UNAVAILABLE and not result.stdout, result
            assert re.search("nobody.sock|nonsense", result.stderr), result


if __name__ == "__main__":
    sys.exit(tap.run())
