"""Whatever an embeddings service answers, it is a row of numbers for each text or a failure that is named."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from server.errors import EmbedderFailed, EmbedderRefused, InvalidConfiguration
from server.fetching.embedder import MOST_BYTES, HttpEmbedder
from tests.services.toy_embedder import DIMENSION, ToyServer, toy_server, vector_of


@pytest.fixture
def server() -> Iterator[ToyServer]:
    with toy_server() as running:
        yield running


def test_it_sends_the_texts_and_nothing_else_and_reads_the_vectors_in_order(server: ToyServer) -> None:
    found = HttpEmbedder(server.url, model="toy", key="secret").embed(["A flood", "Ein Streik"])

    ((path, authorization, told),) = server.asked
    assert (path, authorization) == ("/v1/embeddings", "Bearer secret")
    assert told == {"model": "toy", "input": ["A flood", "Ein Streik"], "encoding_format": "float"}
    assert found.tolist() == [vector_of("A flood"), vector_of("Ein Streik")]  # they were sent last first
    assert found.shape == (2, DIMENSION)


def test_some_models_want_a_word_before_each_text_and_are_others_with_it(server: ToyServer) -> None:
    embedder = HttpEmbedder(server.url, model="toy", prefix="query: ")

    embedder.embed(["A flood"])

    ((_, _, told),) = server.asked
    assert (told["model"], told["input"]) == ("toy", ["query: A flood"])
    assert embedder.model != HttpEmbedder(server.url, model="toy").model


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html>",
        b"\xff\xfe",
        b"[]",
        b'{"data": {}}',
        b'{"data": [{"index": 0, "embedding": "AAAA"}]}',
        b'{"data": [{"index": 0, "embedding": [NaN]}]}',
        b'{"data": [{"index": 0, "embedding": [1, null]}]}',
        # Not one for each text, or not to be told which is whose.
        b'{"data": []}',
        b'{"data": [{"index": 1, "embedding": [1, 2]}]}',
        b'{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 0, "embedding": [1, 2]}]}',
        b'{"data": [{"index": 0, "embedding": [1, 2]}, {"index": 1, "embedding": [1]}]}',
        b"[" * 100_000,
        b" " * (MOST_BYTES + 1),
    ],
    ids=lambda body: body[:40],
)
def test_what_cannot_be_used_is_a_failure_that_is_named(server: ToyServer, body: bytes) -> None:
    server.body = body

    with pytest.raises(EmbedderFailed, match="embeddings service"):
        HttpEmbedder(server.url, model="toy").embed(["One."])


@pytest.mark.parametrize("status", [401, 404, 503])
def test_another_status_is_a_failure(server: ToyServer, status: int) -> None:
    server.status = status

    with pytest.raises(EmbedderFailed, match=f"status {status}") as raised:
        HttpEmbedder(server.url, model="toy").embed(["One."])
    assert not isinstance(raised.value, EmbedderRefused)


@pytest.mark.parametrize("status", [400, 413, 422, 500])
def test_some_mean_that_the_text_may_be_at_fault(server: ToyServer, status: int) -> None:
    server.status = status

    with pytest.raises(EmbedderRefused):
        HttpEmbedder(server.url, model="toy").embed(["One."])


def test_it_follows_no_redirect(server: ToyServer) -> None:
    server.status = 307

    with pytest.raises(EmbedderFailed, match="status 307"):
        HttpEmbedder(server.url, model="toy").embed(["One."])
    assert len(server.asked) == 1


def test_a_service_that_sends_a_byte_at_a_time_is_left_when_its_time_is_over(server: ToyServer) -> None:
    server.drips = True

    with pytest.raises(EmbedderFailed, match="did not answer in time"):
        HttpEmbedder(server.url, model="toy", seconds=0.3).embed(["One."])


def test_a_service_that_is_not_there_is_a_failure_that_is_named() -> None:
    with pytest.raises(EmbedderFailed, match="could not be reached"):
        HttpEmbedder("http://127.0.0.1:9/v1", model="toy").embed(["One."])


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "[::1]"])
def test_this_machine_needs_no_permission(host: str) -> None:
    assert HttpEmbedder(f"http://{host}:9/v1/", model="toy").model == "toy"


@pytest.mark.parametrize(
    ("url", "hosts", "key", "message"),
    [
        # Articles leave this machine only if the operator has named the host twice.
        ("https://api.example/v1", (), "", "name it in embedder_hosts"),
        ("https://api.example/v1", ("example", "other.example"), "", "name it in embedder_hosts"),
        # Near misses of this machine.
        ("http://127.0.0.1.example/v1", (), "", "name it in embedder_hosts"),
        ("http://localhost.example/v1", (), "", "name it in embedder_hosts"),
        ("http://192.168.0.7/v1", (), "", "name it in embedder_hosts"),
        ("http://api.example/v1", ("api.example",), "secret", "in the clear"),
        ("https://ada:secret@127.0.0.1/v1", (), "", "without a query, a name or a password"),
        ("ftp://127.0.0.1/v1", (), "", "takes an http"),
        ("127.0.0.1:11434", (), "", "takes an http"),
    ],
)
def test_it_refuses_an_address_that_was_not_meant(url: str, hosts: tuple[str, ...], key: str, message: str) -> None:
    with pytest.raises(InvalidConfiguration, match=message):
        HttpEmbedder(url, model="toy", hosts=hosts, key=key)


def test_a_named_host_is_looked_up_and_dialled_wherever_it_is(server: ToyServer) -> None:
    port = server.server_address[1]
    asked: list[str] = []

    def resolve(host: str, _port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    embedder = HttpEmbedder(f"http://GPU.example:{port}/v1", model="toy", hosts=["gpu.example"], resolve=resolve)
    found = embedder.embed(["One."])

    assert (len(found), asked) == (1, ["gpu.example"])
