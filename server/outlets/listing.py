"""Which outlets match a filter, page by page, in the order of their keys?"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Sequence
from itertools import islice

from server.outlets.leans import lean_of
from server.outlets.models import Lean, Outlet, Tables

_Test = Callable[[Outlet], bool]

NOT_RATED = "not_rated"


def list_outlets(
    tables: Tables,
    *,
    country: str | None = None,
    owner: str | None = None,
    lean: str | None = None,
    query: str | None = None,
    after: str | None = None,
    limit: int = 50,
    lean_raters: Sequence[str] = (),
) -> list[Outlet]:
    """Return up to `limit` outlets whose keys come after `after` and that pass every filter given.

    :param owner: the whole name of an owner or owner family, in any case
    :param lean: a side (left, center, right), one of the five leans, or not_rated; by the first of `lean_raters`
    :param query: part of a name or key, in any case
    """
    tests = [
        test
        for wanted, test in (
            (country, _in_country(country or "")),
            (owner, _owned_by(owner or "")),
            (lean, _leaning(lean or "", lean_raters)),
            (query, _named_like(query or "")),
        )
        if wanted
    ]
    keys = list(tables.outlets)
    start = bisect_right(keys, after) if after else 0
    candidates = (tables.outlets[key] for key in islice(keys, start, None))
    return list(islice((outlet for outlet in candidates if all(test(outlet) for test in tests)), limit))


def _in_country(country: str) -> _Test:
    wanted = country.upper()
    return lambda outlet: outlet.country == wanted


def _owned_by(owner: str) -> _Test:
    wanted = owner.casefold()
    return lambda outlet: wanted in ((outlet.owner_family or "").casefold(), (outlet.owner or "").casefold())


def _leaning(lean: str, raters: Sequence[str]) -> _Test:
    def test(outlet: Outlet) -> bool:
        rating = lean_of(outlet, raters)
        if rating is None:
            return lean == NOT_RATED
        return lean in (rating.value, Lean(rating.value).side)

    return test


def _named_like(query: str) -> _Test:
    wanted = query.casefold()
    return lambda outlet: wanted in outlet.key or wanted in (outlet.name or "").casefold()
