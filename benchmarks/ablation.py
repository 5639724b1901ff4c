"""What is each feature worth? `python -m benchmarks.ablation FILE… [--pairs FILE] --cache DIR [--group COLLECTION…]`.

The pairs that `scripts.fit_matching` fits on are collected once (a part of them, kept in `--cache`), then fitted anew
with one feature left out, each in its turn, and with each family of them: features that say nearly the same stand in
for each other, so that one alone is seldom missed. Printed are, on the pairs of held-back stories of each collection as
it is, average precision and calibration error, and how they change; then, for the families whose loss costs the most
precision, B-cubed of the stories that come of it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np

from benchmarks.labelled import AS_IT_IS, Collection, read_collection
from benchmarks.matching import say
from benchmarks.matching_runs import group_only
from benchmarks.scores import measure, tally
from benchmarks.timing import print_table
from scripts.fit_matching import CUTOFF, fit
from scripts.labelled_pairs import Pairs, collect_judged, collect_variants
from scripts.logistic import Array, average_precision, calibration_error
from server.coverage.features import FEATURES
from server.coverage.probability import Weights

NOTHING = "nothing"
FITTED, HELD_BACK = 0, 1  # parts of the pairs
FITTED_PAIRS = 6_000  # of each collection in each form, by chance: the fit is made forty times
_ARRAYS = ("features", "same", "part", "stands_for")
_REPORTED = (AS_IT_IS, "judged pairs")
CHOOSE_HEAD = ("both_leads", "time_known")  # the same in all pairs of a head: they have no weight to lose
FAMILIES = {
    "words of the headline": ("title_cosine", "title_contained", "title_contained_both"),
    "words of the text": ("text_cosine", "text_cosine_squared"),
    "rare words": ("rarest_shared", "three_rarest_shared", "rarest_in_context"),
    "names": (
        "names_contained",
        "names_contained_both",
        "key_names_contained",
        "key_names_contained_both",
        "key_names_known",
    ),
    "letters of the headline": ("letters", "letters_in_order"),
    "words of the address": ("slug_contained",),
    "figures": ("numbers_shared", "numbers_differ"),
    "time": ("gap_day", "gap_days"),
    "outlet": ("same_outlet", "outlets_known"),
    "language": ("same_language",),
    "length": ("one_lead",),
}
_ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True)
class Ablation:
    """Weights that were fitted without some features, and how they do on the held-back pairs of each collection."""

    left_out: str
    weights: Weights
    precision: Mapping[str, float]  # average precision, by collection
    error: Mapping[str, float]  # expected calibration error


def _precision_left(one: Ablation) -> float:
    return sum(one.precision.values())


def main() -> None:
    """Print the tables that the command line asks for."""
    parser = argparse.ArgumentParser(description="Fit without each feature in turn.")
    parser.add_argument("files", nargs="+", type=Path, help="labelled files, as given to scripts.fit_matching")
    parser.add_argument("--pairs", type=Path, help="judged pairs")
    parser.add_argument("--cache", type=Path, required=True, help="folder where collected pairs are kept")
    parser.add_argument("--group", nargs="*", default=[], help="collections (as for matching_report) to group as well")
    parser.add_argument("--most", type=int, default=5, help="families without which stories are made")
    chosen = parser.parse_args()
    collected = list(collect(chosen.files, chosen.pairs, chosen.cache))
    whole = ablate(collected, NOTHING, ())
    families = sorted((ablate(collected, *family) for family in FAMILIES.items()), key=_precision_left)
    print_pairs(whole, families)
    alone = [ablate(collected, feature, (feature,)) for features in FAMILIES.values() for feature in features]
    print_pairs(whole, sorted(alone, key=_precision_left))
    for collection in map(read_collection, chosen.group):
        print_grouping(collection, [whole, *families[: chosen.most]])


def collect(files: Sequence[Path], judged: Path | None, cache: Path) -> Iterator[Pairs]:
    """Yield all pairs, thinned; those that were collected before with the same code come from the cache."""
    cache.mkdir(parents=True, exist_ok=True)
    for path in files:
        yield from _kept(path, collect_variants, cache)
    if judged:
        yield from _kept(judged, lambda path: [collect_judged(path)], cache)


def _kept(path: Path, make: Callable[[Path], Iterable[Pairs]], cache: Path) -> Iterator[Pairs]:
    done = cache / f"{path.name}-{_collected_by()}.done"
    if not done.exists():
        say(f"collecting the pairs of {path.name}")
        names = [_keep(thin(pairs), cache) for pairs in make(path)]
        done.write_text("\n".join(names), encoding="utf-8")
    for name in done.read_text(encoding="utf-8").splitlines():
        with np.load(cache / name) as kept:
            arrays = {key: kept[key] for key in _ARRAYS}
            yield Pairs(str(kept["name"]), **arrays, false_stand_for=float(kept["false_stand_for"]))


def _keep(pairs: Pairs, cache: Path) -> str:
    name = f"{sha256(pairs.name.encode()).hexdigest()[:8]}-{_collected_by()}.npz"
    arrays = {key: getattr(pairs, key) for key in _ARRAYS}
    np.savez(cache / name, name=pairs.name, false_stand_for=pairs.false_stand_for, **arrays)
    return name


@cache
def _collected_by() -> str:
    """Return what stands for the code that pairs come from."""
    rooms = [*(_ROOT / "server" / "coverage").glob("*.py"), *(_ROOT / "server" / "store").glob("candidate_*.py")]
    sources = sorted([_ROOT / "scripts" / "labelled_pairs.py", Path(__file__), *rooms])
    return sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:12]


def thin(pairs: Pairs) -> Pairs:
    """Return a few of the fitted pairs, all held-back ones that the product would look at, and nothing else."""
    rng = np.random.default_rng(1)
    fitted, judged = (
        np.flatnonzero(pairs.part == FITTED),
        np.flatnonzero((pairs.part == HELD_BACK) & pairs.is_candidate),
    )
    rows = np.sort(np.concatenate([rng.permutation(fitted)[:FITTED_PAIRS], judged]))
    return replace(pairs, **{key: getattr(pairs, key)[rows] for key in _ARRAYS})


def ablate(collected: Sequence[Pairs], left_out: str, features: Sequence[str]) -> Ablation:
    """Return what the fit without some features is worth."""
    say(f"fitting without {left_out}")
    without = [replace(pairs, features=silenced(pairs.features, features)) for pairs in collected]
    weights = Weights(version=f"without {left_out}", cutoff=CUTOFF, heads=fit(without))
    judged = {pairs.name: _judge(pairs, weights) for pairs in without if pairs.name.endswith(_REPORTED)}
    return Ablation(
        left_out,
        weights,
        {name: precision for name, (precision, _) in judged.items()},
        {name: error for name, (_, error) in judged.items()},
    )


def silenced(features: Array, left_out: Sequence[str]) -> Array:
    """Return features of which some never vary, so that they are given no weight."""
    changed = features.copy()
    changed[:, [FEATURES.index(name) for name in left_out]] = 0.0
    return changed


def _judge(pairs: Pairs, weights: Weights) -> tuple[float, float]:
    rows = pairs.part == HELD_BACK
    chance, same = weights.probabilities(pairs.features[rows]), pairs.same[rows]
    return average_precision(chance, same), calibration_error(chance, same)


def print_pairs(whole: Ablation, without: Iterable[Ablation]) -> None:
    """Print what each loss costs, in the order given."""
    head = [f"{name.partition(',')[0]}, AP / ECE" for name in whole.precision]
    first = [f"{whole.precision[name]:.3f} / {whole.error[name]:.3f}" for name in whole.precision]
    print_table(("left out", *head), [(NOTHING, *first), *((one.left_out, *_changes(one, whole)) for one in without)])


def _changes(one: Ablation, whole: Ablation) -> Iterator[str]:
    for name in whole.precision:
        yield f"{one.precision[name] - whole.precision[name]:+.3f} / {one.error[name] - whole.error[name]:+.3f}"


def print_grouping(collection: Collection, made: Iterable[Ablation]) -> None:
    """Print how well stories are grouped with each of these weights."""
    rows = []
    for one in made:
        say(f"grouping {collection.name} without {one.left_out}")
        counted = tally(collection.gold, group_only(collection, one.weights), {})
        parts = (counted, counted.only(collection.held_back))
        figures = [measure(part) for part in parts if part.stories]
        rows.append((one.left_out, *(f"{each['b3_f1'].value:.3f}" for each in figures)))
    print_table((f"{collection.name}: left out", "B³ F1", "held-back stories"), rows)


if __name__ == "__main__":
    main()
