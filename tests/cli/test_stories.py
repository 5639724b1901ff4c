"""What the operator may do, at the terminal: on record, reversible, with documented exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from server.cli.main import cli, exit_code_of
from server.errors import SourceContextError
from tests.conftest import copy_newsroom

WHY = ("--why", "a test")


@pytest.fixture
def data_dir(sample_dir: Path, tmp_path: Path) -> Path:
    """The sample newsroom, to be changed."""
    copy_newsroom(sample_dir, tmp_path)
    return tmp_path


def invoke(data_dir: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, arguments, env={"SOURCE_CONTEXT_DATA_DIR": str(data_dir)})


def run(data_dir: Path, *arguments: str) -> list[dict[str, Any]]:
    """Run a command that goes well; return what it printed."""
    done = invoke(data_dir, *arguments, "--json")
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def shown(data_dir: Path, story_id: str) -> dict[str, Any]:
    story: dict[str, Any] = json.loads(invoke(data_dir, "stories", "show", story_id, "--json").stdout)
    return story


def test_it_merges_stories_shows_the_new_text_and_takes_it_back(data_dir: Path) -> None:
    one, other = run(data_dir, "stories", "list", "--limit", "2")

    told = invoke(data_dir, "stories", "merge", one["id"], other["id"], "--why", "one event")
    merged = shown(data_dir, other["id"])
    run(data_dir, "stories", "undo", "1", *WHY)

    assert "action 1" in told.stdout
    assert "merge: one event" in told.stdout
    assert merged["id"] == one["id"]
    assert merged["counts"]["articles"] == one["counts"]["articles"] + other["counts"]["articles"]
    again = shown(data_dir, other["id"])
    assert (again["id"], again["counts"]) == (other["id"], other["counts"])
    assert [row["kind"] for row in run(data_dir, "stories", "actions")] == ["undo", "merge"]


def test_it_splits_and_moves(data_dir: Path) -> None:
    story = shown(data_dir, run(data_dir, "stories", "list", "--min-outlets", "4", "--limit", "1")[0]["id"])
    first, second = (match["article"]["id"] for match in story["articles"][:2])

    (split,) = run(data_dir, "stories", "split", story["id"], first, *WHY)
    new = split["moved"][0]["to_story"]
    run(data_dir, "stories", "move", second, new, *WHY)

    assert {match["article"]["id"] for match in shown(data_dir, new)["articles"]} == {first, second}
    assert shown(data_dir, story["id"])["counts"]["articles"] == len(story["articles"]) - 2


def test_it_corrects_an_outlet_with_source_and_date(data_dir: Path) -> None:
    key, page = "harbour-ledger.example", "https://www.harbour-ledger.example/about"

    (action,) = run(data_dir, "outlets", "correct", key, "--founded", "1902", "--source", page, *WHY)
    corrected = invoke(data_dir, "outlets", "show", key, "--json")
    run(data_dir, "stories", "undo", str(action["n"]), *WHY)
    again = invoke(data_dir, "outlets", "show", key, "--json")

    facts = {fact["field"]: fact for fact in json.loads(corrected.stdout)["outlet"]["facts"]}
    assert (facts["founded"]["value"], facts["founded"]["source"]) == ("1902", "operator")
    assert (facts["founded"]["source_url"], facts["founded"]["as_of"]) == (page, action["at"][:10])
    assert json.loads(again.stdout)["outlet"]["founded"] == action["amends"]["before"]


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["stories", "show", "st-unknown"], 3, "no story with this id"),
        (["stories", "merge", "st-unknown", "st-other", *WHY], 3, "no story with this id"),
        (["stories", "merge", "st-unknown", "st-other"], 2, "--why"),
        (["stories", "undo", "99", *WHY], 3, "no action"),
        (["outlets", "correct", "bbc.com", "--country", "XX", "--source", "https://a.example", *WHY], 2, "ISO"),
        (["outlets", "correct", "bbc.com", "--country", "GB", *WHY], 2, "--source"),
    ],
)
def test_it_says_what_is_wrong(sample_dir: Path, arguments: list[str], code: int, told: str) -> None:
    done = invoke(sample_dir, *arguments)

    error = done.exception
    found = exit_code_of(error) if isinstance(error, SourceContextError) else done.exit_code
    assert (found, told in f"{done.output}{error}") == (code, True)
