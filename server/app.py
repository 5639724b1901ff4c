"""The application: HTTP in front of the use cases. Nothing happens at import."""

from __future__ import annotations

import os
from importlib.metadata import version

from flask import Flask

from server.api.gateway import Gateway
from server.api.hooks import add_hooks
from server.api.report_guard import build_sender
from server.api.routes import build_api
from server.config import Settings, load_configuration
from server.jobs.parent import end_with
from server.web.routes import build_web
from server.wiring.house import build_house
from server.wiring.limiters import build_limiters
from server.wiring.machine import configure_logging


def create_app(settings: Settings | None = None) -> Flask:
    """Return the WSGI application. Without settings they are read from file and environment.

    :raises InvalidConfiguration: if a setting or table is wrong
    """
    settings = settings or load_configuration().settings
    configure_logging(settings.log_level)
    house = build_house(settings)
    app = Flask("server", static_folder="web/static", static_url_path="/static", template_folder="web/templates")
    limiters = build_limiters(settings)
    send_report = build_sender(house.reports, limiters.reports)
    web = build_web(house, send_report=send_report)
    add_hooks(app, limiter=limiters.requests, trusted_proxies=settings.trusted_proxies, error_page=web.error_page)
    app.register_blueprint(
        build_api(house, api_token=settings.api_token, version=version("source-context"), send_report=send_report)
    )
    app.register_blueprint(web.blueprint)
    return app


def create_gateway() -> Gateway:
    """Return the application for one process of `source-context serve`; it ends with the process that started it."""
    settings = load_configuration().settings
    end_with(os.getppid())
    return Gateway(create_app(settings), threads=settings.threads)
