"""What a report may be about, what is kept of it, and what of it everyone may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import count

import pytest

from server.errors import InvalidInput, InvalidURL, NotFound, PrivateAddress, TooManyReports
from server.reports.models import Kind, Reason, Report, Status
from server.services.house import House
from server.services.report_subjects import ReportSubjects
from server.services.reports import MOST_A_DAY, ReportService, new_id

NOW = datetime(2026, 3, 1, 22, 59, 30, tzinfo=UTC)
BBC_PAGE = "https://www.bbc.co.uk/news/none-such"


class InMemory:
    """A store of reports that forgets; a full one has no room for the day."""

    def __init__(self, *, is_full: bool = False) -> None:
        self.held: dict[str, Report] = {}
        self._is_full = is_full

    def add(self, report: Report, *, most_a_day: int, folds: bool) -> Report | None:
        assert most_a_day == MOST_A_DAY
        same = [one for one in self.held.values() if replace(one, id=report.id) == report]
        if folds and same:
            return same[0]
        if self._is_full:
            return None
        self.held[report.id] = report
        return report

    def replace(self, report: Report) -> None:
        self.held[report.id] = report

    def get(self, report_id: str) -> Report:
        if report_id not in self.held:
            raise NotFound("there is no report with this id")
        return self.held[report_id]

    def page(
        self, *, kind: Kind | None, status: Status | None, before: tuple[str, str] | None, limit: int
    ) -> tuple[list[Report], tuple[str, str] | None]:
        return [*self.held.values()][:limit], ("2026-03-01", "rp-1") if len(self.held) > limit else None


@pytest.fixture(scope="session")
def subjects(house: House) -> ReportSubjects:
    return ReportSubjects(house.store, house.stories._stories, house.outlets)


@pytest.fixture(scope="session")
def article_ids(house: House) -> list[str]:
    story = house.stories.page(since=None, min_outlets=3, cursor=None, limit=1).stories[0]
    return sorted(match.article.id or "" for match in house.stories.get(story.id).articles)


def build(subjects: ReportSubjects, store: InMemory | None = None) -> ReportService:
    numbers = count(1)
    return ReportService(store or InMemory(), subjects, now=lambda: NOW, make_id=lambda: f"rp-{next(numbers)}")


def send(
    service: ReportService, *, kind: Kind = Kind.OUTLET, about: str = "bbc.com", comment: str = ""
) -> tuple[str, bool]:
    taken = service.take(service.prepare(kind, about, Reason.WRONG_FACT, comment))
    return taken.report.id, taken.is_new


@pytest.mark.parametrize(
    ("kind", "given", "normal"),
    [
        (Kind.OUTLET, "harbour-ledger.example", "harbour-ledger.example"),
        (Kind.OUTLET, " BBC.com ", "bbc.com"),
        # An alias stands for its outlet.
        (Kind.OUTLET, "ap.org", "apnews.com"),
        (Kind.RATING, "harbour-ledger.example:meridian:lean", "harbour-ledger.example:meridian:lean"),
        (Kind.PAGE, f"{BBC_PAGE}?utm_source=mail#top", BBC_PAGE),
        # Reserved names are private, but not those of outlets in the table.
        (Kind.PAGE, "https://www.harbour-ledger.example/x", "https://www.harbour-ledger.example/x"),
    ],
)
def test_it_brings_ids_into_one_form(subjects: ReportSubjects, kind: Kind, given: str, normal: str) -> None:
    assert subjects.normal_id(kind, given) == normal


def test_it_takes_what_is_held_by_its_id(subjects: ReportSubjects, house: House, article_ids: Sequence[str]) -> None:
    first, second, *_ = article_ids
    title = house.store.get(first).article.title
    story_id = house.stories.page(since=None, min_outlets=1, cursor=None, limit=1).stories[0].id
    unheld = "0" * 20

    assert subjects.normal_id(Kind.ARTICLE, first) == first
    assert subjects.normal_id(Kind.STORY, story_id) == story_id
    assert subjects.normal_id(Kind.MATCH, f"{second}:{first}") == f"{first}:{second}"
    assert subjects.normal_id(Kind.MATCH, f"{unheld}:{first}") == f"{first}:{unheld}"
    assert subjects.normal_id(Kind.SENTENCE, f"{first}:title:0:{len(title)}") == f"{first}:title:0:{len(title)}"
    with pytest.raises(InvalidInput, match="no such place"):
        subjects.normal_id(Kind.SENTENCE, f"{first}:title:0:{len(title) + 1}")
    with pytest.raises(InvalidInput, match="no such place"):
        subjects.normal_id(Kind.SENTENCE, f"{first}:title:3:3")
    with pytest.raises(InvalidInput, match="two different"):
        subjects.normal_id(Kind.MATCH, f"{first}:{first}")


@pytest.mark.parametrize(
    ("kind", "given", "error"),
    [
        (Kind.OUTLET, "no-such-outlet.com", InvalidInput),
        (Kind.OUTLET, "<script>", InvalidInput),
        (Kind.RATING, "harbour-ledger.example", InvalidInput),
        (Kind.RATING, "harbour-ledger.example:meridian:reliability", InvalidInput),
        (Kind.RATING, "buy pills:harbour-ledger.example:meridian:lean", InvalidInput),
        (Kind.STORY, "st-unknown", InvalidInput),
        (Kind.ARTICLE, "0" * 20, InvalidInput),
        (Kind.MATCH, f"{'0' * 20}:{'1' * 20}", InvalidInput),
        (Kind.MATCH, "buy:pills", InvalidInput),
        (Kind.SENTENCE, f"{'0' * 20}:body:0:5", InvalidInput),
        (Kind.SENTENCE, f"{'0' * 20}:authors:0:5", InvalidInput),
        (Kind.SENTENCE, f"{'0' * 20}:body:-1:5", InvalidInput),
        (Kind.PAGE, "bbc.co.uk/news", InvalidURL),
        (Kind.PAGE, "javascript:alert(1)", InvalidURL),
        (Kind.PAGE, "http://192.168.0.1/admin", PrivateAddress),
        (Kind.PAGE, "https://wiki.corp/page", PrivateAddress),
        (Kind.PAGE, "https://ada:secret@bbc.co.uk/", PrivateAddress),
    ],
)
def test_it_points_at_what_there_is_not(
    subjects: ReportSubjects, kind: Kind, given: str, error: type[InvalidInput]
) -> None:
    with pytest.raises(InvalidInput) as raised:
        subjects.normal_id(kind, given)

    assert raised.type is error
    assert raised.value.pointer == "/about/id"
    assert given not in str(raised.value)


def test_it_keeps_the_day_and_the_masked_words_and_nothing_else(subjects: ReportSubjects) -> None:
    store = InMemory()

    send(build(subjects, store), comment="Founded in 1902, says ada@mail.example\u202e")

    kept = "Founded in 1902, says [e-mail address removed]"
    assert store.held == {
        "rp-1": Report("rp-1", date(2026, 3, 1), Kind.OUTLET, "bbc.com", Reason.WRONG_FACT, comment=kept)
    }


def test_it_refuses_a_comment_that_is_too_long(subjects: ReportSubjects) -> None:
    with pytest.raises(InvalidInput, match="1000") as raised:
        build(subjects).prepare(Kind.OUTLET, "bbc.com", Reason.OTHER, "x" * 1001)

    assert raised.value.pointer == "/comment"


def test_it_folds_what_is_public_but_not_pages(subjects: ReportSubjects) -> None:
    service = build(subjects)

    outlets = [send(service), send(service, about=" BBC.com"), send(service, comment="Why?")]
    pages = [send(service, kind=Kind.PAGE, about=BBC_PAGE) for _ in range(2)]

    assert outlets == [("rp-1", True), ("rp-1", False), ("rp-3", True)]
    # Else anyone could learn whether somebody has reported an address.
    assert pages == [("rp-4", True), ("rp-5", True)]


def test_it_says_when_there_is_room_again(subjects: ReportSubjects) -> None:
    with pytest.raises(TooManyReports, match="tomorrow") as raised:
        send(build(subjects, InMemory(is_full=True)))

    assert raised.value.retry_after == 3630  # until midnight, UTC


@pytest.mark.parametrize(
    ("status", "is_shown"),
    [(Status.OPEN, False), (Status.DECLINED, False), (Status.ACCEPTED, True), (Status.DONE, True)],
)
def test_it_shows_the_senders_words_only_when_accepted(
    subjects: ReportSubjects, status: Status, is_shown: bool
) -> None:
    store = InMemory()
    service = build(subjects, store)
    report_id, _ = send(service, kind=Kind.PAGE, about=BBC_PAGE, comment="Buy pills")
    store.held[report_id] = replace(store.held[report_id], status=status)

    shown = [service.get(report_id), *service.page(kind=None, status=None, cursor=None, limit=9).reports]

    assert [(one.about.id, one.comment) for one in shown] == [(BBC_PAGE, "Buy pills") if is_shown else (None, None)] * 2


def test_it_shows_from_the_beginning_what_is_ours(subjects: ReportSubjects, article_ids: Sequence[str]) -> None:
    service = build(subjects)
    report_id, _ = send(service, kind=Kind.MATCH, about=":".join(article_ids[:2]))

    shown = service.get(report_id)

    assert (shown.about.id, shown.about.url) == (":".join(article_ids[:2]), f"/articles/{article_ids[0]}")
    assert (shown.status, shown.reason_label, shown.answer) == (Status.OPEN, "A fact is wrong", None)
    assert shown.url == "/reports/rp-1"


def test_the_operator_answers_and_keeps_an_earlier_answer(subjects: ReportSubjects) -> None:
    service = build(subjects)
    report_id, _ = send(service, comment="Why?")

    service.answer(report_id, status=Status.ACCEPTED, text=" It is being\x1b mended. ")
    service.answer(report_id, status=Status.DONE)

    shown = service.get(report_id)
    assert (shown.status, shown.answer, shown.comment) == (Status.DONE, "It is being mended.", "Why?")
    assert shown.answered_on == date(2026, 3, 1)


def test_the_operator_can_erase_what_the_sender_wrote(subjects: ReportSubjects) -> None:
    service = build(subjects)
    page, _ = send(service, kind=Kind.PAGE, about=BBC_PAGE, comment="Ask Ada Beck")
    outlet, _ = send(service, comment="Ask Ada Beck")

    erased = [service.answer(one, status=Status.DONE, erases=True) for one in (page, outlet)]

    assert [(one.about, one.comment) for one in erased] == [("", ""), ("bbc.com", "")]
    assert service.get(page).about.id is None


def test_ids_are_short_and_not_guessed() -> None:
    ids = {new_id() for _ in range(100)}

    assert len(ids) == 100
    assert {len(one) for one in ids} == {19}
