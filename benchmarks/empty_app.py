"""A Flask application with one empty route: the rate that this server could reach if it did nothing."""

from __future__ import annotations

from flask import Flask, Response


def create_app() -> Flask:
    """Return the application; served exactly as ours is."""
    app = Flask(__name__)

    @app.get("/")
    def nothing() -> Response:
        return Response(b"{}", mimetype="application/json")

    return app
