import pytest

from server.articles.quotes import find_quotes
from server.coverage.tokens import find_words
from server.summaries.fitness import LONGEST, Fitness, find_needed_words, is_shouted, judge

PLAIN = "Five people died after a fire on a crowded ferry near Kisanda."


def fitness(text, before=""):
    return judge(text, [word.form for word in find_words(text)], find_quotes(text), before)


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        # A pronoun that has somebody before it.
        "Helen Strand of the port authority said that she had asked for a second boat.",
        "A man who had slept on deck told the police that his lamp went out.",
        # Advice, as long as somebody else gives it.
        "The port authority said that operators must replace their fuel pumps by June.",
        # Names with an exclamation or capitals.
        "UNICEF sent blankets to the survivors of the ferry fire near Kisanda on Monday.",
    ],
)
def test_it_shows_what_stands_on_its_own(text):
    assert fitness(text) is Fitness.STANDS


@pytest.mark.parametrize(
    "text",
    [
        # Leans on the sentence before.
        "He had asked the port authority for a second boat three years before.",
        "However, the port authority had been asked for a second boat in 2023.",
        "In addition, the port authority had been asked for a second boat.",
        "Some said that the port authority had been asked for a second boat.",
        "At that meeting the port authority asked the ministry for a second boat.",
        "When she came ashore the police asked for the names of all passengers.",
        "The harbour authority said this morning that the pier in Kisanda was shut.",
        # Speech, not a report of it; or the end of somebody's speech.
        "“There was smoke on every deck and no one could find a way out of it,” she said.",
        "There was smoke on every deck, and “no one could find a way out of the dark hold below the deck”.",
        # Loaded words, though not the writer's own.
        "The minister called the repair of the fuel pump “a shameful gamble with lives” on Monday.",
        # No sentence as it stands.
        "and five people died after a fire on a crowded ferry near Kisanda.",
        "The boat reached the harbour of Kisanda in the morning with Rep. J.",
    ],
)
def test_it_keeps_what_needs_another_sentence_for_support(text):
    assert fitness(text) is Fitness.SUPPORTS


@pytest.mark.parametrize(
    "text",
    [
        "How could five people die after a fire on a ferry near Kisanda?",
        "Unfortunately the harbour of Kisanda had no second boat on that night.",
        "The shameless operator sent an old ferry out on the lake on Sunday night.",
        "Yesterday we saw the fire on the ferry near Kisanda from the shore.",
        "You can see the burnt ferry from every house along the shore of Kisanda.",
        "Operators should replace the fuel pumps of all their ferries on the lake.",
        "FIVE people DIED after a FIRE on a crowded FERRY near Kisanda on Sunday.",
    ],
)
def test_it_knows_the_writers_own_voice(text):
    assert fitness(text) is Fitness.OPINES


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Five dead.",
        "A ferry in the harbour of Kisanda on the morning after the fire",  # a caption has no full stop
        "A ferry is pictured in the harbour of Kisanda on the morning after the fire.",
        "Correction: an earlier version said that five ferry passengers were alive.",
        "Subscribe to our newsletter for more about the fire on the ferry near Kisanda.",
        "Helen Strand is a senior transport reporter for the Kisanda Daily in Orrin.",
        "Follow him on Twitter @strand for more about ferries and their many fires.",
        "More pictures of the ferry are at news.example.com for those who want them.",
        "The ferry StrandStrand burnt out near Kisanda on Sunday, the police said.",
        "Kisanda (Norwire) The ferry burnt out near the harbour on Sunday, police said.",
        "Police named the operator on Monday MORE after the fire on the ferry.",
        "Five people died after a fire on a crowded ferry near Kisanda on…",
    ],
)
def test_it_drops_what_tells_nothing_of_the_event(text):
    assert fitness(text) is Fitness.USELESS


def test_it_does_not_begin_in_the_middle():
    assert fitness("EDT, the ferry was three miles from the harbour of Kisanda.", "5 p.m. ") is Fitness.SUPPORTS
    assert fitness(PLAIN, "in the U.S. ") is Fitness.STANDS


@pytest.mark.parametrize(
    ("text", "needed"),
    [
        ("The attack lasted for an hour.", {"attack"}),
        ("The ferry was an hour late when the fire broke out.", {"ferry", "fire"}),
        ("Helen Strand made the remarks after lunch.", {"remarks"}),
        # Says itself which one.
        ("The fire on the lower deck lasted for an hour.", set()),
        ("The man who repaired the pump is in hospital.", set()),
        ("The White House said nothing.", set()),
        # "said in" explains nothing of the president.
        ("The president said in Kisanda that all was well.", {"president"}),
    ],
)
def test_it_knows_what_must_have_been_told_before(text, needed):
    assert find_needed_words(text, list(find_words(text))[:2]) == needed


def test_it_is_not_shouted_by_a_name():
    assert not is_shouted("UNICEF sent blankets")
    assert is_shouted("UNICEF SENT blankets")


@pytest.mark.parametrize(
    "text", ["a" * 2 * LONGEST, "“" * LONGEST, "the " * LONGEST, "Aa" * 300 + ".", "( " * 300 + "."]
)
def test_it_judges_hostile_text(text):
    assert fitness(text) < Fitness.STANDS
