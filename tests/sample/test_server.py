"""That the newsroom answers like a web server, to friends and to strangers."""

from __future__ import annotations

import socket
from datetime import UTC, datetime
from http.client import HTTPConnection
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.errors import InvalidConfiguration
from server.sample.responses import Request, respond
from server.sample.server import NewsroomServer, serve_newsroom

REAL = Path(__file__).parents[2] / "data" / "sample"
FLOOD = "/2026/10/05/flood"


def get(server, host, path, method="GET", **headers):
    connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
    try:
        connection.request(method, path, headers={"Host": host, **headers})
        response = connection.getresponse()
        return response, response.read().decode()
    finally:
        connection.close()


def send_raw(server, data):
    with socket.create_connection(("127.0.0.1", server.port), timeout=30) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        parts = iter(lambda: connection.recv(65536), b"")
        return b"".join(parts)


@pytest.mark.parametrize(
    ("host", "path", "status", "holds"),
    [
        ("www.ledger.example", "/", 200, "Who pays for the wall"),
        ("www.ledger.example", FLOOD, 200, "Second paragraph of the Ledger"),
        # The port in the Host header, capitals and the final dot of a full name do not matter...
        ("WWW.Ledger.example.:8080", FLOOD, 200, "Second paragraph"),
        # ...nor do parameters that are not part of the address.
        ("www.ledger.example", f"{FLOOD}?utm_source=x", 200, "Second paragraph"),
        ("www.ledger.example", "/article?id=7&utm_source=x", 200, "Everyone may read this"),
        # The parameter that picks the article does.
        ("www.ledger.example", "/article?id=8", 404, "Page not found"),
        ("www.ledger.example", "/article", 404, "Page not found"),
        ("www.ledger.example", "/section/uk-news", 200, "Nine missing"),
        ("www.ledger.example", "/section/economie", 200, "Who pays"),
        ("www.ledger.example", "/section/sport", 404, "Page not found"),
        ("www.ledger.example", "/about", 200, "Ledger Trust"),
        ("www.ledger.example", "/robots.txt", 200, "User-agent: *"),
        (
            "rundfunk-nordmark.example",
            "/robots.txt",
            200,
            "Sitemap: https://rundfunk-nordmark.example/sitemap/news.xml",
        ),
        ("rundfunk-nordmark.example", "/sitemap/news-2026-10-05.xml", 200, "Hochwasser in Orrin"),
        # A day without news, a day that is none, and a site without an index.
        ("rundfunk-nordmark.example", "/sitemap/news-2026-10-04.xml", 404, "Seite nicht gefunden"),
        ("rundfunk-nordmark.example", "/sitemap/news-2026-99-99.xml", 404, "Seite nicht gefunden"),
        ("www.daily-flare.example", "/feed-2026-10-05.xml", 404, "Page not found"),
        ("www.daily-flare.example", "/amp/news/1/torrent", 200, "⚡"),
        # An AMP copy exists only of what declares one.
        ("www.daily-flare.example", "/amp/news/2/copy", 404, "Page not found"),
        # Two outlets on one host: the front page of the whole, and of the part.
        ("town.example", "/orrin", 200, "Town Orrin"),
        ("town.example", "/orrin/", 200, "Where to get help"),
        ("town.example", "/orrinx", 404, "Page not found"),
        ("www.ledger.example", "/assets/base.css", 200, "color-scheme"),
        ("www.ledger.example", "/assets/../server.py", 404, "Page not found"),
        # Without name mapping, the host stands in the path.
        ("127.0.0.1", f"/@www.ledger.example{FLOOD}", 200, "Second paragraph"),
        ("127.0.0.1", "/@town.example", 200, "<title>Town</title>"),
        ("127.0.0.1", "/@nobody.example/", 404, "/@town.example/"),
        ("127.0.0.1", "/", 200, "/@town.example/"),
        ("nobody.example", "/", 404, "/@town.example/"),
        ("", "/", 404, "/@town.example/"),
    ],
)
def test_it_answers_by_host_and_path(running, host, path, status, holds):
    response, body = get(running, host, path)

    assert response.status == status
    assert holds in body


@pytest.mark.parametrize("host", ["old-ledger.example", "ledger.example"])
def test_another_address_of_an_outlet_leads_to_its_pages(running, host):
    response, _ = get(running, host, f"{FLOOD}?x=%0d%0aSet-Cookie:a")

    assert response.status == 301
    assert response.headers["Location"] == f"https://www.ledger.example{FLOOD}?x=%0d%0aSet-Cookie:a"


def test_a_strict_site_forbids_scripts_and_foreign_styles(running):
    strict, _ = get(running, "rift-national.example", "/news/world-204418")
    lax, _ = get(running, "www.ledger.example", FLOOD)

    assert "require-trusted-types-for 'script'" in strict.headers["Content-Security-Policy"]
    assert "style-src 'self'" in strict.headers["Content-Security-Policy"]
    assert "Content-Security-Policy" not in lax.headers


def test_time_may_move_while_it_runs(running):
    running.as_of = datetime(2026, 10, 5, 12, 0, tzinfo=UTC)
    _, before = get(running, "www.ledger.example", FLOOD)
    unpublished, _ = get(running, "www.ledger.example", "/article?id=7")

    running.as_of = datetime(2026, 10, 8, tzinfo=UTC)
    _, after = get(running, "www.ledger.example", FLOOD)
    published, _ = get(running, "www.ledger.example", "/article?id=7")

    assert "<h1>Fourteen missing" in before
    assert "<h1>Nine missing" in after
    assert (unpublished.status, published.status) == (404, 200)


