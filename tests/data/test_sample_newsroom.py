"""The sample newsroom is whole: it parses, it is sourced, and each hardness that it claims is really there.

Reads only the files under `data/sample/`; whether the product copes with them is tested elsewhere.
"""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

SAMPLE = Path(__file__).parents[2] / "data" / "sample"
FACT_FIELDS = [
    "name", "country", "language", "owner", "owner_family", "ownership",
    "kind", "scope", "place", "founded", "paywall",
]  # fmt: skip
COLUMNS = {
    "outlets.csv": ["key", *FACT_FIELDS, "wikidata", "alias_of", "sources"],
    "raters.csv": ["rater", "name", "dimension", "scale", "url", "licence", "as_of"],
    "sources.csv": ["source", "name", "url", "licence", "as_of"],
    "feeds.csv": ["key", "url", "kind", "language"],
    "ratings/meridian.csv": ["key", "dimension", "value", "label", "url", "as_of"],
    "ratings/plumbline.csv": ["key", "dimension", "value", "label", "url", "as_of"],
}
ALLOWED = {
    "ownership": {"state", "public", "private", "non-profit", "cooperative", "trust", ""},
    "kind": {"newspaper", "broadcaster", "agency", "magazine", "digital", "blog", "satire", "tabloid", ""},
    "scope": {"international", "national", "regional", "local", ""},
    "paywall": {"yes", "no", ""},
}
LEANS = ["left", "left-center", "center", "right-center", "right"]
REQUIRED = {
    "outlet", "path", "headline", "published", "authors", "section", "language", "kind",
    "paywalled", "date_in", "amp", "same_story", "description", "body",
}  # fmt: skip
OPTIONAL = {"host", "earlier_headline", "modified", "canonical", "dateline"}
FIRST, LAST = datetime(2026, 10, 5, tzinfo=UTC), datetime(2026, 10, 15, tzinfo=UTC)

Article = dict[str, Any]  # as written in TOML


def table(name: str) -> list[dict[str, str]]:
    with (SAMPLE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


STORIES = {
    path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted((SAMPLE / "stories").glob("*.toml"))
}
ARTICLES: list[Article] = [article for story in STORIES.values() for article in story["articles"]]
OUTLETS = {row["key"]: row for row in table("outlets.csv") if not row["alias_of"]}
RATERS = [row["rater"] for row in table("raters.csv")]
LEAN = {rater: {row["key"]: row["value"] for row in table(f"ratings/{rater}.csv")} for rater in RATERS}


def address(article: Article) -> str:
    return f"https://{article.get('host', article['outlet'])}{article['path']}"


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def shingles(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + 5]) for i in range(len(found) - 4)}


def overlap(one: Article, other: Article) -> float:
    """The share of the shorter text's five-word runs that the other has too."""
    first, second = shingles(one["body"]), shingles(other["body"])
    return len(first & second) / max(1, min(len(first), len(second)))


def members(story: str) -> list[Article]:
    return [article for article in STORIES[story]["articles"] if article["same_story"]]


def article_at(path: str) -> Article:
    (found,) = [article for article in ARTICLES if article["path"] == path]
    return found


# ---- the tables


@pytest.mark.parametrize("name", COLUMNS)
def test_it_has_the_promised_columns_sorted_by_key(name):
    rows = table(name)

    assert list(rows[0]) == COLUMNS[name]
    keys = [row[COLUMNS[name][0]] for row in rows]
    if name not in {"raters.csv", "sources.csv"}:
        assert keys == sorted(set(keys))


@pytest.mark.parametrize("row", table("outlets.csv"), ids=lambda row: row["key"])
def test_it_sources_every_fact_of_an_outlet(row):
    sources = dict(pair.split(":") for pair in row["sources"].split())

    assert set(sources) == {field for field in FACT_FIELDS if row[field]}
    assert set(sources.values()) <= {source["source"] for source in table("sources.csv")}


