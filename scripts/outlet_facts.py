"""The facts of one outlet, each with the list that says so, taken from a gathered row."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scripts.outlet_keys import canonical_key
from scripts.outlet_names import Name, has_local_facts, has_wikidata_facts, kind_of_name
from scripts.outlet_owners import clean_owner, owner_family, ownership
from server.outlets.columns import OUTLET_COLUMNS

EDITORS = "editors"  # written by hand, by the people who keep this table
RULE = "rule"  # follows from another column by a rule of the builder

# Lists whose terms are known and allow it. Others (newscatcher, uci2014, …) are read by nobody here; medialab's are
# share-alike for the whole table (ODbL), so they are left out too.
COUNTRY_LISTS = frozenset({"fundus", "kagi_kite", "palewire", "state_media", "yavuz"})
LANGUAGE_LISTS = frozenset({"fundus", "palewire"})
KIND_OF_MEDIUM = {
    "college newspapers": "student newspaper",
    "magazines": "magazine",
    "newspaper": "newspaper",
    "newspapers": "newspaper",
    "radio": "radio",
    "tv": "television",
}
# Domains that anyone anywhere registers for how they sound; the rest of the two-letter ones tell the country.
SOLD_ABROAD = frozenset({
    "ac", "ag", "ai", "as", "bz", "cc", "cd", "co", "cx", "dj", "eu", "fm", "ga", "gg", "gl", "gq", "gs", "im",
    "io", "la", "ly", "me", "ml", "ms", "mu", "nu", "pm", "pw", "re", "sc", "sh", "sm", "st", "su", "tf", "tk",
    "tl", "to", "tt", "tv", "vc", "vg", "vu", "ws", "yt",
})  # fmt: skip
# What a feed's language may be for the outlet itself to have it: languages in which a country's press appears.
PRESS_LANGUAGES = {
    "AR": "es", "AT": "de", "AU": "en", "BE": "nl fr", "BG": "bg", "BR": "pt", "CA": "en fr", "CH": "de fr it",
    "CL": "es", "CN": "zh", "CO": "es", "CZ": "cs", "DE": "de", "DK": "da", "EE": "et", "EG": "ar", "ES": "es ca",
    "FI": "fi sv", "FR": "fr", "GB": "en", "GR": "el", "HR": "hr", "HU": "hu", "ID": "id", "IE": "en", "IL": "he",
    "IT": "it", "JP": "ja", "KR": "ko", "LT": "lt", "LV": "lv", "MX": "es", "NL": "nl", "NO": "no", "NZ": "en",
    "PE": "es", "PL": "pl", "PT": "pt", "RO": "ro", "RS": "sr", "RU": "ru", "SE": "sv", "SI": "sl", "SK": "sk",
    "TH": "th", "TR": "tr", "TW": "zh", "UA": "uk", "US": "en", "VN": "vi",
}  # fmt: skip
STATES = {
    "AK": "Alaska", "AL": "Alabama", "AR": "Arkansas", "AZ": "Arizona", "CA": "California", "CO": "Colorado",
    "CT": "Connecticut", "DC": "District of Columbia", "DE": "Delaware", "FL": "Florida", "GA": "Georgia",
    "HI": "Hawaii", "IA": "Iowa", "ID": "Idaho", "IL": "Illinois", "IN": "Indiana", "KS": "Kansas", "KY": "Kentucky",
    "LA": "Louisiana", "MA": "Massachusetts", "MD": "Maryland", "ME": "Maine", "MI": "Michigan", "MN": "Minnesota",
    "MO": "Missouri", "MS": "Mississippi", "MT": "Montana", "NC": "North Carolina", "ND": "North Dakota",
    "NE": "Nebraska", "NH": "New Hampshire", "NJ": "New Jersey", "NM": "New Mexico", "NV": "Nevada", "NY": "New York",
    "OH": "Ohio", "OK": "Oklahoma", "OR": "Oregon", "PA": "Pennsylvania", "RI": "Rhode Island",
    "SC": "South Carolina", "SD": "South Dakota", "TN": "Tennessee", "TX": "Texas", "UT": "Utah", "VA": "Virginia",
    "VT": "Vermont", "WA": "Washington", "WI": "Wisconsin", "WV": "West Virginia", "WY": "Wyoming",
}  # fmt: skip


class Facts(dict[str, tuple[str, str]]):
    """An outlet's facts: column -> (value, the list that says so)."""

    def put(self, column: str, value: str, source: str) -> None:
        """Note a fact; an empty value is none."""
        if value:
            self[column] = (value, source)

    def row(self, key: str) -> tuple[str, ...]:
        """Return the facts in the order of the table's columns."""
        said_by = " ".join(f"{column}:{self[column][1]}" for column in OUTLET_COLUMNS if column in self)
        values = (self.get(column, ("", ""))[0] for column in OUTLET_COLUMNS[1:-1])
        return (key, *values, said_by)


