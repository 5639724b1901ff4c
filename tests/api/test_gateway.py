"""No thread waits for a slow client, and whatever became of a request, it is answered once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, field
from threading import Event
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

import msgspec
import pytest
from flask import Flask

from server.api.gateway import MAX_ADDRESS, MAX_DRAINED, MAX_HEADER_BYTES, MAX_HEADERS, MAX_WAITING, Gateway
from server.api.hooks import MAX_BODY

SLOW = 0.05  # seconds that a body may take in these tests


@dataclass
class Head:
    method: str = "GET"
    path: str = "/healthz"
    query_string: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    http_version: str = "1.1"
    server: str = "127.0.0.1:8000"
    client: str = "192.0.2.1:40000"
    scheme: str = "http"


class FakeExchange:
    """A body in chunks, and the answers that were given; a body without an end waits for ever."""

    def __init__(self, *chunks: bytes, has_end: bool = True) -> None:
        self.chunks = list(chunks)
        self.has_end = has_end
        self.answers: list[tuple[int, dict[str, str], bytes]] = []

    async def __aiter__(self) -> AsyncIterator[bytes]:
        while self.chunks:
            yield self.chunks.pop(0)
        if not self.has_end:
            await asyncio.Event().wait()

    def response_bytes(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.answers.append((status, {name.lower(): value for name, value in headers}, body))


def ask(app: WSGIApplication, head: Head, *chunks: bytes, has_end: bool = True) -> tuple[int, dict[str, str], bytes]:
    exchange = FakeExchange(*chunks, has_end=has_end)
    asyncio.run(Gateway(app, threads=1, body_seconds=SLOW).__rsgi__(head, exchange))
    (answer,) = exchange.answers
    return answer


def posted(**headers: str) -> Head:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Head("POST", "/api/v1/context", headers={"content-type": "application/json", **named})


def test_a_body_in_pieces_reaches_the_application_whole(app: Flask) -> None:
    status, headers, body = ask(app, posted(transfer_encoding="chunked"), b'{"title": ', b'"Harbour floods"}')

    assert status == 200
    assert headers["content-type"] == "application/json"
    assert msgspec.json.decode(body)["article"]["title"] == "Harbour floods"


@pytest.mark.parametrize(
    ("head", "chunks", "has_end", "status"),
    [
        # It drips: whoever sends a byte a second would hold a thread for a day.
        (posted(content_length="5000"), [b"{"], False, 408),
        (posted(transfer_encoding="chunked"), [b"{"], False, 408),
        # It is too large, says so or does not, and is read to the end, so that its sender comes to listen.
        (posted(content_length=str(MAX_BODY + 1)), [b" " * (MAX_BODY + 1)], True, 413),
        (posted(transfer_encoding="chunked"), [b" " * MAX_BODY] * 3, True, 413),
        # Nobody reads this much to be polite.
        (posted(content_length=str(MAX_DRAINED + 1)), [], False, 413),
        (posted(transfer_encoding="chunked"), [b" " * MAX_DRAINED, b" "], False, 413),
    ],
)
def test_a_body_that_is_not_taken_is_a_problem(
    app: Flask, head: Head, chunks: list[bytes], has_end: bool, status: int
) -> None:
    answered, headers, body = ask(app, head, *chunks, has_end=has_end)

    assert answered == status
    assert headers["content-type"] == "application/problem+json"
    assert headers["access-control-allow-origin"] == "*"
    assert msgspec.json.decode(body)["status"] == status


@pytest.mark.parametrize(
    ("head", "status"),
    [
        (Head(path="/" + "a" * MAX_ADDRESS), 414),
        (Head(query_string="a" * MAX_ADDRESS), 414),
        (Head(headers={f"x-{number}": "" for number in range(MAX_HEADERS + 1)}), 431),
        (Head(headers={"cookie": "a" * MAX_HEADER_BYTES}), 431),
    ],
)
def test_a_head_that_is_too_long_is_a_problem(app: Flask, head: Head, status: int) -> None:
    answered, headers, body = ask(app, head)

    assert answered == status
    assert headers["content-type"] == "application/problem+json"
    assert headers["access-control-allow-origin"] == "*"
    assert msgspec.json.decode(body)["status"] == status


@pytest.mark.parametrize(
    "head",
    [
        Head(query_string="a" * (MAX_ADDRESS - len("/healthz"))),
        Head(headers={f"x-{number}": "" for number in range(MAX_HEADERS)}),
        Head(headers={"cookie": "a" * (MAX_HEADER_BYTES - len("cookie"))}),
    ],
)
def test_a_head_of_the_largest_size_is_taken(app: Flask, head: Head) -> None:
    assert ask(app, head)[0] == 200


def test_a_body_of_the_largest_size_is_taken(app: Flask) -> None:
    body = b'{"title": "Harbour floods"}'.ljust(MAX_BODY)

    assert ask(app, posted(content_length=str(MAX_BODY)), body)[0] == 200


def test_the_application_sees_the_request_as_it_was_sent() -> None:
    seen: WSGIEnvironment = {}

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        seen.update(environ)
        start_response("204 No Content", [])
        return []

    ask(app, Head(path="/é", query_string="q=%FF", client="[2001:db8::1]:9", headers={"x-a": "1", "accept": "*/*"}))

    assert seen["PATH_INFO"] == "/é".encode().decode("latin-1")
    assert (seen["QUERY_STRING"], seen["REMOTE_ADDR"], seen["HTTP_X_A"]) == ("q=%FF", "2001:db8::1", "1")


def test_slow_clients_hold_up_nobody(app: Flask) -> None:
    async def look() -> tuple[list[tuple[int, dict[str, str], bytes]], int]:
        gateway = Gateway(app, threads=1, body_seconds=60)
        slow = [FakeExchange(b"{", has_end=False) for _ in range(200)]
        tasks = [asyncio.create_task(gateway.__rsgi__(posted(content_length="9"), exchange)) for exchange in slow]
        await asyncio.sleep(0)
        normal = FakeExchange()
        await asyncio.wait_for(gateway.__rsgi__(Head(), normal), 10)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        return normal.answers, sum(len(exchange.answers) for exchange in slow)

    answers, of_slow = asyncio.run(look())

    assert [status for status, _, _ in answers] == [200]
    assert of_slow == 0


def test_too_many_waiting_requests_are_told_at_once() -> None:
    may_go_on = Event()

    def app(_environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        may_go_on.wait(10)
        start_response("200 OK", [])
        return [b"late"]

    async def look() -> list[int]:
        gateway = Gateway(app, threads=1)
        exchanges = [FakeExchange() for _ in range(MAX_WAITING + 3)]
        tasks = [asyncio.create_task(gateway.__rsgi__(Head(), exchange)) for exchange in exchanges]
        while not exchanges[-1].answers:
            await asyncio.sleep(0)
        may_go_on.set()
        await asyncio.gather(*tasks)
        return [status for exchange in exchanges for status, _, _ in exchange.answers]

    statuses = asyncio.run(asyncio.wait_for(look(), 10))

    assert statuses == [200] * MAX_WAITING + [503] * 3


def test_a_thread_outlives_an_application_that_fails() -> None:
    calls = []

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        calls.append(environ["PATH_INFO"])
        if environ["PATH_INFO"] == "/bad":
            raise RuntimeError("as a framework would not")
        start_response("200 OK", [])
        return [b""]

    async def look() -> list[int]:
        gateway = Gateway(app, threads=1)
        with pytest.raises(RuntimeError):
            await gateway.__rsgi__(Head(path="/bad"), FakeExchange())
        after = FakeExchange()
        await gateway.__rsgi__(Head(path="/good"), after)
        return [status for status, _, _ in after.answers]

    assert asyncio.run(look()) == [200]
    assert calls == ["/bad", "/good"]
