"""`serve` and `run`: the web server's processes, and beside them the one that polls and groups."""

from __future__ import annotations

import asyncio
import os

import click
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from server.cli.companion import Companion
from server.config import PREFIX, Settings, load_configuration
from server.errors import InvalidConfiguration
from server.wiring.house import build_house
from server.wiring.limiters import build_limiters
from server.wiring.machine import configure_logging

# A worker that has grown beyond this is replaced; requests go on meanwhile.
MAX_WORKER_MB = 512
BACKLOG = 2048
HEADER_MILLISECONDS = 10_000  # a connection that has not sent a whole head by then is closed, so is one without use


@click.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
def serve(host: str | None, port: int | None) -> None:
    """Serve the pages and the API until Ctrl-C; groups what look-ups bring in, polls nothing."""
    _serve(host, port, ["--forever", "--group-only"])


@click.command()
@click.option("--host", help="Address to listen on.")
@click.option("--port", type=click.IntRange(1, 65535), help="Port to listen on.")
def run(host: str | None, port: int | None) -> None:
    """Serve, and poll the feeds of the table, in one process group, until Ctrl-C."""
    _serve(host, port, ["--forever"])


def _serve(host: str | None, port: int | None, companion: list[str]) -> None:
    settings = load_configuration(host=host, port=port).settings
    _hand_down(settings)
    configure_logging(settings.log_level)
    # Opened once before any worker: brings the schema up to date, and tells a wrong setting once instead of five times.
    build_limiters(settings)
    build_house(settings).close()
    asyncio.run(_check_port(settings))
    address = f"http://{settings.host}:{settings.port}"
    click.echo(f"pages  {address}/\nAPI    {address}/api/v1/context?url=…   ({address}/openapi.json)\nCtrl-C stops.")
    with Companion(companion):
        _serve_until_stopped(settings)


def _serve_until_stopped(settings: Settings) -> None:
    server = Granian(
        "server.app:create_gateway",
        factory=True,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        http1_settings=HTTP1Settings(header_read_timeout=HEADER_MILLISECONDS),
        address=settings.host,
        port=settings.port,
        workers=settings.workers,
        backlog=BACKLOG,
        respawn_failed_workers=True,
        workers_max_rss=MAX_WORKER_MB,
        workers_kill_timeout=10,
        websockets=False,
        log_level=LogLevels.error,
    )
    server.serve()


async def _check_port(settings: Settings) -> None:
    """Listen for a moment, alone: the server's processes share their port, with those of another start as well."""
    try:
        listener = await asyncio.start_server(lambda *_: None, settings.host, settings.port)
    except OSError as error:
        reason = os.strerror(error.errno).lower() if error.errno and error.errno > 0 else "no such host"
        raise InvalidConfiguration(
            f"cannot listen on {settings.host} port {settings.port} ({reason}): choose others with --host and --port"
        ) from error
    listener.close()
    await listener.wait_closed()


def _hand_down(settings: Settings) -> None:
    """Put the options of the command line where the processes that we start read them."""
    os.environ[f"{PREFIX}HOST"] = settings.host
    os.environ[f"{PREFIX}PORT"] = str(settings.port)
