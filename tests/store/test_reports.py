from datetime import date

import pytest
import sqlalchemy as sa

from server.errors import DamagedRecord, NotFound
from server.reports.models import Kind, Reason, Report, Status
from server.store.backup import backup, verify
from server.store.engine import open_engine
from server.store.reports import SqlReportStore
from server.store.tables import reports

DAY = date(2026, 3, 1)
NEXT_DAY = date(2026, 3, 2)


def report(number, **fields):
    plain = {"created_on": DAY, "kind": Kind.OUTLET, "about": "bbc.com", "reason": Reason.WRONG_FACT}
    return Report(f"rp-{number:04}", **plain | fields)


@pytest.fixture
def store(engine):
    return SqlReportStore(engine)


def add(store, *added, folds=True):
    return [store.add(one, most_a_day=5, folds=folds) for one in added]


def test_it_keeps_what_was_taken(store):
    full = report(
        1, comment="It’s “1902”", status=Status.DONE, answer="Mended.", answered_on=NEXT_DAY, kind=Kind.RATING
    )

    assert add(store, full) == [full]
    assert store.get(full.id) == full


@pytest.mark.parametrize(
    ("other", "is_folded"),
    [
        (report(2, comment="same"), True),
        (report(2, comment="Same"), False),
        (report(2, comment="same", about="cnn.com"), False),
        (report(2, comment="same", kind=Kind.RATING), False),
        (report(2, comment="same", reason=Reason.OTHER), False),
        # Tomorrow it is worth saying again: it is still wrong.
        (report(2, comment="same", created_on=NEXT_DAY), False),
    ],
)
def test_it_folds_what_is_the_same_on_one_day(store, other, is_folded):
    first = report(1, comment="same")
    store.add(first, most_a_day=5, folds=True)

    assert store.add(other, most_a_day=5, folds=True) == (first if is_folded else other)


def test_it_keeps_apart_what_does_not_fold(store):
    assert add(store, report(1), report(2), folds=False) == [report(1), report(2)]


def test_it_takes_no_more_than_a_day_may_bring(store):
    taken = add(store, *(report(number) for number in range(6)), folds=False)

    assert [one is not None for one in taken] == [True] * 5 + [False]
    # The same as before needs no room; the next day has some.
    assert add(store, report(9)) != [None]
    assert add(store, report(7, created_on=NEXT_DAY)) == [report(7, created_on=NEXT_DAY)]


def test_it_replaces_a_report_by_its_answered_form(store):
    add(store, report(1, comment="words"))
    answered = report(1, status=Status.DECLINED, answer="No.", answered_on=NEXT_DAY)

    store.replace(answered)

    assert store.get("rp-0001") == answered


def test_it_knows_no_other_report(store):
    with pytest.raises(NotFound):
        store.get("rp-0001")
    with pytest.raises(NotFound):
        store.replace(report(1))


def test_it_pages_through_the_days_backwards(store):
    add(store, report(1), report(2), report(3, created_on=NEXT_DAY), report(4, kind=Kind.STORY), folds=False)

    first, more = store.page(kind=None, status=None, before=None, limit=2)
    second, end = store.page(kind=None, status=None, before=more, limit=2)
    filtered, _ = store.page(kind=Kind.OUTLET, status=Status.OPEN, before=None, limit=9)

    assert [one.id for one in first + second] == ["rp-0003", "rp-0004", "rp-0002", "rp-0001"]
    assert end is None
    assert [one.id for one in filtered] == ["rp-0003", "rp-0002", "rp-0001"]


def test_it_hands_out_nothing_damaged_and_still_reaches_what_comes_after(store, engine):
    add(store, report(1), report(2), report(3), folds=False)
    with engine.connect() as connection:
        connection.execute(sa.update(reports).where(reports.c.id == "rp-0003").values(comment="forged"))

    first, more = store.page(kind=None, status=None, before=None, limit=1)
    rest, _ = store.page(kind=None, status=None, before=more, limit=9)

    assert (first, [one.id for one in rest]) == ([], ["rp-0002", "rp-0001"])
    with pytest.raises(DamagedRecord):
        store.get("rp-0003")
    assert verify(engine).damaged == ("reports rp-0003",)


def test_it_folds_into_nothing_damaged(store, engine):
    add(store, report(1))
    with engine.connect() as connection:
        connection.execute(sa.update(reports).values(answer="forged"))

    assert add(store, report(2)) == [report(2)]


def test_a_backup_has_the_reports(store, engine, tmp_path):
    add(store, report(1, comment="words"))

    backup(engine, tmp_path / "copy.db")

    copy = open_engine(f"sqlite:///{tmp_path / 'copy.db'}")
    assert SqlReportStore(copy).get("rp-0001") == report(1, comment="words")
    assert verify(copy).rows == verify(engine).rows == 1


def test_the_file_does_not_tell_the_order_of_arrival(store, engine):
    add(store, report(2), report(1), report(3), folds=False)

    with engine.connect() as connection:
        on_disk = [row.id for row in connection.execute(sa.select(reports.c.id, reports.c.comment))]
        has_numbers = sa.text("SELECT rowid FROM reports")
        with pytest.raises(sa.exc.OperationalError):
            connection.execute(has_numbers)
    assert on_disk == ["rp-0001", "rp-0002", "rp-0003"]
