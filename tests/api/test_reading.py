"""What a caller sends is read strictly, and the field at fault is named."""

from __future__ import annotations

import pytest
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import UnsupportedMediaType

from server.api.parameters import BatchBody, ContextBody, ContextParams, StoryListParams
from server.api.reading import read_body, read_query
from server.errors import InvalidInput, UnknownField

JSON = "application/json"


def test_it_reads_parameters_with_their_types() -> None:
    params = read_query(StoryListParams, MultiDict({"min_outlets": "3", "since": "2026-10-05T00:00:00Z"}))

    assert params.min_outlets == 3
    assert params.since is not None


@pytest.mark.parametrize(
    ("pairs", "error", "pointer"),
    [
        ([("ulr", "https://news.example/")], UnknownField, "ulr"),
        ([], InvalidInput, "url"),
        # Given twice, the two readers of a request could each believe another one.
        ([("url", "https://a.example/"), ("url", "https://b.example/")], InvalidInput, "url"),
        ([("url", "https://a.example/"), ("as_of", "yesterday")], InvalidInput, "/as_of"),
        ([("url", "x" * 5000)], InvalidInput, "/url"),
    ],
)
def test_it_names_the_parameter_at_fault(pairs: list[tuple[str, str]], error: type[InvalidInput], pointer: str) -> None:
    with pytest.raises(error) as caught:
        read_query(ContextParams, MultiDict(pairs))

    assert caught.value.pointer == pointer


def test_it_reads_a_whole_pair_of_surrogates() -> None:
    assert read_body(ContextBody, b'{"title": "\\ud83d\\ude00"}', JSON).title == "😀"


def test_it_does_not_repeat_an_address_that_was_sent_unescaped() -> None:
    with pytest.raises(UnknownField) as caught:
        read_query(ContextParams, MultiDict({"url": "https://a.example/?x=1", "https://b.example/secret": ""}))

    assert "secret" not in str(caught.value)
    assert "secret" not in caught.value.pointer


def test_it_reads_a_body() -> None:
    body = read_body(ContextBody, b'{"title": "Flood", "published_at": "2026-10-05T06:00:00+02:00"}', JSON)

    assert body.title == "Flood"
    assert body.published_at is not None


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b'{"title": NaN}',
        b'{"title": "a", "title": "b"}',
        b"\xff\xfe",
        b"[" * 60_000,
        b"1" * 60_000,
        # Half of a surrogate pair, as a value, deep inside, and as a name: no answer could repeat it.
        b'{"title": "\\ud800"}',
        b'{"urls": ["\\udfff"]}',
        b'{"\\ud800": 1}',
    ],
    ids=["empty", "cut off", "NaN", "a name twice", "not UTF-8", "deep", "long", "half", "half within", "half a name"],
)
def test_it_refuses_what_is_not_strict_json(body: bytes) -> None:
    with pytest.raises(InvalidInput):
        read_body(ContextBody, body, JSON)


@pytest.mark.parametrize(
    ("kind", "body", "pointer"),
    [
        (ContextBody, b"[]", "/"),
        (ContextBody, b'{"title": 7}', "/title"),
        (ContextBody, b'{"titel": "x"}', "titel"),
        # A time without its offset would be somebody's guess.
        (ContextBody, b'{"title": "x", "published_at": "2026-10-05T06:00:00"}', "/published_at"),
        (BatchBody, b'{"urls": ["https://a.example/", 7]}', "/urls/1"),
        (BatchBody, b'{"urls": []}', "/urls"),
        (BatchBody, b"{}", "urls"),
    ],
)
def test_it_names_the_field_at_fault(kind: type[ContextBody], body: bytes, pointer: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_body(kind, body, JSON)

    assert caught.value.pointer == pointer


def test_it_wants_json() -> None:
    with pytest.raises(UnsupportedMediaType):
        read_body(ContextBody, b"url=x", "application/x-www-form-urlencoded")
