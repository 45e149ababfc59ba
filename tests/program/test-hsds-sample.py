#!/usr/bin/env python3
"""The specification's own sample of a service, typed by hand, comes out of the
interface equal in every field that has a place here. Prints TAP."""

import datetime
import json
import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from directory import base_case
from npm import check_hsds
from signpost_site import Site
from tap import Skip, proves

SOON = (datetime.date.today() + datetime.timedelta(30)).isoformat()
# What has no place, or is not told, field by field behind the path of its object: ids of
# what has no section of its own, what ended in 2005, a person's name, codes of languages
# of phones, times of day, a latitude of 100, and what no page should say. This may only
# shrink.
NO_PLACE = """
attributes[]: id link_entity link_type value
attributes[].taxonomy_term: code description id language name parent_id taxonomy term_uri
attributes[].taxonomy_term.taxonomy_detail: description id name uri version
contacts[]: name
contacts[].phones[]: description number
contacts[].phones[].languages[]: code id name
cost_options[]: currency id valid_from valid_to
: fees last_modified
funding[]: id source
languages[]: id
metadata[]: field_name id last_action_date last_action_type previous_value replacement_value
metadata[]: resource_type updated_by
organization.contacts[]: name
organization.contacts[].phones[]: description number
organization.contacts[].phones[].languages[]: code id name
organization.funding[]: id source
organization: legal_status logo tax_status uri year_incorporated
organization.locations[].accessibility[]: details id url
organization.locations[].addresses[]: address_2 attention id
organization.locations[].contacts[]: department email id name title
organization.locations[].contacts[].phones[]: description extension id number type
organization.locations[].contacts[].phones[].languages[]: code id name note
organization.locations[]: external_identifier external_identifier_type latitude
organization.locations[].languages[]: id
organization.locations[].phones[]: description number
organization.locations[].phones[].languages[]: code id name
organization.locations[].schedules[]: attending_type bymonthday byweekno byyearday count
organization.locations[].schedules[]: description dtstart id schedule_link timezone until
organization.locations[].schedules[]: valid_from valid_to wkst
organization.organization_identifiers[]: id identifier identifier_scheme identifier_type
organization.phones[]: description number
organization.phones[].languages[]: code id name
organization.programs[]: alternate_name description id name
phones[]: description number
phones[].languages[]: code id name
program: alternate_name description id name
required_documents[]: id
schedules[]: attending_type bymonthday byweekno byyearday count description dtstart id
schedules[]: schedule_link timezone until valid_from valid_to wkst
service_areas[]: description extent extent_type id uri
service_at_locations[].contacts[]: department email id name title
service_at_locations[].contacts[].phones[]: description extension id number type
service_at_locations[].contacts[].phones[].languages[]: code id name note
service_at_locations[]: description id
service_at_locations[].location.accessibility[]: details id url
service_at_locations[].location.addresses[]: address_2 attention id
service_at_locations[].location.contacts[]: department email id name title
service_at_locations[].location.contacts[].phones[]: description extension id number type
service_at_locations[].location.contacts[].phones[].languages[]: code id name note
service_at_locations[].location: external_identifier external_identifier_type latitude
service_at_locations[].location.languages[]: id
service_at_locations[].location.phones[]: description number
service_at_locations[].location.phones[].languages[]: code id name
service_at_locations[].location.schedules[]: attending_type bymonthday byweekno byyearday count
service_at_locations[].location.schedules[]: description dtstart id schedule_link timezone until
service_at_locations[].location.schedules[]: valid_from valid_to wkst
service_at_locations[].phones[]: description extension id number type
service_at_locations[].phones[].languages[]: code id name note
service_at_locations[].schedules[]: attending_type byday bymonthday byweekno byyearday closes_at
service_at_locations[].schedules[]: count description dtstart freq id interval notes opens_at
service_at_locations[].schedules[]: schedule_link timezone until valid_from valid_to wkst
"""


def sample():
    """The sample; skips where HSDS_FILES does not name the folder of such files,
    which have a license of their own and are not in this source."""
    folder = os.environ.get("HSDS_FILES")
    if not folder:
        raise Skip("needs HSDS_FILES, the folder of the specification's samples")
    with open(os.path.join(folder, "hsds-3", "service_full.json"), encoding="utf-8") as file:
        return json.load(file)


