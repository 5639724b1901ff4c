"""Versions and edits over HTTP."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient


@pytest.fixture
def story_id(client: FlaskClient) -> str:
    stories = client.get("/api/v1/stories?min_outlets=5").json["stories"]
    return str(next(story["id"] for story in stories if "Orrin" in story["headline"]["text"]))


def test_a_story_says_which_version_it_is(client: FlaskClient, story_id: str) -> None:
    story = client.get(f"/api/v1/stories/{story_id}").json
    versions = client.get(f"/api/v1/stories/{story_id}/versions").json

    assert story["version"] == versions["versions"][0]["number"]
    assert versions["note"] == ("no previous versions" if story["version"] == 1 else None)


def test_the_last_version_is_what_is_shown(client: FlaskClient, story_id: str) -> None:
    story = client.get(f"/api/v1/stories/{story_id}").json

    version = client.get(f"/api/v1/stories/{story_id}/versions/{story['version']}").json

    assert version["text"]["headline"] == story["headline"]
    assert version["text"]["overview"] == story["overview"]
    assert set(version["article_ids"]) == set(version["revisions"]) == {m["article"]["id"] for m in story["articles"]}


def test_a_correction_is_followed_to_who_still_carries_what_it_takes_back(client: FlaskClient, story_id: str) -> None:
    (correction,) = client.get(f"/api/v1/stories/{story_id}/versions").json["corrections"]

    assert (correction["kind"], correction["old"]) == ("notice", "14")
    assert len(correction["relays"]) == 6
    # The agency that sent out a correction of its own is not one of them.
    assert not [relay for relay in correction["relays"] if "nine" in relay["text"]["text"]]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/stories/st-unknown/versions", 404),
        ("/api/v1/stories/{id}/versions/99", 404),
        ("/api/v1/stories/{id}/versions/one", 404),
        ("/api/v1/stories/{id}/versions/1/diff", 404),  # there is none before the first
        ("/api/v1/stories/{id}/versions/1/diff?against=0", 422),
        ("/api/v1/stories/{id}/versions/1/diff?against=1", 200),
        ("/api/v1/articles/unknown/edits", 404),
    ],
)
def test_it_answers_what_is_not_there(client: FlaskClient, story_id: str, path: str, status: int) -> None:
    assert client.get(path.replace("{id}", story_id)).status_code == status


def test_an_article_without_edits_says_so(client: FlaskClient, story_id: str) -> None:
    article_id = client.get(f"/api/v1/stories/{story_id}").json["articles"][0]["article"]["id"]

    answer = client.get(f"/api/v1/articles/{article_id}/edits").json

    assert (answer["edits"], answer["note"], len(answer["revisions"])) == ([], "no edits seen", 1)
    assert answer["revisions"][0].keys() == {"number", "seen_at", "title", "has_text"}  # never the text
