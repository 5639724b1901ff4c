"""A few numbers that two copies of one text share: how a syndicated copy is found without reading every article.

A text is seen as its overlapping runs of five words. The eight smallest hashes of those runs are a fair sample of all
(bottom-k sampling, Broder 1997): copies share most, rewrites share almost none. A long headline printed letter for
letter counts as well.

All runs are hashed at once, in arrays: their words' numbers weighed by place, added up and mixed until every bit
depends on every other. Two different runs meet by chance about once in 2⁶² pairs, or if all their words do.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from server.coverage.tokens import Word

SHINGLE_WORDS = 5
SKETCHED_WORDS = 400
"""The top of an article is what is republished; papers cut from below."""

_SKETCH_SIZE = 8
_FEWEST_HEADLINE_WORDS = 5  # "Letters to the editor" is not a copy of last week's
_COPY_KEY_BIT = np.uint64(1 << 62)  # keeps copy keys apart from word numbers, which they share an index with
_SPARE_BITS = np.uint64(2)

# Odd numbers without a pattern: the step of SplitMix64 (Steele et al. 2014) and the two factors of its mixing.
_STEP = np.uint64(0x9E3779B97F4A7C15)
_FACTORS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))
_SHIFTS = (np.uint64(30), np.uint64(27), np.uint64(31))
_LONGEST_RUN = 64  # words: a headline has fewer

Hashes = NDArray[np.uint64]


def find_copy_keys(headline: Sequence[Word], body: Sequence[Word]) -> tuple[int, ...]:
    """Return the numbers under which copies of this article meet.

    :param body: its first `SKETCHED_WORDS`, or all if there are fewer
    """
    keys = [hash_shingles(body)[:_SKETCH_SIZE]]
    if len(headline) >= _FEWEST_HEADLINE_WORDS:
        keys.append(_hash_all(headline))
    return tuple((_COPY_KEY_BIT | np.concatenate(keys) >> _SPARE_BITS).tolist())


def hash_shingles(body: Sequence[Word]) -> Hashes:
    """Return a 64-bit hash of every run of five words at the top of the text, smallest first, each once."""
    hashes = np.sort(_hash_runs(body[:SKETCHED_WORDS], SHINGLE_WORDS))
    is_first = np.ones(len(hashes), dtype=np.bool_)
    np.not_equal(hashes[1:], hashes[:-1], out=is_first[1:])
    return hashes[is_first]


def _hash_runs(words: Sequence[Word], length: int) -> Hashes:
    """Return the hash of each run of so many words, in order."""
    count = len(words) - length + 1
    if count <= 0:
        return np.zeros(0, dtype=np.uint64)
    numbers = np.array([word.form_number for word in words], dtype=np.uint64)
    sums = np.zeros(count, dtype=np.uint64)
    for place in range(length):
        sums += numbers[place : place + count] * _PLACES[place % _LONGEST_RUN]
    return _mix(sums)


def _hash_all(words: Sequence[Word]) -> Hashes:
    """Return the hash of all words as one run."""
    numbers = np.array([word.form_number for word in words], dtype=np.uint64)
    places = np.resize(_PLACES, len(numbers))
    return _mix(np.array([(numbers * places).sum()], dtype=np.uint64))


def _mix(numbers: Hashes) -> Hashes:
    """Return SplitMix64's finalizer of each number."""
    first, second, third = _SHIFTS
    numbers = (numbers ^ numbers >> first) * _FACTORS[0]
    numbers = (numbers ^ numbers >> second) * _FACTORS[1]
    mixed: Hashes = numbers ^ numbers >> third
    return mixed


# What the number of a word is weighed with at each place of a run; odd, so that none of its bits is lost.
_PLACES = _mix(np.arange(1, _LONGEST_RUN + 1, dtype=np.uint64) * _STEP) | np.uint64(1)
