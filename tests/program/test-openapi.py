#!/usr/bin/env python3
"""The description of the interface, held against the answers. Prints TAP."""

import html
import json
import os
import random
import re
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from npm import faults
from shipped import ENTRIES
from signpost_site import BASE, URL, Site
from tap import proves

# The shipped directory has no places, so there is no service at one.
PLACE = """
[location:hall]
city = Springfield
hours = Mon 09:00-10:00 local time
address-visibility = city
[contact:desk]
title = Intake
email = desk@example.org
[entry:local]
name = Local
kind = program
summary = Works at a place.
link = https://local.example/
location = hall
contact = desk
asks = Nothing. | its page, 2026
age-min = 12
fee = Adults | 35 USD per visit
"""
# What a visitor sent and must not see again.
MARK = "zqxmark"


# The description.


def described(site):
    return site.ask("/openapi.json").json


def address_of(site, document, path, entry_ids):
    """The path with an id that is there, where it takes one."""
    if "{id}" not in path:
        return path
    items = path.removesuffix("/{id}")
    first = site.ask(items).json["contents"][0]["id"]
    return path.replace("{id}", entry_ids.get(items, first))


def samples(schema):
    """Values that a parameter takes, and values that it does not."""
    of = schema.get("items", schema)
    if "enum" in of:
        return of["enum"], ["nothing-of-it"]
    if of["type"] == "integer":
        return [of["minimum"], of["default"]], [of["minimum"] - 1, of["maximum"] + 1, "x"]
    if of["type"] == "boolean":
        return ["true", "false"], ["maybe"]
    return {"uuid": ["9c4e08f6-47e2-5d48-8546-3fd489e2def3"],
            "date-time": ["2026-03-01T00:00:00Z"]}.get(of.get("format"), ["word"]), (
                ["x"] if "format" in of else [])


@proves
def the_description_is_valid_openapi():
    with Site() as site:
        text = site.ask("/openapi.json").text
    assert json.loads(text)["servers"] == [{"url": URL + BASE}]
    found = faults("openapi", text)
    assert not found, found


@proves
def it_names_license_and_contact_and_that_a_caller_may_have_to_wait():
    with Site() as site:
        document = described(site)
        assert document["info"]["license"]["name"] == "CC0 1.0"
        assert document["info"]["license"]["url"].startswith("https://creativecommons.org/")
        assert document["info"]["contact"]["url"] == f"{URL}{BASE}/"
        for path, item in document["paths"].items():
            for status in ("429", "500", "502", "503", "504"):
                told = item["get"]["responses"][status]
                assert told["description"], path
                assert "application/problem+json" in told["content"], path
    with Site("site.report=mailto:somebody@example.org") as site:
        assert described(site)["info"]["contact"]["email"] == "somebody@example.org"


@proves
def every_address_parameter_and_status_is_as_described():
    bodies = []
    with Site(is_copy=True, text=PLACE) as site:
        document = described(site)
        for path, item in document["paths"].items():
            address = address_of(site, document, path, {})
            responses = item["get"]["responses"]
            content = responses["200"]["content"]

            def check(query, status):
                answer = site.ask(f"{address}?{query}")
                assert answer.status == status, (address, query, answer.status)
                assert str(answer.status) in responses, (address, query)
                media = responses[str(status)]["content"]
                assert answer.type in media, (address, query, answer.type)
                if answer.type.endswith("json") and answer.type != "application/x-ndjson":
                    bodies.append((f"{address}?{query}", media[answer.type]["schema"],
                                   answer.json))

            check("", 200)
            for parameter in item["get"]["parameters"]:
                if parameter["in"] == "path":
                    missing = site.ask(path.replace("{id}", MARK))
                    assert missing.status == 404 and "404" in responses, path
                    continue
                good, bad = samples(parameter["schema"])
                for value in good:
                    check(f"{parameter['name']}={value}", 200)
                if parameter["name"] == "per_page":
                    bad = ["0", "x"]  # too many are as many as there may be
                if (path, parameter["name"]) == ("/api/v1/phones", "lang"):
                    bad = []  # it never was a reason to refuse the phones
                for value in bad if "400" in responses else []:
                    check(f"{parameter['name']}={value}", 400)
            if "406" in responses:
                assert site.ask(address, HTTP_ACCEPT="image/png").status == 406, address
            assert site.ask(address, method="DELETE").status == 405
            for media in content:
                if "406" in responses:
                    assert site.ask(address, HTTP_ACCEPT=media).type == media
    lines = [json.dumps({"name": name, "body": body,
                         "schema": {**schema, "components": document["components"]}})
             for name, schema, body in bodies]
    found = faults("json", "\n".join(lines))
    assert not found, found[:5]


