"""What every request gets: an id, security headers, its place under the rate limit, and an answer for every error.

Errors under the API's paths are problem details; elsewhere they are pages. Logs hold the route's template, the status
and the time it took: never an address, a query or who asked.
"""

from __future__ import annotations

import logging
import re
import time
import traceback
from collections.abc import Callable
from uuid import uuid4

from flask import Flask, Response, g, request
from flask_cors import CORS
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from server.api.problems import problem_of, too_many_requests
from server.api.rate_limits import RateLimiter
from server.api.responding import respond_problem
from server.errors import SourceContextError
from server.services.answers import Problem

log = logging.getLogger(__name__)
access_log = logging.getLogger("server.access")

API_PATHS = ("/api/", "/openapi.json", "/healthz", "/readyz", "/problems/")
API_PATTERN = rf"(?:{'|'.join(re.escape(path) for path in API_PATHS)}).*"
UNLIMITED_PATHS = ("/healthz", "/readyz", "/static/")
API_POLICY = "default-src 'none'; frame-ancestors 'none'"
PAGE_POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
EXPOSED = ["ETag", "Last-Modified", "Link", "Location", "RateLimit", "RateLimit-Policy", "Retry-After", "X-Request-Id"]
FOR_ALL = [("X-Content-Type-Options", "nosniff")]
# What flask-cors would add, at a fifth of a look-up's time; it leaves alone what has it, and answers the preflights.
FOR_PROGRAMS = [
    *FOR_ALL,
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", ", ".join(sorted(EXPOSED))),
]
MAX_BODY = 64 * 1024  # bytes of a request body

ErrorPage = Callable[[Problem], Response]


def add_hooks(app: Flask, *, limiter: RateLimiter | None, trusted_proxies: int, error_page: ErrorPage) -> None:
    """Give `app` its habits. :param error_page: draws an error for people"""
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    if trusted_proxies:
        # Only with a proxy of ours in front is X-Forwarded-For more than the caller's claim.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted_proxies, x_proto=trusted_proxies)  # type: ignore[method-assign]
    CORS(
        app,
        resources={API_PATTERN: {}},  # one pattern: the extension tries them all for each answer
        origins="*",
        send_wildcard=True,
        expose_headers=EXPOSED,
        allow_headers=["Content-Type", "Authorization", "If-None-Match"],
        max_age=86_400,
    )
    app.before_request(_begin)
    if limiter:
        app.before_request(_limiting(limiter))
    app.after_request(_finish)
    _add_error_handlers(app, error_page)


def is_api_path(path: str) -> bool:
    """Whether programs, not people, are answered at this path."""
    return path.startswith(API_PATHS)


def _begin() -> None:
    g.request_id = f"urn:uuid:{uuid4()}"
    g.began = time.perf_counter()


def _limiting(limiter: RateLimiter) -> Callable[[], Response | None]:
    def limit() -> Response | None:
        if request.path.startswith(UNLIMITED_PATHS) or request.method == "OPTIONS":
            return None
        allowance = limiter.take(request.remote_addr or "")
        g.rate_limit = (limiter.policy, f'"default";r={allowance.remaining};t={allowance.reset_seconds}')
        if allowance.is_allowed:
            return None
        return respond_problem(too_many_requests(allowance.reset_seconds, limiter.text, g.request_id))

    return limit


def _finish(response: Response) -> Response:
    is_api = is_api_path(request.path)
    headers = response.headers
    headers.extend(FOR_PROGRAMS if is_api and request.method != "OPTIONS" else FOR_ALL)
    headers.add("Content-Security-Policy", API_POLICY if is_api else PAGE_POLICY)
    headers.add("X-Request-Id", g.request_id)
    headers.setdefault("Referrer-Policy", "no-referrer")
    if "rate_limit" in g:
        headers["RateLimit-Policy"], headers["RateLimit"] = g.rate_limit
    level = logging.INFO if response.status_code >= 400 else logging.DEBUG
    if access_log.isEnabledFor(level):
        route = request.url_rule.rule if request.url_rule else "(no route)"
        took = 1000 * (time.perf_counter() - g.began)
        access_log.log(level, "%s %s %d %.1f ms", request.method, route, response.status_code, took)
    return response


def _add_error_handlers(app: Flask, error_page: ErrorPage) -> None:
    def answer(error: Exception) -> Response:
        problem = problem_of(error, g.get("request_id", ""))
        return respond_problem(problem) if is_api_path(request.path) else error_page(problem)

    def on_http(error: HTTPException) -> Response:
        response = answer(error)
        allow = dict(error.get_headers()).get("Allow")  # 405 must name the methods that the path takes
        if allow:
            response.headers["Allow"] = allow
        return response

    def on_surprise(error: Exception) -> Response:
        # The one place that catches everything: nobody is ever shown a traceback. The log has it, without the error's
        # own words, which may hold the address that was asked about.
        trace = "".join(traceback.format_tb(error.__traceback__))
        log.error("unexpected %s, request %s\n%s", type(error).__name__, g.get("request_id", ""), trace)
        return answer(error)

    app.register_error_handler(SourceContextError, answer)
    app.register_error_handler(HTTPException, on_http)
    app.register_error_handler(Exception, on_surprise)
