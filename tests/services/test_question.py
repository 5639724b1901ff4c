from __future__ import annotations

import pytest

from server.errors import InvalidInput, PrivateAddress
from server.services.question import MAX_TEXT, MAX_TITLE, Question, parse_sections, read_address, read_question


@pytest.mark.parametrize("fields", ["", " , ", "colour", "outlet,colour"])
def test_it_names_the_sections_that_exist(fields: str) -> None:
    with pytest.raises(InvalidInput, match="cited_outlets") as caught:
        parse_sections(fields)

    assert caught.value.pointer == "fields"


def test_it_reads_sections_between_commas_and_by_their_short_names() -> None:
    assert parse_sections("article, cited,,") == {"article", "cited_outlets"}


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        # What tells pages apart stays, what only tells how the reader came goes.
        ("http://News.com/a?id=7&utm_source=x#top", "https://news.com/a?id=7"),
        # A link through a redirecting service is the page that it leads to.
        ("https://www.google.com/url?q=https%3A%2F%2Fnews.com%2Fa", "https://news.com/a"),
    ],
)
def test_it_reads_an_address_as_that_of_its_page(url: str, expected: str) -> None:
    assert read_address(url, is_listed=False) == expected


@pytest.mark.parametrize("url", ["https://reader:secret@news.com/a", "http://192.168.0.1/a", "http://intranet/a"])
def test_it_looks_up_nothing_private(url: str) -> None:
    with pytest.raises(PrivateAddress) as caught:
        read_address(url, is_listed=False)

    assert caught.value.pointer == "url"


def test_it_takes_a_listed_outlet_for_public_whatever_its_name() -> None:
    assert read_address("https://harbor-post.example/a", is_listed=True) == "https://harbor-post.example/a"


def test_it_compares_no_more_of_a_text_than_is_useful() -> None:
    question = Question(title="t" * (MAX_TITLE + 1), text="word " * MAX_TEXT)

    article = read_question(question, address=None, outlet_key=None)

    assert len(article.title) <= MAX_TITLE
    assert len(article.body) <= MAX_TEXT
