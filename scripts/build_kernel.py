"""Compile the sums of the candidate index: `python -m scripts.build_kernel`.

Needs a C compiler (`CC`, else `cc`) and nothing else. Without one the product works the same, only slower.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from server.store.candidate_kernel import BUILT, SOURCE, fingerprint

COMPILER = os.environ.get("CC", "cc")
FLAGS = ("-std=c11", "-O2", "-Wall", "-Wextra", "-Werror", "-shared", "-fPIC")


def main() -> None:
    """Build it, or say why not."""
    if not shutil.which(COMPILER):
        sys.exit("no C compiler: candidates are ranked without compiled code, which is slower and the same otherwise")
    build(BUILT)


def build(path: Path, *, source_is: int | None = None, options: Sequence[str] = ()) -> None:
    """Build it as `path`.

    :param source_is: what it says that it was built from, if not the source as it is
    :param options: for the compiler
    """
    stamp = fingerprint() if source_is is None else source_is
    unfinished = path.with_suffix(f".{os.getpid()}")
    subprocess.run([COMPILER, *FLAGS, *options, f"-DKERNEL_SOURCE={stamp}u", "-o", unfinished, SOURCE], check=True)
    unfinished.replace(path)  # whoever has the old one loaded keeps it


if __name__ == "__main__":
    main()
