"""The page that looks for words."""

from __future__ import annotations

from flask import Blueprint, Response, request

from server.services.house import House
from server.web.rendering import render_page, to_plain

PAGE = 20  # articles


def add_search(web: Blueprint, house: House) -> None:
    """Add the page to the blueprint."""

    @web.get("/search")
    def search() -> Response:
        asked = request.args.get("q", "").strip()[:200]
        cursor = request.args.get("cursor")
        found = house.search.find(asked, cursor=cursor, limit=PAGE) if asked else None
        return render_page("search.html", asked=asked, found=to_plain(found) if found else None)
