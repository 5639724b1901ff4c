"""How does this article word the story, and how do the others?

Three things, side by side: the headlines; terms of the lexicon that a side uses in its own voice; and words that one
side uses again and again and the other never, of those that colour what they tell. Nobody is told to be biased: a term
comes with the sentences that it was found in, and the reader judges. What stands in quotation marks, or is reported of
someone, is nobody's wording here.

Silent below three independent texts: of two, neither is the odd one out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from server.articles.models import Evidence
from server.coverage.models import Origin
from server.coverage.tokens import stem
from server.wording.lexicon import LANGUAGES, LEXICON
from server.wording.log_odds import z_score
from server.wording.models import ArticleWords, Headline, Term, TermKind, Wording, WordingSilence

FEWEST_TEXTS = 3  # independent ones, this article's included
FEWEST_WORDS = 25  # of its own, grammar and names aside: a short paragraph; less is a notice, or all quotation
MOST_TERMS = 8  # on each side
MOST_EVIDENCE = 4
MOST_HEADLINES = 12
DISTINCTIVE_FROM = 1.645  # z-score: one in twenty by chance, on one side
FEWEST_USES = 3
FEWEST_ORIGINS = 2  # on the side of the others: one of them alone is not "the others"

OriginOf = Callable[[str], str]


def compare_wording(here: ArticleWords, others: Sequence[ArticleWords], *, origins: Iterable[Origin]) -> Wording:
    """Return the headlines, and what each side's own voice says and the other's does not."""
    family = {article: origin.id for origin in origins for article in origin.article_ids}

    def origin_of(article_id: str) -> str:
        return family.get(article_id, article_id)

    headlines = tuple(Headline(one.article_id, one.title, one.title_loaded) for one in [here, *others] if one.title)
    texts = _independent_texts(here, others, origin_of)
    count = 1 + len({origin_of(text.article_id) for text in texts})
    reason = _why_silent(here, count)
    if reason is not None:
        return Wording(headlines[:MOST_HEADLINES], independent_texts=count, reason=reason)
    return Wording(
        headlines[:MOST_HEADLINES],
        here=_terms([here], texts, origin_of, fewest_origins=1),
        elsewhere=_terms(texts, [here], origin_of, fewest_origins=FEWEST_ORIGINS),
        independent_texts=count,
    )


def _independent_texts(here: ArticleWords, others: Sequence[ArticleWords], origin_of: OriginOf) -> list[ArticleWords]:
    """Return one text of each other origin in the same language, the longest: copies do not outvote."""
    mine = origin_of(here.article_id)
    usable = [
        text
        for text in others
        if text.total >= FEWEST_WORDS and text.language == here.language and origin_of(text.article_id) != mine
    ]
    ordered = sorted(usable, key=lambda text: (origin_of(text.article_id), -text.total, text.article_id))
    return [next(group) for _, group in groupby(ordered, key=lambda text: origin_of(text.article_id))]


def _why_silent(here: ArticleWords, independent_texts: int) -> WordingSilence | None:
    if here.total < FEWEST_WORDS:
        return WordingSilence.NO_TEXT
    if here.language is None:
        return WordingSilence.UNKNOWN_LANGUAGE
    if here.language not in LANGUAGES:
        return WordingSilence.NO_LEXICON
    return WordingSilence.TOO_FEW_TEXTS if independent_texts < FEWEST_TEXTS else None


def _terms(
    side: Sequence[ArticleWords], other_side: Sequence[ArticleWords], origin_of: OriginOf, *, fewest_origins: int
) -> tuple[Term, ...]:
    """Return the words of one side: loaded terms, first those that the other side lacks, then distinctive ones."""
    loaded = [_loaded_term(side, other_side, name, origin_of) for name in _all_words(text.loaded for text in side)]
    taken = {word for term in loaded for word in term.term.split()}
    distinctive = [
        term
        for name in _all_words(text.uses for text in side)
        if name not in taken and (term := _distinctive_term(side, other_side, name, origin_of))
    ]
    kept = [term for term in distinctive if term.origins >= fewest_origins]
    ranked = sorted(loaded, key=lambda term: (term.articles_opposite > 0, -term.origins, -term.uses, term.term))
    ranked += sorted(kept, key=lambda term: (-(term.log_odds or 0), term.term))
    return tuple(ranked[:MOST_TERMS])


def _all_words(counts: Iterable[Mapping[str, int]]) -> list[str]:
    return sorted({word for count in counts for word in count})


def _loaded_term(
    side: Sequence[ArticleWords], other_side: Sequence[ArticleWords], name: str, origin_of: OriginOf
) -> Term:
    users = [text for text in side if name in text.loaded]
    return Term(
        term=name,
        kind=TermKind.LOADED,
        direction=LEXICON[name].direction,
        uses=sum(text.loaded[name] for text in users),
        articles=len(users),
        origins=len({origin_of(text.article_id) for text in users}),
        log_odds=None,
        evidence=_evidence(users, name),
        reason=LEXICON[name].reason,
        articles_opposite=sum(name in text.loaded for text in other_side),
    )


def _distinctive_term(
    side: Sequence[ArticleWords], other_side: Sequence[ArticleWords], name: str, origin_of: OriginOf
) -> Term | None:
    """Return the word if one side uses it often enough and the other none of its family."""
    users = [text for text in side if name in text.uses]
    uses = sum(text.uses[name] for text in users)
    family = stem(name)
    if uses < FEWEST_USES or any(family in text.stems for text in other_side):
        return None
    score = z_score(uses, sum(text.total for text in side), 0, sum(text.total for text in other_side))
    if score < DISTINCTIVE_FROM:
        return None
    return Term(
        term=name,
        kind=TermKind.DISTINCTIVE,
        direction=None,
        uses=uses,
        articles=len(users),
        origins=len({origin_of(text.article_id) for text in users}),
        log_odds=score,
        evidence=_evidence(users, name),
    )


def _evidence(users: Sequence[ArticleWords], name: str) -> tuple[Evidence, ...]:
    """Return sentences that show the use, one of each article before a second of any."""
    shown = [(turn, text.sentences[at]) for text in users for turn, at in enumerate(text.where[name])]
    return tuple(evidence for _, evidence in sorted(shown, key=lambda pair: pair[0])[:MOST_EVIDENCE])
