from random import Random

from benchmarks.difference import Bars, Pair, average_precision, choose_bars, count_not_said, count_said, share
from benchmarks.difference_speed import tell_story


def pair(item, sentence, label, *, text=None, text_label=None):
    return Pair(item, "tune", sentence, sentence if text is None else text, label, text_label or label)


PAIRS = [
    pair(1, 0.9, "same"),
    pair(2, 0.8, "same"),
    pair(3, 0.7, "partly"),
    pair(4, 0.6, "same"),
    pair(5, 0.1, "different"),
    pair(5, 0.1, "different"),  # a second candidate of one sentence
]


def test_what_is_partly_said_is_held_for_said_by_mistake():
    assert count_said(PAIRS, Bars(0.65, 0)) == (2, 3, 3)


def test_a_sentence_counts_once_as_not_said():
    assert count_not_said(PAIRS, Bars(1, 0.2)) == (1, 1, 1)


def test_the_bar_with_the_largest_recall_at_the_wanted_precision_is_chosen():
    assert choose_bars(PAIRS) == Bars(0.8, 0.1)


def test_without_the_wanted_precision_the_most_precise_is_chosen():
    assert choose_bars([pair(1, 0.9, "partly"), pair(2, 0.5, "same"), pair(3, 0.4, "partly")]).said == 0.5


def test_average_precision_falls_with_every_mistake_before_a_hit():
    assert average_precision([True, True, False]) == 1.0
    assert average_precision([True, False, True]) == (1 + 2 / 3) / 2
    assert average_precision([False]) == 0.0


def test_a_share_comes_with_its_interval():
    assert share(9, 10) == "0.90 (0.60–0.98; 9/10)"
    assert share(0, 0) == "–"


def test_an_invented_story_is_the_same_for_the_same_seed():
    assert [article.body for article in tell_story(2, Random(3))] == [
        article.body for article in tell_story(2, Random(3))
    ]
