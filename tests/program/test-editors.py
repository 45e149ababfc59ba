#!/usr/bin/env python3
"""What an editor and an operator rely on: a site's own folder over the shipped
one, warnings, dates, moves, reports, the revision. Prints TAP."""

import datetime
import os
import re
import subprocess
import sys
import zoneinfo

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK, options, render, run
from directory import SHIPPED, Directory
from places import program
from tap import proves


def with_own(text):
    """A folder of a site's own over the shipped one."""
    return Directory(text=text, over=[SHIPPED])


# A site of one language: what it adds lacks no translation.
ENGLISH = "[directory]\nlanguages = en\n"

OSHA = ("name = OSHA, as we know it\nkind = agency\nlisted-under = dol\nparent = dol\n"
        "summary = Ours.\ngoal = access | ours\naudience = workers\nphone = osha-line, osha-tty\n")


def book():
    """The recipes of the shipped folder, as a folder of one's own."""
    with open(os.path.join(SHIPPED, "README.md"), encoding="utf-8") as file:
        recipes = re.findall(r"```ini\n(.*?)```", file.read(), re.S)
    assert len(recipes) == 7, recipes
    # Lines without a header are of the entry, and so is the name of the place.
    sections = "".join(one for one in recipes[1:] if one.startswith("["))
    lines = "".join(one for one in recipes[1:] if not one.startswith("["))
    return sections.replace("area =", f"location = haven-office\n{lines}area =", 1)


@proves
def the_book_of_recipes_works_as_it_is_written():
    """The shelter stands on the page after one round of `check`."""
    with with_own(ENGLISH + book()) as own:
        result = own.check("--strict")
        assert result.returncode == OK and not result.stderr, result.stderr
        page = own.render("/e/haven-house").text
        for number in ("tel:+12025550123", "tel:+12025550124"):
            assert number in page, page
        assert "could not be confirmed" not in page, page
        assert own.render("/e/niosh").status == 404
        assert "Looks after pets" not in own.render("/").text
        text = own.render("/?sort=directory").text
        assert text.index(">Other organizations and services<") < text.index(
            '<a href="/referrals/e/haven-house"'), text


@proves
def the_reference_ends_with_the_words_of_this_directory_even_of_a_faulty_one():
    faulty = "[entry:ours]\nnme = Ours\nkind = shelter\nsummary = A.\n"
    with with_own(book() + faulty) as own:
        assert own.check().returncode == DATA_FAULT
        text = run("reference", "directory", *options(own.settings)).stdout
        for line in ("; What an entry is: kind = ...\n", ";   local-service  ", ";   pet-care  ",
                     "; Filters: county = ...\n", ";   greene  ", ";     labor-legal  ",
                     ";   child-protection  ", ";   haven-house  ", "; Something in it is faulty"):
            assert line in text, (line, text)


@proves
def whoever_has_set_nothing_is_told_the_words_of_what_is_shipped():
    text = run("reference", "directory").stdout
    assert ";   legal-help  " in text and "Something in it is faulty" not in text, text[-500:]


@proves
def the_words_for_local_services_can_be_left_out():
    with Directory(is_copy=True) as own:
        os.remove(own.path("data/15-local.ini"))
        result = own.check("--strict")
        assert result.returncode == OK and not result.stderr, result.stderr
        assert own.render("/api/v1/facets").text == render("/api/v1/facets").text


@proves
def a_section_of_ones_own_replaces_the_shipped_one_in_its_place():
    with with_own(ENGLISH + "[entry:osha]\nreplaces = shipped\n" + OSHA) as own:
        assert own.check("--strict").returncode == OK, own.check("--strict").stderr
        assert own.render("/api/v1/entries/osha").json["name"] == "OSHA, as we know it"
        ids = [e["id"] for e in own.render("/api/v1/entries?per_page=100").json["contents"]]
        shipped = [e["id"] for e in render("/api/v1/entries?per_page=100").json["contents"]]
        assert ids == shipped


