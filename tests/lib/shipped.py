"""The shipped directory, as the program answers it and as its files have it."""

import functools
import os
import re

from command import render, render_all
from directory import SHIPPED
from places import read_source

ENTRIES = 37
LISTS = ["/", "/?audience=survivors", "/?audience=workers&service=labor-standards",
         "/?topic=data&audience=visa-holders", "/?per_page=5", "/?page=2&per_page=10",
         "/?audience=attorneys,advocates-providers", "/?audience=nobody",
         "/?audience=attorneys", "/?service=case-status"]
HERE = "filters=here&keep=page_id,tx[list]&page_id=7&tx[list]=a+b"
FAULTS = ["/nowhere", "/e/nowhere", "/e/", "/?page=99", "/e/hhs/more", "/phones/",
          "/api", "/fragmental"]
API_FAULTS = ["/api/v1/nowhere", "/api/v1/entries/nowhere", "/api/nowhere",
              "/api/v1"]
FRAGMENT_FAULTS = ["/fragment/e/nowhere", "/fragment/nowhere"]


@functools.lru_cache(maxsize=None)
def entries():
    return render("/api/v1/entries?per_page=100").json["contents"]


def ids():
    return [entry["id"] for entry in entries()]


def facets():
    return render("/api/v1/facets").json["facets"]


def pages():
    return [*LISTS, *(f"/e/{id_}" for id_ in ids()), "/phones", "/last-resort", "/api/"]


def fragments():
    lists = [target.replace("/", "/fragment", 1) for target in LISTS]
    return [*lists, f"/fragment?{HERE}", f"/fragment?{HERE}&sp-audience=attorneys",
            f"/fragment?{HERE}&sp-page=2&sp-per_page=10",
            *(f"/fragment/e/{id_}" for id_ in ids())]


def everything_shown():
    """(target, answer) of every page and fragment, faults too."""
    return render_all([*pages(), *fragments(), *FAULTS, *FRAGMENT_FAULTS])


def shipped_text():
    """All its files in one."""
    return "\n".join(read_source("data", name) for name in sorted(os.listdir(SHIPPED))
                     if name.endswith(".ini"))


def shipped_ids():
    """The ids as the files have them."""
    return re.findall(r"^\[entry:([a-z0-9-]+)\]$", shipped_text(), re.M)


def shown_entries(tree):
    """The ids whose summaries stand in the list."""
    by_summary = {entry["summary"]: entry["id"] for entry in entries()}
    return [by_summary[node.text] for node in tree.find("p") if node.text in by_summary]


def digits(text):
    return re.sub(r"\D", "", text)


def all_phones():
    """The phones of entries, lines and crisis, as the files have them."""
    sections = {}
    for part in re.split(r"^\[phone:", read_source("data", "20-phones.ini"), flags=re.M)[1:]:
        id_, _, rest = part.partition("]\n")
        sections[id_] = dict(re.findall(r"^([a-z-]+) = (.*)$", rest, re.M))
    return sections


def used_phones(answer):
    """id of a phone -> where it is used."""
    phones = answer.json["phones"]
    assert [phone["id"] for phone in phones] == sorted(phone["id"] for phone in phones)
    return {phone.pop("id"): phone.pop("used") for phone in phones}
