"""A question in words, held against records."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.articles.models import Article, DateSource, Precision, Published
from server.coverage.asking import MOST_WORDS, answering, build_question
from server.coverage.records import MatchRecord, build_record


def record(name: str, title: str, body: str = "", *, hour: int | None = 6) -> MatchRecord:
    at = datetime(2026, 10, 5, hour, tzinfo=UTC) if hour is not None else None
    published = Published(at, Precision.MINUTE, DateSource.META) if at else None
    url = f"https://ledger.example/{name}"
    return build_record(Article(name, url, url, "ledger.example", title, body, published=published, language="en"))


FLOOD = record("flood", "Flood wall fails in Orrin", "Nine people are missing after the night.")


@pytest.mark.parametrize("words", ["flood", "orrin flood", "missing people", "ORRÍN", "fails!"])
def test_a_record_answers_if_it_has_every_word(words: str) -> None:
    question = build_question(words)

    assert question
    assert answering(question, [FLOOD]) == [FLOOD]


@pytest.mark.parametrize("words", ["flood wend", "floo", "walls orrin"])
def test_part_of_a_word_or_one_word_more_is_no_answer(words: str) -> None:
    question = build_question(words)

    assert question
    assert answering(question, [FLOOD]) == []


def test_a_word_is_looked_for_in_other_languages_too() -> None:
    question = build_question("inundación orrin")

    assert question
    assert answering(question, [FLOOD]) == [FLOOD]


def test_the_newest_comes_first_and_what_has_no_time_last() -> None:
    records = [record("a", "Flood", hour=5), record("b", "Flood", hour=None), record("c", "Flood", hour=9)]
    question = build_question("flood")

    assert question
    assert [one.article_id for one in answering(question, records)] == ["c", "a", "b"]


@given(st.text(max_size=2000))
def test_any_text_is_a_few_words_or_none(text: str) -> None:
    question = build_question(text)

    assert question is None or 1 <= len(question.words) <= MOST_WORDS
