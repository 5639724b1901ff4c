"""How well are copies of one text told from reports of the same event that were written apart?

`python -m benchmarks.origins ARTICLES.jsonl.gz… [--stories N]`. Of each labelled story the real texts are taken, which
were written apart, and of each of them copies are made as papers make them: cut, words exchanged, paragraphs moved, a
new beginning. Nothing is known but the texts: no outlets, no credits, no addresses. Pairs of articles that come from
one text should be folded into one origin, pairs that do not should not. Beside it stands what counting domains says.

Real texts of one story may themselves be prints of one agency report; they count against us here all the same.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from random import Random

from benchmarks.corpora import read_labels, read_lines
from benchmarks.timing import print_table
from server.articles.models import Article
from server.coverage.origins import find_origins

SEED = 20261122
FEWEST_WORDS = 150  # of a text that copies are made of
COPIES = 3  # of each text and kind

Edit = Callable[[list[str], Random], list[str]]  # paragraphs in, paragraphs out


@dataclass(slots=True)
class Tally:
    """Pairs of articles: folded rightly, folded wrongly, left apart wrongly; and counts of what is shown."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    texts: int = 0
    found: int = 0
    domains: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall over pairs."""
        return 2 * self.right / max(2 * self.right + self.wrong + self.missed, 1)

    def cells(self) -> tuple[str, ...]:
        """Return precision, recall and F1, and origins there are, found, and domains."""
        precision = self.right / max(self.right + self.wrong, 1)
        recall = self.right / max(self.right + self.missed, 1)
        scores = (f"{precision:.3f}", f"{recall:.3f}", f"{self.f1:.3f}")
        return (*scores, str(self.texts), str(self.found), str(self.domains))


def main() -> None:
    """Print a row for each kind of edit."""
    parser = argparse.ArgumentParser(description="Fold copies of texts, edited as papers edit them.")
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--stories", type=int, default=120, help="how many stories to take copies of")
    chosen = parser.parse_args()
    stories = read_stories(chosen.files, chosen.stories)
    texts = sum(len(story) for story in stories)
    head = (f"{len(stories)} stories, {texts} texts", "precision", "recall", "F1", "texts", "origins found", "domains")
    print_table(head, [(name, *measure(stories, edit).cells()) for name, edit in EDITS.items()])


def read_stories(files: Sequence[Path], most: int) -> list[list[str]]:
    """Return the long texts of labelled stories that have at least two, in an order drawn by the seed."""
    stories: dict[str, list[str]] = defaultdict(list)
    for path in files:
        labels = read_labels(path)
        for line in read_lines(path):
            if line.id in labels and len(line.article.body.split()) >= FEWEST_WORDS:
                stories[labels[line.id]].append(line.article.body)
    several = [texts for _, texts in sorted(stories.items()) if len(texts) > 1]
    Random(SEED).shuffle(several)
    return several[:most]


def measure(stories: Sequence[Sequence[str]], edit: Edit) -> Tally:
    """Return how well the copies of each story's texts are folded."""
    random, tally = Random(SEED), Tally()
    for texts in stories:
        copies = list(_copies(texts, edit, random))
        source = {article.id: number for article, number in copies}
        origins = find_origins([article for article, _ in copies], {})
        origin_of = {one: origin.id for origin in origins for one in origin.article_ids}
        _count(tally, source, origin_of)
        tally.texts += len(texts)
        tally.found += len(origins)
        tally.domains += len(copies)
    return tally


def _count(tally: Tally, source: Mapping[str, int], origin_of: Mapping[str, str]) -> None:
    for one, other in combinations(source, 2):
        is_one, is_folded = source[one] == source[other], origin_of[one] == origin_of[other]
        tally.right += is_one and is_folded
        tally.wrong += is_folded and not is_one
        tally.missed += is_one and not is_folded


def _copies(texts: Sequence[str], edit: Edit, random: Random) -> Iterator[tuple[Article, int]]:
    """Yield each text and its copies, each at an address of its own, with the number of the text."""
    for number, text in enumerate(texts):
        for copy in range(COPIES + 1):
            paragraphs = [line for line in text.split("\n") if line.strip()]
            body = "\n\n".join(edit(paragraphs, random)) if copy else text
            url = f"https://paper-{number}-{copy}.example/a"
            yield Article(f"{number}-{copy}", url, url, None, "", body=body), number


def cut(share: float) -> Edit:
    """Leave out this share of the words, from the end as editors cut."""

    def edit(paragraphs: list[str], _: Random) -> list[str]:
        left = int(sum(len(one.split()) for one in paragraphs) * (1 - share))
        kept = []
        for paragraph in paragraphs:
            words = paragraph.split()
            if left <= 0:
                break
            kept.append(" ".join(words[:left]))
            left -= len(words)
        return kept

    return edit


def exchange(share: float) -> Edit:
    """Put other words in place of this share of the words; to us any other word is as good as a synonym."""

    def edit(paragraphs: list[str], random: Random) -> list[str]:
        def word(old: str) -> str:
            return old[::-1] + "x" if random.random() < share else old

        return [" ".join(map(word, paragraph.split())) for paragraph in paragraphs]

    return edit


def reorder(paragraphs: list[str], random: Random) -> list[str]:
    """Put the paragraphs into another order; a text that is one paragraph is cut into sentences of a kind."""
    parts = paragraphs if len(paragraphs) > 2 else " ".join(paragraphs).split(". ")
    return random.sample(parts, len(parts))


def new_lede(paragraphs: list[str], random: Random) -> list[str]:
    """Put a beginning of sixty words of another's in place of the first forty."""
    made = " ".join(f"w{random.randrange(5000)}" for _ in range(60))
    return [made, *cut_start(paragraphs, 40)]


def cut_start(paragraphs: list[str], words: int) -> list[str]:
    """Leave out so many words at the start."""
    rest = []
    for paragraph in paragraphs:
        own = paragraph.split()
        rest.append(" ".join(own[words:]))
        words = max(words - len(own), 0)
    return [one for one in rest if one]


def in_turn(*edits: Edit) -> Edit:
    """Make one edit after the other."""

    def edit(paragraphs: list[str], random: Random) -> list[str]:
        for one in edits:
            paragraphs = one(paragraphs, random)
        return paragraphs

    return edit


def any_of(*edits: Edit) -> Edit:
    """Make one edit, whichever is drawn."""
    return lambda paragraphs, random: random.choice(edits)(paragraphs, random)


EDITS: Mapping[str, Edit] = {
    "cut by 10 %": cut(0.1),
    "cut by 30 %": cut(0.3),
    "cut by 60 %": cut(0.6),
    "1 word in 20 exchanged": exchange(0.05),
    "1 word in 10 exchanged": exchange(0.1),
    "1 word in 6 exchanged": exchange(1 / 6),
    "paragraphs in another order": reorder,
    "new beginning": new_lede,
    "new beginning, cut by 30 %, 1 word in 20 exchanged": in_turn(cut(0.3), exchange(0.05), new_lede),
    "new beginning, cut by 60 %, 1 word in 20 exchanged": in_turn(cut(0.6), exchange(0.05), new_lede),
    "any one of these": any_of(cut(0.1), cut(0.3), cut(0.6), exchange(0.05), exchange(0.1), reorder, new_lede),
}

if __name__ == "__main__":
    main()
