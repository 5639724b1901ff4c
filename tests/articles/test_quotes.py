"""Examples of what is and is not a quotation, with the reason for each."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.articles.quotes import find_quotes


def quoted(text: str) -> list[str]:
    return [text[start:end] for start, end in find_quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The marks of several languages; a “ opens in English and closes in German.
        ("She said “yes” and 'perhaps'.", ["“yes”", "'perhaps'"]),
        ('She said "no" again.', ['"no"']),
        ("„Ja“, sagte er.", ["„Ja“"]),
        ("»Ja«, sagte er. »Nein«, sagte sie.", ["»Ja«", "»Nein«"]),
        ("« Oui. » Il est parti : « Non ».", ["« Oui. »", "« Non »"]),
        ("”Ja”, sade hon.", ["”Ja”"]),
        # Without spaces around it, a mark's own shape decides.
        ("他说“你好”。「嗨」", ["“你好”", "「嗨」"]),
        # Old agency style types two single marks for a double one.
        ("``We go,'' he said.", ["``We go,''"]),
        # A space lost between a sentence and the next quotation.
        ("Il part.« Non » et « oui ».", ["« Non »", "« oui »"]),
        # Brackets and punctuation stand next to marks.
        ('("Quoted") and "more".', ['"Quoted"', '"more"']),
        ('"…and then," she said.', ['"…and then,"']),
    ],
)
def test_it_finds_speech_between_marks(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Only the outermost counts, with marks of another kind inside or of the same.
        ("“He said ‘no’ to me,” she said.", ["“He said ‘no’ to me,”"]),
        ("‘He said “no” to me,’ she said.", ["‘He said “no” to me,’"]),
        ('He wrote: "She told me "no" twice." Then he left.', ['"She told me "no" twice."']),
    ],
)
def test_it_takes_the_outermost_of_nested_quotations(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The workers' union and the miners' pay",
        "It's rock 'n' roll of the '90s, isn't it?",
        "’Tis the season; the class of ’68",
        'A 6\'2" man ate a 12" pizza with a 5’10” friend',
        "'Unclosed, so it was an apostrophe",
        "A closing mark” alone",
        "",
        "No marks at all.",
    ],
)
def test_it_leaves_apostrophes_and_inches_alone(text):
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A possessive inside a quotation does not end it, if something better follows.
        ("‘The workers’ rights’ were at stake.", ["‘The workers’ rights’"]),
        # ...and outside, it does not prolong one.
        ("The 'fury' over workers' pay grew.", ["'fury'"]),
        ("the ‘boys’ and the ‘girls’", ["‘boys’", "‘girls’"]),
        ("MPs' 'anger' at '£3m bill'", ["'anger'", "'£3m bill'"]),
    ],
)
def test_it_tells_single_marks_from_possessives(text, expected):
    assert quoted(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Speech over several paragraphs repeats the opening mark and closes once.
        ("“One.\n\n“Two,” he said.", ["“One.", "“Two,”"]),
        # A lost mark costs its paragraph and no more.
        ('He said, "I go.\n\nThe road is closed.', ['"I go.']),
        # A line break inside: the next line begins by closing.
        ("“One\ntwo,” he said. “Three.”", ["“One", "two,”", "“Three.”"]),
    ],
)
def test_it_ends_what_is_not_closed_with_its_line(text, expected):
    assert quoted(text) == expected


@given(st.text(alphabet="ab s'\"“”‘’«»„\n.,1", max_size=300))
def test_spans_are_in_order_apart_and_within_one_line(text):
    spans = find_quotes(text)

    assert all(start < end <= len(text) for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert not any("\n" in text[start:end] for start, end in spans)


@given(st.text(alphabet="ab s.,\n", max_size=200))
def test_a_text_without_marks_has_no_quotations(text):
    assert find_quotes(text) == []


@pytest.mark.parametrize("unit", ['"', "'", "“", "‘a ", "a' ", '" "', "'a", "«»", "s' a "])
def test_a_megabyte_of_marks_comes_to_an_end(unit):
    text = unit * (1_000_000 // len(unit))

    spans = find_quotes(text)

    assert len(spans) <= len(re.findall(r"\S", text))
