#!/usr/bin/env python3
"""What callers ask before they call: what happens first, what they are asked, who may
come, what it costs, what to bring; and alerts, which end. Prints TAP."""

import csv
import datetime
import io
import os
import re
import sys
import zoneinfo

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from directory import LOCAL_ENTRY, SCOPES, Directory, base_case
from npm import check_hsds
from signpost_site import Site
from tap import proves

ROWS = """\
first-step = You talk to one person. | its page, 2026
first-step.es = Habla con una persona. | its page, 2026
asks = Your first name, no papers. | its page, 2026
asks = Nothing about money. | its page, 2026
asks.es = Su nombre, ningún documento. | its page, 2026
asks.es = Nada de dinero. | its page, 2026
must-report = Harm to children, to the state. | a law, 2025
takes = Women with children and pets. | its page, 2026
age-min = 12
age-max = 100
bring = Any card with your name | https://bring.example/
interpretation = Interpreters for Urdu.
fee = Under 18s | 35.50 GBP per hour
fee = Others | 40 GBP
fee = Nobody pays on Mondays
waiting-time = Two weeks
licenses = A license
accreditations = An accreditation
checked = 2026-02-28 | editor@example.org
"""
TEXTS = ("You talk to one person.", "Your first name, no papers.", "Nothing about money.",
         "Harm to children, to the state.", "Women with children and pets.",
         "Any card with your name", "Interpreters for Urdu.", "Under 18s")
HEADINGS = ("What happens first", "What you are asked", "Whom it has to tell", "Who can come",
            "Ages", "What to bring", "Interpreters", "Prices")


def site(rows=ROWS, *settings):
    return Site(*settings, text=base_case() + LOCAL_ENTRY + rows)


def day(days):
    """A day so many days from today, where the directory is."""
    zone = zoneinfo.ZoneInfo("America/New_York")
    return (datetime.datetime.now(zone) + datetime.timedelta(days)).strftime("%Y-%m-%d")


@proves
def each_of_these_keys_is_on_the_page_in_texts_tables_and_the_search():
    with site() as served:
        page, text = served.ask("/e/local").text, served.ask("/entries.txt").text
        for words in TEXTS + HEADINGS + ("12 to 100", "a law, 2025", "35.50 GBP per hour"):
            assert words in page, words
            assert words in text, words
        for words in ("Two weeks", "A license", "An accreditation"):
            assert words not in page and words not in text, words
        assert page.index("What happens first") < page.index("Prices")
        for words in TEXTS + ("35.50 GBP", "40 GBP"):
            found = served.ask("/api/v1/entries?q=" + "+".join(re.findall(r"\w+", words)))
            assert found.json["total_items"] == 1, words
        [row] = [row for row in csv.DictReader(io.StringIO(served.ask("/entries.csv").text))
                 if row["id"] == "local"]
        assert (row["age_min"], row["age_max"]) == ("12", "100")
        assert row["fee"] == "Under 18s | Others | Nobody pays on Mondays"
        assert row["fee_price"].startswith("35.50 GBP per hour | 40 GBP")
        assert row["asks_source"] == "its page, 2026 | its page, 2026"
        assert row["waiting_time"] == "Two weeks"


@proves
def json_has_each_with_its_source_and_says_what_is_not_translated():
    with site() as served:
        entry = served.ask("/api/v1/entries/local").json
        assert entry["asks"] == [{"text": "Your first name, no papers.",
                                  "source": "its page, 2026"},
                                 {"text": "Nothing about money.", "source": "its page, 2026"}]
        assert entry["age_min"] == 12 and entry["age_max"] == 100
        assert entry["fee"][0] == {"text": "Under 18s", "price": "35.50 GBP per hour"}
        entry = served.ask("/api/v1/entries/local?lang=es").json
        assert entry["asks"][0]["text"] == "Su nombre, ningún documento."
        assert entry["takes"][0]["untranslated"] == {"text": "en", "source": "en"}
        page = served.ask("/e/local?lang=es").text
        assert "Qué le preguntan" in page and "Nada de dinero." in page and "de 12 a 100" in page
        assert '<span lang="en" dir="ltr">Women with children and pets.</span>' in page


