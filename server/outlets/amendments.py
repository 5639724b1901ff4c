"""Facts as the operator has corrected them, laid over the tables.

A row in a table of the operator's own replaces a whole outlet; an amendment replaces one fact, so that whatever the
shipped tables learn of the other facts still arrives. It is shown like any fact, with the operator as its source, the
page where it can be checked, and its date.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from server.errors import InvalidInput
from server.outlets.checks import find_value_faults
from server.outlets.columns import FACT_COLUMNS
from server.outlets.models import Amendment, Fact, Outlet, Tables

SOURCE = "operator"  # of a fact; its page and date stand beside it
_FIELDS = frozenset(FACT_COLUMNS)


def amend(tables: Tables, amendments: Iterable[Amendment]) -> Tables:
    """Return the tables with these facts in place; of two for one fact the later counts.

    An amendment of an outlet that the tables no longer have changes nothing.
    """
    outlets = dict(tables.outlets)
    for one in amendments:
        outlet = outlets.get(one.outlet_key)
        if outlet is not None and one.field in _FIELDS:
            outlets[one.outlet_key] = _amended(outlet, one)
    return replace(tables, outlets=outlets)


def check_amendment(field: str, value: str | None, source_url: str) -> None:
    """:raises InvalidInput: if no table could hold this"""
    if field not in _FIELDS:
        raise InvalidInput(f"there is no fact {field!r}; the facts are: {', '.join(FACT_COLUMNS)}", pointer=field)
    if not source_url.lower().startswith(("https://", "http://")):
        raise InvalidInput("say where the fact can be checked: an http(s) address", pointer="source")
    for why in find_value_faults(field, value or ""):
        raise InvalidInput(why, pointer=field)


def _amended(outlet: Outlet, one: Amendment) -> Outlet:
    others = [fact for fact in outlet.facts if fact.field != one.field]
    known = [Fact(one.field, one.value, SOURCE, one.source_url, "", one.as_of)] if one.value else []
    facts = sorted([*others, *known], key=lambda fact: FACT_COLUMNS.index(fact.field))
    changed: dict[str, Any] = {one.field: one.value}  # Any: `replace` cannot know which field it is
    return replace(outlet, facts=tuple(facts), **changed)
