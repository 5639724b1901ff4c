"""The API's blueprint: each operation of the table at its path, and health."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response, request
from msgspec import Struct

from server.api.handlers import build_handlers
from server.api.openapi import build_document
from server.api.operations import OPERATIONS, Handler, Operation
from server.api.problems import documented
from server.api.reading import read_body, read_query
from server.api.responding import ENCODER, NO_STORE, SHORT, respond, respond_problem
from server.services.answers import Problem
from server.services.house import House


def build_api(house: House, *, api_token: str, version: str) -> Blueprint:
    """Return the blueprint with every operation."""
    api = Blueprint("api", __name__)
    handlers = build_handlers(house, api_token)
    for operation in OPERATIONS:
        view = _view(operation, handlers[operation.id])
        api.add_url_rule(operation.rule, operation.id, view, methods=[operation.method])
    _add_documents(api, version)
    _add_health(api, house)
    return api


def _view(operation: Operation, handler: Handler) -> Callable[..., Response]:
    cache = NO_STORE if operation.is_lookup else SHORT

    def view(**path: str) -> Response:
        params = read_query(operation.query, request.args)
        if operation.body is None:
            answer: Struct = handler(params, **path)
        else:
            answer = handler(params, read_body(operation.body, request.get_data(), request.mimetype), **path)
        return respond(answer, cache=cache, last_modified=getattr(answer, "updated_at", None))

    return view


def _add_documents(api: Blueprint, version: str) -> None:
    document = ENCODER.encode(build_document(version))
    problems = ENCODER.encode(documented())

    @api.get("/openapi.json")
    def openapi() -> Response:
        return Response(document, mimetype="application/json")

    @api.get("/problems/")
    def problem_types() -> Response:
        return Response(problems, mimetype="application/json")


def _add_health(api: Blueprint, house: House) -> None:
    @api.get("/healthz")
    def healthz() -> Response:
        return Response(b'{"status":"ok"}', mimetype="application/json")

    @api.get("/readyz")
    def readyz() -> Response:
        missing = house.what_is_missing()
        if not missing:
            return Response(b'{"status":"ready"}', mimetype="application/json")
        detail = "; ".join(missing)
        return respond_problem(Problem("/problems/not-ready", "Not ready", 503, detail, retry_after=5))
