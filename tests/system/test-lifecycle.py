#!/usr/bin/env python3
"""The responder from its start to its end: sockets, signals, ping. Prints TAP."""

import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import fcgi_client as fcgi
import tap
from fake_server import PROGRAM, Server, is_served, limit_to_64, need_libsystemd
from fcgi_client import Client, ask
from service_manager import PATIENCE_S
from stand import wait_until
from tap import proves


@proves
def reloading_under_load_loses_nothing():
    faults, over, counts = [], threading.Event(), []

    def load(address):
        count = 0
        with Client(address) as client:
            while not over.is_set():
                if client.ask("/echo", str(count)).status != 200:
                    faults.append(count)
                if ask(address, "/big").status != 200:
                    faults.append(count)
                count += 1
        counts.append(count)

    with Server() as server:
        threads = [threading.Thread(target=load, args=(server.address,))
                   for _ in range(4)]
        for thread in threads:
            thread.start()
        for number in range(1, 21):
            server.signal(signal.SIGHUP)
            wait_until(lambda n=number: int(ask(server.address, "/generation").body)
                               >= n, what="the reload")
        over.set()
        for thread in threads:
            thread.join()
        assert len(counts) == 4 and not faults, faults
        server.wait_for_line('msg="reloaded"')


@proves
def a_refused_reload_names_every_fault_and_serves_on():
    with Server() as server:
        ask(server.address, "/fault")
        server.signal(signal.SIGHUP)
        server.wait_for_line('level=error msg="reload refused: a.ini:3:1: '
                             '`colour` is not a known key"')
        server.wait_for_line("reload refused: b.ini: it cannot be read")
        assert ask(server.address, "/generation").body == b"0"


def days(server):
    """How many days began. Who asks while the clock jumps by a minute, which ends
    connections that are silent for so long, asks again."""
    def told():
        try:
            return ask(server.address, "/days").body
        except EOFError:
            return None
    return wait_until(told, what="an answer")


@proves
def a_new_day_is_made_of_what_is_loaded_without_a_reload():
    with Server() as server:
        ask(server.address, "/yesterday")
        server.later(60000)
        server.wait_for_line('msg="a new day begins with what is loaded"')
        assert days(server) == b"1"
        server.later(60000)
        assert days(server) == b"1"
        assert ask(server.address, "/generation").body == b"0"


@proves
def a_new_day_comes_whatever_became_of_the_reload_before():
    with Server() as server:
        for number in range(1, 4):
            ask(server.address, "/fault")
            server.signal(signal.SIGHUP)
            wait_until(lambda n=number: server.count("refused: a.ini") == n,
                       what="the refusal")
            ask(server.address, "/yesterday")
            server.later(60000)
            wait_until(lambda n=number: days(server) == b"%d" % n, what="the new day")


@proves
def term_and_int_stop_within_a_second_or_so():
    for number in (signal.SIGTERM, signal.SIGINT):
        with Server() as server, Client(server.address) as idle, \
                Client(server.address) as started:
            idle.ask("/echo")
            started.send(b"\1\1")
            server.signal(number)
            assert fcgi.elapsed(lambda: server.wait()) < 2
            assert server.process.returncode == 0
            assert idle.is_closed() and started.is_closed()
            assert not os.path.exists(server.path)
            server.wait_for_line('msg="stopping when requests have ended"')


@proves
def term_lets_what_still_runs_go_after_a_second():
    with Server(threads=1) as server, Client(server.address) as running, \
            Client(server.address) as queued:
        queued.ask("/echo")
        running.send(fcgi.request("/slow"))
        server.wait_until_begun()
        queued.send(fcgi.request("/echo"))
        server.signal(signal.SIGTERM)
        assert queued.is_closed(2.5)
        assert running.is_closed(2.5)
        server.release()
        assert server.wait() == 0


@proves
def term_and_int_lose_no_request_that_has_come():
    for number in (signal.SIGTERM, signal.SIGINT):
        with Server(threads=1) as server, Client(server.address) as running, \
                Client(server.address) as queued:
            running.send(fcgi.request("/slow"))
            server.wait_until_begun()
            queued.send(fcgi.request("/echo"))
            server.signal(number)
            server.release()
            assert running.answer().status == 200
            assert queued.answer().status == 200
            assert server.wait() == 0


