"""What the README promises is there: targets, links, commands, and an answer with the fields that it shows."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

import click
import pytest
from flask.testing import FlaskClient

from server.cli.main import cli

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
# A target in a line of its own or in backquotes; "make" is also a word.
TARGETS = sorted(set(re.findall(r"(?:^ {4}|`)make ([a-z]+)", README, re.MULTILINE)))
LINKS = sorted({link for link in re.findall(r'\]\(([^)\s]+)\)|src="([^"]+)"', README) for link in link if link})
COMMANDS = sorted(set(re.findall(r"source-context (?:--data-dir \S+ )?([a-z]+)(?: ([a-z]+))?", README + OPERATIONS)))


def missing(shown: object, answer: object, at: str = "") -> list[str]:
    """Return the paths of what is shown and not in the answer. Texts and figures may differ, lists may be longer."""
    if isinstance(shown, dict):
        kept = answer if isinstance(answer, dict) else {}
        absent = [f"{at}.{key}" for key in shown.keys() - kept.keys()]
        return absent + [
            gap for key in shown.keys() & kept.keys() for gap in missing(shown[key], kept[key], f"{at}.{key}")
        ]
    if isinstance(shown, list):
        kept = answer if isinstance(answer, list) else []
        return [f"{at}[]" for item in shown if not any(missing(item, other) == [] for other in kept)]
    return [] if type(shown) is type(answer) else [at]


def test_its_targets_are_in_the_makefile() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")

    assert TARGETS == ["run", "test"]
    assert [target for target in TARGETS if not re.search(rf"^{target}:", makefile, re.MULTILINE)] == []


def test_its_links_and_pictures_lead_somewhere() -> None:
    inside = [link for link in LINKS if not urlsplit(link).scheme]

    assert len(inside) > 8
    assert [link for link in inside if not (ROOT / link).exists()] == []


def test_its_pictures_are_small_and_described() -> None:
    pictures = re.findall(r'<img src="([^"]+)"[^>]* alt="([^"]+)"', README)

    assert len(pictures) == README.count("<img")
    assert [name for name, _ in pictures if (ROOT / name).stat().st_size > 200_000] == []


def test_its_example_gets_the_answer_that_it_shows(client: FlaskClient) -> None:
    address = re.search(r"curl -s '(http[^']+)'", README)
    shown = re.search(r"```json\n(.+?)```", README, re.DOTALL)
    assert address
    assert shown

    parts = urlsplit(address[1])
    answer = client.get(f"{parts.path}?{parts.query}")

    assert answer.status_code == 200
    assert missing(json.loads(shown[1]), answer.json) == []


@pytest.mark.parametrize(
    ("shown", "answer", "gaps"),
    [
        ({"a": 1}, {"a": 2, "b": 3}, []),
        ({"a": [{"b": "x"}]}, {"a": [{}, {"b": "y"}]}, []),
        # What the comparison must notice: a field that is gone, another type, a null, an entry that no longer comes.
        ({"a": {"b": 1}}, {"a": {}}, [".a.b"]),
        ({"a": "x"}, {"a": 1}, [".a"]),
        ({"a": 1}, {"a": None}, [".a"]),
        ({"a": [{"b": "x"}]}, {"a": []}, [".a[]"]),
    ],
)
def test_the_comparison_notices_what_is_gone(shown: object, answer: object, gaps: list[str]) -> None:
    assert missing(shown, answer) == gaps


@pytest.mark.parametrize(("name", "below"), COMMANDS)
def test_every_command_that_is_named_exists(name: str, below: str) -> None:
    command = cli.commands.get(name)

    assert command, name
    assert not isinstance(command, click.Group) or below in command.commands


def test_the_changelog_has_a_place_for_what_comes_next() -> None:
    assert "\n## Unreleased\n" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
