import pytest

from server.comparison.notices import is_background, is_notice, writer_speaks


@pytest.mark.parametrize(
    "text",
    [
        "Read more: how the pier burned down in an hour.",
        "Sign up for the morning letter of the Pellham Ledger.",
        "Editor's note: an earlier version misspelled the mayor's name.",
        "FILE PHOTO: The mayor of Pellham opens the pier in May.",
        "Olen Varga (L) shakes hands with the mayor of Marlow.",
        "Ann Quill contributed to this report from Marlow.",
        "The pier is seen on Monday in a picture by Jo Brand/Getty Images.",
        "The minister SmithStorm warning lifted for the north coast MORE told reporters that he would stay.",
    ],
)
def test_service_credits_and_captions_are_notices(text: str) -> None:
    assert is_notice(text)


@pytest.mark.parametrize(
    "text",
    [
        "The mayor read more than forty letters aloud.",
        "Photographs of the pier sold for 900 crowns at the auction.",
        "More than 40 listeners called the station.",
    ],
)
def test_reporting_is_no_notice(text: str) -> None:
    assert not is_notice(text)


@pytest.mark.parametrize(
    ("own_words", "expected"),
    [
        ("I think that the mayor is wrong.", True),
        ("You can help by staying at home.", True),
        ("Let's be honest about the pier.", True),
        # The marks of a quotation stay, its words do not: what is left is the paper's own.
        ("“” the mayor said.", False),
        ("The U.S. ambassador came as well.", False),
        ("King Olaf I. came as well.", False),
    ],
)
def test_it_knows_when_the_writer_speaks(own_words: str, expected: bool) -> None:
    assert writer_speaks(own_words) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The pier was built in 1907 by a guild.", True),
        ("The pier, built in 1907, burned down in March 2026.", False),
        ("The pier burned down on Monday.", False),
    ],
)
def test_what_happened_in_earlier_years_is_background(text: str, expected: bool) -> None:
    assert is_background(text, year=2026) is expected


def test_without_a_date_nothing_is_background() -> None:
    assert not is_background("The pier was built in 1907 by a guild.", year=None)
