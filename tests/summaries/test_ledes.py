import pytest

from server.summaries import ledes
from server.summaries.readings import read
from tests.summaries.examples import article


def find_lede(one, corrections):
    return ledes.find_lede(one, read(one), corrections)


TITLE = "Five dead after fire on ferry near Kisanda"
LEDE = "Five people died after a fire on a crowded ferry near Kisanda on Sunday, doctors said."


@pytest.mark.parametrize(
    "body",
    [
        LEDE,
        f"{LEDE} He was one of them.",
        # The span begins after the dateline.
        f"KISANDA, Kenya (Norwire) — {LEDE}",
        f"KISANDA, Kenya, Oct. 5 (Reuters) - {LEDE}",
        # Captions, bylines and notes come first.
        f"A ferry in the harbour\n\nBy Helen Strand\n\n{LEDE}",
        f"Correction: an earlier version of this article said that five ferry passengers were alive.\n\n{LEDE}",
        f"Subscribe to our newsletter for more about the fire on the ferry near Kisanda.\n\n{LEDE}",
        # A sentence that leans on another, one that asks, one that quotes, one that speaks for itself.
        f"They had been told that the fire on the ferry near Kisanda was out. {LEDE}",
        f"How could five people die after a fire on a ferry near Kisanda? {LEDE}",
        f"“There was a fire on the ferry near Kisanda and there was no boat,” she said. {LEDE}",
        f"Yesterday we saw the fire on the ferry near Kisanda from the shore. {LEDE}",
        # A scene says nothing of the headline.
        f"In the morning the lake was flat and grey, and nobody on the pier spoke. {LEDE}",
        # What judges or shouts.
        f"A shameless owner watched the fire on his ferry near Kisanda from the shore. {LEDE}",
        f"FIVE people DIED after a FIRE on a crowded FERRY near Kisanda on Sunday. {LEDE}",
        # Too short to tell anything.
        f"Five dead after ferry fire. {LEDE}",
    ],
)
def test_it_finds_the_sentence_that_tells_what_happened(body):
    lede = find_lede(article(TITLE, body), {})

    assert lede is not None
    assert lede.text == LEDE == body[lede.start : lede.end]


@pytest.mark.parametrize(
    "body",
    [
        "",
        "Video: fire on ferry near Kisanda",
        # Cut short by a feed.
        "Five people died after a fire on a crowded ferry near Kisanda on Sunday, doctors…",
        "Five people died after a fire on a crowded ferry near Kisanda on Sunday, doctors...",
        # No end in sight.
        "Five people died after a fire on a ferry near Kisanda and " + "rescuers went out and " * 20 + "came back.",
        # Too far down to be what the article begins with.
        f"{'He had slept on the deck of another boat. ' * 4}{LEDE}",
    ],
)
def test_it_rather_finds_none(body):
    assert find_lede(article(TITLE, body), {}) is None


def test_it_passes_over_a_standfirst_that_goes_on_from_the_headline():
    title = "Operator raises number of passengers missing after Kisanda ferry fire to nine"
    standfirst = "Two families of missing passengers had been left out of the first lists."
    told = "The operator of the ferry said that nine passengers were missing after the fire near Kisanda."

    lede = find_lede(article(title, f"{standfirst}\n\n{told}"), {})

    assert lede is not None
    assert lede.text == told


def test_it_does_not_repeat_a_corrected_figure():
    stale = "Fourteen people were missing after a fire on a ferry near Kisanda on Sunday."
    fixed = "Nine people were missing after a fire on a ferry near Kisanda, not 14, police said."

    assert find_lede(article(TITLE, stale), {"14": {"9"}}) is None
    # The sentence that corrects it is right.
    lede = find_lede(article(TITLE, fixed), {"14": {"9"}})
    assert lede is not None
    assert lede.text == fixed


def test_it_reads_other_languages():
    body = "Er war der Erste. Beim Brand einer Fähre vor Kisanda sind am Sonntag fünf Menschen ums Leben gekommen."

    lede = find_lede(article("Fünf Tote nach Brand auf Fähre vor Kisanda", body, language="de"), {})

    assert lede is not None
    assert lede.text.startswith("Beim Brand")
