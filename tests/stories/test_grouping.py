from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from server.coverage.matching import Scored
from server.coverage.models import Match
from server.stories.grouping import Arrival, Told, decide, find_shares
from server.stories.models import OpKind, StoryOp
from server.stories.views import StoryView
from tests.coverage.matching_examples import make_record


def scored(**probabilities: float) -> list[Scored]:
    found = [
        Scored(make_record(name, name=name), Match(name, p, {"text_cosine": p})) for name, p in probabilities.items()
    ]
    return sorted(found, key=lambda one: -one.match.probability)


def story(name: str, *members: str, opened: int = 1, reports: Sequence[str] | None = None) -> StoryView:
    seqs = tuple(range(opened, opened + len(members)))
    return StoryView(name, members, seqs, frozenset(members if reports is None else reports))


def places(*stories: StoryView) -> dict[str, StoryView]:
    return {member: view for view in stories for member in view.members}


class Pairs:
    """Probabilities of pairs: those given, in either order, else one for all; remembers how many it was asked for."""

    def __init__(self, otherwise: float = 0.0, **given: float) -> None:
        self.given = {frozenset(pair.split("_")): chance for pair, chance in given.items()}
        self.otherwise = otherwise
        self.asked = 0

    def __call__(self, ours: Sequence[str], theirs: Sequence[str]) -> np.ndarray:
        self.asked += len(ours) * len(theirs)
        return np.array([[self.given.get(frozenset([a, b]), self.otherwise) for b in theirs] for a in ours])


ALIKE, STRANGE = Pairs(0.9), Pairs(0.02)


def first_name(article_ids: Sequence[str], from_story: str) -> str:
    return f"st-{article_ids[0]}"


def as_it_is(mean: float, articles: int) -> float:
    return mean


def run(
    found: list[Scored],
    *stories: StoryView,
    is_report: bool = True,
    pairs: Pairs = ALIKE,
    article: str = "new",
    told: Told = as_it_is,
) -> list[StoryOp]:
    arrival = Arrival(article, 100, is_report, found)
    return decide(arrival, places(*stories), probabilities=pairs, name=first_name, told=told, model="m")


def kinds(ops: list[StoryOp]) -> list[tuple[OpKind, str, str | None]]:
    return [(op.kind, op.story_id, op.from_story) for op in ops]


def test_an_article_that_fits_nowhere_opens_a_story_named_after_itself():
    assert kinds(run(scored(a=0.1), story("st-a", "a"))) == [(OpKind.CREATE, "st-new", None)]
    assert kinds(run([])) == [(OpKind.CREATE, "st-new", None)]


def test_it_joins_the_story_that_suits_best_and_says_why():
    ops = run(scored(a=0.7, b=0.9), story("st-a", "a"), story("st-b", "b"), pairs=STRANGE)

    assert kinds(ops) == [(OpKind.JOIN, "st-b", None)]
    assert (ops[0].probability, ops[0].evidence, ops[0].model) == (0.9, {"text_cosine": 0.9}, "m")


@pytest.mark.parametrize(
    ("probabilities", "expected"),
    [
        # The mean over the members decides …
        ({"a": 0.9, "b": 0.8, "c": 0.7, "d": 0.0}, 0.6),
        # … so that one likeness among many is not enough: a chain of neighbours is no story. Who is no candidate is
        # asked for all the same.
        ({"a": 0.5}, 0.14),
    ],
)
def test_it_asks_all_members_of_a_small_story(probabilities, expected):
    arrival = Arrival("new", 100, True, scored(**probabilities))

    shares = find_shares(arrival, places(story("st-a", "a", "b", "c", "d")), Pairs(0.02))

    assert shares[0][0] == pytest.approx(expected)


def test_of_a_large_story_it_asks_members_from_all_of_its_life():
    members = [f"m{at}" for at in range(500)]
    pairs = Pairs(0.5)

    shares = find_shares(Arrival("new", 999, True, scored(m499=0.5)), places(story("st-a", *members)), pairs)

    assert shares[0][0] == pytest.approx(0.5)
    assert pairs.asked == 11  # and the last member, which is a candidate


def test_two_stories_that_prove_to_be_one_are_merged_into_the_older():
    old, young = story("st-old", "a", opened=1), story("st-young", "b", opened=2)

    ops = run(scored(a=0.8, b=0.9), old, young)

    assert kinds(ops) == [(OpKind.JOIN, "st-young", None), (OpKind.MERGE, "st-old", "st-young")]


