"""Which articles of a story are not independent of each other, and how do we know?

Ten prints of one agency text confirm a report once, not ten times. Articles are folded into one origin when something
that anyone can check ties them together: one relays the other, they are one text, they credit one agency, or one
outlet or owner stands behind both. Each join names its reason. What is not known joins nothing: that no tie was found
says that these may be independent, not that they are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import NamedTuple
from urllib.parse import urlsplit

from server.articles.models import Article, Evidence
from server.coverage.agencies import Agencies, list_agencies
from server.coverage.models import Join, Origin, Relay
from server.coverage.shared_text import find_shared_texts
from server.coverage.tokens import fold
from server.coverage.wire_credits import WireCredit, find_wire_credit
from server.outlets.models import Outlet
from server.urls.hosted_platforms import is_platform_host

_WORDS_OF_A_NAME = 2
_UNDATED = datetime.max.replace(tzinfo=UTC)


class _Tie(NamedTuple):
    """Two articles by their places in time, and why they belong together."""

    earlier: int
    later: int
    reason: str
    detail: str
    evidence: Evidence | None = None


class _Groups:
    """Articles by place, in groups that only ever grow together (union-find)."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def first_of(self, place: int) -> int:
        """Return the earliest member of the group."""
        while self._parent[place] != place:
            self._parent[place] = place = self._parent[self._parent[place]]
        return place

    def join(self, one: int, other: int) -> bool:
        """Make two groups one; False if they already were."""
        early, late = sorted((self.first_of(one), self.first_of(other)))
        self._parent[late] = early
        return early != late


def find_origins(
    articles: Sequence[Article],
    outlets: Mapping[str, Outlet | None],
    *,
    wire_names: Collection[str] = (),
    relays: Iterable[Relay] = (),
) -> list[Origin]:
    """Return the origins of articles of one story, earliest first; each article is in exactly one.

    An origin of twelve articles has eleven joins: those that tie it together, by the strongest reason there is.

    :param outlets: by article id
    :param wire_names: agencies that may be credited besides those of `server.coverage.agencies`
    :param relays: what the articles say of passing on another's report
    """
    in_time = _in_time_order(articles)
    publishers = [outlets.get(article.id) for article in in_time]
    ties = chain(  # strongest reason first
        _republished(in_time),
        _same_text(in_time),
        _wire_credit(in_time, publishers, list_agencies(wire_names)),
        _relayed(in_time, publishers, relays),
        _same_author(in_time, publishers),
        _same_outlet(in_time, publishers),
        _owner_family(publishers),
    )
    groups = _Groups(len(in_time))
    kept = [tie for tie in ties if groups.join(tie.earlier, tie.later)]
    members: dict[int, list[str]] = defaultdict(list)
    for place, article in enumerate(in_time):
        members[groups.first_of(place)].append(article.id)
    joins: dict[int, list[Join]] = defaultdict(list)
    for tie in kept:
        join = Join(in_time[tie.later].id, in_time[tie.earlier].id, tie.reason, tie.detail, tie.evidence)
        joins[groups.first_of(tie.later)].append(join)
    return [Origin(ids[0], tuple(ids), tuple(joins[first])) for first, ids in members.items()]


def _in_time_order(articles: Sequence[Article]) -> list[Article]:
    """Return each article once, earliest first; those without a time come last, in the order given."""
    distinct = {article.id: article for article in articles}.values()
    return sorted(distinct, key=lambda article: article.published.at if article.published else _UNDATED)


def _republished(articles: Sequence[Article]) -> Iterator[_Tie]:
    """Tie what names the same page, one as its own address or both as the original."""
    named_by: dict[str, int] = {}
    for later, article in enumerate(articles):
        for url in filter(None, (article.canonical_url, article.republished_from)):
            earlier = named_by.setdefault(url, later)
            if earlier != later:
                yield _Tie(earlier, later, "republished", _explain_original(url, articles[earlier], article))


def _explain_original(url: str, earlier: Article, later: Article) -> str:
    if url == earlier.canonical_url:
        return f"the later page names the earlier as its original: {url}"
    if url == later.canonical_url:
        return f"the earlier page names the later as its original: {url}"
    return f"both pages name the same original: {url}"


