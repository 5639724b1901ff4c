from server.coverage.breadth import count_coverage
from server.coverage.models import Origin
from tests.coverage.examples import article, outlet

LEDGER = outlet("ledger.example", country="GB", owner="Ledger Trust", owner_family="Ledger Trust")
POST = outlet("post.example", country="GB", owner="Post Ltd")
MAIL = outlet("mail.example", country="IN")
SIDES = {"ledger.example": "left", "post.example": "right"}


def side_of(publisher):
    return SIDES.get(publisher.key) if publisher else None


def test_it_counts_nothing_of_nothing():
    counts = count_coverage([], [Origin("x", ("x",))], {}, side_of)

    assert (counts.articles, counts.origins, counts.outlets) == (0, 0, 0)
    assert dict(counts.by_lean) == {"left": 0, "center": 0, "right": 0, "not_rated": 0}
    assert (dict(counts.by_country), dict(counts.by_owner)) == ({}, {})


def test_it_counts_articles_and_origins_together():
    articles = [article("a"), article("b"), article("c")]
    # An origin that only the page asked about belongs to is no coverage of it.
    origins = [Origin("a", ("a", "b")), Origin("c", ("c", "page")), Origin("page2", ("page2",))]

    counts = count_coverage(articles, origins, {}, side_of)

    assert (counts.articles, counts.origins) == (3, 2)


def test_it_spreads_articles_by_their_outlets():
    articles = [article("a"), article("b"), article("c"), article("d"), article("e")]
    outlets = {"a": MAIL, "b": LEDGER, "c": LEDGER, "d": POST, "e": None}

    counts = count_coverage(articles, [], outlets, side_of)

    # Not rated and unknown are counted as such.
    assert list(counts.by_lean.items()) == [("left", 2), ("center", 0), ("right", 1), ("not_rated", 2)]
    # Most first, then by name; an owner stands for itself where no family is known.
    assert list(counts.by_country.items()) == [("GB", 3), ("IN", 1), ("unknown", 1)]
    assert list(counts.by_owner.items()) == [("Ledger Trust", 2), ("unknown", 2), ("Post Ltd", 1)]


def test_it_counts_outlets_once_and_unknown_ones_by_host():
    articles = [
        article("a"),
        article("b"),
        article("c", canonical_url="https://small.example/1"),
        article("d", canonical_url="https://small.example/2"),
        article("e", canonical_url="https://other.example/1"),
        article("f", canonical_url=""),
    ]

    counts = count_coverage(articles, [], {"a": LEDGER, "b": LEDGER}, side_of)

    assert counts.outlets == 4
