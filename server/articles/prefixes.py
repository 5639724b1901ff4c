"""How much of an address's hash may be asked for, so that it does not say which article is meant?

A reader who does not want to name an article sends only the first bits of its address's hash and is given everything
that is held under them. Hashes are evenly spread, so of N articles each prefix of k bits is shared by about N / 2^k:
the more articles are held, the more bits still hide one among many.
"""

from __future__ import annotations

import re
from math import exp, lgamma, log

LEAST = 30  # articles that one is to be hidden among
MOST_THIN = 1000  # one prefix in so many may have fewer
DOUBT = 0.001  # the chance that more of them have fewer, after all
MOST_BITS = 64  # of no use to anyone, and cheap to refuse
WHOLE_INDEX = "all"  # the name of the prefix without any bits

HASH_BITS = 256
BITS = re.compile(r"[01]{1,64}")


def bits_for(articles: int) -> int:
    """Return the most bits with which a prefix still names `LEAST` articles, but for one prefix in `MOST_THIN`.

    The articles of one prefix are Binomial(N, 2^-k), whose lower tail is below that of Poisson(N / 2^k): a prefix is
    thin with the chance p = P(Poisson(N / 2^k) < LEAST). The number of thin prefixes among the 2^k is about
    Poisson(p · 2^k), and a little less spread, since the articles that one prefix lacks are another's. We take the
    largest k at which more than 2^k / MOST_THIN of them are thin with a chance of at most DOUBT. That asks for 50 to 65
    articles to a prefix, on average, depending on k.

    No memory is needed to keep the number from flapping: articles are never removed, so it only ever rises, once for
    each doubling of the index.
    """
    bits = 0
    while bits < MOST_BITS and _is_enough(articles, bits + 1):
        bits += 1
    return bits


def is_prefix(text: str) -> bool:
    """Whether this is a prefix as it is written in an address: binary digits, or `all` for none."""
    return text == WHOLE_INDEX or BITS.fullmatch(text) is not None


def length_of(prefix: str) -> int:
    """Return the number of a prefix's bits."""
    return 0 if prefix == WHOLE_INDEX else len(prefix)


def hashes_of(prefix: str) -> tuple[bytes, bytes]:
    """Return the first and the last hash that begin with the prefix."""
    digits = "" if prefix == WHOLE_INDEX else prefix
    first, last = (int(digits.ljust(HASH_BITS, filler), 2) for filler in "01")
    return first.to_bytes(HASH_BITS // 8), last.to_bytes(HASH_BITS // 8)


def _is_enough(articles: int, bits: int) -> bool:
    prefixes = 2**bits
    thin = prefixes * _poisson(LEAST - 1, articles / prefixes)
    return 1 - _poisson(prefixes // MOST_THIN, thin) <= DOUBT


def _poisson(most: int, mean: float) -> float:
    """Return the chance that a Poisson-distributed number is `most` or less."""
    if mean <= 0:
        return 1.0
    return sum(exp(count * log(mean) - mean - lgamma(count + 1)) for count in range(most + 1))