@pytest.mark.parametrize("row", OUTLETS.values(), ids=lambda row: row["key"])
def test_it_uses_only_the_known_values(row):
    assert re.fullmatch(r"[a-z0-9-]+(\.[a-z0-9-]+)*\.example(/[a-z-]+)?", row["key"])
    assert re.fullmatch(r"[A-Z]{2}", row["country"])
    assert re.fullmatch(r"\d{4}", row["founded"])
    assert {field: row[field] for field in ALLOWED if row[field] not in ALLOWED[field]} == {}


def test_its_aliases_only_point_at_outlets():
    aliases = [row for row in table("outlets.csv") if row["alias_of"]]

    assert aliases
    assert all(row["alias_of"] in OUTLETS and not row["name"] for row in aliases)


def test_it_polls_each_outlet_exactly_once():
    feeds = table("feeds.csv")

    assert {row["key"] for row in feeds} == set(OUTLETS)
    kinds = Counter(row["kind"] for row in feeds)
    assert kinds["sitemap"] >= 2
    assert kinds["atom"] >= 2
    assert kinds["json"] == 1
    assert set(kinds) == {"rss", "atom", "sitemap", "json"}


@pytest.mark.parametrize("rater", RATERS)
def test_it_rates_known_outlets_on_the_scale(rater):
    rows = table(f"ratings/{rater}.csv")

    assert {row["key"] for row in rows} <= set(OUTLETS)
    assert {row["value"] for row in rows} <= set(LEANS)
    assert {row["dimension"] for row in rows} == {"lean"}
    assert all(row["url"].startswith("https://") and datetime.fromisoformat(row["as_of"]) for row in rows)


def test_its_raters_mostly_agree_but_not_always():
    both = LEAN["meridian"].keys() & LEAN["plumbline"].keys()
    steps = Counter(abs(LEANS.index(LEAN["meridian"][key]) - LEANS.index(LEAN["plumbline"][key])) for key in both)

    assert steps[0] > len(both) / 2
    assert steps[1] >= 2
    assert sum(steps[far] for far in (2, 3, 4)) == 1


@pytest.mark.parametrize(
    ("claim", "fits"),
    [
        # Each kind of record that the resolver and the breadth figures must meet at least once.
        ("an agency", lambda row: row["kind"] == "agency"),
        ("a state broadcaster", lambda row: (row["kind"], row["ownership"]) == ("broadcaster", "state")),
        ("a public broadcaster", lambda row: (row["kind"], row["ownership"]) == ("broadcaster", "public")),
        ("a non-profit", lambda row: row["ownership"] == "non-profit"),
        ("a tabloid", lambda row: row["kind"] == "tabloid"),
        ("a satire", lambda row: row["kind"] == "satire"),
        ("a section", lambda row: "/" in row["key"]),
        ("an account on a platform", lambda row: row["key"].endswith(".pressroom.example")),
        ("an unknown owner", lambda row: not row["owner"]),
        ("an unrated outlet", lambda row: not any(row["key"] in ratings for ratings in LEAN.values())),
    ],
)
def test_it_has_each_kind_of_outlet(claim, fits):
    assert any(fits(row) for row in OUTLETS.values()), claim


def test_it_has_one_family_of_owners_with_several_outlets():
    families = Counter(row["owner_family"] for row in OUTLETS.values() if row["owner_family"])

    assert max(families.values()) in {3, 4}


# ---- the articles


def test_it_is_large_and_varied_enough():
    long_enough = [article for article in ARTICLES if len(words(article["body"])) >= 60]
    languages = Counter(article["language"] for article in ARTICLES)
    sizes = [len(members(story)) for story in STORIES]

    assert len(OUTLETS) >= 14
    assert len({row["country"] for row in OUTLETS.values()}) >= 5
    assert len(STORIES) >= 14
    assert len(long_enough) >= 100
    assert languages["de"] >= 8
    assert languages["fr"] >= 8
    assert set(languages) == {"en", "de", "fr"}
    assert 1 in sizes
    assert max(sizes) >= 12
    assert sum(2 <= size <= 4 for size in sizes) >= 4


@pytest.mark.parametrize("name", STORIES)
def test_its_story_files_say_what_makes_them_hard(name):
    story = STORIES[name]["story"]

    assert set(story) == {"id", "title", "hard", "official_response"}
    assert story["id"] == name
    assert len(story["hard"]) > 40


