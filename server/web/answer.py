"""The home page, and the answer to an address that somebody has pasted there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from server.errors import InvalidInput
from server.services.answer_parts import ArticleAnswer, MatchAnswer, OutletAnswer, OutletRef
from server.services.answers import ContextAnswer, CoverageAnswer
from server.services.house import House
from server.services.question import Question
from server.web.charts import build_countries
from server.web.rendering import by_article, first_joins, render_page, to_plain
from server.web.story_page import Asked, select

LATEST = 12  # stories on the home page


def add_lookup(web: Blueprint, house: House) -> None:
    """Add the pages to the blueprint."""

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
        response = render_page("answer.html", **answer_values(house.context.for_page(Question(url=url)), url))
        response.headers["Cache-Control"] = "no-store"
        return response

    @web.get("/articles/<article_id>")
    def article(article_id: str) -> Response:
        held = house.articles.get(article_id)
        url = held.article.canonical_url or ""
        context = house.context.for_page(Question(url=url), may_read=False)
        return render_page("answer.html", **answer_values(context, url))

    @web.get("/about")
    def about() -> Response:
        return render_page("about.html")


def answer_values(answer: ContextAnswer, asked: str) -> dict[str, Any]:  # Any: JSON-ready values for the template
    """Return what the page of an answer is made of. All sections were asked for."""
    assert isinstance(answer.coverage, CoverageAnswer)  # noqa: S101 - tells the type checker
    matches = answer.coverage.matches
    selection = select(matches, Asked())
    shown = sum(len(group.shown) for group in selection.groups)
    counts = answer.coverage.counts.by_country
    return {
        "answer": to_plain(answer),
        "asked": asked,
        "selection": {**to_plain(selection), "cut": len(matches) - shown},
        "joins": first_joins(answer.coverage.origins),
        "by_id": by_article([*_asked_itself(answer), *matches]),
        "lands": build_countries(counts, answer.coverage.spread.by_country),
    }


def _asked_itself(answer: ContextAnswer) -> Sequence[MatchAnswer]:
    """Return the article that was asked about as one of those that sentences may be from."""
    if not isinstance(answer.article, ArticleAnswer) or not answer.article.id:
        return []
    outlet = answer.outlet if isinstance(answer.outlet, OutletAnswer) else None
    ref = (
        OutletRef(outlet.key, outlet.name, outlet.country, outlet.owner_family, outlet.lean, outlet.url)
        if outlet
        else None
    )
    return [MatchAnswer(answer.article, ref, None, answer.article.id)]
