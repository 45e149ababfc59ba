"""HTML as a tree, and what tests ask of a page."""

import html.parser
import re
import urllib.parse

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta",
        "source", "track", "wbr"}
NUMBER = re.compile("(tel|sms):")


class Node:
    """An element. `node[name]` is its attribute, or None."""

    def __init__(self, tag, attributes, parent, place):
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.place = place  # in the order of the source
        self.content = []  # texts and nodes
        self.begins_at = None  # the fragment that a link to a list has

    def part_off_count(self):
        """Of a link to a list: where in it a reader begins is no part of its
        address."""
        href, mark, place = (self["href"] or "").rpartition("#")
        if href and place.endswith("signpost-count"):
            self.attributes["href"], self.begins_at = href, mark + place

    def __getitem__(self, name):
        return self.attributes.get(name)

    def inherited(self, name):
        """The attribute of this element or of the nearest around it."""
        node = self
        while node and name not in node.attributes:
            node = node.parent
        return node and node[name]

    def walk(self):
        yield self
        for each in self.content:
            if isinstance(each, Node):
                yield from each.walk()

    def find(self, *tags):
        return [node for node in self.walk() if node.tag in tags]

    def controls(self):
        """Those of a form."""
        return self.find("input", "select", "button")

    @property
    def text(self):
        inner = (each.text if isinstance(each, Node) else each for each in self.content)
        return " ".join("".join(inner).split())


class Page(html.parser.HTMLParser):
    """A page, or a piece of one; what does not nest is a fault."""

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
        if tag == "a":
            node.part_off_count()
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

    handle_pi = unknown_decl = handle_comment

    def handle_decl(self, decl):
        if self._place > 0:
            self._fault(f"amid the page: {decl}")

    def find(self, *tags):
        return self.root.find(*tags)

    @property
    def text(self):
        return self.root.text

    def texts(self):
        """(text, the node around it) of everything that is read."""
        return [(each.strip(), node) for node in self.root.walk() if node.tag != "script"
                for each in node.content if isinstance(each, str) and each.strip()]

    def levels(self):
        """Of its headings, in order."""
        return [int(node.tag[1]) for node in self.find("h1", "h2", "h3", "h4", "h5", "h6")]

    def flat(self):
        """The text, and where in it each node begins."""
        parts, places = [], {}

        def walk(node, length):
            places[node] = length
            for each in node.content:
                if isinstance(each, Node):
                    length = walk(each, length)
                else:
                    parts.append(each)
                    length += len(each)
            return length

        walk(self.root, 0)
        return "".join(parts), places

    def links(self):
        return [node for node in self.find("a", "link", "area") if node["href"] is not None]

    def numbers(self):
        """The links that call."""
        return [node for node in self.find("a") if NUMBER.match(node["href"] or "")]

    def hrefs(self):
        """Where one can go from here."""
        return [node["href"] for node in self.find("a") if node["href"] is not None]

    def entries(self):
        """The ids of the entries that are linked, in order, once each."""
        ids = [re.search(r"/e/([a-z0-9-]+)", href) for href in self.hrefs()]
        return list(dict.fromkeys(found[1] for found in ids if found))

    def checked(self):
        """(name, value) of what is chosen."""
        return [(box["name"], box["value"]) for box in self.find("input")
                if "checked" in box.attributes]

    def hidden(self):
        """(name, value) of what forms carry along."""
        return [(field["name"], field["value"]) for field in self.find("input")
                if field["type"] == "hidden"]


def arguments(href):
    """The query of a link as (name, value) pairs."""
    return urllib.parse.parse_qsl(urllib.parse.urlsplit(href).query)