@proves
def quit_lets_running_and_queued_requests_end():
    with Server(threads=1) as server, Client(server.address) as running, \
            Client(server.address) as queued, Client(server.address) as idle:
        idle.ask("/echo")
        queued.ask("/echo")
        running.send(fcgi.request("/slow"))
        server.wait_until_begun()
        queued.send(fcgi.request("/echo"))
        server.signal(signal.SIGQUIT)
        assert idle.is_closed()
        assert not os.path.exists(server.path)
        server.release()
        assert running.answer().body == b"at last\n" and running.is_closed()
        assert queued.answer().status == 200 and queued.is_closed()
        assert server.wait() == 0


@proves
def quit_lets_a_connection_that_has_just_come_send_its_request():
    with Server() as server, Client(server.address) as fresh, \
            Client(server.address) as used:
        assert used.ask("/echo").status == 200
        server.signal(signal.SIGQUIT)
        assert used.is_closed()
        assert fresh.ask("/echo").status == 200 and fresh.is_closed()
        assert server.wait() == 0


@proves
def quit_waits_no_longer_than_a_second_for_connections_that_say_nothing_whole():
    with Server() as server, Client(server.address) as silent, \
            Client(server.address) as half:
        half.send(fcgi.request("/echo")[:30])
        assert is_served(server)
        server.signal(signal.SIGQUIT)
        assert silent.is_closed(3) and half.is_closed(3)
        assert server.wait() == 0


@proves
def whoever_connects_after_quit_is_served_or_not_but_nobody_has_to_wait():
    with Server() as server:
        assert is_served(server)
        server.signal(signal.SIGSTOP)
        server.signal(signal.SIGQUIT)
        with Client(server.address) as client:
            client.send(fcgi.request("/echo"))
            server.signal(signal.SIGCONT)
            assert client.answer().status == 200
        assert server.wait() == 0
        assert not any("have to wait" in line for line in server.lines)


@proves
def a_client_that_never_pauses_does_not_hold_term_up():
    request = fcgi.request("/echo")
    with Server(threads=2) as server:
        with Client(server.address) as client:
            client.send(request)
            client.answer()
            server.signal(signal.SIGTERM)
            try:
                while True:
                    client.send(request)
                    client.answer()
            except (OSError, EOFError):
                pass
        assert fcgi.elapsed(lambda: server.wait()) < 3
        assert server.process.returncode == 0


@proves
def quit_serves_those_who_wait_at_a_socket_of_our_own():
    with Server(threads=1, preexec_fn=limit_to_64) as server:
        clients = [Client(server.address) for _ in range(24)]
        for client in clients:
            client.ask("/echo")
        os.kill(server.process.pid, signal.SIGSTOP)
        late = [Client(server.address) for _ in range(6)]
        for client in late:
            client.send(fcgi.request("/echo"))
        server.signal(signal.SIGQUIT)
        os.kill(server.process.pid, signal.SIGCONT)
        for client in late:
            assert client.answer().status == 200
        for client in clients + late:
            assert client.is_closed()
            client.close()
        assert server.wait() == 0


@proves
def a_reload_that_does_not_end_holds_neither_term_nor_quit_up():
    for number in (signal.SIGTERM, signal.SIGQUIT):
        with Server() as server:
            ask(server.address, "/stuck")
            server.signal(signal.SIGHUP)
            server.wait_until_begun()
            assert is_served(server)
            server.signal(number)
            assert fcgi.elapsed(lambda: server.wait()) < 3
            assert server.process.returncode == 0
            assert not os.path.exists(server.path)
            server.wait_for_line('msg="a reload is given up"')


