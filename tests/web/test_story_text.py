"""What a page tells of a story: a language model's words are never mixed up with an article's own."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from lxml import html
from lxml.html import HtmlElement
from msgspec import structs

from server.services.house import House
from server.services.story_answers import RewrittenAnswer, StoryAnswer

from .showing import show

HOSTILE = '</p><script>alert(9)</script> <b>Nine</b> people & "more" are missing.'
REWRITTEN = "//details[contains(summary, 'rewritten by a language model')]"


@pytest.fixture(scope="module")
def story(house: House) -> StoryAnswer:
    """A story of the sample newsroom with an overview."""
    found = house.stories.page(since=None, min_outlets=5, cursor=None, limit=20).stories
    return next(one for one in (house.stories.get(item.id) for item in found) if one.overview)


def page_of(story: StoryAnswer) -> HtmlElement:
    client = show(stories=SimpleNamespace(get=lambda _: story))
    return html.fromstring(client.get(f"/stories/{story.id}").text)


def rewrite(story: StoryAnswer) -> StoryAnswer:
    """The story with a first sentence that rests on two of the overview's, and a second that rests on the first."""
    spans = [part.evidence for part in story.overview or []]
    return structs.replace(story, rewritten=[RewrittenAnswer(HOSTILE, spans[:2]), RewrittenAnswer("So.", spans[:1])])


def test_it_says_whose_words_they_are_and_how_they_were_checked(story: StoryAnswer) -> None:
    (part,) = page_of(rewrite(story)).xpath(REWRITTEN)

    assert part.findtext("summary") == "The same, rewritten by a language model"
    assert part.xpath("./p[1]/text()")[0].startswith("Not an article’s own words. Every sentence was checked")
    assert part.get("open") is None  # the articles' own words come first; these are for who asks for them


def test_each_sentence_leads_to_the_places_that_it_rests_on(story: StoryAnswer) -> None:
    page = page_of(rewrite(story))

    first, second = page.xpath(f"{REWRITTEN}/p[position() > 1]")
    own = page.xpath("//*[@class='overview']//*[@class='cite']/a[1]/@href")
    assert first.xpath(".//*[@class='cite']/a[1]/@href") == own[:2]
    assert second.xpath(".//*[@class='cite']/a[1]/@href") == own[:1]
    assert all("#:~:text=" in link for link in own)


def test_a_models_words_are_text_and_never_look_like_an_articles(story: StoryAnswer) -> None:
    (part,) = page_of(rewrite(story)).xpath(REWRITTEN)

    assert not part.xpath(".//script | .//b")
    assert part.xpath("./p[2]/span[1]/text()") == [HOSTILE]
    assert not part.xpath(".//*[@class='said'] | .//q")  # how what is said word for word is set


def test_without_a_writer_there_is_no_word_of_one(story: StoryAnswer) -> None:
    assert story.overview
    assert story.rewritten == []

    assert not page_of(story).xpath(REWRITTEN)
