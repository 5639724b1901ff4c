"""How much of what an unseen article leads with does the overview tell, beside centroid, LexRank and lead-3?

    python -m benchmarks.story_text ARTICLES.jsonl.gz [--half tuning]

Of each story of three articles or more each article in turn is left out: the others are the input, and headline and
first three sentences of the one left out are the reference. The others in the comparison may pick any sentences of the
same input, up to the overview's number of words. Where there is no overview, nothing is compared; how often is told.
Stories are halved by the hash of their label: the held-back half was not looked at while the overview was made.
"""

from __future__ import annotations

import argparse
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.corpora import build_article, read_rows
from benchmarks.rouge import rouge_l, rouge_n, tokens
from server.articles.models import Article
from server.articles.sentences import split_sentences
from server.coverage.models import Counts
from server.coverage.origins import find_origins
from server.summaries.readings import Reading, read
from server.summaries.text import summarize

MEASURES = ("ROUGE-1", "ROUGE-2", "ROUGE-L")
REFERENCE_SENTENCES = 3
MOST_SENTENCES = 40  # of an article that the others may pick from
REPEATS = 0.5  # cosine above which they pass over a sentence
LINK = 0.1  # cosine above which LexRank links two sentences (Erkan and Radev 2004)
_NOTHING = Counts(0, 0, 0, {}, {}, {})

Picker = Callable[["Sentences"], Iterable[int]]


@dataclass(frozen=True, slots=True)
class Sentences:
    """The sentences of the input, article after article."""

    texts: Sequence[str]
    vectors: NDArray[np.float64]  # tf-idf, of length one
    places: Sequence[tuple[int, int]]  # article, sentence


def centroid(sentences: Sentences) -> Iterable[int]:
    """Rank by nearness to the mean of all (Radev et al. 2004)."""
    return _best_first(sentences.vectors @ sentences.vectors.mean(axis=0))


def lexrank(sentences: Sentences) -> Iterable[int]:
    """Rank by a random walk over sentences that are alike."""
    links = (sentences.vectors @ sentences.vectors.T > LINK).astype(float)
    walk = links / np.maximum(links.sum(axis=1, keepdims=True), 1)
    rank = np.full(len(links), 1 / len(links))
    for _ in range(50):
        rank = 0.15 / len(links) + 0.85 * rank @ walk
    return _best_first(rank)


def _best_first(worth: NDArray[np.float64]) -> list[int]:
    return [int(place) for place in np.argsort(-worth, kind="stable")]


def lead(sentences: Sentences) -> Iterable[int]:
    """Take the first article's sentences in their order: lead-3, as long as the overview is."""
    return range(len(sentences.texts))


def leads(sentences: Sentences) -> Iterable[int]:
    """Take the first sentence of each article, then the second of each."""
    return sorted(range(len(sentences.texts)), key=lambda place: sentences.places[place][::-1])


PICKERS: Mapping[str, Picker] = {"centroid": centroid, "LexRank": lexrank, "lead": lead, "leads in turn": leads}


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--half", choices=("held-back", "tuning"), default="held-back")
    options = parser.parse_args()
    stories = read_stories(options.articles, half=options.half)
    rarity = weigh([article for story in stories.values() for article in story])
    scores: dict[str, list[list[float]]] = defaultdict(list)
    silent = asked = 0
    for story in stories.values():
        rounds = [compare(story, left_out, rarity) for left_out in story]
        asked += len(rounds)
        silent += sum(not found for found in rounds)
        told = [found for found in rounds if found]
        for name in told[0] if told else ():
            scores[name].append(np.mean([found[name] for found in told], axis=0).tolist())
    print(f"{len(stories)} stories, {asked} inputs, no overview for {silent}; {options.half} half")
    for name, rows in scores.items():
        print(
            f"{name:14}",
            "   ".join(f"{m} {interval(column)}" for m, column in zip(MEASURES, zip(*rows, strict=True), strict=True)),
        )


