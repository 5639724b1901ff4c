"""Is it safe to say that a text does not say something?

The other side of `server.comparison.alignment`, asked with more caution, since a paraphrase may share few words with
what it paraphrases: even the passage that holds most of a claim must hold hardly any of it. And what a headline says is
never missing anywhere: it is what the story is about.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence, Set
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from server.comparison.alignment import Weigh
from server.comparison.models import ArticleClaims, ClaimUnit

NOT_SAID = 0.22
"""Share of a claim in the fullest passage, up to which a text is held not to say it; docs/comparison.md says why."""

NOT_SAID_BY_ANY = 0.16
"""The same where many texts are asked at once: each is another chance to miss a paraphrase."""

_OF_HEADLINE = 0.5  # share of its words

Numbers = NDArray[np.int64]


class Passages:
    """How much of a claim do the passages of some texts hold?

    A passage is two units in a row: what one outlet says in one sentence, another says in two.
    """

    def __init__(self, holders: Mapping[str, Sequence[int]], units: int, *, without: Set[int] = frozenset()) -> None:
        """:param without: units that are not asked"""
        self._holders = holders
        self._units = units
        self._is_asked = np.ones(units, dtype=bool)
        self._is_asked[list(without)] = False
        self._known: dict[str, Numbers | None] = {}

    def most_held(self, claim: ClaimUnit, weigh: Weigh) -> float:
        """Return the largest share of the claim that one passage holds.

        Here the common words of the story count for more: a text may well say something in words of its own, but hardly
        without the words that the whole story is told in.
        """
        held = np.zeros(self._units + 1)
        whole = 0.0
        for stem in claim.stems:
            share = sqrt(weigh(stem))
            whole += share
            passages = self._passages_with(stem)
            if passages is not None:
                held[passages] += share
        return float(held.max()) / whole if whole else 1.0

    def _passages_with(self, stem: str) -> Numbers | None:
        """Return the passages with a stem, each once: two units in a row, named by the later."""
        if stem not in self._known:
            units = np.array(self._holders.get(stem, ()), dtype=np.int64)
            units = units[self._is_asked[units]]
            followed = units[:-1][units[1:] - units[:-1] != 1]
            self._known[stem] = np.concatenate([units, followed + 1, units[-1:] + 1]) if len(units) else None
        return self._known[stem]


class Headlines:
    """What is so much the story itself that every text tells it, in one way or another."""

    def __init__(self, texts: Iterable[ArticleClaims]) -> None:
        headlines = [unit for text in texts for unit in text.units if unit.field == "title"]
        self._lengths = [len(headline.stems) for headline in headlines]
        self._with_stem: dict[str, list[int]] = defaultdict(list)
        for number, headline in enumerate(headlines):
            for stem in headline.stems:
                self._with_stem[stem].append(number)

    def are_told_by(self, claim: ClaimUnit) -> bool:
        """Whether a claim holds half of the words of any headline."""
        shared = Counter(number for stem in claim.stems for number in self._with_stem.get(stem, ()))
        return any(count >= _OF_HEADLINE * self._lengths[number] for number, count in shared.items())
