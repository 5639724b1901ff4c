"""Which figures of this article do others give differently?

A row needs two texts that count the same (`server.figures.same_count`) with values that cannot both be true
(`server.figures.agreement`), of which neither text gives both; whether it is an update or a contradiction is
`server.figures.verdicts`. Each text's figures are read once, when it is touched; asking only looks them up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from server.articles.models import Article, Evidence, Precision
from server.figures.agreement import agree, is_definite
from server.figures.figure_book import FigureBook, Key, build_book, key_of
from server.figures.measures import find_measures
from server.figures.models import ArticleFigures, Figure, FigureRow, FigureValue, Quantity
from server.figures.not_figures import blank_out
from server.figures.quantities import MAX_CHARACTERS, find_quantities
from server.figures.same_count import TITLE, is_prominent, same_count
from server.figures.verdicts import find_verdict

MOST_ROWS = 6
MOST_ALIKE = 8  # figures of one unit and noun in one text; of more, nobody can tell which is which
MOST_COMPARED = 60  # figures of one article, those of people first
MOST_TEXTS = 60  # of a story; more are not read
LONGEST_EVIDENCE = 400
TELLING_FROM = 13  # smaller numbers stand in every text


def analyse_figures(article: Article) -> ArticleFigures:
    """Return what of an article can be compared; to be kept with it."""
    language = article.language.split("-")[0] if article.language else None
    in_title = [replace(found, position=TITLE) for found in find_quantities(article.title, language) if found.role]
    figures = [Figure(found, _evidence(article, found, field="title")) for found in in_title]
    figures += [Figure(found, _evidence(article, found)) for found in find_quantities(article.body, language)]
    published = article.published
    return ArticleFigures(
        article_id=article.id,
        published_at=published.at if published else None,
        is_exact=published is not None and published.precision is not Precision.DAY,
        figures=tuple(figures),
        numbers=_find_numbers(article.body[:MAX_CHARACTERS]),
    )


def differing_figures(texts: Sequence[ArticleFigures], *, here: str) -> tuple[FigureRow, ...]:
    """Return the figures of the article `here` that others give differently, the most important first."""
    mine = next((text for text in texts if text.article_id == here), None)
    if mine is None:
        return ()
    book = build_book([mine, *(text for text in texts if text.article_id != here)][:MOST_TEXTS])
    rows: list[FigureRow] = []
    told: list[Quantity] = []
    for figure in sorted(_comparable(mine, book), key=lambda figure: not figure.quantity.role)[:MOST_COMPARED]:
        if len(rows) == 2 * MOST_ROWS:
            break
        if any(key_of(figure.quantity) == key_of(other) and same_count(figure.quantity, other) for other in told):
            continue
        row = _compare(mine, figure, book)
        if row is not None:
            rows.append(row)
            told.append(figure.quantity)
    return tuple(sorted(rows, key=lambda row: (not row.role, -len(row.values)))[:MOST_ROWS])


def _find_numbers(text: str) -> frozenset[float]:
    bounds = ((measure.low, measure.high) for measure in find_measures(blank_out(text)))
    return frozenset(value for pair in bounds for value in pair if value is not None)


def _evidence(article: Article, quantity: Quantity, *, field: str = "body") -> Evidence:
    """Return the sentence of a figure, or as much of a very long one as holds it."""
    start, end = quantity.sentence
    if end - start > LONGEST_EVIDENCE:
        start = max(start, quantity.start - LONGEST_EVIDENCE // 2)
        end = max(min(end, start + LONGEST_EVIDENCE), quantity.end)
    text = article.title if field == "title" else article.body
    return Evidence(article.id, start, end, text[start:end], field)


def _comparable(text: ArticleFigures, book: FigureBook) -> Iterator[Figure]:
    """Yield the figures that stand for what the article says: the main count of each role, the others as they are."""
    seen: set[Key] = set()
    for figure in text.figures:
        quantity = figure.quantity
        if quantity.is_superseded or not is_definite(quantity):
            continue
        if not quantity.role:
            if len(book.same_kind(quantity, text.article_id)) <= MOST_ALIKE:
                yield figure
        elif key_of(quantity) not in seen:
            seen.add(key_of(quantity))
            main = _find_main_count(book.same_kind(quantity, text.article_id))
            if main is not None:
                yield main


def _find_main_count(same: Sequence[Figure]) -> Figure | None:
    """Return the count of a role that an article as a whole stands for: its first, or its only one."""
    # Headlines grow stale while the text below is kept up to date: they only speak where the text does not.
    in_body = [one for one in same if one.evidence.field == "body"]
    in_title = [one for one in same if one.evidence.field == "title"]
    chosen = in_body if in_body and (is_prominent(in_body[0].quantity) or not in_title) else in_title
    if not chosen or not is_definite(chosen[0].quantity):
        return None
    first = chosen[0].quantity
    beside = [one for one in chosen if one.quantity.position == first.position or not is_prominent(first)]
    return chosen[0] if all(agree(first, one.quantity) for one in beside) else None


def _compare(mine: ArticleFigures, figure: Figure, book: FigureBook) -> FigureRow | None:
    """Return what all articles say of one figure, or `None` if no one says anything else."""
    found = [(mine, figure)]
    for text in book.texts[1:]:
        match = _find_same(book, text.article_id, figure.quantity)
        if match is None:
            continue
        differs = not agree(figure.quantity, match.quantity)
        if differs and (_gives(text, figure.quantity) or _gives(mine, match.quantity)):
            continue
        found.append((text, match))
    if all(agree(figure.quantity, match.quantity) for _, match in found):
        return None
    found.sort(key=lambda pair: (not book.is_superseded(pair[1].quantity), *_moment(pair[0])))
    newest = found[-1][1].quantity
    counted = newest.counted or figure.quantity.counted
    return FigureRow(
        subject=" ".join(part for part in (counted, newest.role) if part) or newest.unit,
        unit=newest.unit,
        role=newest.role,
        values=tuple(_value(text, one) for text, one in found),
        verdict=find_verdict(found, book),
    )


def _find_same(book: FigureBook, article_id: str, wanted: Quantity) -> Figure | None:
    """Return the figure of another text that counts the same, if there is exactly one candidate."""
    same_kind = book.same_kind(wanted, article_id)
    corrected = next((one for one in same_kind if book.is_correction(wanted, one.quantity)), None)
    if corrected is not None:
        return corrected
    if not same_kind or len(same_kind) > MOST_ALIKE:
        return None
    if wanted.role:
        main = _find_main_count(same_kind)
        return main if main and same_count(wanted, main.quantity) else None
    same = [one for one in same_kind if is_definite(one.quantity) and same_count(wanted, one.quantity)]
    if not same or not all(agree(same[0].quantity, one.quantity) for one in same):
        return None
    return same[0]


def _gives(text: ArticleFigures, quantity: Quantity) -> bool:
    """Whether a text has the very same value too: of the same things if it is small, of anything if it is telling."""
    value = quantity.low if quantity.low is not None else quantity.high
    if value is None or (value >= TELLING_FROM and value not in text.numbers):
        return False
    same = [one.quantity for one in text.figures if value in {one.quantity.low, one.quantity.high}]
    if any(found.is_superseded for found in same) or any(one.quantity.replaces == value for one in text.figures):
        return False
    return value >= TELLING_FROM or any((one.unit, one.role) == (quantity.unit, quantity.role) for one in same)


def _moment(text: ArticleFigures) -> tuple[float, str]:
    """Return the place of an article in time; those that do not tell stand in front."""
    return (text.published_at.timestamp() if text.published_at else float("-inf"), text.article_id)


def _value(text: ArticleFigures, figure: Figure) -> FigureValue:
    quantity, evidence = figure.quantity, figure.evidence
    return FigureValue(
        article_id=text.article_id,
        value_low=quantity.low,
        value_high=quantity.high,
        value=evidence.text[quantity.start - evidence.start : quantity.end - evidence.start],
        evidence=evidence,
        published_at=text.published_at,
        speaker=quantity.speaker,
    )
