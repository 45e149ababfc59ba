#!/usr/bin/python3
"""What is internal stays inside: the public and the internal scope side by
side, with one nginx, one Redis, responders that serve one scope and one that
serves both. Internal content is the example's and that of a generated
directory, in which every internal text is a word that stands nowhere else."""

import base64
import collections
import html
import http.client
import http.server
import itertools
import json
import os
import random
import re
import signal
import socket
import string
import subprocess
import sys
import threading
import urllib.parse

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from stand import free_port, missing, program, source_folder, wait_until
from tap import proves
from web import Answer, Visitor, get
from website import Site

SEED = int(os.environ.get("SIGNPOST_SEED") or random.randrange(10**6))
STRANGER = "127.0.0.77"
NEVER = "never-an-id-of-anything"

PUBLIC_FOLDERS = ("data", "example-site", "generated")
ALL_FOLDERS = PUBLIC_FOLDERS + ("example-intranet", "generated-internal")


# Directories


class Words:
    """Words that no text holds by chance."""

    def __init__(self, seed):
        self._random = random.Random(seed)

    def word(self):
        return "".join(self._random.choices(string.ascii_lowercase, k=12))

    def number(self):
        return f"+1-202-555-01{self._random.randint(50, 99)}"


def fields(words, *names):
    return "".join(f"{name} = {words.word()}\n" for name in names)


ENTRY_TEXTS = ("abbreviation", "aka", "summary", "note", "internal-note",
               "address", "area", "eligibility", "how", "languages",
               "cost")


def entry(words, name, more):
    """An entry with a word of its own in every text."""
    return (
        f"[entry:{name}]\nname = {words.word()}\nkind = office\n"
        + fields(words, *ENTRY_TEXTS)
        + f"email = {words.word()}@{words.word()}.example\n"
        f"link = https://{words.word()}.example/{words.word()} | "
        f"{words.word()}\nfact = {words.word()} | {words.word()}, 2020\n"
        f"hours = 24/7 | {words.word()}\n"
        f"correction = {words.word()} | {words.word()}\n"
        f"checked = 2020-02-02 | {words.word()}\n{more}\n"
    )


def phone(words, name, more=""):
    return (
        f"[phone:{name}]\nnumber = {words.number()}\n"
        + fields(words, "purpose", "prompt", "languages", "cost",
                 "note")
        + f"hours = 24/7 | {words.word()}\n"
        f"verified = 2020-02-02 | {words.word()}\n{more}\n"
    )


# In public too: two entries, and a phone that entries of both scopes use.
OPEN_ENTRY = """[entry:open-top]
{replaces}name = Open top
kind = department
summary = Stands above entries of both scopes.
audience = workers
goal = access
phone = open-line
link = https://open.example/
"""
GENERATED = OPEN_ENTRY.format(replaces="") + """
[entry:open-below]
name = Open below
kind = office
listed-under = open-top
summary = Stands below it.
audience = survivors, public
service = training
topic = data
goal = outcomes | its editors say so

[phone:open-line]
number = +1-202-555-0140
purpose = Ask openly
answered-by = ngo
verified = undated | nowhere
"""


def generated_internal(words):
    """What only the internal scope has: marked, below something marked, or
    used by nothing else; and what is internal of an entry that is public."""
    term, wider, who, marked, used, abroad, old = (
        words.word() for _ in range(7))
    ids = [words.word() for _ in range(8)]
    uses = (f"audience = {term} | {words.word()}\nservice = training\n"
            f"phone = {marked}, {used}, open-line\n")
    text = (
        f"[audience:{term}]\nparent = {wider}\n"
        + fields(words, "name", "summary", "note")
        + f"[audience:{wider}]\n" + fields(words, "name", "summary")
        + f"[answered-by:{who}]\n" + fields(words, "name", "caution")
        + phone(words, marked, f"answered-by = {who}\nvisibility = internal\n")
        + phone(words, used, f"answered-by = {who}\nabroad = {abroad}\n")
        + phone(words, abroad, f"answered-by = ngo\naudience = {term}\n")
    )
    above = ["visibility = internal\n"] * 2 + [
        "listed-under = open-top\nvisibility = internal\n",
        "parent = doj\nvisibility = internal\n",
        f"listed-under = {ids[0]}\n",
        f"parent = {ids[1]}\nlisted-under = open-below\n",
        f"listed-under = {ids[4]}\nreplaced-by = {ids[0]}\n",
        f"parent = {ids[2]}\nvisibility = public\n",
    ]
    if ";alias =" in reference():
        above[0] += f"alias = {old}\n"
    for name, more in zip(ids, above):
        text += entry(words, name, uses + more)
    return text + OPEN_ENTRY.format(replaces="replaces = shipped\n") + (
        f"internal-note = {words.word()}\naddress = {words.word()}\n"
        f"replaced-by = {ids[0]}\nphone = {marked}\n")


