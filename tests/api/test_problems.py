"""Whatever goes wrong: problem details that say what to do, and never how the house looks inside."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

CONTEXT = "/api/v1/context"


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        (f"{CONTEXT}?url=news.example/a", 400, "invalid-url"),
        (f"{CONTEXT}?url=ftp://news.example/a", 400, "invalid-url"),
        (f"{CONTEXT}?url=javascript:alert(1)", 400, "invalid-url"),
        # Never looked up: it would tell us about a reader's network.
        (f"{CONTEXT}?url=http://192.168.0.1/admin", 400, "private-address"),
        (f"{CONTEXT}?url=http://localhost:8000/", 400, "private-address"),
        (f"{CONTEXT}?url=http://0x7f.1/", 400, "private-address"),
        (f"{CONTEXT}?url=https://user:pw@bbc.co.uk/", 400, "private-address"),
        (f"{CONTEXT}?url=https://web.archive.org/web/2020/http://10.0.0.1/", 400, "private-address"),
        (CONTEXT, 422, "invalid-input"),
        (f"{CONTEXT}?ulr=https://bbc.co.uk/", 422, "unknown-field"),
        (f"{CONTEXT}?url=https://bbc.co.uk/&fields=everything", 422, "invalid-input"),
        (f"{CONTEXT}?url=https://bbc.co.uk/&as_of=soon", 422, "invalid-input"),
        ("/api/v1/stories?cursor=abc", 400, "invalid-cursor"),
        ("/api/v1/stories?cursor=%00%ff", 400, "invalid-cursor"),
        ("/api/v1/stories?limit=0", 422, "invalid-input"),
        ("/api/v1/stories?limit=101", 422, "invalid-input"),
        ("/api/v1/stories/st-unknown", 404, "not-found"),
        ("/api/v1/articles/ffff", 404, "not-found"),
        ("/api/v1/outlets/no-such-outlet.com", 404, "not-found"),
        ("/api/v1/nothing-here", 404, "not-found"),
    ],
)
def test_it_says_what_is_wrong(client: FlaskClient, path: str, status: int, kind: str) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), answer.text
    problem = answer.json
    assert problem["type"] == f"/problems/{kind}"
    assert problem["status"] == status
    assert problem["title"]
    assert problem["detail"]
    assert problem["instance"] == answer.headers["X-Request-Id"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("send", "status"),
    [
        ({"data": b"{", "content_type": "application/json"}, 400),
        ({"data": b"url=x", "content_type": "application/x-www-form-urlencoded"}, 415),
        ({"json": {"url": "https://bbc.co.uk/", "titel": "x"}}, 422),
        ({"json": {"title": "x" * 501}}, 422),
        ({"json": {}}, 422),
        ({"data": b'{"text": "' + b"x" * 70_000 + b'"}', "content_type": "application/json"}, 413),
    ],
)
def test_it_says_what_is_wrong_with_a_body(client: FlaskClient, send: dict[str, object], status: int) -> None:
    answer = client.post(CONTEXT, **send)

    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")


def test_it_points_at_the_field(client: FlaskClient) -> None:
    problem = client.post("/api/v1/context/batch", json={"urls": ["https://a.example/", 7]}).json

    assert problem["errors"][0]["pointer"] == "/urls/1"


def test_it_names_the_methods_that_a_path_takes(client: FlaskClient) -> None:
    answer = client.delete(CONTEXT)

    assert answer.status_code == 405
    assert answer.json["type"] == "/problems/method-not-allowed"
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))


def test_every_problem_that_is_raised_is_documented(client: FlaskClient) -> None:
    codes = {entry["code"] for entry in client.get("/problems/").json}

    assert {"invalid-url", "not-found", "too-many-requests", "store-full", "internal-error"} <= codes
