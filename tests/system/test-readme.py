#!/usr/bin/env python3
"""README.md, followed word for word: the five steps on a Debian system of
their own, and what else it promises. The system is this machine's in new
mount, network and process namespaces, with scratch folders over what the steps
write to and the rest read-only. All of it ends with the test."""

import collections
import multiprocessing
import os
import re
import signal
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from own_system import (HOST_PAGE, REDIS_SOCKET, SETTINGS, SITE, SOCKET, System, after_step,
                        end_with_parent, enter_namespaces)
from places import source_folder
from readme import (blocks, commands, crisis_numbers, has_crisis_numbers, inline, numbers_of,
                    readme, section, step)
from shipped import shipped_ids
from stand import Stand, accepts, missing, wait_until
from tap import need, proves


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


# The five steps


@after_step(0)
def step_1_builds_and_installs_the_program(system):
    system.follow(1)
    assert system.run("version", "command -v signpost").startswith("/")
    system.followed = 1


@after_step(1)
def step_2_writes_the_settings_and_finds_no_fault(system):
    printed = system.follow(2)
    assert "signpost check" in commands(step(2))
    count = len(shipped_ids())
    assert re.match(rf"{count} entries, \d+ phones: no faults\n",
                    printed), printed
    assert os.path.getsize(SETTINGS) > 0
    system.followed = 2


@after_step(2)
def step_3_starts_the_responder_as_the_user_of_nginx(system):
    system.follow(3)
    wait_until(lambda: accepts(SOCKET), what="the responder listening")
    # The files in /proc of a process that cannot be dumped are root's.
    status = system.read(f"/proc/{system.responder()}/status")
    owner = int(re.search(r"^Uid:\t(\d+)", status, re.M)[1])
    assert owner == os.stat(SOCKET).st_uid
    user = re.search(r"^user (\S+);", system.read("/etc/nginx/nginx.conf"),
                     flags=re.M)[1]
    assert owner == int(system.run("user", f"id -u {user}"))
    system.followed = 3


@after_step(3)
def step_4_puts_the_addresses_into_an_existing_server_block(system):
    system.follow(4)
    lines, = blocks(step(4), "nginx")
    system.edit(SITE, r"^server \{\n", "server {\n" + lines)
    system.followed = 4


@after_step(4)
def step_5_puts_the_section_into_a_page(system):
    system.follow(5)
    line, = blocks(step(5), "html")
    system.write("/var/www/html" + HOST_PAGE,
                 "<!DOCTYPE html>\n<title>Get help</title>\n"
                 f"<h1>Before it</h1>\n{line}<p>After it</p>\n")
    command, = inline(step(5), "nginx ")
    system.reload_nginx(command)
    system.followed = 5
    assert system.has_section(), system.page().text
    text = system.page().text
    assert text.index("Before it") < text.index('class="signpost"') \
        < text.index("After it"), text


# What is there then


@after_step(5)
def the_section_has_the_crisis_numbers_of_the_directory(system):
    assert crisis_numbers()
    for path in (HOST_PAGE, "/referrals/"):
        assert has_crisis_numbers(system.visit(path)), path
    found = numbers_of(system.page().text)
    assert found[0] == crisis_numbers()[0], found


@after_step(5)
def the_filters_of_the_page_filter_the_page(system):
    whole = system.page().page
    form = whole.find("form")[0]
    box = next(control for control in form.controls() if control["type"] == "checkbox")
    assert not form["action"], form.attributes
    chosen = (box["name"], box["value"])
    part = system.visit(f"{HOST_PAGE}?{chosen[0]}={chosen[1]}").page
    assert part.checked() == [chosen], part.checked()
    assert 0 < len(part.entries()) < len(whole.entries())


@after_step(5)
def the_whole_list_has_every_shipped_entry(system):
    address, = re.findall(r"whole list is now at\s+`(.+?)`", readme())
    answer = system.visit(address)
    assert answer.status == 200
    assert sorted(answer.page.entries()) == sorted(shipped_ids())


@after_step(5)
def the_style_sheet_is_at_the_address_that_is_named(system):
    address, = re.findall(r"style sheet is\s+`(.+?)`", readme())
    answer = system.visit(address)
    assert answer.status == 200, answer.status
    assert answer.headers["content-type"].startswith("text/css")
    with open(os.path.join(source_folder(), "nginx/assets/signpost.css"),
              encoding="utf-8") as file:
        assert answer.text == file.read()


@after_step(5)
def the_existing_site_is_as_it_was(system):
    assert system.visit("/").text == "The existing site\n"
    assert system.visit("/nowhere").status == 404


@after_step(5)
def every_address_that_is_named_answers(system):
    addresses = inline(section("Addresses"), "/referrals/")
    assert len(addresses) >= 5, addresses
    for address in addresses:
        address = address.replace("ID", shipped_ids()[0])
        assert system.visit(address).status == 200, address


@after_step(5)
def every_filter_that_is_named_filters(system):
    whole = system.visit("/referrals/").page
    values = collections.ChainMap(*(
        {control["name"]: control["value"]} for control in whole.find("form")[0].controls()))
    names = re.findall(r"`\?([a-z]+)=`", section("Addresses"))
    assert len(names) >= 5, names
    for name in names:
        part = system.visit(f"/referrals/?{name}={values[name]}").page
        assert 0 < len(part.entries()) < len(whole.entries()), name


