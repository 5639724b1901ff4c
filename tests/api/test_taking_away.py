"""Digest, search and exports of the API."""

from __future__ import annotations

import csv
import json
import re
from io import StringIO

import pytest
from flask.testing import FlaskClient


@pytest.fixture
def story_id(client: FlaskClient) -> str:
    stories = client.get("/api/v1/stories?min_outlets=5").json["stories"]
    its_id: str = max(stories, key=lambda story: story["counts"]["articles"])["id"]
    return its_id


def test_the_digest_is_a_json_feed_with_absolute_addresses(client: FlaskClient) -> None:
    feed = client.get("/api/v1/digest?date=2026-10-05").json

    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["items"]
    assert all(item["url"].startswith("http://localhost/stories/st-") for item in feed["items"])
    assert feed["_source_context"]["limits"]["status"] in {"full", "degraded"}


def test_search_pages_by_cursor_and_link(client: FlaskClient) -> None:
    first = client.get("/api/v1/search?q=the&limit=5")

    link = re.match(r'<(.+)>; rel="next"', first.headers["Link"])
    assert link
    second = client.get(link[1]).json
    ids = [item["article"]["id"] for item in (*first.json["articles"], *second["articles"])]
    assert len(set(ids)) == 10
    assert second["outlets"] == []


@pytest.mark.parametrize(
    ("form", "media_type", "ending"),
    [
        ("csv", "text/csv", "csv"),
        ("json", "application/json", "json"),
        ("bibtex", "application/x-bibtex", "bib"),
        ("csl", "application/vnd.citationstyles.csl+json", "csl.json"),
    ],
)
def test_an_export_is_a_file_of_its_kind(
    client: FlaskClient, story_id: str, form: str, media_type: str, ending: str
) -> None:
    answer = client.get(f"/api/v1/stories/{story_id}/export?format={form}")

    assert answer.mimetype == media_type
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{story_id}.{ending}"'
    assert answer.headers["Cache-Control"] == "no-store"


def test_all_forms_have_every_article(client: FlaskClient, story_id: str) -> None:
    path = f"/api/v1/stories/{story_id}/export?format="
    story = client.get(f"/api/v1/stories/{story_id}").json
    urls = {match["article"]["canonical_url"] for match in story["articles"]}

    table = csv.DictReader(StringIO(client.get(f"{path}csv").data.decode("utf-8-sig")))
    citations = client.get(f"{path}bibtex").text
    csl = json.loads(client.get(f"{path}csl").data)

    assert {line["url"] for line in table} == urls
    assert {row["url"] for row in client.get(f"{path}json").json["articles"]} == urls
    assert all(url in citations for url in urls)
    assert {entry["URL"] for entry in csl[1:]} == urls


def test_articles_of_one_origin_share_it_in_the_table(client: FlaskClient, story_id: str) -> None:
    export = client.get(f"/api/v1/stories/{story_id}/export").json

    origins = {row["origin"] for row in export["articles"]}
    joined = [row for row in export["articles"] if row["joined_with"]]
    assert len(origins) == export["counts"]["origins"]
    assert joined
    assert all(row["join_detail"] for row in joined)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/stories/st-nothing/export", 404),
        ("/api/v1/stories/st-nothing/export?format=xlsx", 422),
        ("/api/v1/search", 422),
        ("/api/v1/search?q=%20", 422),
        ("/api/v1/search?q=flood&cursor=abc", 400),
        ("/api/v1/digest?date=yesterday", 422),
        ("/api/v1/digest?date=0001-01-01", 422),
    ],
)
def test_what_cannot_be_answered_is_a_problem(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json")
