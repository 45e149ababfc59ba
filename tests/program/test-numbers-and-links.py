#!/usr/bin/env python3
"""Which numbers and links a page has, who answers is said of them, and where they
lead. Prints TAP."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import render, render_all
from places import read_source
from shipped import ENTRIES, all_phones, digits, entries, everything_shown, shown_entries
from signpost_site import BASE
from tap import proves

CRISIS = ["tel:+18883737888", "sms:233733", "tel:911"]
RELAY = "tel:711"
VAWA = "tel:+18025274888"


@proves
def what_is_dialed_is_what_is_shown():
    seen = set()
    for target, answer in everything_shown():
        for link in answer.page.numbers():
            number, _, extension = link["href"].partition(";ext=")
            shown = [link.text] if link["translate"] else [
                each.text for each in link.find("strong", "span") if each["translate"]]
            assert [digits(each) for each in shown] == (
                [digits(number), *filter(None, [extension])]), (target, link["href"])
            assert re.fullmatch(r"(tel|sms):\+?\d+", link["href"].partition(";ext=")[0]), (
                target, link["href"])
            assert all(re.fullmatch(r"\+?[\d -]+", each) for each in shown), (target, shown)
            seen.add(link["href"])
    assert len(seen) > 20, seen


@proves
def the_crisis_phones_come_first():
    for target, answer in everything_shown():
        numbers = [link["href"] for link in answer.page.numbers()]
        shown = [href for href in numbers[:4] if href != RELAY][:3]
        assert shown == CRISIS, (target, shown)
        crisis = answer.page.numbers()[0].place
        for link in answer.page.find("a"):
            if not (link["href"].startswith("#") or link["hreflang"]
                    or link["data-signpost-exit"] is not None):
                assert link.place >= crisis, (target, link["href"])
        if target != "/last-resort":
            heading = answer.page.find("h1", "h2", "h3", "h4", "h5", "h6")
            assert not heading or heading[0].place > crisis, target


@proves
def a_dot_parts_who_answers_a_row_from_what_to_think_of_before():
    cautions = 0
    for lang in ("en", "es"):
        for target in ("/", "/?service=report-a-tip", "/?audience=children-families"):
            text = render(f"{target}{'&' if '?' in target else '?'}lang={lang}").text
            for said in re.findall(r'<p class="signpost-small">([^<]+)<span(?! class)', text):
                assert said.endswith(" · "), (target, said)
                cautions += 1
    assert cautions >= 2, cautions


@proves
def no_full_stop_follows_a_number_that_may_end_a_line():
    """It would stand alone on the next, in every browser."""
    for lang in ("en", "es"):
        for target in ("/", "/e/hstu", "/phones", "/fragment"):
            text = render(f"{target}?lang={lang}").text
            assert 'class="signpost-number"' in text, target
            assert not re.search(r'class="signpost-number"[^>]*>[\d-]+</a>[.]', text), target


@proves
def crisis_rows_say_the_same_on_every_page():
    """What is compact takes less space, and leaves no fact out."""
    for lang, facts in (("en", ("24 hours", "English, Spanish, and more", "English and Spanish")),
                        ("es", ("24 horas", "Inglés, español y más", "Inglés y español"))):
        said = {}
        for target in ("/", "/e/whd", "/phones", "/nowhere", "/last-resort"):
            region, = (node for node in render(f"{target}?lang={lang}").page.find("div")
                       if "signpost-crisis" in (node["class"] or "").split())
            said[target] = region.text
            assert all(fact in region.text for fact in facts), (target, region.text)
        assert len(set(said.values())) == 1, said


def phones_of_cards(page):
    return [node for card in page.find("article") for node in card.find("div")
            if "signpost-phone" in (node["class"] or "").split()]


@proves
def a_card_says_hours_before_a_number_once_for_those_that_have_the_same():
    phones = phones_of_cards(render("/").page)
    for phone in phones:
        if "signpost-next" not in phone["class"]:
            before = phone.text.split("Call ")[0]
            assert re.search(r"Open |Hours not known[.]", before), phone.text
    said = {number["href"]: at == 0 and "Open " in phone.text
            for phone in phones for at, number in enumerate(phone.find("a"))}
    assert said["tel:+18003473756"] and not said["tel:+12026936999"], said  # both at all hours
    assert said["tel:+12022054582"], said  # the one above it has no hours


@proves
def numbers_of_which_the_same_is_said_are_one_group():
    groups = [[link["href"] for link in phone.find("a")] for phone in phones_of_cards(render("/").page)]
    assert ["tel:+18003473756", "tel:+12026936999"] in groups, groups
    assert ["tel:+18003216742", "tel:+18778895627"] in groups, groups  # and a textphone


def sentences():
    """What a row says of who answers -> the sentence that is said elsewhere."""
    text = read_source("data", "10-directory.ini").replace("\n  ", " ")
    found = re.findall(r"^\[answered-by:([a-z-]+)\]\nname = (.*)\n.*\nshort = (.*)$", text, re.M)
    return {id_: (name, short) for id_, name, short in found}


@proves
def who_answers_is_said_before_the_number():
    answers, may_say = sentences(), {}
    for phone in all_phones().values():
        may_say.setdefault(digits(phone["number"]), set()).update(
            answers[phone["answered-by"]])
    words = [each for pair in answers.values() for each in pair]
    pattern = re.compile("|".join(map(re.escape, sorted(words, key=len)[::-1])))
    for target, answer in everything_shown():
        text, places = answer.page.flat()
        for link in answer.page.numbers():
            said = pattern.findall(text, 0, places[link])
            assert said, (target, link["href"])
            if link["href"] != RELAY:
                assert said[-1] in may_say[digits(link["href"])], (
                    target, link["href"], said[-1])


@proves
def a_number_that_was_not_confirmed_says_so():
    """uscis-vawa is the only one without a date of verification."""
    for target in ("/e/uscis-vawa-unit", "/fragment/e/uscis-vawa-unit",
                   "/?audience=attorneys"):
        assert "We could not confirm this number." in render(target).page.text, target
    assert "We could not confirm" not in render("/e/osha").page.text


@proves
def a_limited_number_is_in_lists_only_for_its_readers():
    for target, answer in everything_shown():
        numbers = [link["href"] for link in answer.page.numbers()]
        is_own = target.endswith("/e/uscis-vawa-unit")
        is_asked_for = "attorneys" in target or "advocates-providers" in target
        assert (VAWA in numbers) == (is_own or is_asked_for), target


@proves
def a_limited_number_says_for_whom_it_is():
    entry = next(entry for entry in entries() if entry["id"] == "uscis-vawa-unit")
    names = [term["name"] for term in entry["phone"][0]["audience"]]
    assert len(names) == 2, names
    for target in ("/e/uscis-vawa-unit", "/fragment/e/uscis-vawa-unit"):
        block = next(link for link in render(target).page.numbers() if link["href"] == VAWA)
        while "signpost-phone" not in (block.attributes.get("class") or ""):
            block = block.parent
        for name in names:
            assert name in block.text, (target, block.text)


@proves
def lists_of_lines_hold_confirmed_numbers_for_everybody():
    shown = [link["href"] for link in render("/phones").page.numbers()]
    for id_, phone in all_phones().items():
        is_listed = digits(phone["number"]) in map(digits, shown)
        is_general = "verified" in phone and "audience" not in phone
        assert is_listed == is_general, id_


@proves
def the_lines_stand_in_the_directorys_order():
    text = render("/phones").page.text
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
        for link in answer.page.links():
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
            tree = render(target, "-s", f"site.base={base}").page
            for node in tree.root.walk():
                for name in ("href", "action", "src"):
                    if (node[name] or "").startswith("/"):
                        assert node[name].startswith(base + "/"), (target, node[name])


@proves
def links_of_ours_lead_somewhere():
    hrefs = {link["href"] for _, answer in everything_shown()
             for link in answer.page.links() if link["href"].startswith(BASE)}
    hrefs -= {href for href in hrefs if href.startswith(BASE + "/assets/")}
    assert len(hrefs) > 60, len(hrefs)
    for target, answer in render_all(sorted(href[len(BASE):] for href in hrefs)):
        assert answer.status == 200, target


@proves
def the_start_links_find_something():
    starts = next(node for node in render("/").page.find("div")
                  if node["class"] == "signpost-starts").find("a")
    assert [link.text for link in starts][:2] == [
        "Someone forces me to work or to have sex", "My boss controls my papers or my pay"]
    for link in starts:
        answer = render("/api/v1/entries" + link["href"][len(BASE) + 1:])
        assert answer.status == 200 and answer.json["total_items"] > 0, link["href"]


@proves
def each_chosen_filter_can_be_taken_away():
    query = "audience=survivors&audience=workers&topic=immigration"
    hrefs = [link["href"] for link in render(f"/?per_page=5&{query}").page.links()]
    for rest in ("audience=workers&topic=immigration", "audience=survivors&topic=immigration",
                 "audience=survivors&audience=workers"):
        assert f"{BASE}/?per_page=5&{rest}" in hrefs, rest
    assert f"{BASE}/?per_page=5" in hrefs, "clear all"


@proves
def pages_of_the_list_lead_to_each_other():
    tree = render("/?page=2&per_page=10").page
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
        assert rel not in [link["rel"] for link in render(target).page.links()], target


@proves
def a_long_list_offers_the_first_page_three_to_each_side_and_the_last():
    for here, offered in ((1, [1, 2, 3, 4, 19]), (9, [1, 6, 7, 8, 9, 10, 11, 12, 19]),
                          (19, [1, 16, 17, 18, 19])):
        links = render(f"/?page={here}&per_page=2").page.links()
        numbers = [int(link.text) for link in links
                   if link.text.isdigit() and "per_page=2" in link["href"]]
        assert numbers == offered, (here, numbers)


@proves
def a_page_past_the_end_leads_to_page_one():
    answer = render("/?page=9&per_page=10&audience=workers")
    assert answer.status == 404, answer.status
    hrefs = [link["href"] for link in answer.page.links()]
    assert f"{BASE}/?per_page=10&audience=workers" in hrefs, hrefs


@proves
def the_interface_answers_a_page_past_the_end_with_nothing():
    answer = render("/api/v1/entries?page=9")
    assert answer.status == 200, answer.status
    assert answer.json["empty"] is True and answer.json["contents"] == []
    assert answer.json["total_items"] == ENTRIES and answer.json["size"] == 0
    assert answer.json["page_number"] == 9 and answer.json["total_pages"] == 1


@proves
def a_fragment_shows_the_last_page_instead():
    last = shown_entries(render("/fragment?page=4&per_page=10").page)
    assert len(last) == ENTRIES - 30, last
    for number in ("5", "99", "1000000", "99999999999999999999"):
        answer = render(f"/fragment?page={number}&per_page=10")
        assert answer.status == 200, number
        if len(number) < 9:
            assert shown_entries(answer.page) == last, number


@proves
def a_textphone_is_called_a_tty_wherever_it_stands():
    numbers = [phone["number"].removeprefix("+") for phone in all_phones().values()
               if phone.get("type") == "textphone" and phone["number"] != "711"]
    seen = [
        (target, before, number) for target, answer in everything_shown()
        for number in numbers
        for before in re.findall(r"(\S+) " + number, answer.page.text)
    ]
    assert seen and all(before == "TTY" for _, before, _ in seen), seen[:9]


if __name__ == "__main__":
    sys.exit(tap.run())
