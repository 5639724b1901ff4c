"""Turn our values into the shapes of `server.services.answers`."""

from __future__ import annotations

from collections.abc import Iterable

from server.articles.models import Article, Evidence, StoredArticle
from server.coverage.models import Counts, Join, Origin
from server.outlets.models import MatchedBy, Rating
from server.services.answers import (
    ArticleAnswer,
    CountsAnswer,
    EvidenceAnswer,
    JoinAnswer,
    MatchedByAnswer,
    OriginAnswer,
    RatingAnswer,
    RefusalAnswer,
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
    span = EvidenceAnswer(evidence.article_id, evidence.field, evidence.start, evidence.end, evidence.text)
    return TextAnswer(evidence.text, span)


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
    return JoinAnswer(join.article_id, join.with_id, join.reason, join.detail)


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
