"""What only this article says, what it does not say, and when we say nothing."""

from __future__ import annotations

from itertools import permutations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.articles.models import Genre
from server.comparison.differences import AT_MOST, differences_for
from server.comparison.models import Silence, StoryClaims
from server.coverage.models import Origin
from tests.comparison.examples import (
    BAKER,
    BEAVERS,
    COURIER,
    HARBOUR,
    LEDGER,
    PUMPS,
    apart,
    article,
    ask,
    claims,
    compare,
    said,
    three_papers,
)


def test_it_shows_what_only_this_article_says() -> None:
    harbour, *others = three_papers()

    assert BAKER in said(ask(harbour, others).only_here)


def test_it_shows_what_two_others_say_and_this_one_does_not() -> None:
    harbour, ledger, courier = three_papers()

    [claim] = ask(courier, [harbour, ledger]).elsewhere

    assert claim.evidence.text == PUMPS
    assert claim.article_ids == ("harbour", "ledger")
    assert [carrier.article_id for carrier in claim.carriers] == ["harbour", "ledger"]
    assert claim.origins == 2


def test_the_event_itself_is_never_a_difference() -> None:
    for here, *others in permutations(three_papers()):
        shown = ask(here, others)
        assert not any("Quarry Street" in text and "60" in text for text in said([*shown.only_here, *shown.elsewhere]))


def test_what_one_other_says_alone_is_its_own_affair() -> None:
    harbour, ledger, courier = three_papers()

    assert BEAVERS not in said(ask(harbour, [ledger, courier]).elsewhere)


def test_two_of_one_origin_are_one_voice() -> None:
    harbour, ledger, courier = three_papers()
    fourth = claims("fourth", "Rain fell on Pellham.", *COURIER[1:])
    origins = [Origin("harbour", ("harbour", "ledger")), Origin("courier", ("courier",)), Origin("fourth", ("fourth",))]

    shown = ask(courier, [harbour, ledger, fourth], origins)

    assert shown.independent_texts == 3
    assert PUMPS not in said(shown.elsewhere)


def test_a_copy_of_the_article_does_not_make_its_claims_common() -> None:
    harbour, ledger, courier = three_papers()
    reprint = claims("reprint", *HARBOUR)
    origins = [
        Origin("harbour", ("harbour", "reprint")),
        Origin("ledger", ("ledger",)),
        Origin("courier", ("courier",)),
    ]

    assert BAKER in said(ask(harbour, [reprint, ledger, courier], origins).only_here)


@pytest.mark.parametrize(
    "paraphrase",
    [
        "Two ovens and every sack of flour were lost in the cellar of baker Ines Tolland.",
        "The baker on Quarry Street is Ines Tolland. Her cellar held two ovens and flour, all lost.",
        "Not two ovens but three were lost by baker Ines Tolland, with every sack of flour in her cellar.",
    ],
)
def test_what_is_said_there_in_other_words_or_disputed_is_not_only_here(paraphrase: str) -> None:
    harbour, ledger, _ = three_papers()
    courier = claims("courier", *COURIER, paraphrase)

    assert BAKER not in said(ask(harbour, [ledger, courier]).only_here)


def test_a_caption_says_it_too() -> None:
    harbour, ledger, _ = three_papers()
    courier = claims("courier", *COURIER, "FILE PHOTO: baker Ines Tolland with two lost ovens and flour in her cellar")

    assert BAKER not in said(ask(harbour, [ledger, courier]).only_here)


def test_it_answers_for_an_article_that_is_no_member() -> None:
    fourth = claims("fourth", "Pellham had no water on Tuesday after a main burst.", *COURIER[1:])
    texts = three_papers()

    shown = differences_for(fourth, compare(texts), origins=apart(texts))

    assert PUMPS in said(shown.elsewhere)
    assert BEAVERS not in said(shown.only_here)
    assert shown.independent_texts == 4


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"genre": Genre.LIVE}, Silence.SEVERAL_STORIES),
        ({"genre": Genre.NEWSLETTER}, Silence.SEVERAL_STORIES),
        ({"language": None}, Silence.UNKNOWN_LANGUAGE),
        ({"language": "de"}, Silence.TOO_FEW_TEXTS),
    ],
)
def test_it_is_silent_where_the_article_cannot_be_compared(fields: dict[str, object], reason: Silence) -> None:
    harbour = claims("harbour", *HARBOUR, **fields)

    shown = ask(harbour, three_papers()[1:])

    assert shown.reason is reason
    assert not shown.only_here
    assert not shown.elsewhere