@proves
def what_is_not_said_is_shown_as_nothing():
    with site("") as served:
        page = served.ask("/e/local").text
        for words in HEADINGS + ("all ages",):
            assert f"<dt>{words}" not in page, words
        entry = served.ask("/api/v1/entries/local").json
        assert not {"asks", "takes", "age_min", "age_max", "alert"} & set(entry)
    for rows, words in (("age-min = 18\n", "18 and older"), ("age-max = 17\n", "up to 17"),
                        ("age-min = 0\n", "0 and older")):
        with site(rows) as served:
            assert words in served.ask("/e/local").text, rows


@proves
def hsds_has_ages_costs_papers_and_what_is_kept_for_it():
    with site() as served:
        [service] = [each for each in served.ask("/api/hsds/services?full=true").json["contents"]
                     if each["name"] == "Local"]
        assert service["minimum_age"] == 12 and service["maximum_age"] == 100
        first, second, third = service["cost_options"]
        assert first | {"id": 0} == {"id": 0, "option": "Under 18s", "amount": 35.5,
                                     "currency": "GBP", "amount_description": "per hour"}
        assert second["amount"] == 40 and "amount" not in third
        [paper] = service["required_documents"]
        assert paper["document"] == "Any card with your name"
        assert paper["uri"] == "https://bring.example/"
        assert service["interpretation_services"] == "Interpreters for Urdu."
        assert (service["wait_time"], service["licenses"], service["accreditations"]) == (
            "Two weeks", "A license", "An accreditation")
        assert service["assured_date"] == "2026-02-28"
        assert service["assurer_email"] == "editor@example.org"
        said = [(each["link_type"], each["value"], each["label"])
                for each in service["attributes"] if "taxonomy_term" not in each]
        assert said == [
            ("first-step", "You talk to one person.", "its page, 2026"),
            ("asks", "Your first name, no papers.", "its page, 2026"),
            ("asks", "Nothing about money.", "its page, 2026"),
            ("must-report", "Harm to children, to the state.", "a law, 2025"),
            ("takes", "Women with children and pets.", "its page, 2026")], said
        spanish = served.ask("/api/hsds/services?full=true&lang=es")
        assert '"value":"Habla con una persona."' in spanish.text
        assert not check_hsds([("service", "service_with_definitions.json", service)])


@proves
def what_callers_ask_first_comes_back_from_hsds():
    with site() as served:
        served.write("list.json", served.ask("/api/hsds/services?full=true").text)
        done = served.run("import", served.path("list.json"), "--to", served.path("imported"),
                          "-s", "directory.path=shipped")
        assert done.returncode == 0, done
        text = "".join(served.read(f"imported/{name}")
                       for name in os.listdir(served.path("imported")))
        for row in ROWS.splitlines():
            if re.match("(first-step|asks|must-report|takes|fee|age-...|bring) =", row):
                assert row in text, (row, text)


@proves
def a_price_and_an_end_are_held_to_their_form():
    for row, said in (("fee = Adults | 35", "the currency"), ("fee = Adults | USD 35", "amount"),
                      ("fee = Adults | 35 usd", "currency"), ("alert = Full", "last day"),
                      ("alert = Full | until soon", "last day"),
                      ("alert = Full | until 2026-02-30", "last day"),
                      (f"alert = Full | until {day(95)}", "more than 90 days"),
                      (f"alert = {'x' * 201} | until {day(5)}", "200 letters"),
                      ("age-min = young", "whole number"), ("age-min = 200", "0 to 130")):
        with Directory(text=base_case() + LOCAL_ENTRY + row + "\n") as folder:
            result = folder.check()
            assert result.returncode != 0 and said in result.stderr, (row, result.stderr)


@proves
def check_warns_where_a_source_is_missing_and_of_ages_of_nobody():
    with Directory(text=base_case() + LOCAL_ENTRY + "asks = Nothing.\ntakes = All.\nfirst-step = A.\n"
                   "must-report = B.\nage-min = 20\nage-max = 10\n") as folder:
        said = folder.check().stderr
        for key in ("asks", "takes", "first-step", "must-report"):
            assert f"{key}: it names no source" in said, (key, said)
        assert "nobody is at least 20 and at most 10" in said