def reference():
    return subprocess.run([program(), "reference", "directory"], check=True,
                          stdout=subprocess.PIPE, encoding="utf-8").stdout


def sections(text):
    """(kind, id, [(key, value)]) of each section, read without much care."""
    text = re.sub(r"^[;#].*\n", "", text, flags=re.M)
    text = re.sub(r"\n[ \t]+", " ", text)
    for part in re.split(r"^\[", text, flags=re.M)[1:]:
        head, *lines = part.splitlines()
        kind, _, name = head.rstrip("]").partition(":")
        yield kind, name, [tuple(line.split(" = ", 1))
                           for line in lines if " = " in line]


def spellings(number):
    """Parts of a number that every way to write it has one of."""
    digits = re.sub(r"\D", "", number)[-7:]
    return {digits, digits[:3] + "-" + digits[3:]}


def secrets(text, known):
    """{kind of text: set of texts} of what stands in the sections of `text`
    and nowhere in `known`."""
    found = collections.defaultdict(set)
    for kind, name, pairs in sections(text):
        found[kind].add(name)
        for key, value in pairs:
            if key == "number":
                found[key] |= spellings(value)
            elif key != "visibility":
                found[key] |= set(re.split(r" \| |, ", value))
    for key, texts in found.items():
        found[key] = {t for t in texts if len(t) > 4 and t not in known}
    return {key: texts for key, texts in found.items() if texts}


# The servers


def routes():
    """Every address that the program's own table names, below the base."""
    with open(os.path.join(source_folder(), "fcgi/http/router.c"),
              encoding="utf-8") as file:
        found = re.findall(r'^\t\{ "(/[^"]*)",', file.read(), flags=re.M)
    assert {"/", "/e/*", "/phones", "/fragment", "/api/v1/facets"} <= set(found)
    return list(dict.fromkeys(found))


# They tell how often they were asked and for how long, so no two answers are
# alike.
OPERATORS = ("/healthz", "/readyz", "/metrics")

QUERIES = (
    "", "audience=workers", "audience=workers,survivors&goal=access",
    "department=doj", "department=open-top", "service=training&topic=data",
    "page=2&per_page=10", "page=999", "per_page=100", "sort=name", "q=office",
    "filters=here&keep=a&a=1&sp-audience=workers&sp-page=99", "lang=es",
    "fields=name,internal_note,address", "format=json", "audience=nobody",
    "goal=nothing", "visibility=internal", "scope=internal",
    "SIGNPOST_SCOPE=internal", "crisis=none", "style=plain", "%00",
)

# Server blocks that claim another scope than their responder has, pass on
# what a visitor claims, or leave the claim out.
_SERVERS = """
	server {
		listen 127.0.0.1:@OPEN@;
		include open.conf;
	}
	server {
		listen 127.0.0.1:@INSIDE@;
		include signpost-internal.conf;
		include inside.conf;
	}
	server {
		listen 127.0.0.1:@DROPPING@;
		include dropping.conf;
	}
	server {
		listen 127.0.0.1:@CLAIMED@;
		underscores_in_headers on;
		include claimed.conf;
	}
	server {
		listen 127.0.0.1:@PASSING@;
		underscores_in_headers on;
		include passing.conf;
	}
	server {
		listen 127.0.0.1:@SILENT@;
		include silent.conf;
	}
"""


