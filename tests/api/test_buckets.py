"""The private look-up: what a bucket holds is what would have been answered by name, and how it was asked for stays
between few."""

from __future__ import annotations

import logging
from typing import Any
from urllib.parse import quote

import msgspec
import pytest
from flask.testing import FlaskClient

from server.app import create_app
from server.articles.identity import address_hash
from server.articles.models import Article
from server.config import Settings
from server.services.house import House

Json = dict[str, Any]  # Any: JSON as it came

ABSENT = {  # what a field is that a record leaves out (docs/api.md)
    "title": None,
    "authors": [],
    "published_at": None,
    "published_precision": None,
    "published_source": None,
    "language": None,
    "genre": None,
    "is_opinion": None,
    "is_paywalled": None,
    "has_text": True,
    "republished_from": None,
    "first_seen_at": None,
}


def rebuilt(bucket: Json, address: str) -> Json | None:
    """Return the sections of a context answer, put together by the rules of docs/api.md; None: not in the bucket."""
    wanted = address_hash(address).hex()
    held = next((one for one in bucket["articles"] if wanted in one["hashes"]), None)
    if held is None:
        return None

    def article(place: int) -> Json:
        record = bucket["records"][place]
        told = {"canonical_url": record["url"], **ABSENT, **record}
        told.pop("outlet", None)
        return told

    def outlet(place: int) -> Json | None:
        at = bucket["records"][place].get("outlet")
        return None if at is None else bucket["outlets"][at]

    origins = bucket["origins"]
    matches = [
        {"article": article(record), "outlet": outlet(record), "probability": chance, "origin": origins[origin]["id"]}
        for record, chance, origin in held["matches"]
    ]
    coverage = {
        "matches": matches,
        "counts": held["counts"],
        "origins": [origins[place] for place in held["origins"]],
        "credits": held["credits"],
        "spread": held["spread"],
    }
    return {
        "article": article(held["record"]),
        "coverage": coverage,
        "comparison": held["comparison"],
        "cited_outlets": held["cited_outlets"],
        "story": None if held["story"] is None else bucket["stories"][held["story"]],
        "story_reason": held["story_reason"],
        "limits": {**bucket["limits"], "notes": [*held["notes"], *bucket["limits"]["notes"]]},
    }


def prefix_of(address: str, bits: int) -> str:
    return f"{int.from_bytes(address_hash(address)):0256b}"[:bits] or "all"


@pytest.fixture(scope="module")
def articles(house: House) -> list[Article]:
    return [stored.article for _, stored in house.store.changes_after(0, limit=1000)]


@pytest.fixture(scope="module")
def bits(app: Any) -> int:  # Any: the session's application
    told: int = app.test_client().get("/api/v1/buckets").json["bits"]
    return told


def test_it_tells_how_to_ask(client: FlaskClient, articles: list[Article]) -> None:
    answer = client.get("/api/v1/buckets")

    assert answer.json | {"limits": None} == {
        "bits": 1,
        "algorithm": "sha-256",
        "articles": len(articles),
        "articles_per_bucket": len(articles) / 2,
        "limits": None,
    }
    assert answer.json["limits"]["status"] == "full"
    assert answer.headers["Cache-Control"] == "public, max-age=3600"


def test_a_bucket_says_of_each_article_what_its_context_says(
    client: FlaskClient, articles: list[Article], bits: int
) -> None:
    addresses = sorted({address for one in articles for address in (one.url, one.canonical_url)})
    buckets = {f"{number:0{bits}b}": client.get(f"/api/v1/buckets/{number:0{bits}b}").json for number in range(2**bits)}

    for address in addresses:
        context = client.get(f"/api/v1/context?url={quote(address, safe='')}").json
        # The outlet's full record is in the extension's own table; how an address was read is the reader's business.
        wanted = {name: section for name, section in context.items() if name not in {"outlet", "matched_by"}}
        assert rebuilt(buckets[prefix_of(address, bits)], address) == wanted

    told = [one for bucket in buckets.values() for one in bucket["articles"]]
    assert len(told) == len(articles)
    assert any(one["notes"] for one in told)  # a paywalled one was among them
    assert any(one["matches"] for one in told)


