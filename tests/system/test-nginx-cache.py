#!/usr/bin/python3
"""nginx's copies of answers, with the shipped files: what is among them, what
never is, and what they are good for when responders fail."""

import concurrent.futures
import gzip
import http.client
import json
import os
import random
import re
import signal
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from fcgi_client import Client
from redis_client import Redis
from stand import free_port, wait_until
from tap import proves
from visitor import Visitor, get
from website import Website

HOTLINE = "tel:+18883737888"
MARK = "zqxmark"
STRANGER = "127.0.0.78"


class Cached(Website):
    """Beside the servers of the website: `second`, whose locations go to two
    responders, and `brief`, whose copies are old after a second."""

    def __init__(self):
        super().__init__()
        self.second, self.brief = free_port(2), free_port()

    def build(self):
        for name in ("other", "brief"):
            os.mkdir(self.path(name + "-last-resort"))
        super().build()
        self.start_responder("other", "other-last-resort")
        self.start_responder("brief", "brief-last-resort")

    def _copy_shipped(self):
        super()._copy_shipped()
        for name in ("other", "brief"):
            self.copy_folder(self.path("data"), name + "-data")
            self.write_settings(name, name + "-last-resort", "public",
                                name + "-data", "example-site")
        for name, life in (("signpost", "1 h"), ("other", "1 h"), ("brief", "1 s")):
            self.write(f"{name}.ini", self.read(f"{name}.ini") + "[cache]\n" + "".join(
                f"{view} = {life}, {life}, {life}\n"
                for view in ("list", "entry", "phones", "api")) + "[site]\nhandout = on\n")

    def shared(self, socket):
        text = super().shared(socket)
        line = f"server {socket} max_fails=0;"
        assert text.count(line) == 1
        other = line.replace("signpost.sock", "other.sock")
        return text.replace(line, f"{line}\n\t{other}")

    def more_servers(self):
        socket = f"fastcgi_pass unix:{self.path('signpost.sock')}"
        self.write("second.conf", self.locations().replace(
            socket, "fastcgi_pass signpost"))
        self.write("brief.conf", self.locations(name="brief"))
        return f"""
            server {{
                listen 127.0.0.1:{self.second};
                include second.conf;
            }}
            server {{
                listen 127.0.0.1:{self.brief};
                root {self.folder}/demo-site;
                include brief.conf;
            }}
        """

    def copies(self):
        """{key: bytes} of everything that nginx keeps."""
        found = {}
        for folder, _, names in os.walk(self.path("nginx-cache")):
            for name in names:
                with open(os.path.join(folder, name), "rb") as file:
                    data = file.read()
                found[re.search(rb"\nKEY: (.*)\n", data)[1].decode()] = data
        return found

    def _counted(self, *names):
        health = json.loads(get(self.port, "/referrals/healthz").text)
        return sum(health[name] for name in names)

    def asked(self):
        """How often the responder was asked for what may be kept."""
        return self._counted("hits", "misses")

    def made(self):
        """How often it had to make it."""
        return self._counted("misses")


def kept(site, path, **headers):
    """An answer of which nginx has a copy afterward."""
    for _ in range(2):
        answer = get(site.port, path, **headers)
    return answer


@proves
def a_page_is_asked_for_twice_and_then_nginx_has_it(site):
    for path in ("/referrals/", "/referrals/?goal=access", "/referrals/e/osha",
                 "/referrals/fragment?goal=access", "/referrals/phones",
                 "/referrals/api/v1/entries", "/get-help.html"):
        wanted = kept(site, path)
        before = site.asked()
        answer = get(site.port, path)
        assert answer.status == 200 and answer.body == wanted.body, path
        assert site.asked() == before, path


@proves
def the_browser_keeps_no_page_though_nginx_does(site):
    for path in ("/referrals/", "/referrals/e/osha", "/referrals/fragment"):
        kept(site, path)
        headers = get(site.port, path).headers
        assert headers["cache-control"] == "no-store", headers
        assert "x-accel-expires" not in headers, headers


@proves
def only_the_one_spelling_is_kept(site):
    before = set(site.copies())
    for query in ("%67oal=access", "goal=access&goal=access", "goal=access&x=1",
                  "x=1&goal=access", "goal=access&goal=coordinate", "goal=coordinate,access",
                  "goal=access&page=1", "goal=&audience=workers", "&goal=access",
                  "goal=access&audience=workers&", "GOAL=access", "audience=nobody",
                  f"q={MARK}", f"goal=access&q={MARK}", f"{MARK}=1", f"goal={MARK}",
                  f"lang={MARK}", f"page={MARK}"):
        for place in ("/referrals/", "/referrals/fragment", "/referrals/api/v1/entries"):
            for _ in range(3):
                get(site.port, f"{place}?{query}")
    for query in (f"search={MARK}", f"search={MARK}&page=1", f"taxonomy_id={MARK}"):
        for place in ("services", "organizations", "taxonomies", "taxonomy_terms"):
            for _ in range(3):
                get(site.port, f"/referrals/api/hsds/{place}?{query}")
    assert not set(site.copies()) - before
    for path in (f"/referrals/e/{MARK}", f"/referrals/{MARK}", f"/get-help.html?a={MARK}",
                 f"/get-help.html?page_id={MARK}", f"/get-help.html?sp-q={MARK}"):
        for _ in range(3):
            get(site.port, path)
    for key, data in site.copies().items():
        assert MARK not in key and MARK.encode() not in data, key


