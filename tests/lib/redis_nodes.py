"""Sites whose Redis is several: real nodes, sentinels and clusters on this machine, and
visitors who compare every byte."""

import os
import re
import signal
import subprocess
import threading

from places import read_source
from redis_client import Redis
from servers import Listener
from signpost_site import Site
from stand import free_port, wait_until

# Each is kept at once, and there are enough for every node of a cluster to have some.
STORED = ("/phones", "/fragment", "/fragment?filters=here", "/api/v1/entries", "/api/v1/facets",
          "/", "/?goal=access", "/?audience=workers", "/?audience=survivors",
          "/fragment?goal=access", "/fragment?audience=workers", "/entries.atom",
          "/api/v1/entries?goal=access")
REPLICA = ("--masteruser", "tester", "--masterauth", "x", "--repl-diskless-sync-delay", "0")


class Nodes(Site):
    """With `count` nodes of Redis called redis-0 and so on, each as it is shipped, on a
    port of 127.0.0.1. `node(i)` is a client of one that may do everything."""

    count = 2

    def __init__(self, *settings, **directory):
        self.ports = [free_port() for _ in range(self.count)]
        super().__init__("cache.memory=0 MiB", "redis.wait=2 s", *settings, **directory)

    def redis_address(self):
        return ", ".join(map(self.place, range(self.count)))

    def place(self, number):
        return f"127.0.0.1:{self.ports[number]}"

    def store(self):
        names = {**self.redis_settings(), "address": self.redis_address(), "nodes": "127.0.0.1"}
        return [f"redis.{name}={value}" for name, value in names.items()]

    def build(self):
        self.write_redis_secrets()
        for number in range(self.count):
            self.start_node(number)
        self.join_nodes()
        self.right = self.rendered()
        self.start_responder()

    def join_nodes(self):
        """Makes of the nodes what they are to be together."""

    def start_node(self, number, *options):
        name = f"redis-{number}"
        # Of its own: sentinels have nodes write down what they are.
        if not os.path.exists(self.path(f"{name}.conf")):
            self.write(f"{name}.conf", read_source("conf", "redis.conf"))
        os.makedirs(self.path(f"{name}.d"), exist_ok=True)
        if os.path.exists(self.path(f"{name}.sock")):
            os.unlink(self.path(f"{name}.sock"))
        self.start(
            name, "redis-server", self.path(f"{name}.conf"),
            "--port", str(self.ports[number]), "--bind", "127.0.0.1",
            "--unixsocket", self.path(f"{name}.sock"), "--unixsocketperm", "700",
            "--aclfile", self.path("redis.acl"), "--dir", self.path(f"{name}.d"), *REPLICA,
            *options)
        self.await_socket(name, f"{name}.sock")

    def node(self, number):
        return Redis(self.path(f"redis-{number}.sock"))

    def role(self, number):
        """None of one that hangs up, as at a failover."""
        try:
            return self.node(number).ask("ROLE")[0]
        except (OSError, AssertionError, ValueError, IndexError):
            return None

    def follow(self, number, master):
        """Makes one a replica of another, and waits until it has all of it."""
        self.node(number).ask("REPLICAOF", "127.0.0.1", self.ports[master])
        wait_until(lambda: self.node(number).ask("ROLE")[3:4] == [b"connected"],
                   what="the replica")

    def rendered(self):
        """{place: body} as it is without any Redis."""
        self.start_responder("alone", "redis.address=off")
        right = {place: self.ask(place, name="alone").body for place in STORED}
        self.assert_ends_well("alone")
        return right

    def visit(self):
        """Asks for every page once; each is right."""
        for place, body in self.right.items():
            answer = self.ask(place)
            assert answer.status == 200 and answer.body == body, place

    def metrics(self):
        return self.ask("/metrics").text

    def metric(self, name):
        [value] = re.findall(rf"^{re.escape(name)} (\d+)$", self.metrics(), re.M)
        return int(value)

    def found(self):
        """How many answers came out of Redis."""
        return self.metric('signpost_cache_answers_total{from="redis"}')

    def up(self):
        """{node: whether it is up}, of those that have something."""
        return dict(re.findall(r'^signpost_redis_node_up\{node="(\S+)"\} (\d)$', self.metrics(),
                               re.M))

    def await_up(self, *places):
        wait_until(lambda: self.up() == {place: "1" for place in places},
                   what="the nodes " + " ".join(places))

    def keeps_all(self):
        """Whether all pages of one round came out of Redis."""
        before = self.found()
        self.visit()
        return self.found() - before == len(self.right)

    def await_kept(self):
        wait_until(self.keeps_all, what="every page kept in Redis")