@proves
def the_service_manager_is_told_what_happens():
    with Server() as server:
        ready = server.manager.hear()
        assert ready == {"READY": "1", "STATUS": "serving at %s with 4 threads"
                         % server.address}, ready
        before = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
        server.signal(signal.SIGHUP)
        reloading = server.manager.hear()
        after = time.clock_gettime_ns(time.CLOCK_MONOTONIC) // 1000
        assert reloading["RELOADING"] == "1", reloading
        assert before <= int(reloading["MONOTONIC_USEC"]) <= after, reloading
        assert server.manager.hear() == {"READY": "1", "STATUS": "reloaded"}
        ask(server.address, "/fault")
        server.signal(signal.SIGHUP)
        assert server.manager.hear()["RELOADING"] == "1"
        assert server.manager.hear() == {
            "READY": "1", "STATUS": "reload refused, the old goes on: "
            "a.ini:3:1: `colour` is not a known key"}
        server.signal(signal.SIGQUIT)
        assert server.manager.hear() == {
            "STOPPING": "1", "STATUS": "stopping when requests have ended"}
        assert server.wait() == 0


@proves
def who_stops_amid_a_reload_is_not_ready_afterward():
    with Server(threads=1) as server, Client(server.address) as running:
        server.manager.hear()
        ask(server.address, "/stuck")
        server.signal(signal.SIGHUP)
        server.wait_until_begun()
        assert server.manager.hear()["RELOADING"] == "1"
        running.send(fcgi.request("/slow"))
        server.wait_until_begun()
        server.signal(signal.SIGQUIT)
        assert server.manager.hear()["STOPPING"] == "1"
        server.release(2)
        assert server.wait() == 0
        server.wait_for_line('msg="reloaded"')
        server.manager.socket.setblocking(False)
        try:
            raise AssertionError(server.manager.hear())
        except BlockingIOError:
            pass


@proves
def signs_of_life_end_when_every_worker_hangs():
    need_libsystemd()
    with Server(threads=1, request_ms=300, hang_us=90000) as server, \
            Client(server.address) as client:
        assert server.manager.is_told_of_life()
        client.send(fcgi.request("/slow"))
        server.wait_until_begun()
        assert server.manager.is_told_of_life()
        assert client.is_closed()
        server.manager.forget()
        assert not server.manager.is_told_of_life(0.5)
        server.release()
        assert server.manager.is_told_of_life()
        assert is_served(server)


@proves
def a_service_manager_that_does_not_listen_delays_nobody():
    with Server(threads=1, hang_us=30000) as server:
        def is_full():
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as other:
                other.setblocking(False)
                try:
                    other.sendto(b"STATUS=x", server.manager.path)
                except BlockingIOError:
                    return True
        wait_until(is_full, what="the queue is never full")
        assert fcgi.elapsed(lambda: [is_served(server) for _ in range(100)]) < 2
        for number in (1, 2):
            server.signal(signal.SIGHUP)
            wait_until(lambda n=number: int(ask(server.address, "/generation").body) >= n,
                       what="the reload")
        server.signal(signal.SIGQUIT)
        assert fcgi.elapsed(lambda: server.wait()) < 2


@proves
def pipe_and_usr1_do_not_kill():
    with Server() as server:
        for number in (signal.SIGPIPE, signal.SIGUSR1):
            server.signal(number)
            assert is_served(server)


@proves
def the_socket_is_open_to_its_group_only():
    with Server() as server:
        assert stat.S_IMODE(os.stat(server.path).st_mode) == 0o660
        server.wait_for_line("serving at %s with 4 threads" % server.address)


@proves
def a_dead_socket_is_replaced_and_a_live_one_is_a_fault():
    with Server() as server:
        second = start_another(server.address)
        assert second.returncode == 1
        assert ("another responder listens at " + server.address
                in second.stderr), second.stderr
        assert is_served(server)
        server.kill()
        assert os.path.exists(server.path)
        with Server(listen=server.address) as third:
            assert is_served(third)


def start_another(address):
    return subprocess.run([PROGRAM, address, "1", "1000", "off"], timeout=PATIENCE_S,
                          stdin=subprocess.DEVNULL, capture_output=True, text=True)


