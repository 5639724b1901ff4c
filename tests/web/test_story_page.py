"""The page of a story: what of its articles is shown, in which order, with which counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from server.errors import InvalidInput
from server.services.answer_parts import ArticleAnswer, MatchAnswer, OutletRef
from server.web.story_page import IN_GROUP, IN_LIST, Asked, read_filter, select

START = datetime(2026, 10, 5, 6, tzinfo=UTC)


def match(
    name: str, *, lean: str | None = None, country: str | None = "GB", origin: str = "", hours: float | None = 0
) -> MatchAnswer:
    """An article of an outlet of its own, `hours` after the first."""
    at = None if hours is None else START + timedelta(hours=hours)
    url = f"https://{name}.example/a"
    article = ArticleAnswer(
        name,
        url,
        url,
        f"Headline {name}",
        [],
        at,
        "minute" if at else None,
        None,
        "en",
        None,
        None,
        None,
        True,
        None,
        at,
    )
    outlet = OutletRef(f"{name}.example", name.title(), country, None, lean, f"/outlets/{name}.example")
    return MatchAnswer(article, outlet, 0.9, origin or name)


STORY = [
    match("ada", lean="left", hours=0),
    match("bea", lean="left", hours=1, origin="ada"),
    match("cal", lean="right", hours=2, country="FR"),
    match("dot", hours=3, country=None),
]


def names(matches: list[MatchAnswer] | object) -> list[str | None]:
    return [one.article.id for one in matches]  # type: ignore[attr-defined]  # a sequence of matches


def test_it_puts_all_sides_beside_each_other_and_counts_each_as_a_pair() -> None:
    found = select(STORY, Asked())

    assert [(group.side, group.articles, group.origins) for group in found.groups] == [
        ("left", 2, 1),
        ("center", 0, 0),
        ("right", 1, 1),
        ("not_rated", 1, 1),
    ]
    assert (found.articles, found.origins, found.following) == (4, 3, None)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        (Asked(side="left"), ["ada", "bea"]),
        (Asked(side="center"), []),
        (Asked(side="not_rated"), ["dot"]),
        (Asked(country="fr", sort="oldest"), ["cal"]),
        # An outlet whose country is not known is in none.
        (Asked(country="unknown", sort="oldest"), ["dot"]),
        (Asked(side="left", country="FR"), []),
        (Asked(sort="newest"), ["dot", "cal", "bea", "ada"]),
        (Asked(sort="oldest"), ["ada", "bea", "cal", "dot"]),
    ],
)
def test_it_shows_what_was_asked_for(asked: Asked, expected: list[str]) -> None:
    found = select(STORY, asked)

    assert [name for group in found.groups for name in names(group.shown)] == expected
    assert found.articles == len(expected)


def test_articles_of_one_origin_stand_together_if_asked() -> None:
    story = [match("ada"), match("cal"), match("bea", origin="ada")]

    found = select(story, Asked(sort="origin"))

    assert names(found.groups[0].shown) == ["ada", "bea", "cal"]


def test_a_large_story_comes_some_at_a_time_and_whole() -> None:
    story = [match(f"n{number}", lean="left", hours=number) for number in range(2 * IN_LIST + 5)]

    seen, start = [], 0
    while start is not None:
        page = select(story, Asked(side="left", start=start))
        seen += names(page.groups[0].shown)
        start = page.following

    assert seen == names(story)
    assert len(select(story, Asked()).groups[0].shown) == IN_GROUP
    assert select(story, Asked()).groups[0].articles == len(story)


def test_a_page_beyond_the_end_is_empty() -> None:
    found = select(STORY, Asked(sort="oldest", start=400))

    assert (names(found.groups[0].shown), found.following) == ([], None)


@pytest.mark.parametrize(
    "args",
    [{"side": "up"}, {"sort": "random"}, {"start": "-1"}, {"start": "9" * 20}, {"country": "x" * 8}, {"start": "²"}],
)
def test_it_refuses_what_no_list_offers(args: dict[str, str]) -> None:
    with pytest.raises(InvalidInput, match="choose"):
        read_filter(args)