@pytest.mark.parametrize("article", ARTICLES, ids=address)
def test_its_articles_are_well_formed(article):
    assert article.keys() >= REQUIRED
    assert article.keys() <= REQUIRED | OPTIONAL
    assert article["outlet"] in OUTLETS
    assert article["language"] == OUTLETS[article["outlet"]]["language"]
    assert article["kind"] in {"news", "opinion", "satire", "live", "newsletter"}
    assert article["date_in"] in {"json-ld", "meta", "feed", "text"}
    assert "\\" not in article["body"]


@pytest.mark.parametrize("article", ARTICLES, ids=address)
def test_its_articles_live_under_their_outlets_key(article):
    key_host, _, prefix = article["outlet"].partition("/")
    host = article.get("host", article["outlet"])

    assert host == key_host or host.endswith("." + key_host)
    assert article["path"].startswith(f"/{prefix}/" if prefix else "/")


@pytest.mark.parametrize("article", ARTICLES, ids=address)
def test_its_articles_fall_into_the_ten_days(article):
    modified = article.get("modified")

    assert FIRST <= article["published"] < LAST
    assert modified is None or article["published"] < modified < LAST
    assert "earlier_headline" not in article or modified


def test_no_two_articles_share_an_address():
    addresses = Counter(address(article) for article in ARTICLES)

    assert [where for where, count in addresses.items() if count > 1] == []


def test_its_news_has_the_length_of_news():
    # A flash and a video page are short on purpose; everything else reads like an article.
    lengths = {address(a): len(a["body"].split()) for a in ARTICLES if a["kind"] == "news"}
    short = [where for where, length in lengths.items() if length < 125]

    assert len(short) == 2
    assert max(lengths.values()) <= 380


# ---- what each story claims to be hard

COPIES = [
    # (agency text, copy, credited) — printed with cuts, another headline, a dropped tail or a local paragraph.
    ("/article/england-tessel-flood-orrin-a91c3e", "/article?id=8812", True),
    ("/article/england-tessel-flood-orrin-a91c3e", "/news/world-204418", True),
    ("/article/england-tessel-flood-orrin-a91c3e", "/orrin/news/fourteen-missing-tessel-breaches-weir-street", True),
    ("/article/england-wend-flood-hallowby-c44d90", "/news/hallowby-flood-wend-bank-4410990/", True),
    ("/article/uk-transport-secretary-pell-resigns-5e02aa", "/article?id=8849", True),
    (
        "/article/uk-high-court-skerrow-dredging-permits-92fa0e",
        "/news/national/skerrow-dredging-brannock-jobs-4413402/",
        True,
    ),
    ("/article/us-tascora-senate-gas-furnace-vote-e31b64", "/article?id=9002", True),
    # ... and once under the outlet's own name.
    ("/article/england-tessel-flood-orrin-a91c3e", "/2026/10/british-town-underwater-no-siren", False),
]
FAMILY = [
    # One owner, one text, two bylines.
    ("/news/local/weir-street-wall-fails-orrin-4410213/", "/news/orrin-flood-escape-wall-4410877/"),
    (
        "/news/politics/pell-resignation-fenwick-depot-4412055/",
        "/news/politics/transport-secretary-quits-fenwick-jobs-4412101/",
    ),
    ("/sport/rovers-sell-canal-lane-4415560/", "/sport/football/eastmarch-rovers-ground-sale-4415588/"),
]


@pytest.mark.parametrize(("original", "copy", "credited"), COPIES)
def test_its_wire_copies_are_close_but_not_identical(original, copy, credited):
    agency, printed = article_at(original), article_at(copy)
    kept = shingles(printed["body"]) & shingles(agency["body"])

    assert len(kept) >= 0.6 * len(shingles(printed["body"]))
    assert words(printed["body"]) != words(agency["body"])
    assert printed["headline"] != agency["headline"]
    page = f"{printed['authors']} {printed.get('dateline', '')} {printed['body']}"
    assert ("Norwire" in page) is credited


