#!/usr/bin/env python3
"""README.md, followed word for word: the three steps on a Debian that is booted for
it, what else it promises, and the way from source. All of it ends with the test."""

import collections
import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from booted import run_booted
from own_system import (HOST_PAGE, PORT, REDIS_SOCKET, SETTINGS, SITE, SOCKET, System, after_step)
from places import shipped_asset, source_folder
from readme import (blocks, commands, crisis_numbers, has_crisis_numbers, inline, numbers_of,
                    readme, section, step)
from shipped import shipped_ids
from stand import Stand, accepts, missing, wait_until
from tap import need, proves
from visitor import get


@proves
def the_readme_has_at_most_120_lines(_):
    assert readme().count("\n") <= 120, readme().count("\n")


@proves
def the_readme_names_only_files_that_are_there(_):
    names = inline(section("Where to look"))
    names += [line.split()[0] for line in
              re.findall(r"^ {4}(\S+/.*)$", section("Two commands"), re.M)]
    assert len(names) >= 3, names
    for name in names:
        assert os.path.exists(os.path.join(source_folder(), name)), name


# The three steps


@after_step(0)
def step_1_builds_installs_and_starts_it(system):
    printed = system.follow(step(1))
    assert system.do("version", "command -v signpost").strip() == "/usr/bin/signpost"
    count = len(shipped_ids())
    assert re.search(rf"^{count} entries, \d+ phones: no faults$", printed, re.M), \
        printed[-2000:]
    assert accepts(system.real(SOCKET))
    assert system.state("signpost-reload.path") == "active"
    system.followed = 1


@after_step(1)
def step_2_puts_the_addresses_into_an_existing_server_block(system):
    lines, = blocks(step(2), "nginx")
    system.edit(SITE, r"^server \{\n", "server {\n" + lines)
    system.followed = 2


@after_step(2)
def step_3_puts_the_section_into_a_page(system):
    line, = blocks(step(3), "html")
    system.write_in("/var/www/html" + HOST_PAGE,
                    "<!DOCTYPE html>\n<title>Get help</title>\n"
                    f"<h1>Before it</h1>\n{line}<p>After it</p>\n")
    command, = inline(step(3), "nginx ")
    system.reload_nginx(command)
    system.followed = 3
    assert system.has_section(), system.page().text
    text = system.page().text
    assert text.index("Before it") < text.index('class="signpost"') \
        < text.index("After it"), text


# What is there then


@after_step(3)
def the_section_has_the_crisis_numbers_of_the_directory(system):
    assert crisis_numbers()
    for path in (HOST_PAGE, "/referrals/"):
        assert has_crisis_numbers(system.visit(path)), path
    found = numbers_of(system.page().text)
    assert found[0] == crisis_numbers()[0], found


@after_step(3)
def the_filters_of_the_page_filter_the_page(system):
    whole = system.page().page
    form = whole.find("form")[0]
    box = next(control for control in form.controls() if control["type"] == "checkbox")
    assert form["action"] in (None, "", "#signpost-count"), form.attributes
    chosen = (box["name"], box["value"])
    part = system.visit(f"{HOST_PAGE}?{chosen[0]}={chosen[1]}").page
    assert part.checked() == [chosen], part.checked()
    assert 0 < len(part.entries()) < len(whole.entries())


@after_step(3)
def the_whole_list_has_every_shipped_entry(system):
    address, = re.findall(r"whole list is now at\s+`(.+?)`", readme())
    answer = system.visit(address)
    assert answer.status == 200
    assert sorted(answer.page.entries()) == sorted(shipped_ids())


@after_step(3)
def the_style_sheet_is_at_the_address_that_is_named(system):
    address, = re.findall(r"style sheet is\s+`(.+?)`", readme())
    answer = system.visit(address)
    assert answer.status == 200, answer.status
    assert answer.headers["content-type"].startswith("text/css")
    assert answer.text == shipped_asset("signpost.css")


