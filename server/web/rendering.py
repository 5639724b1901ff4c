"""Turn an answer into a page."""

from __future__ import annotations

from typing import Any

import msgspec
from flask import Response, make_response, render_template
from msgspec import Struct


def render_page(template: str, **values: Any) -> Response:  # Any: JSON-ready values for the template
    """Return a page, to be asked for again before it is shown from a cache."""
    response = make_response(render_template(template, **values))
    response.headers["Cache-Control"] = "no-cache"
    return response


def to_plain(answer: Struct) -> dict[str, Any]:  # Any: JSON-ready
    """Return an answer as templates read it."""
    plain = msgspec.to_builtins(answer)
    assert isinstance(plain, dict)  # noqa: S101 - a Struct becomes a dict; this tells the type checker
    return plain
