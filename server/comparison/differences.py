"""What does this article say that no other held text says, and what do others say that it does not?

Both answers are about what is *not* said, so both are given only where that can be known: the text is held whole and
belongs to this story alone, and at least two independent others in its language are held to compare it with. Either
list may still be empty, which says that nothing sure was found and not that there is no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import nlargest
from itertools import islice

from server.comparison.alignment import SAME_AGAIN, Weights, agree
from server.comparison.books import Origins, UnitBook, cite
from server.comparison.models import ArticleClaims, Claim, ClaimUnit, Differences, SharedClaim, Silence, StoryClaims
from server.comparison.passages import NOT_SAID, NOT_SAID_BY_ANY, Headlines, Passages
from server.comparison.ranking import own_merit
from server.coverage.models import Origin

FEWEST_TEXTS = 3
"""Independent texts, with the article itself; with two, each would merely be the other's opposite."""

FEWEST_UNITS = 5
"""A text of fewer sentences leaves out nearly everything."""

AT_MOST = 5
_FEWEST_ORIGINS = 2  # that make a claim, before its absence here means anything
_MOST_TRIED = 40  # sentences of this article looked at


def differences_for(
    article: ArticleClaims, story: StoryClaims, *, origins: Iterable[Origin], at_most: int = AT_MOST
) -> Differences:
    """Return what differs between an article, member of the story or not, and the story's texts."""
    groups = Origins(origins)
    peers = [text for text in story.texts if text.language == article.language and _is_comparable(text)]
    independent = len(groups.of_all([*peers, article]))
    reason = _find_silence(article, independent)
    if reason not in {None, Silence.CUT_SHORT}:
        return Differences(independent_texts=independent, reason=reason)
    comparison = _Comparison(article, story, groups)
    return Differences(
        only_here=tuple(islice(comparison.only_here(), at_most)),
        elsewhere=() if reason else tuple(islice(comparison.elsewhere(), at_most)),
        independent_texts=independent,
        reason=reason,
    )


def _is_comparable(text: ArticleClaims) -> bool:
    body = sum(unit.field == "body" for unit in text.units)
    return text.is_whole and text.tells_one_story and body >= FEWEST_UNITS


def _find_silence(article: ArticleClaims, independent: int) -> Silence | None:
    if sum(unit.field == "body" for unit in article.units) < FEWEST_UNITS:
        return Silence.NO_TEXT
    if not article.tells_one_story:
        return Silence.SEVERAL_STORIES
    if article.language is None:
        return Silence.UNKNOWN_LANGUAGE
    if independent < FEWEST_TEXTS:
        return Silence.TOO_FEW_TEXTS
    return None if article.is_whole else Silence.CUT_SHORT


class _Comparison:
    """One article held against the texts of a story that are not of its origin."""

    def __init__(self, article: ArticleClaims, story: StoryClaims, groups: Origins) -> None:
        self._article = article
        self._groups = groups
        self._book = UnitBook(story.texts, story.holders)
        self._shared = story.shared
        self._weigh = Weights(story.holders, len(self._book.units))
        ours = groups.of(article.article_id)
        kin = [text.article_id for text in story.texts if groups.of(text.article_id) == ours]
        self._own = self._book.units_of([article.article_id, *kin])
        self._others = Passages(story.holders, len(self._book.units), without=self._own)
        self._here = Passages(UnitBook([article]).holders, len(article.units))
        self._headlines = Headlines([*story.texts, article])

    def only_here(self) -> Iterator[Claim]:
        """Yield what no other text says, what matters most first."""
        units = [unit for unit in self._article.units if unit.can_be_shown]
        merits = {unit: own_merit(unit, place, self._book) for place, unit in enumerate(units)}
        shown: list[ClaimUnit] = []
        for unit in nlargest(_MOST_TRIED, units, key=lambda unit: merits[unit]):
            if self._is_missing(unit, self._others, NOT_SAID_BY_ANY) and not self._is_said_again(unit, shown):
                shown.append(unit)
                evidence = cite(self._article, unit)
                yield Claim(evidence, (evidence,), (evidence.article_id,), 1)

    def elsewhere(self) -> Iterator[Claim]:
        """Yield what at least two other origins say and this article does not, what most say first."""
        shown: list[ClaimUnit] = []
        for shared in self._shared:
            unit = self._book.units[shared.unit]
            if not self._is_missing(unit, self._here, NOT_SAID) or self._is_said_again(unit, shown):
                continue
            if claim := self._build(shared):
                shown.append(unit)
                yield claim

    def _is_missing(self, unit: ClaimUnit, passages: Passages, at_most: float) -> bool:
        """Whether it is safe to say that these passages do not say this."""
        return not self._headlines.are_told_by(unit) and passages.most_held(unit, self._weigh) <= at_most

    def _build(self, shared: SharedClaim) -> Claim | None:
        """Return the claim; None if this article's origin makes it, or fewer than two others do."""
        numbers = (shared.unit, *shared.carriers)
        texts = [self._book.text_of(number) for number in numbers]
        origins = self._groups.of_all(texts)
        if not self._own.isdisjoint(numbers) or len(origins) < _FEWEST_ORIGINS:
            return None
        if any(text.language != self._article.language for text in texts):
            return None
        carriers = tuple(map(self._book.evidence, numbers))
        return Claim(carriers[0], carriers, tuple(carrier.article_id for carrier in carriers), len(origins))

    def _is_said_again(self, unit: ClaimUnit, shown: Sequence[ClaimUnit]) -> bool:
        """Whether something shown already says much of the same."""
        return any(
            max(agree(unit, other, self._weigh), agree(other, unit, self._weigh)) >= SAME_AGAIN for other in shown
        )
