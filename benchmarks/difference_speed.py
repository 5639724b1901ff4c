"""How long does it take to prepare a story for comparison, and to ask for one article? On invented texts.

Each text has 40 sentences of 22 words: a third are claims that several texts make, each in an order and with words of
its own, the rest are nobody else's. Words are as unevenly used as real ones. Times are of the processor.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from random import Random

import msgspec

from benchmarks.timing import print_table, quantiles
from server.articles.models import Article
from server.comparison.claims import analyse_article
from server.comparison.differences import differences_for
from server.comparison.models import ArticleClaims, StoryClaims
from server.comparison.stories import compare_story
from server.coverage.models import Origin

SIZES = (5, 10, 20, 40, 80)
_SENTENCES, _WORDS, _SHARED, _VOCABULARY = 40, 22, 30, 4_000


def print_speed(seed: int = 1) -> None:
    """Print the milliseconds of each step for stories of growing size."""
    print_table(
        (
            "texts",
            "analyse a text",
            "prepare the story",
            "for each text",
            "as JSON, KB",
            "read it",
            "ask, p50 / p90 / p99",
        ),
        [_measure(size, Random(seed)) for size in SIZES],
    )


def _measure(size: int, rng: Random) -> list[str]:
    articles = list(tell_story(size, rng))
    started = time.process_time()
    texts = [analyse_article(article) for article in articles]
    analysed = time.process_time()
    origins = [Origin(article.id, (article.id,)) for article in articles]
    story = compare_story(texts, origins=origins)
    prepared = time.process_time()
    packed = msgspec.json.encode(story)
    stored = time.process_time()
    kept = msgspec.json.decode(packed, type=StoryClaims)
    read = time.process_time()
    asked = quantiles([_time(text, kept, origins) for text in texts])
    return [
        str(size),
        f"{1000 * (analysed - started) / size:.1f}",
        f"{1000 * (prepared - analysed):.0f}",
        f"{1000 * (prepared - analysed) / size:.1f}",
        f"{len(packed) / 1000:.0f}",
        f"{1000 * (read - stored):.1f}",
        str(asked),
    ]


def _time(text: ArticleClaims, story: StoryClaims, origins: list[Origin]) -> float:
    started = time.process_time()
    differences_for(text, story, origins=origins)
    return time.process_time() - started


def tell_story(size: int, rng: Random) -> Iterator[Article]:
    """Yield the articles of an invented story."""
    words = [_word(rng) for _ in range(_VOCABULARY)]
    weights = [1 / (rank + 3) for rank in range(_VOCABULARY)]
    shared = [rng.choices(words, weights, k=_WORDS) for _ in range(_SHARED)]
    for number in range(size):
        ours = [_reword(claim, words, weights, rng) for claim in rng.sample(shared, _SENTENCES // 3)]
        ours += [rng.choices(words, weights, k=_WORDS) for _ in range(_SENTENCES - len(ours))]
        rng.shuffle(ours)
        body = "\n\n".join(f"{' '.join(sentence).capitalize()}." for sentence in ours)
        url = f"https://outlet{number}.example/story"
        yield Article(f"a{number}", url, url, f"outlet{number}.example", " ".join(words[:8]), body, language="en")


def _reword(claim: list[str], words: list[str], weights: list[float], rng: Random) -> list[str]:
    cut = rng.randrange(len(claim))
    turned = claim[cut:] + claim[:cut]
    return [word if rng.random() < 0.8 else rng.choices(words, weights)[0] for word in turned]


def _word(rng: Random) -> str:
    return "".join(rng.choice("bdfgklmnprstvz") + rng.choice("aeiou") for _ in range(rng.randint(2, 4)))
