"""The operator's calibration on disk: one small file, replaced as a whole, and theirs to delete."""

from __future__ import annotations

import os
from pathlib import Path

from server.errors import StoreUnavailable

MOST_BYTES = 64 * 1024


def load_calibration(path: Path) -> bytes | None:
    """Return what the file holds; None if there is none. :raises StoreUnavailable: if it cannot be read"""
    try:
        with path.open("rb") as file:
            return file.read(MOST_BYTES)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StoreUnavailable(f"the calibration cannot be read: {error.strerror}") from error


def save_calibration(path: Path, content: bytes) -> None:
    """Put `content` in the place of what was there; a crash leaves one or the other. :raises StoreUnavailable:"""
    unfinished = path.with_suffix(".unfinished")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise StoreUnavailable(f"the calibration cannot be written: {error.strerror}") from error
