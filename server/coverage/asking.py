"""What a reader types, as a question to the candidate index; and which records answer it.

The index is asked for what shares most with the question. Every word that is asked for counts the same for all that
have it, so whatever has all of them comes first; here it is then held against the question itself. In which language
somebody asks is not known, so that a word is also looked for under what it counts as in any (`lexicon`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import numpy as np

from server.coverage.lexicon import all_terms
from server.coverage.records import TERM_TYPE, Mark, MatchRecord
from server.coverage.tokens import find_words, hash_word, stem

MOST_WORDS = 12
LONGEST = 200  # characters; what is beyond is not looked at


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: for each word, the numbers that it may have; and all of them as a record with nothing else."""

    words: tuple[frozenset[int], ...]
    record: MatchRecord


def build_question(text: str) -> Question | None:
    """Return the question; None if there is no word in it."""
    asked = islice(find_words(text[:LONGEST]), MOST_WORDS)
    words = [all_terms(hash_word(word.form if word.is_number else stem(word.form))) for word in asked]
    terms = sorted(frozenset().union(*words))
    if not terms:
        return None
    record = MatchRecord(
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
    return Question(tuple(words), record)


def answering(question: Question, records: Iterable[MatchRecord]) -> list[MatchRecord]:
    """Return the records that have every word of the question in headline, beginning or address, newest first."""
    found = [record for record in records if _has_all(set(record.terms.tolist()), question.words)]
    return sorted(found, key=position_of, reverse=True)


def _has_all(terms: set[int], words: Iterable[frozenset[int]]) -> bool:
    return all(not terms.isdisjoint(word) for word in words)


def position_of(record: MatchRecord) -> tuple[int, str]:
    """Return a record's place in a list by time; those without a time come last when the newest come first."""
    return (-1 if record.minutes is None else record.minutes, record.article_id)
