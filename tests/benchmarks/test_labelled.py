"""Collections come from files, several of which may be one stream, and from what the project brings along."""

from __future__ import annotations

import json

import pytest

from benchmarks.labelled import NO_TIMES, own_collections, read_collection, sample_newsroom
from scripts.labelled_pairs import is_held_back


@pytest.fixture
def files(tmp_path):
    rows = {
        "news": [
            {"id": "late", "title": "Ferry docks", "published": "2026-03-02T08:00:00Z", "story": "ferry"},
            {"id": "early", "title": "Ferry burns", "published": "2026-03-01T08:00:00Z", "story": "ferry"},
        ],
        "haystack": [{"id": "other", "title": "Mayor resigns", "published": "2026-03-01T12:00:00Z"}],
    }
    for name, lines in rows.items():
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, lines)))
    return tmp_path


def test_files_are_one_stream_of_which_some_are_labelled(files):
    collection = read_collection(f"{files}/news.jsonl+{files}/haystack.jsonl")

    assert [line.id for line in collection.lines] == ["early", "other", "late"]
    assert collection.gold == {"late": "ferry", "early": "ferry"}
    assert collection.name == "news"


def test_a_collection_may_be_given_a_name(files):
    collection = read_collection(f"Ferries, one=1={files}/news.jsonl")

    assert (collection.name, collection.slug) == ("Ferries, one=1", "ferries--one-1")


def test_held_back_are_the_stories_that_fitting_held_back(files):
    assert read_collection(f"{files}/news.jsonl").held_back == frozenset(filter(is_held_back, ["ferry"]))


def test_without_times_nothing_is_left_that_tells_when_or_where():
    changed = [line.article for line in sample_newsroom().changed(NO_TIMES).lines]

    assert not any(article.published or article.outlet_key for article in changed)
    assert {article.url.rpartition("/")[0] for article in changed} == {"https://unknown.example"}


def test_what_the_project_brings_along_was_never_fitted_on():
    collections = own_collections(articles=50)

    assert [len(collection.lines) for collection in collections] == [120, 50]
    assert not any(collection.held_back for collection in collections)


def test_an_article_that_only_plays_on_a_story_is_one_of_its_own():
    gold = sample_newsroom().gold

    assert sum(article == story for article, story in gold.items()) == 8  # comment, satire, round-ups
