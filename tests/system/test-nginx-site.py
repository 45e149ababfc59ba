#!/usr/bin/python3
"""The shipped files in a site that has settings of its own, with a real nginx
and the program: what the site says in signpost-site.conf holds, its headers stay
and none comes twice, and its ordinary settings do not remove the section."""

import gzip
import http.client
import os
import random
import re
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import bare_nginx
import tap
from command import printed
from fcgi_client import ask
from places import read_source, source_folder
from stand import free_port
from tap import proves
from visitor import Visitor, get
from website import Website

SEED = int(os.environ.get("SIGNPOST_SEED") or random.randrange(10**6))
HOTLINE = "tel:+18883737888"
STRANGER = "127.0.0.75"
WEBSITE = "127.0.0.76"
TRANSPORT = "max-age=31536000; includeSubDomains"
POLICY = "default-src 'self'"

# What a server block may have that is none of our business.
FULL = """
	add_header Strict-Transport-Security "max-age=31536000; includeSubDomains" always;
	add_header Content-Security-Policy "default-src 'self'" always;
	add_header X-Frame-Options SAMEORIGIN always;
	add_header X-Content-Type-Options nosniff always;
	add_header Referrer-Policy unsafe-url always;
	add_header Permissions-Policy "camera=()" always;
	add_header Cross-Origin-Resource-Policy same-site always;
	add_header Access-Control-Allow-Origin https://site.example always;
	add_header Cache-Control "public, max-age=600" always;
	add_header ETag '"site"' always;
	add_header Vary Cookie always;
	add_header Link '</site.css>; rel=preload' always;
	expires 1h;
	gzip_static on;
	gzip on;
	gzip_vary on;
	etag on;
	sub_filter_once on;
	index index.html;
"""
LONG = '<!--# include virtual="/referrals/fragment?heading=2&filters=section&keep=%s" -->' % (
    ",".join(f"parameter_{i}" for i in range(60)))
SHORT = '<!--# include virtual="/referrals/fragment?filters=section" -->'


class Full(Website):
    """Beside the website: `full`, an nginx whose server block has all of that,
    and whose signpost-site.conf says what is to stay."""

    def __init__(self):
        super().__init__()
        self.full, self.asked = free_port(), free_port()

    def build(self):
        super().build()
        page = "<!DOCTYPE html>\n<title>x</title>\n<body>\n%s\n"
        for name, include in (("long", LONG), ("short", SHORT), ("folder/index", SHORT)):
            self.write(f"demo-site/{name}.html", page % include)
            with gzip.open(self.path(f"demo-site/{name}.html.gz"), "wb") as file:
                file.write((page % include).encode())
        site_file = read_source("nginx", "signpost-site.conf")
        for name, value in (("transport_security", TRANSPORT),
                            ("content_security_policy", POLICY),
                            ("frame_options", "SAMEORIGIN"),
                            ("permissions_policy", "camera=()")):
            empty = f'$signpost_site_{name} {{\n\tdefault "";'
            assert empty in site_file, name
            site_file = site_file.replace(empty, empty.replace('""', f'"{value}"'))
        assert "\t#127.0.0.1 1;\n" in site_file
        site_file = site_file.replace("\t#127.0.0.1 1;\n", f"\t{STRANGER} 1;\n")
        website = "\t# 203.0.113.7 1;\n"
        assert website in site_file
        site_file = site_file.replace(website, f"\t{WEBSITE} 1;\n")
        self.write("site/signpost-site.conf", site_file)
        text = read_source("nginx", "signpost.conf")
        include = "include signpost-site.conf;"
        assert text.count(include) == 1
        locations = "".join(f"location = /{name}.html {{ include signpost-host.conf; }}\n"
                            for name in ("get-help", "long", "short", "folder/index"))
        bare_nginx.start(self, "full", text.replace(
            include, f"include {self.path('site/signpost-site.conf')};") + f"""
            types {{ text/html html; }}
            server {{
                listen 127.0.0.1:{self.full};
                root {self.folder}/demo-site;
                {FULL}
                {locations}
                include signpost-locations.conf;
                include signpost-errors.conf;
            }}
        """)


