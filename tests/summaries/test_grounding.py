import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.summaries.grounding import find_ungrounded

TOLL = "Police in Kisanda said on Sunday that five people died after a fire on a crowded ferry."
BLAME = "Helen Strand accused the operator Tessel Lines of “knowing about the pump”, which the company has not denied."


@pytest.mark.parametrize(
    ("sentence", "cited"),
    [
        # The span itself, and one with other words for the same.
        (TOLL, [TOLL]),
        ("Five people died after a fire on a crowded ferry, police in Kisanda said.", [TOLL]),
        # A figure may be written in digits.
        ("Police in Kisanda said 5 people died after a fire on a crowded ferry.", [TOLL]),
    ],
)
def test_it_believes_what_can_be_checked(sentence, cited):
    assert find_ungrounded(sentence, cited) == ()


@pytest.mark.parametrize(
    ("sentence", "cited", "reason"),
    [
        ("Police in Orrin said that five people died after a fire.", [TOLL], "names that are not cited: orrin"),
        # Who did it to whom.
        ("Tessel Lines accused Helen Strand of knowing about the pump.", [BLAME], "in this order"),
        ("Police in Kisanda said that six people died after a fire.", [TOLL], "figures that are not cited: 6"),
        ("Police in Kisanda said that dozens of people died after a fire.", [TOLL], "dozens"),
        ("Helen Strand accused Tessel Lines of “hiding the pump”.", [BLAME], "quoted and not cited"),
        # A denial that is dropped, and one that is added.
        (
            "Helen Strand accused Tessel Lines of knowing about the pump, which it has denied.",
            [BLAME],
            "denied differs",
        ),
        ("Police in Kisanda said on Sunday that nobody died after a fire on a ferry.", [TOLL], "denied differs"),
        # What some say becomes a fact.
        ("Five people died in Kisanda on Sunday after a fire on a crowded ferry.", [TOLL], "who says it"),
        ("Police in Kisanda said that five people may have died after a fire.", [TOLL], "in doubt"),
        ("Police in Kisanda said that arson by smugglers destroyed a rotten vessel.", [TOLL], "says more"),
        ("", [TOLL], "nothing"),
        ("!!!", [TOLL], "nothing"),
        ("Five people died.", ["  "], "nothing"),
    ],
)
def test_it_says_what_is_not_borne_out(sentence, cited, reason):
    assert any(reason in found for found in find_ungrounded(sentence, cited)), find_ungrounded(sentence, cited)


@given(st.text(max_size=80), st.lists(st.text(max_size=80), max_size=3))
def test_it_reads_anything(sentence, cited):
    assert all(find_ungrounded(sentence, cited)) or not find_ungrounded(sentence, cited)
