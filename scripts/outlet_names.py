"""Which name of a gathered row is right: lists of outlets name platforms, vendors and supplements by mistake.

A name is believed when something else speaks for it: the address spells it, another list carries the same site, or
Wikipedia has an article about it. Everything else is dropped: better no name than a wrong one.
"""

from __future__ import annotations

import ast
import html
import re
import unicodedata
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass

# Words that many papers share. Finding one of them in an address says nothing about whose address it is.
COMMON_WORDS = frozenset({
    "and", "com", "daily", "der", "des", "die", "edition", "fm", "for", "group", "groupe", "media", "net", "new",
    "news", "newspaper", "newspapers", "of", "online", "press", "radio", "the", "tv", "weekly",
})  # fmt: skip
# Words that may be missing from one of two spellings of the same outlet ("The BBC", "BBC News").
FILLER_WORDS = frozenset({
    "com", "edition", "en", "english", "live", "net", "news", "newspaper", "online", "org", "site", "the", "website",
})  # fmt: skip

LOCAL_LISTS = frozenset({"3dlnews", "yin"})  # US local outlets, gathered by machines from directories
# Schools, authorities and other countries' domains carry many things besides the paper or station on a local list.
INSTITUTION = re.compile(r"\.(?:edu|gov|mil)$|\.(?:ac|edu|gov)\.[a-z]{2}$")
# "Television: KTK", "News agency: Prensa Latina (English)": the medium stands before the name.
MEDIUM_PREFIX = re.compile(r"^(Television|TV|Radio|Print media|Print|News agency|Online)\s*:\s*", re.I)
# The frequency that the local lists write after a call sign is often another station's.
CALL_SIGN = re.compile(r"^([KW][A-Z]{2,3}(?:-[A-Z]{2})?)(?: TV| \d+(?:\.\d+)? [AF]M)?$")
HOST_OF_ANOTHER_STATION = re.compile(r"^(?:www\.)?([kw][a-z]{3})(?:-?(?:tv|am|fm|news|dt)|\d*)\.")
NOT_AN_OUTLET = re.compile(r"\b(?:Newspapers?|Publishers|Press|Broadcasters) Association$", re.I)
MEDIUM_KIND = {"television": "television", "tv": "television", "radio": "radio", "news agency": "agency"}


@dataclass(frozen=True, slots=True)
class Name:
    """A believed name with the list that says so."""

    value: str
    source: str


def fold(text: str) -> str:
    """Return lower-case ASCII letters and digits, everything else as spaces."""
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", " ", ascii_text.lower().replace("'", "")).strip()


def fits(name: str, address: str) -> bool:
    """Whether the address spells the name, a telling word of it, or its initials."""
    words = fold(name).split()
    if not words:
        return True  # another script: nothing to compare
    letters = fold(address).replace(" ", "")
    if any(len(word) >= 3 and word not in COMMON_WORDS and word[:6] in letters for word in words):
        return True
    label = fold(address.split("/", 1)[0].rsplit(".", 1)[0]).replace(" ", "").removeprefix("the")
    initials = "".join(word[0] for word in words if word != "the")
    spells_initials = label.startswith(initials) if len(initials) == 2 else len(initials) > 2 and initials in label
    return spells_initials or "".join(words) in letters


def same_name(one: str, other: str) -> bool:
    """Whether two names are spellings of one ("BBC News" and "The BBC")."""
    first, second = _core(one), _core(other)
    return bool(first) and first == second


def _core(name: str) -> str:
    return "".join(word for word in fold(re.sub(r"\([^)]*\)", "", name)).split() if word not in FILLER_WORDS)


def clean_name(name: str) -> str:
    """Return the name without mark-up, a medium before it, a bracket left open, and what is in brackets after it."""
    name = " ".join(html.unescape(name).replace("\\", "").split())
    name = MEDIUM_PREFIX.sub("", name)
    name = re.sub(r"\s*\([^)]*\)?\s*$", "", name) or name
    return name.strip(" -–,;:")


