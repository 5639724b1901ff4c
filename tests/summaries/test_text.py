from dataclasses import replace
from datetime import timedelta
from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.articles.models import Article, Genre
from server.coverage.models import Origin
from server.summaries.readings import read
from tests.summaries.examples import COUNTS, DAILY, EVENING, POST, STORY, article, readings, tell

REPORT = article(
    "Five dead after fire on ferry near Kisanda",
    "KISANDA, Kenya (Norwire) — Five people died after a fire on a crowded ferry near Kisanda on Sunday. He was first.",
    hour=1,
)


def test_it_shows_a_whole_headline_and_a_first_sentence():
    summary = tell(REPORT)

    assert summary.headline.text == REPORT.title
    assert (summary.headline.field, summary.headline.start, summary.headline.end) == ("title", 0, len(REPORT.title))
    assert summary.lede is not None
    assert summary.lede.text == "Five people died after a fire on a crowded ferry near Kisanda on Sunday."
    assert summary.lede.start == len("KISANDA, Kenya (Norwire) — ")
    assert summary.counts is COUNTS


def test_it_takes_the_lede_of_the_next_best_report_when_the_first_has_no_text():
    bare = article("Five dead after ferry fire near Kisanda, police say", hour=0)

    summary = tell(bare, bare, REPORT)

    assert summary.lede is not None
    assert summary.lede.article_id == REPORT.id


def test_it_takes_no_lede_from_what_is_no_report():
    satire = article(REPORT.title, REPORT.body, genre=Genre.SATIRE)

    assert tell(satire).lede is None


def test_it_takes_the_lede_in_the_language_of_the_headline():
    body = "Fünf Menschen sind nach dem Feuer auf der Fähre tot geborgen worden."
    german = article("Fünf Tote nach Feuer auf Fähre", body, language="de")
    others = [article(f"Ferry fire near Kisanda: {word} dead") for word in ("five", "some", "many")]

    assert tell(german).lede is not None
    assert tell(german, *others).lede is None


def test_it_knows_from_when_to_when_the_story_was_told():
    articles = [REPORT, article("Later", hour=30), article("Undated"), article("First", hour=-2)]

    summary = tell(*articles)

    assert summary.first_published_at == EVENING - timedelta(hours=2)
    assert summary.newest_published_at == EVENING + timedelta(hours=30)


def test_it_knows_no_times_where_there_are_none():
    summary = tell(article("Undated"))

    assert (summary.first_published_at, summary.newest_published_at) == (None, None)


def test_headlines_alone_make_no_overview_and_it_says_so():
    summary = tell(article("Ferry fire near Kisanda", hour=0), article("Five dead after ferry fire", hour=1))

    assert summary.overview is None
    assert summary.balance is None
    assert "no overview: we hold headlines of this story, not its texts" in summary.notes


def test_it_tells_the_story_in_one_language_and_says_so():
    others = [
        article("Fünf Tote nach Brand auf Fähre", "Bei Kisanda starben am Sonntag fünf Menschen.", language="de"),
        article("Cinq morts dans l’incendie d’un ferry", "Cinq personnes sont mortes dimanche.", language="fr"),
    ]

    summary = tell(*STORY, *others)

    ids = {one.id for one in others}
    assert summary.language == "en"
    assert not ids & {evidence.article_id for evidence in evidences(summary)}
    assert any("2 in others" in note for note in summary.notes)


def test_identical_texts_are_told_once():
    copies = [replace(DAILY, id=f"copy-{n}") for n in range(9)]
    folded = [Origin("copies", tuple(one.id for one in copies))]

    summary = tell(*copies, origins=folded)

    assert len({evidence.text for evidence in summary.overview}) == len(summary.overview)
    assert all(point.origins == 1 for point in summary.key_points)


def test_a_large_story_is_sampled_and_says_so():
    many = [replace(DAILY, id=f"report-{n:03}") for n in range(400)]

    assert "told from 60 of 400 articles, taken over all origins and the whole time" in tell(*many).notes


def test_it_is_told_from_what_was_read_before():
    known = readings(*STORY)

    assert tell(*STORY, readings=known) == tell(*STORY)
    # A reading of an older text is made anew.
    assert tell(*STORY, readings={DAILY.id: read(replace(DAILY, body=POST.body))}) == tell(*STORY)


def test_comment_supplies_no_sentence():
    rant = article(
        "Ferry fire near Kisanda: who is to blame?",
        "\n\n".join(
            f"Frankly the fire near Kisanda is report {n} of a ferry that we should have scrapped." for n in range(9)
        ),
    )

    summary = tell(*STORY, rant)

    assert rant.id not in {evidence.article_id for evidence in evidences(summary)}


def evidences(summary):
    """Return everything that is quoted, wherever it is shown."""
    points = chain.from_iterable((point.evidence, *point.references) for point in summary.key_points)
    answers = chain.from_iterable((question.answer, *question.references) for question in summary.questions)
    return list(filter(None, (summary.headline, summary.lede, *(summary.overview or ()), *points, *answers)))


words = st.sampled_from(
    ["Ferry", "fire", "five", "14", "from", "to", "said", "I", "(Norwire) — ", "“", ".", "?", "\n", "火"]
)
# Real sentences among noise, so that every part of a summary is made now and then.
sentences = st.sampled_from([line for one in STORY for line in one.body.split("\n\n")])
texts = st.lists(words | sentences | st.text(max_size=8), max_size=60).map(" ".join)
articles_of_any_kind = st.builds(
    Article,
    id=st.text(max_size=4),
    url=st.just("https://news.example/"),
    canonical_url=st.just("https://news.example/"),
    outlet_key=st.none(),
    title=texts,
    body=texts | st.lists(sentences, max_size=8).map("\n\n".join),
    language=st.sampled_from([None, "en", "de-AT", "zh"]),
    genre=st.sampled_from([None, *Genre]),
)
stories = st.lists(articles_of_any_kind, min_size=1, max_size=5, unique_by=lambda one: one.id)
sides = st.lists(st.sampled_from([None, "left", "center", "right"]), min_size=5, max_size=5)


@given(stories, sides)
def test_it_shows_nothing_but_verbatim_spans(articles, leans):
    summary = tell(*articles, sides={one.id: lean for one, lean in zip(articles, leans, strict=False)})

    by_id = {article.id: article for article in articles}
    for shown in evidences(summary):
        assert shown.text == getattr(by_id[shown.article_id], shown.field)[shown.start : shown.end]


@given(stories)
def test_it_does_not_matter_in_which_order_articles_come(articles):
    summary = tell(*articles)

    assert summary == tell(*articles[::-1])


@pytest.mark.parametrize(
    "body",
    [
        "word",
        "“" * 10_000,
        "“All of it is speech,” she said. " * 2_000,
        "no sentence " * 20_000,
        "Пожар 火 حريق Fire fire. " * 2_000,
        "the fire of the fire of " * 10_000,
        "A" * 1_000_000,
    ],
)
def test_it_tells_from_hostile_text(body):
    hostile = [article(f"Ferry fire {n}", body) for n in range(3)]

    summary = tell(*hostile)

    assert summary.headline.text.startswith("Ferry fire")
    assert len(evidences(summary)) <= 40
