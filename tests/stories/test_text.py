from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from server.articles.models import Article, Genre
from server.stories.text import summarize
from tests.stories.examples import COUNTS, EVENING, article

REPORT = article(
    "Five dead after fire on ferry near Kisanda",
    "KISANDA, Kenya (Norwire) — Five people died after a fire on a crowded ferry near Kisanda on Sunday. He was first.",
    hour=1,
)


def test_it_shows_a_whole_headline_and_a_first_sentence():
    summary = summarize([REPORT], counts=COUNTS)

    assert summary.headline.text == REPORT.title
    assert (summary.headline.field, summary.headline.start, summary.headline.end) == ("title", 0, len(REPORT.title))
    assert summary.lede is not None
    assert summary.lede.text == "Five people died after a fire on a crowded ferry near Kisanda on Sunday."
    assert summary.lede.start == len("KISANDA, Kenya (Norwire) — ")
    assert summary.counts is COUNTS


def test_it_takes_the_lede_of_the_next_best_report_when_the_first_has_no_text():
    bare = article("Five dead after ferry fire near Kisanda, police say", hour=0)

    summary = summarize([bare, bare, REPORT], counts=COUNTS)

    assert summary.lede is not None
    assert summary.lede.article_id == REPORT.id


def test_it_takes_no_lede_from_what_is_no_report():
    satire = article(REPORT.title, REPORT.body, genre=Genre.SATIRE)

    assert summarize([satire], counts=COUNTS).lede is None


def test_it_takes_the_lede_in_the_language_of_the_headline():
    body = "Fünf Menschen sind nach dem Feuer auf der Fähre tot geborgen worden."
    german = article("Fünf Tote nach Feuer auf Fähre", body, language="de")
    others = [article(f"Ferry fire near Kisanda: {word} dead") for word in ("five", "some", "many")]

    assert summarize([german], counts=COUNTS).lede is not None
    assert summarize([german, *others], counts=COUNTS).lede is None


def test_it_knows_from_when_to_when_the_story_was_told():
    articles = [REPORT, article("Later", hour=30), article("Undated"), article("First", hour=-2)]

    summary = summarize(articles, counts=COUNTS)

    assert summary.first_published_at == EVENING - timedelta(hours=2)
    assert summary.newest_published_at == EVENING + timedelta(hours=30)


def test_it_knows_no_times_where_there_are_none():
    summary = summarize([article("Undated")], counts=COUNTS)

    assert (summary.first_published_at, summary.newest_published_at) == (None, None)


words = st.sampled_from(
    ["Ferry", "fire", "five", "14", "from", "to", "said", "I", "(Norwire) — ", "“", ".", "?", "\n", "火"]
)
texts = st.lists(words | st.text(max_size=8), max_size=60).map(" ".join)
articles_of_any_kind = st.builds(
    Article,
    id=st.text(max_size=4),
    url=st.just("https://news.example/"),
    canonical_url=st.just("https://news.example/"),
    outlet_key=st.none(),
    title=texts,
    body=texts,
    language=st.sampled_from([None, "en", "de-AT", "zh"]),
    genre=st.sampled_from([None, *Genre]),
)


@given(st.lists(articles_of_any_kind, min_size=1, max_size=5, unique_by=lambda one: one.id))
def test_it_shows_nothing_but_verbatim_spans(articles):
    summary = summarize(articles, counts=COUNTS)

    by_id = {article.id: article for article in articles}
    for shown in filter(None, (summary.headline, summary.lede)):
        assert shown.text == getattr(by_id[shown.article_id], shown.field)[shown.start : shown.end]
    assert summary == summarize(articles[::-1], counts=COUNTS)
