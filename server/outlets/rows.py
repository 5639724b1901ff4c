"""Read one table from disk, row by row, in the order of the columns that the reader asks for.

Tables are written by people and by other programs: columns may be missing or in another order, lines may be broken.
What cannot be read is reported with its line and left out.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path

from server.outlets.models import RowError


def table_name(path: Path) -> str:
    """Return the table's name as it is shown to people: its folder's and its own, never the whole path."""
    return "/".join(path.parts[-3 if path.parent.name == "ratings" else -2 :])


def read_rows(path: Path, columns: Sequence[str], errors: list[RowError]) -> Iterator[tuple[int, Sequence[str]]]:
    """Give each usable row with its line number; `columns[0]` has to be there, of the others any may be missing."""
    if not path.is_file():
        return
    name = table_name(path)
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    is_utf8 = "\ufffd" not in text
    reader = csv.reader(StringIO(text, newline=""))
    try:
        header = next(reader, [])
        why = _unusable_header(header, columns)
        if why:
            errors.append(RowError(name, 1, why))
            return
        places = [header.index(column) if column in header else -1 for column in columns]
        is_in_order = places == list(range(len(header)))
        for row in reader:
            if len(row) != len(header):
                if row:  # else an empty line
                    why = f"has {len(row)} columns, but the first line names {len(header)}"
                    errors.append(RowError(name, reader.line_num, why))
            elif not is_utf8 and any("\ufffd" in cell for cell in row):
                errors.append(RowError(name, reader.line_num, "is not UTF-8"))
            else:
                yield reader.line_num, row if is_in_order else ["" if at < 0 else row[at] for at in places]
    except csv.Error as error:
        errors.append(RowError(name, reader.line_num, f"cannot be read from here on: {error}"))


def _unusable_header(header: Sequence[str], columns: Sequence[str]) -> str:
    if columns[0] not in header:
        return f"the first line has to name the columns, {columns[0]} among them"
    unknown = [column[:40] for column in header if column not in columns]
    return f"there is no column {unknown[0]!r}; the columns are {', '.join(columns)}" if unknown else ""
