"""What every answer carries, whoever made it: its request's id, what browsers may do with it, who may read it.

Added below the framework, which checks and copies each header of a response twice: for the eight of these that took a
third of the time that a look-up takes. What an answer says of itself (its kind, its tag, its place under the rate
limit) is added where the answer is made.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any
from uuid import uuid4
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

# In the request's environment:
REQUEST_ID = "source_context.request_id"
BEGAN = "source_context.began"

API_PATHS = ("/api/", "/openapi.json", "/healthz", "/readyz", "/problems/")
API_POLICY = "default-src 'none'; frame-ancestors 'none'"
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
EXPOSED = ["ETag", "Last-Modified", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id"]

_FOR_ALL = (("X-Content-Type-Options", "nosniff"),)
_REFERRER = ("Referrer-Policy", "no-referrer")
_FOR_PAGES = (*_FOR_ALL, ("Content-Security-Policy", PAGE_POLICY))
_FOR_PREFLIGHTS = (*_FOR_ALL, _REFERRER, ("Content-Security-Policy", API_POLICY))  # the rest is flask-cors' to say
_FOR_PROGRAMS = (
    *_FOR_PREFLIGHTS,
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", ", ".join(sorted(EXPOSED))),
)

Headers = list[tuple[str, str]]


def is_api_path(path: str) -> bool:
    """Whether programs, not people, are answered at this path."""
    return path.startswith(API_PATHS)


class StandingHeaders:
    """An application with these headers on each of its answers, and an id for each of its requests."""

    def __init__(self, app: WSGIApplication) -> None:
        self._app = app

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request."""
        environ[BEGAN] = time.perf_counter()
        environ[REQUEST_ID] = f"urn:uuid:{uuid4()}"

        # Any: what exc_info is.
        def start(status: str, headers: Headers, exc_info: Any = None, /) -> Callable[[bytes], object]:
            return start_response(status, [*headers, *_standing(environ, headers)], exc_info)

        return self._app(environ, start)


def _standing(environ: WSGIEnvironment, headers: Headers) -> Headers:
    own_id = ("X-Request-Id", environ[REQUEST_ID])
    if is_api_path(environ["PATH_INFO"]):
        return [*(_FOR_PREFLIGHTS if environ["REQUEST_METHOD"] == "OPTIONS" else _FOR_PROGRAMS), own_id]
    has_referrer = any(name == _REFERRER[0] for name, _ in headers)  # a form has one of its own
    return [*_FOR_PAGES, own_id] if has_referrer else [*_FOR_PAGES, own_id, _REFERRER]
