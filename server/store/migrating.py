"""Brings the store's tables to the version that this code needs.

All pending revisions run in one transaction under the writers' lock: whoever is killed in the middle leaves the old
schema, and of two processes that start at once the second finds the work done.

Alembic is imported when there is something to migrate: nearly every start finds nothing, and it takes longer to import
than all the rest of the store.
"""

from __future__ import annotations

from pathlib import Path

import sqlalchemy as sa

from server.errors import InvalidConfiguration
from server.store.connections import snapshot, writing

HEAD = "0005"  # the newest revision in `migrations/versions`
SCRIPTS = Path(__file__).parent / "migrations"
VERSION = sa.table("alembic_version", sa.column("version_num", sa.Text))  # where Alembic keeps it


def migrate(engine: sa.Engine) -> None:
    """Create the tables, or bring them up to date; does nothing if they are.

    :raises InvalidConfiguration: if a newer release wrote this store
    :raises StoreFull: :raises StoreUnavailable: if the store cannot be written just now; it is as it was
    """
    if is_current(engine):  # a start must neither wait for a writer nor need room on the disk
        return
    from alembic import command  # noqa: PLC0415 - see above
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
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
        if not sa.inspect(connection).has_table(VERSION.name):
            return None
        return connection.execute(sa.select(VERSION.c.version_num)).scalar()


def is_current(engine: sa.Engine) -> bool:
    """Whether the tables have the version that this code needs."""
    return schema_version(engine) == HEAD
