from __future__ import annotations

from datetime import timedelta
from math import sqrt
from random import Random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.coverage.features import FEATURES, compare_all, compute_features
from server.coverage.records import TERM_TYPE, TEXT, Mark, MatchRecord
from server.coverage.statistics import Statistics
from tests.coverage.matching_examples import (
    FLOOD,
    FLOOD_AGAIN,
    FLOOD_AGAIN_TEXT,
    FLOOD_TEXT,
    STRIKE,
    STRIKE_TEXT,
    make_record,
    morning,
)


def features(one: MatchRecord, other: MatchRecord) -> dict[str, float]:
    statistics = Statistics()
    for record in (one, other, make_record(STRIKE, STRIKE_TEXT)):
        statistics.add(record, at=0)
    return dict(zip(FEATURES, compute_features(one, [other], statistics)[0].tolist(), strict=True))


def test_two_reports_of_one_event_share_more_than_two_reports_of_one_day():
    flood = make_record(FLOOD, FLOOD_TEXT)

    same = features(flood, make_record(FLOOD_AGAIN, FLOOD_AGAIN_TEXT))
    other = features(flood, make_record(STRIKE, STRIKE_TEXT))

    for name in ("text_cosine", "title_cosine", "title_contained", "names_contained", "key_names_contained", "letters"):
        assert same[name] > other[name], name


def test_a_text_is_wholly_contained_in_itself():
    found = features(make_record(FLOOD, FLOOD_TEXT, name="one"), make_record(FLOOD, FLOOD_TEXT, name="two"))

    for name in ("title_cosine", "text_cosine", "title_contained_both", "names_contained_both", "letters_in_order"):
        assert found[name] == pytest.approx(1.0), name


@pytest.mark.parametrize(
    ("hours", "expected"),
    [
        # Who was first within six hours says nothing; then it falls, and never below nothing.
        (0, 1.0),
        (6, 1.0),
        (30, 1 / np.e),
        (24 * 365, 0.0),
    ],
)
def test_it_grades_the_time_between_two_articles(hours, expected):
    one = make_record(FLOOD, at=morning(5))
    other = make_record(STRIKE, at=morning(5) + timedelta(hours=hours))

    assert features(one, other)["gap_day"] == pytest.approx(expected)
    assert features(other, one)["gap_day"] == pytest.approx(expected)


def test_what_is_not_known_is_nothing_and_said_to_be_unknown():
    found = features(make_record(FLOOD), make_record(FLOOD_AGAIN, at=morning(5), outlet_key=None))

    assert (found["gap_day"], found["gap_days"], found["time_known"]) == (0.0, 0.0, 0.0)
    assert (found["both_leads"], found["one_lead"]) == (0.0, 0.0)
    assert found["same_outlet"] == 0.0


def test_figures_differ_only_where_both_have_some():
    with_figure, without = make_record("Orrin flood: 14 missing"), make_record("Orrin flood: many missing")

    assert features(with_figure, make_record("Flood in Orrin leaves 14 missing"))["numbers_shared"] == 1.0
    assert features(with_figure, make_record("Flood in Orrin leaves 3 missing"))["numbers_differ"] == 1.0
    assert features(with_figure, without)["numbers_differ"] == 0.0


@settings(deadline=None, max_examples=60)
@given(
    titles=st.lists(st.text(max_size=60), min_size=2, max_size=5),
    bodies=st.lists(st.text(max_size=200), min_size=5, max_size=5),
)
def test_every_feature_of_every_pair_is_a_plain_number(titles, bodies):
    records = [
        make_record(title, body, name=f"n{at}") for at, (title, body) in enumerate(zip(titles, bodies, strict=False))
    ]

    found = compute_features(records[0], records[1:], Statistics())

    assert found.shape == (len(records) - 1, len(FEATURES))
    assert np.isfinite(found).all()
    assert (found >= 0.0).all()


def test_many_are_compared_as_each_of_them_by_itself():
    random = Random(9)
    records = [random_record(random, at) for at in range(12)]
    statistics = Statistics()
    for record in records:
        statistics.add(record, at=0)

    found = compare_all(records[:5], records[3:], statistics)

    expected = [compute_features(one, records[3:], statistics) for one in records[:5]]
    assert np.array_equal(found, np.concatenate(expected))


def test_no_candidates_are_no_rows():
    assert compute_features(make_record(FLOOD), [], Statistics()).shape == (0, len(FEATURES))


