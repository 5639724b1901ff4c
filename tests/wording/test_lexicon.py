"""The lexicon leans to no side, and its terms are found as whole words of the writer's own."""

from __future__ import annotations

from collections import Counter

import pytest

from server.wording.lexicon import LEXICON, find_loaded
from server.wording.loaded_terms import PAIRS, UNSIDED
from server.wording.models import Direction


def loaded(text: str, *, any_case: bool = False) -> list[str]:
    return [term.term for _, _, term in find_loaded(text, any_case=any_case)]


@pytest.mark.parametrize(("subject", "left", "right", "reason"), PAIRS, ids=lambda value: value[:20])
def test_each_subject_has_as_many_terms_of_one_side_as_of_the_other(subject, left, right, reason):
    assert len(set(left.split("|"))) == len(set(right.split("|")))
    assert subject
    assert reason


def test_the_whole_lexicon_is_balanced():
    sides = Counter(term.direction for term in LEXICON.values() if term.direction)

    assert sides[Direction.LEFT] == sides[Direction.RIGHT]


def test_no_term_stands_twice():
    table = [term for _, left, right, _ in PAIRS for term in f"{left}|{right}".split("|")]
    table += [term.replace("-", " ") for _, terms, _ in UNSIDED for term in terms.split()]

    assert [term for term, times in Counter(table).items() if times > 1] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The mayor slammed the plan.", ["slammed"]),
        # A hyphen is a space.
        ("a far-left group and a far right one", ["far left", "far right"]),
        # The longest term counts, once.
        ("left wing extremists met", ["left wing extremists"]),
        ("Undocumented immigrants waited.", ["undocumented immigrants"]),
    ],
)
def test_it_finds_terms(text, expected):
    assert loaded(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        # Part of another word, or two words of different clauses.
        "He unslammed it.",
        "They moved far. Right then it rained.",
        # A name.
        "The film Farce opens today.",
        # The plain name of something.
        "The storm slammed into the coast.",
        "It was a vicious circle.",
        # Handed on, not said.
        "The mayor was accused of hypocrisy.",
        "The mayor dismissed the vote as a sham.",
        "Critics called it a farce.",
        "",
    ],
)
def test_it_leaves_alone_what_is_none_of_the_writers(text):
    assert loaded(text) == []


def test_a_headline_may_write_all_words_with_capitals():
    assert loaded("Mayor Slams Plan", any_case=True) == ["slams"]
