"""An article is read once, and anew when its text or what was kept of it is another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from sys import getrefcount

import pytest

from server.citations.names import OutletNames, build_names
from server.outlets.models import Tables
from server.services.readings import KEPT, KIND, ReadingService, stamp_of
from tests.coverage.examples import article

ONE = replace(
    article("one", hour=1),
    language="en",
    body="The wall on Weir Street gave way at dawn. Nine people were killed, the fire service told Norwire on Monday.",
)


class FakePrepared:
    """Stands for the store."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str], tuple[bytes, bytes]] = {}
        self.saves = 0

    def load(self, kind: str, stamps: Mapping[str, bytes]) -> dict[str, bytes]:
        rows = {its_id: self.rows.get((kind, its_id)) for its_id in stamps}
        return {its_id: row[1] for its_id, row in rows.items() if row and row[0] == stamps[its_id]}

    def save(self, kind: str, rows: Iterable[tuple[str, bytes, bytes]]) -> None:
        for its_id, stamp, data in rows:
            self.rows[kind, its_id] = stamp, data
            self.saves += 1


@pytest.fixture
def names() -> OutletNames:
    return build_names(Tables({}, {}, (), {}, {}), [])


@pytest.fixture
def store() -> FakePrepared:
    return FakePrepared()


def test_what_was_kept_is_read_back_as_it_was(store: FakePrepared, names: OutletNames) -> None:
    kept = ReadingService(store, names).keep([ONE])

    assert ReadingService(store, names).of([ONE]) == kept
    assert [figure.quantity.low for figure in kept["one"].figures.figures] == [9]


def test_it_keeps_an_article_once(store: FakePrepared, names: OutletNames) -> None:
    service = ReadingService(store, names)

    service.keep([ONE])
    service.keep([ONE])

    assert store.saves == 1


def test_who_only_asks_keeps_nothing(store: FakePrepared, names: OutletNames) -> None:
    assert ReadingService(store, names).of([ONE])["one"].claims.units

    assert store.rows == {}


def test_another_text_is_read_anew(store: FakePrepared, names: OutletNames) -> None:
    service = ReadingService(store, names)
    service.keep([ONE])

    edited = service.keep([replace(ONE, body=ONE.body.replace("Nine", "Eleven"))])

    assert [figure.quantity.low for figure in edited["one"].figures.figures] == [11]
    assert store.saves == 2


def test_what_cannot_be_read_back_is_read_anew(store: FakePrepared, names: OutletNames) -> None:
    store.rows[KIND, "one"] = stamp_of(ONE), b"\xc1 no such thing"

    assert ReadingService(store, names).of([ONE])["one"].claims.article_id == "one"


@pytest.mark.parametrize("field", ["title", "description", "body", "language", "outlet_key", "genre", "is_paywalled"])
def test_every_part_that_is_read_changes_the_stamp(field: str) -> None:
    assert stamp_of(replace(ONE, **{field: "another"})) != stamp_of(ONE)


def test_the_parts_cannot_run_into_each_other() -> None:
    assert stamp_of(replace(ONE, title="ab", description="c")) != stamp_of(replace(ONE, title="a", description="bc"))


def test_it_asks_the_store_once_for_a_text_that_stays_the_same(store: FakePrepared, names: OutletNames) -> None:
    ReadingService(store, names).keep([ONE])
    service = ReadingService(store, names)
    kept = service.of([ONE])
    store.rows.clear()

    assert service.of([ONE])["one"] is kept["one"]


def test_an_edited_text_is_another_one(store: FakePrepared, names: OutletNames) -> None:
    service = ReadingService(store, names)
    service.keep([ONE])

    edited = service.of([replace(ONE, body=ONE.body.replace("Nine", "Ten"))])

    assert [figure.quantity.low for figure in edited["one"].figures.figures] == [10]


def test_it_remembers_a_bounded_number(store: FakePrepared, names: OutletNames) -> None:
    service = ReadingService(store, names)

    service.keep([replace(ONE, id=f"a{number}", title=f"{number}", body="") for number in range(KEPT + 10)])

    assert len(service._held) <= KEPT


def test_nothing_is_remembered_of_what_is_not_held(store: FakePrepared, names: OutletNames) -> None:
    # It may be a text that a reader has sent.
    service, sent = ReadingService(store, names), replace(ONE, id="sent", body=ONE.body + " And more.")
    before = getrefcount(sent), getrefcount(sent.body)

    service.of([sent])

    assert (getrefcount(sent), getrefcount(sent.body)) == before
    assert service._held == {}
