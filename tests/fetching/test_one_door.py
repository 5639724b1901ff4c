"""There is one door to the network, and no other room has a key."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

SERVER = Path(__file__).parents[2] / "server"
OTHER_ROOMS = sorted(path for path in SERVER.rglob("*.py") if path.relative_to(SERVER).parts[0] != "fetching")

DOORS = {"socket", "ssl", "requests", "urllib3", "urllib.request", "http.client", "httpx", "aiohttp", "ftplib"}
# Calls that fetch by themselves, or open a file or address if the text they are given looks like one.
CALLS = {"fetch_url", "fetch_response", "urlopen", "urlretrieve", "create_connection", "getaddrinfo", "gethostbyname"}
# Which parse a feed, and would fetch it if they were given its address.
FEED_PARSERS = {"feedparser", "fastfeedparser"}


def names_in(path: Path) -> Iterator[str]:
    """Yield every module that is imported and every function that is called, by name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


@pytest.mark.parametrize("path", OTHER_ROOMS, ids=lambda path: str(path.relative_to(SERVER)))
def test_no_other_room_opens_connections(path: Path) -> None:
    used = set(names_in(path))

    # The sample newsroom listens, on this machine only; to listen it takes `http.server`, which is not a door out.
    assert not used & (DOORS | CALLS | FEED_PARSERS)
    assert not {name.partition(".")[0] for name in used} & {"requests", "urllib3", "httpx", "aiohttp"}


def test_feeds_are_never_parsed_from_text_that_could_be_an_address() -> None:
    calls = [
        node
        for path in (SERVER / "fetching").glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "feedparser.parse"
    ]

    assert [ast.unparse(call.args[0]) for call in calls] == ["io.BytesIO(body)"]
