from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from server.articles.models import Article
from server.coverage.embeddings import LEAD_CHARACTERS, PROBES, believe, check_probes, stamp_of, text_to_embed
from server.errors import EmbedderFailed

URL = "https://ledger.example/a"


def make_article(title: str, body: str = "", description: str = "") -> Article:
    return Article("id", URL, URL, None, title, body, description)


@pytest.mark.parametrize(
    ("article", "text"),
    [
        (make_article("Wall fails in Orrin", "The wall gave way."), "Wall fails in Orrin\nThe wall gave way."),
        # The site's name says nothing of the event, and would make all of its articles alike.
        (make_article("Wall fails in Orrin | Harbour Ledger"), "Wall fails in Orrin"),
        # A page that could not be read has its feed's summary.
        (make_article("Wall fails", description="A wall gave way."), "Wall fails\nA wall gave way."),
        (make_article("", "Only text."), "Only text."),
        # Nothing to be sent.
        (make_article("", " \n "), ""),
    ],
)
def test_it_sends_headline_and_beginning(article: Article, text: str) -> None:
    assert text_to_embed(article) == text


def test_it_never_sends_more_than_a_beginning_nor_any_address() -> None:
    text = text_to_embed(make_article("Title " * 10_000, "word " * 200_000))

    assert len(text) <= 300 + 1 + LEAD_CHARACTERS
    assert "example" not in text


def test_another_text_has_another_stamp() -> None:
    assert stamp_of("Wall fails") == stamp_of("Wall fails")
    assert stamp_of("Wall fails") != stamp_of("Wall fails.")


def test_an_answer_becomes_directions() -> None:
    found = believe(np.array([[3.0, 4.0], [1e200, 0.0]]), count=2, dimension=None)

    assert found == pytest.approx(np.array([[0.6, 0.8], [1.0, 0.0]]))
    assert found.dtype == np.float32


@pytest.mark.parametrize(
    ("answer", "message"),
    [
        (np.ones((1, 4)), "one vector for each text"),
        (np.ones(4), "one vector for each text"),
        (np.ones((2, 3)), "3 numbers, where those held have 4"),
        (np.ones((2, 1)), "no usable length"),
        (np.ones((2, 5000)), "no usable length"),
        (np.zeros((2, 4)), "without a direction"),
        (np.array([[1.0, np.nan, 0, 0], [1, 0, 0, 0]]), "without a direction"),
        (np.array([[1.0, np.inf, 0, 0], [1, 0, 0, 0]]), "without a direction"),
    ],
)
def test_it_refuses_what_can_be_no_answer(answer: np.ndarray, message: str) -> None:
    with pytest.raises(EmbedderFailed, match=message):
        believe(answer, count=2, dimension=None if "usable" in message else 4)


@given(arrays.arrays(np.float64, (3, 6), elements=st.floats(allow_nan=True, allow_infinity=True)))
def test_whatever_is_answered_is_refused_or_of_length_one(answer: np.ndarray) -> None:
    try:
        found = believe(answer, count=3, dimension=None)
    except EmbedderFailed:
        return

    assert np.linalg.norm(found, axis=1) == pytest.approx(1.0, abs=1e-5)


def test_probes_that_come_back_as_they_were_are_taken() -> None:
    probes = np.eye(2, 8, dtype=np.float32)
    rounded = believe(np.eye(2, 8) + 0.01, count=2, dimension=8)

    check_probes(rounded, probes)

    assert len(PROBES) == 2


@pytest.mark.parametrize(
    ("probes", "message"),
    [
        (np.ones((2, 8)), "says the same"),
        # Another model under the same name: as long, as different from each other, but elsewhere.
        (np.eye(2, 8)[::-1], "answers otherwise than before"),
    ],
)
def test_it_notices_a_model_that_tells_nothing_apart_or_is_another(probes: np.ndarray, message: str) -> None:
    with pytest.raises(EmbedderFailed, match=message):
        check_probes(believe(probes, count=2, dimension=8), np.eye(2, 8, dtype=np.float32))
