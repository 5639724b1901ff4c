"""A writer that lies is not shown."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from server.articles.models import Evidence
from server.errors import WriterFailed
from server.fetching.writer import Draft
from server.services.rewriting import MOST_SENTENCES, RewritingService

SAID = [
    "The wall on Weir Street gave way at dawn on Monday, and nine people are missing in Orrin.",
    "The siren did not sound, said Piet Halloran, a retired surveyor who lives beside the wall.",
    "The river authority has denied that it was warned of the silent gauge in September.",
]
OVERVIEW = [Evidence("a", 0, len(text), text) for text in SAID]
TRUE = Draft("At dawn the wall on Weir Street gave way; nine people are missing in Orrin.", [1])


class StubWriter:
    """Says what it is told to."""

    def __init__(self, *drafts: Draft, fails: bool = False) -> None:
        self.drafts = drafts
        self.fails = fails
        self.asked: list[Sequence[str]] = []

    def rewrite(self, sentences: Sequence[str]) -> Sequence[Draft]:
        self.asked.append(sentences)
        if self.fails:
            raise WriterFailed("the writer could not be reached")
        return self.drafts


def test_what_can_be_checked_is_shown_with_what_it_rests_on() -> None:
    writer = StubWriter(TRUE)

    (rewritten,) = RewritingService(writer).rewrite(OVERVIEW)

    assert (rewritten.text, rewritten.cited) == (TRUE.text, (OVERVIEW[0],))
    assert writer.asked == [SAID]


@pytest.mark.parametrize(
    "lie",
    [
        Draft("Eleven people are missing in Orrin after the wall on Weir Street gave way on Monday.", [1]),
        Draft("Nine people are missing in Callow after the wall on Weir Street gave way on Monday.", [1]),
        Draft("The siren sounded, said Piet Halloran, a retired surveyor who lives beside the wall.", [2]),
        Draft("The river authority was warned of the silent gauge in September.", [3]),
        Draft('"We heard nothing," said Piet Halloran, a retired surveyor.', [2]),
        # True, but not of what it names.
        Draft(TRUE.text, [2]),
        Draft(TRUE.text, []),
        Draft(TRUE.text, [0]),
        Draft(TRUE.text, [4]),
        Draft("", [1]),
    ],
)
def test_one_sentence_that_is_not_borne_out_discards_all(lie: Draft) -> None:
    assert RewritingService(StubWriter(TRUE, lie)).rewrite(OVERVIEW) == ()


@pytest.mark.parametrize("writer", [StubWriter(fails=True), StubWriter(), StubWriter(*[TRUE] * (MOST_SENTENCES + 1))])
def test_a_writer_that_fails_or_does_not_do_as_asked_changes_nothing(writer: StubWriter) -> None:
    assert RewritingService(writer).rewrite(OVERVIEW) == ()


def test_nobody_is_asked_where_there_is_nothing_to_rewrite() -> None:
    writer = StubWriter(TRUE)

    assert RewritingService(writer).rewrite([]) == ()
    assert writer.asked == []
