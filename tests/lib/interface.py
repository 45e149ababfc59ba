"""The interface for other programs: what its tests ask for, and a directory that
has what a format may stumble over."""


LIST = "/api/v1/entries"
SUFFIXES = {
    "ndjson": "application/x-ndjson", "csv": "text/csv", "txt": "text/plain",
    "atom": "application/atom+xml",
}
FILTERS = ["", "audience=workers", "audience=workers&service=labor-standards",
           "department=doj&goal=coordinate", "sort=name", "sort=need&topic=data"]
OWN = """
[directory]
title = Own & "other"
languages = en
namespace = https://signpost.example/own
time-zone = America/New_York
crisis = line

[kind:office]
name = Office

[answered-by:ngo]
name = Answered by an organization.

[facet:audience]
name = Audience

[audience:workers]
name = Workers

[phone:line]
number = +1-202-555-0100
purpose = Talk
answered-by = ngo
verified = 2026-01-31 | a page

[phone:abroad]
number = +44-20-7946-0000
purpose = Talk
answered-by = ngo
audience = workers

[entry:first]
name = =SUM(1)+1
kind = office
summary = -1, "quoted"; <b>bold</b> & more
note = @here
note = Second | line
phone = line, abroad
audience = workers | =reason
changed = 2026-03

[entry:second]
name = Ärger
kind = office
listed-under = first
summary = Plain.
changed = 2026-03-02

[entry:third]
name = zoo
kind = office
summary = Plain.
"""


def all_entries(site, query=""):
    """The list, page by page."""
    contents, page = [], 1
    while True:
        answer = site.ask(f"{LIST}?per_page=10&page={page}&{query}").json
        assert answer["size"] == len(answer["contents"])
        contents += answer["contents"]
        if answer["last_page"]:
            assert len(contents) == answer["total_items"]
            assert len({each["id"] for each in contents}) == len(contents)
            return contents
        page += 1
