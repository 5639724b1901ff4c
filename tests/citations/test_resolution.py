"""Which outlet an ambiguous name means."""

from __future__ import annotations

import pytest

from server.citations.aliases import Alias, Needs
from server.citations.finding import find_cited_outlets
from server.citations.names import build_names
from server.citations.resolution import Meaning, Reader, is_same_house
from server.citations.surroundings import Surroundings
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


def known(key: str, name: str, country: str | None) -> Outlet:
    """Return an outlet of which much is known."""
    return Outlet(key, name, country, owner="Rell", wikidata="Q1")


@pytest.mark.parametrize(
    ("one", "other", "settled"),
    [
        (known("b.example", "Orrin Echo", "GB"), Outlet("a.example", "Orrin Echo", "GB"), True),
        # Of no known country it may be the same house; in two countries it is not, however well one is known.
        (known("b.example", "Orrin Echo", "GB"), Outlet("a.example", "Orrin Echo", None), True),
        (known("b.example", "Orrin Echo", "GB"), Outlet("a.example", "Orrin Echo", "US"), False),
        # Hardly better known.
        (Outlet("b.example", "Orrin Echo", "GB", wikidata="Q1"), Outlet("a.example", "Orrin Echo", "GB"), False),
        # A section is known by what its house is known by.
        (Outlet("b.example", "Orrin Echo", "GB"), known("a.example/echo", "Orrin Echo", "GB"), False),
        (Outlet("b.example", "Orrin Echo", "GB", wikidata="Q1"), Outlet("a.example/echo", "Orrin Echo", "GB"), True),
    ],
)
def test_of_two_addresses_of_one_house_the_better_known_is_named(one: Outlet, other: Outlet, settled: bool) -> None:
    names = build_names(Tables({one.key: one, other.key: other}, {}, (), {}, {}), ())

    (found,) = find_cited_outlets(article("Rell told the Orrin Echo so.", outlet_key=None), names=names)

    expected = (one.key, ()) if settled else (None, tuple(sorted((one.key, other.key))))
    assert (found.outlet_key, found.one_of) == expected


TWO_TIMES = [Alias("Times", "orrintimes.example"), Alias("Times", "tesselpost.example", frozenset({"US"}))]


@pytest.mark.parametrize(
    ("meanings", "own", "keys"),
    [
        # That of the article's country, else that of no country, rather than that of another.
        (TWO_TIMES, "vellherald.example", ("tesselpost.example",)),
        (TWO_TIMES, "lelac.example", ("orrintimes.example",)),
        # A name of one place means nothing elsewhere; where nobody knows which place this is, it may.
        ([Alias("Times", ORRIN, frozenset({"GB"}), is_local=True)], "vellherald.example", None),
        ([Alias("Times", ORRIN, frozenset({"GB"}), is_local=True)], None, (ORRIN,)),
        # Two of other names are two houses, however well one of them is known.
        ([Alias("Times", ORRIN), Alias("Times", VELL_BAY)], "lelac.example", (ORRIN, VELL_BAY)),
        # If it may mean the own outlet, it is taken for that, and cites nobody.
        ([Alias("Times", "vellherald.example"), Alias("Times", ORRIN)], "vellherald.example", None),
    ],
)
def test_a_name_of_several_outlets_means_that_which_is_nearest(
    meanings: list[Alias], own: str | None, keys: tuple[str, ...] | None
) -> None:
    outlets = {**NAMES.outlets, ORRIN: known(ORRIN, "The Orrin Times", "GB")}
    names = build_names(Tables(outlets, {}, (), {}, {}), meanings)

    found = find_cited_outlets(article("Rell told the Times so.", outlet_key=own), names=names)

    assert [each.one_of or (each.outlet_key,) for each in found] == ([keys] if keys else [])


def test_what_its_own_outlet_is_called_for_short_is_nobody_else() -> None:
    outlets = {
        "own.example": Outlet("own.example", "The Vell Bay Times", "US"),
        "other.example": Outlet("other.example", "Times", "US"),
    }
    names = build_names(Tables(outlets, {}, (), {}, {}), [Alias("Times", "other.example")])

    assert find_cited_outlets(article("Rell told the Times so.", outlet_key="own.example"), names=names) == []
    assert find_cited_outlets(article("Rell told the Times so.", outlet_key=None), names=names) != []


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


# A section of the own house is the own house, by whatever name; and so is a name that may mean it.
@pytest.mark.parametrize("others", [[], [Alias("Gazette", ORRIN)]])
def test_a_section_of_the_own_house_cites_nobody(others: list[Alias]) -> None:
    section = f"{NAMES.outlets['vellherald.example'].key}/orrin"
    outlets = {**NAMES.outlets, section: Outlet(section, None, None)}
    names = build_names(Tables(outlets, {}, (), {}, {}), [Alias("Gazette", section), *others])

    assert find_cited_outlets(article("Rell told the Gazette so."), names=names) == []
    assert find_cited_outlets(article("Rell told the Gazette so.", outlet_key="lelac.example"), names=names) != []


# Michael Norwire may be meant by "Norwire" from then on; nobody is called NXB.
@pytest.mark.parametrize(("name", "is_doubtful"), [("Norwire", True), ("NXB", False)])
def test_a_name_that_somebody_else_bears_is_doubtful(name: str, is_doubtful: bool) -> None:
    reader = Reader(NAMES, None)
    (spotted,) = NAMES.spot(name)

    before = reader.is_doubtful(spotted)
    reader.note_other_bearer(spotted)

    assert (before, reader.is_doubtful(spotted)) == (False, is_doubtful)


def around(country: str | None) -> Surroundings:
    """Return surroundings with nothing in them but a country."""
    return Surroundings("", 0, "", 0, country, False, False, False, False, False)


@pytest.mark.parametrize(
    ("country", "own", "needs"),
    [
        # "British Times" is no outlet's name: beside a country, what the commonest meaning needs is needed.
        ("GB", None, Needs.ARTICLE),
        # Otherwise what the meaning itself needs.
        (None, "norwire.example", Needs.CUE),
    ],
)
def test_what_a_meaning_needs_depends_on_what_settled_it(country: str | None, own: str | None, needs: Needs) -> None:
    aliases = [
        Alias("Times", VELL_BAY, frozenset({"AU"}), Needs.ARTICLE),
        Alias("Times", ORRIN, frozenset({"GB"}), Needs.CUE),
    ]
    names = build_names(Tables(dict(NAMES.outlets), {}, (), {}, {}), aliases)
    (spotted,) = names.spot("Times")

    assert Reader(names, own).read(spotted, around(country)) == Meaning((ORRIN,), needs)
