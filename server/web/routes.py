"""Pages for people: read the form, call one service, render its answer. No script is needed to use them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import msgspec
from flask import Blueprint, Response, make_response, redirect, render_template, request, url_for
from msgspec import Struct
from werkzeug.wrappers import Response as AnyResponse

from server.errors import InvalidInput
from server.services.answers import Problem
from server.services.context import Question
from server.services.house import House
from server.web.filters import FILTERS

LATEST = 12  # stories on the home page
PAGE = 30  # rows of a list
SIDES = ("left", "center", "right", "not_rated")


@dataclass(frozen=True, slots=True)
class Web:
    """The pages' blueprint, and the page that every error outside the API gets."""

    blueprint: Blueprint
    error_page: Callable[[Problem], Response]


def build_web(house: House) -> Web:
    """Return the pages."""
    web = Blueprint("web", __name__)
    for name, function in FILTERS.items():
        web.add_app_template_filter(function, name)
    _add_lookup(web, house)
    _add_stories(web, house)
    _add_outlets(web, house)
    return Web(web, _error_page)


def _add_lookup(web: Blueprint, house: House) -> None:
    @web.get("/")
    def home() -> Response:
        latest = house.stories.page(since=None, min_outlets=2, cursor=None, limit=LATEST)
        return _page("home.html", stories=_plain(latest)["stories"])

    @web.get("/context")
    def ask_again() -> AnyResponse:
        return redirect(url_for("web.home"))

    # The address is posted, so that no log or browser history holds what someone read.
    @web.post("/context")
    def answer() -> Response:
        url = request.form.get("url", "").strip()
        if not url:
            raise InvalidInput("paste the address of an article into the field, for example https://…")
        context = house.context.for_page(Question(url=url))
        response = _page("answer.html", answer=_plain(context), asked=url)
        response.headers["Cache-Control"] = "no-store"
        return response

    @web.get("/articles/<article_id>")
    def article(article_id: str) -> Response:
        held = house.articles.get(article_id)
        context = house.context.for_page(Question(url=held.article.canonical_url), may_read=False)
        return _page("answer.html", answer=_plain(context), asked=held.article.canonical_url)

    @web.get("/about")
    def about() -> Response:
        return _page("about.html")


def _add_stories(web: Blueprint, house: House) -> None:
    @web.get("/stories")
    def stories() -> Response:
        cursor = request.args.get("cursor")
        found = house.stories.page(since=None, min_outlets=1, cursor=cursor, limit=PAGE)
        return _page("stories.html", **_plain(found))

    @web.get("/stories/<story_id>")
    def story(story_id: str) -> AnyResponse:
        found = house.stories.get(story_id)
        if found.id != story_id:  # merged: the old address stays good
            return redirect(url_for("web.story", story_id=found.id), code=301)
        return _page("story.html", story=_plain(found))


def _add_outlets(web: Blueprint, house: House) -> None:
    @web.get("/outlets")
    def outlets() -> Response:
        asked = {name: request.args.get(name, "").strip()[:120] or None for name in ("q", "country", "lean")}
        if asked["lean"] not in {*SIDES, None}:
            raise InvalidInput("choose Left, Center, Right or Not rated")
        found = house.outlets.page(
            query=asked["q"],
            country=asked["country"],
            lean=asked["lean"],
            cursor=request.args.get("cursor"),
            limit=PAGE,
        )
        return _page("outlets.html", **_plain(found), asked=asked)

    @web.get("/outlets/<path:key>")
    def outlet(key: str) -> Response:
        found = house.articles.outlet_page(key)
        return _page("outlet.html", **_plain(found))


def _page(template: str, **values: Any) -> Response:  # Any: JSON-ready values for the template
    response = make_response(render_template(template, **values))
    response.headers["Cache-Control"] = "no-cache"
    return response


def _plain(answer: Struct) -> dict[str, Any]:  # Any: JSON-ready
    plain = msgspec.to_builtins(answer)
    assert isinstance(plain, dict)  # noqa: S101 - a Struct becomes a dict; this tells the type checker
    return plain


def _error_page(problem: Problem) -> Response:
    response = _page("error.html", problem=_plain(problem))
    response.status_code = problem.status
    return response
