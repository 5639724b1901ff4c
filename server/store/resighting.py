"""What do we hold after seeing an article again? Text is gained or replaced, never lost.

The same article comes once from a feed with two lines and once from its page with all of it, in any order and many
times. The sighting with the text is believed; the other only fills what is unknown and brings the newest headline.
Details that differ while the wording is the same (pages that claim to be modified at every visit) are not a change.
"""

from __future__ import annotations

from dataclasses import fields, replace

from server.articles.models import Article, DateSource, Published

IDENTITY = {"id", "url", "canonical_url"}
DETAILS = tuple(field.name for field in fields(Article) if field.name not in IDENTITY)
TRUST = {source: rank for rank, source in enumerate(DateSource)}  # declared most trusted first


def merge(held: Article, seen: Article) -> Article:
    """Return what is held after `seen`; equal to `held` if nothing was gained."""
    completed = _fill(held, seen)
    richer, poorer = (seen, held) if seen.has_text or not held.has_text else (held, seen)
    merged = replace(
        _fill(richer, poorer),
        id=held.id,
        url=held.url,
        canonical_url=held.canonical_url,
        title=seen.title or held.title,
        published=_more_trusted(richer.published, poorer.published),
    )
    return completed if _wording(merged) == _wording(held) else merged


def _fill(article: Article, other: Article) -> Article:
    """Return `article`, with what it does not know taken from `other`."""
    missing = [name for name in DETAILS if getattr(article, name) in (None, "", ())]
    gained = {name: getattr(other, name) for name in missing if getattr(other, name) is not None}
    return replace(article, **gained) if gained else article


def _more_trusted(first: Published | None, second: Published | None) -> Published | None:
    if first is None or second is None:
        return first or second
    return min(first, second, key=lambda published: TRUST[published.source])


def _wording(article: Article) -> tuple[str, str, str]:
    return article.title, article.description, article.body
