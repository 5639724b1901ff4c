import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.articles.models import Article, Evidence
from server.coverage.models import Relay
from server.coverage.origins import find_origins
from server.outlets.models import Outlet
from tests.coverage.examples import article, outlet, prose

TEXT = "\n\n".join(prose(seed) for seed in range(4))
GROUP = "Corvane"


def reasons(articles: list[Article], outlets: dict[str, Outlet | None] | None = None, **options) -> list[str]:
    return [join.reason for origin in find_origins(articles, outlets or {}, **options) for join in origin.joins]


def test_it_returns_nothing_for_nothing():
    assert find_origins([], {}) == []


@pytest.mark.parametrize(
    ("reason", "one", "other", "outlets"),
    [
        ("republished", {}, {"republished_from": "https://one.example/a"}, {}),
        # Either may have been published first.
        ("republished", {"republished_from": "https://other.example/a"}, {}, {}),
        # The original need not be among them.
        ("republished", {"republished_from": "https://z.example/a"}, {"republished_from": "https://z.example/a"}, {}),
        ("same_text", {"body": TEXT}, {"body": f"{prose(90)}\n\n{TEXT}"}, {}),
        ("wire_credit", {"authors": ("Norwire",)}, {"body": f"LONDON (Norwire) — {prose(1)}"}, {}),
        # The agency's own report needs no credit.
        ("wire_credit", {}, {"authors": ("Norwire",)}, {"one": outlet("norwire.example", kind="agency")}),
        ("same_outlet", {}, {}, {"one": outlet("ledger.example"), "other": outlet("ledger.example")}),
        ("same_author", {"authors": ("Ada Venn",)}, {"authors": ("Someone Else", "ADA VENN")}, {}),
        # A site without a record is still one site.
        ("same_outlet", {"canonical_url": "https://s.example/1"}, {"canonical_url": "https://s.example/2"}, {}),
        (
            "owner_family",
            {},
            {},
            {"one": outlet("post.example", owner_family=GROUP), "other": outlet("flare.example", owner_family=GROUP)},
        ),
    ],
)
def test_it_folds_articles_that_are_not_independent(reason, one, other, outlets):
    articles = [article("one", hour=0, **one), article("other", hour=1, **other)]

    (origin,) = find_origins(articles, outlets, wire_names={"Norwire"})

    assert (origin.id, origin.article_ids) == ("one", ("one", "other"))
    (join,) = origin.joins
    assert (join.article_id, join.with_id, join.reason) == ("other", "one", reason)
    assert join.detail


@pytest.mark.parametrize(
    ("one", "other", "outlets"),
    [
        ({}, {}, {}),
        # An owner that is not known is not one owner.
        ({}, {}, {"one": outlet("post.example"), "other": outlet("flare.example")}),
        ({}, {}, {"one": outlet("post.example", owner_family=""), "other": outlet("flare.example", owner_family="")}),
        # Short texts may agree by chance; headlines do not count.
        ({"body": "Nine people are missing.", "title": "T"}, {"body": "Nine people are missing.", "title": "T"}, {}),
        # Quoting an agency, and an agency that nobody told us of.
        ({"authors": ("Norwire",)}, {"body": "Doctors told Norwire that five had died."}, {}),
        ({"authors": ("Nobodywire",)}, {"authors": ("Nobodywire",)}, {}),
        # A first name, and an outlet that signs as such, are no person.
        ({"authors": ("Ada",)}, {"authors": ("Ada",)}, {}),
        (
            {"authors": ("Tessel Post",)},
            {"authors": ("Tessel Post",)},
            {"one": outlet("tessel.example", name="Tessel Post")},
        ),
        # Two agencies.
        ({"authors": ("Reuters",)}, {"authors": ("AFP",)}, {}),
        # A platform publishes nobody's articles.
        ({"canonical_url": "https://medium.com/@a/1"}, {"canonical_url": "https://medium.com/@b/1"}, {}),
        # Pages without an address are not one site.
        ({"canonical_url": ""}, {"canonical_url": ""}, {}),
    ],
)
def test_it_leaves_apart_what_nothing_ties_together(one, other, outlets):
    articles = [article("one", hour=0, **one), article("other", hour=1, **other)]

    assert [o.article_ids for o in find_origins(articles, outlets, wire_names={"Norwire"})] == [("one",), ("other",)]


RELAYING = "As first reported by Flare, nine people are missing."
RELAY = Relay("other", "flare.example", Evidence("other", 0, 26, RELAYING[:26]))


