from itertools import islice, product

from server.summaries.overview import MOST_POINTS, MOST_SENTENCES
from tests.summaries.examples import DAILY, HERALD, POST, SIDES, STORY, article, tell


def texts(evidences):
    return [evidence.text for evidence in evidences]


def test_it_tells_the_main_facts_once_each():
    overview = texts(tell(*STORY).overview)

    assert overview[0] == "A fire on a crowded ferry killed five people near Kisanda on Sunday, the police said."
    assert sum("five people" in text for text in overview) == 1
    assert sum("fuel pump" in text for text in overview) == 1
    assert sum("83 passengers" in text for text in overview) == 1


def test_it_opens_with_another_sentence_than_the_lede_if_there_is_one():
    summary = tell(*STORY)

    assert summary.lede is not None
    assert summary.lede not in summary.overview
    assert tell(DAILY).overview[0] == tell(DAILY).lede


def test_it_leaves_out_what_does_not_stand_alone():
    shown = " ".join(texts(tell(*STORY).overview))

    assert "They had" not in shown
    assert "newsletter" not in shown
    assert "?" not in shown


def test_it_takes_no_one_for_known_who_was_not_introduced():
    body = f"{DAILY.body}\n\nStrand said that the ferry fire near Kisanda began in the engine room before dawn."

    overview = texts(tell(article(DAILY.title, body)).overview)

    assert not any(text.startswith("Strand") for text in overview)


def test_it_does_not_show_a_corrected_figure():
    stale = article("Ferry fire near Kisanda", HERALD.body.replace("83 passengers", "140 passengers"), hour=0)
    fixed = article(POST.title, f"{POST.body}\n\nThe number of the saved fell to 83 from 140, police said.", hour=9)

    summary = tell(stale, fixed)

    assert not any("140" in text for text in texts(summary.overview))


def test_its_points_are_made_by_several_origins_in_words_not_shown_before():
    summary = tell(*STORY)

    assert [point.origins for point in summary.key_points] == [3, 2, 2]
    for point in summary.key_points:
        assert point.evidence not in (summary.lede, *summary.overview)
        assert point.origins == 1 + len(point.references)
        assert point.evidence.article_id not in {reference.article_id for reference in point.references}


def test_it_makes_points_of_one_origin_where_nobody_else_reports():
    points = tell(DAILY).key_points

    assert points
    assert all(point.origins == 1 and not point.references for point in points)


def test_it_stays_short():
    made_up = iter(
        ["".join(parts) for parts in product(("ba", "ko", "ri", "mu"), ("len", "mur", "tas"), ("do", "vi", "ne"))] * 9
    )
    facts = [f"Police in Kisanda said the ferry had {' and '.join(islice(made_up, 7))} aboard." for _ in range(20)]
    summary = tell(
        *(article(f"Police in Kisanda search ferry {n}", "\n\n".join(facts[n:] + facts[:n])) for n in range(5))
    )

    assert len(summary.overview) == MOST_SENTENCES
    assert len(summary.key_points) <= MOST_POINTS


def test_no_side_supplies_all_when_others_say_the_same():
    summary = tell(*STORY, sides=SIDES)

    assert {(share.side, share.sentences) for share in summary.balance.shares} == {
        ("left", 2),
        ("center", 2),
        ("right", 2),
    }
    assert summary.balance.note is None
