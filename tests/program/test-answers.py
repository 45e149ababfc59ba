#!/usr/bin/env python3
"""What every address answers, read as a browser and as a reader would. Prints
TAP."""

import concurrent.futures
import functools
import html.parser
import json
import os
import re
import subprocess
import sys
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from stand import Stand, program, source_folder
from tap import proves

BASE = "/referrals"
TITLE = "Resources"
NOT_FOUND = 66  # what render exits with when the status is a fault's
ENTRIES = 37
UNCLEAR = "One of the filters in this address is not known here."
CRISIS = ["tel:+18883737888", "sms:233733", "tel:911"]
RELAY = "tel:711"
VAWA = "tel:+18025274888"
MARK = "zqxmark"  # what a visitor sends and must not see again

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
        "source", "track", "wbr"}
NUMBER = re.compile("(tel|sms):")


class Node:
    def __init__(self, tag, attributes, parent, place):
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.place = place  # in the order of the source
        self.content = []  # texts and nodes

    def __getitem__(self, name):
        return self.attributes.get(name)

    def walk(self):
        yield self
        for each in self.content:
            if isinstance(each, Node):
                yield from each.walk()

    def find(self, *tags):
        return [node for node in self.walk() if node.tag in tags]

    @property
    def text(self):
        inner = (c.text if isinstance(c, Node) else c for c in self.content)
        return " ".join("".join(inner).split())


class Tree(html.parser.HTMLParser):
    """A page as a tree; what does not nest is a fault."""

    def __init__(self, text):
        super().__init__()
        self.source = text
        self.root = self._open = Node("", {}, None, 0)
        self._place = 0
        self.faults = []
        self.feed(text)
        self.close()
        if self._open is not self.root:
            self.faults.append(f"<{self._open.tag}> is never closed")

    def _fault(self, words):
        self.faults.append(f"line {self.getpos()[0]}: {words}")

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        if len(set(names)) != len(names):
            self._fault(f"<{tag}> has an attribute twice")
        self._place += 1
        node = Node(tag, dict(attributes), self._open, self._place)
        self._open.content.append(node)
        if tag not in VOID:
            self._open = node

    def handle_startendtag(self, tag, attributes):
        self._fault(f"<{tag}/> is no HTML")

    def handle_endtag(self, tag):
        if self._open.tag != tag:
            self._fault(f"</{tag}> closes <{self._open.tag}>")
            return
        self._open = self._open.parent

    def handle_data(self, data):
        self._open.content.append(data)

    def handle_comment(self, data):
        self._fault(f"a comment: {data}")

    def find(self, *tags):
        return self.root.find(*tags)

    def links(self):
        return [node for node in self.find("a", "link", "area") if node["href"] is not None]

    def numbers(self):
        return [node for node in self.find("a") if NUMBER.match(node["href"] or "")]

    @property
    def text(self):
        return self.root.text


class Answer:
    def __init__(self, output, code):
        head, _, self.body = output.partition("\r\n\r\n")
        lines = [line.split(": ", 1) for line in head.split("\r\n")]
        self.headers = {name.lower(): value for name, value in lines}
        self.names = [name.lower() for name, _ in lines]
        self.status = int(self.headers["status"].split()[0])
        self.code = code

    @functools.cached_property
    def tree(self):
        return Tree(self.body)

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def is_page(self):
        return self.headers["content-type"].startswith("text/html")


@functools.lru_cache(maxsize=None)
def get(target, *arguments):
    result = subprocess.run(
        [program(), "render", "-i", *arguments, target], capture_output=True,
        timeout=20, check=False)
    assert result.stdout, result.stderr.decode()
    return Answer(result.stdout.decode("utf-8"), result.returncode)


