#!/usr/bin/env python3
"""What operators see of a running responder: /readyz, /metrics as Prometheus
reads them, and the log in both formats; and that they see nothing of any visitor.
Prints TAP."""

import collections
import contextlib
import itertools
import json
import os
import re
import signal
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import tap
from command import options
from directory import base_case
from places import program
from signpost_site import BASE, Site
from stand import wait_until
from tap import proves

# Debian's package, whichever Python runs this.
sys.path.append("/usr/lib/python3/dist-packages")
try:
    from prometheus_client.parser import text_string_to_metric_families
except ImportError:
    text_string_to_metric_families = None

THREADS = 3
PARAMETERS = ("QUERY_STRING", "HTTP_ACCEPT", "HTTP_ACCEPT_LANGUAGE",
              "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_ORIGIN",
              "SIGNPOST_SCOPE", "HTTP_COOKIE", "HTTP_REFERER", "HTTP_USER_AGENT",
              "HTTP_X_FORWARDED_FOR", "REMOTE_ADDR", "REMOTE_USER", "REQUEST_URI",
              "PATH_INFO", "HTTP_AUTHORIZATION")
REQUEST_FIELDS = ["time", "level", "msg", "route", "code", "duration_us", "bytes",
                  "cache"]
LOGFMT = re.compile(r'([a-z_]+)=(?:"((?:[^"\\]|\\.)*)"|([^ "]*))(?: |$)')


def logfmt(line):
    """A line as a dictionary; it must be nothing but pairs."""
    fields, end = {}, 0
    while end < len(line):
        found = LOGFMT.match(line, end)
        assert found and found[1] not in fields, line
        quoted = found[2]
        fields[found[1]] = found[3] if quoted is None else re.sub(r"\\(.)", r"\1", quoted)
        end = found.end()
    return fields


PARSERS = {"logfmt": logfmt, "json": json.loads}


class Observed(Site):
    """The program with a directory of its own, and settings from a file."""

    def __init__(self, log_format="logfmt", level="notice", has_redis=False):
        super().__init__(text=base_case(), has_redis=has_redis)
        self.parse = PARSERS[log_format]
        self.write_settings(log_format, level)

    def start_responder(self, name="signpost", *settings):
        self.start(name, program(), "serve", "-c", self.path("signpost.ini"), *options(
            [f"server.listen={self.address(name)}", *self.settings, *settings]))
        self.await_socket(name, f"{name}.sock")

    def write_settings(self, log_format, level):
        self.write("signpost.ini", f"""[server]
threads = {THREADS}
scopes = public, internal
[log]
format = {log_format}
level = {level}
""")

    def ready(self, **more):
        return self.ask("/readyz", **more).json

    def metrics(self, **more):
        """{(name, labels): value} of every sample, as Prometheus reads them."""
        text = self.ask("/metrics", **more).text
        return {(sample.name, tuple(sorted(sample.labels.items()))): sample.value
                for family in text_string_to_metric_families(text)
                for sample in family.samples}

    def metric(self, name, **labels):
        return self.metrics().get((name, tuple(sorted(labels.items()))))

    def reload_to(self, count):
        """Until there were `count` reloads, whatever came of them."""
        self.send("signpost", signal.SIGHUP)
        wait_until(lambda: sum(self.metric("signpost_reloads_total", result=result)
                               for result in ("good", "refused")) == count,
                   what="the reload")

    def events(self):
        """Every line of the log, parsed."""
        return [self.parse(line) for line in self.log().split("\n")[:-1]]

    def requests(self):
        return [event for event in self.events() if event["msg"] == "request"]


# Readiness.


@proves
def readiness_tells_what_is_served_since_when_and_how_redis_is():
    with Observed(has_redis=True) as site:
        site.ask("/")
        answer = site.ask("/readyz")
        assert answer.status == 200 and answer.type == "application/json", answer.head
        assert "Cache-Control: no-store" in answer.head, answer.head
        ready, health = answer.json, site.health()
        assert set(ready) == {"status", "revision", "version", "age_s", "redis"}, ready
        assert ready["status"] == "ready" and ready["redis"] == "up", ready
        assert ready["revision"] == health["revision"], ready
        assert 0 <= ready["age_s"] < 60, ready


@proves
def readiness_tells_that_a_reload_was_refused_and_stays():
    with Observed() as site:
        before = site.ready()
        site.write("data/2.ini", "[entry:two]\nnme = Two\n")
        site.reload_to(1)
        answer = site.ask("/readyz", SIGNPOST_SCOPE="internal")
        assert answer.status == 200, answer.status
        assert "data/2.ini:2" in answer.json["reload_refused"], answer.body
        # It may name what the public is not to know of.
        after = site.ready()
        assert "reload_refused" not in after, after
        assert after["revision"] == before["revision"], (before, after)
        os.unlink(site.path("data/2.ini"))
        site.reload_to(2)
        assert "reload_refused" not in site.ready(SIGNPOST_SCOPE="internal")


