"""What a word is reduced to, so that "sued", "sues" and "suing" are one.

Snowball's rules for the languages that it knows, else the beginning of the word. They are made for words with their
accents, which are gone here; where that makes them miss an ending, two forms stay apart and count as unlike.
"""

from __future__ import annotations

import Stemmer

from server.articles.plain_words import NUMBER_WORDS
from server.coverage.tokens import Word, stem

# Primary subtag -> Snowball's name for its rules.
_RULES = {
    "da": "danish",
    "de": "german",
    "en": "english",
    "es": "spanish",
    "fi": "finnish",
    "fr": "french",
    "hu": "hungarian",
    "it": "italian",
    "nl": "dutch",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sv": "swedish",
    "tr": "turkish",
}


class Stems:
    """The stems of one language. Not to be shared between threads: the rules keep a cache of words."""

    def __init__(self, language: str | None) -> None:
        self.language = language
        rules = _RULES.get(language or "")
        self._snowball = Stemmer.Stemmer(rules) if rules else None

    def of(self, word: Word) -> str:
        """Return the stem of a word; of a number its digits, however it is written."""
        if word.is_number:
            return word.form
        if word.form in NUMBER_WORDS:
            return NUMBER_WORDS[word.form]
        return str(self._snowball.stemWord(word.form)) if self._snowball else stem(word.form)