def get_all(targets):
    """[(target, answer)], several at a time."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        return list(zip(targets, pool.map(get, targets)))


@functools.lru_cache(maxsize=None)
def entries():
    return get("/api/v1/entries?per_page=100").json["contents"]


def ids():
    return [entry["id"] for entry in entries()]


def shipped_ids():
    """The ids as the files have them."""
    folder = os.path.join(source_folder(), "data")
    for name in sorted(os.listdir(folder)):
        if name.endswith(".ini"):
            with open(os.path.join(folder, name), encoding="utf-8") as file:
                yield from re.findall(r"^\[entry:([a-z0-9-]+)\]$", file.read(), re.M)


def facets():
    return get("/api/v1/facets").json["facets"]


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


def pages():
    return [*LISTS, *(f"/e/{id_}" for id_ in ids()), "/phones", "/last-resort", "/api/"]


def fragments():
    lists = [target.replace("/", "/fragment", 1) for target in LISTS]
    return [*lists, f"/fragment?{HERE}", f"/fragment?{HERE}&sp-audience=attorneys",
            f"/fragment?{HERE}&sp-page=2&sp-per_page=10",
            *(f"/fragment/e/{id_}" for id_ in ids())]


def everything_shown():
    """(target, answer) of every page and fragment, faults too."""
    return get_all([*pages(), *fragments(), *FAULTS, *FRAGMENT_FAULTS])


# Statuses, types, headers.


@proves
def every_address_answers_with_its_type():
    for target, answer in get_all([*pages(), *fragments()]):
        assert answer.status == 200 and answer.code == 0, (target, answer.status)
        assert answer.headers["content-type"] == "text/html; charset=utf-8", target
    api = ["/api/v1/", "/api/v1/entries", "/api/v1/entries/hhs", "/api/v1/facets",
           "/api/v1/phones", "/healthz"]
    for target, answer in get_all(api):
        assert answer.status == 200 and answer.code == 0, (target, answer.status)
        assert answer.headers["content-type"] == "application/json", target
        assert isinstance(answer.json, dict), target


@proves
def what_is_not_there_is_404():
    for target, answer in get_all([*FAULTS, *FRAGMENT_FAULTS]):
        assert answer.status == 404 and answer.code == NOT_FOUND, (target, answer.status)
        assert answer.is_page, target
    for target, answer in get_all(API_FAULTS):
        assert answer.status == 404 and answer.code == NOT_FOUND, (target, answer.status)
        assert answer.headers["content-type"] == "application/problem+json", target
        assert answer.json["status"] == 404 and answer.json["title"], target


@proves
def a_fault_is_shown_as_a_page_or_as_a_piece_of_one():
    for target, answer in get_all(FAULTS):
        assert answer.body.startswith("<!DOCTYPE html>"), target
    for target, answer in get_all(FRAGMENT_FAULTS):
        assert answer.body.startswith("<section"), target


@proves
def pages_carry_the_safe_headers():
    for target, answer in everything_shown():
        headers = answer.headers
        assert headers["referrer-policy"] == "no-referrer", target
        assert headers["cache-control"] == "no-store", target
        assert headers["x-content-type-options"] == "nosniff", target
        for name in ("set-cookie", "last-modified", "access-control-allow-origin",
                     "location"):
            assert name not in headers, (target, name)
        assert len(set(answer.names)) == len(answer.names), (target, answer.names)


@proves
def the_policy_lets_nothing_in():
    for target, answer in everything_shown():
        policy = dict(part.split(None, 1) for part in
                      answer.headers["content-security-policy"].split("; "))
        assert policy["default-src"] == "'none'", target
        assert policy["frame-ancestors"] == "'none'", target
        assert policy["base-uri"] == "'none'", target
        assert policy["form-action"] == "'self'", target
        assert policy["script-src"] == policy["connect-src"] == "'self'", target
        assert "object-src" not in policy and "unsafe" not in str(policy), target
        for name, value in policy.items():
            assert value in ("'none'", "'self'"), (target, name, value)


@proves
def the_interface_carries_the_safe_headers_too():
    for target, answer in get_all(["/api/v1/", "/api/v1/entries", "/api/v1/facets",
                                   "/api/v1/entries/hhs", "/api/v1/phones", "/healthz",
                                   *API_FAULTS]):
        assert answer.headers["referrer-policy"] == "no-referrer", target
        assert answer.headers["x-content-type-options"] == "nosniff", target
        assert "set-cookie" not in answer.headers, target


@proves
def a_tag_names_the_bytes():
    tags = {}
    for target, answer in get_all([*pages(), *fragments(), "/api/v1/entries"]):
        tag = answer.headers["etag"]
        assert re.fullmatch(r'"[\x21\x23-\x7e]+"', tag), (target, tag)
        tags.setdefault(tag, set()).add(answer.body)
        assert len(tags[tag]) == 1, target
    bodies = {body for same in tags.values() for body in same}
    assert len(bodies) == len(tags), "the same bytes under two tags"
    again = get.__wrapped__("/").headers["etag"]
    assert again == get("/").headers["etag"], "the same page under two tags"


@proves
def nothing_that_failed_may_be_kept():
    for target, answer in get_all([*FAULTS, *FRAGMENT_FAULTS, *API_FAULTS,
                                   "/api/v1/entries?audience=nobody", "/healthz"]):
        assert answer.headers["x-accel-expires"] == "0", target
        assert answer.headers["cache-control"] == "no-store", target
        assert "etag" not in answer.headers, target


def may_be_kept(answer):
    return int(answer.headers["x-accel-expires"]) > 0


@proves
def only_the_canonical_spelling_may_be_kept():
    canonical = ["", "?", "?audience=workers", "?audience=workers&",
                 "?audience=survivors&audience=workers", "?page=2&per_page=10",
                 "?per_page=10&audience=workers&service=labor-standards"]
    others = ["?audience=workers&audience=survivors", "?audience=survivors,workers",
              "?service=labor-standards&audience=workers", "?audience=%77orkers",
              "?audience=workers&audience=workers", "?page=1", "?per_page=50",
              "?per_page=010", "?page=2&per_page=10&page=2", "?audience=",
              "?audience=workers&per_page=10", "?filters=section", "?x", "?x=1",
              "?audience=workers&&", "?&audience=workers", "?audience=nobody",
              "?q=work", "?audience=workers&q=", "?audience=Workers", "?sp-page=2",
              "?page=0", "?page=x"]
    for start in ("/", "/fragment"):
        for target, answer in get_all([start + query for query in canonical]):
            assert answer.status == 200 and may_be_kept(answer), target
        for target, answer in get_all([start + query for query in others]):
            assert not may_be_kept(answer), target


def host_args(href, written):
    """What an include asks for when a visitor follows `href`: what the host
    wrote, then the arguments of its page."""
    return written + href.replace("?", "&", 1)


@proves
def our_own_links_and_form_are_canonical():
    starts = ["/", "/?audience=workers", "/?page=2&per_page=10",
              "/?per_page=5&audience=survivors&audience=workers&topic=immigration"]
    for start in starts:
        tree = get(start).tree
        hrefs = {link["href"] for link in tree.links()
                 if link["href"].startswith(BASE + "/?")}
        assert len(hrefs) > 5, start
        for href in {*hrefs, form_address(tree.find("form")[0])}:
            answer = get(href[len(BASE):])
            assert answer.status == 200 and may_be_kept(answer), (start, href)


@proves
def links_and_form_on_a_hosts_page_are_canonical():
    written = "/fragment?heading=3&filters=here&keep=page_id"
    for more in ("", "&sp-per_page=5&sp-audience=workers"):
        tree = get(written + more).tree
        hrefs = {link["href"] for link in tree.links() if link["href"].startswith("?")}
        assert len(hrefs) > 5, more
        for href in {*hrefs, form_address(tree.find("form")[0])}:
            answer = get(host_args(href, written))
            assert answer.status == 200 and may_be_kept(answer), (more, href)


def form_address(form):
    """Where the form leads when it is sent as it stands."""
    pairs = [(field["name"], field["value"]) for field in form.find("input")
             if field["type"] == "hidden" or "checked" in field.attributes]
    return (form["action"] or "").partition("#")[0] + "?" + urllib.parse.urlencode(
        pairs, quote_via=urllib.parse.quote)


# What stands in the bytes.


@proves
def the_html_nests():
    for target, answer in everything_shown():
        assert not answer.tree.faults, (target, answer.tree.faults)


@proves
def a_page_is_whole_and_a_fragment_is_a_piece():
    for target, answer in get_all([*pages(), *FAULTS]):
        assert answer.body.startswith("<!DOCTYPE html>\n<html"), target
        for tag in ("html", "head", "body", "main", "h1"):
            assert len(answer.tree.find(tag)) == 1, (target, tag)
        assert answer.tree.find("html")[0]["lang"] == "en", target
        metas = [node.attributes for node in answer.tree.find("meta")]
        assert {"charset": "utf-8"} in metas, target
        assert {"name": "referrer", "content": "no-referrer"} in metas, target
    for target, answer in get_all([*fragments(), *FRAGMENT_FAULTS]):
        assert not answer.tree.find("html", "head", "body", "main", "title", "h1", "meta"), (
            target)
        assert [link["rel"] for link in answer.tree.find("link")] == ["stylesheet"], target
        assert "<!" not in answer.body, target
        section = answer.tree.root.content[0]
        assert section.tag == "section" and section["lang"] == "en", target


@proves
def nothing_runs_and_nothing_is_styled_in_place():
    for target, answer in everything_shown():
        assert not answer.tree.find("style", "iframe", "object", "embed", "base",
                                    "img"), target
        for script in answer.tree.find("script"):
            assert script["src"] == f"{BASE}/assets/signpost.js" and not script.text or (
                script["type"] == "application/ld+json"), (target, script.attributes)
        for node in answer.tree.root.walk():
            for name, value in node.attributes.items():
                assert not name.startswith("on") and name != "style", (target, name)
                assert "javascript:" not in (value or ""), (target, name)


@proves
def nginx_finds_nothing_to_include():
    for target, answer in everything_shown():
        assert "<!--" not in answer.body, target


@proves
def no_tag_of_a_template_is_left_over():
    for target, answer in everything_shown():
        body = re.sub(r'(<script type="application/ld\+json">).*(</script>)', r"\1\2",
                      answer.body)
        for word in ("{{", "}}", "(null)", "None", "undefined"):
            assert word not in body, (target, word)


@proves
def a_heading_or_a_paragraph_is_never_empty():
    for target, answer in everything_shown():
        for node in answer.tree.find("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "a",
                                     "strong", "dt", "dd", "legend", "summary", "label",
                                     "span", "button", "ul", "nav"):
            assert node.text or node["role"] == "status", (
                target, node.tag, node.attributes)


@proves
def a_title_says_nothing_of_what_was_looked_at():
    for target, answer in get_all([*pages(), *FAULTS]):
        titles = [node.text for node in answer.tree.find("title")]
        assert titles == [TITLE], (target, titles)
    own = get("/e/hhs", "-s", "site.title=More & other").tree.find("title")
    assert [node.text for node in own] == ["More & other"], own


@proves
def an_id_stands_once():
    for target, answer in everything_shown():
        seen = [node["id"] for node in answer.tree.root.walk() if node["id"] is not None]
        assert len(set(seen)) == len(seen), (target, seen)
        assert all(re.fullmatch(r"signpost-[a-z0-9_-]+", id_) for id_ in seen), target


@proves
def what_is_referred_to_is_there():
    for target, answer in everything_shown():
        there = {node["id"] for node in answer.tree.root.walk()}
        for node in answer.tree.root.walk():
            for name in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
                for id_ in (node[name] or "").split():
                    assert id_ in there, (target, name, id_)
            if (node["href"] or "").startswith("#"):
                assert node["href"][1:] in there, (target, node["href"])


@proves
def every_box_has_its_label():
    for target, answer in everything_shown():
        labels = {node["for"]: node.text for node in answer.tree.find("label")}
        for field in answer.tree.find("input"):
            if field["type"] != "hidden":
                assert labels.get(field["id"]), (target, field.attributes)
                assert "disabled" not in field.attributes, (target, field.attributes)
        for node in answer.tree.find("fieldset"):
            assert node.content and node.find("legend"), target


def levels(tree):
    return [int(node.tag[1]) for node in tree.find("h1", "h2", "h3", "h4", "h5", "h6")]


def assert_steps(found, first, target):
    """Headings begin at `first` and go down one at a time."""
    assert found and found[0] == first, (target, found)
    for above, below in zip(found, found[1:]):
        assert first <= below <= above + 1, (target, found)


@proves
def headings_begin_with_one_and_skip_no_level():
    for target, answer in get_all([*pages(), *FAULTS]):
        assert_steps(levels(answer.tree), 1, target)


@proves
def headings_of_a_fragment_begin_where_they_are_told_to():
    for first in (None, 2, 3, 4, 5):
        for start in ("/fragment", "/fragment/e/hhs", "/fragment/e/ceiu",
                      "/fragment/e/nowhere"):
            target = start + (f"?heading={first}" if first else "")
            found = levels(get(target).tree)
            assert_steps(found, first or 2, target)
            assert max(found) <= 6, target
    for wrong in ("1", "6", "0", "x", "", "33"):
        answer = get(f"/fragment?heading={wrong}")
        assert answer.status == 200, wrong
        assert levels(answer.tree)[0] == {"6": 5, "33": 5}.get(wrong, 2), wrong


# Phones.


def digits(text):
    return re.sub(r"\D", "", text)


@proves
def what_is_dialed_is_what_is_shown():
    seen = set()
    for target, answer in everything_shown():
        for link in answer.tree.numbers():
            number, _, extension = link["href"].partition(";ext=")
            assert digits(number) == digits(link.text), (target, link["href"])
            assert extension in link.parent.text, (target, link["href"])
            assert re.fullmatch(r"(tel|sms):\+?\d+", link["href"].partition(";ext=")[0]), (
                target, link["href"])
            assert re.fullmatch(r"\+?[\d -]+", link.text), (target, link.text)
            seen.add(link["href"])
    assert len(seen) > 20, seen


@proves
def the_crisis_phones_come_first():
    for target, answer in everything_shown():
        numbers = [link["href"] for link in answer.tree.numbers()]
        shown = [href for href in numbers[:4] if href != RELAY][:3]
        assert shown == CRISIS, (target, shown)
        crisis = answer.tree.numbers()[0].place
        for link in answer.tree.find("a"):
            if not link["href"].startswith("#") and link["data-signpost-exit"] is None:
                assert link.place >= crisis, (target, link["href"])
        if target != "/last-resort":
            heading = answer.tree.find("h1", "h2", "h3", "h4", "h5", "h6")
            assert not heading or heading[0].place > crisis, target


def all_phones():
    """The phones of entries, lines and crisis, as the files have them."""
    sections = {}
    path = os.path.join(source_folder(), "data", "20-phones.ini")
    with open(path, encoding="utf-8") as file:
        for part in re.split(r"^\[phone:", file.read(), flags=re.M)[1:]:
            id_, _, rest = part.partition("]\n")
            keys = re.findall(r"^([a-z-]+) = (.*)$", rest, re.M)
            sections[id_] = dict(keys)
    return sections


def sentences():
    """id of who answers -> the sentence."""
    path = os.path.join(source_folder(), "data", "10-directory.ini")
    with open(path, encoding="utf-8") as file:
        return dict(re.findall(r"^\[answered-by:([a-z-]+)\]\nname = (.*)$", file.read(),
                               re.M))


@proves
def who_answers_is_said_before_the_number():
    answers, may_say = sentences(), {}
    for phone in all_phones().values():
        may_say.setdefault(digits(phone["number"]), set()).add(
            answers[phone["answered-by"]])
    pattern = re.compile("|".join(map(re.escape, sorted(answers.values(), key=len)[::-1])))
    for target, answer in everything_shown():
        text, places = flat(answer.tree)
        for link in answer.tree.numbers():
            said = pattern.findall(text, 0, places[link])
            assert said, (target, link["href"])
            if link["href"] != RELAY:
                assert said[-1] in may_say[digits(link["href"])], (
                    target, link["href"], said[-1])


def flat(tree):
    """The text, and where in it each node begins."""
    parts, places, length = [], {}, 0

    def walk(node):
        nonlocal length
        places[node] = length
        for each in node.content:
            if isinstance(each, Node):
                walk(each)
            else:
                parts.append(each)
                length += len(each)

    walk(tree.root)
    return "".join(parts), places


@proves
def a_number_that_was_not_confirmed_says_so():
    """uscis-vawa is the only one without a date of verification."""
    for target in ("/e/uscis-vawa-unit", "/fragment/e/uscis-vawa-unit",
                   "/?audience=attorneys"):
        assert "We could not confirm this number." in get(target).tree.text, target
    assert "We could not confirm" not in get("/e/osha").tree.text


@proves
def a_limited_number_is_in_lists_only_for_its_readers():
    for target, answer in everything_shown():
        numbers = [link["href"] for link in answer.tree.numbers()]
        is_own = target.endswith("/e/uscis-vawa-unit")
        is_asked_for = "attorneys" in target or "advocates-providers" in target
        assert (VAWA in numbers) == (is_own or is_asked_for), target


@proves
def a_limited_number_says_for_whom_it_is():
    entry = next(entry for entry in entries() if entry["id"] == "uscis-vawa-unit")
    names = [term["name"] for term in entry["phone"][0]["audience"]]
    assert len(names) == 2, names
    for target in ("/e/uscis-vawa-unit", "/fragment/e/uscis-vawa-unit"):
        block = next(link for link in get(target).tree.numbers() if link["href"] == VAWA)
        while block.tag not in ("div", "section", "article"):
            block = block.parent
        for name in names:
            assert name in block.text, (target, block.text)


@proves
def lists_of_lines_hold_confirmed_numbers_for_everybody():
    shown = [link["href"] for link in get("/phones").tree.numbers()]
    for id_, phone in all_phones().items():
        is_listed = digits(phone["number"]) in map(digits, shown)
        is_general = "verified" in phone and "audience" not in phone
        assert is_listed == is_general, id_


@proves
def the_lines_stand_in_the_directorys_order():
    text = get("/phones").tree.text
    numbers = ["1-844-762-8483", "1-800-786-2929", "1-800-799-7233", "1-800-669-4000",
               "1-800-843-5678", "1-833-591-5669"]
    places = [text.index(number) for number in numbers]
    assert places == sorted(places), places
    assert text.rindex("233733") < places[0], "the crisis phones come first"


# Links.


@proves
def a_link_to_elsewhere_sends_no_referrer():
    seen = 0
    for target, answer in everything_shown():
        for link in answer.tree.links():
            if re.match(r"https?:|//", link["href"]):
                rel = (link["rel"] or "").split()
                assert "noreferrer" in rel, (target, link["href"])
                assert link["target"] is None, (target, link["href"])
                seen += 1
    assert seen > 40, seen


@proves
def a_link_of_ours_begins_with_the_base():
    for base in (BASE, "/some/other.base"):
        for target in ("/", "/e/ceiu", "/phones", "/nowhere", "/fragment", "/last-resort",
                       "/?page=2&per_page=5&audience=workers", "/fragment/e/hhs"):
            tree = get(target, "-s", f"site.base={base}").tree
            for node in tree.root.walk():
                for name in ("href", "action", "src"):
                    if (node[name] or "").startswith("/"):
                        assert node[name].startswith(base + "/"), (target, node[name])


@proves
def links_of_ours_lead_somewhere():
    hrefs = {link["href"] for _, answer in everything_shown()
             for link in answer.tree.links() if link["href"].startswith(BASE)}
    hrefs -= {href for href in hrefs if href.startswith(BASE + "/assets/")}
    assert len(hrefs) > 60, len(hrefs)
    for target, answer in get_all(sorted(href[len(BASE):] for href in hrefs)):
        assert answer.status == 200, target


@proves
def the_start_links_find_something():
    starts = next(node for node in get("/").tree.find("div")
                  if node["class"] == "signpost-starts").find("a")
    assert [link.text for link in starts][:2] == [
        "Someone forces me to work or to have sex", "My boss controls my papers or my pay"]
    for link in starts:
        answer = get("/api/v1/entries" + link["href"][len(BASE) + 1:])
        assert answer.status == 200 and answer.json["total_items"] > 0, link["href"]


@proves
def each_chosen_filter_can_be_taken_away():
    query = "audience=survivors&audience=workers&topic=immigration"
    hrefs = [link["href"] for link in get(f"/?per_page=5&{query}").tree.links()]
    for rest in ("audience=workers&topic=immigration", "audience=survivors&topic=immigration",
                 "audience=survivors&audience=workers"):
        assert f"{BASE}/?per_page=5&{rest}" in hrefs, rest
    assert f"{BASE}/?per_page=5" in hrefs, "clear all"


@proves
def pages_of_the_list_lead_to_each_other():
    tree = get("/?page=2&per_page=10").tree
    links = {link.text: link for link in tree.links()
             if link["href"].startswith(BASE + "/?") and "per_page=10" in link["href"]}
    assert links["1"]["href"] == f"{BASE}/?per_page=10"
    assert links["4"]["href"] == f"{BASE}/?page=4&per_page=10"
    assert links["2"]["aria-current"] == "page"
    assert sum(1 for link in tree.links() if link["aria-current"]) == 1
    rels = {link["rel"]: link["href"] for link in tree.links() if link["rel"]}
    assert rels["prev"] == f"{BASE}/?per_page=10"
    assert rels["next"] == f"{BASE}/?page=3&per_page=10"
    for target, rel in (("/?per_page=10", "prev"), ("/?page=4&per_page=10", "next")):
        assert rel not in [link["rel"] for link in get(target).tree.links()], target


@proves
def a_page_past_the_end_leads_to_page_one():
    answer = get("/?page=9&per_page=10&audience=workers")
    assert answer.status == 404, answer.status
    hrefs = [link["href"] for link in answer.tree.links()]
    assert f"{BASE}/?per_page=10&audience=workers" in hrefs, hrefs


@proves
def the_interface_answers_a_page_past_the_end_with_nothing():
    answer = get("/api/v1/entries?page=9")
    assert answer.status == 200, answer.status
    assert answer.json["empty"] is True and answer.json["contents"] == []
    assert answer.json["total_items"] == ENTRIES and answer.json["size"] == 0
    assert answer.json["page_number"] == 9 and answer.json["total_pages"] == 1


@proves
def a_fragment_shows_the_last_page_instead():
    last = shown_entries(get("/fragment?page=4&per_page=10").tree)
    assert len(last) == ENTRIES - 30, last
    for number in ("5", "99", "1000000", "99999999999999999999"):
        answer = get(f"/fragment?page={number}&per_page=10")
        assert answer.status == 200, number
        if len(number) < 9:
            assert shown_entries(answer.tree) == last, number


def shown_entries(tree):
    """The ids whose summaries stand in the list."""
    by_summary = {entry["summary"]: entry["id"] for entry in entries()}
    return [by_summary[node.text] for node in tree.find("p") if node.text in by_summary]


# Filters.


@proves
def every_entry_is_in_the_list_once_and_in_its_order():
    assert shown_entries(get("/?per_page=100").tree) == ids()
    assert shown_entries(get("/fragment?per_page=100").tree) == ids()


def filters_of(tree):
    return tree.find("form")[0].find("details")


@proves
def open_filters_come_first_and_goal_comes_last():
    boxes = [(node.find("input")[0]["name"], "open" in node.attributes)
             for node in filters_of(get("/").tree)]
    assert [name for name, is_open in boxes if is_open] == ["audience", "service"]
    assert [name for name, _ in boxes][-1] == "goal", boxes
    assert {name for name, _ in boxes} == {f["id"] for f in facets()}


@proves
def a_filter_that_is_set_stands_open():
    folds = {node.find("input")[0]["name"]: node for node in
             filters_of(get("/?goal=access").tree)}
    assert "open" in folds["goal"].attributes and "open" not in folds["topic"].attributes
    checked = [box["value"] for box in get("/?goal=access").tree.find("input")
               if "checked" in box.attributes]
    assert checked == ["access"], checked


@proves
def every_option_shows_its_count_even_zero():
    target = "?audience=visa-holders&topic=data"
    labels = {(box["name"], box["value"]): box.parent.text
              for box in get(f"/{target}").tree.find("input") if box["type"] == "checkbox"}
    zero = 0
    for facet in get(f"/api/v1/facets{target}").json["facets"]:
        for term in facet["terms"]:
            label = labels.pop((facet["id"], term["id"]))
            assert label.startswith(term["name"]) and f"({term['count']}" in label, label
            zero += term["count"] == 0
    assert not labels and zero > 10, (labels, zero)


@proves
def nothing_found_is_said_with_a_way_back():
    tree = get("/?topic=data&audience=visa-holders").tree
    assert "No entry fits all of these filters." in tree.text
    assert f"{BASE}/" in [link["href"] for link in tree.links()]
    assert not shown_entries(tree)


@proves
def an_unknown_filter_is_left_out_and_told():
    for query in ("audience=nobody", "audience=workers,nobody", "page=x", "per_page=0",
                  "per_page=101", "goal=Access", "audience=%ff", "audience=a%00b",
                  "audience=work%20ers", "department=niosh"):
        for start in ("/", "/fragment"):
            answer = get(f"{start}?{query}")
            assert answer.status == 200, (start, query)
            assert UNCLEAR in answer.tree.text, (start, query)
    workers = shown_entries(get("/?audience=workers").tree)
    assert shown_entries(get("/?audience=workers,nobody").tree) == workers
    assert UNCLEAR not in get("/").tree.text


@proves
def unknown_names_are_ignored():
    for start in ("/", "/fragment", "/api/v1/entries"):
        for query in ("x=1", "Audience=workers", "audience[]=workers", "sp-audience=workers",
                      "audience%20=workers", "%ff=%ff", "=workers", "utm_source=x&fbclid=y"):
            target = f"{start}?{query}"
            assert get(target).body == get(start).body, target


@proves
def the_interface_names_the_values_there_are():
    for facet in facets():
        answer = get(f"/api/v1/entries?{facet['id']}=nobody")
        assert answer.status == 400 and answer.code == NOT_FOUND, facet["id"]
        assert answer.headers["content-type"] == "application/problem+json"
        for term in facet["terms"]:
            assert term["id"] in answer.body, (facet["id"], term["id"])
    for query, values in (("page=0", "1"), ("per_page=101", "100"), ("lang=xx", "en"),
                          ("heading=9", "2 to 5"), ("filters=x", "here"),
                          ("filters=x", "section")):
        answer = get(f"/api/v1/entries?{query}")
        assert answer.status == 400, query
        name = query.split("=", maxsplit=1)[0]
        assert answer.json["parameter"] == name and values in answer.json["detail"], (
            query, answer.json["detail"])


@proves
def facets_refuse_what_the_list_refuses():
    assert get("/api/v1/facets?goal=nobody").status == 400
    assert get("/api/v1/facets?goal=access").status == 200


# What a visitor sends.


def crafted():
    """Queries full of a word and a number that must not be seen again."""
    number = "5550143"
    for word in (MARK, f"{MARK}%20call%20{number}", f"%3Cb%3E{MARK}", f'"{MARK}', f"'{MARK}",
                 f"{MARK}%22%3E%3Cscript%3E", f"{MARK}%0d%0aX-{MARK}:%201", f"%E2%80%AE{MARK}"):
        for name in ("q", "audience", "goal", "department", "lang", "page", "per_page", "sort",
                     "heading", "filters", "style", "links", "exit", "crisis", "x", MARK):
            yield f"{name}={word}"
        yield f"filters=here&prefix={word}&exit=on&crisis=off"
        yield f"audience=workers,{word}&page={number}"
        yield f"filters=here&sp-audience={word}&sp-page={word}&{word}={word}"
        yield word


def without_words(body):
    """A page without the box for words, and without what links say of them."""
    body = re.sub(r'<input type="search"[^>]*>', "", body)
    return re.sub(r'(?<=[?;])(sp-)?q=[^&"]*', "", body)


@proves
def what_a_visitor_sent_appears_nowhere_but_in_the_search_box():
    targets = [f"{start}?{query}" for query in crafted()
               for start in ("/", "/fragment", "/api/v1/entries")]
    targets += [f"{start}{MARK}" for start in ("/", "/e/", "/fragment/e/", "/api/v1/", "/api/",
                                               "/api/v1/entries/", "/fragment/", "/phones/")]
    targets += [f"{start}?q={MARK}&lang={MARK}" for start in (
        "/e/hhs", "/phones", "/last-resort", "/nowhere", "/api/v1/", "/api/v1/facets",
        "/api/v1/entries/hhs", "/healthz", "/fragment/e/hhs")]
    for target, answer in get_all(targets):
        everything = without_words(answer.body) + str(answer.headers)
        assert MARK not in everything.lower(), target
        assert "5550143" not in everything, target


@proves
def what_the_host_keeps_is_seen_by_nobody_and_breaks_nothing():
    value = f'"><b>{MARK}</b>&amp;\'%00'
    answer = get("/fragment?filters=here&keep=note&note=" + urllib.parse.quote(value))
    assert answer.status == 200 and not answer.tree.faults, answer.tree.faults
    assert MARK not in answer.tree.text and not answer.tree.find("b")
    fine = '"><b>' + MARK + "</b>&amp;' é+/?=#"
    tree = get("/fragment?filters=here&keep=note&note=" + urllib.parse.quote(fine)).tree
    assert not tree.faults and MARK not in tree.text, tree.faults
    assert ("note", fine) in hidden(tree), hidden(tree)
    kept = [urllib.parse.parse_qsl(link["href"][1:]) for link in tree.links()
            if link["href"].startswith("?")]
    assert kept and all(("note", fine) in pairs for pairs in kept), kept[:2]


# The section on a host's page.


def hidden(tree):
    return [(node["name"], node["value"]) for node in tree.find("input")
            if node["type"] == "hidden"]


@proves
def here_filtering_stays_on_the_hosts_page():
    tree = get(f"/fragment?{HERE}&sp-per_page=5&sp-audience=workers").tree
    form, = tree.find("form")
    assert form["method"] == "get" and "action" not in form.attributes
    names = {box["name"] for box in form.find("input") if box["type"] == "checkbox"}
    assert names == {"sp-" + facet["id"] for facet in facets()}, names
    checked = [(b["name"], b["value"]) for b in form.find("input") if "checked" in b.attributes]
    assert checked == [("sp-audience", "workers")], checked
    assert hidden(tree) == [("page_id", "7"), ("tx[list]", "a b"), ("sp-per_page", "5")]
    assert shown_entries(tree) == shown_entries(get("/?per_page=5&audience=workers").tree)


@proves
def here_every_link_to_the_list_is_only_a_query():
    for more in ("", "&sp-per_page=5&sp-page=2", "&sp-topic=data&sp-audience=visa-holders"):
        tree = get(f"/fragment?{HERE}{more}").tree
        for link in tree.links():
            href = link["href"]
            assert not href.startswith(BASE + "/?") and href != BASE + "/", href
            if href.startswith("?"):
                pairs = urllib.parse.parse_qsl(href[1:])
                assert pairs[:2] == [("page_id", "7"), ("tx[list]", "a b")], href
                assert all(name.startswith("sp-") for name, _ in pairs[2:]), href
    hrefs = [link["href"] for link in tree.links()]
    assert any("sp-audience=visa-holders" in href for href in hrefs), hrefs


@proves
def here_names_without_the_mark_are_not_ours():
    plain = get(f"/fragment?{HERE}").body
    for query in ("audience=workers", "page=2", "per_page=5", "audience=nobody", "page=x",
                  "page=%ff", "audience=%ff", "q=x"):
        assert get(f"/fragment?{HERE}&{query}").body == plain, query


@proves
def here_what_the_host_keeps_is_not_ours():
    """keep=page_id,lang: the host's own `lang` may say what it likes."""
    target = "/fragment?filters=here&keep=page_id,lang,page&page_id=7&lang=fr_FR&page=x"
    tree = get(target).tree
    assert UNCLEAR not in tree.text
    assert hidden(tree) == [("page_id", "7"), ("lang", "fr_FR"), ("page", "x")], hidden(tree)


