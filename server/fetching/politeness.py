"""When may the next request go to this host?

No host sees more than two requests of ours at a time, nor two within a second of each other, nor any at all while it
has asked for a pause. Callers wait for their turn, but never longer than they said they would: a host that is that
popular is busy, and the caller hears so at once.

What is remembered is bounded: hosts come from strangers' links, and a wildcard name server can invent any number.
"""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from server.errors import HostBusy, UpstreamError

MAX_IN_FLIGHT = 2
MAX_HOSTS = 4_096
ASK_FOR_PAUSE = {429, 503}
PAUSE = 60.0  # for a host that asks for a pause without saying how long

Wait = Callable[[threading.Condition, float], object]


@dataclass(slots=True)
class _Host:
    in_flight: int = 0
    next_at: float = 0.0  # the earliest moment for the next request


class Politeness:
    """Gives out turns. Safe to use from several threads."""

    def __init__(
        self,
        *,
        clock: Callable[[], float] = time.monotonic,
        wait: Wait = threading.Condition.wait,
        max_hosts: int = MAX_HOSTS,
    ) -> None:
        self._clock = clock
        self._wait = wait
        self._max_hosts = max_hosts
        self._hosts: OrderedDict[str, _Host] = OrderedDict()
        self._changed = threading.Condition()

    @contextmanager
    def turn(self, host: str, *, interval: float, patience: float) -> Iterator[None]:
        """Wait until `host` may be asked; the turn lasts as long as the context.

        A server's own wish for a pause, an `UpstreamError` that leaves the context, is granted to it.

        :raises HostBusy: if it would take more than `patience` seconds
        """
        self._take(host, interval=interval, patience=patience)
        pause = 0.0
        try:
            yield
        except UpstreamError as error:
            if error.status in ASK_FOR_PAUSE:
                pause = PAUSE if error.retry_after is None else error.retry_after
            raise
        finally:
            self._give_back(host, pause=pause)

    def _take(self, host: str, *, interval: float, patience: float) -> None:
        give_up_at = self._clock() + patience
        with self._changed:
            while (ahead := self._ready_at(host) - self._clock()) > 0:
                patience = give_up_at - self._clock()
                # A turn that frees up only when somebody is done has no known moment: wait as long as we may.
                if patience <= 0 or (ahead != float("inf") and ahead > patience):
                    raise HostBusy("This site is being read already, or asked for a pause. Try again later.")
                self._wait(self._changed, min(ahead, patience))
            state = self._hosts.setdefault(host, _Host())
            state.in_flight += 1
            state.next_at = self._clock() + interval
            self._hosts.move_to_end(host)
            self._forget_idle()

    def _ready_at(self, host: str) -> float:
        state = self._hosts.get(host)
        if state is None:
            return float("-inf")
        return float("inf") if state.in_flight >= MAX_IN_FLIGHT else state.next_at

    def _give_back(self, host: str, *, pause: float) -> None:
        with self._changed:
            state = self._hosts[host]
            state.in_flight -= 1
            if pause:
                state.next_at = max(state.next_at, self._clock() + pause)
            self._changed.notify_all()

    def _forget_idle(self) -> None:
        """Drop the host that was asked longest ago and has no request under way."""
        if len(self._hosts) > self._max_hosts:
            idle = next((host for host, state in self._hosts.items() if not state.in_flight), None)
            if idle is not None:
                del self._hosts[idle]
