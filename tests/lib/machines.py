"""A section on several machines, as nginx/SCALING.md has it, on this one: every host is
a network namespace with an address of its own on one bridge. Two web hosts with nginx
and a responder each, and Redis on three hosts with sentinels, or on six as a cluster."""

import http.client
import itertools
import os
import random
import re
import signal
import subprocess
import threading
import time

import bare_nginx
import command
from fcgi_client import ask
from namespaces import call, enter_namespaces, raise_loopback
from places import program, read_source, shipped_asset, source_folder
from redis_client import Redis
from stand import Stand, wait_until
from website import with_copies

WEB = {"web-1": "10.77.0.11", "web-2": "10.77.0.12"}
STORES = {f"store-{number}": f"10.77.0.2{number}" for number in range(1, 7)}
GOALS = "access", "coordinate", "outcomes", "understanding"
ORDERS = "directory", "name", "need"
WISHES = ("/referrals/", "/referrals/?goal=access", "/referrals/?goal=access&audience=workers",
          "/referrals/e/osha", "/referrals/phones", "/referrals/?q=visa", "/referrals/?q=boss",
          "/referrals/api/v1/facets", "/referrals/fragment", "/referrals/?lang=es")
NUMBERS = "1-888-373-7888", "1-888-373-7999"
# nginx asks another responder for as long, whatever the first one does.
LONGEST_S = 6


