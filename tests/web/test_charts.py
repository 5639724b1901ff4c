"""Charts: every mark within its frame, every figure told in words as well."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.services.answer_parts import ShareAnswer
from server.web.charts import MOST_BARS, MOST_COUNTRIES, build_countries, build_coverage, build_timeline, lean_segments

from .test_story_page import START, match

HOURS = st.lists(st.one_of(st.none(), st.floats(0, 50_000)), max_size=60)


def test_the_parts_of_the_bar_fill_it_in_their_order() -> None:
    parts = lean_segments({"left": 1, "center": 2, "right": 0, "not_rated": 1})

    assert [(part.side, part.x, part.width) for part in parts] == [
        ("left", 0, 25),
        ("center", 25, 50),
        ("right", 75, 0),
        ("not_rated", 75, 25),
    ]


def test_a_bar_of_nothing_has_no_width() -> None:
    assert [part.width for part in lean_segments({})] == [0, 0, 0, 0]


def test_the_timeline_has_a_lane_for_each_side_and_marks_the_first() -> None:
    chart = build_timeline([match("ada", lean="right", hours=5), match("bea", lean="left"), match("cal", hours=None)])

    assert chart
    assert [label for label, _ in chart.lanes] == ["Left", "Right"]
    assert [dot.is_first for dot in sorted(chart.dots, key=lambda dot: dot.x)] == [True, False]
    assert "First report 5 October 2026, 06:00 UTC" in chart.told
    assert "Of 1 more" in chart.told


def test_what_has_only_a_day_is_no_point_in_time() -> None:
    one = match("ada")
    day_only = match("bea", hours=3)
    article = type(day_only.article)(**{**_fields(day_only.article), "published_precision": "day"})
    other = type(day_only)(article, day_only.outlet, None, "bea")

    assert build_timeline([one, other]) is None


def test_coverage_tells_new_origins_from_more_of_known_ones() -> None:
    chart = build_coverage([match("ada"), match("bea", origin="ada", hours=0.5), match("cal", hours=3)])

    assert chart
    assert [(bar.articles, bar.origins) for bar in chart.bars] == [(2, 1), (0, 0), (0, 0), (1, 1)]
    assert chart.step == timedelta(hours=1)
    assert chart.bars[0].start == START


@given(HOURS)
def test_no_mark_leaves_its_frame(hours: list[float | None]) -> None:
    matches = [match(f"n{at}", lean=("left", "right", None)[at % 3], hours=after) for at, after in enumerate(hours)]

    timeline, coverage = build_timeline(matches), build_coverage(matches)

    for dot in timeline.dots if timeline else ():
        assert 0 <= dot.x <= 100
        assert 0 <= dot.y <= timeline.height  # type: ignore[union-attr]  # it has dots
    bars = coverage.bars if coverage else ()
    assert len(bars) <= MOST_BARS + 1
    assert all(bar.origins <= bar.articles and bar.x + bar.width <= 100.001 for bar in bars)
    assert not bars or sum(bar.articles for bar in bars) == sum(after is not None for after in hours)


def test_countries_come_with_their_origins_and_the_rest_in_one_line() -> None:
    codes = ["GB", "FR", "DE", "IT", "ES", "PT", "NL", "BE", "SE", "NO", "DK", "FI", "IE", "unknown"]

    rows = build_countries(
        {code: 20 - place for place, code in enumerate(codes)}, [ShareAnswer("GB", 7, 0.5, 0.3, 0.7)]
    )

    assert (rows[0].name, rows[0].articles, rows[0].origins, rows[0].width) == ("United Kingdom", 20, 7, 100)
    assert rows[1].origins is None
    assert (len(rows), rows[-1].name) == (MOST_COUNTRIES + 1, "2 more")


def _fields(article: object) -> dict[str, object]:
    return {name: getattr(article, name) for name in article.__struct_fields__}  # type: ignore[attr-defined]
