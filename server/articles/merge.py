"""Which of the page, the feed and the caller do we believe for each field of an article?

A page speaks for itself before its feed does: feeds are often cut short, and written once. What the page leaves out,
the feed fills in; and the feed's time comes before a date that was only read off the visible page (see
`choose_published`). Times that cannot be a publication's are dropped here, where the clock is known.
"""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256

from server.articles.cleaning import clean_body
from server.articles.flags import find_genre, is_opinion
from server.articles.headlines import clean_headline, names_in_host
from server.articles.identity import article_id
from server.articles.languages import find_language
from server.articles.models import Article, DateSource, Entry, Genre, Page, Precision, Published
from server.articles.published import choose_published, is_plausible
from server.errors import InvalidInput
from server.urls.normalization import normalize_url
from server.urls.unwrapping import unwrap_url


def article_from_page(page: Page, *, outlet_key: str | None, entry: Entry | None, now: datetime) -> Article:
    """Return the article that a page holds.

    :param entry: what the feed or sitemap said of it, if it was found there
    """
    genre = page.genre or _genre_of(entry)
    claims = (page.published, entry.published if entry else None)
    return Article(
        id=article_id(page.canonical_url),
        url=page.url,
        canonical_url=page.canonical_url,
        outlet_key=outlet_key,
        title=page.title or (_title_of(entry, page.url) if entry else ""),
        body=page.body,
        description=page.description or (entry.summary if entry else ""),
        authors=page.authors or (entry.authors if entry else ()),
        published=choose_published(claim for claim in claims if claim and is_plausible(claim, now)),
        modified_at=page.modified_at if page.modified_at and page.modified_at <= now else None,
        language=page.language or (entry.language if entry else None),
        section=page.section,
        is_opinion=is_opinion(genre),
        is_paywalled=page.is_paywalled,
        republished_from=page.republished_from,
        genre=genre,
    )


def article_from_entry(entry: Entry, *, outlet_key: str | None, now: datetime) -> Article:
    """Return the article that a feed or sitemap announces: headline and summary, no text.

    :raises InvalidURL: if the entry's address is not one
    """
    url = normalize_url(unwrap_url(entry.url).url)
    title = _title_of(entry, url)
    genre = _genre_of(entry) or find_genre(url, title)
    return Article(
        id=article_id(url),
        url=url,
        canonical_url=url,
        outlet_key=outlet_key,
        title=title,
        description=entry.summary,
        authors=entry.authors,
        published=entry.published if entry.published and is_plausible(entry.published, now) else None,
        language=find_language([entry.language], f"{title}. {entry.summary}"),
        is_opinion=is_opinion(genre),
        genre=genre,
    )


def article_from_caller(
    *,
    url: str | None,
    title: str,
    text: str = "",
    published_at: datetime | None = None,
    language: str | None = None,
    outlet_key: str | None = None,
) -> Article:
    """Return what a caller tells of a page as an article, for comparing only.

    :param url: normalized; without one the article has no address, and its id comes from its words
    :raises InvalidInput: if `published_at` is no time in any calendar that we can count in
    """
    headline = clean_headline(title, names_in_host(url) if url else ())
    body = clean_body(text.splitlines())
    words_id = sha256("\n".join((headline, body)).encode()).hexdigest()
    genre = find_genre(url, headline) if url else None
    return Article(
        id=article_id(url or f"text:{words_id}"),
        url=url or "",
        canonical_url=url or "",
        outlet_key=outlet_key,
        title=headline,
        body=body,
        published=_stated_by_caller(published_at) if published_at else None,
        language=find_language([language], body or headline),
        is_opinion=is_opinion(genre),
        genre=genre,
    )


def _stated_by_caller(at: datetime) -> Published:
    if at.tzinfo is None:  # as on a page: the hour is in an unknown zone
        return Published(at.replace(tzinfo=UTC), Precision.DAY, DateSource.CALLER)
    try:
        return Published(at.astimezone(UTC), Precision.SECOND, DateSource.CALLER)
    except OverflowError as error:  # within a day of the first or last there is
        raise InvalidInput("give the time at which the article was published", pointer="published_at") from error


def _title_of(entry: Entry, url: str) -> str:
    return clean_headline(entry.title, names_in_host(url))


def _genre_of(entry: Entry | None) -> Genre | None:
    return Genre.OPINION if entry and entry.is_opinion else None
