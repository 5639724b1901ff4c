"""Does this host only look like a known one?

Outlets are found by exact keys, so a look-alike never matches. This module says *why* a host that a reader may have
taken for a known outlet is not it, for the list of refusals beside an answer: a letter of another alphabet, the known
name in front of somebody else's domain, or the known name written with hyphens.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

import can_ada

# Letters that readers cannot tell from the Latin one at the size of an address bar, a subset of Unicode's confusables
# (UTS 39) that registries let into domain names. Accents are taken off beforehand.
_LOOKS_LIKE_LATIN = {
    "Cyrillic": ("авсԁеһіјкӏмпорԛѕтухѵԝг", "abcdehijklmnopqstyxvwr"),
    "Greek": ("αεηικνορτυχγωσ", "aenikvoptuxywo"),
    "Armenian": ("օսոհզյց", "ounhqjg"),
    "Latin": ("ıłøđħŧɡɑƅ", "ilodhtgab"),
    "digits": ("01", "ol"),
}
TO_LATIN = str.maketrans(
    "".join(letters for letters, _ in _LOOKS_LIKE_LATIN.values()),
    "".join(latin for _, latin in _LOOKS_LIKE_LATIN.values()),
)
TWO_LETTERS_AS_ONE = (("rn", "m"), ("vv", "w"))


def looks_like(host: str, known_host: str) -> str | None:
    """Return why `host` resembles `known_host` without being it or below it, in words for people, or `None`.

    Both as `WebURL.host` writes them.
    """
    known = known_host.removeprefix("www.")
    if host == known or host.endswith(f".{known}"):
        return None
    if f".{known}." in f".{host}" or f".{known}-" in f".{host}":
        return f"{known} stands in front of another domain"
    hyphenated = known.replace(".", "-")
    if any(f"-{hyphenated}-" in f"-{label}-" for label in host.split(".")):
        return f"{known} written with hyphens, inside another domain"
    own_skeleton, known_skeleton = skeleton(host), skeleton(known)
    if own_skeleton == known_skeleton or own_skeleton.endswith(f".{known_skeleton}"):
        return f"letters that look like those of {known}"
    return None


def imitated_names(host: str) -> tuple[str, ...]:
    """Return the names that `host` may imitate, to be looked for in a table; `looks_like` says how, if it does."""
    names = (*_runs(host.split(".")), *_runs(host.replace("-", ".").split(".")), *_runs(skeleton(host).split(".")))
    return tuple(name for name in dict.fromkeys(names) if not f".{host}".endswith(f".{name}"))


def skeleton(host: str) -> str:
    """Return the host as it looks: accents off, look-alike letters as the Latin ones. Equal is hard to tell apart."""
    text = can_ada.idna_decode(host.encode()) if "xn--" in host else host  # type: ignore[arg-type]  # its stub says str
    letters = (mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark))
    latin = "".join(letters).lower().translate(TO_LATIN)
    for pair, letter in TWO_LETTERS_AS_ONE:
        latin = latin.replace(pair, letter)
    return latin


def _runs(labels: list[str]) -> Iterator[str]:
    """Give every name of two or three neighbouring labels, which is what outlets' domains have: bbc.com, bbc.co.uk."""
    for start in range(len(labels)):
        for end in (start + 2, start + 3):
            if end <= len(labels):
                yield ".".join(labels[start:end])
