from sys import getrefcount

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.coverage.shared_text import FEWEST_WORDS, SAME_TEXT, find_shared_texts
from tests.coverage.examples import prose

PARAGRAPHS = [prose(seed) for seed in range(6)]
TEXT = "\n\n".join(PARAGRAPHS)


@pytest.mark.parametrize(
    "copy",
    [
        TEXT,
        # Papers cut from below, …
        "\n\n".join(PARAGRAPHS[:3]),
        # … write a first paragraph of their own, …
        "\n\n".join([prose(91), *PARAGRAPHS[1:]]),
        # … add what concerns their readers …
        "\n\n".join([*PARAGRAPHS, prose(92), prose(93)]),
        # … and set the text in their own way.
        TEXT.upper().replace("\n\n", "\n").replace(" ", "  "),
    ],
)
def test_it_finds_a_copy(copy):
    (pair,) = find_shared_texts([TEXT, copy])

    assert (pair.earlier, pair.later) == (0, 1)
    assert pair.share >= SAME_TEXT


@pytest.mark.parametrize(
    "other",
    [
        "",
        # The same event, told by someone else.
        prose(94, words=300),
        # One long quotation in common.
        "\n\n".join([PARAGRAPHS[0], prose(95), prose(96), prose(97)]),
        # Too short to be more than a quotation, although every word is in the other.
        " ".join(TEXT.split()[: FEWEST_WORDS - 1]),
        # The same words in another order.
        " ".join(reversed(TEXT.split())),
    ],
)
def test_it_leaves_other_texts_apart(other):
    assert find_shared_texts([TEXT, other]) == []


def test_it_reads_scripts_without_spaces():
    sentences = [
        "".join(chr(0x4E00 + (seed * 997 + place * place * 31) % 20_000) for place in range(60)) for seed in (1, 2)
    ]

    pairs = find_shared_texts([sentences[0], sentences[1], sentences[0][:50]])

    assert [(pair.earlier, pair.later) for pair in pairs] == [(0, 2)]


def test_it_connects_many_copies_without_comparing_all_with_all():
    pairs = find_shared_texts([TEXT] * 60)

    assert {pair.later for pair in pairs} == set(range(1, 60))
    assert len(pairs) <= 60 * 8


@given(st.lists(st.lists(st.sampled_from("abcdef"), max_size=90).map(" ".join), max_size=5))
def test_it_never_gives_a_share_outside_its_range(texts):
    for pair in find_shared_texts(texts):
        assert pair.earlier < pair.later
        assert SAME_TEXT <= pair.share <= 1


def test_it_remembers_none_of_the_texts():
    # One of them may be what a reader has sent.
    text = f"{TEXT} and no more"
    before = getrefcount(text)

    find_shared_texts([TEXT, text])

    assert getrefcount(text) == before
