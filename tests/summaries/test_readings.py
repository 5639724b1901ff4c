from dataclasses import replace

import pytest

from server.summaries.readings import MOST_SENTENCES, read
from tests.summaries.examples import DAILY, article

REPORTING = "Police said that a ferry burnt near Kisanda on day {} of the year."
COMMENTING = "Unfortunately nobody asked about ferry number {} of this unlucky line."


def test_it_cuts_sentences_out_of_the_text_without_dateline():
    first = read(DAILY).sentences[0]

    assert DAILY.body[first.start : first.end].startswith("Five people died")
    assert first.stands
    assert {"five", "people", "ferry"} - first.stems == {"people"}  # too common to say anything


def test_it_knows_a_dateline_without_its_dash():
    text = "Kisanda (Norwire) A ferry burnt near the harbour on Sunday."

    assert read(article("Fire", text)).sentences[0].start == text.index("A ferry")


def test_it_knows_last_names_of_people_named_before():
    sentences = read(article("Fire", "Helen Strand came. Mr Strand met Okello.")).sentences

    assert [sentence.surnames for sentence in sentences] == [frozenset(), {"strand"}]


@pytest.mark.parametrize(("commenting", "comments"), [(0, False), (1, False), (5, True)])
def test_it_tells_comment_from_report(commenting, comments):
    lines = [COMMENTING.format(n) for n in range(commenting)] + [REPORTING.format(n) for n in range(10)]

    assert read(article("Ferry fire", "\n".join(lines))).comments is comments


def test_a_headline_that_judges_makes_comment_likelier():
    text = "\n".join([COMMENTING.format(n) for n in range(2)] + [REPORTING.format(n) for n in range(12)])

    assert not read(article("Ferry fire", text)).comments
    assert read(article("Shameless ferry fire", text)).comments


def test_it_knows_which_text_it_was_made_of():
    reading = read(DAILY)

    assert reading.is_of(DAILY)
    assert not reading.is_of(replace(DAILY, body=DAILY.body + " More."))
    assert not reading.is_of(replace(DAILY, id="other"))


@pytest.mark.parametrize(
    "body", ["", "word", "“" * 5_000, "A b. " * 300_000, "\n" * 9_000, "火" * 30_000, "a" * 1_000_000]
)
def test_it_reads_a_bounded_part_of_any_text(body):
    sentences = read(article("Fire", body)).sentences

    assert len(sentences) <= MOST_SENTENCES
    assert all(body[sentence.start : sentence.end].strip() for sentence in sentences)
