#!/usr/bin/env python3
"""Hours that hold for a time, on days of a month and by appointment, and days on which
it is closed. Prints TAP."""

import datetime
import os
import re
import sys
import zoneinfo

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from directory import LOCAL_ENTRY, Directory, base_case
from npm import check_hsds
from signpost_site import Site
from tap import proves

PLACE = "location = hall\n[location:hall]\ncity = Springfield\naddress-visibility = {}\n"
ALWAYS = "hours = Mon-Fri 09:00-17:00 America/Chicago | its page, 2026\n"
SUMMER = "hours = Mon 13:00-14:00 America/Chicago | {}\n"


def day(days):
    """A day so many days from today, where the directory is."""
    zone = zoneinfo.ZoneInfo("America/New_York")
    return (datetime.datetime.now(zone) + datetime.timedelta(days)).strftime("%Y-%m-%d")


def site(rows):
    return Site(text=base_case() + LOCAL_ENTRY + rows)


def below_title(served):
    """The page of the entry without the crisis lines, which have hours of their own."""
    return served.ask("/e/local").text.partition("<h1")[2]


def hours(served):
    return served.ask("/api/v1/entries/local").json.get("hours", {}).get("text")


def with_blanks(text):
    """With a blank for what breaks no line."""
    return text.replace("\u00a0", " ")


@proves
def hours_for_a_time_hold_then_and_others_at_all_other_times():
    for span, is_now, is_later in (
            (f"from {day(-3)} until {day(0)}", True, False),
            (f"from {day(0)}", True, False), (f"until {day(0)}", True, False),
            (f"from {day(1)} until {day(9)}", False, True),
            (f"from {day(-9)} until {day(-1)}", False, False)):
        for order in (ALWAYS + SUMMER.format(span), SUMMER.format(span) + ALWAYS):
            with site(order) as served:
                page, text = served.ask("/e/local").text, served.ask("/entries.txt").text
                entry = served.ask("/api/v1/entries/local").json
                assert ("Monday, 1:00 pm to 2:00 pm" in page) == (is_now or is_later), span
                assert ("Monday, 1:00 pm to 2:00 pm" in text) == (is_now or is_later), span
                assert ("9:00 am to 5:00 pm" in page) == (not is_now), span
                assert entry["hours"]["text"].startswith("Mon 13" if is_now else "Mon-Fri")
                assert len(entry.get("hours_later", [])) == is_later, span
                found = served.ask("/api/v1/entries?q=afternoon+1:00").status
                assert found == 200


@proves
def when_a_dated_period_has_ended_and_none_follows_the_hours_are_not_known():
    with site(SUMMER.format(f"from {day(-9)} until {day(-1)}")) as served:
        page = below_title(served)
        assert "Hours not known" in page and "1:00 pm" not in page
        assert hours(served) is None
        assert "Hours not known" in served.ask("/entries.txt").text
    with site(SUMMER.format(f"from {day(2)}")) as served:
        page = below_title(served)
        assert "Hours not known" not in page and "1:00 pm" in page
    with site("") as served:
        assert "Hours not known" not in below_title(served), "nothing was said"


@proves
def general_hours_stand_at_a_number_that_has_none_and_promise_no_answer():
    more = """phone = bare
location = hall
[phone:bare]
number = +1-202-555-0177
purpose = Ask
answered-by = ngo
[location:hall]
city = Springfield
address-visibility = public
phone = desk
[phone:desk]
number = +1-202-555-0178
purpose = Hall
answered-by = ngo
[entry:below]
name = Below
kind = unit
parent = local
summary = S.
"""
    known = "Phone hours not known. General hours: "
    own, all_day = "hours = Tue 10:00-12:00 local time\n", "hours = 24/7\n"
    with site(ALWAYS + more + all_day) as served:
        page = with_blanks(served.ask("/e/local").text)
        card = re.search(r'<article(?:(?!</article).)*/e/below".*?</article>', served.ask("/").text, re.S)[0]
        for text in (page, with_blanks(card)):
            assert known + "Monday to Friday, 9:00 am to 5:00 pm, Chicago time (" in text, text
            assert "its page, 2026" in text and text.count(known) == 1, text
        # What holds for an entry is not said of a place without hours, nor the other way.
        assert page.partition("Springfield")[2].count("Hours not known.") == 1, page
        spanish = served.ask("/e/local?lang=es").text
        assert "No se sabe el horario del teléfono. Horario general: de lunes a viernes" in spanish
        assert "hours" not in served.ask("/api/v1/entries/local").json["phone"][0]
    for hours, count in ((own, 1), (own.strip() + f" | from {day(2)}\n", 0), ("", 0)):
        with site(hours + more) as served:
            page = below_title(served)
            assert page.count(known) == count, (hours, page)
            assert page.count("Hours not known.") == 2 - count, (hours, page)
    with site(more.replace("phone = desk\n", "phone = desk\n" + own)) as served:
        page = with_blanks(below_title(served)).partition("Springfield")
        assert known not in page[0] and known + "Tuesday, 10:00 am" in page[2], page
    # In the list of all lines each has those of its own entry or place.
    seen = "answered-by = ngo\nverified = undated | its page\n"
    text = more.replace("phone = desk\n", "phone = desk\n" + own).replace("answered-by = ngo\n", seen)
    with site(ALWAYS + text) as served:
        lines = with_blanks(served.ask("/phones").text)
        entry, _, place = lines.partition("Hall")
        assert known + "Monday to Friday, 9:00 am" in entry and entry.count(known) == 1, lines
        assert known + "Tuesday, 10:00 am" in place and place.count(known) == 1, lines


