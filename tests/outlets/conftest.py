"""Tables for tests about outlets: the shipped ones, read once, and small ones of the test's own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from server.outlets.models import Tables
from server.outlets.resolver import Resolver
from server.outlets.table import load_tables

DATA = Path(__file__).parents[2] / "data"

WriteTables = Callable[..., Path]


@pytest.fixture(scope="session")
def shipped() -> Tables:
    return load_tables([DATA])


@pytest.fixture(scope="session")
def resolver(shipped: Tables) -> Resolver:
    return Resolver(shipped)


@pytest.fixture
def write_tables(tmp_path: Path) -> WriteTables:
    """Write tables into a folder: `write_tables("own", **{"outlets.csv": "key,name\\n…"})` returns the folder."""

    def write(folder: str, **tables: str) -> Path:
        for name, text in tables.items():
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="")
        return tmp_path / folder

    return write