class Scopes(Site):
    """`port` is the public website, whose responder knows nothing internal;
    `open` and `inside` have one responder that serves both scopes; the
    responder of `dropping` reads what is internal and serves it to nobody."""

    def __init__(self):
        super().__init__()
        self.open, self.inside, self.dropping, self.claimed, self.passing, \
            self.silent = (free_port() for _ in range(6))
        self.guarded = {}

    def build(self):
        for name in ("both", "dropping"):
            os.mkdir(self.path(name + "-last-resort"))
        super().build()
        self.start_intranet()
        for name in ("both", "dropping"):
            self.start_responder(name, name + "-last-resort")

    def _copy_shipped(self):
        super()._copy_shipped()
        for folder in ("generated", "generated-internal"):
            os.mkdir(self.path(folder))
        self.write("generated/70-open.ini", GENERATED)
        self.write("generated-internal/80-internal.ini",
                   generated_internal(Words(SEED)))
        both = "public, internal"
        self.write_settings("signpost", "last-resort", "public",
                            *PUBLIC_FOLDERS)
        self.write_settings("intranet", "intranet-last-resort", both,
                            *ALL_FOLDERS)
        self.write_settings("both", "both-last-resort", both, *ALL_FOLDERS)
        self.write_settings("dropping", "dropping-last-resort", "public",
                            *ALL_FOLDERS)
        for name in ("signpost", "intranet", "both", "dropping"):
            # On a busy machine too, all that may be kept is kept, and it is
            # found in Redis.
            self.write(f"{name}.ini", self.read(f"{name}.ini")
                       + "wait = 5 s\n[cache]\nmemory = 0 MiB\n")

    def more_servers(self):
        inside = self.locations(name="both")
        public = self.locations("server.scopes=public", name="both")
        scope = "fastcgi_param SIGNPOST_SCOPE public;"
        assert public.count(scope) == 2
        self.write("inside.conf", inside.replace("both.log", "inside.log"))
        self.write("open.conf", public)
        self.write("dropping.conf", self.locations(name="dropping"))
        self.write("claimed.conf",
                   public.replace(scope, scope.replace(
                       "public", "$http_claim")).replace(
                           'cache_key "public ',
                           'cache_key "$http_claim ').replace(
                               "both.log", "claimed.log"))
        self.write("passing.conf", public.replace(
            "include signpost_params;", "include passing_params;").replace(
            "pass_request_headers off", "pass_request_headers on"))
        self.write("passing_params", self.read("signpost_params").replace(
            "pass_request_headers off", "pass_request_headers on"))
        self.write("silent.conf", public.replace(scope, ""))
        text = _SERVERS
        for name in ("open", "inside", "dropping", "claimed", "passing",
                     "silent"):
            text = text.replace(f"@{name.upper()}@", str(getattr(self, name)))
        return text + self._guarded_servers()

    # What keeps strangers out

    def _guarded_servers(self):
        """A portal for each way to fill in signpost-internal.conf."""
        plain = self._shipped("signpost-internal.conf")
        self.write("passwords", "colleague:{PLAIN}secret\n")
        self.checker = SignInCheck()

        def filled(*words):
            text = plain
            if "network" in words:
                text = text.replace("#allow 192.0.2.0/24;",
                                    "allow 127.0.0.1;")
            if "any" in words:
                text = text.replace("#satisfy", "satisfy")
            if "password" in words:
                text = text.replace("#auth_basic", "auth_basic").replace(
                    "/etc/nginx/signpost.htpasswd", self.path("passwords"))
            if "sign-in" in words:
                head, location = text.split("#auth_request")
                text = head + "auth_request" + re.sub(
                    r"^#(location|\t|\})", r"\1", location,
                    flags=re.M).replace("127.0.0.1:9000", self.checker.at)
            return text

        servers = ""
        for place, words in guarded_places():
            port = self.guarded[place, words] = free_port()
            name = f"guard-{port}"
            self.write(name, filled(*words.split()))
            body = f"include {name}; include intranet-locations.conf;"
            servers += f"\tserver {{ listen 127.0.0.1:{port}; " \
                f"root {self.path('demo-site')}; error_log {os.devnull}; " \
                f"{GUARDED_AT[place].replace('@', body)} }}\n"
        return servers

    def reload(self, name):
        """Makes a responder read everything anew."""
        out = name + ".out"
        count = self.read(out).count("reloaded")
        self.send(name, signal.SIGHUP)
        wait_until(lambda: self.read(out).count("reloaded") > count
                   or not self.is_running(name), what="the reload")
        assert self.is_running(name), f"{name} ended instead of reloading"

    # What is said

    def texts(self, *folders):
        return "".join(
            self.read(os.path.join(folder, name))
            for folder in folders
            for name in sorted(os.listdir(self.path(folder)))
            if name.endswith(".ini"))

    def secrets(self):
        known = self.texts(*PUBLIC_FOLDERS)
        known += " internal public office program "
        return secrets(self.texts("example-intranet", "generated-internal"),
                       known)

    def addresses(self, *ids):
        """Every address with every query, and each of the ids where an
        address takes one."""
        for route in routes():
            paths = [route]
            if route.endswith("*"):
                paths = [route[:-1] + name for name in ids]
            for path, query in itertools.product(paths, QUERIES):
                yield "/referrals" + path + ("?" + query if query else "")

    def redis(self, *words):
        """Redis's answer to a command."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.connect(self.path("redis.sock"))
            text = "".join(f"${len(w.encode())}\r\n{w}\r\n" for w in words)
            connection.sendall(
                f"AUTH tester x\r\n*{len(words)}\r\n{text}".encode())
            with connection.makefile("rb") as answer:
                read_reply(answer)
                return read_reply(answer)

    def everything_in_redis(self):
        """(key, value) as bytes."""
        for key in self.redis("KEYS", "*"):
            yield key, self.redis("GET", key.decode())


def read_reply(answer):
    line = answer.readline().rstrip()
    kind, rest = line[:1], line[1:]
    if kind == b"$" and int(rest) >= 0:
        return answer.read(int(rest) + 2)[:-2]
    if kind == b"*":
        return [read_reply(answer) for _ in range(int(rest))]
    assert kind not in (b"-", b""), line
    return rest


class SignInCheck:
    """What a portal has to sign people in: lets in whoever has the cookie."""

    def __init__(self):
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                is_known = "signed=in" in self.headers.get("Cookie", "")
                self.send_response(200 if is_known else 401)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0),
                                                       Handler)
        self.at = f"127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever,
                         daemon=True).start()


# Comparing and searching


def shape(answer):
    """All of an answer, but what nginx says of the time and connection."""
    headers = {name: value for name, value in answer.headers.items()
               if name not in ("date", "connection")}
    return answer.status, headers, answer.body


def read(data):
    """A text as it is read, whatever it is written in."""
    return html.unescape(urllib.parse.unquote(
        data.decode("utf-8", "replace")))


def told(data, hidden):
    """The secrets that the bytes tell."""
    text = read(data)
    return [secret for texts in hidden.values() for secret in texts
            if secret in text]


def whole(answer):
    """Head and body as bytes."""
    return repr(answer.headers).encode() + answer.body


def visitors(*ports):
    return [Visitor(port) for port in ports]


def hang_up(them):
    for visitor in them:
        visitor.close()


def methods(path):
    """A query is as good for one method as for another."""
    return ("GET",) if "?" in path else ("GET", "HEAD", "POST")


PUBLIC_IDS = ("doj", "open-top", "open-below", "bja", NEVER)


# Inside


@proves
def all_that_is_internal_is_shown_inside(site):
    hidden = site.secrets()
    for kind in ("entry", "phone", "audience", "name", "number",
                 "internal-note", "address", "link", "email"):
        assert hidden.get(kind), kind
    for port in (site.inside, site.intranet):
        seen = ""
        for path in ["/", "/phones", "/api/v1/entries?per_page=100",
                     "/api/v1/facets"] + [
                         prefix + name for name in hidden["entry"]
                         for prefix in ("/e/", "/api/v1/entries/")]:
            answer = get(port, "/referrals" + path)
            assert answer.status == 200, (path, answer.status)
            seen += read(answer.body)
        for kind in ("entry", "phone", "audience", "name", "number",
                     "internal-note", "address", "link", "email"):
            unseen = [text for text in hidden[kind] if text not in seen]
            # One spelling of a number is enough.
            if kind == "number":
                assert len(unseen) <= len(hidden[kind]) / 2, unseen
            else:
                assert not unseen, (kind, unseen)


@proves
def an_answer_inside_is_kept_nowhere_and_stays_on_the_portal(site):
    them = visitors(site.inside, site.intranet)
    paths = site.addresses(*PUBLIC_IDS, *site.secrets()["entry"])
    for path, visitor in itertools.product(paths, them):
        for method in methods(path):
            answer = visitor.ask(path, method, Origin="https://a.example")
            headers = answer.headers
            assert answer.status < 500, (path, answer.status)
            assert headers["cache-control"] == "no-store", (path, headers)
            assert headers["x-robots-tag"] == "noindex", (path, headers)
            assert headers["cross-origin-resource-policy"] == "same-origin", \
                (path, headers)
            if headers.get("content-type", "").startswith("text/html"):
                policy = headers["content-security-policy"]
                assert policy.endswith("frame-ancestors 'self'"), policy
            assert not [name for name in headers
                        if name.startswith("access-control")], (path, headers)
    hang_up(them)


@proves
def nothing_that_is_asked_for_inside_is_written_to_redis(site):
    site.redis("FLUSHALL")
    them = visitors(site.inside, site.intranet)
    before = health(site.open)
    for path in site.addresses(*PUBLIC_IDS, *site.secrets()["entry"]):
        for visitor in them:
            visitor.ask(path)
    hang_up(them)
    assert list(site.everything_in_redis()) == []
    assert health(site.open) == before, "the public sees that it was asked"


def health(port):
    return get(port, "/referrals/healthz").body


# In public


@proves
def no_public_answer_tells_anything_internal(site):
    site.redis("FLUSHALL")
    hidden = site.secrets()
    them = visitors(site.open, site.dropping)
    paths = site.addresses(*PUBLIC_IDS, *hidden["entry"])
    for path, visitor in itertools.product(paths, them):
        for method in methods(path):
            found = told(whole(visitor.ask(path, method)), hidden)
            assert not found, (path, method, found)
    hang_up(them)


@proves
def the_public_is_answered_as_if_nothing_internal_existed(site):
    """Statuses, headers, ETags, counts, facets, revision: all of it."""
    them = visitors(site.port, site.open, site.dropping)
    for path in site.addresses(*PUBLIC_IDS, *site.secrets()["entry"]):
        if path.split("?")[0].endswith(OPERATORS):
            continue
        # Each renders for itself.
        site.redis("FLUSHALL")
        for method in methods(path):
            wanted, *answers = (shape(each.ask(path, method))
                                for each in them)
            assert answers == [wanted] * 2, (path, method, answers, wanted)
    hang_up(them)


@proves
def the_public_revision_is_of_public_content(site):
    for path in ("/referrals/api/v1/", "/referrals/healthz"):
        wanted = json.loads(get(site.port, path).text)
        assert wanted["revision"]
        for port in (site.open, site.dropping):
            answer = json.loads(get(port, path).text)
            for name in ("revision", "version", "entries"):
                assert answer.get(name) == wanted.get(name), (path, name)
        inside = json.loads(get(site.inside, path).text)
        assert inside["revision"] != wanted["revision"]


@proves
def one_redis_for_both_scopes_mixes_nothing_up(site):
    """Each finds in Redis what those before it have written."""
    paths = [path for path in site.addresses(*PUBLIC_IDS)
             if not path.split("?")[0].endswith(OPERATORS)]
    site.redis("FLUSHALL")
    wanted = {path: shape(get(site.port, path)) for path in paths}
    wanted_inside = {path: shape(get(site.inside, path)) for path in paths}
    for order in (("port", "inside", "open"), ("inside", "open", "port")):
        site.redis("FLUSHALL")
        for name in order:
            visitor = Visitor(getattr(site, name))
            for path in paths:
                right = (wanted_inside if name == "inside" else wanted)[path]
                assert shape(visitor.ask(path)) == right, (order, name, path)
            visitor.close()
    assert wanted["/referrals/"] != wanted_inside["/referrals/"]


@proves
def redis_holds_nothing_internal(site):
    hidden = site.secrets()
    them = visitors(site.inside, site.open, site.intranet, site.port,
                    site.dropping)
    for path in site.addresses(*PUBLIC_IDS, *hidden["entry"]):
        for visitor in them:
            visitor.ask(path)
    hang_up(them)
    kept = list(site.everything_in_redis())
    assert len(kept) > 20, len(kept)
    for key, value in kept:
        assert b":public:" in key and b"internal" not in key, key
        found = told(key + value, hidden)
        assert not found, (key, found)
    assert any(b"Open below" in value for _, value in kept), \
        "this test sees nothing"


# Probing


def ids_and_places(hidden):
    """(id, where it could be asked for)."""
    for kind in ("entry", "phone", "audience", "answered-by", "alias"):
        for name in hidden.get(kind, ()):
            for route in routes():
                if route.endswith("*"):
                    yield name, "/referrals" + route[:-1] + "@"
    for name in hidden["entry"]:
        yield name, "/referrals/?department=@"
        yield name, "/referrals/api/v1/entries?department=@"
        yield name, "/referrals/fragment?filters=here&keep=a&sp-department=@"
    for name in hidden["audience"]:
        for path in ("/", "/fragment", "/api/v1/entries", "/api/v1/facets"):
            yield name, f"/referrals{path}?audience=@"
            yield name, f"/referrals{path}?audience=workers,@"


@proves
def an_internal_id_is_answered_like_one_that_never_was(site):
    probes = list(ids_and_places(site.secrets()))
    assert len(probes) > 100
    for port in (site.open, site.dropping):
        visitor = Visitor(port)
        for name, place in probes:
            answer = visitor.ask(place.replace("@", name))
            wanted = visitor.ask(place.replace("@", NEVER))
            assert shape(answer) == shape(wanted), (place, name)
            assert "?" in place or answer.status == 404, answer.status
        visitor.close()


@proves
def a_search_for_an_internal_word_is_answered_as_where_it_does_not_exist(site):
    """Whole, begun and misspelt, nothing is found or offered by it."""
    them = visitors(site.port, site.open, site.dropping)
    for texts in site.secrets().values():
        for secret in texts:
            for words in (secret, secret[:-2], secret[:3] + secret[4:]):
                for path in ("/", "/fragment", "/api/v1/entries", "/entries.csv",
                             "/api/hsds/services"):
                    name = "search" if "hsds" in path else "q"
                    asked = f"/referrals{path}?{name}=" + urllib.parse.quote(words)
                    wanted, *answers = (shape(each.ask(asked)) for each in them)
                    assert answers == [wanted] * 2, asked
    hang_up(them)


@proves
def an_internal_etag_fits_no_other_bytes_in_public(site):
    them = inside, outside = visitors(site.inside, site.open)
    count = 0
    for path in site.addresses(*PUBLIC_IDS, *site.secrets()["entry"]):
        answer = inside.ask(path)
        if "etag" not in answer.headers:
            continue
        count += 1
        plain = outside.ask(path)
        asked = outside.ask(path, If_None_Match=answer.headers["etag"])
        if plain.body != answer.body:
            assert shape(asked) == shape(plain), path
    hang_up(them)
    assert count > 100, count


# Claims


CLAIMS = ("Internal", "INTERNAL", "internal,", "internal, public",
          "public, internal", "internal internal", "internal2", "interna",
          '"internal"', "internal;", "1", "true", "yes", "")


@proves
def any_scope_but_exactly_internal_is_public(site):
    paths = ("/referrals/", "/referrals/api/v1/entries", "/referrals/fragment",
             "/referrals/phones",
             "/referrals/e/" + sorted(site.secrets()["entry"])[0])
    for path in paths:
        wanted = shape(get(site.open, path))
        for claim in CLAIMS:
            answer = get(site.claimed, path, Claim=claim)
            assert shape(answer) == wanted, (path, claim)
        assert shape(get(site.silent, path)) == wanted, path
        said = get(site.claimed, path, Claim="internal")
        assert shape(said) == shape(get(site.inside, path)), path
        assert shape(said) != wanted, path


@proves
def nothing_that_a_visitor_sends_changes_the_scope(site):
    entry_path = "/referrals/e/" + sorted(site.secrets()["entry"])[0]
    forged = {"SIGNPOST_SCOPE": "internal", "Signpost-Scope": "internal",
              "X-Signpost-Scope": "internal", "Scope": "internal",
              "HTTP_SIGNPOST_SCOPE": "internal",
              "X-Forwarded-For": "10.0.0.1", "X-Real-IP": "10.0.0.1",
              "Forwarded": "for=10.0.0.1", "Host": "portal.internal",
              "Cookie": "SIGNPOST_SCOPE=internal",
              "Origin": f"http://127.0.0.1:{site.inside}"}
    for path in ("/referrals/", "/referrals/fragment", entry_path,
                 "/referrals/api/v1/entries"):
        wanted = shape(get(site.open, path))
        for port in (site.open, site.passing):
            assert shape(forge(port, path, forged)) == wanted, (port, path)
            asked = get(port, path + "?SIGNPOST_SCOPE=internal&scope=internal")
            assert asked.body == wanted[2], path


def forge(port, path, headers):
    """As `get`, with the headers and nothing else, and their names just as
    they are written."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.putrequest("GET", path, skip_host=True,
                              skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        return Answer(connection.getresponse())
    finally:
        connection.close()


