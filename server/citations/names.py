"""Which names may stand for an outlet, and where does a text hold one?

Names come from two tables: what outlets call themselves, and the shorter and older forms that others use for them
(`server.citations.aliases`), which take precedence. A name is looked up word by word, the longest that fits, without
case and accents; a short capital name such as AP has to be written in capitals. What a name means *here* is decided in
`server.citations.resolution`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from server.citations.aliases import Alias, Needs
from server.citations.words import COMMON_IN_NAMES, KINDS, NEVER, NO_OUTLETS, PEOPLE, SHORTENED_TO, SMALL_WORDS
from server.outlets.models import Outlet, Tables
from server.outlets.resolver import Resolver

WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r" & | ?& ?|\. |! |[ \u00a0\-–'’.!/]")
_CAPITAL = r"(?<![^\W_])[^\W_a-z][^\W_]*"
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}")
_COMMON = SHORTENED_TO | KINDS | SMALL_WORDS | COMMON_IN_NAMES | {"news", "tv"}
_COINED = re.compile(r"[a-z][A-Z]|^[A-Za-z]{3,}\d{1,2}$")  # "NewsBusters", "Denver7"
_DOMAIN = re.compile(r"\.(?:com|org|net)\b(?![/@.\w-])")
_MOST_NAMES = 400  # in one text; more is a list of outlets, or bait
_IN_AN_ADDRESS = "@#/_.\\"  # before a word: a handle, a tag, an address
_LONGEST_ACRONYM = 5
_ABBREVIATION = 3  # "St. Louis": longer words before a full stop end a sentence


@dataclass(frozen=True, slots=True)
class Spotted:
    """A name that some outlet bears, where it stands, and which outlets those are."""

    start: int
    end: int
    folded: str
    meanings: tuple[Alias, ...]


@dataclass(frozen=True, slots=True)
class OutletNames:
    """Names by their folded words. Built once from the tables, never written: one serves any number of threads."""

    outlets: Mapping[str, Outlet]
    meanings: Mapping[str, tuple[Alias, ...]]
    longest: Mapping[str, int]  # first word, or first two: how many words the longest name has that begins so
    called: Mapping[str, frozenset[str]]  # key: all that the outlet is called
    beginnings: re.Pattern[str]  # the words with which a name may begin
    resolver: Resolver  # for addresses

    def spot(self, text: str, *, more: OutletNames | None = None) -> list[Spotted]:
        """Return the names in `text` in order, the longest where several begin; no two overlap.

        :param more: names that hold in this text only
        """
        spotted: list[Spotted] = []
        for found in self.beginnings.finditer(text):
            if spotted and found.start() < spotted[-1].end:
                continue
            name = self._longest_at(text, found.start(), found.end(), more)
            if name:
                spotted.append(name)
                if len(spotted) == _MOST_NAMES:
                    break
        return spotted

    def _longest_at(self, text: str, start: int, end: int, more: OutletNames | None) -> Spotted | None:
        """Return the longest name that begins with the word `text[start:end]`."""
        first = fold_word(text[start:end])
        most = self._most(first, more)
        if not most or (start and text[start - 1] in _IN_AN_ADDRESS and not _is_after_slash(text, start)):
            return None
        words = _words_of_name(text, start, end, min(most, 2))
        if len(words) > 1:
            most = self._most(f"{first} {fold_word(words[1][0])}", more)
            words = _words_of_name(text, start, end, most or 1)
        while words:
            folded = " ".join(fold_word(word) for word, _ in words)
            known = self.meanings.get(folded) or (more.meanings.get(folded) if more else None) or ()
            meanings = tuple(each for each in known if _is_written_like([word for word, _ in words], each.name))
            end = words[-1][1]
            domain = _DOMAIN.match(text, end)
            if meanings and (domain or not _goes_on(text, end)):
                return Spotted(start, domain.end() if domain else end, folded, meanings)
            words.pop()
        return None

    def _most(self, beginning: str, more: OutletNames | None) -> int:
        return max(self.longest.get(beginning, 0), more.longest.get(beginning, 0) if more else 0)


def build_names(tables: Tables, aliases: Iterable[Alias]) -> OutletNames:
    """Return the names of all outlets and aliases; an alias says all that its name may mean."""
    outlets = tables.outlets
    meanings: dict[str, list[Alias]] = {}
    for alias in aliases:
        if alias.key in outlets:
            meanings.setdefault(fold_name(alias.name), []).append(alias)
    for alias in list(_aliases_of_table(outlets, meanings.keys())):
        meanings.setdefault(fold_name(alias.name), []).append(alias)
    return _index(outlets, meanings, Resolver(tables))


def build_short_names(names: OutletNames, spotted: Iterable[Spotted]) -> OutletNames:
    """Return the short forms of names in a text, as far as no outlet bears them by itself."""
    meanings: dict[str, list[Alias]] = {}
    for each in spotted:
        if len(each.meanings) == 1:
            for short in short_forms(each.folded):
                if short not in names.meanings:
                    meanings.setdefault(short, [Alias(short.title(), each.meanings[0].key, needs=Needs.ARTICLE)])
    return _index(names.outlets, meanings, names.resolver)


def _index(outlets: Mapping[str, Outlet], meanings: Mapping[str, list[Alias]], resolver: Resolver) -> OutletNames:
    longest: dict[str, int] = {}
    called: dict[str, set[str]] = {}
    for folded, found in meanings.items():
        words = folded.split(" ")
        for beginning in (words[0], " ".join(words[:2])):
            longest[beginning] = max(len(words), longest.get(beginning, 0))
        for each in found:
            called.setdefault(each.key, set()).add(folded)
    by_key = {key: frozenset(folded) for key, folded in called.items()}
    every = {each.name for found in meanings.values() for each in found}
    small = "|".join(sorted({WORD.findall(name)[0] for name in every if name[:1].islower()}))
    beginnings = re.compile(rf"(?<![^\W_])(?:[^\W_a-z][^\W_]*|(?:{small})(?![^\W_]))" if small else _CAPITAL)
    return OutletNames(
        outlets, {name: tuple(found) for name, found in meanings.items()}, longest, by_key, beginnings, resolver
    )


def fold_name(name: str) -> str:
    """Return the words of a name without case, accents and a leading "the"."""
    words = [fold_word(word) for word in WORD.findall(name)]
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def fold_word(word: str) -> str:
    """Return a word without case and accents."""
    if word.isascii():
        return word.lower()
    marks = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in marks if not unicodedata.combining(char))


def short_forms(folded: str) -> Iterator[str]:
    """Give what a name is shortened to once it has been said: "times" and "new times" for "miami new times"."""
    words = folded.split(" ")
    if words[-1] in SHORTENED_TO:
        yield from (" ".join(words[at:]) for at in range(1, len(words)))


def _aliases_of_table(outlets: Mapping[str, Outlet], declared: Set[str]) -> Iterator[Alias]:
    """Give the outlets' own names, as far as they say enough and no alias is declared for them."""
    folded = {key: fold_name(outlet.name or "") for key, outlet in outlets.items()}
    bearers = Counter(folded.values())
    places = {fold_name(outlet.place) for outlet in outlets.values() if outlet.place}
    for key, outlet in outlets.items():
        name = folded[key]
        if not name or name in declared or name in places or name in NEVER or outlet.kind in NO_OUTLETS:
            continue
        words = name.split(" ")
        if not all(word in _COMMON for word in words):
            yield Alias(outlet.name or "", key, needs=_needs(outlet.name or "", words))
        elif len(words) > 1 and bearers[name] == 1 and outlet.country and words[-1] in SHORTENED_TO:
            yield Alias(
                outlet.name or "", key, frozenset({outlet.country}), Needs.ARTICLE, is_local=True
            )  # "the Times Union"


