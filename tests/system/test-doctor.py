#!/usr/bin/python3
"""What `signpost doctor` says of a website with a real nginx, a real Redis and the
program, well and broken in each way that it looks for. Prints TAP."""

import contextlib
import json
import os
import pwd
import re
import signal
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import OK, SETTINGS_FAULT, run
from places import program
from redis_client import Redis
from stand import accepts, free_port, wait_until
from tap import proves
from website import Website

NO_PERMISSION = 77
ROWS = ("settings", "set", "hidden", "secrets", "files", "responder", "served", "reboot", "redis",
        "socket-rights", "nginx-test", "nginx-include", "operators", "assets", "last-resort",
        "host-page")
FOR_ROOT = {"files", "redis", "nginx-test", "nginx-include", "operators"}
# What a file of before has, and the test's own.
FOR_THIS_MACHINE = "\n\t127.0.0.1 1;"
SECRET = "sixteen or more bytes"


class Examined(Website):
    """`nginx` is found where the website's own is."""

    def build(self):
        super().build()
        self.write("bin/nginx", "#!/bin/sh\nexec /usr/sbin/nginx -c "
                   f"{self.path('nginx.conf')} -e {self.path('log/test.log')} \"$@\"\n")
        os.chmod(self.path("bin/nginx"), 0o755)
        # No systemd of this machine says anything of this responder.
        self.write("bin/systemctl", "#!/bin/sh\necho enabled\n")
        os.chmod(self.path("bin/systemctl"), 0o755)

    # Where the programs of the machine are found.
    programs = os.environ["PATH"]

    def redis_settings(self):
        # Whether it answers is asked here, and not how soon.
        return {**super().redis_settings(), "wait": "5 s"}

    def examine(self, *words, **how):
        path = f"{self.path('bin')}:{self.programs}"
        return run("doctor", "-c", self.path("signpost.ini"), *words,
                   env=dict(os.environ, PATH=path), **how)

    def rows(self, *words, **how):
        """{check: row} of --json, and the exit code."""
        done = self.examine("--json", *words, **how)
        rows = {row["check"]: row for row in json.loads(done.stdout)}
        assert tuple(rows) == ROWS and SECRET not in done.stdout, done
        return rows, done.returncode

    def wrong(self, *words, **how):
        rows, code = self.rows(*words, **how)
        return {name for name, row in rows.items() if row["state"] == "wrong"}

    @contextlib.contextmanager
    def changed(self, name, change):
        """A file that reads otherwise for a while."""
        before = self.read(name)
        self.write(name, change(before))
        try:
            yield
        finally:
            self.write(name, before)


def only_root():
    tap.need(os.getuid() == 0, "this is not root")


@proves
def all_is_well_where_it_is(site):
    only_root()
    with site.changed("signpost.conf", lambda text: text.replace(FOR_THIS_MACHINE, "")):
        rows, code = site.rows(f"http://127.0.0.1:{site.port}/get-help.html")
    wrong = {name: row for name, row in rows.items() if row["state"] != "well"}
    assert set(wrong) <= {"redis"}, wrong
    if wrong:
        assert "maxmemory" in wrong["redis"]["message"], wrong
    assert code == (SETTINGS_FAULT if wrong else OK), (code, wrong)


@proves
def in_words_each_row_is_a_sentence_and_what_is_wrong_has_its_command(site):
    with site.changed("signpost.ini", lambda text: text + "[log]\nlevel = loud\n"):
        done = site.examine()
    assert done.returncode == SETTINGS_FAULT, done
    assert "WRONG     settings: the settings have 1 faults.\n" in done.stdout, done.stdout
    assert f"mend it with: signpost check -c {site.path('signpost.ini')}\n" in done.stdout
    assert "loud" not in done.stdout + done.stderr, "what stands in a file is not repeated"
    assert done.stdout.splitlines()[-1].endswith("."), done.stdout


@proves
def a_fault_in_the_directory_is_told_by_its_place_alone(site):
    site.write("example-site/70-bad.ini", "[entry:bad]\nsecretly = someone\n")
    rows, _ = site.rows()
    os.unlink(site.path("example-site/70-bad.ini"))
    assert rows["set"]["state"] == "wrong" and "70-bad.ini:" in rows["set"]["message"], rows
    assert "someone" not in str(rows)