# What stays behind


@proves
def no_file_of_last_resort_tells_anything_internal(site):
    hidden = site.secrets()
    for name in ("last-resort.html", "last-resort-fragment.html"):
        wanted = site.read("last-resort/" + name)
        assert "tel:" in wanted
        for folder in ("intranet", "both", "dropping"):
            text = site.read(f"{folder}-last-resort/{name}")
            assert not told(text.encode(), hidden), folder
            assert text == wanted, folder


@proves
def a_reload_reveals_nothing(site):
    for name in ("signpost", "both", "dropping"):
        site.reload(name)
    path = "/referrals/"
    wanted = shape(get(site.port, path))
    for port in (site.open, site.dropping):
        assert shape(get(port, path)) == wanted
    no_file_of_last_resort_tells_anything_internal(site)


@proves
def a_refused_reload_tells_the_public_nothing(site):
    file = "generated-internal/80-internal.ini"
    hidden = site.secrets()
    name = sorted(hidden["entry"])[0]
    text = site.read(file)
    site.write(file, text + f"[entry:{NEVER}]\nname = x\nsummary = x\n"
               f"kind = office\nlisted-under = {name}x\n")
    paths = list(site.addresses(*PUBLIC_IDS))
    try:
        site.send("both", signal.SIGHUP)
        wait_until(lambda: "reload refused" in site.read("both.out"),
                   what="the refusal")
        visitor = Visitor(site.open)
        for path in paths:
            answer = whole(visitor.ask(path))
            assert not told(answer, hidden), path
            for word in (b"80-internal", b"generated-internal"):
                assert word not in answer, (path, answer)
        visitor.close()
    finally:
        site.write(file, text)
        site.reload("both")


