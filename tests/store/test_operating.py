"""What the operator decides is recorded together with what it changes, or not at all."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from server.errors import DamagedRecord, InvalidInput, NotFound
from server.outlets.models import Amendment
from server.store.articles import SqlArticleStore
from server.store.backup import verify
from server.store.operating import SqlOperatorStore
from server.store.stories import SqlStoryStore
from server.stories.actions import Action, ActionKind, Decision, Moved
from server.stories.models import OpKind, StoryOp
from tests.store.examples import NOW, article

A, B, C = (article(number).id for number in range(3))
MERGE = StoryOp(OpKind.MERGE, "one", from_story="two", model="operator")
AMENDMENT = Amendment("ledger.example", "country", "GB", "https://ledger.example/about", "2026-10-05", "US")


def merged(why: str = "the same flood") -> Decision:
    return Decision(ActionKind.MERGE, "operator", why, (Moved(C, "two", "one"),))


def undone(n: int) -> Decision:
    return Decision(ActionKind.UNDO, "operator", "a mistake", (Moved(C, "one", "two"),), undoes=n)


SPLIT_AGAIN = [
    StoryOp(OpKind.SPLIT, "two", from_story="one", model="operator"),
    StoryOp(OpKind.MOVE, "two", C, "one", model="operator"),
]


@pytest.fixture
def store(engine: sa.Engine, article_store: SqlArticleStore, story_store: SqlStoryStore) -> SqlOperatorStore:
    """An operator's record beside two stories, of A and B, and of C."""
    article_store.save([article(number) for number in range(3)], now=NOW)
    ops = [
        StoryOp(OpKind.CREATE, "one", A),
        StoryOp(OpKind.JOIN, "one", B, probability=0.9),
        StoryOp(OpKind.CREATE, "two", C),
    ]
    story_store.apply(ops, position=3, now=NOW)
    return SqlOperatorStore(engine)


def test_it_records_an_action_and_carries_it_out(store: SqlOperatorStore, story_store: SqlStoryStore) -> None:
    action = store.record(merged(), [MERGE], now=NOW)

    assert action == store.get(1) == Action(1, NOW, merged())
    assert story_store.story_of([A, B, C]) == dict.fromkeys((A, B, C), "one")
    assert [op.model for _, op in story_store.ops("one")][-1] == "operator"
    assert story_store.grouped_position() == 3  # grouping goes on where it was
    assert store.pinned_stories() == {"one"}


def test_it_records_nothing_that_does_not_fit(store: SqlOperatorStore, story_store: SqlStoryStore) -> None:
    with pytest.raises(InvalidInput, match="does not fit"):
        store.record(merged(), [MERGE, StoryOp(OpKind.MOVE, "one", "nobody", "two")], now=NOW)

    assert (store.newest(limit=5), store.last_number(), store.pinned_stories()) == ([], 0, set())
    assert story_store.story_of([C]) == {C: "two"}


def test_an_undo_gives_a_merged_story_its_address_back(store: SqlOperatorStore, story_store: SqlStoryStore) -> None:
    store.record(merged(), [MERGE], now=NOW)

    store.record(undone(1), SPLIT_AGAIN, now=NOW)

    assert story_store.get("two").id == "two"
    assert story_store.story_of([A, B, C]) == {A: "one", B: "one", C: "two"}
    assert store.pinned_stories() == set()  # grouping may decide again
    assert [action.decision.kind for action in store.newest(limit=5)] == ["undo", "merge"]


def test_nothing_is_undone_twice(store: SqlOperatorStore) -> None:
    store.record(merged(), [MERGE], now=NOW)
    store.record(undone(1), SPLIT_AGAIN, now=NOW)

    with pytest.raises(InvalidInput, match="undone already"):
        store.record(undone(1), now=NOW)

    assert (store.is_undone(1), store.is_undone(2)) == (True, False)


def test_what_stands_is_what_was_not_taken_back(store: SqlOperatorStore) -> None:
    decision = Decision(ActionKind.AMEND, "operator", "their own page", amends=AMENDMENT)
    for _ in range(2):
        store.record(decision, now=NOW)
    store.record(Decision(ActionKind.UNDO, "operator", "no", amends=AMENDMENT, undoes=1), now=NOW)

    assert [(action.n, action.decision.amends) for action in store.in_force()] == [(2, AMENDMENT)]


def test_an_article_that_was_placed_twice_stays_until_both_are_undone(
    store: SqlOperatorStore, story_store: SqlStoryStore
) -> None:
    for _ in range(2):
        store.record(merged(), now=NOW)

    store.record(Decision(ActionKind.UNDO, "operator", "no", undoes=2), now=NOW)

    assert store.pinned_stories() == {"two"}


def test_the_record_is_part_of_what_is_checked(store: SqlOperatorStore, engine: sa.Engine) -> None:
    store.record(merged(), [MERGE], now=NOW)
    store.record(undone(1), SPLIT_AGAIN, now=NOW)
    assert verify(engine).is_whole  # the log still says who belongs where

    with engine.connect() as connection:
        connection.exec_driver_sql("UPDATE operator_actions SET why = 'forged' WHERE n = 1")

    assert verify(engine).damaged == ("operator_actions 1",)
    with pytest.raises(DamagedRecord):
        store.get(1)
    with pytest.raises(NotFound):
        store.get(9)
