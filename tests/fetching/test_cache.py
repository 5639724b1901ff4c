import os
from collections.abc import Mapping
from pathlib import Path

import pytest

from server.errors import UpstreamError
from server.fetching.cache import PageCache
from server.fetching.wire import Answer

URL = "https://news.example/a?id=1"


class Origin:
    """Answers as told, once for each request, and remembers the headers that it was asked with."""

    def __init__(self, *answers: Answer | Exception) -> None:
        self.answers = list(answers)
        self.asked: list[Mapping[str, str]] = []

    def __call__(self, _url: str, headers: Mapping[str, str]) -> Answer:
        self.asked.append(dict(headers))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def page(body: bytes = b"<p>\xff\x00 text", **headers: str) -> Answer:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return Answer(URL, 200, {"content-type": "text/html", **named}, body)


def test_a_fresh_copy_is_served_without_asking(tmp_path: Path) -> None:
    origin = Origin(page(cache_control="max-age=60"))

    # A second process, or a restart, finds the first one's copy.
    first = PageCache(tmp_path / "cache").get(URL, {}, origin)
    second = PageCache(tmp_path / "cache").get(URL, {}, origin)

    assert (first.body, second.body, second.media_type, len(origin.asked)) == (first.body, first.body, "text/html", 1)


def test_an_address_that_differs_in_its_query_is_another_page(tmp_path: Path) -> None:
    cache, origin = PageCache(tmp_path), Origin(page(b"1"), page(b"2"))

    cache.get(URL, {}, origin)

    assert cache.get("https://news.example/a?id=2", {}, origin).body == b"2"


def test_a_stale_copy_is_asked_about_and_kept(tmp_path: Path) -> None:
    cache = PageCache(tmp_path)
    origin = Origin(
        page(b"text", cache_control="max-age=0", etag='"1"', last_modified="Sat, 21 Nov 2026 10:00:00 GMT"),
        Answer(URL, 304, {"etag": '"1"'}),
    )

    cache.get(URL, {}, origin)
    again = cache.get(URL, {}, origin)

    assert (again.status, again.body) == (200, b"text")
    assert origin.asked[1]["If-None-Match"] == '"1"'
    assert origin.asked[1]["If-Modified-Since"] == "Sat, 21 Nov 2026 10:00:00 GMT"


def test_a_stale_copy_is_replaced_by_a_new_one(tmp_path: Path) -> None:
    cache, origin = PageCache(tmp_path), Origin(page(b"old", cache_control="max-age=0", etag='"1"'), page(b"new"))

    cache.get(URL, {}, origin)

    assert cache.get(URL, {}, origin).body == b"new"


def test_a_stale_copy_stands_in_when_the_site_fails(tmp_path: Path) -> None:
    cache = PageCache(tmp_path)
    origin = Origin(page(b"old", cache_control="max-age=0", etag='"1"'), UpstreamError("down", status=503))

    cache.get(URL, {}, origin)

    assert cache.get(URL, {}, origin).body == b"old"


def test_without_a_copy_the_failure_is_told(tmp_path: Path) -> None:
    with pytest.raises(UpstreamError, match="down"):
        PageCache(tmp_path).get(URL, {}, Origin(UpstreamError("down")))


@pytest.mark.parametrize("location", ["/b", "http://[", "//\ud7ff@x:y", "http://127.0.0.1/", "\x01"])
def test_a_redirect_is_handed_on_as_it_came_and_not_kept(tmp_path: Path, location: str) -> None:
    cache, moved = PageCache(tmp_path), Answer(URL, 302, {"location": location})
    origin = Origin(moved, moved)

    assert (cache.get(URL, {}, origin), cache.get(URL, {}, origin)) == (moved, moved)


def test_what_must_not_be_stored_is_not(tmp_path: Path) -> None:
    cache, origin = PageCache(tmp_path), Origin(page(b"1", cache_control="no-store"), page(b"2"))

    cache.get(URL, {}, origin)

    assert cache.get(URL, {}, origin).body == b"2"


@pytest.mark.parametrize("promise", ["max-age=31536000", "immutable", "max-age=31536000, immutable"])
def test_no_copy_outlives_a_day_whatever_it_promises(tmp_path: Path, promise: str) -> None:
    cache, origin = PageCache(tmp_path), Origin(page(b"1", cache_control=promise), page(b"2"))
    cache.get(URL, {}, origin)
    copy = next(tmp_path.iterdir())
    yesterday = copy.stat().st_mtime - 24 * 3_600 - 1
    os.utime(copy, (yesterday, yesterday))

    assert cache.get(URL, {}, origin).body == b"2"


def test_pruning_deletes_what_is_old(tmp_path: Path) -> None:
    cache = PageCache(tmp_path)
    cache.get(URL, {}, Origin(page()))
    copy = next(tmp_path.iterdir())
    os.utime(copy, (0, 0))

    cache.prune()

    assert list(tmp_path.iterdir()) == []


def test_pruning_keeps_the_newest_within_bounds(tmp_path: Path) -> None:
    cache = PageCache(tmp_path, max_total=25_000)
    for number in range(4):
        cache.get(f"https://news.example/{number}", {}, Origin(page(b"x" * 6_000)))
    copies = {path.name: number for number, path in enumerate(sorted(tmp_path.iterdir(), key=os.path.getmtime))}

    cache.prune()

    assert sorted(copies[path.name] for path in tmp_path.iterdir()) == [2, 3]


@pytest.mark.parametrize(
    "damage",
    [b"", b"\x00" * 64, b"not a digest\n{}", b"\xff\xfe", b"0" * 64 + b"\n" + b'{"status_code": 200}'],
)
def test_a_damaged_copy_is_no_copy(tmp_path: Path, damage: bytes) -> None:
    cache, origin = PageCache(tmp_path), Origin(page(b"1"), page(b"2"))
    cache.get(URL, {}, origin)
    next(tmp_path.iterdir()).write_bytes(damage)

    assert cache.get(URL, {}, origin).body == b"2"


def test_a_copy_with_one_changed_letter_is_no_copy(tmp_path: Path) -> None:
    cache, origin = PageCache(tmp_path), Origin(page(b"1"), page(b"2"))
    cache.get(URL, {}, origin)
    copy = next(tmp_path.iterdir())
    copy.write_bytes(copy.read_bytes().replace(b"text/html", b"text/htmm"))

    assert cache.get(URL, {}, origin).body == b"2"


def test_a_folder_that_cannot_be_used_costs_only_the_copies(tmp_path: Path) -> None:
    in_the_way = tmp_path / "file"
    in_the_way.write_text("not a folder")

    assert PageCache(in_the_way).get(URL, {}, Origin(page(b"1"))).body == b"1"


def test_nothing_on_disk_is_executable_and_nobody_else_can_read_it(tmp_path: Path) -> None:
    PageCache(tmp_path / "cache").get(URL, {}, Origin(page(b"secret")))

    (copy,) = (tmp_path / "cache").iterdir()
    assert copy.read_bytes().partition(b"\n")[2].startswith(b"{")
    assert (copy.stat().st_mode & 0o777, copy.parent.stat().st_mode & 0o777) == (0o600, 0o700)
