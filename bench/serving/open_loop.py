"""Load at a given rate, as many people make it who do not wait for each other: an open loop.

A loop that waits for an answer before it sends the next request asks less while the service stalls, and so hides what it was
asked to measure (coordinated omission). Here requests are due at times that are chosen before (a Poisson process with a fixed seed),
and the latency of each is counted from when it was due, whether a connection was free then or not. What this process adds by
waking up late is in it, and is told beside it.
"""
import errno
import random
import select
import socket
import time
from collections import deque

GRACE = 10  # seconds that answers may still take when the time of a load is over
OWN_LATENESS = 0.001  # seconds; from here on the load generator is too slow for what it measures


def percentile(ordered, percent):
    """The nearest rank of sorted values."""
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)] if ordered else float("nan")


class Outcome:
    def __init__(self):
        self.latencies = []  # seconds, of right answers
        self.lateness = []  # seconds that a request was sent after it was due, although a connection was free
        self.due = 0
        self.refused = 0  # 503, as a full queue gives
        self.wrong = []  # what other answers there were, and whole ones with a wrong body
        self.cut_off = 0  # connections that ended before the answer
        self.not_connected = 0
        self.unanswered = 0

    def latency(self):
        ordered = sorted(self.latencies)
        return (f"50 % {percentile(ordered, 50) * 1000:7.2f} ms  99 % {percentile(ordered, 99) * 1000:7.2f} ms  "
                f"most {ordered[-1] * 1000:7.2f} ms" if ordered else "nothing was answered")

    def faults(self):
        """What is to be told beside the latencies; empty if there is nothing."""
        late = percentile(sorted(self.lateness), 99)
        told = [f"{len(self.wrong)} wrong: {self.wrong[0]}" if self.wrong else "",
                f"{self.refused} refused (503)" if self.refused else "",
                f"{self.cut_off} cut off" if self.cut_off else "",
                f"{self.not_connected} not connected" if self.not_connected else "",
                f"{self.unanswered} unanswered" if self.unanswered else "",
                f"the generator itself was {late * 1000:.1f} ms late (99 %)" if late > OWN_LATENESS else ""]
        return "".join(f"; {each}" for each in told if each)

    def __str__(self):
        return f"{self.latency()}, {len(self.latencies)} of {self.due}{self.faults()}"


class Connection:
    """One request at a time; knows when the answer is whole."""

    def __init__(self, port):
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.setblocking(False)

    def fileno(self):
        return self.socket.fileno()

    def send(self, request, due):
        self.due, self.request, self.received, self.length = due, request, b"", None
        if self.socket.send(request.bytes) != len(request.bytes):
            raise OSError(errno.ENOBUFS, "the request does not fit into the socket's buffer")

    def receive(self):
        """Takes what has come. True if the answer is whole; raises ConnectionError if it ends before."""
        more = self.socket.recv(1 << 20)
        if not more:
            raise ConnectionError("closed")
        self.received += more
        if self.length is None:
            end = self.received.find(b"\r\n\r\n")
            if end < 0:
                return False
            self.head, self.body_begin = self.received[:end].lower(), end + 4
            _, _, value = self.head.partition(b"\r\ncontent-length:")
            self.length = int(value.split(b"\r\n")[0] or b"-1")
        return len(self.received) >= self.body_begin + max(self.length, 0)

    def status(self):
        return int(self.head[9:12])

    def body(self):
        return self.received[self.body_begin:]

    def is_usable(self):
        return self.length >= 0 and b"\r\nconnection: close" not in self.head


class OpenLoop:
    """Sends request(0), request(1) … to a port at `rate` a second for some seconds; `stop()` ends it sooner, from another thread.

    A request has `bytes` and `is_right(status, body)`.
    """

    def __init__(self, port, request, rate, seconds, seed=1, connections=256):
        self.port, self.request, self.rate, self.seconds = port, request, rate, seconds
        self.chance, self.most = random.Random(seed), connections
        self.outcome = Outcome()
        self.idle, self.busy, self.waiting = [], set(), deque()
        self.is_full = False  # requests wait for a connection
        self.is_stopped = False

    def stop(self):
        self.is_stopped = True

    def run(self):
        next_due = time.perf_counter()
        end = next_due + self.seconds
        while not self.is_stopped:
            now = time.perf_counter()
            while next_due <= min(now, end):
                self.waiting.append(next_due)
                next_due += self.chance.expovariate(self.rate)
            while self.waiting and (self.idle or len(self.busy) < self.most):
                self._send(self.waiting.popleft())
            self.is_full = bool(self.waiting)
            if now > end and (not (self.busy or self.waiting) or now > end + GRACE):
                break
            wait = next_due - now if next_due <= end else 0.1
            ready, _, _ = select.select(self.busy, (), (), max(wait, 0))  # poll() would wait for whole milliseconds
            for connection in ready:
                self._receive(connection)
        self.outcome.unanswered += len(self.busy) + len(self.waiting)
        for connection in [*self.busy, *self.idle]:
            connection.socket.close()
        return self.outcome

    def _send(self, due):
        request = self.request(self.outcome.due)
        self.outcome.due += 1
        try:
            connection = self.idle.pop() if self.idle else Connection(self.port)
        except OSError:
            self.outcome.not_connected += 1
            return
        if not self.is_full:
            self.outcome.lateness.append(time.perf_counter() - due)
        try:
            connection.send(request, due)
            self.busy.add(connection)
        except OSError:
            self.outcome.cut_off += 1
            connection.socket.close()

    def _receive(self, connection):
        try:
            if not connection.receive():
                return
        except OSError:
            self.outcome.cut_off += 1
            self.busy.discard(connection)
            connection.socket.close()
            return
        self.busy.discard(connection)
        status, body = connection.status(), connection.body()
        if connection.request.is_right(status, body):
            self.outcome.latencies.append(time.perf_counter() - connection.due)
        elif status == 503:
            self.outcome.refused += 1
        else:
            self.outcome.wrong.append(f"{status} with {len(body)} bytes: {body[:200]!r}")
        if connection.is_usable():
            self.idle.append(connection)
        else:
            connection.socket.close()
