"""Under which short, old or ambiguous names are outlets cited, and what does each need to be believed?

The table is read here, as it stands on disk; which of its rows a text means is for `server.citations.resolution`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from server.outlets.models import RowError
from server.outlets.rows import read_rows, table_name

ALIAS_TABLE = "outlet_aliases.csv"
ALIAS_COLUMNS = ("name", "key", "countries", "needs", "source")


class Needs(StrEnum):
    """What must stand beside a name, so that it is no common word, person or place."""

    NOTHING = ""
    ARTICLE = "the"  # the Times, the Hill
    CUE = "cue"  # words of telling or reporting right at it; "on", "in" and the like are not enough
    BEFORE = "before"  # such words before it: "People said" are people
    KIND = "kind"  # what it is: "the magazine Reason", "Reason magazine"


@dataclass(frozen=True, slots=True)
class Alias:
    """One row: in texts from these countries (all if there are none) the name may mean the outlet."""

    name: str
    key: str
    countries: frozenset[str] = frozenset()
    needs: Needs = Needs.NOTHING
    is_local: bool = False  # elsewhere the name means nothing at all, not even one of several


def load_aliases(folders: Sequence[Path], errors: list[RowError] | None = None) -> list[Alias]:
    """Return the rows of the tables of aliases in these folders; what cannot be used is added to `errors`."""
    problems = errors if errors is not None else []
    aliases = []
    for path in (folder / ALIAS_TABLE for folder in folders):
        for line, (name, key, countries, needs, _) in read_rows(path, ALIAS_COLUMNS, problems):
            if needs not in set(Needs) or not name or not key:
                problems.append(RowError(table_name(path), line, f"has no name or key, or needs {needs[:20]!r}"))
            else:
                aliases.append(Alias(name, key, frozenset(countries.split()), Needs(needs)))
    return aliases
