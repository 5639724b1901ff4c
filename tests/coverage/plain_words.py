"""The words of a text found the plain way, one after the other: what `server.coverage.tokens` gives, but faster."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from server.coverage import tokens
from server.coverage.tokens import Word, fold, make_word


def plain_words(text: str) -> Iterator[Word]:
    """Return the words of `text` in order."""
    text, is_first = unicodedata.normalize("NFKC", text), True
    for found in tokens._WORD.finditer(text):
        written, before = found.group(), text[max(0, found.start() - 4) : found.start()]
        starts_sentence = is_first or bool(tokens._SENTENCE_END.search(before))
        is_first = False
        if tokens._IS_UNSPACED.match(written):
            pairs = [written[at : at + 2] for at in range(len(written) - 1)] or [written]
            yield from (make_word(pair, starts_sentence=starts_sentence) for pair in pairs)
            continue
        is_number = written[0].isdigit()
        form = written.replace(",", "") if is_number else fold(tokens._ENGLISH_POSSESSIVE.sub("", written))
        yield make_word(
            form[:40], is_number=is_number, is_capitalized=written[0].isupper(), starts_sentence=starts_sentence
        )