class Machines(Stand):
    """Whoever makes it is in a network namespace of its own from then on: the visitor's."""

    def __init__(self, is_cluster=False):
        super().__init__()
        self.is_cluster = is_cluster
        self.stores = dict(list(STORES.items())[:6 if is_cluster else 3])

    # Hosts.

    def add_host(self, name, address):
        self.start(name, "unshare", "-n", "sleep", "infinity")
        pid, mine = self.pid(name), os.readlink("/proc/self/ns/net")
        wait_until(lambda: os.readlink(f"/proc/{pid}/ns/net") != mine, what=f"the host {name}")
        call("ip", "link", "add", name, "type", "veth", "peer", "name", "eth0", "netns", str(pid))
        call("ip", "link", "set", name, "master", "bridge", "up")
        for words in (("link", "set", "lo", "up"), ("link", "set", "eth0", "up"),
                      ("addr", "add", f"{address}/24", "dev", "eth0")):
            call(*self.on(name), "ip", *words)

    def on(self, host):
        return ["nsenter", "-t", str(self.pid(host)), "-n"]

    def cut(self, host):
        call("ip", "link", "set", host, "down")

    def join(self, host):
        call("ip", "link", "set", host, "up")

    # What runs on them.

    def start_store(self, host):
        for end in (".sock", "-sentinel.sock"):
            if os.path.exists(self.path(host + end)):
                os.unlink(self.path(host + end))
        how = ["--cluster-enabled", "yes", "--cluster-node-timeout", "1500",
               "--cluster-config-file", self.path(f"{host}.d", "nodes.conf")]
        self.start(f"{host}-redis", *self.on(host), "redis-server", self.path(f"{host}.conf"),
                   *(how if self.is_cluster else []))
        self.await_socket(f"{host}-redis", f"{host}.sock")
        if not self.is_cluster:
            self.start(f"{host}-sentinel", *self.on(host), "redis-server",
                       self.path(f"{host}-sentinel.conf"), "--sentinel")
            self.await_socket(f"{host}-sentinel", f"{host}-sentinel.sock")

    def build_stores(self):
        first = self.stores["store-1"]
        for host, address in self.stores.items():
            os.mkdir(self.path(f"{host}.d"))
            follows = "" if self.is_cluster or address == first else f"replicaof {first} 6379\n"
            self.write(f"{host}.conf", read_source("conf", "redis.conf") + f"""
port 6379
bind {address}
unixsocket {self.path(host)}.sock
unixsocketperm 700
aclfile {self.path("redis.acl")}
dir {self.path(host)}.d
masteruser tester
masterauth x
repl-diskless-sync-delay 0
{follows}""")
            self.write(f"{host}-sentinel.conf", f"""
port 26379
bind {address}
dir {self.path(host)}.d
unixsocket {self.path(host)}-sentinel.sock
sentinel monitor cache {first} 6379 2
sentinel auth-user cache tester
sentinel auth-pass cache x
sentinel down-after-milliseconds cache 1000
sentinel failover-timeout cache 3000
""")
            self.start_store(host)
        if self.is_cluster:
            call(*self.on("store-1"), "redis-cli", "--user", "tester", "--pass", "x",
                 "--no-auth-warning", "--cluster", "create",
                 *(f"{address}:6379" for address in self.stores.values()),
                 "--cluster-replicas", "1", "--cluster-yes")

    def address(self):
        """What redis.address is."""
        if self.is_cluster:
            return "cluster:" + ",".join(f"{each}:6379" for each in self.stores.values())
        return "sentinel:cache@" + ",".join(f"{each}:26379" for each in self.stores.values())

    def write_settings(self, name, *rows):
        os.mkdir(self.path(f"{name}.last"))
        self.copy_folder(os.path.join(source_folder(), "data"), f"{name}.data")
        self.write(f"{name}.ini", "\n".join([
            "[server]", *rows, "[site]", "title = Referral list",
            f"last-resort = {self.path(name)}.last", "[directory]",
            f"path = {self.path(name)}.data", "[cache]", "memory = 0 MiB", "copies = none",
            "[redis]", f"address = {self.address()}", "nodes = 10.77.0.0/24", "user = signpost",
            f"password-file = {self.path('redis-password')}",
            f"secret-file = {self.path('redis-secret')}", ""]))

    def start_responder(self, host):
        self.start(f"{host}-responder", *self.on(host), program(), "serve", "-c",
                   self.path(f"{host}.ini"))
        wait_until(lambda: self.is_well(host), what=f"{host}'s responder answering")

    def is_well(self, host):
        return subprocess.run([*self.on(host), program(), "ping", f"{WEB[host]}:9000"],
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                              check=False).returncode == 0

    def start_front(self, host):
        servers = "".join(f"server {address}:9000 max_fails=2 fail_timeout=3s;"
                          for address in WEB.values())
        text = re.sub(r"(?s)upstream signpost \{.*?\}",
                      f"upstream signpost {{ zone signpost_peers 64k; {servers} keepalive 16; }}",
                      with_copies(self.path(f"{host}-copies")).replace(
                          "\n\t127.0.0.1 1;", "\n\t10.77.0.1 1;"))
        os.makedirs(self.path(f"{host}-copies"), exist_ok=True)
        if os.path.exists(self.path(f"{host}-nginx.pid")):
            os.unlink(self.path(f"{host}-nginx.pid"))
        bare_nginx.start(self, f"{host}-nginx", re.sub(r"rate=\d+r/s", "rate=1000000r/s", text)
                         + f"server {{ listen {WEB[host]}:80; include {self.path('section')}; }}",
                         before=self.on(host))

    def write_section(self):
        text = command.printed("reference", "nginx", "-c", self.path("web-1.ini"))
        text = re.sub(r"fastcgi_pass [^;$]*;", "fastcgi_pass signpost;", text)
        text = re.sub(r"alias [^;]*;", f"alias {self.path('assets')}/;", text)
        text = text.replace("/var/log/nginx/", self.path("log") + "/")
        self.write("section", text.replace("/run/signpost_arriving", self.path("arriving")))

    def build(self):
        enter_namespaces("network")
        raise_loopback()
        call("ip", "link", "add", "bridge", "type", "bridge")
        call("ip", "addr", "add", "10.77.0.1/24", "dev", "bridge")
        call("ip", "link", "set", "bridge", "up")
        for host, address in {**WEB, **self.stores}.items():
            self.add_host(host, address)
        for folder in ("log", "temporary", "arriving", "assets"):
            os.mkdir(self.path(folder))
        for name in os.listdir(os.path.join(source_folder(), "nginx/assets")):
            self.write(f"assets/{name}", shipped_asset(name))
        self.write("signpost_params", read_source("nginx", "signpost_params"))
        self.write_redis_secrets()
        self.build_stores()
        for host, address in WEB.items():
            self.write_settings(host, f"listen = {address}:9000",
                                "peers = 10.77.0.1, " + ", ".join(WEB.values()))
            self.start_responder(host)
        self.write_section()
        self.write_settings("alone", f"listen = unix:{self.path('alone.sock')}")
        self.write("alone.ini", re.sub("address = .*", "address = off", self.read("alone.ini")))
        self.right = [self.rendered()]
        self.change("alone", signals=False)
        self.right.append(self.rendered())
        for host in WEB:
            self.start_front(host)
            wait_until(lambda host=host: visit(host, "/referrals/")[0] == 200,
                       what=f"{host} answering")
        self.await_well()

    def rendered(self):
        """{path: body} as it is without Redis, nginx or network."""
        self.start("alone", program(), "serve", "-c", self.path("alone.ini"))
        self.await_socket("alone", "alone.sock")
        bodies = {}
        for wish in WISHES:
            path, _, query = wish.partition("?")
            bodies[wish] = ask("unix:" + self.path("alone.sock"), path, query).body
        self.end("alone")
        return bodies

    def change(self, name, signals=True):
        """Gives the directory of NAME its other number."""
        for file in sorted(os.listdir(self.path(f"{name}.data"))):
            path = os.path.join(f"{name}.data", file)
            text = self.read(path) if file.endswith(".ini") else ""
            old = next((number for number in NUMBERS if number in text), None)
            if old:
                self.write(path, text.replace(old, NUMBERS[1 - NUMBERS.index(old)]))
        if signals:
            os.kill(self.pid(f"{name}-responder"), signal.SIGHUP)

    def await_well(self):
        """Until each answers, is asked by both nginx, and has a Redis to write to."""
        wait_until(lambda: all(map(self.is_well, WEB)), what="both responders")
        wait_until(lambda: all(self.asks_all(host) for host in WEB), what="both nginx asking both")
        wait_until(lambda: all(self.store_of(host) == "up" for host in WEB),
                   what="Redis up for both")

    def asks_all(self, host):
        """Whether nginx there asks each responder: no two took equally long to load."""
        begun = {re.search(rb"(?m)^signpost_generation_load_seconds (\S+)",
                           visit(host, "/referrals/metrics")[1]) for _ in range(8)}
        return None not in begun and len({each[1] for each in begun}) == len(WEB)

    def store_of(self, host):
        """What the responder says of Redis, having been asked for what stands there: a
        node that failed is tried again for a visitor alone whose page is kept there, so
        there are enough pages for every node of a cluster; and nginx has copies."""
        place = f"{WEB[host]}:9000"
        for goal, order in itertools.product(GOALS, ORDERS):
            ask(place, "/referrals/", f"goal={goal}&sort={order}")
        return ask(place, "/referrals/healthz").json["redis"]


