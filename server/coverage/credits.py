"""Whose report does each article pass on: who was first, who relays whom?

Read from what ties the articles into origins, and from what they say themselves where the article that they go back to
is not held. One step is kept for each article, the one with the strongest reason. What an outlet takes over from its
own house is no credit. That nothing is found does not say that an article is original, only that nothing shows what it
goes back to.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import chain

from server.articles.models import Article
from server.coverage.agencies import list_agencies
from server.coverage.models import Credit, Origin, Relay
from server.coverage.wire_credits import find_wire_credit

PASSES_ON = ("republished", "same_text", "wire_credit", "relayed")
"""Reasons for which one article has its report from another, as `Join` names them."""


def find_credits(
    articles: Sequence[Article],
    origins: Iterable[Origin],
    *,
    wire_names: Collection[str] = (),
    relays: Iterable[Relay] = (),
) -> list[Credit]:
    """Return at most one step for each article, in the order of the articles.

    :param origins: of these articles, by `find_origins` with the same `wire_names` and `relays`
    """
    found: dict[str, Credit] = {}
    for credit in chain(_held(origins), _unheld_wires(articles, wire_names), _unheld_relays(relays)):
        found.setdefault(credit.article_id, credit)
    return [found[article.id] for article in articles if article.id in found]


def _held(origins: Iterable[Origin]) -> Iterator[Credit]:
    for origin in origins:
        for join in origin.joins:
            if join.reason in PASSES_ON:
                yield Credit(join.article_id, join.with_id, None, join.reason, join.detail, join.evidence)


def _unheld_wires(articles: Iterable[Article], wire_names: Collection[str]) -> Iterator[Credit]:
    agencies = list_agencies(wire_names)
    for article in articles:
        credit = find_wire_credit(article, agencies)
        if credit:
            yield Credit(article.id, None, credit.agency, "wire_credit", f"it {credit.evidence}")


def _unheld_relays(relays: Iterable[Relay]) -> Iterator[Credit]:
    for relay in relays:
        yield Credit(relay.article_id, None, relay.outlet_key, "relayed", "it says so", relay.evidence)