def test_it_folds_an_article_into_the_one_that_it_says_it_relays():
    articles = [article("one", hour=0), article("other", hour=1, body=RELAYING)]

    (origin,) = find_origins(articles, {"one": outlet("flare.example")}, relays=[RELAY])

    (join,) = origin.joins
    assert (join.article_id, join.with_id, join.reason, join.evidence) == ("other", "one", "relayed", RELAY.evidence)


@pytest.mark.parametrize(
    ("hour", "outlets"),
    [
        (2, {"one": outlet("flare.example")}),  # what came later is not what was relayed
        (0, {"one": outlet("ledger.example")}),  # the outlet that is named has nothing among these
    ],
)
def test_it_does_not_fold_what_could_not_be_what_was_relayed(hour, outlets):
    articles = [article("one", hour=hour), article("other", hour=1, body=RELAYING)]

    assert reasons(articles, outlets, relays=[RELAY]) == []


def test_it_shows_the_passage_that_two_texts_share():
    articles = [article("one", hour=0, body=TEXT), article("other", hour=1, body=f"{prose(90)}\n\n{TEXT}")]

    (origin,) = find_origins(articles, {})

    (join,) = origin.joins
    assert join.evidence
    assert articles[1].body[join.evidence.start : join.evidence.end] == join.evidence.text
    assert TEXT.startswith(join.evidence.text)
    assert len(join.evidence.text.split()) == 40


def test_it_gives_the_strongest_reason():
    flare = outlet("flare.example", owner_family=GROUP)
    articles = [article("one", hour=0, body=TEXT), article("other", hour=1, body=TEXT)]

    assert reasons(articles, {"one": flare, "other": flare}) == ["same_text"]


def test_it_says_how_much_text_is_shared():
    articles = [article("one", hour=0, body=TEXT), article("other", hour=1, body=TEXT)]

    ((join,),) = (origin.joins for origin in find_origins(articles, {}))

    assert join.detail == "100 % of the shorter text is shared word for word"


def test_it_says_what_credits_the_agency():
    articles = [
        article("one", hour=0, body=f"LONDON (Norwire) — {prose(1)}"),
        article("other", hour=1, authors=("Norwire",)),
    ]

    ((join,),) = (origin.joins for origin in find_origins(articles, {}, wire_names={"Norwire"}))

    assert join.detail == (
        "both from Norwire: the later is signed “Norwire”, the earlier has the dateline “LONDON (Norwire) —”"
    )


def test_it_follows_ties_through_a_third_article():
    outlets = {"b": outlet("post.example", owner_family=GROUP), "c": outlet("flare.example", owner_family=GROUP)}
    articles = [article("a", hour=0, body=TEXT), article("b", hour=1, body=TEXT), article("c", hour=2)]

    (origin,) = find_origins(articles, outlets)

    assert origin.article_ids == ("a", "b", "c")
    assert [join.reason for join in origin.joins] == ["same_text", "owner_family"]


def test_it_ties_twelve_articles_with_eleven_joins():
    articles = [article(f"paper{number}", hour=number, body=TEXT, authors=("Reuters",)) for number in range(12)]

    (origin,) = find_origins(articles, {})

    assert len(origin.joins) == 11
    assert {join.article_id for join in origin.joins} == set(origin.article_ids[1:])


def test_it_orders_by_time_and_puts_the_undated_last():
    articles = [article("undated"), article("late", hour=5), article("early", hour=1), article("also-undated")]

    assert [origin.id for origin in find_origins(articles, {})] == ["early", "late", "undated", "also-undated"]


def test_it_counts_an_article_given_twice_once():
    assert len(find_origins([article("a"), article("a")], {})) == 1


@given(
    st.lists(
        st.tuples(st.sampled_from(["", "x.example", "y.example"]), st.sampled_from(["", "F", "G"]), st.integers(0, 3)),
        max_size=12,
    )
)
def test_it_puts_each_article_into_one_origin_with_one_join_fewer_than_members(rows):
    articles = [article(f"n{place}", hour=hour) for place, (_, _, hour) in enumerate(rows)]
    outlets = {
        f"n{place}": outlet(f"{place}.{key}", owner_family=family) if key else None
        for place, (key, family, _) in enumerate(rows)
    }

    origins = find_origins(articles, outlets)

    assert sorted(id_ for origin in origins for id_ in origin.article_ids) == sorted(outlets)
    assert all(len(origin.joins) == len(origin.article_ids) - 1 for origin in origins)
    assert all({join.article_id, join.with_id} <= set(o.article_ids) for o in origins for join in o.joins)
    # The result does not depend on the order in which articles without equal times are given.
    assert {frozenset(o.article_ids) for o in find_origins(articles[::-1], outlets)} == {
        frozenset(o.article_ids) for o in origins
    }
