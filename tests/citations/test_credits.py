from __future__ import annotations

import pytest

from server.citations.credits import credit_at

N = "Norwire"


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        (f"ORRIN, England ({N}) — It rained.", "dateline"),
        (f"({N}) - It rained.", "dateline"),
        (f"A caption.\n\nParis, 5 oct ({N}/AFX) – It rained.", "dateline"),
        (f"It rained. ({N})", "credit"),
        (f"It rained. — {N}", "credit"),
        (f"It rained.\n\nSource: {N}", "credit"),
        (f"It rained.\n\n{N}", "credit"),
        # In brackets, but in the middle of a sentence, or without what a dateline ends with.
        (f"It rained in Orrin and in Vell and in Tessel ({N}) — they said.", None),
        (f"The agency ({N}) said so.", None),
        # The last word of a sentence, or not the last.
        (f"She works for {N}", None),
        (f"It rained. ({N}) It stopped.", None),
    ],
)
def test_it_finds_credits(text: str, relation: str | None) -> None:
    start = text.index(N)

    assert credit_at(text, start, start + len(N)) == relation


def test_a_dateline_stands_at_the_top() -> None:
    text = "It rained.\n" * 200 + f"ORRIN ({N}) — It rained."
    start = text.index(N)

    assert credit_at(text, start, start + len(N)) is None
