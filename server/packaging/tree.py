"""Where does the extension lie, which of its files do we write, and are they up to date?

Only a source tree has the extension; an installed wheel does not. Written are the tables that the server owns: its
knowledge of addresses, and the outlets with the day that the table was made. That day changes only with the rest.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from server.errors import InvalidConfiguration
from server.outlets.table import load_tables
from server.packaging.knowledge import knowledge_modules
from server.packaging.outlet_table import build_outlet_table, write_table

OUTLETS = "data/outlets.json"
GENERATED = "shared/generated"


def find_extension() -> Path:
    """Return the extension's folder. :raises InvalidConfiguration: where there is no source tree"""
    folder = Path(__file__).parents[2] / "extension"
    if not (folder / "manifest.json").is_file():
        raise InvalidConfiguration(
            "there is no extension here: this works in a checkout of Source Context, not in an installed package"
        )
    return folder


def written_files(
    extension: Path, folders: Sequence[Path], *, lean_raters: Sequence[str], today: date
) -> dict[str, str]:
    """Return what the written files have to hold, by their path in the extension's folder."""
    tables = load_tables(folders)
    made = _made_on(extension) or today.isoformat()
    outlets = write_table(build_outlet_table(tables, lean_raters=lean_raters, made=made))
    if outlets != _read(extension / OUTLETS):
        outlets = write_table(build_outlet_table(tables, lean_raters=lean_raters, made=today.isoformat()))
    return {f"{GENERATED}/{name}": text for name, text in knowledge_modules().items()} | {OUTLETS: outlets}


def stale_files(extension: Path, files: Mapping[str, str]) -> list[str]:
    """Return the paths whose files are missing or hold something else, and of files that nobody writes any more."""
    changed = {path for path, text in files.items() if _read(extension / path) != text}
    left = {path.relative_to(extension).as_posix() for path in (extension / GENERATED).glob("*")} - set(files)
    return sorted(changed | left)


def write_files(extension: Path, files: Mapping[str, str]) -> list[str]:
    """Bring the files up to date; return the paths of those that were not."""
    stale = stale_files(extension, files)
    for path in stale:
        if path not in files:
            (extension / path).unlink()
            continue
        (extension / path).parent.mkdir(parents=True, exist_ok=True)
        (extension / path).write_text(files[path], encoding="utf-8", newline="")
    return stale


def copy_extension(extension: Path, target: Path) -> None:
    """Copy the extension into a new folder. :raises InvalidConfiguration: if something is there already"""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InvalidConfiguration("the folder for the copy has to be new or empty")
    shutil.copytree(extension, target, dirs_exist_ok=True)


def _made_on(extension: Path) -> str:
    """Return the day that the table at hand was made, or nothing if there is none that can be read."""
    try:
        table = json.loads(_read(extension / OUTLETS) or "{}")
    except ValueError:
        return ""
    made = table.get("made") if isinstance(table, dict) else ""
    return made if isinstance(made, str) else ""


def _read(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8", errors="replace") if path.is_file() else None
