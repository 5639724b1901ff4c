"""Which files of the extension are written by us, and whether they are up to date."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from server.errors import InvalidConfiguration
from server.packaging.tree import OUTLETS, copy_extension, stale_files, write_files, written_files

TODAY, LATER = date(2026, 1, 31), date(2026, 2, 1)


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "outlets.csv").write_text("key,name\nnews.example,News\n", encoding="utf-8")
    return folder


@pytest.fixture
def extension(tmp_path: Path, tables: Path) -> Path:
    folder = tmp_path / "extension"
    write_files(folder, written(folder, tables, TODAY))
    return folder


def written(extension: Path, tables: Path, today: date) -> dict[str, str]:
    return written_files(extension, [tables], lean_raters=(), today=today)


def made(extension: Path) -> str:
    day: str = json.loads((extension / OUTLETS).read_text(encoding="utf-8"))["made"]
    return day


def test_nothing_is_stale_the_next_day(extension: Path, tables: Path) -> None:
    files = written(extension, tables, LATER)

    assert stale_files(extension, files) == []
    assert made(extension) == TODAY.isoformat()


def test_a_changed_table_is_stale_and_gets_a_new_day(extension: Path, tables: Path) -> None:
    (tables / "outlets.csv").write_text("key,name\nnews.example,The News\n", encoding="utf-8")

    assert write_files(extension, written(extension, tables, LATER)) == [OUTLETS]
    assert made(extension) == LATER.isoformat()


def test_edited_missing_and_left_over_files_are_stale_and_mended(extension: Path, tables: Path) -> None:
    generated = extension / "shared" / "generated"
    (generated / "copy-hosts.js").write_text("// edited\n", encoding="utf-8")
    (generated / "lookalikes.js").unlink()
    (generated / "of-old.js").touch()
    files = written(extension, tables, TODAY)
    names = ["copy-hosts.js", "lookalikes.js", "of-old.js"]

    assert stale_files(extension, files) == [f"shared/generated/{name}" for name in names]
    write_files(extension, files)
    assert stale_files(extension, files) == []


@pytest.mark.parametrize("damage", ["", "{", "[]", '{"made": 7}'])
def test_a_damaged_table_is_written_anew(extension: Path, tables: Path, damage: str) -> None:
    (extension / OUTLETS).write_text(damage, encoding="utf-8")

    write_files(extension, written(extension, tables, LATER))

    assert made(extension) == LATER.isoformat()


def test_a_copy_is_not_laid_over_what_is_there(extension: Path, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    shutil.copy(extension / OUTLETS, tmp_path / "full")

    with pytest.raises(InvalidConfiguration, match="new or empty"):
        copy_extension(extension, tmp_path / "full")
    copy_extension(extension, tmp_path / "copy")
    assert (tmp_path / "copy" / OUTLETS).is_file()
