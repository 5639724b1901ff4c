"""Turn what differs between articles into the shapes of `server.services.comparison_answers`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from server.articles.models import Article
from server.citations.models import CitedOutlet
from server.comparison.models import Claim
from server.figures.models import FigureRow, FigureValue
from server.services.answer_parts import OutletRef
from server.services.comparison_answers import (
    CitedOutletAnswer,
    ClaimAnswer,
    FigureAnswer,
    FigureValueAnswer,
    HeadlineAnswer,
    TermAnswer,
    WordingAnswer,
)
from server.services.serialize import serialize_evidence
from server.wording.models import Term, Wording

FindRef = Callable[[str | None], OutletRef | None]


def serialize_claim(claim: Claim, articles: Mapping[str, Article]) -> ClaimAnswer:
    """Return a claim with the outlets that carry it; `articles` by id."""
    carriers = [articles[article_id].outlet_key for article_id in claim.article_ids if article_id in articles]
    return ClaimAnswer(
        text=claim.evidence.text,
        evidence=serialize_evidence(claim.evidence),
        outlets=sorted({key for key in carriers if key}),
        references=[serialize_evidence(one) for one in claim.carriers if one != claim.evidence],
        articles=len(claim.article_ids),
        origins=claim.origins,
    )


def serialize_figure(row: FigureRow, articles: Mapping[str, Article], *, here: str) -> FigureAnswer:
    """Return one thing that is counted, with what each article says of it."""
    values = [_value(value, articles.get(value.article_id), here=here) for value in row.values]
    return FigureAnswer(row.subject, row.unit or None, row.verdict.value, values)


def _value(value: FigureValue, article: Article | None, *, here: str) -> FigureValueAnswer:
    return FigureValueAnswer(
        value=value.value,
        low=value.value_low,
        high=value.value_high,
        speaker=value.speaker or None,
        article_id=value.article_id,
        outlet=article.outlet_key if article else None,
        published_at=value.published_at,
        is_here=value.article_id == here,
        evidence=serialize_evidence(value.evidence),
    )


def serialize_wording(wording: Wording, articles: Mapping[str, Article], *, here: str) -> WordingAnswer:
    """Return the headlines side by side, and the words of either side."""
    return WordingAnswer(
        headlines=[
            HeadlineAnswer(
                article_id=headline.article_id,
                outlet=articles[headline.article_id].outlet_key if headline.article_id in articles else None,
                title=headline.title,
                is_here=headline.article_id == here,
                loaded=list(headline.loaded),
            )
            for headline in wording.headlines
        ],
        here=[_term(term) for term in wording.here],
        elsewhere=[_term(term) for term in wording.elsewhere],
    )


def _term(term: Term) -> TermAnswer:
    return TermAnswer(
        term=term.term,
        kind=term.kind.value,
        direction=term.direction.value if term.direction else None,
        uses=term.uses,
        articles=term.articles,
        origins=term.origins,
        articles_opposite=term.articles_opposite,
        log_odds=None if term.log_odds is None else round(term.log_odds, 2),
        reason=term.reason or None,
        evidence=[serialize_evidence(evidence) for evidence in term.evidence],
    )


def serialize_cited(
    citations: Iterable[CitedOutlet], find_ref: FindRef, *, reporting: set[str], is_compared: bool
) -> list[CitedOutletAnswer]:
    """Return the outlets that an article cites.

    :param reporting: keys of the outlets that report the same story
    :param is_compared: whether these were looked for at all
    """
    return [
        CitedOutletAnswer(
            outlet=find_ref(cited.outlet_key),
            name=cited.name,
            one_of=list(cited.one_of),
            relation=cited.relation.value,
            verb=cited.verb,
            speaker=cited.speaker.text if cited.speaker else None,
            day=cited.day,
            is_in_coverage=cited.outlet_key in reporting if cited.outlet_key and is_compared else None,
            evidence=serialize_evidence(cited.evidence),
        )
        for cited in citations
    ]
