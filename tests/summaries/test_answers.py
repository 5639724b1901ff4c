from dataclasses import replace

import pytest

from server.summaries.models import QuestionKind as Kind
from tests.summaries.examples import DAILY, STORY, article, tell


def answers(*articles):
    return {question.kind: question for question in tell(*articles).questions}


@pytest.mark.parametrize(
    ("kind", "beginning"),
    [
        (Kind.WHAT, "Five people died after a fire"),
        (Kind.WHEN_WHERE, "Police said that five people died on Sunday"),
        (Kind.WHY, "Helen Strand, who leads the inquiry"),
        (Kind.HOW_MANY, "A fire on a crowded ferry killed five"),
        (Kind.NEXT, "The port authority will hold a hearing"),
        (Kind.RESPONSE, "The ferry operator Tessel Lines declined"),
    ],
)
def test_it_answers_with_a_sentence(kind, beginning):
    question = answers(*STORY)[kind]

    assert question.answer.text.startswith(beginning)
    assert question.note is None


def test_it_says_who_if_headline_or_lede_name_a_person():
    title = "Helen Strand blames garden hose for ferry fire near Kisanda"

    assert answers(*STORY)[Kind.WHO].answer is None
    assert "Helen Strand" in answers(*(replace(one, title=title) for one in STORY))[Kind.WHO].answer.text


def test_it_names_others_who_say_so():
    references = answers(*STORY)[Kind.WHY].references

    assert [reference.text[:12] for reference in references] == ["Investigator"]


def test_it_says_that_it_found_nothing_and_where():
    assert answers(*STORY)[Kind.HOW].note == "not found in the 3 articles we hold"
    assert answers(article("Ferry fire"))[Kind.WHAT].note == "not found in the one article we hold"


@pytest.mark.parametrize(
    "aside",
    [
        # The words for an answer, and another matter.
        "Wheat prices rose because the harvest in the south had failed for a third year.",
        "The opera house will be closed for repairs until next month, its director said.",
        "A spokesman for the football club said that the coach had resigned.",
    ],
)
def test_it_takes_no_answer_from_an_aside(aside):
    story = article("Five dead after fire on ferry near Kisanda", f"{DAILY.body.partition('They')[0]}\n\n{aside}")

    assert aside not in {question.answer.text for question in tell(story).questions if question.answer}


def test_it_does_not_look_in_languages_that_it_has_no_words_for():
    polish = article(
        "Pożar promu koło Kisandy", "Pięć osób zginęło w pożarze promu koło Kisandy w niedzielę.", language="pl"
    )

    assert answers(polish)[Kind.WHY].note == "not looked for in this language (pl)"
