#!/usr/bin/env python3
"""The directory of others becomes a folder of sections, and nothing in it looks
checked, public or certain that is not. Prints TAP."""

import json
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import DATA_FAULT, OK, USAGE
from imported import ORGANIZATION, Site, service, uuid
from tap import Skip, proves

FULL = service(1, phones=[{"id": uuid(101), "number": "(202) 555-0111 ext. 2"}],
               last_modified="2026-03-15T10:00:00Z", assured_date="2026-02-01",
               fees="<b>Free</b> &amp; open", minimum_age=18,
               languages=[{"name": "Spanish"}, {"name": "Klingon"}],
               schedules=[{"freq": "WEEKLY", "byday": day, "opens_at": "09:00",
                           "closes_at": "17:00"} for day in ("MO", "TU", "WE")],
               funding=[{"source": "a grant"}],
               service_at_locations=[{"location": {
                   "id": uuid(201), "name": "The house", "location_type": "physical",
                   "addresses": [{"address_1": "1 Main Street", "city": "Springfield",
                                  "state_province": "Illinois", "postal_code": "62701",
                                  "country": "US", "address_type": "physical"}]}}])


@proves
def a_service_becomes_sections_that_check_finds_right():
    with Site() as site:
        code, report, errors = site.report(FULL)
        assert code == OK and report["written"] and not errors, (code, report, errors)
        text = site.text()
        for line in ("number = +1-202-555-0111", "extension = 2", "answered-by = unknown",
                     "cost = Free & open", "age-min = 18", "language-code = es",
                     "hours = Mon-Wed 09:00-17:00 local time", "state = IL",
                     "link = https://www.harbor.example", "changed = 2026-03-15",
                     "checked = 2026-02-01", "address-visibility = internal",
                     "parent = harbor-neighbors", f"uuid = {FULL['id']}"):
            assert f"\n{line}\n" in text, (line, text)
        assert "verified" not in text
        assert "internal-note = service.languages: Klingon" in text
        assert report["lost"] == {"service.funding": 1}, report
        assert report["internal_note"] == {"service.languages": 1}, report
        assert report["cleaned"]["extensions"] == 1, report
        done = site.check(*site.with_import())
        assert done.returncode == OK, done


@proves
def an_object_an_array_an_envelope_and_lines_are_the_same():
    each = [service(1), service(2)]
    forms = (json.dumps(each), "\ufeff" + json.dumps(each, indent=2),
             "\n".join(map(json.dumps, each)) + "\n",
             json.dumps({"total_items": 2, "total_pages": 1, "contents": each, "empty": False}),
             json.dumps({**ORGANIZATION, "services": each}))
    found = []
    for form in forms:
        with Site() as site:
            done = site.take(form)
            assert done.returncode == OK, done
            found.append({name: re.sub(r"as-of = .*", "", text)
                          for name, text in site.files().items()})
    assert list(found[0]) == ["_source.ini", "harbor-neighbors.ini"]
    assert all(one == found[0] for one in found)


@proves
def the_same_source_gives_the_same_bytes_and_order_does_not_matter():
    each = [service(number, last_modified="2026-03-15") for number in range(1, 9)]
    with Site() as site:
        assert site.take(each).returncode == OK
        before = site.files()
        done = site.take(each)
        assert done.returncode == OK and done.stdout.startswith("Nothing has changed.\n"), done
        assert site.take(list(reversed(each))).returncode == OK
        assert site.files() == before


@proves
def an_id_stays_when_the_name_changes():
    with Site() as site:
        assert site.take([service(1)]).returncode == OK
        assert site.take([{**service(1), "name": "Food for all"}]).returncode == OK
        assert "[entry:pantry-1]" in site.text() and "name = Food for all" in site.text()


@proves
def what_is_not_json_or_not_whole_changes_nothing():
    with Site() as site:
        assert site.take([service(1)]).returncode == OK
        before = site.files()
        for text in ("", "[", '[{"name": }]', '{"a": 1} x', '"text"', "[1, 2]",
                     json.dumps([service(1)])[:-1],
                     json.dumps({"total_items": 3, "contents": [service(1)]}),
                     json.dumps({"total_pages": 2, "contents": [service(1)]})):
            done = site.take(text)
            assert done.returncode == DATA_FAULT and done.stderr, (text, done)
            assert site.files() == before
        assert sorted(os.listdir(site.folder)) == ["imported", "list.json"]