# A text of fewer than five sentences leaves out nearly everything.
@pytest.mark.parametrize(("sentences", "reason"), [(1, Silence.NO_TEXT), (4, Silence.NO_TEXT), (5, None)])
def test_it_is_silent_without_a_text(sentences: int, reason: Silence | None) -> None:
    assert ask(claims("harbour", *HARBOUR[:sentences]), three_papers()[1:]).reason is reason


@pytest.mark.parametrize(
    "others",
    [
        [],
        [claims("ledger", *LEDGER)],
        # Cut texts and other languages do not make up the number.
        [claims("ledger", *LEDGER), claims("courier", *COURIER, is_paywalled=True)],
        [claims("ledger", *LEDGER), claims("courier", *COURIER, language="fr")],
        [claims("ledger", *LEDGER), claims("courier", COURIER[0])],
        [claims("ledger", *LEDGER), claims("courier", *COURIER[:4])],
        # Nor does a text that tells many stories, and so leaves nothing out.
        [claims("ledger", *LEDGER), claims("courier", *COURIER, genre=Genre.LIVE)],
    ],
)
def test_it_is_silent_below_three_independent_texts(others: list) -> None:
    shown = ask(claims("harbour", *HARBOUR), others)

    assert shown.reason is Silence.TOO_FEW_TEXTS
    assert not shown.only_here


def test_of_a_text_that_is_cut_short_nobody_knows_what_it_leaves_out() -> None:
    harbour, ledger, _ = three_papers()
    courier = claims("courier", *COURIER, is_paywalled=True)
    fourth = claims("fourth", *LEDGER[1:], "Pellham has asked for help from the army since the main burst.")

    shown = ask(courier, [harbour, ledger, fourth])

    assert shown.reason is Silence.CUT_SHORT
    assert not shown.elsewhere
    assert BEAVERS in said(shown.only_here)


def test_lists_are_short() -> None:
    many = [f"Clerk number {number} of the Pellham office found {number + 20} wet ledgers." for number in range(30)]

    assert len(ask(claims("harbour", *HARBOUR, *many), three_papers()[1:]).only_here) == AT_MOST == 5


def test_what_an_article_says_twice_is_shown_once() -> None:
    again = "Two ovens and every sack of flour were lost in the cellar of baker Ines Tolland."

    shown = said(ask(claims("harbour", *HARBOUR, again), three_papers()[1:]).only_here)

    assert sum("ovens" in text for text in shown) == 1


def test_a_stored_story_gives_the_same_answer() -> None:
    texts = three_papers()
    story = compare(texts)
    kept = msgspec.json.decode(msgspec.json.encode(story), type=StoryClaims)

    assert differences_for(texts[2], kept, origins=apart(texts)) == differences_for(
        texts[2], story, origins=apart(texts)
    )


SENTENCES = st.lists(st.sampled_from([*HARBOUR, *LEDGER, *COURIER, "“Pumps,” he said.", "水" * 30, "?"]), min_size=1)


@settings(max_examples=60, deadline=None)
@given(st.lists(SENTENCES, min_size=3, max_size=5))
def test_every_span_shown_is_verbatim_and_every_count_true(bodies: list[list[str]]) -> None:
    pages = {f"p{number}": article(f"p{number}", *body) for number, body in enumerate(bodies)}
    texts = [claims(name, *body) for name, body in zip(pages, bodies, strict=True)]

    for here in texts:
        shown = ask(here, [text for text in texts if text is not here])
        for claim in (*shown.only_here, *shown.elsewhere):
            assert all(pages[part.article_id].body[part.start : part.end] == part.text for part in claim.carriers)
            assert claim.origins == len(set(claim.article_ids))
        assert all(here.article_id not in claim.article_ids for claim in shown.elsewhere)
        assert all(claim.article_ids == (here.article_id,) for claim in shown.only_here)