@proves
def what_the_host_wrote_cannot_be_overridden():
    written = f"/fragment?heading=4&{HERE}"
    args = "filters=section&heading=2&keep=evil&evil=1&sp-heading=2&sp-filters=section"
    tree = get(f"{written}&{args}").tree
    assert levels(tree)[0] == 4, levels(tree)
    assert "action" not in tree.find("form")[0].attributes
    assert hidden(tree) == [("page_id", "7"), ("tx[list]", "a b")], hidden(tree)
    assert "evil" not in get(f"{written}&{args}").body
    assert get("/?per_page=5&per_page=7").body == get("/?per_page=5").body


@proves
def in_the_section_forms_and_links_lead_to_the_base():
    for target in ("/", "/fragment", "/fragment?filters=section",
                   "/fragment?filters=section&keep=page_id&page_id=7"):
        tree = get(target).tree
        form, = tree.find("form")
        page, _, place = form["action"].partition("#")
        assert page == f"{BASE}/" and form["method"] == "get", target
        count, = [each for each in tree.find("p") if each["id"] == place]
        assert count["role"] == "status", target  # what was found is seen first
        assert not hidden(tree), target
        assert not [link for link in tree.links() if link["href"].startswith("?")], target
        assert not [box for box in form.find("input") if box["name"].startswith("sp-")]


