"""Examples of what a text passes on without quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.articles.reported_speech import find_attributed
from server.articles.sentences import split_sentences


def reported(text: str) -> list[tuple[str, str | None]]:
    found = find_attributed(text, split_sentences(text, "en"))
    return [(text[one.start : one.end], text[slice(*one.speaker)] if one.speaker else None) for one in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister said that the bridge was safe.", [("the bridge was safe", "The minister")]),
        ("Lee said the bridge was safe.", [("the bridge was safe", "Lee")]),
        ("Lee told reporters on Monday that it was safe.", [("it was safe", "Lee")]),
        ("The bridge is safe, she added.", [("The bridge is safe", "she")]),
        ("According to police, five people were hurt.", [("five people were hurt", "police")]),
        ("Five were hurt, according to the fire service.", [("Five were hurt", "the fire service")]),
        # All that follows is still hers.
        ("Lee said it was over and warned that more may come.", [("it was over and warned that more may come", "Lee")]),
        # An aside in the middle: what comes after is theirs, what comes before is not.
        ("The plan, which critics say is reckless, was passed.", [("is reckless, was passed", "which critics")]),
        ("Er sagte, dass die Brücke sicher sei.", [("die Brücke sicher sei", "Er")]),
    ],
)
def test_it_finds_what_is_passed_on_and_from_whom(text, expected):
    assert reported(text) == expected


def test_it_gives_the_whole_sentence_to_the_speaker_where_the_parts_cannot_be_told():
    [(words, speaker)] = reported("The bridge is a disgrace, said Ann Lee, the mayor.")

    assert words == "The bridge is a disgrace, said Ann Lee, the mayor"
    assert speaker == "Ann Lee"


def test_it_names_nobody_where_nobody_is_named():
    assert reported("It is said to be old.") == [("to be old", None)]


@pytest.mark.parametrize(
    "text",
    [
        "The bridge was closed on Monday.",
        # The noun, not the verb.
        "Claims of fraud fill the letters.",
        # An account of a deed in the outlet's own words.
        "The minister slammed the mayor.",
        "",
    ],
)
def test_it_leaves_the_texts_own_words_alone(text):
    assert reported(text) == []


@given(st.text(alphabet="abS ,.“”\n", max_size=60), st.sampled_from(["said", "according to", "told", "sagte"]))
def test_spans_stay_within_their_text(filler, cue):
    text = f"{filler} {cue} {filler}, {cue} {filler}"

    found = find_attributed(text, split_sentences(text, "en"))

    assert all(0 <= one.start < one.end <= len(text) for one in found)


@pytest.mark.parametrize("unit", ["said ", "a said, ", "according to ", ", said", "say say that "])
def test_repeated_cues_come_to_an_end(unit):
    text = unit * 20_000
    sentences = split_sentences(text, "en")

    found = find_attributed(text, sentences)

    assert len(found) <= len(text) // len(unit) + len(sentences)
