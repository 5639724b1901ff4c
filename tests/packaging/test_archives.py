"""What goes to the stores."""

from __future__ import annotations

import json
import os
from pathlib import Path
from zipfile import ZipFile

import pytest

from server.errors import InvalidConfiguration
from server.packaging.archives import manifest_for, packed_files, write_archives

MANIFEST = {
    "manifest_version": 3,
    "version": "1.2.3",
    "minimum_chrome_version": "130",
    "background": {"service_worker": "worker.js", "scripts": ["worker.js"], "type": "module"},
    "web_accessible_resources": [{"resources": ["a.js"], "use_dynamic_url": True}],
    "browser_specific_settings": {"gecko": {"id": "a@news.example"}},
}


@pytest.fixture
def extension(tmp_path: Path) -> Path:
    folder = tmp_path / "extension"
    (folder / "shared").mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps(MANIFEST), encoding="utf-8")
    (folder / "shared" / "a.js").write_text("export {};\n", encoding="utf-8")
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.3"\n', encoding="utf-8")
    return folder


def test_each_browser_gets_the_manifest_without_what_is_for_the_other() -> None:
    chromium, firefox = manifest_for("chromium", MANIFEST), manifest_for("firefox", MANIFEST)

    assert chromium["background"] == {"service_worker": "worker.js", "type": "module"}
    assert "browser_specific_settings" not in chromium
    assert firefox["background"] == {"scripts": ["worker.js"], "type": "module"}
    assert firefox["web_accessible_resources"] == [{"resources": ["a.js"]}]
    assert "minimum_chrome_version" not in firefox
    assert "use_dynamic_url" in chromium["web_accessible_resources"][0]


def test_it_packs_what_the_extension_needs_and_nothing_else(extension: Path) -> None:
    for name in ("NOTES.md", ".hidden.js", "shared/a.js.map", "shared/a.py"):
        (extension / name).touch()
    (extension / ".git").mkdir()
    (extension / ".git" / "config.js").touch()

    assert list(packed_files(extension)) == ["manifest.json", "shared/a.js"]


def test_the_same_files_make_the_same_bytes_whenever_they_were_written(extension: Path, tmp_path: Path) -> None:
    first = write_archives(extension, tmp_path / "one")
    os.utime(extension / "shared" / "a.js", (0, 0))
    (extension / "shared" / "a.js").chmod(0o600)
    second = write_archives(extension, tmp_path / "two")

    assert [path.name for path in first] == ["source-context-1.2.3-chromium.zip", "source-context-1.2.3-firefox.zip"]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    with ZipFile(first[0]) as archive:
        assert archive.namelist() == ["manifest.json", "shared/a.js"]


def test_it_refuses_a_version_that_is_not_the_projects(extension: Path, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nversion = "1.2.4"\n', encoding="utf-8")

    with pytest.raises(InvalidConfiguration, match=r"1\.2\.3.*1\.2\.4"):
        write_archives(extension, tmp_path / "out")


@pytest.mark.parametrize("text", ["{", "[]"])
def test_it_says_what_is_wrong_with_a_manifest(extension: Path, tmp_path: Path, text: str) -> None:
    (extension / "manifest.json").write_text(text, encoding="utf-8")

    with pytest.raises(InvalidConfiguration, match=r"manifest\.json"):
        write_archives(extension, tmp_path / "out")
