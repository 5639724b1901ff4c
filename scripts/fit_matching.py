"""Fit the weights of `server.coverage.probability` on labelled articles, and say how good they are on others.

    python -m scripts.fit_matching CORPUS.jsonl.gz… [--pairs PAIRS.jsonl.gz] --out server/coverage/weights.json

Each corpus is streamed through the product's own index in time order, and each article is compared with the candidates
that it has at that moment, so that words are counted in fitting as in serving; and with strangers, articles of the same
days that are no candidates, a few of which stand for all. Grouping takes the mean over all pairs of a story, so that
probabilities have to be right where there is next to nothing in common, too. Every corpus also goes in without texts,
with shortened texts, and without times and outlets: the product meets all of these. A corpus counts the same whatever
its size. Half of the stories (by the hash of their label) and the last tenth of a corpus's time are held back; nothing
of them is fitted, and the figures printed are theirs alone, of candidates only.
"""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec
import numpy as np

from scripts.labelled_pairs import Flags, Pairs, collect_judged, collect_variants
from scripts.logistic import Array, average_precision, calibration_error, fit_head
from server.coverage.features import FEATURES
from server.coverage.probability import (
    HEADS,
    WEIGHTS_FORMAT,
    Head,
    HeadName,
    StoryLines,
    Weights,
    WeightsFile,
    find_heads,
    parse_weights,
)

FITTED_WEIGHT = 20_000.0  # what each corpus counts for, in pairs
CUTOFF = 0.5

# Likeness never speaks against: without this, what two texts of one event seldom have in common (nearly all words) is
# learnt as a sign of two events, and copies are told apart. What only says how much is known may go either way.
AGAINST = frozenset({"numbers_differ"})
EITHER_WAY = frozenset(
    {"key_names_known", "same_outlet", "same_language", "both_leads", "one_lead", "time_known", "outlets_known"}
)
SIGNS = [0 if name in EITHER_WAY else -1 if name in AGAINST else 1 for name in FEATURES]


def main() -> None:
    """Fit, write the weights, print the figures of what was held back."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--pairs", type=Path, help="judged pairs of texts, for the head of full texts")
    parser.add_argument("--out", type=Path, required=True)
    chosen = parser.parse_args()
    collected = [pairs for path in chosen.corpora for pairs in collect_variants(path)]
    if chosen.pairs:
        collected.append(collect_judged(chosen.pairs))
    weights = write(fit(collected), collected, chosen.out)
    for pairs in collected:
        print(describe(pairs, weights))


def fit(collected: list[Pairs]) -> dict[HeadName, Head]:
    """Return the heads, fitted on what is not held back."""
    fitted = [(pairs, pairs.part == 0) for pairs in collected]
    features = np.vstack([pairs.features[rows] for pairs, rows in fitted])
    same = np.concatenate([pairs.same[rows] for pairs, rows in fitted])
    weight = np.concatenate([_weights_of(pairs, rows) for pairs, rows in fitted])
    heads = find_heads(features)
    return {
        name: fit_head(features[heads == at], same[heads == at], weight[heads == at], SIGNS)
        for at, name in enumerate(HEADS)
    }


def _weights_of(pairs: Pairs, rows: Flags) -> Array:
    """Return the weight of each fitted pair: collections count alike, but none for more than it has."""
    stands_for = pairs.stands_for[rows] * np.where(pairs.same[rows] > 0, 1.0, pairs.false_stand_for)
    return stands_for * min(1.0, FITTED_WEIGHT / max(float(stands_for.sum()), 1.0))


def write(heads: dict[HeadName, Head], collected: list[Pairs], path: Path) -> Weights:
    """Write the weights file and return what it says."""
    trained_on = "; ".join(
        f"{pairs.name}: {np.count_nonzero(pairs.part == 0)} pairs, {int(pairs.same[pairs.part == 0].sum())} same"
        for pairs in collected
    )
    lines = StoryLines()  # until `scripts.fit_story_lines` has seen the stories
    file = WeightsFile(
        format=WEIGHTS_FORMAT,
        version=version_of(heads, lines),
        features=list(FEATURES),
        cutoff=CUTOFF,
        heads=heads,
        lines=lines,
        trained_on=trained_on,
        trained_on_sha256=sha256(trained_on.encode()).hexdigest(),
    )
    content = msgspec.json.format(msgspec.json.encode(file), indent=1)
    path.write_bytes(content + b"\n")
    return parse_weights(content)


def version_of(heads: dict[HeadName, Head], lines: StoryLines) -> str:
    """Return the day, and what tells these numbers from any others."""
    return f"{datetime.now(UTC):%Y-%m-%d}-{sha256(msgspec.json.encode((heads, lines))).hexdigest()[:8]}"


def describe(pairs: Pairs, weights: Weights) -> str:
    """Return a line of figures on the held-back part."""
    rows = (pairs.part == 1) & pairs.is_candidate
    chance, same = weights.probabilities(pairs.features[rows]), pairs.same[rows]
    letters = pairs.features[rows][:, FEATURES.index("letters")]
    is_match = chance >= weights.cutoff
    right = float(same[is_match].sum())
    return (
        f"{pairs.name:48} pairs {len(same):6} same {same.mean():.3f}  AP {average_precision(chance, same):.3f}"
        f"  P {right / max(float(is_match.sum()), 1.0):.3f}  R {right / max(float(same.sum()), 1.0):.3f}"
        f"  ECE {calibration_error(chance, same):.3f}  AP of letters {average_precision(letters, same):.3f}"
    )


if __name__ == "__main__":
    main()