@proves
def a_public_responder_tells_where_a_fault_is_and_never_what_it_says():
    observed = Observed()
    observed.settings.append("server.scopes=public")
    with observed as site:
        site.write("data/2.ini", "[entry:two]\nname = Two\nkimono = internal-word\n")
        site.reload_to(1)
        for address in ("/healthz", "/readyz"):
            answer = site.ask(address)
            assert answer.json["reload_refused"].endswith("data/2.ini:3"), answer.body
            assert b"kimono" not in answer.body, answer.body


@proves
def readiness_ends_when_stopping_begins():
    with Observed() as site, site.client() as fresh:
        site.send("signpost", signal.SIGQUIT)
        wait_until(lambda: not os.path.exists(site.path("signpost.sock")), what="the end begun")
        answer = fresh.ask(BASE + "/readyz")
        assert answer.status == 503, answer.status
        assert answer.json["status"] == "stopping", answer.body
        assert site.end("signpost") == 0, site.log()


# Metrics.


@proves
def metrics_are_what_prometheus_reads():
    with Observed() as site:
        site.ask("/")
        answer = site.ask("/metrics")
        head = answer.head
        assert answer.status == 200, answer.status
        assert "Content-Type: text/plain; version=0.0.4; charset=utf-8\r\n" in head, head
        assert "Cache-Control: no-store" in head, head
        families = list(text_string_to_metric_families(answer.text))
        names = [family.name for family in families]
        assert len(names) == len(set(names)) >= 19, names
        for family in families:
            assert family.name.startswith("signpost_") and family.documentation, family
            assert family.type in ("counter", "gauge", "histogram"), family
            assert family.samples, family.name
        assert answer.body.endswith(b"\n") and b"\r" not in answer.body


@proves
def every_answer_is_counted_by_route_and_code():
    with Observed() as site:
        for path, query, route, code in (
                ("/", "", "list", 200), ("/", "audience=workers", "list", 200),
                ("/", "page=9", "list", 404), ("/e/nowhere", "", "entry", 404),
                ("", "", "list", 301), ("/nowhere", "", "error", 404),
                ("/api/v1/entries", "audience=x", "api-entries", 400),
                ("/healthz", "", "health", 200), ("/readyz", "", "readiness", 200),
                ("/metrics", "", "metrics", 200)):
            labels = {"route": route, "code": str(code)}
            before = site.metric("signpost_requests_total", **labels) or 0
            of_its_own = path == "/metrics"
            assert site.ask(f"{path}?{query}" if query else path).status == code, (path, query)
            after = site.metric("signpost_requests_total", **labels)
            assert after == before + 1 + of_its_own, (path, query, before, after)
        assert site.ask("/", method="POST").status == 405
        assert site.metric("signpost_requests_total", route="list", code="405") == 1


@proves
def a_histogram_has_each_answer_once():
    with Observed() as site:
        for _ in range(20):
            site.ask("/")
        metrics = site.metrics()
        name = "signpost_request_duration_seconds"
        buckets = sorted((float(dict(labels)["le"]), count)
                         for (which, labels), count in metrics.items()
                         if which == name + "_bucket" and ("route", "list") in labels)
        counts = [count for _, count in buckets]
        assert counts == sorted(counts) and counts[-1] == 20, buckets
        assert buckets[-1][0] == float("inf"), buckets
        of_list = (("route", "list"),)
        assert metrics[name + "_count", of_list] == 20
        assert 0 < metrics[name + "_sum", of_list] < 20


@proves
def kept_answers_are_counted_by_where_they_came_from():
    with Observed(has_redis=True) as site:
        def came(source):
            return site.metric("signpost_cache_answers_total", **{"from": source})
        empty = site.metric("signpost_cache_memory_bytes")
        for _ in range(3):
            site.ask("/")
        assert (came("made"), came("memory"), came("redis")) == (1, 2, 0)
        assert site.metric("signpost_cache_memory_bytes") > empty
        site.end("signpost")
        site.start_responder()
        site.ask("/")
        assert (came("made"), came("memory"), came("redis")) == (0, 0, 1)


