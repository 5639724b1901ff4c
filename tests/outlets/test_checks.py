"""What the check of the tables finds, one broken rule at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from server.outlets.checks import check_tables

WriteTables = Callable[..., Path]

SOURCES = "source,name,url,licence,as_of\nlist,List,https://list.example/,CC0-1.0,2026-09\n"
RATERS = "rater,name,dimension,scale,url,licence,as_of\none,One,lean,left|right,,CC0-1.0,2026\n"
HEADER = "key,name,country,language,ownership,founded,paywall,wikidata,alias_of,sources\n"
GOOD = "paper.example,M,GB,pt-BR,public,1900,yes,Q1,,"
SAID_BY = "name:list country:list language:list ownership:list founded:list paywall:list wikidata:list"


def findings(write_tables: WriteTables, **tables: str) -> list[str]:
    folder = write_tables("own", **{"sources.csv": SOURCES, "raters.csv": RATERS, **tables})
    return [f"{found.table}:{found.line}: {found.why}" for found in check_tables([folder])]


def test_it_finds_nothing_wrong_with_a_good_row(write_tables: WriteTables) -> None:
    rows = f"{HEADER}{GOOD}{SAID_BY}\nwas.example,,,,,,,,paper.example,\n"

    assert findings(write_tables, **{"outlets.csv": rows}) == []


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("a.example,A,UK,,,,,,,name:list country:list", "country is 'UK'"),
        ("a.example,A,,english,,,,,,name:list language:list", "language is 'english'"),
        ("a.example,A,,,secret,,,,,name:list ownership:list", "ownership is 'secret'"),
        ("a.example,A,,,,last year,,,,name:list founded:list", "founded is 'last year'"),
        ("a.example,A,,,,,metered,,,name:list paywall:list", "paywall is 'metered'"),
        ("a.example,A,,,,,,P31,,name:list wikidata:list", "wikidata is 'P31'"),
        # Facts without a list, lists without a fact, lists that nobody knows.
        ("a.example,A,GB,,,,,,,name:list", "country does not say"),
        ("a.example,A,,,,,,,,name:list founded:list", "'founded', which is empty"),
        ("a.example,A,,,,,,,,name:hearsay", "no source 'hearsay'"),
        # Keys that no look-up would ask for.
        ("A.example,A,,,,,,,,name:list", "lower case"),
        ("www.a.example,A,,,,,,,,name:list", "begins with www."),
        ("com,A,,,,,,,,name:list", "no domain"),
        ("co.uk,A,,,,,,,,name:list", "no domain"),
        ("substack.com,A,,,,,,,,name:list", "hosted platform"),
        ("a.example/News,A,,,,,,,,name:list", "path has to be lower case"),
        ("a.example/news/,A,,,,,,,,name:list", "without a slash at the end"),
        # Aliases.
        ("a.example,,,,,,,,z.example,", "alias of z.example, which has no row"),
        ("a.example,,,,,,,,a.example,", "which is an alias itself"),
        ("a.example,A,,,,,,,paper.example,name:list", "an alias has no facts"),
        ("a.example, A,,,,,,,,name:list", "blanks around it"),
    ],
)
def test_it_finds_what_is_wrong_with_an_outlet(write_tables: WriteTables, row: str, why: str) -> None:
    found = findings(write_tables, **{"outlets.csv": f"{HEADER}{row}\npaper.example,P,,,,,,,,name:list\n"})

    assert any(why in finding and ":2:" in finding for finding in found), found


@pytest.mark.parametrize(
    ("table", "text", "why"),
    [
        (
            "feeds.csv",
            "key,url,kind,language\nb.example,https://b.example/,,\na.example,https://a.example/,,\n",
            "order",
        ),
        (
            "feeds.csv",
            "key,url,kind,language\na.example,https://a.example/,,\na.example,https://a.example/,,\n",
            "twice",
        ),
        ("feeds.csv", "key,url,kind,language\na.example,https://a.example/,podcast,\n", "kind is 'podcast'"),
        ("feeds.csv", "key,url,kind,language\na.example,mailto:a@a.example,,\n", "https://"),
        ("feeds.csv", "key,url,kind,language\nz.example,https://z.example/,,\n", "no row 'z.example'"),
        ("ratings/one.csv", "key,dimension,value\na.example,lean,\n", "no lean"),
        ("ratings/one.csv", "key,dimension,value,as_of\na.example,lean,left,long ago\n", "as_of is 'long ago'"),
        ("ratings/two.csv", "key,dimension,value\na.example,lean,left\n", "no rater 'two'"),
    ],
)
def test_it_finds_what_is_wrong_with_the_other_tables(
    write_tables: WriteTables, table: str, text: str, why: str
) -> None:
    outlets = f"{HEADER}a.example,A,,,,,,,,name:list\nb.example,B,,,,,,,,name:list\n"

    assert any(why in finding for finding in findings(write_tables, **{"outlets.csv": outlets, table: text}))
