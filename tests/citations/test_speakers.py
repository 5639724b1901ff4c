from __future__ import annotations

import pytest

from server.citations.speakers import find_speaker


def speaker(sentence: str) -> str | None:
    span = find_speaker(sentence, start=0, verb=sentence.index("told"))
    return sentence[slice(*span)] if span else None


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Ana Rell told X.", "Ana Rell"),
        ("Mayor Ana de Rell also told X.", "Mayor Ana de Rell"),
        ("“It leaks,” Mr. Rell told X.", "Mr. Rell"),
        ("“It leaks,” Ana Rell, who built the dam, told X.", "Ana Rell"),
        ("A surveyor from Orrin told X.", "A surveyor from Orrin"),
        ("Two people close to the council told X.", "Two people close to the council"),
    ],
)
def test_it_finds_who_told(sentence: str, who: str) -> None:
    assert speaker(sentence) == who


@pytest.mark.parametrize(
    "sentence", ["She told X.", "It rained, and he told X.", "told X.", "A day after the flood they told X."]
)
def test_a_pronoun_names_nobody(sentence: str) -> None:
    assert speaker(sentence) is None


def test_a_report_has_no_speaker() -> None:
    sentence = "Ana Rell read a report by X."

    assert find_speaker(sentence, start=0, verb=sentence.index("report")) is None
