"""The pages of what was: in order, and with the words that differ marked."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from flask.testing import FlaskClient
from lxml import html

from server.web.versions import mark_changes


def change(before: str | None, after: str | None) -> dict[str, Any]:
    return {"before": {"text": before} if before else None, "after": {"text": after} if after else None}


def test_it_marks_the_words_that_differ() -> None:
    before, after = mark_changes(change("Leaving 14 people missing.", "Leaving nine people missing."))

    assert before == [("Leaving ", False), ("14", True), (" people missing.", False)]
    assert after == [("Leaving ", False), ("nine", True), (" people missing.", False)]


def test_it_marks_nothing_where_there_is_only_one_side_or_too_much() -> None:
    assert mark_changes(change(None, "New.")) == ([("", False)], [("New.", False)])
    assert mark_changes(change("a " * 5_000, "b " * 5_000)) == ([("a " * 5_000, False)], [("b " * 5_000, False)])


@pytest.fixture
def story(client: FlaskClient) -> dict[str, Any]:
    stories = client.get("/api/v1/stories?min_outlets=5").json["stories"]
    chosen = next(story for story in stories if "Orrin" in story["headline"]["text"])
    found: dict[str, Any] = client.get(f"/api/v1/stories/{chosen['id']}").json
    return found


@pytest.mark.parametrize("path", ["versions", "versions/1", "versions/1/diff?against=1", "diff?older=1&newer=1"])
def test_every_page_is_in_order(client: FlaskClient, story: dict[str, Any], path: str) -> None:
    answer = client.get(f"/stories/{story['id']}/{path}")
    page = html.fromstring(answer.text)

    levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4")]
    assert (answer.status_code, len(page.findall(".//h1"))) == (200, 1)
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert not page.xpath("//script | //*[@style] | //style")
    assert len(answer.data) < 100_000


def test_the_page_of_edits_is_in_order(client: FlaskClient, story: dict[str, Any]) -> None:
    answer = client.get(f"/articles/{story['articles'][0]['article']['id']}/edits")

    assert answer.status_code == 200
    assert "No edits seen" in answer.text


def test_it_shows_who_still_carries_what_was_taken_back(client: FlaskClient, story: dict[str, Any]) -> None:
    text = html.fromstring(client.get(f"/stories/{story['id']}/versions").text).text_content()

    assert "6 other articles of this story still say 14" in " ".join(text.split())
    assert "No previous versions" in text


@pytest.mark.parametrize("path", ["versions/99", "versions/x", "versions/1/diff", "diff?older=1&newer=x"])
def test_what_is_not_there_is_said_on_a_page(client: FlaskClient, story: dict[str, Any], path: str) -> None:
    answer = client.get(f"/stories/{story['id']}/{path}")

    assert answer.status_code == 404
    assert "<h1" in answer.text
