"""What a reader types, as a question to the candidate index; and which records answer it.

The index is asked for what shares most with the question. Every word that is asked for counts the same for all that
have it, so whatever has all of them comes first; here it is then held against the question itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice

import numpy as np

from server.coverage.records import TERM_TYPE, Mark, MatchRecord
from server.coverage.tokens import find_words, hash_word, stem

MOST_WORDS = 12
LONGEST = 200  # characters; what is beyond is not looked at


def build_question(text: str) -> MatchRecord | None:
    """Return the question as a record with nothing but words; None if there is no word in it."""
    words = islice(find_words(text[:LONGEST]), MOST_WORDS)
    terms = list(dict.fromkeys(hash_word(word.form if word.is_number else stem(word.form)) for word in words))
    if not terms:
        return None
    return MatchRecord(
        article_id="",
        outlet="",
        language="",
        minutes=None,
        is_day_only=False,
        is_report=False,
        headline="",
        packed_terms=np.array(terms, dtype=TERM_TYPE).tobytes(),
        packed_marks=bytes([int(Mark.TITLE)] * len(terms)),
        copy_keys=(),
    )


def answering(question: MatchRecord, records: Iterable[MatchRecord]) -> list[MatchRecord]:
    """Return the records that have every word of the question in headline, beginning or address, newest first."""
    asked = set(question.terms.tolist())
    found = [record for record in records if asked <= set(record.terms.tolist())]
    return sorted(found, key=position_of, reverse=True)


def position_of(record: MatchRecord) -> tuple[int, str]:
    """Return a record's place in a list by time; those without a time come last when the newest come first."""
    return (-1 if record.minutes is None else record.minutes, record.article_id)
