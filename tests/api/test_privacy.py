"""What someone reads leaves no trace: canaries in every place of a request, looked for in all that is written."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from flask import request
from flask.testing import FlaskClient

from server.app import create_app
from server.config import Settings

CANARY = "canary7f3a9"
CLIENT = "192.0.2.177"


@pytest.fixture
def own_client(tmp_path: Path) -> FlaskClient:
    settings = Settings(data_dir=str(tmp_path), lookup_fetch_seconds=0, rate_limit="1000/minute")
    return create_app(settings).test_client()


@pytest.mark.parametrize(
    ("method", "path", "send"),
    [
        ("GET", f"/api/v1/context?url=https://www.bbc.co.uk/news/{CANARY}", {}),
        ("GET", f"/api/v1/context?url=https://unlisted.com/{CANARY}%23{CANARY}", {}),
        ("GET", f"/api/v1/context?url={CANARY}", {}),
        ("GET", f"/api/v1/{CANARY}", {}),
        ("GET", f"/api/v1/outlets/resolve?url=https://{CANARY}.com/", {"headers": {"User-Agent": CANARY}}),
        ("POST", "/api/v1/context", {"json": {"title": f"About {CANARY}", "text": f"{CANARY} said. " * 20}}),
        ("POST", "/api/v1/context", {"json": {"title": CANARY, CANARY: 1}}),
        ("POST", "/api/v1/context", {"data": CANARY, "content_type": "application/json"}),
        ("POST", "/context", {"data": {"url": f"https://unlisted.com/{CANARY}"}}),
    ],
)
def test_it_writes_nothing_of_a_request(
    own_client: FlaskClient,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    method: str,
    path: str,
    send: dict[str, object],
) -> None:
    caplog.set_level(logging.DEBUG)

    own_client.open(path, method=method, environ_base={"REMOTE_ADDR": CLIENT}, **send)

    written = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert written
    for trace in (CANARY, CLIENT):
        assert trace not in caplog.text
        assert not any(trace.encode() in file for file in written)


def test_a_fault_of_ours_is_logged_without_what_was_asked(settings: Settings, caplog: pytest.LogCaptureFixture) -> None:
    app = create_app(settings)

    @app.get("/api/v1/faulty")
    def faulty() -> str:
        raise RuntimeError(f"cannot cope with {request.args['url']}")

    answer = app.test_client().get("/api/v1/faulty", query_string={"url": f"https://unlisted.com/{CANARY}"})

    assert answer.status_code == 500
    assert answer.json["instance"] in caplog.text
    assert "faulty" in caplog.text  # where it happened can be found
    assert CANARY not in caplog.text + answer.text


def test_it_sets_no_cookie_and_sends_no_referrer(own_client: FlaskClient) -> None:
    answers = [own_client.get(path) for path in ("/", "/api/v1/stories", "/healthz", "/nothing")]

    assert all("Set-Cookie" not in answer.headers for answer in answers)
    assert {answer.headers["Referrer-Policy"] for answer in answers} == {"no-referrer"}
    assert all("default-src 'none'" in answer.headers["Content-Security-Policy"] for answer in answers)


@pytest.mark.parametrize(
    "path",
    [
        f"/api/v1/context?url=ftp://secret.com/{CANARY}",
        f"/api/v1/context?url=http://127.0.0.1/{CANARY}",
        # Not escaped, an address falls apart into parameters of its own.
        f"/api/v1/context?url=https://a.com/?x=1&https://b.com/{CANARY}",
        f"/api/v1/context?https://secret.com/{CANARY}",
        f"/api/v1/context?url=https://a.com/&fields=https://secret.com/{CANARY}",
        f"/api/v1/outlets/https://secret.com/{CANARY}",
        f"/api/v1/stories/{CANARY}",
        f"/api/v1/articles/{CANARY}",
        f"/api/v1/stories?cursor={CANARY}",
        f"/{CANARY}",
    ],
)
def test_a_problem_does_not_repeat_the_address(own_client: FlaskClient, path: str) -> None:
    answer = own_client.get(path)

    assert answer.status_code >= 400
    assert CANARY not in answer.text
