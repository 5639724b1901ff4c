import pytest

from server.coverage.models import Origin
from server.coverage.spread import MOST_NAMES, OTHERS, find_one_sided, measure_spread
from tests.coverage.examples import article, outlet

POOL = {"left": 40, "center": 30, "right": 40}


def spread_of(articles, origins, outlets, sides=None):
    return measure_spread(articles, origins, outlets, lambda one: (sides or {}).get(one and one.key), pool=POOL)


def test_ten_prints_of_one_text_are_one_voice():
    articles = [article(str(n), hour=n, language="en") for n in range(10)]
    outlets = {one.id: outlet(f"{one.id}.example", country="US") for one in articles}

    spread = spread_of(articles, [Origin("0", tuple(map(str, range(10))))], outlets)

    assert spread.origins == 1
    assert [(share.name, share.origins) for share in spread.by_country] == [("US", 1)]


def test_what_is_not_known_is_counted_as_such():
    articles = [article("a", language="de-AT"), article("b")]

    spread = spread_of(articles, [Origin("a", ("a",)), Origin("b", ("b",))], {})

    assert {share.name for share in spread.by_country} == {"unknown"}
    assert {share.name for share in spread.by_lean} == {"not_rated"}
    assert {share.name for share in spread.by_language} == {"de", "unknown"}


def test_an_origin_counts_as_its_first_article_among_these():
    articles = [article("b"), article("c")]
    outlets = {"b": outlet("b.example", country="FR"), "c": outlet("c.example", country="IT")}

    spread = spread_of(articles, [Origin("a", ("a", "b", "c")), Origin("z", ("z",))], outlets)

    assert [(share.name, share.share) for share in spread.by_country] == [("FR", 1.0)]


def test_many_names_are_cut_and_the_rest_counted_together():
    articles = [article(f"a{n}") for n in range(MOST_NAMES + 5)]
    outlets = {one.id: outlet(f"{one.id}.example", country=f"C{n:02}") for n, one in enumerate(articles)}

    spread = spread_of(articles, [Origin(one.id, (one.id,)) for one in articles], outlets)

    assert len(spread.by_country) == MOST_NAMES + 1
    assert (spread.by_country[-1].name, spread.by_country[-1].origins) == (OTHERS, 5)


def test_it_says_that_one_side_only_reports_when_that_is_hardly_chance():
    found, unsaid = find_one_sided({"left": 8, "not_rated": 3}, POOL)

    assert (found.side, found.origins, unsaid) == ("left", 8, None)
    assert found.chance == pytest.approx((40 / 110) ** 8)


@pytest.mark.parametrize(
    ("sides", "pool", "why"),
    [
        # Nothing to say: both sides, or the center, report it.
        ({"left": 9, "right": 1}, POOL, None),
        ({"left": 9, "center": 1}, POOL, None),
        ({"center": 9}, POOL, None),
        ({"not_rated": 9}, POOL, None),
        ({}, POOL, None),
        # It may be chance: few origins, or a pool that is mostly of that side.
        ({"right": 4}, POOL, "may be chance"),
        ({"right": 9}, {"left": 1, "center": 0, "right": 40}, "may be chance"),
        # Who does not read the other side cannot miss it.
        ({"left": 9}, {"left": 40}, "right is read here"),
        ({"left": 9}, {}, "is read here"),
    ],
)
def test_it_does_not_say_so_else(sides, pool, why):
    found, unsaid = find_one_sided(sides, pool)

    assert found is None
    assert unsaid is None if why is None else why in unsaid


def test_the_sides_are_treated_alike():
    left, _ = find_one_sided({"left": 7}, POOL)
    right, _ = find_one_sided({"right": 7}, POOL)

    assert left.chance == right.chance