@proves
def a_redis_that_goes_and_comes_is_seen():
    with Observed(has_redis=True) as site:
        def state():
            return {dict(labels)["state"]: value
                    for (name, labels), value in site.metrics().items()
                    if name == "signpost_redis_state"}

        def is_known(wanted):
            """Asks for what is in no memory, so that Redis is asked."""
            site.ask(f"/?per_page={next(numbers)}")
            return state()[wanted] == 1
        numbers = itertools.cycle(range(1, 101))
        wait_until(lambda: is_known("up"), what="Redis in use")
        assert state() == {"off": 0, "up": 1, "unwritable": 0, "failing": 0, "down": 0}, state()
        assert site.metric("signpost_redis_failures_total") == 0
        site.end("redis", signal.SIGKILL)
        wait_until(lambda: is_known("down"), what="Redis missed")
        assert site.metric("signpost_redis_failures_total") >= 3
        assert site.ready()["redis"] == "down" and site.ask("/readyz").status == 200
        os.unlink(site.path("redis.sock"))
        site.start_redis()
        wait_until(lambda: is_known("up"), what="Redis seen again")
        assert site.ready()["redis"] == "up"
    with Observed() as site:
        assert site.metric("signpost_redis_state", state="off") == 1


@proves
def threads_queue_and_connections_are_told():
    with Observed() as site, contextlib.ExitStack() as open_ones:
        assert site.metric("signpost_threads") == THREADS
        assert site.metric("signpost_queue_limit") == 1024
        assert site.metric("signpost_queue_length") == 0
        assert site.metric("signpost_turned_away_total") == 0
        for _ in range(5):
            assert open_ones.enter_context(site.client()).ask(BASE + "/").status == 200
        wait_until(lambda: site.metric("signpost_connections") == 6,
                   what="five connections and the one that asks")


@proves
def reloads_and_what_is_served_are_told():
    with Observed() as site:
        def info():
            return next(dict(labels) for name, labels in site.metrics()
                        if name == "signpost_generation_info")
        assert info()["revision"] == site.ready()["revision"]
        assert site.metric("signpost_generation_age_seconds") < 60
        entries = site.metric("signpost_entries")
        site.write("data/2.ini", "[entry:two]\nnme = Two\n")
        site.reload_to(1)
        assert site.metric("signpost_reloads_total", result="refused") == 1
        site.write("data/2.ini", "[entry:two]\nname = Two\nkind = unit\nsummary = S.\n"
                   "phone = help\nchecked = 2020-01-02\n")
        site.reload_to(2)
        assert site.metric("signpost_reloads_total", result="good") == 1
        assert site.metric("signpost_entries") == entries + 1
        assert info()["revision"] == site.ready()["revision"]


@proves
def the_oldest_fact_has_an_age_in_seconds():
    with Observed() as site:
        before = site.metric("signpost_oldest_fact_age_seconds")
        stale = site.metric("signpost_stale_entries")
        site.write("data/2.ini", "[entry:two]\nname = Two\nkind = unit\nsummary = S.\n"
                   "phone = help\nchecked = 2001-01-02\n")
        site.reload_to(1)
        after = site.metric("signpost_oldest_fact_age_seconds")
        assert after % 86400 == 0 and after > 24 * 365 * 86400, after
        assert before is None or before < after, (before, after)
        assert site.metric("signpost_stale_entries") == stale + 1


@proves
def the_public_and_those_inside_are_counted_apart():
    with Observed() as site:
        site.ask("/review", SIGNPOST_SCOPE="internal")
        assert site.metric("signpost_requests_total", route="review", code="200") is None
        inside = site.metrics(SIGNPOST_SCOPE="internal")
        assert inside["signpost_requests_total",
                      (("code", "200"), ("route", "review"))] == 1, inside


@proves
def what_visitors_make_up_makes_no_new_metric():
    with Observed() as site:
        for path in ("/made-up", "/e/made-up", "/api/v1/made-up", "/fragment/made-up"):
            site.ask(path)
        site.ask("/?q=made-up")
        site.metrics()
        before = set(site.metrics())
        for number in range(50):
            for path in ("/made-up", "/e/made-up", "/api/v1/made-up", "/fragment/made-up"):
                site.ask(f"{path}-{number}")
            site.ask(f"/?q={number}&audience={number}")
        assert set(site.metrics()) == before


# The log.


def visit_with_marks(site):
    """Asks with a mark in everything that a visitor or a web server can send."""
    for path in ("/", "/e/zebra", "/zebra", "/fragment", "/api/v1/entries", "/metrics",
                 "/readyz", "/healthz", "/zebra\r\nlevel=error msg=\"zebra\""):
        marks = {name: f"{name}-zebra\r\nlevel=error" for name in PARAMETERS}
        marks["QUERY_STRING"] = "q=zebra&audience=zebra&zebra=zebra%0d%0azebra"
        query = marks.pop("QUERY_STRING")
        site.ask(f"{path}?{query}", **marks)
        site.ask(f"{path}?{query}", method="ZEBRA")


@proves
def nothing_of_a_visitor_is_in_metrics_or_log():
    for log_format in PARSERS:
        with Observed(log_format, "debug") as site:
            visit_with_marks(site)
            assert b"zebra" not in site.ask("/metrics").body.lower()
            assert len(site.requests()) == 19, site.log()
            assert "zebra" not in site.log().lower()