@proves
def a_fragment_never_fails_for_its_query():
    for query in ("%", "%%%", "&&&&", "=", "a" * 4000, "audience=" + "x," * 2000, "%00",
                  "page=-1", "page=1e3", "heading=99999999999999999999", "keep=<b>",
                  "filters=here&keep=" + "k," * 500, "filters=nowhere", "lang=xx",
                  "audience=" + "&audience=".join(t["id"] for t in facets()[0]["terms"])):
        answer = get(f"/fragment?{query}")
        assert answer.status == 200 and answer.tree.numbers(), query[:40]
        assert not answer.tree.faults, (query[:40], answer.tree.faults)


# Entries.


@proves
def the_37_ids_are_served():
    there = list(shipped_ids())
    assert len(there) == len(set(there)) == ENTRIES, len(there)
    assert sorted(ids()) == sorted(there)
    for start in ("/e/", "/fragment/e/", "/api/v1/entries/"):
        for target, answer in get_all([start + id_ for id_ in there]):
            assert answer.status == 200, target
    for entry in entries():
        assert get(f"/api/v1/entries/{entry['id']}").json == entry, entry["id"]


@proves
def pages_and_interface_agree_on_every_entry():
    for entry in entries():
        for start in ("/e/", "/fragment/e/"):
            tree = get(start + entry["id"]).tree
            text = tree.text
            assert entry["name"] in tree.find("h1", "h2")[0].text
            assert " ".join(entry["summary"].split()) in text
            hrefs = [link["href"] for link in tree.links()]
            for link in entry.get("link", []):
                assert link["href"] in hrefs and link["name"] in text, entry["id"]
            for phone in entry.get("phone", []):
                assert phone["number"] in text and phone["href"] in hrefs, entry["id"]
            for kind in ("fact", "correction"):
                for item in entry.get(kind, []):
                    assert item["text"] in text and item["source"] in text, entry["id"]
            for facet in facets():
                if facet["id"] == "department":
                    continue
                for term in entry.get(facet["id"], []):
                    assert term["name"] in text, (entry["id"], term["id"])
                    assert term.get("note", "") in text, (entry["id"], term["id"])