def read_stories(path: Path, *, half: str) -> dict[str, list[Article]]:
    """Return the stories of one half that have three texts or more."""
    stories: dict[str, list[Article]] = defaultdict(list)
    for row in read_rows(path):
        article = build_article(row)
        if article.body and row.get("story"):
            stories[str(row["story"])].append(article)
    return {key: story for key, story in stories.items() if len(story) > 2 and half_of(key) == half}


def half_of(story: str) -> str:
    """Return which half a story is in."""
    return "tuning" if sha256(story.encode()).hexdigest()[0] < "8" else "held-back"


def compare(story: Sequence[Article], left_out: Article, rarity: Mapping[str, float]) -> dict[str, list[float]]:
    """Return the scores of each way to tell the story without one article; none if there is no overview."""
    given = [article for article in story if article is not left_out]
    overview = tell(given)
    if not overview:
        return {}
    reference = tokens(" ".join([left_out.title, *list(sentences_of(left_out))[:REFERENCE_SENTENCES]]))
    budget = sum(len(text.split()) for text in overview)
    material = gather(given, rarity)
    texts = {"overview": overview} | {name: pick(material, rank(material), budget) for name, rank in PICKERS.items()}
    return {name: score(tokens(" ".join(text)), reference) for name, text in texts.items()}


def tell(articles: Sequence[Article]) -> list[str]:
    """Return the overview's sentences."""
    readings: dict[str, Reading] = {article.id: read(article) for article in articles}
    summary = summarize(articles, origins=find_origins(articles, {}), side_of={}, counts=_NOTHING, readings=readings)
    return [evidence.text for evidence in summary.overview or ()]


def pick(sentences: Sentences, ranked: Iterable[int], budget: int) -> list[str]:
    """Return the first of these that fit into so many words and do not repeat each other."""
    chosen: list[int] = []
    for place in ranked:
        words = sum(len(sentences.texts[other].split()) for other in (*chosen, place))
        alike = max((float(sentences.vectors[place] @ sentences.vectors[other]) for other in chosen), default=0.0)
        if words <= budget and alike <= REPEATS:
            chosen.append(place)
    return [sentences.texts[place] for place in chosen]


def gather(articles: Sequence[Article], rarity: Mapping[str, float]) -> Sentences:
    """Return what the others may pick from."""
    found = [(text, (a, b)) for a, article in enumerate(articles) for b, text in enumerate(sentences_of(article))]
    columns = {token: place for place, token in enumerate(rarity)}
    vectors = np.zeros((len(found), len(columns)))
    for row, (text, _) in enumerate(found):
        for token, count in Counter(tokens(text)).items():
            vectors[row, columns[token]] = count * rarity[token]
    used = vectors.any(axis=0)
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return Sentences([text for text, _ in found], vectors[:, used] / lengths, [place for _, place in found])


def weigh(articles: Sequence[Article]) -> dict[str, float]:
    """Return how rare each token is among the articles."""
    used = Counter(token for article in articles for token in set(tokens(f"{article.title} {article.body}")))
    return {token: log(1 + len(articles) / count) for token, count in used.items()}


def sentences_of(article: Article) -> Iterator[str]:
    """Yield the sentences of a text, those of four words or less left out."""
    spans = split_sentences(article.body[:20_000], "en")
    texts = (article.body[start:end] for start, end in spans)
    yield from [text for text in texts if len(text.split()) > 4][:MOST_SENTENCES]


def score(text: Sequence[str], reference: Sequence[str]) -> list[float]:
    """Return the three measures."""
    return [rouge_n(text, reference, 1), rouge_n(text, reference, 2), rouge_l(text, reference)]


def interval(values: Sequence[float]) -> str:
    """Return the mean and its 95 % bootstrap interval over stories."""
    draw = random.Random(1)
    means = sorted(float(np.mean(draw.choices(values, k=len(values)))) for _ in range(1_000))
    return f".{round(1000 * float(np.mean(values))):03} [.{round(1000 * means[25]):03}, .{round(1000 * means[975]):03}]"


if __name__ == "__main__":
    main()
