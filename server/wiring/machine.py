"""What a process of ours has from the machine that it runs on: the time, a log, and room on the disk."""

from __future__ import annotations

import logging
import shutil
from datetime import UTC, datetime
from pathlib import Path

from server.errors import InvalidConfiguration

ROOM_NEEDED = 0.05  # polling waits while less of the disk than this is free


def utc_now() -> datetime:
    """Return now, as aware UTC time."""
    return datetime.now(UTC)


def configure_logging(level: str) -> None:
    """Log to stderr, a line each, from `level` upwards."""
    logging.basicConfig(level=level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # Each start looks whether there is something to migrate; only what it does is worth a line.
    logging.getLogger("alembic").setLevel(logging.WARNING)


def make_folder(folder: Path) -> None:
    """Make the folder, if it is not there. :raises InvalidConfiguration: saying why it cannot be"""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InvalidConfiguration(f"the data folder {folder} cannot be made: {error.strerror}") from error


def has_room(folder: Path) -> bool:
    """Return whether the disk under `folder` has room for more articles."""
    usage = shutil.disk_usage(folder)
    return usage.free >= ROOM_NEEDED * usage.total
