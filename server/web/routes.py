"""Pages for people: read the form, call one service, render its answer. No script is needed to use them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import Blueprint, Response

from server.services.answers import Problem
from server.services.house import House
from server.services.reports import Sender
from server.web.answer import add_lookup
from server.web.charts import lean_segments
from server.web.digest import add_digest
from server.web.filters import FILTERS
from server.web.outlets import add_outlets
from server.web.places import place_in
from server.web.rendering import render_page, to_plain
from server.web.reports import add_reports
from server.web.search import add_search
from server.web.stories import add_stories
from server.web.versions import add_versions


@dataclass(frozen=True, slots=True)
class Web:
    """The pages' blueprint, and the page that every error outside the API gets."""

    blueprint: Blueprint
    error_page: Callable[[Problem], Response]


def build_web(house: House, *, send_report: Sender) -> Web:
    """Return the pages."""
    web = Blueprint("web", __name__)
    for name, function in {**FILTERS, "lean_segments": lean_segments, "place_in": place_in}.items():
        web.add_app_template_filter(function, name)
    add_lookup(web, house)
    add_stories(web, house)
    add_versions(web, house)
    add_digest(web, house)
    add_search(web, house)
    add_outlets(web, house)
    add_reports(web, house, send_report=send_report)
    return Web(web, _error_page)


def _error_page(problem: Problem) -> Response:
    response = render_page("error.html", problem=to_plain(problem))
    response.status_code = problem.status
    return response
