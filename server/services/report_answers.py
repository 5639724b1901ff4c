"""The shapes of reports, the same in the API and on the pages. Times are days: nothing finer is kept."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from server.reports.models import Kind, Reason, Status


class AboutAnswer(Struct, frozen=True):
    """What a report is about. `id` is None for a page until the operator has accepted the report."""

    kind: Kind
    id: str | None
    url: str | None  # of our own page that shows it


class ReportAnswer(Struct, frozen=True):
    """A report as everyone may see it: the sender's own words only after the operator has accepted them."""

    id: str
    about: AboutAnswer
    reason: Reason
    reason_label: str
    status: Status
    comment: str | None
    answer: str | None
    created_on: date
    answered_on: date | None
    url: str  # of its own page


class ReportList(Struct, frozen=True):
    """A page of reports, newest day first."""

    reports: list[ReportAnswer]
    next: str | None
