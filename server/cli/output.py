"""How the command speaks: JSON for scripts, lines for people, progress only on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import click
import msgspec


def echo_json(answer: Any) -> None:  # Any: whatever msgspec can encode
    """Print an answer as indented JSON, exactly as the API would send it."""
    click.echo(msgspec.json.format(msgspec.json.encode(answer), indent=2).decode())


def echo_json_line(answer: Any) -> None:  # Any: whatever msgspec can encode
    """Print an answer as one line of JSON, for lists that a script reads line by line."""
    click.echo(msgspec.json.encode(answer).decode())


@contextmanager
def progress(label: str, length: int | None = None) -> Iterator[Callable[[int], None]]:
    """Yield a function that moves the progress on; shows nothing when stderr is no terminal."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    if length is None:
        with _counter(label) as count:
            yield count
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield bar.update


@contextmanager
def _counter(label: str) -> Iterator[Callable[[int], None]]:
    total = 0

    def count(done: int) -> None:
        nonlocal total
        total += done
        click.echo(f"\r{label} {total}", nl=False, err=True)

    try:
        yield count
    finally:
        click.echo(err=True)
