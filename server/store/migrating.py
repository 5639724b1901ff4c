"""Brings the store's tables to the version that this code needs.

All pending revisions run in one transaction under the writers' lock: whoever is killed in the middle leaves the old
schema, and of two processes that start at once the second finds the work done.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError

from server.errors import InvalidConfiguration
from server.store.connections import snapshot, writing

SCRIPTS = Path(__file__).parent / "migrations"


def migrate(engine: sa.Engine) -> None:
    """Create the tables, or bring them up to date; does nothing if they are.

    :raises InvalidConfiguration: if a newer release wrote this store
    :raises StoreFull: :raises StoreUnavailable: if the store cannot be written just now; it is as it was
    """
    if is_current(engine):  # a start must neither wait for a writer nor need room on the disk
        return
    config = _config()
    with writing(engine) as connection:
        config.attributes["connection"] = connection
        try:
            command.upgrade(config, "head")
        except CommandError as error:
            raise InvalidConfiguration(
                "this store was written by a newer release: install that release, or restore a backup"
            ) from error


def schema_version(engine: sa.Engine) -> str | None:
    """Return the revision that the tables have; `None` before the first `migrate`."""
    with snapshot(engine) as connection:
        return MigrationContext.configure(connection).get_current_revision()


def is_current(engine: sa.Engine) -> bool:
    """Whether the tables have the version that this code needs."""
    return schema_version(engine) == _head()


@cache
def _head() -> str | None:
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config
