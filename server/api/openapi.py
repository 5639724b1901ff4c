"""The OpenAPI 3.1 document, made from the table of operations and the shapes of the answers."""

from __future__ import annotations

import re
from typing import Any

import msgspec
from msgspec import Struct

from server.api.operations import OPERATIONS, Operation
from server.api.problems import HTTP_KINDS
from server.services.answers import Problem

REF = "#/components/schemas/{name}"
COMMON_PROBLEMS = (400, 422, 429, 500, 503)
PATH_PARAMETERS = {
    "key": "An outlet's key: a domain, a host, or a host with a path prefix",
    "id": "The record's id",
    "n": "A version's number, from 1",
    "prefix": "The first bits of the SHA-256 of an address, as binary digits; `all` for none",
}

Json = dict[str, Any]  # Any: JSON-ready


def build_document(version: str) -> Json:
    """Return the whole document."""
    kinds = _kinds()
    schemas, components = msgspec.json.schema_components(kinds, ref_template=REF)
    schema_of = dict(zip(kinds, schemas, strict=True))
    paths: dict[str, Json] = {}
    for operation in OPERATIONS:
        paths.setdefault(operation.path, {})[operation.method.lower()] = _operation(operation, schema_of, components)
    paths |= _health_paths(schema_of)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Source Context",
            "version": version,
            "summary": "Who publishes an article, who else reports the story, and how sure we are.",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "paths": paths,
        "components": {"schemas": components, "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    }


def _kinds() -> list[type[Struct]]:
    kinds: list[type[Struct]] = [Problem]
    for operation in OPERATIONS:
        kinds += [operation.answer, operation.query, *([operation.body] if operation.body else [])]
    return list(dict.fromkeys(kinds))


def _operation(operation: Operation, schema_of: dict[type[Struct], Json], components: Json) -> Json:
    described: Json = {
        "operationId": operation.id,
        "summary": operation.summary,
        "parameters": [*_path_parameters(operation.path), *_query_parameters(operation, components)],
        "responses": {
            "200": {
                "description": operation.summary,
                "content": _content(operation, schema_of),
            },
            **_problems(operation, schema_of),
        },
    }
    if operation.creates:
        _describe_creation(described["responses"])
    if operation.method == "GET":
        described["responses"]["304"] = {"description": "The caller's entity tag still fits"}
    if operation.body:
        content = {"application/json": {"schema": schema_of[operation.body]}}
        described["requestBody"] = {"required": True, "content": content}
    if operation.id in {"getContext", "postContext"}:
        described["security"] = [{}, {"token": []}]
    return described


def _content(operation: Operation, schema_of: dict[type[Struct], Json]) -> Json:
    """Return the answer's shape; what is not our JSON is described by its media type alone."""
    ours = schema_of[operation.answer]
    return {media: {"schema": ours if media == "application/json" else {}} for media in operation.media}


def _describe_creation(responses: Json) -> None:
    """Let a record that was made answer 201, and one that was there already 200."""
    location = {"description": "Where the record is", "required": True, "schema": {"type": "string"}}
    responses["200"]["headers"] = {"Location": location}
    responses["201"] = {**responses["200"], "description": "It is on record now"}
    responses["200"]["description"] = "The same was there already"


def _path_parameters(path: str) -> list[Json]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": {"type": "string"},
            "description": PATH_PARAMETERS[name],
        }
        for name in re.findall(r"{(\w+)}", path)
    ]


def _query_parameters(operation: Operation, components: Json) -> list[Json]:
    schema = components[operation.query.__name__]
    required = set(schema.get("required", ()))
    return [
        {"name": name, "in": "query", "required": name in required, "schema": field}
        for name, field in schema["properties"].items()
    ]


def _problems(operation: Operation, schema_of: dict[type[Struct], Json]) -> Json:
    of_body = (413, 415) if operation.body else ()
    content = {"application/problem+json": {"schema": schema_of[Problem]}}
    return {
        str(status): {"description": HTTP_KINDS[status][1], "content": content}
        for status in sorted({*COMMON_PROBLEMS, *of_body, *operation.problems})
    }


def _health_paths(schema_of: dict[type[Struct], Json]) -> Json:
    status = {"type": "object", "properties": {"status": {"type": "string"}}, "required": ["status"]}
    good = {"200": {"description": "It is so", "content": {"application/json": {"schema": status}}}}
    content = {"application/problem+json": {"schema": schema_of[Problem]}}
    not_ready = {"503": {"description": "What is missing", "content": content}}
    return {
        "/healthz": {"get": {"operationId": "isAlive", "summary": "The process answers", "responses": good}},
        "/readyz": {
            "get": {
                "operationId": "isReady",
                "summary": "Store and tables are there",
                "responses": {**good, **not_ready},
            }
        },
    }
