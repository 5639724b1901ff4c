from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from server.coverage.calibration import CalibrationFile
from server.coverage.probability import load_weights
from server.coverage.records import build_record
from server.errors import EmbedderFailed, InvalidInput
from tests.services.meaning_examples import EVENTS, Newsroom, judged_in_one_language, judged_lines, make_article, tell
from tests.services.toy_embedder import MODEL, ToyEmbedder

LINES = list(judged_lines())
IN_ONE_LANGUAGE = judged_in_one_language()


@pytest.fixture
def words(tmp_path: Path) -> Iterator[Newsroom]:
    """A newsroom without an embedder."""
    opened = Newsroom(tmp_path / "words")
    yield opened
    opened.close()


@pytest.fixture
def meaning(tmp_path: Path) -> Iterator[Newsroom]:
    """A newsroom with one."""
    opened = Newsroom(tmp_path / "meaning", ToyEmbedder())
    yield opened
    opened.close()


def test_it_works_without_an_embedder(words: Newsroom) -> None:
    outcome = words.calibrating.calibrate(IN_ONE_LANGUAGE)

    assert outcome.words
    assert outcome.words.judged.error_after < outcome.words.judged.error_before
    assert (outcome.pairs, outcome.words.judged.pairs, outcome.vectors) == (252, 252, None)


def test_with_one_it_finds_what_nearness_is_worth(meaning: Newsroom) -> None:
    outcome = meaning.calibrating.calibrate(LINES)

    assert outcome.vectors
    assert outcome.vectors.line.c > 0
    assert outcome.vectors.judged.error_after < 0.02


def test_what_only_vectors_bring_together_teaches_nothing_about_words(meaning: Newsroom) -> None:
    outcome = meaning.calibrating.calibrate(LINES)

    assert outcome.words
    assert outcome.words == meaning.calibrating.calibrate(IN_ONE_LANGUAGE).words


def test_of_articles_that_are_held_the_index_says_what_words_would_find(meaning: Newsroom) -> None:
    held = [make_article(f"a{at}", tell(event, foreign=at >= len(EVENTS))) for at, event in enumerate(EVENTS * 2)]
    meaning.take_in(*held)
    translations = [
        json.dumps({"a": one.id, "b": other.id, "same": True}).encode()
        for one, other in zip(held[: len(EVENTS)], held[len(EVENTS) :], strict=True)
    ]

    outcome = meaning.calibrating.calibrate([*IN_ONE_LANGUAGE, *translations])

    assert outcome.pairs == len(IN_ONE_LANGUAGE) + len(translations)
    assert outcome.words == meaning.calibrating.calibrate(IN_ONE_LANGUAGE).words


def test_what_is_kept_names_the_weights_and_the_model(meaning: Newsroom) -> None:
    meaning.calibrate()

    file = msgspec.json.decode(meaning.kept[0], type=CalibrationFile)

    assert (file.weights, file.model, file.made_at) == (load_weights().version, MODEL, "2026-10-06T00:00:00Z")


def test_a_calibration_of_its_own_does_not_count_for_the_next_one(words: Newsroom) -> None:
    first = words.calibrating.calibrate(IN_ONE_LANGUAGE)
    words.calibrate()

    assert words.calibrating.calibrate(IN_ONE_LANGUAGE) == first


def test_what_is_no_better_is_not_kept(words: Newsroom) -> None:
    contradicting = [
        json.dumps(told | {"same": not told["same"]}).encode() for told in map(json.loads, IN_ONE_LANGUAGE)
    ]

    outcome = words.calibrating.calibrate(contradicting)

    assert not outcome.is_better
    with pytest.raises(InvalidInput, match="is not kept"):
        words.calibrating.keep(outcome)


def test_it_says_how_many_judgements_are_missing(words: Newsroom) -> None:
    with pytest.raises(InvalidInput, match="at least 120 more pairs are needed"):
        words.calibrating.calibrate(LINES[:80])


def test_an_embedder_that_fails_leaves_everything_as_it_was(meaning: Newsroom) -> None:
    def fail(_texts: object) -> None:
        raise EmbedderFailed("no answer")

    meaning.embedding._embedder.embed = fail  # type: ignore[union-attr,method-assign,assignment]

    with pytest.raises(EmbedderFailed):
        meaning.calibrating.calibrate(LINES)
    assert meaning.kept == []


def test_it_proposes_pairs_of_every_probability_and_nearness(meaning: Newsroom) -> None:
    events = EVENTS[:8]
    told = [(event, foreign, way) for event in events for foreign in (False, True) for way in range(2)]
    articles = [
        make_article(f"a{at}", tell(event, foreign=foreign, way=way)) for at, (event, foreign, way) in enumerate(told)
    ]
    meaning.take_in(*articles)

    proposed = meaning.calibrating.propose(60)

    matcher, held = meaning.calibrating._matcher, {one.id: build_record(one) for one in articles}
    chances = Counter(int(10 * matcher.score(held[one.a], held[one.b])[0]) for one in proposed)
    assert len(proposed) == len({frozenset((one.a, one.b)) for one in proposed}) == 60
    assert len(chances) >= 5
    assert max(chances.values()) < 40


def test_what_it_proposes_can_be_judged_as_it_is(meaning: Newsroom) -> None:
    meaning.take_in(*(make_article(f"a{at}", tell(EVENTS[at // 2], way=at)) for at in range(8)))

    lines = [msgspec.json.encode(one) for one in meaning.calibrating.propose(5)]

    with pytest.raises(InvalidInput, match="0 judged pairs"):
        meaning.calibrating.calibrate(lines)
    assert json.loads(lines[0]).keys() == {"a", "b", "same", "a_title", "a_url", "b_title", "b_url"}
    assert b"probab" not in lines[0]  # whoever judges is not to be swayed


def test_an_empty_store_proposes_nothing(words: Newsroom) -> None:
    assert words.calibrating.propose(10) == []
