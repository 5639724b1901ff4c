"""Does a text say what another says? `python -m benchmarks.difference ARTICLES.jsonl.gz PAIRS.jsonl` and `--speed`.

Labelled pairs of sentences are decided by the product and by three ways that are often used: Jaccard overlap with the
bar of .55, idf cosine and rapidfuzz's token set ratio, the latter two with the bar that serves them best on the part
for tuning. Two questions: is the first sentence *said there too*, in the second, and is it *not said there*, in all of
the other text? A line of PAIRS names both sentences by article and span, the part that its story is in (`split`), and
what a reader held: `label` for the sentences and `text_label` for the text, each same, partly or different. Only `same`
counts as said, and only `different` as not said: what is partly said is a mistake either way.

`--speed` needs no files: it prepares invented stories of growing size and asks for the differences of each text.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path

from rapidfuzz import fuzz

from benchmarks.corpora import Row, build_article, read_rows
from benchmarks.timing import print_table
from server.articles.models import Article
from server.articles.sentences import split_sentences
from server.comparison.alignment import SAID, Weights, agree
from server.comparison.books import UnitBook
from server.comparison.claims import analyse_article
from server.comparison.models import ArticleClaims, ClaimUnit
from server.comparison.passages import NOT_SAID, Passages
from server.coverage.tokens import find_words

WANTED = 0.9  # precision that a bar must reach where it is chosen
JACCARD_BAR = 0.55
Z = 1.96

Similar = Callable[[str, str], float]


@dataclass(frozen=True, slots=True)
class Pair:
    """One labelled pair: what a method made of the sentences and of the whole text, and what a reader did."""

    item: int
    split: str
    sentence: float
    text: float
    label: str
    text_label: str


@dataclass(frozen=True, slots=True)
class Bars:
    """From where on a method holds something for said, and up to where for not said."""

    said: float
    not_said: float


def main() -> None:
    """Print precision and recall of all methods, or how long the product takes."""
    parser = argparse.ArgumentParser(description="Is it said there too, is it not said there?")
    parser.add_argument("files", nargs="*", type=Path, help="ARTICLES.jsonl.gz and PAIRS.jsonl")
    parser.add_argument("--speed", action="store_true")
    chosen = parser.parse_args()
    if chosen.files:
        articles, pairs = chosen.files
        print_quality(list(read_rows(articles)), list(read_rows(pairs)))
    if chosen.speed or not chosen.files:
        from benchmarks.difference_speed import print_speed  # noqa: PLC0415 – invented texts are only needed here

        print_speed()


def print_quality(articles: Sequence[Row], pairs: Sequence[Row]) -> None:
    """Print one table for each question, both parts."""
    stories = Stories(articles)
    judged = {"this": [stories.judge(pair) for pair in pairs]}
    for name, method in stories.baselines().items():
        judged[name] = [stories.judge_by(pair, method) for pair in pairs]
    bars = {name: choose_bars([pair for pair in found if pair.split == "tune"]) for name, found in judged.items()}
    bars["this"] = Bars(SAID, NOT_SAID)
    bars["Jaccard .55"] = Bars(JACCARD_BAR, JACCARD_BAR)
    for question, count in (("said there too", count_said), ("not said there", count_not_said)):
        head = (question, "bar", "tuning: precision", "recall", "held back: precision", "recall", "average precision")
        print_table(head, [_row(name, judged[name], bars[name], count) for name in judged])


def _row(name: str, pairs: Sequence[Pair], bars: Bars, count: Count) -> list[str]:
    tuning, held = ([pair for pair in pairs if pair.split == split] for split in ("tune", "held"))
    ranked = rank_said(held) if count is count_said else rank_not_said(held)
    figures = [f"{bars.said if count is count_said else bars.not_said:.2f}"]
    for part in (tuning, held):
        right, made, there = count(part, bars)
        figures += [share(right, made), share(right, there)]
    return [name, *figures, f"{average_precision(ranked):.2f}"]


Count = Callable[[Sequence[Pair], Bars], tuple[int, int, int]]


def count_said(pairs: Sequence[Pair], bars: Bars) -> tuple[int, int, int]:
    """Return how many are rightly held for said, how many are held for said, and how many are said."""
    made = [pair for pair in pairs if pair.sentence >= bars.said]
    right = sum(pair.label == "same" for pair in made)
    return right, len(made), sum(pair.label == "same" for pair in pairs)


def count_not_said(pairs: Sequence[Pair], bars: Bars) -> tuple[int, int, int]:
    """Return the same for sentences that a whole text does not say; each sentence counts once."""
    items = {pair.item: pair for pair in pairs}.values()
    made = [pair for pair in items if pair.text <= bars.not_said]
    right = sum(pair.text_label == "different" for pair in made)
    return right, len(made), sum(pair.text_label == "different" for pair in items)


def rank_said(pairs: Sequence[Pair]) -> list[bool]:
    """Return which are said, those first that the method holds likeliest to be."""
    return [pair.label == "same" for pair in sorted(pairs, key=lambda pair: -pair.sentence)]


def rank_not_said(pairs: Sequence[Pair]) -> list[bool]:
    """Return which sentences the other text does not say, those first that the method holds likeliest not to be."""
    items = {pair.item: pair for pair in pairs}.values()
    return [pair.text_label == "different" for pair in sorted(items, key=lambda pair: pair.text)]


def average_precision(ranked: Sequence[bool]) -> float:
    """Return the mean precision down to each one that is right."""
    found = list(accumulate(ranked))
    return sum(right / (place + 1) for place, right in enumerate(found) if ranked[place]) / (sum(ranked) or 1)


def choose_bars(pairs: Sequence[Pair]) -> Bars:
    """Return the bars with the largest recall at the wanted precision; where none reaches it, the most precise."""
    steps = sorted({value for pair in pairs for value in (pair.sentence, pair.text)})
    said = max(steps, key=lambda bar: _merit(*count_said(pairs, Bars(bar, 0.0))))
    not_said = max(steps, key=lambda bar: _merit(*count_not_said(pairs, Bars(0.0, bar))))
    return Bars(said, not_said)


def _merit(right: int, made: int, _there: int) -> tuple[float, float]:
    precision = right / made if made else 0.0
    return (1.0, right) if precision >= WANTED else (precision, right)


def share(right: int, of: int) -> str:
    """Return a share with its Wilson interval."""
    if not of:
        return "–"
    middle, spread = (right + Z * Z / 2) / (of + Z * Z), Z / (of + Z * Z)
    spread *= math.sqrt(right * (of - right) / of + Z * Z / 4)
    return f"{right / of:.2f} ({middle - spread:.2f}–{middle + spread:.2f}; {right}/{of})"


class Stories:
    """The articles of a file, analysed when they are needed."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows = {str(row["id"]): row for row in rows}
        self._members: dict[str, list[str]] = defaultdict(list)
        for row_id, row in self._rows.items():
            self._members[str(row.get("story"))].append(row_id)
        self.claims = cache(self._analyse)
        self._book = cache(self._bind)
        self._cosine = cache(self._fit_cosine)

    def article(self, row_id: str) -> Article:
        """Return one article."""
        return build_article(self._rows[row_id])

    def _analyse(self, row_id: str) -> ArticleClaims:
        return analyse_article(self.article(row_id))

    def _bind(self, story: str) -> Weights:
        book = UnitBook([self.claims(member) for member in self._members[story]])
        return Weights(book.holders, len(book.units))

    def judge(self, pair: Row) -> Pair:
        """Return what the product makes of a pair; what it divides into several units is judged by the largest."""
        weigh = self._book(pair["story"])
        ours = _units(self.claims(pair["a_id"]), pair["a_start"], pair["a_end"])
        theirs = _units(self.claims(pair["b_id"]), pair["b_start"], pair["b_end"])
        if not ours:
            return _pair(pair, 0.0, 1.0)
        claim = max(ours, key=lambda unit: len(unit.stems))
        there = self.claims(pair["b_id"])
        passages = Passages(UnitBook([there]).holders, len(there.units))
        sentence = max((agree(claim, unit, weigh) for unit in theirs), default=0.0)
        return _pair(pair, sentence, passages.most_held(claim, weigh))

    def judge_by(self, pair: Row, method: Callable[[str], Similar]) -> Pair:
        """Return what a method makes of a pair: of the text, its most similar sentence."""
        similar = method(pair["story"])
        ours = str(self._rows[pair["a_id"]]["text"])[pair["a_start"] : pair["a_end"]]
        text = str(self._rows[pair["b_id"]]["text"])
        sentences = [text[start:end] for start, end in split_sentences(text, "en")]
        sentence = similar(ours, text[pair["b_start"] : pair["b_end"]])
        return _pair(pair, sentence, max(similar(ours, other) for other in sentences))

    def baselines(self) -> Mapping[str, Callable[[str], Similar]]:
        """Return the methods to compare with, each a function of the story."""
        return {
            "Jaccard .55": lambda _: _jaccard,
            "Jaccard, bar tuned": lambda _: _jaccard,
            "idf cosine": self._cosine,
            "token set ratio": lambda _: _token_set,
        }

    def _fit_cosine(self, story: str) -> Similar:
        """Return the cosine with word weights of the story's sentences."""
        texts = [str(self._rows[member]["text"]) for member in self._members[story]]
        sentences = [text[start:end] for text in texts for start, end in split_sentences(text, "en")]
        held = Counter(word for sentence in sentences for word in set(_words(sentence)))

        def weigh(words: Iterable[str]) -> float:
            return sum(math.log((len(sentences) + 1) / (held[word] + 0.5)) ** 2 for word in words)

        def cosine(one: str, other: str) -> float:
            ours, theirs = set(_words(one)), set(_words(other))
            return weigh(ours & theirs) / (math.sqrt(weigh(ours) * weigh(theirs)) or 1.0)

        return cosine


def _pair(row: Row, sentence: float, text: float) -> Pair:
    return Pair(int(row["item"]), str(row["split"]), sentence, text, str(row["label"]), str(row["text_label"]))


def _units(text: ArticleClaims, start: int, end: int) -> list[ClaimUnit]:
    return [unit for unit in text.units if unit.field == "body" and unit.start < end and unit.end > start]


@cache
def _words(text: str) -> tuple[str, ...]:
    return tuple(word.form for word in find_words(text))


def _jaccard(one: str, other: str) -> float:
    ours, theirs = set(_words(one)), set(_words(other))
    return len(ours & theirs) / (len(ours | theirs) or 1)


def _token_set(one: str, other: str) -> float:
    return fuzz.token_set_ratio(one.lower(), other.lower()) / 100


if __name__ == "__main__":
    main()
