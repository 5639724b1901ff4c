"""Examples of what figures count, and of figures that count nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.figures.quantities import MAX_QUANTITIES, find_quantities


def only(text: str):
    [quantity] = find_quantities(text, "en")
    return quantity


@pytest.mark.parametrize(
    ("text", "written", "low", "high"),
    [
        ("The flood closed 14 bridges.", "14", 14, 14),
        ("At least fourteen bridges closed.", "At least fourteen", 14, None),
        ("As many as 14 bridges closed.", "As many as 14", None, 14),
        ("Between 14 and 16 bridges closed.", "14 and 16", 14, 16),
        ("It closed 14 to 16 bridges.", "14 to 16", 14, 16),
        ("Some 5-10 million homes are dark.", "Some 5-10 million", 5e6, 10e6),
        ("Two dozen bridges closed.", "Two dozen", 24, 24),
        # How many digits, and no more.
        ("Dozens of bridges closed.", "Dozens", 24, None),
    ],
)
def test_it_reads_bounds_and_ranges(text, written, low, high):
    quantity = only(text)

    assert text[quantity.start : quantity.end] == written
    assert (quantity.low, quantity.high) == (low, high)


@pytest.mark.parametrize(
    ("text", "unit", "low"),
    [
        ("The bridge costs $2.1bn.", "$", 2.1e9),
        ("The bridge costs 2.1 billion dollars.", "$", 2.1e9),
        ("It is paid by 47 per cent of residents.", "%", 47),
        ("A third of residents pay.", "%", pytest.approx(33.3, abs=0.1)),
        ("Winds of 90 mph hit the coast.", "mph", 90),
        ("The court gave a 56-page ruling.", "pages", 56),
        ("Ann Lee, 34, crossed it.", "years old", 34),
        ("The 34-year-old Ann Lee crossed it.", "years old", 34),
    ],
)
def test_it_reads_units(text, unit, low):
    quantity = only(text)

    assert quantity.unit == unit
    assert quantity.low == low


@pytest.mark.parametrize(
    ("text", "role", "head"),
    [
        ("The storm killed at least seven people.", "killed", ""),
        ("Seven people were killed in the storm.", "killed", ""),
        ("The storm left seven dead.", "killed", ""),
        ("The death toll rose to seven.", "killed", ""),
        ("Seven people, including a child, were killed.", "killed", ""),
        ("Police arrested 12 people.", "arrested", ""),
        ("Twelve are missing.", "missing", ""),
        ("The storm caused nine deaths.", "killed", ""),
        ("There were eight arrests.", "arrested", ""),
        # A kind of people is counted apart from people.
        ("The storm killed three officers.", "killed", "office"),
        # No role: told apart by its noun.
        ("The storm closed 14 bridges.", "", "bridge"),
    ],
)
def test_it_tells_what_became_of_those_counted(text, role, head):
    quantity = only(text)

    assert (quantity.role, quantity.head) == (role, head)


@pytest.mark.parametrize(
    "text",
    [
        # Days, years, times, ordinals, results, names, addresses.
        "It opened on Oct. 1, 2017, at 10:30 p.m.",
        "The 9th Circuit met for the 3rd time.",
        "The House passed it 316-90.",
        "The G7 met about the AR-15 on Route 91.",
        "See https://news.example/2017/10/story-5 and call 555-123-4567.",
        # Other times: another event.
        "The storm of 2005 killed 1,800 people.",
        "Last year 12 people were killed.",
        # The age of a person without a name.
        "An 8-year-old boy crossed it.",
        # A part of a count, or something added to it.
        "Rescuers freed four more boys.",
        "Another 21 states allow it.",
        # What a witness saw.
        "“I saw five people on the ground,” she said.",
        # Where a change began.
        "The tax rises from 10 per cent.",
        "No one came.",
        "",
    ],
)
def test_it_leaves_out_what_cannot_be_compared(text):
    assert find_quantities(text, "en") == []


def test_it_keeps_who_says_so():
    quantity = only("The police said that seven people were killed.")

    assert quantity.speaker == "The police"


def test_it_marks_what_the_text_itself_calls_outdated():
    [earlier, now] = find_quantities("Police had earlier said five people were killed. Four people died.", "en")

    assert (earlier.is_superseded, now.is_superseded) == (True, False)


@given(st.text(alphabet="57 ,.-$%mkilled people“”\n", max_size=300))
def test_spans_stay_in_order_and_within_their_sentences(text):
    found = find_quantities(text, "en")

    assert all(one.sentence[0] <= one.start < one.end <= len(text) for one in found)
    assert [one.start for one in found] == sorted(one.start for one in found)


@pytest.mark.parametrize(
    "unit", ["7 ", "7 people ", "seven-", "1,000,", "$", "killed 7 ", "at least ", "7 to ", "a@", "."]
)
def test_hostile_repeats_are_bounded(unit):
    found = find_quantities(unit * (200_000 // len(unit)), "en")

    assert len(found) <= MAX_QUANTITIES
