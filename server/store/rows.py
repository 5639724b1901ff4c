"""Turns our values into rows and intact rows back into our values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Row

from server.articles.ingest_models import FeedState
from server.articles.models import Article, DateSource, Genre, Precision, Published, StoredArticle
from server.reports.models import Kind, Reason, Report, Status
from server.stories.models import Member, OpKind, Story, StoryOp
from server.summaries.models import StorySummary

Values = dict[str, object]
AnyRow = Row[Any]  # Any: a row's types are the database's
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
FEED_TIMES = ("polled_at", "succeeded_at", "next_poll_at")

_AUTHORS = msgspec.json.Decoder(tuple[str, ...])
_EVIDENCE = msgspec.json.Decoder(dict[str, float])
_SUMMARY = msgspec.json.Decoder(StorySummary)


def to_micros(moment: datetime) -> int:
    """Return a time as whole microseconds since 1970. :raises TypeError: if it does not know its time zone"""
    return (moment - EPOCH) // MICROSECOND


def from_micros(micros: int) -> datetime:
    """Return the aware UTC time."""
    return EPOCH + timedelta(microseconds=micros)


def to_json(value: object) -> str:
    """Return the same text for equal values, whatever order their mappings were filled in."""
    return msgspec.json.encode(value, order="deterministic").decode()


def article_values(article: Article) -> Values:
    """Return what the article itself says, by column."""
    published = article.published
    return {
        "id": article.id,
        "outlet_key": article.outlet_key,
        "published_at": to_micros(published.at) if published else None,
        "published_precision": str(published.precision) if published else None,
        "published_source": str(published.source) if published else None,
        "modified_at": _optional_micros(article.modified_at),
        "language": article.language,
        "section": article.section,
        "genre": str(article.genre) if article.genre else None,
        "is_opinion": _to_flag(article.is_opinion),
        "is_paywalled": _to_flag(article.is_paywalled),
        "republished_from": article.republished_from,
        "url": article.url,
        "canonical_url": article.canonical_url,
        "title": article.title,
        "authors": to_json(article.authors),
        "description": article.description,
        "body": article.body,
    }


def read_article(row: AnyRow) -> StoredArticle:
    """Return the article of a whole, intact row."""
    return StoredArticle(
        seq=row.seq,
        first_seen_at=from_micros(row.first_seen_at),
        article=Article(
            id=row.id,
            url=row.url,
            canonical_url=row.canonical_url,
            outlet_key=row.outlet_key,
            title=row.title,
            body=row.body,
            description=row.description,
            authors=_AUTHORS.decode(row.authors),
            published=_read_published(row),
            modified_at=_optional_time(row.modified_at),
            language=row.language,
            section=row.section,
            is_opinion=_from_flag(row.is_opinion),
            is_paywalled=_from_flag(row.is_paywalled),
            republished_from=row.republished_from,
            genre=Genre(row.genre) if row.genre else None,
        ),
    )


def feed_values(feed: FeedState) -> Values:
    """Return the feed's state, by column."""
    values: Values = {field.name: getattr(feed, field.name) for field in fields(feed)}
    return values | {name: _optional_micros(getattr(feed, name)) for name in FEED_TIMES}


def read_feed(row: AnyRow) -> FeedState:
    """Return the feed's state."""
    values: dict[str, Any] = row._asdict()  # Any: column values
    return FeedState(**values | {name: _optional_time(values[name]) for name in FEED_TIMES})


def op_values(op: StoryOp) -> Values:
    """Return the operation, by column."""
    return {
        "kind": str(op.kind),
        "story_id": op.story_id,
        "from_story": op.from_story,
        "article_id": op.article_id,
        "probability": op.probability,
        "evidence": None if op.evidence is None else to_json(op.evidence),
        "model": op.model,
    }


def read_op(row: AnyRow) -> StoryOp:
    """Return the operation of an intact row."""
    return StoryOp(
        kind=OpKind(row.kind),
        story_id=row.story_id,
        article_id=row.article_id,
        from_story=row.from_story,
        probability=row.probability,
        evidence=None if row.evidence is None else _EVIDENCE.decode(row.evidence),
        model=row.model,
    )


def read_story(row: AnyRow, members: Iterable[AnyRow]) -> Story:
    """Return the story of an intact row and its members' rows."""
    return Story(
        id=row.id,
        revision=row.revision,
        created_at=from_micros(row.created_at),
        updated_at=from_micros(row.updated_at),
        members=read_members(members),
        summary=None if row.summary is None else _SUMMARY.decode(row.summary),
        newest_published_at=from_micros(row.newest_published_at),
    )


def read_members(rows: Iterable[AnyRow]) -> tuple[Member, ...]:
    """Return the members of one story from their rows."""
    return tuple(Member(row.article_id, row.seq, row.probability) for row in rows)


def report_values(report: Report) -> Values:
    """Return the report, by column."""
    return {
        "id": report.id,
        "created_on": report.created_on.isoformat(),
        "kind": str(report.kind),
        "about": report.about,
        "reason": str(report.reason),
        "status": str(report.status),
        "answered_on": report.answered_on.isoformat() if report.answered_on else None,
        "comment": report.comment,
        "answer": report.answer,
    }


def read_report(row: AnyRow) -> Report:
    """Return the report of an intact row."""
    return Report(
        id=row.id,
        created_on=date.fromisoformat(row.created_on),
        kind=Kind(row.kind),
        about=row.about,
        reason=Reason(row.reason),
        comment=row.comment,
        status=Status(row.status),
        answer=row.answer,
        answered_on=date.fromisoformat(row.answered_on) if row.answered_on else None,
    )


def _read_published(row: AnyRow) -> Published | None:
    if row.published_at is None:
        return None
    return Published(
        from_micros(row.published_at), Precision(row.published_precision), DateSource(row.published_source)
    )


def _optional_micros(moment: datetime | None) -> int | None:
    return None if moment is None else to_micros(moment)


def _optional_time(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)


def _to_flag(value: bool | None) -> int | None:  # noqa: FBT001 -- the value itself, not a switch
    return None if value is None else int(value)


def _from_flag(value: int | None) -> bool | None:
    return None if value is None else bool(value)
