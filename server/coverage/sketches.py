"""A few numbers that two copies of one text share: how a syndicated copy is found without reading every article.

A text is seen as its overlapping runs of five words. The eight smallest hashes of those runs are a fair sample of all
(bottom-k sampling, Broder 1997): copies share most, rewrites share almost none. A long headline printed letter for
letter counts as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from heapq import nsmallest
from itertools import islice

from server.coverage.tokens import Word, find_words

SHINGLE_WORDS = 5
_SKETCH_SIZE = 8
_SKETCHED_WORDS = 400  # the top of an article is what is republished; papers cut from below
_FEWEST_HEADLINE_WORDS = 5  # "Letters to the editor" is not a copy of last week's
_COPY_KEY_BIT = 1 << 62  # keeps copy keys apart from word numbers, which they share an index with


def find_copy_keys(headline: Sequence[Word], body: str) -> tuple[int, ...]:
    """Return the numbers under which copies of this article meet."""
    keys = nsmallest(_SKETCH_SIZE, hash_shingles(body))
    if len(headline) >= _FEWEST_HEADLINE_WORDS:
        keys.append(_hash(" ".join(word.form for word in headline)))
    return tuple(_COPY_KEY_BIT | key >> 2 for key in keys)


def hash_shingles(body: str) -> set[int]:
    """Return a 64-bit hash of every run of five words at the top of the text."""
    words = [word.form for word in islice(find_words(body), _SKETCHED_WORDS)]
    runs = range(len(words) - SHINGLE_WORDS + 1)
    return {_hash(" ".join(words[at : at + SHINGLE_WORDS])) for at in runs}


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
