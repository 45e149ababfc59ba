#!/usr/bin/python3
"""What nginx keeps, with the shipped files, a real nginx, a real Redis and the
program: a changed number is seen at once, nobody waits for another, and where
there is no room nothing but the copy is missing."""

import concurrent.futures
import gzip
import itertools
import os
import re
import signal
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import bare_nginx
import tap
from command import options, run
from places import program, read_source, source_folder
from signpost_site import Site
from stand import free_port, missing, wait_until
from tap import proves
from visitor import Visitor, get
from website import Website, with_copies

OLD, NEW = "1-800-321-6742", "1-800-321-6743"
HOTLINE = "+18883737888"
PACKED = {"Accept_Encoding": "gzip"}

# Where the number of OSHA stands, and each is kept but the last two.
SHOWN = ("/referrals/", "/get-help.html", "/referrals/e/osha", "/referrals/fragment/e/osha",
         "/referrals/api/v1/entries/osha", "/referrals/api/v1/phones",
         "/referrals/api/v1/entries", "/referrals/entries.csv", "/referrals/entries.txt")
EXPORTS = ("entries.csv", "entries.ndjson", "entries.txt", "entries.atom",
           "api/hsds/services?format=ndjson")


class Copies(Website):
    """Beside the website: `brief`, whose copies are old after a second, and
    `plain`, an nginx with the files exactly as they are shipped."""

    def __init__(self):
        super().__init__()
        self.brief, self.plain, self.full = free_port(), free_port(), free_port()

    def build(self):
        os.mkdir(self.path("brief-last-resort"))
        super().build()
        self.start_responder("brief", "brief-last-resort")
        bare_nginx.start(self, "plain", bare_nginx.as_shipped() + self.server(self.plain))

    def _copy_shipped(self):
        super()._copy_shipped()
        self.copy_folder(self.path("data"), "brief-data")
        self.write_settings("brief", "brief-last-resort", "public", "brief-data",
                            "example-site")
        self.write("brief.ini", self.read("brief.ini") + "[cache]\n" + "".join(
            f"{view} = 1 s, 0 s, 1 day\n" for view in ("list", "entry", "phones", "api")))

    def server(self, port, include="signpost-locations.conf"):
        return f"""
            server {{
                listen 127.0.0.1:{port};
                root {self.folder}/demo-site;
                location = /get-help.html {{ include signpost-host.conf; }}
                include {include};
            }}
        """

    def more_servers(self):
        self.write("brief.conf", self.locations(name="brief"))
        return self.server(self.brief, "brief.conf")

    def change_number(self):
        text = self.read("brief-data/20-phones.ini")
        assert f"+{OLD}" in text
        self.write("brief-data/20-phones.ini", text.replace(f"+{OLD}", f"+{NEW}"))
        self.send("brief", signal.SIGHUP)


def has(text, number):
    return number.replace("-", "") in re.sub(r"[^0-9A-Za-z]", "", text)


@proves
def a_changed_number_is_what_the_next_visitor_gets(site):
    """Whoever comes first after a copy is old, however much later, gets the new
    number, and so does everybody after that."""
    for path in (*SHOWN, "/referrals/phones"):
        for _ in range(2):
            assert has(get(site.brief, path).text, OLD), path
    site.change_number()
    # Of what is kept last, the copy is old last.
    wait_until(lambda: has(get(site.brief, "/referrals/phones").text, NEW),
               what="the change being seen")
    for path in SHOWN * 2:
        text = get(site.brief, path).text
        assert has(text, NEW) and not has(text, OLD), path


@proves
def a_dead_responder_leaves_the_old_copy_everywhere(site):
    paths = [path for path in SHOWN if "entries." not in path]
    last = {path: [get(site.brief, path).body for _ in range(2)][1] for path in paths}
    site.end("brief", signal.SIGKILL)
    try:
        # There is an address without a copy, and those with one are old by then.
        assert get(site.brief, "/referrals/?x=1").status == 502
        for path in paths * 2:
            answer = get(site.brief, path)
            assert answer.status == 200 and answer.body == last[path], path
    finally:
        site.start_responder("brief", "brief-last-resort")


@proves
def a_hanging_responder_leaves_the_old_copy_too(site):
    paths = ("/referrals/", "/get-help.html")
    last = {path: [get(site.brief, path).body for _ in range(2)][1] for path in paths}
    site.send("brief", signal.SIGSTOP)
    try:
        for path in paths * 2:
            answer = get(site.brief, path)
            assert answer.status == 200 and answer.body == last[path], path
    finally:
        site.send("brief", signal.SIGCONT)


