"""How does one wording of a sentence differ from another, in the eyes of someone who reads both?

The ground that versions of a story (`server.stories.versions`) and edits of an article (`server.stories.edits`) are
compared on. Spelling, punctuation and typographic marks do not count, but what changes the meaning does, however short:
a figure, a currency, a question mark, marks that turn words into somebody else's.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from server.articles.quotes import find_quotes
from server.articles.reported_speech import find_attributed
from server.summaries.figures import find_figures

MOST_PAIRED = 60
"""Sentences of each side that are looked at for their counterpart: every one is compared with every other."""

CLOSE = 0.5
"""Share of all words that two wordings of one sentence have in common, at least."""

_LONGEST = 2_000  # characters of a sentence that are compared
_LONG_WORD = 5  # in a shorter one, two letters may be another word
_TOKEN = re.compile(r"[£$€¥%?]|-(?=\d)|\w+(?:[.,:]\d+)*(?:['’]\w+)?")
_HAS_DIGIT = re.compile(r"\d")
_CONTENT = re.compile(r"[^\W\d_]{4,}")
# Words of four letters and more that say nothing of what a sentence is about.
_FUNCTION_WORDS = """
    about above after also among been before being below between both could does down during each even every from
    have here into just least less like many more most much near nearly only other over said same says should
    since some such than that their them then there these they this those three through under until were what when
    where which while who whom will with within without would your article earlier version amended corrected
    correction aber alle auch dass dem denen eine einem einen einer haben hatte nach nicht noch oder sein seit
    sich sind über unter wurde wurden avec cette dans elle elles leur mais nous plus pour sans sont vous être como
    desde entre este esta están fueron había para pero porque sobre también tras
"""
_SAYS_NOTHING = frozenset(_FUNCTION_WORDS.split())


class Contrast(StrEnum):
    """What sets two wordings apart, what weighs most first."""

    FIGURE = "figure"
    QUOTE = "quote"  # other words between marks, or marks around other words
    ATTRIBUTION = "attribution"  # somebody else says it, or nobody any more
    WORDING = "wording"
    TRIVIAL = "trivial"  # nothing that a reader would notice


@dataclass(frozen=True)
class Wording:
    """One sentence with what it is compared by, worked out when first asked for."""

    text: str

    @cached_property
    def tokens(self) -> tuple[str, ...]:
        """Words and meaningful signs, without regard to case and typography."""
        plain = unicodedata.normalize("NFKC", self.text[:_LONGEST]).casefold().replace("’", "'")
        return tuple(_TOKEN.findall(plain))

    @cached_property
    def words(self) -> frozenset[str]:
        """Its words but for figures: what a sentence is recognised by."""
        return frozenset(token for token in self.tokens if not _HAS_DIGIT.search(token))

    @cached_property
    def figures(self) -> frozenset[str]:
        """Its figures, each in one form."""
        return find_figures(self.text[:_LONGEST])

    @cached_property
    def quotes(self) -> tuple[tuple[str, ...], ...]:
        """What stands between quotation marks, whatever marks they are."""
        text = self.text[:_LONGEST]
        return tuple(Wording(text[start:end]).tokens for start, end in find_quotes(text))

    @cached_property
    def speakers(self) -> tuple[frozenset[str], ...]:
        """The words that name each speaker that it passes words on from."""
        text = self.text[:_LONGEST]
        found = (speech.speaker for speech in find_attributed(text, [(0, len(text))]))
        return tuple(Wording(text[slice(*speaker)]).words for speaker in found if speaker)


def contrast(before: Wording, after: Wording) -> Contrast:
    """Return what sets two wordings of one sentence apart."""
    if before.figures != after.figures or _signs(before) != _signs(after):
        return Contrast.FIGURE
    if before.quotes != after.quotes:
        return Contrast.QUOTE
    if before.tokens == after.tokens:
        return Contrast.TRIVIAL
    if not _are_same_speakers(before.speakers, after.speakers):
        return Contrast.ATTRIBUTION
    return Contrast.TRIVIAL if _is_spelling(before.tokens, after.tokens) else Contrast.WORDING


def figures_changed(before: Wording, after: Wording) -> tuple[str, str] | None:
    """Return the one figure that was replaced and what by; None if it is not as plain as that."""
    old, new = before.figures - after.figures, after.figures - before.figures
    return (next(iter(old)), next(iter(new))) if len(old) == len(new) == 1 else None


def closeness(one: Wording, other: Wording) -> float:
    """Return the share of all their words that both have (Jaccard); 0 for sentences without words."""
    either = len(one.words | other.words)
    return len(one.words & other.words) / either if either else 0.0


def content_words(text: str) -> frozenset[str]:
    """Return the words that tell what a text is about."""
    return frozenset(_CONTENT.findall(text.casefold())) - _SAYS_NOTHING


def pair_up(before: Sequence[Wording], after: Sequence[Wording]) -> list[tuple[int, int]]:
    """Return the places of wordings of one sentence: closest first taken, each at most once, in order."""
    close = [
        (-share, abs(i - j), i, j)
        for i, one in enumerate(before[:MOST_PAIRED])
        for j, other in enumerate(after[:MOST_PAIRED])
        if (share := closeness(one, other)) >= CLOSE
    ]
    pairs: dict[int, int] = {}
    for _, _, i, j in sorted(close):
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    return sorted(pairs.items())


def _signs(wording: Wording) -> list[str]:
    return [sign for sign in wording.tokens if not sign[0].isalnum() and sign != "?"]


def _are_same_speakers(before: tuple[frozenset[str], ...], after: tuple[frozenset[str], ...]) -> bool:
    """Whether both have the same speakers; "Lee" and "Ann Lee, the mayor" are one."""
    if len(before) != len(after):
        return False
    return all(one <= other or other <= one for one, other in zip(before, after, strict=True))


def _is_spelling(before: tuple[str, ...], after: tuple[str, ...]) -> bool:
    """Whether one long word is spelled anew: "goverment". "Legal" and "illegal" differ at their beginning."""
    if len(before) != len(after):
        return False
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    if len(changed) != 1:
        return False
    one, other = changed[0]
    return min(len(one), len(other)) >= _LONG_WORD and one[:2] == other[:2] and _is_one_slip(one, other)


def _is_one_slip(one: str, other: str) -> bool:
    """Whether a single letter was left out or added, or two neighbours changed places."""
    short, long = sorted((one, other), key=len)
    if len(long) - len(short) == 1:
        at = next((i for i, letter in enumerate(short) if letter != long[i]), len(short))
        # An "s" at the end is another number, an apostrophe another word.
        return short[at:] == long[at + 1 :] and at < len(short) and long[at].isalpha()
    apart = [i for i in range(len(short)) if short[i] != long[i]] if len(short) == len(long) else []
    return len(apart) == 2 and apart[1] == apart[0] + 1 and short[apart[0]] == long[apart[1]]
