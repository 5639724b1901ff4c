"""Examples of texts that take back a figure."""

from __future__ import annotations

import pytest

from server.figures.corrections import find_replaced
from server.figures.measures import find_measures


def replaced(text: str) -> list[tuple[float | None, float | None]]:
    measures = find_measures(text)
    return [(measures[new].low, measures[old].low) for new, old in find_replaced(text, measures).items()]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Police cut the number of missing to nine from 14.", [(9, 14)]),
        ("Police revised the count from 14 to nine.", [(9, 14)]),
        ("Records of 2.6 million patients, not 2.1 million, were copied.", [(2.6e6, 2.1e6)]),
        ("Nine people, down from an earlier count of 14, are missing.", [(9, 14)]),
    ],
)
def test_it_finds_the_new_figure_and_the_old(text, expected):
    assert replaced(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # A range, a journey, an age group: nothing is taken back.
        "The fair is open from 9 to 5.",
        "Children from 6 to 14 years travel free.",
        "Nine people were hurt and 14 homes were lost.",
        # Then and now: both are true.
        "Arrests rose to 19 people a day, up from 14 in May.",
        "Nine of 14 bridges are closed.",
        "",
    ],
)
def test_it_finds_nothing_where_nothing_is_taken_back(text):
    assert replaced(text) == []
