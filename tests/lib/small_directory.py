"""A directory made for what the shipped one does not have."""


# A directory made for what the shipped one does not have.

SMALL = """[directory]
title = Small & "quoted"
languages = en, es
namespace = https://signpost.example/small
time-zone = America/New_York
crisis = help

[facet:audience]
name = Audience
open = yes
[audience:workers]
name = Workers <b>
[audience:lawyers]
name = Lawyers
[facet:goal]
name = Goal
[goal:access]
name = Access
[goal:hidden-goal]
name = Hidden goal
[kind:unit]
name = Unit
[answered-by:ngo]
name = Answered by an organization.
[answered-by:police]
name = Answered by police.

[phone:help]
number = +1-202-555-0100
purpose = Get help
answered-by = ngo
verified = 2026-01 | a page

[phone:bare]
number = +1-202-555-0101
purpose = Bare
answered-by = police
verified = 2026-01 | a page

[phone:rich]
number = +1-202-555-0102
purpose = Rich
answered-by = ngo
hours = 24/7
languages = Phone Latin
cost = Phone cost
note = Phone note
extension = 0042
prompt = Press three
verified = 2026-01 | a page

[phone:fax]
number = +1-202-555-0103
type = fax
purpose = Send a fax
answered-by = ngo
abroad = police-line
verified = 2026-01 | a page

[phone:fax-abroad]
number = +1-202-555-0104
purpose = Call, or fax from abroad
answered-by = ngo
abroad = fax
verified = 2026-01 | a page

[phone:police-line]
number = +1-202-555-0105
purpose = Ask the police
answered-by = police
audience = lawyers

[phone:to-police]
number = +1-202-555-0106
purpose = Ask first
answered-by = ngo
abroad = police-line
verified = 2026-01 | a page

[phone:gone]
number = +1-202-555-0107
purpose = Gone
answered-by = ngo
status = inactive
verified = 2026-01 | a page

[phone:colleagues]
number = +1-202-555-0108
purpose = For colleagues
answered-by = ngo
visibility = internal
verified = 2026-01 | a page

[phone:only-inside]
number = +1-202-555-0109
purpose = Used inside
answered-by = ngo
verified = 2026-01 | a page

[entry:top]
name = Top <script>alert(1)</script>
kind = unit
summary = Top summary & "more" 'here' <b>.
note = Entry note
hours = Mon-Fri 08:00-16:30 local time | Entry hours
languages = Entry Latin
cost = Entry cost
how = Entry how
audience = workers | because <i>
goal = access
phone = bare, rich, gone, colleagues
address = 1 Secret Street
internal-note = Only for colleagues
link = https://www.example.org/?a=1&b=2 | A & B
email = info@example.org

[entry:below]
name = Below
kind = unit
listed-under = top
summary = Below summary.
address = 2 Open Street
address-visibility = public
status = defunct
replaced-by = inside
audience = workers
phone = fax, fax-abroad

[entry:asker]
name = Asker
kind = unit
parent = top
summary = Asker summary.
status = temporarily closed
replaced-by = below
phone = to-police

[entry:inside]
name = Inside
kind = unit
parent = top
summary = Inside summary.
visibility = internal
goal = hidden-goal
phone = only-inside

[entry:under-inside]
name = Under inside
kind = unit
listed-under = inside
summary = Under inside summary.
"""
