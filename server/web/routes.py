"""Pages for people: read the form, call one service, render its answer. No script is needed to use them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from server.errors import InvalidInput
from server.services.answers import Problem
from server.services.context import Question
from server.services.house import House
from server.services.reports import Sender
from server.web.filters import FILTERS
from server.web.rendering import render_page, to_plain
from server.web.reports import add_reports

LATEST = 12  # stories on the home page
PAGE = 30  # rows of a list
SIDES = ("left", "center", "right", "not_rated")


@dataclass(frozen=True, slots=True)
class Web:
    """The pages' blueprint, and the page that every error outside the API gets."""

    blueprint: Blueprint
    error_page: Callable[[Problem], Response]


def build_web(house: House, *, send_report: Sender) -> Web:
    """Return the pages."""
    web = Blueprint("web", __name__)
    for name, function in FILTERS.items():
        web.add_app_template_filter(function, name)
    _add_lookup(web, house)
    _add_stories(web, house)
    _add_outlets(web, house)
    add_reports(web, house, send_report=send_report)
    return Web(web, _error_page)


def _add_lookup(web: Blueprint, house: House) -> None:
    @web.get("/")
    def home() -> Response:
        latest = house.stories.page(since=None, min_outlets=2, cursor=None, limit=LATEST)
        return render_page("home.html", stories=to_plain(latest)["stories"])

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
        response = render_page("answer.html", answer=to_plain(context), asked=url)
        response.headers["Cache-Control"] = "no-store"
        return response

    @web.get("/articles/<article_id>")
    def article(article_id: str) -> Response:
        held = house.articles.get(article_id)
        context = house.context.for_page(Question(url=held.article.canonical_url), may_read=False)
        return render_page("answer.html", answer=to_plain(context), asked=held.article.canonical_url)

    @web.get("/about")
    def about() -> Response:
        return render_page("about.html")


def _add_stories(web: Blueprint, house: House) -> None:
    @web.get("/stories")
    def stories() -> Response:
        cursor = request.args.get("cursor")
        found = house.stories.page(since=None, min_outlets=1, cursor=cursor, limit=PAGE)
        return render_page("stories.html", **to_plain(found))

    @web.get("/stories/<story_id>")
    def story(story_id: str) -> AnyResponse:
        found = house.stories.get(story_id)
        if found.id != story_id:  # merged: the old address stays good
            return redirect(url_for("web.story", story_id=found.id), code=301)
        return render_page("story.html", story=to_plain(found))


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
        return render_page("outlets.html", **to_plain(found), asked=asked)

    @web.get("/outlets/<path:key>")
    def outlet(key: str) -> Response:
        found = house.articles.outlet_page(key)
        return render_page("outlet.html", **to_plain(found))


def _error_page(problem: Problem) -> Response:
    response = render_page("error.html", problem=to_plain(problem))
    response.status_code = problem.status
    return response
