"""The dependency direction drawn in ARCHITECTURE.md, checked on every run."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVER = Path(__file__).parents[1] / "server"
PURE = {
    "errors",
    "urls",
    "outlets",
    "articles",
    "coverage",
    "citations",
    "wording",
    "figures",
    "comparison",
    "summaries",
    "stories",
    "reports",
}
MODELS = {
    "urls",
    "outlets",
    "articles",
    "coverage",
    "citations",
    "wording",
    "figures",
    "comparison",
    "summaries",
    "stories",
    "reports",
}
KNOW_EVERY_ROOM = {"wiring", "app"}
MAY_IMPORT = {
    "__init__": set(),
    "errors": set(),
    "config": {"errors"},
    "urls": {"errors"},
    "outlets": {"urls", "errors"},
    "articles": {"urls", "outlets", "errors"},
    "coverage": {"articles", "outlets", "urls", "errors"},
    "citations": {"articles", "outlets", "urls", "errors"},
    "wording": {"coverage", "articles", "outlets", "urls", "errors"},
    "figures": {"coverage", "articles", "outlets", "urls", "errors"},
    "comparison": {"wording", "coverage", "articles", "outlets", "urls", "errors"},
    "summaries": {"coverage", "articles", "outlets", "urls", "errors"},
    "stories": {"summaries", "coverage", "articles", "outlets", "errors"},
    "reports": {"articles", "urls", "errors"},
    "store": {*MODELS, "config", "errors"},
    "fetching": {"urls", "articles", "config", "errors"},
    "services": {*MODELS, "errors"},
    "jobs": {"services", "config", "errors"},
    "sample": {"errors"},
    "api": {"services", *MODELS, "config", "errors"},
    "web": {"services", *MODELS, "config", "errors"},
    "packaging": {"outlets", "urls", "errors"},
    "cli": {"services", "jobs", "sample", "packaging", "wiring", *MODELS, "config", "errors"},
}
IO_PACKAGES = {
    "alembic",
    "flask",
    "http",
    "requests",
    "requests_cache",
    "socket",
    "sqlalchemy",
    "sqlite3",
    "urllib3",
}
ONLY_IN = {
    "flask": {"api", "web", "app"},
    "sqlalchemy": {"store"},
    "sqlite3": {"store"},
    "alembic": {"store"},
    "socket": {"fetching"},
    "requests": {"fetching"},
    "requests_cache": {"fetching"},
    "urllib3": {"fetching"},
    "http": {"fetching", "sample"},
}
MODULES = sorted(SERVER.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(SERVER).parts[0].removesuffix(".py")


def imports_of(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SERVER)))
def test_it_imports_only_inwards(path: Path) -> None:
    room = room_of(path)
    for name in imports_of(path):
        package, _, rest = name.partition(".")
        if package == "server" and room not in KNOW_EVERY_ROOM:
            assert rest.split(".")[0] in MAY_IMPORT[room] | {room}, f"{room} may not import {name}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(SERVER)))
def test_it_keeps_the_outside_at_the_edge(path: Path) -> None:
    room = room_of(path)
    packages = {name.partition(".")[0] for name in imports_of(path)} & IO_PACKAGES
    forbidden = {package for package in packages if room in PURE or room not in ONLY_IN[package]}

    assert not forbidden, f"{room} does no such input or output: {sorted(forbidden)}"


def test_it_has_two_levels_of_folders_at_most() -> None:
    data = {"migrations", "static", "templates", "assets"}
    deep = [p for p in MODULES if len(p.relative_to(SERVER).parts) > 2 and not data & set(p.parts)]

    assert not deep


def test_every_room_is_drawn() -> None:
    rooms = {room_of(path) for path in MODULES}

    assert rooms == set(MAY_IMPORT) | KNOW_EVERY_ROOM
