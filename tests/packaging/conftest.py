"""The sample newsroom's copy of the extension, made by the real command, and the tables that it is made from."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.outlets.models import Tables
from server.outlets.table import load_tables
from tests.conftest import ROOT, run_command


@pytest.fixture(scope="session")
def shipped_tables() -> Tables:
    return load_tables([ROOT / "data"])


@pytest.fixture(scope="session")
def sample_tables() -> Tables:
    return load_tables([ROOT / "data", ROOT / "data" / "sample"])


@pytest.fixture(scope="session")
def sample_copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extension with the sample's outlets."""
    base = tmp_path_factory.mktemp("sample-copy")
    done = run_command("extension", "tables", "--with-sample", str(base / "extension"), data_dir=base)
    assert done.returncode == 0, done.stderr
    return base / "extension"
