"""What the loader accepts, and how it says what is wrong."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from server.errors import InvalidConfiguration
from server.sample.content import load_newsroom

REAL = Path(__file__).parents[2] / "data" / "sample"


def test_it_loads_what_the_files_say(newsroom):
    assert newsroom.aliases == {"old-ledger.example": "ledger.example"}
    assert len(newsroom.outlets) == 7
    assert len(newsroom.feeds) == 6
    assert [story.id for story in newsroom.stories] == ["01-flood"]
    assert len(newsroom.articles) == 9


def test_it_keeps_times_in_utc_newest_first(newsroom):
    assert newsroom.articles[0].published == datetime(2026, 10, 7, 7, 0, tzinfo=UTC)
    assert newsroom.articles[0].published.tzinfo is UTC
    assert newsroom.articles == tuple(sorted(newsroom.articles, key=lambda a: a.published, reverse=True))


def test_it_puts_the_dateline_before_the_first_paragraph(by_headline):
    paragraphs = by_headline["TORRENT OF TERROR"].paragraphs

    assert paragraphs == ("ORRIN (Norwire) — The river rose.", "The siren slept.", "The town woke.")


@pytest.mark.parametrize(
    ("file", "old", "new", "says"),
    [
        # A value that is wrong is named with its place.
        ("stories/01-flood.toml", 'kind = "opinion"', 'kind = "essay"', r"01-flood.toml: .*articles\[1\]"),
        ("stories/01-flood.toml", "2026-10-05T11:30:00Z", "2026-10-05T11:30:00", "timezone"),
        ("stories/01-flood.toml", "2026-10-06T16:05:00Z", "2026-10-05T11:00:00Z", "later than published"),
        ("stories/01-flood.toml", "modified = 2026-10-06T16:05:00Z", "", "needs modified"),
        ("stories/01-flood.toml", 'path = "/2026/10/05/flood"', 'path = "flood"', "start with a slash"),
        # A key that is missing, misspelt or not ours is named.
        ("stories/01-flood.toml", 'section = "UK news"', "", "section"),
        ("stories/01-flood.toml", "dateline =", "date_line =", "unknown key 'date_line'"),
        ("stories/01-flood.toml", "hard =", "heard =", "unknown key 'heard'"),
        ("stories/01-flood.toml", "[story]", "[tale]", "needs one .story."),
        ("stories/01-flood.toml", "[story]", "[story", "not valid TOML"),
        # What no row can know by itself.
        ("stories/01-flood.toml", 'outlet = "lecluse.example"', 'outlet = "nobody.example"', "nobody.example"),
        ("stories/01-flood.toml", "/news/2/copy", "/news/1/torrent", "given twice"),
        ("outlets.csv", ",ledger.example,\n", ",nobody.example,\n", "alias of nobody.example"),
        ("feeds.csv", "town.example/orrin,", "town.example/moor,", "town.example/moor has no row"),
        ("feeds.csv", ",atom,", ",gopher,", "feeds.csv, line 4: .*gopher"),
        # A name that someone may own is refused, so that no invented page can stand for a real one.
        ("outlets.csv", "rift-national.example", "rift-national.com", "rift-national.com"),
        ("outlets.csv", "rift-national.example", "Rift-national.example", "lower-case"),
        ("feeds.csv", "https://lecluse.example", "https://lecluse.com", "line 4"),
        (
            "stories/01-flood.toml",
            'canonical = "https://www.ledger.example',
            'canonical = "http://ledger.com',
            "canonical",
        ),
    ],
)
def test_it_names_the_file_and_what_is_wrong(folder, file, old, new, says):
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new), encoding="utf-8")

    with pytest.raises(InvalidConfiguration, match=says) as raised:
        load_newsroom(folder)

    assert str(folder) not in str(raised.value)  # a message never holds a path of this machine


def test_it_refuses_a_folder_that_holds_no_newsroom(tmp_path):
    with pytest.raises(InvalidConfiguration, match=r"outlets\.csv: cannot be read"):
        load_newsroom(tmp_path)


def test_it_refuses_a_file_that_is_not_utf8(folder):
    (folder / "feeds.csv").write_bytes(b"key,url,kind\n\xff\xfe")

    with pytest.raises(InvalidConfiguration, match=r"feeds\.csv"):
        load_newsroom(folder)


def test_it_loads_the_newsroom_that_is_shipped():
    newsroom = load_newsroom(REAL)

    assert len(newsroom.outlets) >= 14
    assert len(newsroom.articles) >= 90
    assert {feed.kind for feed in newsroom.feeds} == {"rss", "atom", "json", "sitemap"}
    assert {article.date_in.value for article in newsroom.articles} == {"json-ld", "meta", "feed", "text"}
