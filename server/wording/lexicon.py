"""Which terms of the lexicon does a stretch of words hold?

Terms are found as whole words in any inflection that the table spells out; hyphens count as spaces, so that "far-left"
and "far left" are one term. The longest term wins. Single words count only in lower case: "Debacle" may be a film. A
term that the writer only hands on ("accused of hypocrisy") is not the writer's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import pairwise

from server.wording.loaded_terms import PAIRS, PLAIN_BEFORE, UNSIDED
from server.wording.models import Direction, LoadedTerm

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_JOINT = re.compile(r"[ \-\u2010\u2011]|\s")
_REACH = 60  # characters to the left in which the writer may be handing on a word

# "Accused of hypocrisy", "dismissed it as a sham": someone's word without being speech.
_HANDED_ON = re.compile(
    r"(?<!\w)(?:"
    r"(?:accus\w{1,6}|charges?|allegations?|claims?|complain\w{0,5}|concerns?|fears?)\s(?:of|that|about)\b[^.;,]{0,40}"
    r"|(?:call|brand|dub|deem|label|describ|dismiss|condemn|denounc|derid|view|see|paint|portray|decr|cast|blast"
    r"|characteri|refer|brush|reject)\w{0,6}\b[^.;]{0,45}?\b(?:as|an?)\s(?:\w{1,20}\s){0,2}"
    r")$",
    re.IGNORECASE,
)


def _read_table() -> Iterator[LoadedTerm]:
    for subject, left, right, reason in PAIRS:
        for direction, terms in ((Direction.LEFT, left), (Direction.RIGHT, right)):
            yield from (LoadedTerm(term, direction, subject, reason) for term in terms.split("|"))
    for effect, unsided, reason in UNSIDED:
        yield from (LoadedTerm(term.replace("-", " "), None, effect, reason) for term in unsided.split())


LANGUAGES = frozenset({"en"})  # that the tables of words have
LEXICON: Mapping[str, LoadedTerm] = {term.term: term for term in _read_table()}
_BY_FIRST_WORD: Mapping[str, list[tuple[str, ...]]] = defaultdict(list)
for _term in sorted(LEXICON, key=len, reverse=True):
    _BY_FIRST_WORD[_term.split()[0]].append(tuple(_term.split()))


def find_loaded(
    text: str, start: int = 0, end: int | None = None, *, any_case: bool = False
) -> Iterator[tuple[int, int, LoadedTerm]]:
    """Yield each use of a term between `start` and `end` that the writer makes, with where it stands.

    :param any_case: count single words with a capital too, as in a headline
    """
    words = list(_WORD.finditer(text, start, len(text) if end is None else end))
    resume = 0
    for number, word in enumerate(words):
        if number < resume:
            continue
        for term in _BY_FIRST_WORD.get(word.group().lower(), ()):
            if _stands_at(text, words, number, term, any_case=any_case):
                resume = number + len(term)
                if not _is_plain(words, resume) and not _is_handed_on(text, start, word.start()):
                    yield word.start(), words[resume - 1].end(), LEXICON[" ".join(term)]
                break


def _is_plain(words: list[re.Match[str]], following: int) -> bool:
    """Whether the next word makes it the plain name of something: "slams into", "vicious cycle"."""
    return following < len(words) and words[following].group().lower() in PLAIN_BEFORE


def _is_handed_on(text: str, start: int, at: int) -> bool:
    """Whether the words before make it someone else's."""
    return bool(_HANDED_ON.search(text[max(start, at - _REACH) : at]))


def _stands_at(text: str, words: list[re.Match[str]], number: int, term: tuple[str, ...], *, any_case: bool) -> bool:
    """Whether the words from `number` on are those of a term, with nothing but spaces and hyphens between."""
    found = words[number : number + len(term)]
    if tuple(word.group().lower() for word in found) != term:
        return False
    if len(term) == 1 and not any_case and not found[0].group().islower():
        return False
    gaps = (text[one.end() : other.start()] for one, other in pairwise(found))
    return all(_JOINT.fullmatch(gap) for gap in gaps)
