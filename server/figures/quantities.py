"""What do the figures of a text count?

A figure can be compared with another's only if it is known what both count. From its surroundings we take the words for
what is counted, what became of it, the words around, the names in the clause, and who says so. Figures of former times
("in 2006", "last year") and ages of people who are not named are left out: they belong to other events, or to nothing
that two texts share. Where figures stand is `server.figures.measures`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from operator import itemgetter

from server.articles.genre_words import words
from server.articles.plain_words import GRAMMAR, REPORTING
from server.articles.quotes import find_quotes
from server.articles.reported_speech import ReportedSpeech, find_attributed
from server.articles.sentences import split_sentences
from server.coverage.tokens import fold, stem
from server.figures.corrections import find_replaced
from server.figures.counted import PEOPLE, find_role, is_role_itself, is_total
from server.figures.measures import Measure, find_measures
from server.figures.models import Quantity
from server.figures.not_figures import blank_out
from server.figures.units import DURATIONS

MAX_CHARACTERS = 60_000  # of a text; what a report counts stands before that
MAX_QUANTITIES = 150
MAX_MEASURES = 1_000  # that are looked at; a text with more is a table
_REACH = 90  # characters on each side of a figure that tell what it is about

_WORD = re.compile(r"(?:[A-Z]\.){2,4}|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_NAME = re.compile(r"(?<!\w)(?:(?:[A-Z]\.){2,4}|[A-Z][^\W\d_]{2,})")
_PLACE = re.compile(
    r"(?<!\w)(?:[Ii]n|[Aa]t|[Nn]ear|[Aa]cross|[Oo]utside|[Aa]round|[Tt]hroughout)\s(?:the\s)?(?:[a-z]{1,12}\s){0,2}"
    r"((?:(?:[A-Z]\.){2,4}|[A-Z][^\W\d_]{2,30})(?:[\s-](?:[A-Z][^\W\d_]{2,30})){0,3})"
)
# A part of what is counted, or something added to it.
_PART_BEFORE = re.compile(r"(?<!\w)(?:another|additional|further|other|extra|first|last|next|these|those|the)\s$", re.I)
_PART_BEHIND = re.compile(r"\s(?:more|additional|further|extra|of (?:them|those|these|whom|which)|other)(?!\w)", re.I)
_NOUN_AFTER_UNIT = re.compile(r"\s(?:worth\s)?(?:of|in|for|on)\s(?:the\s|its\s|all\s|new\s|additional\s){0,2}")
_ENDS_NOUN = GRAMMAR | REPORTING | words("killed dead injured wounded missing arrested died hurt left worth ago old")
_PLURALS = words("people men women children police troops dead cattle fish staff personnel")
_NOUN_WORDS = 4
_NOT_PLURAL = ("ss", "us", "is")

_FORMER_TIME = re.compile(
    r"\b(?:last|previous|past|each|every|per|a|next)\s(?:year|month|decade|century|season|fall|spring|summer|winter)\b"
    r"|\b(?:years|months|decades|weeks)\s(?:ago|earlier|before)\b|(?<![$£€\d,.])\b(?:1[5-9]|20)\d\ds?\b(?![,.]?\d)",
    re.IGNORECASE,
)
_SUPERSEDED = re.compile(
    r"\b(?:earlier|previously|initially|originally|at first)\b.{0,60}$"
    r"|\b(?:down|up|revised|lowered|raised)\sfrom\s.{0,20}$",
    re.IGNORECASE,
)
_WEEKDAYS = words("monday tuesda wednes thursd friday saturd sunday")
_CALENDAR = _WEEKDAYS | words("""
    januar februa march april may june july august septem octobe novemb decemb jan feb mar apr aug sept oct nov dec
