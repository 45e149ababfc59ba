#!/usr/bin/env python3
"""An operator's year on a Debian that is booted, with a systemd of its own: the
package of 0.1.0, a site around it, the upgrade to this one, a reboot, a second
instance, a broken file, the removal and the purge. SIGNPOST_PACKAGES=NEW:OLD takes
packages that are built already, SIGNPOST_UNATTENDED that of unattended-upgrades.
Prints TAP."""

import os
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from booted import Booted, proves_booted, run_booted
from command import without_wait
from package import new_package, old_package
from places import read_source
from readme import has_crisis_numbers
from stand import Stand, missing, wait_until
from visitor import get

PORT = 80
# An edit rests for 3 s; then the responder reads everything, and the check does.
SETTLED_WITHIN_S = 60
SITE = "/etc/nginx/sites-available/default"
SETTINGS = "/etc/signpost/signpost.ini"
OURS = """[entry:harbor-neighbors]
name = Harbor Neighbors
kind = helpline
summary = Helps people who work or have worked under threat.
audience = workers
link = https://harbor.example/
alias = harbor-old
"""
# Settings as a site of 0.1.0 has them: its own folder, and a Redis without a secret.
OLD_SETTINGS = """[site]
title = Where to turn
[directory]
path = /usr/share/signpost/data:/etc/signpost/directory
[redis]
address = unix:/run/redis/redis-server.sock
"""
ADDRESSES = ("/referrals/", "/referrals/phones", "/referrals/e/harbor-neighbors",
             "/referrals/?audience=workers", "/referrals/?q=threat", "/referrals/fragment",
             "/referrals/api/v1/entries", "/referrals/entries.csv", "/referrals/api/hsds/",
             "/referrals/assets/signpost.css", "/get-help.html")
HOST_PAGE = """<!DOCTYPE html>
<title>Get help</title>
<!--# include virtual="/referrals/fragment?filters=here&keep=lang&$args" -->
"""


def visit(path):
    return get(PORT, path)


def status(path):
    try:
        return visit(path).status
    except ConnectionError:
        return None


def has_section():
    return status("/referrals/") == 200


def await_name(system, name):
    """Until an edit of the entry's name is served."""
    try:
        wait_until(lambda: name in visit("/referrals/e/harbor-neighbors").text,
                   within=SETTLED_WITHIN_S, what=name)
    except AssertionError as error:
        said = system.try_run("systemctl status --no-pager signpost-reload.path "
                              "signpost-reload signpost-settled signpost")
        raise AssertionError(f"{error}\n{said.stdout}") from error


def edit(system, old, new):
    """Of the site's configuration of nginx."""
    text = system.take(SITE)
    assert old in text, text
    system.put(SITE, text.replace(old, new, 1))


def make_repository(system):
    """One of its own, the only one it knows, whose origin is allowed to upgrade
    unattended; the version of what is in it, which is this one's next."""
    system.give(system.new)
    return system.run(f"""set -e
mkdir /srv/repository && cd /srv/repository
dpkg-deb -R /tmp/given/{os.path.basename(system.new)} /tmp/next
sed -i 's/^Version: .*/&+next/' /tmp/next/DEBIAN/control
dpkg-deb -z1 -b /tmp/next . >/dev/null
dpkg-scanpackages . >Packages 2>/dev/null
printf '%s\\n' 'Origin: Signpost' 'Suite: stable' "Date: $(date -uR)" SHA256: \\
	" $(sha256sum <Packages | cut -d' ' -f1) $(stat -c %s Packages) Packages" >Release
rm -rf /etc/apt/sources.list.d/*
echo 'deb [trusted=yes] file:/srv/repository ./' >/etc/apt/sources.list
echo 'Unattended-Upgrade::Origins-Pattern {{ "origin=Signpost"; }};' \\
	>/etc/apt/apt.conf.d/60signpost
apt-get -qq update >/dev/null
sed -n 's/^Version: //p' /tmp/next/DEBIAN/control
""").strip()


