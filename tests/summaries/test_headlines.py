import pytest

from server.articles.models import Genre
from server.summaries.headlines import rank_headlines
from tests.summaries.examples import article, corrections, readings

PLAIN = "Five dead after fire on ferry near Kisanda"


def best(*articles):
    return rank(*articles)[0].title


def rank(*articles):
    return rank_headlines(articles, readings(*articles), corrections(*articles))


def test_it_prefers_what_most_others_say():
    others = [
        article("Ferry fire near Kisanda kills five", "Five people died after a fire on a ferry near Kisanda."),
        article("Two engineers among survivors", "Two engineers survived the fire on a ferry near Kisanda."),
        article("Harbour master asks for a new boat", "The harbour master wants a new boat after the fire."),
    ]

    assert best(*others, article(PLAIN)) in {PLAIN, others[0].title}


@pytest.mark.parametrize(
    "title",
    [
        # Questions, shouts, quotations.
        "Why were five dead after fire on ferry near Kisanda?",
        "Five dead after fire on ferry near Kisanda!",
        "FIVE DEAD AFTER FIRE on ferry near Kisanda",
        "“No fuel”: five dead after fire on ferry near Kisanda",
        # Announcements.
        "LIVE: five dead after fire on ferry near Kisanda",
        "Exclusive: five dead after fire on ferry near Kisanda",
        "Watch: five dead after fire on ferry near Kisanda",
        "Fire on ferry near Kisanda: what we know about five dead",
        # First and second person.
        "I saw five dead after fire on ferry near Kisanda",
        "Five dead after fire on your ferry near Kisanda",
        # Too little, too much.
        "Ferry fire",
        f"{PLAIN} as rescuers look for more in the dark and the minister is asked where the only boat was that night",
        # Judgements, of either side.
        "Five dead after fire on ferry near Kisanda, shameless minister slammed",
        "Five dead after fire on ferry near Kisanda as woke zealots rage",
    ],
)
def test_it_prefers_the_headline_that_only_reports(title):
    loaded = article(title, f"{PLAIN}.", hour=0)
    plain = article(PLAIN, f"{PLAIN}.", hour=1)

    assert best(loaded, plain) == PLAIN


# Near misses: what looks like a blemish and is none.
@pytest.mark.parametrize(
    "title",
    [
        "US ferry fire near Kisanda leaves five dead",  # a country, not us
        "NATO ship finds five dead after ferry fire",  # a name
        "Kisanda: five dead after fire on ferry",  # a place in front, as many papers have it
        "Families’ grief after ferry fire near Kisanda",  # no quotation
        "Brand auf Fähre vor Kisanda fordert fünf Tote",
        "Пять человек погибли при пожаре на пароме у Кисанды",  # no capitals in a script of its own
        "基桑达附近渡轮起火五人死亡",
    ],
)
def test_it_does_not_mind(title):
    twin = article(f"{title}?", title, hour=0)

    assert best(twin, article(title, title, hour=1)) == title


@pytest.mark.parametrize(
    "genre",
    [Genre.OPINION, Genre.SATIRE, Genre.LIVE, Genre.NEWSLETTER, Genre.SPONSORED, Genre.PRESS_RELEASE],
)
def test_it_takes_reports_before_anything_else(genre):
    central = article(PLAIN, f"{PLAIN}.", genre=genre)

    assert best(central, article("Ferry burns", genre=Genre.NEWS)) == "Ferry burns"
    # With nothing else there is still something to show.
    assert best(central) == PLAIN


def test_it_leaves_opinion_out_that_has_no_genre():
    assert best(article(PLAIN, f"{PLAIN}.", is_opinion=True), article("Ferry burns")) == "Ferry burns"


def test_it_prefers_the_language_of_most():
    german = article("Fünf Tote nach Feuer auf Fähre vor Kisanda", hour=0, language="de")
    english = [article(PLAIN, hour=2, language="en-GB"), article("Ferry fire kills five", hour=3, language="en")]

    assert best(german, *english) in {PLAIN, "Ferry fire kills five"}
    # In a tie, the language in which the story was told first.
    assert best(german, english[0]) == german.title


def test_it_does_not_show_a_figure_that_has_been_corrected():
    early = [article(f"Fourteen missing after fire on ferry {name}", hour=0) for name in ("Upendo", "at Kisanda")]
    later = article("Police: ferry lists were wrong", "Police cut the number of missing to nine from 14.", hour=20)
    right = article("Nine missing after fire on ferry", hour=21)

    assert best(*early, later, right) == right.title


def test_it_prefers_the_hours_in_which_most_wrote():
    hint = article("Ferry owner sent messages to minister", "Ferry owner sent messages to minister.", hour=-40)
    event = article("Minister resigns over ferry messages", "Minister resigns over messages by ferry owner.", hour=0)
    same_hours = article("Minister quits over messages by ferry owner", "Minister quits over messages.", hour=1)

    assert best(hint, event, same_hours) != hint.title


def test_it_decides_a_tie_by_time():
    early, late = article(PLAIN, hour=0), article(PLAIN.upper().title(), hour=1)

    assert rank(late, early) == rank(early, late) == [early, late]


def test_it_does_without_titles():
    assert best(article("")) == ""
    assert best(article(""), article("Ferry burns")) == "Ferry burns"
