"""What does the reader learn of this article against the others? Word for word, and where each sentence stands."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import pytest

from .driving import OVERLAY
from .pages import HELD
from .reader import TEXT, Reader, word
from .waiting import until

pytestmark = pytest.mark.browser

MARKETS = "http://laurentide-report.example/stories/tascora-furnace-vote-canadian-gas-heat-pump-makers"
LEFT = "http://common-thread.example/tascora-clean-heat-gas-lobby-loses/"
REVISED = "http://norwire.example/article/orrin-flood-missing-revised-nine-b07f12"
WIRE = "http://norwire.example/article/england-tessel-flood-orrin-a91c3e"
FIRST = 3  # claims that are shown at once

# What stands between one heading of the comparison and the next.
UNDER = """(root, heading) => {
  const title = [...root.querySelectorAll('.comparison h4')].find((one) => one.textContent === heading);
  const parts = [];
  for (let part = title?.nextElementSibling; part && part.localName !== 'h4'; part = part.nextElementSibling) {
    parts.push(part);
  }
  const all = (selector) => parts.flatMap((part) => [...part.querySelectorAll(selector)]);
  return title && {
    text: parts.map((part) => part.textContent).join(' ').replace(/\\s+/g, ' '),
    quotes: all('blockquote').map((one) => one.textContent),
    links: all('.flagged a').map((one) => one.href),
    rows: all('.values li').map((one) => one.textContent),
  };
}"""


def answer_of(server_url: str, url: str) -> Any:  # Any: JSON
    asked = quote(url.replace("http:", "https:"), safe="")
    with urlopen(f"{server_url}/api/v1/context?url={asked}", timeout=30) as answer:
        return json.load(answer)


def under(reader: Reader, heading: str) -> Any:  # Any: JSON
    return until(lambda: reader.in_overlay(UNDER, word(heading)), f"there is {word(heading)!r}")


def texts(parts: list[dict[str, Any]]) -> list[str]:
    return [part["text"] for part in parts]


@pytest.mark.parametrize("part", ["elsewhere", "only_here"])
@pytest.mark.parametrize(("url", "mode"), [(MARKETS, "private"), (LEFT, "address")])
def test_it_shows_what_only_one_side_reports(reader: Reader, server_url: str, url: str, mode: str, part: str) -> None:
    answer = answer_of(server_url, url)
    expected = answer["comparison"][part][:FIRST]
    address_of = {match["article"]["id"]: match["article"]["canonical_url"] for match in answer["coverage"]["matches"]}
    reader.desk.set(mode=mode)

    reader.ask(url)
    shown = under(reader, f"panel_{part}")

    assert shown["quotes"] == texts(expected) != []
    # An article's own sentences are before the reader; those of the others are where the links lead.
    elsewhere = [claim["evidence"]["article_id"] for claim in expected if claim["evidence"]["article_id"] in address_of]
    assert shown["links"] == [address_of[article_id] for article_id in elsewhere]
    assert len(shown["links"]) == (len(expected) if part == "elsewhere" else 0)


def test_it_shows_who_gives_which_figure_and_in_which_sentence(reader: Reader, server_url: str) -> None:
    (figure,) = answer_of(server_url, REVISED)["comparison"]["figures"]

    reader.ask(REVISED)
    before = under(reader, "panel_figures_title")
    reader.press(word("panel_figure_sentences"))
    until(lambda: under(reader, "panel_figures_title")["quotes"], "the sentences are shown")

    assert f"{figure['subject']} · {word('panel_figure_' + figure['verdict'])}" in before["text"]
    assert [row.split()[0] for row in before["rows"]] == [value["value"] for value in figure["values"]]
    assert [word("panel_this_article") in row for row in before["rows"]] == [one["is_here"] for one in figure["values"]]
    shown = under(reader, "panel_figures_title")
    assert shown["quotes"] == [value["evidence"]["text"] for value in figure["values"]]


def test_it_shows_the_words_of_one_side_and_where_they_stand(reader: Reader, server_url: str) -> None:
    terms = answer_of(server_url, MARKETS)["comparison"]["wording"]["elsewhere"]

    reader.ask(MARKETS)
    reader.reads(f"{word('panel_wording_elsewhere')} {terms[0]['term']}")
    reader.press(word("panel_wording_sentences"))
    until(lambda: under(reader, "panel_wording_title")["quotes"], "the sentences are shown")

    assert under(reader, "panel_wording_title")["quotes"] == [term["evidence"][0]["text"] for term in terms]


# The article that has corrected itself, and one that has not followed.
@pytest.mark.parametrize(("url", "is_here"), [(HELD, False), (WIRE, True)])
def test_it_shows_a_correction_and_who_still_says_so(reader: Reader, server_url: str, url: str, is_here: bool) -> None:
    (correction,) = answer_of(server_url, url)["comparison"]["corrections"]

    reader.ask(url)
    before = under(reader, "panel_corrections_title")
    reader.press(word("panel_correction_sentences"))
    until(lambda: len(under(reader, "panel_corrections_title")["quotes"]) > 1, "the sentences are shown")

    assert before["quotes"] == [correction["after"]["text"]]
    assert word("panel_corrected", "14") in before["text"]
    assert (word("panel_correction_not_followed") in before["text"]) == is_here
    said = under(reader, "panel_corrections_title")["quotes"][1:]
    assert said == [relay["text"]["text"] for relay in correction["relays"]]


def test_the_preview_draws_every_kind_of_difference(reader: Reader, preview: str) -> None:
    shown = preview_of(reader, f"{preview}?state=compared-opened")

    for text in (
        f"missing · {word('panel_figure_update')}",
        f"houses damaged · {word('panel_figure_conflict')}",
        f"{word('panel_wording_here')} silent , reckless",
        f"{word('panel_wording_elsewhere')} stricken",
        "14 became 9",
        f"{word('panel_correction_not_followed')} {word('panel_correction_still_one')}",
    ):
        assert text in shown


def test_where_nothing_was_compared_it_says_why_and_not_that_nothing_was_found(reader: Reader, preview: str) -> None:
    shown = preview_of(reader, f"{preview}?state=not-compared")

    assert f"{word('panel_comparison_title')} Fewer than three independent texts in this language are held." in shown
    assert word("panel_elsewhere_none") not in shown
    assert word("panel_only_here_none") not in shown


def preview_of(reader: Reader, state: str) -> str:
    reader.browser.go(state)
    until(reader.sees_preview, "the state is drawn")
    return str(reader.browser.evaluate(f"({TEXT})(document.querySelector('{OVERLAY}').shadowRoot)"))
