import pytest

from server.summaries.figures import find_figures, is_outdated
from tests.summaries.examples import article
from tests.summaries.examples import corrections as corrections_of


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("14 missing", {"14"}),
        ("Fourteen missing, nine found", {"14", "9"}),
        ("Quatorze disparus", {"14"}),
        ("1,870 injuries", {"1870"}),
        ("2.1 million patients", {"2.1 m"}),
        ("2,1 Millionen Patienten, £2.4bn", {"2.1 m", "2.4 bn"}),
        # Words and names that only contain a number.
        ("Someone in Tennessee saw none of the A380", set()),
    ],
)
def test_it_reads_figures(text, figures):
    assert find_figures(text) == figures


@pytest.mark.parametrize(
    ("text", "corrections"),
    [
        ("Police cut the number of missing to nine from 14.", {"14": {"9"}}),
        ("The toll was raised from 14 to 20.", {"14": {"20"}}),
        ("Records of 2.6 million patients, not 2.1 million, were taken.", {"2.1 m": {"2.6 m"}}),
        ("Die Zahl wurde von 14 auf neun gesenkt.", {"14": {"9"}}),
        # Two figures are no correction.
        ("Nine people are missing and 14 were hurt.", {}),
        ("Not 14 but many.", {}),
        ("", {}),
    ],
)
def test_it_finds_corrections(text, corrections):
    assert corrections_of(article("Ferry fire", text)) == corrections


@pytest.mark.parametrize(
    ("text", "outdated"),
    [
        ("14 missing", True),
        ("Fourteen missing", True),
        ("Nine missing", False),
        ("Nine missing, not 14", False),
        ("114 missing", False),
    ],
)
def test_it_tells_what_is_outdated(text, outdated):
    assert is_outdated(text, {"14": {"9"}}) is outdated
