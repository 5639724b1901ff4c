"""What matching needs to know of an article, small enough to keep for every article there is.

A record is made once, from the article alone, and stored beside the candidate index; the features of a pair are
computed from two records, never from the articles themselves. Words are numbers (`server.coverage.tokens`); only the
headline is kept as text, to be compared letter by letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from enum import IntFlag

import msgspec
import numpy as np
from numpy.typing import NDArray

from server.articles.models import Article, Precision
from server.coverage.addresses import find_address_day, find_slug_words, site_of
from server.coverage.headlines import comparable_headline, is_title_case
from server.coverage.lexicon import Terms, english_terms
from server.coverage.reports import is_report
from server.coverage.sketches import SKETCHED_WORDS, find_copy_keys
from server.coverage.tokens import Word, first_words, fold, hash_word, stem

RECORD_FORMAT = 5
"""Raised whenever a record would come out differently, so that an index of older records is built anew."""

LEAD_WORDS = 200
"""Longer leads help (average precision on full texts: 60 words .852, 120 .858, 240 .872), and make the index larger."""

TERM_TYPE = np.dtype("<u4")

_LEAD_CHARACTERS = 12 * LEAD_WORDS  # bounds the work on a text without spaces
_NUMBER_WORDS = 60  # later figures are background: last year's toll, the size of the town
_MOST_TITLE_WORDS = 60
_DAY = 24 * 60  # minutes; a bare day is taken for its noon
# Every German noun is capitalised, so a capital says nothing of names there.
_CAPITALIZES_NOUNS = frozenset({"de", "lb"})


class Mark(IntFlag):
    """Where in its article a word stands, and how it is spelt."""

    TITLE = 1
    LEAD = 2
    SLUG = 4
    NAME = 8
    NUMBER = 16
    KEY = 32  # a name that is said again: whom or what the article is about


TEXT = Mark.TITLE | Mark.LEAD

# The same as whole numbers: flags are a hundred times slower to combine, and each word of each article is marked.
_TITLE, _LEAD, _SLUG = int(Mark.TITLE), int(Mark.LEAD), int(Mark.SLUG)
_NAME, _NUMBER, _KEY = int(Mark.NAME), int(Mark.NUMBER), int(Mark.KEY)


class MatchRecord(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """An article as matching sees it. A Struct, with packed words, because fifty are decoded for each look-up.

    Nothing in it leads back to it, so that the garbage collector need not look through the thousands that are held.
    """

    article_id: str
    outlet: str  # outlet key, else host; "" when unknown
    language: str  # primary subtag; "" when unknown
    minutes: int | None  # published, in minutes since 1970; None when unknown
    is_day_only: bool
    is_report: bool
    headline: str  # comparable, folded
    packed_terms: bytes  # distinct words in the order of the text, four bytes each
    packed_marks: bytes  # their `Mark`s, one byte each
    copy_keys: tuple[int, ...]

    @property
    def terms(self) -> NDArray[np.int64]:
        """The words of title, lead and address."""
        return np.frombuffer(self.packed_terms, dtype=TERM_TYPE).astype(np.int64)

    @property
    def marks(self) -> NDArray[np.uint8]:
        """The marks of each of `terms`."""
        return np.frombuffer(self.packed_marks, dtype=np.uint8)

    def marked(self, mark: Mark) -> NDArray[np.int64]:
        """Return the words that carry any of the marks."""
        chosen: NDArray[np.int64] = self.terms[(self.marks & int(mark)) != 0]
        return chosen


def build_record(article: Article) -> MatchRecord:
    """Return what matching needs to know of `article`."""
    headline = comparable_headline(article.title)
    language = (article.language or "").partition("-")[0].lower()
    title = first_words(headline, _MOST_TITLE_WORDS)
    body = first_words(article.body, SKETCHED_WORDS)
    lead = _read_lead(article, body)
    marks = _mark_words(title, lead, find_slug_words(article.url), language)
    minutes, is_day_only = _published_minutes(article)
    return MatchRecord(
        article_id=article.id,
        outlet=article.outlet_key or site_of(article.url),
        language=language,
        minutes=minutes,
        is_day_only=is_day_only,
        is_report=is_report(article),
        headline=fold(headline),
        packed_terms=np.array(list(marks), dtype=TERM_TYPE).tobytes(),
        packed_marks=bytes(marks.values()),
        copy_keys=find_copy_keys(title, body),
    )


def _read_lead(article: Article, body: Sequence[Word]) -> Sequence[Word]:
    text = article.body or article.description
    if len(text) <= _LEAD_CHARACTERS and article.body:  # all of it has been read
        return body[:LEAD_WORDS]
    return first_words(text[:_LEAD_CHARACTERS], LEAD_WORDS)


def _mark_words(title: Sequence[Word], lead: Sequence[Word], slug: Iterable[str], language: str) -> dict[int, int]:
    """Return the distinct words as numbers, each with its marks."""
    has_names = language not in _CAPITALIZES_NOUNS
    names_in_title = has_names and not is_title_case(title)
    marks: dict[int, int] = {}
    english = english_terms(language)
    _mark_place(marks, title, _TITLE, english, has_names=names_in_title)
    _mark_place(marks, lead, _LEAD, english, has_names=has_names)
    for term in _said_again((*title, *lead), english):
        if marks[term] & _NAME:
            marks[term] |= _KEY
    for form in slug:
        own = hash_word(stem(form))
        term = english.get(own, own)
        marks[term] = marks.get(term, 0) | _SLUG
    return marks


def _said_again(words: Iterable[Word], english: Terms) -> set[int]:
    """Return the words that stand there more than once."""
    once, again = set[int](), set[int]()
    for word in words:
        term = english.get(word.term, word.term)
        (again if term in once else once).add(term)
    return again


def _mark_place(marks: dict[int, int], words: Sequence[Word], place: int, english: Terms, *, has_names: bool) -> None:
    """Add the words of one place to `marks`."""
    for at, word in enumerate(words):
        term = english.get(word.term, word.term)
        mark = marks.get(term, 0) | place
        if has_names and word.is_capitalized and not word.starts_sentence:
            mark |= _NAME
        if word.is_number and at < _NUMBER_WORDS:
            mark |= _NUMBER
        marks[term] = mark


def _published_minutes(article: Article) -> tuple[int | None, bool]:
    published = article.published
    if published is not None:
        minutes = int(published.at.timestamp()) // 60
        is_bare_day = published.precision is Precision.DAY and minutes % _DAY == 0
        return minutes + (_DAY // 2 if is_bare_day else 0), published.precision is Precision.DAY
    # Many addresses carry the day: not sure enough to be shown, sure enough to tell two years apart.
    day = find_address_day(article.url)
    if day is None:
        return None, False
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp()) // 60, True
