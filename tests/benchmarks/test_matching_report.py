"""The report runs on what the project brings along, and goes on from what an earlier run has left."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from benchmarks.labelled import AS_IT_IS, sample_newsroom
from benchmarks.matching_report import draw_calibration, report, run, tell
from benchmarks.matching_runs import is_there
from benchmarks.scores import Figure

FEW = 40


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("report")


@pytest.fixture(scope="module")
def result(folder):
    newsroom = sample_newsroom()
    lines = newsroom.lines[:FEW]
    few = replace(newsroom, lines=lines, gold={line.id: newsroom.gold[line.id] for line in lines})
    return run(few, AS_IT_IS, folder, errors=folder / "errors", keep=False)


def test_each_labelled_article_has_a_story_matches_and_candidates(result):
    outcome = result.outcome

    assert (
        outcome.story_of.keys() == outcome.matches.keys() == outcome.candidates.keys() == result.collection.gold.keys()
    )
    assert any(outcome.matches.values())


def test_the_tables_are_whole(result):
    lines = [line for line in report([result]) if line.startswith("|")]

    assert sum(line.startswith("|---") for line in lines) == 5
    assert not any("nan" in line for line in lines)


def test_the_picture_has_its_curve(result):
    assert "sample newsroom" in draw_calibration([result])


def test_mistakes_are_written_with_what_spoke_for_them(result, folder):
    rows = [json.loads(line) for line in (folder / "errors" / "sample-newsroom.jsonl").read_text().splitlines()]

    assert all(row["one"]["title"] and row["other"]["title"] and row["log_odds"] for row in rows)
    assert all(row["one"]["story"] != row["other"]["story"] for row in rows if row["kind"] != "miss")


def test_what_is_kept_is_not_run_again(result, folder):
    nothing = replace(result.collection, lines=())

    assert is_there(folder / "sample-newsroom" / "as-it-is")
    assert run(nothing, AS_IT_IS, folder, errors=None, keep=True).outcome == result.outcome


@pytest.mark.parametrize(
    ("figure", "told"),
    [
        (Figure(0.8871, 0.85, 1.0), ".887 (.850–1.000)"),
        (Figure(float("nan"), float("nan"), float("nan")), "–"),
    ],
)
def test_figures_are_told_with_their_interval(figure, told):
    assert tell(figure) == told
