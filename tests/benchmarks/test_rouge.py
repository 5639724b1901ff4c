import pytest

from benchmarks.rouge import rouge_l, rouge_n, tokens

FERRY = tokens("The ferry burnt near Kisanda")


def test_a_text_shares_everything_with_itself():
    assert rouge_n(FERRY, FERRY, 1) == rouge_n(FERRY, FERRY, 2) == rouge_l(FERRY, FERRY) == 1


def test_order_counts_for_runs_and_subsequences_only():
    turned = FERRY[::-1]

    assert rouge_n(FERRY, turned, 1) == 1
    assert rouge_n(FERRY, turned, 2) == 0
    assert rouge_l(FERRY, turned) == pytest.approx(1 / 5)


def test_it_compares_stems():
    assert rouge_n(tokens("ferries burning"), tokens("Ferry burns"), 1) == 1


@pytest.mark.parametrize("text", ["", "Kisanda", "nothing alike"])
def test_nothing_shared_is_nothing(text):
    assert rouge_n(tokens(text), tokens("a ferry"), 2) == 0
    assert rouge_l(tokens(text), []) == 0
