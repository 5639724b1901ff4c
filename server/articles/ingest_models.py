"""What bringing articles in speaks of: how a feed is doing, and what became of each article of a batch."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class FeedState:
    """How far a feed has been read, and how it has been doing. Times are aware UTC."""

    url: str
    outlet_key: str | None
    kind: str = ""
    etag: str | None = None
    last_modified: str | None = None
    polled_at: datetime | None = None
    succeeded_at: datetime | None = None
    next_poll_at: datetime | None = None
    failures: int = 0  # in a row
    error: str | None = None


@dataclass(frozen=True, slots=True)
class UnreadPage:
    """A page of which only the headline is held, since it could not be read for a reason that may pass."""

    url: str  # normalized, as the feed has it
    feed_url: str
    failures: int
    next_try_at: datetime  # aware UTC


@dataclass(frozen=True, slots=True)
class Revisit:
    """An article whose page is to be looked at again, to see whether it was edited."""

    article_id: str
    url: str  # normalized, where it was found
    counted_from: datetime  # aware UTC: when it was published, as far as that is known


@dataclass(frozen=True, slots=True)
class FeedHealth:
    """The counts behind `limits`: what we could not see."""

    polled: int
    failed: int
    newest_article_at: datetime | None


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of one article in a batch."""

    article_id: str
    seq: int
    outcome: str  # new · updated · unchanged
