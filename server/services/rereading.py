"""When is a page that could not be read tried again, and why not?

Until then its headline is held. A site that is down, a machine without a free moment or a network that is gone say
nothing about the page, so it is tried again, less and less often. What the other side or the document itself decides,
a robots.txt, a page that is gone, one that is too large, is taken for an answer.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from server.articles.ingest_models import UnreadPage
from server.errors import FetchDelayed, FetchTimeout, ReadingInterrupted, UpstreamError

# Most outages are over within the hour, nearly all within the day; a text that comes later than that is no news.
PAUSES = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=6), timedelta(days=1))
AT_ONCE = 20  # pages of one feed tried again at one poll: at a request a second, new articles do not wait long for it
MAY_PASS = {408, 425, 429}  # request timeout, too early, too many requests (RFC 9110, 8470, 6585); and all from 500 on


def may_pass(error: Exception) -> bool:
    """Whether the reason why a page could not be read says nothing about the next time."""
    if isinstance(error, UpstreamError):  # without a status: not reached, or cut off
        return error.status is None or error.status >= 500 or error.status in MAY_PASS
    return isinstance(error, FetchTimeout | FetchDelayed | ReadingInterrupted)


def schedule(url: str, feed_url: str, error: Exception, *, failures: int, now: datetime) -> UnreadPage | None:
    """Return when to try again a page that has failed so often; None: never.

    :param failures: this one included
    """
    if not may_pass(error) or failures > len(PAUSES):
        return None
    pause = PAUSES[failures - 1]
    if isinstance(error, UpstreamError) and error.retry_after:
        pause = max(pause, timedelta(seconds=error.retry_after))
    return UnreadPage(url, feed_url, failures, now + pause)
