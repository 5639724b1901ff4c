"""Whatever is answered, and whoever answers it, carries the same few headers, each of them once."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

FOR_ALL = ("X-Content-Type-Options", "Content-Security-Policy", "X-Request-Id", "Referrer-Policy")
FOR_PROGRAMS = (*FOR_ALL, "Access-Control-Allow-Origin", "Access-Control-Expose-Headers")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        # An answer, a problem, a path that nothing is at, and a method that is not taken …
        ("/api/v1/stories", FOR_PROGRAMS),
        ("/api/v1/context?url=nonsense", FOR_PROGRAMS),
        ("/api/v1/nothing-here", FOR_PROGRAMS),
        ("/healthz", FOR_PROGRAMS),
        # … and pages, which no other site's script may read.
        ("/", FOR_ALL),
        ("/nothing", FOR_ALL),
        ("/static/style.css", FOR_ALL),
    ],
)
def test_every_answer_has_each_of_its_headers_once(client: FlaskClient, path: str, expected: tuple[str, ...]) -> None:
    headers = client.get(path).headers

    assert {name: len(headers.getlist(name)) for name in FOR_PROGRAMS} == {
        name: int(name in expected) for name in FOR_PROGRAMS
    }


def test_a_preflight_is_told_once_who_may_ask(client: FlaskClient) -> None:
    asked = {"Origin": "https://news.example", "Access-Control-Request-Method": "POST"}

    headers = client.options("/api/v1/context", headers=asked).headers

    assert headers.getlist("Access-Control-Allow-Origin") == ["*"]
    assert headers["Access-Control-Max-Age"] == "86400"
    assert headers["Access-Control-Allow-Methods"]


def test_no_two_requests_have_the_same_id(client: FlaskClient) -> None:
    ids = [client.get("/healthz").headers["X-Request-Id"] for _ in range(3)]

    assert len({*ids}) == 3
    assert all(one.startswith("urn:uuid:") for one in ids)
