"""What a reader would notice between two versions of a story's text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.articles.models import Evidence
from server.coverage.models import Counts
from server.stories.versions import (
    Change,
    ChangeKind,
    Version,
    evidence_of,
    find_changes,
    find_version_changes,
    is_noticeable,
    is_urgent,
)
from server.summaries.models import KeyPoint, Question, QuestionKind, StorySummary

NOW = datetime(2026, 10, 5, 6, tzinfo=UTC)
LEDE = "The river burst its banks early on Monday, leaving 14 people missing, police said."
WALL = "The wall at Weir Street was built in 1958 and last checked in 2019."
HOMES = "About 1,200 people were told to leave their homes on Monday."


def span(text: str, article_id: str = "a") -> Evidence:
    return Evidence(article_id, 0, len(text), text)


def point(text: str) -> KeyPoint:
    return KeyPoint(span(text), (), 2)


def counts(articles: int, origins: int) -> Counts:
    return Counts(articles, origins, origins, {}, {}, {})


SUMMARY = StorySummary(
    headline=Evidence("a", 0, 24, "River bursts banks early", "title"),
    lede=span(LEDE),
    counts=counts(4, 3),
    first_published_at=NOW,
    newest_published_at=NOW,
    overview=(span(WALL), span(HOMES)),
    key_points=(point(WALL),),
)


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (replace(SUMMARY, headline=replace(SUMMARY.headline, text="River floods town")), {ChangeKind.HEADLINE}),
        (replace(SUMMARY, lede=span(HOMES)), {ChangeKind.LEDE}),
        (replace(SUMMARY, lede=None), {ChangeKind.LEDE}),
        (replace(SUMMARY, overview=(span(WALL),)), {ChangeKind.OVERVIEW}),
        (replace(SUMMARY, key_points=(point(WALL), point(HOMES))), {ChangeKind.KEY_POINT}),
        # A sentence that stays with other figures or another speaker is told as that, wherever it is shown.
        (replace(SUMMARY, lede=span(LEDE.replace("14", "nine"))), {ChangeKind.FIGURE}),
        (replace(SUMMARY, overview=(span(WALL.replace("2019", "2009")), span(HOMES))), {ChangeKind.FIGURE}),
        (replace(SUMMARY, lede=span(LEDE.replace("police", "the mayor"))), {ChangeKind.ATTRIBUTION}),
        # The same words from another article; typography.
        (replace(SUMMARY, lede=span(LEDE, "b")), {ChangeKind.TRIVIAL}),
        (replace(SUMMARY, lede=span(LEDE.rstrip("."))), {ChangeKind.TRIVIAL}),
        # Order alone, or what nobody reads as text.
        (replace(SUMMARY, overview=(span(HOMES), span(WALL))), set()),
        (replace(SUMMARY, first_published_at=None, notes=("A note.",)), set()),
        (SUMMARY, set()),
    ],
)
def test_it_types_what_has_changed(after: StorySummary, expected: set[ChangeKind]) -> None:
    assert {change.kind for change in find_changes(SUMMARY, after)} == expected


@pytest.mark.parametrize(
    ("origins", "left", "expected"),
    [
        # From 3: five independent origins are another breadth, four are not; whoever leaves is missed.
        (5, (), True),
        (4, (), False),
        (3, (), False),
        (3, ("b",), True),
    ],
)
def test_it_minds_how_broad_the_story_is(origins: int, left: tuple[str, ...], expected: bool) -> None:
    after = replace(SUMMARY, counts=counts(9, origins))

    changes = find_changes(SUMMARY, after, joined=("c",), left=left)

    assert [change.kind for change in changes] == [ChangeKind.MEMBERS]
    assert is_noticeable(changes) is expected


@pytest.mark.parametrize(
    ("kind", "is_minor", "expected"),
    [
        (ChangeKind.HEADLINE, False, (True, True)),
        (ChangeKind.FIGURE, False, (True, True)),
        (ChangeKind.CORRECTION, False, (True, True)),
        (ChangeKind.OVERVIEW, False, (True, False)),
        (ChangeKind.TRIVIAL, True, (False, False)),
    ],
)
def test_it_knows_what_cannot_wait(kind: ChangeKind, is_minor: bool, expected: tuple[bool, bool]) -> None:
    changes = [Change(kind, None, None, "", is_minor)]

    assert (is_noticeable(changes), is_urgent(changes)) == expected


def test_it_tells_a_correction_first_and_only_once() -> None:
    notice = span("Correction: it is nine.")
    before = Version("s", 1, NOW, SUMMARY, {"a": 1, "b": 2})
    after = Version("s", 2, NOW, replace(SUMMARY, lede=span(HOMES)), {"a": 1, "c": 3}, notices=(notice,))

    changes = find_version_changes(before, after)

    assert [change.kind for change in changes] == [ChangeKind.CORRECTION, ChangeKind.LEDE, ChangeKind.MEMBERS]
    assert ChangeKind.CORRECTION not in {
        change.kind for change in find_version_changes(after, replace(after, number=3))
    }


def test_it_says_that_another_release_chose_the_texts() -> None:
    changes = find_changes(SUMMARY, replace(SUMMARY, text_format=9))

    assert [(change.kind, change.is_minor) for change in changes] == [(ChangeKind.TRIVIAL, True)]


def test_it_names_every_span_that_is_shown() -> None:
    asked = Question(QuestionKind.WHY, "Why?", span("Rain."), (span("Snow."),), None)
    summary = replace(SUMMARY, questions=(asked, replace(asked, answer=None, references=())))

    shown = {evidence.text for evidence in evidence_of(summary)}

    assert shown == {SUMMARY.headline.text, LEDE, WALL, HOMES, "Rain.", "Snow."}


TEXTS = st.lists(st.sampled_from([LEDE, LEDE.replace("14", "nine"), WALL, HOMES, "“" * 500, ""]) | st.text(max_size=40))


@given(TEXTS, TEXTS)
def test_both_sides_of_a_change_were_shown(before: list[str], after: list[str]) -> None:
    old, new = (replace(SUMMARY, overview=tuple(map(span, texts))) for texts in (before, after))

    changes = find_changes(old, new)

    assert all(change.before in {None, *evidence_of(old)} for change in changes)
    assert all(change.after in {None, *evidence_of(new)} for change in changes)
    assert find_changes(old, old) == ()