@proves
def a_page_names_every_department_of_its_entry():
    """HSTC stands under one and reports to another."""
    for entry in entries():
        text = get(f"/e/{entry['id']}").tree.text
        for term in entry["department"]:
            assert term["name"] in text, (entry["id"], term["id"])


@proves
def a_correction_is_called_one():
    corrected = [entry for entry in entries() if "correction" in entry]
    assert corrected, "no entry has a correction"
    for entry in corrected:
        text = get(f"/e/{entry['id']}").tree.text
        for item in entry["correction"]:
            assert re.search(r"Correction:?\s*" + re.escape(item["text"]), text), entry["id"]


@proves
def who_has_no_contact_is_reached_through_another():
    def has_contact(entry):
        """A line for one audience alone is no contact for everybody."""
        return entry.get("link") or entry.get("email") or any(
            not phone.get("audience") for phone in entry.get("phone", []))

    by_id = {entry["id"]: entry for entry in entries()}
    without = [entry for entry in entries() if not has_contact(entry)]
    assert without, "every entry has a contact"
    for entry in without:
        through = entry
        while through and not has_contact(through):
            above = through.get("parent") or through.get("listed_under")
            through = above and by_id[above["id"]]
        for start in ("/e/", "/fragment/e/"):
            tree = get(start + entry["id"]).tree
            if through is None:
                assert "We know no phone or page of its own." in tree.text, entry["id"]
                continue
            assert f"Reach it through {through['name']}" in tree.text, entry["id"]
            assert f"{BASE}/e/{through['id']}" in [link["href"] for link in tree.links()]
    for entry in entries():
        if entry not in without:
            assert "Reach it through" not in get(f"/e/{entry['id']}").tree.text


