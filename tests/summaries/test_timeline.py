from dataclasses import replace

import pytest

from server.articles.models import DateSource, Genre, Precision, Published
from server.coverage.models import Join, Origin
from server.summaries.models import EntryKind
from server.summaries.timeline import MOST_ENTRIES, find_first_report, list_reports, says_it_corrects
from tests.summaries.examples import EVENING, article, origins

FIRST, SECOND = article("First", hour=0), article("Second", hour=3)


def on_the_day_of(one):
    return replace(one, published=Published(EVENING.replace(hour=0), Precision.DAY, DateSource.META))


def kinds(*articles, folded=None):
    return [entry.kind for entry in list_reports(articles, folded or origins(*articles))]


def test_it_marks_the_first_report_and_keeps_the_order_of_time():
    undated = article("Undated", genre=Genre.OPINION)

    entries = list_reports([undated, SECOND, FIRST], origins(FIRST, SECOND, undated))

    assert [entry.article_id for entry in entries] == [FIRST.id, SECOND.id, undated.id]
    assert [entry.kind for entry in entries] == [EntryKind.FIRST_REPORT, EntryKind.REPORT, EntryKind.OPINION]
    assert (entries[0].at, entries[0].precision) == (FIRST.published.at, Precision.MINUTE)
    assert (entries[2].at, entries[2].precision) == (None, None)


@pytest.mark.parametrize(
    ("articles", "first"),
    [
        ([SECOND, FIRST], FIRST.id),
        ([FIRST], FIRST.id),
        # Nobody knows which of two came first in the same minute, or on a day without an hour.
        ([FIRST, article("Twin", hour=0)], None),
        ([on_the_day_of(FIRST), SECOND], None),
        ([FIRST, on_the_day_of(SECOND)], None),
        # A day is enough to tell it from the week after.
        ([on_the_day_of(FIRST), article("Late", hour=200)], FIRST.id),
        # A report without a time may be the first; an opinion is no report.
        ([FIRST, article("Undated")], None),
        ([article("Early opinion", hour=-9, genre=Genre.OPINION), FIRST], FIRST.id),
        ([], None),
    ],
)
def test_it_names_a_first_report_only_if_that_is_sure(articles, first):
    assert find_first_report(articles) == first


@pytest.mark.parametrize("reason", ["same_text", "republished", "relayed"])
def test_it_knows_relays(reason):
    folded = [Origin(FIRST.id, (FIRST.id, SECOND.id), (Join(SECOND.id, FIRST.id, reason, "why"),))]

    assert kinds(FIRST, SECOND, folded=folded) == [EntryKind.FIRST_REPORT, EntryKind.RELAY]


def test_one_owner_or_agency_makes_no_relay():
    folded = [Origin(FIRST.id, (FIRST.id, SECOND.id), (Join(SECOND.id, FIRST.id, "owner_family", "why"),))]

    assert kinds(FIRST, SECOND, folded=folded) == [EntryKind.FIRST_REPORT, EntryKind.REPORT]


@pytest.mark.parametrize(
    ("title", "corrects"),
    [
        ("Correction: Ferry toll", True),
        ("CORRECTED-Ferry toll is five", True),
        ("Korrektur: Fünf Tote", True),
        # A jail makes no correction, nor does a market that falls.
        ("Corrections officers strike at Orrin jail", False),
        ("Market correction hits ferry shares", False),
        ("Ferry fire", False),
    ],
)
def test_it_knows_corrections_by_how_they_begin(title, corrects):
    assert says_it_corrects(article(title)) is corrects


def test_it_keeps_a_large_story_in_bounds_and_every_origin_first():
    many = [article(f"Report {n}", hour=n) for n in range(2 * MOST_ENTRIES)]
    folded = [Origin("all", tuple(one.id for one in many[:-1])), *origins(many[-1])]

    entries = list_reports(many, folded)

    assert len(entries) == MOST_ENTRIES
    assert entries[-1].article_id == many[-1].id
