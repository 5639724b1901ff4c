"""A story's coverage as CSV (RFC 4180), for spreadsheets as they are: with a byte order mark, and without formulas.

A cell that a spreadsheet would compute gets an apostrophe in front (the advice of OWASP on CSV injection); who needs
headlines to the letter takes the JSON.
"""

from __future__ import annotations

import csv
from datetime import datetime
from io import StringIO

from msgspec import structs

from server.services.answer_parts import EvidenceAnswer
from server.services.export_answers import ExportAnswer, ExportRow

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
COLUMNS = (
    *ExportRow.__struct_fields__,
    "story_id",
    "story_version",
    "story_url",
    "story_articles",
    "story_origins",
    "accessed_at",
)


def write_csv(export: ExportAnswer, *, base: str) -> bytes:
    """Return one line for each article, with what is said of the whole story at its end."""
    story = (
        export.story_id,
        export.story_version,
        f"{base}{export.url}",
        export.counts.articles,
        export.counts.origins,
        export.accessed_at,
    )
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for row in export.articles:
        writer.writerow([_cell(value) for value in (*structs.astuple(row), *story)])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: object) -> str:
    text = " ".join(_plain(value).split())
    return f"'{text}" if text.startswith(_STARTS_FORMULA) else text


def _plain(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return value.text if isinstance(value, EvidenceAnswer) else str(value)
