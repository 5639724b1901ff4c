"""Reports over HTTP: taken, folded, counted, refused, listed; and nothing of who sent them is anywhere."""

from __future__ import annotations

import logging
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from server.api.report_guard import is_welcome
from server.app import create_app
from server.config import Settings
from server.store.backup import backup
from server.store.engine import open_engine

REPORTS = "/api/v1/reports"
OUTLET = {"about": {"kind": "outlet", "id": "harbour-ledger.example"}, "reason": "wrong_fact"}
OWN = "https://context.example"


@pytest.fixture
def own_settings(settings: Settings, tmp_path: Path) -> Settings:
    """Settings of a server of this test's own, with the sample newsroom in it."""
    engine = open_engine(settings.store_url)
    backup(engine, tmp_path / "source-context.db")
    engine.dispose()
    shutil.copytree(settings.data_path / "tables", tmp_path / "tables")
    return msgspec.structs.replace(settings, data_dir=str(tmp_path), lookup_fetch_seconds=0.0)


@pytest.fixture
def own(own_settings: Settings) -> FlaskClient:
    return create_app(own_settings).test_client()


def post(client: FlaskClient, body: object = OUTLET, **headers: str) -> TestResponse:
    return client.post(REPORTS, json=body, headers=headers)


def about(kind: str, its_id: str) -> dict[str, Any]:
    return {"about": {"kind": kind, "id": its_id}, "reason": "other"}


def test_it_takes_a_report_and_says_where_it_is(own: FlaskClient) -> None:
    answer = post(own, {**OUTLET, "comment": "Founded in 1902."})

    assert answer.status_code == 201
    assert answer.headers["Location"] == f"{REPORTS}/{answer.json['id']}"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Location" in answer.headers["Access-Control-Expose-Headers"]
    assert answer.json["about"] == {**OUTLET["about"], "url": "/outlets/harbour-ledger.example"}
    assert (answer.json["status"], answer.json["comment"]) == ("open", None)
    assert own.get(answer.headers["Location"]).json == answer.json
    assert own.get(answer.json["url"]).status_code == 200


def test_it_answers_200_when_the_same_was_reported_today(own: FlaskClient) -> None:
    first, again, other = post(own), post(own), post(own, {**OUTLET, "reason": "other"})

    assert [answer.status_code for answer in (first, again, other)] == [201, 200, 201]
    assert (again.json, again.headers["Location"]) == (first.json, first.headers["Location"])
    assert other.json["id"] != first.json["id"]


def test_it_lists_reports_by_pages_and_filters(own: FlaskClient) -> None:
    sent = {post(own, {**OUTLET, "comment": f"Word {number}"}).json["id"] for number in range(5)}
    sent.add(post(own, about("page", "https://www.bbc.co.uk/none-such")).json["id"])

    seen: list[str] = []
    following: str | None = f"{REPORTS}?limit=4"
    while following:
        page = own.get(following)
        seen += [report["id"] for report in page.json["reports"]]
        following = page.headers["Link"].split(">")[0][1:] if page.json["next"] else None

    assert (len(seen), set(seen)) == (6, sent)
    assert [one["about"]["id"] for one in own.get(f"{REPORTS}?kind=page").json["reports"]] == [None]
    assert own.get(f"{REPORTS}?status=done").json == {"reports": [], "next": None}


@pytest.mark.parametrize(
    ("body", "status", "pointer"),
    [
        (about("outlet", "no-such-outlet.com"), 422, "/about/id"),
        (about("story", "st-unknown"), 422, "/about/id"),
        (about("page", "http://127.0.0.1/x"), 400, "/about/id"),
        (about("page", "not an address"), 400, "/about/id"),
        (about("outlet", ""), 422, "/about/id"),
        (about("outlet", "x" * 2049), 422, "/about/id"),
        (about("person", "ada"), 422, "/about/kind"),
        ({**OUTLET, "reason": "dislike"}, 422, "/reason"),
        ({**OUTLET, "comment": "x" * 1001}, 422, "/comment"),
        ({"about": "bbc.com", "reason": "other"}, 422, "/about"),
        ({"reason": "other"}, 422, "about"),
        # Nothing else is taken, so nothing else can be kept.
        ({**OUTLET, "email": "ada@mail.example"}, 422, "email"),
        ({**OUTLET, "about": {**OUTLET["about"], "user": "ada"}}, 422, "/about"),
    ],
)
def test_it_points_at_what_is_wrong(own: FlaskClient, body: object, status: int, pointer: str) -> None:
    answer = post(own, body)

    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
    assert answer.json["errors"][0]["pointer"] == pointer
    assert own.get(REPORTS).json["reports"] == []


def test_it_takes_the_longest_report_and_no_longer_body(own: FlaskClient) -> None:
    longest = {**about("page", "https://www.bbc.co.uk/" + "x" * 2026), "comment": "\U0001f4f0" * 1000}

    assert post(own, longest).status_code == 201
    answer = own.post(REPORTS, data=b'{"comment": "' + b"x" * 16_384 + b'"}', content_type="application/json")
    assert answer.status_code == 413


