"""Everything that is shown can be checked: each piece of evidence stands word for word where it says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from server.articles.models import Article
from server.services.house import House

Json = Any  # of any shape


def evidence_in(answer: Json) -> Iterator[dict[str, Any]]:
    """Yield every object that says where a text stands."""
    return (one for one in objects_in(answer) if {"article_id", "start", "end", "text"} <= one.keys())


def texts_in(answer: Json) -> Iterator[dict[str, Any]]:
    """Yield every text that is shown together with its evidence."""
    return (one for one in objects_in(answer) if {"text", "evidence"} <= one.keys())


def objects_in(answer: Json) -> Iterator[dict[str, Any]]:
    """Yield every object of an answer, however deep."""
    if isinstance(answer, dict):
        yield answer
        for part in answer.values():
            yield from objects_in(part)
    elif isinstance(answer, list):
        for part in answer:
            yield from objects_in(part)


@pytest.fixture(scope="module")
def articles(house: House) -> dict[str, Article]:
    return {stored.article.id: stored.article for _, stored in house.store.changes_after(0, limit=1000)}


def check(answer: Json, articles: dict[str, Article]) -> int:
    """Fail unless all evidence in an answer is what it says; return how much there is."""
    found = list(evidence_in(answer))
    for one in found:
        text = getattr(articles[one["article_id"]], one["field"])
        assert text[one["start"] : one["end"]] == one["text"] != ""
    return len(found)


def test_all_evidence_of_every_context_stands_word_for_word(client: FlaskClient, articles: dict[str, Article]) -> None:
    checked = [
        check(client.get(f"/api/v1/context?url={quote(article.canonical_url, safe='')}").json, articles)
        for article in articles.values()
    ]

    assert len(checked) == len(articles)
    assert sum(checked) > 10 * len(articles)


def test_all_evidence_of_every_story_stands_word_for_word(client: FlaskClient, articles: dict[str, Article]) -> None:
    stories = client.get("/api/v1/stories?limit=100").json["stories"]

    checked = [check(client.get(f"/api/v1/stories/{story['id']}").json, articles) for story in stories]

    assert sum(checked) > 10 * len(stories)


def test_a_text_that_is_shown_is_its_evidence(client: FlaskClient, articles: dict[str, Article]) -> None:
    parts = [
        part
        for article in articles.values()
        for answer in [client.get(f"/api/v1/context?url={quote(article.canonical_url, safe='')}").json]
        for part in texts_in(answer)
    ]

    assert len(parts) > 2 * len(articles)
    assert [part["text"] for part in parts] == [part["evidence"]["text"] for part in parts]
