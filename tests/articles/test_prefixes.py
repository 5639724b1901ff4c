"""The number of bits that still hide an article among thirty, and the hashes under a prefix."""

from __future__ import annotations

from collections import Counter
from hashlib import sha256
from itertools import pairwise
from math import exp, factorial

import pytest

from server.articles.identity import address_hash
from server.articles.prefixes import LEAST, bits_for, hashes_of, is_prefix, length_of


def sizes_of(articles: int, bits: int, *, seed: str) -> list[int]:
    """Return how many of so many addresses fall to each prefix."""
    hashes = (sha256(f"https://news.example/{seed}/{number}".encode()).digest() for number in range(articles))
    sizes = Counter(int.from_bytes(digest[:8]) >> (64 - bits) for digest in hashes)
    return [sizes[prefix] for prefix in range(2**bits)]


# The sizes just at a step are the hardest: the fewest articles for so many bits.
@pytest.mark.parametrize(
    "articles", [100, 103, 212, 435, 892, 1000, 1827, 3740, 7650, 10_000, 15_631, 31_915, 57_747, 100_000]
)
@pytest.mark.parametrize("seed", ["a", "b", "c"])
def test_real_hashes_hide_each_article_among_thirty(articles: int, seed: str) -> None:
    sizes = sizes_of(articles, bits_for(articles), seed=seed)

    thin = [size for size in sizes if size < LEAST]
    assert len(thin) <= len(sizes) / 1000


@pytest.mark.parametrize("articles", [1000, 10_000, 100_000])
def test_one_bit_more_would_not_do(articles: int) -> None:
    sizes = sizes_of(articles, bits_for(articles) + 1, seed="a")

    thin = [size for size in sizes if size < LEAST]
    assert len(thin) > len(sizes) / 1000


@pytest.mark.parametrize(
    ("articles", "bits"),
    [
        # Too few to hide in: the whole index is asked for.
        (0, 0),
        (1, 0),
        (59, 0),
        (102, 0),
        # Two prefixes of fifty need a little more than a hundred.
        (103, 1),
        (120, 1),
        (100_000, 10),
        (1_000_000, 14),
        (10_000_000, 17),
    ],
)
def test_it_grows_with_the_index(articles: int, bits: int) -> None:
    assert bits_for(articles) == bits


@pytest.mark.parametrize("articles", [10**6, 10**7])
def test_the_expected_share_of_thin_prefixes_is_small_where_hashes_are_too_many_to_draw(articles: int) -> None:
    mean = articles / 2 ** bits_for(articles)

    thin = exp(-mean) * sum(mean**size / factorial(size) for size in range(LEAST))
    assert thin <= 0.001


def test_it_never_falls_while_the_index_grows() -> None:
    told = [bits_for(articles) for articles in range(0, 70_000, 7)]

    assert told == sorted(told)
    assert all(later - earlier <= 1 for earlier, later in pairwise(told))


@pytest.mark.parametrize("text", ["all", "0", "1", "0110", "1" * 64])
def test_it_knows_a_prefix(text: str) -> None:
    assert is_prefix(text)


# The near misses: other digits, other words, other lengths, and a line end, which `$` would let through.
@pytest.mark.parametrize("text", ["", "2", "0b1", "0x1", "ALL", "all0", "٠١", "01\n", " 01", "1" * 65, "-1", "..", "a"])
def test_it_knows_what_is_no_prefix(text: str) -> None:
    assert not is_prefix(text)


def test_a_prefix_names_the_hashes_that_begin_with_it() -> None:
    digest = address_hash("https://news.example/a")
    digits = f"{int.from_bytes(digest):0256b}"
    other = digits[:6] + ("0" if digits[6] == "1" else "1")

    assert all(hashes_of(digits[:bits])[0] <= digest <= hashes_of(digits[:bits])[1] for bits in (1, 7, 64))
    assert not hashes_of(other)[0] <= digest <= hashes_of(other)[1]
    assert hashes_of("01") == (b"\x40" + bytes(31), b"\x7f" + b"\xff" * 31)


def test_all_names_every_hash() -> None:
    assert hashes_of("all") == (bytes(32), b"\xff" * 32)
    assert [length_of(prefix) for prefix in ("all", "0", "0110")] == [0, 1, 4]
