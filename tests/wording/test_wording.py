"""How articles word one story: what is pointed at, what is nobody's wording, and that no side is favoured."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.articles.models import Article, Evidence
from server.coverage.models import Origin
from server.wording.lexicon import LEXICON
from server.wording.loaded_terms import PAIRS, UNSIDED
from server.wording.models import ArticleWords, Direction, Term, TermKind, WordingSilence
from server.wording.own_voice import analyse_words
from server.wording.wording import compare_wording

# Enough plain words for a text to count as one.
PLAIN = (
    "Engineers inspected several timbers beneath the harbour bridge before traffic returned towards evening. "
    "Residents crossed the river by ferry while workers replaced planks, railings and lamps along the walkway. "
) * 5


def article(name: str, text: str = "", *, title: str = "Bridge closed") -> Article:
    url = f"https://{name}.example/a"
    return Article(name, url, url, f"{name}.example", title, text + " " + PLAIN, language="en")


def compare(*articles: Article, origins: tuple[Origin, ...] = ()):
    here, *others = [analyse_words(one) for one in articles]
    return compare_wording(here, others, origins=origins)


def names(terms: tuple[Term, ...]) -> list[str]:
    return [term.term for term in terms]


def test_it_points_at_a_loaded_word_with_the_sentence_that_holds_it():
    wording = compare(article("a", "The mayor slammed the plan."), article("b"), article("c"))

    [term] = wording.here
    assert (term.term, term.kind, term.direction, term.uses) == ("slammed", TermKind.LOADED, None, 1)
    assert [evidence.text for evidence in term.evidence] == ["The mayor slammed the plan."]


def test_it_points_at_what_the_others_say():
    wording = compare(article("a"), article("b", "A shameful plan."), article("c", "It is a shameful plan."))

    [term] = wording.elsewhere
    assert (term.term, term.articles, term.origins) == ("shameful", 2, 2)
    assert wording.here == ()


def test_it_points_at_a_word_that_only_this_article_uses_again_and_again():
    text = "The controversial bridge reopened. A controversial plan followed. " * 4

    wording = compare(article("a", text), article("b"), article("c"))

    [term] = wording.here
    assert (term.term, term.kind, term.uses) == ("controversial", TermKind.DISTINCTIVE, 8)


def test_a_word_of_the_same_family_elsewhere_speaks_against_it():
    text = "The controversial bridge reopened. A controversial plan followed. " * 4

    wording = compare(article("a", text), article("b", "There was a controversy."), article("c"))

    assert wording.here == ()


def test_what_is_in_everybodys_text_is_nobodys_wording():
    text = "The controversial bridge reopened. A controversial plan followed. " * 4

    wording = compare(*(article(name, text) for name in "abc"))

    assert names(wording.here) == names(wording.elsewhere) == []


ALL_TERMS = sorted(LEXICON)
SPOKEN = (
    "“{}, {}, {},” the mayor said.",
    "The mayor said that it was {}, {} and {}.",
    "According to the mayor, it was {}, {} and {}.",
    "The mayor spoke of '{}', '{}' and '{}'.",
    "« {}, {}, {} », a dit le maire.",
)


@settings(max_examples=80)
@given(st.sampled_from(SPOKEN), st.lists(st.sampled_from(ALL_TERMS), min_size=3, max_size=3))
def test_loaded_words_that_are_only_quoted_or_reported_give_no_flag(frame, terms):
    sentence = frame.format(*terms)

    wording = compare(article("a", sentence * 3), article("b"), article("c"))

    assert wording.here == ()


def test_a_quoted_headline_gives_no_flag():
    wording = compare(
        article("a", title="Plan is 'shameful', says mayor"), article("b", title="Mayor: it is a sham"), article("c")
    )

    assert [headline.loaded for headline in wording.headlines] == [(), (), ()]


def test_a_headlines_own_loaded_words_are_shown_as_written():
    wording = compare(article("a", title="Mayor Slams Plan"), article("b"), article("c"))

    assert wording.headlines[0].loaded == ("Slams",)


def test_the_order_of_the_others_changes_nothing():
    texts = [article("b", "A shameful plan."), article("c", "The mayor slammed it."), article("d")]

    answers = {repr(compare(article("a"), *order).elsewhere) for order in permutations(texts)}

    assert len(answers) == 1


def test_swapping_the_sides_swaps_the_answer():
    loaded, plain = "The mayor slammed the shameful plan.", ""

    one = compare(article("a", loaded), article("b", plain), article("c", plain))
    other = compare(article("b", plain), article("a", loaded), article("c", plain))

    assert names(one.here) == names(other.elsewhere)
    assert names(one.elsewhere) == names(other.here) == []


@pytest.mark.parametrize(("left", "right"), [(left, right) for _, left, right, _ in PAIRS])
def test_the_terms_of_both_sides_are_flagged_alike(left, right):
    def flags(terms: str) -> list[Term]:
        text = " ".join(f"They met {term} there." for term in terms.split("|"))
        return list(compare(article("a", text), article("b"), article("c")).here)

    ours, theirs = flags(left), flags(right)

    assert len(ours) == len(theirs) == len(left.split("|"))
    assert {term.direction for term in ours} == {Direction.LEFT}
    assert {term.direction for term in theirs} == {Direction.RIGHT}


def test_unsided_terms_have_no_direction():
    terms = [term.replace("-", " ") for _, row, _ in UNSIDED for term in row.split()]

    assert {LEXICON[term].direction for term in terms} == {None}


@pytest.mark.parametrize("others", [(), ("b",)])
def test_it_is_silent_below_three_texts(others):
    wording = compare(article("a", "A shameful plan."), *(article(name) for name in others))

    assert (wording.here, wording.elsewhere, wording.reason) == ((), (), WordingSilence.TOO_FEW_TEXTS)
    assert len(wording.headlines) == 1 + len(others)


def test_texts_of_one_origin_count_once():
    origin = Origin("b", ("b", "c"))

    wording = compare(article("a", "A shameful plan."), article("b"), article("c"), origins=(origin,))

    assert (wording.independent_texts, wording.reason) == (2, WordingSilence.TOO_FEW_TEXTS)


@pytest.mark.parametrize(
    ("language", "reason"), [(None, WordingSilence.UNKNOWN_LANGUAGE), ("de-AT", WordingSilence.NO_LEXICON)]
)
def test_without_a_lexicon_of_its_language_it_shows_headlines_only(language, reason):
    texts = [replace(article(name, "Ein absurd brutal Plan."), language=language) for name in "abc"]

    wording = compare(*texts)

    assert (wording.here, wording.elsewhere, wording.reason) == ((), (), reason)
    assert len(wording.headlines) == 3


def test_a_text_of_hardly_any_own_words_is_not_judged():
    short = Article(
        "a", "https://a.example/", "https://a.example/", "a.example", "T", "A shameful plan.", language="en"
    )

    assert compare(short, article("b"), article("c")).reason is WordingSilence.NO_TEXT


def test_posts_set_among_the_paragraphs_are_not_the_articles_words():
    posts = "A shameful plan. So vile! — Ann (@ann) pic.twitter.com/x\n\nAn absurd plan.\n\n— Ann (@ann) May 1\n\n"

    assert compare(article("a", posts), article("b"), article("c")).here == ()


def test_an_analysis_survives_being_stored():
    analysed = analyse_words(article("a", "The mayor slammed the controversial plan."))

    assert msgspec.json.decode(msgspec.json.encode(analysed), type=ArticleWords) == analysed


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(["A shameful plan.", "“A sham,” he said.", "It slammed. ", "so-so\n", "Ü 5 «x"]), max_size=9
    )
)
def test_all_that_is_shown_is_verbatim(sentences):
    here = article("a", " ".join(sentences))

    wording = compare(here, article("b"), article("c"))

    evidence = [one for term in wording.here for one in term.evidence]
    assert all(one.text == here.body[one.start : one.end] for one in evidence)


@pytest.mark.parametrize("unit", ["slammed ", "far-", '"sham', "accused of ", "A", "said sham. ", "汉字"])
def test_hostile_repeats_are_bounded(unit):
    analysed = analyse_words(article("a", unit * (300_000 // len(unit))))

    assert len(analysed.sentences) <= 4 * (len(analysed.uses) + len(analysed.loaded))


# What counts as much, and how much of it is shown: from counts of words, without the texts.

STRESSED = "controversial"  # a descriptive word that is in no lexicon


def words(name: str, *, total: int = 100, language: str | None = "en", **counts: dict[str, int]) -> ArticleWords:
    """Return what an article says in its own voice; each use stands in a sentence of its own."""
    uses, loaded = counts.get("uses", {}), counts.get("loaded", {})
    sentences = [f"{term} {turn}" for term, count in {**uses, **loaded}.items() for turn in range(count)]
    where = {
        term: tuple(at for at, text in enumerate(sentences) if text.startswith(f"{term} "))
        for term in {**uses, **loaded}
    }
    shown = tuple(Evidence(name, 0, len(text), text) for text in sentences)
    return ArticleWords(name, language, f"Title {name}", (), total, {}, uses, loaded, where, shown)


def judge(here: ArticleWords, *others: ArticleWords, origins: tuple[Origin, ...] = ()):
    return compare_wording(here, others, origins=origins)


@pytest.mark.parametrize(
    ("here", "other", "reason"),
    [
        # A short paragraph of its own words is enough, for this article and for the others.
        (words("a", total=25), words("c", total=25), None),
        (words("a", total=24), words("c"), WordingSilence.NO_TEXT),
        (words("a"), words("c", total=24), WordingSilence.TOO_FEW_TEXTS),
        # Whoever writes in another language words nothing that could be held against it.
        (words("a"), words("c", language="de"), WordingSilence.TOO_FEW_TEXTS),
    ],
)
def test_it_takes_three_texts_of_enough_words_in_one_language(
    here: ArticleWords, other: ArticleWords, reason: WordingSilence | None
) -> None:
    assert judge(here, words("b"), other).reason is reason


def test_a_copy_of_this_article_is_not_one_of_the_others() -> None:
    copied = judge(words("a"), words("b"), words("c"), origins=(Origin("a", ("a", "c")),))

    assert (copied.independent_texts, copied.reason) == (2, WordingSilence.TOO_FEW_TEXTS)


def test_of_copies_the_longest_speaks() -> None:
    short, long = words("b", total=30, loaded={"bashed": 1}), words("c", total=90, loaded={"slammed": 1})

    wording = judge(words("a"), short, long, words("d"), origins=(Origin("b", ("b", "c")),))

    assert names(wording.elsewhere) == ["slammed"]


@pytest.mark.parametrize(
    ("uses", "total", "is_shown"),
    [
        (3, 25, True),
        # Twice is a repetition, however few the words; in a long text three times is nothing, either.
        (2, 25, False),
        (3, 200, False),
        (8, 200, True),
    ],
)
def test_a_word_stands_out_by_its_share_of_the_words(uses: int, total: int, is_shown: bool) -> None:
    wording = judge(words("a", total=total, uses={STRESSED: uses}), words("b"), words("c"))

    assert names(wording.here) == [STRESSED] * is_shown


# One of the others alone is not "the others"; two copies of it are not, either.
@pytest.mark.parametrize(("origins", "expected"), [((), [STRESSED]), ((Origin("b", ("b", "c")),), [])])
def test_a_word_of_the_others_is_that_of_two_of_them(origins: tuple[Origin, ...], expected: list[str]) -> None:
    users = [words(name, uses={STRESSED: 8}) for name in "bc"]

    assert names(judge(words("a", total=500), *users, words("d"), origins=origins).elsewhere) == expected
    assert names(judge(words("a", total=500), users[0], words("c"), words("d")).elsewhere) == []


def test_terms_stand_in_order_of_what_they_tell() -> None:
    here = words(
        "a", loaded={"bashed": 1, "absurd": 2, "brazen": 2, "sham": 9}, uses={"vast": 5, "bitter": 7, "sham": 9}
    )

    wording = judge(here, words("b", loaded={"sham": 1}), words("c"))

    # Loaded ones first: what the others use too comes last of them, however often; of as many uses, by the alphabet.
    # Then those that stand out, the most striking first; a loaded one is not shown twice.
    assert names(wording.here) == ["absurd", "brazen", "bashed", "sham", "bitter", "vast"]
    assert [term.articles_opposite for term in wording.here] == [0, 0, 0, 1, 0, 0]


def test_the_words_of_the_most_origins_stand_first() -> None:
    others = [words("b", loaded={"absurd": 5}), words("c", loaded={"sham": 1}), words("d", loaded={"sham": 1})]

    assert names(judge(words("a"), *others).elsewhere) == ["sham", "absurd"]


def test_it_shows_a_few_terms_sentences_and_headlines_of_many() -> None:
    loaded = dict.fromkeys(sorted(LEXICON)[:20], 3)
    others = [words(f"b{number:02}", loaded=loaded) for number in range(14)]

    wording = judge(words("a"), *others)

    assert (len(wording.headlines), wording.headlines[0].article_id) == (12, "a")
    assert len(wording.elsewhere) == 8
    # Of each article one sentence, before a second of any.
    assert {tuple(one.article_id for one in term.evidence) for term in wording.elsewhere} == {
        ("b00", "b01", "b02", "b03")
    }