def test_an_article_that_is_not_held_is_in_no_bucket(client: FlaskClient, bits: int) -> None:
    address = "https://www.harbour-ledger.example/2026/10/05/never-written"

    assert rebuilt(client.get(f"/api/v1/buckets/{prefix_of(address, bits)}").json, address) is None


def test_a_bucket_holds_nothing_from_beside_it(client: FlaskClient) -> None:
    bucket = client.get("/api/v1/buckets/1").json

    hashes = [digest for one in bucket["articles"] for digest in one["hashes"]]
    assert len(hashes) >= 30
    assert all(int(digest[0], 16) >= 8 for digest in hashes)


def test_a_shorter_prefix_is_answered_with_its_larger_bucket(client: FlaskClient, articles: list[Article]) -> None:
    # The index may have grown since the number of bits was told.
    bucket = client.get("/api/v1/buckets/all").json

    assert {record["id"] for record in bucket["records"]} == {article.id for article in articles}
    assert (bucket["prefix"], bucket["bits"], len(bucket["articles"])) == ("all", 0, len(articles))


def test_a_longer_prefix_is_refused_with_the_number_of_bits(client: FlaskClient) -> None:
    answer = client.get("/api/v1/buckets/0110")

    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert (answer.json["type"], answer.json["bits"]) == ("/problems/prefix-length", 1)
    assert "the first 1 binary digits" in answer.json["detail"]
    assert answer.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "prefix",
    ["2", "x", "ALL", "all0", "..", "%2e%2e", "%00", "0%0a", "%20", "-1", "٠١", "💥", "%ff%fe", "0" * 65, "1" * 4000],
)
def test_what_is_no_prefix_is_refused_and_not_repeated(client: FlaskClient, prefix: str) -> None:
    answer = client.get(f"/api/v1/buckets/{prefix}")

    assert (answer.status_code, answer.json["type"]) == (400, "/problems/invalid-prefix")
    assert prefix[:64] not in [*answer.json["detail"].split(), answer.json["instance"]]


@pytest.mark.parametrize("path", ["", "/", "//", "/0/1", "/0/", "/../0/%2e%2e", "/https://secret.example/a"])
def test_what_is_no_path_is_not_found(client: FlaskClient, path: str) -> None:
    answer = client.get(f"/api/v1/buckets/{path}")

    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


def test_a_bucket_may_be_kept_by_anyone_and_is_not_sent_twice(client: FlaskClient) -> None:
    first = client.get("/api/v1/buckets/0", headers={"Accept-Encoding": "gzip, br"})
    again = client.get("/api/v1/buckets/0", headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Cache-Control"] == "public, max-age=300, no-transform"
    assert first.headers["Access-Control-Allow-Origin"] == "*"
    assert "Content-Encoding" not in first.headers
    assert "Vary" not in first.headers
    assert "Set-Cookie" not in first.headers
    assert (again.status_code, again.data) == (304, b"")


def test_bodies_are_of_few_lengths(client: FlaskClient) -> None:
    lengths = {prefix: len(client.get(f"/api/v1/buckets/{prefix}").data) for prefix in ("all", "0", "1")}

    assert lengths["0"] == lengths["1"] == 512 * 1024
    assert lengths["all"] == 1024 * 1024


def test_the_same_bucket_has_the_same_entity_tag_in_every_process(settings: Settings, client: FlaskClient) -> None:
    other = create_app(settings).test_client()

    assert other.get("/api/v1/buckets/1").headers["ETag"] == client.get("/api/v1/buckets/1").headers["ETag"]
    assert other.get("/api/v1/buckets/1").headers["ETag"] != client.get("/api/v1/buckets/0").headers["ETag"]


def test_the_log_tells_no_prefix(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)

    for prefix in ("1", "0110101101", "secret"):
        client.get(f"/api/v1/buckets/{prefix}")

    assert caplog.text.count("GET /api/v1/buckets/<prefix>") == 3
    assert "0110101101" not in caplog.text
    assert "secret" not in caplog.text


def test_it_counts_as_a_request_like_any_other(settings: Settings) -> None:
    limited = create_app(msgspec.structs.replace(settings, rate_limit="2/minute")).test_client()

    answers = [limited.get(path) for path in ("/api/v1/buckets", "/api/v1/buckets/1", "/api/v1/buckets/1")]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
