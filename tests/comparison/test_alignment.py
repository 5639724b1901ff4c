"""When one unit says what another claims."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.comparison.alignment import SAID, Weights, agree
from server.comparison.books import UnitBook
from tests.comparison.examples import PUMPS, PUMPS_AGAIN, claims, three_papers, unit


def weights() -> Weights:
    """Return what words weigh in the story of three papers."""
    book = UnitBook(three_papers())
    return Weights(book.holders, len(book.units))


def agreement(claim: str, other: str) -> float:
    return agree(unit(claim), unit(other), weights())


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        (PUMPS, PUMPS),
        (PUMPS, PUMPS_AGAIN),
        # In speech here, in the paper's own words there.
        ("“We lost two ovens and all our flour,” Ines Tolland said.", "Ines Tolland lost two ovens and all her flour."),
        # The other says more.
        (
            PUMPS,
            "Before dawn engineers from Brackwater brought in eleven mobile pumps, tents and a kitchen for the crews.",
        ),
        # Figures in words and in digits.
        ("Brackwater hired eleven mobile pumps.", "Brackwater hired 11 mobile pumps."),
    ],
)
def test_the_same_is_said_in_other_words(claim: str, other: str) -> None:
    assert agreement(claim, other) >= SAID


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        # Another figure, another day, or denied: close in every word, and not the same claim.
        (PUMPS, PUMPS.replace("eleven", "nine")),
        ("Pellham closed its schools on Tuesday.", "Pellham closed its schools on Friday."),
        ("Brackwater will replace the pipes in Pellham.", "Brackwater will not replace the pipes in Pellham."),
        # One speaker on one day says many things.
        (
            "Press secretary Ada Fenn of Brackwater said the pipes were sound.",
            "Press secretary Ada Fenn of Brackwater said customers would be repaid.",
        ),
        # Only a part of it, and nothing of it.
        (
            "Baker Ines Tolland lost two ovens, and her landlord Piet Moll fled to Marlow.",
            "Ines Tolland has a landlord.",
        ),
        (PUMPS, "The choir moved its rehearsal to the town hall."),
    ],
)
def test_something_else_is_said(claim: str, other: str) -> None:
    assert agreement(claim, other) < SAID


def test_german_nouns_are_no_names() -> None:
    ours = unit("Die Feuerwehr brachte vor Tagesanbruch elf Pumpen in die Altstadt.", language="de")
    theirs = unit("Elf Pumpen hat die Feuerwehr noch vor Tagesanbruch in die Altstadt gebracht.", language="de")

    assert agree(ours, theirs, weights()) >= SAID


def test_a_name_with_a_title_is_no_claim() -> None:
    short = "“We act,” Senate Majority Leader Olen Varga, R-Ky."

    assert agreement(short, "The group wrote to Senate Majority Leader Olen Varga, R-Ky., about the pipes.") < SAID


def test_what_the_whole_story_is_about_weighs_least() -> None:
    weigh = weights()

    assert weigh("pellham") < weigh("beaver") < weigh("nobody-has-said-this")


WORDS = st.lists(
    st.sampled_from(["pump", "oven", "flour", "not", "Tuesday", "40", "Pellham", "beaver", "of"]), max_size=30
)


@settings(max_examples=100, deadline=None)
@given(WORDS, WORDS)
def test_agreement_is_a_share(ones: list[str], others: list[str]) -> None:
    units = claims("any", " ".join(ones), " ".join(others), title="Pump and oven").units
    weigh = Weights(UnitBook([claims("any", *ones)]).holders, 30)

    assert all(0.0 <= agree(one, other, weigh) <= 1.0 + 1e-9 for one in units for other in units)
