"""One article against the others, on the page of its context: each text with where it stands, and nothing but text."""

from __future__ import annotations

import re
from types import SimpleNamespace

from flask.testing import FlaskClient
from lxml import html
from lxml.html import HtmlElement
from msgspec import structs

from server.services.answer_parts import EvidenceAnswer, TextAnswer
from server.services.answers import ContextAnswer
from server.services.comparison_answers import ComparisonAnswer, CorrectionAnswer, RelayAnswer
from server.services.context import Question
from server.services.house import House

from .showing import show

FLOOD = "https://www.harbour-ledger.example/2026/10/05/tessel-flood-orrin"
WIRE = "https://norwire.example/article/england-tessel-flood-orrin-a91c3e"
HOSTILE = "</q><script>alert('14')</script> people & \"more\""
NOTHING = ComparisonAnswer(3, [], [], [], None, [], [])


def part_under(page: HtmlElement, heading: str) -> HtmlElement:
    """Return what stands between a heading of the comparison and the next."""
    (part,) = page.xpath(
        "//section[@aria-labelledby='comparison']/h3[.=$heading]/following-sibling::*[1]", heading=heading
    )
    assert isinstance(part, HtmlElement)
    return part


def told(part: HtmlElement) -> str:
    return re.sub(r"\s+", " ", part.text_content()).strip()


def page_of(answer: ContextAnswer, comparison: ComparisonAnswer) -> HtmlElement:
    """Return the page of a context with another comparison in it."""
    client = show(context=SimpleNamespace(for_page=lambda _: structs.replace(answer, comparison=comparison)))
    return html.fromstring(client.post("/context", data={"url": FLOOD}).text)


def said_in(article_id: str, text: str, *, field: str = "body") -> TextAnswer:
    return TextAnswer(text, EvidenceAnswer(article_id, field, 7, 7 + len(text), text))


def correction(made_by: str, *carried_by: str, old: str = "14", new: str | None = "nine") -> CorrectionAnswer:
    relays = [RelayAnswer(one, said_in(one, HOSTILE), shares_origin=False) for one in carried_by]
    return CorrectionAnswer(made_by, "notice", old, new, None, said_in(made_by, HOSTILE), relays)


def test_a_correction_is_shown_with_its_place_and_with_who_still_says_what_it_takes_back(client: FlaskClient) -> None:
    page = html.fromstring(client.post("/context", data={"url": FLOOD}).text)

    part = part_under(page, "Corrected since")
    made, *relays = part.xpath(".//p")
    assert told(made).startswith("14 was wrong: Correction, 6 October 2026: an earlier version of this article")
    assert made.xpath(".//*[@class='cite']/a[1]/@href")[0].startswith(f"{FLOOD}#:~:text=Correction%2C%206%20October")
    assert relays
    assert all(told(relay).startswith("Still said: ") for relay in relays)
    assert any(link.startswith(f"{WIRE}#:~:text=") for link in part.xpath(".//*[@class='cite']/a[1]/@href"))


def test_it_says_when_it_is_this_article_that_has_not_followed(client: FlaskClient) -> None:
    page = html.fromstring(client.post("/context", data={"url": WIRE}).text)

    (here,) = [one for one in map(told, part_under(page, "Corrected since").xpath(".//p")) if "This article" in one]
    assert here.startswith("This article still says: ")
    assert "leaving 14 people missing" in here


def test_what_a_correction_says_is_text(house: House) -> None:
    answer = house.context.for_page(Question(url=FLOOD), may_read=False)
    mine = house.store.find_by_address(FLOOD).article.id  # type: ignore[union-attr]  # it is held
    made = correction(mine, mine, old="<b>14</b>", new="<i>9</i>")

    part = part_under(page_of(answer, structs.replace(NOTHING, corrections=[made])), "Corrected since")

    assert not part.xpath(".//script | .//b | .//i")
    assert told(part).startswith("<b>14</b> became <i>9</i>: ")
    assert part.xpath(".//*[@class='said']")[0].text == part.xpath(".//q")[0].text == HOSTILE
    assert "%3C%2Fq%3E%3Cscript" in part.xpath(".//*[@class='cite']/a[1]/@href")[0]


def test_an_article_that_is_not_on_the_page_is_linked_to_its_own(house: House) -> None:
    answer = house.context.for_page(Question(url=FLOOD), may_read=False)

    part = part_under(
        page_of(answer, structs.replace(NOTHING, corrections=[correction("elsewhere")])), "Corrected since"
    )

    (link,) = part.xpath(".//*[@class='cite']/a[1]")
    assert (link.get("href"), link.text) == ("/articles/elsewhere", "an article that we hold")


def test_it_does_not_say_that_nothing_was_found_above_a_correction(house: House) -> None:
    answer = house.context.for_page(Question(url=FLOOD), may_read=False)
    pages = [page_of(answer, NOTHING), page_of(answer, structs.replace(NOTHING, corrections=[correction("elsewhere")]))]

    assert ["Nothing was found" in told(page) for page in pages] == [True, False]


def test_what_is_not_listed_is_counted(house: House) -> None:
    answer = house.context.for_page(Question(url=FLOOD), may_read=False)
    many = [correction("made", *(f"carries-{number}" for number in range(9)))] * 10

    part = part_under(page_of(answer, structs.replace(NOTHING, corrections=many)), "Corrected since")

    assert len(part.xpath(".//*[@class='said']")) == 8
    assert len(part.xpath("./li[1]//q")) == 6
    assert told(part.xpath("./li[1]/p[last()]")[0]) == "and in 3 articles more"
    assert told(part.getnext()).startswith("and 2 more")
