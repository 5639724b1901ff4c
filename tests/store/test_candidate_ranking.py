"""Skipping and compiling must not change the answer: both rankings against adding up everything, on random articles."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from random import Random
from types import SimpleNamespace

import numpy as np
import pytest

from scripts import build_kernel
from server.coverage.compiled import fingerprint
from server.coverage.records import TERM_TYPE, Mark, MatchRecord
from server.coverage.statistics import Statistics
from server.store.candidate_kernel import MOST_LIMIT, SOURCE, Kernel, load_kernel
from server.store.candidate_query import choose_words, find_copies
from server.store.candidate_ranking import FACTOR_BITS, LENGTH_FACTORS, ArraySearch, Scratch
from server.store.candidate_segments import NEVER, Segment
from server.store.candidate_tail import Tail, lengths_of
from server.store.candidate_view import Calendar, View
from server.store.candidate_window import Window
from server.store.candidate_writing import merge_segments, write_segment

WINDOW = 3.0
REACH = int(WINDOW * 1440)
STRESS = Mark.TITLE | Mark.KEY


def random_record(random: Random, name: str, *, words: int = 30) -> MatchRecord:
    """Return an article of words of which a few are in almost every article and most in hardly any."""
    terms = list({int(400 * random.random() ** 3) * 0x9E3779B1 % 2**32 for _ in range(words)})
    kinds = [Mark.TITLE, Mark.LEAD, Mark.SLUG, Mark.TITLE | Mark.LEAD, Mark.LEAD | Mark.NAME | Mark.KEY]
    marks = bytes(random.choice(kinds) for _ in terms)
    packed = np.array(terms, dtype=TERM_TYPE).tobytes()
    keys = tuple(key | 1 << 62 for key in random.sample(range(40), 3))
    return MatchRecord(name, "", "en", random.randrange(20_000), False, True, "", packed, marks, keys)


class Shelf:
    """Articles in two segments, one of them merged, and a tail; every ninth is gone."""

    def __init__(self, folder: Path, *, seed: int) -> None:
        random = Random(seed)
        self.records = [random_record(random, f"a{at}", words=random.choice([6, 30, 300])) for at in range(600)]
        self.minutes = [NEVER if at % 9 == 4 else record.minutes or 0 for at, record in enumerate(self.records)]
        self.statistics = Statistics()
        for record in self.records:
            self.statistics.add(record, at=0)
        small = [self._write(folder, start, start + 100) for start in range(0, 400, 100)]
        merge_segments(folder / "merged", small[:3], minutes=np.array(self.minutes[:300], dtype=np.uint32))
        tail, calendar = Tail(401), Calendar(1)
        for start in range(400, 600, 50):
            tail.extend(self.records[start : start + 50])
        calendar.put(1, np.array(self.minutes, dtype=np.uint32), lengths_of(self.records))
        self.view = View((Segment(folder / "merged"), small[3]), tail, calendar, 601)

    def _write(self, folder: Path, start: int, end: int) -> Segment:
        path = folder / f"{start}"
        # What is gone later was there when the segment was written: a merge, or the question, leaves it out.
        minutes = [record.minutes or 0 for record in self.records[start:end]]
        write_segment(path, first=start + 1, minutes=minutes, records=self.records[start:end])
        return Segment(path)

    def window(self, asked: MatchRecord) -> Window:
        return Window.of(self.view, around=asked.minutes, days=WINDOW)

    def expected(self, asked: MatchRecord, terms: Sequence[int], weights: Sequence[int], limit: int) -> list[int]:
        """Return what adding up all weights of all articles within the window finds."""
        weight_of = dict(zip(terms, weights, strict=True))
        around = asked.minutes or 0
        shared = {
            number: shared_weight(record, weight_of)
            for number, (record, minute) in enumerate(zip(self.records, self.minutes, strict=True), start=1)
            if minute != NEVER and abs(minute - around) <= REACH
        }
        return sorted(filter(shared.get, shared), key=lambda number: (-shared[number], -number))[:limit]


def shared_weight(record: MatchRecord, weight_of: dict[int, int]) -> int:
    """Return what an article shares: a word that it stresses counts three times, any other twice."""
    words = zip(record.terms.tolist(), record.marks.tolist(), strict=True)
    total = sum(weight_of.get(term, 0) * (3 if mark & STRESS else 2) for term, mark in words)
    return total * int(LENGTH_FACTORS[min(len(record.marks), 255)]) >> FACTOR_BITS


@pytest.fixture(scope="module", params=[1, 2])
def shelf(request, tmp_path_factory):
    return Shelf(tmp_path_factory.mktemp("shelf"), seed=request.param)


def built(folder: Path, *options: str) -> Kernel:
    """Return the compiled sums, built here: what lies in the tree may be missing or old."""
    if not shutil.which(build_kernel.COMPILER):
        pytest.skip(f"no C compiler `{build_kernel.COMPILER}` to test compiled code with: see scripts/ensure-compiler")
    build_kernel.build(SOURCE, folder / "kernel.so", options=options)
    return Kernel(folder / "kernel.so")


# As it is used, and with pieces so small that what is done from one to the next is done often.
@pytest.fixture(scope="module", params=[(), ("-DPIECE=16",)], ids=["as built", "many pieces"])
def kernel(request, tmp_path_factory) -> Kernel:
    return built(tmp_path_factory.mktemp("kernel"), *request.param)


@pytest.fixture(scope="module", params=["arrays", "compiled"])
def search(request, tmp_path_factory):
    return ArraySearch() if request.param == "arrays" else built(tmp_path_factory.mktemp("kernel"))


# One entry at a time looks after every word whether the rest can be skipped; a hundred thousand never skips anything.
@pytest.mark.parametrize("first_step", [1, 40, 300, 100_000])
@pytest.mark.parametrize("limit", [1, 5, 51])
def test_skipping_finds_what_adding_up_everything_finds(shelf, first_step, limit):
    search = ArraySearch(first_step=first_step)
    for asked in shelf.records[::11]:
        terms, weights = choose_words(asked, shelf.statistics)

        found = search.rank(shelf.window(asked), terms, weights, limit=limit)

        assert found == shelf.expected(asked, terms.tolist(), weights.tolist(), limit)


@pytest.mark.parametrize("limit", [1, 5, 51, 600, 1025])  # the last is more than they have room for
def test_compiled_sums_find_what_adding_up_everything_finds(shelf, kernel, limit):
    for asked in shelf.records[::11]:
        terms, weights = choose_words(asked, shelf.statistics)

        found = kernel.rank(shelf.window(asked), terms, weights, limit=limit)

        assert found == shelf.expected(asked, terms.tolist(), weights.tolist(), limit)


def test_it_looks_everywhere_for_an_article_without_a_time(shelf, search):
    terms, weights = choose_words(shelf.records[0], shelf.statistics)
    window = Window.of(shelf.view, around=None, days=WINDOW)

    found = search.rank(window, terms, weights, limit=600)

    assert all(shelf.minutes[number - 1] != NEVER for number in found)
    assert len(found) > len(search.rank(shelf.window(shelf.records[0]), terms, weights, limit=600))


def test_words_that_weigh_nothing_find_nothing(shelf, search):
    terms, weights = choose_words(shelf.records[0], shelf.statistics)

    found = search.rank(shelf.window(shelf.records[0]), terms, weights * 0, limit=5)

    assert found == []


def test_a_question_without_words_finds_nothing(shelf, search):
    none = random_record(Random(1), "empty", words=0)

    found = search.rank(shelf.window(none), *choose_words(none, shelf.statistics), limit=5)

    assert found == []


# A merge makes sure of checksums, a question does not: whatever a list says, nothing outside the sums is touched.
@pytest.mark.parametrize("spoil", ["entries", "starts"])
def test_a_damaged_list_does_no_harm_to_the_compiled_sums(shelf, kernel, spoil):
    asked = shelf.records[0]
    whole = shelf.view.segments[0]
    good = whole.postings
    bad = {"entries": {"lists": np.full_like(good.lists, 2**16 - 1)}, "starts": {"starts": good.starts[::-1].copy()}}
    copies = {"copy_keys": whole.copy_keys, "copy_places": whole.copy_places}
    segment = SimpleNamespace(postings=replace(good, **bad[spoil]), first=1, count=300, end=301, **copies)
    view = replace(shelf.view, segments=(segment, *shelf.view.segments[1:]))
    window = Window.of(view, around=asked.minutes, days=WINDOW)

    found = kernel.rank(window, *choose_words(asked, shelf.statistics), limit=600)

    assert all(0 < number < 601 for number in found)


@pytest.mark.parametrize("content", [None, b"", b"not a library"])
def test_where_it_has_not_been_built_the_reference_ranks(tmp_path, content):
    path = tmp_path / "kernel.so"
    if content is not None:
        path.write_bytes(content)

    assert isinstance(load_kernel(path), ArraySearch)


def test_what_was_built_from_another_source_is_not_used(kernel, tmp_path):
    path = tmp_path / "old.so"
    build_kernel.build(SOURCE, path, source_is=fingerprint(SOURCE) ^ 1)

    assert isinstance(load_kernel(path), ArraySearch)


def test_of_two_articles_that_share_as_much_the_shorter_comes_first():
    assert (np.diff(LENGTH_FACTORS) <= 0).all()


def test_it_counts_the_copy_keys_that_are_shared(shelf, search):
    for asked in shelf.records[::11]:
        copies = find_copies(asked, shelf.window(asked), search)

        for number, shared in copies.items():
            keys = shelf.records[number - 1].copy_keys
            assert shared == len({*keys} & {*asked.copy_keys})
            assert shelf.minutes[number - 1] != NEVER
        assert copies or shelf.minutes[shelf.records.index(asked)] == NEVER


def test_compiled_code_finds_every_holder_of_a_copy_key_that_the_reference_finds(shelf, kernel):
    for asked in shelf.records[::11]:
        window, keys = shelf.window(asked), np.array(asked.copy_keys, dtype=np.uint64)

        found = kernel.find_holders(window, keys)

        assert sorted(found) == sorted(ArraySearch().find_holders(window, keys))


def test_more_holders_than_there_is_room_for_are_all_found(shelf, kernel):
    window = Window.of(shelf.view, around=None, days=WINDOW)
    keys = np.repeat(np.array(range(40), dtype=np.uint64) | np.uint64(1 << 62), 3)

    found = kernel.find_holders(window, keys)

    assert len(found) > MOST_LIMIT
    assert sorted(found) == sorted(ArraySearch().find_holders(window, keys))


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
