import pytest

from server.summaries.cues import QUESTIONS, find_cues
from server.summaries.models import QuestionKind as Kind


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The ferry burnt on Sunday in Kisanda.", {Kind.WHEN_WHERE}),
        ("Die Fähre brannte am Sonntag bei Kisanda.", {Kind.WHEN_WHERE}),
        ("The ferry burnt because a pump had failed.", {Kind.WHY}),
        ("La nave ardió debido a una bomba rota.", {Kind.WHY}),
        ("The crew saved them by cutting a hole into the deck.", {Kind.HOW}),
        ("The court will hold a hearing.", {Kind.NEXT}),
        ("The fire killed five people.", {Kind.HOW_MANY}),
        ("Damages of $2.4 million were paid.", {Kind.HOW_MANY}),
        ("Tessel Lines declined to comment.", {Kind.RESPONSE}),
        ("The ministry rejected the claims.", {Kind.RESPONSE}),
        # Near misses: a day without a place, a month for a place, a supposition, a year, an age, an hour, a morning.
        ("The ferry burnt on Sunday.", set()),
        ("The ferry burnt on Sunday as it had in March.", set()),
        ("The court would hold a hearing if it could.", set()),
        ("In 2023 a 34-year-old man met her at 5 p.m.", set()),
        ("They slept by morning.", set()),
        ("The strike was due to end.", set()),
        ("The ministry said nothing of interest.", set()),
    ],
)
def test_it_finds_the_words_for_an_answer(text, kinds):
    assert find_cues(text) == kinds


def test_every_kind_is_asked():
    assert set(QUESTIONS) == set(Kind)
    assert all(question.endswith("?") for question in QUESTIONS.values())
