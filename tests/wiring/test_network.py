from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from server.config import Settings
from server.errors import InvalidConfiguration
from server.wiring.network import Network, build_mailer, build_writer, open_network


@contextmanager
def opened(settings: Settings) -> Iterator[Network]:
    network = open_network(settings, None)
    try:
        yield network
    finally:
        network.pool.close()


def test_without_seconds_for_it_no_look_up_reads_a_page(tmp_path: Path) -> None:
    with opened(Settings(data_dir=str(tmp_path), lookup_fetch_seconds=0.0)) as network:
        assert network.lookup_fetcher is None


def test_with_seconds_for_it_a_look_up_has_a_fetcher_of_its_own(tmp_path: Path) -> None:
    with opened(Settings(data_dir=str(tmp_path), lookup_fetch_seconds=2.0)) as network:
        assert network.lookup_fetcher is not None
        assert network.lookup_fetcher is not network.fetcher


def test_there_is_no_writer_unless_one_is_set() -> None:
    assert build_writer(Settings()) is None


def test_a_writer_without_a_model_is_refused() -> None:
    with pytest.raises(InvalidConfiguration, match="writer_model"):
        build_writer(Settings(writer_url="http://localhost:8080/v1"))


def test_a_writer_is_built_of_its_settings() -> None:
    assert build_writer(Settings(writer_url="http://localhost:8080/v1", writer_model="small")) is not None


def test_no_letter_is_sent_without_a_mail_server() -> None:
    with pytest.raises(InvalidConfiguration):
        build_mailer(Settings())
