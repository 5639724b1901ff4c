"""Which rating groups an outlet's articles, and do the raters disagree? A lean is chosen, never averaged."""

from __future__ import annotations

from collections.abc import Sequence

from server.outlets.models import Lean, Outlet, Rating

_STEP = {lean.value: step for step, lean in enumerate(Lean)}
_STEPS_APART = 2  # raters of five steps agree within one step on almost everything; two is another judgement


def lean_of(outlet: Outlet, raters: Sequence[str]) -> Rating | None:
    """Return the lean by the first of these raters who gives one; `None` is "not rated", never the center."""
    leans = {rating.rater: rating for rating in outlet.ratings if rating.dimension == "lean"}
    return next((leans[rater] for rater in raters if rater in leans), None)


def disagreement(outlet: Outlet) -> bool:
    """Whether two raters place the outlet two or more steps apart."""
    steps = [_STEP[rating.value] for rating in outlet.ratings if rating.dimension == "lean"]
    return bool(steps) and max(steps) - min(steps) >= _STEPS_APART