class Visitors:
    """Ask for pages as long as they are there, and remember every answer that was not
    right."""

    def __init__(self, site, count=3):
        self._site, self._over = site, threading.Event()
        self.wrong, self.answers = [], 0
        self._threads = [threading.Thread(target=self._visit) for _ in range(count)]

    def _visit(self):
        while not self._over.is_set():
            for place, body in self._site.right.items():
                try:
                    answer = self._site.ask(place)
                    if answer.status != 200 or answer.body != body:
                        self.wrong.append((place, answer.status))
                except (OSError, AssertionError) as error:
                    self.wrong.append((place, repr(error)))
                self.answers += 1

    def __enter__(self):
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, kind, *_):
        self._over.set()
        for thread in self._threads:
            thread.join()
        if kind is None:
            assert not self.wrong, self.wrong[:5]
            assert self.answers >= len(self._site.right), self.answers

    def round(self):
        """Until they have been everywhere once more."""
        wanted = self.answers + 2 * len(self._threads) * len(self._site.right)
        wait_until(lambda: self.answers >= wanted, what="another round")


class Watched(Nodes):
    """A master and two replicas, watched by three sentinels with a password of their
    own."""

    count, master = 3, "signpost-cache"

    def __init__(self, *settings, **directory):
        self.sentinels = [free_port() for _ in range(3)]
        super().__init__(*settings, **directory)

    def redis_address(self, name=master):
        return f"sentinel:{name}@" + ",".join(f"127.0.0.1:{port}" for port in self.sentinels)

    def store(self):
        return super().store() + [
            "redis.sentinel-password-file=" + self.path("sentinel-password")]

    def join_nodes(self):
        self.write_secret("sentinel-password", "of-sentinels\n")
        for number in range(1, self.count):
            self.follow(number, 0)
        for number in range(3):
            self.start_sentinel(number)
        wait_until(lambda: all(self.knows_all(number) for number in range(3)),
                   what="the sentinels knowing each other")

    def start_sentinel(self, number):
        name, port = f"redis-sentinel-{number}", self.sentinels[number]
        self.write(f"{name}.conf", f"""
port {port}
bind 127.0.0.1
dir {self.folder}
unixsocket {self.path(name + ".sock")}
requirepass of-sentinels
sentinel sentinel-pass of-sentinels
sentinel monitor {self.master} {self.place(0).replace(":", " ")} 2
sentinel auth-user {self.master} tester
sentinel auth-pass {self.master} x
sentinel down-after-milliseconds {self.master} 500
sentinel failover-timeout {self.master} 2000
""")
        self.start_sentinel_again(number)

    def start_sentinel_again(self, number):
        """With what it has written to its file."""
        name = f"redis-sentinel-{number}"
        if os.path.exists(self.path(f"{name}.sock")):
            os.unlink(self.path(f"{name}.sock"))
        self.start(name, "redis-server", self.path(f"{name}.conf"), "--sentinel")
        self.await_socket(name, f"{name}.sock")

    def sentinel(self, number):
        client = Redis(self.path(f"redis-sentinel-{number}.sock"), user=None)
        assert client.ask("AUTH", "of-sentinels") == b"OK"
        return client

    def knows_all(self, number):
        ask = self.sentinel(number).ask
        return (len(ask("SENTINEL", "SENTINELS", self.master)) == 2
                and len(ask("SENTINEL", "REPLICAS", self.master)) == self.count - 1)

    def await_master(self, other_than):
        """The number of the node that sentinels have made the master."""
        def new():
            masters = [number for number in range(self.count) if number != other_than
                       and self.role(number) == b"master"]
            return masters and [masters[0]]
        return wait_until(new, what="a failover")[0]


