"""Pages are looked at again, and only edits of the same article are kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import timedelta
from pathlib import Path

import pytest

from server.articles.models import Article, FetchedPage, Page
from server.errors import FetchRefused, HostBusy, PrivateAddress, UnreadableDocument, UpstreamError
from server.outlets.models import Tables
from server.outlets.resolver import Resolver
from server.services.limits import LimitsService
from server.services.outlets import OutletService
from server.services.revisiting import RevisitService
from tests.services.newsroom import Past, make_article
from tests.store.examples import NOW

TEXT = "The river burst its banks on Monday, leaving 14 people missing.\n\nThe wall was built in 1958."
LEDGER = make_article("ledger", "14 missing in flood", TEXT)


@dataclass
class FakeWeb:
    """One page, fetched and read: as it is now, or what is raised instead."""

    title: str = LEDGER.title
    body: str = TEXT
    canonical_url: str = LEDGER.canonical_url
    broken: Exception | None = None
    asked: list[str] = field(default_factory=list)

    def fetch_page(self, url: str) -> FetchedPage:
        self.asked.append(url)
        if self.broken:
            raise self.broken
        return FetchedPage(url, b"", "text/html")

    def fetch_feed(self, *_: object, **__: object) -> None:
        raise AssertionError("no feed is read")

    def read(self, page: FetchedPage) -> Page:
        unknown = dict.fromkeys(
            (
                "republished_from",
                "amp_url",
                "published",
                "modified_at",
                "section",
                "site_name",
                "is_opinion",
                "is_paywalled",
            )
        )
        return Page(
            page.url, self.canonical_url, title=self.title, body=self.body, description="", authors=(),
            language="en", is_news=True, **unknown,
        )  # fmt: skip


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Past]:
    opened = Past(tmp_path)
    yield opened
    opened.close()


def service(
    past: Past, web: FakeWeb, *, after_hours: tuple[float, ...] = (1, 3), has_room: bool = True
) -> RevisitService:
    tables = Tables({}, {}, (), {}, {})
    outlets = OutletService(tables, Resolver(tables), LimitsService(past.articles), lean_raters=())
    return RevisitService(
        past.articles,
        past.revisits,
        web,  # type: ignore[arg-type]  # it reads no feeds
        web,
        outlets=outlets,
        now=lambda: past.now,
        after_hours=after_hours,
        has_room=lambda: has_room,
    )


def an_hour_later(past: Past, *articles: Article) -> None:
    """Store the articles, have their first look planned, and let its time come."""
    past.articles.save(articles, now=NOW)
    service(past, FakeWeb()).run()
    past.wait(hours=1)


def titles(past: Past, article: Article = LEDGER) -> list[str]:
    return [revision.title for revision in past.revisions.of([article.id])[article.id]]


def test_it_looks_soon_then_later_then_never_again(past: Past) -> None:
    past.articles.save([LEDGER], now=NOW)
    web = FakeWeb()
    revisits = service(past, web)

    looked = [revisits.run()]
    for hours in (1, 1, 1, 5, 90):
        past.wait(hours=hours)
        looked.append(revisits.run())

    assert looked == [0, 1, 0, 1, 0, 0]
    assert web.asked == [LEDGER.url] * 2


def test_it_keeps_an_edit_beside_what_was(past: Past) -> None:
    web = FakeWeb(title="Nine missing in flood", body=TEXT.replace("14", "nine"))
    an_hour_later(past, LEDGER)

    service(past, web).run()

    assert titles(past) == [LEDGER.title, "Nine missing in flood"]


def test_an_article_that_got_another_address_with_its_headline_is_still_the_same(past: Past) -> None:
    an_hour_later(past, LEDGER)
    renamed = "https://ledger.example/nine-missing"

    service(past, FakeWeb(title="Nine missing in flood", canonical_url=renamed)).run()

    assert titles(past) == [LEDGER.title, "Nine missing in flood"]
    found = past.articles.find_by_address(renamed)
    assert found is not None
    assert found.article.id == LEDGER.id


@pytest.mark.parametrize(
    "web",
    [
        # A page that closed, a wall of cookies, another article, the home page.
        FakeWeb(body="The river burst its banks on Monday."),
        FakeWeb(title="Before you go on", body="We value your privacy. " * 20),
        FakeWeb(title="Council elects a mayor", body="The council of Dalmere has elected a mayor at last. " * 5),
        FakeWeb(title="The Ledger", body="All of today's news. " * 20, canonical_url="https://ledger.example/"),
        FakeWeb(title="", body=TEXT.replace("14", "nine")),
        FakeWeb(body=""),
        *(
            FakeWeb(broken=error)
            for error in (
                UpstreamError("gone", status=410),
                HostBusy("later"),
                FetchRefused("robots.txt"),
                PrivateAddress("private"),
                UnreadableDocument("no page"),
            )
        ),
    ],
)
def test_what_is_no_edit_leaves_the_article_as_it_was_read(past: Past, web: FakeWeb) -> None:
    an_hour_later(past, LEDGER)

    service(past, web).run()

    assert (web.asked, titles(past)) == ([LEDGER.url], [LEDGER.title])
    assert past.revisits.find_next(LEDGER.id) == NOW + timedelta(hours=3)


def test_an_article_without_its_text_is_not_asked_for(past: Past) -> None:
    an_hour_later(past, replace(LEDGER, body=""))
    web = FakeWeb()

    service(past, web).run()

    assert web.asked == []


@pytest.mark.parametrize("options", [{"after_hours": ()}, {"has_room": False}])
def test_it_can_be_switched_off_and_waits_for_room(past: Past, options: dict[str, object]) -> None:
    an_hour_later(past, LEDGER)
    web = FakeWeb()

    assert service(past, web, **options).run() == 0  # type: ignore[arg-type]  # options of its own
    assert web.asked == []


def test_it_takes_a_bounded_number_and_stops_when_told(past: Past) -> None:
    an_hour_later(past, *(make_article(f"paper{number}", "A headline", TEXT) for number in range(30)))
    web = FakeWeb()
    revisits = service(past, web)

    assert revisits.run(limit=20) == 20
    assert revisits.run(limit=20, should_stop=lambda: len(web.asked) >= 23) == 3
    assert revisits.run(limit=20) == 7
