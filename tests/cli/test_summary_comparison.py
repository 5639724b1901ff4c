from __future__ import annotations

import msgspec
import pytest

from server.cli.summary_comparison import compared
from server.services.answer_parts import EvidenceAnswer, TextAnswer
from server.services.answers import ContextAnswer
from server.services.comparison_answers import ComparisonAnswer, CorrectionAnswer, RelayAnswer

NOTHING = ComparisonAnswer(4, [], [], [], None, [], [])


def shown(comparison: ComparisonAnswer) -> str:
    answer = msgspec.structs.replace(ContextAnswer(), comparison=comparison)
    return "\n".join(compared(answer))


def said(text: str) -> TextAnswer:
    return TextAnswer(text, EvidenceAnswer("a", "body", 0, len(text), text))


def test_it_says_that_nothing_was_found() -> None:
    assert "nothing was found" in shown(NOTHING)


def test_it_says_why_nothing_could_be_found_instead() -> None:
    told = shown(msgspec.structs.replace(NOTHING, notes=["fewer than three independent texts"]))

    assert "fewer than three" in told
    assert "nothing was found" not in told


@pytest.mark.parametrize(("new", "told"), [("nine", "14 became nine"), (None, "14 was wrong")])
def test_it_says_what_was_taken_back_and_who_still_says_it(new: str | None, told: str) -> None:
    relay = RelayAnswer("b", said("Fourteen are missing."), shares_origin=False)
    correction = CorrectionAnswer("a", "notice", "14", new, None, said("It was wrong."), [relay])

    text = shown(msgspec.structs.replace(NOTHING, corrections=[correction]))

    assert f"corrected since: {told}" in text
    assert "still said: “Fourteen are missing.”" in text
