"""Who reported when: which article was first, which relay others, which correct, which comment?

An article is called the first report only if it surely is: one of which no more than the day is known may be as late as
that day's evening. The rest is read from markings: that its text is another's, that its page names another as its
original, that it announces a correction.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from server.articles.models import Article, Genre, Precision, Published
from server.coverage.models import Origin
from server.coverage.reports import is_report
from server.summaries.models import EntryKind, TimelineEntry
from server.summaries.sampling import when

MOST_ENTRIES = 200

_RELAYED = frozenset({"republished", "same_text", "relayed"})
# What an article, or its headline, begins with that corrects one before.
_CORRECTS = re.compile(
    r"\W{0,3}(?:corrections?|corrected|corrects|clarification|correcting|retraction|korrektur|berichtigung|richtigstellung"
    r"|correctif|rectificatif|erratum|correcci[oó]n|rectificaci[oó]n|fe de erratas)\s?(?:[:(–—-]|$)",
    re.IGNORECASE,
)
_AT_TOP = 200  # characters
# How long before and after the stated time it may have been: a bare day is the day of a place that we do not know.
_MARGINS = {
    Precision.DAY: (timedelta(hours=14), timedelta(hours=36)),
    Precision.MINUTE: (timedelta(0), timedelta(minutes=1)),
    Precision.SECOND: (timedelta(0), timedelta(0)),
}


def list_reports(articles: Sequence[Article], origins: Iterable[Origin]) -> tuple[TimelineEntry, ...]:
    """Return the articles in order of time; of a story with very many the first of each origin, and as many as fit."""
    origins = list(origins)
    relays = {join.article_id for origin in origins for join in origin.joins if join.reason in _RELAYED}
    first = find_first_report(articles)
    firsts = {origin.article_ids[0] for origin in origins}
    in_time = sorted(articles, key=when)
    if len(in_time) > MOST_ENTRIES:
        kept = sorted(in_time, key=lambda article: (article.id not in firsts, when(article)))[:MOST_ENTRIES]
        in_time = sorted(kept, key=when)
    return tuple(_enter(article, relays, first) for article in in_time)


def find_first_report(articles: Iterable[Article]) -> str | None:
    """Return the report that is surely earlier than every other; None when that cannot be told."""
    reports = [article for article in articles if is_report(article)]
    dated = [(article.published, article.id) for article in reports if article.published]
    if not dated or len(dated) < len(reports):
        return None
    first, article_id = min(dated, key=lambda one: (_latest(one[0]), one[1]))
    others = [published for published, other in dated if other != article_id]
    return article_id if all(_latest(first) <= _earliest(other) for other in others) else None


def says_it_corrects(article: Article) -> bool:
    """Whether headline or text begin by announcing a correction."""
    return bool(_CORRECTS.match(article.title) or _CORRECTS.match(article.body[:_AT_TOP]))


def _enter(article: Article, relays: set[str], first: str | None) -> TimelineEntry:
    published = article.published
    kind = _kind(article, relays, first)
    return TimelineEntry(
        article.id, published.at if published else None, published.precision if published else None, kind
    )


def _kind(article: Article, relays: set[str], first: str | None) -> EntryKind:
    if article.is_opinion or article.genre is Genre.OPINION:
        return EntryKind.OPINION
    if says_it_corrects(article):
        return EntryKind.CORRECTION
    if article.id in relays:
        return EntryKind.RELAY
    return EntryKind.FIRST_REPORT if article.id == first else EntryKind.REPORT


def _earliest(published: Published) -> datetime:
    return published.at - _MARGINS[published.precision][0]


def _latest(published: Published) -> datetime:
    return published.at + _MARGINS[published.precision][1]
