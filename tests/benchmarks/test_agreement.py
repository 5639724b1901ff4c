import pytest

from benchmarks.agreement import adjusted_rand, b_cubed

GOLD = {"a": "1", "b": "1", "c": "2", "d": "2"}


@pytest.mark.parametrize(
    ("found", "precision", "recall"),
    [
        (GOLD, 1.0, 1.0),
        # Everything in one story finds all and divides nothing; each alone is the reverse.
        (dict.fromkeys(GOLD, "x"), 0.5, 1.0),
        ({article: article for article in GOLD}, 1.0, 0.5),
        # One article strays: its own story of two is half found, the one that it joins is no longer clean.
        ({"a": "x", "b": "y", "c": "y", "d": "y"}, (1 + 1 / 3 + 2 / 3 + 2 / 3) / 4, (0.5 + 0.5 + 1 + 1) / 4),
    ],
)
def test_b_cubed_judges_each_article_by_its_story(found, precision, recall):
    agreement = b_cubed(GOLD, found)

    assert (agreement.precision, agreement.recall) == (pytest.approx(precision), pytest.approx(recall))


@pytest.mark.parametrize(
    ("other", "index"),
    [
        # Names of stories do not matter...
        ({"a": "x", "b": "x", "c": "y", "d": "y"}, 1.0),
        # ...but who is together does: this is what chance would give, or worse.
        ({"a": "x", "b": "y", "c": "x", "d": "y"}, -0.5),
        ({article: article for article in GOLD}, 0.0),
    ],
)
def test_adjusted_rand_is_one_for_the_same_stories(other, index):
    assert adjusted_rand(GOLD, other) == pytest.approx(index)
