from datetime import UTC, datetime, timedelta

from benchmarks.corpora import Line
from benchmarks.naive import find_nearest, group, tune
from server.articles.models import Article, DateSource, Precision, Published

MORNING = datetime(2026, 3, 1, 8, tzinfo=UTC)


def line(name, title, *, hours):
    published = Published(MORNING + timedelta(hours=hours), Precision.MINUTE, DateSource.FEED)
    url = f"https://{name}.example/"
    return Line(name, Article(name, url, url, None, title=title, published=published))


FERRY = line("ferry", "Ferry burns off Kisanda", hours=0)
SAME = line("same", "Ferry burns in the strait", hours=2)
OTHER = line("other", "Mayor of Pell resigns", hours=3)
NEXT_WEEK = line("next-week", "Ferry burns off Kisanda", hours=24 * 7)


def test_an_article_joins_the_story_that_shares_its_headline_words():
    story_of = group(find_nearest([FERRY, SAME, OTHER]), 0.25)

    assert story_of == {"ferry": "ferry", "same": "ferry", "other": "other"}


def test_the_same_headline_a_week_later_is_another_story():
    assert group(find_nearest([FERRY, NEXT_WEEK]), 0.1)["next-week"] == "next-week"


def test_the_bar_is_the_one_that_does_best():
    bar, agreement = tune(find_nearest([FERRY, SAME, OTHER]), {"ferry": "1", "same": "1", "other": "2"})

    assert bar <= 0.5
    assert agreement.f1 == 1.0
