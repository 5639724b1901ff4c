"""The articles of a story, and the story itself, as ready-made citations: BibTeX (biblatex's `@online`) and CSL-JSON.

Each names when it was accessed; that of the story names its version, since its text may change. What is not known of an
article (its authors, its day) is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

import msgspec

from server.services.export_answers import ExportAnswer, ExportRow

OURS = "Source Context"
# What TeX reads as something else than a letter.
_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",  # BibTeX counts braces even behind a backslash
        "}": r"\textbraceright{}",
        "&": r"\&",
        "%": r"\%",
        "$": r"\$",
        "#": r"\#",
        "_": r"\_",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)
# An address is taken to the letter; only these would end its field.
_IN_URL = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C", " ": "%20", "\n": "", "\r": ""})
_SPACE = re.compile(r"\s+")


def write_bibtex(export: ExportAnswer, *, base: str) -> bytes:
    """Return the story and its articles as BibTeX."""
    entries = [_bibtex(export.story_id, _story_fields(export, base))]
    entries += [_bibtex(_key(row), _article_fields(row, export.accessed_at)) for row in export.articles]
    return "\n".join(entries).encode()


def write_csl(export: ExportAnswer, *, base: str) -> bytes:
    """Return the story and its articles as CSL-JSON."""
    story = {
        "id": export.story_id,
        "type": "webpage",
        "title": export.headline.text,
        "container-title": OURS,
        "URL": f"{base}{export.url}",
        "accessed": _date(export.accessed_at),
        **({"version": str(export.story_version)} if export.story_version else {}),
        "note": f"Accessed {_moment(export.accessed_at)}. {_counted(export)}",
    }
    return msgspec.json.encode([story, *(_csl(row, export.accessed_at) for row in export.articles)])


def _csl(row: ExportRow, accessed_at: datetime) -> dict[str, object]:
    known = {
        "author": [{"literal": author} for author in row.authors],
        "container-title": row.outlet,
        "URL": row.url,
        "issued": _date(row.published_at) if row.published_at else None,
        "language": row.language,
    }
    return {
        "id": _key(row),
        "type": "article-newspaper",
        "title": row.title or row.url or row.article_id,
        **{name: value for name, value in known.items() if value},
        "accessed": _date(accessed_at),
        "note": f"Accessed {_moment(accessed_at)}",
    }


def _story_fields(export: ExportAnswer, base: str) -> Iterator[tuple[str, str]]:
    yield "title", "{" + _tex(export.headline.text) + "}"
    yield "organization", OURS
    yield "url", f"{base}{export.url}".translate(_IN_URL)
    yield "urldate", export.accessed_at.date().isoformat()
    if export.story_version:
        yield "version", str(export.story_version)
    yield "note", _tex(f"Accessed {_moment(export.accessed_at)}. {_counted(export)}")


def _article_fields(row: ExportRow, accessed_at: datetime) -> Iterator[tuple[str, str]]:
    yield "title", "{" + _tex(row.title or row.url or row.article_id) + "}"
    if row.authors:
        yield "author", " and ".join("{" + _tex(author) + "}" for author in row.authors)
    if row.outlet:
        yield "organization", "{" + _tex(row.outlet) + "}"
    if row.published_at:
        yield "date", row.published_at.date().isoformat()
    if row.url:
        yield "url", row.url.translate(_IN_URL)
    yield "urldate", accessed_at.date().isoformat()
    yield "note", f"Accessed {_moment(accessed_at)}"


def _bibtex(key: str, fields: Iterator[tuple[str, str]]) -> str:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields)
    return f"@online{{{key},\n{lines}}}\n"


def _key(row: ExportRow) -> str:
    """Return a key that stays the same: outlet, year, article."""
    outlet = re.sub(r"[^a-z0-9]+", "-", (row.outlet_key or "article").lower()).strip("-")
    year = f"{row.published_at.year}-" if row.published_at else ""
    return f"{outlet}-{year}{row.article_id[:8]}"


def _counted(export: ExportAnswer) -> str:
    version = f"Version {export.story_version}: " if export.story_version else ""
    return f"{version}{export.counts.articles} articles from {export.counts.origins} independent origins"


def _tex(text: str) -> str:
    return _SPACE.sub(" ", text).translate(_TEX)


def _moment(at: datetime) -> str:
    return f"{at:%Y-%m-%d %H:%M} UTC"


def _date(at: datetime) -> dict[str, list[list[int]]]:
    return {"date-parts": [[at.year, at.month, at.day]]}
