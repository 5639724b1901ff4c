"""The operator's side of reports, at the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from server.config import Settings
from server.reports.models import Kind, Reason
from server.wiring.house import build_house
from tests.conftest import run_command


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reports")


@pytest.fixture(scope="module")
def report_id(data_dir: Path) -> str:
    """A report of a page, with a comment."""
    house = build_house(Settings(data_dir=str(data_dir)))
    prepared = house.reports.prepare(Kind.PAGE, "https://www.bbc.co.uk/x", Reason.MISSING_MATCH, "Also on Fish News.")
    taken = house.reports.take(prepared)
    house.close()
    return taken.report.id


def test_it_lists_and_shows_all_that_is_stored(data_dir: Path, report_id: str) -> None:
    listed = run_command("reports", "list", "--status", "open", data_dir=data_dir)
    as_json = run_command("reports", "list", "--json", data_dir=data_dir)
    shown = run_command("reports", "show", report_id, data_dir=data_dir)

    assert report_id in listed.stdout
    assert "https://www.bbc.co.uk/x" in listed.stdout
    assert [json.loads(line)["comment"] for line in as_json.stdout.splitlines()] == ["Also on Fish News."]
    assert "Also on Fish News." in shown.stdout


def test_it_answers(data_dir: Path, report_id: str) -> None:
    answered = run_command(
        "reports", "answer", report_id, "--status", "done", "--text", "Added.", "--erase", "--json", data_dir=data_dir
    )
    left = run_command("reports", "list", "--status", "open", data_dir=data_dir)

    record = json.loads(answered.stdout)
    assert (record["status"], record["answer"], record["comment"], record["about"]) == ("done", "Added.", "", "")
    assert (left.stdout, left.returncode) == ("", 0)


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["show", "rp-unknown"], 3, "no report with this id"),
        (["answer", "rp-unknown", "--status", "done"], 3, "no report with this id"),
        # An answered report is not opened again, and an answer has a status.
        (["answer", "rp-unknown", "--status", "open"], 2, "open"),
        (["answer", "rp-unknown"], 2, "--status"),
        (["list", "--status", "finished"], 2, "finished"),
    ],
)
def test_it_says_what_is_wrong(data_dir: Path, arguments: list[str], code: int, told: str) -> None:
    done = run_command("reports", *arguments, data_dir=data_dir)

    assert done.returncode == code
    assert told in done.stderr
    assert "Traceback" not in done.stderr
