"""What does one article say, in a form that can be compared with what others say?

Its text is divided into units, and of each is kept what it can be recognised by in other words: the beginnings of the
words that carry meaning, names, figures, days, and whether it denies. Which units may be shown to a reader is decided
here as well: complete sentences that report something and can be understood without the one before. Everything else
stays in the list, because what a text says in a caption or in half a sentence is said all the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice, pairwise

from server.articles.cleaning import MAX_BODY, MAX_LINE
from server.articles.languages import primary_subtag
from server.articles.models import Article, Genre
from server.articles.plain_words import (
    CONNECTING,
    GRAMMAR,
    LEANING,
    NEGATIONS,
    NUMBER_WORDS,
    OFFICES,
    PRONOUNS,
    REPORTING,
    WEEKDAYS,
)
from server.comparison.models import ArticleClaims, ClaimUnit
from server.comparison.notices import is_background, is_notice, writer_speaks
from server.comparison.sayings import Saying, find_sayings
from server.comparison.stems import Stems
from server.coverage.reports import is_report
from server.coverage.tokens import Word, find_words
from server.wording.lexicon import find_loaded

MOST_UNITS = 250
"""A report has 20 to 60; what has more is a transcript or a dump, and is not read to its end."""

_FEWEST_STEMS, _MOST_SHOWN = 6, 45  # of what is shown: fewer say too little, more is a list
_CAPITALIZES_NOUNS = frozenset({"de", "lb"})
_REACH = 2  # words that carry meaning, after a negation
_SEVERAL_STORIES = frozenset({Genre.LIVE, Genre.NEWSLETTER, Genre.SATIRE})

_BREAKS_OFF = re.compile(r"(?:…|\.\.\.|\[\+\d+ chars\])\W{0,3}$")
_IS_WHOLE = re.compile(r"(?:[^.…。]\.|[!。।])[\"”»’'」)\]]{0,3}$")
_OPENS_WELL = re.compile(r"[\"“„«‘'「(]{0,2}[^\W_a-zà-ÿ]")
_MOSTLY_SPOKEN = 0.5
_PARTICIPLES = ("ing", "ed")


def analyse_article(article: Article) -> ArticleClaims:
    """Return what the article says, unit by unit; again whenever its text has changed."""
    language = primary_subtag(article.language) if article.language else None
    stems = Stems(language)
    units = list(islice(_distinct(_read_body(article, language, stems)), MOST_UNITS + 1))
    lines = (("title", article.title), ("description", article.description))
    around = [unit for field, line in lines for unit in _read(line[:MAX_LINE], stems, field=field)]
    return ArticleClaims(
        article_id=article.id,
        language=language,
        units=(*units[:MOST_UNITS], *around),
        is_whole=_is_whole(article) and len(units) <= MOST_UNITS,
        tells_one_story=article.genre not in _SEVERAL_STORIES and (bool(article.is_opinion) or is_report(article)),
    )


def _is_whole(article: Article) -> bool:
    return not article.is_paywalled and len(article.body) <= MAX_BODY and not _BREAKS_OFF.search(article.body[-20:])


def _distinct(units: Iterator[ClaimUnit]) -> Iterator[ClaimUnit]:
    """Yield what has not been said before in the same words."""
    seen = set()
    for unit in units:
        if unit.stems not in seen:
            seen.add(unit.stems)
            yield unit


def _read_body(article: Article, language: str | None, stems: Stems) -> Iterator[ClaimUnit]:
    body = article.body[:MAX_BODY]
    year = article.published.at.year if article.published else None
    for saying in find_sayings(body, language):
        text = body[saying.start : saying.end]
        own = _own_words(saying, text)
        can_be_shown = _can_stand(saying, text, own) and not is_background(text, year=year)
        is_sober = not (can_be_shown and any(find_loaded(own)))
        for unit in _read(text, stems, start=saying.start, can_be_shown=can_be_shown):
            yield replace(unit, is_sober=is_sober)


def _read(
    text: str, stems: Stems, *, start: int = 0, field: str = "body", can_be_shown: bool = False
) -> Iterator[ClaimUnit]:
    """Yield the unit that a text makes; none where no word carries meaning."""
    words = list(find_words(text))
    meaning = [stems.of(word) for word in words if _carries_meaning(word)]
    if meaning:
        yield ClaimUnit(
            start=start,
            end=start + len(text),
            text=text,
            stems=_once(meaning),
            pairs=_once(f"{one} {other}" for one, other in pairwise(meaning)),
            names=_once(map(stems.of, _names(words, stems.language))),
            numbers=_once(stems.of(word) for word in words if _is_number(word)),
            days=_once(WEEKDAYS[word.form] for word in words if word.form in WEEKDAYS),
            denied=_denied(words, stems),
            can_be_shown=can_be_shown and _FEWEST_STEMS <= len(meaning) <= _MOST_SHOWN,
            field=field,
        )


def _once(values: Iterable[str]) -> tuple[str, ...]:
    """Return each value once, in order of its first mention."""
    return tuple(dict.fromkeys(values))


def _carries_meaning(word: Word) -> bool:
    form = word.form
    if len(form) == 1 and form.isascii() and not word.is_number:
        return False  # an initial, "p.m."
    return not (form in GRAMMAR or form in REPORTING or form in NEGATIONS or form in WEEKDAYS)


def _is_number(word: Word) -> bool:
    return word.is_number or word.form in NUMBER_WORDS


def _denied(words: Sequence[Word], stems: Stems) -> tuple[str, ...]:
    """Return the stems of the words that follow a negation, and stand nowhere else in the unit."""
    denied: list[str] = []
    affirmed = set()
    reach = 0
    for word in words:
        reach = 0 if word.starts_sentence else reach
        if word.form in NEGATIONS:
            reach = _REACH
        elif reach and _carries_meaning(word):
            denied.append(stems.of(word))
            reach -= 1
        else:
            affirmed.add(stems.of(word))
    return _once(denial for denial in denied if denial not in affirmed)


def _names(words: Sequence[Word], language: str | None) -> list[Word]:
    """Return what is written as a name, or names an office."""
    is_telling = language not in _CAPITALIZES_NOUNS
    return [
        word for word in words if _carries_meaning(word) and ((is_telling and _is_name(word)) or word.form in OFFICES)
    ]


def _is_name(word: Word) -> bool:
    return word.is_capitalized and not word.starts_sentence and not word.is_number


def _can_stand(saying: Saying, text: str, own: str) -> bool:
    """Whether a reader understands the sentence alone, and it reports something."""
    if saying.is_broken or not _IS_WHOLE.search(text) or not _OPENS_WELL.match(text) or is_notice(text):
        return False
    if writer_speaks(own) or own.rstrip().endswith("?") or _leans(text):
        return False
    is_mostly_spoken = sum(end - start for start, end in saying.quotes) > _MOSTLY_SPOKEN * len(text)
    words = list(find_words(own))
    is_vague = is_mostly_spoken or any(word.form in PRONOUNS for word in words)
    return not is_vague or any(_may_be_name(word) for word in words)


def _may_be_name(word: Word) -> bool:
    """Whether a capital may be that of a name; a participle has it from the sentence: "Asked …, he said"."""
    if not word.is_capitalized or not _carries_meaning(word):
        return False
    return not word.starts_sentence or not word.form.endswith(_PARTICIPLES)


def _own_words(saying: Saying, text: str) -> str:
    """Return the text without its quotations, whose marks stay."""
    pieces, position = [], saying.start
    for start, end in saying.quotes:
        pieces.append(text[position - saying.start : start + 1 - saying.start])
        position = end - 1
    return "".join([*pieces, text[position - saying.start :]])


def _leans(text: str) -> bool:
    """Whether one of the first words stands for something named before."""
    opening = [word.form for word in islice(find_words(text), 2)]
    if not opening:
        return True
    return opening[0] in LEANING or (len(opening) > 1 and opening[0] in CONNECTING and opening[1] in LEANING)
