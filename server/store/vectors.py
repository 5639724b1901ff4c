"""The vectors of articles on disk: which articles point the same way as this one, whatever their words?

There only if the operator has set an embedder. What is held is listed in `server.store.vector_list`; the numbers lie
beside it, a file for each day of publishing (`server.store.vector_rows`). A row is written first and listed then, so
that whoever is killed in between leaves a row that nobody lists and that the next one writes over. An article that
comes again gets a new row.

Derived data, made again when it is lost. Writing raises what is wrong; whoever asks is told less instead, for matching
goes on without.
"""

from __future__ import annotations

import logging
import threading
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from sqlite3 import Connection

import numpy as np

from server.coverage.candidates import WINDOW_DAYS
from server.coverage.embeddings import NEAREST, Floats, Vector, VectorRow, Vectors, VectorState
from server.errors import StoreUnavailable
from server.store.vector_list import VectorList
from server.store.vector_rows import OUTSIDE, Rows, map_rows, pack, similarities, unpack, write_rows

log = logging.getLogger(__name__)

MOST_ROWS = 1 << 20  # what one question looks through, the newest days first
_MINUTES_A_DAY = 1440
_LAST_MINUTE = (1 << 32) - 1
_MAPPED = 512  # files that a process has mapped at most
_LISTED_TOO = 3  # times as many rows are looked up as are wanted: some are nobody's any more

_CANNOT_WRITE = "the vectors of articles cannot be written just now: see whether the disk is full"
_LOST = "a file of vectors is lost or damaged; they are made anew"