@proves
def a_file_that_is_no_socket_is_left_alone():
    with tempfile.NamedTemporaryFile() as file:
        run = start_another("unix:" + file.name)
        assert run.returncode == 1 and "is not a socket" in run.stderr
        assert os.path.exists(file.name)
    for address in ("localhost:9000", "unix:", "127.0.0.1:0", "127.0.0.1:99999",
                    "[::1:80", "/run/socket", "unix:/" + "x" * 108):
        run = start_another(address)
        assert run.returncode == 1 and "is not an address" in run.stderr, address


def free_port(family, host):
    with socket.socket(family) as probe:
        probe.bind((host, 0))
        return probe.getsockname()[1]


@proves
def ports_serve_too():
    for family, host, spelling in ((socket.AF_INET, "127.0.0.1", "127.0.0.1:%d"),
                                   (socket.AF_INET6, "::1", "[::1]:%d")):
        try:
            address = spelling % free_port(family, host)
        except OSError:
            print("# no %s on this machine" % host)
            continue
        with Server(listen=address) as server:
            server.wait_for_line("serving at " + address)
            assert is_served(server)
            with Client(address) as client:
                assert len(client.ask("/big").body) == 200 << 10
                assert client.ask("/echo", body=b"x" * 60000).status == 200
            assert "another program" in start_another(address).stderr


def listening_socket(folder):
    listener = socket.socket(socket.AF_UNIX)
    listener.bind(os.path.join(folder, "handed-over"))
    listener.listen(16)
    return listener


HAND_OVER = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ["LISTEN_PID"] = str(os.getpid() + int(sys.argv[2]))
os.environ["LISTEN_FDS"] = "1"
os.execv(sys.argv[3], sys.argv[3:])
"""


def hand_over(listener, off=0):
    return {"through": [sys.executable, "-c", HAND_OVER,
                        str(listener.fileno()), str(off)],
            "pass_fds": (listener.fileno(), 3)}


@proves
def a_socket_of_the_service_manager_is_used():
    need_libsystemd()
    with tempfile.TemporaryDirectory() as folder:
        with listening_socket(folder) as listener:
            address = "unix:" + listener.getsockname()
            with Server(**hand_over(listener)) as server:
                server.wait_for_line("serving at " + address)
                assert ask(address, "/echo").status == 200
                assert not os.path.exists(server.path)
            assert os.path.exists(listener.getsockname())
            with Client(address) as early:
                early.send(fcgi.request("/echo"))
                with Server(**hand_over(listener)):
                    assert early.answer().status == 200


@proves
def a_socket_meant_for_another_process_is_not_used():
    with tempfile.TemporaryDirectory() as folder:
        with listening_socket(folder) as listener:
            with Server(**hand_over(listener, off=1)) as server:
                server.wait_for_line("serving at " + server.address)
                assert is_served(server)


@proves
def a_listening_descriptor_0_is_used():
    with tempfile.TemporaryDirectory() as folder:
        with listening_socket(folder) as listener:
            address = "unix:" + listener.getsockname()
            with Server(stdin=listener) as server:
                server.wait_for_line("serving at " + address)
                assert ask(address, "/echo").status == 200


@proves
def ping_asks_a_running_responder():
    def run(address, path):
        return subprocess.run([PROGRAM, "ping", address, path], text=True,
                              capture_output=True, timeout=PATIENCE_S)
    with Server() as server:
        answer = run(server.address, "/echo")
        assert answer.returncode == 0 and "path=/echo\n" in answer.stdout
        assert answer.stdout.startswith("Status: 200")
        assert len(run(server.address, "/big").stdout) > 200 << 10
        answer = run("unix:" + server.path + "-not", "/echo")
        assert answer.returncode == 1 and "no one listens" in answer.stderr


@proves
def an_absent_redis_is_logged_once_and_costs_no_answer():
    with Server(redis="unix:/nowhere/redis") as server:
        for number in range(40):
            assert ask(server.address, "/redis", str(number)).body == b"miss"
        log = "\n".join(server.lines)
        assert log.count("redis is unavailable") == 1, log


if __name__ == "__main__":
    sys.exit(tap.run())
