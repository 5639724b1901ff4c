"""Which outlets does this article lean on, by its own words?

Every name that an outlet bears is looked at with the words around it. It is a citation if these say that the article
has something from it; a name without such words, an outlet that is itself the news, the article's own outlet, and what
somebody says in quotation marks are none. Precision comes first: what may be something else is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from server.articles.models import Article, Evidence
from server.articles.sentences import split_sentences
from server.citations.aliases import Needs
from server.citations.credits import credit_at
from server.citations.days import resolve_day
from server.citations.frames import Frame, frame_after, frame_before, is_noun, is_weak_verb
from server.citations.links import outlets_of_links
from server.citations.mentions import Mention, Span, find_mentions, group_mentions, sentence_at
from server.citations.models import CitedOutlet, Link, Relation
from server.citations.names import OutletNames, fold_name
from server.citations.speakers import find_speaker
from server.citations.surroundings import is_in_speech

MOST_CITED = 60  # of one text, the first; more is a list of outlets, or bait
LONGEST_EVIDENCE = 600  # characters: a text without full stops is one sentence, and would be told once for each name
_DAY_REACH = 30  # characters before the verb and behind the name in which a day belongs to them
_SPOKEN = frozenset({Relation.TOLD, Relation.INTERVIEW, Relation.SAID})
_TELLING = frozenset({Relation.POLL, Relation.INTERVIEW, Relation.FIRST_REPORTED})  # more than "according to" does


def find_cited_outlets(article: Article, *, names: OutletNames, links: Sequence[Link] = ()) -> list[CitedOutlet]:
    """Return the outlets that the article cites, mention by mention, in the order of its text.

    :param links: where its text links to, as far as that is known
    """
    sentences = split_sentences(article.body, article.language)
    mentions = find_mentions(article, names, sentences)
    cited: list[CitedOutlet] = []
    for group in group_mentions(article.body, mentions):
        cited += _read_group(article, group)
    cited += _cited_by_links(article, links, names, cited, sentences)
    return sorted(cited, key=lambda each: each.mention.start)[:MOST_CITED]


def _read_group(article: Article, group: list[Mention]) -> Iterator[CitedOutlet]:
    """Give those names of a list that are cited: each by its own words, else by those of the list."""
    first, last = group[0], group[-1]
    before = frame_before(first.around, article.language)
    after = frame_after(last.around, article.language)
    for each in group:
        credit = credit_at(article.body, each.spotted.start, each.spotted.end)
        frame = _best(before, after, is_first=each is first, is_last=each is last)
        if credit:
            yield _cited(article, each, credit)
        elif frame and _is_believed(article, each, frame):
            yield _cited(article, each, frame.relation, frame=frame)


def _best(before: Frame | None, after: Frame | None, *, is_first: bool, is_last: bool) -> Frame | None:
    """Return the words that say most of a name in a list: its own, and "a CBS poll" rather than "according to"."""
    if before and after and after.relation in _TELLING:
        return after
    return (before if is_first else None) or (after if is_last else None) or before or after


def _is_believed(article: Article, mention: Mention, frame: Frame) -> bool:
    """Whether the words suffice for this name, and the name is not itself the news or in somebody's mouth."""
    needs = Needs.NOTHING if mention.around.has_kind else mention.meaning.needs
    if needs in (Needs.CUE, Needs.BEFORE) and not frame.is_sure:
        return False
    if needs is Needs.BEFORE and not frame.is_before:
        return False
    if is_weak_verb(frame) and f" {mention.spotted.folded} " in f" {fold_name(article.title)} ":
        return False
    return frame.relation is Relation.CREDIT or not is_in_speech(article.body, mention.spotted.start)


def _cited(article: Article, mention: Mention, relation: Relation, *, frame: Frame | None = None) -> CitedOutlet:
    start, end = mention.spotted.start, mention.spotted.end
    keys = mention.meaning.keys
    return CitedOutlet(
        outlet_key=keys[0] if len(keys) == 1 else None,
        name=article.body[start:end],
        relation=relation,
        evidence=_around(article, start, end, mention.sentence),
        mention=_evidence(article, start, end),
        verb=frame.verb if frame else None,
        speaker=_speaker(article, mention, frame) if frame else None,
        day=_day(article, mention, frame) if frame else None,
        one_of=keys if len(keys) > 1 else (),
    )


def _speaker(article: Article, mention: Mention, frame: Frame) -> Evidence | None:
    """Return who told it; only English puts them right before the verb often enough to say."""
    is_english = (article.language or "en").partition("-")[0] == "en"
    if frame.relation not in _SPOKEN or not frame.is_before or not is_english:
        return None
    span = find_speaker(article.body, start=mention.sentence[0], verb=frame.at)
    return _evidence(article, *span) if span else None


def _day(article: Article, mention: Mention, frame: Frame) -> date | None:
    """Return the day named beside verb and name; before a noun ("Monday's arrest, a report by …") it is another's."""
    start, end = mention.sentence
    low = min(frame.at, mention.spotted.start)
    high = max(frame.at + len(frame.verb), mention.spotted.end)
    begin = low if is_noun(frame) else max(start, low - _DAY_REACH)
    return resolve_day(article.body[begin : min(end, high + _DAY_REACH)], article.published)


def _cited_by_links(
    article: Article, links: Sequence[Link], names: OutletNames, cited: Sequence[CitedOutlet], sentences: Sequence[Span]
) -> Iterator[CitedOutlet]:
    """Give the outlets that are linked to and not named by the words of the link."""
    named = [(each.mention.start, each.mention.end) for each in cited]
    for link, key in outlets_of_links(links, names.resolver, article):
        if not any(start < link.end and link.start < end for start, end in named):
            yield CitedOutlet(
                outlet_key=key,
                name=article.body[link.start : link.end],
                relation=Relation.LINK,
                evidence=_around(article, link.start, link.end, sentence_at(sentences, link.start)),
                mention=_evidence(article, link.start, link.end),
            )


def _around(article: Article, start: int, end: int, sentence: Span) -> Evidence:
    """Return the sentence with what stands in it, or as much of a very long one as holds that."""
    low, high = min(sentence[0], start), max(sentence[1], end)
    if high - low > LONGEST_EVIDENCE:
        low = max(low, start - LONGEST_EVIDENCE // 2)
        high = max(end, min(high, low + LONGEST_EVIDENCE))
    return _evidence(article, low, high)


def _evidence(article: Article, start: int, end: int) -> Evidence:
    return Evidence(article.id, start, end, article.body[start:end])