@proves
def departments_are_the_roots_of_both_ways():
    niosh = next(entry for entry in entries() if entry["id"] == "niosh")
    assert {term["id"] for term in niosh["department"]} == {"dol", "hhs"}, niosh
    hhs = next(entry for entry in entries() if entry["id"] == "hhs")
    assert [term["id"] for term in hhs["department"]] == ["hhs"]
    for department in ("dol", "hhs"):
        assert "niosh" in shown_entries(get(f"/?department={department}").tree), department
    names = {facet["id"]: facet for facet in facets()}["department"]
    assert [term["id"] for term in names["terms"]] == ["hhs", "dhs", "doj", "dol", "dos"]


@proves
def an_unchecked_list_says_so_once_above():
    text = get("/").tree.text
    sentence = "not yet checked by this site"
    assert text.count(sentence) == 1, text.count(sentence)
    assert text.index(sentence) < text.index(entries()[0]["summary"])
    assert "Not yet checked by this site." in get("/e/hhs").tree.text


@proves
def names_are_not_translated_by_the_browser():
    for target in ("/", "/e/ceiu", "/phones"):
        for link in get(target).tree.links():
            if link.tag == "a" and link["href"].startswith(BASE + "/e/") and not link["hreflang"]:
                assert link.find("span")[0]["translate"] == "no", (target, link["href"])
            elif NUMBER.match(link["href"]):
                assert link["translate"] == "no", (target, link["href"])


# The interface.


@proves
def the_interface_begins_with_what_there_is():
    answer = get("/api/v1/").json
    assert answer["entries"] == f"{BASE}/api/v1/entries"
    assert answer["facets"] == f"{BASE}/api/v1/facets"
    assert answer["phones"] == f"{BASE}/api/v1/phones"
    assert re.fullmatch(r"[0-9a-f]{16,}", answer["revision"]), answer
    assert answer["title"] == "Federal agencies against human trafficking"


@proves
def the_version_of_the_data_is_the_same_everywhere():
    version = get("/api/v1/").json["version"]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d [a-z0-9]{4}", version), version
    for target, answer in everything_shown():
        if target != "/last-resort":
            assert version in answer.tree.text, target


@proves
def the_revision_follows_the_settings_and_the_version_the_data():
    own = {"/api/v1/": ["-s", "site.title=Other"]}
    plain = get("/api/v1/").json
    other = get("/api/v1/", *own["/api/v1/"]).json
    assert plain["revision"] != other["revision"], "a title changes every page"
    assert plain["version"] == other["version"], "a title is no data"
    assert get("/healthz").json["revision"] == plain["revision"]