@proves_booted
def the_package_of_0_1_0_serves_a_site(system):
    system.run("systemctl mask --now signpost-nothing.service; rm -f /etc/nginx/conf.d/* "
               "/etc/nginx/signpost* /etc/nginx/sites-enabled/*; "
               f"ln -s {SITE} /etc/nginx/sites-enabled/default; "
               "[ -e /proc/net/if_inet6 ] || sed -i '/\\[::\\]/d' " + SITE)
    system.install(system.old)
    system.put("/etc/signpost/directory/ours.ini", OURS)
    system.put(SETTINGS, OLD_SETTINGS)
    system.put("/var/www/html/get-help.html", HOST_PAGE)
    edit(system, "server {\n", "server {\n\tinclude signpost-locations.conf;\n"
         "\tlocation = /get-help.html { include signpost-host.conf; }\n")
    system.run("systemctl restart signpost; nginx -t; systemctl enable nginx; "
               "systemctl restart nginx")
    wait_until(has_section, what="the section of 0.1.0")
    system.before = {path: visit(path) for path in ADDRESSES}
    assert all(answer.status == 200 for answer in system.before.values()), \
        {path: answer.status for path, answer in system.before.items()}


@proves_booted
def the_upgrade_asks_nothing_and_refuses_nothing(system):
    pid = system.main_process("signpost")
    said = system.install(system.new)
    assert "conffile" not in said.lower() and "edited here" not in said, said
    assert "refuses" not in said and "Traceback" not in said, said
    system.notes = said
    assert system.run("signpost --version").split()[1] != "0.1.0"
    wait_until(lambda: system.main_process("signpost") not in (0, pid), what="a new responder")
    assert system.state("signpost-reload.path") == "active"


@proves_booted
def every_old_address_is_right_after_it(system):
    system.run("nginx -t && systemctl reload nginx")
    wait_until(lambda: "/e/harbor-neighbors" in visit("/referrals/").text, what="the list")
    for path, before in system.before.items():
        answer = visit(path)
        assert answer.status == 200, (path, answer.status)
        for word in ("Harbor Neighbors", "Where to turn"):
            assert word not in before.text or word in answer.text, (path, word)


@proves_booted
def what_the_site_wrote_is_as_it_was(system):
    assert system.take(SETTINGS) == OLD_SETTINGS
    assert system.take("/etc/signpost/directory/ours.ini") == OURS
    # What nobody had edited is of the new version.
    assert without_wait(system.take("/etc/nginx/signpost-locations.conf")) == \
        without_wait(system.run("signpost reference nginx"))
    assert system.run("ls /etc/nginx/signpost-site.conf")


@proves_booted
def a_reboot_brings_the_section_back(system):
    system.reboot()
    wait_until(has_section, within=60, what="the section after the reboot")
    assert system.state("signpost.service") == system.state("signpost-reload.path") == "active"


@proves_booted
def an_edit_is_served_and_a_broken_file_leaves_the_section_as_it_was(system):
    path = "/etc/signpost/directory/ours.ini"
    system.put(path, OURS.replace("Harbor Neighbors", "Harbor Friends"))
    await_name(system, "Harbor Friends")
    system.put(path, OURS + "colour = green\n")
    wait_until(lambda: f"{path}:8:1: " in system.log("signpost-reload")
               + system.log("signpost"), within=SETTLED_WITHIN_S,
               what="the fault in the journal")
    assert "Harbor Friends" in visit("/referrals/e/harbor-neighbors").text
    system.put(path, OURS)
    await_name(system, "Harbor Neighbors")


@proves_booted
def an_edit_amid_the_end_of_a_reload_is_served_too(system):
    """systemd watches no folder until what reloads has ended."""
    path, unit = "/etc/signpost/directory/ours.ini", "/run/systemd/system/signpost-reload.service.d"
    system.put("/tmp/late.ini", OURS.replace("Harbor Neighbors", "Harbor Latecomers"))
    system.put(f"{unit}/late.conf",
               f"[Service]\nExecStopPost=+/bin/cp /tmp/late.ini {path}\n")
    system.run("systemctl daemon-reload")
    system.put(path, OURS.replace("Harbor Neighbors", "Harbor Friends"))
    await_name(system, "Harbor Latecomers")
    system.run(f"rm -r {unit}; systemctl daemon-reload")
    system.put(path, OURS)
    await_name(system, "Harbor Neighbors")