@proves
def what_is_hidden_is_read(site):
    site.write("hidden.ini", "[hidden]\nnonsense\nentry = doj\n")
    rows, _ = site.rows()
    assert rows["hidden"]["state"] == "wrong" and "1 lines" in rows["hidden"]["message"], rows
    os.unlink(site.path("hidden.ini"))


@proves
def a_secret_that_everybody_can_read_is_told(site):
    os.chmod(site.path("redis-secret"), 0o644)
    assert "secrets" in site.wrong()
    os.chmod(site.path("redis-secret"), 0o600)
    assert "secrets" not in site.wrong()


@proves
def what_is_served_is_compared_with_what_is_there(site):
    with site.changed("example-site/50-local.ini",
                      lambda text: text.replace("555-0123", "555-0124")):
        assert "served" in site.wrong()
    site.send("signpost", signal.SIGHUP)
    wait_until(lambda: "served" not in site.wrong(), what="the reload")


@proves
def a_socket_that_everybody_may_write_to_is_told(site):
    os.chmod(site.path("signpost.sock"), 0o666)
    assert "socket-rights" in site.wrong()
    os.chmod(site.path("signpost.sock"), 0o660)
    assert "socket-rights" not in site.wrong()


@proves
def nginx_is_asked_itself(site):
    only_root()
    with site.changed("nginx.conf", lambda text: text + "nonsense;\n"):
        assert {"nginx-test", "nginx-include"} <= site.wrong()
    with site.changed("signpost.ini", lambda text: text.replace(
            "[site]\n", "[site]\nbase = /elsewhere\n")):
        rows, _ = site.rows()
        assert "/elsewhere/" in rows["nginx-include"]["message"], rows
        assert "signpost reference nginx" in rows["nginx-include"]["command"]


@proves
def a_machine_that_may_ask_as_an_operator_behind_a_proxy_is_told(site):
    """Every visitor is then this machine. The command that is told mends it."""
    only_root()
    before = site.read("signpost.conf")
    for lines in ("127.0.0.1 1; ::1 1;", "\n\t127.0.0.0/8   yes;\n\t10.0.0.0/8 1;\n",
                  "default 1;", "\t::1\t\"1\"; # us\n", "0.0.0.0/0 1;"):
        site.write("signpost.conf", before.replace("\tdefault 0;" + FOR_THIS_MACHINE,
                                                   "\n".join(lines.replace("; ", ";\n").split("\n"))))
        row = site.rows()[0]["operators"]
        assert row["state"] == "wrong" and site.path("signpost.conf") in row["message"], row
        assert "::1 1" not in lines or "127.0.0.1, ::1 in " in row["message"], row
        done = subprocess.run(["sh", "-c", row["command"].partition(" && ")[0]], check=False)
        assert done.returncode == 0, row
        assert site.rows()[0]["operators"]["state"] == "well", (lines, site.read("signpost.conf"))
        assert "10.0.0.0/8 1;" in site.read("signpost.conf") or "10.0.0.0" not in lines
    for lines in ("default 0;", "#127.0.0.1 1;\n", "127.0.0.1 0;", "192.0.2.0/24 1;"):
        site.write("signpost.conf", before.replace("\tdefault 0;" + FOR_THIS_MACHINE, lines))
        row = site.rows()[0]["operators"]
        assert (row["state"], row["message"]) == ("well", "no visitor passes for one"), (lines, row)
    site.write("signpost.conf", before)


@proves
def a_machine_that_may_ask_is_no_fault_where_visitors_come_by_themselves(site):
    """But who asks is told what it hangs on."""
    only_root()
    for listen, state in (("80", "well"), ("[::]:443", "well"), ("0.0.0.0:80", "well"),
                          ("8080", "wrong"), ("localhost:80", "wrong"), ("[::1]:80", "wrong"),
                          (f"unix:{site.path('behind.sock')}", "wrong")):
        with site.changed("nginx.conf", lambda text, listen=listen: re.sub(
                r"listen [^;]*;", f"listen {listen};", text)):
            row = site.rows()[0]["operators"]
        assert row["state"] == state and "127.0.0.1 in " in row["message"], (listen, row)
    for source, state in (("127.0.0.0/8", "well"), ("unix:", "well"), ("192.0.2.7", "wrong")):
        with site.changed("nginx.conf", lambda text, source=source: text.replace(
                "http {", f"http {{\n\tset_real_ip_from {source};", 1)):
            row = site.rows()[0]["operators"]
        assert row["state"] == state, (source, row)