@proves
def check_lists_what_is_replaced_and_gives_its_mark():
    with with_own("[entry:osha]\nreplaces = shipped\n" + OSHA) as own:
        out = own.check().stdout
        assert re.search(r"own\.ini:1: replaces .*33-dol\.ini:\d+ \(its mark is "
                         r"[a-z2-9]{4}\)", out), out


@proves
def check_warns_when_what_is_replaced_has_changed_since():
    with with_own("[entry:osha]\nreplaces = shipped\n" + OSHA) as own:
        mark = re.search(r"its mark is (\w{4})", own.check().stdout).group(1)
    with with_own(ENGLISH + f"[entry:osha]\nreplaces = shipped | {mark}\n" + OSHA) as own:
        assert own.check("--strict").returncode == OK
    with with_own("[entry:osha]\nreplaces = shipped | aaaa\n" + OSHA) as own:
        result = own.check()
        assert result.returncode == OK and f"shipped | {mark}" in result.stderr, result
        assert own.check("--strict").returncode == DATA_FAULT


@proves
def a_section_that_is_not_said_to_replace_is_a_duplicate():
    with with_own("[entry:osha]\n" + OSHA) as own:
        result = own.check()
        assert result.returncode == DATA_FAULT
        assert "own.ini:1:1: [entry:osha] stands here a second time" in result.stderr


@proves
def what_replaces_nothing_is_refused():
    for text in ("[entry:ours]\nreplaces = shipped\n" + OSHA,
                 "[entry:osha]\nreplaces = everything\n" + OSHA):
        with with_own(text) as own:
            assert own.check().returncode == DATA_FAULT, text
            assert "own.ini:2:12: replaces: " in own.check().stderr, own.check().stderr


@proves
def two_that_replace_the_same_are_refused():
    twice = "[entry:osha]\nreplaces = shipped\n" + OSHA
    with with_own(twice + twice) as own:
        result = own.check()
        assert result.returncode == DATA_FAULT
        assert "was replaced before, at " in result.stderr, result.stderr


@proves
def a_hidden_entry_is_nowhere():
    with with_own("[hide]\nentry = niosh, odni\n") as own:
        assert own.check("--strict").returncode == OK, own.check("--strict").stderr
        assert own.render("/api/v1/entries").json["total_items"] == 35
        assert own.render("/e/niosh").status == 404


@proves
def hiding_what_is_not_there_is_refused_with_the_nearest_spelling():
    with with_own("[hide]\nentry = nioshh\n") as own:
        result = own.check()
        assert result.returncode == DATA_FAULT
        assert "own.ini:2:9: " in result.stderr and "did you mean `niosh`?" in result.stderr


@proves
def what_is_hidden_and_replaced_is_refused():
    with with_own("[hide]\nentry = osha\n[entry:osha]\nreplaces = shipped\n" + OSHA) as own:
        assert own.check().returncode == DATA_FAULT
        assert "own.ini:2:9: " in own.check().stderr


@proves
def the_shipped_directory_gives_no_warning():
    result = run("check", "--strict")
    assert result.returncode == OK and not result.stderr, result


WARNED = {
    "is used nowhere":
        "[phone:lone]\nnumber = +1-202-555-0123\npurpose = A\nanswered-by = ngo\n",
    "has the number of [phone:osha-line]":
        "[phone:twin]\nnumber = +1-800-321-6742\npurpose = A\nanswered-by = ngo\n",
    "has no `audience`":
        "[entry:ours]\nname = Ours\nkind = office\nlisted-under = dol\nsummary = A.\n"
        "goal = access | it does\n",
    "has no contact":
        "[entry:ours]\nname = Ours\nkind = office\nsummary = A.\ngoal = access | it does\n"
        "audience = workers\n",
    "has the name of [entry:osha]":
        "[entry:ours]\nname = Occupational Safety and Health Administration\n"
        "kind = office\nlisted-under = dol\nsummary = A.\ngoal = access | it does\n"
        "audience = workers\n",
    "others can read along on http":
        "[entry:ours]\nname = Ours\nkind = office\nsummary = A.\ngoal = access | it does\n"
        "audience = workers\nlink = http://www.example.org/ | Ours\n",
    "300 are enough":
        "[entry:ours]\nname = Ours\nkind = office\nlisted-under = dol\nsummary = "
        + "A word. " * 40 + "\ngoal = access | it does\naudience = workers\n",
}


