"""Labelled articles from JSON-lines files, as articles of the product.

One object a line: `id, url, outlet_domain, title, text, published, lang`, any of which but the id may be absent, and a
label `story`, which only `read_labels` looks at: what is measured never sees it.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.articles.flags import find_genre
from server.articles.identity import article_id
from server.articles.models import Article, DateSource
from server.articles.published import parse_published
from server.errors import InvalidURL
from server.urls.normalization import normalize_url

# JSON objects of unknown shape: each field is checked where it is used.
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file: the id that it has there, and the article."""

    id: str
    article: Article


def read_lines(path: Path) -> list[Line]:
    """Return the articles of a file, in its order."""
    return [Line(str(row["id"]), build_article(row)) for row in read_rows(path)]


def read_labels(path: Path) -> dict[str, str]:
    """Return the story of each line that has one."""
    return {str(row["id"]): str(row["story"]) for row in read_rows(path) if row.get("story")}


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the objects of a file, packed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def build_article(row: Row) -> Article:
    """Return the article of one object; an unknown address is replaced by one that tells nothing."""
    outlet = row.get("outlet_domain") or None
    try:
        url = normalize_url(str(row.get("url") or ""))
    except InvalidURL:
        url = normalize_url(f"https://{outlet or 'unknown.example'}/{row['id']}")
    title = str(row.get("title") or "")
    return Article(
        id=article_id(url),
        url=url,
        canonical_url=url,
        outlet_key=outlet,
        title=title,
        body=str(row.get("text") or ""),
        published=parse_published(str(row.get("published") or ""), source=DateSource.CALLER),
        language=row.get("lang") or None,
        genre=find_genre(url, title),
    )


def in_time_order(lines: list[Line]) -> list[Line]:
    """Return the lines by publication, those without a time last, in the file's order among equals."""
    return sorted(lines, key=lambda line: _time(line.article))


def _time(article: Article) -> float:
    return article.published.at.timestamp() if article.published else float("inf")