@proves
def a_broken_source_wipes_nothing_without_a_yes():
    each = [service(number) for number in range(1, 31)]
    with Site() as site:
        assert site.take(each).returncode == OK
        before = site.files()
        done = site.take(each[:20])
        assert done.returncode == DATA_FAULT and "10 of 31 entries" in done.stderr, done
        assert site.files() == before
        assert site.take(each[:20], "--yes").returncode == OK
        text = site.text()
        assert text.count("status = inactive") == 10
        assert text.count("internal-note = Not in the source since ") == 10
        assert site.check(*site.with_import()).returncode == OK
        again = site.files()
        assert site.take(each[:20]).returncode == OK and site.files() == again


@proves
def nor_does_one_that_lost_its_numbers():
    each = [service(number, phones=[{"id": uuid(100 + number), "number": f"202-555-01{number}"}])
            for number in range(10, 50)]
    without = [service(number) for number in range(10, 13)] + each[3:]
    with Site() as site:
        assert site.take(each).returncode == OK
        before = site.files()
        done = site.take(without)
        assert done.returncode == DATA_FAULT and "3 of 40 phones" in done.stderr, done
        assert site.files() == before
        assert site.take(without, "--yes").returncode == OK
        assert "202-555-0111" not in site.text()


@proves
def what_another_folder_uses_is_not_taken_from_it():
    each = [service(number, phones=[{"id": uuid(100 + number), "number": f"202-555-01{number}"}])
            for number in range(10, 50)]
    with Site() as site:
        assert site.take(each).returncode == OK
        phone = re.search(r"\[phone:(pantry-49-phone)\]", site.text())[1]
        site.write("own/ours.ini", f"[directory]\ncrisis = nhth, {phone}, e911\n")
        site.settings.append("directory.path=shipped:" + site.path("imported") + ":"
                             + site.path("own"))
        done = site.take(each[:-1])
        assert done.returncode == DATA_FAULT, done
        assert phone in done.stderr, done
        assert phone in site.text()


@proves
def the_first_import_publishes_nothing_and_says_how_to_look():
    with Site() as site:
        done = site.take(FULL)
        assert "Nothing is public yet." in done.stdout, done
        assert "+1-202-555-0111" in done.stdout
        preview = re.search(r"signpost render / -s (\S+) >", done.stdout)[1]
        page = site.render("/", "-s", preview).text
        assert "Pantry 1" in page, page
        other = Site()
        with other:
            other.settings.append("directory.path=shipped:" + other.path("imported"))
            done = other.take(FULL)
            assert done.returncode == DATA_FAULT and "public at once" in done.stderr, done
            assert not os.path.exists(other.path("imported"))


@proves
def a_folder_that_is_somebody_elses_is_left_alone():
    with Site() as site:
        site.write("imported/mine.ini", "; Mine.\n")
        done = site.take(FULL)
        assert done.returncode == DATA_FAULT and "mine.ini" in done.stderr, done
        assert site.files() == {"mine.ini": "; Mine.\n"}


@proves
def a_link_to_a_folder_is_neither_replaced_nor_followed():
    with Site() as site:
        assert site.take(FULL).returncode == OK
        os.rename(site.path("imported"), site.path("elsewhere"))
        os.symlink("elsewhere", site.path("imported"))
        before = site.files()
        done = site.take(FULL, "--yes")
        assert done.returncode == DATA_FAULT and "is a link" in done.stderr, done
        assert os.path.islink(site.path("imported")) and site.files() == before


@proves
def pages_say_whose_the_entries_are_and_that_nobody_here_checked_them():
    with Site() as site:
        site.write("profile.ini", "[source]\nname = Greene 211\nas-of = 2026-03-31\n")
        assert site.take(FULL, "--profile", site.path("profile.ini")).returncode == OK
        path = site.with_import()
        for target in ("/", "/?lang=es", "/e/pantry-1"):
            assert "Greene 211" in site.render(target, *path).text, target
        page = re.sub(r"<[^>]+>", "", site.render("/", *path).text)
        assert ("These entries come from Greene 211, as of March 31, 2026. "
                "This site has not checked them.") in page
        page = re.sub(r"<[^>]+>", "", site.render("/e/pantry-1", *path).text)
        assert "Checked by Greene 211: February 1, 2026." in page, page
        assert "We do not know who answers this number." in page
        assert "You can ask who it is before you say your name or where you are." in page
        assert "Main Street" not in page and "Springfield" not in page
        page = site.render("/e/pantry-1?lang=es", *path).text
        assert "Puede preguntar con quién habla antes de decir su nombre o dónde está." in page


