import pytest

from server.coverage.agencies import list_agencies

AGENCIES = list_agencies(["Norwire", "AMI", "Reuters", "dpa", "Yonhap News Agency"])


@pytest.mark.parametrize(
    ("written", "agency"),
    [
        ("Associated Press", "Associated Press"),
        ("the associated press", "Associated Press"),
        ("AP", "Associated Press"),
        ("Agence France-Presse", "Agence France-Presse"),
        (" AFP ", "Agence France-Presse"),
        # Papers that set bylines in capitals.
        ("DPA", "dpa"),
        ("REUTERS", "Reuters"),
        # Given by the outlet table, and known to the table here under a shorter name.
        ("Norwire", "Norwire"),
        ("Yonhap", "Yonhap News Agency"),
        ("AMI", "AMI"),
    ],
)
def test_it_knows_an_agency_by_its_names(written, agency):
    assert AGENCIES.find(written) == agency


# Abbreviations in small letters are people or words; a name is only read whole.
@pytest.mark.parametrize("written", ["", "Ami", "ap", "Pa", "pa", "Reuters Institute", "Norwire Books", "Jane Reuter"])
def test_it_does_not_take_others_for_agencies(written):
    assert AGENCIES.find(written) is None
