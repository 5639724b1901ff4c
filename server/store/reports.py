"""The record of reports: what was taken is on disk, and each is handed out as it was written or not at all."""

from __future__ import annotations

import logging
from collections.abc import Sequence

import sqlalchemy as sa

from server.errors import DamagedRecord, NotFound
from server.reports.models import Kind, Report, Status
from server.store.connections import HeldConnections, writing
from server.store.hashing import is_intact, sealed
from server.store.rows import AnyRow, read_report, report_values
from server.store.tables import reports

log = logging.getLogger(__name__)

BY_ID = sa.select(reports).where(reports.c.id == sa.bindparam("its_id"))
ON_DAY = sa.select(sa.func.count()).where(reports.c.created_on == sa.bindparam("day"))
SAME = (
    sa.select(reports)
    .where(reports.c.created_on == sa.bindparam("day"))
    .where(reports.c.kind == sa.bindparam("its_kind"))
    .where(reports.c.about == sa.bindparam("its_about"))
    .where(reports.c.reason == sa.bindparam("its_reason"))
    .where(reports.c.comment == sa.bindparam("its_comment"))
)


class SqlReportStore:
    """Fulfils `server.services.ports.ReportStore`."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._held = HeldConnections(engine)

    def add(self, report: Report, *, most_a_day: int, folds: bool) -> Report | None:
        """Store a report; return it, or the same one of that day if it folds, or None if the day is full.

        :raises StoreFull: :raises StoreUnavailable:
        """
        values = report_values(report)
        with writing(self._engine) as connection:
            asked = {f"its_{name}": values[name] for name in ("kind", "about", "reason", "comment")}
            same = connection.execute(SAME, {"day": values["created_on"], **asked}).first() if folds else None
            if same is not None and is_intact(same):
                return read_report(same)
            if connection.execute(ON_DAY, {"day": values["created_on"]}).scalar_one() >= most_a_day:
                return None
            connection.execute(sa.insert(reports), [sealed(values)])
        return report

    def replace(self, report: Report) -> None:
        """Store a report that is there already as it is now. :raises NotFound: :raises StoreUnavailable:"""
        change = sa.update(reports).where(reports.c.id == report.id).values(sealed(report_values(report)))
        with writing(self._engine) as connection:
            if not connection.execute(change).rowcount:
                raise _unknown()

    def get(self, report_id: str) -> Report:
        """:raises NotFound: :raises DamagedRecord:"""
        with self._held.reading() as connection:
            row = connection.execute(BY_ID, {"its_id": report_id}).first()
        if row is None:
            raise _unknown()
        if not is_intact(row):
            log.error("report %s is damaged", row.id)
            raise DamagedRecord("the record of this report is damaged; restore it from a backup")
        return read_report(row)

    def page(
        self, *, kind: Kind | None, status: Status | None, before: tuple[str, str] | None, limit: int
    ) -> tuple[list[Report], tuple[str, str] | None]:
        """Return reports, the newest day first, and the (day, id) that the next page comes after, if there is one.

        Damaged records are left out and logged.
        """
        query = sa.select(reports)
        if kind is not None:
            query = query.where(reports.c.kind == str(kind))
        if status is not None:
            query = query.where(reports.c.status == str(status))
        if before is not None:
            shown = (sa.literal(part, sa.Text) for part in before)
            query = query.where(sa.tuple_(reports.c.created_on, reports.c.id) < sa.tuple_(*shown))
        query = query.order_by(reports.c.created_on.desc(), reports.c.id.desc()).limit(limit + 1)
        with self._held.reading() as connection:
            rows = connection.execute(query).fetchall()
        last = rows[limit - 1] if len(rows) > limit else None
        return _intact(rows[:limit]), (last.created_on, last.id) if last else None


def _intact(rows: Sequence[AnyRow]) -> list[Report]:
    for row in rows:
        if not is_intact(row):
            log.error("report %s is damaged and left out", row.id)
    return [read_report(row) for row in rows if is_intact(row)]


def _unknown() -> NotFound:
    return NotFound("there is no report with this id")