def random_record(random: Random, at: int) -> MatchRecord:
    """Return an article of few words, so that many are shared, in one of two languages; some lack this or that."""
    words = random.sample(range(120), random.choice([0, 3, 30, 80]))
    return MatchRecord(
        article_id=f"a{at}",
        outlet=random.choice(["", "one.example", "two.example"]),
        language=random.choice(["en", "en", "de", ""]),
        minutes=random.choice([None, random.randrange(10_000)]),
        is_day_only=random.random() < 0.3,
        is_report=True,
        headline=" ".join(f"word{word}" for word in words[:8]),
        # Multiples of 2**16 agree in their lowest bits.
        packed_terms=np.array([word * 65_536 + word % 3 for word in words], dtype=TERM_TYPE).tobytes(),
        packed_marks=bytes(random.randrange(64) for _ in words),
        copy_keys=(),
    )


def words_of(record: MatchRecord, mark: Mark, statistics: Statistics) -> dict[int, float]:
    """Return the words that carry any of the marks, with their weights."""
    weights = statistics.weights_of(record.terms, record.language).tolist()
    triples = zip(record.terms.tolist(), record.marks.tolist(), weights, strict=True)
    return {term: weight for term, marks, weight in triples if marks & mark}


def slow_features(one: MatchRecord, other: MatchRecord, statistics: Statistics) -> dict[str, float]:
    """Return the features that rest on words, word by word as the table describes them."""

    def ratio(part: float, whole: float) -> float:
        return part / whole if whole > 0 else 0.0

    def cosine(mark: Mark) -> float:
        ours, theirs = words_of(one, mark, statistics), words_of(other, mark, statistics)
        dot = sum(ours[term] * theirs[term] for term in ours.keys() & theirs.keys())
        return ratio(dot, sqrt(sum(w * w for w in ours.values()) * sum(w * w for w in theirs.values())))

    def contained(mark: Mark, within: Mark) -> tuple[float, float]:
        shares = []
        for here, there in ((one, other), (other, one)):
            marked, held = words_of(here, mark, statistics), words_of(there, within, statistics)
            shares.append(ratio(sum(w for term, w in marked.items() if term in held), sum(marked.values())))
        return max(shares), min(shares)

    every_our, every_their = dict(zip_terms(one, statistics)), dict(zip_terms(other, statistics))
    rarest = sorted((min(every_our[t], every_their[t]) for t in every_our.keys() & every_their.keys()), reverse=True)
    rarest = [weight / statistics.rarest for weight in [*rarest, 0.0, 0.0, 0.0][:3]]
    numbers = [set(words_of(record, Mark.NUMBER, statistics)) for record in (one, other)]
    text = cosine(TEXT)
    return {
        "title_cosine": cosine(Mark.TITLE),
        "text_cosine": text,
        "text_cosine_squared": text**2,
        "title_contained": contained(Mark.TITLE, TEXT | Mark.SLUG)[0],
        "title_contained_both": contained(Mark.TITLE, TEXT | Mark.SLUG)[1],
        "names_contained": contained(Mark.NAME, TEXT)[0],
        "names_contained_both": contained(Mark.NAME, TEXT)[1],
        "key_names_contained": contained(Mark.KEY, TEXT)[0],
        "key_names_contained_both": contained(Mark.KEY, TEXT)[1],
        "slug_contained": contained(Mark.SLUG, Mark.SLUG)[0],
        "rarest_shared": rarest[0],
        "three_rarest_shared": sum(rarest) / 3,
        "rarest_in_context": rarest[0] * text,
        "numbers_shared": float(bool(numbers[0] & numbers[1])),
        "numbers_differ": float(bool(numbers[0] and numbers[1]) and not numbers[0] & numbers[1]),
    }


def zip_terms(record: MatchRecord, statistics: Statistics) -> list[tuple[int, float]]:
    weights = statistics.weights_of(record.terms, record.language)
    return list(zip(record.terms.tolist(), weights.tolist(), strict=True))


def test_the_sums_in_arrays_are_those_of_one_word_after_the_other():
    random = Random(4)
    records = [random_record(random, at) for at in range(60)]
    statistics = Statistics()
    for record in records:
        statistics.add(record, at=0)

    for one in records[:12]:
        found = compute_features(one, records, statistics)

        for other, row in zip(records, found.tolist(), strict=True):
            named = dict(zip(FEATURES, row, strict=True))
            expected = slow_features(one, other, statistics)
            assert {name: named[name] for name in expected} == pytest.approx(expected, abs=1e-9)
