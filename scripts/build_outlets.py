"""Build the tables in `data/` from a folder with gathered facts: `python -m scripts.build_outlets FACTS_DIR`.

FACTS_DIR holds `outlet_facts.csv` (one row per key, each fact with the list that says so) and `feeds.csv`. What people
wrote into `data/outlets.csv` by hand, with the source `editors`, stays and wins over anything gathered. The rules by
which rows and facts are dropped are written down in `data/README.md`; how many each one dropped is printed.
"""

from __future__ import annotations

import csv
import sys
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from scripts.outlet_facts import EDITORS, RULE, Facts, gathered_facts
from scripts.outlet_feeds import believed_feeds, feed_kind
from scripts.outlet_keys import canonical_key, is_same_outlet, is_shared_site, is_technical_host, refuse_path
from scripts.outlet_names import Name, believed_name, group_names
from scripts.outlet_ratings import RATERS
from server.outlets.columns import FEED_COLUMNS, OUTLET_COLUMNS, RATING_COLUMNS
from server.urls.registrable import registrable_domain

DATA = Path(__file__).parents[1] / "data"

Row = Mapping[str, str]


def main(facts_dir: Path, data: Path = DATA) -> None:
    """Write the tables and print what was dropped by which rule."""
    dropped: Counter[str] = Counter()
    gathered = by_key(read(facts_dir / "outlet_facts.csv"))
    outlets = build_outlets(gathered, edited_facts(data / "outlets.csv"), dropped)
    write(data / "outlets.csv", OUTLET_COLUMNS, (facts.row(key) for key, facts in outlets.items()))

    rated = {key: gathered[key] for key, facts in outlets.items() if key in gathered and "alias_of" not in facts}
    for rater, judge in RATERS.items():
        judgements = ((key, judge(row)) for key, row in rated.items())
        lines = [(key, *judgement.row()) for key, judgement in judgements if judgement]
        write(data / "ratings" / f"{rater}.csv", RATING_COLUMNS, lines)
        print(f"{len(lines):6} ratings by {rater}")

    feeds = believed_feeds(read(facts_dir / "feeds.csv"), outlets, registrable_domain)
    lines = [(key, url, feed_kind(url), _feed_language(row, outlets[key])) for (key, url), row in feeds.items()]
    write(data / "feeds.csv", FEED_COLUMNS, lines)
    print(f"{len(lines):6} feeds of {len({key for key, _ in feeds})} outlets")
    print(f"{len(outlets):6} outlets of {len(gathered)} gathered keys; dropped:")
    for rule, count in dropped.most_common():
        print(f"{count:6} {rule}")


def by_key(rows: Iterable[Row]) -> dict[str, Row]:
    """Return the rows by key as the resolver asks for it; a row whose key is written so wins over one that is not."""
    found: dict[str, Row] = {}
    for row in rows:
        key = canonical_key(row["domain"])
        if key not in found or key == row["domain"]:
            found[key] = row
    return found


def build_outlets(gathered: Mapping[str, Row], edited: Mapping[str, Facts], dropped: Counter[str]) -> dict[str, Facts]:
    """Return the facts of every key that may be listed; `dropped` counts the others by rule."""
    groups = group_names(gathered.values())
    names = {key: _name(key, row, edited, groups) for key, row in gathered.items()}
    outlets: dict[str, Facts] = {}
    for key, row in gathered.items():
        if key in edited:
            continue
        name, parent_name = names[key], _parent_name(key, row, names)
        why_not = _refuse(key, row, name, parent_name)
        if why_not:
            dropped[why_not] += 1
        elif row["key_type"] == "subdomain" and is_same_outlet(name, parent_name):
            outlets[key] = Facts(alias_of=(row["registrable"], RULE))
        else:
            outlets[key] = gathered_facts(row, name)
    for key, facts in edited.items():
        known = Facts() if "alias_of" in facts or key not in gathered else gathered_facts(gathered[key], names[key])
        outlets[key] = Facts(known | facts)
    return _with_living_aliases(outlets, dropped)


def _refuse(key: str, row: Row, name: Name | None, parent_name: str | None) -> str | None:
    """Return the rule by which a gathered row is no outlet, or nothing."""
    if is_shared_site(key, row):
        return "site carries other people's pages"
    if row["key_type"] == "path":
        return refuse_path(key, name, row["city"], parent_name)
    if row["key_type"] == "subdomain" and is_technical_host(key):
        return "sub-domain serves only feeds or files"
    return None if name else _refuse_nameless(row, parent_name)


def _refuse_nameless(row: Row, parent_name: str | None) -> str | None:
    if row["key_type"] == "subdomain" and parent_name:
        return "sub-domain without a believed name, its parent has one"
    if not any(judge(row) for judge in RATERS.values()):
        return "neither a believed name nor a rating"
    return None


def _name(key: str, row: Row, edited: Mapping[str, Facts], groups: set[str]) -> Name | None:
    by_editors = edited.get(key, Facts()).get("name")
    return Name(*by_editors) if by_editors else believed_name(row, groups)


def _parent_name(key: str, row: Row, names: Mapping[str, Name | None]) -> str | None:
    """Return the name of the site that a section or sub-domain belongs to."""
    parents = [key.partition("/")[0], row["registrable"]] if "/" in key else [row["registrable"]]
    found = (names.get(parent) for parent in parents if parent != key)
    return next((name.value for name in found if name), None)


def _with_living_aliases(outlets: Mapping[str, Facts], dropped: Counter[str]) -> dict[str, Facts]:
    """Return the outlets without aliases of what is not listed; an alias of an alias names the outlet itself."""
    living: dict[str, Facts] = {}
    for key, facts in outlets.items():
        if "alias_of" in facts:
            target, source = facts["alias_of"]
            target = outlets.get(target, Facts()).get("alias_of", (target, ""))[0]
            if target not in outlets or "alias_of" in outlets[target]:
                dropped["alias of a key that is not listed"] += 1
                continue
            facts["alias_of"] = (target, source)
        living[key] = facts
    return living


def edited_facts(table: Path) -> dict[str, Facts]:
    """Return what the table's editors wrote by hand: the facts with the source `editors`."""
    edited: dict[str, Facts] = {}
    for row in read(table) if table.exists() else ():
        said_by = (pair.partition(":") for pair in row["sources"].split())
        columns = [column for column, _, source in said_by if source == EDITORS]
        if columns:
            edited[row["key"]] = Facts({column: (row[column], EDITORS) for column in columns})
    return edited


def _feed_language(row: Row, facts: Facts) -> str:
    """Return the outlet's language if the feed's list agrees: the lists give a country's language to every feed."""
    language = facts.get("language", ("", ""))[0]
    return language if row["language"] in ("", language) else ""


def read(table: Path) -> list[dict[str, str]]:
    """Return the rows of a table by column."""
    with table.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def write(table: Path, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Write the rows, sorted bytewise by what they begin with."""
    table.parent.mkdir(exist_ok=True)
    with table.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(sorted(rows, key=lambda row: [cell.encode() for cell in row]))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python -m scripts.build_outlets FACTS_DIR")
    main(Path(sys.argv[1]))
