import pytest

from server.coverage.datelines import find_dateline


@pytest.mark.parametrize(
    ("text", "rest", "credited"),
    [
        # Place, country, agency.
        ("ORRIN, England (Norwire) — The river rose.", "The river rose.", "Norwire"),
        # With the day, in English and in Spanish, and with the agencies' own dashes.
        ("WASHINGTON, Oct. 5 (Reuters) - The Senate met.", "The Senate met.", "Reuters"),
        ("Madrid, 5 oct (EFE).- El río subió.", "El río subió.", "EFE"),
        ("Rio de Janeiro, 5 out (Lusa) -- O rio subiu.", "O rio subiu.", "Lusa"),
        # Two agencies in one pair of brackets.
        ("Berlin (dpa/AFP) - Der Fluss stieg.", "Der Fluss stieg.", "dpa/AFP"),
        # The agency before the place.
        ("(ANSA) - ROMA, 05 OTT - Il fiume è salito.", "Il fiume è salito.", "ANSA"),
        # A place in capitals needs no agency.
        ("LONDON — The river rose.", "The river rose.", None),
        ("SÃO PAULO, Oct 5 – The river rose.", "The river rose.", None),
    ],
)
def test_it_finds_where_the_text_begins(text, rest, credited):
    dateline = find_dateline(text)

    assert dateline is not None
    assert text[dateline.end :] == rest
    assert dateline.credited == credited


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The river rose.",
        # Sentences with brackets or dashes near the beginning.
        "the river (the Tessel) — which is long — rose.",
        "Shares in the owner of the paper (Norwire) — a cooperative — fell.",
        "A WALL of water – and mud – came down.",
        "ANGRY residents of the town – and others – came.",
        "Orrin — a market town — was under water.",
        # An agency in brackets without a dash is in the middle of something.
        "Doctors told an agency (Norwire) that five were dead.",
    ],
)
def test_it_leaves_sentences_whole(text):
    assert find_dateline(text) is None