def meet(site, path):
    """Whether two who ask for the same are with the responder at once."""
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda path: get(site.mirrored, path), [path] * 2))
    return all(answer.status == 200 and "mirror:" in answer.text for answer in answers)


@proves
def nobody_waits_for_anothers_answer(site):
    for path in ("/referrals/?meet=2", "/referrals/fragment?meet=2",
                 "/referrals/api/v1/?meet=2"):
        meet(site, path)  # nginx would keep it from the second time on
        wait_until(lambda path=path: meet(site, path), what=f"two meeting at {path}")


# Without copies, as the files are shipped.


@proves
def the_shipped_files_keep_no_copies_and_miss_nothing(site):
    for path in SHOWN * 3:
        answer = get(site.plain, path)
        assert answer.status == 200 and answer.body == get(site.port, path).body, path
    log = site.read("log/signpost.log")
    assert " HIT whole" in log and " 200 " in log
    conf = bare_nginx.as_shipped()
    assert not re.search(r"^fastcgi_cache_path", conf, flags=re.M)


@proves
def who_has_an_answer_already_is_told_so_with_and_without_copies(site):
    for port in (site.plain, site.port):
        for path in ("", "e/osha", "phones", "?lang=es", "api/v1/entries", "openapi.json",
                     "api/hsds/services", *EXPORTS):
            for headers in ({}, PACKED):
                first = get(port, "/referrals/" + path, **headers)
                assert first.status == 200, path
                tag = first.headers["etag"]
                again = get(port, "/referrals/" + path, If_None_Match=tag, **headers)
                assert (again.status, again.body) == (304, b""), (again.status, path, headers)
                other = get(port, "/referrals/" + path, If_None_Match='"other"', **headers)
                assert (other.status, other.body) == (200, first.body), (other.status, path)


@proves
def a_piece_of_another_page_is_whole_whatever_its_visitor_has(site):
    for port in (site.plain, site.port):
        tag = get(port, "/referrals/fragment?filters=here&keep=lang&").headers["etag"]
        for _ in range(3):
            answer = get(port, "/get-help.html", If_None_Match=tag)
            assert answer.status == 200 and HOTLINE in answer.text


@proves
def exports_come_packed_to_who_can_unpack(site):
    for port in (site.plain, site.port):
        for path in EXPORTS:
            plain = get(port, "/referrals/" + path)
            assert "content-encoding" not in plain.headers, path
            packed = get(port, "/referrals/" + path, **PACKED)
            assert packed.headers.get("content-encoding") == "gzip", path
            assert gzip.decompress(packed.body) == plain.body, path
            assert len(packed.body) < len(plain.body), path


# A full file system.


def start_full(site, size, most="16m"):
    """An nginx whose copies lie in so much room, of which it may take `most`."""
    words = bare_nginx.may_mount()
    if not words:
        raise tap.Skip("a mount is refused here")
    copies = site.path("full-copies")
    os.makedirs(copies, exist_ok=True)
    mount = (f"mount -t tmpfs -o size={size},nr_inodes=8k,mode=0700 tmpfs {copies} && "
             'exec "$@"')
    text = with_copies(copies).replace("rate=50r/s", "rate=1000000r/s").replace(
        "max_size=16m", f"max_size={most}")
    bare_nginx.start(site, "full", text + site.server(site.full),
                     [*words, "sh", "-c", mount, "sh"])


def stop_full(site):
    site.end("full")
    wait_until(lambda: not os.path.exists(site.path("full.pid")), what="nginx ending")


@proves
def where_there_is_no_room_only_the_copy_is_missing(site):
    """Whole answers, in one file system in which nothing fits and in one in
    which some things do."""
    paths = [path for path in SHOWN if "entries." not in path]
    for size in ("4k", "64k", "128k"):
        start_full(site, size)
        try:
            for path in paths * 5:
                for headers in ({}, PACKED):
                    answer = get(site.full, path, **headers)
                    wanted = get(site.port, path, **headers)
                    assert answer.status == 200, (size, path)
                    assert answer.text == wanted.text, (size, path)
        finally:
            stop_full(site)


def held_open(site):
    """The copies that nginx has forgotten and still holds open."""
    master = site.pid("full")
    with open(f"/proc/{master}/task/{master}/children", encoding="ascii") as file:
        children = file.read().split()
    links = [os.readlink(entry.path) for child in children
             for entry in os.scandir(f"/proc/{child}/fd")]
    return [link for link in links if "full-copies" in link and link.endswith("(deleted)")]


