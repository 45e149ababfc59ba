#!/usr/bin/python3
"""nginx/demo, from its start to the empty place that it leaves, and the
installer that it shares with tests/run."""

import glob
import os
import re
import shutil
import signal
import socket
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from places import program, source_folder
from stand import Stand, free_port, wait_until
from tap import proves
from visitor import get

INTERRUPTS = signal.SIGINT, signal.SIGTERM, signal.SIGHUP


class Demo:
    """A running nginx/demo, with a folder of its own to leave things in."""

    def __init__(self, stand, port=None, signpost=None, *words):
        self.port = port or free_port(6)
        self.folder = stand.path(f"demo-{self.port}")
        os.makedirs(self.folder, exist_ok=True)
        self._process = subprocess.Popen(
            [os.path.join(source_folder(), "nginx/demo"), *words],
            env=dict(os.environ, PORT=str(self.port), TMPDIR=self.folder,
                     SIGNPOST=signpost or program()),
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, encoding="utf-8",
            # A shell lets what it starts in the background hear no interrupt, and
            # nohup no hangup.
            preexec_fn=lambda: [signal.signal(number, signal.SIG_DFL) for number in INTERRUPTS],
        )

    def await_ready(self):
        """What was printed up to `ready:`."""
        lines = []
        for line in self._process.stdout:
            lines.append(line.rstrip("\n"))
            if line.startswith("ready:"):
                return lines
        raise AssertionError(self._process.communicate())

    def interrupt(self, number=signal.SIGINT):
        self._process.send_signal(number)

    def end(self):
        """The exit status, and what was said on standard error."""
        _, said = self._process.communicate(timeout=30)
        return self._process.returncode, said

    def processes(self):
        """The ids of the processes that know the demo's folder."""
        found = []
        for path in glob.glob("/proc/[0-9]*/cmdline"):
            try:
                with open(path, "rb") as file:
                    if self.folder.encode() in file.read():
                        found.append(int(path.split("/")[2]))
            except OSError:
                pass
        return found

    def leftovers(self):
        return self.processes() + os.listdir(self.folder)


def is_free(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) != 0


@proves
def the_demo_serves_the_example_website_with_the_section(stand):
    demo = Demo(stand)
    try:
        lines = demo.await_ready()
        assert lines[-2:] == [
            f"intranet: http://127.0.0.1:{demo.port + 1}/referrals/",
            f"ready: http://127.0.0.1:{demo.port}/",
        ], lines
        page = get(demo.port, "/").text
        assert "an example site" in page
        assert "tel:" in get(demo.port, "/get-help.html").text
        assert get(demo.port, "/about.html").status == 200
        assert get(demo.port, "/referrals/").status == 200
        for file in ("/site.css", "/referrals/assets/signpost.css",
                     "/referrals/assets/signpost.js",
                     "/referrals/assets/signpost-host.js",
                     "/referrals/embed"):
            assert get(demo.port, file).status == 200, file
        for path in ("/frame.html", "/element.html", "/file.html"):
            assert "/referrals/" in get(demo.port, path).text, path
        assert "tel:" in get(demo.port, "/file.html").text
        assert "Harbor Neighbors</a>" in get(demo.port, "/referrals/").text
        assert "signpost-page" in get(demo.port + 1, "/referrals/").text
    finally:
        demo.interrupt()
        demo.end()


@proves
def the_next_port_is_the_intranet_with_its_internal_entries(stand):
    demo = Demo(stand)
    try:
        demo.await_ready()
        public = get(demo.port, "/referrals/").page.entries()
        inside = get(demo.port + 1, "/referrals/").page.entries()
        added = [entry for entry in inside if entry not in public]
        assert len(added) >= 2, added
        assert [entry for entry in inside if entry in public] == public
        for entry in added:
            assert get(demo.port, "/referrals/e/" + entry).status == 404
            page = get(demo.port + 1, "/referrals/e/" + entry)
            assert page.status == 200, entry
            assert "For colleagues" in page.text, entry
        assert get(demo.port, "/referrals/review").status == 404
        assert "checked" in get(demo.port + 1, "/referrals/review").text
        home = get(demo.port + 1, "/")
        assert (home.status, home.headers["location"]) == (302, "/referrals/")
        sheet = get(demo.port + 1, "/referrals/assets/signpost.css")
        assert sheet.status == 200, sheet.status
    finally:
        demo.interrupt()
        demo.end()


