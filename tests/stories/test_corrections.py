"""Who still says what an article has taken back."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from server.articles.models import Article
from server.coverage.models import Origin
from server.stories.corrections import follow, list_corrections
from server.stories.edits import Edit, Revision, find_edits

LEAD = "The river burst its banks on Monday, leaving 14 people missing, police said."
NOTICE = "Correction: an earlier version said that 14 people were missing; it is nine."


def article(name: str, body: str, title: str = "River bursts banks") -> Article:
    url = f"https://{name}.example/a"
    return Article(name, url, url, f"{name}.example", title, body, language="en")


def edits_of(old: str, new: str) -> tuple[Edit, ...]:
    seen = datetime(2026, 10, 6, tzinfo=UTC)
    return find_edits(Revision("ledger", 1, seen, "T", old), Revision("ledger", 2, seen, "T", new))


CORRECTED = article("ledger", f"{LEAD.replace('14', 'nine')}\n\n{NOTICE}")


def relays_of(*others: Article) -> list[tuple[str, str]]:
    followed = follow(list_corrections(CORRECTED), [CORRECTED, *others])
    return [(relay.article_id, relay.evidence.text) for one in followed for relay in one.relays]


@pytest.mark.parametrize(
    "sentence",
    [
        LEAD,
        "Fourteen people are missing in Orrin after a wall failed.",
        "At least 14 people were reported missing by noon.",
    ],
)
def test_it_finds_who_still_says_it(sentence: str) -> None:
    assert relays_of(article("post", f"Rain fell all night.\n\n{sentence}")) == [("post", sentence)]


@pytest.mark.parametrize(
    "body",
    [
        # Fourteen of something else, or a date.
        "Crews from 14 towns came to help people who were missing their homes.",
        "On 14 October people were still missing their belongings.",
        # The right figure, or both.
        LEAD.replace("14", "nine"),
        "Police cut the number of missing people to nine from 14 people.",
        # It has corrected itself, too.
        f"{LEAD}\n\n{NOTICE}",
        "",
    ],
)
def test_it_leaves_alone_who_does_not(body: str) -> None:
    assert relays_of(article("post", body)) == []


def test_it_believes_a_headline_only_where_no_text_was_read() -> None:
    title = "River bursts banks: 14 people missing"

    assert relays_of(article("post", "", title)) == [("post", title)]
    assert relays_of(article("post", LEAD.replace("14", "nine"), title)) == []


def test_it_says_who_is_no_second_source() -> None:
    others = [article("post", LEAD), article("mail", LEAD)]
    origins = [Origin("ledger", ("ledger", "post")), Origin("mail", ("mail",))]

    followed = follow(list_corrections(CORRECTED), [CORRECTED, *others], origins)

    assert [(relay.article_id, relay.shares_origin) for relay in followed[0].relays] == [
        ("post", True),
        ("mail", False),
    ]


def test_it_follows_a_figure_that_was_changed_without_a_word() -> None:
    new = LEAD.replace("14", "nine")
    silent = article("ledger", new)

    corrections = list_corrections(silent, edits_of(LEAD, new))

    assert [(one.old, one.new, one.is_notice) for one in corrections] == [("14", "9", False)]
    assert corrections[0].before is not None
    assert (corrections[0].before.text, corrections[0].after.text) == (LEAD, new)


def test_it_tells_once_what_was_changed_and_noticed() -> None:
    edits = edits_of(LEAD, LEAD.replace("14", "nine"))

    assert [one.is_notice for one in list_corrections(CORRECTED, edits)] == [True]


def test_it_forgets_an_edit_that_was_itself_edited() -> None:
    edits = edits_of(LEAD, LEAD.replace("14", "twelve"))

    assert [one.old for one in list_corrections(article("ledger", LEAD.replace("14", "nine")), edits)] == []


def test_it_follows_a_name() -> None:
    corrected = article("ledger", "This article was corrected: the baker is Ann Mary Lee, not Anna Leigh.")
    wrong = article("post", "The baker Anna Leigh lost her ovens.")
    namesake = article("mail", "The pianist Anna Leigh plays on Sunday.")

    followed = follow(list_corrections(corrected), [corrected, wrong, namesake])

    assert [relay.article_id for relay in followed[0].relays] == ["post"]


def test_it_searches_a_bounded_number_of_articles() -> None:
    many = [article(f"post{number}", LEAD) for number in range(1_000)]

    followed = follow(list_corrections(CORRECTED), [CORRECTED, *many])

    assert len(followed[0].relays) == 399
