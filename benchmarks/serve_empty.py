"""Serve the empty application with the settings that ours is served with: `python -m benchmarks.serve_empty PORT`."""

from __future__ import annotations

import sys

from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from server.config import load_configuration


def main() -> None:
    settings = load_configuration().settings
    server = Granian(
        "benchmarks.empty_app:create_gateway",
        factory=True,
        interface=Interfaces.RSGI,
        http=HTTPModes.http1,
        address="127.0.0.1",
        port=int(sys.argv[1]),
        workers=settings.workers,
        websockets=False,
        log_level=LogLevels.warning,
    )
    server.serve()


if __name__ == "__main__":
    main()
