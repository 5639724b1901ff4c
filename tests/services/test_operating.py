"""What the operator may do to stories, and how it is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.errors import InvalidInput, NotFound
from server.outlets.models import Outlet, Tables
from server.outlets.resolver import Resolver
from server.services.limits import LimitsService
from server.services.operating import OperatingService
from server.services.outlets import OutletService
from server.store.backup import verify
from server.store.operating import SqlOperatorStore
from tests.services.newsroom import Past, make_article

A, B, C, D = (make_article(name, f"Headline of {name}", "A text.") for name in ("a", "b", "c", "d"))
TABLES = Tables({"ledger.example": Outlet("ledger.example", "The Ledger", country="US")}, {}, (), {}, {})
PAGE = "https://ledger.example/about"


@pytest.fixture
def past(tmp_path: Path) -> Iterator[Past]:
    """Two stories: a flood of A, B and C, a strike of D."""
    opened = Past(tmp_path)
    opened.open("flood", A, B, C)
    opened.open("strike", D)
    yield opened
    opened.close()


@pytest.fixture
def operating(past: Past) -> OperatingService:
    outlets = OutletService(TABLES, Resolver(TABLES), LimitsService(past.articles), lean_raters=())
    return OperatingService(past.stories, SqlOperatorStore(past.engine), outlets=outlets, now=lambda: past.now)


def places(past: Past) -> list[str]:
    """Return the story of each article."""
    held = past.stories.story_of([one.id for one in (A, B, C, D)])
    return [held[one.id] for one in (A, B, C, D)]


BEFORE = ["flood", "flood", "flood", "strike"]


def test_it_merges_and_takes_it_back(past: Past, operating: OperatingService) -> None:
    (action,) = operating.merge("flood", ["strike"], why="one event")
    merged = places(past), past.stories.get("strike").id

    operating.undo(action.n, why="they are two")

    assert merged == (["flood"] * 4, "flood")
    assert places(past) == BEFORE
    assert past.stories.get("strike").id == "strike"
    assert verify(past.engine).is_whole


def test_it_splits_and_takes_it_back(past: Past, operating: OperatingService) -> None:
    action = operating.split("flood", [B.id, C.id], why="another river")
    split = places(past)

    operating.undo(action.n, why="the same river")

    assert split == ["flood", f"st-{B.id}", f"st-{B.id}", "strike"]
    assert places(past) == BEFORE
    assert past.stories.get(f"st-{B.id}").id == "flood"  # the address that it had stays good


def test_it_moves_and_takes_it_back(past: Past, operating: OperatingService) -> None:
    action = operating.move(A.id, "strike", why="it is about the strike")
    moved = places(past)

    operating.undo(action.n, why="it is not")

    assert moved == ["strike", "flood", "flood", "strike"]
    assert places(past) == BEFORE


def test_it_takes_back_a_move_that_left_a_story_empty(past: Past, operating: OperatingService) -> None:
    action = operating.move(D.id, "flood", why="a strike of the crews")

    operating.undo(action.n, why="another strike")

    assert places(past) == BEFORE


def test_what_has_changed_since_is_not_overruled(past: Past, operating: OperatingService) -> None:
    split = operating.split("flood", [B.id], why="another river")
    move = operating.move(B.id, "strike", why="it is about the strike")

    with pytest.raises(InvalidInput, match="action 2 has moved"):
        operating.undo(split.n, why="no")

    assert places(past) == ["flood", "strike", "flood", "strike"]
    operating.undo(move.n, why="no")
    operating.undo(split.n, why="no")
    assert places(past) == BEFORE


def test_nothing_is_undone_twice_and_no_undo_undone(operating: OperatingService) -> None:
    (action,) = operating.merge("flood", ["strike"], why="one event")
    undo = operating.undo(action.n, why="two")

    with pytest.raises(InvalidInput, match="undone already"):
        operating.undo(action.n, why="again")
    with pytest.raises(InvalidInput, match="is an undo"):
        operating.undo(undo.n, why="no")


def test_it_splits_off_under_the_id_that_the_part_had_before(past: Past, operating: OperatingService) -> None:
    past.open(f"st-{D.id}-x", make_article("e", "Another", "Text."))
    first = operating.split("flood", [A.id], why="apart")
    operating.merge("flood", [f"st-{A.id}"], why="together")

    again = operating.split("flood", [A.id], why="apart after all")

    assert {moved.to_story for moved in (*first.decision.moved, *again.decision.moved)} == {f"st-{A.id}"}
    assert past.stories.get(f"st-{A.id}").id == f"st-{A.id}"


@pytest.mark.parametrize(
    ("act", "error", "told"),
    [
        (lambda o: o.merge("flood", ["nothing"], why="x"), NotFound, "no story"),
        (lambda o: o.merge("flood", ["flood"], why="x"), InvalidInput, "one story"),
        (lambda o: o.split("flood", [D.id], why="x"), InvalidInput, "is not in story"),
        (lambda o: o.split("flood", [], why="x"), InvalidInput, "which articles"),
        (lambda o: o.move("nothing", "flood", why="x"), NotFound, "no article"),
        (lambda o: o.move(A.id, "flood", why="x"), InvalidInput, "in this story already"),
        (lambda o: o.merge("flood", ["strike"], why=" \n "), InvalidInput, "say why"),
        (lambda o: o.undo(7, why="x"), NotFound, "no action"),
        (lambda o: o.amend("nothing.example", {"country": "GB"}, source_url=PAGE, why="x"), NotFound, "no outlet"),
        (lambda o: o.amend("ledger.example", {}, source_url=PAGE, why="x"), InvalidInput, "which fact"),
        (lambda o: o.amend("ledger.example", {"country": "XX"}, source_url=PAGE, why="x"), InvalidInput, "ISO 3166"),
        (lambda o: o.amend("ledger.example", {"country": "GB"}, source_url="x", why="x"), InvalidInput, "checked"),
    ],
)
def test_it_says_what_is_wrong_and_records_nothing(past, operating, act, error, told) -> None:
    with pytest.raises(error, match=told):
        act(operating)

    assert operating.newest(limit=5) == []
    assert places(past) == BEFORE


def test_it_corrects_facts_of_an_outlet_and_takes_one_back(past: Past, operating: OperatingService) -> None:
    actions = operating.amend("ledger.example", {"country": "GB", "owner": ""}, source_url=PAGE, why="their page")
    operating.undo(actions[1].n, why="it is known")

    (standing,) = SqlOperatorStore(past.engine).in_force()

    amends = standing.decision.amends
    assert amends is not None
    assert (amends.field, amends.value, amends.before, amends.as_of) == ("country", "GB", "US", "2026-03-01")


def test_it_keeps_who_when_and_why(past: Past, operating: OperatingService) -> None:
    operating.merge("flood", ["strike"], why="  one\nevent ")

    (action,) = operating.newest(limit=5)

    assert (action.at, action.decision.who, action.decision.why) == (past.now, "operator", "one event")
