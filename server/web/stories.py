"""The pages of stories: lists of them with filters, and one with all that is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from server.errors import InvalidInput
from server.services.house import House
from server.services.story_list import Filters
from server.web.charts import SIDES, build_countries, build_coverage, build_timeline
from server.web.filters import day as shown_day
from server.web.rendering import by_article, first_joins, render_page, to_plain
from server.web.story_page import SORTS, countries_of, read_filter, select

PAGE = 30  # rows of a list
FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(9000, 1, 1)


@dataclass(frozen=True, slots=True)
class AskedStories:
    """The reader's filter."""

    day: date | None
    outlets: int
    side: str | None
    country: str | None

    def filters(self) -> Filters:
        """Return it as the service takes it."""
        since = datetime(self.day.year, self.day.month, self.day.day, tzinfo=UTC) if self.day else None
        return Filters(since, since + timedelta(days=1) if since else None, self.outlets, self.side, self.country)


def add_stories(web: Blueprint, house: House) -> None:
    """Add the pages to the blueprint."""

    @web.get("/stories")
    def stories() -> Response:
        asked = _read_asked()
        found = house.story_list.page(asked.filters(), cursor=request.args.get("cursor"), limit=PAGE)
        title = f"Stories of {shown_day(asked.day)}" if asked.day else "Stories"
        is_filtered = any((asked.day, asked.side, asked.country, asked.outlets > 1))
        return render_page("stories.html", **to_plain(found), asked=asked, title=title, is_filtered=is_filtered)

    @web.get("/stories/<story_id>")
    def story(story_id: str) -> AnyResponse:
        found = house.stories.get(story_id)
        if found.id != story_id:  # merged: the old address stays good
            return redirect(url_for("web.story", story_id=found.id), code=301)
        asked = read_filter(request.args)
        return render_page(
            "story.html",
            story=to_plain(found),
            asked=asked,
            selection=to_plain(select(found.articles, asked)),
            countries=countries_of(found.articles),
            sorts=SORTS,
            by_id=by_article(found.articles),
            joins=first_joins(found.origins),
            timeline=build_timeline(found.articles),
            coverage=build_coverage(found.articles),
            lands=build_countries(found.counts.by_country, found.spread.by_country),
        )


def _read_asked() -> AskedStories:
    given, outlets = request.args.get("day"), request.args.get("outlets") or "1"
    side, country = request.args.get("side") or None, (request.args.get("country") or "").strip() or None
    if side not in {*dict(SIDES), None} or not (outlets.isdecimal() and 1 <= len(outlets) <= 4):
        raise InvalidInput("choose a side and a number from the lists")
    if country and len(country) > len("unknown"):
        raise InvalidInput("give a country's code of two letters, such as GB")
    try:
        day = date.fromisoformat(given) if given else None
    except ValueError as error:
        raise InvalidInput("give a day such as 2026-10-05") from error
    if day and not FIRST_DAY <= day <= LAST_DAY:
        raise InvalidInput("give a day such as 2026-10-05")
    return AskedStories(day, max(int(outlets), 1), side, country)
