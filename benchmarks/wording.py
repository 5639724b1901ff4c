"""Figures that differ and wording: controls that must hold, and what they cost. `python -m benchmarks.wording [FILE…]`

Controls, on labelled articles (`benchmarks.corpora`), each counted over all texts of stories with three or more:

- *quoted*: the same text, each of its sentences between quotation marks, must give no loaded term at all;
- *order*: with the other articles in reverse order the answer must be the same;
- *swap*: all that `a` is shown to say against `b` and `c` must be what they are told of `a`;
- *mirror*: with every sided term of the lexicon replaced by one of the other side, there must be as many of them, each
  of the other side.

How many of the shown rows and terms are right is for a reader to say: `--rows` and `--terms` print them with their
evidence, for one half of the stories (`--half 0` or `1`, by the hash of the story's label).

Speed needs no file: invented stories of 10 to 80 texts, prepared article by article, then asked for each.
"""

from __future__ import annotations

import argparse
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from pathlib import Path
from zlib import crc32

from benchmarks.corpora import read_labels, read_lines
from benchmarks.timing import print_table, quantiles, time_calls
from server.articles.genre_words import words
from server.articles.models import Article
from server.articles.sentences import split_sentences
from server.figures.figures import analyse_figures, differing_figures
from server.wording.lexicon import find_loaded
from server.wording.loaded_terms import PAIRS
from server.wording.models import Term, TermKind, Wording
from server.wording.own_voice import analyse_words
from server.wording.wording import FEWEST_TEXTS, MOST_TERMS, compare_wording

SIZES = (10, 20, 40, 80)
ROUNDS = 5
SEED = 20_260_301

# Each sided term and one of the other side.
MIRROR: Mapping[str, str] = {
    term: mirrored
    for _, left, right, _ in PAIRS
    for one, other in ((left, right), (right, left))
    for term, mirrored in zip(one.split("|"), other.split("|"), strict=True)
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "files", nargs="*", type=Path, help="labelled articles; without any, only the speed is measured"
    )
    parser.add_argument("--half", type=int, choices=(0, 1), help="one half of the stories only")
    parser.add_argument("--rows", action="store_true", help="print the figures that differ")
    parser.add_argument("--terms", action="store_true", help="print the terms of each article against the others")
    options = parser.parse_args()

    stories = [story for story in read_stories(options.files) if options.half in {None, crc32(story[0].encode()) % 2}]
    if stories:
        report_controls(stories)
    for label, articles in stories:
        if options.rows:
            print_rows(label, articles)
        if options.terms:
            print_terms(label, articles)
    report_speed()


def read_stories(files: Iterable[Path]) -> Iterator[tuple[str, list[Article]]]:
    """Yield the labelled stories with their articles."""
    stories: dict[str, list[Article]] = defaultdict(list)
    for path in files:
        labels = read_labels(path)
        for line in read_lines(path):
            if line.id in labels:
                stories[labels[line.id]].append(replace(line.article, language=line.article.language or "en"))
    yield from sorted(stories.items())


def report_controls(stories: Sequence[tuple[str, list[Article]]]) -> None:
    """Print how often each control was broken."""
    broken: Counter[str] = Counter()
    shown: Counter[str] = Counter()
    for _, articles in stories:
        if len(articles) < FEWEST_TEXTS:
            continue
        for number, here in enumerate(articles):
            others = [*articles[:number], *articles[number + 1 :]]
            wording = compare(here, others)
            shown["texts"] += 1
            shown["terms"] += len(wording.here)
            broken["quoted"] += len(analyse_words(between_marks(here)).loaded)
            broken["order"] += compare(here, others[::-1]).elsewhere != wording.elsewhere
            broken["swap"] += not is_swapped(here, others, wording)
            broken["mirror"] += directions(mirrored(here)) != Counter(
                {side: directions(here)[other] for side, other in (("left", "right"), ("right", "left"))}
            )
    print(f"{shown['texts']} texts, {shown['terms']} terms shown\n")
    print_table(("control", "broken"), [(name, str(broken[name])) for name in ("quoted", "order", "swap", "mirror")])


def compare(here: Article, others: Iterable[Article]) -> Wording:
    return compare_wording(analyse_words(here), [analyse_words(other) for other in others], origins=())


def between_marks(article: Article) -> Article:
    """Return the article with each sentence between quotation marks of its own, and its own marks taken out."""
    bare = re.sub(r"[\"“”„‟«»'‘’‚]", "", article.body)
    spans = split_sentences(bare, "en")
    return replace(article, body="\n\n".join(f"“{bare[start:end]}”" for start, end in spans))


