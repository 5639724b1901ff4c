"""How far may a share that was counted on a few be from the share among all?

Wilson's interval (Wilson 1927; Brown, Cai and DasGupta 2001 on why not the plain one): never outside 0 and 1, and
honest for the handful of origins that a story has.
"""

from __future__ import annotations

from math import sqrt

Z_95 = 1.959964  # of the normal distribution: 95 % lie within so many deviations of the middle


def wilson_interval(count: int, of: int, *, z: float = Z_95) -> tuple[float, float]:
    """Return the bounds of the share that `count` of `of` stand for; of none, everything is possible.

    :raises ValueError: unless 0 ≤ count ≤ of
    """
    if not 0 <= count <= of:
        raise ValueError(f"{count} of {of} is no share")
    if of == 0:
        return 0.0, 1.0
    share, weight = count / of, z * z / of
    middle = (share + weight / 2) / (1 + weight)
    reach = z / (1 + weight) * sqrt((share * (1 - share) + weight / 4) / of)
    return max(0.0, middle - reach) if count else 0.0, min(1.0, middle + reach) if count < of else 1.0
