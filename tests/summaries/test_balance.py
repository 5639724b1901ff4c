from dataclasses import replace

from server.summaries.balance import Ledger, count_origins
from server.summaries.claims import Line
from server.summaries.models import SideShare
from server.summaries.readings import read
from tests.summaries.examples import DAILY, HERALD, POST, STORY

LINES = {
    one.id: Line(one, read(one).sentences[0], one.id, side)
    for one, side in zip(STORY, ("left", "center", "right"), strict=True)
}
LEFT, CENTER, RIGHT = (LINES[one.id] for one in (DAILY, HERALD, POST))


def test_it_takes_the_wording_of_the_side_that_has_supplied_least():
    ledger = Ledger(count_origins([LEFT, RIGHT]))
    ledger.enter(LEFT)

    assert ledger.choose([LEFT, RIGHT]) is RIGHT


def test_it_keeps_the_first_wording_while_the_side_is_within_its_share():
    assert Ledger(count_origins([LEFT, RIGHT])).choose([LEFT, RIGHT]) is LEFT


def test_it_looks_ahead_by_one_sentence():
    other_right = replace(RIGHT, article=replace(RIGHT.article, id="another"))
    ledger = Ledger({"left": 1, "right": 1})
    ledger.enter(RIGHT)

    # Neither article was used before, and right has not had too much yet; with this one it would.
    assert ledger.choose([other_right, LEFT]) is LEFT


def test_of_one_side_it_takes_the_article_that_it_has_used_least():
    other_left = replace(LEFT, article=replace(LEFT.article, id="another"))
    ledger = Ledger({"left": 2})
    ledger.enter(LEFT)

    assert ledger.choose([LEFT, other_left]) is other_left
    assert (ledger.taken_from(LEFT.article.id), ledger.taken_from("another")) == (1, 0)


def test_a_share_is_that_of_the_origins():
    ledger = Ledger({"left": 3, "right": 1})
    for _ in range(3):
        ledger.enter(LEFT)
    ledger.enter(RIGHT)

    assert not ledger.is_over("left")
    assert ledger.is_over("right", more=2)


def test_it_says_when_a_side_has_more_than_its_share():
    ledger = Ledger({"left": 1, "right": 1})
    for _ in range(3):
        ledger.enter(LEFT)

    balance = ledger.close()

    assert balance.shares == (SideShare("left", 3, 1), SideShare("right", 0, 1))
    assert "3 of 3 from left" in balance.note


def test_it_says_when_there_are_no_sides_to_balance():
    assert "one side: center" in Ledger(count_origins([CENTER])).close().note
    assert "none of the outlets is rated" in Ledger({"not_rated": 2}).close().note
    assert Ledger({"left": 1, "not_rated": 1}).close().note is None
