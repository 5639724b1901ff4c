"""Words of other languages that count as their English counterparts, so that articles in different languages meet.

A name or a figure is often the same in two languages; "inundación" and "flood" are not. `lexicon.tsv` has some 900
notions that headlines are made of, a line each, a column for each language: the forms of the word, separated by
spaces. The first English form is what all the others of the line are counted as, synonyms in English, too. Forms are
compared as matching compares words, without case and accents and by their first letters, so that only those have to
be listed that begin differently. What is not in the table, or of a language that is not known, stays as it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from server.coverage.tokens import fold, hash_word, stem

Terms = Mapping[int, int]
"""The number of a word, and that of the English word that it counts as."""

_UNCHANGED: Terms = MappingProxyType({})


def english_terms(language: str) -> Terms:
    """Return what the words of a language (a primary subtag) count as, by their numbers."""
    return _read().get(language, _UNCHANGED)


def all_terms(term: int) -> frozenset[int]:
    """Return the number of a word whose language is not known, and of all that it may count as."""
    return frozenset([term, *(terms[term] for terms in _read().values() if term in terms)])


@cache
def _read() -> Mapping[str, Terms]:
    head, *lines = files("server.coverage").joinpath("lexicon.tsv").read_text("utf-8").splitlines()
    languages = head.split("\t")
    found: dict[str, dict[int, int]] = {language: {} for language in languages}
    for line in lines:
        cells = line.split("\t")
        english = _number(cells[0].split()[0])
        for language, cell in zip(languages, cells, strict=True):
            found[language] |= {_number(form): english for form in cell.split() if _number(form) != english}
    return found


def _number(form: str) -> int:
    return hash_word(stem(fold(form)))
