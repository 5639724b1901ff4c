"""Lists are paged by cursors that lose and repeat nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    ("path", "name", "key"),
    [
        ("/api/v1/stories?limit=5", "stories", "id"),
        ("/api/v1/outlets?q=.example&limit=4", "outlets", "key"),
    ],
)
def test_it_pages_through_everything_once(client: FlaskClient, path: str, name: str, key: str) -> None:
    seen: list[str] = []
    following: str | None = path
    while following:
        answer = client.get(following)
        seen += [row[key] for row in answer.json[name]]
        link = re.match(r'<(.+)>; rel="next"', answer.headers.get("Link", ""))
        assert bool(link) == bool(answer.json["next"])
        following = link[1] if link else None

    assert len(seen) == len(set(seen)) >= 14


def test_a_storys_articles_can_be_filtered(client: FlaskClient) -> None:
    stories = client.get("/api/v1/stories?min_outlets=5").json["stories"]
    story = max(stories, key=lambda s: s["counts"]["articles"])
    path = f"/api/v1/stories/{story['id']}/articles"

    left = client.get(f"{path}?lean=left").json["articles"]
    german = client.get(f"{path}?country=DE").json["articles"]

    assert len(left) == story["counts"]["by_lean"]["left"] > 0
    assert {match["outlet"]["country"] for match in german} <= {"DE"}


def articles_of(client: FlaskClient, story_id: str) -> list[dict[str, Any]]:
    return client.get(f"/api/v1/stories/{story_id}").json["articles"]


def test_stories_are_newest_first_and_counted_in_pairs(client: FlaskClient) -> None:
    stories = client.get("/api/v1/stories?limit=100").json["stories"]

    newest = [max(m["article"]["published_at"] for m in articles_of(client, s["id"])) for s in stories[:10]]
    assert newest == sorted(newest, reverse=True) != []
    assert all(1 <= s["counts"]["origins"] <= s["counts"]["articles"] for s in stories)
    assert all(s["headline"]["evidence"]["text"] == s["headline"]["text"] for s in stories)


def test_a_story_has_its_articles_origins_and_history(client: FlaskClient) -> None:
    story_id = client.get("/api/v1/stories?min_outlets=5").json["stories"][0]["id"]

    story = client.get(f"/api/v1/stories/{story_id}").json

    assert len(story["articles"]) == story["counts"]["articles"]
    assert len(story["origins"]) == story["counts"]["origins"]
    assert {op["kind"] for op in story["history"]} >= {"create", "join"}
    assert story["limits"]["notes"]


def test_outlets_can_be_filtered(client: FlaskClient) -> None:
    french = client.get("/api/v1/outlets?country=fr&limit=100").json["outlets"]
    family = client.get("/api/v1/outlets?owner=Corvane").json["outlets"]

    assert {outlet["country"] for outlet in french} == {"FR"}
    assert len(family) == 3
