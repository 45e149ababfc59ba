#!/usr/bin/env python3
"""What others write into odd places makes nothing public that is private, nobody
answer who does not, and nothing look alive or checked. Prints TAP."""

import datetime
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import OK
from imported import ORGANIZATION, PUBLIC, Site, at, sections, service, shown, taken, uuid
from table_site import TableSite, table
from tap import proves

BY_NGO = "[source]\nname = X\n[numbers]\nanswered-by = ngo\n"
COLUMNS = PUBLIC + """[columns]
name = Program
summary = About
phone = Phone
street = Address
city = City
email = Email
"""


@proves
def a_text_that_tells_the_house_of_a_shelter_is_for_those_inside():
    def shelter(number, **more):
        return service(number, **{"name": f"Rosewood {number}", "description": "A shelter.",
                                  "service_at_locations": [at(100 * number)], **more})
    services = [
        shelter(1, description="A shelter. Come to 4410 Broadway."),
        shelter(2, application_process="Ring twice at 4410 N. Broadway, any time."),
        shelter(3, alternate_name="4410 Broadway house"),
        shelter(4, url="https://maps.example/?q=4410+Broadway,Springfield"),
        shelter(5, fees_description="Pay at 4410  broadway", eligibility_description="4410 BROADWAY"),
        shelter(6, phones=[{"number": "202-555-0199", "description": "Door at 4410 Broadway"}]),
        shelter(7, languages=[{"code": "es", "note": "at 4410 Broadway"}],
                required_documents=[{"document": "Card for 4410 Broadway"}],
                contacts=[{"title": "Desk, 4410 Broadway", "email": "desk@harbor.example"}]),
        service(8, description="Food at 4410 Broadway, on Mondays."),
        service(9, description="Food at 4411 Broadway.")]
    with Site() as site:
        report, found = taken(site, services)
        for head, section in found.items():
            if not head.startswith("location:"):
                section = section.partition("\n")[2] if head.startswith("contact:") else section
                assert not re.search("4410.{0,6}broadway", shown(section), re.I), section
        assert "4411 Broadway" in shown(found["entry:pantry-9"]), found["entry:pantry-9"]
        assert "summary = Pantry 8\n" in found["entry:pantry-8"], found["entry:pantry-8"]
        assert report["internal_note"]["summary"] == 2, report
        assert sum("may tell where nobody may find it" in left["why"]
                   for left in report["left"]) >= 9, report["left"]


@proves
def a_shelter_behind_an_innocent_name_is_not_public():
    names = ("Casa de la Mujer", "Casa Hogar Luz", "Harbor Home for Women", "A Woman’s Place",
             "Sanctuary for Families", "Safe Harbor", "Transitional Housing", "Casa Amparo",
             "Vivienda de emergencia", "Rooms for those escaping an unsafe home",
             "Alojamiento para mujeres en peligro", "Runaway youth rooms")
    shows = ("Casa del Pueblo", "Harbor Clinic", "Family Housing Authority", "Women’s Clinic")
    services = [service(number, name=name, service_at_locations=[at(100 * number, f"{number} A Street")])
                for number, name in enumerate((*names, *shows), 1)]
    with Site() as site:
        _, found = taken(site, services)
        public = "".join(text for text in found.values() if "address-visibility = public" in text)
        for number, name in enumerate((*names, *shows), 1):
            assert (f"street = {number} A Street\n" in public) == (name in shows), name


