"""A Flask application with one empty route: the rate that this server could reach if it did nothing."""

from __future__ import annotations

from flask import Flask, Response

from server.api.gateway import Gateway
from server.config import load_configuration


def create_app() -> Flask:
    """Return the application; served exactly as ours is."""
    app = Flask(__name__)

    @app.get("/")
    def nothing() -> Response:
        return Response(b"{}", mimetype="application/json")

    return app


def create_gateway() -> Gateway:
    """Return it behind the gateway that ours is behind."""
    return Gateway(create_app(), threads=load_configuration().settings.threads)
