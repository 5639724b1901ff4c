"""The extension answers as the server does: records, resolutions, normalized addresses, private names.

`node` runs the extension's code over the table of a copy that knows the sample newsroom; the same questions are put to
the server's own functions.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest

from server.config import Settings
from server.errors import InvalidURL
from server.outlets.models import Tables
from server.outlets.resolver import Resolver
from server.services.limits import LimitsService
from server.services.outlets import OutletService
from server.urls.normalization import normalize_url
from server.urls.private_hosts import PRIVATE_SUFFIXES, is_private_name
from tests.conftest import ROOT

VECTORS = json.loads((ROOT / "tests" / "vectors" / "outlets.json").read_text(encoding="utf-8"))
EVERY = (
    40  # of the table's outlets, one in so many is asked for, and all that somebody rates in steps from left to right
)
SHAPES = (
    "https://{}",
    "http://www.{}/a/b?utm_source=x&b=2&a=1#c",
    "https://sport.{}/a",
    "https://m.{}x/a",
    "https://{}.evil.tld/",
)
PUBLIC = ("bbc.com", "local.com", "home.blog", "example.org", "mailonline.com", "a.b.co.uk", "xn--bb-plc.com")
PRIVATE = ("localhost", "127.0.0.1", "[::1]", "1.2.3.0x4", "a.ts.net", "x.fritz.box")


def asked_keys(tables: Tables) -> list[str]:
    outlets = list(tables.outlets.values())
    telling = [o for o in outlets if o.key.endswith(".example") or any(r.dimension == "lean" for r in o.ratings)]
    return list(dict.fromkeys(outlet.key for outlet in (*outlets[::EVERY], *telling)))


def asked_urls(tables: Tables) -> list[str]:
    keys = asked_keys(tables)
    shaped = [SHAPES[number % len(SHAPES)].format(key) for number, key in enumerate((*keys, *tables.aliases))]
    return [*shaped, *(vector["url"] for vector in VECTORS)]


def asked_hosts() -> list[str]:
    return [*PUBLIC, *PRIVATE, *PRIVATE_SUFFIXES, *(f"a.{suffix}" for suffix in PRIVATE_SUFFIXES)]


@pytest.fixture(scope="module")
def told(sample_copy: Path, sample_tables: Tables) -> dict[str, Any]:
    questions = {"keys": asked_keys(sample_tables), "urls": asked_urls(sample_tables), "hosts": asked_hosts()}
    script = ROOT / "tests" / "extension" / "answer.js"
    done = subprocess.run(
        ["node", str(script), str(sample_copy)],
        input=json.dumps(questions),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers: dict[str, Any] = json.loads(done.stdout)
    return answers


def resolution(resolver: Resolver, url: str) -> dict[str, Any] | None:
    try:
        found = resolver.resolve(url)
    except InvalidURL:
        return None
    by = found.matched_by
    return {
        "outlet": found.outlet.key if found.outlet else None,
        "rule": by.rule.value,
        "key": by.key,
        "via": by.via,
        "refused": [{"key": refusal.key, "why": refusal.why} for refusal in by.refused],
    }


def normalized(url: str) -> str | None:
    try:
        return normalize_url(url)
    except InvalidURL:
        return None


def test_it_gives_the_records_that_the_api_gives(told: dict[str, Any], sample_tables: Tables) -> None:
    limits: Any = LimitsService.__new__(LimitsService)  # records of outlets never ask it
    service = OutletService(sample_tables, Resolver(sample_tables), limits, lean_raters=Settings().lean_raters)
    keys = asked_keys(sample_tables)

    assert len(keys) > 600
    for key, record in zip(keys, told["records"], strict=True):
        assert record == json.loads(msgspec.json.encode(service.serialize(sample_tables.outlets[key])))


def test_it_finds_the_same_outlets_and_refuses_in_the_same_words(told: dict[str, Any], sample_tables: Tables) -> None:
    resolver = Resolver(sample_tables)

    for url, found in zip(asked_urls(sample_tables), told["resolutions"], strict=True):
        assert found == resolution(resolver, url), url


def test_it_normalizes_alike(told: dict[str, Any], sample_tables: Tables) -> None:
    for url, found in zip(asked_urls(sample_tables), told["normalized"], strict=True):
        assert found == normalized(url), url


def test_it_holds_the_same_names_for_private(told: dict[str, Any]) -> None:
    for host, is_private in zip(asked_hosts(), told["isPrivate"], strict=True):
        assert is_private == is_private_name(host), host


@pytest.mark.parametrize("tables", ["shipped", "sample"])
def test_the_vectors_say_what_the_server_says(tables: str, sample_tables: Tables, shipped_tables: Tables) -> None:
    resolver = Resolver(shipped_tables if tables == "shipped" else sample_tables)
    vectors = [vector for vector in VECTORS if vector["tables"] == tables]

    assert vectors
    for vector in vectors:
        assert resolution(resolver, vector["url"]) == vector["resolution"], f"{vector['why']}: {vector['url']}"


def test_the_vectors_are_many_and_say_why() -> None:
    assert len(VECTORS) >= 150
    assert all(vector["why"] for vector in VECTORS)
    assert len({(vector["tables"], vector["url"]) for vector in VECTORS}) == len(VECTORS)