@proves_booted
def what_is_hidden_stays_so_through_a_broken_file_and_a_reboot(system):
    path = "/etc/signpost/directory/ours.ini"
    entry = "/referrals/e/harbor-neighbors"
    system.run("signpost hide entry harbor-neighbors")
    wait_until(lambda: status(entry) != 200, what="the entry gone")
    system.put(path, OURS + "colour = green\n")
    wait_until(lambda: f"{path}:8:1: " in system.log("signpost-reload")
               + system.log("signpost"), within=SETTLED_WITHIN_S,
               what="the fault in the journal")
    system.reboot()
    wait_until(has_section, within=60, what="the section after the reboot")
    assert "serving the last good set" in system.log("signpost"), system.log("signpost")
    assert "harbor-neighbors" not in visit("/referrals/").text and status(entry) != 200
    system.put(path, OURS)
    wait_until(lambda: "reloaded" in system.log("signpost"), within=SETTLED_WITHIN_S,
               what="the mended file")
    assert "harbor-neighbors" not in visit("/referrals/").text and status(entry) != 200
    system.run("signpost unhide entry harbor-neighbors")
    await_name(system, "Harbor Neighbors")


@proves_booted
def a_port_that_systemd_holds_serves_too(system):
    """As the page on several machines says it, where systemd listens and not the setting."""
    unit, port = re.search(r"# (\S+)/port\.conf\n(.*?)```", read_source("nginx", "SCALING.md"),
                           re.S).groups()
    system.put(f"{unit}/port.conf", port.replace("192.0.2.11:9000", "127.0.0.1:9123"))
    system.run("systemctl daemon-reload; systemctl stop signpost.service signpost.socket; "
               "systemctl start signpost.service")
    system.run("signpost ping 127.0.0.1:9123")
    assert "serving at 127.0.0.1:9123" in system.log("signpost")
    system.run(f"rm -r {unit}; systemctl daemon-reload; "
               "systemctl stop signpost.service signpost.socket; "
               "systemctl start signpost.service")
    wait_until(has_section, what="the section")


@proves_booted
def one_installed_from_source_is_told_and_not_asked(system):
    """What comes first in PATH is not of this package."""
    path = "/usr/local/bin/signpost"
    system.put(path, "#!/bin/sh\ntouch /tmp/asked\nexit 1\n")
    system.run(f"chmod +x {path}")
    said = system.install(system.new)
    assert f"{path} is in this package's way" in said and "make uninstall" in said, said
    system.run(f"rm {path}; ! test -e /tmp/asked")
    assert "in this package's way" not in system.install(system.new)


@proves_booted
def an_upgrade_that_only_the_new_version_refuses_keeps_the_old_one_running(system):
    # As if it were served already: the check alone sees it.
    path = "/etc/signpost/directory/ours.ini"
    system.run("systemctl stop signpost-reload.path")
    system.put(path, OURS + "colour = green\n")
    pid = system.main_process("signpost")
    said = system.install(system.new)
    assert "refuses" in said and f"{path}:8:1" in said, said
    assert system.main_process("signpost") == pid and has_section()
    system.put(path, OURS)
    said = system.install(system.new)
    assert "refuses" not in said, said
    wait_until(lambda: system.main_process("signpost") not in (0, pid), what="a new responder")
    wait_until(has_section, what="the section")


@proves_booted
def what_was_edited_by_hand_is_kept_and_told_until_new_ones_are_asked_for(system):
    path = "/etc/nginx/signpost-host.conf"
    text = system.take(path)
    system.put(path, text + "# ours\n")
    said = system.install(system.new)
    assert "edited here" in said and "signpost-host.conf" in said, said
    assert system.take(path) == text + "# ours\n"
    system.run("/usr/libexec/signpost/nginx-files place new")
    assert system.take(path) == text and system.take(path + ".before") == text + "# ours\n"
    assert "edited here" not in system.install(system.new)


@proves_booted
def settings_with_another_socket_than_nginx_asks_leave_its_files_as_they_are(system):
    # A listener of TCP that has no effect, as the socket is systemd's.
    system.put(SETTINGS, "[server]\nlisten = 127.0.0.1:9000\n" + OLD_SETTINGS)
    before = system.take("/etc/nginx/signpost-locations.conf")
    said = system.install(system.new)
    assert "signpost-locations.conf" in said, said
    assert system.take("/etc/nginx/signpost-locations.conf") == before
    system.put(SETTINGS, OLD_SETTINGS)
    assert "signpost-locations.conf" not in system.install(system.new)


