"""Who counts what clients ask for, and what they report."""

from __future__ import annotations

from dataclasses import dataclass

from server.api.rate_limits import RateLimiter
from server.config import Settings


@dataclass(frozen=True, slots=True)
class Limiters:
    """One for all requests, one for reports; None: not limited."""

    requests: RateLimiter | None
    reports: RateLimiter | None


def build_limiters(settings: Settings) -> Limiters:
    """Return what counts, each for the process that it is built in. :raises InvalidConfiguration:"""
    # Reports are counted also where reading is not limited, for any page could have its readers send them.
    return Limiters(
        RateLimiter(settings.effective_rate_limit) if settings.is_rate_limited else None,
        None if settings.report_limit == "off" else RateLimiter(settings.report_limit, setting="report_limit"),
    )
