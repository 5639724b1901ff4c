"""Of many mistakes between the same two stories the surest one is told, with how many there are."""

from __future__ import annotations

from benchmarks.matching_errors import JOIN, MATCH, MISS, Mistake, surest, wrong_matches
from benchmarks.matching_runs import Outcome
from benchmarks.scores import Reported

GOLD = {"a": "1", "b": "1", "c": "2", "d": "3"}


def test_the_surest_stands_for_all_between_two_stories():
    found = surest([Mistake(MATCH, "a", "c", 0.7), Mistake(MATCH, "c", "b", 0.9), Mistake(MATCH, "a", "d", 0.8)], GOLD)

    assert found == [Mistake(MATCH, "c", "b", 0.9, alike=2), Mistake(MATCH, "a", "d", 0.8, alike=1)]


def test_what_was_missed_was_surest_where_it_looked_least_likely():
    found = surest([Mistake(MISS, "a", "b", 0.3), Mistake(MISS, "b", "a", 0.1)], GOLD)

    assert found == [Mistake(MISS, "b", "a", 0.1, alike=2)]


def test_only_so_many_are_kept():
    assert len(surest([Mistake(JOIN, "a", "c", 0.7), Mistake(JOIN, "a", "d", 0.8)], GOLD, most=1)) == 1


def test_only_labelled_articles_of_two_stories_are_wrong_matches():
    reported = [Reported("b", 0.99), Reported("not labelled", 0.9), Reported("c", 0.8)]

    found = list(wrong_matches(GOLD, Outcome({}, {"a": reported}, {})))

    assert found == [Mistake(MATCH, "a", "c", 0.8)]
