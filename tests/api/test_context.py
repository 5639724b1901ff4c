"""The main job over HTTP, on the sample newsroom."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient

FLOOD = "https://www.harbour-ledger.example/2026/10/05/tessel-flood-orrin"
STRIKE = "https://norwire.example/article/germany-norderhaven-port-strike-3ac6d1"
OTHER_FLOOD = "https://www.harbour-ledger.example/2026/10/05/hallowby-flood-farmer-sons-missing"


def ask(client: FlaskClient, url: str = FLOOD, **params: str) -> Any:  # Any: JSON
    answer = client.get("/api/v1/context", query_string={"url": url, **params})
    assert answer.status_code == 200, answer.text
    return answer.json


def test_it_answers_every_part(client: FlaskClient) -> None:
    answer = ask(client)

    assert list(answer) == [
        "article",
        "outlet",
        "matched_by",
        "coverage",
        "comparison",
        "cited_outlets",
        "story",
        "story_reason",
        "limits",
    ]
    assert answer["article"]["title"]
    assert answer["outlet"]["key"] == "harbour-ledger.example"
    assert answer["matched_by"]["rule"] in {"host", "registrable_domain"}
    assert answer["story"]["headline"]["text"]
    assert answer["limits"]["status"] == "full"


def test_each_fact_and_rating_says_who_says_so(client: FlaskClient) -> None:
    outlet = ask(client)["outlet"]

    assert outlet["facts"]
    assert outlet["ratings"]
    assert all(fact["source"] and fact["licence"] for fact in outlet["facts"])
    assert all(rating["rater"] and rating["url"] and rating["as_of"] for rating in outlet["ratings"])


def test_it_finds_the_same_story_and_folds_what_is_not_independent(client: FlaskClient) -> None:
    coverage = ask(client)["coverage"]
    counts = coverage["counts"]

    assert counts["articles"] == len(coverage["matches"]) >= 8
    assert 1 < counts["origins"] < counts["articles"]
    assert sum(counts["by_lean"].values()) == counts["articles"]
    assert {join["reason"] for origin in coverage["origins"] for join in origin["joins"]}


def test_it_keeps_the_other_flood_of_the_same_night_apart(client: FlaskClient) -> None:
    matched = {match["article"]["canonical_url"] for match in ask(client)["coverage"]["matches"]}

    assert OTHER_FLOOD not in matched
    assert ask(client, OTHER_FLOOD)["story"]["id"] != ask(client)["story"]["id"]


def test_probabilities_are_ordered_and_within_bounds(client: FlaskClient) -> None:
    found = [match["probability"] for match in ask(client)["coverage"]["matches"]]

    assert found == sorted(found, reverse=True)
    assert all(0 < probability <= 1 for probability in found)


@pytest.mark.parametrize(
    "url",
    [
        # How a reader may have come to the same page.
        FLOOD + "?utm_source=newsletter&fbclid=abc#comments",
        "http://www.harbour-ledger.example/2026/10/05/tessel-flood-orrin",
        "https://web.archive.org/web/20261006000000/" + FLOOD,
        "https://www.google.com/amp/s/www.harbour-ledger.example/2026/10/05/tessel-flood-orrin",
    ],
)
def test_it_knows_the_article_under_other_addresses(client: FlaskClient, url: str) -> None:
    assert ask(client, url)["article"]["id"] == ask(client)["article"]["id"]


def test_it_compares_a_text_that_was_never_crawled(client: FlaskClient) -> None:
    body = {
        "title": "Tessel bursts its banks at Orrin, several missing",
        "text": "The river Tessel burst its banks at Orrin early on Monday. " * 5,
        "published_at": "2026-10-05T12:00:00Z",
    }

    answer = client.post("/api/v1/context", json=body).json

    assert answer["article"]["id"] is None
    assert answer["outlet"] is None
    assert answer["coverage"]["counts"]["articles"] >= 5
    assert answer["story"]["id"] == ask(client)["story"]["id"]


@pytest.mark.parametrize(
    "url",
    [
        # An outlet that is not in the table.
        "https://unlisted-outlet.com/2026/10/05/flood",
        # Listed, but not held, and this test has no network.
        "https://www.bbc.co.uk/news/world-00000000",
    ],
)
def test_nothing_known_is_an_answer(client: FlaskClient, url: str) -> None:
    answer = ask(client, url)

    assert answer["story"] is None
    assert answer["story_reason"]
    assert answer["coverage"]["matches"] == []


def test_a_look_alike_is_never_the_outlet(client: FlaskClient) -> None:
    answer = ask(client, "https://www.bbc.com.evil-site.com/news")

    assert answer["outlet"] is None
    assert "bbc.com" in {refusal["key"] for refusal in answer["matched_by"]["refused"]}


def test_it_gives_only_the_sections_asked_for(client: FlaskClient) -> None:
    assert list(ask(client, fields="outlet,cited")) == ["outlet", "cited_outlets"]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        # It has said itself that it was wrong...
        (FLOOD, 1),
        # ...and this one still says what was taken back.
        ("https://norwire.example/article/england-tessel-flood-orrin-a91c3e", 1),
        # Both figures, the old one as withdrawn: nothing that this article would have to correct.
        ("https://norwire.example/article/orrin-flood-missing-revised-nine-b07f12", 0),
        # The same night and the same words, another river: no correction of its own story.
        (OTHER_FLOOD, 0),
    ],
)
def test_a_correction_is_shown_where_it_was_made_and_where_it_was_not_followed(
    client: FlaskClient, url: str, expected: int
) -> None:
    corrections = ask(client, url)["comparison"]["corrections"]

    assert [(one["kind"], one["old"]) for one in corrections] == [("notice", "14")] * expected
    for one in corrections:
        assert one["after"]["text"] == one["after"]["evidence"]["text"]
        assert one["after"]["text"].startswith("Correction, 6 October 2026: an earlier version of this article")


def test_as_of_leaves_out_what_came_later(client: FlaskClient) -> None:
    then, now = ask(client, STRIKE, as_of="2026-10-07"), ask(client, STRIKE)  # in the news for three days

    days = {match["article"]["published_at"][:10] for match in then["coverage"]["matches"]}
    assert days == {"2026-10-07"}
    assert then["coverage"]["counts"]["articles"] < now["coverage"]["counts"]["articles"]


def test_an_answer_that_the_caller_has_is_not_sent_again(client: FlaskClient) -> None:
    first = client.get("/api/v1/context", query_string={"url": FLOOD})

    again = client.get("/api/v1/context", query_string={"url": FLOOD}, headers={"If-None-Match": first.headers["ETag"]})

    assert (again.status_code, again.data) == (304, b"")
    assert first.headers["Cache-Control"] == "no-store"


def test_a_batch_answers_each_in_order_and_names_the_bad_one(client: FlaskClient) -> None:
    answer = client.post("/api/v1/context/batch", json={"urls": [FLOOD, "ftp://x", OTHER_FLOOD]}).json

    first, bad, last = answer["results"]
    assert first["context"]["article"]["id"] != last["context"]["article"]["id"]
    assert bad["context"] is None
    assert bad["problem"]["type"] == "/problems/invalid-url"


def test_no_text_of_an_article_is_handed_out(client: FlaskClient) -> None:
    article_id = ask(client)["article"]["id"]

    record = client.get(f"/api/v1/articles/{article_id}").json

    assert "body" not in record["article"]
    assert record["story_id"] == ask(client)["story"]["id"]
