"""That every page says what its file declares, where it declares it, and nothing more."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import html

from server.sample import pages
from server.sample.content import load_newsroom
from server.sample.labels import labels_for, spell_time
from server.sample.models import DateIn
from server.sample.sites import Sites

REAL = Path(__file__).parents[2] / "data" / "sample"
BEFORE_EDIT = datetime(2026, 10, 6, 16, 4, tzinfo=UTC)
AT_EDIT = datetime(2026, 10, 6, 16, 5, tzinfo=UTC)


def read(sites, article, as_of=None):
    return html.document_fromstring(pages.render_article(sites, article, as_of=as_of))


def meta(page, name):
    return page.xpath("//meta[@property=$name or @name=$name]/@content", name=name)


def json_ld(page):
    data = json.loads(page.findtext(".//script[@type='application/ld+json']"))
    parts = data if isinstance(data, list) else data.get("@graph", [data])
    return next(part for part in parts if "headline" in part)


def text_of(page):
    return " ".join(page.find("body").text_content().split())


def test_every_shipped_page_says_what_its_file_declares():
    sites = Sites(load_newsroom(REAL))

    for article in sites.newsroom.articles:
        page = read(sites, article)
        data = json_ld(page)

        assert page.xpath("count(//h1)") == 1
        assert page.findtext(".//h1") == data["headline"] == article.headline
        assert page.get("lang") == data["inLanguage"] == article.language
        assert [author["name"] for author in data["author"]] == list(article.authors)
        assert page.xpath("//link[@rel='canonical']/@href") == [article.canonical or article.url]
        assert meta(page, "og:url") == [article.canonical or article.url]
        assert data["isAccessibleForFree"] is not article.paywalled
        assert ("datePublished" in data) is (article.date_in is DateIn.JSON_LD)
        assert bool(meta(page, "article:published_time")) is (article.date_in is DateIn.META)
        shown = [part for part in article.paragraphs if part in text_of(page)]
        assert len(shown) == (min(1, len(article.paragraphs)) if article.paywalled else len(article.paragraphs))


@pytest.mark.parametrize(
    ("headline", "places"),
    [
        ("TORRENT OF TERROR", {"json-ld", "attribute", "words"}),
        ("Who pays for the wall", {"meta", "attribute", "words"}),
        # Words for people only: no machine-readable time anywhere.
        ("Hochwasser in Orrin", {"words"}),
        # Only the feed knows.
        ("Flood in English town", set()),
    ],
)
def test_it_states_the_time_only_where_declared(sites, by_headline, headline, places):
    article = by_headline[headline]
    stamp = article.published.isoformat()

    page = read(sites, article)

    assert places == {
        place
        for place, found in {
            "json-ld": json_ld(page).get("datePublished") == stamp,
            "meta": meta(page, "article:published_time") == [stamp],
            "attribute": page.xpath("//time/@datetime") == [stamp],
            "words": spell_time(article.published, labels_for(article.language)) in text_of(page),
        }.items()
        if found
    }


def test_a_page_whose_feed_knows_the_time_holds_no_trace_of_it(sites, by_headline):
    markup = pages.render_article(sites, by_headline["Flood in English town"], as_of=None)

    assert "08:40" not in markup
    assert "October" not in markup


@pytest.mark.parametrize(
    ("headline", "schema_type"),
    [
        ("TORRENT OF TERROR", "NewsArticle"),
        ("Who pays for the wall", "OpinionNewsArticle"),
        ("La crue d'Orrin", "SatiricalArticle"),
        ("Flood in English town", "LiveBlogPosting"),
        ("Where to get help", "Article"),
    ],
)
def test_it_declares_the_kind(sites, by_headline, headline, schema_type):
    assert json_ld(read(sites, by_headline[headline]))["@type"] == schema_type


@pytest.mark.parametrize(
    ("as_of", "headline", "modified"),
    [
        (BEFORE_EDIT, "Fourteen missing in Orrin", "2026-10-05T11:30:00+00:00"),
        (AT_EDIT, "Nine missing </script> in Orrin & Dalmere", "2026-10-06T16:05:00+00:00"),
        (None, "Nine missing </script> in Orrin & Dalmere", "2026-10-06T16:05:00+00:00"),
    ],
)
def test_an_edited_headline_changes_everywhere_at_once(sites, by_headline, as_of, headline, modified):
    article = by_headline["Nine missing </script> in Orrin & Dalmere"]

    page = read(sites, article, as_of=as_of)

    assert page.findtext(".//h1") == json_ld(page)["headline"] == headline
    assert meta(page, "og:title") == [headline]
    assert page.findtext(".//title") == f"{headline} | The Ledger"
    assert json_ld(page)["dateModified"] == modified


def test_a_paywalled_page_holds_its_first_paragraph_only(sites, by_headline):
    page = read(sites, by_headline["Who pays for the wall"])

    assert "Everyone may read this." in text_of(page)
    assert "Only subscribers" not in html.tostring(page, encoding="unicode")
    assert json_ld(page)["hasPart"]["cssSelector"] == ".paywall"
    assert "for subscribers" in page.find_class("paywall")[0].text_content()


def test_markup_in_a_text_stays_text(sites, by_headline):
    page = read(sites, by_headline["Nine missing </script> in Orrin & Dalmere"])

    assert "with a <b> in it" in text_of(page)
    assert not page.find_class("article-body")[0].findall(".//b")


def test_a_republished_page_names_the_original(sites, by_headline):
    page = read(sites, by_headline["What the Ledger found"])

    assert page.xpath("//link[@rel='canonical']/@href") == ["https://www.ledger.example/2026/10/05/flood"]
    assert json_ld(page)["url"] == "https://www.daily-flare.example/news/2/copy"


def test_an_amp_copy_points_back_at_its_page(sites, by_headline):
    article = by_headline["TORRENT OF TERROR"]

    markup = pages.render_amp(sites, article, as_of=None)

    assert "<html ⚡ " in markup
    page = html.document_fromstring(markup)
    assert page.xpath("//link[@rel='canonical']/@href") == [article.url]
    assert read(sites, article).xpath("//link[@rel='amphtml']/@href") == [
        "https://www.daily-flare.example/amp/news/1/torrent"
    ]


def test_sites_of_different_kinds_are_built_differently(sites, by_headline):
    looks = {
        read(sites, by_headline[headline]).find("body").get("class")
        for headline in ("TORRENT OF TERROR", "Flood in English town", "La crue d'Orrin", "Who pays for the wall")
    }

    assert looks == {"tabloid", "bulletin", "journal", "broadsheet"}


def test_other_texts_stand_around_the_article(sites, by_headline):
    """Otherwise nothing would be learnt from extracting it."""
    page = read(sites, by_headline["TORRENT OF TERROR"])

    assert page.xpath("//nav")
    assert page.xpath("//footer")
    assert page.find_class("cookie-banner")
    assert "What the Ledger found" in page.find_class("promo")[0].text_content()


@pytest.mark.parametrize("headline", ["Nine missing </script> in Orrin & Dalmere", "TORRENT OF TERROR"])
def test_a_page_loads_nothing_from_elsewhere(sites, by_headline, headline):
    page = read(sites, by_headline[headline])

    loaded = page.xpath("//link[@rel='stylesheet']/@href | //script/@src | //img/@src | //iframe/@src")

    assert loaded
    assert all(address.startswith("/assets/") for address in loaded)
