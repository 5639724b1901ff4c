"""An article is what its page says, filled in from its feed; impossible times are left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from server.articles.identity import article_id
from server.articles.merge import article_from_caller, article_from_entry, article_from_page
from server.articles.models import Article, DateSource, Entry, Genre, Page, Precision, Published
from server.errors import InvalidURL

NOW = datetime(2026, 10, 6, tzinfo=UTC)
URL = "https://www.ledger.example/bridge-closes-today"
PAGE = Page(
    url=URL + "?page=1",
    canonical_url=URL,
    republished_from=None,
    amp_url=None,
    title="Bridge closes",
    body="The bridge closed.",
    description="A bridge.",
    authors=("Jane Doe",),
    published=Published(NOW - timedelta(hours=2), Precision.SECOND, DateSource.JSON_LD),
    modified_at=NOW - timedelta(hours=1),
    language="en",
    section="Local",
    site_name="The Ledger",
    is_news=True,
    is_opinion=False,
    is_paywalled=None,
    genre=Genre.NEWS,
)
ENTRY = Entry(
    url=URL + "?utm_source=rss",
    title="Bridge to close - ledger.example",
    summary="The old bridge will close.",
    authors=("Max Feed",),
    published=Published(NOW - timedelta(hours=3), Precision.SECOND, DateSource.FEED),
    language="en",
)
SILENT = replace(PAGE, title="", description="", authors=(), published=None, language=None, genre=None, is_opinion=None)


def from_page(page: Page, entry: Entry | None = ENTRY) -> Article:
    return article_from_page(page, outlet_key="ledger.example", entry=entry, now=NOW)


def test_it_believes_the_page_first() -> None:
    article = from_page(PAGE)

    assert article.id == article_id(URL)
    assert (article.url, article.canonical_url, article.outlet_key) == (PAGE.url, URL, "ledger.example")
    assert (article.title, article.description, article.authors) == (PAGE.title, PAGE.description, PAGE.authors)
    assert (article.published, article.modified_at) == (PAGE.published, PAGE.modified_at)
    assert (article.genre, article.is_opinion) == (Genre.NEWS, False)


def test_it_fills_in_from_the_feed() -> None:
    article = from_page(SILENT)

    assert (article.title, article.description) == ("Bridge to close", ENTRY.summary)
    assert (article.authors, article.published, article.language) == (ENTRY.authors, ENTRY.published, "en")
    assert article.body == PAGE.body


def test_it_leaves_unknown_what_neither_says() -> None:
    article = from_page(SILENT, None)

    assert (article.title, article.authors, article.published, article.is_opinion) == ("", (), None, None)


@pytest.mark.parametrize(
    ("published", "source"),
    [
        # The feed's time comes before one that was read off the visible page.
        (Published(NOW - timedelta(days=1), Precision.DAY, DateSource.TEXT), DateSource.FEED),
        # A day in JSON-LD gets its hour from the feed.
        (Published(NOW - timedelta(days=1), Precision.DAY, DateSource.JSON_LD), DateSource.FEED),
        # A time in the future is no publication: an event's date, or a wrong year.
        (Published(NOW + timedelta(days=9), Precision.SECOND, DateSource.JSON_LD), DateSource.FEED),
    ],
)
def test_it_weighs_the_feeds_time(published: Published, source: DateSource) -> None:
    article = from_page(replace(PAGE, published=published))

    assert article.published is not None
    assert article.published.source is source


def test_it_drops_a_change_that_has_not_happened() -> None:
    assert from_page(replace(PAGE, modified_at=NOW + timedelta(days=1))).modified_at is None


def test_it_takes_opinion_from_the_feed_only_if_the_page_is_silent() -> None:
    entry = replace(ENTRY, is_opinion=True)

    assert from_page(SILENT, entry).genre is Genre.OPINION
    assert from_page(PAGE, entry).genre is Genre.NEWS


def test_it_makes_a_headline_of_an_entry() -> None:
    article = article_from_entry(replace(ENTRY, language=None), outlet_key=None, now=NOW)

    assert (article.id, article.url, article.canonical_url) == (article_id(URL), URL, URL)
    assert (article.title, article.description, article.language) == ("Bridge to close", ENTRY.summary, "en")
    assert not article.has_text


def test_it_takes_an_entry_out_of_its_redirect() -> None:
    entry = replace(ENTRY, url="https://www.google.com/url?q=" + URL)

    assert article_from_entry(entry, outlet_key=None, now=NOW).url == URL


def test_it_knows_opinion_by_the_entrys_address() -> None:
    entry = replace(ENTRY, url="https://www.ledger.example/opinion/open-the-bridge")

    assert article_from_entry(entry, outlet_key=None, now=NOW).is_opinion is True


def test_it_doubts_an_entrys_time() -> None:
    entry = replace(ENTRY, published=Published(NOW + timedelta(days=400), Precision.SECOND, DateSource.FEED))

    assert article_from_entry(entry, outlet_key=None, now=NOW).published is None


def test_it_refuses_an_entry_without_an_address() -> None:
    with pytest.raises(InvalidURL):
        article_from_entry(replace(ENTRY, url="javascript:alert(1)"), outlet_key=None, now=NOW)


def test_it_takes_the_callers_word() -> None:
    article = article_from_caller(
        url=URL,
        title="Bridge closes | ledger.example",
        text="One paragraph.\n\n\n\u202eTwo.",
        published_at=NOW,
        language="en-GB",
    )

    assert (article.id, article.title, article.body) == (article_id(URL), "Bridge closes", "One paragraph.\n\nTwo.")
    assert article.published == Published(NOW, Precision.SECOND, DateSource.CALLER)
    assert article.language == "en"


def test_a_callers_time_without_a_zone_is_known_to_the_day() -> None:
    article = article_from_caller(url=URL, title="Bridge closes", published_at=NOW.replace(tzinfo=None))

    assert article.published == Published(NOW, Precision.DAY, DateSource.CALLER)


def test_a_text_without_an_address_has_the_id_of_its_words() -> None:
    one, same, other = (article_from_caller(url=None, title=title) for title in ("A b", "A b", "A c"))

    assert one.id == same.id != other.id
    assert (one.url, one.published) == ("", None)