@pytest.mark.parametrize(("one", "other"), FAMILY)
def test_its_family_prints_one_text_under_two_bylines(one, other):
    first, second = article_at(one), article_at(other)

    assert overlap(first, second) >= 0.6
    assert first["body"] != second["body"]
    assert first["authors"] != second["authors"]
    assert {OUTLETS[article["outlet"]]["owner_family"] for article in (first, second)} == {"Corvane"}


def test_every_other_pair_of_members_is_independently_written():
    # Otherwise the count of origins would hide a copy that no table above declares.
    origin = {copy: original for original, copy, _ in COPIES} | {other: one for one, other in FAMILY}
    origin["/article?id=8921"] = "/2026/10/08/tarnwater-linnet-permits-unlawful-appeal-court"  # republished

    undeclared = [
        (one["path"], other["path"])
        for story in STORIES
        for one, other in combinations(members(story), 2)
        if overlap(one, other) > 0.3
        and origin.get(one["path"], one["path"]) != origin.get(other["path"], other["path"])
    ]

    assert undeclared == []


def test_one_page_is_republished_from_another_outlet():
    (copy,) = [article for article in ARTICLES if "canonical" in article]
    (original,) = [article for article in ARTICLES if address(article) == copy["canonical"]]

    assert copy["outlet"] != original["outlet"]


def test_a_figure_is_corrected_and_a_later_relay_keeps_the_old_one():
    flood = STORIES["01-tessel-flood"]["articles"]
    corrections = [a for a in flood if re.search(r"^correction", a["body"], re.IGNORECASE | re.MULTILINE)]
    corrected_at = min(a.get("modified", a["published"]) for a in corrections)
    after = [a for a in flood if a["published"] > corrected_at]
    stale = {a["outlet"] for a in after if re.search(r"(14 still|Fourteen people are) missing", a["body"])}

    assert {a["outlet"] for a in corrections} == {"norwire.example", "harbour-ledger.example"}
    assert stale == {"daily-flare.example"}


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        # Two floods, two resignations, two rulings: a name apart, a vocabulary together.
        ("01-tessel-flood", "02-wend-flood", {"river", "banks", "missing", "homes", "flood", "rain"}),
        ("03-pell-resigns", "04-dalmere-mayor", {"private", "messages", "bidder", "distraction", "adviser"}),
        ("05-tarnwater-ruling", "06-skerrow-ruling", {"permits", "unlawful", "assessed", "judgment", "appeal"}),
        ("08-warm-homes-audit", "17-clean-heat-act", {"solis", "heat", "tascora", "department"}),
    ],
)
def test_its_false_friends_speak_the_same_words_at_the_same_time(one, other, shared):
    said = [set(words(" ".join(a["headline"] + " " + a["body"] for a in members(story)))) for story in (one, other)]
    spans = [[a["published"] for a in members(story)] for story in (one, other)]
    gap = max(min(spans[0]), min(spans[1])) - min(max(spans[0]), max(spans[1]))

    assert shared <= said[0] & said[1]
    assert gap.days < 3


@pytest.mark.parametrize(
    ("story", "side"),
    [("08-warm-homes-audit", {"right", "right-center"}), ("09-parcelwright-injuries", {"left", "left-center"})],
)
def test_some_stories_are_carried_by_one_side_only(story, side):
    outlets = {article["outlet"] for article in members(story)}

    assert len(outlets) >= 3
    assert {LEAN["meridian"][outlet] for outlet in outlets} <= side


def test_official_responses_are_both_present_and_absent():
    assert {story["story"]["official_response"] for story in STORIES.values()} == {True, False}
    assert STORIES["08-warm-homes-audit"]["story"]["official_response"] is False


def test_one_story_exists_in_german_and_french_only():
    assert {article["language"] for article in members("13-night-train")} == {"de", "fr"}


def test_other_stories_cross_the_languages():
    mixed = [story for story in STORIES if {"en", "de", "fr"} <= {a["language"] for a in members(story)}]

    assert len(mixed) >= 4


