"""The rules by which gathered rows are believed, by example. Names and keys are the lists' own."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from scripts.build_outlets import build_outlets, by_key, edited_facts, write
from scripts.outlet_facts import Facts
from scripts.outlet_feeds import believed_feeds, feed_kind
from scripts.outlet_keys import canonical_key, refuse_path
from scripts.outlet_names import Name, believed_name, clean_name, fits, name_of_feed, same_name
from scripts.outlet_owners import clean_owner, owner_family, ownership
from scripts.outlet_ratings import wikidata, wikipedia_editors
from server.outlets.columns import OUTLET_COLUMNS
from server.urls.registrable import registrable_domain

COLUMNS = """
    domain key_type registrable name name_src country country_src country_tld language language_src media_type
    media_type_src scope us_state city owner owner_src smm_typology kite_typology founded founded_src wikidata_qid
    wikipedia wikidata_alignment perennial_status perennial_vintage cite_unseen_tags lin_pc1 robertson_bias bakshy_bias
    sources
"""


def gathered(domain: str, **cells: str) -> dict[str, str]:
    defaults = dict.fromkeys(COLUMNS.split(), "")
    return {**defaults, "domain": domain, "key_type": "domain", "registrable": domain, **cells}


@pytest.mark.parametrize(
    ("name", "address", "expected"),
    [
        ("Prattville Progress", "news/prattville", True),
        ("BG News", "bgnews.com", True),
        ("Süddeutsche Zeitung", "sueddeutsche.de", False),  # kept by hand-kept lists, which are not asked
        ("The Bona Venture", "thebv.org", True),  # initials
        ("Greenwood Lake News", "namejet.com", False),
        ("Daily News", "dailyhotel.com", False),  # only words that every paper has
        ("朝日新聞", "asahi.com", True),  # another script cannot be compared
    ],
)
def test_a_name_fits_an_address(name: str, address: str, expected: bool) -> None:
    assert fits(name, address) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("BBC News", "The BBC", True),
        ("CNN", "CNNMoney", False),
        ("Daily News", "The News", False),
        ("The Online News", "News", False),  # nothing left to compare
    ],
)
def test_names_are_spellings_of_one(one: str, other: str, expected: bool) -> None:
    assert same_name(one, other) is expected


@pytest.mark.parametrize(
    ("key", "name", "place", "refused"),
    [
        ("bizjournals.com/cincinnati", "Cincinnati Business Courier", "", False),
        ("wickedlocal.com/maynard", "Beacon-Villager", "Maynard", False),  # its town speaks for it
        ("usatoday.com/story", "Story", "", True),
        ("tennessean.com/news", "Fairview Observer", "", True),
        ("hebdo24.com/en", "Hebdo 24", "", True),
        ("wsimag.com/pt-br", "Wall Street International", "", True),
        ("ponchatoula.com/cgi-sys/suspendedpage.cgi", "Ponchatoula Times", "", True),
        ("suedostschweiz.ch/panorama/2015-11-24/poschtli", "Pöschtli", "", True),
        ("cswnet.com/~express", "Paris Express", "", True),
        ("northernexpress.com/michigan", "Northern Express", "", True),  # the site's own name
        ("wfla.com/great-38", "WTTA", "", True),
    ],
)
def test_a_path_is_a_section_only_with_a_name_of_its_own(key: str, name: str, place: str, refused: bool) -> None:
    assert bool(refuse_path(key, Name(name, "3dlnews"), place, "Northern Express")) is refused


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # Local lists: believed where the address spells the name, or both have the site.
        (
            gathered("bhgnews.com", name="Beulah Beacon", name_src="3dlnews", sources="3dlnews;yin_local_us"),
            "Beulah Beacon",
        ),
        (gathered("vindicator.com", name="Vindicator Newspaper", name_src="3dlnews", sources="3dlnews"), "Vindicator"),
        (gathered("namejet.com", name="Greenwood Lake News", name_src="3dlnews", sources="3dlnews"), None),
        (
            gathered("lindenwood.edu", name="Lindenwood Legacy", name_src="3dlnews", sources="3dlnews;yin_local_us"),
            None,
        ),
        (gathered("valleyvoice.ca", name="Valley Voice", name_src="3dlnews", country_tld="CA"), None),
        # Call signs: without the list's frequency, and not another station's.
        (gathered("98kupd.com", name="KUPD 104.3 FM", name_src="3dlnews", sources="3dlnews"), "KUPD"),
        (gathered("kmph.com", name="KFRE", name_src="yin", media_type="tv", sources="yin_local_us"), None),
        # Publishers' names on several domains.
        (gathered("theage.com.au", name="Nine Publishing", name_src="kagi_kite"), None),
        (gathered("slashdot.org", name="Slashdot", name_src="kagi_kite"), "Slashdot"),
        # Wikidata: the article's title first; an item that nothing ties to the site is another's.
        (
            gathered(
                "vihrealanka.fi",
                name="Green Thread",
                name_src="wikidata",
                wikidata_qid="Q1",
                wikipedia="{'title': 'Vihreä Lanka'}",
            ),
            "Vihreä Lanka",
        ),
        (gathered("mises.org", name="The Austrian Economics Newsletter", name_src="wikidata", wikidata_qid="Q1"), None),
        (gathered("qconline.com", name="The Dispatch", name_src="wikidata"), None),  # several items name the site
        # Lists that are not used.
        (gathered("fubo.tv", name="MSNBC", name_src="perennial_2021"), None),
        (gathered("lyonne.fr", name="L'Yonne Républicaine", name_src="medialab"), None),
    ],
    ids=lambda value: value["domain"] if isinstance(value, dict) else None,
)
def test_a_name_is_believed_if_something_speaks_for_it(row: dict[str, str], expected: str | None) -> None:
    name = believed_name(row, {"Nine Publishing", "Slashdot"})

    assert (name.value if name else None) == expected


def test_names_lose_what_lists_add_to_them() -> None:
    assert clean_name("Television: CNC World") == "CNC World"
    assert clean_name("Scientific American (SA, SciAm)") == "Scientific American"
    assert clean_name("Al Ahram Publishing House (Al Ahram") == "Al Ahram Publishing House"
    assert name_of_feed("All: BreakingNews.ie") == "BreakingNews.ie"
    assert name_of_feed("GazetaPrawna.pl - biznes, podatki, prawo") == "GazetaPrawna.pl"


@pytest.mark.parametrize(
    ("owner", "family"),
    [
        ("Axel Springer SE (via Insider Inc.)", "Axel Springer"),
        ("Ziff Davis, Inc.", "Ziff Davis"),
        ("News Corp (Rupert Murdoch)", "Murdoch family"),
        ("Dow Jones Local Media Group; Gannett", "Gannett"),
        ("Südwestdeutsche Medien Holding (81.25%), SZ Mitarbeiter KG (18.75%)", "Südwestdeutsche Medien Holding"),
        ("Radio and Television of Montenegro (RTCG)", "Radio and Television of Montenegro"),
        # Several have the say, or nobody can be told.
        ("Dev Pragad (50%), Johnathan Davis (50%)", ""),
        ("Evgeny Lebedev (41%), Sultan Muhammad Abuljadayel (30%), Justin Byam Shaw (26%)", ""),
        ("Ben Smith, Justin B. Smith", ""),
        ("Udo Müller (24%), Dirk Ströer (20%), other shareholders (56%)", ""),
        # Every country has one.
        ("Ministry of Information (Oman)", "Ministry of Information (Oman)"),
        ("Department of Information", "Department of Information (XK)"),
    ],
)
def test_the_family_is_what_remains_of_an_owner(owner: str, family: str) -> None:
    assert owner_family(owner, "XK") == family


def test_an_owner_that_names_nobody_or_is_a_paragraph_is_none() -> None:
    assert clean_owner("Rossiya Segodnya**") == "Rossiya Segodnya"
    assert clean_owner("Non-profit organization") == ""
    assert clean_owner("Mediapart's capital is controlled by its founding journalists, " * 3) == ""


@pytest.mark.parametrize(
    ("state_media", "kagi", "owner", "expected"),
    [
        ("SC", "Private Enterprise", "", "state"),
        ("CaPr", "", "", "private"),
        ("IP", "Private Media", "", "public"),
        ("", "Private Media", "News Corp", "private"),
        ("", "Private Media", "First Look Media (non-profit)", ""),
        ("", "State Funded Media", "Radio France", ""),  # may be public, may be state
    ],
)
def test_ownership_follows_the_table(state_media: str, kagi: str, owner: str, expected: str) -> None:
    assert ownership(state_media, kagi, owner)[0] == expected


@pytest.mark.parametrize(
    ("alignment", "lean"),
    [
        ("centre-left", "left-center"),
        ("nationalism; conservatism; right-wing", "right"),
        ("right-wing; far-right", "right"),
        ("centrism; left-wing", None),
        ("liberalism", None),
        ("conservatism", None),
        ("Labour Party", None),
    ],
)
def test_only_an_alignment_that_names_a_place_is_a_lean(alignment: str, lean: str | None) -> None:
    row = gathered("paper.com", name="Paper", name_src="palewire", wikidata_qid="Q1", wikidata_alignment=alignment)

    judgement = wikidata(row)

    assert (judgement.value if judgement else None) == lean


def test_an_old_status_counts_only_for_the_site_that_it_names() -> None:
    status = {"perennial_status": "no consensus", "name_src": "perennial_2021"}
    other = gathered("fubo.tv", name="MSNBC", perennial_vintage="2021-03", **status)
    own = gathered("metalsucks.com", name="MetalSucks", perennial_vintage="2021-03", **status)

    assert wikipedia_editors(other) is None
    assert wikipedia_editors(own) is not None


def test_keys_are_written_as_they_are_looked_up() -> None:
    assert canonical_key("www3.nhk.or.jp/nhkworld") == "nhk.or.jp/nhkworld"
    assert canonical_key("ilbazar.blogspot.it") == "ilbazar.blogspot.com"
    assert canonical_key("m.com") == "m.com"


def below(registrable: str) -> dict[str, str]:
    return {"key_type": "subdomain", "registrable": registrable}


def test_sub_domains_are_aliases_or_outlets_and_hand_written_facts_win() -> None:
    rows = by_key(
        [
            gathered("bbc.co.uk", name="The BBC", name_src="fundus"),
            gathered("news.bbc.co.uk", name="BBC News", name_src="yavuz", **below("bbc.co.uk")),
            gathered("scores.espn.com", lin_pc1="0.6", **below("espn.com")),
            gathered("espn.com", name="ESPN", name_src="palewire", lin_pc1="0.6"),
            gathered("nameless.com"),
        ]
    )
    edited = {"bbc.co.uk": Facts(name=("BBC", "editors"))}
    dropped: Counter[str] = Counter()

    outlets = build_outlets(rows, edited, dropped)

    assert outlets["bbc.co.uk"]["name"] == ("BBC", "editors")
    assert outlets["news.bbc.co.uk"]["alias_of"][0] == "bbc.co.uk"
    assert outlets.keys() == {"bbc.co.uk", "news.bbc.co.uk", "espn.com"}
    assert dropped.total() == 2


def test_what_editors_wrote_survives_a_rebuild(tmp_path: Path) -> None:
    facts = Facts(name=("Paper", "editors"), country=("GB", "palewire"))
    write(tmp_path / "outlets.csv", OUTLET_COLUMNS, [facts.row("paper.com")])

    assert edited_facts(tmp_path / "outlets.csv") == {"paper.com": {"name": ("Paper", "editors")}}


def test_a_feed_on_another_domain_is_believed_from_lists_kept_by_hand_only() -> None:
    rows = [
        {"domain": "bbc.co.uk", "feed": "https://feeds.bbci.co.uk/news/rss.xml", "sources": "kagi_kite"},
        {"domain": "bbc.co.uk", "feed": "http://www.bbc.co.uk/rss/", "sources": "yavuz"},
        {"domain": "bbc.co.uk", "feed": "https://bbc.co.uk/rss", "sources": "yavuz"},
        {"domain": "bbc.co.uk", "feed": "http://nypost.com/feed/", "sources": "yavuz"},
        {"domain": "bbc.co.uk", "feed": "opencv.org/feed", "sources": "kagi_kite"},
        {"domain": "unlisted.com", "feed": "https://unlisted.com/feed", "sources": "kagi_kite"},
    ]

    feeds = believed_feeds(rows, {"bbc.co.uk"}, registrable_domain)

    assert {url for _, url in feeds} == {"https://feeds.bbci.co.uk/news/rss.xml", "https://bbc.co.uk/rss"}


def test_the_kind_of_a_feed_is_said_only_if_its_address_says_so() -> None:
    assert feed_kind("https://a.com/sitemap-news.xml") == "sitemap"
    assert feed_kind("https://a.com/sitemaps/rss") == ""
    assert feed_kind("https://a.com/feed") == ""
