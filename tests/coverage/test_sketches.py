from __future__ import annotations

from server.coverage.sketches import find_copy_keys
from server.coverage.tokens import find_words
from tests.coverage.examples import prose

HEADLINE = "River Tessel bursts its banks in Orrin"


def keys(headline: str, body: str) -> set[int]:
    return set(find_copy_keys(list(find_words(headline)), body))


def test_copies_of_a_text_meet_whatever_stands_above_them():
    text = prose(1, words=200)
    copy = keys("Another headline for the same text", f"A line of our own. {text[:-200]}")

    assert len(keys(HEADLINE, text) & copy) > 1


def test_one_headline_printed_twice_meets():
    assert len(keys(HEADLINE, prose(1)) & keys(HEADLINE, prose(2))) == 1


def test_independent_texts_do_not_meet():
    assert not keys(HEADLINE, prose(1)) & keys("A mayor resigns over private messages", prose(2))


def test_a_rubric_is_not_a_copy_of_last_weeks():
    assert not keys("Letters to the editor", "")