def _needs(name: str, words: Sequence[str]) -> Needs:
    """Return what a name of the table needs to be believed."""
    if len(words) > 1:
        return Needs.KIND if words[-1] in PEOPLE else Needs.NOTHING
    return Needs.CUE if _CALL_SIGN.fullmatch(name) or _COINED.search(name) else Needs.KIND


def _words_of_name(text: str, start: int, end: int, most: int) -> list[tuple[str, int]]:
    """Return the first word and those behind it, with their ends, as far as only such things as in names part them."""
    words = [(text[start:end], end)]
    while len(words) < most:
        gap = _GAP.match(text, end)
        following = WORD.match(text, gap.end()) if gap else None
        if not gap or not following or (gap[0] == ". " and len(words[-1][0]) > _ABBREVIATION):
            break
        end = following.end()
        words.append((following[0], end))
    return words


def _is_written_like(written: list[str], name: str) -> bool:
    """Whether the words are written as a name is: with capitals, or exactly as it is where that is all it has."""
    if name[:1].islower():
        return "".join(written) in ("".join(WORD.findall(name)), "".join(WORD.findall(name.upper())))
    if len(written) == 1 and name.isupper() and len(name) <= _LONGEST_ACRONYM:
        return written[0].isupper()
    first, *others = written
    return _is_capital(first) and all(_is_capital(word) or word in SMALL_WORDS | KINDS for word in others)


def _is_capital(word: str) -> bool:
    return not word[0].islower()


def _goes_on(text: str, end: int) -> bool:
    """Whether what follows makes the word part of an address, a handle or a compound."""
    after = text[end : end + 2]
    return after[:1] in ("@", "_") or (len(after) == 2 and after[0] in ".-" and after[1].islower())


def _is_after_slash(text: str, start: int) -> bool:
    """Whether the slash before joins two names ("NBC News/Wall Street Journal") and is not part of an address."""
    run = text[max(0, start - 60) : start].rpartition(" ")[2]
    return text[start - 1] == "/" and "//" not in run and "www." not in run and "." not in run
