"""The command as its user meets it: in its own process, with its exit codes and without a traceback."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from server.jobs.leader import POLLING, leadership
from tests.conftest import run_command

FLOOD = "https://www.harbour-ledger.example/2026/10/05/tessel-flood-orrin"


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (["--help"], 0, "context"),
        (["context"], 2, "give the article's address"),
        (["context", "not an address"], 2, "http"),
        (["context", "http://127.0.0.1/", "--offline"], 2, "private"),
        (["context", FLOOD, "--text-file", "no-such-file"], 2, "no-such-file"),
        (["outlets", "show", "no-such-outlet.com"], 3, "no outlet has this key"),
        (["outlets", "resolve", "ftp://x"], 2, "http"),
        (["sing"], 2, "No such command"),
    ],
)
def test_it_says_what_is_wrong_and_how(sample_dir: Path, arguments: list[str], code: int, told: str) -> None:
    done = run_command(*arguments, data_dir=sample_dir)

    assert done.returncode == code, done.stderr
    assert told in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_it_shows_a_context_to_people(sample_dir: Path) -> None:
    shown = run_command("context", FLOOD, data_dir=sample_dir).stdout

    for part in ("ARTICLE", "OUTLET    The Harbour Ledger", "COVERAGE", "origins", "STORY", "LIMITS    full"):
        assert part in shown


def test_it_prints_json_for_scripts(sample_dir: Path) -> None:
    answer = json.loads(run_command("context", FLOOD, "--json", data_dir=sample_dir).stdout)

    assert answer["outlet"]["key"] == "harbour-ledger.example"


def test_it_compares_a_text_from_a_file(sample_dir: Path, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_text(
        "The River Tessel burst its banks at Orrin early on Monday after the Weir Street wall gave way. "
        "Fourteen people were missing and some 1,200 had left their homes, police said."
    )
    told = ("--title", "Fourteen missing as Tessel floods Orrin", "--published-at", "2026-10-05")

    done = run_command("context", *told, "--text-file", str(text), "--json", data_dir=sample_dir)

    assert json.loads(done.stdout)["coverage"]["counts"]["articles"] >= 3


def test_it_shows_and_resolves_outlets(sample_dir: Path) -> None:
    shown = run_command("outlets", "show", "harbour-ledger.example", data_dir=sample_dir).stdout
    resolved = run_command("outlets", "resolve", "https://m.dailymail.co.uk/x", data_dir=sample_dir).stdout

    assert "Harbour Ledger Trust  (" in shown
    assert "Plumbline" in shown
    assert "dailymail.co.uk" in resolved


def test_it_checks_the_tables(sample_dir: Path, tmp_path: Path) -> None:
    (tmp_path / "outlets.csv").write_text(
        "key,name,country,language,owner,owner_family,ownership,kind,scope,place,founded,paywall,wikidata,alias_of,sources\n"
        "bad.example,Bad,XX,en,,,,,,,,,,,name:nobody\n"
    )

    good = run_command("outlets", "check", data_dir=sample_dir)
    bad = run_command("outlets", "check", str(tmp_path), "--json", data_dir=sample_dir)

    assert good.returncode == 0, good.stdout
    assert bad.returncode == 1
    assert {"outlets.csv"} == {Path(finding["table"]).name for finding in json.loads(bad.stdout)}


def test_it_examines_the_machine(sample_dir: Path) -> None:
    done = run_command("doctor", "--json", data_dir=sample_dir, SOURCE_CONTEXT_API_TOKEN="hidden-token")

    report = json.loads(done.stdout)
    assert done.returncode == 0, report
    assert report["settings"]["data_dir"]["origin"] == "environment"
    assert {"Python", "data folder", "disk", "tables", "store", "feeds"} <= {f["what"] for f in report["findings"]}
    assert "hidden-token" not in done.stdout


def test_it_names_a_wrong_setting(tmp_path: Path) -> None:
    done = run_command("doctor", data_dir=tmp_path, SOURCE_CONTEXT_PORTT="1")

    assert done.returncode == 6
    assert "unknown setting 'portt'" in done.stderr


def test_it_serves_nothing_with_a_limit_that_cannot_be_read(tmp_path: Path) -> None:
    done = run_command("serve", data_dir=tmp_path, SOURCE_CONTEXT_REPORT_LIMIT="many")

    assert done.returncode == 6
    assert "report_limit is 'many'" in done.stderr
    assert done.stdout == ""


def test_it_says_that_a_file_is_not_there(tmp_path: Path) -> None:
    done = run_command("add", str(tmp_path / "adresses.txt"), data_dir=tmp_path / "data")

    assert done.returncode == 2
    assert "nor a file" in done.stderr


def test_it_reports_each_address_that_cannot_be_added(tmp_path: Path) -> None:
    listed = tmp_path / "addresses.txt"
    listed.write_text("# mine\nhttp://127.0.0.1/a\nnot-an-address\n")

    done = run_command("add", str(listed), "--json", data_dir=tmp_path / "data")

    outcomes = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 4
    assert [outcome["outcome"] for outcome in outcomes] == ["failed", "failed"]
    assert all(outcome["why"] for outcome in outcomes)


def test_the_sample_is_loaded_once_and_gives_the_same_stories_again(sample_dir: Path, tmp_path: Path) -> None:
    run_command("sample", "--once", data_dir=tmp_path)
    again = run_command("sample", data_dir=tmp_path)
    skipped = run_command("sample", "--once", data_dir=tmp_path)

    assert " 0 new articles" in again.stdout
    assert skipped.stdout == ""
    ours, first = (_memberships(folder) for folder in (tmp_path, sample_dir))
    assert ours == first


def test_the_candidate_index_is_made_anew_from_the_store(sample_dir: Path, tmp_path: Path) -> None:
    data_dir = shutil.copytree(sample_dir, tmp_path / "data")
    before = _memberships(data_dir)

    done = run_command("index", "rebuild", data_dir=data_dir)

    assert done.returncode == 0, done.stderr
    assert "made anew: 120 changes read" in done.stdout
    assert _memberships(data_dir) == before


def _memberships(folder: Path) -> dict[str, set[str]]:
    found = run_command("context", FLOOD, "--json", data_dir=folder)
    answer = json.loads(found.stdout)
    return {answer["story"]["id"]: {match["article"]["id"] for match in answer["coverage"]["matches"]}}


def test_two_do_not_poll_one_data_folder(tmp_path: Path) -> None:
    with leadership(tmp_path, POLLING, is_waiting=False):
        done = run_command("poll", data_dir=tmp_path)

    assert done.returncode == 0, done.stderr
    assert "another process polls the feeds of this data folder already" in done.stderr
    assert "0 feeds polled" in done.stdout