@proves
def check_warns_of_what_may_hurt_a_reader():
    for warning, text in WARNED.items():
        with with_own(ENGLISH + text) as own:
            result = own.check()
            assert result.returncode == OK, (warning, result.stderr)
            assert f"warning: " in result.stderr and warning in result.stderr, (
                warning, result.stderr)
            assert own.check("--strict").returncode == DATA_FAULT, warning


@proves
def what_depends_on_the_day_never_fails():
    """And tomorrow is no future: it may be today where the fact was looked at."""
    home = zoneinfo.ZoneInfo("America/New_York")
    tomorrow = datetime.datetime.now(home) + datetime.timedelta(days=1)
    for day, is_future in (("2999-01-01", True), (f"{tomorrow:%Y-%m-%d}", False)):
        with with_own(ENGLISH + "[entry:ours]\nname = Ours\nkind = office\n"
                      "listed-under = dol\nsummary = A.\ngoal = access | it does\n"
                      f"audience = workers\nchecked = {day} | editor\n") as own:
            result = own.check("--strict", "--stale=1")
            assert result.returncode == OK, result
            assert ("is in the future" in result.stderr) == is_future, result


@proves
def stale_facts_are_listed_when_asked_for():
    assert "verified: 2018-02-07 is " in run("check", "--stale").stderr
    assert "[entry:osha] checked: is not there" in run("check", "--stale=99999").stderr
    assert "2018-02-07" not in run("check", "--stale=99999").stderr
    assert "2018-02-07" in run("check", "--stale", "90").stderr
    assert run("check", "--stale=soon").returncode == 64


@proves
def an_old_id_leads_to_the_entry():
    with with_own("[entry:ours]\nname = Ours\nkind = office\nlisted-under = dol\nsummary = A.\n"
             "goal = access | it does\naudience = workers\nalias = theirs\n") as own:
        for address in ("/e/", "/api/v1/entries/"):
            answer = own.render(address + "theirs")
            assert answer.status == 301, answer.head
            assert answer.headers["location"] == f"/referrals{address}ours", answer.head
        assert "Ours" in own.render("/fragment/e/theirs").text


@proves
def an_alias_that_is_an_id_is_refused():
    with with_own("[entry:ours]\nname = Ours\nkind = office\nlisted-under = dol\nsummary = A.\n"
             "goal = access | it does\naudience = workers\nalias = osha\n") as own:
        assert "own.ini:8:9: alias: there is an [entry:osha]" in own.check().stderr


@proves
def what_is_gone_is_410_and_points_to_its_department():
    with with_own("[directory]\ngone = old-office | dol\n") as own:
        answer = own.render("/e/old-office")
        assert answer.head.startswith("Status: 410 Gone"), answer.head
        assert 'href="/referrals/e/dol"' in answer.text and "tel:+18883737888" in answer.text
        api = own.render("/api/v1/entries/old-office").json
        assert api["status"] == 410, api
    for text in ("gone = osha | dol", "gone = old | nowhere"):
        with with_own(f"[directory]\n{text}\n") as own:
            assert "own.ini:2:8: gone: " in own.check().stderr, own.check().stderr


