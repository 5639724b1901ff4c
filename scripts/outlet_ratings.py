"""What each rater says of an outlet, in the rater's own values, with a label for people.

Every rater keeps a file of its own, because licences and meanings differ. Nothing is averaged or converted, but for
Wikidata's political alignments, which have no scale: those that name a place from left to right get that step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from scripts.outlet_names import believed_name, fits, has_wikidata_facts

# Alignments that name a place from left to right. "Liberalism", "conservatism", a party or a faith name none: what
# they mean depends on the country and the century, so they give no row.
LEAN_OF_ALIGNMENT = {
    "far-left": "left",
    "left-wing": "left",
    "left": "left",
    "centre-left": "left-center",
    "centrism": "center",
    "centre-right": "right-center",
    "right-wing": "right",
    "far-right": "right",
}
# Kinds that Cite Unseen's editors tell apart; "news" and "press" only say that it is one.
TELLING_TAGS = ("satire", "sponsored", "tabloids", "government", "advocacy", "blogs", "community", "editable")

PERENNIAL_PAGE = "https://en.wikipedia.org/wiki/Wikipedia:Reliable_sources/Perennial_sources"


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row of a rating file, without its key."""

    dimension: str
    value: str
    label: str
    url: str
    as_of: str

    def row(self) -> tuple[str, ...]:
        """Return the columns that follow the key."""
        return (self.dimension, self.value, self.label, self.url, self.as_of)


def wikipedia_editors(row: Mapping[str, str]) -> Judgement | None:
    """Return the editors' consensus about *use as a source*, as written."""
    status = row["perennial_status"]
    if not status or not _is_about_this_site(row):
        return None
    label = f"{status[0].upper()}{status[1:]} as a source, by consensus of Wikipedia's editors"
    return Judgement("reliability", status, label, PERENNIAL_PAGE, row["perennial_vintage"])


def _is_about_this_site(row: Mapping[str, str]) -> bool:
    """The list of 2021 was joined by links on a page: fubo.tv stood for MSNBC. Later lists are by domain."""
    return row["perennial_vintage"] != "2021-03" or fits(_name_on_any_list(row), row["domain"])


def _name_on_any_list(row: Mapping[str, str]) -> str:
    """Return the believed name, else the one that the rater's own list gives."""
    name = believed_name(row, frozenset())
    return name.value if name else row["name"].split("(")[0]


def lin_pc1(row: Mapping[str, str]) -> Judgement | None:
    """Return the first principal component of six sets of expert ratings, 0 to 1."""
    if not row["lin_pc1"]:
        return None
    value = float(row["lin_pc1"])
    return Judgement(
        "reliability",
        f"{value:.3f}",
        f"{value:.2f} of 1",
        "https://doi.org/10.1093/pnasnexus/pgad286",
        "2023-09",
    )


def robertson(row: Mapping[str, str]) -> Judgement | None:
    """Return who shared the domain on Twitter: registered Democrats (-1) or Republicans (+1)."""
    return _audience(row["robertson_bias"], "https://doi.org/10.7910/DVN/QAN5VX", "2018")


def bakshy(row: Mapping[str, str]) -> Judgement | None:
    """Return who shared the domain on Facebook, by the alignment that the sharers stated."""
    return _audience(row["bakshy_bias"], "https://doi.org/10.1126/science.aaa1160", "2015")


def _audience(text: str, url: str, as_of: str) -> Judgement | None:
    if not text:
        return None
    value = float(text)
    side = "left" if value < 0 else "right"
    label = f"Shared more by the {side} ({value:+.2f} on -1 left to +1 right): who shares it, not what it writes"
    return Judgement("audience_lean", f"{value:.4g}", label, url, as_of)


def wikidata(row: Mapping[str, str]) -> Judgement | None:
    """Return the place from left to right that the item's political alignments name, if they name exactly one."""
    alignments = [part.strip() for part in row["wikidata_alignment"].split(";")]
    leans = {LEAN_OF_ALIGNMENT[part] for part in alignments if part in LEAN_OF_ALIGNMENT}
    if len(leans) != 1 or not has_wikidata_facts(row):
        return None
    label = f"Political alignment: {', '.join(alignments)}"
    return Judgement("lean", leans.pop(), label, f"https://www.wikidata.org/wiki/{row['wikidata_qid']}", "2023")


def cite_unseen(row: Mapping[str, str]) -> Judgement | None:
    """Return what kind of source Wikipedia's editors tag the site as."""
    tags = [tag for tag in TELLING_TAGS if tag in row["cite_unseen_tags"].split(";")]
    if not tags:
        return None
    label = f"Tagged {', '.join(tags)} by Wikipedia's editors"
    return Judgement("kind", ";".join(tags), label, "https://meta.wikimedia.org/wiki/Cite_Unseen", "2023-10")


RATERS: dict[str, Callable[[Mapping[str, str]], Judgement | None]] = {
    "bakshy": bakshy,
    "cite_unseen": cite_unseen,
    "lin_pc1": lin_pc1,
    "robertson": robertson,
    "wikidata": wikidata,
    "wikipedia_editors": wikipedia_editors,
}
