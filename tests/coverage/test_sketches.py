from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from server.coverage.sketches import SKETCHED_WORDS, find_copy_keys, hash_shingles
from server.coverage.tokens import first_words
from tests.coverage.examples import prose

HEADLINE = "River Tessel bursts its banks in Orrin"


def keys(headline: str, body: str) -> set[int]:
    return set(find_copy_keys(first_words(headline, 60), first_words(body, SKETCHED_WORDS)))


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


def test_the_order_of_words_counts():
    words = first_words("nine people were killed at dawn", 6)

    assert not set(hash_shingles(words).tolist()) & set(hash_shingles(words[::-1]).tolist())


@given(st.text(alphabet="ab ", max_size=200))
def test_all_runs_at_once_give_what_each_gives(text):
    words = first_words(text, SKETCHED_WORDS)
    runs = [words[at : at + 5] for at in range(len(words) - 4)]

    assert hash_shingles(words).tolist() == sorted({key for run in runs for key in hash_shingles(run).tolist()})


def test_the_keys_of_a_headline_stay_what_they_are():
    # Written down once: an index on disk depends on it.
    assert find_copy_keys(first_words(HEADLINE, 60), []) == (6_850_318_206_786_573_921,)
