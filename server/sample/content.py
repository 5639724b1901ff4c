"""What did the invented outlets publish, and when?

Loads a folder in the format of `data/sample/README.md` into values, or says which file and key are at fault. How a
page looks is the business of `server.sample.pages`, which address shows what of `server.sample.sites`.
"""

from __future__ import annotations

import csv
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from server.errors import InvalidConfiguration
from server.sample.models import Newsroom, SampleArticle, SampleFeed, SampleOutlet, SampleStory

T = TypeVar("T")


def load_newsroom(folder: Path) -> Newsroom:
    """Return the newsroom in `folder`.

    :raises InvalidConfiguration: naming the file and the key at fault
    """
    rows = _read_csv(folder / "outlets.csv", SampleOutlet)
    newsroom = Newsroom(
        outlets={row.key: row for row in rows if not row.alias_of},
        aliases={row.key: row.alias_of for row in rows if row.alias_of},
        feeds=tuple(_read_csv(folder / "feeds.csv", SampleFeed)),
        stories=tuple(_read_story(path) for path in sorted((folder / "stories").glob("*.toml"))),
    )
    _check_references(newsroom)
    return newsroom


def _read_csv(path: Path, kind: type[T]) -> list[T]:
    wanted = {field.name for field in fields(kind)}  # type: ignore[arg-type]  # only called with dataclasses
    lines = _read_text(path).splitlines()
    found = []
    for number, row in enumerate(csv.DictReader(lines), start=2):
        # An empty cell is a value not given; cells beyond the header come under the key None.
        given = {name: cell for name, cell in row.items() if name in wanted and cell}
        found.append(_convert(given, kind, f"{path.name}, line {number}"))
    return found


def _read_story(path: Path) -> SampleStory:
    where = f"stories/{path.name}"
    try:
        raw = tomllib.loads(_read_text(path))
    except tomllib.TOMLDecodeError as error:
        raise InvalidConfiguration(f"{where}: not valid TOML: {error}") from error
    story, articles = raw.get("story"), raw.get("articles", [])
    if not isinstance(story, dict) or not isinstance(articles, list) or set(raw) - {"story", "articles"}:
        raise InvalidConfiguration(f"{where}: needs one [story] and any number of [[articles]], nothing else")
    for article in articles:
        _refuse_unknown(article, SampleArticle, where)
        article.setdefault("host", str(article.get("outlet", "")).partition("/")[0])
        # TOML gives any offset; everything here speaks UTC.
        article |= {key: time.astimezone(UTC) for key, time in article.items() if _is_aware(time)}
    _refuse_unknown(story, SampleStory, where)
    return _convert(story | {"articles": articles}, SampleStory, where)


def _convert(raw: Mapping[str, Any], kind: type[T], where: str) -> T:  # Any: raw file content, checked here
    try:
        return msgspec.convert(raw, kind)
    except msgspec.ValidationError as error:
        raise InvalidConfiguration(f"{where}: {error}") from error


def _refuse_unknown(raw: Mapping[str, Any], kind: type[object], where: str) -> None:  # Any: as in `_convert`
    unknown = set(raw) - {field.name for field in fields(kind)}  # type: ignore[arg-type]  # a dataclass, as above
    if unknown:
        raise InvalidConfiguration(f"{where}: unknown key {min(unknown)!r}; see README.md beside it for those known")


def _is_aware(value: object) -> bool:
    return isinstance(value, datetime) and value.tzinfo is not None


def _read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidConfiguration(f"{path.name}: cannot be read as UTF-8 text; is this the right folder?") from error


def _check_references(newsroom: Newsroom) -> None:
    """Hold what no single row can know: keys exist, addresses and keys are unique."""
    for alias, key in newsroom.aliases.items():
        if key not in newsroom.outlets:
            raise InvalidConfiguration(f"outlets.csv: {alias} is an alias of {key}, which has no row")
    for feed in newsroom.feeds:
        if feed.key not in newsroom.outlets:
            raise InvalidConfiguration(f"feeds.csv: {feed.key} has no row in outlets.csv")
    for story in newsroom.stories:
        for article in story.articles:
            if article.outlet not in newsroom.outlets:
                raise InvalidConfiguration(f"stories/{story.id}.toml: outlet {article.outlet!r} has no row")
    _refuse_repeated("stories: address", (article.url for article in newsroom.articles))
    _refuse_repeated("stories: id", (story.id for story in newsroom.stories))
    _refuse_repeated("feeds.csv: url", (feed.url for feed in newsroom.feeds))


def _refuse_repeated(what: str, values: Iterable[str]) -> None:
    repeated = [value for value, count in Counter(values).items() if count > 1]
    if repeated:
        raise InvalidConfiguration(f"{what} {repeated[0]!r} is given twice")
