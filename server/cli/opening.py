"""Open the house for one command and close it again, whatever happens."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from server.config import Settings, load_configuration
from server.services.house import House
from server.wiring.house import build_house
from server.wiring.machine import configure_logging


@contextmanager
def open_house() -> Iterator[tuple[House, Settings]]:
    """Yield the use cases with the settings that they were built from."""
    settings = load_configuration().settings
    configure_logging(settings.log_level)
    house = build_house(settings)
    try:
        yield house, settings
    finally:
        house.close()
