"""A C file of ours as a library, where it has been compiled: what it is called, and whether it is of this source.

`scripts/build_kernel.py` builds it where there is a C compiler. Nothing is missing without it but speed: whoever loads
one has a reference in arrays that gives the same answers.
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path
from typing import Any
from zlib import crc32

from numpy.typing import NDArray


def built_from(source: Path) -> Path:
    """Return where the library of a C file lies: beside it."""
    return source.with_name(f"_{source.stem}.so")


def fingerprint(source: Path) -> int:
    """Return what stands for a C file as it is."""
    return crc32(source.read_bytes())


def load_library(path: Path, *, source: Path) -> ctypes.CDLL:
    """:raises OSError: if it is not there, cannot be loaded, or was built from another source"""
    if sys.byteorder != "little":  # as all that is packed
        raise OSError(f"{path.name} would read numbers the wrong way round")
    library = ctypes.CDLL(str(path))
    try:
        stamp = library.kernel_source
    except AttributeError as error:
        raise OSError(f"{path.name} is something else") from error
    stamp.restype = ctypes.c_uint32
    if stamp() != fingerprint(source):
        raise OSError(f"{path.name} was built from another source")
    return library


def address_of(array: NDArray[Any]) -> int:  # of whatever numbers
    """Return where the numbers of a contiguous array begin. Hold on to it for as long as that is used."""
    address: int = array.__array_interface__["data"][0]
    return address
