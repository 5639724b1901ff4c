import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.coverage.intervals import wilson_interval


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [
        # Worked out by hand from the formula.
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        # One of one is next to no knowledge, none of none is none.
        (1, 1, 0.2065, 1.0),
        (0, 0, 0.0, 1.0),
    ],
)
def test_it_gives_wilsons_bounds(count, of, low, high):
    assert wilson_interval(count, of) == pytest.approx((low, high), abs=5e-5)


@pytest.mark.parametrize(("count", "of"), [(-1, 3), (4, 3)])
def test_it_refuses_what_is_no_share(count, of):
    with pytest.raises(ValueError, match="no share"):
        wilson_interval(count, of)


@given(st.integers(1, 500).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_share_lies_between_the_bounds_and_the_other_side_mirrors_them(pair):
    count, of = pair

    low, high = wilson_interval(count, of)

    assert 0 <= low <= count / of <= high <= 1
    assert wilson_interval(of - count, of) == pytest.approx((1 - high, 1 - low))