def typed(of):
    """What an editor types who has the sample before him."""
    organization, [area], [cost] = (of[name] for name in (
        "organization", "service_areas", "cost_options"))
    [document], [contact], [phone], [schedule] = (of[name] for name in (
        "required_documents", "contacts", "phones", "schedules"))
    place = of["service_at_locations"][0]["location"]
    [address], [access] = place["addresses"], place["accessibility"]
    hours = f"hours = Thu-Fri 10:00-18:00 local time | {schedule['notes']}\n"
    return base_case() + f"""
[kind:office]
name = Office
hsds = organization
[kind:program]
name = Program
hsds = service
[entry:parent]
name = Parent
kind = office
summary = Stands above it.
uuid = {organization['parent_organization_id']}
[entry:organization]
name = {organization['name']}
aka = {organization['alternate_name']}
kind = office
parent = parent
summary = {organization['description']}
email = {organization['email']}
link = {organization['website']}
phone = reception
contact = reception
location = center
uuid = {organization['id']}
[entry:service]
name = {of['name']}
aka = {of['alternate_name']}
kind = program
parent = organization
summary = {of['description']}
link = {of['url']}
email = {of['email']}
status = {of['status']}
interpretation = {of['interpretation_services']}
how = {of['application_process']}
cost = {of['fees_description']}
waiting-time = {of['wait_time']}
accreditations = {of['accreditations']}
eligibility = {of['eligibility_description']}
age-min = {of['minimum_age']}
age-max = {of['maximum_age']}
checked = {of['assured_date']} | {of['assurer_email']}
licenses = {of['licenses']}
alert = {of['alert']} | until {SOON}
changed = 2023-03-15
phone = reception
contact = reception
location = center
serves = {area['name']}
language-code = {of['languages'][0]['code']}
languages = {of['languages'][0]['note']}
fee = {cost['option']} | {cost['amount']} GBP {cost['amount_description']}
bring = {document['document']} | {document['uri']}
uuid = {of['id']}
{hours}[phone:reception]
number = +44 1234 234567
extension = {phone['extension']}
purpose = Our main reception
answered-by = ngo
languages = {phone['languages'][0]['note']}
uuid = {phone['id']}
[contact:reception]
title = {contact['title']}
department = {contact['department']}
email = {contact['email']}
phone = reception
person = {contact['name']}
uuid = {contact['id']}
[location:center]
type = {place['location_type']}
link = {place['url']}
name = {place['name']}
aka = {place['alternate_name']}
description = {place['description']}
transport = {place['transportation']}
longitude = {place['longitude']}
languages = {place['languages'][0]['note']}
language-code = {place['languages'][0]['code']}
street = {address['address_1']}
city = {address['city']}
county = {address['region']}
state = {address['state_province']}
postal-code = {address['postal_code']}
country = {address['country']}
mail-street = {address['address_1']}
accessibility = {access['description']}
phone = reception
address-visibility = public
uuid = {place['id']}
{hours}"""


def leaves(value, path=""):
    """(path, value) of all that is neither an object nor a list."""
    if isinstance(value, dict):
        for name, each in value.items():
            yield from leaves(each, f"{path}.{name}" if path else name)
    elif isinstance(value, list):
        for each in value:
            yield from leaves(each, path + "[]")
    else:
        yield path, value.strip() if isinstance(value, str) else value


def paths(value):
    """{path: values}; a blank at the end of a text is none."""
    found = {}
    for path, leaf in leaves(value):
        found.setdefault(path, []).append(leaf)
    return found


@proves
def the_sample_comes_out_equal_in_every_field_that_has_a_place():
    wanted = sample()
    with Site(text=typed(wanted)) as site:
        answer = site.ask(f"/api/hsds/services/{wanted['id']}")
        assert answer.status == 200, answer.text
        found = paths(answer.json)
        assert not check_hsds([("sample", "service_with_definitions.json", answer.json)])
    missing = {path for path, values in paths(wanted).items()
               if not all(value in found.get(path, []) for value in values)}
    listed = {f"{path}.{name}".lstrip(".") for path, names in (
        line.split(":") for line in NO_PLACE.split("\n") if line) for name in names.split()}
    assert missing <= listed, "without a place: " + "\n".join(sorted(missing - listed))
    assert listed <= missing, "has one now: " + "\n".join(sorted(listed - missing))


if __name__ == "__main__":
    sys.exit(tap.run())
