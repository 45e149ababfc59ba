#!/usr/bin/env python3
"""Templates that a site wrote for the program of another day. Prints TAP."""

import os
import sys
import tarfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from directory import Directory
from places import read_source, source_folder
from tap import proves

VERSIONS = ("0.1.0", "0.3.0", "0.4.0")
PAGES = {"/": 0, "/?audience=workers&lang=es": 0, "/e/whd": 0, "/phones": 0, "/fragment": 0,
         "/embed": 0, "/last-resort": 0, "/nowhere": 66}
EMPTY = "/?audience=workers&service=statistics&topic=smuggling"
CRISIS = ("1-888-373-7888", "233733", "911", "711")
LEFT_OUT = "without `doubt`: what speaks against a number would stand nowhere"


def templates_of(version):
    """{name: text} of what a version had."""
    name = "signpost-0.1.0" if version == "0.1.0" else f"signpost-{version}-templates"
    folder = f"signpost-{version}/conf/templates/"
    with tarfile.open(os.path.join(source_folder(), "tests", "upgrade",
                                   f"{name}.tar.xz")) as archive:
        return {os.path.basename(member.name): archive.extractfile(member).read().decode()
                for member in archive.getmembers()
                if member.isfile() and member.name.startswith(folder)}


def own(templates):
    """A site with templates of its own; {name: text}."""
    site = Directory()
    for name, text in templates.items():
        site.write(f"own/{name}", text)
    site.settings.append(f"site.templates={site.path('own')}")
    return site


def fails(site, targets):
    """What is wrong with pages: their answer, or a crisis number that is not there."""
    bad = []
    for target in targets:
        answer = site.render(target)
        lacks = [number for number in CRISIS if number not in answer.text]
        if answer.code != PAGES[target] or lacks:
            bad.append((target, answer.code, lacks))
    return bad


@proves
def the_templates_of_every_version_render_every_page():
    for version in VERSIONS:
        with own(templates_of(version)) as site:
            result = site.check()
            assert result.returncode == 0, (version, result.stderr)
            assert not fails(site, PAGES), (version, fails(site, PAGES))


@proves
def so_does_each_of_the_first_version_among_those_of_today():
    for name, text in templates_of("0.1.0").items():
        with own({name: text}) as site:
            assert not fails(site, ("/", "/e/whd")), name


@proves
def an_empty_list_says_once_whom_to_call_first_whichever_of_its_templates_is_of_before():
    for version in VERSIONS[1:]:
        before = templates_of(version)
        for names in (("starts",), ("list",), ("nothing",), ("list", "nothing")):
            with own({f"{name}.mustache": before[f"{name}.mustache"] for name in names}) as site:
                text = site.render(EMPTY).text
                assert text.count(">Call first</h") == 1, (version, names, text)
                assert site.render("/?audience=workers").text.count(">Call first</h") == 1, names
                below = text.index(">No entry fits") < text.index(">Call first</h")
                assert below == ("nothing" not in names), (version, names)


@proves
def the_example_of_today_has_nothing_to_warn_of():
    text = read_source("conf", "example-site", "templates", "layout.mustache")
    with own({"layout.mustache": text}) as site:
        assert "layout.mustache" not in site.check().stderr, site.check().stderr


@proves
def a_word_that_is_not_there_is_named_with_what_was_meant():
    with own({"skip.mustache": "<p>\n{{words.whole-list}}{{#words.skip}}{{words.wholelist}}"
                               "{{/words.skip}}</p>"}) as site:
        told = site.check().stderr
        assert "skip.mustache:2" in told and "there is no word `wholelist`" in told, told
        assert "write {{words.whole_list}}?" in told, told
        assert site.check("--strict").returncode == 65


@proves
def what_a_template_of_before_leaves_out_beside_a_number_is_told():
    who = read_source("conf", "templates", "before.mustache")
    start = who.index("{{#doubt}}")
    old = who[:start] + who[who.index("{{/doubt}}") + len("{{/doubt}}"):]
    for name, text, is_told in (("before", old, True), ("before", who, False),
                                ("crisis-line", "<p>{{#is_unconfirmed}}?{{/is_unconfirmed}}</p>",
                                 True)):
        with own({f"{name}.mustache": text}) as site:
            told = site.check().stderr
            assert (LEFT_OUT in told) == is_told, (name, told)
            assert not is_told or f"{name}.mustache:" in told, told
    for name, told_of in {"crisis-lines.mustache": LEFT_OUT,
                          "dial.mustache": "`extension` without `prompt`"}.items():
        with own({name: templates_of("0.1.0")[name]}) as site:
            told = site.check().stderr
            assert f"{name}:" in told and told_of in told, (name, told)


@proves
def nothing_is_told_of_templates_of_today_that_a_site_keeps_as_they_are():
    folder = os.path.join(source_folder(), "conf", "templates")
    with own({name: read_source("conf", "templates", name)
              for name in os.listdir(folder)}) as site:
        assert "mustache" not in site.check().stderr, site.check().stderr


if __name__ == "__main__":
    sys.exit(tap.run())
