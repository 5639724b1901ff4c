import json
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from server.articles.models import DateSource, Evidence, Precision, Published
from server.coverage.models import Counts
from server.errors import InvalidCursor, InvalidInput, NotFound, StoreUnavailable
from server.store.hashing import sealed
from server.store.tables import stories
from server.stories.models import Member, OpKind, StoryOp
from server.summaries.models import StorySummary
from tests.store.examples import NOW, article
from tests.summaries.examples import SIDES, STORY, tell

IDS = [article(number).id for number in range(12)]
LATER = NOW + timedelta(hours=1)


def create(story, number):
    return StoryOp(OpKind.CREATE, story, IDS[number], model="m1")


def join(story, number, probability=0.9):
    return StoryOp(OpKind.JOIN, story, IDS[number], probability=probability, evidence={"gap": 0.5}, model="m1")


def merge(story, old):
    return StoryOp(OpKind.MERGE, story, from_story=old, model="m1")


def published(hours_ago):
    return Published(NOW - timedelta(hours=hours_ago), Precision.MINUTE, DateSource.FEED)


def summary(text):
    spread = Counts(1, 1, 1, {"left": 1, "not_rated": 2}, {"GB": 1}, {"unknown": 1})
    return StorySummary(Evidence(IDS[0], 0, len(text), text, "title"), None, spread, NOW, None)


@pytest.fixture
def store(article_store, story_store):
    """A story store beside twelve articles of six outlets, the later ones the newer."""
    batch = [
        article(number, outlet_key=f"outlet{number % 6}.example", published=published(24 - number))
        for number in range(12)
    ]
    article_store.save(batch, now=NOW)
    return story_store


def test_it_records_who_belongs_to_a_story(store):
    touched = store.apply([create("a", 3), join("a", 1, 0.8)], position=4, now=NOW)

    story = store.get("a")
    assert touched == ["a"]
    assert story.members == (Member(IDS[1], 2, 0.8), Member(IDS[3], 4, None))
    assert (story.revision, story.created_at, story.updated_at) == (1, NOW, NOW)
    assert story.newest_published_at == NOW - timedelta(hours=21)
    assert store.story_of(IDS) == {IDS[1]: "a", IDS[3]: "a"}
    assert store.find_for_article(IDS[3]) == story
    assert store.find_for_article(IDS[5]) is None
    assert (store.revision_of(IDS[3]), store.revision_of(IDS[5])) == (("a", 1), None)
    assert store.grouped_position() == 4


def test_it_lists_the_members_of_several_stories_at_once(store):
    store.apply([create("st-a", 0), join("st-a", 2), create("st-b", 1)], position=3, now=NOW)

    found = store.members_of(["st-b", "st-a", "st-none"])

    assert found == {story: store.get(story).members for story in ("st-a", "st-b")}


def test_it_answers_to_the_old_ids_of_merged_stories(store):
    store.apply([create("a", 0), create("b", 1), create("c", 2)], position=3, now=NOW)

    touched = store.apply([merge("b", "c"), merge("a", "b")], position=3, now=LATER)

    assert touched == ["a"]
    assert [store.get(old).id for old in "abc"] == ["a", "a", "a"]
    assert len(store.get("c").members) == 3


def test_what_is_merged_and_split_off_again_in_one_step_is_a_story_like_any_other(store):
    store.apply([create("a", 0), create("b", 1)], position=2, now=NOW)
    split = [StoryOp(OpKind.SPLIT, "b", from_story="a"), StoryOp(OpKind.MOVE, "b", IDS[1], from_story="a")]

    touched = store.apply([merge("a", "b"), *split], position=3, now=LATER)

    assert sorted(touched) == ["a", "b"]
    assert [(len(store.get(story).members), store.get(story).revision > 0) for story in "ab"] == [(1, True), (1, True)]


def test_any_of_its_articles_names_a_story(store):
    # Had they come in another order, the story would bear another of these ids.
    store.apply([create("a", 0), join("a", 1), create(f"st-{IDS[2]}", 2)], position=3, now=NOW)

    assert [store.get(f"st-{IDS[number]}").id for number in (0, 1, 2)] == ["a", "a", f"st-{IDS[2]}"]
    for nobody in ("st-", "st-nobody", IDS[0]):
        with pytest.raises(NotFound):
            store.get(nobody)


def test_it_splits_a_story(store):
    store.apply([create("a", 0), join("a", 1), join("a", 2)], position=3, now=NOW)
    moves = [StoryOp(OpKind.MOVE, "b", IDS[number], from_story="a", probability=0.6) for number in (1, 2)]

    touched = store.apply([StoryOp(OpKind.SPLIT, "b", from_story="a"), *moves], position=3, now=LATER)

    assert touched == ["b", "a"]
    assert [member.article_id for member in store.get("a").members] == [IDS[0]]
    assert store.get("b").members == (Member(IDS[1], 2, 0.6), Member(IDS[2], 3, 0.6))


def test_it_keeps_a_retired_story_addressable_but_unlisted(store):
    store.apply([create("a", 0), create("b", 1)], position=2, now=NOW)
    move = StoryOp(OpKind.MOVE, "b", IDS[0], from_story="a")

    touched = store.apply([move, StoryOp(OpKind.RETIRE, "a")], position=2, now=LATER)

    assert touched == ["b"]
    assert store.get("a").members == ()
    assert [story.id for story in store.page(since=None, min_outlets=1, before=None, limit=9)] == ["b"]


