"""The tables of names, and how they are read."""

import pytest

from server.urls.tracking_params import NAMES, PREFIXES, SITE_NAMES, is_tracking_param, names_of_site

# Seen on news sites as what chooses the article, the page of a list, the language or the edition.
IDS_OF_ARTICLES = """
    id aid nid pid cid sid tid uid storyid story_id article articleid news_id newsid objectid uniquenumber guid p page
    pg v q s t f c n ud slug name title lang hl gl ceid edition date cdate day section cat category type format view
    code action module ref source src from feed post post_id publication_id story bctid video_id oc pk pk_id
    idxno no seq
"""


@pytest.mark.parametrize("name", IDS_OF_ARTICLES.split())
def test_it_keeps_what_chooses_an_article_somewhere(name):
    assert not is_tracking_param(f"{name}=7")


@pytest.mark.parametrize("param", ["utm_source=x", "utm_anything", "FBCLID=1", "amp;utm_medium=x", "utm%5Fsource=x"])
def test_it_knows_tracking_however_it_is_written(param):
    assert is_tracking_param(param)


@pytest.mark.parametrize(
    ("host", "is_known"),
    [
        ("nytimes.com", True),
        ("www.nytimes.com", True),
        ("a.b.nytimes.com", True),
        # Look-alikes are other sites.
        ("notnytimes.com", False),
        ("nytimes.com.evil.example", False),
        ("com", False),
    ],
)
def test_it_finds_a_sites_own_names_on_the_site_and_below(host, is_known):
    assert ("pgtype" in names_of_site(host)) is is_known


def test_its_tables_are_written_as_they_are_compared():
    written = [*NAMES, *PREFIXES, *(name for names in SITE_NAMES.values() for name in names.split())]

    assert [name for name in written if name != name.lower() or name.startswith("amp;") or "=" in name] == []


def test_no_name_of_a_site_repeats_what_goes_everywhere():
    repeated = {site: set(names.split()) & NAMES for site, names in SITE_NAMES.items()}

    assert {site: names for site, names in repeated.items() if names} == {}
