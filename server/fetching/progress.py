"""How long has a child been at work, not counting the time in which this machine kept it waiting?

On a starved machine a process that wants to go on waits for a processor most of the time, and a limit on the clock
ends honest work. The kernel counts that wait. What is left of the clock without it is the child's own time: the
processor time that it used, and the time in which it slept or was stopped.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

# Where the wait is not counted (only Linux does): so much more of the clock, since nobody can tell it from work.
PATIENCE = 3.0
# Even a child that is always waiting for its turn ends some time: somebody waits for it, too.
MOST_PATIENCE = 10.0
NANOSECONDS = 1e9


class Progress:
    """The time of one process since this was made."""

    def __init__(self, pid: int, *, proc: Path = Path("/proc"), clock: Callable[[], float] = time.monotonic) -> None:
        self._schedule = proc / str(pid) / "schedstat"  # processor time, time spent waiting for one, turns
        self._clock = clock
        self._began_at = clock()
        self._waited_before = self._read_wait()

    def is_over(self, limit: float) -> bool:
        """Whether the process has had `limit` seconds of its own time."""
        on_clock = self._clock() - self._began_at
        waited = self._read_wait()
        if waited is None or self._waited_before is None:
            return on_clock >= PATIENCE * limit
        return on_clock - (waited - self._waited_before) >= limit

    def is_hopeless(self, limit: float) -> bool:
        """Whether it has taken so long on the clock that no more is to be expected, whatever the reason."""
        return self._clock() - self._began_at >= MOST_PATIENCE * limit

    @property
    def is_known(self) -> bool:
        """Whether this machine tells waiting from work."""
        return self._waited_before is not None

    def _read_wait(self) -> float | None:
        """Return the seconds that the process has waited for a processor so far; None where nobody counts."""
        try:
            used, waited, _ = self._schedule.read_text().split()
        except (OSError, ValueError):
            return None
        return int(waited) / NANOSECONDS if int(used) else None  # all zeros: the kernel was built without counting
