"""Ask the operator's own language model to put sentences into other words.

Any server with the OpenAI-compatible chat interface will do, for example llama.cpp or Ollama on this machine. It is
asked only if the operator has named it, so its address may be private. It is sent sentences that outlets have published
and nothing of any reader. What it answers is not believed: `server.services.rewriting` checks every sentence.
"""

from __future__ import annotations

import json
import time
from collections.abc import Sequence
from http import HTTPStatus

import msgspec
import requests
from msgspec import Struct

from server.errors import WriterFailed

MOST_BYTES = 256 * 1024  # of an answer
CONNECT_SECONDS = 3.0

TASK = (
    "You are given numbered sentences from news articles about one event. Rewrite them as a short, plain summary of at "
    "most five sentences in the same language. Use only what the sentences say: no other name, number, date, cause, "
    "quotation or judgement. Keep every doubt and every attribution. Answer with JSON only: "
    '{"sentences": [{"text": "...", "cites": [1, 2]}]}, where `cites` holds the numbers of the sentences that each of '
    "yours rests on."
)


class Draft(Struct, frozen=True):
    """A rewritten sentence, and the numbers, from 1, of the sentences that it is said to rest on."""

    text: str
    cites: list[int]


class _Drafts(Struct, frozen=True):
    sentences: list[Draft]


class _Message(Struct, frozen=True):
    content: str


class _Choice(Struct, frozen=True):
    message: _Message


class _Completion(Struct, frozen=True):
    choices: list[_Choice]


class HttpWriter:
    """Fulfils `server.services.rewriting.Writer`. Safe to use from several threads."""

    def __init__(self, url: str, *, model: str, key: str = "", seconds: float = 60.0) -> None:
        """:param url: of the interface, up to `/v1`  :param key: bearer token, if it wants one"""
        self._url = f"{url.rstrip('/')}/chat/completions"
        self._model = model
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._seconds = seconds

    def rewrite(self, sentences: Sequence[str]) -> list[Draft]:
        """Return the same in other words. :raises WriterFailed:"""
        numbered = "\n".join(f"{number}. {text}" for number, text in enumerate(sentences, start=1))
        messages = [{"role": "system", "content": TASK}, {"role": "user", "content": numbered}]
        asked = {"model": self._model, "messages": messages, "temperature": 0, "max_tokens": 700, "stream": False}
        return _parse(self._post(json.dumps(asked).encode()))

    def _post(self, body: bytes) -> bytes:
        headers = {"Content-Type": "application/json", **self._headers}
        with requests.Session() as session:
            session.trust_env = False  # no proxy and no netrc of the machine: the operator has said where to go
            try:
                with session.post(
                    self._url,
                    data=body,
                    headers=headers,
                    timeout=(CONNECT_SECONDS, self._seconds),
                    allow_redirects=False,
                    stream=True,
                ) as answer:
                    if answer.status_code != HTTPStatus.OK:
                        raise WriterFailed(f"the writer answered with status {answer.status_code}")
                    return self._take(answer)
            except requests.RequestException as error:
                raise WriterFailed("the writer could not be reached, or did not answer in time") from error

    def _take(self, answer: requests.Response) -> bytes:
        """Return the body, if it comes in time and is not larger than we take."""
        taken, give_up_at = b"", time.monotonic() + self._seconds
        for piece in answer.iter_content(None):  # as it comes
            taken += piece
            if len(taken) > MOST_BYTES:
                raise WriterFailed("the writer's answer is larger than we take")
            if time.monotonic() > give_up_at:
                raise WriterFailed("the writer does not come to an end")
        return taken


def _parse(body: bytes) -> list[Draft]:
    try:
        completion = msgspec.json.decode(body, type=_Completion)
        content = completion.choices[0].message.content
        start, end = content.find("{"), content.rfind("}")  # some wrap it in a fence
        return msgspec.json.decode(content[start : end + 1], type=_Drafts).sentences
    except (msgspec.DecodeError, IndexError, UnicodeDecodeError) as error:
        raise WriterFailed("the writer's answer has not the shape that was asked for") from error
