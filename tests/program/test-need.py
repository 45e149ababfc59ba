#!/usr/bin/env python3
"""The list leads to somebody who helps: which lines are called first, which
entries come up, and how others are reached. Prints TAP."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import render
from directory import INSIDE, Directory
from shipped import facets, shipped_text
from tap import proves

LANGUAGES = ("en", "es")
FIRST = {"en": "Call first", "es": "Llame primero"}
REPORT = {"en": "You can also report to", "es": "También puede reportar a"}
FORMER = {"en": "Former programs", "es": "Programas que ya no existen"}

NEED = """\
[directory]
title = Who helps
languages = en
namespace = https://signpost.example/need
time-zone = America/New_York
crisis = talk
lines = shelter, fields, more, even-more, tips, lawyers-only

[facet:audience]
name = Audience
[audience:workers]
name = Workers
[audience:families]
name = Families
[audience:lawyers]
name = Lawyers
[facet:service]
name = Service
[service:shelter]
name = Shelter
[service:tips]
name = Tips
reports = yes
[kind:office]
name = Office
[answered-by:ngo]
name = Answered by a charity.
help = yes
[answered-by:police]
name = Answered by the police.
caution = You can call a lawyer first.
[start:work]
name = I work
filter = audience=workers
"""

PHONE = """
[phone:{id}]
number = +1-202-555-{number:04}
purpose = Ask {id}
answered-by = {who}
{more}
"""
ENTRY = """
[entry:{id}]
name = The {id}
kind = office
summary = Does {id}.
audience = {audience}
{more}
"""
VERIFIED = "verified = 2026-01 | a page"


def phone(id, number, who="ngo", more=VERIFIED):
    return PHONE.format(id=id, number=number, who=who, more=more)


def entry(id, more="", audience="workers, families"):
    return ENTRY.format(id=id, more=more, audience=audience)


LINES = "".join([
    phone("talk", 100),
    phone("shelter", 101, more=VERIFIED + "\nfits = audience:workers, service:shelter\n"
          "relay = 711\nlanguages = English and Polish"),
    phone("fields", 102, more=VERIFIED + "\nfits = audience:workers"),
    phone("more", 103, more=VERIFIED + "\nfits = audience:workers"),
    phone("even-more", 104, more=VERIFIED + "\nfits = audience:workers"),
    phone("tips", 105, "police", VERIFIED + "\nfits = audience:workers, service:tips"),
    phone("lawyers-only", 106, more=VERIFIED + "\naudience = lawyers\n"
          "fits = audience:families, audience:lawyers"),
    phone("police-desk", 110, "police"),
    phone("charity", 111),
    phone("unseen", 112, more=""),
    phone("for-lawyers", 113, more=VERIFIED + "\naudience = lawyers"),
    phone("also-police", 114, "police"),
])
ENTRIES = "".join([
    entry("gone", "phone = charity\nstatus = defunct"),
    entry("away", "phone = charity\nstatus = temporarily closed"),
    entry("police", "phone = police-desk\nservice = tips"),
    entry("unconfirmed", "phone = unseen"),
    entry("law", "phone = for-lawyers", audience="workers, families, lawyers"),
    entry("both", "phone = also-police, charity"),
    entry("office", "phone = charity\nservice = shelter, tips"),
    entry("quiet", "link = https://quiet.example.org/ | Quiet"),
])


def numbers_after_count(answer):
    """The numbers that are dialed below the count, as they are dialed, in order."""
    below = answer.text[answer.text.index("signpost-count"):]
    return re.findall(r'href="(?:tel|sms):([^";]*)', below)


def below_count(answer):
    return answer.text[answer.text.index("signpost-count"):]


def order(site, target):
    found = re.findall(r'<h\d[^>]*><a href="/referrals/e/([a-z-]+)"', site.render(target).text)
    return list(dict.fromkeys(found))


def ids_of(site, target):
    return [each["id"] for each in site.render(target).json["contents"]]


def helps(text):
    """The ids of who answers that are marked as help lines in files."""
    return set(re.findall(r"^\[answered-by:([a-z-]+)\]\n(?:[^\[]*\n)?help = yes$", text,
                          flags=re.M))


def starts():
    return re.findall(r"^\[start:.*\](?:\n.+)*\nfilter = (.*)$", shipped_text(), flags=re.M)


def audiences():
    return [f"audience={term['id']}" for facet in facets() if facet["id"] == "audience"
            for term in facet["terms"]]


def who_answers():
    return {phone["dialed"]: phone["answered_by"]["id"]
            for phone in render("/api/v1/phones").json["phones"]}


@proves
def every_start_shows_the_number_of_a_help_line_first():
    who, marked = who_answers(), helps(shipped_text())
    assert len(starts()) == 6 and "ngo" in marked, (starts(), marked)
    for language in LANGUAGES:
        for wish in starts():
            answer = render(f"/?lang={language}&{wish}")
            first = numbers_after_count(answer)[0]
            assert who[first] in marked, (wish, first)
            assert FIRST[language] in answer.page.text, wish


@proves
def every_audience_sees_a_help_line_first_or_nothing_was_brought_up():
    who, marked = who_answers(), helps(shipped_text())
    for language in LANGUAGES:
        for wish in audiences():
            for page in ("/", "/fragment", "/embed"):
                answer = render(f"{page}?lang={language}&{wish}")
                numbers = numbers_after_count(answer)
                if "in-by-need" in answer.text or FIRST[language] in answer.page.text:
                    assert who[numbers[0]] in marked, (wish, numbers[:2])
                assert "in-to-report" not in answer.text, wish


@proves
def the_page_of_all_lines_and_the_crisis_lines_hold_every_number():
    text = shipped_text()
    named = re.findall(r"^(?:crisis|lines) = ((?:.+\n)(?:  .+\n)*)", text, flags=re.M)
    ids = [id for line in named for id in re.split(r"[\s,]+", line.strip())]
    dialed = {each["id"]: each["dialed"] for each in render("/api/v1/phones").json["phones"]}
    page = render("/phones")
    assert len(ids) == 15, ids
    for id in ids:
        assert f":{dialed[id]}\"" in page.text, id
    for target in ("/", "/?audience=workers", "/e/hstu", "/phones", "/last-resort"):
        strip = render(target).text
        strip = strip[strip.index("signpost-crisis"):]
        assert re.findall(r'href="(?:tel|sms):([^"]*)"', strip)[:4] == [
            "+18883737888", "711", "233733", "911"], target


@proves
def a_list_without_filters_offers_no_line():
    for target in ("/", "/?q=work", "/fragment", "/embed"):
        for language in LANGUAGES:
            text = render(f"{target}{'&' if '?' in target else '?'}lang={language}").page.text
            assert FIRST[language] not in text and REPORT[language] not in text, target


@proves
def at_most_three_help_lines_that_fit_are_called_first():
    with Directory(text=NEED + LINES + ENTRIES) as site:
        assert site.check().returncode == 0, site.check().stderr
        part = below_count(site.render("/?audience=workers"))
        first = part[part.index("Call first"):part.index("signpost-group")]
        assert re.findall(r"tel:\+1202555(\d+)", first) == ["0101", "0102", "0103"], first
        assert "Answered by a charity." in first and "Hours not known" in first
        assert first.index("English and Polish") < first.index("0101") < first.index('"tel:711"')


@proves
def a_line_that_does_not_help_is_told_below_the_list_with_its_caution():
    with Directory(text=NEED + LINES + ENTRIES) as site:
        part = below_count(site.render("/?audience=workers"))
        last = part[part.index("You can also report to"):]
        assert part.index("You can also report to") > part.rindex("signpost-card")
        assert re.findall(r"tel:\+1202555(\d+)", last) == ["0105"]
        assert last.index("Answered by the police.") < last.index("tel:")
        assert last.index("You can call a lawyer first.") < last.index("tel:")
    for language in LANGUAGES:
        part = below_count(render(f"/?lang={language}&audience=children-families"))
        last = part[part.index(REPORT[language]):]
        assert "+18335915669" in last and "signpost-card" not in last


@proves
def a_line_fits_by_each_facet_that_it_names():
    """Of each facet of which it names terms, and by which is filtered, one is chosen."""
    with Directory(text=NEED + LINES + ENTRIES) as site:
        for wish, lines in {"audience=families": [], "service=shelter": ["0101"],
                            "audience=families&service=shelter": [],
                            "audience=workers&service=shelter": ["0101", "0102", "0103"],
                            "audience=lawyers": ["0106"],
                            "audience=families&audience=lawyers": ["0106"]}.items():
            part = below_count(site.render("/?" + wish))
            found = []
            if "Call first" in part:
                part = part[part.index("Call first"):]
                found = re.findall(r"tel:\+1202555(\d+)", part[:part.index("signpost-group")])
            assert found == lines, (wish, found)


@proves
def what_a_line_is_offered_for_hides_it_nowhere():
    with Directory(text=NEED + LINES + ENTRIES) as site:
        for id, number in {"talk": 100, "shelter": 101, "tips": 105}.items():
            assert f"+1202555{number:04}" in site.render("/phones").text, id
            phones = {each["id"]: each for each in site.render("/api/v1/phones").json["phones"]}
            assert "audience" not in phones[id] and "fits" not in phones[id]


@proves
def the_number_of_a_help_line_alone_brings_an_entry_up():
    """Not one of the police, not one that nobody confirmed, not one for others, and not
    where the reader would see a number of the police first."""
    with Directory(text=NEED + LINES + ENTRIES) as site:
        assert order(site, "/?audience=workers") == [
            "office", "police", "unconfirmed", "law", "both", "quiet", "away", "gone"]
        assert order(site, "/?audience=workers&audience=lawyers")[:2] == ["law", "office"]
        assert order(site, "/")[0] == "office"


@proves
def under_a_wish_to_report_the_police_come_after_the_help_lines():
    with Directory(text=NEED + LINES + ENTRIES) as site:
        assert order(site, "/?service=tips") == ["office", "police"]
        assert order(site, "/?service=tips&sort=directory") == ["police", "office"]
        text = site.render("/?service=tips").text
        assert "in-by-need" in text and "in-to-report" in text
    who, marked = who_answers(), helps(shipped_text())
    numbers = [who[each] for each in numbers_after_count(render("/?service=report-a-tip"))
               if each in who and who[each] != "relay"]
    assert numbers[0] in marked and "immigration-enforcement" in numbers, numbers


@proves
def what_is_not_active_comes_last_whatever_was_looked_for():
    with Directory(text=NEED + LINES + ENTRIES) as site:
        for target in ("/", "/?audience=workers", "/?q=the", "/?q=gone"):
            found = order(site, target)
            assert found and found[-1] in ("gone", "away"), (target, found)
        page = site.render("/").page
        assert "Former programs" in page.text and "Closed for the time being" in page.text
    for language in LANGUAGES:
        part = below_count(render(f"/?lang={language}"))
        assert part.index(FORMER[language]) < part.index("/e/atip"), language


@proves
def every_format_has_that_order_and_keeps_its_own_unless_asked():
    with Directory(text=NEED + LINES + ENTRIES) as site:
        page = order(site, "/?audience=workers")
        own = ids_of(site, "/api/v1/entries?audience=workers")
        assert own == ["gone", "away", "police", "unconfirmed", "law", "both", "office",
                       "quiet"], own
        assert ids_of(site, "/api/v1/entries?audience=workers&sort=directory") == own
        assert ids_of(site, "/api/v1/entries?audience=workers&sort=need") == page
        wish = "?audience=workers&sort=need"
        rows = site.render("/entries.csv" + wish).text.splitlines()[1:]
        assert [row.split(",")[0] for row in rows if row] == page
        lines = site.render("/entries.ndjson" + wish).text.splitlines()
        assert [re.search('"id":"([^"]*)"', line)[1] for line in lines] == page
        assert re.findall(r"^\d+\. The (\S+)", site.render("/entries.txt" + wish).text,
                          flags=re.M) == page
        assert order(site, "/?audience=workers&sort=need") == page
        assert order(site, "/?audience=workers&sort=directory") == own
        schema = [each["schema"] for each in site.render("/openapi.json").json["paths"]
                  ["/api/v1/entries"]["get"]["parameters"] if each.get("name") == "sort"]
        assert "need" in str(schema), schema


@proves
def the_order_is_told_and_can_be_changed():
    for language in LANGUAGES:
        wish = f"lang={language}&audience=workers"
        tree = render(f"/?{wish}").page
        links = [node["href"] for node in tree.find("a")]
        assert f"/referrals/?lang={language}&sort=directory&audience=workers" in links
        assert f"/referrals/?lang={language}&sort=name&audience=workers" in links
        current = [node.text for node in tree.find("strong") if node["aria-current"] == "true"]
        assert len(current) == 1, current
        links = [node["href"] for node in render(f"/?{wish}&sort=name").page.find("a")]
        assert f"/referrals/?{wish}" in links
        assert not any("sort=need" in href for href in links if href), "it is the usual one"


@proves
def a_way_through_another_repeats_how_that_is_reached():
    text = NEED + LINES + entry("above", "phone = police-desk, for-lawyers") + entry(
        "below", "parent = above") + entry("dead", "phone = charity\nstatus = defunct") + entry(
        "under-dead", "parent = dead")
    with Directory(text=text) as site:
        for target in ("/e/below", "/fragment/e/below"):
            part = site.render(target).text
            part = part[part.index("Reach it through"):]
            assert part.index("Answered by the police.") < part.index("12025550110")
            assert part.index("You can call a lawyer first.") < part.index("12025550110")
            assert "12025550113" not in part, "nobody chose that audience"
        part = site.render("/e/under-dead").text
        assert "12025550111" not in part and "Reach it through" not in part
        assert "[entry:under-dead] has no contact, and nothing above it has one" in \
            site.check().stderr, site.check().stderr
        assert "through" not in site.render("/api/v1/entries/under-dead").json
        for wish, shown in {"audience=workers": False, "audience=lawyers,workers": True}.items():
            card = site.render(f"/?{wish}&sort=name").text
            card = card[card.index("/e/below"):]
            card = card[:card.index("</article>")]
            assert "12025550110" in card and ("12025550113" in card) == shown, wish
        told = site.render("/entries.txt?sort=name").text
        told = told[told.index("The below"):]
        assert told.index("You can call a lawyer first.") < told.index("1-202-555-0110")


@proves
def no_result_of_the_shipped_list_is_a_dead_end():
    for each in render("/api/v1/entries?per_page=100").json["contents"]:
        if "through" not in each:
            continue
        part = render(f"/e/{each['id']}").text
        part = part[part.index("Reach it through"):]
        assert "tel:" in part or 'rel="noreferrer"' in part, each["id"]
        assert render(f"/api/v1/entries/{each['through']['id']}").json.get(
            "status", "active") == "active", each["id"]


@proves
def a_start_without_a_help_line_is_warned_of():
    leads = "leads to no help line first; `fits` of a line under [directory] says what it is"
    with Directory(text=NEED + LINES + ENTRIES) as site:
        assert leads not in site.check().stderr, site.check().stderr
    text = NEED.replace("lines = shelter, fields, more, even-more, tips, lawyers-only\n", "")
    with Directory(text=text + LINES + entry("police", "phone = police-desk")) as site:
        assert f"filter: `audience=workers` {leads}" in site.check().stderr, site.check().stderr
    with Directory(text=(NEED + LINES + ENTRIES).replace("help = yes\n", "")) as site:
        told = site.check().stderr
        assert "no [answered-by] of a phone says `help = yes`" in told and leads not in told


@proves
def a_line_that_is_closed_at_night_before_one_that_is_open_is_warned_of():
    """Nothing is assumed of hours that are not known; what is open from the evening on
    is open at night."""
    told = "[phone:{}] is closed at night and stands before [phone:{}], which is open then"
    for hours, is_closed in {
            "24/7": False, "Mon-Sun 00:00-24:00 local time": False,
            "Mon-Sun 17:00-09:00 local time": False, "Mon-Fri 17:00-09:00 local time": True,
            "Mon-Sun 06:00-23:00 local time": True, "": False}.items():
        for which, names in {"crisis": ("talk", "night"), "lines": ("shelter", "night")}.items():
            text = (NEED + LINES + ENTRIES + phone("night", 130, more=VERIFIED + "\nhours = 24/7")
                    ).replace(f"{which} = {names[0]}", f"{which} = {', '.join(names)}")
            number = "number = +1-202-555-" + ("0100" if which == "crisis" else "0101")
            text = text.replace(number, number + (f"\nhours = {hours}" if hours else ""))
            with Directory(text=text) as site:
                found = f"{which}: " + told.format(*names) in site.check().stderr
                assert found == is_closed, (hours, which, site.check().stderr)
    with Directory() as site:
        assert "closed at night" not in site.check().stderr


@proves
def an_emergency_number_below_the_third_row_of_crisis_lines_is_warned_of():
    """Two numbers for one purpose by the same answerer are one row."""
    for names, row in {"a, b, e911": 0, "a, b, c, e911": 4, "a, a2, b, e911": 0,
                       "a, b, c, d, e911": 5, "e911, a, b, c": 0}.items():
        purposes = {"a": "A", "a2": "A", "b": "B", "c": "C", "d": "D", "e911": "Danger"}
        text = (NEED + LINES + ENTRIES).replace("crisis = talk", f"crisis = {names}") + "".join(
            f"[phone:{name}]\nnumber = {'911' if name == 'e911' else '+1-202-555-01' + str(60 + i)}"
            f"\npurpose = {purpose}\nanswered-by = ngo\n{VERIFIED}\n"
            for i, (name, purpose) in enumerate(purposes.items()))
        line = text.splitlines().index(f"crisis = {names}") + 1
        told = (f"own.ini:{line}:1: warning: crisis: [phone:e911], 911, stands in row {row}, below the first "
                "screen of a small phone; name it among the first 3")
        with Directory(text=text) as site:
            found = site.check().stderr
            assert (told in found) == (row > 0) == ("stands in row" in found), (names, found)


@proves
def what_a_line_is_offered_for_must_be_there():
    for value, fault in {
            "audience:nobody": "fits: there is no [audience:nobody]",
            "nothing:workers": "fits: `nothing:workers` names no facet",
            "workers": "fits: `workers` names no term: a facet and a term of it, as in",
            "audience:worker": "did you mean `workers`?",
            "phone:talk": "fits: `phone:talk` names no facet"}.items():
        text = NEED + LINES + ENTRIES + phone("extra", 120, more=f"fits = {value}")
        with Directory(text=text) as site:
            result = site.check()
            assert result.returncode == 65 and fault in result.stderr, (value, result.stderr)


@proves
def what_changes_an_offer_changes_the_revision():
    text = NEED + LINES + ENTRIES
    seen = set()
    for changed in (text, text.replace("help = yes\n", ""), text.replace("reports = yes\n", ""),
                    text.replace("fits = audience:workers\n", "fits = audience:families\n")):
        with Directory(text=changed) as site:
            seen.add(site.render("/api/v1/").json["revision"])
    assert len(seen) == 4, seen


@proves
def what_is_internal_is_offered_inside_alone():
    text = NEED + LINES + ENTRIES + (
        "[audience:colleagues]\nname = Colleagues\nvisibility = internal\n") + phone(
        "extra", 120, more=VERIFIED + "\nfits = audience:colleagues")
    text = text.replace("lines = shelter", "lines = extra, shelter")
    with Directory(text=text) as site:
        assert site.check().returncode == 0, site.check().stderr
        for target in ("/?audience=colleagues", "/api/v1/phones", "/phones"):
            assert "olleagues" not in site.render(target).text, target
        assert "Call first" not in site.render("/?audience=colleagues").page.text
        inside = site.render("/?audience=colleagues", *INSIDE).page.text
        assert "Call first" in inside and "1-202-555-0120" in inside


if __name__ == "__main__":
    sys.exit(tap.run())