@proves
def a_line_for_each_request_is_of_the_level_info():
    for log_format in PARSERS:
        with Observed(log_format, "info") as site:
            length = len(site.ask("/").body)
            site.ask("/")
            site.ask("/e/nowhere")
            site.ask("/healthz")
            site.ask("/metrics")
            requests = site.requests()
            assert len(requests) == 3, requests
            for event in requests:
                assert list(event) == REQUEST_FIELDS, event
                assert event["level"] == "info" and int(event["duration_us"]) >= 0, event
                assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z",
                                    event["time"]), event
            seen = [(e["route"], int(e["code"]), e["cache"]) for e in requests]
            assert seen == [("list", 200, "made"), ("list", 200, "memory"),
                            ("entry", 404, "unasked")], seen
            assert int(requests[0]["bytes"]) == length, (requests, length)
    with Observed() as site:
        site.ask("/")
        assert site.requests() == []


@proves
def level_and_format_change_with_a_reload():
    with Observed() as site:
        site.write_settings("json", "info")
        site.reload_to(1)
        site.ask("/")
        last = json.loads(site.log().splitlines()[-1])
        assert last["msg"] == "request", last


# It is never the same day in both.
WEST, EAST = "Pacific/Pago_Pago", "Pacific/Kiritimati"


@proves
def another_time_zone_holds_after_a_restart_whatever_comes_of_a_reload():
    with Observed() as site:
        def write_zone(zone, rest=""):
            text = re.sub("(?m)^time-zone = .*$", f"time-zone = {zone}",
                          site.read("data/own.ini"))
            site.write("data/own.ini", text + rest)

        def restart():
            site.end("signpost")
            site.start_responder()
            return site.ready()["version"]

        write_zone(WEST)
        west = restart()
        write_zone(EAST, "[entry:two]\nnme = Two\n")
        site.reload_to(1)
        assert site.ready()["version"] == west, site.ready()
        site.write("data/own.ini", site.read("data/own.ini").split("[entry:two]")[0])
        site.reload_to(2)
        assert site.ready()["version"][:10] == west[:10], site.ready()
        warnings = [event["msg"] for event in site.events() if event["level"] == "warning"]
        assert warnings == ["changed, but holds after a restart: directory.time-zone"], warnings
        assert restart()[:10] > west[:10], west


@proves
def start_reload_refusal_and_stop_are_events():
    for log_format in PARSERS:
        with Observed(log_format) as site:
            site.reload_to(1)
            site.write("data/2.ini", "[entry:two]\nnme = Two\n")
            site.reload_to(2)
            site.end("signpost", signal.SIGQUIT)
            told = [(event["level"], re.split("[:/]", event["msg"])[0].strip())
                    for event in site.events()]
            wanted = [("notice", "serving at unix"), ("notice", "reloaded"),
                      ("error", "reload refused"),
                      ("notice", "stopping when requests have ended"),
                      ("notice", "stopped")]
            assert [event for event in dict.fromkeys(told) if event in wanted] == wanted, told


FORGED = "x\" level=error msg=\"forged"
FAULTY = (f"[entry:two]\nname = {FORGED}\nnme{{\\\"}} = 1\n", "[entry:two]\nname = a\x1b[31mb\n",
          "[entry:two]\nname = a\rlevel=error\n", "[entry:t\x85wo]\nname = \x00\n",
          "[entry:two]\nname = \u202eb\n", "[entry:two]\nna\u2028me = b\n",
          "[\"}\n,{\"level\":\"error\"\n")


@proves
def no_data_can_forge_or_break_a_line():
    for log_format in PARSERS:
        with Observed(log_format) as site:
            for number, text in enumerate(FAULTY, 1):
                site.write("data/2.ini", text)
                site.reload_to(number)
            for number, name in enumerate((FORGED, "\\", "{\"a\":1}", "a=b"),
                                          len(FAULTY) + 1):
                site.write("data/2.ini", f"[entry:two]\nname = {name}\nkind = unit\n"
                           "summary = S.\nphone = help\n")
                site.reload_to(number)
            events = site.events()
            plain = site.log()
            assert re.search(r"[^\x20-\x7e\n\u00a0-\u1fff]", plain) is None, plain
            assert any(FORGED in event["msg"] for event in events), plain
            for event in events:
                assert set(event) == {"time", "level", "msg"}, event
            levels = collections.Counter(event["level"] for event in events
                                         if "refused" not in event["msg"])
            assert set(levels) == {"notice"}, (levels, plain)


if __name__ == "__main__":
    sys.exit(tap.run_with("redis-server") if text_string_to_metric_families
             else tap.run_none("python3-prometheus-client is not here"))