@proves
def a_number_that_may_be_of_another_country_gets_no_code_of_north_america():
    phone = [{"number": "664 555 0132 ext 3", "hours": "Mon-Fri 9am-5pm"}]
    person = [{"id": uuid(8), "name": "Ana", "phones": [{"number": "664 555 0136"}]}]
    mexico, canada = at(100), at(200, "2 B Street")
    mexico["location"]["addresses"][0]["country"] = "México"
    canada["location"]["addresses"][0]["country"] = "CA"
    services = [service(1, phones=phone, service_at_locations=[mexico], contacts=person),
                service(2, phones=[{"number": "+52 664 555 0133"}], service_at_locations=[mexico]),
                service(3, phones=[{"number": "416-555-0134"}], service_at_locations=[canada])]
    with Site() as site:
        report, _ = taken(site, services)
        numbers = re.findall("^number = (.*)", site.text(), re.M)
        assert numbers == ["+52-664-555-0133", "+1-416-555-0134"], numbers
        assert report["internal_note"]["service.phones.number"] == 1, report
        assert "service.phones.number: 664 555 0132 ext 3\n" in site.text()
        for told in "phone.hours: Mon-Fri 9am-5pm", "contact.phones: 664 555 0136":
            assert told in site.text(), told
    # What nobody may call is known with the code that the profile says, too.
    private = [service(1, phones=[{"number": "664 555 0137", "is_private": True}]),
               service(2, phones=[{"number": "(664) 555-0137"}])]
    with Site() as site:
        taken(site, private, PUBLIC + "[numbers]\ncalling-code = 52\n")
        assert "number = +52-664-555-0137" not in site.text(), site.text()
    # An organization is where its services are, unless it says so itself.
    for country, is_taken in (("MX", False), ("US", True), ("Guam", True), ("U.S. Virgin Islands", True),
                              ("PRI", True), ("Canadá", True), ("-", True), ("日本", False)):
        there = at(100)
        there["location"]["addresses"][0]["country"] = country
        there["phones"] = [{"number": "671-555-0135"}]
        told = service(1, organization=dict(ORGANIZATION, phones=phone), service_at_locations=[there])
        alone = {"id": uuid(9), "service": service(2, organization=dict(ORGANIZATION, phones=phone)),
                 "location": there["location"], "phones": there["phones"]}
        for source in told, alone:
            with Site() as site:
                taken(site, [source])
                numbers = re.findall("^number = (.*)", site.text(), re.M)
                wanted = ["+1-664-555-0132", "+1-671-555-0135"] if is_taken else []
                assert sorted(numbers) == wanted, (country, numbers)
    cells = ("664 555 0132", "(55) 5555 0131", "800 911 2000", "664 555 0135 ext 3", "+1 202-555-0111")
    rows = [(f"P {number}", cell) for number, cell in enumerate(cells)]
    for code, taken_as in (
            ("52", ["+52-664-555-0132", "+52-55-5555-0131", "+52-800-911-2000", "+1-202-555-0111"]),
            ("44", ["+1-202-555-0111"])):
        with TableSite() as site:
            site.report(table(*rows, headings=("Program", "Phone")),
                        f"[numbers]\ncalling-code = {code}\n[columns]\nname = Program\nphone = Phone\n")
            numbers = re.findall("^number = (.*)", site.text(), re.M)
            assert numbers == taken_as, (code, numbers)


@proves
def a_point_of_0_is_nowhere_and_a_cell_of_three_is_parted():
    cells = (("1 A Street", "Springfield, IL 62701", "0", "0.0"),
             ("2 B Street", "St. Louis MO 63101-1234", "38.6", "-90.2"),
             ("3 C Street", "Springfield, Greene County", "", ""),
             ("4 D Street", "Santa Fe, NM", "", ""), ("5 E Street", "Room 62701", "", ""))
    rows = [(f"P {number}", *row) for number, row in enumerate(cells)]
    with TableSite() as site:
        site.report(table(*rows, headings=("Program", "Address", "City State Zip", "Lat", "Lon")),
                    "[columns]\nname = Program\nstreet = Address\ncity = City State Zip\n"
                    "latitude = Lat\nlongitude = Lon\n")
        found = sections(site.text())
        wanted = (("Springfield", "IL", "62701", None), ("St. Louis", "MO", "63101-1234", "38.6"),
                  ("Springfield, Greene County", None, None, None), ("Santa Fe", "NM", None, None),
                  ("Room 62701", None, None, None))
        for number, row in enumerate(wanted):
            place = found[f"location:p-{number}-place"]
            for key, value in zip(("city", "state", "postal-code", "latitude"), row):
                said = re.search(f"^{key} = (.*)", place, re.M)
                assert (said and said[1]) == value, (number, key, place)


