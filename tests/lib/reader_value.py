"""The form of a value, as lib/reader.py reads it."""

import datetime
import functools
import os
import re
import unicodedata

from reader_form import PRINTED

# Of these forms, what looks like a hyphen or blank can be nothing else.
PLAIN = {"number", "number-to-dial", "duration", "date", "hours"}
ID = re.compile(r"[a-z0-9-]+")
REPLACES = re.compile(r"shipped( \| .+)?")
DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", re.ASCII)
DURATION = re.compile(r"([0-9]+) *(ms|s|min|h|hours|day|days)")
UNITS_MS = {
    "ms": 1, "s": 1000, "min": 60000, "h": 3600000, "hours": 3600000,
    "day": 86400000, "days": 86400000,
}
UUID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LINK = re.compile(r"(https?://(?=[A-Za-z0-9])|mailto:|tel:|sms:)[!-~]+")
EMAIL = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9._+-]*\.[A-Za-z0-9._+-]*")
SHORT_CODE = re.compile(r"[2-9]11|988")
PIECE = re.compile(r"[0-9]{5,6}")


def is_duration(text):
    match = DURATION.fullmatch(text)
    return match and int(match[1]) * UNITS_MS[match[2]] <= 10 ** 12


def is_date(text):
    match = DATE.fullmatch(text)
    if not match:
        return text == "undated"
    try:
        year, month, day = (int(part or 1) for part in match.groups())
        datetime.date(year or 2000, month, day)
    except ValueError:
        return False
    return True


def is_number_to_dial(text, codes=()):
    if not re.fullmatch("[+]?[0-9]+([- ][0-9]+)*", text):
        return False
    digits = re.sub("[- ]", "", text)
    if digits[0] != "+":
        return bool(digits in codes or SHORT_CODE.fullmatch(digits)
                    or PIECE.fullmatch(text))
    # Area code and exchange of the North American plan begin with 2 to 9.
    plan = "[+]1([2-9]..){2}...." if digits[1] == "1" else "[+][2-9].{7,14}"
    return bool(re.fullmatch(plan, digits))


@functools.cache
def is_zone(text):
    return bool(re.fullmatch("[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*", text)) and (
        os.path.isfile(os.path.join("/usr/share/zoneinfo", text))
    )


DAYS = "Mon Tue Wed Thu Fri Sat Sun".split()
DAY_MINUTES = 24 * 60
RANGE = re.compile(
    "(?P<days>{day}(-{day})?(, ?{day}(-{day})?)*) (..):([0-5].)-(..):([0-5].)".format(
        day="(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)"
    ).replace(".", "[0-9]")
)


def days_of(text):
    for span in re.split(", ?", text):
        first, _, last = span.partition("-")
        at, last = DAYS.index(first), DAYS.index(last or first)
        while at != last:
            yield at
            at = (at + 1) % 7
        yield at


@functools.cache
def is_hours(text):
    """24/7, or ranges and a zone; no minute of the week stands in two."""
    if text == "24/7":
        return True
    *ranges, last = text.split("; ")
    match = RANGE.match(last)
    zone = last[match.end():] if match else ""
    is_place = re.fullmatch(r" UTC| .*/.*", zone) and is_zone(zone[1:])
    matches = [RANGE.fullmatch(range) for range in ranges] + [match]
    if not all(matches) or len(matches) > 14:
        return False
    return (is_place or zone == " local time") and are_apart(matches)


def are_apart(matches):
    minutes = []
    for match in matches:
        *_, hour, minute, end_hour, end_minute = map(str, match.groups())
        opens = int(hour) * 60 + int(minute)
        closes = int(end_hour) * 60 + int(end_minute)
        if opens in (closes, DAY_MINUTES) or max(opens, closes) > DAY_MINUTES:
            return False
        length = (closes - opens) % DAY_MINUTES or DAY_MINUTES
        for day in set(days_of(match["days"])):
            start = day * DAY_MINUTES + opens
            minutes += [(start + i) % (7 * DAY_MINUTES) for i in range(length)]
    return len(minutes) == len(set(minutes))


def is_order(text):
    return text.isascii() and text.isdigit() and int(text) <= 100000


def has_word(text):
    return any(unicodedata.category(letter)[0] in "LN" or letter in "&\uff06"
               for letter in text)


FORMS = {
    "word": lambda text: " " not in text and "\t" not in text and len(text.encode()) <= 24,
    "text": lambda text: True,
    "number": is_order,
    "number-to-dial": is_number_to_dial,
    "duration": is_duration,
    "date": is_date,
    "link": lambda text: LINK.fullmatch(text) and not set("\"'<>\\`") & set(text),
    "email": EMAIL.fullmatch,
    "uuid": UUID.fullmatch,
    "zone": is_zone,
    "hours": is_hours,
    "scheme-and-code": lambda text: re.fullmatch(r"[^: ]+:[^ ]+", text),
    "digits": lambda text: text.isascii() and text.isdigit(),
    "language": ID.fullmatch,
    "code": re.compile(r"[0-9]{2,6}").fullmatch,
    "id": ID.fullmatch,
    "words": lambda text: (re.search("[,>]", text) and text.count(">") < 2
                           and all(map(has_word, re.split("[,>]", text)))),
}


def plain(form, text):
    """The text as it is kept."""
    return text.translate(PRINTED) if form in PLAIN or "|" in form else text


def is_form(form, text, codes=()):
    if form == "number-to-dial":
        return is_number_to_dial(text, codes)
    if form == "facet-and-term":
        return all(ID.fullmatch(part) for part in text.split(":")) and text.count(":") == 1
    if form.endswith(":"):
        return ID.fullmatch(text)
    if form in FORMS:
        return FORMS[form](text)
    return text in form.split("|")


def is_of_ids(field):
    """Whether commas part the values of a list."""
    is_choice = "|" in field.form and field.list
    return field.form.endswith(":") or field.form in (
        "language", "code", "id", "facet-and-term") or is_choice


def is_quoted(text):
    return len(text) > 1 and text[0] == text[-1] == '"'