def visit(host, path):
    connection = http.client.HTTPConnection(WEB[host], 80, timeout=20)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "identity"})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


class Visitors:
    """Two of each web host, who ask without a pause, and what they were given: the time
    of each answer, and every one that is none of those that are right. `down` names the
    web hosts that nobody need reach just now, nor soon."""

    def __init__(self, site):
        self.site, self.down, self.wrong, self.took_s = site, set(), [], []
        self.lost, self._ends = 0, False
        self._threads = [threading.Thread(target=self._ask, args=(host, number), daemon=True)
                         for host in WEB for number in range(2)]

    def _ask(self, host, number):
        while not self._ends:
            path = WISHES[(len(self.took_s) + number) % len(WISHES)]
            was_down, begun = host in self.down, time.monotonic()
            try:
                status, body = visit(host, path)
            except OSError as error:
                status, body = 0, str(error).encode()
            is_down = was_down or host in self.down
            if status == 200 and body not in [right[path] for right in self.site.right] or (
                    status != 200 and not is_down):
                self.wrong.append((host, path, status, body[:200]))
            elif is_down:
                self.lost += 1
            else:
                self.took_s.append(time.monotonic() - begun)

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        self.more()
        return self

    def __exit__(self, *error):
        self._ends = True
        for thread in self._threads:
            thread.join()

    def more(self, count=100):
        enough = len(self.took_s) + count
        wait_until(lambda: len(self.took_s) + len(self.wrong) >= enough, within=120,
                   what="answers")


# What befalls a machine: {name: (which machines, what happens, how it is mended)}; the
# last two take the site and the machine. A web host whose nginx is gone is not reached.

def _stop(part, number):
    return lambda site, host: site.end(f"{host}-{part}", number)


def _signal(part, number):
    return lambda site, host: site.send(f"{host}-{part}", number)


def _restart_store(site, host):
    for part in ("redis", "sentinel"):
        site.end(f"{host}-{part}", signal.SIGKILL)
    site.start_store(host)


def _fail_over(site, _):
    if site.is_cluster:
        for store in site.stores:
            client = Redis(site.path(f"{store}.sock"))
            if client.ask("ROLE")[0] == b"slave":
                client.ask("CLUSTER", "FAILOVER", "TAKEOVER")
                return
    else:
        Redis(site.path("store-1-sentinel.sock"), user=None).ask(
            "SENTINEL", "FAILOVER", "cache")


def _change_all(site, _):
    for host in WEB:
        site.change(host)


FAULTS = {
    "a responder is stopped": (WEB, _stop("responder", signal.SIGTERM),
                               Machines.start_responder),
    "a responder is killed": (WEB, _stop("responder", signal.SIGKILL), Machines.start_responder),
    "a responder hangs": (WEB, _signal("responder", signal.SIGSTOP),
                          _signal("responder", signal.SIGCONT)),
    "a web server is ended": (WEB, _stop("nginx", signal.SIGTERM), Machines.start_front),
    "a web host is cut off": (WEB, Machines.cut, Machines.join),
    "a Redis is killed": (STORES, _stop("redis", signal.SIGKILL), _restart_store),
    "a Redis hangs": (STORES, _signal("redis", signal.SIGSTOP), _signal("redis", signal.SIGCONT)),
    "a store's host is cut off": (STORES, Machines.cut, Machines.join),
    "Redis fails over": (STORES, _fail_over, lambda site, host: None),
    "the directory changes": (WEB, _change_all, lambda site, host: None),
}
UNREACHED = "a web server is ended", "a web host is cut off"


def befall(site, visitors, name, host):
    """One fault from its begin until all is well again: (answers, visits lost where none
    could be, the longest answer in seconds)."""
    _, happen, mend = FAULTS[name]
    begun, lost = len(visitors.took_s), visitors.lost
    if name in UNREACHED:
        visitors.down.add(host)
    happen(site, host)
    visitors.more()
    mend(site, host)
    site.await_well()
    visitors.down.clear()
    visitors.more()
    times = visitors.took_s[begun:]
    return len(times), visitors.lost - lost, max(times)


def schedule(seed, site):
    """Faults without end, each round all of them in an order of its own."""
    dice = random.Random(seed)
    while True:
        for name in dice.sample(sorted(FAULTS), len(FAULTS)):
            hosts = [host for host in FAULTS[name][0] if host in {**WEB, **site.stores}]
            yield name, dice.choice(hosts)