def _same_text(articles: Sequence[Article]) -> Iterator[_Tie]:
    for pair in find_shared_texts([article.body for article in articles]):
        later = articles[pair.later]
        detail = f"{int(pair.share * 100)} % of the shorter text is shared word for word"
        passage = Evidence(later.id, pair.start, pair.end, later.body[pair.start : pair.end])
        yield _Tie(pair.earlier, pair.later, "same_text", detail, passage)


def _relayed(
    articles: Sequence[Article], publishers: Sequence[Outlet | None], relays: Iterable[Relay]
) -> Iterator[_Tie]:
    """Tie an article to the first of the outlet whose report it says that it passes on."""
    place_of = {article.id: place for place, article in enumerate(articles)}
    first_of: dict[str, int] = {}
    for place, publisher in enumerate(publishers):
        if publisher:
            first_of.setdefault(publisher.key, place)
    for relay in relays:
        earlier, later = first_of.get(relay.outlet_key), place_of.get(relay.article_id)
        if earlier is not None and later is not None and earlier < later:
            detail = f"the later passes on what {_name(publishers[earlier])} reported, and says so"
            yield _Tie(earlier, later, "relayed", detail, relay.evidence)


def _same_author(articles: Sequence[Article], publishers: Sequence[Outlet | None]) -> Iterator[_Tie]:
    """Tie what one person has signed. A signature of one word, or of an outlet, may be anybody's."""
    houses = {fold(name) for publisher in publishers if publisher and (name := publisher.name)}

    first: dict[str, int] = {}
    for place, article in enumerate(articles):
        for author in article.authors:
            key = fold(author)
            if len(author.split()) >= _WORDS_OF_A_NAME and key not in houses:
                earlier = first.setdefault(key, place)
                if earlier != place:
                    yield _Tie(earlier, place, "same_author", f"both signed by {author}")


def _wire_credit(
    articles: Sequence[Article], publishers: Sequence[Outlet | None], agencies: Agencies
) -> Iterator[_Tie]:
    pairs = zip(articles, publishers, strict=True)
    found = [find_wire_credit(article, agencies) or _own_report(outlet, agencies) for article, outlet in pairs]
    says = {place: credit.evidence for place, credit in enumerate(found) if credit}

    def explain(earlier: int, later: int, agency: str) -> str:
        return f"both from {agency}: the later {says[later]}, the earlier {says[earlier]}"

    yield from _ties_by_key([credit.agency if credit else None for credit in found], "wire_credit", explain)


def _own_report(outlet: Outlet | None, agencies: Agencies) -> WireCredit | None:
    if outlet is None or outlet.kind != "agency" or not outlet.name:
        return None
    return WireCredit(agencies.find(outlet.name) or outlet.name, "is on the agency's own site")


def _same_outlet(articles: Sequence[Article], publishers: Sequence[Outlet | None]) -> Iterator[_Tie]:
    def explain(_earlier: int, later: int, site: str) -> str:
        return f"both published by {_name(publishers[later]) or site}"

    sites = [outlet.key if outlet else _site(article) for article, outlet in zip(articles, publishers, strict=True)]
    yield from _ties_by_key(sites, "same_outlet", explain)


def _site(article: Article) -> str | None:
    """Return what stands for an outlet that has no record; None on a platform, which publishes nobody's articles."""
    host = urlsplit(article.canonical_url).hostname or ""
    return None if is_platform_host(host) else article.outlet_key or host


def _owner_family(publishers: Sequence[Outlet | None]) -> Iterator[_Tie]:
    def explain(earlier: int, later: int, family: str) -> str:
        return f"{_name(publishers[earlier])} and {_name(publishers[later])} belong to one owner: {family}"

    yield from _ties_by_key([outlet.owner_family if outlet else None for outlet in publishers], "owner_family", explain)


def _name(outlet: Outlet | None) -> str | None:
    return (outlet.name or outlet.key) if outlet else None


def _ties_by_key(keys: Sequence[str | None], reason: str, explain: Callable[[int, int, str], str]) -> Iterator[_Tie]:
    """Tie each article to the first with the same key; None and "" tie nothing."""
    first: dict[str, int] = {}
    for later, key in enumerate(keys):
        if not key:
            continue
        earlier = first.setdefault(key, later)
        if earlier != later:
            yield _Tie(earlier, later, reason, explain(earlier, later, key))
