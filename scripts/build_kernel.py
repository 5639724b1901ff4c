"""Compile what is written in C: `python -m scripts.build_kernel`.

Needs a C compiler (`CC`, else `cc`) and nothing else. Without one the product works the same, only slower.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from server.coverage import word_kernel
from server.coverage.compiled import fingerprint
from server.store import candidate_kernel

COMPILER = os.environ.get("CC", "cc")
FLAGS = ("-std=c11", "-O3", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC")
LIBRARIES = ("-lm",)  # after what needs them


def main() -> None:
    """Build all, or say why not."""
    if not shutil.which(COMPILER):
        sys.exit("no C compiler: articles are compared without compiled code, which is slower and the same otherwise")
    build(candidate_kernel.SOURCE, candidate_kernel.BUILT)
    build(word_kernel.SOURCE, word_kernel.BUILT)


def build(source: Path, path: Path, *, source_is: int | None = None, options: Sequence[str] = ()) -> None:
    """Build `source` as `path`.

    :param source_is: what it says that it was built from, if not the source as it is
    :param options: for the compiler
    """
    stamp = fingerprint(source) if source_is is None else source_is
    unfinished = path.with_suffix(f".{os.getpid()}")
    command: list[str | Path] = [
        COMPILER,
        *FLAGS,
        *options,
        f"-DKERNEL_SOURCE={stamp}u",
        "-o",
        unfinished,
        source,
        *LIBRARIES,
    ]
    subprocess.run(command, check=True)
    unfinished.replace(path)  # whoever has the old one loaded keeps it


if __name__ == "__main__":
    main()