@proves
def as_a_cluster_it_shows_three_responders_of_which_one_may_hang(stand):
    demo = Demo(stand, None, None, "--cluster")
    try:
        demo.await_ready()
        wait_until(lambda: get(demo.port, "/cluster.html").text.count('"redis":"up"') == 3,
                   what="three with Redis")
        page = get(demo.port, "/cluster.html").text
        assert page.count('"status":"up"') == 3, page
        for name in ("signpost", "signpost-2", "signpost-3"):
            metrics = get(demo.port, f"/cluster/{name}/metrics").text
            # Which sentinel has told it, and where the next one would write.
            assert f'signpost_redis_node_up{{node="127.0.0.1:{demo.port + 3}"}} 1' in metrics, name
        written = glob.glob(os.path.join(demo.folder, "*", "signpost*.ini"))
        assert len(written) == 3, written
        for path in written:
            with open(path, encoding="utf-8") as settings:
                assert "\nnodes = 127.0.0.1\n" in settings.read(), path
        # Who did not listen yet when nginx first asked is not asked again at once.
        wait_until(lambda: get(demo.port, "/referrals/").status == 200 and
                   '"hits":0,"misses":0' not in get(demo.port, "/cluster.html").text,
                   what="nginx asking all three")
        hanging = int(re.search(r"kill -STOP (\d+)", page)[1])
        os.kill(hanging, signal.SIGSTOP)
        try:
            for _ in range(9):
                assert get(demo.port, "/referrals/?q=visa").status == 200
        finally:
            os.kill(hanging, signal.SIGCONT)
        assert get(demo.port + 1, "/referrals/").status == 200
    finally:
        demo.interrupt()
        assert demo.end()[0] == 0
    assert demo.leftovers() == []


@proves
def an_interrupted_demo_leaves_nothing_behind(stand):
    for number in INTERRUPTS:
        demo = Demo(stand)
        demo.await_ready()
        assert len(demo.processes()) >= 4
        demo.interrupt(number)
        status, said = demo.end()
        assert (status, said) == (0, ""), (status, said)
        assert demo.leftovers() == [], demo.leftovers()
        assert is_free(demo.port) and is_free(demo.port + 1)


@proves
def a_demo_that_is_interrupted_before_it_is_ready_leaves_nothing_behind(stand):
    demo = Demo(stand)
    wait_until(lambda: os.listdir(demo.folder), what="the scratch folder")
    demo.interrupt(signal.SIGTERM)
    status, _ = demo.end()
    assert status == 143, status
    assert demo.leftovers() == [], demo.leftovers()


@proves
def two_demos_run_side_by_side(stand):
    first, second = Demo(stand), Demo(stand)
    try:
        first.await_ready()
        second.await_ready()
        first.interrupt()
        assert first.end()[0] == 0
        assert first.leftovers() == []
        assert get(second.port, "/get-help.html").status == 200
        assert get(second.port + 1, "/referrals/").status == 200
    finally:
        second.interrupt()
        second.end()
    assert second.leftovers() == []


@proves
def a_port_that_is_taken_is_named_and_nothing_is_left_behind(stand):
    for step in (0, 1):
        port = free_port(2)
        with socket.socket() as other:
            other.bind(("127.0.0.1", port + step))
            other.listen()
            demo = Demo(stand, port)
            status, said = demo.end()
        assert status == 69, status
        assert f"port {port + step} is taken" in said, said
        assert demo.leftovers() == []


@proves
def a_port_that_is_no_port_is_refused(stand):
    for port in ("http", "70000", "65535", "0", "8080 "):
        demo = Demo(stand, port)
        status, said = demo.end()
        assert status == 64, status
        assert port in said, said


@proves
def a_demo_whose_program_ends_says_so_and_leaves_nothing_behind(stand):
    stand.write("faulty", "#!/bin/sh\n"
                '[ "$1" = serve ] || exit 0\necho cannot go on >&2\nexit 78\n')
    os.chmod(stand.path("faulty"), 0o755)
    demo = Demo(stand, signpost=stand.path("faulty"))
    status, said = demo.end()
    assert status == 70, status
    assert "cannot go on" in said, said
    assert re.search(r"signpost(-intranet)? failed", said), said
    assert demo.leftovers() == [], demo.leftovers()


