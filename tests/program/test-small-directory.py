#!/usr/bin/env python3
"""What the shipped directory does not have: internal entries, numbers of every
kind, text that looks like markup, odd names. Prints TAP."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import render
from directory import INSIDE, Directory
from shipped import digits, used_phones
from small_directory import SMALL
from tap import proves


def block_of(tree, number):
    """The text of the block in which a number stands."""
    block = next(n for n in tree.root.walk() if n.tag in ("a", "span", "strong")
                 and n.text == number)
    while block.tag not in ("div", "article") or block["class"] == "signpost-ways":
        block = block.parent
    return block.text


@proves
def a_phone_shows_nothing_of_the_entry_around_it():
    with Directory(text=SMALL) as small:
        for target in ("/e/top", "/fragment/e/top", "/?audience=workers", "/phones"):
            tree = small.render(target).page
            bare = block_of(tree, "1-202-555-0101")
            # Its hours alone, and as what they are.
            general = "General hours: Monday to Friday, 8:00 am to 4:30 pm, local time (Entry hours)."
            assert general in bare, (target, bare)
            bare = bare.replace("Phone hours not known. " + general, "Hours not known.")
            for words in ("Entry", "Phone", "42", "Press", "24 hours a day", "Get help"):
                assert words not in bare, (target, words, bare)
            assert "Hours not known" in bare and "Answered by police." in bare, bare
        rich = block_of(small.render("/e/top").page, "1-202-555-0102")
        for words in ("24 hours a day", "Phone Latin", "Phone cost", "Phone note", "42",
                      "Press three"):
            assert words in rich, (words, rich)
        assert "Entry" not in rich, rich


@proves
def values_of_editors_are_escaped_wherever_they_stand():
    with Directory(text=SMALL) as small:
        for target in ("/", "/e/top", "/fragment", "/e/below", "/fragment/e/top"):
            tree = small.render(target).page
            scripts = [node.text for node in tree.find("script")]
            assert not tree.faults and not tree.find("b", "i"), target
            assert "alert" not in "".join(scripts).replace("\\u003cscript\\u003ealert", ""), (
                scripts)
        tree = small.render("/e/top").page
        assert "Top <script>alert(1)</script>" in tree.text
        assert "Top summary & \"more\" 'here' <b>." in tree.text
        assert "https://www.example.org/?a=1&b=2" in [link["href"] for link in tree.links()]
        assert "mailto:info@example.org" in [link["href"] for link in tree.links()]


@proves
def a_number_that_cannot_be_called_is_no_link():
    with Directory(text=SMALL) as small:
        for target in ("/e/below", "/?audience=workers", "/phones"):
            tree = small.render(target).page
            for link in tree.numbers():
                number = link["href"].partition(";ext=")[0]
                text = link.text.partition(", extension")[0]
                assert digits(number) == digits(text), (target, link["href"])
                assert "0103" not in link.text, (target, "a fax is not dialed")
        assert "1-202-555-0103" in small.render("/e/below").page.text


@proves
def an_extension_is_shown_and_dialed_with_its_zeros():
    with Directory(text=SMALL) as small:
        tree = small.render("/e/top").page
        rich = [link for link in tree.numbers() if "0102" in link["href"]]
        assert [link["href"] for link in rich] == ["tel:+12025550102;ext=0042"], rich
        assert rich[0].text == "Call 1-202-555-0102, extension 0042", rich[0].text


@proves
def a_number_for_calls_from_abroad_says_who_answers_it():
    with Directory(text=SMALL) as small:
        tree = small.render("/e/asker").page
        text, places = tree.flat()
        for link in tree.numbers():
            if "0105" in link["href"]:
                said = re.findall(r"Answered by [a-z ]+\.", text[: places[link]])
                assert said[-1] == "Answered by police.", said[-1]


@proves
def a_number_for_calls_from_abroad_keeps_its_own_rules():
    """It is limited and not confirmed, so no list of lines may show it."""
    with Directory(text=SMALL) as small:
        for target in ("/phones", "/", "/fragment"):
            assert "0105" not in small.render(target).text, target


@proves
def a_number_out_of_use_is_nowhere():
    with Directory(text=SMALL) as small:
        for target in ("/", "/e/top", "/phones", "/api/v1/entries", "/api/v1/entries/top"):
            for arguments in ((), INSIDE):
                assert "0107" not in small.render(target, *arguments).text, target


@proves
def what_is_no_longer_there_says_so():
    with Directory(text=SMALL) as small:
        assert "This no longer exists." in small.render("/e/below").page.text
        text = small.render("/e/asker").page.text
        assert "Closed for the time being." in text and "replaced by Below" in text, text
        assert "replaced by" not in small.render("/e/below").page.text, "by what is internal"
        assert "no longer" not in small.render("/e/top").page.text


@proves
def a_heading_above_matches_is_marked_and_not_counted():
    """`below` fits and `top`, under which it stands, does not."""
    text = SMALL.replace("audience = workers | because <i>\n", "").replace("status = defunct\n", "")
    with Directory(text=text) as small:
        tree = small.render("/?audience=workers&sort=directory").page
        assert small.render("/api/v1/entries?audience=workers").json["total_items"] == 1
        heading = next(n for n in tree.find("h3") if "Top" in n.text)
        plain = next(n for n in small.render("/").page.find("h3") if "Top" in n.text)
        assert "Top summary" not in tree.text
        assert "1 entry" in tree.text, "one is counted"
        assert heading.text != plain.text or (
            heading.parent.attributes != plain.parent.attributes), "nothing marks it"


@proves
def an_address_is_internal_unless_it_says_public():
    with Directory(text=SMALL) as small:
        for target in ("/e/top", "/api/v1/entries/top", "/", "/fragment/e/top"):
            body = small.render(target).text
            assert "Secret" not in body and "Only for colleagues" not in body, target
        assert "2 Open Street" in small.render("/e/below").text
        assert small.render("/api/v1/entries/below").json["address"] == "2 Open Street"


@proves
def an_address_that_is_internal_is_shown_inside():
    with Directory(text=SMALL) as small:
        assert "1 Secret Street" in small.render("/e/top", *INSIDE).page.text


def internal_words():
    return ("Inside", "inside", "0108", "0109", "Hidden goal", "hidden-goal", "colleagues",
            "Secret")


@proves
def what_is_internal_is_nowhere_in_public():
    with Directory(text=SMALL) as small:
        for scopes in ((), INSIDE[:2], INSIDE[2:]):
            for target in ("/", "/e/top", "/e/below", "/phones", "/fragment", "/e/inside",
                           "/e/under-inside", "/api/v1/entries", "/api/v1/facets",
                           "/api/v1/entries/top", "/api/v1/entries?goal=nobody",
                           "/?goal=hidden-goal", "/last-resort"):
                body = small.render(target, *scopes).text
                for word in internal_words():
                    assert word not in body, (scopes, target, word)
            assert small.render("/e/inside", *scopes).status == 404
            assert small.render("/api/v1/entries?goal=hidden-goal", *scopes).status == 400


@proves
def phones_are_told_as_their_reader_may_know_them():
    with Directory(text=SMALL) as small:
        used = used_phones(small.render("/api/v1/phones"))
        assert not {"colleagues", "only-inside", "gone"} & set(used), used
        assert [entry["id"] for entry in used["rich"]["entries"]] == ["top"], used
        inside = used_phones(small.render("/api/v1/phones", *INSIDE))
        assert set(inside) == set(used) | {"colleagues", "only-inside"}, inside
        assert inside["colleagues"]["entries"][0]["id"] == "top", inside
        assert small.render("/api/v1/phones", *INSIDE).json["phones"] != (
            small.render("/api/v1/phones").json["phones"])


@proves
def what_is_internal_is_there_inside():
    with Directory(text=SMALL) as small:
        answer = small.render("/api/v1/entries", *INSIDE).json
        assert [entry["id"] for entry in answer["contents"]] == [
            "top", "below", "asker", "inside", "under-inside"]
        assert small.render("/e/under-inside", *INSIDE).status == 200
        assert "1-202-555-0108" in small.render("/e/top", *INSIDE).page.text
        assert "replaced by Inside" in small.render("/e/below", *INSIDE).page.text
        goals = small.render("/api/v1/entries?goal=hidden-goal", *INSIDE).json
        assert [entry["id"] for entry in goals["contents"]] == ["inside"]
        assert small.render("/healthz", *INSIDE).json["entries"] == 5


@proves
def the_public_version_is_of_public_content():
    with Directory(text=SMALL) as small, Directory(
            text=SMALL.replace("Inside summary", "Another")) as other:
        versions = [each.render("/api/v1/", *scope).json["version"]
                    for scope in ((), INSIDE) for each in (small, other)]
        assert versions[0] == versions[1], "something internal changed it"
        assert versions[2] != versions[3], versions


@proves
def answers_from_inside_stay_inside():
    with Directory(text=SMALL) as small:
        for target in ("/", "/e/top", "/fragment", "/phones", "/api/v1/entries", "/nowhere",
                       "/api/v1/facets", "/api/v1/nowhere", "/api/v1/entries/inside",
                       "/api/v1/phones"):
            answer = small.render(target, *INSIDE)
            headers = answer.headers
            assert headers["cache-control"] == "no-store", target
            assert headers["x-accel-expires"] == "0", target
            assert headers["cross-origin-resource-policy"] == "same-origin", target
            assert "noindex" in headers["x-robots-tag"], target
            assert not [name for name in headers if name.startswith("access-control")]
            if answer.type == "text/html":
                assert "frame-ancestors 'self'" in headers["content-security-policy"]


@proves
def box_names_are_never_the_same():
    """`a-b` with `c`, and `a` with `b-c`."""
    more = ("[facet:work]\nname = A\n[work:place-law]\nname = A\n"
            "[facet:work-place]\nname = B\n[work-place:law]\nname = B\n"
            "[facet:in]\nname = In\n[in:top]\nname = Top\n"
            "[facet:count]\nname = Count\n[count:one]\nname = One\n")
    with Directory(text=SMALL + more) as small:
        for target in ("/", "/fragment"):
            tree = small.render(target).page
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
        with Directory(text=use + more) as small:
            if small.check().returncode == 65:
                continue  # refused: that is as good
            entry = small.render("/api/v1/entries/top").json
            assert entry["id"] == "top", name
            assert [term["id"] for term in entry[name]] == ["one"], (name, entry[name])
            tree = small.render("/e/top").page
            assert not tree.faults and "Reach it through" not in tree.text, name
            assert small.render(f"/api/v1/entries?{name}=one").json["total_items"] == 1, name


@proves
def crisis_phones_of_one_purpose_stand_together():
    for start in ("/", "/fragment", "/last-resort"):
        text = render(start).page.text
        assert text.count("Talk to someone about trafficking") == 1, start
        assert "Text HELP to 233733" in text, start


if __name__ == "__main__":
    sys.exit(tap.run())
