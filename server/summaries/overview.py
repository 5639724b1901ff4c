"""Which few sentences tell the whole of a story, and which points do several origins make?

The overview opens with a sentence that tells what happened and goes on with what adds most to it: words that many
origins use and that have not been shown, in sentences that others bear out (maximum coverage with a bound on
repetition; Gillick and Favre 2009). Then it is put into the order in which the texts themselves tell it. Key points
are what most origins say, in other sentences. Where several say the same, the wording is that of the side that has
supplied least.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from math import log2, sqrt

from server.articles.models import Evidence
from server.summaries.balance import Ledger
from server.summaries.claims import Line, Material, find_carriers, repeats
from server.summaries.figures import are_outdated
from server.summaries.ledes import is_understood
from server.summaries.models import KeyPoint, QuestionKind

MOST_SENTENCES = 5
FEWEST_SENTENCES = 3
MOST_WORDS = 150  # of an overview that has its fewest sentences
MOST_POINTS, FEWEST_POINTS = 5, 3
MOST_REFERENCES = 6

_TOP = 5  # sentences
_FEWEST_SAID, _SHARE_SAID = 2, 0.4  # of the words that say what the story is about
_MOST_CLAIMS = 150
_FEWEST_WORDS = 7  # that say something; a shorter sentence is an aside
_REPEATS = 0.4  # of the words of the shorter sentence
_REPEATS_OVERVIEW = 0.5  # a key point may touch on what the overview says
_LEAST_GAIN, _LEAST_GAIN_AT_FIRST = 0.3, 0.2  # of the best sentence's; what adds less is background
_LEAST_WORTH = 0.25  # of the best sentence's; a point of one origin that is worth less is an aside
_BORNE_OUT = 0.35  # how much each doubling of the origins adds to a sentence's worth
_FURTHER_DOWN = 0.03  # how much each sentence before it takes
_OVER_SHARE, _SAME_ARTICLE = 0.7, 0.85
_REACTIONS_LATER, _FUTURE_LAST = 0.15, 0.4


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that may be shown, and the sentences of other origins that say the same, nearest first."""

    line: Line
    carriers: tuple[Line, ...]

    @property
    def origins(self) -> int:
        """How many independent origins say it."""
        return 1 + len(self.carriers)


def find_claims(material: Material, corrections: Mapping[str, Set[str]]) -> list[Claim]:
    """Return what may be shown to a reader who knows whom and what it speaks of, most central first."""
    fit = [line for line in material.lines if _is_showable(line, corrections)]
    best = sorted(
        fit, key=lambda line: (-_worth_of_all(material, Claim(line, ())), line.article.id, line.sentence.start)
    )
    best = best[:_MOST_CLAIMS]
    return [Claim(line, carriers) for line, carriers in zip(best, find_carriers(material, best), strict=True)]


def understood(claims: Iterable[Claim], said: Set[str]) -> list[Claim]:
    """Return those that a reader understands who has read `said` (stems)."""
    return [claim for claim in claims if is_understood(claim.line.sentence, said)]


def _is_showable(line: Line, corrections: Mapping[str, Set[str]]) -> bool:
    """Whether a sentence stands, says something that can be checked, and holds no corrected figure."""
    sentence = line.sentence
    if len(sentence.stems) < _FEWEST_WORDS or not (sentence.says or sentence.figures or sentence.names):
        return False
    return sentence.stands and not are_outdated(sentence.figures, corrections)


def find_opener(claims: Iterable[Claim], said: Set[str]) -> Line | None:
    """Return the most central sentence at the top of a text that speaks of what `said` speaks of."""
    enough = max(_FEWEST_SAID, _SHARE_SAID * len(said))
    lines = (claim.line for claim in understood(claims, said) if claim.line.sentence.place < _TOP)
    return next((line for line in lines if len(line.sentence.stems & said) >= enough), None)


def write_overview(
    material: Material, claims: Sequence[Claim], opener: Line, said: Set[str], ledger: Ledger
) -> tuple[Line, ...]:
    """Return the opener and what goes on from it, in an order that reads; alone if nothing does."""
    ledger.enter(opener)
    chosen = [Claim(opener, ())]
    covered = set(opener.sentence.stems)

    def gain(claim: Claim) -> float:
        return _worth(material, claim, claim.line.sentence.stems - covered) * _preference(ledger, claim)

    first = max(map(gain, claims), default=0.0)
    while len(chosen) < MOST_SENTENCES and not _is_long_enough(chosen):
        best = _best(claims, [claim.line for claim in chosen], gain, limit=_REPEATS)
        least = _LEAST_GAIN if len(chosen) >= FEWEST_SENTENCES else _LEAST_GAIN_AT_FIRST
        if best is None or gain(best) < least * first:
            break
        shown = Claim(_reword(best, said, ledger), best.carriers)
        ledger.enter(shown.line)
        chosen.append(shown)
        covered |= shown.line.sentence.stems
    return (opener, *(claim.line for claim in sorted(chosen[1:], key=_when_told)))


