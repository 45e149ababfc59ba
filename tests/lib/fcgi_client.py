"""A FastCGI client that can also say what no client should say."""

import resource
import select
import socket
import struct
import time

from answer import Answer

BEGIN, ABORT, END, PARAMS, STDIN, STDOUT, STDERR = range(1, 8)
GET_VALUES, GET_VALUES_RESULT, UNKNOWN_TYPE = 9, 10, 11
REQUEST_COMPLETE, CANT_MPX_CONN, OVERLOADED, UNKNOWN_ROLE = range(4)
PATIENCE_S = 20

# More clients at a time than most systems let a process have at first.
_hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (min(_hard, 4096), _hard))


def record(kind, content=b"", number=1, padding=0, version=1):
    header = struct.pack(">BBHHBx", version, kind, number, len(content), padding)
    return header + content + b"\0" * padding


def begin(role=1, keep=True, **more):
    return record(BEGIN, struct.pack(">HB5x", role, int(keep)), **more)


def length(size):
    return bytes([size]) if size < 128 else struct.pack(">I", size | 1 << 31)


def pair(name, value=b""):
    return length(len(name)) + length(len(value)) + name + value


def pairs(path, query="", method="GET", **more):
    named = {"REQUEST_METHOD": method, "DOCUMENT_URI": path, "QUERY_STRING": query}
    named.update(more)
    return b"".join(pair(k.encode(), v.encode()) for k, v in named.items())


def request(path, query="", keep=True, body=b"", **more):
    """All records of a well-formed request."""
    parts = [begin(keep=keep), record(PARAMS, pairs(path, query, **more))]
    parts.append(record(PARAMS))
    for at in range(0, len(body), 65000):
        parts.append(record(STDIN, body[at:at + 65000]))
    return b"".join(parts) + record(STDIN)


def resolve(address):
    """unix:PATH or HOST:PORT as a family and what connect() takes."""
    if address.startswith("unix:"):
        return socket.AF_UNIX, address[len("unix:"):]
    host, port = address.rsplit(":", 1)
    if host.startswith("["):
        return socket.AF_INET6, (host[1:-1], int(port))
    return socket.AF_INET, (host, int(port))


class Client:
    def __init__(self, address, source=None):
        """`source`: the address of this machine that it comes from."""
        family, place = resolve(address)
        self.socket = socket.socket(family, socket.SOCK_STREAM)
        if source:
            self.socket.bind((source, 0))
        self.socket.settimeout(PATIENCE_S)
        self.socket.connect(place)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)

    def receive(self, size):
        data = bytearray()
        while len(data) < size:
            piece = self.socket.recv(size - len(data))
            if not piece:
                raise EOFError("closed after %d of %d bytes" % (len(data), size))
            data += piece
        return bytes(data)

    def takes_what_is_there(self):
        """Whether there was anything."""
        is_there = bool(select.select([self.socket], [], [], 0)[0])
        return is_there and len(self.socket.recv(1 << 20)) > 0

    def record(self):
        """Reads one record: its type, its request, its content."""
        version, kind, which, size, padding = struct.unpack(
            ">BBHHBx", self.receive(8))
        content = self.receive(size)
        self.receive(padding)
        assert version == 1, "a foreign record"
        return kind, which, content

    def refusal(self):
        """Reads the end of a request that was not served: its number and why."""
        kind, which, content = self.record()
        assert kind == END and content[:4] == b"\0" * 4, (kind, content)
        return which, content[4]

    def answer(self, number=1):
        """Reads one whole answer."""
        document = bytearray()
        while True:
            kind, which, content = self.record()
            assert which == number, "a foreign record"
            if kind == STDOUT:
                document += content
            elif kind == END:
                assert content[:5] == b"\0\0\0\0\0", "not REQUEST_COMPLETE"
                return Answer.parsed(bytes(document))
            else:
                raise AssertionError("a record of type %d" % kind)

    def ask(self, path, query="", **more):
        self.send(request(path, query, **more))
        return self.answer()

    def answer_is_whole(self, size):
        """Reads on in an answer up to its end; whether that is at least so many
        bytes."""
        taken = bytearray()
        while not taken.endswith(record(END, b"\0" * 8)):
            piece = self.socket.recv(1 << 16)
            if not piece:
                return False
            taken += piece
        return len(taken) >= size

    def is_cut(self):
        """Whether the peer has closed by now; what it sent before stays unread."""
        poll = select.poll()
        poll.register(self.socket, select.POLLRDHUP)
        return bool(poll.poll(0))

    def is_closed(self, patience_s=PATIENCE_S):
        """Whether the peer closes, without another byte, in time."""
        self.socket.settimeout(patience_s)
        try:
            return self.socket.recv(1) == b""
        except ConnectionError:
            return True
        except socket.timeout:
            return False
        finally:
            self.socket.settimeout(PATIENCE_S)

    def is_open(self):
        """Whether the peer has neither closed nor sent anything by now."""
        self.socket.setblocking(False)
        try:
            self.socket.recv(1, socket.MSG_PEEK)
            return False
        except BlockingIOError:
            return True
        except ConnectionError:
            return False
        finally:
            self.socket.settimeout(PATIENCE_S)


def ask(address, path, query="", **more):
    """One request over a connection of its own."""
    more.setdefault("keep", False)
    with Client(address) as client:
        return client.ask(path, query, **more)


def elapsed(work):
    """Runs `work`; the seconds it took."""
    start = time.monotonic()
    work()
    return time.monotonic() - start
