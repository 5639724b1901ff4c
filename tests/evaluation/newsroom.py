"""The sample newsroom as labelled articles: which story each belongs to is the file that it stands in."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from server.articles.flags import find_genre
from server.articles.identity import article_id
from server.articles.models import Article, DateSource, Precision, Published
from server.urls.normalization import normalize_url

STORIES = Path(__file__).parents[2] / "data" / "sample" / "stories"
GENRE_SECTIONS = {"opinion": "Opinion", "satire": "Satire", "live": "Live", "newsletter": "Newsletter"}


@dataclass(frozen=True)
class Labelled:
    """An article, the story file that it stands in, and whether it reports that story itself."""

    article: Article
    story: str
    is_same_story: bool


def load_newsroom() -> list[Labelled]:
    """Return all articles in time order."""
    found = []
    for path in sorted(STORIES.glob("*.toml")):
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        found += [_labelled(row, path.stem) for row in content["articles"]]
    return sorted(found, key=lambda one: (_time(one.article), one.article.id))


def _labelled(row: dict[str, Any], story: str) -> Labelled:
    url = normalize_url(f"https://{row.get('host', row['outlet'])}{row['path']}")
    kind = row.get("kind", "news")
    sections = [section for section in (row.get("section"), GENRE_SECTIONS.get(kind)) if section]
    article = Article(
        id=article_id(url),
        url=url,
        canonical_url=url,
        outlet_key=row["outlet"],
        title=row["headline"],
        body=row.get("dateline", "") + row["body"].strip(),
        description=row.get("description", ""),
        authors=tuple(row.get("authors", ())),
        published=Published(row["published"], Precision.MINUTE, DateSource.FEED) if "published" in row else None,
        language=row.get("language"),
        genre=find_genre(url, row["headline"], sections=sections),
        republished_from=row.get("canonical"),
    )
    return Labelled(article, story, row.get("same_story", kind == "news"))


def _time(article: Article) -> float:
    return article.published.at.timestamp() if article.published else 0.0