def is_swapped(here: Article, others: Sequence[Article], wording: Wording) -> bool:
    """Whether another article is told of the loaded terms that this one is told itself."""
    mine = {term.term for term in wording.here if term.kind is TermKind.LOADED}
    told = compare(others[0], [here, *others[1:]]).elsewhere
    is_cut_short = len(told) == MOST_TERMS
    return is_cut_short or mine <= {term.term for term in told}


def mirrored(article: Article) -> Article:
    """Return the article with each sided term replaced by one of the other side."""
    pieces, position = [], 0
    for start, end, term in find_loaded(article.body):
        if term.term in MIRROR:
            pieces += [article.body[position:start], MIRROR[term.term]]
            position = end
    return replace(article, body="".join([*pieces, article.body[position:]]))


def directions(article: Article) -> Counter[str]:
    """Return how many sided terms of each side an article uses in its own voice."""
    found = ((term, uses) for term, uses in analyse_words(article).loaded.items() if term in MIRROR)
    counts: Counter[str] = Counter()
    for term, uses in found:
        is_left = any(term in left.split("|") for _, left, _, _ in PAIRS)
        counts["left" if is_left else "right"] += uses
    return counts


def print_rows(label: str, articles: Sequence[Article]) -> None:
    """Print each figure of a story that differs, once."""
    texts = [analyse_figures(article) for article in articles]
    told: set[frozenset[tuple[str, int]]] = set()
    for text in texts:
        for row in differing_figures(texts, here=text.article_id):
            values = frozenset((value.article_id, value.evidence.start) for value in row.values)
            if any(values <= other or other <= values for other in told):
                continue
            told.add(values)
            print(f"{label}: {row.role or row.subject} {row.unit} [{row.verdict}]")
            for value in row.values:
                print(f"    {value.value} | {value.published_at} | {value.evidence.text}")


def print_terms(label: str, articles: Sequence[Article]) -> None:
    """Print what each article of a story is shown to say in its own voice."""
    for number, here in enumerate(articles):
        for term in compare(here, [*articles[:number], *articles[number + 1 :]]).here:
            print(f"{label} {here.outlet_key}: {term.term} [{describe(term)}] {term.evidence[0].text}")


def describe(term: Term) -> str:
    return f"{term.kind}, {term.direction or 'no side'}, {term.uses} uses"


def report_speed() -> None:
    """Print what preparing an article and asking for one of a story costs."""
    rows = [speed_of([invent(number) for number in range(size)]) for size in SIZES]
    head = ("texts", "prepare figures", "prepare wording", "ask figures", "ask wording")
    print("Milliseconds an article, p50 / p90 / p99\n")
    print_table(head, rows)


def speed_of(articles: Sequence[Article]) -> tuple[str, ...]:
    """Return one line of the table."""
    prepare = (time_calls(analyse_figures, articles), time_calls(analyse_words, articles))
    figures = [analyse_figures(article) for article in articles]
    voices = [analyse_words(article) for article in articles]

    def ask_figures(at: int) -> object:
        return differing_figures(figures, here=figures[at].article_id)

    def ask_words(at: int) -> object:
        return compare_wording(voices[at], voices[:at] + voices[at + 1 :], origins=())

    asked = [*range(len(articles))] * ROUNDS
    times = (*prepare, time_calls(ask_figures, asked), time_calls(ask_words, asked))
    return (str(len(articles)), *(str(quantiles(seconds)) for seconds in times))


def invent(number: int) -> Article:
    """Return an invented report of some 5,000 characters with counts, quotations and coloured words."""
    draw = random.Random(SEED + number)
    sentences = [
        f"The storm killed {draw.choice((7, 7, 9, 11))} people in Harbourtown.",
        *(sentence(draw) for _ in range(60)),
    ]
    return Article(f"text-{number}", "", "", f"outlet-{number}.example", "Storm", " ".join(sentences), language="en")


def sentence(draw: random.Random) -> str:
    """Return an invented sentence of one of the kinds that cost something."""
    plain = " ".join(draw.choice(WORDS) for _ in range(draw.randint(6, 12)))
    count = draw.randint(2, 900)
    return draw.choice(
        (
            f"The {plain}.",
            f"“The {plain},” a {draw.choice(WORDS)} said.",
            f"Officials said that {count} {draw.choice(WORDS)}s were {draw.choice(WORDS)} near the {plain}.",
            f"The {draw.choice(('controversial', 'massive', 'bitter', 'shameful'))} {plain} cost ${count} million.",
        )
    )


SYLLABLES = sorted(words("ba de fi go lu ma ne pi ro su ta ve wi xo zu cha dre fli gra klo"))
WORDS = ["".join(pair) + "t" for pair in product(SYLLABLES, repeat=2)]  # 400, as many as a story's texts share


if __name__ == "__main__":
    main()
