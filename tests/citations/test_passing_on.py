"""Which citations say that an article passes on another's report?"""

import pytest

from server.articles.models import Evidence
from server.citations.models import CitedOutlet, Relation
from server.citations.passing_on import passes_on


def cited(sentence: str, *, relation: Relation = Relation.REPORTED, start: int = 0) -> CitedOutlet:
    at = start + sentence.index("Ledger")
    evidence = Evidence("late", start, start + len(sentence), sentence)
    return CitedOutlet("ledger.example", "Ledger", relation, evidence, Evidence("late", at, at + 6, "Ledger"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Nine are missing, and the siren did not sound, the Ledger reported on Monday.",
        "According to the Ledger, nine are missing and nobody heard the siren that night.",
        "The Ledger reports that nine are missing and that nobody heard the siren that night.",
    ],
)
def test_a_sentence_at_the_top_that_is_the_outlets_as_a_whole_does(sentence: str) -> None:
    assert passes_on(cited(sentence))


@pytest.mark.parametrize(
    "citation",
    [
        # Somebody who told it something is the source, and not the outlet's report.
        cited("Nine are missing, she told the Ledger on Monday.", relation=Relation.TOLD),
        # The report is what came before the news.
        cited("The minister resigned after the Ledger reported on her messages."),
        # In the middle of a sentence it stands for a part of it.
        cited("The wall, which the Ledger says was never inspected at all, gave way on Sunday night in the rain."),
        # Far down it is background.
        cited("Nine are missing, the Ledger reported.", start=3000),
    ],
)
def test_other_citations_do_not(citation: CitedOutlet) -> None:
    assert not passes_on(citation)
