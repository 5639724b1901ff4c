"""A context answer as a page of plain text, in the same order as everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from textwrap import fill, indent

from msgspec import UnsetType

from server.cli.summary_comparison import compared
from server.services.answer_parts import ArticleAnswer, CountsAnswer, MatchAnswer, OutletAnswer, RatingAnswer
from server.services.answers import ContextAnswer, CoverageAnswer
from server.services.story_answers import StoryRef

WIDTH = 96
SHOWN = 12  # matches; the rest are counted
SIDES = {"left": "Left", "center": "Center", "right": "Right", "not_rated": "Not rated"}
DIMENSIONS = {"lean": "lean", "audience_lean": "audience lean", "reliability": "reliability"}


def summarize_context(answer: ContextAnswer) -> str:
    """Return the answer as text."""
    return "\n".join(_lines(answer))


def _lines(answer: ContextAnswer) -> Iterator[str]:
    if isinstance(answer.article, ArticleAnswer):
        yield from _article(answer.article)
    yield ""
    yield from _outlet(answer)
    if isinstance(answer.coverage, CoverageAnswer):
        yield ""
        yield from _coverage(answer.coverage)
    yield from compared(answer)
    yield ""
    yield from _story(answer)
    if not isinstance(answer.limits, UnsetType):
        yield ""
        newest = f", newest article {when(answer.limits.newest_article_at)}" if answer.limits.newest_article_at else ""
        feeds = f"{answer.limits.feeds_polled} feeds polled, {answer.limits.feeds_failed} failed"
        yield f"LIMITS    {answer.limits.status}: {feeds}{newest}"
        for note in answer.limits.notes:
            yield indent(fill(note, WIDTH - 10), " " * 10)


def _article(article: ArticleAnswer) -> Iterator[str]:
    yield f"ARTICLE   {article.title or '(headline not known)'}"
    if article.canonical_url:
        yield f"          {article.canonical_url}"
    flags = [
        *([", ".join(article.authors)] if article.authors else []),
        when(article.published_at),
        article.language or "language not known",
        *([article.genre] if article.genre and article.genre != "news" else []),
        *(["behind a paywall"] if article.is_paywalled else []),
        *(["not held"] if article.id is None else []),
    ]
    yield f"          {' · '.join(flags)}"


def _outlet(answer: ContextAnswer) -> Iterator[str]:
    outlet = answer.outlet
    matched = answer.matched_by
    if isinstance(outlet, OutletAnswer):
        facts = [outlet.country, outlet.kind, outlet.ownership, f"owner: {outlet.owner or 'not known'}"]
        yield f"OUTLET    {outlet.name or outlet.key} ({outlet.key})"
        yield f"          {' · '.join(fact for fact in facts if fact)}"
        yield from (f"          {_rating(rating)}" for rating in outlet.ratings)
        if not outlet.ratings:
            yield "          not rated by any rater in the tables"
        if outlet.raters_disagree:
            yield "          raters disagree by two steps or more"
    else:
        yield "OUTLET    not in the table"
    if not isinstance(matched, UnsetType):
        via = f", via {matched.via}" if matched.via else ""
        yield f"          matched by {matched.rule.replace('_', ' ')}{f' {matched.key}' if matched.key else ''}{via}"
        yield from (f"          refused {refusal.key}: {refusal.why}" for refusal in matched.refused)


def _rating(rating: RatingAnswer) -> str:
    dated = f", {rating.as_of}" if rating.as_of else ""
    return f"{DIMENSIONS.get(rating.dimension, rating.dimension)}: {rating.label} ({rating.rater_name}{dated})"


def _coverage(coverage: CoverageAnswer) -> Iterator[str]:
    if not coverage.matches:
        yield "COVERAGE  no match: no article held is likely enough to report the same story"
        return
    counts = coverage.counts
    yield (
        f"COVERAGE  {_n(counts.articles, 'article')} from {_n(counts.outlets, 'outlet')}, "
        f"{_n(counts.origins, 'independent origin')}"
    )
    yield f"          {_sides(counts)} · {', '.join(f'{k} {v}' for k, v in counts.by_country.items())}"
    for match in coverage.matches[:SHOWN]:
        yield f"  {_probability(match)}  {match.article.title}"
        yield f"        {_by_line(match)}"
    rest = len(coverage.matches) - SHOWN
    if rest > 0:
        yield f"        … and {rest} more"
    yield from _origins(coverage)


def _origins(coverage: CoverageAnswer) -> Iterator[str]:
    """Name the outlets whose articles are not independent of each other, and why."""
    name_of = {match.article.id: _name(match) for match in coverage.matches}
    for origin in coverage.origins:
        if origin.joins:
            names = dict.fromkeys(name_of.get(article_id, "this article") for article_id in origin.article_ids)
            reasons = dict.fromkeys(join.reason.replace("_", " ") for join in origin.joins)
            yield indent(fill(f"one origin ({', '.join(reasons)}): {', '.join(names)}", WIDTH - 10), " " * 10)


def _name(match: MatchAnswer) -> str:
    return (match.outlet.name or match.outlet.key) if match.outlet else "outlet not in the table"


def _by_line(match: MatchAnswer) -> str:
    side = SIDES[(match.outlet.lean if match.outlet else None) or "not_rated"]
    return f"{_name(match)} · {side} · {when(match.article.published_at)}"


def _probability(match: MatchAnswer) -> str:
    return f"{round(100 * match.probability):3d} %" if match.probability is not None else "  –  "


def _sides(counts: CountsAnswer) -> str:
    return " · ".join(f"{name} {counts.by_lean.get(side, 0)}" for side, name in SIDES.items())


def _story(answer: ContextAnswer) -> Iterator[str]:
    if isinstance(answer.story, StoryRef):
        yield f"STORY     {answer.story.headline.text}"
        if answer.story.lede:
            yield indent(fill(answer.story.lede.text, WIDTH - 10), " " * 10)
        yield f"          {answer.story.url}"
    elif isinstance(answer.story_reason, str):
        yield indent(fill(f"STORY     none: {answer.story_reason}", WIDTH - 10), " " * 10).lstrip()


def when(at: datetime | None) -> str:
    """Return a time for a terminal."""
    return f"{at:%Y-%m-%d %H:%M} UTC" if at else "time not known"


def _n(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
