"""What one article says, and which of it may be shown."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.articles.models import Genre
from server.comparison.claims import MOST_UNITS, analyse_article
from server.comparison.models import ArticleClaims
from tests.comparison.examples import BAKER, HARBOUR, PUMPS, article, claims, unit


@pytest.mark.parametrize(
    "sentence",
    [
        PUMPS,
        BAKER,
        "“We lost two ovens and every sack of flour,” baker Ines Tolland told the paper.",
        "In Pellham, eleven mobile pumps emptied the cellars before dawn on Tuesday.",
        "40 shop owners asked the insurer Coldharbour to pay for ruined stock.",
    ],
)
def test_a_sentence_that_reports_something_can_be_shown(sentence: str) -> None:
    assert unit(sentence).can_be_shown


@pytest.mark.parametrize(
    "sentence",
    [
        # Somebody named before is meant.
        "He lost two ovens and every sack of flour in the cellar.",
        "But they lost two ovens and every sack of flour in the cellar.",
        "“The ovens and every sack of flour are lost to the water,” she said.",
        "Without it, the ovens and every sack of flour would be lost.",
        "Trying to save the ovens, she carried sacks of flour into the yard.",
        # Not a whole sentence, or not one that reports.
        "Ovens and flour lost in the cellar of baker Ines Tolland",
        "Has baker Ines Tolland lost two ovens and every sack of flour?",
        "The baker Ines Tolland lost two ovens, every sack of flour and...",
        "lost two ovens and every sack of flour, said baker Ines Tolland.",
        # Too little.
        "The baker cried.",
        # What happened long before.
        "In 1907 the guild of bakers built two ovens in the cellar on Quarry Street.",
        # The writer's own view.
        "We should all buy bread from baker Ines Tolland on Quarry Street this week.",
    ],
)
def test_what_cannot_be_understood_alone_or_reports_nothing_is_not_shown(sentence: str) -> None:
    assert not any(found.can_be_shown for found in claims("any", sentence).units)


def test_what_is_not_shown_is_kept_all_the_same() -> None:
    said = claims("any", "He lost two ovens and every sack of flour.", title="Baker loses ovens")

    assert {"oven", "flour"} <= set(said.units[0].stems)
    assert said.units[-1].field == "title"


def test_it_keeps_what_a_claim_is_recognised_by() -> None:
    found = unit("Mayor Olen Varga did not promise 40 million crowns on Tuesday.")

    assert {"olen", "varga"} <= set(found.names)
    assert found.numbers == ("40",)
    assert found.days == ("tuesday",)
    assert found.denied == ("promis", "40")


def test_a_denial_ends_with_its_sentence_and_with_what_is_said_elsewhere_in_it() -> None:
    found = unit("“They did not pay. Pumps came, and they paid for pumps,” Olen Varga said.")

    assert "pump" not in found.denied


def test_the_same_words_count_once() -> None:
    assert len(claims("any", PUMPS, PUMPS, BAKER, title="").units) == 2


@pytest.mark.parametrize(
    ("fields", "is_whole"),
    [({}, True), ({"is_paywalled": True}, False), ({"is_paywalled": None}, True)],
)
def test_a_text_behind_a_paywall_is_not_whole(fields: dict[str, bool | None], is_whole: bool) -> None:
    assert claims("any", *HARBOUR, **fields).is_whole is is_whole


def test_a_text_that_breaks_off_is_not_whole() -> None:
    assert not claims("any", *HARBOUR, "Traffic on the ring road was…").is_whole


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, True),
        ({"genre": Genre.OPINION, "is_opinion": True}, True),
        ({"genre": Genre.LIVE}, False),
        ({"genre": Genre.NEWSLETTER}, False),
        ({"genre": Genre.SATIRE}, False),
        ({"title": "Morning briefing: pipes, pumps and beavers"}, False),
    ],
)
def test_it_knows_which_texts_tell_several_stories_or_none(fields: dict[str, object], expected: bool) -> None:
    assert claims("any", *HARBOUR, **fields).tells_one_story is expected


PIECES = [*"ab cd AB .;!?\"“”'’«»\n0123,。水曜ع😀", "not ", "Tuesday ", "U.S. ", "word "]
HOSTILE = st.lists(st.sampled_from(PIECES), max_size=400).map("".join)


@settings(max_examples=120, deadline=None)
@given(HOSTILE | st.text(max_size=300), st.sampled_from(["en", "de", "zh", "xx", None]))
def test_every_unit_is_a_verbatim_span_and_survives_storage(body: str, language: str | None) -> None:
    page = article("any", body, title=body[:80], description=body[:50], language=language)

    said = analyse_article(page)

    assert all(getattr(page, found.field)[found.start : found.end] == found.text for found in said.units)
    assert all(found.stems for found in said.units)
    assert msgspec.json.decode(msgspec.json.encode(said), type=ArticleClaims) == said


@pytest.mark.parametrize(
    "body",
    [
        "word",
        "lorem " * 170_000,
        "“" * 50_000,
        "“Pumps came.” " * 20_000,
        "水" * 60_000,
        "\n\n".join(f"Pump number {number} arrived in street {number}." for number in range(3_000)),
    ],
    ids=["one word", "a megabyte", "marks", "quotations", "one character", "endless list"],
)
def test_no_text_makes_more_units_than_can_be_compared(body: str) -> None:
    said = claims("any", body)

    assert len(said.units) <= MOST_UNITS + 2
