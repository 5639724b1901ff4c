"""Numbers that only rise: the last seq, change and op given out, and how far grouping has read.

A number once committed is never given out again, even if its row is deleted.
"""

from __future__ import annotations

import sqlalchemy as sa

from server.store.tables import counters

VALUE = sa.select(counters.c.value).where(counters.c.name == sa.bindparam("counter"))
SET = sa.update(counters).where(counters.c.name == sa.bindparam("counter")).values(value=sa.bindparam("number"))
ADVANCE = (
    sa.update(counters)
    .where(counters.c.name == sa.bindparam("counter"))
    .values(value=counters.c.value + sa.bindparam("by"))
    .returning(counters.c.value)
)


def get_counter(connection: sa.Connection, counter: str) -> int:
    """Return the counter's number."""
    number: int = connection.execute(VALUE, {"counter": counter}).scalar_one()
    return number


def set_counter(connection: sa.Connection, counter: str, number: int) -> None:
    """Move the counter to `number`."""
    connection.execute(SET, {"counter": counter, "number": number})


def advance(connection: sa.Connection, counter: str, *, by: int) -> int:
    """Take the next `by` numbers of a counter; return the first of them."""
    last: int = connection.execute(ADVANCE, {"counter": counter, "by": by}).scalar_one()
    return last - by + 1