@after_step(5)
def the_commands_that_tell_what_is_wrong_find_nothing_wrong(system):
    asking = inline(section("It shows nothing"), "signpost ")
    assert len(asking) >= 3, asking
    for command in asking:
        system.run("what-now", command.replace("https://www.example.org", "http://127.0.0.1"))
    assert has_crisis_numbers(system.page())


# Redis, and a directory of one's own


@after_step(5)
def the_lines_for_redis_are_accepted(system):
    lines = next(block for block in blocks(readme(), "ini")
                 if block.startswith("[redis]"))
    system.write("/etc/signpost/redis.ini", system.read(SETTINGS) + lines)
    system.run("redis-lines", "signpost check -c /etc/signpost/redis.ini")


@after_step(5)
def redis_is_used_as_soon_as_it_answers(system):
    assert system.has_section()
    assert f"unix:{REDIS_SOCKET}" in inline(readme())
    need(not missing("redis-server"), "redis-server is not installed")
    system.start_redis()

    unseen = iter(sorted(shipped_ids()))

    def is_used():
        assert system.visit(f"/referrals/e/{next(unseen)}").status == 200
        return system.run("redis-size", f"redis-cli -s {REDIS_SOCKET} dbsize"
                          ).strip() != "0"

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
    line, = inline(section("An entry"), "path = ")
    return line, line.split(":")[-1]


@after_step(5)
def the_example_of_an_entry_is_accepted_beside_the_shipped_ones(system):
    name, text = example()
    line, folder = own_folder()
    os.makedirs(folder, exist_ok=True)
    system.write(os.path.join(folder, "own.ini"), text)
    system.edit(SETTINGS, r"^\[directory\]\n", f"[directory]\n{line}\n")
    printed = system.run("own", "signpost check")
    assert f"\n{len(shipped_ids()) + 1} entries" in printed, printed
    assert "fault:" not in printed and "lacks `name.es`" in printed, printed
    assert system.visit(f"/referrals/e/{name}").status == 404
    system.hang_up()
    wait_until(lambda: system.visit(f"/referrals/e/{name}").status == 200,
               what="the entry on the website")
    for path in (HOST_PAGE, "/referrals/"):
        wait_until(lambda: name in system.visit(path).page.entries(), within=90,
                   what="nginx's copy being made anew")


@after_step(5)
def a_faulty_set_is_named_by_file_and_line_and_the_old_one_goes_on(system):
    name, _ = example()
    path = os.path.join(own_folder()[1], "own.ini")
    before = system.page().text
    text = system.read(path)
    system.write(path, text + "colour = green\n")
    fault = f"{path}:{text.count(chr(10)) + 1}:1: "
    try:
        system.hang_up()
        wait_until(lambda: "reload refused: " + fault in system.log("step-3"),
                   what="the refusal")
        assert system.visit(f"/referrals/e/{name}").status == 200
        assert system.page().text == before
        printed = system.run("faulty", "! signpost check")
        assert printed.startswith(fault), printed
    finally:
        system.write(path, text)


# When it fails


@after_step(5)
def with_the_responder_killed_the_page_still_has_the_crisis_numbers(system):
    os.kill(system.responder(), signal.SIGKILL)
    wait_until(lambda: not accepts(SOCKET), what="the responder's end")
    # A place on the list of which nginx has no copy.
    answer = system.visit(HOST_PAGE + "?sp-page=99")
    assert answer.status == 200, answer.status
    assert not answer.page.find("form")
    assert "After it" in answer.text
    assert has_crisis_numbers(answer), answer.text


@after_step(5)
def step_3_again_brings_the_section_back(system):
    system.follow(3)
    wait_until(system.has_section, what="the section in the page")


def play(stand):
    """In the first process of the system."""
    end_with_parent()
    system = System(stand)
    try:
        system.isolate()
    except OSError as error:
        tap.run(f"a system of its own is refused: {error}")
        return
    try:
        system.build()
    except Exception as error:
        tap.bail_out(f"the system cannot be built: {error}")
        return
    tap.run(system)


def play_isolated():
    """Returns the exit status. With the first process of a process namespace,
    every process in it ends."""
    enter_namespaces("mount", "network", "process")
    os.environ["TMPDIR"] = "/tmp"  # that nothing is laid over
    with Stand() as stand:
        process = multiprocessing.get_context("fork").Process(
            target=play, args=(stand,))
        process.start()
        try:
            process.join()
        finally:
            process.kill()
            process.join()
        return process.exitcode


def main():
    # An end by a signal is an end that cleans up.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    lacking = missing("nginx", "bash", "runuser", "mount", "autoreconf",
                      "make", "gcc", "pkg-config")
    if lacking:
        tap.run_none(f"{lacking} is not installed")
    elif os.geteuid() != 0:
        tap.run("only root can have a system of its own")
    elif not os.path.exists(SITE):
        tap.run_none(f"{SITE} is missing, Debian's default site")
    else:
        try:
            sys.exit(play_isolated())
        except OSError as error:
            tap.run(f"a system of its own is refused: {error}")


if __name__ == "__main__":
    main()
