"""What every request gets: its place under the rate limit, and an answer for every error.

Errors under the API's paths are problem details; elsewhere they are pages. Logs hold the route's template, the status
and the time it took: never an address, a query or who asked.
"""

from __future__ import annotations

import logging
import re
import time
import traceback
from collections.abc import Callable
from typing import Any, cast

from flask import Flask, Response, request
from flask_cors import CORS
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix

from server.api.problems import problem_of, too_many_requests
from server.api.rate_limits import RateLimiter
from server.api.responding import respond_problem
from server.api.standing_headers import API_PATHS, BEGAN, EXPOSED, REQUEST_ID, StandingHeaders, is_api_path
from server.errors import SourceContextError
from server.services.answers import Problem

log = logging.getLogger(__name__)
access_log = logging.getLogger("server.access")

API_PATTERN = rf"(?:{'|'.join(re.escape(path) for path in API_PATHS)}).*"
UNLIMITED_PATHS = ("/healthz", "/readyz", "/static/")
_RATE_LIMIT = "source_context.rate_limit"  # in the request's environment: its place, as headers
MAX_BODY = 64 * 1024  # bytes of a request body

ErrorPage = Callable[[Problem], Response]


def add_hooks(app: Flask, *, limiter: RateLimiter | None, trusted_proxies: int, error_page: ErrorPage) -> None:
    """Give `app` its habits. :param error_page: draws an error for people"""
    app.config["MAX_CONTENT_LENGTH"] = MAX_BODY
    if trusted_proxies:
        # Only with a proxy of ours in front is X-Forwarded-For more than the caller's claim.
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=trusted_proxies, x_proto=trusted_proxies)  # type: ignore[method-assign]
    app.wsgi_app = StandingHeaders(app.wsgi_app)  # type: ignore[method-assign]
    app.ensure_sync = _as_it_is  # type: ignore[method-assign]
    answer_preflight = _add_cors(app)
    if limiter:
        app.before_request(_limiting(limiter))
    app.after_request(_finishing(answer_preflight))
    _add_error_handlers(app, error_page)


def _as_it_is(func: Callable[..., Any]) -> Callable[..., Any]:  # Any: Flask hands over whatever it is about to call
    """Flask asks of every function that it calls whether it is a coroutine; none of ours is."""
    return func


def _add_cors(app: Flask) -> Callable[[Response], Response]:
    """Return what answers a preflight; for all other answers it would add, slowly, what stands there already."""
    CORS(
        app,
        resources={API_PATTERN: {}},
        origins="*",
        send_wildcard=True,
        expose_headers=EXPOSED,
        allow_headers=["Content-Type", "Authorization", "If-None-Match"],
        max_age=86_400,
        intercept_exceptions=False,
    )
    return cast(Callable[[Response], Response], app.after_request_funcs[None].pop())


def _limiting(limiter: RateLimiter) -> Callable[[], Response | None]:
    def limit() -> Response | None:
        if request.path.startswith(UNLIMITED_PATHS) or request.method == "OPTIONS":
            return None
        allowance = limiter.take(request.remote_addr or "")
        standing = f'"default";r={allowance.remaining};t={allowance.reset_seconds}'
        request.environ[_RATE_LIMIT] = (("RateLimit-Policy", limiter.policy), ("RateLimit", standing))
        if allowance.is_allowed:
            return None
        return respond_problem(too_many_requests(allowance.reset_seconds, limiter.text, request.environ[REQUEST_ID]))

    return limit


def _finishing(answer_preflight: Callable[[Response], Response]) -> Callable[[Response], Response]:
    def finish(response: Response) -> Response:
        environ = request.environ
        if environ["REQUEST_METHOD"] == "OPTIONS":
            response = answer_preflight(response)
        response.headers.extend(environ.get(_RATE_LIMIT, ()))
        level = logging.INFO if response.status_code >= 400 else logging.DEBUG
        if access_log.isEnabledFor(level):
            route = request.url_rule.rule if request.url_rule else "(no route)"
            took = 1000 * (time.perf_counter() - environ[BEGAN])
            access_log.log(level, "%s %s %d %.1f ms", request.method, route, response.status_code, took)
        return response

    return finish


def _add_error_handlers(app: Flask, error_page: ErrorPage) -> None:
    def answer(error: Exception) -> Response:
        problem = problem_of(error, request.environ[REQUEST_ID])
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
        log.error("unexpected %s, request %s\n%s", type(error).__name__, request.environ[REQUEST_ID], trace)
        return answer(error)

    app.register_error_handler(SourceContextError, answer)
    app.register_error_handler(HTTPException, on_http)
    app.register_error_handler(Exception, on_surprise)
