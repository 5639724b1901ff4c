"""Is an article still what it was when we read it? Its page is looked at again, soon at first, then ever more rarely.

Most edits are made within hours of publishing, and after some days hardly any. What was missed while nothing ran is not
made up for: an article is looked at once, and then when the next time of its schedule comes. Each look goes through the
one door to the network with its robots.txt, turns and limits.

What comes back is kept as an edit only if it is the same article by its text. A page that has closed (a paywall, a
notice about cookies, an error) or now holds something else leaves the article as it was read.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from server.articles.ingest_models import Revisit
from server.articles.merge import article_from_page
from server.articles.models import Article
from server.errors import DamagedRecord, FetchError, InvalidInput, NotFound, UnreadableDocument
from server.services.history_ports import RevisitStore
from server.services.outlets import OutletService
from server.services.ports import ArticleStore, Clock, Fetcher, PageReader
from server.stories.edits import Revision, is_same_article

log = logging.getLogger(__name__)

AT_ONCE = 20  # pages of one turn: so that whoever wants it stopped does not wait long


class RevisitService:
    """Looks at articles' pages again."""

    def __init__(
        self,
        articles: ArticleStore,
        revisits: RevisitStore,
        fetcher: Fetcher,
        reader: PageReader,
        *,
        outlets: OutletService,
        now: Clock,
        after_hours: Sequence[float],
        has_room: Callable[[], bool] = lambda: True,
    ) -> None:
        """:param after_hours: when a page is looked at again, counted from its publishing; none: never"""
        self._articles = articles
        self._revisits = revisits
        self._fetcher = fetcher
        self._reader = reader
        self._outlets = outlets
        self._now = now
        self._steps = tuple(timedelta(hours=hours) for hours in sorted(after_hours))
        self._has_room = has_room

    @property
    def is_on(self) -> bool:
        """Whether there is a schedule."""
        return bool(self._steps)

    def run(self, *, limit: int = AT_ONCE, should_stop: Callable[[], bool] = lambda: False) -> int:
        """Look at the pages whose time has come; return how many there were. :raises StoreUnavailable:"""
        if not self._steps or not self._has_room():
            return 0
        while self._revisits.enrol(self._next_after) and not should_stop():
            pass
        due = self._revisits.due(now=self._now(), limit=limit)
        for done, revisit in enumerate(due):
            if should_stop():
                return done
            self._look_again(revisit)
        return len(due)

    def _look_again(self, revisit: Revisit) -> None:
        """Look once, keep what was edited, and plan the next time whatever came of it."""
        try:
            seen = self._read(revisit)
            if seen is not None:
                self._articles.save([seen], now=self._now(), asked=[revisit.url])
        except (FetchError, UnreadableDocument, InvalidInput, NotFound, DamagedRecord) as error:
            log.info("not seen again: %s", error)
        self._revisits.plan(revisit.article_id, self._next_after(revisit.counted_from))

    def _read(self, revisit: Revisit) -> Article | None:
        """Return the article as its page has it now; None if that is not an edit of what we hold."""
        held = self._articles.get(revisit.article_id).article
        if not held.has_text:  # `server.services.rereading` sees to those
            return None
        page = self._reader.read(self._fetcher.fetch_page(revisit.url))
        outlet = self._outlets.resolve(page.url).outlet
        seen = article_from_page(page, outlet_key=outlet.key if outlet else None, entry=None, now=self._now())
        # Its text says whether it is the same article: outlets change addresses together with headlines.
        if not seen.title or not (page.is_news or page.url == revisit.url):
            return None
        is_edit = seen.has_text and is_same_article(_revision(held, self._now()), _revision(seen, self._now()))
        return replace(seen, id=held.id) if is_edit else None

    def _next_after(self, counted_from: datetime) -> datetime | None:
        """Return the next time of the schedule that is still to come."""
        now = self._now()
        return next((counted_from + step for step in self._steps if counted_from + step > now), None)


def _revision(article: Article, now: datetime) -> Revision:
    return Revision(article.id, 0, now, article.title, article.body, language=article.language)
