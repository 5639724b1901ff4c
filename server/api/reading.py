"""Read what a caller sends into checked values, with an error that names the field."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import TypeVar

import msgspec
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import UnsupportedMediaType

from server.errors import InvalidInput, UnknownField

T = TypeVar("T", bound=msgspec.Struct)

NAME = re.compile(r"^\w{1,40}$")
AT_PATH = re.compile(r"^(?P<what>.*?) - at `\$(?P<path>[^`]*)`$", re.DOTALL)


def read_query(kind: type[T], args: MultiDict[str, str]) -> T:
    """Return the query parameters as a `kind`. :raises UnknownField: :raises InvalidInput:"""
    twice = [name for name in args if len(args.getlist(name)) > 1]
    if twice:
        name = _shown(twice[0])
        raise InvalidInput(f"parameter {name!r} is given more than once; give it once", pointer=name)
    return _convert(kind, args.to_dict(), is_strict=False, where="parameter")


def read_body(kind: type[T], body: bytes, mimetype: str) -> T:
    """Return the JSON body as a `kind`.

    :raises UnsupportedMediaType: if it is not sent as JSON
    :raises NotJSON: if it is not strict JSON: no duplicate names, no NaN, no half of a character
    :raises InvalidInput: naming the field at fault
    """
    if mimetype != "application/json":
        raise UnsupportedMediaType
    try:
        value = json.loads(body.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_refuse_constant)
        # An escape may stand for one half of a surrogate pair, which no answer, log or database can hold.
        json.dumps(value, ensure_ascii=False).encode("utf-8")
    except RecursionError as error:
        raise InvalidInput("the JSON body is nested too deeply") from error
    except ValueError as error:
        raise NotJSON("the body is not valid JSON: send one object in UTF-8, each name once, without NaN") from error
    if not isinstance(value, dict):
        raise InvalidInput("the body must be a JSON object", pointer="/")
    return _convert(kind, value, is_strict=True, where="field")


class NotJSON(InvalidInput):
    """The body is no strict JSON."""


def _convert(kind: type[T], value: Mapping[str, object], *, is_strict: bool, where: str) -> T:
    known = kind.__struct_fields__
    for name in value:
        if name not in known:
            shown = _shown(name)
            raise UnknownField(f"there is no {where} {shown!r}; the {where}s are: {', '.join(known)}", pointer=shown)
    missing = [name for name in _required(kind) if name not in value]
    if missing:
        raise InvalidInput(f"the {where} {missing[0]!r} is needed", pointer=missing[0])
    try:
        return msgspec.convert(value, kind, strict=is_strict)
    except msgspec.ValidationError as error:
        raise _explain(error) from error


def _shown(name: str) -> str:
    """Return the caller's name for a field, unless it is none: an address sent unescaped falls apart into names."""
    return name if NAME.match(name) else "…"


@cache
def _required(kind: type[msgspec.Struct]) -> list[str]:
    return [field.name for field in msgspec.structs.fields(kind) if field.required]


def _explain(error: msgspec.ValidationError) -> InvalidInput:
    found = AT_PATH.match(str(error))
    if not found:
        return InvalidInput(str(error)[:200])
    pointer = re.sub(r"[.\[]", "/", found["path"]).replace("]", "")
    return InvalidInput(f"{found['what'][:200]} (at {pointer or '/'})", pointer=pointer or "/")


def _unique(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError("a name occurs twice in one object")
    return value


def _refuse_constant(name: str) -> object:
    raise ValueError(f"{name} is not JSON")