@proves
def after_a_flood_that_took_all_the_room_there_are_copies_again(site):
    terms = re.findall(r"^\[(goal|audience|service|topic):([a-z0-9-]+)\]",
                       site.read("data/10-directory.ini"), flags=re.M)
    start_full(site, "2m", most="1m")
    try:
        visitor = Visitor(site.full)
        for one, other in list(itertools.combinations(terms, 2))[:150]:
            for _ in range(3):
                answer = visitor.ask("/referrals/?" + "&".join(map("=".join, (one, other))))
                assert answer.status == 200 and answer.text.rstrip().endswith("</html>"), one
        visitor.close()

        def is_kept():
            get(site.full, "/referrals/phones?lang=es")
            return site.read("log/signpost.log").splitlines()[-1].endswith(" HIT whole")
        wait_until(is_kept, what="a copy being kept")
        assert held_open(site) == []
    finally:
        stop_full(site)


@proves
def the_file_systems_are_those_that_the_sites_file_names(_):
    """In the units as in the lines for fstab, and 16 MB larger than the copies
    may become."""
    text = bare_nginx.as_shipped()
    size = int(re.search(r"max_size=(\d+)m", text)[1]) + 16
    units = os.path.join(source_folder(), "conf/systemd")
    for name in ("signpost_copies", "signpost_arriving"):
        path = os.path.join(units, f"run-{name}.mount")
        unit = read_source("conf", "systemd", os.path.basename(path))
        options = re.search(r"^Options=(.*)$", unit, flags=re.M)[1]
        assert options.startswith(f"size={size}m,"), options
        assert f"Where=/run/{name}\n" in unit
        assert re.search(rf"#\ttmpfs /run/{name} +tmpfs {options},x-mount.mkdir 0 0\n", text), options
        assert f"run-{name}.mount" in text
        tap.need(not missing("systemd-analyze"), "systemd-analyze is not installed")
        assert subprocess.run(["systemd-analyze", "verify", "--man=no", path], check=False,
                              capture_output=True).returncode == 0, path


@proves
def an_answer_that_is_cut_off_is_seen_in_the_log(site):
    """What goes wrong on the way shows in the line of the visit."""
    before = site.read("log/signpost.log")
    assert before.count(" whole\n") and " cut\n" not in before
    assert re.search(r" (HIT|MISS|EXPIRED|-) whole\n", before)


@proves
def a_full_file_system_under_the_copies_is_seen(_):
    """Which nginx itself tells nobody; of bytes, and of files."""
    words = bare_nginx.may_mount()
    if not words:
        raise tap.Skip("a mount is refused here")
    fills = {"bytes": ("size=512k", "head -c 500k /dev/zero >copies/one"),
             "files": ("size=512k,nr_inodes=33", "for i in $(seq 31); do : >copies/$i; done"),
             "roomy": ("size=512k", "true")}
    with Site() as site:
        assert site.health()["copies"] == "off"
        assert "signpost_copies" not in site.ask("/metrics").text
        os.mkdir(site.path("copies"))
        os.mkdir(site.path("arriving"))
        folders = ":".join(site.path(each) for each in ("nowhere", "arriving", "copies"))
        label = f'{{folder="{site.path("copies")}"}}'
        for name, (room, fill) in fills.items():
            script = (f"cd {site.folder} && mount -t tmpfs -o {room} tmpfs copies && "
                      f'{fill} && exec "$@"')
            site.start(name, *words, "sh", "-c", script, "sh", program(), "serve", *options(
                [*site.settings, f"server.listen={site.address(name)}",
                 f"cache.copies={folders}"]))
            site.await_socket(name, f"{name}.sock")
            state = "ok" if name == "roomy" else "full"
            assert site.ask("/healthz", name).json["copies"] == state, name
            told = site.ask("/metrics", name).text
            assert f"signpost_copies_bytes{label} 524288\n" in told, told
            free = {what: int(re.search(rf"signpost_copies_free_{what}{re.escape(label)} (\d+)",
                                        told)[1]) for what in ("bytes", "files")}
            assert name == "roomy" or free[name] < {"bytes": 32768, "files": 3}[name], free
            assert told.count("signpost_copies_free_bytes{") == 2, told
            pinged = run("ping", site.address(name))
            assert f'"copies":"{state}"' in pinged.stdout, pinged


if __name__ == "__main__":
    sys.exit(tap.run_on(Copies, "nginx", "redis-server"))
