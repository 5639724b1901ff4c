"""Labelled collections to be measured on: files, and what the project brings along itself.

Which stories of a file are held back is decided where pairs are collected (`scripts.labelled_pairs`), by the hash of
the label. The sample newsroom and the synthetic stream were never fitted on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path

from benchmarks.corpora import Line, in_time_order, read_labels, read_lines
from benchmarks.stream import stream
from scripts.labelled_pairs import VARIANTS, is_held_back
from server.articles.flags import find_genre
from server.articles.identity import article_id
from server.articles.models import Article, DateSource, Precision, Published
from server.sample.content import load_newsroom
from server.sample.models import Kind, SampleArticle
from server.urls.normalization import normalize_url

AS_IT_IS, NO_TIMES = "as it is", "no times"
SYNTHETIC_ARTICLES = 1500
_SAMPLE = Path(__file__).parents[1] / "data" / "sample"
_SECTIONS = {Kind.OPINION: "Opinion", Kind.SATIRE: "Satire", Kind.LIVE: "Live", Kind.NEWSLETTER: "Newsletter"}


@dataclass(frozen=True, slots=True)
class Collection:
    """Articles in time order, the story of those that are labelled, and the stories that nothing was fitted on."""

    name: str
    lines: Sequence[Line]
    gold: Mapping[str, str]
    held_back: frozenset[str] = frozenset()  # none: nothing of the collection was fitted

    @property
    def slug(self) -> str:
        """Its name as that of a folder."""
        return "".join(letter if letter.isalnum() else "-" for letter in self.name.casefold())

    def changed(self, kind: str) -> Collection:
        """Return it in one of the forms that the weights were fitted on too: `AS_IT_IS`, `NO_TIMES`."""
        change = VARIANTS[kind]
        return replace(self, lines=in_time_order([replace(line, article=change(line.article)) for line in self.lines]))


def read_collection(given: str) -> Collection:
    """Return a collection from `FILE`, `FILE+FILE` or `NAME=FILE+FILE`: files in one stream, labels in any of them."""
    name, _, files = given.rpartition("=")
    paths = [Path(path) for path in files.split("+")]
    lines = in_time_order([line for path in paths for line in read_lines(path)])
    gold = {line_id: story for path in paths for line_id, story in read_labels(path).items()}
    return Collection(
        name or paths[0].name.partition(".")[0], lines, gold, frozenset(filter(is_held_back, gold.values()))
    )


def own_collections(*, articles: int = SYNTHETIC_ARTICLES) -> list[Collection]:
    """Return what can be measured without any file."""
    return [sample_newsroom(), synthetic(articles)]


def sample_newsroom() -> Collection:
    """Return the sample newsroom; an article that only plays on a story counts as a story of its own."""
    lines, gold = [], {}
    for story in load_newsroom(_SAMPLE).stories:
        for row in story.articles:
            article = _sample_article(row)
            lines.append(Line(article.id, article))
            gold[article.id] = story.id if row.same_story else article.id
    return Collection("sample newsroom", in_time_order(lines), gold)


def _sample_article(row: SampleArticle) -> Article:
    url = normalize_url(row.url)
    sections = [row.section, *([_SECTIONS[row.kind]] if row.kind in _SECTIONS else [])]
    return Article(
        id=article_id(url),
        url=url,
        canonical_url=url,
        outlet_key=row.outlet,
        title=row.headline,
        body=row.dateline + row.body.strip(),
        description=row.description,
        authors=row.authors,
        published=Published(row.published, Precision.MINUTE, DateSource.FEED),
        language=row.language,
        genre=find_genre(url, row.headline, sections=sections),
        republished_from=row.canonical or None,
    )


def synthetic(articles: int, *, seed: int = 1) -> Collection:
    """Return the first articles of the synthetic stream."""
    arrivals = list(islice(stream(seed=seed), articles))
    lines = in_time_order([Line(arrival.article.id, arrival.article) for arrival in arrivals])
    gold = {arrival.article.id: str(arrival.story) for arrival in arrivals}
    return Collection("synthetic stream", lines, gold)
