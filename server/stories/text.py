"""What is shown of a story: the headline that its articles agree on most, and a first sentence.

Nothing is written here. Both are spans of articles, word for word, so that a reader can check them. The headline is
the one whose words most of the other headlines and texts use too: what one side alone says of an event makes a
headline less central, and so does every turn that judges, asks or shouts.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from server.articles.models import Article, Evidence, Genre
from server.articles.sentences import split_sentences
from server.coverage.models import Counts
from server.coverage.tokens import find_words, stem
from server.stories.loaded_words import LOADED
from server.stories.models import StorySummary

_NOT_NEUTRAL = frozenset(
    {Genre.OPINION, Genre.SATIRE, Genre.LIVE, Genre.NEWSLETTER, Genre.PRESS_RELEASE, Genre.SPONSORED}
)
_COMPARED_WORDS = 80  # of each article: its headline and the top of its text
_SHORTEST_WORD = 4  # letters; shorter ones are mostly grammar, in the languages that have them

# What a headline loses of its share of agreement (0 to 1). Ordering matters more than the exact amounts.
_QUESTION, _SHOUT, _QUOTE, _LOADED, _LENGTH = 0.3, 0.3, 0.15, 0.2, 0.2
_SHORT, _LONG = 30, 120  # characters; shorter is a label, longer is a paragraph
_QUOTES = re.compile(r"[\"“”„«»]|(?<!\w)['‘]|['’](?!\w)")
_SHOUTING = re.compile(r"!|\b[A-Z]{4,}\b(?:\W+\b[A-Z]{4,}\b)+")

_SHORTEST_LEDE, _LONGEST_LEDE = 40, 400
_SENTENCES_TRIED = 5
# "ORRIN (Norwire) — ", "BERLIN, Oct. 5 (dpa) - ", "LONDON — ": the place and the agency are no part of the sentence.
_DATELINE = re.compile(
    r"(?:[^()\n.!?]{0,60}(?:\w\.[^()\n.!?]{0,20})?\([^()\n]{2,40}\)|[A-Z][A-Z .,'-]{2,40}) ?[-–—:]+ +"
)
_ENDS_SENTENCE = re.compile(r"[.!。][\"”’)]*$")


def summarize(articles: Sequence[Article], *, counts: Counts) -> StorySummary:
    """Return what is shown of the story that these articles make up; there must be one at least."""
    ranked = rank_headlines(articles)
    times = [article.published.at for article in articles if article.published]
    headline = ranked[0]
    return StorySummary(
        headline=Evidence(headline.id, 0, len(headline.title), headline.title, field="title"),
        lede=next((lede for article in ranked if (lede := find_lede(article))), None),
        counts=counts,
        first_published_at=min(times, default=None),
        newest_published_at=max(times, default=None),
    )


def rank_headlines(articles: Sequence[Article]) -> list[Article]:
    """Return the articles by how well their headline would serve for all, best first.

    Opinion, satire, live pages, newsletters and advertising are left out unless there is nothing else.
    """
    titled = [article for article in articles if article.title.strip()] or list(articles)
    neutral = [article for article in titled if article.genre not in _NOT_NEUTRAL and not article.is_opinion] or titled
    # Copies of one headline are one voice.
    voices = {
        article.title.casefold(): _words(f"{article.title}\n{article.body or article.description}")
        for article in titled
    }
    says = Counter(word for words in voices.values() for word in words)
    language, _ = Counter(article.language for article in titled).most_common(1)[0]
    scores = {article.id: _agreement(article, says, len(voices)) - _blemishes(article.title) for article in neutral}
    return sorted(neutral, key=lambda one: (one.language != language, -scores[one.id], _first(one), one.id))


def find_lede(article: Article) -> Evidence | None:
    """Return the first proper sentence of the article's text, without its dateline."""
    for start, end in islice(split_sentences(article.body[:4000], article.language), _SENTENCES_TRIED):
        dateline = _DATELINE.match(article.body, start, end)
        begin = dateline.end() if dateline else start
        text = article.body[begin:end]
        is_proper = _SHORTEST_LEDE <= len(text) <= _LONGEST_LEDE and _ENDS_SENTENCE.search(text)
        if is_proper and not _QUOTES.match(text):
            return Evidence(article.id, begin, end, text)
    return None


def _agreement(article: Article, says: Counter[str], voices: int) -> float:
    """Return the mean share of the other voices that use each word of the headline."""
    words = _words(article.title)
    if voices < 2 or not words:
        return 0.0
    return sum((says[word] - 1) / (voices - 1) for word in words) / len(words)


def _blemishes(title: str) -> float:
    words = {word.form for word in find_words(title)}
    return (
        _QUESTION * (title.rstrip().endswith(("?", "？", "؟")) or title.startswith("¿"))
        + _SHOUT * bool(_SHOUTING.search(title))
        + _QUOTE * bool(_QUOTES.search(title))
        + _LOADED * (not words.isdisjoint(LOADED))
        + _LENGTH * (not _SHORT <= len(title) <= _LONG)
    )


def _words(text: str) -> set[str]:
    words: Iterable[str] = (word.form for word in islice(find_words(text), _COMPARED_WORDS))
    return {stem(word) for word in words if len(word) >= _SHORTEST_WORD or not word.isascii() or word.isdigit()}


def _first(article: Article) -> float:
    return article.published.at.timestamp() if article.published else float("inf")
