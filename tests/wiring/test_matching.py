from __future__ import annotations

import logging
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import msgspec
import numpy as np
import pytest

from server.config import Settings
from server.coverage.calibration import CalibrationFile, Fitted, Judged, Line
from server.coverage.embeddings import VectorRow
from server.coverage.probability import load_weights
from server.errors import InvalidConfiguration
from server.wiring.house import build_house
from server.wiring.matching import Matching, open_matching
from server.wiring.stores import open_stores

ROOT = Path(__file__).parents[2]
FITTED = Fitted(Line(0.8, -0.5), Judged(240, 100, 0.1, 0.05, 0.5, 0.4, 0.01))
HERE = {"embedder_url": "http://127.0.0.1:9/v1", "embedder_model": "toy"}


@contextmanager
def opened(folder: Path, **settings: str) -> Iterator[Matching]:
    chosen = Settings(data_dir=str(folder), **settings)  # type: ignore[arg-type]
    stores = open_stores(chosen)
    matching = open_matching(chosen, stores)
    yield matching
    if matching.embedding:
        matching.embedding.service.close()
    stores.close()


def calibrate(folder: Path, *, weights: str) -> None:
    file = CalibrationFile(1, weights, "toy", "2026-10-05T06:00:00Z", words=FITTED, vectors=None)
    (folder / "calibration.json").write_bytes(msgspec.json.encode(file))


def test_without_an_embedder_there_is_nothing_of_one(tmp_path: Path) -> None:
    with opened(tmp_path) as matching:
        assert matching.embedding is None
        assert matching.notes() == []
    assert not (tmp_path / "vectors").exists()


def test_without_an_embedder_neither_the_way_to_it_nor_the_store_is_imported() -> None:
    looked = "import server.wiring.house, sys; print(*sys.modules)"

    done = subprocess.run([sys.executable, "-c", looked], cwd=ROOT, capture_output=True, text=True, check=True)

    imported = set(done.stdout.split())
    assert "server.coverage.matching" in imported
    assert not {"server.fetching.embedder", "server.store.vectors", "server.store.vector_list"} & imported


def test_an_embedder_gets_a_store_of_its_own_and_is_not_asked_yet(tmp_path: Path) -> None:
    with opened(tmp_path, **HERE) as matching:  # nobody listens at that address
        assert matching.embedding
        assert matching.embedding.vectors.count() == 0


def test_every_answer_says_so_when_an_embedder_has_failed(tmp_path: Path) -> None:
    settings = Settings(data_dir=str(tmp_path), **HERE)  # type: ignore[arg-type]
    with opened(tmp_path, **HERE) as matching:
        assert matching.embedding
        matching.embedding.vectors.note_trouble("no answer", minute=0)  # by whichever process

    house = build_house(settings)

    assert any("comparison by meaning is not available" in note for note in house.limits.limits().notes)
    house.close()


def test_old_vectors_go_with_the_old_days_of_the_index(tmp_path: Path) -> None:
    settings = Settings(data_dir=str(tmp_path), **HERE)  # type: ignore[arg-type]
    with opened(tmp_path, **HERE) as matching:
        assert matching.embedding
        vectors = matching.embedding.vectors
        vectors.keep_probes(np.eye(2, dtype=np.float32))
        vectors.save([VectorRow("long ago", 0, b"", np.eye(1, 2, dtype=np.float32)[0])])
        house = build_house(settings)

        house.tidy()

        assert vectors.count() == 0
        house.close()


def test_a_name_of_the_model_is_asked_for(tmp_path: Path) -> None:
    with (
        pytest.raises(InvalidConfiguration, match="embedder_model is not"),
        opened(tmp_path, embedder_url="http://[::1]/v1"),
    ):
        pass


def test_a_calibration_in_the_data_folder_is_in_force(tmp_path: Path) -> None:
    calibrate(tmp_path, weights=load_weights().version)

    with opened(tmp_path) as matching:
        assert matching.matcher.model == f"{load_weights().version}, calibrated 2026-10-05T06:00:00Z"
        assert matching.deciding.model == load_weights().version  # of words only: stories are decided as ever


@pytest.mark.parametrize("damage", ["other weights", "cut off"])
def test_one_that_cannot_be_applied_is_left_alone_with_a_warning(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, damage: str
) -> None:
    calibrate(tmp_path, weights="older")
    if damage == "cut off":
        (tmp_path / "calibration.json").write_bytes(b'{"format": 1, "wei')

    with caplog.at_level(logging.WARNING), opened(tmp_path) as matching:
        assert matching.matcher.model == load_weights().version
    assert "calibrate anew" in caplog.text
