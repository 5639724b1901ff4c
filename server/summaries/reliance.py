"""Which article do most others lean on, and how is that known?

By what anyone can check: a page names another's address as its original, an article cites another or passes its report
on, or a text is another's word for word and the other was surely earlier. Of two prints of one agency's text
neither leans on the other, so a text that is credited to an agency makes nobody's article the one that is relied on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from server.articles.models import Article
from server.coverage.agencies import list_agencies
from server.coverage.models import Origin
from server.coverage.wire_credits import find_wire_credit
from server.summaries.models import ReliedOn
from server.summaries.timeline import find_first_report

FEWEST = 2  # articles that lean on it; one alone makes no "most"

_Reliance = tuple[str, str, str]  # who leans, on whom, how that is known


def find_most_relied_on(
    articles: Sequence[Article], origins: Iterable[Origin], citations: Mapping[str, Sequence[str]]
) -> ReliedOn | None:
    """Return the article that more others lean on than on any other; None when none stands out.

    :param citations: ids of the articles that each article cites
    """
    by_id = {article.id: article for article in articles}
    leaning: dict[str, dict[str, str]] = defaultdict(dict)
    for who, on, reason in (*_originals(articles), *_cited(citations), *_copies(by_id, origins)):
        if who in by_id and on in by_id and not _are_of_one_outlet(by_id[who], by_id[on]):
            leaning[on].setdefault(who, reason)
    ranked = sorted(leaning, key=lambda on: (-len(leaning[on]), on))
    if not ranked or len(leaning[ranked[0]]) < FEWEST:
        return None
    if len(ranked) > 1 and len(leaning[ranked[1]]) == len(leaning[ranked[0]]):
        return None
    by = sorted(leaning[ranked[0]].items())
    return ReliedOn(ranked[0], tuple(who for who, _ in by), tuple(reason for _, reason in by))


def _originals(articles: Iterable[Article]) -> Iterator[_Reliance]:
    articles = list(articles)
    at = {article.canonical_url: article.id for article in articles}
    for article in articles:
        original = at.get(article.republished_from or "")
        if original and original != article.id:
            yield article.id, original, f"names it as its original: {article.republished_from}"


def _cited(citations: Mapping[str, Sequence[str]]) -> Iterator[_Reliance]:
    for who, cited in citations.items():
        yield from ((who, on, "cites it") for on in dict.fromkeys(cited) if on != who)


def _copies(by_id: Mapping[str, Article], origins: Iterable[Origin]) -> Iterator[_Reliance]:
    agencies = list_agencies()
    for join in (join for origin in origins for join in origin.joins):
        if join.reason == "relayed":
            yield join.article_id, join.with_id, join.detail
        if join.reason != "same_text":
            continue
        later, earlier = by_id.get(join.article_id), by_id.get(join.with_id)
        if later is None or earlier is None or find_first_report([earlier, later]) != earlier.id:
            continue
        if not find_wire_credit(earlier, agencies) and not find_wire_credit(later, agencies):
            yield later.id, earlier.id, f"has its text, later: {join.detail}"


def _are_of_one_outlet(one: Article, other: Article) -> bool:
    return one.outlet_key is not None and one.outlet_key == other.outlet_key