LOADED = re.compile(r"reckless|greedy|blackmail|pampered|disgusting|vultures|robbing|thugs", re.IGNORECASE)


def test_one_report_has_its_loaded_words_in_quotation_marks_only():
    body = article_at("/2026/10/08/norderhaven-dockers-strike-driverless")["body"]

    assert len(LOADED.findall(body)) >= 6
    assert LOADED.findall(re.sub(r"“[^”]*”", "", body)) == []


@pytest.mark.parametrize(
    ("claim", "path", "wording"),
    [
        # The outlet itself speaks like this, outside any quotation, on both sides.
        ("right", "/2026/10/german-union-bosses-port-shutdown", "tantrum"),
        ("left", "/norderhaven-robots-or-rent/", "miserly"),
        ("right", "/artikel/hafenstreik-norderhaven-betriebe-21922.html", "maßlosen"),
        ("left", "/economie/2026/10/08/norderhaven-port-sablon-solidarite_6098.html", "misérable"),
        ("right", "/2026/10/tascora-furnace-ban-solis-senate-midnight", "rammed"),
        ("left", "/tascora-clean-heat-gas-lobby-loses/", "misleading"),
    ],
)
def test_both_sides_use_strong_wording_of_their_own(claim, path, wording):
    article = article_at(path)
    own_voice = re.sub(r"“[^”]*”|\"[^\"]*\"|„[^“]*“|«[^»]*»", "", article["body"])

    assert wording in own_voice
    assert LEAN["meridian"][article["outlet"]].startswith(claim)


@pytest.mark.parametrize(
    "credit",
    [
        # Every way in which one outlet leans on another, in three languages.
        "told the Harbour Ledger on Tuesday",
        "first reported by Laurentide Report",
        "Piet Halloran of Tessel Notes writes",
        "told Rundfunk Nordmark",
        "according to a report by Le Phare du Littoral",
        "in an interview with Rundfunk Nordmark on Wednesday",
        "the Prairie Standard wrote up on Friday",
        "sagte dem Rundfunk Nordmark am Mittwoch",
        "Nach einem Bericht des örtlichen Blogs Tessel Notes",
        "Wie der Prairie Standard berichtet",
        "a déclaré au Phare du Littoral",
        "Selon l'agence Norwire",
        "told the Harbour Ledger in an interview",
        # A short name that only the context settles.
        "The Post reported in June",
        "according to a scoring sheet seen by the Ledger",
    ],
)
def test_it_cites_other_outlets_by_name(credit):
    assert any(credit in article["body"] for article in ARTICLES)


@pytest.mark.parametrize(
    ("claim", "fits", "at_least"),
    [
        ("an edited headline", lambda a: "earlier_headline" in a, 2),
        ("an edited text under one headline", lambda a: "modified" in a and "earlier_headline" not in a, 2),
        ("a paywall", lambda a: a["paywalled"], 8),
        ("a page without text", lambda a: not a["body"], 1),
        ("an opinion beside a story", lambda a: a["kind"] == "opinion" and not a["same_story"], 3),
        ("a satire beside a story", lambda a: a["kind"] == "satire" and not a["same_story"], 3),
        ("a live page", lambda a: a["kind"] == "live", 1),
        ("a round-up", lambda a: a["kind"] == "newsletter" and not a["same_story"], 2),
        ("a time in meta tags", lambda a: a["date_in"] == "meta", 5),
        ("a time in the feed only", lambda a: a["date_in"] == "feed", 2),
        ("a time in words only", lambda a: a["date_in"] == "text", 2),
        ("an address with a query", lambda a: "?id=" in a["path"], 5),
        ("no byline", lambda a: not a["authors"], 1),
    ],
)
def test_it_has_pages_of_each_kind(claim, fits, at_least):
    assert sum(map(fits, ARTICLES)) >= at_least, claim


def test_two_outlets_serve_amp_copies():
    assert len({article["outlet"] for article in ARTICLES if article["amp"]}) == 2


def test_one_freelance_author_writes_for_two_outlets():
    outlets = {article["outlet"] for article in ARTICLES if "Wanja Muthui" in article["authors"]}

    assert len(outlets) == 2