@proves
def words_that_warn_are_known_with_their_accents():
    with Site() as site:
        _, found = taken(site, [service(1, description="Tras una agresión, venga a 4410 Broadway.",
                                        service_at_locations=[at(100)])])
        assert "4410" not in shown(found["entry:pantry-1"]), found["entry:pantry-1"]


@proves
def a_shelter_whose_name_is_its_address_is_seen_inside_alone():
    with Site() as site:
        _, found = taken(site, service(1, name="Safe House, 4410 Broadway",
                                       service_at_locations=[at(100)]))
        entry = next(text for head, text in found.items() if "safe-house" in head)
        assert "visibility = internal" in entry, entry
        page = site.render("/api/v1/entries", *site.with_import()).text
        assert "4410" not in page and "Harbor Neighbors" in page


@proves
def any_text_of_a_shelter_keeps_the_streets_of_its_others():
    term = {"id": uuid(9), "taxonomy_term": {"id": uuid(10), "name": "Domestic Violence Homes"}}
    with Site() as site:
        _, found = taken(site, service(1, description="Rooms. Office at 12 Elm Street.",
                                       attributes=[term], service_at_locations=[at(100)]))
        assert "12 Elm" not in shown(found["entry:pantry-1"]), found["entry:pantry-1"]


@proves
def a_place_is_internal_by_words_in_odd_members_and_flags_of_what_is_around_it():
    address = at(900)
    for number, more in enumerate(({"is_private": True}, {"confidential": "yes"},
                                   {"attention": "Confidential"}, {"visibility": "private"},
                                   {"address_type": "confidential"},
                                   {"address_2": "(do not publish)"}, {"hidden": True})):
        address = at(100)
        address["location"]["addresses"][0].update(more)
        sources = service(1, service_at_locations=[address])
        with Site() as site:
            _, found = taken(site, sources)
            assert "public" not in str(found.values()), (number, more, found)
    sources = [service(1, service_at_locations=[{**at(100), "is_private": True}]),
               service(2, service_at_locations=[at(200, "2 B Street", hidden=True)]),
               service(3, service_at_locations=[at(300, "3 C Street", location_type="private")]),
               service(4, service_at_locations=[at(400, "4 D Street", attributes=[
                   {"taxonomy_term": {"name": "Domestic Violence"}}])]),
               service(5, service_at_locations=[at(500, "5 E Street")],
                       program={"name": "Shelter for women"}),
               service(6, service_at_locations=[at(600, "6 F Street",
                                                   description="Call for address.")]),
               service(7, service_at_locations=[at(700, "7 G Street")])]
    with Site() as site:
        report, found = taken(site, sources)
        public = [text for text in found.values() if "address-visibility = public" in text]
        assert len(public) == 1 and "7 G Street" in public[0], public
        assert sum("it is internal" in left["why"] for left in report["left"]) == 6, report


