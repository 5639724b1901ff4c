import pytest

from server.summaries.claims import differ, find_carriers, gather
from server.summaries.readings import read
from tests.summaries.examples import DAILY, HERALD, POST, article, readings

TOLL = "Police said that five people died on Sunday when a crowded ferry caught fire near Kisanda."


def material(*articles):
    return gather(
        articles,
        readings(*articles),
        origin_of={one.id: one.id for one in articles},
        side_of={one.id: "not_rated" for one in articles},
    )


def carriers_of(text, *articles):
    gathered = material(*articles)
    line = next(line for line in gathered.lines if line.text == text)
    return find_carriers(gathered, [line])[0]


def test_it_finds_who_says_the_same_in_other_words():
    carriers = carriers_of(TOLL, DAILY, HERALD, POST)

    assert {carrier.article for carrier in carriers} == {DAILY, HERALD}
    assert {carrier.evidence.text for carrier in carriers} == {
        "Five people died after a fire on a crowded ferry near Kisanda on Sunday, police said.",
        "A fire on a crowded ferry killed five people near Kisanda on Sunday, the police said.",
    }


@pytest.mark.parametrize(
    "other",
    [
        # Another figure, a denial.
        "Police said that six people died on Sunday when a crowded ferry caught fire near Kisanda.",
        "Police said that nobody died on Sunday when a crowded ferry caught fire near Kisanda.",
        # The same people and things, and something else said of them.
        "Mara Okello of Tessel Lines crossed the lake to Kisanda on the ferry every Sunday for ten years.",
        "The ferry to Kisanda is crowded on most Sundays, and nobody ever checked it for fire.",
    ],
)
def test_it_does_not_take_the_like_for_the_same(other):
    assert carriers_of(TOLL, POST, article("Other", other)) == ()


def test_it_counts_each_other_origin_once():
    twice = article("Twice", f"{TOLL}\n\nOn Sunday five people died near Kisanda when a crowded ferry caught fire.")

    assert len(carriers_of(TOLL, POST, twice)) == 1


def test_sharing_names_is_not_saying_the_same():
    one, other = (
        read(article("A", f"Helen Strand of Tessel Lines told Mara Okello {what}.")).sentences[0]
        for what in ("that the harbour was shut", "about the wedding guests")
    )

    assert differ(one, other)


def test_what_many_origins_say_weighs_more():
    gathered = material(DAILY, HERALD, POST)

    assert gathered.weigh({"ferry"}) > gathered.weigh({"hose"}) > gathered.weigh({"unheard"}) == 0


def test_nothing_comes_of_nothing():
    assert find_carriers(material(article("Bare")), []) == []