@pytest.mark.parametrize(
    "misfit",
    [
        create("a", 1),  # the story is there already
        create("b", 0),  # the article is in a story already
        join("a", 0),
        join("nowhere", 1),
        StoryOp(OpKind.JOIN, "a", "0" * 20),  # no such article
        StoryOp(OpKind.JOIN, "a"),  # no article at all
        merge("a", "nowhere"),
        merge("nowhere", "a"),
        merge("a", "a"),
        StoryOp(OpKind.MOVE, "a", IDS[0], from_story="elsewhere"),
        StoryOp(OpKind.RETIRE, "a"),  # still has a member
        StoryOp(OpKind.RETIRE, "nowhere"),
        StoryOp(OpKind.SPLIT, "a", from_story="a"),
        create("fresh", 1),  # as the one before it in the same batch
        join("fresh", 2),
        join("old", 1),  # merged away: what is asked for is out of date
        create("old", 1),
    ],
)
def test_it_takes_the_whole_batch_back_if_one_operation_does_not_fit(store, misfit):
    store.apply([create("a", 0), create("old", 9), merge("a", "old")], position=1, now=NOW)
    before = store.get("a")

    with pytest.raises(InvalidInput, match="grouping"):
        store.apply([create("fresh", 2), misfit], position=2, now=LATER)

    assert store.get("a") == before
    assert store.story_of(IDS) == {IDS[0]: "a", IDS[9]: "a"}
    assert store.grouped_position() == 1


def test_it_refuses_a_second_group_worker(store):
    store.apply([create("a", 0)], position=5, now=NOW)

    with pytest.raises(StoreUnavailable, match="another process"):
        store.apply([create("b", 1)], position=4, now=NOW)


def test_it_logs_what_happened_to_each_story(store):
    store.apply([create("a", 0), create("b", 1), join("b", 2, 0.75)], position=3, now=NOW)
    store.apply([merge("a", "b")], position=3, now=LATER)

    assert store.ops("b") == [(NOW, create("b", 1)), (NOW, join("b", 2, 0.75)), (LATER, merge("a", "b"))]
    assert store.ops("nowhere") == []


def test_it_keeps_all_that_is_told_of_a_story(store):
    store.apply([create("a", 0)], position=1, now=NOW)
    told = tell(*STORY, sides=SIDES)

    store.save_summary("a", told)

    assert store.get("a").summary == told


def test_it_reads_a_summary_of_an_older_make_and_has_it_made_again(store, engine):
    store.apply([create("a", 0), create("b", 1)], position=2, now=NOW)
    store.save_summary("a", summary("First"))
    store.save_summary("b", summary("Second"))
    parts = ["overview", "questions", "timeline", "notes", "text_format"]
    with engine.begin() as connection:
        row = connection.execute(sa.select(stories).where(stories.c.id == "a")).one()
        old = {name: part for name, part in json.loads(row.summary).items() if name not in parts}
        values = sealed(row._asdict() | {"summary": json.dumps(old)})
        connection.execute(sa.update(stories).where(stories.c.id == "a").values(values))

    assert store.get("a").summary.headline.text == "First"
    assert store.get("a").summary.overview is None
    assert store.to_prepare(limit=9) == ["a"]
    store.save_summary("a", summary("First"))
    assert store.to_prepare(limit=9) == []


def test_it_gives_a_summary_that_differs_a_new_revision(store):
    store.apply([create("a", 0), create("b", 1), merge("a", "b")], position=2, now=NOW)

    store.save_summary("b", summary("First"))
    kept = store.get("a")
    store.save_summary("a", summary("First"))
    same = store.get("a")
    store.save_summary("a", summary("Second"))

    assert (kept.summary, kept.revision) == (summary("First"), 2)
    assert same == kept
    assert store.get("a") == replace(kept, summary=summary("Second"), revision=3)


def test_it_gives_a_story_a_new_revision_when_an_article_of_it_changes(store, article_store):
    store.apply([create("a", 0), create("b", 1)], position=2, now=NOW)
    key = article_store.find_view_key(article(0).url)

    article_store.save([article(0, title="Changed"), article(1)], now=LATER)

    assert key == (IDS[0], "a", 1)
    assert article_store.find_view_key(article(0).url) == (IDS[0], "a", 2)


def test_it_pages_through_the_stories_newest_first(store):
    ops = [create(f"s{number}", number) for number in (0, 2, 4)]
    store.apply([*ops, join("s0", 1), join("s2", 3), join("s4", 11)], position=12, now=NOW)
    store.apply([create("single", 10)], position=12, now=NOW)

    first = store.page(since=None, min_outlets=2, before=None, limit=2)
    position = (first[-1].newest_published_at.isoformat(), first[-1].id)
    second = store.page(since=None, min_outlets=2, before=position, limit=2)
    recent = store.page(since=NOW - timedelta(hours=15), min_outlets=1, before=None, limit=9)

    assert [story.id for story in first + second] == ["s4", "s2", "s0"]
    assert [story.id for story in recent] == ["s4", "single"]


# A page that dates itself into the future must not stay at the top for two days.
def test_it_does_not_believe_that_an_article_is_newer_than_its_arrival(store, article_store):
    late = article(50, published=published(-40))
    article_store.save([late], now=NOW)

    store.apply([StoryOp(OpKind.CREATE, "a", late.id)], position=13, now=NOW)

    assert store.get("a").newest_published_at == NOW


@pytest.mark.parametrize("before", [("", ""), ("yesterday", "a"), ("2026-01-01T00:00:00", "a"), ("9" * 99, "a")])
def test_it_refuses_a_cursor_that_is_not_its_own(store, before):
    with pytest.raises(InvalidCursor, match="leave it out"):
        store.page(since=None, min_outlets=1, before=before, limit=5)


def test_it_says_that_it_does_not_know_a_story(store):
    with pytest.raises(NotFound):
        store.get("nowhere")
    with pytest.raises(NotFound):
        store.save_summary("nowhere", summary("Text"))