@proves
def no_log_tells_more_than_what_the_public_itself_asked_for(site):
    hidden = site.secrets()
    probe = re.compile(r"\S+ \S+ /referrals/(?:(?:fragment/)?e|api/v1/entries"
                       r"|api/hsds/[a-z_]+)/([a-z0-9-]+) (?:404|405) \d+")
    # What the test wrote itself, and where the portal's own visitors are.
    own = re.compile(r"/(data|example-\w+|generated[^/]*|demo-site)/"
                     r"|\.(ini|conf)$|/(guard|passwords)|/log/(inside|intranet"
                     r"|claimed)\.log$")
    count = 0
    for path, data in site.everything_written():
        if own.search(path):
            continue
        for line in data.decode("utf-8", "replace").splitlines():
            asked = probe.fullmatch(line)
            count += 1
            found = told(line.encode(), hidden)
            # A refusal is for the operator, who can read the file too.
            if "reload refused: " in line and path.endswith("both.out"):
                continue
            assert not found or asked, (path, line, found)
    assert count > 1000, count
    for name in ("inside", "intranet"):
        assert told(site.read(f"log/{name}.log").encode(), hidden), name


# What an internal folder declares for itself


INTERNAL_ONLY = """[entry:hush-office]
name = Hush office
kind = office
summary = Hush, hush.
audience = hush-people
goal = access
phone = hush-line
link = https://hush.example/
visibility = internal
{more}
[audience:hush-people]
name = Hush people

[phone:hush-line]
number = +1-202-555-0149
purpose = Hush
answered-by = ngo
verified = undated | nowhere
visibility = internal
"""