@proves
def police_get_no_answerer_by_a_default_and_are_listed_first():
    each = [service(1, phones=[{"number": "202-555-0111"}]),
            {**service(2, phones=[{"number": "202-555-0112"}]), "name": "Sheriff's office",
             "alert": "Closed"}]
    with Site() as site:
        site.write("profile.ini", "[numbers]\nanswered-by = ngo\n")
        code, report, errors = site.report(each, "--profile", site.path("profile.ini"))
        assert code == OK, errors
        text = site.text()
        assert text.count("answered-by = ngo") == 1 and text.count("answered-by = unknown") == 1
        assert "police" in report["left"][0]["why"], report
        name, line = report["left"][0]["file"], report["left"][0]["line"]
        assert "[entry:sheriff" in site.files()[name].splitlines()[line - 1]


@proves
def a_place_is_public_by_terms_that_a_profile_names_and_never_where_a_shelter_is_meant():
    term = [{"link_type": "service", "taxonomy_term": {"code": "food", "name": "Gives food"}}]

    def at(number, name, street):
        return service(number, name=name, attributes=term, service_at_locations=[{"location": {
            "id": uuid(200 + number), "addresses": [{"address_1": street, "city": "Springfield"}],
        }}])

    each = [at(1, "Pantry", "1 Open Street"), at(2, "Safe house meals", "2 Hidden Street")]
    with Site() as site:
        site.write("profile.ini", "[places]\npublic-terms = service:food\n")
        code, report, errors = site.report(each, "--profile", site.path("profile.ini"))
        assert code == OK, errors
        places = re.findall(r"street = (\S+) .*?address-visibility = (\w+)", site.text(), re.S)
        assert sorted(places) == [("1", "public"), ("2", "internal")], places
        assert any("shelter" in left["why"] for left in report["left"]), report


@proves
def an_id_with_lines_in_it_begins_no_section():
    for line in ("\n", "\r", "\u2028", "\u0085"):
        evil = f"x{line}[hide]{line}entry = niosh{line};"
        with Site() as site:
            done = site.take([{**service(1), "id": evil,
                               "organization": {**ORGANIZATION, "id": evil}}])
            assert done.returncode == OK and "[hide]" not in site.text(), (done, site.text())


@proves
def a_word_longer_than_a_line_is_lost_alone():
    word = "x" * 70000
    with Site() as site:
        done = site.take([{**service(1), "id": word, "fees": word, "service_areas": [
            {"name": word[:50000], "description": word[:50000]}]}, service(2)])
        assert done.returncode == OK and "[entry:pantry-2]" in site.text(), done


def at(number, name, street, **more):
    term = [{"link_type": "service", "taxonomy_term": {"code": "food", "name": "Gives food"}}]
    return service(number, name=name, attributes=term, service_at_locations=[{"location": {
        "id": uuid(200 + number), "addresses": [{"address_1": street, "city": "Springfield"}],
    }}], **more)


def visibilities(site, each):
    site.write("profile.ini", "[places]\npublic-terms = service:food\n")
    code, _, errors = site.report(each, "--profile", site.path("profile.ini"))
    assert code == OK, errors
    return re.findall(r"address-visibility = (\w+)", site.text())


@proves
def a_shelter_is_known_by_other_words_and_in_spanish():
    for name in ("Refugio para mujeres", "Casa segura", "Casa de acogida", "Albergue", "DV program",
                 "Víctimas de maltrato", "Agresión sexual", "Women's crisis", "Violence recovery",
                 "Abused women", "Survivors of stalking"):
        with Site() as site:
            assert visibilities(site, [at(1, name, "1 Hidden Street")]) == ["internal"], name
    phones = [{"number": "202-555-0111", "description": "Domestic violence line"}]
    contacts = [{"title": "Domestic violence advocate"}]
    for more in ({"phones": phones}, {"contacts": contacts}):
        with Site() as site:
            assert visibilities(site, [at(1, "Meals", "1 Street", **more)]) == ["internal"], more


