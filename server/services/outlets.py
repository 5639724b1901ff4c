"""Who publishes this: records of outlets, and the resolution of an address to its outlet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from msgspec import structs

from server.errors import NotFound
from server.outlets.leans import disagreement, lean_of
from server.outlets.listing import list_outlets
from server.outlets.models import Lean, Outlet, Rating, Resolution, Tables
from server.outlets.resolver import Resolver
from server.services.answer_parts import FactAnswer, OutletAnswer, OutletRef
from server.services.answers import OutletList, ResolutionAnswer
from server.services.cursors import decode_cursor, encode_cursor
from server.services.limits import LimitsService
from server.services.serialize import serialize_matched_by, serialize_rating


class OutletService:
    """Answers about outlets. Everything is in memory; nothing leaves the process."""

    def __init__(
        self, tables: Tables, resolver: Resolver, limits: LimitsService, *, lean_raters: Sequence[str]
    ) -> None:
        self._tables = tables
        self._resolver = resolver
        self._limits = limits
        self._lean_raters = tuple(lean_raters)
        agencies = (outlet for outlet in tables.outlets.values() if outlet.kind == "agency")
        self._wire_names = frozenset(outlet.name for outlet in agencies if outlet.name)
        self._ref = lru_cache(maxsize=65_536)(self._make_ref)
        self._record = lru_cache(maxsize=4096)(self._make_record)

    @property
    def wire_names(self) -> frozenset[str]:
        """The names of news agencies, by which a text may be credited."""
        return self._wire_names

    def resolve(self, url: str) -> Resolution:
        """Return the outlet of an address and how it was matched.

        :raises InvalidURL: if `url` is not an http(s) address
        """
        return self._resolver.resolve(url)

    def answer_resolution(self, url: str) -> ResolutionAnswer:
        """Return the resolution in its published shape. :raises InvalidURL:"""
        found = self.resolve(url)
        outlet = self.serialize(found.outlet) if found.outlet else None
        return ResolutionAnswer(outlet, serialize_matched_by(found.matched_by), self._limits.limits())

    def find(self, key: str | None) -> Outlet | None:
        """Return the outlet with this key, or the one that it is an alias of."""
        if key is None:
            return None
        return self._tables.outlets.get(self._tables.aliases.get(key, key))

    def get(self, key: str) -> Outlet:
        """:raises NotFound: if no row has this key"""
        outlet = self.find(key.strip().lower())
        if outlet is None:
            # The key is not repeated: it may be the address of what somebody reads.
            raise NotFound("no outlet has this key; a key is a domain, a host or a host with a path prefix")
        return outlet

    def page(
        self,
        *,
        country: str | None = None,
        owner: str | None = None,
        lean: str | None = None,
        query: str | None = None,
        cursor: str | None = None,
        limit: int = 50,
    ) -> OutletList:
        """Return a page of outlets in the order of their keys. :raises InvalidCursor:"""
        after = decode_cursor(cursor, 1)[0] if cursor else None
        found = list_outlets(
            self._tables,
            country=country,
            owner=owner,
            lean=lean,
            query=query,
            after=after,
            limit=limit + 1,
            lean_raters=self._lean_raters,
        )
        more = encode_cursor([found[limit - 1].key]) if len(found) > limit else None
        return OutletList([self.serialize(outlet) for outlet in found[:limit]], more, self._limits.limits())

    def serialize(self, outlet: Outlet, *, as_of: date | None = None) -> OutletAnswer:
        """Return the outlet's record; with `as_of`, only the ratings that were given by then."""
        record = self._record(outlet.key)
        if as_of is None:
            return record
        ratings = [serialize_rating(rating) for rating in outlet.ratings if _is_given_by(rating, as_of)]
        return structs.replace(record, ratings=ratings)

    def _make_record(self, key: str) -> OutletAnswer:
        outlet = self._tables.outlets[key]
        lean = self.lean(outlet)
        return OutletAnswer(
            key=outlet.key,
            name=outlet.name,
            country=outlet.country,
            language=outlet.language,
            owner=outlet.owner,
            owner_family=outlet.owner_family,
            ownership=outlet.ownership,
            kind=outlet.kind,
            scope=outlet.scope,
            place=outlet.place,
            founded=outlet.founded,
            paywall=outlet.paywall,
            wikidata=outlet.wikidata,
            lean=Lean(lean.value).side if lean else None,
            lean_rater=lean.rater if lean else None,
            raters_disagree=disagreement(outlet),
            facts=[
                FactAnswer(f.field, f.value, f.source, f.source_url or None, f.licence or None, f.as_of or None)
                for f in outlet.facts
            ],
            ratings=[serialize_rating(rating) for rating in outlet.ratings],
            url=f"/outlets/{outlet.key}",
        )

    def ref(self, outlet_key: str | None) -> OutletRef | None:
        """Return the outlet as it is named beside an article."""
        return self._ref(outlet_key) if outlet_key else None

    def lean(self, outlet: Outlet) -> Rating | None:
        """Return the rating that groups this outlet's articles."""
        return lean_of(outlet, self._lean_raters)

    def side_of(self, outlet: Outlet | None) -> str | None:
        """Return left, center or right; None when not rated."""
        rating = self.lean(outlet) if outlet else None
        return Lean(rating.value).side if rating else None

    def _make_ref(self, outlet_key: str) -> OutletRef | None:
        outlet = self.find(outlet_key)
        if outlet is None:
            return None
        return OutletRef(
            outlet.key,
            outlet.name,
            outlet.country,
            outlet.owner_family,
            self.side_of(outlet),
            f"/outlets/{outlet.key}",
        )


def _is_given_by(rating: Rating, day: date) -> bool:
    """Whether the rating is known to be from that day or earlier; one without a date is kept."""
    return rating.as_of is None or rating.as_of <= day.isoformat()
