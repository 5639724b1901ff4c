"""JSON-LD is read as publishers really write it, and only where it speaks of the page."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.articles.json_ld import JsonLdArticle, main_article, read_json_ld

HERE = "https://ledger.example/bridge-closes-today"
NODE = '{"@type":"NewsArticle","headline":"Bridge closes"}'


def one(block: object) -> JsonLdArticle:
    [article] = read_json_ld([block if isinstance(block, str) else json.dumps(block)]).articles
    return article


@pytest.mark.parametrize(
    "block",
    [
        NODE,
        # Wrapped for parsers of another century.
        f"<!-- {NODE} -->",
        f"//<![CDATA[\n{NODE}\n//]]>",
        f"/*<![CDATA[*/ {NODE} /*]]>*/",
        # Written by string concatenation: trailing commas, line breaks in strings, a semicolon, two values in a row.
        '{"@type":["NewsArticle",],"headline":"Bridge closes",}',
        '{"@type":"NewsArticle","headline":"Bridge\ncloses"}',
        f"{NODE};",
        f"{NODE}{NODE}",
        # Every place in which the page's article may stand.
        f"[{NODE}]",
        f'{{"@context":"https://schema.org","@graph":[{{"@type":"WebPage"}},{NODE}]}}',
        f'{{"@type":"WebPage","mainEntity":{NODE}}}',
        # Types with their vocabulary, and several.
        '{"@type":"https://schema.org/NewsArticle","headline":"Bridge closes"}',
        '{"@type":"schema:NewsArticle","headline":"Bridge closes"}',
        '{"@type":["Article","NewsArticle"],"headline":["Bridge closes"]}',
        '{"@type":"NewsArticle","headline":{"@language":"en","@value":"Bridge &amp;closes"}}'.replace("&amp;", "&#32;"),
    ],
)
def test_it_reads_what_publishers_write(block: str) -> None:
    article = one(block)

    assert article.headline == "Bridge closes"
    assert "NewsArticle" in article.types


@pytest.mark.parametrize(
    "block",
    [
        "", "null", "7", '"NewsArticle"', "{", "not json", "{}", '{"@type":7}', "[[[]]]", '{"@graph":{"@graph":7}}',
        # Deeper than any parser should follow.
        "[" * 100_000, '{"mainEntity":' * 50 + NODE + "}" * 50,
        # Other pages' articles: in a list, as a part, as an update of a live page.
        f'{{"@type":"ItemList","itemListElement":[{NODE}]}}',
        f'{{"@type":"WebPage","hasPart":{NODE}}}',
        f'{{"@type":"WebPage","liveBlogUpdate":[{NODE}]}}',
    ],
)  # fmt: skip
def test_it_finds_no_article_where_none_stands_for_the_page(block: str) -> None:
    assert read_json_ld([block]).articles == ()


def test_it_reads_the_fields() -> None:
    article = one(
        {
            "@type": "NewsArticle",
            "mainEntityOfPage": {"@type": "WebPage", "@id": HERE},
            "datePublished": "2026-10-05T10:00:00Z",
            "author": [{"@type": "Person", "name": "Jane Doe"}, "John Roe"],
            "articleSection": ["Local", "Traffic"],
            "publisher": {"@type": "Organization", "name": "Harbour &amp; Ledger"},
            "inLanguage": {"@type": "Language", "name": "English", "alternateName": "en"},
        }
    )

    assert article.urls == (HERE,)
    assert article.date_published == "2026-10-05T10:00:00Z"
    assert article.authors == ("Jane Doe", "John Roe")
    assert article.sections == ("Local", "Traffic")
    assert article.publisher == "Harbour & Ledger"
    assert article.language == "en"


def test_it_follows_references_within_the_graph() -> None:
    person = {"@type": "Person", "@id": "#jane", "name": "Jane Doe"}
    article = {"@type": "NewsArticle", "author": {"@id": "#jane"}, "publisher": {"@id": "#nobody"}}

    assert one({"@graph": [article, person]}).authors == ("Jane Doe",)


@pytest.mark.parametrize(
    ("fields", "is_free"),
    [
        ({"isAccessibleForFree": False}, False),
        ({"isAccessibleForFree": "False"}, False),
        ({"isAccessibleForFree": "http://schema.org/False"}, False),
        ({"isAccessibleForFree": "true"}, True),
        # A free article with a locked part is a teaser.
        ({"isAccessibleForFree": True, "hasPart": {"isAccessibleForFree": "False", "cssSelector": ".more"}}, False),
        ({"hasPart": [{"isAccessibleForFree": True}]}, None),
        ({"isAccessibleForFree": "perhaps"}, None),
        ({}, None),
    ],
)
def test_it_reads_whether_the_article_is_free(fields: dict[str, object], is_free: bool | None) -> None:
    assert one({"@type": "NewsArticle", **fields}).is_accessible_for_free is is_free


def is_here(url: str) -> bool:
    return url == HERE


@pytest.mark.parametrize(
    ("articles", "headline"),
    [
        # The only one, whatever it calls itself.
        ([JsonLdArticle(("Article",), headline="A")], "A"),
        # Two plugins, one article.
        ([JsonLdArticle(("Article",)), JsonLdArticle(("NewsArticle",), headline="A")], "A"),
        # A front page: several articles, none of them this page.
        ([JsonLdArticle(("Article",), headline="A"), JsonLdArticle(("Article",), headline="B")], None),
        # An article with its related ones: the one that names this page.
        (
            [
                JsonLdArticle(("Article",), headline="A"),
                JsonLdArticle(("Article",), headline="B", urls=("#x", HERE)),
            ],
            "B",
        ),
        ([], None),
    ],
)
def test_it_picks_the_pages_own_article(articles: list[JsonLdArticle], headline: str | None) -> None:
    article = main_article(articles, is_this_page=is_here)

    assert (article.headline if article else None) == headline


def test_it_fills_gaps_of_one_node_from_the_next() -> None:
    first = JsonLdArticle(("Article",), headline="A", authors=("Jane Doe",))
    second = JsonLdArticle(("OpinionNewsArticle",), headline="a!", authors=("X",), sections=("Local",))

    article = main_article([first, second], is_this_page=is_here)

    assert article == JsonLdArticle(
        ("Article", "OpinionNewsArticle"), headline="A", authors=("Jane Doe",), sections=("Local",)
    )


json_values = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=9) | st.just("NewsArticle"),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        st.sampled_from(
            ["@type", "@id", "@graph", "mainEntity", "mainEntityOfPage", "author", "headline", "hasPart", "url", "name",
             "datePublished", "inLanguage", "isAccessibleForFree", "@value", "publisher", "articleSection"]
        ),
        inner,
        max_size=5,
    ),
    max_leaves=12,
)  # fmt: skip


@settings(deadline=None)  # the machine may be busy
@given(json_values)
def test_it_never_fails_on_json_of_any_shape(value: object) -> None:
    read = read_json_ld([json.dumps(value)])

    assert all(isinstance(author, str) for article in read.articles for author in article.authors)


@settings(deadline=None)  # the machine may be busy
@given(st.lists(st.text(max_size=60), max_size=3))
def test_it_never_fails_on_text(blocks: list[str]) -> None:
    assert read_json_ld(blocks).articles == ()
