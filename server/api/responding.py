"""Write an answer: JSON, a strong entity tag, 304 when the caller has it already, a link to the next page."""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b
from urllib.parse import urlencode

import msgspec
from flask import Response, request

from server.services.answers import Problem

ENCODER = msgspec.json.Encoder()
NO_STORE = "no-store"  # answers to look-ups: what someone reads stays in no cache
SHORT = "public, max-age=60"  # records that change when a story is touched
PROBLEM_TYPE = "application/problem+json"


def respond(answer: msgspec.Struct, *, cache: str = SHORT, last_modified: datetime | None = None) -> Response:
    """Return the answer, or 304 if the caller's entity tag still fits."""
    body = ENCODER.encode(answer)
    tag = blake2b(body, digest_size=12).hexdigest()
    if request.if_none_match.contains(tag) and request.method in {"GET", "HEAD"}:
        response = Response(status=304)
    else:
        response = Response(body, mimetype="application/json")
    response.headers["ETag"] = f'"{tag}"'
    response.headers["Cache-Control"] = cache
    if last_modified:
        response.last_modified = last_modified
    following = getattr(answer, "next", None)
    if following:
        response.headers["Link"] = f'<{_next_path(following)}>; rel="next"'
    return response


def respond_problem(problem: Problem) -> Response:
    """Return a problem details answer."""
    response = Response(ENCODER.encode(problem), status=problem.status, content_type=PROBLEM_TYPE)
    response.headers["Cache-Control"] = NO_STORE
    if problem.retry_after:
        response.headers["Retry-After"] = str(problem.retry_after)
    return response


def _next_path(cursor: str) -> str:
    return f"{request.path}?{urlencode({**request.args.to_dict(), 'cursor': cursor})}"
