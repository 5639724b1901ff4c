"""What someone reads leaves no trace: canaries in every place of a request, looked for in all that is written."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server.app import create_app
from server.config import Settings

CANARY = "canary7f3a9"


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

    own_client.open(path, method=method, **send)

    assert CANARY not in caplog.text
    written = [file for file in tmp_path.rglob("*") if file.is_file()]
    assert written
    assert not [file.name for file in written if CANARY.encode() in file.read_bytes()]


def test_it_sets_no_cookie_and_sends_no_referrer(own_client: FlaskClient) -> None:
    answers = [own_client.get(path) for path in ("/", "/api/v1/stories", "/healthz", "/nothing")]

    assert all("Set-Cookie" not in answer.headers for answer in answers)
    assert {answer.headers["Referrer-Policy"] for answer in answers} == {"no-referrer"}
    assert all("default-src 'none'" in answer.headers["Content-Security-Policy"] for answer in answers)


def test_a_problem_does_not_repeat_the_address(own_client: FlaskClient) -> None:
    answer = own_client.get("/api/v1/context", query_string={"url": f"ftp://secret.com/{CANARY}"})

    assert CANARY not in answer.text