def test_a_feed_is_not_sent_twice_to_who_holds_it(running):
    first, _ = get(running, "lecluse.example", "/atom.xml")

    by_tag, tag_body = get(running, "lecluse.example", "/atom.xml", **{"If-None-Match": first.headers["ETag"]})
    by_time, _ = get(running, "lecluse.example", "/atom.xml", **{"If-Modified-Since": first.headers["Last-Modified"]})
    changed, _ = get(running, "lecluse.example", "/atom.xml", **{"If-None-Match": '"other"'})

    assert (by_tag.status, tag_body) == (304, "")
    assert by_tag.headers["ETag"] == first.headers["ETag"]
    assert by_time.status == 304
    assert changed.status == 200


def test_a_tag_counts_more_than_a_time(running):
    first, _ = get(running, "lecluse.example", "/atom.xml")
    both = {"If-None-Match": '"other"', "If-Modified-Since": first.headers["Last-Modified"]}

    response, _ = get(running, "lecluse.example", "/atom.xml", **both)

    assert response.status == 200


def test_head_is_get_without_the_body(running):
    whole, body = get(running, "www.ledger.example", FLOOD)
    head, nothing = get(running, "www.ledger.example", FLOOD, method="HEAD")

    assert nothing == ""
    assert head.headers["Content-Length"] == whole.headers["Content-Length"] == str(len(body.encode()))


def test_one_connection_serves_many_requests(running):
    connection = HTTPConnection("127.0.0.1", running.port, timeout=30)
    statuses = []
    for path in (FLOOD, "/nothing", "/"):
        connection.request("GET", path, headers={"Host": "www.ledger.example"})
        response = connection.getresponse()
        response.read()
        statuses.append((response.status, response.version))
    connection.close()

    assert statuses == [(200, 11), (404, 11), (200, 11)]


def test_it_remembers_who_asked_for_what(running):
    get(running, "www.ledger.example", FLOOD, **{"User-Agent": "reader/1"})

    visit = running.visits[-1]

    assert (visit.method, visit.host, visit.path, visit.user_agent, visit.status) == (
        "GET",
        "www.ledger.example",
        FLOOD,
        "reader/1",
        200,
    )


@pytest.mark.parametrize(
    "data",
    [
        # Nonsense, no host, a path that never ends, other methods, control characters, header floods.
        b"\x16\x03\x01\x02\x00\x01\x00",
        b"GET / HTTP/1.0\r\n\r\n",
        b"GET /" + b"a" * 70_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
        b"BREW / HTTP/1.1\r\nHost: x\r\n\r\n",
        b"POST / HTTP/1.1\r\nHost: www.ledger.example\r\nContent-Length: 3\r\n\r\nabc",
        b"GET /\x00\x1b[2J\xff HTTP/1.1\r\nHost: www.ledger.example\r\n\r\n",
        b"GET //[ HTTP/1.1\r\nHost: [::1\r\n\r\n",
        b"GET / HTTP/1.1\r\n" + b"A: b\r\n" * 500 + b"\r\n",
        b"GET / HTTP/1.1\r\nHost: www.ledger.example\r\nContent-Length: -1\r\n\r\nGET /x HTTP/1.1\r\n\r\n",
        b"GET /?" + b"a=b&" * 5_000 + b" HTTP/1.1\r\nHost: www.ledger.example\r\n\r\n",
        b"GET /article?" + b"a=b&" * 60 + b"id=7 HTTP/1.1\r\nHost: www.ledger.example\r\n\r\n",
        b'GET / HTTP/1.1\r\nHost: www.ledger.example\r\nIf-Modified-Since: \xff\r\nIf-None-Match: ,,"\r\n\r\n',
    ],
)
def test_a_strange_request_harms_nobody(running, data):
    answer = send_raw(running, data)

    assert b" 500 " not in answer.partition(b"\r\n")[0]
    assert b"Traceback" not in answer
    assert get(running, "www.ledger.example", FLOOD)[0].status == 200


@given(host=st.text(max_size=40), target=st.text(max_size=80), held=st.text(max_size=40))
def test_any_request_has_an_answer(sites, host, target, held):
    for asked in (target, f"/{target}", f"/@town.example/{target}", f"/amp/{target}"):
        response = respond(sites, Request(host, asked, if_none_match=held, if_modified_since=held), as_of=None)

        assert response.status in {200, 304, 404}


def test_it_stops_at_once_and_frees_the_port(newsroom):
    server = NewsroomServer(newsroom).start()
    idle = socket.create_connection(("127.0.0.1", server.port))
    port = server.port

    server.stop()
    server.stop()

    with NewsroomServer(newsroom, port=port) as again:
        assert again.port == port
    idle.close()


def test_it_says_so_when_the_port_is_taken(running, newsroom):
    with pytest.raises(InvalidConfiguration, match="choose another port"):
        NewsroomServer(newsroom, port=running.port)


def test_it_serves_every_shipped_address():
    with serve_newsroom(REAL) as server:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=30)
        wanted = [(article.host, article.path) for article in server.sites.newsroom.articles]
        wanted += [(article.host, f"/amp{article.path}") for article in server.sites.newsroom.articles if article.amp]
        wanted += [(feed.host, feed.path) for feed in server.sites.newsroom.feeds]
        wanted += [(host, "/") for host in server.sites.hosts]
        statuses = set()
        for host, path in wanted:
            connection.request("GET", path, headers={"Host": host})
            response = connection.getresponse()
            response.read()
            statuses.add(response.status)
        connection.close()

    assert statuses == {200}