@proves
def a_handout_and_a_list_with_chosen_entries_are_kept_neither_by_nginx_nor_by_redis(site):
    redis = Redis(site.path("redis.sock"))
    copies, keys = set(site.copies()), set(redis.keys())
    chosen = "entry=whd&entry=osha"
    for path in (f"handout?{chosen}", f"handout/both?{chosen}", f"handout/card?{chosen}",
                 f"handout.txt?{chosen}", f"?{chosen}", f"?{chosen}&audience=workers",
                 f"e/uscis?{chosen}"):
        for _ in range(3):
            answer = get(site.port, "/referrals/" + path)
            assert answer.status == 200, (path, answer.status)
            assert answer.headers["cache-control"] == "no-store", (path, answer.headers)
    assert set(site.copies()) == copies and set(redis.keys()) == keys
    kept(site, "/referrals/?topic=labor-trafficking")
    others = len(set(site.copies()) - copies), len(set(redis.keys()) - keys)
    assert others == (1, 1), others


@proves
def an_address_cannot_be_mistaken_for_another_and_its_arguments(site):
    kept(site, "/referrals/?goal=access")
    for path in ("/referrals/%3Fgoal=access", "/referrals/%20?goal=access",
                 "/referrals/%20goal=access", "/referrals/%0Agoal=access"):
        answer = get(site.port, path)
        assert answer.status == 404, (path, answer.status)


@proves
def who_asks_for_a_format_of_his_own_spoils_nothing_that_is_kept(site):
    path = "/referrals/api/v1/entries?department=hhs"
    for accept, media in (("text/csv", "text/csv"), ("image/png", "application/problem+json"),
                          ("application/jsonx, text/plain", "text/plain"),
                          ("application/json;q=0.1, text/csv", "text/csv")):
        for _ in range(3):
            answer = get(site.port, path, Accept=accept)
            assert answer.headers["content-type"].startswith(media), (accept, answer.headers)
    assert not [key for key in site.copies() if "department=hhs /referrals/api" in key]
    wanted = kept(site, path)
    before = site.asked()
    for accept in ("*/*", "application/json", "application/json, text/plain, */*"):
        answer = get(site.port, path, Accept=accept)
        assert answer.body == wanted.body, accept
        assert answer.headers["content-type"] == "application/json", accept
    assert site.asked() == before
    assert get(site.port, path, Accept="text/csv").text.startswith("id,")
    assert get(site.port, path).body == wanted.body


@proves
def a_head_that_comes_first_spoils_no_get(site):
    path = "/referrals/?audience=survivors"
    for _ in range(3):
        head = get(site.port, path, method="HEAD")
        assert head.status == 200 and head.body == b""
    answer = get(site.port, path)
    assert answer.status == 200 and b"</html>" in answer.body


@proves
def whoever_has_the_page_already_spoils_it_for_nobody(site):
    path = "/referrals/?audience=attorneys"
    tag = get(site.port, "/referrals/?audience=attorneys&x=1").headers["etag"]
    statuses = {get(site.port, path, If_None_Match=tag).status for _ in range(4)}
    assert 304 in statuses, statuses
    for _ in range(2):
        answer = get(site.port, path)
        assert answer.status == 200 and b"</html>" in answer.body
        assert answer.headers["etag"] == tag


@proves
def packed_and_plain_copies_are_two_and_say_the_same(site):
    path = "/referrals/?audience=prosecutors"
    packed = kept(site, path, Accept_Encoding="gzip")
    plain = kept(site, path)
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.body) == plain.body
    assert packed.headers["etag"] != plain.headers["etag"]
    for answer in (packed, plain):
        assert answer.headers["vary"] == "Accept-Encoding, Accept-Language", answer.headers
        assert not answer.headers["etag"].startswith("W/")
        again = get(site.port, path, If_None_Match=answer.headers["etag"],
                    Accept_Encoding=answer.headers.get("content-encoding", "identity"))
        assert again.status == 304, again.status


