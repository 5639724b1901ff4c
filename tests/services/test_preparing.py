"""What is shown of a story is made ready; where there is a writer, its words come after and never instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from server.citations.names import build_names
from server.fetching.writer import Draft
from server.outlets.models import Outlet, Tables
from server.services.comparing import ComparingService
from server.services.folding import FoldingService
from server.services.preparing import PreparingService
from server.services.readings import ReadingService
from server.services.rewriting import RewritingService
from server.store.prepared import SqlPreparedStore
from server.summaries.models import StorySummary
from tests.services.newsroom import Past
from tests.summaries.examples import HERALD, STORY

STORY_ID = "st-1"


class FakeOutlets:
    """No outlet is known."""

    wire_names: frozenset[str] = frozenset()

    def find(self, key: str | None) -> Outlet | None:
        return None

    def side_of(self, outlet: Outlet | None) -> str | None:
        return None


class EchoWriter:
    """Says the first sentence that it is sent; something may happen meanwhile."""

    def __init__(self) -> None:
        self.asked = 0
        self.meanwhile: Callable[[], object] = lambda: None

    def rewrite(self, sentences: Sequence[str]) -> Sequence[Draft]:
        self.asked += 1
        self.meanwhile()
        return [Draft(sentences[0], [1])]


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Past]:
    made = Past(tmp_path)
    made.open(STORY_ID, *STORY)
    yield made
    made.close()


def build(past: Past, writer: EchoWriter | None = None) -> PreparingService:
    outlets, prepared = FakeOutlets(), SqlPreparedStore(past.engine)
    readings = ReadingService(prepared, build_names(Tables({}, {}, (), {}, {}), []))
    return PreparingService(
        past.articles,
        past.stories,
        folding=FoldingService(past.articles, outlets, readings),
        readings=readings,
        comparing=ComparingService(prepared, outlets),
        recording=past.recording,
        rewriting=RewritingService(writer) if writer else None,
    )


def shown(past: Past) -> StorySummary:
    summary = past.stories.get(STORY_ID).summary
    assert summary is not None
    return summary


def test_a_story_is_prepared_once_for_each_touch(past: Past) -> None:
    service = build(past)

    assert [service.prepare(), service.prepare()] == [1, 0]

    assert shown(past).overview
    assert past.versions.last_number(STORY_ID) == 1


def test_without_a_writer_nothing_is_rewritten(past: Past) -> None:
    service = build(past)
    service.prepare()

    assert (service.has_writer, service.rewrite_one()) == (False, False)
    assert shown(past).rewritten == ()


def test_an_overview_is_rewritten_after_it_was_shown(past: Past) -> None:
    service = build(past, EchoWriter())
    service.prepare()
    before = shown(past)

    assert [service.rewrite_one(), service.rewrite_one()] == [True, False]

    assert before.rewritten == ()
    assert [one.text for one in shown(past).rewritten] == [before.overview[0].text]
    assert shown(past) == replace(before, rewritten=shown(past).rewritten)


def test_the_same_overview_is_not_rewritten_again(past: Past) -> None:
    writer = EchoWriter()
    service = build(past, writer)
    service.prepare()
    service.rewrite_one()
    past.articles.save([replace(HERALD, section="world")], now=past.wait(hours=1))
    past.stories.apply([], position=past.articles.last_change(), now=past.now)

    service.prepare()

    assert (service.rewrite_one(), writer.asked) == (False, 1)
    assert shown(past).rewritten


def test_what_was_rewritten_of_another_overview_is_not_shown(past: Past) -> None:
    writer = EchoWriter()
    service = build(past, writer)
    service.prepare()
    other = replace(shown(past), overview=shown(past).overview[1:])
    writer.meanwhile = lambda: past.stories.save_summary(STORY_ID, other)

    service.rewrite_one()

    assert shown(past) == other
