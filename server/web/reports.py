"""The pages of reports: the public log, one report, and the form that sends one."""

from __future__ import annotations

from typing import TypeVar

from flask import Blueprint, Response, redirect, request, url_for
from werkzeug.wrappers import Response as AnyResponse

from server.errors import InvalidInput
from server.reports.comments import MAX_COMMENT
from server.reports.models import LABELS, Kind, Reason, Status
from server.services.house import House
from server.services.reports import Sender
from server.web.rendering import render_page, to_plain

Choice = TypeVar("Choice", Kind, Reason, Status)

PAGE = 30  # rows of a list
KIND_NAMES = {
    Kind.OUTLET: "Outlet",
    Kind.RATING: "Rating",
    Kind.MATCH: "Match of two articles",
    Kind.SENTENCE: "Sentence",
    Kind.STORY: "Story",
    Kind.ARTICLE: "Article",
    Kind.PAGE: "Page that is not held",
}
STATUS_NAMES = {
    Status.OPEN: "Not looked at yet",
    Status.ACCEPTED: "Accepted",
    Status.DECLINED: "Declined",
    Status.DONE: "Done",
}


def add_reports(web: Blueprint, house: House, *, send_report: Sender) -> None:
    """Add the pages to the blueprint."""

    @web.get("/reports")
    def reports() -> Response:
        status = request.args.get("status")
        found = house.reports.page(
            kind=None,
            status=_chosen(Status, status) if status else None,
            cursor=request.args.get("cursor"),
            limit=PAGE,
        )
        return render_page("reports.html", **to_plain(found), asked=status, kinds=KIND_NAMES, statuses=STATUS_NAMES)

    @web.get("/reports/<report_id>")
    def report(report_id: str) -> Response:
        found = house.reports.get(report_id)
        return render_page("report.html", report=to_plain(found), kinds=KIND_NAMES, statuses=STATUS_NAMES)

    @web.get("/reports/new")
    def new_report() -> Response:
        kind = _chosen(Kind, request.args.get("kind", ""))
        # The address of a page is typed into the form, so that it stands in no log and no browser history.
        its_id = "" if kind is Kind.PAGE else request.args.get("id", "")
        prepared = house.reports.prepare(kind, its_id, Reason.OTHER, None) if kind is not Kind.PAGE else None
        response = render_page(
            "report_form.html",
            kind=str(kind),
            kind_name=KIND_NAMES[kind],
            about=prepared.about if prepared else "",
            reasons=LABELS,
            max_comment=MAX_COMMENT,
        )
        # Browsers that do not say which site a form was sent from (`Sec-Fetch-Site`) then say which origin.
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    @web.post("/reports/new")
    def send() -> AnyResponse:
        taken = send_report(
            _chosen(Kind, request.form.get("kind", "")),
            request.form.get("id", ""),
            _chosen(Reason, request.form.get("reason", "")),
            request.form.get("comment"),
        )
        return redirect(url_for("web.report", report_id=taken.report.id), code=303)


def _chosen(choices: type[Choice], given: str) -> Choice:
    try:
        return choices(given)
    except ValueError as error:
        raise InvalidInput(f"choose one of: {', '.join(choices)}") from error