# The installer, in a world where it finds only what the test puts there.


def install(stand, *arguments, user="0", sudo=None, installed=(), apt="exit 0",
            tools=("dpkg-query", "apt-get")):
    """Its exit status and what it said; apt-get's calls are in `calls`."""
    world = stand.path("world")
    shutil.rmtree(world, ignore_errors=True)
    os.mkdir(world)
    stand.write("calls", "")
    for name in ("bash", "cat", "env", "grep", "mktemp", "rm", "sh", "tail",
                 "chmod", "true"):
        os.symlink(shutil.which(name), os.path.join(world, name))
    calls = stand.path("calls")
    scripts = {
        "id": f"echo {user}",
        "dpkg-query": f'case " {" ".join(installed)} $(cat {calls})" in\n'
                      '*" $3 "*|*" $3") echo installed ;;\n*) exit 1 ;;\nesac',
        "apt-get": f'echo "$@" >>{calls}; {apt}',
    }
    if sudo is not None:
        scripts["sudo"] = sudo
    for name, script in scripts.items():
        if name in ("dpkg-query", "apt-get") and name not in tools:
            continue
        path = os.path.join(world, name)
        stand.write(path, f"#!/bin/sh\n{script}\n")
        os.chmod(path, 0o755)
    # The script adds the folders of root's commands to PATH; here they are
    # those of this world too.
    with open(os.path.join(source_folder(), "tests/install-packages"),
              encoding="utf-8") as file:
        text = file.read()
    text = text.replace("PATH=$PATH:/usr/sbin:/sbin\n", "")
    text = text.replace("/usr/sbin/policy-rc.d", stand.path("policy-rc.d"))
    stand.write("installer", text)
    done = subprocess.run(
        [shutil.which("bash"), stand.path("installer"), *arguments],
        env={"PATH": world}, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, encoding="utf-8", check=False,
    )
    return done.returncode, done.stdout, stand.read("calls").splitlines()


@proves
def the_installer_has_nothing_to_do_when_nothing_is_missing(stand):
    status, said, calls = install(stand, "make", "gcc", user="1000",
                                  installed=("make", "gcc"))
    assert (status, said, calls) == (0, "", []), (status, said, calls)


@proves
def the_installer_installs_what_is_missing_and_nothing_else(stand):
    status, said, calls = install(stand, "make", "gcc", installed=("make",))
    assert status == 0, said
    assert "missing: gcc" in said, said
    assert len(calls) == 2 and calls[0].endswith("update"), calls
    assert calls[1].endswith("install --no-install-recommends gcc"), calls


@proves
def the_installer_uses_sudo_when_not_root(stand):
    status, said, calls = install(stand, "gcc", user="1000",
                                  sudo='[ "$1" = -n ] && shift; exec "$@"')
    assert status == 0, said
    assert len(calls) == 2, calls


@proves
def without_root_and_sudo_the_one_line_to_type_is_printed(stand):
    for sudo in (None, "exit 1"):
        status, said, calls = install(stand, "make", "gcc", user="1000",
                                      sudo=sudo)
        assert status == 69, status
        line = "    apt-get install --no-install-recommends make gcc\n"
        assert said.count(line) == 1, said
        assert calls == [], calls


@proves
def a_system_without_apt_is_told_what_is_needed(stand):
    status, said, _ = install(stand, "make", "gcc", tools=())
    assert status == 69, status
    assert "make gcc" in said, said


@proves
def services_are_kept_from_starting_only_while_packages_are_installed(stand):
    policy = stand.path("policy-rc.d")
    apt = f'[ -x {policy} ] && {policy}; [ $? = 101 ]'
    status, said, _ = install(stand, "gcc", apt=apt)
    assert status == 0, said
    assert not os.path.exists(policy)
    status, said, _ = install(stand, "gcc", apt="exit 100")
    assert status == 69, said
    assert not os.path.exists(policy)


@proves
def a_policy_that_stands_there_already_is_left_alone(stand):
    stand.write("policy-rc.d", "the site's own")
    try:
        status, said, _ = install(stand, "gcc")
        assert status == 0, said
        assert stand.read("policy-rc.d") == "the site's own"
    finally:
        os.unlink(stand.path("policy-rc.d"))


if __name__ == "__main__":
    sys.exit(tap.run_on(Stand, "nginx", "redis-server", "bash"))