@after_step(3)
def the_existing_site_is_as_it_was(system):
    assert system.visit("/").text == "The existing site\n"
    assert system.visit("/nowhere").status == 404


@after_step(3)
def every_address_that_is_named_answers(system):
    addresses = inline(section("Addresses"), "/referrals/")
    assert len(addresses) >= 5, addresses
    for address in addresses:
        address = address.replace("ID", shipped_ids()[0])
        of_operators = address.endswith("/metrics")
        assert system.visit(address).status == (403 if of_operators else 200), address


@after_step(3)
def the_operators_address_opens_to_the_token_that_the_setting_names(system):
    setting, = re.findall(r"`server\.(token-file)`", section("Addresses"))
    system.run("cd /etc/signpost && openssl rand -hex 32 >token && "
               "chgrp signpost token && chmod 640 token")
    before = system.read_in(SETTINGS)
    system.edit(SETTINGS, f"^;{setting} = none$", f"{setting} = /etc/signpost/token")
    token = system.read_in("/etc/signpost/token").strip()
    address, = [name for name in inline(section("Addresses")) if name.endswith("/metrics")]

    def asked():
        return get(PORT, address, Authorization="Bearer " + token)

    wait_until(lambda: "signpost_requests_total" in asked().text, within=60,
               what="the token read")
    system.write_in(SETTINGS, before)
    wait_until(lambda: asked().status == 403, within=60, what="no token")


@after_step(3)
def every_filter_that_is_named_filters(system):
    whole = system.visit("/referrals/").page
    values = collections.ChainMap(*(
        {control["name"]: control["value"]} for control in whole.find("form")[0].controls()))
    names = re.findall(r"`\?([a-z]+)=`", section("Addresses"))
    assert len(names) >= 5, names
    # The shipped directory has no places.
    assert [name for name in names if name not in values] == ["place"], names
    for name in names:
        if name not in values:
            continue
        part = system.visit(f"/referrals/?{name}={values[name]}").page
        assert 0 < len(part.entries()) < len(whole.entries()), name


@after_step(3)
def the_command_that_tells_what_is_wrong_finds_nothing_but_that_there_is_no_redis(system):
    asking = inline(section("It shows nothing"), "signpost ")
    assert asking
    for command in asking:
        said = system.try_run(command.replace("https://www.example.org", "http://127.0.0.1"))
        wrong = [line for line in said.stdout.splitlines() if line.startswith("WRONG")]
        assert "well " in said.stdout and all("redis:" in line for line in wrong), said.stdout
    assert has_crisis_numbers(system.page())


# Redis, and a directory of one's own


@after_step(3)
def redis_is_used_once_the_drop_in_is_where_it_says(system):
    need(not missing("redis-server"), "redis-server is not installed")
    drop_in, = [name for name in inline(readme()) if name == "redis-socket.conf"]
    folder, = inline(readme(), "/usr/share/signpost/systemd")
    text = system.read_in(f"{folder}/{drop_in}")
    target, = re.findall(r"/etc/systemd/system/signpost\.service\.d/", text)
    system.run("getent group redis >/dev/null || groupadd -r redis")
    system.start_redis()
    system.run(f"install -D -m 644 {folder}/{drop_in} {target}{drop_in}; "
               "systemctl daemon-reload; systemctl restart signpost")
    wait_until(system.has_section, what="the section")
    unseen = iter(sorted(shipped_ids()))

    def is_used():
        assert system.visit(f"/referrals/e/{next(unseen)}").status == 200
        return system.run(f"redis-cli -s {REDIS_SOCKET} dbsize").strip() != "0"

    wait_until(is_used, what="a page in Redis")


