#!/usr/bin/env python3
"""What a caller sees where calls of the system fail, as tests/lib/failing-call.c
makes them: who starts the responder, who pings it, nginx, and whoever reads the
log. Prints TAP."""

import errno
import os
import socket
import subprocess
import sys
import threading

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "lib"))

import fcgi_client as fcgi
import tap
from command import UNAVAILABLE, options, run
from one_worker import OneWorker
from places import preloaded, program
from signpost_site import Site
from stand import Stand, wait_until
from tap import proves

LIBRARY = preloaded("failing-call")
CANNOT_BEGIN = 71


def failing(*wishes):
    """The environment in which calls fail: (name, errno, skipped, count)."""
    if LIBRARY is None:
        raise tap.Skip("no library, or a sanitizer that must be the first")
    return {"LD_PRELOAD": LIBRARY, "FAILING_CALL": ";".join(
        " ".join(map(str, wish)) for wish in wishes)}


def through(*wishes):
    return ["env", *(f"{name}={value}" for name, value in failing(*wishes).items())]


def serve(address, *wishes, **environment):
    """How `serve` ends that cannot begin."""
    more = failing(*wishes) if wishes else {}
    return run("serve", *options([f"server.listen={address}", "redis.address=off",
                                  "site.last-resort=none"]),
               env={**os.environ, **more, **environment}, stdin=subprocess.DEVNULL)


@proves
def a_responder_that_cannot_listen_says_why_and_leaves_no_file():
    with Stand() as stand:
        path = stand.path("signpost.sock")
        for call, number, words in (
                ("socket", errno.EMFILE, "no socket can be made: Too many open files"),
                ("fchmod", errno.EPERM, f"unix:{path} cannot be made: Operation not permitted"),
                ("bind", errno.EACCES, f"unix:{path} cannot be made: Permission denied"),
                ("chmod", errno.EPERM, f"unix:{path} cannot be opened to its group"),
                ("listen", errno.EADDRINUSE, f"no one can connect to unix:{path}"),
                ("getsockname", errno.ENOBUFS, "the listening socket is faulty")):
            done = serve(f"unix:{path}", (call, number, 0, 9))
            assert done.returncode == CANNOT_BEGIN and words in done.stderr, (call, done)
            assert not os.path.exists(path), call
        done = serve("127.0.0.1:1", ("bind", errno.EADDRINUSE, 0, 9))
        assert "another program listens at 127.0.0.1:1" in done.stderr, done


@proves
def a_dead_socket_that_cannot_go_is_a_fault_and_stays():
    with Stand() as stand:
        path = stand.path("signpost.sock")
        with socket.socket(socket.AF_UNIX) as dead:
            dead.bind(path)
        done = serve(f"unix:{path}", ("unlink", errno.EPERM, 0, 9))
        assert done.returncode == CANNOT_BEGIN, done
        assert f"{path} cannot be replaced: Operation not permitted" in done.stderr, done
        assert os.path.exists(path)


@proves
def what_a_manager_hands_over_wrongly_is_told():
    tap.need(os.environ.get("HAVE_SYSTEMD") != "no", "built without libsystemd")
    for count, words in (("2", "LISTEN_FDS is 2; one socket is wanted"),
                         ("1", "descriptor 3 (LISTEN_FDS) does not listen"),
                         ("x", "LISTEN_FDS is -")):
        done = subprocess.run(
            ["sh", "-c", 'LISTEN_FDS=$1 LISTEN_PID=$$ exec "$2" serve -s redis.address=off '
             '-s site.last-resort=none 3</dev/null 4</dev/null', "sh", count, program()],
            stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, timeout=30)
        assert done.returncode == CANNOT_BEGIN and words in done.stderr, done


@proves
def a_connection_that_cannot_be_accepted_waits_and_is_served():
    with OneWorker(through=through(("accept4", errno.ENOMEM, 0, 2))) as site:
        assert site.ask("/phones").status == 200
        assert "connections have to wait: Cannot allocate memory" in site.log()


@proves
def a_rest_that_cannot_end_is_another_rest():
    """Else nobody would be let in any more, without a word."""
    with OneWorker(through=through(("accept4", errno.ENFILE, 0, 1),
                                   ("epoll_ctl", errno.ENOSPC, 1, 3))) as site:
        assert site.ask("/phones").status == 200
        assert site.log().count("connections have to wait") == 1


