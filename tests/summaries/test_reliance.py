from dataclasses import replace

from server.coverage.models import Join, Origin
from server.summaries.reliance import find_most_relied_on
from tests.summaries.examples import article, origins

FIRST = article("First", "A text.", hour=0, outlet_key="first.example")
SECOND = article("Second", "A text.", hour=1, outlet_key="second.example")
THIRD = article("Third", "A text.", hour=2, outlet_key="third.example")
FOURTH = article("Fourth", hour=3, outlet_key="fourth.example")
ALL = (FIRST, SECOND, THIRD, FOURTH)


def joined(reason, *articles):
    ids = tuple(one.id for one in articles)
    return [Origin(ids[0], ids, tuple(Join(later, ids[0], reason, "90 % is shared") for later in ids[1:]))]


def test_it_finds_the_article_that_others_name_cite_and_copy():
    named = replace(SECOND, republished_from=FIRST.canonical_url)
    articles = (FIRST, named, THIRD, FOURTH)

    found = find_most_relied_on(articles, joined("same_text", FIRST, THIRD), {FOURTH.id: [FIRST.id, SECOND.id]})

    assert found.article_id == FIRST.id
    assert found.by == (FOURTH.id, named.id, THIRD.id)
    assert found.reasons == (
        "cites it",
        f"names it as its original: {FIRST.canonical_url}",
        "has its text, later: 90 % is shared",
    )


def test_it_reads_relays():
    found = find_most_relied_on(ALL, joined("relayed", FIRST, SECOND, THIRD), {})

    assert found.by == (SECOND.id, THIRD.id)


def test_it_names_none_where_none_stands_out():
    cited_once = {FOURTH.id: [FIRST.id]}
    tied = {FOURTH.id: [FIRST.id, SECOND.id], THIRD.id: [FIRST.id, SECOND.id]}

    assert find_most_relied_on(ALL, origins(*ALL), {}) is None
    assert find_most_relied_on(ALL, origins(*ALL), cited_once) is None
    assert find_most_relied_on(ALL, origins(*ALL), tied) is None


def test_two_prints_of_an_agency_text_do_not_lean_on_each_other():
    prints = [replace(one, body="KISANDA (Reuters) - A ferry burnt.") for one in (FIRST, SECOND, THIRD)]

    assert find_most_relied_on(prints, joined("same_text", *prints), {}) is None


def test_the_same_minute_makes_nobody_the_original():
    twins = [replace(one, published=FIRST.published) for one in (FIRST, SECOND, THIRD)]

    assert find_most_relied_on(twins, joined("same_text", *twins), {}) is None


def test_an_outlet_does_not_lean_on_itself_nor_on_what_is_not_held():
    own = [replace(one, outlet_key="first.example") for one in (FIRST, SECOND, THIRD)]

    assert find_most_relied_on(own, origins(*own), {one.id: [FIRST.id] for one in own[1:]}) is None
    assert find_most_relied_on(ALL, origins(*ALL), {SECOND.id: ["elsewhere"], THIRD.id: ["elsewhere"]}) is None
