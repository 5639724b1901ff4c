"""The gate: what matching reaches on the sample newsroom may rise, never fall.

The figures are B-cubed (Bagga and Baldwin 1998) over all articles; an article that only plays on a story counts as a
story of its own. Lowering a pinned figure needs a written reason in the same commit.
"""

from __future__ import annotations

from collections import Counter

import pytest

from benchmarks.matching import open_product
from tests.evaluation.newsroom import load_newsroom

PINNED_PRECISION = 0.91  # .92 before stories were asked by the mean over all their pairs: F1 .885 became .90
PINNED_RECALL = 0.88
PINNED_F1 = 0.895

# Pairs of events that resemble each other on purpose: what makes each pair hard is in its story files.
LOOK_ALIKE = [
    ("01-tessel-flood", "02-wend-flood"),
    ("03-pell-resigns", "04-dalmere-mayor"),
    ("11-kisanda-ferry", "01-tessel-flood"),
]


@pytest.fixture(scope="module")
def newsroom():
    return load_newsroom()


@pytest.fixture(scope="module")
def story_of(newsroom, tmp_path_factory):
    with open_product(tmp_path_factory.mktemp("evaluation")) as product:
        for one in newsroom:
            product.articles.save([one.article], now=one.article.published.at)
        while product.grouping.catch_up():
            pass
        return product.stories.story_of([one.article.id for one in newsroom])


def test_stories_are_as_good_as_they_were(newsroom, story_of):
    gold = {one.article.id: one.story if one.is_same_story else one.article.id for one in newsroom}
    precision, recall = b_cubed(gold, story_of)

    assert precision >= PINNED_PRECISION
    assert recall >= PINNED_RECALL
    assert 2 * precision * recall / (precision + recall) >= PINNED_F1


@pytest.mark.parametrize(("one", "other"), LOOK_ALIKE)
def test_events_that_look_alike_stay_apart(newsroom, story_of, one, other):
    ids = {name: {story_of[a.article.id] for a in newsroom if a.story == name} for name in (one, other)}

    assert ids[one].isdisjoint(ids[other])


def test_translations_meet(newsroom, story_of):
    night_train = [a for a in newsroom if a.story == "13-night-train"]

    assert {a.article.language for a in night_train} == {"de", "fr"}
    assert len({story_of[a.article.id] for a in night_train}) == 1


def b_cubed(gold: dict[str, str], found: dict[str, str]) -> tuple[float, float]:
    """Return precision and recall, averaged over articles."""
    both = Counter((gold[article], found[article]) for article in gold)
    of_gold, of_found = Counter(gold.values()), Counter(found[article] for article in gold)
    shares = [(both[gold[a], found[a]] / of_found[found[a]], both[gold[a], found[a]] / of_gold[gold[a]]) for a in gold]
    return sum(p for p, _ in shares) / len(shares), sum(r for _, r in shares) / len(shares)


def test_the_yardstick_measures_what_it_should():
    gold = {"a": "1", "b": "1", "c": "2"}

    assert b_cubed(gold, gold) == (1.0, 1.0)
    assert b_cubed(gold, dict.fromkeys(gold, "x")) == (pytest.approx(5 / 9), 1.0)
    assert b_cubed(gold, {article: article for article in gold}) == (1.0, pytest.approx(2 / 3))
