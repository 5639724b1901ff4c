"""Turn text into comparable words, the same way everywhere and in every script.

Words are NFKC-normalized, case-folded and stripped of accents, so that "Tōkyō", "TOKYO" and "Tokyo" meet. Scripts that
do not separate words (Chinese, Japanese, Thai, …) give pairs of neighbouring characters instead. A word is stored as a
32-bit number that is the same on every machine and in every run: an open vocabulary, so that a name never seen before
is a word like any other.

What the words of an *article* are (title, lead, names, numbers) is decided in `server.coverage.records`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain
from zlib import crc32

import msgspec

# Scripts written without spaces between words, by code point ranges; Hangul too, since its words carry their particles.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_WORD = re.compile(rf"\d+(?:[.,]\d+)*|[{_UNSPACED}]+|[^\W_{_UNSPACED}]+(?:['’][^\W\d_{_UNSPACED}]+)*")
_SPELLING = re.compile(f"({_WORD.pattern})")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_ENGLISH_POSSESSIVE = re.compile(r"['’]s?$|['’]s\b")
_SENTENCE_END = re.compile(r"[.!?。！？:;…\n][\"'”’)\]]*\s*$|^\s*$|[\"“„«‘(]\s*$")

# A word longer than this is a token, an address or an attack; its beginning says enough.
_LONGEST_WORD = 40
_FIRST_MARK = "\u0300"  # of Unicode's combining marks
_LOOKED_BACK = 4  # characters before a word, for the end of a sentence
_ANY_LETTER = "x"  # what every gap but the first comes after
_READ_FIRST = 64  # words, when it is not known how many are wanted
# Most words come again and again; one that is remembered takes about 300 bytes.
_REMEMBERED = 1 << 16
# Endings carry grammar, beginnings carry meaning: one length for all languages does nearly as well as a stemmer each.
STEM_LENGTH = 6


class Word(msgspec.Struct, frozen=True):
    """One word of a text: its comparable form, what its spelling says, and the numbers that stand for it.

    A Struct, since a text makes hundreds: it comes about in a tenth of the time.
    """

    form: str
    is_number: bool
    is_capitalized: bool
    starts_sentence: bool
    form_number: int  # for this very form
    term: int  # where inflected forms meet; a figure has only one form


def make_word(
    form: str, *, is_number: bool = False, is_capitalized: bool = False, starts_sentence: bool = False
) -> Word:
    """Return the word with this comparable form."""
    number = hash_word(form)
    is_whole = is_number or len(form) <= STEM_LENGTH
    term = number if is_whole else hash_word(stem(form))
    return Word(form, is_number, is_capitalized, starts_sentence, number, term)


def hash_word(form: str) -> int:
    """Return the number that stands for a word: CRC-32, quick, and the same on every machine."""
    return crc32(form.encode())


def find_words(text: str) -> Iterator[Word]:
    """Return the words of `text` in order, as they are asked for."""
    rest, is_first, at_most = unicodedata.normalize("NFKC", text), True, _READ_FIRST
    while rest:
        words, rest = _read(rest, at_most, is_first=is_first)
        yield from words
        is_first, at_most = False, 2 * at_most  # what is left is copied each time, so seldom


def first_words(text: str, at_most: int) -> list[Word]:
    """Return the first words of `text`, the same as `find_words` begins with, in less time."""
    rest, is_first, found = unicodedata.normalize("NFKC", text), True, list[Word]()
    while rest and len(found) < at_most:  # once, but for words that fold to nothing
        words, rest = _read(rest, at_most, is_first=is_first)
        found += words
        is_first = False
    return found[:at_most]


def _read(text: str, at_most: int, *, is_first: bool) -> tuple[list[Word], str]:
    """Return what so many spellings at the beginning of `text` stand for, and the text that follows them."""
    pieces = _SPELLING.split(text, at_most)
    gaps, spellings, rest = pieces[:-1:2], pieces[1::2], pieces[-1]
    starts = [gap != " " and _ends_sentence(gap[-_LOOKED_BACK:]) for gap in gaps]
    if is_first and starts:
        starts[0] = True
    is_plain = max(map(len, spellings), default=0) <= _LONGEST_WORD and max(spellings, default="") < _UNSPACED[0]
    make = _make_words if is_plain else _make_any_words
    return list(chain.from_iterable(map(make, spellings, starts))), rest if spellings else ""


@lru_cache(maxsize=1 << 10)
def _ends_sentence(gap: str) -> bool:
    """Whether a sentence ends, or a quotation begins, in what stands between two words."""
    return bool(_SENTENCE_END.search(f"{_ANY_LETTER}{gap}"[-_LOOKED_BACK:]))


def _make_any_words(written: str, starts_sentence: bool) -> tuple[Word, ...]:  # noqa: FBT001 -- called by `map`
    """Remember only what is short and will come again."""
    if len(written) > _LONGEST_WORD or _IS_UNSPACED.match(written):
        return _make_words.__wrapped__(written, starts_sentence)
    return _make_words(written, starts_sentence)


@lru_cache(maxsize=_REMEMBERED)
def _make_words(written: str, starts_sentence: bool) -> tuple[Word, ...]:  # noqa: FBT001 -- called by `map`
    """Return the word of one spelling; several for a run of a script without spaces, none if nothing is left of it."""
    if _IS_UNSPACED.match(written):
        return tuple(make_word(pair, starts_sentence=starts_sentence) for pair in _pairs(written))
    is_number = written[0].isdigit()
    form = written.replace(",", "") if is_number else fold(_ENGLISH_POSSESSIVE.sub("", written))
    if not form:
        return ()
    return (
        make_word(
            form[:_LONGEST_WORD],
            is_number=is_number,
            is_capitalized=written[0].isupper(),
            starts_sentence=starts_sentence,
        ),
    )


def stem(form: str) -> str:
    """Return the beginning that inflected forms of a word share."""
    return form[:STEM_LENGTH]


def fold(text: str) -> str:
    """Return `text` without case and accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join([char for char in decomposed if char < _FIRST_MARK or not unicodedata.combining(char)])


def _pairs(written: str) -> Iterator[str]:
    if len(written) == 1:
        yield written
    yield from (written[at : at + 2] for at in range(len(written) - 1))
