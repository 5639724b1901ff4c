"""What sets two wordings of a sentence apart."""

from __future__ import annotations

import pytest

from server.stories.wording import MOST_PAIRED, Contrast, Wording, contrast, figures_changed, pair_up


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        # Typography is nobody's news...
        ("The council met - at last.", "The council met – at last", Contrast.TRIVIAL),
        ("Police said “stay in”.", 'Police said "stay in".', Contrast.TRIVIAL),
        ("The goverment met on Monday.", "The government met on Monday.", Contrast.TRIVIAL),
        # ...but what looks as small may turn the meaning.
        ("The strike is legal, a court said.", "The strike is illegal, a court said.", Contrast.WORDING),
        ("The minister resigns.", "The minister resigns?", Contrast.WORDING),
        ("The talks will not resume.", "The talks will resume.", Contrast.WORDING),
        ("A man was charged.", "A man was changed.", Contrast.WORDING),
        # A figure is one in digits or words, with its sign and its currency.
        ("Nine people are missing.", "9 people are missing.", Contrast.WORDING),
        ("Fourteen people are missing.", "Nine people are missing.", Contrast.FIGURE),
        ("It cost $5 million.", "It cost £5 million.", Contrast.FIGURE),
        ("Growth was 5%.", "Growth was -5%.", Contrast.FIGURE),
        # Marks around words make them somebody else's.
        ("It was a massacre, she said.", "It was “a massacre”, she said.", Contrast.QUOTE),
        ("“We are safe,” he said.", "“We were safe,” he said.", Contrast.QUOTE),
        # Who says it.
        ("The wall was old, police said.", "The wall was old, engineers said.", Contrast.ATTRIBUTION),
        ("The wall was old, police said.", "The wall was old.", Contrast.ATTRIBUTION),
        # The same one, named more fully.
        ("The wall was old, Lee said.", "The wall was old, Ann Lee said.", Contrast.WORDING),
    ],
)
def test_it_tells_what_differs(before: str, after: str, expected: Contrast) -> None:
    assert contrast(Wording(before), Wording(after)) is expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Fourteen are missing of 1,200.", "Nine are missing of 1,200.", ("14", "9")),
        # With two of them changed, which became which is a guess.
        ("Fourteen are missing, three hurt.", "Nine are missing, five hurt.", None),
        ("Many are missing.", "Nine are missing.", None),
    ],
)
def test_it_names_a_figure_only_if_one_took_the_place_of_one(
    before: str, after: str, expected: tuple[str, str] | None
) -> None:
    assert figures_changed(Wording(before), Wording(after)) == expected


def test_it_pairs_wordings_of_one_sentence_and_leaves_the_others_alone() -> None:
    before = [Wording("Fourteen people are missing, police said."), Wording("Schools stay closed until Friday.")]
    after = [Wording("The mayor thanked the crews."), Wording("Nine people are missing, police said.")]

    assert pair_up(before, after) == [(0, 1)]


def test_it_gives_each_sentence_one_counterpart_at_most() -> None:
    same = [Wording("The bridge is closed to all traffic.")] * 3

    assert pair_up(same, same[:2]) == [(0, 0), (1, 1)]


def test_it_compares_a_bounded_number_of_sentences() -> None:
    many = [Wording("The bridge is closed.") for _ in range(5_000)]

    assert len(pair_up(many, many)) == MOST_PAIRED


@pytest.mark.parametrize("text", ["", "?", "“" * 100_000, "5" * 100_000, "a-" * 50_000, "\ud800"])
def test_it_takes_any_text(text: str) -> None:
    assert contrast(Wording(text), Wording(text)) is Contrast.TRIVIAL
