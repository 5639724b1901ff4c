"""Values that matching speaks in: matches, origins, the joins between articles, and counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from server.articles.models import Evidence


class Match(msgspec.Struct, frozen=True, gc=False):
    """A candidate at or above the cutoff, with its calibrated probability and what that rests on.

    A Struct, because fifty are made for each look-up.
    """

    article_id: str
    probability: float
    log_odds: Mapping[str, float]  # of each feature, "bias" and, within a story, "story": they sum to the logit


@dataclass(frozen=True, slots=True)
class Join:
    """Why two articles were folded into one origin."""

    article_id: str
    with_id: str
    reason: str  # republished · same_text · wire_credit · relayed · same_author · same_outlet · owner_family
    detail: str
    evidence: Evidence | None = None  # where an article's own words say or show it


@dataclass(frozen=True, slots=True)
class Relay:
    """An article says that it passes on what an outlet has reported."""

    article_id: str
    outlet_key: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Credit:
    """One step of who relays whom: where an article has what it tells from, as far as anything shows."""

    article_id: str
    from_id: str | None  # the article that it goes back to, if it is held
    from_name: str | None  # the agency or outlet that is credited
    reason: str  # as in `Join`; those of the same house are no credit
    detail: str
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """Articles that are not independent of each other, with the evidence for each join."""

    id: str  # the article id of its earliest member
    article_ids: tuple[str, ...]
    joins: tuple[Join, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """Always the pair of articles and independent origins, and how they spread."""

    articles: int
    origins: int
    outlets: int
    by_lean: Mapping[str, int]  # left · center · right · not_rated
    by_country: Mapping[str, int]  # ISO code or "unknown"
    by_owner: Mapping[str, int]  # owner family or "unknown"
