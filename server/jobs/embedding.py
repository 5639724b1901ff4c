"""Make the vectors that are missing, as the one process that does: no article is sent to the embedder by two."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from threading import Event

from server.jobs.leader import leadership
from server.services.embedding import EmbeddingService

EMBEDDING = "embedding"  # the name of the lock


def fill_vectors(
    embedding: EmbeddingService,
    *,
    data_path: Path,
    is_waiting: bool,
    stop: Event,
    on_step: Callable[[int], None] = lambda done: None,
) -> int:
    """See to all changes that have not been; return how many were. 0 if another process does, or it is left alone.

    :param is_waiting: wait for another process
    :raises StoreUnavailable:
    """
    total = 0
    with leadership(data_path, EMBEDDING, is_waiting=is_waiting) as leads:
        while leads and not stop.is_set() and (done := embedding.fill()):
            total += done
            on_step(done)
    return total
