"""Which outlet an ambiguous name means."""

from __future__ import annotations

import pytest

from server.citations.aliases import Alias, Needs
from server.citations.finding import find_cited_outlets
from server.citations.names import build_names
from server.citations.resolution import is_same_house
from server.outlets.models import Outlet, Tables
from tests.citations.examples import NAMES, article, cite

BRITISH = {"outlet_key": "norwire.example"}
ORRIN, VELL_BAY = "orrintimes.example", "vellbaytimes.example"


@pytest.mark.parametrize(
    ("body", "keys"),
    [
        # By a fuller name before, whatever the country.
        ("Rell told the Vell Bay Times so. She told the Times more.", [VELL_BAY, VELL_BAY]),
        # By the country beside it.
        ("Rell told the British Times so.", [ORRIN]),
        ("Rell told Australia's Times so.", [VELL_BAY]),
        # A short form that no outlet bears by itself, after the fuller name only.
        ("The Tessel Post-Courier reported it. The Post-Courier reported more.", ["tesselpost.example"] * 2),
        ("The Post-Courier reported it. The Tessel Post-Courier reported more.", ["tesselpost.example"]),
        # Two fuller names leave it open.
        ("Rell told the Vell Bay Times and the Orrin Times so. She told the Times more.", [VELL_BAY, ORRIN, None]),
        # Nothing settles it.
        ("Rell told the Times so.", [None]),
    ],
)
def test_it_settles_names_by_what_the_text_says(body: str, keys: list[str | None]) -> None:
    assert [each.outlet_key for each in cite(body)] == keys


def test_it_settles_names_by_the_outlets_country() -> None:
    (found,) = cite("Rell told the Times so.", **BRITISH)

    assert found.outlet_key == ORRIN


@pytest.mark.parametrize(
    "body",
    [
        # Without its article, or before another name, it is a common word or part of something.
        "Times said to be hard.",
        "Rell told Times so.",
        "The Times Square clock reported the hour.",
    ],
)
def test_what_a_name_needs_is_asked_for(body: str) -> None:
    assert cite(body, **BRITISH) == []


def test_a_kind_beside_a_name_is_enough() -> None:
    assert [each.outlet_key for each in cite("Rell told the magazine Progress so.")] == ["progress.example"]


def test_of_two_addresses_of_one_house_the_better_known_is_named() -> None:
    outlets = {
        "a.example": Outlet("a.example", "Orrin Echo", "GB"),
        "b.example": Outlet("b.example", "Orrin Echo", "GB", owner="Rell", wikidata="Q1"),
        "c.example": Outlet("c.example", "Vell Echo", "GB", wikidata="Q2"),
        "d.example": Outlet("d.example", "Vell Echo", "US"),
    }
    names = build_names(Tables(outlets, {}, (), {}, {}), ())
    text = article("Rell told the Orrin Echo and the Vell Echo so.", outlet_key=None)

    orrin, vell = find_cited_outlets(text, names=names)

    assert orrin.outlet_key == "b.example"
    assert vell.one_of == ("c.example", "d.example")


@pytest.mark.parametrize(
    ("key", "own", "same"),
    [
        ("a.example", "a.example", True),
        ("a.example/orrin", "a.example", True),
        ("a.example", "news.a.example", True),
        ("ba.example", "a.example", False),
        ("a.example/orrin", "a.example/vell", False),
        ("a.example", None, False),
    ],
)
def test_sections_and_hosts_are_one_house(key: str, own: str | None, same: bool) -> None:
    assert is_same_house(key, own) is same


def test_an_alias_of_the_own_outlet_cites_nobody() -> None:
    names = build_names(
        Tables(dict(NAMES.outlets), {}, (), {}, {}), [Alias("Herald TV", "vellherald.example", needs=Needs.NOTHING)]
    )

    assert find_cited_outlets(article("Rell told Herald TV so."), names=names) == []