@proves
def a_list_comes_in_its_envelope():
    answer = get("/api/v1/entries?page=2&per_page=10").json
    contents = answer.pop("contents")
    assert answer == {"total_items": ENTRIES, "total_pages": 4, "page_number": 2, "size": 10,
                      "first_page": False, "last_page": False, "empty": False}, answer
    assert [entry["id"] for entry in contents] == ids()[10:20]


@proves
def names_are_those_of_the_files():
    for entry in entries():
        def walk(value, entry=entry):
            if isinstance(value, dict):
                for name, inner in value.items():
                    assert re.fullmatch("[a-z0-9_]+", name), (entry["id"], name)
                    assert inner is not None and inner != [], (entry["id"], name)
                    walk(inner)
            elif isinstance(value, list):
                for inner in value:
                    walk(inner)

        walk(entry)
        for facet in facets():
            for term in entry.get(facet["id"], []):
                assert {"id", "name"} <= set(term) <= {"id", "name", "note"}, term
        for name in ("internal_note", "visibility", "address_visibility"):
            assert name not in entry, (entry["id"], name)


@proves
def every_facet_has_a_name_and_its_terms():
    for facet in facets():
        assert facet.get("name"), facet["id"]
        for term in facet["terms"]:
            assert {"id", "name", "count"} <= set(term), term


def used_phones(answer):
    """id of a phone -> where it is used."""
    phones = answer.json["phones"]
    assert [phone["id"] for phone in phones] == sorted(phone["id"] for phone in phones)
    return {phone.pop("id"): phone.pop("used") for phone in phones}


@proves
def every_phone_tells_where_it_is_used():
    answer = get("/api/v1/phones")
    used = used_phones(answer)
    assert set(used) == set(all_phones())
    for entry in entries():
        for phone in entry.get("phone", []):
            assert {key: entry[key] for key in ("id", "name", "page")} in (
                used[phone["id"]]["entries"]), (entry["id"], phone["id"])
            used[phone["id"]]["entries"].remove(
                {key: entry[key] for key in ("id", "name", "page")})
    assert not any(places.get("entries") for places in used.values()), used
    assert used["nhth"]["crisis"] is True and "crisis" not in used["hsi-tip"]
    assert used["ncmec"]["lines"] is True and "lines" not in used["nhth"]
    assert used["hsi-tip-abroad"]["abroad"] == ["hsi-tip"]
    assert used["relay711"]["relay"] == ["nhth", "whd-line"]


@proves
def a_phone_is_the_same_with_its_entry_and_by_itself():
    alone = {phone["id"]: phone for phone in get("/api/v1/phones").json["phones"]}
    for entry in entries():
        for phone in entry.get("phone", []):
            rest = dict(alone[phone["id"]])
            rest.pop("used")
            assert rest == phone, phone["id"]


@proves
def health_is_told_to_operators():
    answer = get("/healthz").json
    assert answer["status"] == "up" and answer["entries"] == ENTRIES, answer


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

INSIDE = ("-s", "server.scopes=public, internal", "--scope", "internal")


class Small:
    """The small directory, as the program answers from it."""

    def __init__(self, text=SMALL):
        self._stand = Stand()
        self._stand.write("input.ini", text)
        self._path = f"directory.path={self._stand.folder}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._stand.__exit__()

    def get(self, target, *arguments):
        return get(target, "-s", self._path, *arguments)


def block_of(tree, number):
    """The text of the block in which a number stands."""
    block = next(n for n in tree.root.walk() if n.tag in ("a", "span") and n.text == number)
    while block.tag not in ("div", "article"):
        block = block.parent
    return block.text


@proves
def a_phone_shows_nothing_of_the_entry_around_it():
    with Small() as small:
        for target in ("/e/top", "/fragment/e/top", "/?audience=workers", "/phones"):
            tree = small.get(target).tree
            bare = block_of(tree, "1-202-555-0101")
            for words in ("Entry", "Phone", "42", "Press", "24 hours a day", "Get help"):
                assert words not in bare, (target, words, bare)
            assert "Hours not known" in bare and "Answered by police." in bare, bare
        rich = block_of(small.get("/e/top").tree, "1-202-555-0102")
        for words in ("24 hours a day", "Phone Latin", "Phone cost", "Phone note", "42",
                      "Press three"):
            assert words in rich, (words, rich)
        assert "Entry" not in rich, rich


@proves
def values_of_editors_are_escaped_wherever_they_stand():
    with Small() as small:
        for target in ("/", "/e/top", "/fragment", "/e/below", "/fragment/e/top"):
            tree = small.get(target).tree
            scripts = [node.text for node in tree.find("script")]
            assert not tree.faults and not tree.find("b", "i"), target
            assert "alert" not in "".join(scripts).replace("\\u003cscript\\u003ealert", ""), (
                scripts)
        tree = small.get("/e/top").tree
        assert "Top <script>alert(1)</script>" in tree.text
        assert "Top summary & \"more\" 'here' <b>." in tree.text
        assert "https://www.example.org/?a=1&b=2" in [link["href"] for link in tree.links()]
        assert "mailto:info@example.org" in [link["href"] for link in tree.links()]


@proves
def a_number_that_cannot_be_called_is_no_link():
    with Small() as small:
        for target in ("/e/below", "/?audience=workers", "/phones"):
            tree = small.get(target).tree
            for link in tree.numbers():
                number = link["href"].partition(";ext=")[0]
                assert digits(number) == digits(link.text), (target, link["href"])
                assert "0103" not in link.text, (target, "a fax is not dialed")
        assert "1-202-555-0103" in small.get("/e/below").tree.text


@proves
def a_textphone_is_called_a_tty_wherever_it_stands():
    numbers = [phone["number"].removeprefix("+") for phone in all_phones().values()
               if phone.get("type") == "textphone" and phone["number"] != "711"]
    seen = [
        (target, before, number) for target, answer in everything_shown()
        for number in numbers
        for before in re.findall(r"(\S+) " + number, answer.tree.text)
    ]
    assert seen and all(before == "TTY" for _, before, _ in seen), seen[:9]


@proves
def an_extension_is_shown_and_dialed_with_its_zeros():
    with Small() as small:
        tree = small.get("/e/top").tree
        rich = [link for link in tree.numbers() if "0102" in link["href"]]
        assert [link["href"] for link in rich] == ["tel:+12025550102;ext=0042"], rich
        assert "1-202-555-0102, extension 0042" in block_of(tree, rich[0].text)


@proves
def a_number_for_calls_from_abroad_says_who_answers_it():
    with Small() as small:
        tree = small.get("/e/asker").tree
        text, places = flat(tree)
        for link in tree.numbers():
            if "0105" in link["href"]:
                said = re.findall(r"Answered by [a-z ]+\.", text[: places[link]])
                assert said[-1] == "Answered by police.", said[-1]


@proves
def a_number_for_calls_from_abroad_keeps_its_own_rules():
    """It is limited and not confirmed, so no list of lines may show it."""
    with Small() as small:
        for target in ("/phones", "/", "/fragment"):
            assert "0105" not in small.get(target).body, target