@proves
def an_organization_told_later_and_an_address_told_twice_hide_a_shelter_too():
    house = {"id": uuid(9), "name": "Women's Safe House", "website": "x.example"}
    meals = at(1, "Meals", "1 Hidden Street")
    del meals["organization"]
    with Site() as site:
        assert visibilities(site, [{**meals, "organization_id": uuid(9)}, house]) == ["internal"]
    with Site() as site:
        found = visibilities(site, [at(1, "Meals", "1 Hidden Street"),
                                    at(2, "Safe house", "1 hidden street")])
        assert found == ["internal", "internal"], found


@proves
def a_shelters_address_in_its_words_is_for_those_inside():
    with Site() as site:
        assert site.take(service(1, description="A shelter at 12 Hidden Street.\n\nHas 12 beds.",
                                 application_process="Domestic violence: come to Calle Oculta 3"
                                 )).returncode == OK
        text = site.text()
        assert "note = Has 12 beds." in text
        assert all(line.startswith("internal-note") for line in text.splitlines()
                   if "Hidden" in line or "Oculta" in line), text


@proves
def hours_of_several_places_are_none_of_the_service():
    def place(number, day):
        return {"location": {"id": uuid(200 + number), "name": f"Place {number}"},
                "schedules": [{"byday": day, "opens_at": "09:00", "closes_at": "17:00"}]}

    with Site() as site:
        assert site.take(service(1, service_at_locations=[place(1, "MO"), place(2, "TU")])
                         ).returncode == OK
        assert "\nhours" not in site.text() and site.text().count("internal-note") == 2
        assert site.take(service(1, service_at_locations=[place(1, "MO"), place(2, "MO")])
                         ).returncode == OK
        assert "\nhours = Mon 09:00-17:00 local time" in site.text()


@proves
def a_schedule_that_is_limited_or_of_another_zone_is_for_a_person():
    plain = {"byday": "MO", "opens_at": "09:00", "closes_at": "17:00"}
    for more in ({"opens_at": "09:00+00:00"}, {"bymonth": "6"}, {"closed": True}):
        with Site() as site:
            assert site.take(service(1, schedules=[{**plain, **more}])).returncode == OK
            assert "\nhours" not in site.text() and "internal-note" in site.text(), more
    for more in ({"valid_from": "2999-01-01", "notes": "Not on the 2nd"},
                 {"description": "Monday closed until May"}, {"description": "By appointment"}):
        with Site() as site:
            assert site.take(service(1, schedules=[{**plain, **more}])).returncode == OK
            assert "internal-note" in site.text(), more


@proves
def a_word_is_no_code_of_a_language_whoever_has_it():
    for word in ({"code": "all"}, {"name": "any"}, {"language": "yes"}):
        phone = {"number": "202-555-0111", "languages": [word, {"code": "vi"}]}
        place = {"id": uuid(201), "name": "House", "languages": [word]}
        with Site() as site:
            code, report, errors = site.report(service(
                1, phones=[phone], languages=[word],
                service_at_locations=[{"location": place}]))
            text = site.text()
            assert re.findall("^language-code = (.*)", text, re.M) == ["vi"], text
            assert "\nlanguages = " not in text, text
            for whose in ("service", "phone", "location"):
                assert report["internal_note"][f"{whose}.languages"] == 1, (errors, report, text)


@proves
def a_number_that_readers_do_not_call_is_not_given_them():
    for more in ({"type": "pager"}, {"type": "modem"}, {"is_private": True},
                 {"internal": "yes"}, {"number": "445-2368 fax"}, {"number": "741741"},
                 {"number": "74174", "type": "crisis line"}):
        with Site() as site:
            phone = {"number": "202-555-0111", **more}
            assert site.take(service(1, phones=[phone])).returncode == OK
            assert "[phone:" not in site.text() and "internal-note" in site.text(), more
    for kind in ("Fax Line", "Facsimile"):
        with Site() as site:
            phone = {"number": "202-555-0111", "type": kind}
            assert site.take(service(1, phones=[phone])).returncode == OK
            assert "\ntype = fax\n" in site.text()
    for more, line in (({"number": "741741", "type": "sms"}, "type = text"),
                       ({"number": "Text: 741741"}, "type = text"),
                       ({"number": "116123", "type": "voice"}, "number = 116123")):
        with Site() as site:
            assert site.take(service(1, phones=[more])).returncode == OK
            assert f"\n{line}\n" in site.text(), (more, site.text())


