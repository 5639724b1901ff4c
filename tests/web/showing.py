"""The real pages over services of a test's own."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

from flask import Flask
from flask.testing import FlaskClient

from server.services.house import House
from server.web.routes import build_web

WEB = Path(__file__).parents[2] / "server" / "web"


def show(**services: object) -> FlaskClient:
    """Return a client of the pages; each service stands in for the house's of that name."""
    app = Flask("server", template_folder=str(WEB / "templates"), static_folder=str(WEB / "static"))
    house = cast("House", SimpleNamespace(**services))
    app.register_blueprint(build_web(house, send_report=lambda *_: None).blueprint)  # type: ignore[arg-type,return-value]  # nothing is sent
    return app.test_client()
