"""Sentences are spans of the text as it stands."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.articles.sentences import MAX_WINDOW, split_sentences


def sentences(body: str, language: str | None = "en") -> list[str]:
    return [body[start:end] for start, end in split_sentences(body, language)]


@pytest.mark.parametrize(
    ("body", "language", "expected"),
    [
        ("One. Two! Three?", "en", ["One.", "Two!", "Three?"]),
        # Full stops that end no sentence.
        (
            "Dr. A. Quill of the U.S. office left. She returned.",
            "en",
            ["Dr. A. Quill of the U.S. office left.", "She returned."],
        ),
        ("It rose by 3.5 percent. Nobody asked.", "en", ["It rose by 3.5 percent.", "Nobody asked."]),
        (
            "Am 5. Oktober schloss die Brücke. Sie bleibt zu.",
            "de",
            ["Am 5. Oktober schloss die Brücke.", "Sie bleibt zu."],
        ),
        # A quotation stays in one piece with who says it.
        ("“We wait. We hope,” she said. Then she left.", "en", ["“We wait. We hope,” she said.", "Then she left."]),
        # Paragraphs end sentences, with or without a full stop.
        ("A sub-heading\n\nA sentence.", "en", ["A sub-heading", "A sentence."]),
        # Characters beyond the basic plane do not shift what follows.
        ("Ready 😀. Steady.", "en", ["Ready 😀.", "Steady."]),
        # Other scripts; a language that is unknown or has no rules of its own.
        ("桥梁关闭。没有人受伤。", "zh", ["桥梁关闭。", "没有人受伤。"]),
        ("One. Two.", None, ["One.", "Two."]),
        ("One. Two.", "xx", ["One.", "Two."]),
        (" \n\n ", "en", []),
        ("", "en", []),
    ],
)
def test_it_splits(body: str, language: str | None, expected: list[str]) -> None:
    assert sentences(body, language) == expected


def test_it_cuts_a_line_that_never_ends() -> None:
    body = "word " * (MAX_WINDOW // 2)

    spans = split_sentences(body, "en")

    assert len(spans) > 1
    assert "".join(body[s:e] for s, e in spans).split() != []
    assert all(end - start <= MAX_WINDOW for start, end in spans)


@settings(deadline=None)  # the machine may be busy
@given(st.text(alphabet=st.sampled_from("aB .!?“”\"'()\n,…。é😀1"), max_size=300) | st.text(max_size=200))
def test_spans_are_verbatim_in_order_and_cover_all_but_space(body: str) -> None:
    spans = split_sentences(body, "en")

    edges = [edge for span in spans for edge in span]
    assert edges == sorted(edges)
    assert all(body[start:end] == body[start:end].strip() != "" for start, end in spans)
    assert "".join("".join(body[start:end] for start, end in spans).split()) == "".join(body.split())
