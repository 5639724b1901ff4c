"""The shipped tables keep their own rules, and the traps of the gathered lists stay shut."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.outlets.checks import check_tables
from server.outlets.models import Tables
from server.outlets.table import load_tables

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def tables() -> Tables:
    return load_tables([DATA])


def test_every_row_is_as_it_should_be() -> None:
    assert check_tables([DATA, DATA / "sample"]) == []


def test_they_are_of_the_size_that_was_built(tables: Tables) -> None:
    assert len(tables.outlets) > 26_000
    assert sum(outlet.name is not None for outlet in tables.outlets.values()) > 17_000
    assert len(tables.feeds) > 5_000


@pytest.mark.parametrize(
    "key",
    [
        # Platforms, libraries, archives, directories, parked domains, and what is below them.
        *("facebook.com", "youtube.com", "wikidata.org", "wordpress.com", "afternic.com", "search.proquest.com"),
        *("wikidata.org/wiki/q1454090", "topix.com/city/greenwood-lake-ny", "twitter.com/capnews"),
        # Paths that cover most of a site, editions, dates, files and programs.
        *("usatoday.com/story", "tennessean.com/news", "dw.com/en", "rfi.fr/en", "search.ebscohost.com/login.aspx"),
        *("rivertowns.net/site/news.cfm", "c3.hu/scripta/beszelo.htm", "news18.com/web-stories"),
        # Names that do not belong to the path or to the domain.
        *("newhampshire.com/section/newhampshire1409", "namejet.com", "sd.gov", "epaper.library.arizona.edu"),
        # Feeds and files.
        *("feeds.npr.org", "test.bbc.com", "prod-qt-images.s3.amazonaws.com"),
    ],
)
def test_what_is_no_outlet_is_not_listed(tables: Tables, key: str) -> None:
    assert key not in tables.outlets
    assert key not in tables.aliases


@pytest.mark.parametrize(
    ("key", "not_name"),
    [
        # Rated, so listed, but the gathered name was somebody else's.
        ("fubo.tv", "MSNBC"),
        ("axs.com", "San Francisco Examiner"),
        ("kmph.com", "KFRE"),
        ("mises.org", "The Austrian Economics Newsletter"),
        ("theage.com.au", "Nine Publishing"),
        ("manchestereveningnews.co.uk", "Sale & Altrincham Advertiser"),
        ("xinhuanet.com", "Xinhua Daily Telegraph"),
        ("cbslocal.com", "KAMP 790 AM"),
    ],
)
def test_a_name_that_is_somebody_elses_is_gone(tables: Tables, key: str, not_name: str) -> None:
    outlet = tables.outlets.get(key)

    assert outlet is None or outlet.name != not_name


@pytest.mark.parametrize(
    ("key", "name", "country", "family"),
    [
        ("reuters.com", "Reuters", "GB", "Thomson family (Woodbridge)"),
        ("bbc.co.uk", "BBC", "GB", "British Broadcasting Corporation"),
        ("smh.com.au", "The Sydney Morning Herald", "AU", "Nine Entertainment"),
        ("lavoixdunord.fr", "La Voix du Nord", "FR", "Rossel"),
        ("welt.de", "Die Welt", "DE", "Axel Springer"),
        ("bizjournals.com/cincinnati", "Cincinnati Business Courier", "US", "Advance Publications"),
    ],
)
def test_a_known_outlet_has_its_record(tables: Tables, key: str, name: str, country: str, family: str) -> None:
    outlet = tables.outlets[key]

    assert (outlet.name, outlet.country, outlet.owner_family) == (name, country, family)
    assert all(fact.source and fact.licence for fact in outlet.facts)


def test_who_shares_a_site_is_never_its_lean(tables: Tables) -> None:
    dimensions = {rater.id: rater.dimension for rater in tables.raters.values()}
    ratings = [rating for outlet in tables.outlets.values() for rating in outlet.ratings]

    assert {rating.rater for rating in ratings if rating.dimension == "lean"} == {"wikidata"}
    assert all(rating.dimension == dimensions[rating.rater] for rating in ratings)
    audience = (rating for rating in ratings if rating.dimension == "audience_lean")
    assert all("who shares it, not what it writes" in rating.label for rating in audience)


def test_a_country_by_the_domains_ending_is_only_taken_where_the_ending_is_national(tables: Tables) -> None:
    endings = {
        outlet.key.split("/")[0].rsplit(".", 1)[-1]
        for outlet in tables.outlets.values()
        for fact in outlet.facts
        if fact.field == "country" and fact.source == "The country of the domain's ending"
    }

    assert endings
    assert not endings & {"ai", "co", "fm", "io", "ly", "me", "tv", "to", "com", "org", "net"}


def test_ratings_stand_in_files_by_licence() -> None:
    share_alike = {path.stem for path in (DATA / "ratings").glob("*.csv")} & {"wikipedia_editors", "cite_unseen"}

    assert share_alike == {"wikipedia_editors", "cite_unseen"}
    header, *rows = (DATA / "outlets.csv").read_text(encoding="utf-8").splitlines()
    sources = {pair.partition(":")[2] for row in rows for pair in row.rpartition(",")[2].split()}
    assert header.endswith(",sources")
    assert not sources & {"medialab", "perennial_2021", "cite_unseen", "newscatcher", "uci2014", "qui_possede_2021"}
