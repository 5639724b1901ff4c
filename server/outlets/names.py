"""Which outlets have these letters in their name or key, quickest first to those that begin with them?

All names stand in one text, a line each, so that looking through tens of thousands costs no more than a page does.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from server.outlets.models import Outlet


@dataclass(frozen=True, slots=True)
class NameIndex:
    """Names and keys, folded, one line for each outlet: a line break, the name, a tab, the key."""

    text: str
    starts: tuple[int, ...]  # where each line begins
    keys: tuple[str, ...]

    def find(self, wanted: str, *, limit: int) -> list[str]:
        """Return the keys of outlets that fit: those whose name begins so, then the others, each in order of key."""
        folded = " ".join(wanted.casefold().split())
        if not folded:
            return []
        found: dict[str, None] = {}
        for needle in (f"\n{folded}", folded):
            for key in self._holding(needle):
                found.setdefault(key)
                if len(found) == limit:
                    return list(found)
        return list(found)

    def _holding(self, needle: str) -> Iterator[str]:
        at = self.text.find(needle)
        while at >= 0:
            line = bisect_right(self.starts, at) - 1
            yield self.keys[line]
            following = line + 1
            at = self.text.find(needle, self.starts[following]) if following < len(self.starts) else -1


def build_name_index(outlets: Iterable[Outlet]) -> NameIndex:
    """Return the index of these outlets."""
    lines, starts, keys, length = [], [], [], 0
    for outlet in outlets:
        name = " ".join((outlet.name or "").casefold().split())
        line = f"\n{name}\t{outlet.key}"
        lines.append(line)
        starts.append(length)
        keys.append(outlet.key)
        length += len(line)
    return NameIndex("".join(lines), tuple(starts), tuple(keys))
