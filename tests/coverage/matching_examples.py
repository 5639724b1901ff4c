"""Records of invented articles, and an index of them that lives in memory."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from server.articles.models import Article, DateSource, Precision, Published
from server.coverage.candidates import Candidate, IndexEntry
from server.coverage.records import MatchRecord, build_record
from server.coverage.statistics import Statistics

FLOOD = "River Tessel bursts its banks in Orrin, 14 missing"
FLOOD_TEXT = (
    "The River Tessel burst its banks early on Monday and flooded the market town of Orrin, where 14 people are"
    " missing. A flood wall built in 1998 gave way near the Corn Bridge, the fire service said."
)
FLOOD_AGAIN = "Fourteen missing after wall fails in Orrin flood"
FLOOD_AGAIN_TEXT = (
    "Rescuers searched for 14 people in Orrin on Monday after a flood wall on the Tessel failed before dawn. The fire"
    " service said the wall near the Corn Bridge was built in 1998."
)
STRIKE = "Dockers at Norderhaven walk out over automation"
STRIKE_TEXT = (
    "Some 900 dockers at the port of Norderhaven stopped work on Monday in a dispute about automated cranes, their"
    " union said. The port's operator, Kranberg, called the strike unlawful."
)


def make_record(title: str, body: str = "", *, at: datetime | None = None, **fields: Any) -> MatchRecord:
    """Return the record of an article at an address of its own."""
    name = fields.pop("name", title.replace(" ", "-"))
    url = f"https://{name}.example/a" if " " not in name else "https://paper.example/a"
    published = Published(at, Precision.MINUTE, DateSource.META) if at else None
    known: dict[str, Any] = {"outlet_key": f"{name}.example", "language": "en"} | fields
    return build_record(Article(name, url, url, title=title, body=body, published=published, **known))


def morning(day: int) -> datetime:
    """Return six in the morning of a day in October 2026."""
    return datetime(2026, 10, day, 6, tzinfo=UTC)


class MemoryIndex:
    """A candidate index that finds everything that it holds."""

    def __init__(self, records: Sequence[MatchRecord] = ()) -> None:
        self.records: dict[str, MatchRecord] = {}
        self.statistics = Statistics()
        self.add([IndexEntry(change, 0, record) for change, record in enumerate(records, start=1)])

    def position(self) -> int:
        return len(self.records)

    def add(self, entries: Sequence[IndexEntry]) -> None:
        for entry in entries:
            self.records[entry.record.article_id] = entry.record
            self.statistics.add(entry.record, at=entry.record.minutes or entry.seen)

    def find(self, record: MatchRecord, *, around: int | None, days: float = 3.0, limit: int = 50) -> list[Candidate]:
        return [Candidate(other) for other in self.records.values() if other.article_id != record.article_id][:limit]

    def get_records(self, article_ids: Sequence[str]) -> dict[str, MatchRecord]:
        return {article_id: self.records[article_id] for article_id in article_ids if article_id in self.records}

    def remove(self, article_id: str) -> None:
        self.records.pop(article_id, None)

    def drop_before(self, minute: int) -> int:
        return 0

    def clear(self) -> None:
        self.records.clear()

    def __len__(self) -> int:
        return len(self.records)
