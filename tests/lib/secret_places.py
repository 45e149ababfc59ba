"""A directory with places that are internal, told of by their city, and public: what
must not be told of them is a word that stands nowhere else."""

import random
import re
import uuid

from directory import base_case
from internal_words import Words
from scopes import routes

WORDS = Words(random.randrange(10 ** 6))
SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://signpost.example/small")
TEXTS = ("name", "aka", "description", "street", "county", "postal-code", "mail-street",
         "mail-city", "mail-state", "mail-postal-code", "transport", "accessibility")
# Of a place that is told of by its city.
OPEN = ("city", "state", "languages")


def desk(number, words):
    """Whom to ask for, with a phone: what is said there, its id, and the sections."""
    name, purpose = words.word(), words.word()
    whom = {key: words.word() for key in ("title", "department", "person")}
    whom["email"] = f"{words.word()}@{words.word()}.example"
    lines = "".join(f"{key} = {value}\n" for key, value in whom.items())
    return {**whom, "contact": name, "purpose": purpose}, (
        f"[phone:{name}]\nnumber = {number}\npurpose = {purpose}\nanswered-by = ngo\n"
        f"verified = 2026-01\n[contact:{name}]\n{lines}phone = {name}\n")


def place(name, visibility, number, words, texts=TEXTS + OPEN):
    """A place with a word of its own in every key, and a desk there."""
    whom, sections = desk(number, words)
    said = {key: words.word() for key in texts}
    said |= {"link": f"https://{words.word()}.example/ | {words.word()}",
             "uuid": str(uuid.UUID(int=random.getrandbits(128), version=4)),
             "latitude": f"{random.randint(10, 80)}.{random.randint(10**6, 10**7)}",
             "longitude": f"-{random.randint(10, 80)}.{random.randint(10**6, 10**7)}",
             "alias": words.word(), "changed": "2026-03-17 | " + words.word(),
             "country": "ZW"}
    lines = "".join(f"{key} = {value}\n" for key, value in said.items())
    mark = f"address-visibility = {visibility}\n" if visibility else ""
    return {**whom, **said}, (
        f"{sections}[location:{name}]\n{lines}contact = {whom['contact']}\n{mark}")


SECRET_ID, CITY_ID, PURPOSE = (WORDS.word() for _ in range(3))
# Behind hours and closed days, which may be known of a place in a city.
NOTES = [WORDS.word() for _ in range(5)]
SEASON = "Sat 13:00-14:00 America/Chicago"
CLOSED = "2098-12-24..2098-12-26"
SECRET, SECRET_TEXT = place(SECRET_ID, None, "+1-202-555-0193", WORDS)
MARKED, MARKED_TEXT = place(SECRET_ID + "-too", "internal", "+1-202-555-0194", WORDS)
CITY, CITY_TEXT = place(CITY_ID, "city", "+1-202-555-0195", WORDS)
NUMBERS = [f"555{hyphen}019{last}" for hyphen in ("", "-") for last in "2345"]
HIDDEN = [SECRET_ID, CITY_ID, PURPOSE, *NOTES, *(
    part for said in (SECRET, MARKED) for key, value in said.items() if key != "country"
    for part in re.split(r" \| |@", value))] + [
        part for key, value in CITY.items() if key not in OPEN + ("country",)
        for part in re.split(r" \| |@", value)]
HIDDEN = [word for word in HIDDEN if word != "2026-03-17"]
MADE = [str(uuid.uuid5(SPACE, f"location:{name}")) for name in (
    SECRET_ID, SECRET_ID + "-too", CITY_ID, SECRET["alias"], MARKED["alias"], CITY["alias"])]
MADE += [str(uuid.uuid5(SPACE, f"{kind}:{said['contact']}"))
         for said in (SECRET, MARKED, CITY) for kind in ("contact", "phone")]
UUIDS = [said["uuid"] for said in (SECRET, MARKED, CITY)] + MADE

PUBLIC = """\
[location:hall]
name = Town Hall
name.es = Municipio
aka = The Hall
type = physical
description = The door is on the left.
street = 12 Elm Street
city = Springfield
county = Greene
state = IL
postal-code = 62701
country = US
mail-street = PO Box 7
latitude = 39.7990
longitude = -89.6440
transport = Bus 4 stops there.
accessibility = A ramp
accessibility = A quiet room
hours = Mon-Fri 09:00-17:00; Sat 10:00-12:00 America/Chicago
closed = 2098-02-01..2098-02-03 | Repairs
phone = hall
contact = hall-desk
languages = English, Spanish
language-code = mix, quc
link = https://hall.example/ | The hall's page
address-visibility = public
[phone:hall]
number = +1-202-555-0190
purpose = Ask at the hall
answered-by = ngo
language-code = so, trc
verified = 2026-01
[contact:hall-desk]
title = Hall clerk
title.es = Conserje
department = Front desk
phone = hall-clerk
email = clerk@hall.example
person = Ann Zqpersona
[phone:hall-clerk]
number = +1-202-555-0196
purpose = Ask the clerk
answered-by = ngo
verified = 2026-01
"""
ENTRY = """\
[kind:program]
name = Program
hsds = service
[entry:local]
name = Local
kind = program
summary = Works at places.
location = {places}
phone = help
changed = 2026-02-01
[phone:shelter]
number = +1-202-555-0191
purpose = Ask for a bed
answered-by = ngo
verified = 2026-01
[phone:secret]
number = +1-202-555-0192
purpose = {purpose}
answered-by = ngo
verified = 2026-01
"""
SECRET_TIMES = (f"hours = Mon 03:07-03:39 local time | {NOTES[0]}\n"
                f"closed = 2097-02-03 | {NOTES[1]}\n")
CITY_TIMES = (f"hours = Sun 13:00-14:00 America/Chicago | from {NOTES[2]}\n"
              f"hours = {SEASON} | from 2098-06-01 until 2098-08-31\n"
              f"closed = {CLOSED} | {NOTES[3]}\nclosed.es = {CLOSED} | {NOTES[4]}\n")
ALL = (base_case() + PUBLIC + ENTRY.format(
    places=f"hall, {SECRET_ID}, {SECRET_ID}-too, {CITY_ID}", purpose=PURPOSE)
    + SECRET_TEXT + "phone = secret\n" + SECRET_TIMES + MARKED_TEXT
    + CITY_TEXT + "phone = shelter\n" + CITY_TIMES)
WITHOUT = base_case() + PUBLIC + ENTRY.format(places="hall", purpose="Nobody").replace(
    "[phone:secret]", "[phone:other]")


def addresses(of):
    """Every address, with what may call something up."""
    ids = ["local", "base", SECRET_ID, CITY_ID, "hall", *UUIDS]
    for route in routes():
        if not route.endswith("*"):
            yield from (route + more for more in (
                "", "?q=local", "?fields=location", "?full=true", "?format=ndjson", "?lang=es",
                "?" + of))
        else:
            yield from (route[:-1] + name + more for name in ids for more in ("", "?lang=es"))


def told(answer, asked):
    text = answer.head + answer.text
    return [word for word in HIDDEN + UUIDS + NUMBERS + [
        "Zqpersona", "3:07", "3:39", "2097-02", "2, 2097"]
            if word in text and word not in asked]
