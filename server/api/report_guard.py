"""Who may send a report, and how many: the origin of the request is checked and its sender counted.

No cookie and no password go with a request here, so there is nothing that another site could borrow, and nothing for a
token against forged requests to protect. One thing is left to abuse: the page of another site could have its readers'
browsers send reports, each from an address of its own, past every limit, also to a server on the reader's own machine.
Browsers say where a request comes from, in `Sec-Fetch-Site` and `Origin`, and a page cannot change that; extensions and
programs are told apart by it, too.
"""

from __future__ import annotations

from flask import request

from server.api.rate_limits import RateLimiter
from server.errors import ForeignOrigin, TooManyReports
from server.reports.models import Kind, Reason
from server.services.reports import ReportService, Sender, Taken


def build_sender(reports: ReportService, limiter: RateLimiter | None) -> Sender:
    """Return what takes a report out of the request that is being answered."""

    def send(kind: Kind, its_id: str, reason: Reason, comment: str | None) -> Taken:
        if not is_welcome(
            request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin"), own=request.host_url.rstrip("/")
        ):
            raise ForeignOrigin("reports are not taken from pages of other sites: report on our own page")
        report = reports.prepare(kind, its_id, reason, comment)
        # Only what would be stored is counted; if it cannot be counted, it is not stored.
        if limiter:
            _count(limiter)
        return reports.take(report)

    return send


def is_welcome(site: str | None, origin: str | None, *, own: str) -> bool:
    """Whether a request was sent by our own page, an extension or a program, and not by another site's page.

    :param site: `Sec-Fetch-Site`, which browsers send to https addresses and to this machine
    :param origin: `Origin`, which browsers send with every POST: "null" if they would rather not say
    """
    if site == "same-origin":
        return True
    if origin is None or origin == "null":
        # A browser that names the site names no other site's page without an origin; "none" is the reader's own doing.
        return site == "none" or (site is None and origin is None)
    return origin == own or not origin.startswith(("http://", "https://"))


def _count(limiter: RateLimiter) -> None:
    allowance = limiter.take(request.remote_addr or "")
    if not allowance.is_allowed:
        seconds = allowance.reset_seconds
        raise TooManyReports(
            f"the limit is {limiter.text} reports of each sender; send the next one in {seconds} s", retry_after=seconds
        )
