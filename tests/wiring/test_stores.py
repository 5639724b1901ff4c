from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from server.config import Settings
from server.errors import InvalidConfiguration
from server.wiring.stores import Stores, open_stores


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    stores = open_stores(Settings(data_dir=str(tmp_path / "new" / "folder")))
    yield stores
    stores.close()


def test_a_new_folder_is_made_and_ready(stores: Stores) -> None:
    assert stores.what_is_missing() == []


def test_it_says_where_no_folder_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(InvalidConfiguration, match="cannot be made"):
        open_stores(Settings(data_dir=str(tmp_path / "file" / "data")))


def test_it_says_when_the_folder_is_gone(stores: Stores) -> None:
    shutil.rmtree(stores.folder)

    assert any("data folder is gone" in reason for reason in stores.what_is_missing())


def test_stores_opened_again_hold_what_was_there(stores: Stores) -> None:
    again = open_stores(Settings(data_dir=str(stores.folder)))

    assert again.articles.store_id() == stores.articles.store_id()
    again.close()
