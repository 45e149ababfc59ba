#!/usr/bin/env python3
"""What a caller sees where calls of the system fail, as tests/lib/failing-call.c
makes them: who starts the responder, who pings it, nginx, and whoever reads the
log. Prints TAP."""

import contextlib
import errno
import os
import signal
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
                ("fcntl", errno.EBADF, "the listening socket is faulty"),
                ("getsockname", errno.ENOBUFS, "the listening socket is faulty"),
                ("signalfd", errno.EMFILE, "signals cannot be waited for: Too many open files"),
                ("eventfd", errno.EMFILE, "event loops cannot be started: Too many open files"),
                ("epoll_create1", errno.EMFILE, "epoll cannot be set up: Too many open files"),
                ("epoll_ctl", errno.ENOSPC, "epoll cannot be set up: No space left"),
                ("epoll_add", errno.ENOMEM, "epoll cannot be set up: Cannot allocate memory")):
            done = serve(f"unix:{path}", (call, number, 0, 9))
            assert done.returncode == CANNOT_BEGIN and words in done.stderr, (call, done)
            assert done.stderr.count("signpost:") <= 1, done
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
def nobody_is_said_to_listen_where_that_is_not_known():
    """And what can neither be asked nor taken away stays."""
    with Stand() as stand:
        path = stand.path("signpost.sock")
        with socket.socket(socket.AF_UNIX) as dead:
            dead.bind(path)
        for wish, reason in ((("connect", errno.EACCES, 0, 9), "Permission denied"),
                             (("socket", errno.EMFILE, 1, 9), "Too many open files")):
            done = serve(f"unix:{path}", wish)
            assert done.returncode == CANNOT_BEGIN, done
            assert f"listens at unix:{path} cannot be found out: {reason}" in done.stderr, done
            assert os.path.exists(path)
        # What went meanwhile is not in the way.
        with Site("redis.address=off", through=through(("connect", errno.ENOENT, 0, 1))) as site:
            site.end("signpost", signal.SIGKILL)
            assert os.path.exists(site.path("signpost.sock"))
            site.start_responder()
            assert site.ask("/").status == 200


@proves
def somebody_whose_queue_is_full_is_somebody():
    with Stand() as stand, contextlib.ExitStack() as crowd:
        path = stand.path("s")
        listener = crowd.enter_context(socket.socket(socket.AF_UNIX))
        listener.bind(path)
        listener.listen(0)
        crowd.enter_context(socket.socket(socket.AF_UNIX)).connect(path)
        done = serve(f"unix:{path}")
        assert f"another responder listens at unix:{path}" in done.stderr, done
        done = run("ping", f"unix:{path}")
        assert done.returncode == UNAVAILABLE, done
        assert f"unix:{path} cannot be connected to: Resource temporarily" in done.stderr, done


@proves
def a_socket_that_is_handed_over_and_cannot_be_taken_is_told():
    with Stand() as stand, socket.socket(socket.AF_UNIX) as listener:
        listener.bind(stand.path("s"))
        listener.listen()
        done = run("serve", *options(["redis.address=off", "site.last-resort=none"]),
                   env={**os.environ, **failing(("dup", errno.EMFILE, 0, 9))}, stdin=listener)
        assert done.returncode == CANNOT_BEGIN, done
        assert "standard input cannot be taken over: Too many open files" in done.stderr, done


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
def who_is_gone_before_he_is_let_in_delays_nobody():
    for number in (errno.EINTR, errno.ECONNABORTED):
        with OneWorker(through=through(("accept4", number, 0, 3))) as site:
            assert site.ask("/phones").status == 200
            assert "connections have to wait" not in site.log(), errno.errorcode[number]


@proves
def a_connection_that_cannot_be_watched_or_looked_at_is_closed():
    """And costs no other one anything."""
    bell_signals_and_who_looked_whether_it_listens = 3
    for wish in (("epoll_add", errno.ENOSPC, bell_signals_and_who_looked_whether_it_listens, 1),
                 ("recv_peek", errno.ECONNRESET, 0, 1)):
        with OneWorker(through=through(wish)) as site:
            with site.client() as client:
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    client.send(fcgi.request("/referrals/phones"))
                    assert client.is_closed(), wish
            assert site.serves(), wish


@proves
def an_answer_from_memory_whose_request_cannot_be_taken_is_not_sent():
    """It would be answered once more."""
    with OneWorker(through=through(("recv", errno.ECONNRESET, 0, 1))) as site:
        assert site.ask("/phones").status == 200
        with site.client() as client:
            client.send(fcgi.request("/referrals/phones"))
            assert client.is_closed()
        assert site.ask("/phones").status == 200


@proves
def a_refusal_whose_request_cannot_be_taken_is_a_closed_connection():
    request = fcgi.begin(role=2) + fcgi.record(fcgi.PARAMS) + fcgi.record(fcgi.STDIN)
    with OneWorker(through=through(("recv", errno.ECONNRESET, 0, 1))) as site:
        assert site.closes(request)
        with site.client() as client:
            client.send(request)
            assert client.refusal() == (1, fcgi.UNKNOWN_ROLE)


