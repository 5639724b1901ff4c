import pytest

from server.summaries.names import find_addressed, find_names, find_speakers


@pytest.mark.parametrize(
    ("text", "several", "single"),
    [
        ("Helen Strand met the Bank of Orrin.", ["helen strand", "bank of orrin"], []),
        ("Ms. Strand's boat reached Kisanda.", [], ["strand", "kisanda"]),
        # The capital of a first word is grammar.
        ("The Bank of Orrin closed.", ["bank of orrin"], []),
        ("In Kisanda nobody slept.", [], ["kisanda"]),
        ("Angela van der Berg spoke.", ["angela van der berg"], []),
        ("nobody slept", [], []),
    ],
)
def test_it_finds_names(text, several, single):
    assert find_names(text, "en") == (several, single)


def test_it_takes_no_german_noun_for_a_name():
    assert find_names("Die Fähre Kisanda brannte auf dem Orrinsee", "de") == ([], [])


def test_it_knows_who_has_only_a_last_name():
    assert find_addressed("Mr. Strand met Ms Okello and Mrs Mara Tessel.") == {"strand", "okello"}


def test_it_knows_who_speaks_or_bears_a_title():
    text = "Helen Strand said no. President Mara Okello’s ferry burnt. Lake Orrin was calm."

    assert find_speakers(text) == {"strand", "okello"}