@proves
def who_cannot_unpack_after_all_is_given_plain_bytes(site):
    """nginx itself packs nothing for HTTP/1.0."""
    path = "/referrals/?audience=public"
    plain = kept(site, path)
    kept(site, path, Accept_Encoding="gzip")
    connection = http.client.HTTPConnection("127.0.0.1", site.port)
    connection._http_vsn, connection._http_vsn_str = 10, "HTTP/1.0"
    connection.request("GET", path, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    assert answer.getheader("content-encoding") is None
    assert answer.read() == plain.body
    connection.close()


@proves
def a_change_is_seen_when_the_copy_is_old(site):
    path = "/referrals/"
    for _ in range(2):
        assert "1-800-321-6742" in get(site.brief, path).text
    text = site.read("brief-data/20-phones.ini")
    assert "+1-800-321-6742" in text
    site.write("brief-data/20-phones.ini", text.replace("+1-800-321-6742", "+1-800-321-6743"))
    site.send("brief", signal.SIGHUP)
    wait_until(lambda: "1-800-321-6743" in get(site.brief, path).text,
               what="the change being seen")
    assert "1-800-321-6742" not in get(site.brief, path).text


@proves
def an_old_copy_is_better_than_none(site):
    path = "/referrals/"
    wanted = kept(site, path)
    for _ in range(2):
        last = get(site.brief, path)
    site.end("brief", signal.SIGKILL)
    try:
        # Its copy is old after a second, and nobody makes another.
        seen = [get(site.brief, path) for _ in range(30)]
        assert {answer.status for answer in seen} == {200}
        assert {answer.body for answer in seen} == {last.body}
        answer = get(site.brief, path + "?x=1")
        assert answer.status == 502 and HOTLINE in answer.text
    finally:
        site.start_responder("brief", "brief-last-resort")
    assert get(site.port, path).body == wanted.body


@proves
def of_two_responders_either_can_die_unnoticed(site):
    paths = ["/referrals/?x=1", "/referrals/fragment?x=1", "/referrals/api/v1/entries?x=1"]
    wanted = {path: get(site.second, path).body for path in paths}

    def ask(path):
        answer = get(site.second, path)
        return answer.status == 200 and answer.body == wanted[path]

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        for name, folder in (("signpost", "last-resort"), ("other", "other-last-resort")):
            asked = [pool.submit(ask, path) for path in paths * 100]
            wait_until(lambda: asked[20].done(), what="the load")
            site.end(name, signal.SIGKILL)
            assert all(each.result() for each in asked), name
            assert all(ask(path) for path in paths)
            site.start_responder(name, folder)


@proves
def who_asks_too_fast_is_shown_the_crisis_phones(site):
    visitor = Visitor(site.limited, STRANGER)
    for _ in range(3000):
        answer = visitor.ask("/referrals/?x=1")
        if answer.status != 200:
            break
    assert answer.status == 429, answer.status
    assert HOTLINE in answer.text
    assert answer.headers["cache-control"] == "no-store"
    visitor.close()
    # Others are not kept waiting for him.
    assert get(site.limited, "/referrals/?x=1").status == 200


@proves
def a_host_page_that_is_asked_for_too_fast_still_has_the_crisis_phones(site):
    visitor = Visitor(site.limited, "127.0.0.79")
    for _ in range(3000):
        answer = visitor.ask("/get-help.html?sp-page=99")
        assert answer.status == 200 and "</footer>" in answer.text
        assert HOTLINE in answer.text and "<center>" not in answer.text
        if "/e/osha" not in answer.text:
            break
    else:
        raise AssertionError("there was no limit")
    visitor.close()


@proves
def a_flood_of_wishes_leaves_everything_as_large_as_it_was(site):
    """10,000 combinations, each once."""
    chance = random.Random(7)
    text = site.read("data/10-directory.ini")
    terms = re.findall(r"^\[(goal|audience|service|topic):([a-z0-9-]+)\]", text, flags=re.M)
    assert len(terms) > 20, terms
    wishes = set()
    while len(wishes) < 10000:
        chosen = sorted(chance.sample(range(len(terms)), chance.randint(4, 9)))
        wishes.add("&".join("=".join(terms[i]) for i in chosen))
    wishes = sorted(wishes)
    hot = {path: kept(site, path).body for path in ("/referrals/", "/referrals/e/osha")}

    def flood(wanted):
        visitor = Visitor(site.port)
        for number, wish in enumerate(wanted):
            assert visitor.ask("/referrals/fragment?" + wish).status == 200
            # What everybody asks for is asked for meanwhile.
            for path in hot if number % 50 == 0 else ():
                assert visitor.ask(path).body == hot[path]
        visitor.close()

    flood(wishes[:1000])
    copies, kib = len(site.copies()), site.memory_kib("signpost")
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        list(pool.map(flood, (wishes[i::3] for i in range(3))))
    # The first thousand came twice, which may be kept.
    assert len(site.copies()) <= copies + 1000, (copies, len(site.copies()))
    assert site.memory_kib("signpost") < kib + 48 * 1024, (kib, site.memory_kib("signpost"))
    # What is asked for every day is still there, in nginx and behind it.
    before = site.asked()
    for path, body in hot.items():
        assert get(site.port, path).body == body
    assert site.asked() == before
    with Client(f"unix:{site.path('signpost.sock')}") as client:
        made = site.made()
        for path in hot:
            client.ask(path)
        assert site.made() == made


if __name__ == "__main__":
    sys.exit(tap.run_on(Cached, "nginx", "redis-server"))
