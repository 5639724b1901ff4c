"""Examples of figures that differ between articles, and of near misses that do not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.articles.models import Article, DateSource, Precision, Published
from server.figures.figures import MOST_ROWS, MOST_TEXTS, analyse_figures, differing_figures
from server.figures.models import ArticleFigures, Verdict

START = datetime(2026, 3, 2, 8, tzinfo=UTC)


def article(name: str, body: str, *, hours: float | None = 0, title: str = "") -> Article:
    published = None
    if hours is not None:
        published = Published(START + timedelta(hours=hours), Precision.MINUTE, DateSource.META)
    url = f"https://{name}.example/a"
    return Article(name, url, url, f"{name}.example", title, body, published=published, language="en")


def compare(*articles: Article, here: str = "a"):
    return differing_figures([analyse_figures(one) for one in articles], here=here)


def test_it_shows_a_count_that_others_give_differently():
    here = article("a", "The storm killed seven people in Harbourtown.")
    other = article("b", "The storm killed nine people in Harbourtown.")

    [row] = compare(here, other)

    assert (row.subject, row.role) == ("people killed", "killed")
    assert [value.value for value in row.values] == ["seven", "nine"]


@pytest.mark.parametrize(
    "other",
    [
        # The same, said otherwise.
        "The storm left 7 dead.",
        "At least five people died in the storm.",
        # Others that are counted, or another deed.
        "The storm killed nine cows.",
        "The storm injured nine people.",
        # Another event: told by its time, its place, or its day.
        "The storm of 1998 killed nine people.",
        "A fire in Lakeside killed nine people.",
        # A part of the count.
        "Rescuers found nine more bodies.",
        "The storm killed another nine people.",
        # Too vague to contradict anybody.
        "The storm killed dozens of people.",
        # What someone is quoted with.
        "“It killed nine people,” a witness said.",
        # Both values: this text contradicts nobody.
        "The storm killed seven people on land. It killed nine people in all.",
        "",
    ],
)
def test_it_is_silent_where_both_may_be_true(other):
    here = article("a", "The storm killed seven people in Harbourtown.")

    assert compare(here, article("b", other)) == ()


def test_the_age_of_one_person_is_compared():
    [row] = compare(article("a", "Ann Lee, 38, drove."), article("b", "The driver was Ann Lee, 39."))

    assert (row.subject, row.unit) == ("Ann Lee", "years old")


@pytest.mark.parametrize("other", ["Bo Lee, 39, drove.", "Ann Lee, 62, drove.", "Ann Moss, 39, drove."])
def test_the_ages_of_two_persons_are_not(other):
    assert compare(article("a", "Ann Lee, 38, drove."), article("b", other)) == ()


def test_other_counts_are_compared_if_the_words_around_agree():
    here = article("a", "The harbour authority ordered 12 new cranes for the container terminal.")
    other = article("b", "For the container terminal the harbour authority ordered 16 new cranes.")

    [row] = compare(here, other)

    assert row.subject == "new cranes"


def test_other_counts_are_not_compared_on_a_shared_noun_alone():
    here = article("a", "The harbour authority ordered 12 new cranes for the container terminal.")
    other = article("b", "In the park 16 new cranes, the birds, were seen by walkers.")

    assert compare(here, other) == ()


def test_later_articles_that_move_together_are_an_update():
    early = article("a", "The storm killed seven people.")
    later = [article(name, "The storm killed nine people.", hours=hours) for name, hours in (("b", 5), ("c", 6))]

    [row] = compare(early, *later)

    assert row.verdict is Verdict.UPDATE
    assert [value.article_id for value in row.values] == ["a", "b", "c"]


def test_a_value_that_a_text_calls_outdated_is_an_update_and_stands_first():
    here = article("a", "Four people died. Police had earlier said that five people were killed.", hours=None)
    other = article("b", "Five people were killed.", hours=None)

    [row] = compare(here, other)

    assert row.verdict is Verdict.UPDATE
    assert [value.value for value in row.values] == ["Five", "Four"]


def test_a_correction_tells_who_is_behind_whatever_the_words_around():
    here = article("a", "Hackers copied the files of 2.1 million patients before anyone in the clinics noticed.")
    other = article("b", "The portal said that records of 2.6 million patients, not 2.1 million, were taken.", hours=9)

    [row] = compare(here, other)

    assert row.verdict is Verdict.UPDATE
    assert [value.value for value in row.values] == ["2.1 million", "2.6 million"]


def test_values_that_alternate_in_time_are_a_conflict():
    bodies = ("seven", "nine", "seven", "nine")
    articles = [
        article(name, f"The storm killed {count} people.", hours=hours)
        for hours, (name, count) in enumerate(zip("abcd", bodies, strict=True))
    ]

    [row] = compare(*articles)

    assert row.verdict is Verdict.CONFLICT


def test_two_speakers_in_one_text_are_a_conflict():
    here = article("a", "Police said seven people were killed. The ministry said nine people were killed.", hours=None)
    other = article("b", "Nine people were killed in the storm.", hours=None)
    third = article("c", "Eleven people were killed in the storm.", hours=None)

    rows = compare(here, other, third, here="c")

    assert [row.verdict for row in rows] == [Verdict.CONFLICT]


def test_without_times_it_stays_open():
    here = article("a", "The storm killed seven people.", hours=None)

    [row] = compare(here, article("b", "The storm killed nine people.", hours=None))

    assert row.verdict is Verdict.OPEN


def test_a_stale_headline_does_not_speak_against_the_text_below_it():
    here = article("a", "The storm killed nine people.", title="Storm kills seven people")

    assert compare(here, article("b", "The storm killed nine people.")) == ()


def test_a_story_of_very_many_texts_is_not_read_to_the_end():
    others = [article(f"b{number}", "The storm killed nine people.") for number in range(MOST_TEXTS + 20)]

    [row] = compare(article("a", "The storm killed seven people."), *others)

    assert len(row.values) == MOST_TEXTS


def test_an_article_that_is_not_among_the_texts_has_no_rows():
    assert compare(article("a", "The storm killed seven people."), here="z") == ()


def test_an_analysis_survives_being_stored():
    analysed = analyse_figures(article("a", "Police said seven people were killed. Ann Lee, 38, was not."))

    assert msgspec.json.decode(msgspec.json.encode(analysed), type=ArticleFigures) == analysed


SENTENCES = st.sampled_from(
    [
        "The storm killed seven people.",
        "Nine people were killed in Harbourtown.",
        "Police arrested 30 to 40 people, the mayor said.",
        "It cost $2.1bn. Ann Lee, 38, paid.",
        "Up to 12 boats sank – “twelve”, he said.",
        "5 5 5, 1.234 and 60%\n",
    ]
)


@settings(max_examples=60)
@given(st.lists(st.lists(SENTENCES, max_size=5), min_size=2, max_size=4))
def test_all_that_is_shown_is_verbatim(texts):
    articles = [article("abcd"[n], " ".join(sentences), hours=n) for n, sentences in enumerate(texts)]
    bodies = {one.id: one.body for one in articles}

    rows = compare(*articles)

    evidence = [value.evidence for row in rows for value in row.values]
    assert len(rows) <= MOST_ROWS
    assert all(one.text == bodies[one.article_id][one.start : one.end] for one in evidence)
    assert all(value.value in value.evidence.text for row in rows for value in row.values)
