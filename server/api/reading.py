"""Read what a caller sends into checked values, with an error that names the field."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import TypeVar

import msgspec
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import BadRequest, UnsupportedMediaType

from server.errors import InvalidInput, UnknownField

T = TypeVar("T", bound=msgspec.Struct)

AT_PATH = re.compile(r"^(?P<what>.*?) - at `\$(?P<path>[^`]*)`$", re.DOTALL)


def read_query(kind: type[T], args: MultiDict[str, str]) -> T:
    """Return the query parameters as a `kind`. :raises UnknownField: :raises InvalidInput:"""
    twice = [name for name in args if len(args.getlist(name)) > 1]
    if twice:
        raise InvalidInput(f"parameter {twice[0][:60]!r} is given more than once; give it once", pointer=twice[0][:60])
    return _convert(kind, args.to_dict(), is_strict=False, where="parameter")


def read_body(kind: type[T], body: bytes, mimetype: str) -> T:
    """Return the JSON body as a `kind`.

    :raises UnsupportedMediaType: if it is not sent as JSON
    :raises BadRequest: if it is not strict JSON: no duplicate names, no NaN
    :raises InvalidInput: naming the field at fault
    """
    if mimetype != "application/json":
        raise UnsupportedMediaType
    try:
        value = json.loads(body.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_refuse_constant)
    except RecursionError as error:
        raise InvalidInput("the JSON body is nested too deeply") from error
    except ValueError as error:
        raise NotJSON(f"the body is not valid JSON: {str(error)[:120]}") from error
    if not isinstance(value, dict):
        raise InvalidInput("the body must be a JSON object", pointer="/")
    return _convert(kind, value, is_strict=True, where="field")


class NotJSON(BadRequest):
    """The body is no strict JSON."""


def _convert(kind: type[T], value: Mapping[str, object], *, is_strict: bool, where: str) -> T:
    known = kind.__struct_fields__
    for name in value:
        if name not in known:
            raise UnknownField(
                f"there is no {where} {name[:60]!r}; the {where}s are: {', '.join(known)}", pointer=name[:60]
            )
    missing = [name for name in _required(kind) if name not in value]
    if missing:
        raise InvalidInput(f"the {where} {missing[0]!r} is needed", pointer=missing[0])
    try:
        return msgspec.convert(value, kind, strict=is_strict)
    except msgspec.ValidationError as error:
        raise _explain(error) from error


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
