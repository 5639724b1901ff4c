"""Which answer did somebody just get to the very same request?

When a story breaks, thousands look up the same few articles; each answer is made once in `FRESH_SECONDS` and handed out
again meanwhile. The counts of feeds in `limits` are no fresher anyway, and what is taken in is grouped within seconds.

Only answers about articles that we hold are kept, under a hash that nobody can compute again: its key is drawn at the
start and kept nowhere else. So not even the memory of this process tells what was asked.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from flask import Request

FRESH_SECONDS = 0.5
MAX_BYTES = 32 * 1024 * 1024  # of answers kept at a time; of 17 KB each, about two thousand articles


@dataclass(frozen=True, slots=True)
class Encoded:
    """The bytes of an answer and their entity tag."""

    body: bytes
    tag: str


class AnswerMemory:
    """Answers of the last moment; safe to use from any thread."""

    def __init__(self, *, monotonic: Callable[[], float] = time.monotonic, max_bytes: int = MAX_BYTES) -> None:
        self._monotonic = monotonic
        self._max_bytes = max_bytes
        self._secret = secrets.token_bytes(32)
        self._answers: dict[bytes, Encoded] = {}
        self._bytes = 0
        self._until = -1.0

    def key_of(self, request: Request) -> bytes:
        """Return what the request is remembered under: the same for the same method, path, query and body."""
        environ = request.environ
        text = "{REQUEST_METHOD} {PATH_INFO}?{QUERY_STRING}".format_map(environ).encode("latin-1")
        if environ["REQUEST_METHOD"] == "POST":
            text += b"\n%b\n%b" % (request.mimetype.encode(), request.get_data())
        return blake2b(text, key=self._secret, digest_size=16).digest()

    def find(self, key: bytes) -> Encoded | None:
        """Return the answer that was kept a moment ago."""
        if self._monotonic() >= self._until:
            return None
        return self._answers.get(key)

    def keep(self, key: bytes, answer: Encoded) -> None:
        """Keep an answer for the rest of this moment, if there is room."""
        now = self._monotonic()
        if now >= self._until:
            # A new dictionary, so that whoever is just reading the old one is not disturbed.
            self._answers, self._bytes, self._until = {}, 0, now + FRESH_SECONDS
        if self._bytes + len(answer.body) <= self._max_bytes:
            self._answers[key] = answer
            self._bytes += len(answer.body)
