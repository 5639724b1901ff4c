"""Get one document from the web, following a few redirects by hand.

Every hop goes through the whole gate again: guard, permission of the caller (robots, politeness), one connection to the
address that was checked. The body of a redirect is not read. We say who we are and nothing about who asked: no cookies,
no Referer, no credentials, and no proxy or netrc settings of the machine are looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from server.errors import FetchRefused, InvalidInput, UpstreamError
from server.fetching.cache import PageCache
from server.fetching.guard import REFUSED, Resolve, SampleRoute, Target, resolve_target, system_resolve
from server.fetching.limits import Deadline, FetchLimits
from server.fetching.links import resolve_link
from server.fetching.wire import Answer, Want, Wire
from server.urls.parsing import parse_url

REDIRECTS = {301, 302, 303, 307, 308}
CONDITIONS = {"If-None-Match", "If-Modified-Since"}
MAX_RETRY_AFTER = 3_600.0  # a longer wish is heard again when we come back after an hour

# Asked before each request; entered while it lasts, so that it sees how the request ended.
Permit = Callable[[Target], AbstractContextManager[object]]


def permit_all(_target: Target) -> AbstractContextManager[object]:
    """Ask nobody."""
    return nullcontext()


class HttpClient:
    """The one door. Safe to use from several threads."""

    def __init__(
        self,
        *,
        user_agent: str,
        limits: FetchLimits,
        wire: Wire,
        route: SampleRoute | None = None,
        resolve: Resolve = system_resolve,
        now: Callable[[], datetime],
    ) -> None:
        self._headers = {"User-Agent": user_agent, "Accept-Encoding": "gzip", "Connection": "close"}
        self._limits = limits
        self._wire = wire
        self._route = route
        self._resolve = resolve
        self._now = now

    def get(
        self,
        url: str,
        *,
        want: Want,
        deadline: Deadline,
        permit: Permit = permit_all,
        headers: Mapping[str, str] | None = None,
        cache: PageCache | None = None,
    ) -> Answer:
        """Return the document at `url`, or at where it leads: status 200, or 304 if `headers` ask for changes only.

        :raises FetchError: one of its kinds
        """
        headers = {
            **self._headers,
            "Accept": ", ".join([*filter(None, want.media_types), "*/*;q=0.1"]),
            **(headers or {}),
        }

        def hop(url: str, headers: Mapping[str, str]) -> Answer:
            return self._hop(url, headers, want=want, deadline=deadline, permit=permit)

        for _ in range(self._limits.redirects + 1):
            answer = cache.get(url, headers, hop) if cache else hop(url, headers)
            if answer.status not in REDIRECTS:
                return answer
            url = self._next_hop(answer)
        raise UpstreamError(f"The page redirects more than {self._limits.redirects} times.", status=answer.status)

    def _hop(self, url: str, headers: Mapping[str, str], *, want: Want, deadline: Deadline, permit: Permit) -> Answer:
        """Make one request.

        :raises UpstreamError: for any status that brings neither a document nor the address of one
        """
        timeout = min(self._limits.resolve, deadline.remaining())
        target = resolve_target(url, route=self._route, resolve=self._resolve, timeout=timeout)
        with permit(target):
            answer = self._wire.exchange(url, target, headers, want=want, deadline=deadline)
            # "Not modified" is no answer to somebody who has nothing yet.
            has_copy = answer.status == HTTPStatus.NOT_MODIFIED and not CONDITIONS.isdisjoint(headers)
            if answer.status != HTTPStatus.OK and answer.status not in REDIRECTS and not has_copy:
                raise UpstreamError(
                    f"The other server answered with status {answer.status}.",
                    status=answer.status,
                    retry_after=self._retry_after(answer),
                )
        return answer

    def _next_hop(self, answer: Answer) -> str:
        """Return where a redirect leads."""
        location = answer.headers.get("location", "")
        if not location:
            raise UpstreamError("The page redirects without saying where.", status=answer.status)
        allow = (self._route.suffix,) if self._route else ()
        try:
            url = resolve_link(answer.url, location, allow=allow)
        except InvalidInput as error:
            raise FetchRefused(REFUSED) from error
        is_opened = answer.url.startswith("https:") and not url.startswith("https:")
        if is_opened and not (self._route and self._route.covers(parse_url(url).host)):
            raise FetchRefused("The page redirects from an encrypted to an open address, which we do not follow.")
        return url

    def _retry_after(self, answer: Answer) -> float | None:
        """Return the seconds that the other side asks us to wait, if it does; both forms of RFC 9110 are in use."""
        value = answer.headers.get("retry-after", "").strip()
        if value.isascii() and value.isdigit():
            return min(float(value[:6]), MAX_RETRY_AFTER)
        try:
            moment = parsedate_to_datetime(value)
        except (ValueError, OverflowError):
            return None
        seconds = (moment.replace(tzinfo=moment.tzinfo or UTC) - self._now()).total_seconds()
        return min(max(seconds, 0.0), MAX_RETRY_AFTER)
