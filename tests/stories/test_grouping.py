from __future__ import annotations

import pytest

from server.coverage.matching import Scored
from server.coverage.models import Match
from server.stories.grouping import StoryView, decide, find_shares
from server.stories.models import OpKind
from tests.coverage.matching_examples import make_record


def scored(**probabilities: float) -> list[Scored]:
    found = [
        Scored(make_record(name, name=name), Match(name, p, {"text_cosine": p})) for name, p in probabilities.items()
    ]
    return sorted(found, key=lambda one: -one.match.probability)


def story(name: str, *members: str, opened: int = 1, reports: tuple[str, ...] | None = None) -> StoryView:
    return StoryView(name, opened, members, members if reports is None else reports)


def places(*stories: StoryView) -> dict[str, StoryView]:
    return {member: view for view in stories for member in view.members}


def agree(ours: object, theirs: object) -> float:
    return 0.9


def disagree(ours: object, theirs: object) -> float:
    return 0.1


def kinds(ops: list) -> list[tuple[OpKind, str, str | None]]:
    return [(op.kind, op.story_id, op.from_story) for op in ops]


def run(found: list[Scored], *stories: StoryView, is_report: bool = True, pairs=agree, article: str = "new") -> list:
    return decide(article, found, story_of=places(*stories), is_report=is_report, pair_probability=pairs, model="m")


def test_an_article_that_fits_nowhere_opens_a_story_named_after_itself():
    assert kinds(run(scored(a=0.3), story("st-a", "a"))) == [(OpKind.CREATE, "st-new", None)]
    assert kinds(run([])) == [(OpKind.CREATE, "st-new", None)]


def test_it_joins_the_story_that_fits_best_and_says_why():
    ops = run(scored(a=0.7, b=0.9), story("st-a", "a"), story("st-b", "b"), pairs=disagree)

    assert kinds(ops) == [(OpKind.JOIN, "st-b", None)]
    assert (ops[0].probability, ops[0].evidence, ops[0].model) == (0.9, {"text_cosine": 0.9}, "m")


@pytest.mark.parametrize(
    ("probabilities", "expected"),
    [
        # The mean of the best three decides …
        ({"a": 0.9, "b": 0.8, "c": 0.7, "d": 0.1}, 0.8),
        # … so that one likeness among many is not enough: a chain of neighbours is no story.
        ({"a": 0.99}, 0.33),
    ],
)
def test_it_asks_the_best_three_members(probabilities, expected):
    shares = find_shares(scored(**probabilities), places(story("st-a", "a", "b", "c", "d")))

    assert shares[0][0] == pytest.approx(expected)


def test_two_stories_that_prove_to_be_one_are_merged_into_the_older():
    old, young = story("st-old", "a", opened=1), story("st-young", "b", opened=2)

    ops = run(scored(a=0.8, b=0.9), old, young)

    assert kinds(ops) == [(OpKind.JOIN, "st-young", None), (OpKind.MERGE, "st-old", "st-young")]


def test_two_stories_stay_apart_when_their_members_disagree():
    ops = run(scored(a=0.8, b=0.9), story("st-a", "a"), story("st-b", "b"), pairs=disagree)

    assert [op.kind for op in ops] == [OpKind.JOIN]


def test_a_round_up_joins_a_story_and_glues_nothing():
    found, views = scored(a=0.8, b=0.9), (story("st-a", "a"), story("st-b", "b"))

    assert [op.kind for op in run(found, *views, is_report=False)] == [OpKind.JOIN]


def test_members_that_report_nothing_do_not_hold_a_story_together():
    view = story("st-a", "report", "column", reports=("report",))

    assert kinds(run(scored(column=0.99, report=0.2), view)) == [(OpKind.CREATE, "st-new", None)]
    # A column that opened a story may still be joined: there is nothing else to go by.
    assert kinds(run(scored(column=0.99), story("st-c", "column", reports=()))) == [(OpKind.JOIN, "st-c", None)]


def test_an_article_that_gains_text_while_it_is_alone_gets_a_second_chance():
    own, other = story("st-new", "new", opened=1), story("st-a", "a", opened=2)

    assert kinds(run(scored(a=0.9), own, other)) == [(OpKind.MERGE, "st-new", "st-a")]
    assert run(scored(a=0.3), own, other) == []


def test_an_article_that_has_company_stays_where_it_is():
    assert run(scored(a=0.99), story("st-new", "new", "friend"), story("st-a", "a")) == []


def test_the_same_candidates_give_the_same_operations_in_any_order():
    found = scored(a=0.8, b=0.8, c=0.8)
    views = (story("st-a", "a", opened=3), story("st-b", "b", opened=2), story("st-c", "c", opened=1))

    assert run(found, *views) == run(found[::-1], *views[::-1])
