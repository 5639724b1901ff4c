"""Whole sentences: what cites an outlet, and what only names one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.citations.finding import LONGEST_EVIDENCE, MOST_CITED
from server.citations.models import Link
from tests.citations.examples import OWN, article, cite, told

N, X = "norwire.example", "nxb.example"


@pytest.mark.parametrize(
    ("body", "key", "relation"),
    [
        # Somebody told it.
        ("Ana Rell told Norwire on Tuesday.", N, "told"),
        ("The mayor confirmed the plan in an email to Norwire.", N, "told"),
        ("She spoke exclusively to the state-run news agency Norwire.", N, "told"),
        ("In an interview with NXB's Tom Orr, she denied it.", X, "interview"),
        ("Speaking to Norwire's Tom Orr on Tuesday, she denied it.", N, "told"),
        # Somebody said it there.
        ("“We will rebuild,” she said Sunday on NXB's “The Morning Hour.”", X, "said"),
        ("Rell wrote in an op-ed in the Orrin Times that it must go.", "orrintimes.example", "said"),
        # It reports.
        ("The dam leaked for days, Norwire reported.", N, "reported"),
        ("Norwire's Tom Orr has reported that the dam leaked.", N, "reported"),
        ("According to a report by the Orrin Times, the dam leaked.", "orrintimes.example", "reported"),
        ("The dam leaked, according to Norwire.", N, "reported"),
        ("The letter, obtained by NXB, is two pages long.", X, "reported"),
        ("A Norwire report said the dam had leaked.", N, "reported"),
        ("The leak was first reported by Norwire.", N, "first_reported"),
        ("Norwire, which first reported the leak, gave no names.", N, "first_reported"),
        ("Half of all voters agree, according to an NXB poll.", X, "poll"),
        ("NXB is reporting that the dam leaked.", X, "reported"),
        ("“It leaked for days,” reports Tom Orr at Norwire.", N, "reported"),
        # It is credited.
        ("ORRIN (Norwire) — The river rose.", N, "dateline"),
        ("The river rose. Norwire contributed to this report.", N, "credit"),
        ("The river rose.\n\n(Norwire)", N, "credit"),
        ("Photo: Tom Orr/Norwire\n\nThe river rose.", N, "credit"),
        ("The video, via Norwire, shows the dam.", N, "via"),
    ],
)
def test_it_finds_what_an_article_leans_on(body: str, key: str, relation: str) -> None:
    assert told(body) == [(key, relation)]


@pytest.mark.parametrize(
    ("body", "language", "key"),
    [
        ("„Wir bauen neu“, sagte Rell dem „Blatt“.", "de", "blatt.example"),
        ("Laut Norwire ist der Damm undicht.", "de", N),
        ("Der Damm ist undicht, wie Norwire berichtet.", "de", N),
        ("Selon Norwire, le barrage fuit.", "fr", N),
        ("Le barrage fuit, a déclaré la maire à Norwire.", "fr", N),
        ("Según la agencia Norwire, la presa pierde agua.", "es", N),
        ("La alcaldesa dijo a Norwire que la presa pierde agua.", "es", N),
    ],
)
def test_it_reads_other_languages(body: str, language: str, key: str) -> None:
    assert [each.outlet_key for each in cite(body, language=language)] == [key]


@pytest.mark.parametrize(
    "body",
    [
        # An outlet is named, and nothing is said to come from it.
        "Rell used to watch NXB at night.",
        "NXB fired its chief editor on Monday.",
        # It speaks of itself.
        "NXB said it would close its office in Orrin.",
        "NXB said in a statement that the host is on leave.",
        # The article's own outlet, in full and in short.
        "Rell told the Vell Herald that the dam leaked.",
        "Rell told the Herald that the dam leaked.",
        # What somebody else says of it.
        "“I read that Norwire reported a leak,” said the mayor.",
        # Common words, places, people, think tanks.
        "Moments said to be quiet were loud.",
        "The committee told Progress and its partners to wait.",
        "She was told in Orrin that the dam leaked.",
        "The dam leaks, according to the Orrin River Institute.",
        "The Daily News reported a leak.",
        # Addresses and handles.
        "Write to news@norwire.example or see norwire.example/leak, she told @Norwire.",
        # Part of a longer name, or something of that name.
        "Ana Blatt told the council. Blatt said the dam leaked.",
        "Rell told the Orrin Times Company to pay.",
        "The essay was reported by the Vell Times of Nowhere.",
    ],
)
def test_it_leaves_out_what_is_no_citation(body: str) -> None:
    assert told(body) == []


def test_it_shares_what_is_said_of_a_list_among_its_names() -> None:
    found = told("Officials told Norwire, the Orrin Times and NXB that the dam leaked.")

    assert found == [(N, "told"), ("orrintimes.example", "told"), (X, "told")]


def test_it_tells_apart_names_that_meet_by_accident() -> None:
    found = told("“It leaks,” Rell told Norwire, NXB reported.")

    assert found == [(N, "told"), (X, "reported")]


def test_an_outlet_that_is_the_news_does_not_report_by_saying() -> None:
    assert told("NXB said the host had left.", title="NXB host leaves") == []
    assert told("NXB reported the host had left.", title="NXB host leaves") == [(X, "reported")]


def test_it_names_verb_speaker_and_day() -> None:
    (found,) = cite("The dam held. Ana Rell, a surveyor, told Norwire on Tuesday that it leaked.")

    assert (found.verb, found.name) == ("told", "Norwire")
    assert found.speaker
    assert found.speaker.text == "Ana Rell"
    assert str(found.day) == "2026-03-10"
    assert found.evidence.text.startswith("Ana Rell, a surveyor")


def test_what_is_open_says_what_it_may_be() -> None:
    (found,) = cite("Rell told the Times that the dam leaked.")

    assert found.outlet_key is None
    assert found.one_of == ("orrintimes.example", "vellbaytimes.example")


def test_a_link_to_another_outlet_cites_it() -> None:
    body = "The dam leaked for days, as was known."
    links = (Link("https://norwire.example/leak", 4, 14), Link(f"https://{OWN}/x", 0, 3), Link("javascript:x", 0, 3))

    (found,) = cite(body, links=links)

    assert (found.outlet_key, found.relation, found.mention.text) == (N, "link", "dam leaked")


def test_a_link_whose_words_name_the_outlet_is_not_counted_twice() -> None:
    found = cite("Rell told Norwire so.", links=(Link("https://norwire.example/leak", 5, 17),))

    assert [each.relation for each in found] == ["told"]


@pytest.mark.parametrize("body", ["", " ", "x", "Norwire is", "“" * 999, '"' * 999, "Norwire, " * 999, "a\n" * 999])
def test_texts_that_are_none_are_taken_as_they_are(body: str) -> None:
    assert told(body) == []


def test_a_bait_of_names_is_cut_off() -> None:
    found = cite("Rell told Norwire. " * 10_000)

    assert len(found) == MOST_CITED


def test_a_text_without_a_full_stop_is_not_told_once_for_each_name() -> None:
    found = cite("Rell told Norwire on Tuesday " * 2_000)

    assert found
    assert max(len(each.evidence.text) for each in found) <= LONGEST_EVIDENCE
    assert all(each.evidence.start <= each.mention.start < each.mention.end <= each.evidence.end for each in found)


PIECES = st.sampled_from(
    [
        *("Norwire", "NXB", "the Times", "The Orrin Times", "Ana Rell", " told ", " reported ", "according to ", ", "),
        *(". ", "\n\n", "“", "”", '"', " and ", " on Tuesday", "(", ")", " — ", "é", "中文", "'s ", "Photo: ", "/"),
        " which first reported ",
    ]
)


@settings(max_examples=200)
@given(st.lists(PIECES, max_size=30))
def test_every_span_is_the_articles_own(pieces: list[str]) -> None:
    body = "".join(pieces)

    for each in cite(body):
        for span in (each.evidence, each.mention, each.speaker):
            assert span is None or span.text == article(body).body[span.start : span.end]
        assert each.evidence.start <= each.mention.start < each.mention.end <= each.evidence.end
        assert each.name == each.mention.text
        assert each.outlet_key != OWN
        assert (each.outlet_key is None) or not each.one_of
