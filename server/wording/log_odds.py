"""How much more does one side use a word than the other, and is that more than chance?

The log-odds ratio with an informative Dirichlet prior, as a z-score (Monroe, Colaresi and Quinn, "Fightin' Words",
Political Analysis 16, 2008, equations 16 and 22). The prior is what all texts of the story say together: a word that is
everybody's pulls both sides to the middle, and one use is never enough.
"""

from __future__ import annotations

from math import log, sqrt

PRIOR_WORDS = 100.0  # of the story's own words that each side is credited with: a paragraph


def z_score(uses: int, total: int, other_uses: int, other_total: int) -> float:
    """Return how many standard errors the first side is above the second; negative, if it is below."""
    pooled = total + other_total
    prior = PRIOR_WORDS * (uses + other_uses) / pooled if pooled else 0.0
    if prior <= 0 or prior >= PRIOR_WORDS:
        return 0.0
    here, elsewhere = uses + prior, other_uses + prior
    ratio = log(here / (total + PRIOR_WORDS - here)) - log(elsewhere / (other_total + PRIOR_WORDS - elsewhere))
    return ratio / sqrt(1 / here + 1 / elsewhere)
