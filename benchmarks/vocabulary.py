"""Invented words of invented languages: speakable, endless, and as unevenly used as real ones.

A language here is a way of making syllables, under the code of a real language so that what the product does for that
code is exercised (German capitalises nouns, Russian is written in Cyrillic). No word is taken from any text. How often
the word of rank r is used goes with 1 / (r + 3) (Zipf and Mandelbrot), and the commonest words are the shortest.
Frequencies are whole numbers and nothing here calls the mathematics library, so that a seed gives the same words on
every machine.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

WORDS = 30_000
"""Forms in daily use: an English newspaper gets through about as many in a month."""

PLACES = 2_000
"""Towns and countries that are often in the news; their use is as uneven as that of words."""

_CYRILLIC = str.maketrans("abvgdežziklmnoprstufhyčšej", "абвгдежзиклмнопрстуфхычшэй")
_ONE_SYLLABLE, _TWO_SYLLABLES = 60, 2_000  # ranks up to which words are that short


@dataclass(frozen=True, slots=True)
class Language:
    """How a language sounds, and its share of the articles."""

    code: str
    share: int  # in hundred
    onsets: Sequence[str]
    vowels: Sequence[str]
    codas: Sequence[str]
    capitalized: float = 0.0  # share of words that are capitalised though they are no names
    is_cyrillic: bool = False


LANGUAGES = (
    Language(
        "en",
        55,
        ("b", "br", "c", "ch", "d", "f", "fl", "g", "h", "k", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "th", "w"),
        ("a", "e", "i", "o", "u", "ea", "ou"),
        ("", "", "n", "r", "l", "t", "ck", "nd", "s", "sh"),
    ),
    Language(
        "es",
        20,
        ("b", "c", "d", "f", "g", "j", "l", "ll", "m", "n", "p", "qu", "r", "s", "t", "tr", "v"),
        ("a", "e", "i", "o", "u", "á", "é", "ía"),
        ("", "", "", "n", "r", "s", "l"),
    ),
    Language(
        "de",
        15,
        ("b", "d", "f", "g", "h", "k", "l", "m", "n", "pf", "r", "s", "sch", "st", "t", "w", "z"),
        ("a", "e", "i", "o", "u", "ei", "au", "ü", "ö"),
        ("", "n", "r", "l", "ch", "cht", "ng", "st"),
        capitalized=0.25,
    ),
    Language(
        "ru",
        10,
        ("b", "v", "g", "d", "ž", "z", "k", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "h", "č", "š"),
        ("a", "e", "i", "o", "u", "y"),
        ("", "", "n", "r", "l", "t", "j"),
        is_cyrillic=True,
    ),
)


@dataclass(frozen=True, slots=True)
class Uneven:
    """Things of which the first are chosen most often."""

    things: Sequence[str]
    weights: Sequence[int]  # added up, as `Random.choices` takes them

    def choose(self, rng: Random, number: int) -> list[str]:
        """Return `number` of the things, some perhaps again."""
        return rng.choices(self.things, cum_weights=self.weights, k=number)


def unevenly(things: Sequence[str]) -> Uneven:
    """Return the things with Zipf's weights, the first heaviest."""
    return Uneven(things, list(accumulate(10**9 // (rank + 3) for rank in range(len(things)))))


@cache
def words_of(language: Language) -> Uneven:
    """Return the language's words, commonest first."""
    rng = Random(f"words/{language.code}")
    found: dict[str, None] = {}
    while len(found) < WORDS:
        rank = len(found)
        syllables = 1 if rank < _ONE_SYLLABLE else 2 if rank < _TWO_SYLLABLES else rng.randrange(2, 5)
        word = _spell(language, rng, syllables)
        if rng.random() < language.capitalized:
            word = word.capitalize()
        found[word] = None
    return unevenly(list(found))


@cache
def places() -> Uneven:
    """Return names of places, the most often reported from first."""
    rng = Random("places")
    return unevenly(list({make_name(rng): None for _ in range(2 * PLACES)})[:PLACES])


def make_name(rng: Random) -> str:
    """Return a name, most probably one that never was before."""
    return _spell(LANGUAGES[0], rng, rng.randrange(2, 4)).capitalize()


def spelt_in(language: Language, name: str) -> str:
    """Return the name as that language writes it."""
    return _cyrillic(name) if language.is_cyrillic else name


def _spell(language: Language, rng: Random, syllables: int) -> str:
    parts = [rng.choice(part) for _ in range(syllables) for part in (language.onsets, language.vowels, language.codas)]
    word = "".join(parts)
    return _cyrillic(word) if language.is_cyrillic else word


def _cyrillic(word: str) -> str:
    plain = word.lower().replace("c", "k").replace("w", "v").replace("q", "k").translate(_CYRILLIC)
    return plain.capitalize() if word[0].isupper() else plain
