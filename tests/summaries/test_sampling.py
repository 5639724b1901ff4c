from server.coverage.models import Origin
from server.summaries.sampling import sample
from tests.summaries.examples import article, origins


def test_it_takes_all_of_a_small_story_in_order_of_time():
    late, early, undated = article("Late", hour=2), article("Early", hour=1), article("Undated")

    assert sample([late, undated, early], origins(late, early, undated)) == [early, late, undated]


def test_it_takes_every_origin_before_any_origins_second():
    copies = [article(f"Copy {n}", hour=n) for n in range(20)]
    alone = article("Alone", hour=30)
    folded = [Origin("copies", tuple(one.id for one in copies)), *origins(alone)]

    assert sample([*copies, alone], folded, most=2) == [copies[0], alone]


def test_it_prefers_a_text_to_a_headline_of_the_same_origin():
    bare, full = article("Bare", hour=0), article("Full", "A text.", hour=1)

    assert sample([bare, full], [Origin("one", (bare.id, full.id))], most=1) == [full]


def test_it_spreads_over_time_first_and_last_among_them():
    many = [article(f"Report {n:03}", hour=n) for n in range(401)]

    taken = sample(many, origins(*many), most=5)

    assert [one.title for one in taken] == ["Report 000", "Report 100", "Report 200", "Report 300", "Report 400"]
