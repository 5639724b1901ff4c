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
from dataclasses import dataclass
from zlib import crc32

# Scripts written without spaces between words, by code point ranges; Hangul too, since its words carry their particles.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_WORD = re.compile(rf"\d+(?:[.,]\d+)*|[{_UNSPACED}]+|[^\W_{_UNSPACED}]+(?:['’][^\W\d_{_UNSPACED}]+)*")
_IS_UNSPACED = re.compile(f"[{_UNSPACED}]")
_ENGLISH_POSSESSIVE = re.compile(r"['’]s?$|['’]s\b")
_SENTENCE_END = re.compile(r"[.!?。！？:;…\n][\"'”’)\]]*\s*$|^\s*$|[\"“„«‘(]\s*$")

# A word longer than this is a token, an address or an attack; its beginning says enough.
_LONGEST_WORD = 40
# Endings carry grammar, beginnings carry meaning: one length for all languages does nearly as well as a stemmer each.
STEM_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a text: its comparable form, and what its spelling says."""

    form: str
    is_number: bool = False
    is_capitalized: bool = False
    starts_sentence: bool = False


def hash_word(form: str) -> int:
    """Return the number that stands for a word: CRC-32, quick, and the same on every machine."""
    return crc32(form.encode())


def find_words(text: str) -> Iterator[Word]:
    """Return the words of `text` in order."""
    text = unicodedata.normalize("NFKC", text)
    end = 0
    for found in _WORD.finditer(text):
        written = found.group()
        starts_sentence = bool(_SENTENCE_END.search(text[max(0, found.start() - 4) : found.start()])) or end == 0
        end = found.end()
        if _IS_UNSPACED.match(written):
            yield from (Word(pair, starts_sentence=starts_sentence) for pair in _pairs(written))
            continue
        is_number = written[0].isdigit()
        form = written.replace(",", "") if is_number else fold(_ENGLISH_POSSESSIVE.sub("", written))
        if form:
            yield Word(
                form[:_LONGEST_WORD],
                is_number=is_number,
                is_capitalized=written[0].isupper(),
                starts_sentence=starts_sentence,
            )


def stem(form: str) -> str:
    """Return the beginning that inflected forms of a word share."""
    return form[:STEM_LENGTH]


def fold(text: str) -> str:
    """Return `text` without case and accents."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def _pairs(written: str) -> Iterator[str]:
    if len(written) == 1:
        yield written
    yield from (written[at : at + 2] for at in range(len(written) - 1))