@proves
def what_is_of_another_type_than_it_should_be_is_counted_as_lost():
    odd = service(1, phones="202-555-0111", languages=["en", "es"], schedules="Mon-Fri 9-5",
                  service_areas="x", fees={"a": 1})
    with Site() as site:
        _, report, _ = site.report(odd)
        assert report["lost"] == {"service.phones": 1, "service.languages": 2, "service.fees": 1,
                                  "service.schedules": 1, "service.service_areas": 1}, report


@proves
def a_person_who_is_named_is_for_those_inside():
    contact = {"id": uuid(301), "name": "Ann Persona", "title": "Intake worker",
               "email": "ann@harbor.example", "phones": [{"number": "202-555-0119"}]}
    with Site() as site:
        assert site.take(service(1, contacts=[contact])).returncode == OK
        text = site.text()
        assert "person = Ann Persona" in text and "direct-phone = +1-202-555-0119" in text
        page = site.render("/e/pantry-1", *site.with_import()).text
        assert "Intake worker" in page
        for hidden in ("Persona", "ann@", "0119"):
            assert hidden not in page, hidden


@proves
def a_profile_that_is_wrong_is_told_by_its_line_and_a_sketch_has_all_keys():
    with Site() as site:
        site.write("profile.ini", "[source]\nnam = Greene 211\n")
        done = site.take(FULL, "--profile", site.path("profile.ini"))
        assert done.returncode == DATA_FAULT and "profile.ini:2:" in done.stderr, done
        assert not os.path.exists(site.path("imported"))
        sketch = site.run("import", "--sketch")
        assert sketch.returncode == OK and ";public-terms =" in sketch.stdout, sketch
        site.write("sketch.ini", sketch.stdout)
        assert site.take(FULL, "--profile", site.path("sketch.ini")).returncode == OK
        assert site.run("import", "--to", site.path("imported")).returncode == USAGE


@proves
def the_samples_of_the_specification_are_taken_and_what_is_lost_is_named():
    folder = os.environ.get("HSDS_FILES")
    if not folder:
        raise Skip("needs HSDS_FILES, the folder of the specification's samples")
    for name in ("organization_full", "service_full", "service_at_location_full"):
        with Site() as site:
            with open(os.path.join(folder, "hsds-3", name + ".json"), encoding="utf-8") as file:
                code, report, errors = site.report(file.read())
            assert code == OK and report["taken"]["entry"] >= 1, (name, report, errors)
            assert site.check(*site.with_import()).returncode == OK, name


# Of services, what an import must not change; ids of parts are made of ids of sections.
TOLD = ("name", "alternate_name", "description", "url", "email", "status", "last_modified",
        "eligibility_description", "application_process", "fees_description", "assured_date")


@proves
def what_the_site_tells_others_comes_back_through_an_import():
    target = "/api/hsds/services?full=true&per_page=100"
    with Site() as site:
        told = site.render(target, "-s", "directory.path=shipped").text
        # Another namespace, so that the shipped sections are others than those.
        site.write("own/ours.ini", "[directory]\nnamespace = https://other.example/\n")
        ours = f"shipped:{site.path('imported')}:{site.path('own')}"
        done = site.take(told, "-s", f"directory.path=shipped:{site.path('own')}")
        assert done.returncode == OK, done
        again = site.render(target, "-s", f"directory.path={ours}").text
    before = {one["id"]: one for one in json.loads(told)["contents"]}
    after = {one["id"]: one for one in json.loads(again)["contents"]}
    kept = before.keys() & after.keys()
    assert kept, (len(before), len(after))
    for one in kept:
        for name in TOLD:
            assert before[one].get(name) == after[one].get(name), (one, name)
        for name in ("languages", "schedules", "attributes", "phones"):
            assert (len(before[one].get(name, [])) == len(after[one].get(name, []))), (one, name)
        assert ([phone["number"] for phone in before[one].get("phones", [])]
                == [phone["number"] for phone in after[one].get("phones", [])])
    organizations = {one["organization"]["id"]: one["organization"]["name"]
                     for one in after.values() if "organization" in one}
    for one in before.values():
        if "organization" in one:
            assert organizations[one["organization"]["id"]] == one["organization"]["name"]


@proves
def what_the_site_has_itself_is_not_taken_a_second_time():
    with Site() as site:
        told = site.render("/api/hsds/services?full=true&per_page=100",
                           "-s", "directory.path=shipped").text
        done = site.take(told)
        assert done.returncode == DATA_FAULT and "is already that of" in done.stderr, done
        assert not os.path.exists(site.path("imported"))


if __name__ == "__main__":
    sys.exit(tap.run())