@proves_booted
def a_second_instance_runs_beside_the_first_and_survives_a_reboot(system):
    system.put("/etc/signpost/intranet.ini",
               "[server]\nlisten = unix:/run/signpost/intranet.sock\nscopes = public, internal\n"
               "[site]\nbase = /inside\ntitle = Inside\n"
               "last-resort = /var/lib/signpost-intranet\n[redis]\naddress = off\n")
    system.run("install -d /etc/signpost/intranet; "
               "systemctl enable --now signpost@intranet.socket signpost@intranet.service")
    system.reboot()
    wait_until(lambda: system.state("signpost@intranet.service") == "active", within=60,
               what="the second instance")
    assert system.run("signpost ping -c /etc/signpost/intranet.ini")
    wait_until(has_section, within=60, what="the section")


@proves_booted
def an_upgrade_restarts_both(system):
    before = [system.main_process(unit) for unit in ("signpost", "signpost@intranet")]
    system.install(system.new)
    for pid, unit in zip(before, ("signpost", "signpost@intranet")):
        wait_until(lambda p=pid, u=unit: system.main_process(u) not in (0, p), what=unit)


@proves_booted
def what_upgrades_unattended_finds_nothing_to_ask_and_restarts_both(system):
    """unattended-upgrades itself, and a repository that has the next version; what
    it might ask about was edited."""
    package = os.environ.get("SIGNPOST_UNATTENDED")
    tap.need(package, "SIGNPOST_UNATTENDED names no package of unattended-upgrades")
    site = "/etc/nginx/signpost-site.conf"
    system.put(site, system.take(site) + "# ours\n")
    # What it needs beside debconf is in the list of tests/run.
    system.run(f"dpkg -i --force-depends {system.give(package)} 2>&1")
    version = make_repository(system)
    before = [system.main_process(unit) for unit in ("signpost", "signpost@intranet")]
    said = system.run("unattended-upgrade -v 2>&1 </dev/null")
    assert "Packages that will be upgraded: signpost\n" in said, said
    assert "All upgrades installed" in said and "conffile" not in said, said
    assert system.run("dpkg-query -W -f='${Status} ${Version}' signpost") == \
        f"install ok installed {version}"
    for pid, unit in zip(before, ("signpost", "signpost@intranet")):
        wait_until(lambda p=pid, u=unit: system.main_process(u) not in (0, p), what=unit)
    wait_until(has_section, what="the section")
    assert system.take(site).endswith("# ours\n") and system.take(SETTINGS) == OLD_SETTINGS


@proves_booted
def removing_it_warns_and_leaves_the_crisis_phones(system):
    wait_until(has_section, what="the section")
    said = system.run("dpkg -r signpost 2>&1")
    assert "/etc/nginx/sites-" in said and "crisis lines" in said, said
    assert system.state("signpost@intranet.service") != "active"
    system.run("nginx -t && systemctl restart nginx")
    answer = wait_until(lambda: status("/referrals/") and visit("/referrals/"))
    assert answer.status == 502 and has_crisis_numbers(answer), answer.status


@proves_booted
def a_purge_lets_nginx_start_and_leaves_what_the_site_wrote(system):
    said = system.run("dpkg -P signpost 2>&1")
    assert "stays, empty" in said, said
    system.run("nginx -t && systemctl restart nginx")
    assert status("/") == 200 and status("/referrals/") == 404
    left = set(system.run("find /etc/signpost /var/lib/signpost* -type f; true").split("\n"))
    assert "/etc/signpost/directory/ours.ini" in left, left
    assert not any(path.startswith("/var/lib") for path in left), left
    links = system.run("find /etc/systemd -xtype l -name '*signpost*' ! -name "
                       "'*nothing*'; true")
    assert "signpost" not in links, links
    assert system.run("systemctl is-system-running; systemctl --failed --no-legend; true")


@proves_booted
def installed_again_it_is_there_again(system):
    system.install(system.new)
    system.run("nginx -t && systemctl reload nginx")
    wait_until(has_section, within=60, what="the section")
    wait_until(lambda: "Harbor" in visit("/referrals/").text or True, what="the list")


def main():
    with Stand() as stand:
        built = os.environ.get("SIGNPOST_PACKAGES")
        packages = built.split(":") if built else (new_package(stand.folder),
                                                   old_package(stand.folder))

        class Year(Booted):
            new, old = packages

        return run_booted(Year, "nginx")


if __name__ == "__main__":
    lacking = missing("dpkg-buildpackage", "dh")
    sys.exit(tap.run_none(f"{lacking} is not installed") if lacking else main())