@proves
def an_answer_that_is_not_taken_at_once_goes_on_and_a_broken_one_ends():
    for number, skipped in ((errno.EAGAIN, 0), (errno.EINTR, 0), (errno.EAGAIN, 1)):
        with OneWorker(through=through(("sendmsg", number, skipped, 1))) as site:
            for _ in range(3):  # made by the worker, and then from memory
                assert site.ask("/phones").status == 200, (number, skipped)
    for skipped in (0, 1):
        with OneWorker(through=through(("sendmsg", errno.EPIPE, skipped, 1))) as site:
            for asked in range(3):
                with site.client() as client:
                    client.send(fcgi.request("/referrals/phones"))
                    if asked == skipped:
                        assert client.is_closed()
                    else:
                        assert client.answer().status == 200


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
    for wish in (("send", errno.ENOBUFS, 0, 9), ("send", -1, 0, 9), ("poll", errno.ENOMEM, 0, 9),
                 ("connect", errno.ECONNREFUSED, 0, 9), ("socket", errno.EMFILE, 1, 9)):
        with Stand() as stand, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
            manager.bind(stand.path("notify"))
            with Site("redis.address=off", through=[
                    *through(wish), "NOTIFY_SOCKET=" + stand.path("notify")]) as site:
                assert site.ask("/").status == 200, wish


@proves
def a_wish_for_signs_of_life_that_nobody_can_read_is_none():
    tap.need(os.environ.get("HAVE_SYSTEMD") != "no", "built without libsystemd")
    for wish in ("x", "-1", "0", "18446744073709551616", ""):
        with Site("redis.address=off", through=["env", "WATCHDOG_USEC=" + wish,
                                                "NOTIFY_SOCKET=/nowhere"]) as site:
            assert site.ask("/").status == 200, wish


@proves
def ping_says_what_failed():
    with Site() as site:
        for call, number, words in (
                ("socket", errno.EMFILE, "cannot be connected to: Too many open files"),
                ("connect", errno.EACCES, "may not connect"),
                ("connect", errno.EPERM, "may not connect"),
                ("connect", errno.ENOTDIR, "no one listens at"),
                ("connect", errno.ETIMEDOUT, "cannot be connected to: Connection timed out"),
                ("send", errno.EPIPE, "gives no answer: Broken pipe"),
                ("send", -1, "gives no answer: Input/output error"),
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
    with Site() as site:
        longest = 4096 - len("/healthz")
        for length, words in ((longest, "does not answer with 200"), (longest + 1, "is too long")):
            base = "/" + "x" * (length - 1)
            done = run("ping", "-s", f"site.base={base}", site.address())
            assert done.returncode == UNAVAILABLE and words in done.stderr, (length, done)


@proves
def an_answer_without_end_or_of_nobody_is_told():
    """A program that is no responder may listen there."""
    part = fcgi.record(fcgi.STDOUT, b"x" * 65528)
    for pieces, words in ((1025, "gives an answer without end"), (1, "does not answer with 200"),
                          (0, "does not answer with 200")):
        with Stand() as stand, socket.socket(socket.AF_UNIX) as listener:
            listener.bind(stand.path("s"))
            listener.listen()

            def answer(listener=listener, pieces=pieces):
                with listener.accept()[0] as client:
                    client.recv(8192)
                    for _ in range(pieces):
                        client.sendall(part)
                    client.sendall(fcgi.record(fcgi.END, b"\0" * 8, padding=255))

            thread = threading.Thread(target=answer)
            thread.start()
            done = run("ping", "unix:" + stand.path("s"))
            thread.join()
            assert done.returncode == UNAVAILABLE and words in done.stderr, (pieces, done.stderr)
            assert not done.stdout


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
    for number, taken in ((errno.EAGAIN, b""), (-1, b"\x01")):
        with OneWorker(through=through(("send", number, 0, 1))) as site:
            with site.client() as client:
                client.send(question)
                assert client.receive(len(taken)) == taken and client.is_closed(), number
            with site.client() as client:
                client.send(question)
                assert client.record()[0] == fcgi.GET_VALUES_RESULT


@proves
def a_page_of_last_resort_that_cannot_be_written_stays_as_it_was():
    for call, number in (("fsync", errno.EIO), ("rename", errno.EXDEV), ("write", errno.ENOSPC),
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


@proves
def a_folder_of_last_resort_that_is_not_there_or_too_deep_is_told_and_the_list_shown():
    for folder, words in (("/nowhere/at/all", "No such file or directory"),
                          ("/dev/null", "Not a directory"),
                          ("/" + "x" * 256, "File name too long"),
                          ("/" + "x" * 5000, "")):  # of which the log shows the beginning
        with Site(f"site.last-resort={folder}", "redis.address=off") as site:
            wait_until(lambda site=site: "serving at" in site.log(), what="the log")
            told = [line for line in site.log().splitlines() if folder[:100] in line]
            assert len(told) == 2 and all(words in line for line in told), site.log()
            assert site.ask("/").status == 200


if __name__ == "__main__":
    sys.exit(tap.run())