@proves
def what_json_calls_private_of_a_service_an_organization_or_a_contact_is_for_those_inside():
    phone = [{"number": "202-555-0177"}]
    flags = ({"is_private": True}, {"hidden": True}, {"is_public": False}, {"public": "no"},
             {"visibility": "internal"}, {"published": False}, {"exclude_from_website": True},
             {"display": "No"}, {"restricted": 1}, {"suppressed": "Y"}, {"status": "draft"},
             {"status": "Pending review"})
    services = [service(number, **flag) for number, flag in enumerate(flags, 1)]
    services += [service(30, public=True, visibility="public", published="2024-05-01")]
    with Site() as site:
        report, found = taken(site, services)
        for number, flag in enumerate(flags, 1):
            assert "visibility = internal" in found[f"entry:pantry-{number}"], flag
        assert "visibility" not in found["entry:pantry-30"], found["entry:pantry-30"]
        assert not any("private" in name for name in report["lost"]), report["lost"]
        assert report["internal_note"]["service.is_private"] == 1, report
    with Site() as site:
        _, found = taken(site, [
            service(1, phones=[{**phone[0], **flag}]) for flag in flags[1:6]] + [
            service(2, organization=dict(ORGANIZATION, id=uuid(80), name="Hidden", hidden=True)),
            service(3, contacts=[{"title": "Desk", "email": "zz@harbor.example",
                                  "phones": phone, "is_private": True}]),
            service(4, email="zz@harbor.example")])
        text = "".join(shown(section) for section in found.values())
        assert "0177" not in text and "zz@" not in text and "[contact:" not in text, text
        assert "visibility = internal" in found["entry:hidden"], found


@proves
def a_table_hides_by_other_words_and_what_is_no_clear_yes_is_not_published():
    hides = (("Phone Hidden", "Yes"), ("Hide phone", "Y"), ("Phone suppressed", "1"),
             ("Phone Public", "No"), ("Show Phone", "No"), ("Phone OK to publish", "Not yet"),
             ("Phone publish?", "with permission"), ("OK to release phone", "never"),
             ("Phone Restricted", "x"), ("Phone visibility", "Staff"), ("Redacted", "yes"))
    rows = (("Hidden from web", "no"), ("Public", "No"), ("Visibility", "Private"),
            ("Publish to website", "no"), ("OK to publish", "ask first"), ("Web display", "N"))
    shows = (("Published on", "2024-01-01"), ("Publisher", "Greene County"),
             ("Open to the public", "No"), ("Visibility", "Public"), ("Shower", "No"),
             ("Display order", "0"), ("Culturally sensitive", "Yes"), ("Income restricted", "Yes"),
             ("Public transportation", "No"), ("Phone OK to publish", "Yes"))
    every = [*hides, *rows[1:], *shows]
    headings = list(dict.fromkeys(heading for heading, _ in every))
    lines = [(f"Pantry {number}", "Gives food.", f"202-555-0{100 + number}", "", "", "",
              *(cell if heading == name else "" for heading in headings))
             for number, (name, cell) in enumerate(every)]
    with TableSite() as site:
        site.report(table(*lines, headings=("Program", "About", "Phone", "Address", "City",
                                            "Email", *headings)), COLUMNS)
        found = sections(site.text())
        for number, (name, cell) in enumerate(every):
            entry = shown(found[f"entry:pantry-{number}"])
            has_phone, is_internal = "phone = " in entry, "visibility = internal" in entry
            if number < len(hides):
                assert not has_phone and not is_internal, (name, cell, entry)
            elif number < len(hides) + len(rows) - 1:
                assert is_internal, (name, cell, entry)
            else:
                assert has_phone and not is_internal, (name, cell, entry)


@proves
def nobodys_default_answers_the_numbers_of_police_however_they_are_told():
    phone = [{"number": "202-555-0177"}]
    late = {**service(1, name="Victim line", phones=phone), "organization_id": uuid(900)}
    del late["organization"]
    sheriff = {"id": uuid(900), "name": "Greene County Sheriff", "services": []}
    named = [service(number, name=name, phones=[{"number": f"202-555-0{100 + number}"}])
             for number, name in enumerate(("Immigration & Customs Enforcement", "I.C.E. Office",
                                            "Policía Municipal", "Oficina del Alguacil",
                                            "Fiscalía", "State Highway Patrol", "HSI Tip Line",
                                            "County Attorney", "Constable Precinct 4",
                                            "Child Protection Services", "County Jail"), 10)]
    odd = [service(40, alternate_name="Sheriff's helpline", phones=[{"number": "202-555-0140"}]),
           service(41, phones=[{"number": "202-555-0141", "description": "Police dispatch"}]),
           service(42, contacts=[{"title": "Sheriff's office",
                                  "phones": [{"number": "202-555-0142"}]}])]
    with Site() as site:
        report, found = taken(site, [late, sheriff, *named, *odd], BY_NGO)
        assert "answered-by = ngo" not in site.text(), site.text()
        first = [left["why"] for left in report["left"]][:len(named) + 4]
        assert all("who answers" in why for why in first), first
        assert site.text().count("answered-by = unknown") == len(named) + 4
    with Site() as site:
        taken(site, service(1, name="Price Center for justice", phones=phone), BY_NGO)
        assert "answered-by = ngo" in site.text()