""")
_SPEAKER = re.compile(
    r"(?:[A-Z]|(?:the|a|an|his|her|their|he|she|they|one|two|some|several|local|state|federal|city|police|officials"
    r"|authorities|prosecutors|investigators|organizers|organisers|researchers|scientists|doctors)\b)"
)
_ENDS_OPEN = words("the a an of in at on by for from to with and or but that this who which is was has had")
_LONGEST_SPEAKER = 60
_CHANGE_FROM = re.compile(r"\bfrom\s(?:an?\s\w{1,20}\s(?:of\s)?)?$", re.IGNORECASE)
_AGE_BEHIND_NAME = re.compile(r"((?:[A-Z][\w’'.-]{0,30}\s){0,3}[A-Z][\w’'-]{1,30}),\s$")
_AGE_IN_FRONT = re.compile(r"-old\s((?:[A-Z][\w’'.-]{0,30}\s){1,3}[A-Z][\w’'-]{1,30})")


def find_quantities(body: str, language: str | None = None) -> list[Quantity]:
    """Return the figures of a text that can be compared, in order.

    :param language: primary subtag of BCP 47
    """
    text = body[:MAX_CHARACTERS]
    sentences = split_sentences(text, language)
    starts = [start for start, _ in sentences]
    quotes = find_quotes(text)
    reported = find_attributed(text, sentences)
    quantities: list[Quantity] = []
    measures = find_measures(blank_out(text))[:MAX_MEASURES]
    replaced = find_replaced(text, measures)
    for number, measure in enumerate(measures):
        if number in replaced.values() or _is_within(quotes, measure.start):
            continue  # what a witness saw is not what the article counts
        position = bisect_right(starts, measure.start) - 1
        quantity = _read(text, measure, sentences[position], position, reported) if position >= 0 else None
        if quantity is not None and number in replaced:
            quantity = replace(quantity, replaces=measures[replaced[number]].low)
        if quantity is not None:
            quantities.append(quantity)
        if len(quantities) == MAX_QUANTITIES:
            break
    return quantities


def _is_within(spans: Sequence[tuple[int, int]], at: int) -> bool:
    """Whether one of the spans, which are in order, holds a position."""
    before = bisect_right(spans, at, key=itemgetter(0)) - 1
    return before >= 0 and at < spans[before][1]


def _read(
    text: str, measure: Measure, sentence: tuple[int, int], position: int, reported: Sequence[ReportedSpeech]
) -> Quantity | None:
    """Return what a figure counts, or `None` if that cannot be compared."""
    age = _read_age(text, measure)
    counted, head = ("", stem(fold(age.split()[-1]))) if age else _find_counted(text, measure, sentence[1])
    role = "" if measure.unit else find_role(text, measure.start, measure.end, measure.end + len(counted))
    before = text[max(sentence[0], measure.start - _REACH) : measure.start]
    is_nobodys_age = not age and text.startswith("-old", measure.end)
    if role and (fold(counted.strip()) == "others" or is_role_itself(role, fold(counted.strip()))):
        counted, head = "", ""
    is_part = not age and bool(_PART_BEFORE.search(before) or _PART_BEHIND.match(text, measure.end))
    is_bare_one = measure.is_word_one and not role
    if is_part or is_bare_one or is_nobodys_age or not (head or role or measure.unit) or _CHANGE_FROM.search(before):
        return None
    if not age and _FORMER_TIME.search(text, sentence[0], sentence[1]):
        return None
    return Quantity(
        start=measure.start,
        end=measure.end,
        low=measure.low,
        high=measure.high,
        is_rough=measure.is_rough,
        unit="years old" if age else measure.unit,
        role=role or "",
        counted=age or counted.strip(),
        head="" if role and fold(counted.strip()) in PEOPLE else head,
        context=_context(text, measure, sentence),
        names=tuple(sorted(_names(text, *sentence) - _CALENDAR)),
        places=_places(text, sentence),
        days=tuple(sorted(_names(text, *sentence) & _WEEKDAYS)),
        is_total=not measure.unit and is_total(text, measure.start),
        is_superseded=bool(_SUPERSEDED.search(before)),
        speaker=_speaker(text, measure, reported),
        position=position,
        sentence=sentence,
    )


def _read_age(text: str, measure: Measure) -> str:
    """Return the name of the person whose age a figure is, or ""."""
    if measure.unit == "years" and (named := _AGE_IN_FRONT.match(text, measure.end)):
        return named[1]
    is_age = not measure.unit and measure.low == measure.high and text[measure.end : measure.end + 1] in {",", ".", ")"}
    named = _AGE_BEHIND_NAME.search(text, max(0, measure.start - 60), measure.start) if is_age else None
    return named[1] if named and 1 <= (measure.low or 0) <= 115 else ""


def _find_counted(text: str, measure: Measure, end: int) -> tuple[str, str]:
    """Return the words for what is counted, with the space in front, and the stem of the noun among them."""
    start = measure.end
    if measure.is_rough and measure.high is None and text.startswith(" of ", start):
        start += len(" of")  # "dozens of bridges"
    if measure.unit and not text.startswith("-", measure.start) and measure.unit not in DURATIONS:
        linked = _NOUN_AFTER_UNIT.match(text, measure.end)
        if not linked:
            return "", ""
        start = linked.end() - 1
    position, noun = start, ""
    for _ in range(_NOUN_WORDS):
        found = _WORD.match(text, position + 1, end) if text[position : position + 1] in {" ", "-"} else None
        form = fold(found.group()) if found else ""
        if not found or form in _ENDS_NOUN:
            break
        position, noun = found.end(), form
        if form in _PLURALS or (form.endswith("s") and not form.endswith(_NOT_PLURAL)):
            break
    is_noun = noun in _PLURALS or noun.endswith("s") or bool(measure.unit)
    return (text[start:position], stem(noun)) if noun and is_noun else ("", "")


def _context(text: str, measure: Measure, sentence: tuple[int, int]) -> tuple[str, ...]:
    """Return the stems of the words around a figure that carry meaning, each once."""
    left = text[max(sentence[0], measure.start - _REACH) : measure.start]
    right = text[measure.end : min(sentence[1], measure.end + _REACH)]
    forms = (fold(found.group()) for side in (left, right) for found in _WORD.finditer(side))
    return tuple(
        sorted({stem(form) for form in forms if len(form) > 2 and form not in GRAMMAR and form not in REPORTING})
    )


def _names(text: str, start: int, end: int) -> frozenset[str]:
    """Return the stems of the capitalised words in a stretch."""
    return frozenset(stem(fold(name.group())) for name in _NAME.finditer(text, start, end)) - GRAMMAR


def _places(text: str, sentence: tuple[int, int]) -> tuple[str, ...]:
    """Return the stems of the names in a sentence that say where."""
    stems = {stem(fold(word)) for found in _PLACE.finditer(text, *sentence) for word in re.split(r"[\s-]", found[1])}
    return tuple(sorted(stems - _CALENDAR))


def _speaker(text: str, measure: Measure, reported: Sequence[ReportedSpeech]) -> str:
    """Return the words that name who gives a figure, or ""."""
    at = bisect_right(reported, measure.start, key=lambda speech: speech.start) - 1
    if at < 0 or reported[at].end < measure.end or reported[at].speaker is None:
        return ""
    start, end = reported[at].speaker or (0, 0)
    named = text[start:end]
    is_name = (
        bool(_SPEAKER.match(named)) and len(named) <= _LONGEST_SPEAKER and fold(named.split()[-1]) not in _ENDS_OPEN
    )
    return named if is_name else ""