def example():
    """The example's id and text, renamed when the id is a shipped one's."""
    text = next(block for block in blocks(readme(), "ini")
                if "[entry:" in block)
    name = re.search(r"^\[entry:(.+)\]$", text, flags=re.M)[1]
    if name not in shipped_ids():
        return name, text
    return f"own-{name}", text.replace(f"[entry:{name}]", f"[entry:own-{name}]")


def own_folder():
    return inline(section("An entry"), "/etc/")[0]


@after_step(3)
def the_example_of_an_entry_is_accepted_beside_the_shipped_ones(system):
    name, text = example()
    system.write_in(os.path.join(own_folder(), "own.ini"), text)
    printed = system.do("own", "signpost check")
    assert f"\n{len(shipped_ids()) + 1} entries" in printed, printed
    assert "fault:" not in printed and "lacks `name.es`" in printed, printed
    wait_until(lambda: system.visit(f"/referrals/e/{name}").status == 200,
               within=60, what="the entry on the website")
    for path in (HOST_PAGE, "/referrals/"):
        wait_until(lambda: name in system.visit(path).page.entries(), within=90,
                   what="nginx's copy being made anew")


@after_step(3)
def a_faulty_set_is_named_by_file_and_line_and_the_old_one_goes_on(system):
    name, _ = example()
    path = os.path.join(own_folder(), "own.ini")
    before = system.page().text
    text = system.read_in(path)
    system.write_in(path, text + "colour = green\n")
    fault = f"{path}:{text.count(chr(10)) + 1}:1: "
    try:
        wait_until(lambda: fault in system.log("signpost-reload") + system.log("signpost"),
                   within=60, what="the refusal")
        assert system.visit(f"/referrals/e/{name}").status == 200
        assert system.page().text == before
        printed = system.do("faulty", "! signpost check")
        assert printed.startswith(fault), printed
    finally:
        system.write_in(path, text)


# When it fails


@after_step(3)
def with_the_responder_gone_the_page_still_has_the_crisis_numbers(system):
    system.run("systemctl stop signpost.socket signpost.service")
    # A place on the list of which nginx has no copy.
    answer = system.visit(HOST_PAGE + "?sp-page=99")
    assert answer.status == 200, answer.status
    assert not answer.page.find("form")
    assert "After it" in answer.text
    assert has_crisis_numbers(answer), answer.text
    system.run("systemctl start signpost.socket signpost.service")
    wait_until(system.has_section, what="the section in the page")


@after_step(3)
def another_base_is_served_once_its_order_of_steps_is_followed(system):
    text = section("What comes later")
    assert "systemctl restart signpost" in inline(text)
    command, = [code for code in inline(text) if code.endswith("nginx-files place new")]
    system.edit(SETTINGS, r"^;base = .*$", "base = /help-from")
    system.run(f"systemctl restart signpost; {command}")
    system.reload_nginx("nginx -t && nginx -s reload")
    wait_until(lambda: system.visit("/help-from/").status == 200, what="the new address")
    assert system.visit("/referrals/").status == 404


@after_step(3)
def the_way_from_source_leads_to_the_same_section(system):
    system.run("dpkg -P signpost")
    said = " ".join(system.follow(section("From source")).split())
    for command in commands(section("From source"))[2:]:
        assert all(step in said for step in command.split(" && ")), (command, said)
    assert system.do("version", "command -v signpost").strip() == "/usr/local/bin/signpost"
    wait_until(lambda: accepts(system.real(SOCKET)), what="the responder listening")
    system.reload_nginx("nginx -t && nginx -s reload")
    wait_until(system.has_section, what="the section in the page")
    assert system.state("signpost-reload.path") == "active"
    system.do("uninstall", "make uninstall")
    assert not system.run("find /etc/systemd /usr/local/bin -xtype l -name '*signpost*'")
    assert system.state("signpost.service") != "active"


if __name__ == "__main__":
    sys.exit(run_booted(System, "nginx", "autoreconf", "make", "gcc", "pkg-config",
                        "dpkg-buildpackage", "dh"))
