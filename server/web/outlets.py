"""The pages of outlets: the table with filters, and one outlet with its record."""

from __future__ import annotations

from flask import Blueprint, Response, request

from server.errors import InvalidInput
from server.services.house import House
from server.web.charts import SIDES
from server.web.rendering import render_page, to_plain

PAGE = 30  # rows of a list


def add_outlets(web: Blueprint, house: House) -> None:
    """Add the pages to the blueprint."""

    @web.get("/outlets")
    def outlets() -> Response:
        asked = {name: request.args.get(name, "").strip()[:120] or None for name in ("q", "country", "lean")}
        if asked["lean"] not in {*dict(SIDES), None}:
            raise InvalidInput("choose Left, Center, Right or Not rated")
        found = house.outlets.page(
            query=asked["q"],
            country=asked["country"],
            lean=asked["lean"],
            cursor=request.args.get("cursor"),
            limit=PAGE,
        )
        return render_page("outlets.html", **to_plain(found), asked=asked)

    @web.get("/outlets/<path:key>")
    def outlet(key: str) -> Response:
        found = house.articles.outlet_page(key)
        return render_page("outlet.html", **to_plain(found))
