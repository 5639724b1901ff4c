from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.coverage.features import FEATURES, compute_features
from server.coverage.records import MatchRecord
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


def test_no_candidates_are_no_rows():
    assert compute_features(make_record(FLOOD), [], Statistics()).shape == (0, len(FEATURES))
