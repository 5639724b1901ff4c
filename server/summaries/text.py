"""What is shown of a story: headline, lede, overview, key points, answers, timeline, each an article's own words.

Nothing is written here. Each text is a span of a named article, word for word, so that anyone can check it against the
page. This module puts the parts together; each is decided in a module of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from server.articles.models import Article, Evidence
from server.coverage.breadth import NOT_RATED
from server.coverage.models import Counts, Origin
from server.summaries.answers import Subject, answer_questions
from server.summaries.balance import Ledger, count_origins
from server.summaries.claims import Line, Material, find_carriers, gather
from server.summaries.figures import gather_corrections
from server.summaries.headlines import is_neutral_report, rank_headlines
from server.summaries.ledes import find_lede
from server.summaries.models import Balance, KeyPoint, Question, StorySummary
from server.summaries.overview import Claim, find_claims, find_key_points, find_opener, understood, write_overview
from server.summaries.readings import Reading, primary_language, read
from server.summaries.reliance import find_most_relied_on
from server.summaries.sampling import sample
from server.summaries.timeline import list_reports


@dataclass(frozen=True, slots=True)
class _Told:
    """The part of a summary that is told from full texts."""

    lede: Evidence | None
    overview: tuple[Evidence, ...] | None
    key_points: tuple[KeyPoint, ...]
    questions: tuple[Question, ...]
    balance: Balance | None


def summarize(
    articles: Sequence[Article],
    *,
    origins: Sequence[Origin],
    side_of: Mapping[str, str | None],
    counts: Counts,
    readings: Mapping[str, Reading] | None = None,
    citations: Mapping[str, Sequence[str]] | None = None,
) -> StorySummary:
    """Return what is shown of the story that these articles make up; there must be one at least.

    :param side_of: left, center or right by article id; None where the outlet is not rated
    :param readings: made before by `read`, by article id; what is missing or of another text is read now
    :param citations: ids of the articles that each article cites
    """
    sampled = sample(articles, origins)
    at_hand = {article.id: _reading(article, readings or {}) for article in sampled}
    corrections = gather_corrections(chain.from_iterable(reading.corrections for reading in at_hand.values()))
    ranked = rank_headlines(sampled, at_hand, corrections)
    reports = [one for one in ranked if is_neutral_report(one) and not at_hand[one.id].comments]
    ledes = list(filter(None, (find_lede(one, at_hand[one.id], corrections) for one in reports)))
    material = gather(
        reports,
        at_hand,
        origin_of={article.id: origin_id for origin_id, article in _by_origin(sampled, origins)},
        side_of={article.id: side_of.get(article.id) or NOT_RATED for article in sampled},
    )
    told = _tell(material, ledes, at_hand[ranked[0].id], corrections, held=len(articles))
    times = [article.published.at for article in articles if article.published]
    return StorySummary(
        headline=Evidence(ranked[0].id, 0, len(ranked[0].title), ranked[0].title, field="title"),
        lede=told.lede,
        counts=counts,
        first_published_at=min(times, default=None),
        newest_published_at=max(times, default=None),
        language=primary_language(ranked[0]) or None,
        overview=told.overview,
        key_points=told.key_points,
        questions=told.questions,
        timeline=list_reports(articles, origins),
        most_relied_on=find_most_relied_on(articles, origins, citations or {}),
        balance=told.balance,
        notes=tuple(_notes(articles, sampled, ranked, material, told)),
    )


def _tell(
    material: Material,
    ledes: Sequence[Evidence],
    headline: Reading,
    corrections: Mapping[str, set[str]],
    *,
    held: int,
) -> _Told:
    lede, opener = _find_openers(material, ledes)
    said = headline.title | (lede.sentence.stems if lede else frozenset())
    claims = find_claims(material, corrections)
    opener = opener or find_opener(claims, said)
    known = said | (opener.sentence.stems if opener else frozenset())
    ledger = Ledger(count_origins(material.lines))
    fresh = [
        claim for claim in understood(claims, known) if claim.line is not lede
    ]  # the lede stands above the overview
    overview = write_overview(material, fresh, opener, known, ledger) if opener else ()
    told = known.union(*(line.sentence.stems for line in overview))
    shown = [*overview, *filter(None, [lede])]
    points = find_key_points(material, understood(claims, told), shown, told, ledger) if opener else ()
    is_enough = len(overview) > 1  # a single sentence is a lede
    questions = answer_questions(
        understood(claims, told),
        Subject(said, told, tuple(line.sentence for line in (lede, opener) if line), material.persons),
        lede=Claim(lede, find_carriers(material, [lede])[0]) if lede else None,
        language=headline.language,
        held=held,
    )
    return _Told(
        lede.evidence if lede else None,
        tuple(line.evidence for line in overview) if is_enough else None,
        points,
        questions,
        ledger.close() if is_enough or points else None,
    )


def _find_openers(material: Material, ledes: Sequence[Evidence]) -> tuple[Line | None, Line | None]:
    """Return the lines of the lede and of the overview's first sentence: the next best lede, if there is one."""
    at = {(line.article.id, line.sentence.start): line for line in material.lines}
    lines = [at[(lede.article_id, lede.start)] for lede in ledes if (lede.article_id, lede.start) in at]
    if not lines:
        return None, None
    lines.sort(key=lambda line: -round(material.rank_opening(line), 6))
    others = (line for line in lines[1:] if line.text != lines[0].text)
    return lines[0], next(others, lines[0])


def _notes(
    articles: Sequence[Article], sampled: Sequence[Article], ranked: Sequence[Article], material: Material, told: _Told
) -> Iterator[str]:
    """Yield what a reader should know of how this came about."""
    language = primary_language(ranked[0])
    others = sum(primary_language(article) != language for article in articles)
    if others:
        yield f"told from the articles in one language ({language or 'unknown'}); {others} in others are not used"
    if len(sampled) < len(articles):
        yield f"told from {len(sampled)} of {len(articles)} articles, taken over all origins and the whole time"
    if not any(article.has_text for article in ranked):
        yield "no overview: we hold headlines of this story, not its texts"
    elif not material.lines:
        yield "no overview: of this story we hold no report, or none whose sentences can be shown"
    elif told.overview is None:
        yield "no overview: too few sentences that stand on their own tell what happened"


def _reading(article: Article, readings: Mapping[str, Reading]) -> Reading:
    known = readings.get(article.id)
    return known if known and known.is_of(article) else read(article)


def _by_origin(articles: Sequence[Article], origins: Sequence[Origin]) -> Iterator[tuple[str, Article]]:
    origin_of = {article_id: origin.id for origin in origins for article_id in origin.article_ids}
    yield from ((origin_of.get(article.id, article.id), article) for article in articles)
