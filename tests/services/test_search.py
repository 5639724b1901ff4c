"""Search on the sample newsroom: all words, newest first, page by page, and nothing that a hostile question breaks."""

from __future__ import annotations

import pytest

from server.errors import InvalidCursor, InvalidInput
from server.services.house import House


def titles(house: House, words: str, *, limit: int = 100) -> list[str]:
    return [item.article.title or "" for item in house.search.find(words, cursor=None, limit=limit).articles]


def test_it_finds_articles_that_have_every_word(house: House) -> None:
    both, one = titles(house, "flood orrin"), titles(house, "flood")

    assert both
    assert set(both) < set(one)


@pytest.mark.parametrize("words", ["Flood ORRIN", "flood, orrin!", "  orrin   flood ", "orrin’s flood"])
def test_case_order_and_signs_make_no_difference(house: House, words: str) -> None:
    assert titles(house, words) == titles(house, "flood orrin")


def test_it_reads_other_languages(house: House) -> None:
    assert any("Hochwasser" in title for title in titles(house, "hochwasser orrin"))


@pytest.mark.parametrize("words", ["flood zeppelin", "qqqq"])
def test_one_word_too_many_finds_nothing(house: House, words: str) -> None:
    assert titles(house, words) == []


def test_it_pages_through_everything_once_newest_first(house: House) -> None:
    whole = house.search.find("the", cursor=None, limit=100).articles
    seen, cursor = [], None
    for _ in whole:
        page = house.search.find("the", cursor=cursor, limit=7)
        seen += [item.article.id for item in page.articles]
        cursor = page.next
        if not cursor:
            break

    assert seen == [item.article.id for item in whole]
    assert len(set(seen)) == len(seen) > 14
    times = [item.article.published_at for item in whole if item.article.published_at]
    assert times == sorted(times, reverse=True)


def test_it_names_the_story_of_what_it_finds(house: House) -> None:
    found = house.search.find("flood orrin", cursor=None, limit=5).articles

    assert any(item.story and item.story.counts.articles > 1 for item in found)


def test_outlets_of_such_a_name_come_with_it(house: House) -> None:
    found = house.search.find("harbour ledger", cursor=None, limit=1)

    assert "harbour-ledger.example" in [outlet.key for outlet in found.outlets]


@pytest.mark.parametrize("words", ["", "   ", "!!!", "\u0000", "—"])
def test_it_asks_for_a_word(house: House, words: str) -> None:
    with pytest.raises(InvalidInput, match="type a word"):
        house.search.find(words, cursor=None, limit=10)


@pytest.mark.parametrize(
    "words",
    ["a" * 1_000_000, "flood " * 100_000, '" OR 1=1 --', "NEAR(a b) *", "洪" * 10_000, "\u202eorrin", "' UNION SELECT"],
)
def test_a_hostile_question_is_only_words(house: House, words: str) -> None:
    found = house.search.find(words, cursor=None, limit=10)

    assert len(found.articles) <= 10


@pytest.mark.parametrize("cursor", ["abc", "WyJhIiwiYiJd", "WyIxIl0"])
def test_it_refuses_a_foreign_cursor(house: House, cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        house.search.find("flood", cursor=cursor, limit=10)
