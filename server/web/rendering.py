"""Turn an answer into a page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
from flask import Response, make_response, render_template

from server.services.answer_parts import MatchAnswer, OriginAnswer

Plain = dict[str, Any]  # Any: JSON-ready


def render_page(template: str, **values: Any) -> Response:  # Any: JSON-ready values for the template
    """Return a page, to be asked for again before it is shown from a cache."""
    response = make_response(render_template(template, **values))
    response.headers["Cache-Control"] = "no-cache"
    return response


def to_plain(answer: object) -> Plain:
    """Return an answer as templates read it."""
    plain = msgspec.to_builtins(answer)
    assert isinstance(plain, dict)  # noqa: S101 - what we are given becomes a dict; this tells the type checker
    return plain


def by_article(matches: Iterable[MatchAnswer]) -> dict[str, Plain]:
    """Return articles with their outlets by the articles' ids, for sentences to say where they are from."""
    return {match.article.id: to_plain(match) for match in matches if match.article.id}


def first_joins(origins: Iterable[OriginAnswer]) -> dict[str, Plain]:
    """Return for each folded article the first reason why it is."""
    joins: dict[str, Plain] = {}
    for origin in origins:
        for join in origin.joins:
            joins.setdefault(join.article_id, to_plain(join))
    return joins
