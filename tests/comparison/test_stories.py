"""Which claims several texts of a story make."""

from __future__ import annotations

import msgspec
import pytest

from server.articles.models import Genre
from server.comparison.books import UnitBook
from server.comparison.models import ArticleClaims, StoryClaims
from server.comparison.stories import MOST_TEXTS, compare_story
from server.coverage.models import Origin
from tests.comparison.examples import BAKER, BEAVERS, HARBOUR, PUMPS, claims, compare, three_papers


def shared(story: StoryClaims) -> dict[str, set[str]]:
    """Return by claim the articles that make it."""
    book = UnitBook(story.texts, story.holders)
    return {
        book.units[claim.unit].text: {book.text_of(unit).article_id for unit in (claim.unit, *claim.carriers)}
        for claim in story.shared
    }


def test_a_claim_of_two_texts_is_shared() -> None:
    assert shared(compare(three_papers()))[PUMPS] == {"harbour", "ledger"}


def test_a_claim_of_one_text_is_not() -> None:
    assert BEAVERS not in shared(compare(three_papers()))


def test_a_claim_that_only_one_origin_makes_is_not_shared() -> None:
    texts = three_papers()

    assert PUMPS not in shared(
        compare(texts, [Origin("harbour", ("harbour", "ledger")), Origin("courier", ("courier",))])
    )


def test_what_most_origins_say_comes_first() -> None:
    texts = [claims(name, PUMPS, BEAVERS, title="") for name in ("a", "b", "c")] + [claims("d", BEAVERS, title="")]

    assert next(iter(shared(compare(texts)))) == BEAVERS


@pytest.mark.parametrize(
    ("claim", "is_shared"),
    [
        # One sentence stands for all who say it, so it must not judge for them…
        ("Mayor Olen Varga blasted the utility Brackwater over the age of the pipes.", False),
        ("Mayor Olen Varga criticised the utility Brackwater over the age of the pipes.", True),
        # …but what a speaker calls it is the speaker's.
        ("“Brackwater blasted our cellars with mud,” Mayor Olen Varga told the council on Tuesday.", True),
    ],
)
def test_a_loaded_sentence_does_not_stand_for_others(claim: str, is_shared: bool) -> None:
    texts = [claims("a", claim, title=""), claims("b", claim, title="")]

    assert (claim in shared(compare([*texts, *three_papers()]))) is is_shared


def test_texts_in_two_languages_share_nothing() -> None:
    texts = [claims("a", *HARBOUR), claims("b", *HARBOUR, language="de")]

    assert not shared(compare(texts))


def test_satire_carries_no_claim() -> None:
    texts = [claims("a", *HARBOUR), claims("b", *HARBOUR, genre=Genre.SATIRE)]

    assert not shared(compare(texts))


def test_an_article_counts_once_and_texts_are_bounded_with_one_of_each_origin_first() -> None:
    crowd = [claims(f"copy{number}", PUMPS) for number in range(MOST_TEXTS + 5)]
    others = [claims("other", BAKER)]
    origins = [Origin("copy0", tuple(text.article_id for text in crowd)), Origin("other", ("other",))]

    chosen = [text.article_id for text in compare_story([*crowd, *crowd, *others], origins=origins).texts]

    assert chosen[:2] == ["copy0", "other"]
    assert len(chosen) == len(set(chosen)) == MOST_TEXTS


def test_it_survives_storage() -> None:
    story = compare(three_papers())

    assert shared(msgspec.json.decode(msgspec.json.encode(story), type=StoryClaims)) == shared(story)


def test_a_story_without_texts_says_nothing() -> None:
    assert compare([]).shared == ()
    assert compare([ArticleClaims("empty", "en", ())]).texts == ()


def test_sentences_that_differ_in_a_figure_alone_are_not_one_claim() -> None:
    body = [f"Pump number {number} of Brackwater reached street {number * 7} before dawn." for number in range(60)]
    texts = [claims(f"outlet{number}", *body[number::8], title="") for number in range(8)]

    assert not shared(compare(texts))
