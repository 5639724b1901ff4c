"""How well are the outlets found that an article cites, against labelled articles?

    python -m benchmarks.cited_outlets ARTICLES.jsonl.gz --labels LABELS.jsonl --split SPLIT.jsonl --half held

`SPLIT` has a line for each labelled article (`id`, `half`), `LABELS` one for each mention that cites an outlet: `id`,
`start`, `end` of the name in the text, `relation`, and the `keys` accepted for it (none: the tables have no such
outlet, which then cannot be asked for). A mention with the relation `optional` need not be found and is not wrong.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import perf_counter

from benchmarks.corpora import Row, build_article, read_rows
from server.articles.models import Article
from server.citations.aliases import load_aliases
from server.citations.finding import find_cited_outlets
from server.citations.models import CitedOutlet
from server.citations.names import OutletNames, build_names
from server.coverage.intervals import wilson_interval
from server.errors import InvalidURL
from server.outlets.resolver import Resolver
from server.outlets.table import load_tables

DATA = Path(__file__).parents[1] / "data"


@dataclass(slots=True)
class Score:
    """Counts over mentions, and what was missed or wrongly found, to be read."""

    counts: Counter[str] = field(default_factory=Counter)
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)

    def line(self, name: str, hits: str, *others: str) -> str:
        """Return a share with its 95 % interval (Wilson)."""
        total = sum(self.counts[each] for each in (hits, *others))
        low, high = wilson_interval(self.counts[hits], total)
        share = self.counts[hits] / max(total, 1)
        return f"{name:<22} {self.counts[hits]:>4} of {total:<4} = {share:.3f} [{low:.3f}, {high:.3f}]"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures of one half, or of both."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--labels", type=Path, required=True)
    parser.add_argument("--split", type=Path, required=True)
    parser.add_argument("--half", default="")
    parser.add_argument("--show", action="store_true", help="print what was missed and wrongly found")
    options = parser.parse_args(arguments)
    chosen = {row["id"] for row in read_rows(options.split) if not options.half or row["half"] == options.half}
    labels: dict[str, list[Row]] = {}
    for row in read_rows(options.labels):
        labels.setdefault(str(row["id"]), []).append(row)
    started = perf_counter()
    tables = load_tables([DATA])
    loaded = perf_counter()
    names = build_names(tables, load_aliases([DATA]))
    print(f"index of {len(names.meanings):,} names of {len(tables.outlets):,} outlets: {perf_counter() - loaded:.2f} s")
    score = Score()
    resolver = Resolver(tables)
    for row in read_rows(options.articles):
        if row["id"] in chosen:
            _score(row, labels.get(str(row["id"]), []), names, resolver, score)
    _print(score, show=options.show, articles=len(chosen), seconds=perf_counter() - started)


def _score(row: Row, labels: list[Row], names: OutletNames, resolver: Resolver, score: Score) -> None:
    article = _article(row, resolver)
    started = perf_counter()
    cited = find_cited_outlets(article, names=names)
    score.milliseconds.append((perf_counter() - started) * 1_000)
    score.counts["found"] += len(cited)
    found_labels = set()
    for each in cited:
        at = next((number for number, label in enumerate(labels) if _overlap(each, label)), None)
        if at is None:
            score.counts["wrong"] += 1
            score.wrong.append(
                f"{row['outlet_domain']}: {each.name!r} {each.relation} {each.verb!r} – {_context(article, each)}"
            )
            continue
        found_labels.add(at)
        if labels[at]["relation"] != "optional":
            _score_label(each, labels[at], score, article)
    for number, label in enumerate(labels):
        if number not in found_labels and label["relation"] != "optional" and label["keys"]:
            score.counts["missed"] += 1
            start, end = label["start"], label["end"]
            score.missed.append(
                f"{row['outlet_domain']}: {article.body[max(0, start - 90) : end + 70]!r} {label['keys']}"
            )


def _score_label(each: CitedOutlet, label: Row, score: Score, article: Article) -> None:
    score.counts["right"] += 1
    keys = label["keys"]
    if each.outlet_key in keys:
        score.counts["key right"] += 1
    elif each.outlet_key is None and (set(keys) & set(each.one_of) or not keys):
        score.counts["key open"] += 1
    else:
        score.counts["key wrong"] += 1
        score.wrong.append(f"KEY {each.outlet_key} {each.one_of} for {keys}: {_context(article, each)}")
    same = each.relation == label["relation"]
    score.counts["relation right" if same else "relation other"] += 1
    if not same:
        score.wrong.append(f"REL {each.relation} {each.verb!r} for {label['relation']}: {_context(article, each)}")


def _article(row: Row, resolver: Resolver) -> Article:
    article = build_article(row)
    try:
        return replace(article, outlet_key=resolver.key_of(article.url))
    except InvalidURL:
        return article


def _overlap(each: CitedOutlet, label: Row) -> bool:
    return bool(each.mention.start < label["end"] and label["start"] < each.mention.end)


def _context(article: Article, each: CitedOutlet) -> str:
    return repr(article.body[max(0, each.mention.start - 90) : each.mention.end + 60])


def _print(score: Score, *, show: bool, articles: int, seconds: float) -> None:
    if show:
        print(*(f"MISSED {line}" for line in score.missed), *(f"WRONG  {line}" for line in score.wrong), sep="\n")
    print(f"{articles} articles, {score.counts['found']} mentions found, {seconds:.1f} s with loading")
    print(score.line("span precision", "right", "wrong"))
    print(score.line("span recall", "right", "missed"))
    print(score.line("outlet, of those told", "key right", "key wrong"))
    print(f"{'left open':<22} {score.counts['key open']:>4}")
    print(score.line("relation", "relation right", "relation other"))
    times = sorted(score.milliseconds)
    print(f"milliseconds an article: median {times[len(times) // 2]:.1f}, most {times[-1]:.1f}")


if __name__ == "__main__":
    main()