@proves
def a_manager_that_cannot_be_told_delays_and_stops_nobody():
    with Stand() as stand:
        for place in ("/" + "x" * 107, "/" + "x" * 106, "@", "nowhere", stand.path("nobody")):
            with Site("redis.address=off", through=["env", "NOTIFY_SOCKET=" + place]) as site:
                assert site.ask("/").status == 200, place
    with Site("redis.address=off", through=[
            *through(("send", errno.ENOBUFS, 0, 9)), "NOTIFY_SOCKET=/nowhere/at/all"]) as site:
        wait_until(lambda: "serving at" in site.log(), what="the log")


@proves
def ping_says_what_failed():
    with Site() as site:
        for call, number, words in (
                ("socket", errno.EMFILE, "no one listens at", ),
                ("connect", errno.EACCES, "Permission denied"),
                ("send", errno.EPIPE, "gives no answer: Broken pipe"),
                ("recv", errno.ECONNRESET, "gives no answer: Connection reset"),
                ("poll", errno.ENOMEM, "gives no answer: Cannot allocate memory")):
            wishes = [(call, number, 0, 9)]
            if call == "poll":  # which nobody asks where the answer is there at once
                wishes.append(("recv", errno.EAGAIN, 0, 1))
            done = run("ping", site.address(), env={**os.environ, **failing(*wishes)})
            assert done.returncode == UNAVAILABLE and not done.stdout, (call, done)
            assert words in done.stderr and site.address() in done.stderr, (call, done)
        for call, number in (("recv", errno.EINTR), ("poll", errno.EINTR)):
            done = run("ping", site.address(), env={**os.environ, **failing((call, number, 0, 1))})
            assert done.returncode == 0 and '"status":"up"' in done.stdout, (call, done)


@proves
def ping_takes_addresses_up_to_their_longest():
    for address, words in (("unix:/" + "x" * 106, "no one listens"),
                           ("unix:/" + "x" * 107, "cannot be asked for"),
                           ("127.0.0.1:0", "cannot be asked for"),
                           ("127.0.0.1:65536", "cannot be asked for"),
                           ("[" + "1" * 60 + "]:80", "cannot be asked for")):
        done = run("ping", address)
        assert done.returncode == UNAVAILABLE and words in done.stderr, done


@proves
def an_answer_that_ends_too_early_is_told():
    """At each place where one can."""
    whole = b"\x01\x06\x00\x01\x00\x05\x03\x00abcde\0\0\0" + b"\x01\x03\x00\x01\x00\x08\x00\x00"
    for length in (0, 1, 7, 8, 12, 15, 16, 20, 24):
        with Stand() as stand, socket.socket(socket.AF_UNIX) as listener:
            listener.bind(stand.path("s"))
            listener.listen()

            def answer(listener=listener, length=length):
                with listener.accept()[0] as client:
                    client.recv(4096)
                    client.sendall(whole[:length])

            thread = threading.Thread(target=answer)
            thread.start()
            done = run("ping", "unix:" + stand.path("s"))
            thread.join()
            assert done.returncode == UNAVAILABLE, (length, done)
            assert "gives no answer: Connection reset by peer" in done.stderr, (length, done)


@proves
def a_request_that_cannot_be_taken_is_closed_and_the_next_is_served():
    """Where the responder's socket fails amid what nginx sends."""
    stray = b"\x01\x05\x00\x07\x00\x00\x00\x00"  # of no request
    with OneWorker(through=through(("recv", errno.ECONNRESET, 0, 1))) as site:
        assert site.closes(stray)
        with site.client() as client:
            client.send(stray)
            assert client.ask("/referrals/phones").status == 200


@proves
def what_the_loop_itself_says_and_is_not_taken_closes_the_connection():
    question = fcgi.record(fcgi.GET_VALUES, fcgi.pair(b"FCGI_MAX_CONNS"), number=0)
    with OneWorker(through=through(("send", errno.EAGAIN, 0, 1))) as site:
        assert site.closes(question)
        with site.client() as client:
            client.send(question)
            assert client.record()[0] == fcgi.GET_VALUES_RESULT


@proves
def a_page_of_last_resort_that_cannot_be_written_stays_as_it_was():
    for call, number in (("fsync", errno.EIO), ("rename", errno.EXDEV),
                         ("fchmod", errno.EPERM)):
        with Stand() as stand:
            for name in ("last-resort.html", "last-resort-fragment.html"):
                stand.write(name, "as it was")
            with Site(f"site.last-resort={stand.folder}", "redis.address=off",
                      through=through((call, number, 0, 2))) as site:
                wait_until(lambda site=site: site.log().count("could not be written") == 2,
                           what="the log")
                assert site.ask("/").status == 200
            assert stand.read("last-resort.html") == "as it was", call
            assert sorted(os.listdir(stand.folder)) == [
                "last-resort-fragment.html", "last-resort.html"], call


if __name__ == "__main__":
    sys.exit(tap.run())
