"""Who signed the article, out of what publishers put into author fields?

Those fields hold names, but also "By …", several names in one line, roles, profile addresses, e-mail addresses and the
outlet's own name. We keep names of people and of agencies, as written, and drop the rest: a missing author is better
than a wrong one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from server.articles.cleaning import clean_markup, fold

MAX_AUTHORS = 10
MAX_NAME = 80
MAX_FIELD = 500
MAX_WORDS = 6  # "María de los Ángeles García Pérez"

# Words that introduce a byline. "Di" and "De" also begin Italian and Dutch surnames, so two words must follow.
INTRODUCTION = re.compile(
    r"^(?:(?:written |reported |story |text |texte )?(?:by|von|par|por|door|av|af)(?:\s*:\s*|\s+)"
    r"|(?:di|de)\s+(?=\S+\s+\S))",
    re.IGNORECASE,
)

# What stands between names. The short conjunctions split only between full names: "Ortega y Gasset" is one.
LIST_MARK = re.compile(r"\s*[;|/•·&]\s*|\s+(?:and|und|with|mit|avec|con)\s+")
SHORT_CONJUNCTION = re.compile(r"\s+(?:et|y|e|en|och|og)\s+")
COMMA = re.compile(r"\s*,(?:\s*(?:and|und)\s)?\s*")

ADDRESS = re.compile(r"\bhttps?:\S*|\bwww\.\S*|\S*@\S*", re.IGNORECASE)
NO_NAME = re.compile(r"\d|\.(?:com|org|net)\b", re.IGNORECASE)
# Roles and places of work that follow a name after a comma, and accounts that are nobody.
ROLE = re.compile(
    r"\b(?:editors?|correspondents?|reporters?|writers?|staff|columnist|contributor|producer|bureau|desk|chief|admin|"
    r"administrator|webmaster|redaktion|redaktionsteam|redakteur|redakteurin|korrespondent|korrespondentin|rédaction|"
    r"journaliste|envoyée? spéciale?|redacción|redactor|redactora|redazione|redação|redactie|newsroom|unknown|null|"
    r"none|undefined|anonymous)\b",
    re.IGNORECASE,
)


def clean_authors(stated: Iterable[str], site_names: Iterable[str]) -> tuple[str, ...]:
    """Return the names in author fields, in order, each once, without the outlet's own."""
    outlets = {fold(name) for name in site_names} - {""}
    names: dict[str, str] = {}
    for field in stated:
        line = " ".join(ADDRESS.sub(" ", clean_markup(field, limit=MAX_FIELD)).split())
        for name in _split(INTRODUCTION.sub("", line)):
            if _is_name(name) and not _names_outlet(name, outlets):
                names.setdefault(fold(name), name)
    return tuple(names.values())[:MAX_AUTHORS]


def _split(line: str) -> Iterator[str]:
    """Yield what may be names in one author field."""
    pieces = COMMA.split(line)
    if len(pieces) == 2 and all(piece.isalpha() and piece.istitle() for piece in pieces):
        yield f"{pieces[1]} {pieces[0]}"  # "Doe, Jane", as library metadata has it
        return
    for piece in pieces:
        for part in LIST_MARK.split(piece):
            names = SHORT_CONJUNCTION.split(part)
            yield from names if all(" " in name for name in names) else [part]


def _is_name(name: str) -> bool:
    is_short = 1 < len(name) <= MAX_NAME and len(name.split()) <= MAX_WORDS
    return is_short and any(map(str.isalpha, name)) and not NO_NAME.search(name) and not ROLE.search(name)


def _names_outlet(name: str, outlets: set[str]) -> bool:
    """Whether the name is or begins with the outlet's: "BBC News" is nobody at the BBC."""
    words = name.split()
    return any(fold("".join(words[:end])) in outlets for end in range(1, len(words) + 1))
