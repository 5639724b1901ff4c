"""The part of a context answer that holds the article against the others, as plain text."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill, indent

from server.services.answers import ContextAnswer, CoverageAnswer
from server.services.comparison_answers import (
    CitedOutletAnswer,
    ClaimAnswer,
    ComparisonAnswer,
    CorrectionAnswer,
    FigureAnswer,
    TermAnswer,
)

WIDTH = 96
MARGIN = " " * 10
SHOWN = 4  # of each kind
VERDICTS = {"update": "updated since", "conflict": "they contradict each other", "open": "not clear which is newer"}


def compared(answer: ContextAnswer) -> Iterator[str]:
    """Yield the lines of comparison and cited outlets, each after an empty one; nothing where neither was asked for."""
    if isinstance(answer.comparison, ComparisonAnswer):
        yield ""
        yield from _comparison(answer.comparison, _names(answer))
    if isinstance(answer.cited_outlets, list) and answer.cited_outlets:
        yield ""
        yield "CITES"
        for cited in answer.cited_outlets[:SHOWN]:
            yield from _cited(cited)


def _names(answer: ContextAnswer) -> dict[str, str]:
    """Return how outlets are called, by article id."""
    if not isinstance(answer.coverage, CoverageAnswer):
        return {}
    named = ((match.article.id, match.outlet) for match in answer.coverage.matches)
    return {article_id: outlet.name or outlet.key for article_id, outlet in named if article_id and outlet}


def _comparison(comparison: ComparisonAnswer, names: dict[str, str]) -> Iterator[str]:
    yield f"COMPARED  with {comparison.independent_texts} independent texts, this one included"
    yield from (indent(fill(note, WIDTH - 10), MARGIN) for note in comparison.notes)
    yield from _claims("only here", comparison.only_here, names)
    yield from _claims("reported elsewhere, not here", comparison.elsewhere, names)
    for figure in comparison.figures[:SHOWN]:
        yield from _figure(figure, names)
    if comparison.wording:
        yield from _terms("words that only this article uses in its own voice", comparison.wording.here)
        yield from _terms("words that the others use and this article does not", comparison.wording.elsewhere)
    for correction in comparison.corrections[:SHOWN]:
        yield from _correction(correction, names)
    if not any(
        (comparison.notes, comparison.only_here, comparison.elsewhere, comparison.figures, comparison.corrections)
    ):
        yield f"{MARGIN}nothing was found that is sure enough to be shown"


def _claims(title: str, claims: list[ClaimAnswer], names: dict[str, str]) -> Iterator[str]:
    if claims:
        yield f"{MARGIN}{title}:"
    for claim in claims[:SHOWN]:
        said_by = names.get(claim.evidence.article_id, "this article")
        more = f", {claim.origins} origins" if claim.origins > 1 else ""
        yield indent(fill(f"“{claim.text}” ({said_by}{more})", WIDTH - 12), f"{MARGIN}  ")


def _figure(figure: FigureAnswer, names: dict[str, str]) -> Iterator[str]:
    yield f"{MARGIN}{figure.subject}: {VERDICTS.get(figure.verdict, figure.verdict)}"
    for value in figure.values:
        said_by = "this article" if value.is_here else names.get(value.article_id, "another article")
        day = f", {value.published_at:%Y-%m-%d %H:%M}" if value.published_at else ""
        yield f"{MARGIN}  {value.value} ({said_by}{day})"


def _correction(correction: CorrectionAnswer, names: dict[str, str]) -> Iterator[str]:
    what = f"{correction.old} became {correction.new}" if correction.new else f"{correction.old} was wrong"
    yield f"{MARGIN}corrected since: {what}"
    for text in (correction.after, *(relay.text for relay in correction.relays[:SHOWN])):
        said_by = names.get(text.evidence.article_id, "this article")
        still = "" if text is correction.after else "still said: "
        yield indent(fill(f"{still}“{text.text}” ({said_by})", WIDTH - 12), f"{MARGIN}  ")


def _terms(title: str, terms: list[TermAnswer]) -> Iterator[str]:
    if terms:
        yield indent(fill(f"{title}: {', '.join(term.term for term in terms)}", WIDTH - 10), MARGIN)


def _cited(cited: CitedOutletAnswer) -> Iterator[str]:
    known = cited.outlet.name or cited.outlet.key if cited.outlet else None
    open_ = f"one of {', '.join(cited.one_of)}" if cited.one_of else "an outlet that is not in the table"
    yield f"{MARGIN}{known or f'{cited.name}: {open_}'} ({cited.relation.replace('_', ' ')})"
    yield indent(fill(f"“{cited.evidence.text}”", WIDTH - 12), f"{MARGIN}  ")