@proves
def a_responder_that_takes_this_machine_for_a_stranger_is_told_with_what_mends_it(site):
    """And not that it be started, which it is."""
    port = free_port()
    for peers, known in (("192.0.2.7", "192.0.2.7, 127.0.0.1"), ("none", "127.0.0.1")):
        with site.changed("signpost.ini", lambda text, peers=peers: re.sub(
                "listen = .*", f"listen = 127.0.0.1:{port}\npeers = {peers}", text)):
            site.start("tcp", program(), "serve", "-c", site.path("signpost.ini"))
            wait_until(lambda: accepts(port), what="its listening")
            rows, _ = site.rows()
        assert rows["responder"]["state"] == rows["served"]["state"] == "wrong", rows
        assert "does not name 127.0.0.1" in rows["responder"]["message"], rows["responder"]
        for name in ("responder", "served"):
            assert rows[name]["command"].startswith(f"peers = {known} under [server]"), rows[name]
        # It runs on with what it was started with.
        with site.changed("signpost.ini", lambda text, known=known: re.sub(
                "listen = .*", f"listen = 127.0.0.1:{port}\npeers = {known}", text)):
            row = site.rows()[0]["responder"]
            assert row["command"] == "systemctl restart signpost.service", row
            site.end("tcp")
            row = site.rows()[0]["responder"]
            assert row["command"] == "systemctl start signpost.service", row


@proves
def a_missing_page_of_last_resort_is_told(site):
    os.rename(site.path("last-resort/last-resort.html"), site.path("away.html"))
    assert "last-resort" in site.wrong()
    os.rename(site.path("away.html"), site.path("last-resort/last-resort.html"))
    assert "last-resort" not in site.wrong()


@proves
def what_the_responders_user_cannot_read_is_told(site):
    """Looked at by a child that became that user, whose folder the state is."""
    only_root()
    user = pwd.getpwnam("nobody")
    os.chmod(site.folder, 0o755)
    os.chown(site.path("last-resort"), user.pw_uid, user.pw_gid)
    closed = site.path("example-site/50-local.ini")
    for name in ("redis-password", "redis-secret"):
        os.chown(site.path(name), user.pw_uid, user.pw_gid)
    assert "files" not in site.wrong()
    os.chmod(closed, 0o600)
    rows, _ = site.rows()
    assert rows["files"]["message"] == f"nobody cannot read {closed}", rows["files"]
    assert rows["files"]["command"] == f"setfacl -m u:nobody:r {closed}", rows["files"]
    os.chmod(closed, 0o644)
    os.chown(site.path("last-resort"), 0, 0)
    os.chmod(site.folder, 0o700)


@proves
def what_nginxs_user_cannot_read_is_told(site):
    only_root()
    with site.changed("nginx.conf", lambda text: text.replace("user root;", "user nobody;")):
        assert "last-resort" in site.wrong(), "it is below a folder that is closed"
        os.chmod(site.folder, 0o755)
        assert "last-resort" not in site.wrong()
        os.chmod(site.folder, 0o700)


@proves
def a_redis_that_lets_nobody_in_or_has_no_bound_is_told(site):
    """And one whose port is in no network that the unit has."""
    only_root()
    redis = Redis(site.path("redis.sock"))
    assert "maxmemory" not in site.rows()[0]["redis"]["message"], "as it is shipped"
    redis.ask("ACL", "SETUSER", "signpost", "-info")
    assert "does not tell whether" in site.rows()[0]["redis"]["message"]
    redis.ask("ACL", "SETUSER", "signpost", "+info")
    redis.ask("CONFIG", "SET", "maxmemory", "0")
    rows, _ = site.rows()
    assert "has no maxmemory" in rows["redis"]["message"], rows["redis"]
    redis.ask("CONFIG", "SET", "maxmemory", "64mb")
    redis.ask("ACL", "SETUSER", "signpost", "-get")
    rows, _ = site.rows()
    assert rows["redis"]["state"] == "wrong" and "NOPERM" in rows["redis"]["message"], rows["redis"]
    assert "+get +set +unlink" in rows["redis"]["command"], rows["redis"]
    redis.ask("ACL", "SETUSER", "signpost", "+get")
    with site.changed("redis-password", lambda _: "another\n"):
        rows, _ = site.rows()
        assert "does not know the user or the password" in rows["redis"]["message"], rows["redis"]
        assert "acl setuser signpost " in rows["redis"]["command"], rows["redis"]
        assert "another" not in str(rows["redis"]), "no secret is printed"
    port = free_port()
    redis.ask("CONFIG", "SET", "port", str(port))
    site.write("bin/systemctl", "#!/bin/sh\necho PrivateNetwork=yes\n")
    with site.changed("signpost.ini", lambda text: text.replace(
            f"address = unix:{site.path('redis.sock')}", f"address = 127.0.0.1:{port}")):
        rows, _ = site.rows()
    assert "PrivateNetwork" in rows["redis"]["message"], rows["redis"]
    assert "redis-tcp.conf" in rows["redis"]["command"], rows["redis"]
    site.write("bin/systemctl", "#!/bin/sh\necho enabled\n")


