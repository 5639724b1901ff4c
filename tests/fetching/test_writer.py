"""Whatever a writer answers, it is sentences with numbers or a failure that is named."""

from __future__ import annotations

import json
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest

from server.errors import WriterFailed
from server.fetching.writer import MOST_BYTES, Draft, HttpWriter


class StubWriter(ThreadingHTTPServer):
    """Answers every request with `status` and `body`, and keeps what it was sent."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = 200
        self.body = b"{}"
        self.asked: list[tuple[str, str | None, Any]] = []  # path, authorization, JSON

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    def says(self, content: str) -> None:
        self.body = json.dumps({"choices": [{"message": {"content": content}}]}).encode()


class _Handler(BaseHTTPRequestHandler):
    server: StubWriter

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers.get("Authorization"), told))
        self.send_response(self.server.status)
        if self.server.status == 302:
            self.send_header("Location", "http://127.0.0.1:9/")
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class named it
        """Keep quiet."""


@pytest.fixture
def stub() -> Iterator[StubWriter]:
    with StubWriter() as server:
        Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield server
        server.shutdown()


def test_it_sends_the_sentences_and_nothing_else_and_reads_what_comes_back(stub: StubWriter) -> None:
    stub.says('{"sentences": [{"text": "Nine are missing.", "cites": [2]}]}')

    drafts = HttpWriter(stub.url, model="small", key="secret").rewrite(["One.", "Two."])

    assert drafts == [Draft("Nine are missing.", [2])]
    ((path, authorization, told),) = stub.asked
    assert (path, authorization, told["model"]) == ("/v1/chat/completions", "Bearer secret", "small")
    assert [message["content"] for message in told["messages"]][1:] == ["1. One.\n2. Two."]


def test_it_reads_an_answer_in_a_fence(stub: StubWriter) -> None:
    stub.says('Here it is:\n```json\n{"sentences": [{"text": "A.", "cites": [1]}]}\n```')

    assert HttpWriter(stub.url, model="small").rewrite(["One."]) == [Draft("A.", [1])]


@pytest.mark.parametrize(
    ("status", "body"),
    [
        (500, b"{}"),
        (302, b""),  # the operator has said where to go, and nobody else
        (200, b"<html>"),
        (200, b"\xff\xfe"),
        (200, b'{"choices": []}'),
        (200, b'{"choices": [{"message": {"content": "Nine people are missing."}}]}'),
        (200, b'{"choices": [{"message": {"content": "{\\"sentences\\": [{\\"text\\": 1, \\"cites\\": []}]}"}}]}'),
        (200, b" " * (MOST_BYTES + 1)),
    ],
)
def test_what_cannot_be_used_is_a_failure_that_is_named(stub: StubWriter, status: int, body: bytes) -> None:
    stub.status, stub.body = status, body

    with pytest.raises(WriterFailed, match="writer"):
        HttpWriter(stub.url, model="small").rewrite(["One."])


def test_a_writer_that_is_not_there_is_a_failure_that_is_named() -> None:
    with pytest.raises(WriterFailed, match="could not be reached"):
        HttpWriter("http://127.0.0.1:9/v1", model="small").rewrite(["One."])
