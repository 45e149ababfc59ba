#!/usr/bin/env python3
"""The responder from its start to its end: sockets, signals, ping. Speaks TAP."""

import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading

import fcgi_client as fcgi
from fake_server import PATIENCE_S, PROGRAM, Server, is_served, main, until
from fcgi_client import Client, ask


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
            until(lambda n=number: int(ask(server.address, "/generation").body)
                  >= n, "not reloaded")
        over.set()
        for thread in threads:
            thread.join()
        assert len(counts) == 4 and not faults, faults
        server.wait_for_line('msg="reloaded"')


def a_refused_reload_names_every_fault_and_serves_on():
    with Server() as server:
        ask(server.address, "/fault")
        server.signal(signal.SIGHUP)
        server.wait_for_line('level=error msg="reload refused: a.ini:3:1: '
                             '`colour` is not a known key"')
        server.wait_for_line("reload refused: b.ini: it cannot be read")
        assert ask(server.address, "/generation").body == b"0"


def a_new_day_makes_a_new_generation():
    with Server() as server:
        ask(server.address, "/yesterday")
        server.later(60000)
        server.wait_for_line('msg="reloaded"')
        assert ask(server.address, "/generation").body == b"1"
        server.later(60000)
        assert ask(server.address, "/generation").body == b"1"


def term_and_int_stop_at_once():
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
            server.wait_for_line('msg="stopping"')


def term_lets_a_running_request_go_after_a_second():
    with Server(threads=1) as server, Client(server.address) as running, \
            Client(server.address) as queued:
        queued.ask("/echo")
        running.send(fcgi.request("/slow"))
        server.wait_until_begun()
        queued.send(fcgi.request("/echo"))
        server.signal(signal.SIGTERM)
        assert queued.is_closed(1)
        assert running.is_closed(2.5)
        server.release()
        assert server.wait() == 0


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


def pipe_and_usr1_do_not_kill():
    with Server() as server:
        for number in (signal.SIGPIPE, signal.SIGUSR1):
            server.signal(number)
            assert is_served(server)



def the_socket_is_open_to_its_group_only():
    with Server() as server:
        assert stat.S_IMODE(os.stat(server.path).st_mode) == 0o660
        server.wait_for_line("serving at %s with 4 threads" % server.address)


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


def a_socket_of_the_service_manager_is_used():
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


def a_socket_meant_for_another_process_is_not_used():
    with tempfile.TemporaryDirectory() as folder:
        with listening_socket(folder) as listener:
            with Server(**hand_over(listener, off=1)) as server:
                server.wait_for_line("serving at " + server.address)
                assert is_served(server)


def a_listening_descriptor_0_is_used():
    with tempfile.TemporaryDirectory() as folder:
        with listening_socket(folder) as listener:
            address = "unix:" + listener.getsockname()
            with Server(stdin=listener) as server:
                server.wait_for_line("serving at " + address)
                assert ask(address, "/echo").status == 200



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


def an_absent_redis_is_logged_once_and_costs_no_answer():
    with Server(redis="unix:/nowhere/redis") as server:
        for number in range(40):
            assert ask(server.address, "/redis", str(number)).body == b"miss"
        log = "\n".join(server.lines)
        assert log.count("redis is unavailable") == 1, log


if __name__ == "__main__":
    main([
        reloading_under_load_loses_nothing,
        a_new_day_makes_a_new_generation,
        a_refused_reload_names_every_fault_and_serves_on,
        term_and_int_stop_at_once,
        term_lets_a_running_request_go_after_a_second,
        quit_lets_running_and_queued_requests_end,
        pipe_and_usr1_do_not_kill,
        the_socket_is_open_to_its_group_only,
        a_dead_socket_is_replaced_and_a_live_one_is_a_fault,
        a_file_that_is_no_socket_is_left_alone,
        ports_serve_too,
        a_socket_of_the_service_manager_is_used,
        a_socket_meant_for_another_process_is_not_used,
        a_listening_descriptor_0_is_used,
        ping_asks_a_running_responder,
        an_absent_redis_is_logged_once_and_costs_no_answer,
    ])
