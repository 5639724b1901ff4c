"""An embeddings service on this machine that knows some concepts in two languages, and can be told to misbehave.

A text's vector has a number for each concept and some for the rest of its words, so that a report and its translation
point the same way although they share no word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import blake2b
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

import numpy as np
from numpy.typing import NDArray

MODEL = "toy"
CONCEPTS = [
    {"river", "flood", "velka", "ondra"},
    {"wall", "gave", "murtok", "skrel"},
    {"missing", "search", "zhelin", "patrosk"},
    {"dockers", "port", "dokreva", "limvar"},
    {"strike", "union", "streva", "unklot"},
    {"minister", "resigned", "falgrem", "ovist"},
    {"train", "railway", "tzugal", "barrok"},
    {"fire", "burned", "plamen", "gorsha"},
    {"election", "voters", "volbor", "kethin"},
    {"ferry", "harbour", "bank", "rate"},
]
OTHER_WORDS = 8  # numbers that all other words share
DIMENSION = len(CONCEPTS) + OTHER_WORDS


def vector_of(text: str) -> list[float]:
    """Return the concepts of a text, with a little of its other words."""
    found = np.zeros(DIMENSION)
    for word in re.findall(r"\w+", text.casefold()[:20_000]):
        concept = next((at for at, words in enumerate(CONCEPTS) if word in words), None)
        if concept is None:
            found[len(CONCEPTS) + blake2b(word.encode(), digest_size=1).digest()[0] % OTHER_WORDS] += 0.05
        else:
            found[concept] += 1.0
    return [float(number) for number in found]


class ToyEmbedder:
    """Fulfils `server.coverage.embeddings.Embedder` without a network; keeps what it was asked."""

    model = MODEL

    def __init__(self) -> None:
        self.asked: list[list[str]] = []

    def embed(self, texts: Sequence[str]) -> NDArray[np.float64]:
        self.asked.append(list(texts))
        return np.array([vector_of(text) for text in texts])


class ToyServer(ThreadingHTTPServer):
    """The same behind `/v1/embeddings`."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.status = 200
        self.body: bytes | None = None  # answered instead of vectors
        self.drips = False  # a byte of the head at a time
        self.released = Event()
        self.asked: list[tuple[str, str | None, Any]] = []  # path, authorization, JSON

    def handle_error(self, request: object, client_address: object) -> None:
        """Keep quiet about those who have hung up."""

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}/v1"

    @property
    def texts(self) -> list[str]:
        """Every text that was ever sent."""
        return [text for _, _, told in self.asked for text in told["input"]]


class _Handler(BaseHTTPRequestHandler):
    server: ToyServer

    def do_POST(self) -> None:
        told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, self.headers.get("Authorization"), told))
        while self.server.drips and not self.server.released.is_set():
            self.wfile.write(b"H")
            self.server.released.wait(0.02)
        data = [{"index": at, "embedding": vector_of(text)} for at, text in enumerate(told["input"])]
        body = json.dumps({"data": data[::-1]}).encode() if self.server.body is None else self.server.body
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the base class named it
        """Keep quiet."""


@contextmanager
def toy_server() -> Iterator[ToyServer]:
    """Yield a server that is running."""
    with ToyServer() as server:
        Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.released.set()
        server.shutdown()