@proves
def a_day_on_which_nobody_can_have_checked_is_none():
    later = (datetime.date.today() + datetime.timedelta(days=400)).isoformat()
    services = [service(1, assured_date=later, last_modified=later),
                service(2, assured_date="0001-01-01", last_modified="1900-01-01T00:00:00Z"),
                service(3, assured_date="2024-02-03", last_modified="2024-02-03")]
    with Site() as site:
        report, found = taken(site, services)
        for number in (1, 2):
            entry = shown(found[f"entry:pantry-{number}"])
            assert "checked =" not in entry and "changed =" not in entry, entry
        assert "checked = 2024-02-03" in found["entry:pantry-3"]
        assert report["internal_note"] == {"service.assured_date": 2,
                                           "service.last_modified": 2}, report
        assert "as-of = 2024-02-03" in site.text()
    with TableSite() as site:
        rows = [("entry", "e", key, "", "1", value) for key, value in (
            ("name", "E"), ("kind", "local-service"), ("summary", "S"),
            ("checked", f"{later} | role"), ("changed", later))]
        site.report(table(*rows, headings=("kind", "id", "key", "language", "number", "value")),
                    "[source]\nname = X\n")
        assert "\nchecked =" not in site.text() and "\nchanged =" not in site.text(), site.text()


@proves
def what_is_told_twice_or_lost_is_counted_once():
    brief = {"id": uuid(1), "name": "Pantry", "status": "active", "alert": "X", "foo": "y",
             "phones": [{"id": uuid(5), "number": "202-555-0177", "bar": "z"},
                        {"number": "abc"}, {"number": "abc"}]}
    brief["phones"].append({"id": uuid(6), "number": "(202) 555-0178 ext. 4"})
    whole = service(1, name="Pantry", alert="X", foo="y", email="a@harbor.example",
                    phones=brief["phones"], fees="x" * 70000)
    with Site() as site:
        report, _ = taken(site, [{**ORGANIZATION, "services": [brief]}, whole])
        assert report["internal_note"] == {"service.alert": 1, "service.phones.number": 1}, report
        assert report["lost"] == {"service.foo": 1, "phone.bar": 1, "service.fees": 1}, report
        assert site.text().count("internal-note =") == 2, site.text()
        # So is what was cleaned: two numbers, one of them with marks and an extension.
        assert report["cleaned"] == {"links without scheme": 1, "country codes": 2, "extensions": 1,
                                     "marks in numbers": 1}, report["cleaned"]


