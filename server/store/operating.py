"""The record of what the operator has decided: each action together with what it changes, in one transaction."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime

import msgspec
import sqlalchemy as sa

from server.errors import DamagedRecord, InvalidInput, NotFound
from server.outlets.models import Amendment
from server.store.connections import HeldConnections, writing
from server.store.counters import advance, get_counter
from server.store.hashing import is_intact, sealed
from server.store.membership import carry_out
from server.store.rows import AnyRow, Values, from_micros, op_values, to_json, to_micros
from server.store.tables import actions, members, pins, story_ops
from server.stories.actions import Action, ActionKind, Decision, Moved
from server.stories.models import StoryOp

log = logging.getLogger(__name__)

_MOVED = msgspec.json.Decoder(tuple[Moved, ...])
_AMENDS = msgspec.json.Decoder(Amendment)

BY_NUMBER = sa.select(actions).where(actions.c.n == sa.bindparam("number"))
UNDO_OF = sa.select(actions.c.n).where(actions.c.undoes == sa.bindparam("number"))
NEWEST = sa.select(actions).order_by(actions.c.n.desc()).limit(sa.bindparam("most"))
ALL = sa.select(actions).order_by(actions.c.n)
PINNED = sa.select(members.c.story_id).distinct().join(pins, pins.c.article_id == members.c.article_id)
UNPIN = sa.delete(pins).where(pins.c.action == sa.bindparam("number"))


class SqlOperatorStore:
    """Fulfils `server.services.history_ports.OperatorStore`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._held = HeldConnections(engine)

    def record(self, decision: Decision, ops: Sequence[StoryOp] = (), *, now: datetime) -> Action:
        """Record an action and carry out its operations, all or nothing.

        :raises InvalidInput: if an operation does not fit what is stored, or the action was undone already
        :raises StoreUnavailable:
        """
        with writing(self._engine) as connection:
            if decision.undoes is not None and connection.execute(UNDO_OF, {"number": decision.undoes}).first():
                raise InvalidInput(f"action {decision.undoes} was undone already")
            action = Action(advance(connection, "action", by=1), now, decision)
            _carry_out(connection, ops, now)
            connection.execute(sa.insert(actions), [sealed(_values(action))])
            _pin(connection, action)
        return action

    def get(self, n: int) -> Action:
        """:raises NotFound: :raises DamagedRecord:"""
        with self._held.reading() as connection:
            row = connection.execute(BY_NUMBER, {"number": n}).first()
        if row is None:
            raise NotFound("there is no action with this number")
        if not _is_good(row):
            raise DamagedRecord("the record of this action is damaged: restore it from a backup")
        return _read(row)

    def newest(self, *, limit: int) -> list[Action]:
        """Return the last actions, the newest first. Damaged ones are left out and logged."""
        with self._held.reading() as connection:
            rows = connection.execute(NEWEST, {"most": limit}).fetchall()
        return [_read(row) for row in rows if _is_good(row)]

    def in_force(self) -> list[Action]:
        """Return the actions that stand: neither undone nor an undo, oldest first."""
        with self._held.reading() as connection:
            rows = connection.execute(ALL).fetchall()
        undone = {row.undoes for row in rows}
        standing = (row for row in rows if row.kind != ActionKind.UNDO and row.n not in undone)
        return [_read(row) for row in standing if _is_good(row)]

    def is_undone(self, n: int) -> bool:
        """Whether another action has taken this one back."""
        with self._held.reading() as connection:
            return connection.execute(UNDO_OF, {"number": n}).first() is not None

    def last_number(self) -> int:
        """Return the number of the last action; 0 before the first."""
        with self._held.reading() as connection:
            return get_counter(connection, "action")

    def pinned_stories(self) -> set[str]:
        """Return the ids of stories with an article that the operator has put there."""
        with self._held.reading() as connection:
            return set(connection.execute(PINNED).scalars())


def _carry_out(connection: sa.Connection, ops: Sequence[StoryOp], now: datetime) -> None:
    if not ops:
        return
    carry_out(connection, ops, now=now)
    first = advance(connection, "op", by=len(ops))
    rows = [sealed({"n": n, "at": to_micros(now), **op_values(op)}) for n, op in enumerate(ops, start=first)]
    connection.execute(sa.insert(story_ops), rows)


def _pin(connection: sa.Connection, action: Action) -> None:
    """What the operator has put somewhere stays there, until the action is undone: then grouping may decide again."""
    decision = action.decision
    if decision.undoes is not None:
        connection.execute(UNPIN, {"number": decision.undoes})
    elif decision.moved:
        rows = [{"article_id": moved.article_id, "action": action.n} for moved in decision.moved]
        connection.execute(sa.insert(pins), rows)


def _values(action: Action) -> Values:
    decision = action.decision
    return {
        "n": action.n,
        "at": to_micros(action.at),
        "kind": str(decision.kind),
        "who": decision.who,
        "why": decision.why,
        "undoes": decision.undoes,
        "moved": to_json(decision.moved),
        "amends": None if decision.amends is None else to_json(decision.amends),
    }


def _read(row: AnyRow) -> Action:
    amends = None if row.amends is None else _AMENDS.decode(row.amends)
    decision = Decision(ActionKind(row.kind), row.who, row.why, _MOVED.decode(row.moved), amends, row.undoes)
    return Action(row.n, from_micros(row.at), decision)


def _is_good(row: AnyRow) -> bool:
    if is_intact(row):
        return True
    log.error("the record of action %s is damaged", row.n)
    return False
