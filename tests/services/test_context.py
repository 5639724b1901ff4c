"""The question of the house: what is read, what is kept, and what is said when something could not be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Event

import pytest
from msgspec import UNSET

from server.articles.identity import article_id
from server.articles.models import Article, DateSource, FetchedFeed, FetchedPage, Page, Precision, Published
from server.citations.names import build_names
from server.coverage.matching import Matcher
from server.coverage.probability import load_weights
from server.errors import FetchError, FetchTimeout, InvalidInput, PrivateAddress, UnreadableDocument, UpstreamError
from server.outlets.models import Tables
from server.outlets.resolver import Resolver
from server.outlets.table import load_tables
from server.services.answer_parts import ArticleAnswer, LimitsAnswer
from server.services.answers import ContextAnswer, CoverageAnswer
from server.services.compare import CompareService
from server.services.comparing import ComparingService
from server.services.comparison_answers import CorrectionAnswer
from server.services.context import ContextService
from server.services.coverage import CoverageService
from server.services.folding import FoldingService
from server.services.grouping import GroupingService
from server.services.ingest import IngestService
from server.services.limits import LimitsService
from server.services.outlets import OutletService
from server.services.preparing import PreparingService
from server.services.question import Question, parse_sections
from server.services.readings import ReadingService
from server.services.recording import RecordingService
from server.services.stories import StoryService
from server.store.articles import SqlArticleStore
from server.store.candidate_index import SqliteCandidateIndex
from server.store.engine import open_engine
from server.store.migrating import migrate
from server.store.prepared import SqlPreparedStore
from server.store.revisions import SqlRevisionStore
from server.store.stories import SqlStoryStore
from server.store.versions import SqlVersionStore

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)
LISTED = "https://www.harbour-ledger.example/2026/10/05/tessel-flood"
UNLISTED = "https://unlisted.com/secret-token"
HEADLINE = "Tessel bursts its banks at Orrin, 1,200 leave their homes"
TEXT = (
    "The River Tessel burst its banks at Orrin early on Monday after the Weir Street wall gave way, police said. "
    "Some 1,200 people had left their homes by noon, and the Orrin hospital moved 40 patients to Callow. "
)


def page(url: str, **fields: object) -> Page:
    plain = Page(
        url=url,
        canonical_url=url,
        republished_from=None,
        amp_url=None,
        title=HEADLINE,
        body=TEXT,
        description="",
        authors=(),
        published=Published(NOW - timedelta(days=1), Precision.SECOND, DateSource.JSON_LD),
        modified_at=None,
        language="en",
        section=None,
        site_name=None,
        is_news=True,
        is_opinion=None,
        is_paywalled=None,
    )
    return replace(plain, **fields)


@dataclass
class FakeWeb:
    """Every page says the same, or what `fails` says; each fetch is noted."""

    fails: FetchError | UnreadableDocument | None = None
    says: dict[str, object] = field(default_factory=dict)
    waits_for: Event | None = None
    fetched: list[str] = field(default_factory=list)

    def fetch_page(self, url: str) -> FetchedPage:
        self.fetched.append(url)
        if self.waits_for:
            self.waits_for.wait(10)
        if self.fails:
            raise self.fails
        return FetchedPage(url, b"", "text/html")

    def fetch_feed(
        self, url: str, *, kind: str = "", etag: str | None = None, last_modified: str | None = None
    ) -> FetchedFeed:
        raise UpstreamError("no feed is read here")

    def read(self, fetched: FetchedPage) -> Page:
        return page(fetched.url, **self.says)


class NoCorrections:
    """Nobody has taken anything back."""

    def corrections_of_article(self, article_id: str) -> list[CorrectionAnswer]:
        return []


@dataclass
class Desk:
    """The service with a real store and index, and a web of our own."""

    context: ContextService
    grouping: GroupingService
    store: SqlArticleStore
    preparing: PreparingService
    web: FakeWeb

    def ask(self, url: str | None = None, *, is_authorised: bool = False, **question: object) -> ContextAnswer:
        return self.context.for_page(Question(url, **question), is_authorised=is_authorised)

    def hold(self, url: str, *, key: str, hours_ago: int = 24, **fields: object) -> Article:
        published = Published(NOW - timedelta(hours=hours_ago), Precision.SECOND, DateSource.JSON_LD)
        plain = Article(
            article_id(url), url, url, outlet_key=key, title=HEADLINE, body=TEXT, published=published, language="en"
        )
        article = replace(plain, **fields)
        self.store.save([article], now=NOW)
        while self.grouping.catch_up():
            self.preparing.prepare()
        return article


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables((ROOT / "data", ROOT / "data" / "sample"))


@pytest.fixture
def desk(tmp_path: Path, tables: Tables) -> Iterator[Desk]:
    engine = open_engine(f"sqlite:///{tmp_path / 'store.db'}")
    migrate(engine)
    articles, stories = SqlArticleStore(engine), SqlStoryStore(engine)
    index = SqliteCandidateIndex(tmp_path / "candidates.db", store_id=articles.store_id())
    matcher = Matcher(index, load_weights())
    limits = LimitsService(articles)
    outlets = OutletService(tables, Resolver(tables), limits, lean_raters=("meridian",))
    prepared = SqlPreparedStore(engine)
    readings = ReadingService(prepared, build_names(tables, []))
    folding = FoldingService(articles, outlets, readings)
    comparing = ComparingService(prepared, outlets)
    compare = CompareService(articles, CoverageService(stories, index, matcher, articles=articles), folding, outlets)
    story_service = StoryService(articles, stories, folding=folding, outlets=outlets, limits=limits)
    recording = RecordingService(SqlVersionStore(engine), SqlRevisionStore(engine), articles, stories, now=lambda: NOW)
    preparing = PreparingService(
        articles, stories, folding=folding, readings=readings, comparing=comparing, recording=recording
    )
    web = FakeWeb()
    pages = IngestService(
        articles,
        web,
        web,
        lookup_fetcher=web,
        outlets=outlets,
        now=lambda: NOW,
        poll_every=timedelta(minutes=15),
        lookup_slots=2,
        lookup_seconds=0.2,
    )
    context = ContextService(
        articles,
        stories,
        outlets=outlets,
        compare=compare,
        comparing=comparing,
        story_service=story_service,
        limits=limits,
        corrections=NoCorrections(),
        pages=pages,
    )
    yield Desk(context, GroupingService(articles, stories, index, matcher), articles, preparing, web)
    index.close()
    engine.dispose()


def notes_of(answer: ContextAnswer) -> str:
    assert isinstance(answer.limits, LimitsAnswer)
    return " ".join(answer.limits.notes)


def matches_of(answer: ContextAnswer) -> list[str | None]:
    assert isinstance(answer.coverage, CoverageAnswer)
    return [match.article.url for match in answer.coverage.matches]


# What is read, and what is kept.


def test_the_page_of_a_listed_outlet_is_read_once_and_kept(desk: Desk) -> None:
    answers = [desk.ask(LISTED) for _ in range(200)]

    assert desk.web.fetched == [LISTED]
    assert desk.store.count() == 1
    assert {answer.article.id for answer in answers} == {article_id(LISTED)}


def test_what_a_reader_looks_up_at_an_unlisted_outlet_leaves_no_trace(desk: Desk) -> None:
    for number in range(1000):
        answer = desk.ask(f"https://unlisted{number % 7}.com/{number}?token={number}")
        assert (answer.article.id, answer.outlet, answer.story) == (None, None, None)

    assert desk.web.fetched == []
    assert desk.store.count() == 0


def test_an_authorised_caller_may_have_an_unlisted_page_read(desk: Desk) -> None:
    answer = desk.ask(UNLISTED, is_authorised=True)

    assert desk.web.fetched == [UNLISTED]
    assert answer.article.title == HEADLINE


@pytest.mark.parametrize(
    "question",
    [
        # What the caller sees of the page is enough, wherever it is.
        {"url": LISTED, "title": HEADLINE},
        {"url": UNLISTED, "title": HEADLINE, "text": TEXT},
        {"title": HEADLINE},
    ],
)
def test_what_a_caller_tells_is_compared_and_not_kept(desk: Desk, question: dict[str, str]) -> None:
    answer = desk.ask(**question)

    assert (answer.article.id, answer.article.title) == (None, HEADLINE)
    assert (desk.web.fetched, desk.store.count()) == ([], 0)


def test_a_tracking_parameter_or_a_copy_is_no_other_page(desk: Desk) -> None:
    for url in (LISTED, f"{LISTED}?utm_source=mail#top", f"https://web.archive.org/web/2026/{LISTED}"):
        desk.ask(url)

    assert desk.web.fetched == [LISTED]


# What could not be read is said, and is no error.


@pytest.mark.parametrize(
    "error",
    [
        UpstreamError("the site answered 404", status=404),
        FetchTimeout("it took too long"),
        UnreadableDocument("it is no news"),
    ],
)
def test_a_page_that_cannot_be_read_is_an_answer_with_a_note(
    desk: Desk, error: FetchError | UnreadableDocument
) -> None:
    desk.web.fails = error

    answer = desk.ask(LISTED)

    assert answer.outlet.key == "harbour-ledger.example"
    assert answer.story is None
    assert str(error) in notes_of(answer)
    assert desk.store.count() == 0


def test_a_page_that_is_no_article_is_not_kept(desk: Desk) -> None:
    desk.web.says = {"is_news": False}

    assert "does not look like a news article" in notes_of(desk.ask(LISTED))
    assert desk.store.count() == 0


def test_nobody_waits_for_ever_and_the_next_one_has_the_page(desk: Desk) -> None:
    desk.web.waits_for = Event()

    late = desk.ask(LISTED)
    desk.ask(f"{LISTED}-2")
    full = desk.ask(f"{LISTED}-3")
    desk.web.waits_for.set()
    desk.web.waits_for = None
    held = desk.ask(f"{LISTED}-4")

    assert "still being read" in notes_of(late)
    assert "other pages are being read" in notes_of(full)
    assert f"{LISTED}-3" not in desk.web.fetched
    assert held.article.title == HEADLINE or "other pages" in notes_of(held)


def test_a_paywall_is_said(desk: Desk) -> None:
    desk.web.says = {"is_paywalled": True}

    assert "paywall" in notes_of(desk.ask(LISTED))


def test_a_headline_without_its_text_is_said(desk: Desk) -> None:
    desk.hold(LISTED, key="harbour-ledger.example", body="")

    assert "headline is held" in notes_of(desk.ask(LISTED))


# Private addresses.


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://[::1]/",
        "http://localhost/admin",
        "http://intranet/",
        "http://printer.local/",
        "http://news.example/",  # reserved, and not in the table
        # A public wrapper does not make it public...
        "https://web.archive.org/web/2026/http://192.168.0.1/router",
        "https://web.archive.org/web/2026/http://wiki.internal/plan",
        # ...and neither does being asked for with a password.
        "https://me:secret@bbc.co.uk/news",
    ],
)
@pytest.mark.parametrize("is_authorised", [False, True])
def test_it_refuses_private_addresses_whoever_asks(desk: Desk, url: str, is_authorised: bool) -> None:
    with pytest.raises(PrivateAddress) as caught:
        desk.ask(url, is_authorised=is_authorised, title=HEADLINE)

    assert caught.value.pointer == "url"
    assert "secret" not in str(caught.value)
    assert desk.web.fetched == []


def test_an_outlet_of_the_table_is_public_whatever_its_name(desk: Desk) -> None:
    # The near miss of the above: the sample newsroom lives under a reserved name, and is listed.
    assert desk.ask(f"https://web.archive.org/web/2026/{LISTED}").outlet.key == "harbour-ledger.example"


# What is answered.


def test_an_unheld_text_is_of_the_story_of_its_best_match(desk: Desk) -> None:
    held = desk.hold("https://www.rift-national.example/tessel", key="rift-national.example")

    answer = desk.ask(title=HEADLINE, text=TEXT, published_at=NOW - timedelta(days=1))

    assert matches_of(answer) == [held.url]
    assert answer.story is not None
    assert answer.story.headline.evidence.article_id == held.id


def test_an_unheld_text_about_something_else_is_of_no_story(desk: Desk) -> None:
    desk.hold("https://www.rift-national.example/tessel", key="rift-national.example")

    answer = desk.ask(title="Callow opens a museum of clocks", text="The first visitors came on Friday. " * 5)

    assert (matches_of(answer), answer.story) == ([], None)
    assert answer.story_reason


def test_it_leaves_out_what_was_published_after_the_day_asked_for(desk: Desk) -> None:
    desk.hold(LISTED, key="harbour-ledger.example", hours_ago=18)
    early = desk.hold("https://www.rift-national.example/tessel", key="rift-national.example", hours_ago=16)
    late = desk.hold("https://www.daily-flare.example/tessel", key="daily-flare.example", hours_ago=4)

    now = desk.ask(LISTED)
    then = desk.context.for_page(Question(LISTED), as_of=date(2026, 10, 5))
    before = desk.context.for_page(Question(LISTED), as_of=date.min)

    assert set(matches_of(now)) == {early.url, late.url}
    assert matches_of(then) == [early.url]
    assert matches_of(before) == []
    assert "2026-10-05" in notes_of(then)


def test_it_answers_only_the_sections_that_are_asked_for(desk: Desk) -> None:
    answer = desk.context.for_page(Question(UNLISTED), sections=parse_sections("article, cited"))

    assert isinstance(answer.article, ArticleAnswer)
    assert answer.cited_outlets == []
    assert {answer.outlet, answer.coverage, answer.story, answer.limits} == {UNSET}


def test_it_wants_an_address_or_a_headline(desk: Desk) -> None:
    with pytest.raises(InvalidInput, match="headline"):
        desk.ask(text=TEXT)


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59"])
def test_a_time_beyond_the_calendar_is_named(desk: Desk, at: str) -> None:
    with pytest.raises(InvalidInput, match="published") as caught:
        desk.ask(title=HEADLINE, published_at=datetime.fromisoformat(at))

    assert caught.value.pointer == "published_at"
