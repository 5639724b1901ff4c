"""What correction notices say, and what is not one."""

from __future__ import annotations

import pytest

from server.articles.models import Article
from server.stories.notices import find_notices, is_notice

URL = "https://ledger.example/a"


def article(body: str) -> Article:
    return Article("a1", URL, URL, "ledger.example", "A headline", body, language="en")


@pytest.mark.parametrize(
    ("line", "old", "new"),
    [
        ("Correction, 6 October 2026: an earlier version said that 14 people were missing; it is nine.", "14", "9"),
        ("This article was amended on 3 May. The ban covers homes above 7,000 feet, not 700.", "700", "7000"),
        ("An earlier version of this article wrongly stated that 2.1 million patients were affected.", "2.1 m", None),
        ("Clarification: the report incorrectly said that 30 wells were closed.", "30", None),
        ("This story has been corrected: the mayor is Ann Mary Lee, not Anna Leigh.", "Anna Leigh", "Ann Mary Lee"),
        # Two figures in the rest: which is the right one it does not say.
        (
            "Correction: an earlier version said that 14 were missing. Five were found, and nine are missing.",
            "14",
            None,
        ),
        # It says that something was wrong, and not what.
        ("This article was amended on 3 May to correct a name.", None, None),
        # Police said nine: that is not what was wrong.
        ("Correction: Police said that nine people are missing.", None, None),
    ],
)
def test_it_reads_what_was_wrong_as_far_as_it_is_said(line: str, old: str | None, new: str | None) -> None:
    notices = find_notices(article(f"A first paragraph.\n\n{line}"))

    assert [(notice.old, notice.new, notice.evidence.text) for notice in notices] == [(old, new, line)]


@pytest.mark.parametrize(
    "line",
    [
        "Korrektur: In einer früheren Version hieß es, 14 Menschen würden vermisst.",
        "Rectificatif : le ministre n'a pas démissionné.",
        "Editor's note: This article has been corrected.",
        "— This article was corrected on Monday.",
    ],
)
def test_it_knows_the_set_phrases(line: str) -> None:
    assert is_notice(line)


@pytest.mark.parametrize(
    "line",
    [
        # Prisons and prices have corrections, too; parties and bills have earlier versions.
        "Corrections officers went on strike on Monday.",
        "The correction in share prices went on: shops closed early.",
        "An earlier version of the bill would have banned it.",
        "The minister said that the article was wrong.",
        "This article is about corrections.",
    ],
)
def test_it_takes_news_for_no_notice(line: str) -> None:
    assert not is_notice(line)


def test_it_reads_a_bounded_number_of_notices_of_bounded_length() -> None:
    body = "\n".join([f"Correction: {'an earlier version said that 14 ' * 5_000}"] * 500)

    notices = find_notices(article(body))

    assert len(notices) == 20
    assert {len(notice.evidence.text) for notice in notices} == {1_000}
    assert all(body[n.evidence.start : n.evidence.end] == n.evidence.text for n in notices)
