#!/usr/bin/env python3
"""What an import knows of the one before it, and of what is told in parts. Prints
TAP."""

import datetime
import fcntl
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import OK
from imported import ORGANIZATION, Site, service, uuid
from tap import proves


@proves
def a_service_told_place_by_place_has_hours_only_where_all_places_have_them():
    def place(number, day, **more):
        return {"id": uuid(400 + number), "service": service(1, **more),
                "location": {"id": uuid(200 + number), "name": f"Place {number}"},
                "schedules": [{"id": uuid(500 + number), "byday": day, "opens_at": "09:00",
                               "closes_at": "17:00"}] if day else []}

    for days, is_one in ((("MO", "TU"), False), (("MO", "MO"), True), (("MO", None), False),
                         (("MO", "TU", "MO"), False), (("MO",), True)):
        each = [place(number, day, **({"fees": "Free"} if number else {}))
                for number, day in enumerate(days)]
        for order in (each, each[::-1]):
            with Site() as site:
                assert site.take(order).returncode == OK
                text = site.text()
                assert ("\nhours = Mon 09:00-17:00 local time" in text) == is_one, (days, text)
                assert ("service_at_location.schedules" in text) != is_one, (days, text)
                assert text.count("\nlocation = ") == len(days), (days, text)


@proves
def ids_of_the_source_that_are_no_uuids_keep_ids_too():
    def with_ids(name, number="202-555-0111"):
        return [{**service(1), "id": "s-1", "name": name, "organization_id": 7,
                 "organization": {**ORGANIZATION, "id": 7, "name": f"{name} people"},
                 "phones": [{"id": "p", "number": number}]}]

    with Site() as site:
        assert site.take(with_ids("Pantry")).returncode == OK
        ids = re.findall(r"\[\w+:[\w-]+\]", site.text())
        done = site.take(with_ids("Food for all", "202-555-0112"))
        assert done.returncode == OK, done
        assert re.findall(r"\[\w+:[\w-]+\]", site.text()) == ids, (ids, site.text())
        assert "name = Food for all" in site.text() and "0112" in site.text()
        # Gone for a time, and back under another name.
        assert site.take([service(2)], "--yes").returncode == OK
        assert "[entry:pantry]" in site.text() and "status = inactive" in site.text()
        assert site.take(with_ids("Meals"), "--yes").returncode == OK
        assert re.search(r"\[entry:pantry\]\n(?:\w.*\n)*name = Meals\n", site.text()), site.text()


@proves
def what_a_killed_import_left_goes_with_the_next_and_nothing_else_does():
    with Site() as site:
        assert site.take([service(1)]).returncode == OK
        ours = site.files()["_source.ini"]
        for name in ("abc123", "xyz789"):
            site.write(f".imported.{name}/a.ini", ours)
            site.write(f".imported.{name}/b.ini", "")
        site.write(".imported.mine00/a.ini", "; Mine.\n")
        site.write(".imported.longer-name/a.ini", ours)
        held = os.open(site.path(".imported.xyz789"), os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_EX)
        assert site.take([service(1), service(2)]).returncode == OK
        os.close(held)
        left = sorted(name for name in os.listdir(site.folder) if name.startswith("."))
        assert left == [".imported.longer-name", ".imported.mine00", ".imported.xyz789"], left


@proves
def what_vanished_is_gone_after_the_time_of_a_profile():
    def days_ago(days):
        return (datetime.date.today() - datetime.timedelta(days)).isoformat()

    each = [service(1), service(2)]
    for kept, days, is_there in (("", 89, True), ("", 91, False), ("keep-days = 10\n", 11, False),
                                 ("keep-days = 400\n", 300, True)):
        with Site() as site:
            assert site.take(each).returncode == OK
            assert site.take(each[:1], "--yes").returncode == OK
            name = next(name for name, text in site.files().items() if "since" in text)
            site.write("imported/" + name, site.files()[name].replace(days_ago(0),
                                                                      days_ago(days)))
            site.write("profile.ini", "[entries]\n" + kept)
            done = site.take(each[:1], "--profile", site.path("profile.ini"))
            assert done.returncode == OK, done
            assert ("[entry:pantry-2]" in site.text()) == is_there, (kept, days)


