"""The digest as a page and as a feed for feed readers."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, Response, request

from server.errors import InvalidInput
from server.services.feeds import build_atom
from server.services.house import House
from server.web.rendering import render_page, to_plain


def add_digest(web: Blueprint, house: House) -> None:
    """Add the page and the feed to the blueprint."""

    @web.get("/digest")
    def digest() -> Response:
        asked = _read_day()
        found = house.digests.of(asked)
        next_day = found.day + timedelta(days=1)
        return render_page(
            "digest.html",
            **to_plain(found),
            before=found.day - timedelta(days=1),
            after=next_day if asked else None,
        )

    @web.get("/digest.atom")
    def digest_atom() -> Response:
        day = _read_day()
        body = build_atom(house.digests.of(day), base=request.url_root.rstrip("/"), is_dated=day is not None)
        response = Response(body, content_type="application/atom+xml; charset=utf-8")
        response.headers["Cache-Control"] = "public, max-age=300"
        response.add_etag()
        response.make_conditional(request)
        return response


def _read_day() -> date | None:
    given = request.args.get("date")
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        raise InvalidInput("give a day such as 2026-10-05") from error