def name_of_feed(title: str) -> str:
    """Return the outlet's name at the start of a feed's title ("All: News.example - news, sport, weather")."""
    title = re.sub(r"^(?:all: |www\.)", "", title, flags=re.I)
    return re.split(r" [-–—|] |: ", title)[0]


def kind_of_name(name: str) -> str:
    """Return the kind of outlet that a list writes before the name, or nothing."""
    prefix = MEDIUM_PREFIX.match(name)
    return MEDIUM_KIND.get(prefix.group(1).lower(), "") if prefix else ""


def wikipedia_title(row: Mapping[str, str]) -> str:
    """Return the title of the English Wikipedia's article, without what tells namesakes apart."""
    if not row["wikipedia"]:
        return ""
    title = ast.literal_eval(row["wikipedia"])["title"]
    return re.sub(r"\s*\([^)]*\)$", "", str(title))


def group_names(rows: Iterable[Mapping[str, str]]) -> set[str]:
    """Return the names that one list gives to several domains: they are the publisher's, not the outlet's."""
    domains: dict[str, set[str]] = {}
    for row in rows:
        if row["name_src"] == "kagi_kite":
            domains.setdefault(row["name"], set()).add(row["registrable"])
    return {name for name, found in domains.items() if len(found) > 1}


def has_local_facts(row: Mapping[str, str]) -> bool:
    """Whether what the local lists say of this row may be used: a US site, and theirs by name or by both lists."""
    if INSTITUTION.search(row["registrable"]) or row["country_tld"] not in ("", "US"):
        return False
    if row["name_src"] not in LOCAL_LISTS:
        return row["country"] == "US"
    call_sign = CALL_SIGN.match(row["name"])
    if call_sign:
        host = HOST_OF_ANOTHER_STATION.match(row["domain"])
        return not (host and host.group(1) != call_sign.group(1)[:4].lower()) and (
            row["media_type"] == "tv" or "yin_local_us" in row["sources"] or fits(call_sign.group(1), row["domain"])
        )
    return not NOT_AN_OUTLET.search(row["name"]) and (_is_on_both_lists(row) or fits(row["name"], row["domain"]))


def has_wikidata_facts(row: Mapping[str, str]) -> bool:
    """Whether the row's Wikidata item is about this site: a supplement or a predecessor may name it as its own.

    Where several items name the site, the row carries no item; then nothing can be said but the name, if it fits.
    """
    if not row["wikidata_qid"]:
        return False
    title = wikipedia_title(row)
    if row["name_src"] == "wikidata":
        return bool(title) or _is_on_both_lists(row) or fits(row["name"], row["domain"])
    return not title or fits(title, row["domain"]) or fits(title, row["name"]) or same_name(title, row["name"])


def _is_on_both_lists(row: Mapping[str, str]) -> bool:
    return {"3dlnews", "yin_local_us"} <= set(row["sources"].split(";"))


def believed_name(row: Mapping[str, str], groups: Set[str]) -> Name | None:
    """Return the row's name if something speaks for it."""
    name = _believed_as_written(row, groups)
    if name:
        return Name(name, row["name_src"])
    title = wikipedia_title(row)
    return Name(title, "wikidata") if title and has_wikidata_facts(row) else None


def _believed_as_written(row: Mapping[str, str], groups: Set[str]) -> str:
    source, name = row["name_src"], clean_name(row["name"])
    if source == "wikidata":  # labels may be machine translations; Wikipedia's title is not, so it comes first
        believed = not wikipedia_title(row) and (has_wikidata_facts(row) or fits(name, row["domain"]))
    elif source in LOCAL_LISTS:
        name = CALL_SIGN.sub(r"\1", name.removesuffix(" Newspaper"))
        believed = has_local_facts(row)
    elif source == "kagi_kite":
        label = row["domain"].split(".", 1)[0]
        believed = row["name"] not in groups or fold(name).replace(" ", "") == fold(label).replace(" ", "")
    elif source == "yavuz":
        name = name_of_feed(name)
        believed = len(name) <= 60
    else:
        believed = source in {"palewire", "fundus", "state_media"}
    return name if believed else ""
