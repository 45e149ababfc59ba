#!/usr/bin/env python3
"""The words of the shipped directory: facts with their sources, nothing forbidden,
plain English, and whole translations. Prints TAP."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import reader
import tap
from fact_sheet import (BRITISH, CORRECTIONS, FACTS, FORBIDDEN_DIGITS, FORBIDDEN_WORDS, GOALS,
                        WORDING, WORDING_ES)
from shipped_files import (DATA, DIRECTORY, ENTRY, FACETS, LOCALE, PHONE, differs, english,
                           proves, section, sections, spanish, texts)


@proves("every link is https and has a label that names a page")
def the_labels():
    return [f"{one}: {url} | {label}" for one, entry in ENTRY.items()
        for url, label in entry.notes("link")
        if not url.startswith("https://") or len(label or "") < 12
        or re.search(r"\b(here|click|https?:)", label, re.I)]


@proves("nothing that nobody has seen is shipped")
def nothing_forbidden():
    bad = []
    words = [word.strip() for word in FORBIDDEN_WORDS if word.strip()]
    for path in sorted(DATA.iterdir()):
        text = path.read_text("utf-8")
        digits = re.sub(r"[-. ()+]", "", text)
        bad += [f"{path.name}: {n}" for n in FORBIDDEN_DIGITS if n in digits]
        bad += [f"{path.name}: {w}" for w in words if w.lower() in text.lower()]
    entry = section("entry", "innocence-lost")
    return bad + ["innocence-lost has a fact" for _ in entry.all("fact")]


@proves("a telephone number stands nowhere but in a phone")
def numbers_stand_in_phones():
    number = re.compile(r"(?<!\d)\d{3}[-. ]\d{4}(?!\d)"
        r"|\b\d{3}-[A-Z]{3}|\b(?:233733|66008)\b")
    return [f"{where}: {text}" for where, key, text in texts()
        if key != "number" and number.search(text)]


@proves("the ten corrections stand with their entries")
def the_corrections():
    bad = differs("numbers", sorted({row[0] for row in CORRECTIONS}),
        list(range(1, 11)))
    bad += differs("entries", sorted({row[1] for row in CORRECTIONS}),
        sorted(e.id for e in ENTRY.values() if e.all("correction")))
    for number, one, *parts in CORRECTIONS:
        bad += unless_said(f"{number}, {one}", one, "correction", parts)
    return bad


@proves("the years, counts, laws, visas and tools stand as facts")
def the_facts():
    return [complaint for one, *parts in FACTS
        for complaint in unless_said(one, one, "fact", parts)]


def unless_said(what, one, key, parts):
    """A complaint unless one value of `key` has all `parts`."""
    entry = section("entry", one)
    said = any(all(part in text for part in parts)
        for text, _ in entry.notes(key))
    return [] if said else [f"{what}: no {key} says {parts}"]


@proves("every fact and every correction has a source and a year, or undated")
def the_sources():
    return [f"{one}: {text}" for one, entry in ENTRY.items()
        for key in ("fact", "correction") for text, source in entry.notes(key)
        if not source or any(not re.search(r", (\d{4}|undated)$", part)
            for part in source.split("; "))]


@proves("the plan is named, and said to be over and our reading")
def the_plan():
    note = DIRECTORY.one("note") or ""
    goal = section("facet", "goal")
    bad = [f"the directory's note has no `{part}`" for part in (
        "Federal Strategic Action Plan on Services for Victims of Human "
        "Trafficking in the United States, 2013-2017", "ended in 2017",
        "our reading") if part not in note]
    bad += [f"the note of goals has no `{part}`" for part in (
        "2013-2017, ended", "editors", "reason")
        if part not in (goal.one("note") or "")]
    return bad + differs("goals", sorted(sections("goal")), sorted(GOALS))


@proves("four to six start links lead to filters that find something")
def the_start_links():
    links = sections("start")
    bad = [] if 4 <= len(links) <= 6 else [f"there are {len(links)}"]
    for one, link in links.items():
        bad += filter_complaints(one, link.one("filter") or "")
    return bad


def filter_complaints(one, query):
    found = set(ENTRY)
    for pair in query.split("&"):
        facet, _, terms = pair.partition("=")
        if facet not in sections("facet"):
            return [f"{one}: `{facet}` is no facet"]
        for term in terms.split(","):
            if term not in sections(facet):
                return [f"{one}: `{term}` is no {facet}"]
        found &= {e.id for e in ENTRY.values()
            if set(terms.split(",")) & set(e.ids(facet))}
    return [] if found else [f"{one}: finds nothing"]


@proves("every summary has at most two sentences and 300 characters")
def the_summaries():
    bad = [f"{one} has no summary" for one, entry in ENTRY.items()
        if not entry.one("summary")]
    for where, key, text in texts():
        if key not in ("summary", "summary.es"):
            continue
        sentences = re.findall(r"[.!?](?:\s|$)", text)
        if not 1 <= len(sentences) <= 2 or len(text) > 300:
            bad.append(f"{where}: {len(sentences)} sentences, {len(text)}")
        if not re.search(r"[.!?]$", text):
            bad.append(f"{where}: has no period at its end")
    return bad


@proves("the directory's own note has at most two sentences")
def the_note():
    ends = re.findall(r"[.!?](?:\s|$)", DIRECTORY.one("note") or "")
    return differs("sentences", 1 <= len(ends) <= 2, True)


@proves("the spelling is American")
def the_spelling():
    british = re.compile(rf"\b\w*(?:{'|'.join(BRITISH)})\w*", re.I)
    return [f"{where}: {match.group()}" for where, _, text in english()
        for match in british.finditer(text)]


@proves("the wording is careful")
def the_wording():
    bad = []
    for where, _, text in english():
        text = re.sub(r"Rescue (&|and) Restore", "", text).lower()
        bad += [f"{where}: {word}: {better}" for word, better in WORDING.items()
            if word in text]
    return bad


@proves("every word of the interface is there in Spanish")
def the_words_in_spanish():
    plain, spanish = words_of("en"), words_of("es")
    bad = [f"{name} is not in es.ini" for name in plain if name not in spanish]
    bad += [f"{name} is not in en.ini" for name in spanish if name not in plain]
    if not bad and list(plain) != list(spanish):
        bad.append("they stand in another order")
    return bad + [f"{name} is `{word}` in both" for name, word in plain.items()
        if spanish.get(name) == word and not re.fullmatch(r"(\$[A-Za-z]\W*)+", word)]


def words_of(language):
    """The words of the interface in a language, by name."""
    path = LOCALE / f"{language}.ini"
    form = reader.read_form(path.read_bytes(), path.name)
    assert not form.faults, form.faults
    return {pair.name: pair.value
        for section in form.sections if section.kind == "text"
        for pair in section.pairs}


@proves("every text of the shipped directory has its Spanish")
def the_texts_in_spanish():
    bad = []
    for what, key, plain, spanish in translations():
        if key in FACETS or key in ("hours", "link"):
            # The reason or the label is the text; the value is repeated.
            plain = [(value.text, value.note) for value in plain if value.note]
            have = [value.text for value in spanish if value.note]
            bad += differs(what, have, [text for text, _ in plain])
            bad += same_texts(what, [note for _, note in plain],
                [value.note for value in spanish])
        else:
            bad += differs(f"{what}, count", len(spanish), len(plain))
            bad += same_texts(what, [value.text for value in plain],
                [value.text for value in spanish])
            bad += [f"{what}: only the English names the source"
                for value in spanish if value.note]
    return bad


def same_texts(what, plain, spanish):
    """A word to send in a message is the same in every language."""
    return [f"{what}: `{text}` is not translated"
        for text, other in zip(plain, spanish) if text == other and not text.isupper()]


def translations():
    """Every key that can be translated, with its values in both languages.
    `aka` is a name and stays; `reviewed` is a mark and not a text; what means
    the same is another thing in every language."""
    values, faults = reader.read_folders([str(DATA)])
    assert not faults, faults
    found = {}
    for kind, one, key, language, text, note, line, name in values:
        table = "TERM" if kind in FACETS else kind
        field = reader.KINDS[table].get(key)
        if key in ("aka", "reviewed", "synonym"):
            continue
        if key in FACETS or field and field.translated:
            pair = found.setdefault((kind, one, key), ([], []))
            pair[bool(language)].append(
                reader.Value(key, language, text, note, line, name))
    assert found, "no texts"
    for (kind, one, key), (plain, spanish) in found.items():
        yield f"{kind}:{one}, {key}", key, plain, spanish


@proves("the Spanish has the numbers, codes and addresses of the English")
def the_numbers_in_spanish():
    bad = []
    for what, _, plain, spanish in translations():
        for value, other in zip(
                [v for v in plain if v.key not in FACETS and v.key != "hours" or v.note],
                spanish):
            have, want = figures(other), figures(value)
            bad += differs(what, have, want)
    return bad


def figures(value):
    """What no translation changes: figures, and what has a dot inside."""
    text = value.note if value.key in [*FACETS, "link"] else value.text
    return sorted(re.findall(r"[A-Z]-\d+\w?|\d+(?:[,/-]\d+)*"
        r"|[a-z0-9]+(?:\.[a-z0-9]+)+[a-z0-9/-]*", text or ""))


@proves("phones that share a purpose share it in Spanish, and no others do")
def the_purposes_in_spanish():
    plain = {one: p.one("purpose") for one, p in PHONE.items()}
    spanish = {one: p.one("purpose.es") for one, p in PHONE.items()}
    pairs = set(zip(plain.values(), spanish.values()))
    return (differs("purposes", len(pairs), len(set(plain.values())))
        + differs("purposes in Spanish", len(pairs), len(set(spanish.values()))))


@proves("no Spanish is marked as reviewed before a speaker has read it")
def nothing_is_reviewed():
    return [f"{where}: {key}" for where, key, _ in texts()
        if key.partition(".")[0] == "reviewed"]


@proves("the wording of the Spanish is careful")
def the_wording_in_spanish():
    every = [*spanish(), *(("es.ini", name, word)
        for name, word in words_of("es").items())]
    return [f"{where}: {match.group()}: {better}" for where, _, text in every
        for word, better in WORDING_ES.items()
        for match in re.finditer(rf"\b(?:{word})", text, re.I)]


@proves("sixty lines in each language say what means the same, no word twice")
def the_synonyms():
    bad = []
    for key in "synonym", "synonym.es":
        lines = DIRECTORY.values[key]
        if len(lines) < 60:
            bad.append(f"{key}: {len(lines)} lines")
        for value in lines:
            items = [item.strip() for item in re.split("[,>]", value.text)]
            bad += [f"line {value.line}: `{item}` stands twice"
                for item in set(items) if items.count(item) > 1]
    return bad


@proves("the data says that it is CC0")
def the_license():
    path = DATA / "LICENSE"
    text = path.read_text("utf-8") if path.exists() else ""
    want = "CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"
    return [f"LICENSE has no `{part}`" for part in want if part not in text]


if __name__ == "__main__":
    sys.exit(tap.run())
