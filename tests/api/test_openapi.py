"""The OpenAPI document and the running application say the same."""

from __future__ import annotations

from pathlib import Path

import hypothesis
import msgspec
import pytest
import schemathesis
from flask.testing import FlaskClient
from hypothesis import HealthCheck
from schemathesis.schemas import BaseSchema
from schemathesis.specs.openapi.checks import positive_data_acceptance

from server.api.operations import OPERATIONS
from server.app import create_app
from server.config import Settings

ROOT = Path(__file__).parents[2]


def test_it_documents_every_operation(client: FlaskClient) -> None:
    document = client.get("/openapi.json").json

    described = {(m.upper(), path) for path, methods in document["paths"].items() for m in methods}
    assert {(operation.method, operation.path) for operation in OPERATIONS} <= described
    assert document["openapi"].startswith("3.1")


def test_the_handbook_names_every_operation() -> None:
    handbook = (ROOT / "docs" / "api.md").read_text()

    assert not [o.path for o in OPERATIONS if f"{o.method} {o.path}" not in handbook]


@pytest.fixture(scope="session")
def schema(settings: Settings) -> BaseSchema:
    # No look-up reads a page: generated addresses must not cause any traffic.
    app = create_app(msgspec.structs.replace(settings, lookup_fetch_seconds=0.0))
    return schemathesis.openapi.from_wsgi("/openapi.json", app)


@pytest.mark.parametrize("operation_id", [operation.id for operation in OPERATIONS])
def test_it_answers_as_documented_whatever_is_sent(schema: BaseSchema, operation_id: str) -> None:
    operation = schema.find_operation_by_id(operation_id)

    @hypothesis.given(case=operation.as_strategy())
    @hypothesis.settings(max_examples=30, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    def answers_as_documented(case: schemathesis.Case) -> None:
        # Which addresses and cursors are good no schema can say: those may be refused, in the documented way.
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    answers_as_documented()
