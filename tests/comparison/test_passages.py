"""When it is safe to say that a text does not say something."""

from __future__ import annotations

import pytest

from server.comparison.alignment import Weights
from server.comparison.books import UnitBook
from server.comparison.passages import NOT_SAID, Headlines, Passages
from tests.comparison.examples import BEAVERS, HARBOUR, PUMPS, claims, unit


def most_held(claim: str, *sentences: str, without: frozenset[int] = frozenset()) -> float:
    """Return how much of the claim the fullest passage of one text holds."""
    book = UnitBook([claims("any", *sentences, title="")])
    passages = Passages(book.holders, len(book.units), without=without)
    return passages.most_held(unit(claim), Weights(book.holders, len(book.units)))


def test_a_text_that_speaks_of_other_things_does_not_say_it() -> None:
    assert most_held(BEAVERS, *HARBOUR) <= NOT_SAID


@pytest.mark.parametrize(
    "sentences",
    [
        # Said once, in the same words or with much between them.
        (PUMPS,),
        ("Pumps came: eleven, mobile, brought before dawn by the engineers of the utility that is called Brackwater.",),
        # What one outlet says in one sentence, another says in two.
        ("The utility Brackwater sent engineers before dawn.", "They brought in eleven mobile pumps."),
        # Part of it is said: unknown is not absent.
        ("Brackwater has engineers and mobile pumps.",),
    ],
)
def test_it_is_not_safe_where_much_of_it_stands_in_one_place(sentences: tuple[str, ...]) -> None:
    assert most_held(PUMPS, *sentences, BEAVERS) > NOT_SAID


def test_words_far_apart_are_no_passage() -> None:
    near = most_held(PUMPS, "Engineers came.", "Mobile pumps came.", BEAVERS)
    far = most_held(PUMPS, "Engineers came.", BEAVERS, "Mobile pumps came.")

    assert far < near


def test_units_that_are_not_asked_do_not_count() -> None:
    assert most_held(PUMPS, PUMPS, BEAVERS, without=frozenset({0})) < most_held(PUMPS, PUMPS, BEAVERS)


def test_an_empty_text_holds_nothing() -> None:
    assert Passages({}, 0).most_held(unit(PUMPS), lambda _: 1.0) == 0.0


def test_a_claim_of_words_without_weight_is_never_missing() -> None:
    assert Passages({}, 0).most_held(unit(PUMPS), lambda _: 0.0) == 1.0


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("A burst main flooded 60 cellars in Pellham on Tuesday.", True),
        (BEAVERS, False),
    ],
)
def test_what_a_headline_says_is_the_story(claim: str, expected: bool) -> None:
    headlines = Headlines([claims("any", *HARBOUR, title="Burst main floods cellars in Pellham")])

    assert headlines.are_told_by(unit(claim)) is expected


def test_no_headline_is_told_by_nobody() -> None:
    assert not Headlines([claims("any", *HARBOUR, title="")]).are_told_by(unit(PUMPS))
