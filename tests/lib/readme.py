"""README.md as it is followed, and the shipped directory of which it speaks."""

import re
import textwrap

from places import read_source
from shipped import shipped_text

# README.md


def readme():
    return read_source("README.md")


def section(title):
    """The text below the heading that begins with `title`."""
    for part in re.split(r"^## ", readme(), flags=re.M)[1:]:
        if part.startswith(title):
            return part.split("\n", 1)[1]
    raise AssertionError(f"README.md has no section `{title}`")


def step(number):
    """The text of one of the three steps."""
    text = section("Add it to your nginx site")
    parts = re.split(r"^\d\. ", text, flags=re.M)
    assert len(parts) == 4, f"{len(parts) - 1} steps"
    return parts[number]


FENCED = re.compile(r"^ *```(\w+)\n(.*?)^ *```$", re.M | re.S)


def blocks(text, language):
    """The fenced blocks in that language."""
    return [textwrap.dedent(body) for name, body in FENCED.findall(text)
            if name == language]


def commands(text):
    """The lines of the indented blocks of a step: each is a command, which a
    backslash continues."""
    text = re.sub(r" *\\\n *", " ", FENCED.sub("", text))
    return re.findall(r"^ {7}(\S.*)$", text, flags=re.M)


def inline(text, start=""):
    """What stands between backticks and begins with `start`."""
    found = re.findall(r"`([^`]+)`", FENCED.sub("", text))
    found = [" ".join(code.split()) for code in found]
    return [code for code in found if code.startswith(start)]


# The shipped directory


def crisis_numbers():
    """Digits, with a leading plus where there is one."""
    ids = re.search(r"^crisis = (.+)$", shipped_text(), flags=re.M)[1].split(", ")
    numbers = [re.search(rf"^\[phone:{phone}\]\nnumber = (.+)$", shipped_text(),
                         flags=re.M)[1] for phone in ids]
    return [re.sub("[^0-9+]", "", number) for number in numbers]


def numbers_of(text):
    """What a page offers to call or to text."""
    return re.findall(r'href="(?:tel|sms):([0-9+]+)"', text)


def has_crisis_numbers(answer):
    return set(crisis_numbers()) <= set(numbers_of(answer.text))
