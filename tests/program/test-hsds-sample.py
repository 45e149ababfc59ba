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
# What has no place, or is not told, by the reason, field by field behind the path of
# its object. This may only shrink.
NO_PLACE = {
    "a part that is no section of its own has an id that is made, and stays": """
attributes[]: id
cost_options[]: id
contacts[].phones[].languages[]: id
languages[]: id
organization.contacts[].phones[].languages[]: id
organization.locations[].accessibility[]: id
organization.locations[].addresses[]: id
organization.locations[].contacts[].phones[].languages[]: id
organization.locations[].languages[]: id
organization.locations[].phones[].languages[]: id
organization.locations[].schedules[]: id
organization.phones[].languages[]: id
phones[].languages[]: id
required_documents[]: id
schedules[]: id
service_areas[]: id
service_at_locations[]: id
service_at_locations[].location.accessibility[]: id
service_at_locations[].location.addresses[]: id
service_at_locations[].location.contacts[].phones[].languages[]: id
service_at_locations[].location.languages[]: id
service_at_locations[].location.phones[].languages[]: id
service_at_locations[].location.schedules[]: id
""",
    "who a person is, those inside alone may know": """
contacts[]: name
organization.contacts[]: name
organization.locations[].addresses[]: attention
organization.locations[].contacts[]: name
service_at_locations[].location.addresses[]: attention
service_at_locations[].location.contacts[]: name
""",
    "what is over, as these days of 2005 and 2022 are, is told to nobody": """
cost_options[]: valid_from valid_to
organization.locations[].schedules[]: until valid_from valid_to
schedules[]: until valid_from valid_to
service_at_locations[].location.schedules[]: until valid_from valid_to
""",
    "it is told in another form: a number without quotes, all words of a phone or of hours, \
a currency in capitals, a day without its time, one name of a taxonomy, `en`, what a term \
is linked to, whose page it is here": """
attributes[]: link_entity link_type value
attributes[].taxonomy_term: language taxonomy
contacts[].phones[]: description number
cost_options[]: currency
: fees last_modified
organization.contacts[].phones[]: description number
organization.locations[].contacts[].phones[]: description number
organization.locations[].phones[]: description number
organization.locations[].schedules[]: description
organization.phones[]: description number
organization: uri
phones[]: description number
schedules[]: description
service_areas[]: description
service_at_locations[].location.contacts[].phones[]: description number
service_at_locations[].location.phones[]: description number
service_at_locations[].location.schedules[]: description
""",
    "no place has it: a latitude of 100": """
organization.locations[]: latitude
service_at_locations[].location: latitude
""",
    "of a service at a place it is told of the place": """
service_at_locations[].contacts[]: department email id name title
service_at_locations[].contacts[].phones[]: description extension id number type
service_at_locations[].contacts[].phones[].languages[]: code id name note
service_at_locations[]: description
service_at_locations[].phones[]: description extension id number type
service_at_locations[].phones[].languages[]: code id name note
service_at_locations[].schedules[]: attending_type byday bymonthday byweekno byyearday closes_at
service_at_locations[].schedules[]: count description dtstart freq id interval notes opens_at
service_at_locations[].schedules[]: schedule_link timezone until valid_from valid_to wkst
""",
    "another key has it too: the street, what there is for people with disabilities": """
organization.locations[].accessibility[]: details url
organization.locations[].addresses[]: address_2
service_at_locations[].location.accessibility[]: details url
service_at_locations[].location.addresses[]: address_2
""",
    "hours here are ranges of days of the week or month in a named zone": """
organization.locations[].schedules[]: attending_type bymonthday byweekno byyearday count
organization.locations[].schedules[]: dtstart schedule_link timezone wkst
schedules[]: attending_type bymonthday byweekno byyearday count dtstart schedule_link timezone
schedules[]: wkst
service_at_locations[].location.schedules[]: attending_type bymonthday byweekno byyearday count
service_at_locations[].location.schedules[]: dtstart schedule_link timezone wkst
""",
    "nobody who looks for help asks for it": """
attributes[].taxonomy_term: term_uri
attributes[].taxonomy_term.taxonomy_detail: uri version
funding[]: id source
metadata[]: field_name id last_action_date last_action_type previous_value replacement_value
metadata[]: resource_type updated_by
organization.funding[]: id source
organization: legal_status logo tax_status year_incorporated
organization.locations[]: external_identifier external_identifier_type
organization.organization_identifiers[]: id identifier identifier_scheme identifier_type
organization.programs[]: alternate_name description id name
program: alternate_name description id name
service_areas[]: extent extent_type uri
service_at_locations[].location: external_identifier external_identifier_type
""",
}


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
    term = of["attributes"][0]["taxonomy_term"]
    taxonomy = term["taxonomy_detail"]
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
wants = one
{hours}[facet:wants]
name = {taxonomy['name']}
note = {taxonomy['description']}
uuid = {taxonomy['id']}
[wants:wider]
name = Wider
uuid = {term['parent_id']}
[wants:one]
name = {term['name']}
summary = {term['description']}
code = their-scheme:{term['code']}
parent = wider
uuid = {term['id']}
[phone:reception]
number = +44 1234 234567
extension = {phone['extension']}
purpose = Our main reception
answered-by = ngo
languages = {phone['languages'][0]['note']}
language-code = {phone['languages'][0]['code']}
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
contact = reception
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
    named = [f"{path}.{name}".lstrip(".") for lines in NO_PLACE.values() for path, names in (
        line.split(":") for line in lines.split("\n") if line) for name in names.split()]
    listed = set(named)
    assert len(named) == len(listed), "each has one reason"
    assert missing <= listed, "without a place: " + "\n".join(sorted(missing - listed))
    assert listed <= missing, "has one now: " + "\n".join(sorted(listed - missing))


if __name__ == "__main__":
    sys.exit(tap.run())
