"""Does the site let us read this page, and how slowly?

Follows RFC 9309: a missing robots.txt (any 4xx) allows everything; a server that fails allows nothing until it answers
again. Pages are read by these rules. Feeds and sitemaps are published for programs to poll, so they are not asked for
here.
"""

from __future__ import annotations

import re
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

from protego import Protego

from server.errors import FetchDelayed, FetchError, FetchRefused, HostBusy, UpstreamError

LIFETIME = 24 * 3_600.0
LIFETIME_OF_FAILURE = 600.0
MAX_DELAY = 10.0  # a longer Crawl-delay would make one page take longer than a fetch may

# A rule counts once for every agent of its group, so that a small file can become a huge table: n agents before m
# rules are n·m. The largest files of real news sites have a few thousand.
MAX_RULES = 20_000
MAX_AGENTS = 1_000
MAX_WEIGHT = 200_000  # of all origins together: a rule, or 100 characters, weighs one
MAX_ORIGINS = 4_096

AGENT_LINE = re.compile(r"\s*user[-\s]*agent", re.IGNORECASE)
RULE_LINE = re.compile(r"\s*(?:dis+al|al|crawl|request|visit)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Rules:
    until: float
    weight: int
    parsed: Protego | None  # none: nothing is allowed


class Robots:
    """Rules by origin, remembered for a day. Safe to use from several threads."""

    def __init__(self, *, user_agent: str, clock: Callable[[], float] = time.monotonic) -> None:
        # Sites name programs by the first word ("SourceContext"), not by the whole header.
        self._agent = user_agent.partition("/")[0]
        self._clock = clock
        self._rules: OrderedDict[str, _Rules] = OrderedDict()
        self._weight = 0
        self._lock = threading.Lock()

    def delay(self, origin: str, path: str, *, fetch: Callable[[str], bytes]) -> float:
        """Return the seconds that the site wants between two requests.

        :param origin: scheme, host and port, as in "https://news.example"
        :param fetch: returns the body of a robots.txt, or raises a `FetchError`
        :raises FetchRefused: if the site does not want `path` read
        """
        rules = self._find(origin) or self._load(origin, fetch)
        if rules.parsed is None:
            raise FetchDelayed("The site's robots.txt cannot be read just now, so its pages are not read either.")
        if not rules.parsed.can_fetch(origin + path, self._agent):
            raise FetchRefused("The site's robots.txt asks programs not to read this page.")
        return min(rules.parsed.crawl_delay(self._agent) or 0.0, MAX_DELAY)

    def _find(self, origin: str) -> _Rules | None:
        with self._lock:
            rules = self._rules.get(origin)
            if rules is None or rules.until < self._clock():
                return None
            self._rules.move_to_end(origin)
            return rules

    def _load(self, origin: str, fetch: Callable[[str], bytes]) -> _Rules:
        """Fetch and remember; two threads that ask at the same time may both fetch, politely one after the other."""
        try:
            rules = self._read(fetch(f"{origin}/robots.txt"))
        except HostBusy:
            raise
        except UpstreamError as error:
            is_missing = error.status is not None and 400 <= error.status < 500 and error.status != 429
            rules = self._read(b"") if is_missing else self._refusal()
        except FetchError:
            rules = self._refusal()
        with self._lock:
            self._keep(origin, rules)
        return rules

    def _read(self, body: bytes) -> _Rules:
        text = body.decode("utf-8-sig", errors="replace")
        rules = count_rules(text)
        if rules > MAX_RULES:
            return self._refusal()
        return _Rules(self._clock() + LIFETIME, 1 + rules + len(text) // 100, Protego.parse(text))

    def _refusal(self) -> _Rules:
        return _Rules(self._clock() + LIFETIME_OF_FAILURE, 1, None)

    def _keep(self, origin: str, rules: _Rules) -> None:
        old = self._rules.pop(origin, None)
        self._weight += rules.weight - (old.weight if old else 0)
        self._rules[origin] = rules
        while self._weight > MAX_WEIGHT or len(self._rules) > MAX_ORIGINS:
            self._weight -= self._rules.popitem(last=False)[1].weight


def count_rules(text: str) -> int:
    """Return how many rules the file amounts to, when each counts for every agent of its group."""
    total = agents = 0
    in_head = False
    for line in text.splitlines():
        if AGENT_LINE.match(line):
            agents = agents + 1 if in_head else 1
            in_head = True
            if agents > MAX_AGENTS:
                return MAX_RULES + 1
        elif RULE_LINE.match(line):  # comments and unknown lines do not end the list of agents
            total += agents
            in_head = False
    return total
