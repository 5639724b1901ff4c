"""What the operator may measure and set right of matching, at the terminal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from server.cli.main import cli, exit_code_of
from server.errors import SourceContextError
from tests.conftest import copy_newsroom
from tests.services.meaning_examples import judged_in_one_language, judged_lines
from tests.services.toy_embedder import DIMENSION, MODEL, toy_server


def invoke(data_dir: Path, *arguments: str, judged: bytes = b"", **settings: str) -> Result:
    env = {"SOURCE_CONTEXT_DATA_DIR": str(data_dir)} | settings
    return CliRunner().invoke(cli, ["matching", *arguments], input=judged, env=env)


@pytest.fixture
def data_dir(sample_dir: Path, tmp_path: Path) -> Path:
    """The sample newsroom, to be changed."""
    copy_newsroom(sample_dir, tmp_path)
    return tmp_path


def test_it_prints_pairs_that_can_be_judged(sample_dir: Path) -> None:
    done = invoke(sample_dir, "pairs", "--count", "40")

    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(rows) == 40
    assert all(row["same"] is None and row["a"] != row["b"] and row["a_title"] and row["b_url"] for row in rows)


def test_it_calibrates_and_the_next_start_takes_it_up(data_dir: Path) -> None:
    done = invoke(data_dir, "calibrate", "-", judged=b"\n".join(judged_in_one_language()))

    assert done.exit_code == 0, done.output
    assert "252 judged pairs" in done.stdout
    assert "by words: calibration error" in done.stdout
    assert "kept: in force from the next start" in done.stdout
    assert json.loads((data_dir / "calibration.json").read_bytes())["words"]["judged"]["pairs"] == 252


def test_it_calibrates_with_vectors(data_dir: Path) -> None:
    with toy_server() as server:
        settings = {"SOURCE_CONTEXT_EMBEDDER_URL": server.url, "SOURCE_CONTEXT_EMBEDDER_MODEL": MODEL}
        done = invoke(data_dir, "calibrate", "-", "--json", judged=b"\n".join(judged_lines()), **settings)

    assert done.exit_code == 0, done.output
    assert json.loads(done.stdout)["outcome"]["vectors"]["line"]["c"] > 0
    assert json.loads((data_dir / "calibration.json").read_bytes())["model"] == MODEL


def test_a_dry_run_keeps_nothing(data_dir: Path) -> None:
    done = invoke(data_dir, "calibrate", "--dry-run", "-", judged=b"\n".join(judged_in_one_language()))

    assert done.exit_code == 0
    assert "kept" not in done.stdout
    assert not (data_dir / "calibration.json").exists()


def test_what_is_no_better_is_refused_with_a_code_of_its_own(data_dir: Path) -> None:
    contradicting = [json.loads(line) for line in judged_in_one_language()]
    judged = "\n".join(json.dumps(row | {"same": not row["same"]}) for row in contradicting)

    done = invoke(data_dir, "calibrate", "-", judged=judged.encode())

    assert (done.exit_code, "no better, or not surely, than it is" in done.stdout) == (1, True)
    assert "nothing was changed" in done.stderr
    assert not (data_dir / "calibration.json").exists()


@pytest.mark.parametrize(
    ("judged", "code", "told"),
    [
        (b"", 2, "at least 200 more pairs"),
        (b'{"a": "x"}', 2, "line 1 is not a judged pair"),
    ],
)
def test_it_says_what_is_wrong(sample_dir: Path, judged: bytes, code: int, told: str) -> None:
    done = invoke(sample_dir, "calibrate", "-", judged=judged)

    error = done.exception
    assert isinstance(error, SourceContextError)
    assert (exit_code_of(error), told in str(error)) == (code, True)


def test_vectors_are_made_with_the_index_and_the_doctor_asks_the_embedder(data_dir: Path) -> None:
    with toy_server() as server:
        env = {
            "SOURCE_CONTEXT_DATA_DIR": str(data_dir),
            "SOURCE_CONTEXT_EMBEDDER_URL": server.url,
            "SOURCE_CONTEXT_EMBEDDER_MODEL": MODEL,
            "SOURCE_CONTEXT_EMBEDDER_KEY": "a secret",
            "SOURCE_CONTEXT_INDEX_DAYS": "36500",
        }
        rebuilt = CliRunner().invoke(cli, ["index", "rebuild"], env=env)
        examined = CliRunner().invoke(cli, ["doctor"], env=env)

    assert f"vectors: toy, {DIMENSION} numbers to a vector; 120 articles have one" in rebuilt.stdout
    assert f"embeddings service: toy, {DIMENSION} numbers to a vector" in examined.stdout
    assert "a secret" not in examined.output
