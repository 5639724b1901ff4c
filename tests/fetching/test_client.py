from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from gzip import compress
from socket import socket

import pytest

from server.errors import FetchRefused, TooLarge, UpstreamError
from server.fetching.client import HttpClient
from server.fetching.guard import Resolve
from server.fetching.limits import Deadline, FetchLimits
from server.fetching.wire import Answer, Want, Wire
from tests.fetching.site import Site, response

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
AGENT = "SourceContext/0 (+https://about.example/)"
PAGE = Want(10_000, ("text/html",))


class Spy:
    """Stands where connections are made: counts them and makes none."""

    def __init__(self) -> None:
        self.dialled: list[str] = []

    def __call__(self, address: str, _port: int, _timeout: float) -> socket:
        self.dialled.append(address)
        raise ConnectionRefusedError


def build_client(site: Site, *, dial: Spy | None = None, resolve: Resolve = lambda _host, _port: []) -> HttpClient:
    limits = FetchLimits()
    wire = Wire(limits, dial=dial) if dial else Wire(limits)
    return HttpClient(user_agent=AGENT, limits=limits, wire=wire, route=site.route, resolve=resolve, now=lambda: NOW)


def get(site: Site, url: str = "https://news.example/a", *, headers: dict[str, str] | None = None) -> Answer:
    return build_client(site).get(url, want=PAGE, deadline=Deadline(20.0), headers=headers)


def redirect(location: str, *, status: int = 302, body: bytes = b"") -> bytes:
    return response(body, status=status, Location=location)