@proves
def what_says_in_any_cell_that_it_is_no_more_is_seen_by_nobody_until_a_person_decides():
    texts = ({"description": "This program closed permanently in 2019."},
             {"name": "Corner Pantry (CLOSED)"}, {"alert": "Closed since 2021."},
             {"fees_description": "The agency is no longer in business."},
             {"description": "Ya no existe."}, {"description": "Dejó de operar en mayo."},
             {"description": "La agencia CERRÓ sus puertas."}, {"alert": "dejo de operar"})
    services = [service(number, **text) for number, text in enumerate(texts, 1)]
    alive = [service(20, description="Closed on holidays. Lines are closed at noon."),
             service(21, description="Helps those whose account was closed."),
             service(22, description="Closed since May.", status="temporarily closed")]
    with Site() as site:
        report, found = taken(site, [*services, *alive])
        hidden = [head for head, text in found.items() if "visibility = internal" in text]
        assert len(hidden) == len(texts), (hidden, site.text())
        first = [left["why"] for left in report["left"]][:len(texts)]
        assert all(why.startswith("does it still exist?") for why in first), report["left"]
        page = site.render("/api/v1/entries", *site.with_import()).text
        assert "CLOSED" not in page and "Pantry 20" in page
    with Site() as site:
        report, found = taken(site, service(1, organization=dict(
            ORGANIZATION, description="Our thrift shop closed permanently.")))
        assert "visibility" not in found["entry:harbor-neighbors"], found
        assert report["left"][0]["why"].startswith("does it still exist?"), report


@proves
def a_status_in_other_words_makes_nothing_look_alive_and_a_closed_list_nothing_dead():
    ended = ("Inactive - merged", "INACTIVE (2020)", "merged", "terminated", "not in operation")
    others = ("Active - closed to new clients", "Waitlist closed", "intake closed")
    with Site() as site:
        _, found = taken(site, [service(number, status=status)
                                for number, status in enumerate(ended + others, 1)])
        for number, status in enumerate(ended + others, 1):
            entry = shown(found[f"entry:pantry-{number}"])
            assert ("status = inactive" in entry) == (status in ended), entry


@proves
def hours_of_a_table_are_in_the_zone_that_the_profile_says():
    rows = [("Pantry", "Mon-Fri 9am-5pm"), ("Clinic", "24/7"),
            ("Desk", "Mon 9am-5pm America/New_York")]
    with TableSite() as site:
        site.report(table(*rows, headings=("Program", "Hours")),
                    "[source]\nname = X\ntime-zone = America/Chicago\n"
                    "[columns]\nname = Program\nhours = Hours\n")
        found = re.findall("^hours = (.*)", site.text(), re.M)
        assert sorted(found) == ["24/7", "Mon-Fri 09:00-17:00 America/Chicago"], found


@proves
def hours_that_are_left_say_by_what_they_are_not_of_every_week():
    schedule = {"freq": "WEEKLY", "byday": "TH,FR", "opens_at": "10:00", "closes_at": "18:00",
                "bymonthday": "2,3,4", "byweekno": "41,42", "until": "2005-01-01"}
    with Site() as site:
        report, found = taken(site, service(1, schedules=[schedule]))
        assert "hours =" not in found["entry:pantry-1"]
        why = report["left"][0]["why"]
        assert "bymonthday 2,3,4" in why and "until 2005-01-01" in why, why


@proves
def a_region_is_a_county_only_where_it_or_the_profile_says_so():
    def place(number, region):
        one = at(number, f"{number} A Street")
        one["location"]["addresses"][0]["region"] = region
        return one
    services = [service(number, service_at_locations=[place(100 * number, region)])
                for number, region in enumerate(("Mid-Atlantic", "Greene County",
                                                 "Orleans Parish", "Greene"), 1)]
    with Site() as site:
        report, _ = taken(site, services)
        assert sorted(re.findall("^county = (.*)", site.text(), re.M)) == [
            "Greene County", "Orleans Parish"], site.text()
        assert report["internal_note"] == {"location.addresses[].region": 2}, report
    with Site() as site:
        taken(site, services[3:], PUBLIC + "regions = counties\n")
        assert "\ncounty = Greene\n" in site.text()
    with TableSite() as site:
        site.report(table(("Pantry", "1 A Street", "Greene"),
                          headings=("Program", "Address", "County")),
                    "[columns]\nname = Program\nstreet = Address\ncounty = County\n")
        assert "\ncounty = Greene\n" in site.text()


if __name__ == "__main__":
    sys.exit(tap.run())
