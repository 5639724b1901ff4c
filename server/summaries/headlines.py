"""Which of a story's own headlines could stand over all of its articles?

The one that says what most others say, in words that most others use: what only one side says of an event makes its
headline less central. And the one that reports: whatever judges, asks, shouts, quotes, addresses the reader or
announces itself counts against it. Nothing is rewritten; a headline is shown whole or not at all.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from datetime import UTC, datetime
from itertools import islice

from server.articles.genre_words import slug
from server.articles.models import Article, Genre
from server.coverage.reports import is_report
from server.coverage.tokens import find_words
from server.summaries.figures import is_outdated
from server.summaries.fitness import SPEAKS_TO_READER, is_shouted, without_quotes
from server.summaries.loaded_words import LABELS, LOADED
from server.summaries.phrases import JUDGES
from server.summaries.readings import Reading, primary_language

_NOT_FOR_ALL = frozenset(Genre) - {Genre.NEWS}
_UNDATED = datetime.max.replace(tzinfo=UTC)

_TITLE_WORDS = 60
# A headline that holds this many of the words that others use most says what the story is.
_ENOUGH_CENTRAL_WORDS = 6

# The event is named by the headlines of the hours in which most wrote about it.
_AT_THE_TIME = 0.2
_SPAN = 12 * 60 * 60  # seconds to either side

# What a blemish takes from an agreement between 0 and 1. Their order matters: what misleads, then what colours, then
# what merely reads badly.
_OUTDATED, _LOADED, _SHOUTING, _QUESTION, _LABELLED = 0.5, 0.4, 0.4, 0.3, 0.3
_COMMENTING, _PERSONAL, _SERVICE, _JUDGING = 0.25, 0.25, 0.35, 0.3
_QUOTING, _LENGTH, _TWO_SENTENCES = 0.2, 0.2, 0.1

_FEWEST_WORDS, _MOST_WORDS = 4, 18
_QUESTION_MARK = re.compile(r"[?？؟]")
_QUOTE = re.compile(r"[\"“”„«»]|(?<!\w)['‘](?=\w)")
_LABEL = re.compile(r"([^:|]{2,24})(?::| \|)\s")
# Pieces that serve the reader instead of telling the event: help, background, rolling notes.
_SERVES_READER = re.compile(
    r"\b(?:what (?:we know|it means|this means|to know|you need)|where to|how to|here[’']s|here is|need to know"
    r"|was wir wissen|müssen sie wissen|ce que l[’']on sait|ce qu[’']il faut savoir|lo que sabemos)\b|^(?:why|how) "
    r"|^what .* means?$|^(?:\d{1,3}|three|four|five|six|seven|ten) (?:\w+ )?(?:things|moments|reasons|ways|takeaways"
    r"|facts|questions|times)\b",
    re.IGNORECASE,
)
_ANSWERS = re.compile(r"(?:yes|no|yeah|well|sorry|look|hey|oh|wow|dear)\b,", re.IGNORECASE)
_FULL_STOP_INSIDE = re.compile(r"[^\W\d]{3,}[.!?] \w")


def rank_headlines(
    articles: Sequence[Article], readings: Mapping[str, Reading], corrections: Mapping[str, Set[str]]
) -> list[Article]:
    """Return the articles whose headlines may stand for all, best first.

    Only reports are considered, and of these only those in the language of most; others where there is no report.

    :param readings: of each of the articles, by id
    :param corrections: figures that have been corrected since, by `gather_corrections`
    """
    titled = [article for article in articles if article.title.strip()] or list(articles)
    reports = [article for article in titled if is_neutral_report(article)] or titled
    language = _main_language(reports)
    peers = [article for article in reports if primary_language(article) == language]
    centralities = _centralities([readings[article.id] for article in peers])
    merits = {
        article.id: centrality
        + _AT_THE_TIME * share
        - _blemishes(article.title, corrections)
        - _COMMENTING * readings[article.id].comments
        for article, centrality, share in zip(peers, centralities, _shares_at_the_time(peers), strict=True)
    }
    return sorted(peers, key=lambda article: (-round(merits[article.id], 6), _time(article), article.id))


def is_neutral_report(article: Article) -> bool:
    """Whether the article is marked as nothing other than a report of the event."""
    return article.genre not in _NOT_FOR_ALL and is_report(article)


def _main_language(articles: Sequence[Article]) -> str:
    """Return the language of most articles; of several, the one in which the story was told first."""
    counts = Counter(primary_language(article) for article in articles)
    return primary_language(
        min(articles, key=lambda article: (-counts[primary_language(article)], _time(article), article.id))
    )


def _centralities(readings: Sequence[Reading]) -> list[float]:
    """Return for each how far its headline says what all say (recall), and nothing that few say (precision).

    What all say is read from headlines and the tops of texts. An article's own text counts, too: it bears out a
    straight headline and not a fanciful one.
    """
    titles = [reading.title for reading in readings]
    leads = [reading.lead for reading in readings]
    uses = Counter(word for words_of_one in (*titles, *leads) for word in words_of_one)
    central = sum(sorted((uses[word] for word in frozenset().union(*titles)), reverse=True)[:_ENOUGH_CENTRAL_WORDS])
    most = 2 * len(readings)  # uses of a word that is in every headline and at the top of every text

    def centrality(title: frozenset[str]) -> float:
        used = sum(uses[word] for word in title)
        return (used / (most * len(title)) + min(used / central, 1.0)) / 2 if title else 0.0

    return [centrality(title) for title in titles]


def _shares_at_the_time(articles: Sequence[Article]) -> list[float]:
    """Return for each the share of articles published within hours of it: low for first hints and late follow-ups."""
    times = sorted(article.published.at.timestamp() for article in articles if article.published)

    def share(article: Article) -> float:
        if article.published is None:
            return 0.0
        at = article.published.at.timestamp()
        return (bisect_right(times, at + _SPAN) - bisect_left(times, at - _SPAN)) / len(articles)

    return [share(article) for article in articles]


def _blemishes(title: str, corrections: Mapping[str, Set[str]]) -> float:
    """Return what speaks against showing the headline for all."""
    forms = {word.form for word in islice(find_words(title), _TITLE_WORDS)}
    own_words = without_quotes(title)
    label = _LABEL.match(title)
    return (
        _OUTDATED * is_outdated(title, corrections)
        + _LOADED * (not forms.isdisjoint(LOADED))
        + _SHOUTING * is_shouted(own_words)
        + _QUESTION * bool(_QUESTION_MARK.search(title))
        + _LABELLED * (label is not None and slug(label[1]) in LABELS)
        + _PERSONAL * bool(SPEAKS_TO_READER.search(own_words))
        + _JUDGING * bool(JUDGES.search(own_words) or _ANSWERS.match(own_words))
        + _SERVICE * bool(_SERVES_READER.search(title))
        + _QUOTING * bool(_QUOTE.search(title))
        + _QUOTING / 2 * bool(_QUOTE.match(title))
        + _LENGTH * (len(forms) < _FEWEST_WORDS or len(title.split()) > _MOST_WORDS)
        + _TWO_SENTENCES * bool(_FULL_STOP_INSIDE.search(title))
    )


def _time(article: Article) -> datetime:
    return article.published.at if article.published else _UNDATED