@proves
def days_of_a_month_and_appointments_are_said_in_words_and_as_data():
    rows = "hours = by appointment, 1st Mon 09:00-12:00; last Fri 13:00-15:00 America/Chicago\n"
    with site(rows) as served:
        page = served.ask("/e/local").text
        assert "the first Monday of the month, 9:00 am to 12:00 pm" in page, page
        assert "the last Friday of the month" in page and "by appointment" in page
        assert "el primer lunes del mes" in served.ask("/e/local?lang=es").text
        schedule = served.ask("/api/v1/entries/local").json["hours"]
        assert schedule["by_appointment"] is True
        assert [each["nth"] for each in schedule["schedule"]] == [1, -1]
        service = next(each for each in served.ask("/api/hsds/services?full=true").json["contents"]
                       if each["name"] == "Local")
        first, last = service["schedules"]
        assert (first["freq"], first["byday"], last["byday"]) == ("MONTHLY", "1MO", "-1FR")
        assert not check_hsds([("service", "service_with_definitions.json", service)])
    with site("hours = by appointment\n") as served:
        assert "by appointment" in served.ask("/e/local").text
        service = next(each for each in served.ask("/api/hsds/services?full=true").json["contents"]
                       if each["name"] == "Local")
        assert [each["description"] for each in service["schedules"]] == ["by appointment"]
        assert not check_hsds([("service", "service_with_definitions.json", service)])


@proves
def hsds_has_the_days_between_which_a_schedule_holds():
    with site(ALWAYS + SUMMER.format(f"from {day(3)} until {day(9)}")
              + SUMMER.format(f"until {day(-1)}")) as served:
        service = next(each for each in served.ask("/api/hsds/services?full=true").json["contents"]
                       if each["name"] == "Local")
        always, summer = service["schedules"]
        assert (summer["valid_from"], summer["valid_to"]) == (day(3), day(9))
        assert always["notes"] == "its page, 2026" and "valid_from" not in always
        assert not check_hsds([("service", "service_with_definitions.json", service)])


@proves
def closed_days_are_told_until_they_are_over():
    rows = (f"closed = {day(-5)}..{day(-1)} | Long ago\nclosed = {day(-1)}..{day(1)} | Holidays\n"
            f"closed.es = {day(-1)}..{day(1)} | Fiestas\nclosed = {day(7)}\n")
    for where in ("", PLACE.format("public")):
        with site(where + rows) as served:
            page = served.ask("/e/local").text
            assert "Holidays" in page and "Long ago" not in page and "Closed" in page
            assert "Fiestas" in served.ask("/e/local?lang=es").text
            entry = served.ask("/api/v1/entries/local").json
            closed = (entry["location"][0] if where else entry)["closed"]
            assert closed == [
                {"text": f"{day(-1)}..{day(1)}", "reason": "Holidays", "from": day(-1),
                 "until": day(1)}, {"text": day(7), "from": day(7), "until": day(7)}]
            for words, lang, count in (("holidays", "en", 1), ("fiestas", "es", 1),
                                       ("fiestas", "en", 0), ("ago", "en", 0)):
                found = served.ask(f"/api/v1/entries?q={words}&lang={lang}").json
                assert found["total_items"] == count, (where, words, lang)
            for lang, words in (("en", "Closed: Holidays"), ("es", "Cerrado: Fiestas")):
                service = next(each for each in served.ask(
                    f"/api/hsds/services?full=true&lang={lang}").json["contents"]
                    if each["name"] == "Local")
                of = service["service_at_locations"][0]["location"] if where else service
                days = [each for each in of["schedules"] if "opens_at" not in each]
                assert [(each["description"], each["valid_from"], each["valid_to"])
                        for each in days] == [(words, day(-1), day(1)),
                                              (words.split(":")[0], day(7), day(7))], days
                assert len({each["id"] for each in of["schedules"]}) == len(of["schedules"])
                assert not check_hsds([("service", "service_with_definitions.json", service)])


@proves
def what_holds_for_a_time_at_a_place_is_shown_there():
    with site(PLACE.format("public") + ALWAYS
              + SUMMER.format(f"from {day(0)} until {day(2)}")) as served:
        place = served.ask("/api/v1/entries/local").json["location"][0]
        assert place["hours"]["until"] == day(2)
        page = served.ask("/e/local").text
        assert "1:00 pm" in page and "9:00 am" not in page


@proves
def a_time_and_a_day_are_held_to_their_form():
    for rows, said in (
            (ALWAYS + ALWAYS, "stands here a second time"),
            (SUMMER.format("from 2026-06-01 to 2026-08-31"), "from 2026-06-01 until"),
            (SUMMER.format("from 2026-08-31 until 2026-06-01"), "the earlier day first"),
            (SUMMER.format("until 2026-02-30"), "from 2026-06-01 until"),
            ("closed = Christmas\n", "is not a day or two"),
            ("closed = 2026-12-26..2026-12-24\n", "is not a day or two"),
            ("hours = by appointment Mon 09:00-10:00 UTC\n", "by appointment"),
            ("hours = 6th Mon 09:00-10:00 UTC\n", "days are"),
            ("hours = 1st Mon 09:00-10:00; Mon 09:30-11:00 UTC\n", "overlap")):
        with Directory(text=base_case() + LOCAL_ENTRY + rows) as folder:
            result = folder.check()
            assert result.returncode != 0 and said in result.stderr, (rows, result.stderr)
    for rows in ("hours = 1st Mon 09:00-10:00; 3rd Mon 09:30-11:00 UTC\n",
                 SUMMER.format("from its page"), ALWAYS + SUMMER.format("from 2026-06-01")):
        with Directory(text=base_case() + LOCAL_ENTRY + rows) as folder:
            assert folder.check().returncode == 0, rows


if __name__ == "__main__":
    sys.exit(tap.run())