def test_two_stories_stay_apart_when_their_members_disagree():
    # The newcomer is like both, as a third party often is; what decides is the mean over all pairs of the two.
    pairs = Pairs(0.05, new_a=0.8)

    ops = run(scored(a=0.8, b=0.9), story("st-a", "a"), story("st-b", "b", "c", "d"), pairs=pairs)

    assert [op.kind for op in ops] == [OpKind.JOIN]


def test_a_round_up_joins_a_story_and_glues_nothing():
    found, views = scored(a=0.8, b=0.9), (story("st-a", "a"), story("st-b", "b"))

    assert [op.kind for op in run(found, *views, is_report=False)] == [OpKind.JOIN]


def test_members_that_report_nothing_do_not_hold_a_story_together():
    view = story("st-a", "report", "column", reports=["report"])

    assert kinds(run(scored(column=0.99, report=0.1), view)) == [(OpKind.CREATE, "st-new", None)]
    # A column that opened a story may still be joined: there is nothing else to go by.
    assert kinds(run(scored(column=0.99), story("st-c", "column", reports=[]))) == [(OpKind.JOIN, "st-c", None)]


def test_a_story_that_falls_apart_is_split_and_the_larger_part_keeps_the_id():
    alike = Pairs(0.01, a_b=0.9, a_e=0.9, b_e=0.9, c_d=0.9, a_new=0.9, b_new=0.9, e_new=0.9, new_c=0.3)
    view = story("st-a", "a", "b", "c", "d", "e")

    ops = run(scored(a=0.9, b=0.9, e=0.9, c=0.3), view, pairs=alike)

    assert [(op.kind, op.story_id, op.article_id, op.from_story) for op in ops[1:]] == [
        (OpKind.SPLIT, "st-c", None, "st-a"),
        (OpKind.MOVE, "st-c", "c", "st-a"),
        (OpKind.MOVE, "st-c", "d", "st-a"),
    ]
    assert ops[1].probability == pytest.approx((0.3 + 7 * 0.01) / 8)


def test_a_story_is_looked_at_again_only_when_it_has_grown_by_half():
    pairs = Pairs(0.01)
    found = scored(**dict.fromkeys("abcdefg", 0.9))

    assert OpKind.SPLIT in [op.kind for op in run(found[:5], story("st-a", *"abcde"), pairs=pairs)]  # it is six now
    assert OpKind.SPLIT not in [op.kind for op in run(found[:6], story("st-a", *"abcdef"), pairs=pairs)]  # seven


def test_an_article_that_gains_text_while_it_is_alone_gets_a_second_chance():
    own, other = story("st-new", "new", opened=1), story("st-a", "a", opened=2)

    assert kinds(run(scored(a=0.9), own, other)) == [(OpKind.MERGE, "st-new", "st-a")]
    assert run(scored(a=0.1), own, other) == []


def test_an_article_that_has_changed_moves_to_a_story_that_suits_it_far_better():
    own, other = story("st-o", "new", "friend"), story("st-a", "a", opened=5)

    ops = run(scored(a=0.9, friend=0.1), own, other)

    assert kinds(ops) == [(OpKind.MOVE, "st-a", "st-o")]
    assert (ops[0].article_id, ops[0].probability) == ("new", 0.9)


@pytest.mark.parametrize("elsewhere", [0.2, 0.55])
def test_it_stays_with_its_company_if_another_story_suits_it_little_better(elsewhere):
    own, other = story("st-o", "new", "friend"), story("st-a", "a", opened=5)

    assert run(scored(a=elsewhere, friend=0.4), own, other) == []


def test_the_same_candidates_give_the_same_operations_in_any_order():
    found = scored(a=0.8, b=0.8, c=0.8)
    views = (story("st-a", "a", opened=3), story("st-b", "b", opened=2), story("st-c", "c", opened=1))

    assert run(found, *views) == run(found[::-1], *views[::-1])


def test_what_is_recorded_is_how_likely_the_article_belongs_there_and_decides_nothing():
    asked = []

    def doubt(mean: float, articles: int) -> float:
        asked.append((mean, articles))
        return 0.01

    ops = run(scored(a=0.9, b=0.9), story("st-a", "a", "b"), told=doubt)

    assert [(op.kind, op.probability) for op in ops] == [(OpKind.JOIN, 0.01)]
    assert asked == [(0.9, 3)]
