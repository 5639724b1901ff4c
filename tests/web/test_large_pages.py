"""A story of hundreds of articles still makes a page that a telephone can load."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from lxml import html
from msgspec import structs

from server.services.answer_parts import CountsAnswer
from server.services.house import House
from server.services.story_answers import StoryAnswer, TimelineAnswer

from .showing import show
from .test_story_page import match

SIDES = ("left", "center", "right", None)
LANDS = ("GB", "FR", "DE", "US")


def grown(story: StoryAnswer, articles: int) -> StoryAnswer:
    """The story with so many articles more, each of an outlet and an owner of its own."""
    more = [match(f"outlet-number-{n}", lean=SIDES[n % 4], country=LANDS[n % 4], hours=n / 3) for n in range(articles)]
    entries = [TimelineAnswer(one.article.id or "", one.article.published_at, "minute", "report") for one in more]
    owners = {f"A company of a longer name, number {n}": 1 for n in range(articles)}
    counts = CountsAnswer(articles, articles, articles, story.counts.by_lean, story.counts.by_country, owners)
    return structs.replace(
        story, counts=counts, articles=[*story.articles, *more], timeline=[*story.timeline, *entries]
    )


@pytest.mark.parametrize("query", ["", "?sort=newest", "?side=left&start=30"])
@pytest.mark.parametrize("articles", [0, 400])
def test_the_page_of_a_story_stays_small(house: House, articles: int, query: str) -> None:
    known = house.stories.page(since=None, min_outlets=5, cursor=None, limit=1).stories[0]
    story = grown(house.stories.get(known.id), articles)
    client = show(stories=SimpleNamespace(get=lambda _: story))

    answer = client.get(f"/stories/{known.id}{query}")

    assert answer.status_code == 200
    assert len(answer.data) < 100_000
    assert len(html.fromstring(answer.text).xpath("//*[@class='match']")) <= 4 * 8
