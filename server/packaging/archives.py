"""What goes to the stores: one archive for each browser, the same bytes whenever the same files are packed.

The folder runs in both browsers as it is; each says that it ignores a few lines of the manifest that are for the other.
A store's reviewer should see no such notice, so its archive leaves them out.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from server.errors import InvalidConfiguration

# Lines of the manifest that mean nothing to a browser, as paths; `*` is every member of a list.
FOREIGN: dict[str, tuple[tuple[str, ...], ...]] = {
    "chromium": (("background", "scripts"), ("browser_specific_settings",), ("sidebar_action",)),
    "firefox": (
        ("background", "service_worker"),
        ("minimum_chrome_version",),
        ("side_panel",),
        ("web_accessible_resources", "*", "use_dynamic_url"),
    ),
}
PACKED_TYPES = {".css", ".html", ".js", ".json", ".png", ".svg"}
TIME = (1980, 1, 1, 0, 0, 0)  # the earliest that an archive can hold: when a file was written is nobody's business
PLAIN_FILE = 0o100644 << 16

Json = dict[str, Any]  # Any: whatever JSON can hold


def write_archives(extension: Path, out: Path) -> list[Path]:
    """Write an archive for each store into `out`; return their paths.

    :raises InvalidConfiguration: if the manifest cannot be read, or says another version than `pyproject.toml`
    """
    manifest = _manifest(extension)
    version = _project_version(extension.parent)
    if manifest.get("version") != version:
        raise InvalidConfiguration(
            f"manifest.json says version {manifest.get('version')}, pyproject.toml says {version}: make them the same"
        )
    out.mkdir(parents=True, exist_ok=True)
    return [
        _write(extension, out / f"source-context-{version}-{browser}.zip", manifest, browser) for browser in FOREIGN
    ]


def manifest_for(browser: str, manifest: Json) -> Json:
    """Return the manifest without what means nothing to this browser."""
    own: Json = json.loads(json.dumps(manifest))
    for path in FOREIGN[browser]:
        _leave_out(own, path)
    return own


def packed_files(extension: Path) -> Iterator[str]:
    """Give the paths of the files that the extension needs, sorted; nothing hidden, no notes for developers."""
    for path in sorted(extension.rglob("*"), key=lambda path: path.relative_to(extension).as_posix()):
        parts = path.relative_to(extension).parts
        if path.is_file() and path.suffix in PACKED_TYPES and not any(part.startswith(".") for part in parts):
            yield "/".join(parts)


def _write(extension: Path, path: Path, manifest: Json, browser: str) -> Path:
    with ZipFile(path, "w") as archive:
        for name in packed_files(extension):
            content = (extension / name).read_bytes()
            if name == "manifest.json":
                content = (json.dumps(manifest_for(browser, manifest), indent=2, ensure_ascii=False) + "\n").encode()
            entry = ZipInfo(name, TIME)
            entry.external_attr = PLAIN_FILE
            entry.create_system = 3  # Unix, on whichever system it is packed
            archive.writestr(entry, content, ZIP_DEFLATED, 9)
    return path


def _leave_out(value: Any, path: tuple[str, ...]) -> None:  # Any: a part of the manifest
    first, *rest = path
    if first == "*":
        for member in value if isinstance(value, list) else ():
            _leave_out(member, tuple(rest))
    elif isinstance(value, dict) and rest:
        _leave_out(value.get(first), tuple(rest))
    elif isinstance(value, dict):
        value.pop(first, None)


def _manifest(extension: Path) -> Json:
    try:
        manifest = json.loads((extension / "manifest.json").read_text(encoding="utf-8"))
    except ValueError as error:
        raise InvalidConfiguration(f"manifest.json is not valid JSON: {error}") from error
    if not isinstance(manifest, dict):
        raise InvalidConfiguration("manifest.json holds no object")
    return manifest


def _project_version(root: Path) -> str:
    version: str = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    return version
