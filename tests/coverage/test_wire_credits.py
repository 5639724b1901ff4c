import pytest

from server.coverage.agencies import list_agencies
from server.coverage.wire_credits import find_wire_credit
from tests.coverage.examples import article

AGENCIES = list_agencies(["Norwire"])
TEXT = "The River Tessel burst its banks on Monday.\n\nPolice said that nine people were missing."


@pytest.mark.parametrize(
    ("body", "agency"),
    [
        # Datelines, also below a caption.
        (f"ORRIN, England (Norwire) — {TEXT}", "Norwire"),
        (f"Rescuers in Orrin.\n\nPARIS, 5 oct (Reuters) - {TEXT}", "Reuters"),
        (f"Berlin (dpa/lnw) - {TEXT}", "dpa"),
        # Bylines that stand in the text.
        (f"By The Associated Press\n\n{TEXT}", "Associated Press"),
        (f"Von Jana Beck, dpa\n\n{TEXT}", "dpa"),
        # A last line or word of credit.
        (f"{TEXT}\n\nNorwire", "Norwire"),
        (f"{TEXT} — Norwire", "Norwire"),
        (f"{TEXT}\n\n— AP", "Associated Press"),
        (f"{TEXT}\n\nSource: AFP", "Agence France-Presse"),
        (f"{TEXT} (PTI)", "Press Trust of India"),
        (f"{TEXT}\n\nReporting by Norwire. Additional reporting by the Orrin desk.", "Norwire"),
        # Of two agencies, the first.
        (f"{TEXT}\n\nReuters/AFP", "Reuters"),
    ],
)
def test_it_reads_credits_in_the_text(body, agency):
    credit = find_wire_credit(article("paper", body=body), AGENCIES)

    assert credit is not None
    assert credit.agency == agency


@pytest.mark.parametrize(
    "author", ["Norwire", "Le Phare avec Norwire", "Helen Strand, Norwire", "Anna Orr with Norwire"]
)
def test_it_reads_credits_in_the_byline(author):
    credit = find_wire_credit(article("paper", authors=("Beth Aldous", author), body=TEXT), AGENCIES)

    assert credit is not None
    assert (credit.agency, credit.evidence) == ("Norwire", f"is signed “{author}”")


@pytest.mark.parametrize(
    "body",
    [
        "",
        TEXT,
        # Quoting an agency is not printing its text.
        f"Doctors told Norwire that five had died.\n\n{TEXT}",
        f"{TEXT}\n\nFive had died, Norwire reported.",
        f"{TEXT}\n\nThe report was first published by Norwire Books.",
        # Abbreviations are other words as well.
        f"{TEXT}\n\nHe lives in Erie, PA.",
        f"{TEXT}\n\nJane Roe is a member of the AP science council.",
        # Help is not the text.
        f"{TEXT}\n\nAdditional reporting by Reuters.",
        # A credit for a picture in the middle.
        f"{TEXT}\n\nPhoto: AFP\n\n{TEXT}\n\n{TEXT}\n\n{TEXT}",
    ],
)
def test_it_does_not_take_a_mention_for_a_credit(body):
    assert find_wire_credit(article("paper", body=body), AGENCIES) is None
