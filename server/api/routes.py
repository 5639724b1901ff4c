"""The API's blueprint: each operation of the table at its path, and health."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, request

from server.api.handlers import build_handlers
from server.api.memory import AnswerMemory
from server.api.openapi import build_document
from server.api.operations import OPERATIONS, Handler, Operation
from server.api.problems import documented
from server.api.reading import read_body, read_query
from server.api.responding import (
    ENCODER,
    NO_STORE,
    Created,
    encode,
    respond,
    respond_created,
    respond_encoded,
    respond_file,
    respond_problem,
)
from server.services.answer_parts import ArticleAnswer
from server.services.answers import ContextAnswer, Problem
from server.services.exports import ExportFile
from server.services.house import House
from server.services.reports import Sender


def build_api(house: House, *, api_token: str, version: str, send_report: Sender) -> Blueprint:
    """Return the blueprint with every operation."""
    api = Blueprint("api", __name__)
    handlers = build_handlers(house, api_token, send_report)
    memory = AnswerMemory()
    for operation in OPERATIONS:
        handler = handlers[operation.id]
        view = (
            _context_view(operation, handler, memory)
            if operation.answer is ContextAnswer
            else _view(operation, handler)
        )
        api.add_url_rule(operation.rule, operation.id, view, methods=[operation.method])
    _add_documents(api, version)
    _add_health(api, house)
    return api


def _view(operation: Operation, handler: Handler) -> Callable[..., Response]:
    cache = NO_STORE if operation.is_lookup else operation.cache

    def view(**path: str) -> Response:
        if operation.max_body is not None:
            request.max_content_length = operation.max_body
        answer = _call(operation, handler, path)
        if isinstance(answer, Created):
            return respond_created(answer, cache=cache)
        if isinstance(answer, ExportFile):
            return respond_file(answer, cache=cache)
        return respond(answer, cache=cache, last_modified=getattr(answer, "updated_at", None))

    return view


def _context_view(operation: Operation, handler: Handler, memory: AnswerMemory) -> Callable[..., Response]:
    def view(**path: str) -> Response:
        key = memory.key_of(request)
        encoded = memory.find(key)
        if encoded is None:
            answer = _call(operation, handler, path)
            encoded = encode(answer)
            if _is_of_held_article(answer):
                memory.keep(key, encoded)
        return respond_encoded(encoded, cache=NO_STORE)

    return view


def _is_of_held_article(answer: ContextAnswer) -> bool:
    return isinstance(answer.article, ArticleAnswer) and answer.article.id is not None


def _call(operation: Operation, handler: Handler, path: dict[str, str]) -> Any:  # Any: what `operation.answer` says
    params = read_query(operation.query, request.args)
    if operation.body is None:
        return handler(params, **path)
    return handler(params, read_body(operation.body, request.get_data(), request.mimetype), **path)


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
