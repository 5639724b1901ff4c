"""What an outlet has changed in an article."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.articles.models import Evidence
from server.stories.edits import MOST_EDITS, MOST_SHOWN, Edit, EditKind, Revision, find_edits, is_same_article

SEEN = datetime(2026, 10, 5, 6, tzinfo=UTC)
LEAD = "The River Tessel burst its banks early on Monday, leaving 14 people missing, police said."
WALL = "The wall at Weir Street was built in 1958."
QUOTE = "“We had an hour,” said Ann Lee, a baker."
ORDER = "About 1,200 people were told to leave their homes."
BODY = f"{LEAD} {WALL}\n\n{QUOTE}\n\n{ORDER}"


def revision(body: str = BODY, title: str = "River bursts banks", change: int = 1) -> Revision:
    return Revision("a1", change, SEEN, title, body, language="en")


def edits_to(body: str) -> list[tuple[EditKind, str, str]]:
    """Return the edits of the body as (kind, before, after)."""
    found = find_edits(revision(), revision(body, change=2))
    return [
        (edit.kind, edit.before.text if edit.before else "", edit.after.text if edit.after else "") for edit in found
    ]


NOW_NINE = LEAD.replace("14", "nine")
NOTICE = "This article was amended on 6 October 2026: an earlier version said that 14 people were missing."


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (BODY.replace("14", "nine"), [(EditKind.FIGURE, LEAD, NOW_NINE)]),
        (BODY.replace("an hour", "no time"), [(EditKind.QUOTE, QUOTE, QUOTE.replace("an hour", "no time"))]),
        (BODY.replace(", police said", ""), [(EditKind.ATTRIBUTION, LEAD, LEAD.replace(", police said", ""))]),
        (BODY.replace("were told", "had been told"), [(EditKind.PASSAGE, ORDER, ORDER.replace("were", "had been"))]),
        (BODY.replace(f" {WALL}", ""), [(EditKind.PASSAGE, WALL, "")]),
        (f"{BODY}\n\nSchools stay closed.", [(EditKind.PASSAGE, "", "Schools stay closed.")]),
        (f"{BODY}\n\n{NOTICE}", [(EditKind.CORRECTION, "", NOTICE)]),
        (
            BODY.replace("“", '"').replace("”", '"'),
            [(EditKind.TRIVIAL, QUOTE, '"We had an hour," said Ann Lee, a baker.')],
        ),
        # What only moved was not edited.
        (f"{ORDER}\n\n{LEAD} {WALL}\n\n{QUOTE}", []),
        (BODY.replace("\n\n", "\n"), []),
    ],
)
def test_it_types_an_edit_of_the_text(body: str, expected: list[tuple[EditKind, str, str]]) -> None:
    assert edits_to(body) == expected


def test_it_tells_what_became_of_a_figure() -> None:
    edit = find_edits(revision(), revision(BODY.replace("14", "nine")))[0]

    assert edit.detail == "14 → 9"


def test_it_tells_another_headline_from_one_in_other_type() -> None:
    changed = find_edits(revision(title="14 missing in flood"), revision(title="Nine missing in flood"))
    retyped = find_edits(revision(title="Flood hits town - live"), revision(title="Flood hits town – LIVE"))

    assert [(edit.kind, edit.detail) for edit in changed] == [(EditKind.HEADLINE, "14 → 9")]
    assert [edit.kind for edit in retyped] == [EditKind.TRIVIAL]


def test_it_joins_neighbouring_sentences_to_one_passage_and_shows_its_beginning() -> None:
    added = " ".join(f"Street {number} was closed to all traffic at noon." for number in "abcdefghijklmnop")

    edits = find_edits(revision(), revision(f"{BODY}\n\n{added}"))

    assert [edit.detail for edit in edits] == ["16 sentences added"]
    assert edits[0].after is not None
    assert edits[0].after.text == added[:MOST_SHOWN]


def test_it_says_nothing_where_the_text_was_not_read_before() -> None:
    assert find_edits(revision(body="", title="As the feed had it"), revision()) == ()


def test_it_makes_nothing_of_the_sentences_of_a_text_that_was_replaced() -> None:
    other = "\n".join(f"Something else entirely happened in place number {number}." for number in "abcdefgh")
    old = "\n".join(f"The council debated item {number} of its long list." for number in "abcdefgh")

    edits = find_edits(revision(old), revision(other))

    assert [edit.detail for edit in edits] == ["the text was replaced almost as a whole"]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (BODY.replace("14", "nine"), True),
        (f"{LEAD} {WALL} {ORDER}", True),
        # A teaser before a paywall, a wall of cookies, another article at the same address.
        (LEAD, False),
        ("We value your privacy. " * 20, False),
        ("The council of Dalmere has elected a new mayor after eleven hours of votes. " * 5, False),
    ],
)
def test_it_takes_only_the_same_article_for_an_edit(body: str, expected: bool) -> None:
    assert is_same_article(revision(), revision(body)) is expected


def test_it_tells_a_bounded_number_of_edits_what_weighs_most_first() -> None:
    old = "\n".join(
        f"Place {number} has {number} people.\nA line that stays as it is, {number}." for number in range(400)
    )
    new = old.replace(" people.", " inhabitants by now.")

    edits = find_edits(revision(old), revision(f"{new}\n{NOTICE}"))

    assert len(edits) == MOST_EDITS
    assert edits[0].kind is EditKind.CORRECTION


SENTENCES = st.lists(
    st.sampled_from([LEAD, NOW_NINE, WALL, QUOTE, ORDER, NOTICE, "“Never closed", "短い文。", "x" * 900])
)


@given(SENTENCES, SENTENCES, st.text(max_size=60), st.text(max_size=60))
def test_every_span_stands_in_its_revision(old: list[str], new: list[str], one: str, other: str) -> None:
    before, after = revision("\n".join([*old, one]), one), revision("\n".join([*new, other]), other)

    edits = find_edits(before, after)

    assert all(_stands(edit.before, before) and _stands(edit.after, after) for edit in edits)
    assert all(edit.before or edit.after for edit in edits)


@given(SENTENCES)
def test_a_text_that_stayed_has_no_edits(sentences: list[str]) -> None:
    body = "\n".join(sentences)

    assert find_edits(revision(body), revision(body)) == ()


def _stands(evidence: Evidence | None, said: Revision) -> bool:
    return evidence is None or getattr(said, evidence.field)[evidence.start : evidence.end] == evidence.text


def test_it_takes_long_and_hostile_texts() -> None:
    hostile = revision("“" * 200_000 + "\n" + "Nine. " * 50_000)

    edits: tuple[Edit, ...] = find_edits(revision(), hostile)

    assert len(edits) <= MOST_EDITS
