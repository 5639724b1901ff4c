"""The one place where an exception becomes a status: problem details (RFC 9457) for every error of the API.

`type` is a stable address under `/problems/`; `detail` says what to do; `instance` is the request's id, the only thing
that the log and the answer share.
"""

from __future__ import annotations

from typing import Any

from werkzeug.exceptions import HTTPException

from server import errors
from server.api.reading import NotJSON
from server.services.answers import FieldError, Problem

BUSY = ("busy", "More is asked than can be answered soon")
# Most specific kinds may come in any order: the exception's own line of descent decides.
KINDS: dict[type[Exception], tuple[int, str, str]] = {
    errors.InvalidURL: (400, "invalid-url", "Not a web address"),
    errors.PrivateAddress: (400, "private-address", "Private or reserved address"),
    errors.InvalidCursor: (400, "invalid-cursor", "Unknown cursor"),
    errors.InvalidPrefix: (400, "invalid-prefix", "Not a prefix of a hash"),
    errors.WrongPrefixLength: (400, "prefix-length", "A prefix of another length is needed"),
    NotJSON: (400, "bad-request", "The request cannot be read"),
    errors.UnknownField: (422, "unknown-field", "Unknown field"),
    errors.InvalidInput: (422, "invalid-input", "Input that cannot be used"),
    errors.ForeignOrigin: (403, "foreign-origin", "Sent by another site's page"),
    errors.TooManyReports: (429, "too-many-requests", "Too many requests"),
    errors.TooBusy: (503, *BUSY),
    errors.NotFound: (404, "not-found", "No such record"),
    errors.StoreFull: (507, "store-full", "The disk is full"),
    errors.StoreUnavailable: (503, "store-unavailable", "The store does not answer"),
    errors.FetchRefused: (503, "fetch-refused", "The page may not or cannot be read now"),
    errors.FetchError: (502, "fetch-failed", "The page could not be read"),
    errors.UnreadableDocument: (502, "unreadable-document", "The page could not be understood"),
}
HTTP_KINDS: dict[int, tuple[str, str]] = {
    400: ("bad-request", "The request cannot be read"),
    403: ("foreign-origin", "Sent by another site's page"),
    404: ("not-found", "Nothing is at this path"),
    405: ("method-not-allowed", "This path does not take this method"),
    406: ("not-acceptable", "Only JSON is served here"),
    408: ("request-timeout", "The request came too slowly"),
    413: ("too-large", "The request is too large"),
    414: ("uri-too-long", "The address is too long"),
    415: ("unsupported-media-type", "Send JSON"),
    422: ("invalid-input", "Input that cannot be used"),
    429: ("too-many-requests", "Too many requests"),
    431: ("headers-too-large", "The request's headers are too large"),
    500: ("internal-error", "Something went wrong on our side"),
    503: ("store-unavailable", "Not ready"),
    507: ("store-full", "The disk is full"),
}
ADVICE = {
    408: "The whole body must arrive within a few seconds; try again.",
    404: "See /openapi.json for the paths that exist.",
    405: "See /openapi.json for the methods of this path.",
    413: "A request body may hold up to 64 KB, that of a report 16 KB; send less text.",
    414: "An address may have 16,384 characters with its query; send longer texts in the body of a POST.",
    431: "A request may have 80 headers and 32 KB of them; send fewer, for example no cookies.",
    415: "Send the body as `Content-Type: application/json`.",
    500: "Nothing was lost. Try again; if it stays, report the `instance` of this answer.",
}
RETRY_AFTER = {503: 5, 507: 5}  # seconds that a caller is asked to wait when the store does not answer


def problem_of(error: Exception, instance: str) -> Problem:
    """Return the documented answer for an exception; whatever is not ours is an internal error."""
    for kind in type(error).__mro__:
        if kind in KINDS:
            return _of_ours(error, KINDS[kind], instance)
    if isinstance(error, HTTPException):
        return _of_http(error, instance)
    return _of_status(500, ADVICE[500], instance)


def too_many_requests(retry_after: int, limit: str, instance: str) -> Problem:
    """Return the answer for a client over its limit."""
    code, title = HTTP_KINDS[429]
    return Problem(
        f"/problems/{code}",
        title,
        429,
        f"The limit is {limit} for each client; ask again in {retry_after} s.",
        instance,
        retry_after=retry_after,
    )


def too_busy(instance: str = "") -> Problem:
    """Return the answer to what cannot be answered soon enough, because too much is asked at once."""
    code, title = BUSY
    return Problem(
        f"/problems/{code}", title, 503, "Ask again in a moment, for fewer at a time.", instance, retry_after=1
    )


def head_too_large(status: int) -> Problem:
    """Return the answer to a request whose address (414) or headers (431) are longer than is taken."""
    return _of_status(status, ADVICE[status], "")


def _of_ours(error: Exception, kind: tuple[int, str, str], instance: str) -> Problem:
    status, code, title = kind
    pointer = getattr(error, "pointer", "")
    return Problem(
        f"/problems/{code}",
        title,
        status,
        str(error),
        instance,
        [FieldError(pointer, str(error))] if pointer else [],
        error.retry_after if isinstance(error, errors.TooManyReports) else RETRY_AFTER.get(status),
        getattr(error, "bits", None),
    )


def _of_http(error: HTTPException, instance: str) -> Problem:
    status = error.code or 500
    return _of_status(status, ADVICE.get(status, "See /openapi.json for what this server takes."), instance)


def _of_status(status: int, detail: str, instance: str) -> Problem:
    code, title = HTTP_KINDS.get(status, ("http-error", "The request failed"))
    return Problem(f"/problems/{code}", title, status, detail, instance)


def documented() -> list[dict[str, Any]]:  # Any: JSON-ready
    """Return every problem type, for `/problems/` and the documentation."""
    ours = [{"code": code, "status": status, "title": title} for status, code, title in KINDS.values()]
    theirs = [{"code": code, "status": status, "title": title} for status, (code, title) in HTTP_KINDS.items()]
    seen = {entry["code"]: entry for entry in [*theirs, *ours]}
    return sorted(seen.values(), key=lambda entry: str(entry["code"]))
