"""Turn our values into the shapes of `server.services.answers`."""

from __future__ import annotations

from collections.abc import Iterable

from server.articles.models import Article, Evidence, StoredArticle
from server.coverage.models import Counts, Credit, Join, Origin
from server.coverage.spread import Share, Spread
from server.outlets.models import MatchedBy, Rating
from server.services.answer_parts import (
    ArticleAnswer,
    CountsAnswer,
    CreditAnswer,
    EvidenceAnswer,
    JoinAnswer,
    MatchedByAnswer,
    OneSidedAnswer,
    OriginAnswer,
    RatingAnswer,
    RefusalAnswer,
    ShareAnswer,
    SpreadAnswer,
    TextAnswer,
)


def serialize_article(stored: StoredArticle) -> ArticleAnswer:
    """Return the record of an article that we hold."""
    return _article(stored.article, stored)


def serialize_unheld(article: Article, *, has_address: bool) -> ArticleAnswer:
    """Return the record of a page that we do not hold: what the caller told us or a fetch showed."""
    return _article(article, None, has_address=has_address)


def _article(article: Article, stored: StoredArticle | None, *, has_address: bool = True) -> ArticleAnswer:
    published = article.published
    return ArticleAnswer(
        id=article.id if stored else None,
        url=article.url if has_address else None,
        canonical_url=article.canonical_url if has_address else None,
        title=article.title or None,
        authors=list(article.authors),
        published_at=published.at if published else None,
        published_precision=published.precision.value if published else None,
        published_source=published.source.value if published else None,
        language=article.language,
        genre=article.genre.value if article.genre else None,
        is_opinion=article.is_opinion,
        is_paywalled=article.is_paywalled,
        has_text=article.has_text,
        republished_from=article.republished_from,
        first_seen_at=stored.first_seen_at if stored else None,
    )


def serialize_text(evidence: Evidence) -> TextAnswer:
    """Return a shown sentence with where it stands."""
    return TextAnswer(evidence.text, serialize_evidence(evidence))


def serialize_evidence(evidence: Evidence) -> EvidenceAnswer:
    """Return where the words stand."""
    return EvidenceAnswer(evidence.article_id, evidence.field, evidence.start, evidence.end, evidence.text)


def serialize_counts(counts: Counts) -> CountsAnswer:
    """Return the counts with their groups in a fixed order."""
    return CountsAnswer(
        counts.articles,
        counts.origins,
        counts.outlets,
        dict(counts.by_lean),
        dict(counts.by_country),
        dict(counts.by_owner),
    )


def serialize_origins(origins: Iterable[Origin]) -> list[OriginAnswer]:
    """Return the origins with the evidence for each join."""
    return [OriginAnswer(o.id, list(o.article_ids), [_join(join) for join in o.joins]) for o in origins]


def _join(join: Join) -> JoinAnswer:
    evidence = serialize_evidence(join.evidence) if join.evidence else None
    return JoinAnswer(join.article_id, join.with_id, join.reason, join.detail, evidence)


def serialize_credits(found: Iterable[Credit]) -> list[CreditAnswer]:
    """Return who relays whom."""
    return [
        CreditAnswer(
            credit.article_id,
            credit.from_id,
            credit.from_name,
            credit.reason,
            credit.detail,
            serialize_evidence(credit.evidence) if credit.evidence else None,
        )
        for credit in found
    ]


def serialize_spread(spread: Spread) -> SpreadAnswer:
    """Return the shares with their bounds, rounded as far as a few origins can bear."""
    sided = spread.one_sided
    return SpreadAnswer(
        spread.origins,
        _shares(spread.by_lean),
        _shares(spread.by_country),
        _shares(spread.by_owner),
        _shares(spread.by_language),
        OneSidedAnswer(sided.side, sided.origins, float(f"{sided.chance:.2g}"), dict(sided.pool)) if sided else None,
        spread.unsaid,
    )


def _shares(shares: Iterable[Share]) -> list[ShareAnswer]:
    return [
        ShareAnswer(share.name, share.origins, round(share.share, 3), round(share.low, 3), round(share.high, 3))
        for share in shares
    ]


def serialize_rating(rating: Rating) -> RatingAnswer:
    """Return one rater's judgement."""
    return RatingAnswer(
        rating.rater,
        rating.rater_name,
        rating.dimension,
        rating.value,
        rating.label,
        rating.url or None,
        rating.as_of,
    )


def serialize_matched_by(matched_by: MatchedBy) -> MatchedByAnswer:
    """Return how an outlet was found, with what was refused."""
    refused = [RefusalAnswer(refusal.key, refusal.why) for refusal in matched_by.refused]
    return MatchedByAnswer(matched_by.rule.value, matched_by.key, matched_by.via, refused)
