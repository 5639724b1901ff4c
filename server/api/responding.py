"""Write an answer: JSON, a strong entity tag, 304 when the caller has it already, a link to the next page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from urllib.parse import urlencode

import msgspec
from flask import Response, request

from server.api.memory import Encoded
from server.services.answers import Problem
from server.services.exports import ExportFile

ENCODER = msgspec.json.Encoder()
NO_STORE = "no-store"  # answers to look-ups: what someone reads stays in no cache
SHORT = "public, max-age=60"  # records that change when a story is touched
DESCRIPTION = "public, max-age=3600"  # of what changes when the index has doubled
# A packed answer would tell its length again; `no-transform` asks proxies to leave it as it is.
PADDED = "public, max-age=300, no-transform"
PROBLEM_TYPE = "application/problem+json"


@dataclass(frozen=True, slots=True)
class Created:
    """The record that a request has made, or found made already."""

    answer: msgspec.Struct
    location: str
    is_new: bool


def respond_created(created: Created, *, cache: str) -> Response:
    """Return the record, and where it is from now on."""
    response = respond(created.answer, cache=cache)
    response.status_code = 201 if created.is_new else 200
    response.headers["Location"] = created.location
    return response


def respond_file(file: ExportFile, *, cache: str) -> Response:
    """Return a file to be saved under its name."""
    response = Response(file.body, content_type=file.media_type)
    response.headers["Cache-Control"] = cache
    response.headers["Content-Disposition"] = f'attachment; filename="{file.name}"'
    return response


def respond(answer: msgspec.Struct, *, cache: str = SHORT, last_modified: datetime | None = None) -> Response:
    """Return the answer, or 304 if the caller's entity tag still fits."""
    response = respond_encoded(encode(answer), cache=cache)
    if last_modified:
        response.last_modified = last_modified
    following = getattr(answer, "next", None)
    if following:
        response.headers["Link"] = f'<{_next_path(following)}>; rel="next"'
    return response


def encode(answer: msgspec.Struct) -> Encoded:
    """Return the answer's bytes with their entity tag."""
    body = ENCODER.encode(answer)
    return Encoded(body, blake2b(body, digest_size=12).hexdigest())


def respond_encoded(answer: Encoded, *, cache: str) -> Response:
    """Return the answer, or 304 if the caller's entity tag still fits."""
    headers = [("ETag", f'"{answer.tag}"'), ("Cache-Control", cache)]
    is_asked_anew = "HTTP_IF_NONE_MATCH" in request.environ and request.method in {"GET", "HEAD"}
    if is_asked_anew and request.if_none_match.contains(answer.tag):
        return Response(status=304, headers=headers)
    return Response(answer.body, headers=[*headers, ("Content-Type", "application/json")])


def respond_problem(problem: Problem) -> Response:
    """Return a problem details answer."""
    response = Response(ENCODER.encode(problem), status=problem.status, content_type=PROBLEM_TYPE)
    response.headers["Cache-Control"] = NO_STORE
    if problem.retry_after:
        response.headers["Retry-After"] = str(problem.retry_after)
    return response


def _next_path(cursor: str) -> str:
    return f"{request.path}?{urlencode({**request.args.to_dict(), 'cursor': cursor})}"