class SqliteVectors:
    """Fulfils `VectorIndex` and `VectorStore` of `server.coverage.embeddings`, for all processes of a machine."""

    def __init__(self, folder: Path, *, source: str) -> None:
        """:param source: which store, model and form of text they are made of; those of another one are forgotten"""
        self._list = VectorList(folder, source=source)
        self._lock = threading.Lock()  # of what is mapped
        self._mapped: dict[int, Rows] = {}

    def nearest(
        self, article_id: str, *, around: int | None, days: float = WINDOW_DAYS, limit: int = NEAREST
    ) -> list[str]:
        """Return the articles whose vectors point the same way, the nearest first; none if it has no vector itself."""
        reach = int(days * _MINUTES_A_DAY)
        first, last = (0, _LAST_MINUTE) if around is None else (max(around - reach, 0), around + reach)
        try:
            ours = self._vectors_of([article_id]).get(article_id)
            if ours is None:
                return []
            rows = self._nearest_rows(ours, first=first, last=last, limit=limit * _LISTED_TOO)
            names = (self._list.find_listed(file, row) for file, row in rows)
            return list(islice((name for name in names if name and name != article_id), limit))
        except (StoreUnavailable, OSError, ValueError) as error:
            log.warning("the vectors of articles cannot be searched, so their words alone count: %s", error)
            return []

    def cosines(self, article_id: str, others: Sequence[str]) -> Floats:
        """Return the cosine with each of the others; NaN where one of the two has no vector."""
        found = np.full(len(others), np.nan)
        try:
            held = self._vectors_of([article_id, *others])
        except (StoreUnavailable, OSError, ValueError) as error:
            log.warning("the vectors of articles cannot be read, so their words alone count: %s", error)
            return found
        known = [at for at, other in enumerate(others) if other in held]
        if article_id in held and known:
            theirs = np.array([held[others[at]] for at in known])
            found[known] = np.clip(theirs @ held[article_id], -1.0, 1.0)
        return found

    def state(self) -> VectorState:
        """Return where the vectors stand. :raises StoreUnavailable:"""
        return self._list.state()

    def count(self) -> int:
        """Return how many articles have a vector. :raises StoreUnavailable:"""
        return self._list.count()

    def stamps(self, article_ids: Sequence[str]) -> dict[str, bytes]:
        """Return of which text each article's vector was made, of those that have one. :raises StoreUnavailable:"""
        return self._list.stamps(article_ids)

    def keep_probes(self, probes: Vectors) -> None:
        """Keep how the model answers the probes, and with it how long its vectors are. :raises StoreUnavailable:"""
        packed = probes.astype("<f4").tobytes()
        self._list.update("UPDATE state SET dimension = ?, probes = ?", probes.shape[1], packed)

    def move(self, position: int) -> None:
        """All articles up to this change have been seen to. :raises StoreUnavailable:"""
        self._list.update("UPDATE state SET position = ?", position)

    def note_trouble(self, trouble: str | None, *, minute: int) -> None:
        """Tell all processes why the embedder cannot be used; None: it can again. :raises StoreUnavailable:"""
        self._list.note_trouble(trouble, minute=minute)

    def save(self, rows: Sequence[VectorRow]) -> None:
        """Keep vectors, that of an article in the place of its earlier one. :raises StoreUnavailable:"""
        by_day: defaultdict[int, list[VectorRow]] = defaultdict(list)
        for row in rows:
            by_day[row.minute // _MINUTES_A_DAY].append(row)
        try:
            with self._list.writing() as connection:
                for day, some in by_day.items():
                    self._append(connection, day, some)
        except EOFError as error:  # the file is shorter than it was
            self.clear()
            raise StoreUnavailable(_LOST) from error
        except OSError as error:
            raise StoreUnavailable(_CANNOT_WRITE) from error

    def drop_before(self, minute: int) -> int:
        """Forget the vectors of whole days before this minute; return how many. :raises StoreUnavailable:"""
        return self._list.forget(before=minute // _MINUTES_A_DAY)

    def clear(self) -> None:
        """Forget everything: position 0. :raises StoreUnavailable:"""
        self._list.forget()

    def close(self) -> None:
        """Close this thread's connection."""
        self._list.close()

    def _append(self, connection: Connection, day: int, some: Sequence[VectorRow]) -> None:
        listed = connection.execute("SELECT file, count FROM days WHERE day = ?", (day,)).fetchone()
        file, at = listed or _next_file(connection)
        packed = pack(np.array([row.vector for row in some]), [row.minute for row in some])
        write_rows(self._list.path_of(file), packed, at=at)
        connection.executemany(
            "INSERT OR REPLACE INTO held VALUES (?, ?, ?, ?)",
            [(row.article_id, file, place, row.stamp) for place, row in enumerate(some, start=at)],
        )
        connection.execute("INSERT OR REPLACE INTO days VALUES (?, ?, ?)", (day, file, at + len(some)))

    def _nearest_rows(self, vector: Vector, *, first: int, last: int, limit: int) -> list[tuple[int, int]]:
        """Return (file, row) of the nearest rows, listed or not, the nearest first."""
        best: list[tuple[float, int, int]] = []
        room = MOST_ROWS
        for file, count in self._list.files_between(first // _MINUTES_A_DAY, last // _MINUTES_A_DAY):
            rows = self._rows(file, count)[-room:]
            near = similarities(rows, vector, first=first, last=last)
            chosen = np.argpartition(near, -limit)[-limit:] if len(near) > limit else np.arange(len(near))
            skipped = count - len(rows)
            best += [(-float(near[at]), file, skipped + int(at)) for at in chosen if near[at] != OUTSIDE]
            room -= len(rows)
            if room <= 0:
                break
        return [(file, row) for _, file, row in sorted(best)[:limit]]

    def _vectors_of(self, article_ids: Sequence[str]) -> dict[str, Vector]:
        """Return the vectors of those articles that have one."""
        by_file: defaultdict[int, list[tuple[str, int]]] = defaultdict(list)
        for article_id, file, row in self._list.places(article_ids):
            by_file[file].append((article_id, row))
        found: dict[str, Vector] = {}
        for file, some in by_file.items():
            rows = self._rows(file, 1 + max(row for _, row in some))
            vectors = unpack(rows[[row for _, row in some]])
            found.update(zip((article_id for article_id, _ in some), vectors, strict=True))
        return found

    def _rows(self, file: int, count: int) -> Rows:
        """Return the first rows of a file. :raises OSError: :raises ValueError: if they are lost"""
        with self._lock:
            mapped = self._mapped.get(file)
            if mapped is None or len(mapped) < count:
                mapped = map_rows(self._list.path_of(file), dimension=self._list.state().dimension or 0, count=count)
                if len(self._mapped) >= _MAPPED:
                    self._mapped.clear()
                self._mapped[file] = mapped
        return mapped[:count]


def _next_file(connection: Connection) -> tuple[int, int]:
    """Return the number of a new file, and that nothing is in it."""
    connection.execute("UPDATE state SET next_file = next_file + 1")
    return connection.execute("SELECT next_file FROM state").fetchone()[0], 0
