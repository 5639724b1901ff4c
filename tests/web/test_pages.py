"""The pages: every one renders, in order, with nothing from outside but text."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from flask.testing import FlaskClient
from lxml import html

FLOOD = "https://www.harbour-ledger.example/2026/10/05/tessel-flood-orrin"


def paths(client: FlaskClient) -> list[str]:
    story = client.get("/api/v1/stories?min_outlets=5").json["stories"][0]
    article = client.get(f"/api/v1/stories/{story['id']}").json["articles"][0]["article"]
    return [
        "/",
        "/stories",
        "/stories?day=2026-10-05&outlets=2&side=left&country=gb",
        "/stories?country=ZZ",
        "/digest",
        "/digest?date=2026-10-05",
        "/digest?date=1999-01-01",
        "/search",
        "/search?q=flood",
        "/search?q=zeppelin",
        "/outlets",
        "/outlets?q=ledger&lean=center",
        "/about",
        "/reports",
        "/reports/new?kind=outlet&id=bbc.com",
        "/reports/new?kind=page",
        story["url"],
        f"{story['url']}?side=left&country=GB&sort=newest",
        f"{story['url']}?sort=origin",
        f"/articles/{article['id']}",
        "/outlets/harbour-ledger.example",
        "/outlets/daily-turnip.example",
        "/outlets/bbc.com",
    ]


def test_every_page_is_in_order(client: FlaskClient) -> None:
    for path in paths(client):
        answer = client.get(path)
        page = html.fromstring(answer.text)

        assert answer.status_code == 200, path
        assert len(page.findall(".//h1")) == 1, path
        assert len(page.findall(".//main")) == 1, path
        assert page.get("lang") == "en", path
        assert page.findtext(".//title"), path
        levels = [int(heading.tag[1]) for heading in page.iter("h1", "h2", "h3", "h4")]
        assert all(after - before <= 1 for before, after in pairwise(levels)), path
        assert not page.xpath("//script | //*[@style] | //style | //*[starts-with(name(@*), 'on')]"), path
        assert len(answer.data) < 100_000, path


def test_every_link_of_the_house_leads_somewhere(client: FlaskClient) -> None:
    links = set()
    for path in paths(client):
        page = html.fromstring(client.get(path).text)
        links |= {link for link in page.xpath("//a/@href | //link/@href | //img/@src") if link.startswith("/")}

    assert len(links) > 20
    assert not [link for link in sorted(links) if client.get(link, follow_redirects=True).status_code != 200]


def test_links_out_are_web_links_that_tell_nothing(client: FlaskClient) -> None:
    page = html.fromstring(client.post("/context", data={"url": FLOOD}).text)

    out = [a for a in page.iter("a") if not a.get("href", "").startswith(("/", "#"))]
    assert out
    assert all(a.get("href").startswith(("https://", "http://")) for a in out)
    assert all({"noopener", "noreferrer"} <= set(a.get("rel", "").split()) for a in out)


def test_the_answer_page_shows_all_parts(client: FlaskClient) -> None:
    text = html.fromstring(client.post("/context", data={"url": FLOOD}).text).text_content()
    text = re.sub(r"\s+", " ", text)

    for part in ("Harbour Ledger", "Meridian Review", "Plumbline", "origin", "Left", "Center", "Right", "Not rated"):
        assert part in text


@pytest.mark.parametrize(
    ("url", "status", "told"),
    [
        ("", 422, "paste the address"),
        ("not an address", 400, "http"),
        ("http://192.168.0.1/", 400, "private"),
        ("<script>alert(1)</script>", 400, "http"),
    ],
)
def test_a_wrong_address_gets_a_page_that_says_what_to_do(
    client: FlaskClient, url: str, status: int, told: str
) -> None:
    answer = client.post("/context", data={"url": url})

    assert answer.status_code == status
    assert answer.mimetype == "text/html"
    assert told in answer.text
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/stories?day=today", 422),
        ("/stories?day=1066-10-14", 422),
        ("/stories?side=up", 422),
        ("/stories?outlets=many", 422),
        ("/stories?country=Atlantis", 422),
        ("/stories?cursor=abc", 400),
        ("/digest?date=5.10.2026", 422),
        ("/digest?date=0001-01-01", 422),
        ("/digest.atom?date=x", 422),
        ("/search?q=!!!", 422),
        ("/search?q=flood&cursor=abc", 400),
        ("/outlets?lean=up", 422),
    ],
)
def test_a_wrong_choice_gets_a_page_that_says_what_to_do(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(path)

    assert (answer.status_code, answer.mimetype) == (status, "text/html")
    assert "Something went wrong" not in answer.text


def test_every_page_says_where_its_feeds_are(client: FlaskClient) -> None:
    page = html.fromstring(client.get("/").text)

    feeds = {link.get("type"): link.get("href") for link in page.xpath("//link[@rel='alternate']")}
    assert feeds == {"application/atom+xml": "/digest.atom", "application/feed+json": "/api/v1/digest"}


def test_a_sentence_leads_to_its_place_at_its_outlet(client: FlaskClient) -> None:
    story = client.get("/api/v1/stories?min_outlets=5").json["stories"][0]

    page = html.fromstring(client.get(story["url"]).text)

    places = page.xpath("//*[@class='cite']/a[1]/@href")
    assert places
    assert all(place.startswith("https://") and "#:~:text=" in place for place in places)


def test_a_filtered_story_counts_anew_and_offers_the_way_back(client: FlaskClient) -> None:
    stories = client.get("/api/v1/stories?min_outlets=5").json["stories"]
    story = max(stories, key=lambda one: one["counts"]["by_lean"]["left"])

    page = html.fromstring(client.get(f"{story['url']}?side=left").text)

    told = re.sub(r"\s+", " ", page.xpath("string(//*[@role='status'])"))
    assert f"{story['counts']['by_lean']['left']} article" in told
    assert f"of {story['counts']['articles']} articles" in told
    assert page.xpath("//select[@id='side']/option[@selected]/@value") == ["left"]


def test_what_is_searched_for_is_text(client: FlaskClient) -> None:
    page = html.fromstring(client.get("/search?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E").text)

    assert not page.xpath("//script")
    assert page.xpath("//input[@id='q']/@value") == ['"><script>alert(1)</script>']


def test_the_atom_feed_is_asked_for_again_cheaply(client: FlaskClient) -> None:
    first = client.get("/digest.atom")

    again = client.get("/digest.atom", headers={"If-None-Match": first.headers["ETag"]})

    assert first.mimetype == "application/atom+xml"
    assert (again.status_code, again.data) == (304, b"")


def test_what_is_not_there_gets_a_page(client: FlaskClient) -> None:
    for path in ("/nothing", "/stories/st-nothing", "/outlets/nothing.example", "/articles/nothing"):
        answer = client.get(path)

        assert (answer.status_code, answer.mimetype) == (404, "text/html")
