"""The other side does its worst; we are done in time, with our memory, and can still read everybody else."""

import gzip
import resource
import socket
import struct
import time
import zlib
from collections.abc import Iterator

import pytest

from server.errors import FetchError, FetchTimeout, TooLarge, UpstreamError
from server.fetching.children import ChildPool
from server.fetching.fetcher import GuardedFetcher
from server.fetching.guard import Target
from server.fetching.limits import Deadline, FetchLimits
from server.fetching.wire import Want, Wire, dial_tcp
from tests.fetching.site import Script, Site, drip, flood, response

pytestmark = pytest.mark.faults

MIB = 1024 * 1024
TOTAL = 1.5  # enough for an honest page on a starved machine
SLACK = 8.0  # that a starved machine may add; without a deadline, each would take ten seconds and more
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
LIMITS = FetchLimits(total=TOTAL, connect=1.0, resolve=1.0, page_bytes=5 * MIB)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def fetcher(site: Site) -> GuardedFetcher:
    return GuardedFetcher(user_agent="SourceContext/0", pool=ChildPool(), route=site.route, limits=LIMITS)


def reset(client: socket.socket) -> None:
    """Close with RST, as a crashed machine or a filter in between does."""
    client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.close()


def reset_in_the_middle(client: socket.socket) -> None:
    client.sendall(HEAD + b"Content-Length: 1000\r\n\r\nhalf")
    reset(client)


def say_nothing(client: socket.socket) -> None:
    time.sleep(10.0)


def begin_and_say_nothing(client: socket.socket) -> None:
    client.sendall(HEAD + b"\r\n")
    time.sleep(10.0)


