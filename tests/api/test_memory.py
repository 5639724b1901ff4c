"""The memory of answers: short, bounded, and without a word of what was asked."""

from __future__ import annotations

import pytest
from flask import Request
from werkzeug.test import EnvironBuilder

from server.api.memory import FRESH_SECONDS, AnswerMemory, Encoded

ANSWER = Encoded(b'{"a":1}', "tag")


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def a_request(
    path: str = "/api/v1/context", *, query: str = "url=a", body: bytes = b"", method: str = "GET"
) -> Request:
    kind = "application/json" if body else None
    return Request(EnvironBuilder(path, query_string=query, data=body, method=method, content_type=kind).get_environ())


def test_an_answer_is_kept_for_a_moment_and_no_longer() -> None:
    clock = Clock()
    memory = AnswerMemory(monotonic=clock)
    key = memory.key_of(a_request())
    memory.keep(key, ANSWER)

    clock.now += 0.9 * FRESH_SECONDS
    assert memory.find(key) is ANSWER
    clock.now += 0.2 * FRESH_SECONDS
    assert memory.find(key) is None


def test_an_answer_kept_late_in_a_moment_does_not_outlive_it() -> None:
    clock = Clock()
    memory = AnswerMemory(monotonic=clock)
    memory.keep(b"first", ANSWER)
    clock.now += 0.9 * FRESH_SECONDS
    memory.keep(b"second", ANSWER)

    clock.now += 0.2 * FRESH_SECONDS

    assert memory.find(b"second") is None


@pytest.mark.parametrize(
    "other",
    [
        a_request(query="url=b"),
        a_request(query="url=a&fields=outlet"),
        a_request("/api/v1/context/batch"),
        a_request(query="", body=b"url=a", method="POST"),  # the same letters in another place
        a_request(method="HEAD"),
    ],
)
def test_another_request_is_another_key(other: Request) -> None:
    memory = AnswerMemory()

    assert memory.key_of(other) != memory.key_of(a_request())


def test_the_same_request_has_another_key_in_another_process() -> None:
    assert AnswerMemory().key_of(a_request()) != AnswerMemory().key_of(a_request())


def test_it_keeps_no_more_than_it_has_room_for() -> None:
    memory = AnswerMemory(max_bytes=10)
    memory.keep(b"first", ANSWER)
    memory.keep(b"second", ANSWER)

    assert memory.find(b"first") is ANSWER
    assert memory.find(b"second") is None