class Clustered(Nodes):
    """A cluster of three masters with a replica each. While none is to be lost, no node
    takes one for lost that a busy machine is slow to run: the wrong one would follow."""

    count, masters = 6, 3
    patience_ms, haste_ms = 15000, 1500

    def __init__(self, *settings, **directory):
        self.buses = [free_port() for _ in range(self.count)]  # on which nodes meet
        super().__init__(*settings, **directory)

    def redis_address(self):
        return "cluster:" + ",".join(map(self.place, (0, 1)))

    def start_node(self, number, *options):
        super().start_node(number, "--cluster-enabled", "yes", "--cluster-port",
                           str(self.buses[number]), "--cluster-node-timeout", str(self.patience_ms),
                           "--cluster-config-file", self.path(f"redis-{number}.d", "nodes.conf"),
                           *options)

    def manage(self, *words):
        done = subprocess.run(
            ["redis-cli", "--user", "tester", "--pass", "x", "--no-auth-warning", "--cluster",
             *words], capture_output=True, text=True, check=False, timeout=300)
        assert done.returncode == 0, done
        return done.stdout

    def join_nodes(self):
        self.manage("create", *map(self.place, range(self.count)), "--cluster-replicas", "1",
                    "--cluster-yes")
        self.await_joined()

    def await_joined(self):
        wait_until(lambda: all(
            b"cluster_state:ok" in self.node(number).ask("CLUSTER", "INFO")
            and len(self.node(number).ask("CLUSTER", "NODES").splitlines()) == self.count
            for number in range(self.count)), what="the cluster")

    def lose(self, number):
        """Ends a master, and waits until the rest have another in its place."""
        self.end(f"redis-{number}", signal.SIGKILL)
        self.be_patient(self.haste_ms)
        rest = next(iter(self.roles()))
        wait_until(lambda: b"cluster_state:ok" in self.node(rest).ask("CLUSTER", "INFO")
                   and list(self.roles().values()).count(b"master") == self.masters,
                   what="the failover")
        self.be_patient(self.patience_ms)

    def be_patient(self, length_ms):
        for number in self.roles():
            self.node(number).ask("CONFIG", "SET", "cluster-node-timeout", length_ms)

    def id_of(self, number):
        return self.node(number).ask("CLUSTER", "MYID").decode()

    def slot_of(self, key):
        return self.node(0).ask("CLUSTER", "KEYSLOT", key)

    def first_slot(self, number):
        """Of a master's slots."""
        return min(first for first, _, master, *_ in self.node(number).ask("CLUSTER", "SLOTS")
                   if master[1] == self.ports[number])

    def roles(self):
        return {number: self.role(number) for number in range(self.count)
                if f"redis-{number}" in self._processes}


class Said(Listener):
    """A server on a port of 127.0.0.1 that answers each command, by the first word of it
    that it knows, with the bytes it was told, and remembers what it was sent."""

    def __init__(self, port, host="127.0.0.1", **answers):
        self.answers = {word.encode(): answer for word, answer in answers.items()}
        self.late = 0  # seconds
        self.heard, self.peers = b"", 0
        self._over = threading.Event()
        super().__init__((host, port))

    def serve(self, peer):
        self.peers += 1
        while command := peer.recv(1 << 16):
            self.heard += command
            for word, answer in self.answers.items():
                if b"\r\n" + word in command:
                    self._over.wait(self.late if word == b"GET" else 0)
                    peer.sendall(answer)
                    break

    def close(self):
        self._over.set()
        super().close()
