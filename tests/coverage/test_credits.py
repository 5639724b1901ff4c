from server.articles.models import Evidence
from server.coverage.credits import find_credits
from server.coverage.models import Relay
from server.coverage.origins import find_origins
from tests.coverage.examples import article, outlet, prose

TEXT = "\n\n".join(prose(seed) for seed in range(4))
SAYS = Evidence("late", 0, 10, "As Flare r")


def credits_of(articles, outlets=None, **options):
    origins = find_origins(articles, outlets or {}, **options)
    return [
        (one.article_id, one.from_id, one.from_name, one.reason) for one in find_credits(articles, origins, **options)
    ]


def test_a_copy_goes_back_to_the_first_print():
    articles = [article("first", hour=0, body=TEXT), article("copy", hour=1, body=TEXT)]

    assert credits_of(articles) == [("copy", "first", None, "same_text")]


def test_an_agency_is_named_where_its_own_report_is_not_held():
    articles = [article("one", authors=("Norwire",))]

    assert credits_of(articles, wire_names={"Norwire"}) == [("one", None, "Norwire", "wire_credit")]


def test_an_outlet_is_named_where_what_it_reported_is_not_held():
    relay = Relay("late", "flare.example", SAYS)

    assert credits_of([article("late")], relays=[relay]) == [("late", None, "flare.example", "relayed")]


def test_the_same_house_is_no_credit():
    articles = [article("one", hour=0), article("two", hour=1)]

    assert credits_of(articles, {"one": outlet("l.example"), "two": outlet("l.example")}) == []


def test_each_article_takes_one_step_the_one_that_is_held():
    articles = [article("first", hour=0, body=TEXT), article("late", hour=1, body=TEXT)]
    relay = Relay("late", "flare.example", SAYS)

    assert credits_of(articles, relays=[relay]) == [("late", "first", None, "same_text")]
