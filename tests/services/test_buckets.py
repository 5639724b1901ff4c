"""Buckets: what is in one, how long it is kept, and how long its body is."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from threading import Thread

import msgspec
import pytest

from server.articles.identity import address_hash, article_id
from server.articles.models import Article
from server.errors import DamagedRecord, InvalidPrefix, TooBusy, WrongPrefixLength
from server.services.answer_parts import (
    ArticleAnswer,
    CountsAnswer,
    JoinAnswer,
    LimitsAnswer,
    MatchAnswer,
    OriginAnswer,
    OutletRef,
    SpreadAnswer,
)
from server.services.answers import CoverageAnswer
from server.services.bucket_answers import BucketAnswer, BucketArticle, MatchRow
from server.services.buckets import BUCKETS_KEPT, KEPT_SECONDS, LEAST_BODY, BucketService, padded
from server.services.view import View

NOW = datetime(2026, 10, 6, 12, tzinfo=UTC)
LEDGER = OutletRef("ledger.example", "The Ledger", "GB", None, "left", "/outlets/ledger.example")
FULL = LimitsAnswer("full", 1, 0, NOW, [])


def address(number: int) -> str:
    return f"https://ledger.example/{number}"


def shown(number: int, **fields: object) -> ArticleAnswer:
    url = address(number)
    plain = ArticleAnswer(
        article_id(url),
        url,
        url,
        f"Headline {number}",
        [],
        NOW,
        "second",
        "feed",
        "en",
        None,
        None,
        None,
        True,
        None,
        NOW,
    )
    return msgspec.structs.replace(plain, **fields)


def view(number: int, *, matches: tuple[int, ...] = (), **fields: object) -> View:
    """Return the view of an article whose matches all make one origin with it."""
    ids = [article_id(address(one)) for one in sorted({number, *matches})]
    origin = OriginAnswer(ids[0], ids, [JoinAnswer(ids[0], other, "same_outlet", "The Ledger") for other in ids[1:]])
    counts = CountsAnswer(len(matches), 1, 1, {}, {}, {})
    spread = SpreadAnswer(1, [], [], [], [], None, None)
    found = [MatchAnswer(shown(one), LEDGER, 0.9, ids[0]) for one in matches]
    coverage = CoverageAnswer(found, counts, [origin], [], spread)
    article = shown(number, **fields)
    source = Article(article.id or "", article.url or "", article.canonical_url or "", "ledger.example", "Headline")
    return View(source, article, "ledger.example", coverage, None, [], None, "Not grouped.")


@dataclass
class FakeHouse:
    """Stands for the store, the context, the outlets and the limits; counts what is prepared."""

    held: int = 120  # one bit
    number: int = 1
    views: dict[str, View] = field(default_factory=dict)  # by address
    damaged: set[str] = field(default_factory=set)
    prepared: list[str] = field(default_factory=list)
    meanwhile: Callable[[], object] = lambda: None  # what happens while a view is prepared
    counted: int = 0

    def hold(self, one: View) -> None:
        self.views |= {one.source.url: one, one.source.canonical_url: one}

    def count(self) -> int:
        self.counted += 1
        return self.held

    def view_keys_between(self, first: bytes, last: bytes, *, limit: int) -> list[object]:
        hashes = sorted((address_hash(url), one.source.id) for url, one in self.views.items())
        inside = [(digest, (its_id, None, self.number)) for digest, its_id in hashes if first <= digest <= last]
        return inside[:limit]

    def view_of_held(self, key: tuple[str, str | None, int]) -> View:
        self.prepared.append(key[0])
        self.meanwhile()
        if key[0] in self.damaged:
            raise DamagedRecord("the record of this article is damaged")
        return next(one for one in self.views.values() if one.source.id == key[0])

    def ref(self, outlet_key: str | None) -> OutletRef | None:
        return LEDGER if outlet_key == LEDGER.key else None

    def limits(self, notes: Sequence[str] = (), *, degraded: bool = False) -> LimitsAnswer:
        return LimitsAnswer("degraded" if degraded else "full", 1, 0, NOW, list(notes))


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def house() -> FakeHouse:
    return FakeHouse()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def buckets(house: FakeHouse, clock: Clock) -> BucketService:
    return BucketService(house, context=house, outlets=house, limits=house, monotonic=clock)


# What is in a bucket.


def test_it_tells_what_articles_share_once(house: FakeHouse, buckets: BucketService) -> None:
    for number in (1, 2, 3):
        house.hold(view(number, matches=tuple({1, 2, 3} - {number})))

    answer = buckets.get("all")

    assert [len(answer.articles), len(answer.records), len(answer.outlets), len(answer.origins)] == [3, 3, 1, 1]
    first = answer.articles[0]
    assert {first.record, *(row.record for row in first.matches)} == {0, 1, 2}
    assert all(row == MatchRow(row.record, 0.9, 0) for row in first.matches)


def test_it_finds_an_article_under_each_of_its_addresses(house: FakeHouse, buckets: BucketService) -> None:
    one = view(1, canonical_url="https://ledger.example/canonical")
    house.hold(one)

    articles = buckets.get("all").articles

    hashes = {address_hash(url).hex() for url in (address(1), "https://ledger.example/canonical")}
    assert [set(article.hashes) for article in articles] == [hashes]
    assert buckets.get("all").records[0].canonical_url == "https://ledger.example/canonical"


def test_it_leaves_out_an_address_that_begins_otherwise(house: FakeHouse, buckets: BucketService) -> None:
    for number in range(8):
        house.hold(view(number))

    of_both = [{digest for one in buckets.get(prefix).articles for digest in one.hashes} for prefix in "01"]

    assert all(of_both)
    assert of_both[0] | of_both[1] == {address_hash(address(number)).hex() for number in range(8)}
    assert not of_both[0] & of_both[1]


def test_a_damaged_record_is_left_out_and_said(house: FakeHouse, buckets: BucketService) -> None:
    for number in (1, 2, 3):
        house.hold(view(number))
    house.damaged = {article_id(address(1)), article_id(address(2))}

    answer = buckets.get("all")

    assert [answer.records[one.record].url for one in answer.articles] == [address(3)]
    assert answer.limits.status == "degraded"
    assert sum("damaged" in note for note in answer.limits.notes) == 1


def test_a_bucket_that_has_grown_beyond_measure_is_cut_and_says_so(house: FakeHouse) -> None:
    buckets = BucketService(house, context=house, outlets=house, limits=house, most_addresses=4)
    for number in range(4):
        house.hold(view(number))
    whole = buckets.get("all")
    house.hold(view(4))

    cut = buckets.get("all")

    assert [len(whole.articles), whole.limits.status] == [4, "full"]
    assert [len(cut.articles), cut.limits.status] == [4, "degraded"]


# With which prefixes one may ask.


@pytest.mark.parametrize(
    ("held", "prefix"),
    [(0, "all"), (120, "all"), (120, "0"), (892, "0110"), (892, "011"), (892, "01"), (212, "all")],
)
def test_it_takes_as_many_bits_as_it_tells_and_two_fewer(
    house: FakeHouse, buckets: BucketService, held: int, prefix: str
) -> None:
    house.held = held

    assert buckets.get(prefix).prefix == prefix


@pytest.mark.parametrize(
    ("held", "prefix", "bits"),
    [
        # It would say more than is needed.
        (0, "0", 0),
        (120, "00", 1),
        (892, "01101", 4),
        # It asks for too much.
        (892, "0", 4),
        (892, "all", 4),
        (435, "all", 3),
    ],
)
def test_it_names_the_number_of_bits_that_is_wanted(
    house: FakeHouse, buckets: BucketService, held: int, prefix: str, bits: int
) -> None:
    house.held = held

    with pytest.raises(WrongPrefixLength) as caught:
        buckets.get(prefix)

    assert caught.value.bits == buckets.describe().bits == bits
    assert (f"the first {bits} binary" if bits else "`all`") in str(caught.value)
    assert house.prepared == []


def test_it_refuses_what_is_no_prefix_before_it_looks_at_anything(house: FakeHouse, buckets: BucketService) -> None:
    with pytest.raises(InvalidPrefix, match="binary digits"):
        buckets.get("https://ledger.example/secret")

    assert house.counted == 0


# What is kept.


def test_it_is_made_once_for_as_long_as_anyone_may_keep_it(
    house: FakeHouse, buckets: BucketService, clock: Clock
) -> None:
    house.hold(view(1))

    first = buckets.get("all")
    clock.now += KEPT_SECONDS - 1
    assert buckets.get("all") is first

    clock.now += 1
    assert buckets.get("all") is not first
    assert len(house.prepared) == 2


def test_it_is_made_anew_when_one_of_its_articles_changes(house: FakeHouse, buckets: BucketService) -> None:
    house.hold(view(1))
    before = buckets.get("all")

    house.number, house.views = 2, {address(1): replace(view(1), story_reason="Changed.")}

    assert before.articles[0].story_reason == "Not grouped."
    assert buckets.get("all").articles[0].story_reason == "Changed."


def test_it_counts_the_articles_once_a_minute(house: FakeHouse, buckets: BucketService, clock: Clock) -> None:
    for _ in range(5):
        buckets.get("all")
    assert house.counted == 1

    house.held, clock.now = 892, 60.0

    assert buckets.describe().bits == 4


def test_it_makes_one_bucket_at_a_time(house: FakeHouse) -> None:
    buckets = BucketService(house, context=house, outlets=house, limits=house, patience=0.0)
    house.held = 212  # two bits
    for number in range(8):
        house.hold(view(number))
    made = buckets.get("0")
    refused = []

    def ask() -> None:
        assert buckets.get("0") is made  # what is made already is answered all the same
        with pytest.raises(TooBusy) as caught:
            buckets.get("01")
        refused.append(caught.value)

    house.meanwhile = ask
    assert buckets.get("1").prefix == "1"

    house.meanwhile = lambda: None
    assert buckets.get("01").prefix == "01"  # the turn was given back
    assert refused


def test_one_that_was_waited_for_is_not_made_twice(house: FakeHouse, buckets: BucketService) -> None:
    house.hold(view(1))
    others = [Thread(target=buckets.get, args=("all",)) for _ in range(3)]

    def ask_meanwhile() -> None:
        house.meanwhile = lambda: None
        for other in others:
            other.start()

    house.meanwhile = ask_meanwhile
    buckets.get("all")
    for other in others:
        other.join(timeout=30)

    assert len(house.prepared) == 1


def test_it_keeps_only_so_many(house: FakeHouse, buckets: BucketService) -> None:
    house.held = 15_631  # eight bits: more prefixes than are kept
    house.hold(view(1))
    prefixes = [f"{number:08b}" for number in range(BUCKETS_KEPT + 1)]
    made = [buckets.get(prefix) for prefix in prefixes]

    assert buckets.get(prefixes[-1]) is made[-1]
    assert buckets.get(prefixes[1]) is made[1]
    assert buckets.get(prefixes[0]) is not made[0]


def test_a_fault_gives_the_turn_back(house: FakeHouse, clock: Clock) -> None:
    buckets = BucketService(house, context=house, outlets=house, limits=house, patience=0.0, monotonic=clock)
    house.hold(view(1))
    house.meanwhile = lambda: 1 // 0
    with pytest.raises(ZeroDivisionError):
        buckets.get("all")

    house.meanwhile = lambda: None

    assert len(buckets.get("all").articles) == 1


# How long a body is.


def bucket(size: int) -> BucketAnswer:
    """Return an answer of so many bytes before it is padded."""
    empty = BucketAnswer("0", 1, [], [], [], [], [], FULL, "")
    counts, spread = CountsAnswer(0, 0, 0, {}, {}, {}), SpreadAnswer(0, [], [], [], [], None, None)
    article = BucketArticle([], 0, None, "", [], counts, [], [], spread, None, [], [])
    missing = size - len(msgspec.json.encode(msgspec.structs.replace(empty, articles=[article])))
    return msgspec.structs.replace(empty, articles=[msgspec.structs.replace(article, story_reason="x" * missing)])


@pytest.mark.parametrize(
    ("size", "padded_size"),
    [
        (1_000, LEAST_BODY),
        (LEAST_BODY - 1, LEAST_BODY),
        (LEAST_BODY, LEAST_BODY),
        # The near miss: one byte more is the next size.
        (LEAST_BODY + 1, 2 * LEAST_BODY),
        (150_000, 4 * LEAST_BODY),
        (4 * LEAST_BODY + 1, 8 * LEAST_BODY),
    ],
)
def test_a_body_is_a_power_of_two_long(size: int, padded_size: int) -> None:
    answer = bucket(size)

    assert len(msgspec.json.encode(answer)) == size
    assert len(msgspec.json.encode(padded(answer))) == padded_size


def test_the_padding_is_the_same_for_the_same_answer_only() -> None:
    assert padded(bucket(5_000)) == padded(bucket(5_000))
    assert padded(bucket(5_000)).padding[:100] != padded(bucket(5_001)).padding[:100]


def test_the_padding_cannot_be_packed_away() -> None:
    padding = padded(bucket(1_000)).padding.encode()

    # Base64 carries six bits in eight: less than that no packer can do.
    assert len(zlib.compress(padding, 9)) > 0.74 * len(padding)