@proves
def what_was_internal_stays_so_when_it_vanished():
    head = "kind,id,key,language,number,value\n"

    def entry(name, *more):
        pairs = [("name", name), ("kind", "local-service"), ("summary", f"At {name}"), *more]
        return "".join(f"entry,{name},{key},,1,{value}\n" for key, value in pairs)

    stays = entry("stays")
    for gone in (entry("gone", ("visibility", "internal")),
                 entry("above", ("visibility", "internal")) + entry("gone", ("parent", "above"))):
        with Site() as site:
            for name, text in (("one.csv", stays + gone), ("two.csv", stays)):
                site.write(name, head + text)
                done = site.run("import", site.path(name), "--to", site.path("imported"), "--yes")
                # Its source is called after its file, and so is called otherwise now.
                assert done.returncode == OK, done
            assert "comes-from = two" in site.text() and "status = inactive" in site.text()
            path = f"directory.path=shipped:{site.path('imported')}"
            assert "At stays" in site.render("/e/stays", "-s", path).text
            assert "At gone" not in site.run("render", "/e/gone", "-s", path).stdout


@proves
def an_id_that_two_numbers_have_makes_nobody_call_the_wrong_one():
    def with_phone(number, digits):
        return service(number, phones=[{"id": "1", "number": f"202-555-{digits}"}])

    with Site() as site:
        for _ in range(2):
            assert site.take([with_phone(1, "0111"), with_phone(2, "0112")]).returncode == OK
            phones = dict(re.findall(r"\[phone:([\w-]+)\]\nnumber = \S*(\d{4})\n", site.text()))
            named = re.findall(r"\nphone = ([\w-]+)", site.text())
            assert sorted(phones.values()) == ["0111", "0112"], site.text()
            assert sorted(named) == sorted(phones), site.text()


@proves
def an_id_that_two_contacts_places_or_services_have_is_no_reason_to_mix_them():
    def told(number, street, digits, **more):
        return service(number, **more, contacts=[
            {"id": "1", "title": f"Desk {number}", "phones": [{"number": f"202-555-{digits}"}]}],
                       service_at_locations=[{"location": {"id": "1", "addresses": [
                           {"address_1": street, "city": "Springfield"}]}}])

    with Site() as site:
        code, report, errors = site.report([told(1, "1 Elm Street", "0111"),
                                            told(2, "2 Oak Street", "0112"), told(2, "2 Oak St.", "0112"),
                                            told(1, "1 Elm Street", "0111", name="Clinic")])
        assert code == OK and report["lost"] == {"services that have the id of another": 1}, (report, errors)
        text = site.text()
        assert sorted(re.findall(r"street = (.*)", text)) == ["1 Elm Street", "2 Oak Street"], text
        assert sorted(re.findall(r"title = (.*)", text)) == ["Desk 1", "Desk 2"], text
        assert text.count("\nlocation = ") == text.count("\n[location:") == 2, text


@proves
def days_without_hours_are_days_on_which_it_is_closed():
    day = {"valid_from": "2026-12-24", "valid_to": "2026-12-26"}
    for more, line in (({"description": "Closed: holidays"},
                        "closed = 2026-12-24..2026-12-26 | holidays"),
                       ({"closed": True}, "closed = 2026-12-24..2026-12-26"),
                       ({"description": "Closed", "valid_to": "2026-12-24"},
                        "closed = 2026-12-24")):
        with Site() as site:
            assert site.take(service(1, schedules=[{**day, **more}])).returncode == OK
            assert f"\n{line}\n" in site.text(), site.text()
    for more in ({}, {"description": "Open as usual"}, {"closed": True, "opens_at": "10:00"},
                 {"closed": True, "valid_from": "0001-12-24", "valid_to": "0001-12-26"}):
        with Site() as site:
            assert site.take(service(1, schedules=[{**day, **more}])).returncode == OK
            assert "\nclosed" not in site.text() and "internal-note" in site.text(), more


if __name__ == "__main__":
    sys.exit(tap.run())
