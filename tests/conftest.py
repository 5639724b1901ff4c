"""The sample newsroom, loaded once by the real command and shared by every test that only reads."""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings

from server.app import create_app
from server.config import Settings, load_configuration
from server.services.house import House
from server.wiring.house import build_house

ROOT = Path(__file__).parents[1]

# How long an example takes says nothing on a machine that does other things as well.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


def run_command(*arguments: str, data_dir: Path, **options: str) -> subprocess.CompletedProcess[str]:
    """Run `source-context` as a user does, in its own process."""
    env = {**os.environ, "SOURCE_CONTEXT_DATA_DIR": str(data_dir), **options}
    return subprocess.run(
        [sys.executable, "-m", "server.cli", *arguments],
        env=env,
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=600,
        check=False,
    )


def copy_newsroom(source: Path, target: Path) -> None:
    """Copy a loaded data folder, with what is written there meanwhile left out or whole."""
    shutil.copytree(source / "tables", target / "tables")
    for name in ("source-context.db", "candidates.db"):
        # SQLite's own copy: other tests have these files open.
        with closing(sqlite3.connect(source / name)) as held, closing(sqlite3.connect(target / name)) as copy:
            held.backup(copy)


@pytest.fixture(scope="session")
def sample_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the sample newsroom in it, one for all test processes of this run. Only to be read."""
    base = tmp_path_factory.getbasetemp()
    # A worker of pytest-xdist has a folder of its own inside that of the run.
    shared = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "sample-newsroom"
    with (shared.parent / "sample-newsroom.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (shared / "loaded").exists():
            done = run_command("sample", data_dir=shared)
            assert done.returncode == 0, done.stderr
            (shared / "loaded").touch()
    return shared


@pytest.fixture(scope="session")
def settings(sample_dir: Path) -> Settings:
    return load_configuration({"SOURCE_CONTEXT_DATA_DIR": str(sample_dir)}).settings


@pytest.fixture(scope="session")
def house(settings: Settings) -> Iterator[House]:
    house = build_house(settings)
    yield house
    house.close()


@pytest.fixture(scope="session")
def app(settings: Settings) -> Flask:
    return create_app(settings)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