def gathered_facts(row: Mapping[str, str], name: Name | None) -> Facts:
    """Return what may be believed of a gathered row."""
    facts = Facts()
    local, item = has_local_facts(row), has_wikidata_facts(row)
    if name:
        facts.put("name", name.value, name.source)
    facts.put("country", *_country(row, local=local, item=item))
    facts.put("language", *_language(row, facts, item=item))
    _put_owner(facts, row, local=local, item=item)
    facts.put("kind", *_kind(row, local=local, item=item))
    if local and row["scope"] == "local":
        facts.put("scope", "local", _local_list(row))
    facts.put("place", *_place(row, local=local, item=item))
    if item:
        facts.put("wikidata", row["wikidata_qid"], "wikidata")
        if row["founded_src"] == "wikidata" and re.fullmatch(r"1[6-9]\d\d|20[0-2]\d", row["founded"]):
            facts.put("founded", row["founded"], "wikidata")
    return facts


def _local_list(row: Mapping[str, str]) -> str:
    return "3dlnews" if "3dlnews" in row["sources"].split(";") else "yin"


def _country(row: Mapping[str, str], *, local: bool, item: bool) -> tuple[str, str]:
    source, country = row["country_src"], row["country"]
    # The feeds list puts a broadcaster's foreign service under the country that it speaks to.
    foreign_service = source == "yavuz" and row["key_type"] == "subdomain"
    if (source in COUNTRY_LISTS and not foreign_service) or (source == "wikidata" and item):
        return country, source
    if source == "us_local" and local:
        return country, _local_list(row)
    suffix = canonical_key(row["domain"]).partition("/")[0].rpartition(".")[2]  # Blogger has every country's ending
    if row["country_tld"] and len(suffix) == 2 and suffix not in SOLD_ABROAD:
        return row["country_tld"], "tld"
    return "", ""


def _language(row: Mapping[str, str], facts: Facts, *, item: bool) -> tuple[str, str]:
    source, language = row["language_src"], row["language"]
    if source in LANGUAGE_LISTS or (source == "wikidata" and item):
        return language, source
    # One of the feeds is in this language, and it may be the one for readers abroad.
    country = facts.get("country", ("", ""))[0]
    if source == "kagi_kite_feeds" and language in PRESS_LANGUAGES.get(country, "").split():
        return language, "kagi_kite"
    return "", ""


def _put_owner(facts: Facts, row: Mapping[str, str], *, local: bool, item: bool) -> None:
    source = row["owner_src"].removesuffix("2018")
    owner = clean_owner(row["owner"])
    if source in {"kagi_kite", "state_media"} or (source == "wikidata" and item) or (source == "yin" and local):
        facts.put("owner", owner, source)
        facts.put("owner_family", owner_family(owner, facts.get("country", ("", ""))[0]), RULE)
    facts.put("ownership", *ownership(row["smm_typology"], row["kite_typology"], row["owner"]))


def _kind(row: Mapping[str, str], *, local: bool, item: bool) -> tuple[str, str]:
    if row["name_src"] == "state_media" and kind_of_name(row["name"]):
        return kind_of_name(row["name"]), "state_media"
    source, kind = row["media_type_src"], KIND_OF_MEDIUM.get(row["media_type"], "")
    if (source == "wikidata" and item) or (source in {"3dlnews", "yin"} and local) or source == "kagi_kite":
        return kind, source
    return "", ""


def _place(row: Mapping[str, str], *, local: bool, item: bool) -> tuple[str, str]:
    if "palewire" in row["sources"].split(";"):
        return row["city"], "palewire"
    if row["city"] and item:
        return row["city"], "wikidata"
    return (STATES.get(row["us_state"], ""), _local_list(row)) if local else ("", "")