def headers_of(port, path, method="GET", address="127.0.0.1", body=None, **more):
    """(status, [(name, value)]), as they came."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20,
                                            source_address=(address, 0))
    connection.request(method, path, body,
                       {name.replace("_", "-"): value for name, value in more.items()})
    response = connection.getresponse()
    response.read()
    connection.close()
    return response.status, [(name.lower(), value) for name, value in response.getheaders()]


OURS = ("/referrals/", "/referrals/e/osha", "/referrals/phones", "/referrals/fragment",
        "/referrals/embed", "/referrals/nowhere", "/referrals/api/", "/referrals/api/v1/",
        "/referrals/api/v1/entries", "/referrals/api/v1/entries/none", "/referrals/entries.csv",
        "/referrals/entries.atom", "/referrals/openapi.json", "/referrals/api/hsds/services",
        "/referrals/healthz", "/referrals", "/referrals/assets/signpost.css",
        "/referrals/assets/signpost.js", "/referrals/assets/nothing.css")


@proves
def no_header_of_ours_comes_twice_and_the_transport_security_of_the_site_stays(site):
    # What another cache keeps the answers apart by may stand in two lines.
    several = {"vary", "link"}
    for path in OURS:
        for more in ({}, {"Accept_Encoding": "gzip"}, {"Origin": "https://a.example"}):
            _, headers = headers_of(site.full, path, **more)
            names = [name for name, _ in headers if name not in several]
            assert len(names) == len(set(names)), (path, headers)
            assert dict(headers)["strict-transport-security"] == TRANSPORT, (path, headers)
            assert not [h for h in headers if "site.example" in h[1] or h[1] == "unsafe-url"
                        or "max-age=600" in h[1] or h[1] == "Cookie"], (path, headers)


@proves
def our_own_headers_are_those_of_a_site_that_has_none(site):
    for path in OURS:
        wanted = dict(headers_of(site.port, path)[1])
        got = dict(headers_of(site.full, path)[1])
        for name in ("date", "server", "strict-transport-security", "content-length",
                     "transfer-encoding", "expires"):
            wanted.pop(name, None)
            got.pop(name, None)
        if path != "/referrals/healthz":
            assert got == wanted, (path, got, wanted)


@proves
def what_nginx_itself_answers_has_them_too(site):
    site.kill_program()
    try:
        for path, method, body in (("/referrals/?x=1", "GET", None),
                                   ("/referrals/api/v1/?x=1", "GET", None),
                                   ("/referrals/fragment?x=1", "GET", None),
                                   ("/referrals/", "POST", "x" * 5000)):
            _, headers = headers_of(site.full, path, method, body=body)
            names = [name for name, _ in headers]
            assert len(names) == len(set(names)), (path, headers)
            assert dict(headers)["strict-transport-security"] == TRANSPORT, path
            assert dict(headers)["referrer-policy"] == "no-referrer", path
            assert dict(headers)["cache-control"] == "no-store", path
    finally:
        site.revive_program()


@proves
def the_page_that_holds_the_section_keeps_the_headers_of_its_site(site):
    for path in ("/get-help.html", "/short.html", "/folder/"):
        for more in ({}, {"Accept_Encoding": "gzip"}):
            status, headers = headers_of(site.full, path, **more)
            assert status == 200, path
            names = [name for name, _ in headers if name != "vary"]
            assert len(names) == len(set(names)), (path, headers)
            for name, value in {
                "strict-transport-security": TRANSPORT, "content-security-policy": POLICY,
                "x-frame-options": "SAMEORIGIN", "permissions-policy": "camera=()",
                "x-content-type-options": "nosniff", "cache-control": "no-store",
                "referrer-policy": "no-referrer",
            }.items():
                assert dict(headers).get(name) == value, (path, name, headers)
            assert "expires" not in dict(headers), (path, headers)


@proves
def who_says_nothing_sends_nothing_empty(site):
    _, headers = headers_of(site.port, "/get-help.html")
    for name in ("strict-transport-security", "content-security-policy", "x-frame-options"):
        assert name not in dict(headers), headers


# What removes the section without a word.


@proves
def an_include_of_any_length_shows_the_section(site):
    assert len(LONG) > 800
    text = get(site.full, "/long.html").text
    assert HOTLINE in text and "/e/osha" in text, text[:500]


@proves
def a_packed_file_beside_the_page_is_not_what_visitors_get(site):
    for path in ("/short.html", "/folder/", "/folder/index.html"):
        answer = get(site.full, path, Accept_Encoding="gzip")
        assert answer.status == 200 and "<!--#" not in answer.text, answer.text[:300]
        assert HOTLINE in answer.text and "/e/osha" in answer.text, path


@proves
def the_page_of_a_folder_holds_the_section_under_both_its_addresses(site):
    for path in ("/folder/", "/folder/index.html", "/folder/?sp-audience=workers"):
        assert "/e/osha" in get(site.full, path).text, path


@proves
def nginx_has_nothing_to_say_against_the_files(site):
    """Not even a warning, in the site of the demo and in one full of headers."""
    for log in ("log/nginx.log", "log/full.log"):
        assert not re.search(r"\[(warn|error|crit|alert|emerg)\]", site.read(log)), site.read(log)


# What the site says.


@proves
def the_operators_are_those_of_the_sites_own_file(site):
    for name in ("healthz", "readyz", "metrics"):
        assert get(site.full, "/referrals/" + name, address=STRANGER).status == 200, name
        assert get(site.full, "/referrals/" + name).status == 403, name


@proves
def a_website_that_is_named_fetches_the_section_without_a_limit(site):
    """All of its visitors are one address."""
    visitor = Visitor(site.full, WEBSITE)
    for _ in range(600):
        assert "signpost-count" in visitor.ask("/referrals/fragment?filters=section").text
    visitor.close()


@proves
def every_file_says_before_its_first_line_what_it_does_to_headers_limits_and_logs(_):
    names = [name for name in os.listdir(os.path.join(source_folder(), "nginx"))
             if name.endswith((".conf", ".conf.in", "_params"))]
    assert len(names) >= 7, names
    for name in names:
        if name == "demo.conf.in":  # a whole server, for nobody's site
            continue
        head = re.split(r"^[^#\n]", read_source("nginx", name), maxsplit=1, flags=re.M)[0]
        for word in ("set", "header", "limit", "log"):
            assert re.search(rf"\b{word}s?\b", head, re.I), (name, word)


@proves
def no_file_that_we_make_anew_holds_what_a_site_may_change(_):
    for name in ("signpost.conf", "signpost-locations.conf", "signpost-host.conf"):
        text = re.sub(r"#.*", "", read_source("nginx", name))
        for directive in ("limit_req_zone", "limit_conn_zone", "fastcgi_cache_path", "geo",
                          "allow 1", "upstream signpost", "rate="):
            assert directive not in text, (name, directive)


# Languages.

TAGS = ("en", "es", "ar", "zh-hant", "pt-br", "pt")


def reduced(site, tags, headers):
    """What the printed map makes of each header, for a directory in these
    languages."""
    settings = site.path("languages")
    os.makedirs(settings, exist_ok=True)
    text = site.read("data/10-directory.ini")
    assert "languages = en, es\n" in text
    site.write("languages/10.ini", text.replace("languages = en, es\n",
                                                f"languages = {', '.join(tags)}\n"))
    for name in os.listdir(site.path("data")):
        if name != "10-directory.ini":
            site.write(f"languages/{name}", site.read(f"data/{name}"))
    text = printed("reference", "nginx", "--http", "-s", f"directory.path={settings}")
    port, name = free_port(), f"languages-{len(tags)}"
    bare_nginx.start(site, name, text.replace(
        "include signpost-site.conf;", read_source("nginx", "signpost-site.conf")) + f"""
        server {{ listen 127.0.0.1:{port};
                  location / {{ return 200 "$signpost_language."; }} }}""")
    try:
        return [get(port, "/", Accept_Language=header).text[:-1] for header in headers]
    finally:
        site.end(name)


@proves
def the_map_honors_weights_and_knows_each_language_of_the_directory(site):
    wanted = {
        "en;q=0.1,es;q=0.9": "es", "es;q=0.9,en": "en", "es, en": "es", "EN-us": "en",
        "ar": "ar", "fr, ar-EG;q=0.4, en;q=0.3": "ar", "en;q=0, es;q=0.1": "es",
        "es;q=0.000": "", "es;q=0.001": "es", "es;q=0": "", "fr": "", "": "", "*": "",
        "*;q=0.8, es;q=0.5": "", "es;q=0.5, *;q=0.1": "es", "zh": "zh-hant",
        "zh-Hant-TW": "zh-hant", "zh-Hans": "", "pt-PT": "pt", "pt-BR": "pt-br", "es;q=1.000": "es",
        "en ; q=0.2 , es ; q=0.3": "es", "esperanto": "", "den": "", "x-en": "",
        "es;q=0.5;q=0.9": "", "fr;q=1,de;q=0.9,es;q=0.8,en;q=0.7": "es",
        "en;q=0.95, es;q=0.5": "en", "es;q=2": "", "es;q=1.001": "", "\u00e9s": "",
    }
    for header, got in zip(wanted, reduced(site, TAGS, wanted)):
        assert got == wanted[header], (header, got, wanted[header])


@proves
def the_shipped_map_is_that_of_the_shipped_directory(_):
    assert printed("reference", "nginx", "--http") == read_source("nginx", "signpost.conf")


@proves
def nginx_and_the_responder_prefer_the_same_language(site):
    """Whatever a browser says, by tenths: through nginx as without it."""
    chance = random.Random(SEED)
    for _ in range(300):
        ranges = chance.sample(["en", "es", "es-MX", "en-GB", "fr", "de-CH", "*", "zh"],
                               chance.randint(1, 4))
        header = chance.choice((",", ", ")).join(
            name + chance.choice(("", ";q=1", ";q=1.0", ";q=0", ";q=0.0")
                                 + tuple(f";q=0.{i}" for i in range(1, 10)))
            for name in ranges)
        direct = ask(f"unix:{site.path('signpost.sock')}", "/referrals/phones",
                     HTTP_ACCEPT_LANGUAGE=header)
        wanted = direct.headers["content-language"]
        got = get(site.port, "/referrals/phones", Accept_Language=header)
        assert got.headers["content-language"] == wanted, (SEED, header, wanted)


# How long nginx waits.


@proves
def nginx_waits_a_second_and_for_what_is_sent_on_as_long_as_the_responder_may_take(_):
    def waits(*more):
        return re.findall(r"fastcgi_read_timeout (\S+);", printed("reference", "nginx", *more))

    assert set(waits()) == {"1s", "10000ms"}, waits()
    assert set(waits("-s", "server.deadline=30 s")) == {"1s", "30000ms"}


@proves
def how_long_the_responder_took_to_read_is_a_metric(site):
    text = get(site.port, "/referrals/metrics").text
    took_s = float(re.search(r"^signpost_generation_load_seconds (\S+)$", text, flags=re.M)[1])
    assert 0 < took_s < 5, took_s


@proves
def the_shipped_lives_let_nobody_give_an_old_answer_while_a_new_one_is_made(site):
    headers = get(site.port, "/referrals/api/v1/entries").headers
    assert headers["cache-control"] == "public, max-age=5, stale-if-error=86400", headers


if __name__ == "__main__":
    print(f"# seed: {SEED}")
    sys.exit(tap.run_on(Full, "nginx", "redis-server"))
