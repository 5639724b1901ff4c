"""Files of judged pairs: a line of JSON for each pair of articles, with whether both report the same story.

    {"a": "28be8844b347c98d420e", "b": "5d41402abc4b2a76b971", "same": true}
    {"a": {"title": "…", "text": "…", "published_at": "2026-10-05T06:00:00Z"}, "b": "5d41402abc4b2a76b971",
     "same": false}  (in one line)

Articles that are held are given by their ids, others as they are. Lines that are not judged yet (`"same": null`) and
what else a line holds are left alone. What is wrong is said with the number of its line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec

from server.articles.merge import article_from_caller
from server.articles.models import Article
from server.errors import InvalidInput
from server.urls.normalization import normalize_url

MOST_PAIRS = 100_000
LONGEST_LINE = 1 << 20  # bytes
MAX_TITLE, MAX_TEXT = 2_000, 200_000  # characters; as much as is kept of an article


class Told(msgspec.Struct, frozen=True):
    """An article that is not held."""

    title: str
    text: str = ""
    url: str | None = None
    published_at: datetime | None = None
    language: str | None = None


class Judgement(msgspec.Struct, frozen=True):
    """A line."""

    a: str | Told
    b: str | Told
    same: bool | None = None  # null: not judged (yet)


@dataclass(frozen=True, slots=True)
class JudgedPair:
    """Two articles, and whether they report the same story."""

    line: int
    a: Article
    b: Article
    same: bool


def read_judgements(lines: Iterable[bytes]) -> dict[int, Judgement]:
    """Return the judgements by the number of their line. :raises InvalidInput: naming the line at fault"""
    found: dict[int, Judgement] = {}
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        if len(found) == MOST_PAIRS:
            raise InvalidInput(f"no more than {MOST_PAIRS} judged pairs are read")
        try:
            found[number] = msgspec.json.decode(line[:LONGEST_LINE], type=Judgement)
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise InvalidInput(
                f"line {number} is not a judged pair: {error}. "
                'It takes {"a": …, "b": …, "same": true or false}, with articles as ids or with their "title"'
            ) from error
    return found


def pairs_of(
    judgements: Mapping[int, Judgement], held: Mapping[str, Article], *, outlet_of: Callable[[str], str | None]
) -> list[JudgedPair]:
    """Return the judged pairs of which both articles are held or told, each pair once.

    :param outlet_of: the key of the outlet at an address
    :raises InvalidInput: naming the lines that contradict each other, or compare an article with itself
    """
    found: dict[frozenset[str], JudgedPair] = {}
    for number, judgement in judgements.items():
        a, b = (_article(side, held, number, outlet_of) for side in (judgement.a, judgement.b))
        if a is None or b is None or judgement.same is None:
            continue
        if a.id == b.id:
            raise InvalidInput(f"line {number} compares an article with itself")
        before = found.setdefault(frozenset((a.id, b.id)), JudgedPair(number, a, b, judgement.same))
        if before.same != judgement.same:
            raise InvalidInput(f"lines {before.line} and {number} judge the same two articles differently")
    return list(found.values())


def _article(
    side: str | Told, held: Mapping[str, Article], number: int, outlet_of: Callable[[str], str | None]
) -> Article | None:
    if isinstance(side, str):
        return held.get(side)
    try:
        url = normalize_url(side.url) if side.url else None
        return article_from_caller(
            url=url,
            title=side.title[:MAX_TITLE],
            text=side.text[:MAX_TEXT],
            published_at=side.published_at,
            language=side.language,
            outlet_key=outlet_of(url) if url else None,
        )
    except InvalidInput as error:
        raise InvalidInput(f"line {number}: {error}") from error