@proves
def where_there_is_only_valkey_the_remedies_name_its_programs(site):
    only_root()
    redis = Redis(site.path("redis.sock"))
    with site.changed("redis-password", lambda _: "another\n"):
        assert site.rows()[0]["redis"]["command"].startswith("redis-cli acl "), "Redis is here"
        site.write("bin/valkey-cli", "#!/bin/sh\necho valkey-cli 8.1\n")
        os.chmod(site.path("bin/valkey-cli"), 0o755)
        site.programs = site.path("bin")
        assert site.rows()[0]["redis"]["command"].startswith("valkey-cli acl ")
    redis.ask("ACL", "SETUSER", "signpost", "+info")
    redis.ask("CONFIG", "SET", "maxmemory", "0")
    assert site.rows()[0]["redis"]["command"].startswith("valkey-cli config set ")
    with site.changed("signpost.ini", lambda text: text.replace(
            f"address = unix:{site.path('redis.sock')}", "address = 127.0.0.1:1")):
        site.write("bin/systemctl", "#!/bin/sh\necho PrivateNetwork=no\n")
        assert "enable --now valkey-server," in site.rows()[0]["redis"]["command"]
    site.write("bin/systemctl", "#!/bin/sh\necho enabled\n")
    redis.ask("CONFIG", "SET", "maxmemory", "64mb")
    os.remove(site.path("bin/valkey-cli"))
    site.programs = os.environ["PATH"]


@proves
def the_page_is_the_arguments_or_the_settings(site):
    lost = f"http://127.0.0.1:{site.port}/about.html"
    assert "host-page" in site.wrong(lost)
    with site.changed("signpost.ini", lambda text: text.replace(
            "[site]\n", f"[site]\nhost-page = {lost}\n")):
        assert "host-page" in site.wrong()


@proves
def who_is_not_root_is_told_what_was_left_out(site):
    only_root()
    user = pwd.getpwnam("nobody")

    def drop():
        os.setgid(user.pw_gid)
        os.setuid(user.pw_uid)

    os.chmod(site.folder, 0o755)
    done = site.examine("--json", preexec_fn=drop)
    rows = {row["check"]: row for row in json.loads(done.stdout)}
    left = {name for name, row in rows.items() if row["state"] == "left out"}
    assert left == FOR_ROOT, rows
    assert rows["responder"]["state"] == "wrong", rows
    assert "may not connect" in rows["responder"]["message"], rows
    assert rows["responder"]["command"] == rows["served"]["command"] == "sudo signpost doctor"
    assert "no one listens" not in str(rows)
    words = site.examine(preexec_fn=drop).stdout
    assert "5 left out; root can look at those too." in words, words
    os.chmod(site.folder, 0o700)


@proves
def a_redis_and_a_responder_that_are_not_there_are_told(site):
    only_root()
    site.end("redis")
    rows, _ = site.rows()
    assert rows["redis"]["state"] == "wrong" and "redis.sock" in rows["redis"]["message"], rows
    site.end("signpost")
    rows, code = site.rows()
    assert {"responder", "served"} <= {n for n, r in rows.items() if r["state"] == "wrong"}, rows
    assert "no one listens" in rows["responder"]["message"] and code == SETTINGS_FAULT


if __name__ == "__main__":
    sys.exit(tap.run_on(Examined, "nginx", "redis-server"))
