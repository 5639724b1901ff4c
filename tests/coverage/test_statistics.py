from __future__ import annotations

import numpy as np

from server.articles.models import Article
from server.coverage.records import MatchRecord, build_record
from server.coverage.statistics import HALF_LIFE_DAYS, Statistics
from server.coverage.tokens import hash_word

DAY = 24 * 60
NOW = 29_500_000


def record(title: str, language: str = "en") -> MatchRecord:
    return build_record(Article(id=title, url="", canonical_url="", outlet_key=None, title=title, language=language))


def weight(statistics: Statistics, word: str, language: str = "en") -> float:
    return float(statistics.weights_of(np.array([hash_word(word)], dtype=np.int64), language)[0])


def test_a_word_never_seen_weighs_most_and_one_in_all_articles_next_to_nothing():
    statistics = Statistics()
    for number in range(200):
        statistics.add(record(f"river {'flood' if number % 10 == 0 else ''}"), at=NOW)

    assert weight(statistics, "tessel") > weight(statistics, "flood") > weight(statistics, "river")
    assert weight(statistics, "river") < 0.05


def test_a_flood_of_one_event_makes_its_words_common_and_is_forgotten():
    statistics = Statistics()
    for day in range(30):
        for number in range(20):
            statistics.add(record(f"other {day} {number}"), at=NOW + day * DAY)
    before = weight(statistics, "games")
    for _ in range(300):
        statistics.add(record("games"), at=NOW + 30 * DAY)
    during = weight(statistics, "games")
    for day in range(10):
        for number in range(100):
            statistics.add(record(f"later {day} {number}"), at=NOW + (31 + 6 * HALF_LIFE_DAYS + day) * DAY)
    after = weight(statistics, "games")

    assert during < 1.5 < after
    assert during < before


def test_a_word_is_common_in_its_own_language_only():
    statistics = Statistics()
    for _ in range(300):
        statistics.add(record("river"), at=NOW)
        statistics.add(record("oder Fluss", "de"), at=NOW)

    # "Oder" is a river in English and "or" in German.
    assert weight(statistics, "oder", "de") < 0.1 < weight(statistics, "oder", "en")


def test_it_stays_in_range_however_far_apart_the_articles_are():
    statistics = Statistics()
    for years in (0, 1, 40, 39, 80):
        statistics.add(record("river"), at=NOW + years * 365 * DAY)

    weights = [weight(statistics, word) for word in ("river", "tessel")]
    assert np.isfinite([*weights, statistics.rarest]).all()
    assert weights[0] < weights[1]


def test_it_survives_the_way_to_disk_and_back():
    statistics = Statistics()
    for number in range(50):
        statistics.add(record(f"river {number}"), at=NOW + number * DAY)

    restored = Statistics.unpack(statistics.pack())

    assert restored.rarest == statistics.rarest
    assert [weight(restored, word) for word in ("river", "7", "tessel")] == [
        weight(statistics, word) for word in ("river", "7", "tessel")
    ]
    assert Statistics.unpack(Statistics().pack()).rarest == Statistics().rarest