def find_key_points(
    material: Material, claims: Sequence[Claim], overview: Sequence[Line], said: Set[str], ledger: Ledger
) -> tuple[KeyPoint, ...]:
    """Return the points that most origins make, in other words than the overview's; beside it, if these are too few.

    :param overview: the sentences that are shown already
    """
    points: list[KeyPoint] = []
    shown: list[Line] = []
    already = {(line.article.id, line.sentence.start) for line in overview}
    beside = [claim for claim in claims if _highest_overlap(claim.line, overview) < _REPEATS_OVERVIEW]

    best_of_all = max((_worth_of_all(material, claim) for claim in claims), default=0.0)

    def worth(claim: Claim) -> float:
        return _worth_of_all(material, claim) * claim.origins * _preference(ledger, claim)

    central = [claim for claim in beside if _worth_of_all(material, claim) >= _LEAST_WORTH * best_of_all]
    confirmed = [claim for claim in claims if claim.origins > 1 and list(_wordings(claim, said, already))]
    for pool, most in ((confirmed, MOST_POINTS), (central, FEWEST_POINTS)):
        while len(points) < most:
            best = _best(pool, shown, worth, limit=_REPEATS)
            if best is None:
                break
            line = ledger.choose(list(_wordings(best, said, already)))
            ledger.enter(line)
            shown.append(line)
            points.append(KeyPoint(line.evidence, _references(best, line), best.origins))
    return tuple(points)


def _best(
    claims: Iterable[Claim], shown: Sequence[Line], worth: Callable[[Claim], float], *, limit: float
) -> Claim | None:
    """Return the worthiest claim that repeats nothing shown."""
    for claim in sorted(claims, key=lambda claim: -round(worth(claim), 6)):
        if _highest_overlap(claim.line, shown) < limit:
            return claim
    return None


def _highest_overlap(line: Line, others: Iterable[Line]) -> float:
    return max((repeats(line.sentence, other.sentence) for other in others), default=0.0)


def _reword(claim: Claim, said: Set[str], ledger: Ledger) -> Line:
    """Return the claim in the words of the side whose turn it is."""
    return ledger.choose(list(_wordings(claim, said, frozenset())))


def _wordings(claim: Claim, said: Set[str], shown: Set[tuple[str, int]]) -> Iterator[Line]:
    """Yield the sentences that may stand for a claim and are not shown yet."""
    for line in (claim.line, *claim.carriers):
        is_fit = line.sentence.stands and is_understood(line.sentence, said)
        if is_fit and (line.article.id, line.sentence.start) not in shown:
            yield line


def _references(claim: Claim, shown: Line) -> tuple[Evidence, ...]:
    lines = [line for line in (claim.line, *claim.carriers) if line.origin != shown.origin]
    return tuple(line.evidence for line in lines[:MOST_REFERENCES])


def _worth(material: Material, claim: Claim, stems: Iterable[str]) -> float:
    length = max(len(claim.line.sentence.stems), 1)
    borne_out = 1 + _BORNE_OUT * log2(claim.origins)
    return material.weigh(stems) / sqrt(length) * borne_out / (1 + _FURTHER_DOWN * claim.line.sentence.place)


def _worth_of_all(material: Material, claim: Claim) -> float:
    return _worth(material, claim, claim.line.sentence.stems)


def _preference(ledger: Ledger, claim: Claim) -> float:
    """Return what speaks against another sentence of the same side and article."""
    over = _OVER_SHARE if ledger.is_over(claim.line.side, more=1) else 1.0
    return over * _SAME_ARTICLE ** ledger.taken_from(claim.line.article.id)


def _is_long_enough(chosen: Sequence[Claim]) -> bool:
    words = sum(len(claim.line.text.split()) for claim in chosen)
    return len(chosen) >= FEWEST_SENTENCES and words >= MOST_WORDS


def _when_told(claim: Claim) -> tuple[float, str, int]:
    """Return how early the texts tell it; reactions come after deeds, and what is to come at the end."""
    places = [line.sentence.place / (line.sentence.place + 10) for line in (claim.line, *claim.carriers)]
    cues = claim.line.sentence.cues
    later = _REACTIONS_LATER * (QuestionKind.RESPONSE in cues) + _FUTURE_LAST * (QuestionKind.NEXT in cues)
    return (sum(places) / len(places) + later, claim.line.article.id, claim.line.sentence.start)
