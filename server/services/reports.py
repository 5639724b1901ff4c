"""Reports: readers say what is wrong, the operator answers, and everyone can see what became of it.

Nothing about the sender reaches this room. What the sender wrote freely (the comment, the address of a page) is shown
only after the operator has accepted the report: else anyone could publish anything here under our name. The rest names
things that we show ourselves, and is public from the beginning.
"""

from __future__ import annotations

import secrets
from base64 import b32encode
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from server.articles.cleaning import clean_line
from server.errors import InvalidInput, TooManyReports
from server.reports.comments import MAX_COMMENT, clean_comment
from server.reports.models import LABELS, PUBLISHED, Kind, Reason, Report, Status
from server.services.cursors import decode_cursor, encode_cursor
from server.services.ports import Clock, ReportStore
from server.services.report_answers import AboutAnswer, ReportAnswer, ReportList
from server.services.report_subjects import ReportSubjects

MOST_A_DAY = 1000  # of all senders together: more than an operator can read, and at most some megabytes


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a report that was sent."""

    report: ReportAnswer
    is_new: bool  # False: the same had been reported that day


Sender = Callable[[Kind, str, Reason, str | None], Taken]  # takes a report, or refuses its sender


def new_id() -> str:
    """Return an id that nobody can guess: 80 random bits, in letters and digits."""
    return f"rp-{b32encode(secrets.token_bytes(10)).decode().lower()}"


class ReportService:
    """Takes reports, shows them, and lets the operator answer."""

    def __init__(
        self, reports: ReportStore, subjects: ReportSubjects, *, now: Clock, make_id: Callable[[], str] = new_id
    ) -> None:
        self._reports = reports
        self._subjects = subjects
        self._now = now
        self._make_id = make_id

    def prepare(self, kind: Kind, its_id: str, reason: Reason, comment: str | None) -> Report:
        """Return the report as it would be stored. :raises InvalidInput: naming the field at fault"""
        if comment and len(comment) > MAX_COMMENT:
            raise InvalidInput(f"a comment may have up to {MAX_COMMENT} characters; say less", pointer="/comment")
        return Report(
            id=self._make_id(),
            created_on=self._now().date(),
            kind=kind,
            about=self._subjects.normal_id(kind, its_id),
            reason=reason,
            comment=clean_comment(comment or ""),
        )

    def take(self, report: Report) -> Taken:
        """Store a report from `prepare`, unless the same was reported that day.

        :raises TooManyReports: :raises StoreFull: :raises StoreUnavailable:
        """
        # A page's address is not public. Were such reports folded, the answer would tell whether somebody else has
        # reported that address today.
        stored = self._reports.add(report, most_a_day=MOST_A_DAY, folds=report.kind is not Kind.PAGE)
        if stored is None:
            raise TooManyReports(
                "no more reports are taken today; please come back tomorrow", retry_after=self._seconds_left()
            )
        return Taken(self.shown(stored), stored.id == report.id)

    def get(self, report_id: str) -> ReportAnswer:
        """Return a report as everyone may see it. :raises NotFound: :raises DamagedRecord:"""
        return self.shown(self._reports.get(report_id))

    def page(self, *, kind: Kind | None, status: Status | None, cursor: str | None, limit: int) -> ReportList:
        """Return a page of reports, newest day first. :raises InvalidCursor:"""
        before = decode_cursor(cursor, 2) if cursor else None
        found, more = self._reports.page(
            kind=kind, status=status, before=(before[0], before[1]) if before else None, limit=limit
        )
        return ReportList([self.shown(report) for report in found], encode_cursor(more) if more else None)

    def whole(self, report_id: str) -> Report:
        """Return a report with all that is stored of it, for the operator. :raises NotFound: :raises DamagedRecord:"""
        return self._reports.get(report_id)

    def newest(self, *, kind: Kind | None, status: Status | None, limit: int) -> list[Report]:
        """Return the newest reports with all that is stored of them, for the operator."""
        return self._reports.page(kind=kind, status=status, before=None, limit=limit)[0]

    def answer(self, report_id: str, *, status: Status, text: str | None = None, erases: bool = False) -> Report:
        """Record the operator's answer and return the report as it is now.

        :param text: None leaves the words of an earlier answer
        :param erases: also forget what the sender wrote: the comment, and the address of a page
        :raises NotFound:
        """
        report = self._reports.get(report_id)
        if text is not None:
            report = replace(report, answer=clean_line(text, limit=MAX_COMMENT))
        if erases:
            report = replace(report, comment="", about="" if report.kind is Kind.PAGE else report.about)
        report = replace(report, status=status, answered_on=self._now().date())
        self._reports.replace(report)
        return report

    def shown(self, report: Report) -> ReportAnswer:
        """Return what everyone may see of a report."""
        is_published = report.status in PUBLISHED
        is_named = report.kind is not Kind.PAGE or is_published
        return ReportAnswer(
            id=report.id,
            about=AboutAnswer(
                report.kind,
                (report.about or None) if is_named else None,
                self._subjects.url_of(report.kind, report.about),
            ),
            reason=report.reason,
            reason_label=LABELS[report.reason],
            status=report.status,
            comment=(report.comment or None) if is_published else None,
            answer=report.answer or None,
            created_on=report.created_on,
            answered_on=report.answered_on,
            url=f"/reports/{report.id}",
        )

    def _seconds_left(self) -> int:
        now = self._now()
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
        return max(1, round((midnight - now).total_seconds()))