@proves
def who_reads_only_the_description_gets_every_entry():
    with Site() as site:
        document = described(site)
        server = document["servers"][0]["url"]

        def is_list(item):
            schema = item["get"]["responses"]["200"]["content"].get(
                "application/json", {}).get("schema", {})
            return {"$ref": "#/components/schemas/Page"} in schema.get("allOf", []) and (
                "Entry" in json.dumps(schema))

        [path] = [path for path, item in document["paths"].items() if is_list(item)]
        names = {each["name"]: each for each in document["paths"][path]["get"]["parameters"]}
        most = names["per_page"]["schema"]["maximum"] // 10
        ids, page = [], names["page"]["schema"]["default"]
        while True:
            answer = site.ask(f"{server}{path}?page={page}&per_page={most}").json
            ids += [each["id"] for each in answer["contents"]]
            if answer["last_page"]:
                break
            page += 1
        assert len(ids) == len(set(ids)) == ENTRIES


@proves
def the_columns_of_the_table_are_described():
    with Site() as site:
        schema = described(site)["paths"]["/entries.csv"]["get"]["responses"]["200"][
            "content"]["text/csv"]["schema"]
        header = site.ask("/entries.csv").text.split("\r\n")[0].split(",")
        assert [column["name"] for column in schema["x-columns"]] == header
        assert all(column.get("description") for column in schema["x-columns"]
                   if column["name"] in ("name", "summary", "phone", "link"))


@proves
def each_example_of_the_page_for_people_works():
    for settings in ([], ["site.url=none"]):
        with Site(*settings) as site:
            paths = set(described(site)["paths"])
            for language in ("", "?lang=es"):
                page = site.ask("/api/" + language)
                assert page.status == 200 and page.type == "text/html"
                shown = {html.unescape(code).removeprefix(BASE)
                         for code in re.findall(r"<code[^>]*>([^<]+)</code>", page.text)}
                assert shown == paths - ({"/sitemap.xml"} if settings else set())
                examples = re.findall(r'<a href="(/[^"]+)" translate="no">([^<]+)</a>',
                                      page.text)
                assert len(examples) == len(shown) - 1, "nothing has no example"
                for href, words in examples:
                    assert href == words, href
                    answer = site.ask(html.unescape(href))
                    assert answer.status == 200 and answer.body, href


@proves
def whatever_is_sent_gets_an_answer_and_does_not_come_back():
    chance = random.Random(int(os.environ.get("SIGNPOST_SEED", "1")))
    odd = [MARK, "%00", "%ff", "a" * 3000, "'\"<>", "-1", "0", "1e9", "99999999999999999999",
           "true", ",", ",,", "json", "csv", "id,", "%0d%0aX: y", "..", "{}", "2026-99-99",
           "2026-01-01T25:00", "\u00e9"]
    with Site() as site:
        document = described(site)
        paths = list(document["paths"].items())
        for _ in range(1500):
            path, item = chance.choice(paths)
            names = [each["name"] for each in item["get"]["parameters"]] + ["q", "x"]
            query = "&".join(f"{chance.choice(names)}={chance.choice(odd)}"
                             for _ in range(chance.randint(1, 4)))
            address = path.replace("{id}", chance.choice(["hhs", MARK, "x"]))
            answer = site.ask(f"{address}?{urllib.parse.quote(query, safe='&=%,')}")
            assert answer.status < 500, (address, query, answer.status)
            if answer.status >= 400:
                assert answer.type == "application/problem+json", (address, query)
            assert MARK not in answer.text, (address, query)
            assert MARK not in str(answer.headers), (address, query)


if __name__ == "__main__":
    sys.exit(tap.run())
