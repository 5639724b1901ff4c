"""Skipping must not change the answer: the pruned search against adding up everything, on random articles."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from random import Random

import numpy as np
import pytest

from server.coverage.records import TERM_TYPE, Mark, MatchRecord
from server.coverage.statistics import Statistics
from server.store.candidate_query import CandidateQuery, Scratch
from server.store.candidate_segments import NEVER, Segment
from server.store.candidate_tail import Tail
from server.store.candidate_view import Calendar, View
from server.store.candidate_writing import merge_segments, write_segment

WINDOW = 3.0
REACH = int(WINDOW * 1440)
UNIT = 1 << 18


def random_record(random: Random, name: str, *, words: int = 30) -> MatchRecord:
    """Return an article of words of which a few are in almost every article and most in hardly any."""
    terms = list({int(400 * random.random() ** 3) * 0x9E3779B1 % 2**32 for _ in range(words)})
    marks = bytes(random.choice([Mark.TITLE, Mark.LEAD, Mark.SLUG, Mark.TITLE | Mark.LEAD]) for _ in terms)
    packed = np.array(terms, dtype=TERM_TYPE).tobytes()
    keys = tuple(key | 1 << 62 for key in random.sample(range(40), 3))
    return MatchRecord(name, "", "en", random.randrange(20_000), False, True, "", packed, marks, keys)


class Shelf:
    """Articles in two segments, one of them merged, and a tail; every ninth is gone."""

    def __init__(self, folder: Path, *, seed: int) -> None:
        random = Random(seed)
        self.records = [random_record(random, f"a{at}") for at in range(600)]
        self.minutes = [NEVER if at % 9 == 4 else record.minutes or 0 for at, record in enumerate(self.records)]
        self.statistics = Statistics()
        for record in self.records:
            self.statistics.add(record, at=0)
        small = [self._write(folder, start, start + 100) for start in range(0, 400, 100)]
        merge_segments(folder / "merged", small[:3], minutes=np.array(self.minutes[:300], dtype=np.uint32))
        tail, calendar = Tail(401), Calendar(1)
        for start in range(400, 600, 50):
            tail.extend(self.records[start : start + 50])
        calendar.put(1, np.array(self.minutes, dtype=np.uint32))
        self.view = View((Segment(folder / "merged"), small[3]), tail, calendar, 601)

    def _write(self, folder: Path, start: int, end: int) -> Segment:
        path = folder / f"{start}"
        # What is gone later was there when the segment was written: a merge, or the question, leaves it out.
        minutes = [record.minutes or 0 for record in self.records[start:end]]
        write_segment(path, first=start + 1, minutes=minutes, records=self.records[start:end])
        return Segment(path)

    def expected(self, asked: MatchRecord, terms: Sequence[int], weights: Sequence[int], limit: int) -> list[int]:
        """Return what adding up all weights of all articles within the window finds."""
        weight_of = dict(zip(terms, weights, strict=True))
        around = asked.minutes or 0
        sums = {
            number: sum(weight_of.get(term, 0) for term in record.terms.tolist())
            for number, (record, minute) in enumerate(zip(self.records, self.minutes, strict=True), start=1)
            if minute != NEVER and abs(minute - around) <= REACH
        }
        ranked = sorted((number for number in sums if sums[number]), key=lambda number: (-sums[number], -number))
        return ranked[:limit]


@pytest.fixture(scope="module", params=[1, 2])
def shelf(request, tmp_path_factory):
    return Shelf(tmp_path_factory.mktemp("shelf"), seed=request.param)


def asked_words(shelf: Shelf, record: MatchRecord) -> tuple[list[int], list[int]]:
    """Return the words of title and address and the sixteen weightiest others, with their weights in units."""
    weights = shelf.statistics.weights_of(record.terms, record.language)
    always = [bool(mark & (Mark.TITLE | Mark.SLUG)) for mark in record.marks.tolist()]
    order = np.argsort(-weights, kind="stable").tolist()
    lead = [at for at in order if not always[at]][:16]
    chosen = [at for at in range(len(always)) if always[at]] + lead
    return record.terms[chosen].tolist(), np.rint(weights[chosen] * UNIT).astype(int).tolist()


# One posting at a time looks after every word whether the rest can be skipped; a thousand never skips anything.
@pytest.mark.parametrize("first_step", [1, 40, 300, 100_000])
@pytest.mark.parametrize("limit", [1, 5, 51])
def test_it_finds_what_adding_up_everything_finds(shelf, first_step, limit):
    scratch = Scratch()
    for asked in shelf.records[::11]:
        query = CandidateQuery(
            shelf.view, shelf.statistics, scratch, around=asked.minutes, days=WINDOW, first_step=first_step
        )

        found = query.best(asked, limit=limit)

        assert found == shelf.expected(asked, *asked_words(shelf, asked), limit)


def test_it_counts_the_copy_keys_that_are_shared(shelf):
    for asked in shelf.records[::11]:
        query = CandidateQuery(shelf.view, shelf.statistics, Scratch(), around=asked.minutes, days=WINDOW)

        copies = query.copies(asked)

        for number, shared in copies.items():
            keys = shelf.records[number - 1].copy_keys
            assert shared == len({*keys} & {*asked.copy_keys})
            assert shelf.minutes[number - 1] != NEVER
        assert copies or shelf.minutes[shelf.records.index(asked)] == NEVER


def test_a_question_that_failed_leaves_nothing_behind(shelf):
    scratch = Scratch()
    scratch.take(10)[:] = 7  # and never given back

    assert not scratch.take(10).any()


def test_a_merged_segment_holds_what_its_parts_held_but_what_is_gone(shelf):
    merged = shelf.view.segments[0]
    merged.check()

    for number, (record, minute) in enumerate(zip(shelf.records[:300], shelf.minutes, strict=False), start=1):
        assert shelf.view.record(number) == (None if minute == NEVER else record)
    assert len(merged.ids) == sum(minute != NEVER for minute in shelf.minutes[:300])