@proves
def an_alert_stands_first_in_its_entry_and_its_card_until_its_day_has_ended():
    rows = f"alert = No beds now | until {day(0)}\nalert.es = Sin camas | until {day(0)}\n" \
           "note = Ring twice.\n"
    with site(rows) as served:
        for target in ("/e/local", "/", "/?q=local"):
            page = served.ask(target).text
            alert = page.index("No beds now")
            assert alert > page.index("signpost-crisis"), "never above the crisis lines"
            assert "At the moment:" in page and page.index(">Local<") < alert, target
            assert alert < page.index("Works here."), target
            assert target == "/e/local" or alert > page.index("signpost-count"), target
        assert "Sin camas" in served.ask("/e/local?lang=es").text
        assert served.ask("/api/v1/entries/local").json["alert"] == {
            "text": "No beds now", "until": day(0)}
        assert "No beds now" in served.ask("/entries.txt").text
        assert served.ask("/api/v1/entries?q=beds").json["total_items"] == 1
        [service] = [each for each in served.ask("/api/hsds/services").json["contents"]
                     if each["name"] == "Local"]
        assert service["alert"] == "No beds now" and service["status"] == "active"


@proves
def an_alert_that_ended_is_nowhere_but_on_the_review_for_30_days():
    for ago, is_there in ((1, True), (30, True), (31, False)):
        with site(f"alert = No beds now | until {day(-ago)}\n", SCOPES) as served:
            for target in ("/e/local", "/", "/entries.txt", "/entries.csv", "/api/hsds/services",
                           "/api/v1/entries/local", "/api/v1/entries"):
                for scope in ("public", "internal"):
                    assert "No beds" not in served.ask(target, SIGNPOST_SCOPE=scope).text, target
            assert served.ask("/api/v1/entries?q=beds").json["total_items"] == 0
            review = served.ask("/review", SIGNPOST_SCOPE="internal").text
            assert ("No beds now" in review) == is_there, ago
            assert ("Alerts that ended" in review) == is_there, ago


@proves
def an_alert_that_is_not_translated_is_marked_and_goes_with_what_is_handed_on():
    with site(f"alert = No beds now | until {day(3)}\n", SCOPES) as served:
        marked = '<span lang="en" dir="ltr">No beds now</span>'
        for target in ("/e/local", "/", "/handout"):
            page = served.ask(f"{target}?lang=es&entry=local", SIGNPOST_SCOPE="internal").text
            assert marked in page, target
        for target in ("/handout.txt?entry=local", "/e/local"):
            said = served.ask(target, SIGNPOST_SCOPE="internal").text
            assert "At the moment: No beds now" in said, (target, said)
    with site(f"alert = No beds now | until {day(3)}\nalert.es = Sin camas\n") as served:
        page = served.ask("/e/local?lang=es").text
        assert "Sin camas" in page and "No beds" not in page


@proves
def the_days_of_an_alert_are_those_of_the_directorys_time_zone():
    """Whatever the machine's is, also when it is read for the first time."""
    for there, here in (("Pacific/Kiritimati", "Pacific/Pago_Pago"),
                        ("Pacific/Pago_Pago", "Pacific/Kiritimati")):
        today = datetime.datetime.now(zoneinfo.ZoneInfo(there)).date()
        for days, is_well in ((90, True), (91, False)):
            last = today + datetime.timedelta(days)
            text = base_case().replace("America/New_York", there) + LOCAL_ENTRY
            with Directory(text=f"{text}alert = Full | until {last}\n") as folder:
                result = folder.run("check", env={**os.environ, "TZ": here})
                assert (result.returncode == 0) == is_well, (there, days, result.stderr)


@proves
def what_a_translation_of_an_alert_says_ends_with_it():
    for rows, said in ((f"alert.es = Sin camas | until {day(4)}", "alert.es: its last day is"),
                       ("alert.es = " + "x" * 201, "200 letters"),
                       (f"alert.es = Sin camas | until {day(3)}", None), ("alert.es = Sin", None)):
        with Directory(text=base_case() + LOCAL_ENTRY + rows
                       + f"\nalert = No beds | until {day(3)}\n") as folder:
            result = folder.check()
            assert (said is None) == (result.returncode == 0), (rows, result.stderr)
            assert said is None or said in result.stderr, (rows, result.stderr)


@proves
def an_alert_changes_nothing_of_what_counts_as_working():
    def orders(rows):
        with site(rows) as served:
            return [each["id"] for each in served.ask("/api/v1/entries?sort=need").json["contents"]]

    assert orders("") == orders(f"alert = Closed today | until {day(1)}\n")


if __name__ == "__main__":
    sys.exit(tap.run())
