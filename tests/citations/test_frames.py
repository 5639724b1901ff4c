from __future__ import annotations

import pytest

from server.citations.cues import AFTER, BEFORE, cues_of
from server.citations.frames import frame_after, frame_before
from server.citations.surroundings import Surroundings, read_surroundings


def around(text: str) -> Surroundings:
    """Return what stands around the name X."""
    start = text.index("X")
    return read_surroundings(text, start, start + 1, sentence=(0, len(text)), language="en")


@pytest.mark.parametrize(
    ("text", "relation", "verb"),
    [
        # Of several words, those nearest to the name.
        ("In interviews reviewed by X", "reported", "reviewed"),
        ("The tape, first obtained by X", "first_reported", "first obtained"),
        ("Rell told X", "told", "told"),
        ("He argued on Monday on X", "said", "argued"),
    ],
)
def test_it_reads_the_words_before(text: str, relation: str, verb: str) -> None:
    frame = frame_before(around(text), "en")

    assert frame
    assert (frame.relation, frame.verb) == (relation, verb)
    assert text[frame.at :].startswith(verb)


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("X reported it", "reported"),
        ("X (AX) newspaper also reported it", "reported"),
        ("X, citing two people who had read it, said it leaked", "reported"),
        ("X's editorial board said so", "reported"),
        ("X's White House correspondent Ana Rell has reported it", "reported"),
        ("X interview", "interview"),
        ("X op-ed", "said"),
    ],
)
def test_it_reads_the_words_behind(text: str, relation: str) -> None:
    frame = frame_after(around(text), "en")

    assert frame
    assert frame.relation == relation


@pytest.mark.parametrize(
    "text",
    [
        "X said it would close",
        "X says its host is away",
        "X confirmed in a statement",
        "X editorial board hired her",
        "X fell",
    ],
)
def test_an_outlet_that_speaks_of_itself_does_not_report(text: str) -> None:
    assert frame_after(around(text), "en") is None


def test_a_language_without_cues_is_read_with_all() -> None:
    assert len(cues_of(BEFORE, "nl")) == len(cues_of(BEFORE, None)) > len(cues_of(BEFORE, "de-AT"))
    assert set(BEFORE) == set(AFTER)
