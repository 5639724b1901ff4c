"""Articles of one invented story: a ferry that caught fire."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import chain
from typing import Any

from server.articles.models import Article, DateSource, Precision, Published
from server.coverage.models import Counts, Origin
from server.summaries.figures import gather_corrections, list_corrections
from server.summaries.models import StorySummary
from server.summaries.readings import Reading, read
from server.summaries.text import summarize

EVENING = datetime(2026, 3, 1, 18, 0, tzinfo=UTC)
COUNTS = Counts(1, 1, 1, {"left": 0, "center": 0, "right": 0, "not_rated": 1}, {"unknown": 1}, {"unknown": 1})


def article(title: str, body: str = "", *, hour: float | None = None, **fields: Any) -> Article:
    """Return an article with this headline, whose id is made of it; `hour` counts from `EVENING`."""
    name = "-".join(title.split()) or "untitled"
    published = None if hour is None else Published(EVENING + timedelta(hours=hour), Precision.MINUTE, DateSource.META)
    plain: dict[str, Any] = {"outlet_key": None, "body": body, "published": published, "language": "en"}
    return Article(name, f"https://{name}.example/", f"https://{name}.example/", title=title, **plain | fields)


def readings(*articles: Article) -> dict[str, Reading]:
    """Return the readings of articles by id."""
    return {one.id: read(one) for one in articles}


def corrections(*articles: Article) -> dict[str, set[str]]:
    """Return the figures that these articles correct."""
    return gather_corrections(chain.from_iterable(map(list_corrections, articles)))


def origins(*articles: Article) -> list[Origin]:
    """Return one origin for each article."""
    return [Origin(one.id, (one.id,)) for one in articles]


def tell(*articles: Article, sides: Mapping[str, str | None] | None = None, **options: Any) -> StorySummary:
    """Return the summary of independent articles. `sides` are by article id; by default none is rated."""
    return summarize(articles, **{"origins": origins(*articles), "side_of": sides or {}, "counts": COUNTS} | options)


# One event in the words of three outlets.
DAILY = article(
    "Five dead after fire on ferry near Kisanda",
    "KISANDA, Kenya (Norwire) — Five people died after a fire on a crowded ferry near Kisanda on Sunday, police"
    " said.\n\n"
    "They had been asleep on the lower deck. Helen Strand, who leads the inquiry for the port authority, said on Monday"
    " that the fire began because a fuel pump had been repaired with a hose for garden use.\n\n"
    "The ferry operator Tessel Lines declined to comment on the repair of the fuel pump.\n\n"
    "Are our ferries safe?\n\nRead more about ferries in our newsletter.\n\n"
    "Rescuers brought 83 passengers ashore in fishing boats that had been out for the night on Lake Orrin.",
    hour=0,
)
HERALD = article(
    "Ferry fire near Kisanda kills five people",
    "A fire on a crowded ferry killed five people near Kisanda on Sunday, the police said.\n\n"
    "Fishing boats that had been out for the night brought 83 passengers ashore from Lake Orrin, rescuers said.\n\n"
    "The port authority will hold a hearing on the fire in Kisanda next week, Helen Strand told reporters.",
    hour=2,
)
POST = article(
    "Fire on Kisanda ferry: five dead, 83 saved",
    "Police said that five people died on Sunday when a crowded ferry caught fire near Kisanda.\n\n"
    "Investigator Helen Strand of the port authority blamed the fire on a fuel pump that had been repaired with a hose"
    " for garden use.\n\nThe harbour of Kisanda had asked the ministry for a second rescue boat three years before the"
    " fire, according to letters that the harbour master showed.",
    hour=5,
)
STORY = (DAILY, HERALD, POST)
SIDES = {DAILY.id: "left", HERALD.id: "center", POST.id: "right"}
