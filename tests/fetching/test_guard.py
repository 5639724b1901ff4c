"""Hostile addresses, each of which some client in the wild has followed inwards."""

from ipaddress import IPv4Address, IPv6Address
from threading import Event

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.errors import FetchDelayed, FetchRefused
from server.fetching.addresses import is_public
from server.fetching.guard import REFUSED, Resolve, SampleRoute, resolve_target

PUBLIC = "93.184.216.34"


class Resolver:
    """Answers every name with the given addresses, one list per question, and counts the questions."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = answers or ([PUBLIC],)
        self.asked: list[str] = []

    def __call__(self, host: str, _port: int) -> list[str]:
        self.asked.append(host)
        return self.answers[min(len(self.asked), len(self.answers)) - 1]


LOOPBACK_SPELLINGS = [
    "127.0.0.1", "127.1", "127.0.1", "0177.0.0.1", "0177.1", "0x7f.1", "0x7f.0.0.1", "0x7f000001", "2130706433",
    "017700000001", "127.0.0.1.", "0127.0.0.1", "127.0x0.0.1", "0x7F.0X0.0.1", "127.000.000.001", "127.255.255.254",
    "0", "0x0", "00", "0.0", "0.0.0.0",
    "１２７.0.0.1", "127。0。0。1", "127｡0.0.1", "①②⑦.0.0.1", "127.0.0.%31",
    "%31%32%37.0.0.1", "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]",
    "[0000::1]", "[::ffff:0:127.0.0.1]", "localhost", "LOCALHOST", "localhost.", "ⓛocalhost", "loc%61lhost",
    "localhost.localdomain", "foo.localhost", "ip6-localhost",
]  # fmt: skip

INSIDE = [
    "10.0.0.1", "10.1", "0xa.1", "012.0.0.1", "167772161", "172.16.0.1", "0xac100001", "192.168.0.1", "192.168.1",
    "3232235777", "0300.0250.1.1", "169.254.169.254", "0xa9fea9fe", "2852039166", "0251.0376.0251.0376",
    "169.254.43518", "[fd00:ec2::254]", "[fe80::1]", "[fc00::1]", "[fec0::1]", "[::ffff:169.254.169.254]",
    "[::ffff:a9fe:a9fe]", "[::169.254.169.254]", "[64:ff9b::a9fe:a9fe]", "[64:ff9b::10.0.0.1]", "[2002:a9fe:a9fe::]",
    "[2001:0:a9fe:a9fe::1]", "[ff02::1]", "[2001:db8::1]", "100.64.0.1", "100.100.100.200", "192.0.0.192",
    "168.63.129.16", "224.0.0.1", "255.255.255.255", "198.18.0.1", "metadata.google.internal", "kubernetes",
    "kubernetes.default.svc", "router.lan", "printer.local", "wiki.corp", "nas.home", "box.intranet", "db.private",
    "x.test", "x.invalid", "x.example", "x.onion", "x.i2p", "x.alt", "1.0.0.127.in-addr.arpa", "intranet", "redis",
    "127.0.0.1.nip.io", "10-0-0-1.sslip.io", "localtest.me", "a.lvh.me",
]  # fmt: skip

NOT_EVEN_A_HOST = [
    "", " ", ".", "..", "a..b",
    "256.256.256.256", "1.2.3.4.5", "0x100000000", "08.0.0.1", "[::1", "::1", "[1]", "[::g]",
    "[::1%25eth0]", "exa mple.com", "a<b.com", "a|b.com", "a^b.com", "%00.com", "%2e", "a%2fb.com", "xn--", "\u00ad",
]  # fmt: skip

WHOLE_URLS = [
    # A user name makes people, logs and some parsers see another host.
    "http://news.org@127.0.0.1/", "http://127.0.0.1@news.org/", "http://news.org:80@127.0.0.1/", "http://u:p@news.org/",
    "http://@news.org/", "http://news.org%40127.0.0.1/", "http://news.org\\@127.0.0.1/", "http://127.0.0.1\\@news.org/",
    "http://a@b@127.0.0.1/", "http://news.org#@127.0.0.1/", "http://news.org;@127.0.0.1/",
    # Back-slashes, too many or too few slashes, tabs and line breaks, all of which browsers read in their own way.
    "http:\\\\127.0.0.1/", "http:/127.0.0.1/", "http:127.0.0.1/", "http:///127.0.0.1/", "http:////127.0.0.1/",
    "http://127.0.0.1\t/", "ht\ntp://127.0.0.1/", "http://127.\n0.0.1/", "\x00http://127.0.0.1/", " http://127.0.0.1/ ",
    "http:/\\127.0.0.1/", "HTTP://127.0.0.1/", "http://127.0.0.1?@news.org/", "http://127.0.0.1#@news.org/",
    # Ports on which no news is published.
    "http://news.org:22/", "http://news.org:25/", "http://news.org:6379/", "http://news.org:8080/", "https://news.org:8443/",
    "http://news.org:0/", "http://news.org:65536/", "http://news.org:-1/", "http://news.org:80a/", "http://news.org:11211/",
    # Other schemes.
    "file:///etc/passwd", "ftp://news.org/", "gopher://127.0.0.1:6379/_x", "dict://127.0.0.1/", "ldap://127.0.0.1/",
    "javascript:alert(1)", "data:text/html,x", "blob:http://news.org/", "ws://news.org/", "view-source:http://news.org/",
    "jar:http://127.0.0.1!/", "netdoc:/etc/passwd", "about:blank", "mailto:a@news.org", "httpx://news.org/",
    "//news.org/",
    "news.org", "/etc/passwd", "http", "http://", "https://", "://news.org", "\ud800", "http://news.org/\ud800",
    # Longer than any address is.
    "http://news.org/" + "a" * 5_000, "http://" + "a." * 2_000 + "org/", "http://" + "a" * 70 + ".org.x" * 50,
]  # fmt: skip


@pytest.mark.parametrize(
    "url",
    [f"{scheme}://{host}/" for host in [*LOOPBACK_SPELLINGS, *INSIDE, *NOT_EVEN_A_HOST] for scheme in ("http", "https")]
    + WHOLE_URLS,
)
def test_it_refuses_every_way_inside_without_a_look_up(url: str) -> None:
    resolver = Resolver(["127.0.0.1"])

    with pytest.raises(FetchRefused) as refusal:
        resolve_target(url, resolve=resolver)

    # What refuses must not tell how far it got.
    assert str(refusal.value) == REFUSED


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["169.254.169.254"],
        ["::1"],
        ["fe80::1%eth0"],
        ["::ffff:10.0.0.1"],
        # One foot inside is enough, wherever it stands.
        [PUBLIC, "10.0.0.1"],
        ["10.0.0.1", PUBLIC],
        ["2606:4700::1", PUBLIC, "64:ff9b::a00:1"],
        # No address at all, or rubbish from the resolver.
        [],
        ["not an address"],
    ],
)
def test_it_refuses_a_public_name_with_an_address_inside(addresses: list[str]) -> None:
    with pytest.raises(FetchRefused, match=REFUSED.replace("(", r"\(").replace(")", r"\)")):
        resolve_target("https://news.org/", resolve=Resolver(addresses))


@pytest.mark.parametrize("failure", [OSError("no such name"), UnicodeError("label too long")])
def test_it_refuses_a_name_that_does_not_resolve_in_the_same_words(failure: Exception) -> None:
    def resolve(_host: str, _port: int) -> list[str]:
        raise failure

    with pytest.raises(FetchRefused) as refusal:
        resolve_target("https://news.org/", resolve=resolve)

    assert str(refusal.value) == REFUSED


def test_it_does_not_wait_for_a_name_server_that_does_not_answer() -> None:
    given_up = Event()

    def resolve(_host: str, _port: int) -> list[str]:
        given_up.wait(60.0)  # whoever waits for it gets a good answer, and refuses nothing
        return [PUBLIC]

    with pytest.raises(FetchRefused):
        resolve_target("https://news.org/", resolve=resolve, timeout=0.05)

    given_up.set()


def test_it_asks_once_and_keeps_to_that_answer() -> None:
    # A name that is public when it is checked and private when it is dialled.
    rebinding = Resolver([PUBLIC], ["127.0.0.1"])

    target = resolve_target("https://news.org/a?b=1#c", resolve=rebinding)

    assert (target.addresses, rebinding.asked) == ((PUBLIC,), ["news.org"])


PIECES = [
    "http",
    "https",
    ":",
    "/",
    "//",
    "\\",
    "@",
    "#",
    "?",
    ".",
    "%",
    "[",
    "]",
    "::1",
    "127.0.0.1",
    "0x7f",
    "news.org",
    "80",
]


@settings(deadline=None)  # a busy machine is no failure
@given(st.text() | st.lists(st.sampled_from(PIECES) | st.characters(), max_size=12).map("".join), st.ip_addresses())
def test_whatever_is_asked_only_public_addresses_are_dialled(text: str, ip: IPv4Address | IPv6Address) -> None:
    try:
        target = resolve_target(text, resolve=lambda _host, _port: [str(ip)])
    except FetchRefused:
        return

    assert all(map(is_public, target.addresses))


@pytest.mark.parametrize(
    ("url", "origin", "port", "path"),
    [
        ("https://News.ORG/A?b=1#c", "https://news.org", 443, "/A?b=1"),
        ("http://news.org", "http://news.org", 80, "/"),
        # Odd, but both are web ports.
        ("http://news.org:443/", "http://news.org:443", 443, "/"),
        # The dot of a fully qualified name makes no other host of it.
        ("https://news.org./", "https://news.org", 443, "/"),
        ("https://bücher.org/ä", "https://xn--bcher-kva.org", 443, "/%C3%A4"),
    ],
)
def test_it_says_whom_to_dial(url: str, origin: str, port: int, path: str) -> None:
    target = resolve_target(url, resolve=Resolver([PUBLIC, "2606:4700::1"]))

    assert (target.origin, target.port, target.path) == (origin, port, path)
    assert target.addresses == (PUBLIC, "2606:4700::1")


ROUTE = SampleRoute("example", "127.0.0.1", 4_000)


@pytest.mark.parametrize("url", ["https://news.example/a", "http://a.b.example/", "https://news.example./"])
def test_it_routes_the_sample_newsroom_to_this_machine(url: str) -> None:
    resolver = Resolver()

    target = resolve_target(url, route=ROUTE, resolve=resolver)

    assert (target.addresses, target.port, target.uses_tls, resolver.asked) == (("127.0.0.1",), 4_000, False, [])


@pytest.mark.parametrize(
    "url",
    [
        # A route is for its suffix only...
        *("http://127.0.0.1/", "http://localhost/", "http://x.test/", "http://example/", "http://news.example.local/"),
        # ...and lifts no other rule.
        *("http://news.example:4000/", "http://u@news.example/", "http://news.example:22/", "ftp://news.example/"),
    ],
)
def test_a_route_opens_nothing_else(url: str) -> None:
    with pytest.raises(FetchRefused):
        resolve_target(url, route=ROUTE, resolve=Resolver())


def test_a_name_that_only_ends_like_the_route_is_resolved_like_any_other() -> None:
    target = resolve_target("https://news-example.org/", route=ROUTE, resolve=Resolver())

    assert (target.addresses, target.is_routed) == ((PUBLIC,), False)


@pytest.mark.parametrize(
    ("suffix", "host"),
    [("com", "127.0.0.1"), ("", "127.0.0.1"), ("news.org", "127.0.0.1"), ("example", "10.0.0.1"), ("example", "name")],
)
def test_a_route_is_only_for_reserved_names_and_only_to_this_machine(suffix: str, host: str) -> None:
    with pytest.raises(ValueError, match=r"route|appear"):
        SampleRoute(suffix, host, 80)


def unknown(_host: str, _port: int) -> list[str]:
    raise OSError("Name or service not known")


# A network that is down knows no name; the address of a private network stays one.
@pytest.mark.parametrize(("resolve", "may_pass"), [(unknown, True), (lambda _host, _port: ["10.0.0.1"], False)])
def test_a_name_that_is_not_known_just_now_may_be_later(resolve: Resolve, may_pass: bool) -> None:
    with pytest.raises(FetchRefused) as caught:
        resolve_target("https://bbc.co.uk/", resolve=resolve)

    assert isinstance(caught.value, FetchDelayed) == may_pass
