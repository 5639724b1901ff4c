"""Does a citation say that the article as a whole passes on what an outlet reported?

"…, the Ledger reported on Monday.": the news of such an article is the Ledger's. Most citations say less: somebody told
an outlet something, a detail is from it, or its report came before the news. Those leave an article independent.
"""

from __future__ import annotations

from server.articles.genre_words import words
from server.citations.models import CitedOutlet, Relation

AT_THE_TOP = 400  # characters: an article that passes on a report says so at once
FEW_WORDS = 6  # behind the outlet's name: then the sentence as a whole is what the outlet reported

PASSES_ON = frozenset({Relation.FIRST_REPORTED, Relation.REPORTED, Relation.VIA})
# What may stand before the name where the sentence begins with it.
OPENS = words("according to the a an new report by from in as per laut nach einem der dem selon un le la según el")
# "She resigned after the Ledger reported …": the report is what came before the news, not where it is from.
COMES_BEFORE = words("after since when following once because days weeks months before nachdem après tras")


def passes_on(cited: CitedOutlet) -> bool:
    """Whether the article has its news from the outlet, by its own words."""
    sentence, name = cited.evidence, cited.mention
    if cited.relation not in PASSES_ON or sentence.field != "body" or sentence.start >= AT_THE_TOP:
        return False
    before = sentence.text[: name.start - sentence.start].lower().split()
    behind = sentence.text[name.end - sentence.start :].split()
    is_at_an_end = len(behind) < FEW_WORDS or OPENS.issuperset(before)
    return is_at_an_end and COMES_BEFORE.isdisjoint(before[-FEW_WORDS:])
