"""A digest to write down: one story with two sides, hostile where text from outside can be."""

from __future__ import annotations

from datetime import UTC, date, datetime

from server.services.answer_parts import (
    ArticleAnswer,
    CountsAnswer,
    EvidenceAnswer,
    LimitsAnswer,
    MatchAnswer,
    OutletRef,
    TextAnswer,
)
from server.services.story_answers import DigestAnswer, DigestStoryAnswer

HOSTILE = '<script>alert("1")</script> & “more”\r\nBcc: all@victim.example \x07'
AT = datetime(2026, 10, 5, 6, 40, tzinfo=UTC)
LIMITS = LimitsAnswer("full", 3, 0, AT, ["Only what was published on the day itself is counted, in UTC."])


def text(shown: str) -> TextAnswer:
    return TextAnswer(shown, EvidenceAnswer("a1", "title", 0, len(shown), shown))


def match(title: str, *, url: str = "https://ledger.example/flood", lean: str = "left") -> MatchAnswer:
    article = ArticleAnswer("a1", url, url, title, [], AT, "minute", "json_ld", "en", None, None, None, True, None, AT)
    return MatchAnswer(
        article, OutletRef("ledger.example", "Ledger & Sons", "GB", None, lean, "/outlets/ledger.example"), 0.9, "a1"
    )


def digest(
    headline: str = "Flood wall fails", *, title: str = "Wall fails", url: str = "https://l.example/a"
) -> DigestAnswer:
    counts = CountsAnswer(3, 2, 3, {"left": 1, "center": 0, "right": 1, "not_rated": 1}, {"GB": 3}, {})
    story = DigestStoryAnswer(
        id="st-1",
        headline=text(headline),
        lede=text("The flood wall of Orrin failed on Monday."),
        counts=counts,
        first_reported_at=AT,
        left=match(title, url=url),
        center=None,
        right=match("Right headline", lean="right"),
        url="/stories/st-1",
    )
    return DigestAnswer(date(2026, 10, 5), [story], 20, 0.1, LIMITS)
