import pytest

from benchmarks.questions import choose_questions, mean_recall, recall
from benchmarks.stream import begin_minute, tell
from benchmarks.synthetic import Row
from server.coverage.records import build_record

PER_DAY = 100
DAY = 1440


@pytest.fixture(scope="module")
def rows():
    return [
        Row(number, at, begin_minute(number, per_day=PER_DAY) + told.arrives_after, build_record(told.article))
        for number in range(40)
        for at, told in enumerate(tell(number, seed=1))
    ]


@pytest.fixture(scope="module")
def questions(rows):
    return choose_questions(rows, seed=1, pairs=5)


def test_each_is_asked_with_its_text_and_without(questions):
    assert [question.has_text for question in questions] == [True, False] * 5
    assert all(one.article.id == other.article.id for one, other in zip(questions[::2], questions[1::2], strict=True))


def test_companions_are_of_the_same_story_and_within_the_window(rows, questions):
    row_of = {row.record.article_id: row for row in rows}
    for question in questions:
        own = row_of[question.article.id]
        others = [row_of[article_id] for article_id in question.companions]

        assert {other.story for other in others} == {own.story}
        assert question.article.id not in question.companions
        assert all(abs((o.record.minutes or o.minute) - own.record.minutes) <= 3 * DAY for o in others)


def test_recall_is_of_the_companions_that_there_are(questions):
    all_found = [question.companions for question in questions]

    assert mean_recall(questions, all_found) == (1.0, 1.0)
    assert recall(questions[0], []) == 0.0
    assert mean_recall(questions, [found if at % 2 else [] for at, found in enumerate(all_found)]) == (0.0, 1.0)