@proves
def a_mistake_can_be_reported_with_the_entry_and_the_version():
    version = render("/api/v1/").json["version"].replace(" ", "%20")
    page = render("/e/osha?audience=workers", "-s",
                  "site.report=https://example.org/form").text
    assert f'href="https://example.org/form?entry=osha&amp;version={version}"' in page
    page = render("/e/osha", "-s", "site.report=mailto:help@example.org").text
    assert f'href="mailto:help@example.org?subject=osha%20{version}"' in page
    assert "Report a mistake" not in render("/e/osha").text
    assert run("check", "-s", "site.report=javascript:1").returncode == 78


def revision(*arguments):
    return render("/api/v1/", *arguments).json


@proves
def every_change_that_a_reader_can_see_makes_another_revision():
    """Also one that moves a phone from one list to the next."""
    plain = revision()
    lists = "crisis = nhth, nhth-text, e911, l988\nlines = l988-text, ncmec\n"
    moved = "crisis = nhth, nhth-text, e911\nlines = l988, l988-text, ncmec\n"
    with with_own("[directory]\n" + lists) as one, with_own("[directory]\n" + moved) as other:
        first, second = (each.render("/api/v1/").json for each in (one, other))
    assert len({r["revision"] for r in (plain, first, second)}) == 3
    assert len({r["version"] for r in (plain, first, second)}) == 3


@proves
def what_a_reader_will_notice_is_printed_before_it_is_served():
    with with_own("[hide]\nentry = niosh\n[phone:osha-line]\nreplaces = shipped\n"
             "number = +1-202-555-0123\npurpose = A\nanswered-by = ngo\n"
             "verified = undated | a page\n[directory]\ncrisis = e911, nhth\n") as own:
        out = own.check("--diff", SHIPPED).stdout
        for line in ("phone changed: 1-800-321-6742 is now 1-202-555-0123 (osha-line); "
                     "shown by osha",
                     "phone answered by others: 1-202-555-0123 (osha-line); shown by osha",
                     "phone no longer on every page: 233733 (nhth-text); on every page",
                     "entry removed: National Institute for Occupational Safety and "
                     "Health (niosh)"):
            assert line + "\n" in out, (line, out)
        assert own.check("--diff", "/nowhere").returncode == DATA_FAULT
    assert ":" not in run("check", "--diff", SHIPPED).stdout.partition("no faults")[2]


@proves
def the_version_is_of_the_directory_alone():
    there = revision("-s", "site.base=/help", "-s", "site.title=Help")
    assert there["version"] == revision()["version"]
    assert there["revision"] != revision()["revision"]


@proves
def a_crisis_line_that_nobody_would_see_is_refused():
    ours = ("[phone:ours]\nnumber = 988\npurpose = A\nanswered-by = ngo\n"
            "verified = undated | a page\n")
    for lines, more, fault in (("ours, nhth", "type = fax", "[phone:ours] "),
                               ("ours, nhth", "visibility = internal", "[phone:ours] "),
                               ("ours", "audience = workers", "crisis: ")):
        with with_own(f"[directory]\ncrisis = {lines}\n{ours}{more}\n") as own:
            assert "own.ini:2:10: " + fault in own.check().stderr, own.check().stderr
    with with_own(f"[directory]\ncrisis = ours, nhth\n{ours}audience = workers\n") as own:
        assert "tel:988" not in own.render("/").text
        assert "tel:988" in own.render("/?audience=workers").text


@proves
def many_continuation_lines_are_read_in_linear_memory():
    with with_own("[entry:ours]\nname = Ours\n" + "  word\n" * 150000) as own:
        result = subprocess.run(
            ["sh", "-c", 'ulimit -v 2000000; exec "$0" "$@"', program(), "check",
             *options(own.settings)], stderr=subprocess.PIPE, encoding="utf-8", timeout=60, check=False)
        assert result.returncode in (DATA_FAULT, -6) or "AddressSanitizer" in result.stderr
        assert "out of memory" not in result.stderr, result.stderr[-300:]


if __name__ == "__main__":
    sys.exit(tap.run())
