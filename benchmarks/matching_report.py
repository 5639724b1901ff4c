"""How good are stories and matches? `python -m benchmarks.matching_report [COLLECTION…] --out DIR [--errors DIR]`.

A collection is `FILE`, `FILE+FILE` (one stream; files without labels are the haystack) or `NAME=FILE+FILE`; the shape
of the files is in README.md. Without any, the sample newsroom and the synthetic stream are measured. Each goes through
the product as it is, and without times, outlets and addresses. Written are what came out (`DIR/COLLECTION/KIND/`),
`DIR/report.md` and `DIR/calibration.svg`; with `--errors`, also the surest mistakes of each collection as it is.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import isnan
from pathlib import Path

from benchmarks.calibration import Curve, curve_of
from benchmarks.calibration_plot import draw
from benchmarks.labelled import AS_IT_IS, NO_TIMES, Collection, own_collections, read_collection
from benchmarks.matching_errors import write_errors
from benchmarks.matching_runs import Outcome, is_there, load_outcome, running
from benchmarks.naive import find_nearest, tune
from benchmarks.scores import BINS, RESAMPLES, Figure, Tally, bin_of, measure, tally
from benchmarks.timing import table
from server.coverage.probability import load_weights

ALL, HELD_BACK = "all", "held back"
_STORY_HEAD = ("collection", "kind", "stories", "articles", "B³ P", "B³ R", "B³ F1", "pair P", "pair R", "pair F1")
_STORY_FIGURES = ("b3_p", "b3_r", "b3_f1", "pair_p", "pair_r", "pair_f1")
_MATCH_HEAD = ("collection", "kind", "stories", "base rate", "nn", "match P", "match R", "alarm", "ECE")
_MATCH_FIGURES = ("base_rate", "nn", "match_p", "match_r", "false_alarm", "ece")
_BIN_HEAD = ("collection", "probability stated", "pairs", "mean", "of the same story")
_SIZE_HEAD = (
    "collection",
    "kind",
    "labelled articles",
    "labelled stories",
    "stories found",
    "largest",
    "of it labelled",
)


@dataclass(frozen=True, slots=True)
class Result:
    """What came out of one collection in one form."""

    collection: Collection
    kind: str
    outcome: Outcome


def main() -> None:
    """Run and report as the command line says."""
    parser = argparse.ArgumentParser(description="Measure stories and matches on labelled articles.")
    parser.add_argument("collections", nargs="*", help="FILE, FILE+FILE or NAME=FILE+FILE; without any, our own")
    parser.add_argument("--out", type=Path, required=True, help="folder for the report and what it was made from")
    parser.add_argument("--errors", type=Path, help="folder for the surest mistakes, with texts of the articles")
    parser.add_argument("--keep", action="store_true", help="do not run again what DIR already has")
    chosen = parser.parse_args()
    collections = [read_collection(given) for given in chosen.collections] or own_collections()
    results = [
        run(collection, kind, chosen.out, errors=chosen.errors, keep=chosen.keep)
        for collection in collections
        for kind in (AS_IT_IS, NO_TIMES)
    ]
    text = "\n".join(report(results))
    (chosen.out / "report.md").write_text(text, encoding="utf-8")
    (chosen.out / "calibration.svg").write_text(draw_calibration(results), encoding="utf-8")
    print(text)
    print(f"\nWritten to {chosen.out}: report.md, calibration.svg, and a folder for each collection.")


def run(collection: Collection, kind: str, out: Path, *, errors: Path | None, keep: bool) -> Result:
    """Return what comes out of a collection in one form, or came out last time."""
    folder = out / collection.slug / kind.replace(" ", "-")
    if not (keep and is_there(folder)):
        considered = [line for line in collection.lines if line.id in collection.gold] if kind == AS_IT_IS else ()
        with running(collection.changed(kind), folder, considered=considered) as (product, known_as):
            if errors and kind == AS_IT_IS:
                outcome = load_outcome(folder)
                write_errors(collection, product, known_as, outcome, errors / f"{collection.slug}.jsonl")
    return Result(collection, kind, load_outcome(folder))


def report(results: Sequence[Result]) -> Iterator[str]:
    """Yield the lines of the report."""
    yield f"Weights {load_weights().version}. In brackets: 95 % of {RESAMPLES} resamplings of the stories.\n"
    measured = [(result, name, measure(part)) for result in results for name, part in _parts(result)]
    for head, wanted in ((_STORY_HEAD, _STORY_FIGURES), (_MATCH_HEAD, _MATCH_FIGURES)):
        yield from table(head, (_row(*one, wanted, with_articles=head is _STORY_HEAD) for one in measured))
        yield ""
    yield from table(_BIN_HEAD, (row for result in _as_they_are(results) for row in _bins(_curve(result))))
    yield ""
    yield from table(_SIZE_HEAD, map(_sizes, results))
    yield ""
    yield from table(("collection", "naive, joins from", "B³ P / R / F1"), map(_naive, _as_they_are(results)))


def _parts(result: Result) -> Iterator[tuple[str, Tally]]:
    """Yield the sums of all stories, and of those that nothing was fitted on, where the collection was fitted on."""
    counted = tally(result.collection.gold, result.outcome.story_of, result.outcome.matches)
    yield ALL, counted
    if result.collection.held_back:
        yield HELD_BACK, counted.only(result.collection.held_back)


def _row(
    result: Result, part: str, measured: dict[str, Figure], wanted: Iterable[str], *, with_articles: bool
) -> tuple[str, ...]:
    held_back = result.collection.held_back
    articles = sum(part == ALL or story in held_back for story in result.collection.gold.values())
    counted = (f"{articles:,}",) if with_articles else ()
    return (result.collection.name, result.kind, part, *counted, *(tell(measured[name]) for name in wanted))


def tell(figure: Figure) -> str:
    """Return a figure with its interval; a dash where there was nothing to measure."""
    if isnan(figure.value):
        return "–"
    return f"{_three(figure.value)} ({_three(figure.low)}–{_three(figure.high)})"


def _three(share: float) -> str:
    return f"{share:.3f}".removeprefix("0")


def _bins(curve: Curve) -> Iterator[tuple[str, ...]]:
    for one in curve.bins:
        tenth = bin_of(one.claimed)
        stated = f"{tenth / BINS:.1f} to {(tenth + 1) / BINS:.1f}"
        yield curve.name, stated, f"{one.pairs:,}", _three(one.claimed), _three(one.right)


def _sizes(result: Result) -> tuple[str, ...]:
    gold, story_of = result.collection.gold, result.outcome.story_of
    (largest, size), *_ = Counter(story_of.values()).most_common(1)
    labelled = sum(story_of[article] == largest for article in gold)
    found = f"{len(set(story_of.values())):,}"
    return (
        result.collection.name,
        result.kind,
        f"{len(gold):,}",
        f"{len(set(gold.values())):,}",
        found,
        f"{size:,}",
        f"{labelled:,}",
    )


def _naive(result: Result) -> tuple[str, ...]:
    bar, agreement = tune(find_nearest(result.collection.lines), result.collection.gold)
    return result.collection.name, f"{bar:.2f}", str(agreement)


def _as_they_are(results: Sequence[Result]) -> list[Result]:
    return [result for result in results if result.kind == AS_IT_IS]


def draw_calibration(results: Sequence[Result]) -> str:
    """Return the reliability diagram of all candidates of held-back stories, or of all where nothing was fitted."""
    curves = [_curve(result) for result in _as_they_are(results)]
    return draw(curves, title="How often two articles are of the same story, by the probability that was stated")


def _curve(result: Result) -> Curve:
    gold, held_back = result.collection.gold, result.collection.held_back
    articles = [article for article, story in gold.items() if not held_back or story in held_back]
    return curve_of(result.collection.name, result.outcome.candidates, gold, articles)


if __name__ == "__main__":
    main()
