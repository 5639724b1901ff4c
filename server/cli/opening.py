"""Open the house for one command and close it again, whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from server.app import build_house, configure_logging
from server.config import Settings, load_configuration
from server.services.house import House


@contextmanager
def open_house() -> Iterator[tuple[House, Settings]]:
    """Yield the use cases with the settings that they were built from."""
    settings = load_configuration().settings
    configure_logging(settings)
    house = build_house(settings)
    try:
        yield house, settings
    finally:
        house.close()
