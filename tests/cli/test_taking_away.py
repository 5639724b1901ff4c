"""`digest` and `export` as their user meets them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.conftest import run_command


def test_the_digest_can_be_read_piped_and_parsed(sample_dir: Path) -> None:
    text = run_command("digest", "--date", "2026-10-05", data_dir=sample_dir)
    page = run_command("digest", "--date", "2026-10-05", "--html", data_dir=sample_dir)
    data = run_command("digest", "--date", "2026-10-05", "--json", data_dir=sample_dir)

    assert text.stdout.startswith("Both sides in five minutes, 5 October 2026")
    assert page.stdout.startswith("<!DOCTYPE html>")
    assert json.loads(data.stdout)["day"] == "2026-10-05"


@pytest.mark.parametrize(
    ("arguments", "options", "code", "told"),
    [
        # No mail without explicit configuration.
        (["digest", "--mail-to", "ada@news.example"], {}, 6, "smtp_host"),
        (
            ["digest", "--mail-to", "ada@news.example\nBcc: b@x.example"],
            {"SOURCE_CONTEXT_SMTP_HOST": "127.0.0.1", "SOURCE_CONTEXT_SMTP_FROM": "digest@context.example"},
            2,
            "mail addresses",
        ),
        (
            ["digest", "--mail-to", "ada@news.example"],
            {
                "SOURCE_CONTEXT_SMTP_HOST": "127.0.0.1",
                "SOURCE_CONTEXT_SMTP_PORT": "1",
                "SOURCE_CONTEXT_SMTP_FROM": "digest@context.example",
            },
            4,
            "did not take the letter",
        ),
        (["digest", "--date", "soon"], {}, 2, "soon"),
        (["export", "st-nothing"], {}, 3, ""),
        (["export", "st-nothing", "--format", "xlsx"], {}, 2, "xlsx"),
    ],
)
def test_it_says_what_is_wrong(
    sample_dir: Path, arguments: list[str], options: dict[str, str], code: int, told: str
) -> None:
    done = run_command(*arguments, data_dir=sample_dir, **options)

    assert done.returncode == code, done.stderr
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_it_exports_a_story(sample_dir: Path) -> None:
    digest = run_command("digest", "--date", "2026-10-05", "--json", data_dir=sample_dir)
    story_id = json.loads(digest.stdout)["stories"][0]["id"]

    table = run_command("export", story_id, data_dir=sample_dir).stdout
    citations = run_command("export", story_id, "--format", "bibtex", data_dir=sample_dir).stdout

    assert "harbour-ledger.example" in table
    assert citations.startswith(f"@online{{{story_id},")