def test_it_counts_reports_by_themselves_and_only_what_it_would_store(own_settings: Settings) -> None:
    own = create_app(msgspec.structs.replace(own_settings, report_limit="2/hour")).test_client()
    for _ in range(3):
        post(own, about("outlet", "no-such-outlet.com"))

    answers = [post(own, {**OUTLET, "comment": str(number)}) for number in range(3)]

    assert [answer.status_code for answer in answers] == [201, 201, 429]
    assert 0 < int(answers[2].headers["Retry-After"]) <= 3600
    assert answers[2].json["type"] == "/problems/too-many-requests"
    # Reading goes on, and another sender is counted by itself.
    assert len(own.get(REPORTS).json["reports"]) == 2
    assert own.post(REPORTS, json=OUTLET, environ_base={"REMOTE_ADDR": "192.0.2.9"}).status_code == 201


@pytest.mark.parametrize(
    ("site", "origin", "expected"),
    [
        # Our own page; behind a proxy we may not know our own name, but the browser does.
        ("same-origin", OWN, True),
        ("same-origin", "https://elsewhere.example", True),
        ("same-origin", "null", True),
        # The extension, in Chromium and Firefox, whatever the browser thinks of its site.
        ("none", "chrome-extension://abcdefgh", True),
        ("cross-site", "chrome-extension://abcdefgh", True),
        ("cross-site", "moz-extension://0000-11", True),
        (None, "moz-extension://0000-11", True),
        ("none", None, True),
        # Programs, and browsers that know neither header.
        (None, None, True),
        # Our own page, over plain HTTP: only the origin is told.
        (None, OWN, True),
        # Pages of other sites, also framed ones that hide their origin.
        ("cross-site", "https://evil.example", False),
        ("same-site", "https://other.context.example", False),
        (None, "https://evil.example", False),
        (None, "http://context.example", False),
        (None, "https://context.example.evil.example", False),
        ("cross-site", "null", False),
        (None, "null", False),
        ("cross-site", None, False),
    ],
)
def test_it_knows_who_sends(site: str | None, origin: str | None, expected: bool) -> None:
    assert is_welcome(site, origin, own=OWN) is expected


def test_it_takes_nothing_from_another_sites_page(own: FlaskClient) -> None:
    foreign = {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"}

    api = post(own, **foreign)
    form = own.post("/reports/new", data={"kind": "outlet", "id": "bbc.com", "reason": "other"}, headers=foreign)

    assert (api.status_code, api.json["type"]) == (403, "/problems/foreign-origin")
    assert (form.status_code, form.mimetype) == (403, "text/html")
    assert own.get(REPORTS).json["reports"] == []


def test_it_keeps_nothing_of_who_sent_it_and_what_was_masked(
    own: FlaskClient, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    secrets = ("192.0.2.177", "canary-agent", "canary-language", "canary@mail.example", "7946 0018")

    answer = own.post(
        REPORTS,
        json={**OUTLET, "comment": "Kept words. canary@mail.example, +44 20 7946 0018"},
        headers={"User-Agent": "canary-agent", "Accept-Language": "canary-language"},
        environ_base={"REMOTE_ADDR": "192.0.2.177"},
    )

    files = [file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()]
    assert answer.status_code == 201
    assert any(b"Kept words." in file for file in files)
    assert not [secret for secret in secrets if secret in caplog.text]
    assert "Kept words" not in caplog.text
    assert not [secret for secret in secrets for file in files if secret.encode() in file]


@pytest.fixture
def full_disk() -> Iterator[None]:
    """Every new connection finds no room to grow: what SQLite then says is what it says of a full disk."""

    def stop_growing(connection: Any, _record: object) -> None:  # Any: the driver's connection
        connection.execute("PRAGMA max_page_count=1").close()

    sa.event.listen(sa.pool.Pool, "connect", stop_growing)
    yield
    sa.event.remove(sa.pool.Pool, "connect", stop_growing)


def test_it_says_so_when_there_is_no_room(own_settings: Settings, full_disk: None) -> None:
    own = create_app(msgspec.structs.replace(own_settings, report_limit="off")).test_client()
    sent = [post(own, {**OUTLET, "comment": f"{number} " + "x" * 900}) for number in range(40)]

    full = sent[-1]
    assert (full.status_code, full.json["type"]) == (507, "/problems/store-full")
    assert int(full.headers["Retry-After"]) > 0
    # What was acknowledged is there.
    taken = [answer for answer in sent if answer.status_code == 201]
    assert len(own.get(f"{REPORTS}?limit=100").json["reports"]) == len(taken)


def test_it_says_so_when_the_store_is_busy(own: FlaskClient, tmp_path: Path) -> None:
    blocker = sa.create_engine(f"sqlite:///{tmp_path / 'source-context.db'}", isolation_level="AUTOCOMMIT")
    with blocker.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        answer = post(own)

    assert (answer.status_code, answer.json["type"]) == (503, "/problems/store-unavailable")
