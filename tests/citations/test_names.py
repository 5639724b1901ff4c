from __future__ import annotations

import pytest

from server.citations.aliases import Alias, Needs
from server.citations.names import build_names, fold_name, short_forms
from server.outlets.models import Outlet, Tables
from tests.citations.examples import NAMES


def spotted(text: str) -> list[str]:
    return [text[each.start : each.end] for each in NAMES.spot(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        # The longest name wins, and its article is not part of it.
        ("The Orrin Times and the Times", ["Orrin Times", "Times"]),
        # Case and hyphens as papers write them.
        ("NORWIRE and the Tessel Post Courier", ["NORWIRE", "Tessel Post Courier"]),
        ("Vell Bay Times' editor", ["Vell Bay Times"]),
        # A short capital name is one in capitals only.
        ("NXB and Nxb and nxb", ["NXB"]),
        # Small letters are no name.
        ("orrin times", []),
        # A name does not reach over a sentence's end or a line.
        ("to Orrin. Times are hard", ["Times"]),
        ("Orrin\nTimes", ["Times"]),
        # Handles, addresses, parts of words.
        ("@Norwire #NXB news@Norwire https://x.example/Norwire Norwire.example NorwireX", []),
        # Two names joined by a slash are two.
        ("NXB/Norwire", ["NXB", "Norwire"]),
    ],
)
def test_it_finds_names(text: str, names: list[str]) -> None:
    assert spotted(text) == names


@pytest.mark.parametrize(
    ("name", "folded"),
    [("The Orrin Times", "orrin times"), ("L’Écho d'Orrin", "l echo d orrin"), ("The", "the"), ("!", "")],
)
def test_it_folds_names(name: str, folded: str) -> None:
    assert fold_name(name) == folded


def test_a_name_is_shortened_to_what_ends_it_if_that_is_a_papers_name() -> None:
    assert list(short_forms("vell new times")) == ["new times", "times"]
    assert list(short_forms("le lac")) == []


@pytest.mark.parametrize(
    ("name", "needs"),
    [
        ("Orrin Echo Weekly", Needs.NOTHING),
        # One word may be anything; a call sign is a station's and a coined word nobody else's, if something is told it.
        ("Echo", Needs.KIND),
        ("KORN", Needs.CUE),
        ("EchoWire", Needs.CUE),
        # "Ana Rell, Vell Democrat, said".
        ("Vell Democrat", Needs.KIND),
    ],
)
def test_what_a_name_needs_follows_from_its_form(name: str, needs: Needs) -> None:
    tables = Tables({"x.example": Outlet("x.example", name)}, {}, (), {}, {})

    names = build_names(tables, ())

    assert [each.needs for each in names.meanings[fold_name(name)]] == [needs]


@pytest.mark.parametrize("name", ["Daily News", "The Herald", "New Times", "WHO", "Orrin", ""])
def test_names_that_say_too_little_are_left_to_the_aliases(name: str) -> None:
    outlets = {"x.example": Outlet("x.example", name), "y.example": Outlet("y.example", "Y Z", place="Orrin")}

    names = build_names(Tables(outlets, {}, (), {}, {}), ())

    assert fold_name(name) not in names.meanings


def test_an_alias_says_all_that_its_name_may_mean() -> None:
    outlets = {"x.example": Outlet("x.example", "Orrin Echo"), "y.example": Outlet("y.example", "Y")}

    names = build_names(Tables(outlets, {}, (), {}, {}), [Alias("Orrin Echo", "y.example"), Alias("Z", "gone.example")])

    assert [each.key for each in names.meanings["orrin echo"]] == ["y.example"]
    assert "z" not in names.meanings
