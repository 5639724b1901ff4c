"""How much of a reference does a text share? ROUGE-1, -2 and -L (Lin 2004) as F1, on English stems, stop words kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from Stemmer import Stemmer

_WORD = re.compile(r"[a-z0-9]+")
_STEMMER = Stemmer("english")


def tokens(text: str) -> list[str]:
    """Return the stems of a text."""
    stems: list[str] = _STEMMER.stemWords(_WORD.findall(text.lower()))
    return stems


def rouge_n(text: Sequence[str], reference: Sequence[str], n: int) -> float:
    """Return F1 of the runs of `n` tokens that both have."""
    one, other = (Counter(zip(*(part[place:] for place in range(n)), strict=False)) for part in (text, reference))
    return _f1((one & other).total(), one.total(), other.total())


def rouge_l(text: Sequence[str], reference: Sequence[str]) -> float:
    """Return F1 of the longest common subsequence."""
    row = [0] * (len(reference) + 1)
    for token in text:
        before = 0
        for place, wanted in enumerate(reference, start=1):
            before, row[place] = row[place], before + 1 if token == wanted else max(row[place], row[place - 1])
    return _f1(row[-1], len(text), len(reference))


def _f1(shared: int, one: int, other: int) -> float:
    return 2 * shared / (one + other) if one and other else 0.0
