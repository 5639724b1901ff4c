"""Which outlet does a name mean in this article?

"The Times" is another outlet in London, New York and Los Angeles. It is settled, in this order, by a fuller name
earlier in the text, by a country named beside it, and by the country of the article's own outlet. What is still open
stays open: all that it may be is said. A name that means the article's own outlet cites nobody.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from server.citations.aliases import Alias, Needs
from server.citations.names import OutletNames, Spotted, fold_name, short_forms
from server.citations.surroundings import Surroundings
from server.outlets.models import Outlet


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a name means here. `needs` is what must stand beside it, for it to be an outlet's name at all."""

    keys: tuple[str, ...]  # one: settled
    needs: Needs


@dataclass(slots=True)
class Reader:
    """Reads the names of one article in order, and remembers which fuller names it has met."""

    names: OutletNames
    own_key: str | None
    _country: str | None = None
    _own_names: frozenset[str] = frozenset()
    _shortened: dict[str, set[str]] = field(default_factory=dict)
    _borne_by_others: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        own = self.names.outlets.get(self.own_key or "")
        self._country = own.country if own else None
        self._own_names = _own_names(self.names, own) if own else frozenset()

    def read(self, spotted: Spotted, around: Surroundings) -> Meaning | None:
        """Return what the name means; `None` for the article's own outlet, or none that can be told."""
        if spotted.folded in self._own_names:
            return None
        if spotted.folded not in self.names.meanings and spotted.folded not in self._shortened:
            return None  # a short form whose fuller name comes later
        earlier = self._shortened.get(spotted.folded)
        if earlier:
            return self._unless_own(Meaning(tuple(sorted(earlier)), Needs.NOTHING))
        country = around.country or self._country
        fitting = _in_country(spotted.meanings, country)
        if not fitting:
            return None
        keys = _most_prominent({each.key for each in fitting}, self.names)
        needs = Needs.ARTICLE if around.country and spotted.meanings[0].needs is Needs.ARTICLE else fitting[0].needs
        return self._unless_own(Meaning(tuple(sorted(keys)), needs))

    def remember(self, spotted: Spotted, meaning: Meaning) -> None:
        """Let later short forms of this name mean the same."""
        if len(meaning.keys) == 1:
            for short in short_forms(spotted.folded):
                self._shortened.setdefault(short, set()).add(meaning.keys[0])

    def note_other_bearer(self, spotted: Spotted) -> None:
        """Remember that the text has this name in a longer one: after "Michael Bloomberg", Bloomberg is he."""
        self._borne_by_others.add(spotted.folded)

    def is_doubtful(self, spotted: Spotted) -> bool:
        """Whether somebody or something else in the text bears this name; no one else is called CNN."""
        return spotted.folded in self._borne_by_others and not spotted.meanings[0].name.isupper()

    def _unless_own(self, meaning: Meaning) -> Meaning | None:
        return None if any(is_same_house(key, self.own_key) for key in meaning.keys) else meaning


def _own_names(names: OutletNames, own: Outlet) -> frozenset[str]:
    """Return all that the article's own outlet is called, and what that is shortened to."""
    called = {fold_name(own.name or ""), *names.called.get(own.key, ())}
    full = {name for name in called if name and " " in name} | {fold_name(own.name or "")}
    return frozenset(called | {short for name in full for short in short_forms(name)}) - {""}


def _in_country(meanings: tuple[Alias, ...], country: str | None) -> list[Alias]:
    """Return the meanings of this country, else those of no country, else all that are not of one place only."""
    here = [each for each in meanings if country and country in each.countries]
    everywhere = [each for each in meanings if not each.countries]
    return here or everywhere or [each for each in meanings if not each.is_local or country is None]


def _most_prominent(keys: set[str], names: OutletNames) -> set[str]:
    """Return the one of several keys that most is known of, if they are one house under two addresses.

    Two outlets of the same full name in one country nearly always are; across borders they are two.
    """
    outlets = [names.outlets[key] for key in keys]
    if len({fold_name(each.name or "") for each in outlets}) > 1:
        return keys
    if len({each.country for each in outlets if each.country}) > 1:
        return keys
    first, *others = sorted(outlets, key=_prominence, reverse=True)
    return {first.key} if others and _prominence(first) > _prominence(others[0]) + 1 else keys


def _prominence(outlet: Outlet) -> int:
    return len(outlet.ratings) + bool(outlet.wikidata) + bool(outlet.owner) - 3 * ("/" in outlet.key)


def is_same_house(key: str, own: str | None) -> bool:
    """Whether two keys are one house: the same, a section of it, or a host under it."""
    if own is None:
        return False
    longer, shorter = (key, own) if len(key) > len(own) else (own, key)
    return longer == shorter or longer.startswith(f"{shorter}/") or longer.endswith(f".{shorter}")