@proves
def a_number_out_of_use_is_nowhere():
    with Small() as small:
        for target in ("/", "/e/top", "/phones", "/api/v1/entries", "/api/v1/entries/top"):
            for arguments in ((), INSIDE):
                assert "0107" not in small.get(target, *arguments).body, target


@proves
def what_is_no_longer_there_says_so():
    with Small() as small:
        assert "This no longer exists." in small.get("/e/below").tree.text
        text = small.get("/e/asker").tree.text
        assert "Closed for the time being." in text and "replaced by Below" in text, text
        assert "replaced by" not in small.get("/e/below").tree.text, "by what is internal"
        assert "no longer" not in small.get("/e/top").tree.text


@proves
def a_heading_above_matches_is_marked_and_not_counted():
    """`below` fits and `top`, under which it stands, does not."""
    text = SMALL.replace("audience = workers | because <i>\n", "")
    with Small(text) as small:
        tree = small.get("/?audience=workers").tree
        assert small.get("/api/v1/entries?audience=workers").json["total_items"] == 1
        heading = next(n for n in tree.find("h3") if "Top" in n.text)
        plain = next(n for n in small.get("/").tree.find("h3") if "Top" in n.text)
        assert "Top summary" not in tree.text
        assert "Found: 1" in tree.text or "found: 1" in tree.text, "one is counted"
        assert heading.text != plain.text or (
            heading.parent.attributes != plain.parent.attributes), "nothing marks it"


@proves
def an_address_is_internal_unless_it_says_public():
    with Small() as small:
        for target in ("/e/top", "/api/v1/entries/top", "/", "/fragment/e/top"):
            body = small.get(target).body
            assert "Secret" not in body and "Only for colleagues" not in body, target
        assert "2 Open Street" in small.get("/e/below").body
        assert small.get("/api/v1/entries/below").json["address"] == "2 Open Street"


@proves
def an_address_that_is_internal_is_shown_inside():
    with Small() as small:
        assert "1 Secret Street" in small.get("/e/top", *INSIDE).tree.text


def internal_words():
    return ("Inside", "inside", "0108", "0109", "Hidden goal", "hidden-goal", "colleagues",
            "Secret")


@proves
def what_is_internal_is_nowhere_in_public():
    with Small() as small:
        for scopes in ((), INSIDE[:2], INSIDE[2:]):
            for target in ("/", "/e/top", "/e/below", "/phones", "/fragment", "/e/inside",
                           "/e/under-inside", "/api/v1/entries", "/api/v1/facets",
                           "/api/v1/entries/top", "/api/v1/entries?goal=nobody",
                           "/?goal=hidden-goal", "/last-resort"):
                body = small.get(target, *scopes).body
                for word in internal_words():
                    assert word not in body, (scopes, target, word)
            assert small.get("/e/inside", *scopes).status == 404
            assert small.get("/api/v1/entries?goal=hidden-goal", *scopes).status == 400


@proves
def phones_are_told_as_their_reader_may_know_them():
    with Small() as small:
        used = used_phones(small.get("/api/v1/phones"))
        assert not {"colleagues", "only-inside", "gone"} & set(used), used
        assert [entry["id"] for entry in used["rich"]["entries"]] == ["top"], used
        inside = used_phones(small.get("/api/v1/phones", *INSIDE))
        assert set(inside) == set(used) | {"colleagues", "only-inside"}, inside
        assert inside["colleagues"]["entries"][0]["id"] == "top", inside
        assert small.get("/api/v1/phones", *INSIDE).json["phones"] != (
            small.get("/api/v1/phones").json["phones"])


@proves
def what_is_internal_is_there_inside():
    with Small() as small:
        answer = small.get("/api/v1/entries", *INSIDE).json
        assert [entry["id"] for entry in answer["contents"]] == [
            "top", "below", "asker", "inside", "under-inside"]
        assert small.get("/e/under-inside", *INSIDE).status == 200
        assert "1-202-555-0108" in small.get("/e/top", *INSIDE).tree.text
        assert "replaced by Inside" in small.get("/e/below", *INSIDE).tree.text
        goals = small.get("/api/v1/entries?goal=hidden-goal", *INSIDE).json
        assert [entry["id"] for entry in goals["contents"]] == ["inside"]
        assert small.get("/healthz", *INSIDE).json["entries"] == 5


@proves
def the_public_version_is_of_public_content():
    with Small() as small, Small(SMALL.replace("Inside summary", "Another")) as other:
        versions = [each.get("/api/v1/", *scope).json["version"]
                    for scope in ((), INSIDE) for each in (small, other)]
        assert versions[0] == versions[1], "something internal changed it"
        assert versions[2] != versions[3], versions


@proves
def answers_from_inside_stay_inside():
    with Small() as small:
        for target in ("/", "/e/top", "/fragment", "/phones", "/api/v1/entries", "/nowhere",
                       "/api/v1/facets", "/api/v1/nowhere", "/api/v1/entries/inside",
                       "/api/v1/phones"):
            answer = small.get(target, *INSIDE)
            headers = answer.headers
            assert headers["cache-control"] == "no-store", target
            assert headers["x-accel-expires"] == "0", target
            assert headers["cross-origin-resource-policy"] == "same-origin", target
            assert "noindex" in headers["x-robots-tag"], target
            assert not [name for name in headers if name.startswith("access-control")]
            if answer.is_page:
                assert "frame-ancestors 'self'" in headers["content-security-policy"]


@proves
def box_names_are_never_the_same():
    """`a-b` with `c`, and `a` with `b-c`."""
    more = ("[facet:work]\nname = A\n[work:place-law]\nname = A\n"
            "[facet:work-place]\nname = B\n[work-place:law]\nname = B\n"
            "[facet:in]\nname = In\n[in:top]\nname = Top\n"
            "[facet:count]\nname = Count\n[count:one]\nname = One\n")
    with Small(SMALL + more) as small:
        for target in ("/", "/fragment"):
            tree = small.get(target).tree
            found = [n["id"] for n in tree.root.walk() if n["id"] is not None]
            twice = {id_ for id_ in found if found.count(id_) > 1}
            assert not twice, (target, twice)


@proves
def every_facet_shows_its_terms_whatever_it_is_called():
    """Names that the model uses too."""
    names = ("id", "page", "through", "path", "below", "facets", "details", "text", "notes")
    for name in names:
        more = f"[facet:{name}]\nname = Odd\n[{name}:one]\nname = First\n"
        use = SMALL.replace("goal = access\n", f"goal = access\n{name} = one\n", 1)
        with Small(use + more) as small:
            check = subprocess.run([program(), "check", "-s", small._path],
                                   capture_output=True, timeout=20, check=False)
            if check.returncode == 65:
                continue  # refused: that is as good
            entry = small.get("/api/v1/entries/top").json
            assert entry["id"] == "top", name
            assert [term["id"] for term in entry[name]] == ["one"], (name, entry[name])
            tree = small.get("/e/top").tree
            assert not tree.faults and "Reach it through" not in tree.text, name
            assert small.get(f"/api/v1/entries?{name}=one").json["total_items"] == 1, name


@proves
def crisis_phones_of_one_purpose_stand_together():
    for start in ("/", "/fragment", "/last-resort"):
        text = get(start).tree.text
        assert text.count("Talk to someone about trafficking:") == 1, start
        assert re.search(r"1-888-373-7888,? or text 233733", text), start


if __name__ == "__main__":
    tap.run()