def test_it_says_who_asks_and_nothing_of_who_reads(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    # Settings of the machine that other clients obey, and that would send what readers look at somewhere else.
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    site.answers["/a"] = response(b"x", Set_Cookie="a=b")

    get(site)
    get(site)

    expected = {"host", "user-agent", "accept", "accept-encoding", "connection"}
    names = [{line.partition(":")[0].lower() for line in r.splitlines()[1:] if line} for r in site.requests]
    assert names == [expected, expected]
    assert all(f"User-Agent: {AGENT}" in request for request in site.requests)


def test_it_reads_a_compressed_page(site: Site) -> None:
    site.answers["/a"] = response(compress(b"hello" * 100), Content_Encoding="gzip")

    assert get(site).body == b"hello" * 100


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_it_follows_a_redirect_by_hand(site: Site, status: int) -> None:
    site.answers["/a"] = redirect("/b", status=status)
    site.answers["/b"] = response(b"there")

    answer = get(site)

    assert (answer.url, answer.body) == ("https://news.example/b", b"there")


def test_it_gives_up_after_three_redirects(site: Site) -> None:
    for number in range(6):
        site.answers[f"/{number}"] = redirect(f"/{number + 1}")

    with pytest.raises(UpstreamError, match="more than 3"):
        get(site, "https://news.example/0")

    assert len(site.requests) == 4


def test_it_does_not_run_in_circles(site: Site) -> None:
    site.answers["/a"] = redirect("https://news.example/a")

    with pytest.raises(UpstreamError):
        get(site)

    assert len(site.requests) == 4


@pytest.mark.parametrize(
    "location",
    [
        *("http://127.0.0.1/", "//127.0.0.1/", "http://[::1]/", "http://169.254.169.254/latest", "http://0x7f.1/"),
        *("file:///etc/passwd", "javascript:alert(1)", "http://u:p@news.example/", "http://localhost/", "//x.test/"),
        *("http://news.example:22/", "https://news.example:8080/", "http://[", "\\\\127.0.0.1\\", "http://intranet/"),
        # A public name with a private address: refused after its look-up.
        "https://inside.org/",
    ],
)
def test_a_redirect_goes_through_the_whole_gate_again(site: Site, location: str) -> None:
    site.answers["/a"] = redirect(location)
    client = build_client(site, resolve=lambda _host, _port: ["10.0.0.1"])

    with pytest.raises(FetchRefused):
        client.get("https://news.example/a", want=PAGE, deadline=Deadline(20.0))

    assert len(site.requests) == 1


def test_it_connects_to_nothing_that_it_refuses(site: Site) -> None:
    spy = Spy()
    answers = iter([["93.184.216.34"], ["127.0.0.1"]])
    client = build_client(site, dial=spy, resolve=lambda _host, _port: next(answers))

    with pytest.raises(UpstreamError):
        client.get("https://news.org/", want=PAGE, deadline=Deadline(20.0))
    with pytest.raises(FetchRefused):
        client.get("https://news.org/", want=PAGE, deadline=Deadline(20.0))

    assert spy.dialled == ["93.184.216.34"]


class MovedWire(Wire):
    """Answers everything with a redirect."""

    def __init__(self, location: str) -> None:
        super().__init__(FetchLimits())
        self.location = location

    def exchange(self, url: str, *_: object, **__: object) -> Answer:
        return Answer(url, 302, {"location": self.location})


def test_it_does_not_leave_an_encrypted_address_for_an_open_one() -> None:
    client = HttpClient(
        user_agent=AGENT,
        limits=FetchLimits(),
        wire=MovedWire("http://news.org/b"),
        resolve=lambda _host, _port: ["93.184.216.34"],
        now=lambda: NOW,
    )

    with pytest.raises(FetchRefused, match="encrypted"):
        client.get("https://news.org/a", want=PAGE, deadline=Deadline(20.0))


def test_it_asks_permission_for_every_hop(site: Site) -> None:
    site.answers["/a"] = redirect("https://other.example/b")
    asked: list[str] = []

    class Refuse:
        def __init__(self, host: str) -> None:
            asked.append(host)

        def __enter__(self) -> None:
            if asked[-1] == "other.example":
                raise FetchRefused("no")

        def __exit__(self, *_: object) -> None: ...

    with pytest.raises(FetchRefused, match="no"):
        build_client(site).get(
            "https://news.example/a", want=PAGE, deadline=Deadline(20.0), permit=lambda target: Refuse(target.host)
        )

    assert (asked, site.paths) == (["news.example", "other.example"], ["news.example/a"])


@pytest.mark.parametrize(
    ("answer", "error", "message"),
    [
        (response(b"x", content_type="application/pdf"), UpstreamError, "application/pdf"),
        (response(b"x", content_type=""), UpstreamError, "undeclared"),
        (response(b"x", Content_Encoding="br"), UpstreamError, "compression"),
        (response(b"x", Content_Encoding="gzip, gzip"), UpstreamError, "compression"),
        (response(b"x", Content_Encoding="gzip\r\nContent-Encoding: gzip"), UpstreamError, "compression"),
        (response(b"not gzip", Content_Encoding="gzip"), UpstreamError, "cut off"),
        (response(b"x" * 10_001), TooLarge, "KiB"),
        # As much as is announced, but not as much as comes; and the other way round.
        (b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + b"x" * 10_001, TooLarge, "KiB"),
        (response(b"short", Content_Length="100"), UpstreamError, "cut off"),
        (response(b"x", Content_Length="-5"), UpstreamError, "cut off"),
        (response(b"x", Content_Length="1, 2"), UpstreamError, "cut off"),
        # Redirects to nowhere, and answers that are none.
        (response(status=302), UpstreamError, "without saying where"),
        (response(status=204), UpstreamError, "204"),
        (response(status=304), UpstreamError, "304"),
        (response(status=206), UpstreamError, "206"),
        (response(status=404), UpstreamError, "404"),
        (response(status=500), UpstreamError, "500"),
        (b"HTTP/1.1 999999 X\r\n\r\n", UpstreamError, "not proper HTTP"),
        (b"HTTP/1.1 abc X\r\n\r\n", UpstreamError, "not proper HTTP"),
        (b"SSH-2.0-OpenSSH\r\n", UpstreamError, "not proper HTTP"),
        (b"\r\n\r\n", UpstreamError, "not proper HTTP"),
        (b"", UpstreamError, "not proper HTTP"),
        (
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\nzz\r\n",
            UpstreamError,
            "cut",
        ),
    ],
)
def test_it_says_what_is_wrong_with_an_answer(site: Site, answer: bytes, error: type[Exception], message: str) -> None:
    site.answers["/a"] = answer

    with pytest.raises(error, match=message):
        get(site)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120.0),
        (format_datetime(NOW + timedelta(seconds=90), usegmt=True), 90.0),
        # In the past means now; a wish for a year is heard for an hour; rubbish is no wish.
        (format_datetime(NOW - timedelta(days=1), usegmt=True), 0.0),
        *(("99999999", 3_600.0), ("9" * 4_000, 3_600.0), ("soon", None), ("-1", None), ("", None), ("²", None)),
        ("Sat, 31 Feb 2026 99:99:99 GMT", None),
    ],
)
def test_it_hears_how_long_to_wait(site: Site, value: str, seconds: float | None) -> None:
    site.answers["/a"] = response(status=503, Retry_After=value.encode().decode("latin-1"))

    with pytest.raises(UpstreamError) as failure:
        get(site)

    assert (failure.value.status, failure.value.retry_after) == (503, seconds)


def test_it_asks_for_changes_only_and_hears_that_there_are_none(site: Site) -> None:
    site.answers["/a"] = response(status=304, ETag='"1"')

    answer = get(site, headers={"If-None-Match": '"1"'})

    assert (answer.status, answer.body) == (304, b"")
    assert 'If-None-Match: "1"' in site.requests[0]