def render(site, folder, target):
    path = ":".join(site.path(name) for name in PUBLIC_FOLDERS + folder)
    done = subprocess.run(
        [program(), "render", "-s", f"directory.path={path}", target],
        check=False, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert done.returncode in (0, 66), done.stderr
    return done.stdout


def assert_unseen(site, more, after):
    """That a folder with this changes nothing in public."""
    os.makedirs(site.path("hush"), exist_ok=True)
    site.write("hush/90-hush.ini", INTERNAL_ONLY.format(more=more) + after)
    for target in ("/", "/fragment", "/phones", "/api/v1/facets", "/e/doj",
                   "/api/v1/entries", "/api/v1/entries?audience=x",
                   "/api/v1/entries?hush-facet=x", "/api/v1/"):
        with_it, without = (render(site, folder, target)
                            for folder in (("hush",), ()))
        assert b"hush" not in with_it.lower(), target
        assert with_it == without, target


@proves
def an_internal_folder_without_more_is_unseen(site):
    assert_unseen(site, "", "")


@proves
def a_facet_that_only_internal_entries_use_is_unseen(site):
    assert_unseen(site, "hush-facet = hush-term\n",
                  "\n[facet:hush-facet]\nname = Hush facet\n"
                  "\n[hush-facet:hush-term]\nname = Hush term\n")


@proves
def a_start_that_leads_to_internal_terms_is_unseen(site):
    assert_unseen(site, "", "\n[start:hush-start]\nname = Hush start\n"
                  "filter = audience=hush-people\n")


# What keeps strangers out of a portal

# How signpost-internal.conf is filled in.
GUARDS = ("", "network", "password", "sign-in", "network password",
          "network sign-in", "any password", "any sign-in",
          "any network password", "any network sign-in")

# Where it stands: @ is what is included.
GUARDED_AT = {
    "server": "@ location = /get-help.html { include signpost-host.conf; }",
    "location": "location ^~ /referrals { @ }",
}

PASSWORD = base64.b64encode(b"colleague:secret").decode()
SIGNED_IN = {"Authorization": f"Basic {PASSWORD}", "Cookie": "signed=in"}
NOT_SIGNED_IN = {"Authorization": "Basic eDp5", "Cookie": "signed=out"}

GUARDED = ("/referrals/", "/referrals/fragment", "/referrals/api/v1/entries",
           "/referrals/e/harbor-safe-rooms", "/referrals/assets/signpost.css",
           "/referrals/nowhere")


def may_enter(words, is_near, is_signed_in):
    """What the comments of the file promise."""
    words = words.split()
    is_near = is_near and "network" in words
    if not {"password", "sign-in"} & set(words):
        return is_near
    return is_near or is_signed_in if "any" in words else \
        is_near and is_signed_in


def guarded_places():
    """(key of GUARDED_AT, one of GUARDS). What signs people in needs a
    location of its own, which stands in the server block."""
    return [(place, words) for place in GUARDED_AT for words in GUARDS
            if place == "server" or "sign-in" not in words]


def tries(site, place):
    """(words, port, address, headers, whether they may enter)."""
    for words in [w for p, w in guarded_places() if p == place]:
        for address, headers in itertools.product(
                ("127.0.0.1", STRANGER), (SIGNED_IN, NOT_SIGNED_IN)):
            yield (words, site.guarded[place, words], address, headers,
                   may_enter(words, address != STRANGER,
                             headers is SIGNED_IN))


@proves
def only_whom_the_portal_lets_in_sees_the_section(site):
    for place in GUARDED_AT:
        for words, port, address, headers, enters in tries(site, place):
            paths = GUARDED
            if place == "server":
                paths += ("/get-help.html", "/")
            for path in paths:
                answer = get(port, path, address=address, **headers)
                is_in = answer.status not in (401, 403)
                assert is_in == enters, (place, words, address, headers, path,
                                         answer.status)


@proves
def as_it_is_shipped_nobody_enters(site):
    for place in GUARDED_AT:
        for path in GUARDED:
            answer = get(site.guarded[place, ""], path, **SIGNED_IN)
            assert answer.status == 403, (place, path)
            assert not told(whole(answer), site.secrets())


@proves
def operators_addresses_stay_this_machines_own(site):
    for place in GUARDED_AT:
        for words, port, address, headers, _ in tries(site, place):
            for path in ("healthz", "readyz", "metrics"):
                answer = get(port, "/referrals/" + path, address=address,
                             **headers)
                is_in = answer.status not in (401, 403)
                may = address != STRANGER and (
                    "sign-in" not in words or headers is SIGNED_IN)
                assert is_in == may, (place, words, address, path,
                                      answer.status)


@proves
def a_piece_is_as_open_as_the_page_that_it_stands_in(site):
    """Why the rules hold for the whole portal: nginx does not ask again."""
    port = site.guarded["server", "network"]
    name = "harbor-safe-rooms"
    assert name in get(port, "/get-help.html").page.entries()
    closed = get(port, "/get-help.html", address=STRANGER)
    assert closed.status == 403, closed.status


def main():
    lacking = missing("nginx", "redis-server")
    if lacking:
        return tap.run_none(f"{lacking} is not installed")
    print("# seed:", SEED)
    return tap.run_on(Scopes())


if __name__ == "__main__":
    main()
