"""Words of different languages meet where the table knows them, and nowhere else."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest

from server.coverage.lexicon import all_terms, english_terms
from server.coverage.records import Mark
from server.coverage.tokens import fold, hash_word, stem
from tests.coverage.matching_examples import make_record

HEAD, *LINES = files("server.coverage").joinpath("lexicon.tsv").read_text("utf-8").splitlines()
LANGUAGES = HEAD.split("\t")


def number(form: str) -> int:
    return hash_word(stem(fold(form)))


def term_of(form: str, language: str) -> int:
    return english_terms(language).get(number(form), number(form))


@pytest.mark.parametrize(
    ("form", "language"),
    [("inundación", "es"), ("Überschwemmung", "de"), ("наводнение", "ru"), ("poplave", "sl"), ("洪水", "zh")],
)
def test_a_word_counts_as_its_english_counterpart(form: str, language: str) -> None:
    assert term_of(form, language) == number("flood")


@pytest.mark.parametrize(("form", "language"), [("Tessel", "es"), ("flood", "en"), ("inundación", "xx"), ("or", "fr")])
def test_other_words_stay_as_they_are(form: str, language: str) -> None:
    assert term_of(form, language) == number(form)


def test_headlines_in_two_languages_share_what_they_say() -> None:
    english = make_record("Earthquake in Orrin: nine dead", language="en", name="one")
    spanish = make_record("Terremoto en Orrin: nueve muertos", language="es", name="two")

    shared = set(english.marked(Mark.TITLE).tolist()) & set(spanish.marked(Mark.TITLE).tolist())

    assert shared == {number("earthquake"), number("orrin"), number("nine"), term_of("dead", "en")}


def test_a_word_of_an_unknown_language_may_be_any() -> None:
    assert all_terms(number("inundación")) == {number("inundación"), number("flood")}
    assert all_terms(number("tessel")) == {number("tessel")}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_counts_as_two(language: str) -> None:
    column = LANGUAGES.index(language)
    forms = [{number(form) for form in line.split("\t")[column].split()} for line in LINES]

    twice = [form for form, count in Counter(form for line in forms for form in line).items() if count > 1]

    assert not twice


def test_every_line_has_a_cell_for_each_language_and_an_english_word() -> None:
    assert {len(line.split("\t")) for line in LINES} == {len(LANGUAGES)}
    assert all(line.split("\t")[0].strip() for line in LINES)


def test_words_without_spaces_between_are_pairs_of_characters_as_in_matching() -> None:
    column = LANGUAGES.index("zh")

    assert {len(form) for line in LINES for form in line.split("\t")[column].split()} == {2}