def bomb(size: int, *, layers: int = 1) -> bytes:
    """Return `size` zeros, packed so often."""
    packer = zlib.compressobj(9, wbits=31)
    data = b"".join(packer.compress(b"\x00" * MIB) for _ in range(size // MIB)) + packer.flush()
    for _ in range(layers - 1):
        data = gzip.compress(data)
    return data


BOMB = bomb(150 * MIB)  # in 150 KB
DOUBLE_BOMB = bomb(150 * MIB, layers=2)

# What comes without end meets a library's limit or one of ours, or on a slow machine the deadline: whichever is first.
ANY = (UpstreamError, TooLarge, FetchTimeout)
Expected = type[FetchError] | tuple[type[FetchError], ...]

FAULTS: dict[str, tuple[bytes | Script, Expected]] = {
    "reset at once": (reset, UpstreamError),
    "reset in the middle": (reset_in_the_middle, UpstreamError),
    "silence": (say_nothing, FetchTimeout),
    "silence after the headers": (begin_and_say_nothing, FetchTimeout),
    "a body of one byte at a time": (drip(HEAD + b"\r\n", every=0.0, forever=b"x"), FetchTimeout),
    "a header of one byte at a time": (drip(HEAD * 20), FetchTimeout),
    "a status line of one byte at a time": (drip(b"HTTP/1.1 200 " + b"O" * 500), FetchTimeout),
    "chunks of one byte for ever": (drip(CHUNKED, every=0.0, forever=b"1\r\nx\r\n"), FetchTimeout),
    "chunks for ever": (flood(CHUNKED, b"10000\r\n" + b"x" * 65_536 + b"\r\n"), ANY),
    "a body for ever": (flood(HEAD + b"\r\n", b"x" * 65_536), ANY),
    "a chunk size for ever": (flood(CHUNKED, b"0" * 65_536), ANY),
    "a chunk extension for ever": (flood(CHUNKED + b"1;", b"x" * 65_536), ANY),
    "a trailer for ever": (flood(CHUNKED + b"0\r\n", b"a: b\r\n" * 10_000), ANY),
    "a trailer line for ever": (flood(CHUNKED + b"0\r\n", b"x" * 65_536), ANY),
    "a chunk size that is none": (CHUNKED + b"xyz\r\n", UpstreamError),
    "a negative chunk": (CHUNKED + b"-1\r\nx", UpstreamError),
    "less than announced": (HEAD + b"Content-Length: 1000\r\n\r\nless", UpstreamError),
    "more announced than we take": (HEAD + b"Content-Length: 99999999999\r\n\r\nx", TooLarge),
    "a header of eight megabytes": (flood(HEAD + b"X: ", b"x" * 65_536, blocks=128), ANY),
    "a hundred thousand headers": (flood(HEAD, b"A: b\r\n" * 1_000, blocks=100), ANY),
    "headers for ever": (flood(HEAD, b"X-Long: " + b"x" * 8_000 + b"\r\n"), ANY),
    "a status line for ever": (flood(b"HTTP/1.1 ", b"2" * 65_536), ANY),
    "continue, continue, continue": (flood(b"", b"HTTP/1.1 100 Continue\r\n\r\n" * 100), ANY),
    "a redirect to itself": (response(status=302, Location="/x"), UpstreamError),
    "a gzip bomb": (response(BOMB, Content_Encoding="gzip"), ANY),
    "a bomb in a bomb": (response(DOUBLE_BOMB, Content_Encoding="gzip, gzip"), UpstreamError),
    "a bomb in chunks": (CHUNKED.replace(b"\r\n\r\n", b"\r\nContent-Encoding: gzip\r\n\r\n")
                         + b"%x\r\n" % len(BOMB) + BOMB + b"\r\n0\r\n\r\n", ANY),
    "a bomb in a redirect": (response(BOMB, status=302, Location="/x", Content_Encoding="gzip"), UpstreamError),
    "a bomb in an error": (response(BOMB, status=404, Content_Encoding="gzip"), UpstreamError),
    "a bomb with a broken end": (response(BOMB[:-20] + b"x" * 20, Content_Encoding="gzip"), ANY),
    "rubbish called gzip": (response(b"\x1f\x8b" + b"\x00" * 999, Content_Encoding="gzip"), UpstreamError),
    "another protocol": (b"220 mail.example ESMTP\r\n", UpstreamError),
    "bytes": (bytes(range(256)) * 300, ANY),
}  # fmt: skip


def peak_memory() -> int:
    """Return the most memory that this process has had at any time, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@pytest.mark.parametrize(("fault", "error"), FAULTS.values(), ids=FAULTS.keys())
def test_a_page_is_given_up_in_time_and_within_memory(
    site: Site, fetcher: GuardedFetcher, fault: bytes | Script, error: Expected
) -> None:
    site.answers["/x"] = fault
    site.answers["/good"] = response(b"good")
    before, start = peak_memory(), time.monotonic()

    with pytest.raises(error):
        fetcher.fetch_page("https://bad.example/x")

    assert time.monotonic() - start < TOTAL + SLACK
    assert peak_memory() - before < 60 * MIB
    assert fetcher.fetch_page("https://good.example/good").body == b"good"


@pytest.mark.parametrize("fault", [say_nothing, drip(HEAD), flood(HEAD + b"\r\n", b"User-agent: *\n" * 1_000)])
def test_a_bad_robots_txt_takes_no_longer(site: Site, fetcher: GuardedFetcher, fault: Script) -> None:
    site.answers["/robots.txt"] = fault
    start = time.monotonic()

    with pytest.raises(FetchError):
        fetcher.fetch_page("https://bad.example/x")

    assert time.monotonic() - start < TOTAL + SLACK


def test_redirects_share_one_deadline(site: Site, fetcher: GuardedFetcher) -> None:
    for number in range(3):
        site.answers[f"/{number}"] = drip(response(status=302, Location=f"/{number + 1}"), every=0.02)
    start = time.monotonic()

    with pytest.raises(FetchTimeout):
        fetcher.fetch_page("https://bad.example/0")

    assert time.monotonic() - start < TOTAL + SLACK


class Listener:
    """Takes connections into its queue and never looks at them."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]


@pytest.mark.parametrize(
    "hello", [b"", b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x16\x03\x03\x00\x02", b"\x15\x03\x03\x00\x02\x02\x28"]
)
def test_a_bad_handshake_ends_in_time(site: Site, hello: bytes) -> None:
    listener = Listener()
    answering: list[socket.socket] = []

    def dial(_address: str, _port: int, timeout: float) -> socket.socket:
        client = dial_tcp("127.0.0.1", listener.port, timeout)
        server, _ = listener.socket.accept()
        server.sendall(hello)
        answering.append(server)
        return client

    target = Target("https", "news.example", 443, ("93.184.216.34",), "/")
    start = time.monotonic()
    with pytest.raises(FetchError):
        Wire(LIMITS, dial=dial).exchange("", target, {}, want=Want(1_000), deadline=Deadline(TOTAL))

    assert time.monotonic() - start < TOTAL + SLACK
    answering[0].close()
    listener.socket.close()


def test_a_black_hole_ends_in_time() -> None:
    # A queue that is full drops what comes, as a filter does that answers nothing.
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen(0)
    port = listener.getsockname()[1]
    filling = [socket.socket() for _ in range(4)]
    for client in filling:
        client.setblocking(False)
        client.connect_ex(("127.0.0.1", port))
    target = Target("http", "news.example", port, ("127.0.0.1", "127.0.0.1"), "/")
    start = time.monotonic()

    with pytest.raises(FetchError):
        Wire(LIMITS).exchange("", target, {}, want=Want(1_000), deadline=Deadline(TOTAL))

    assert time.monotonic() - start < TOTAL + SLACK
    for client in [*filling, listener]:
        client.close()
