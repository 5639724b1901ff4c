"""A newsroom of nine articles, small enough to know by heart; some keys are those with quirks in `sites`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from server.sample.content import load_newsroom
from server.sample.models import Newsroom, SampleArticle
from server.sample.server import NewsroomServer
from server.sample.sites import Sites

OUTLETS = """\
key,name,country,language,owner,kind,alias_of,sources
daily-flare.example,The Daily Flare,GB,en,Corvane,tabloid,,name:register
ledger.example,The Ledger,GB,en,Ledger Trust,newspaper,,name:register
lecluse.example,L'Écluse,FR,fr,,digital,,name:register
old-ledger.example,,,,,,ledger.example,
rift-national.example,Rift National,KE,en,,broadcaster,,name:register
rundfunk-nordmark.example,Rundfunk Nordmark,DE,de,,broadcaster,,name:register
town.example,Town,GB,en,,digital,,name:register
town.example/orrin,Town Orrin,GB,en,,digital,,name:register
"""
FEEDS = """\
key,url,kind,language
daily-flare.example,https://www.daily-flare.example/feed.xml,rss,en
ledger.example,https://www.ledger.example/rss?section=all,rss,en
lecluse.example,https://lecluse.example/atom.xml,atom,fr
rift-national.example,https://rift-national.example/feed.json,json,en
rundfunk-nordmark.example,https://rundfunk-nordmark.example/sitemap/news.xml,sitemap,de
town.example/orrin,https://town.example/orrin/feed.xml,rss,en
"""
STORY = """\
[story]
id = "01-flood"
title = "Flood at Orrin"
hard = "Edited, paywalled, and in three languages."
official_response = true

[[articles]]
outlet = "ledger.example"
host = "www.ledger.example"
path = "/2026/10/05/flood"
headline = "Nine missing </script> in Orrin & Dalmere"
earlier_headline = "Fourteen missing in Orrin"
published = 2026-10-05T11:30:00Z
modified = 2026-10-06T16:05:00Z
authors = ["Ines Carrow", "Tom Wetherell"]
section = "UK news"
language = "en"
kind = "news"
paywalled = false
date_in = "json-ld"
amp = false
same_story = true
description = "The wall had been due for replacement."
body = \"\"\"
First paragraph of the Ledger.

Second paragraph of the Ledger, with a <b> in it.

Third paragraph of the Ledger.
\"\"\"

[[articles]]
outlet = "ledger.example"
host = "www.ledger.example"
path = "/article?id=7"
headline = "Who pays for the wall"
published = 2026-10-07T09:00:00+02:00
authors = ["Ines Carrow"]
section = "Économie"
language = "en"
kind = "opinion"
paywalled = true
date_in = "meta"
same_story = false
description = "The bill comes due."
body = "Everyone may read this.\\n\\nOnly subscribers may read this."

[[articles]]
outlet = "daily-flare.example"
host = "www.daily-flare.example"
path = "/news/1/torrent"
headline = "TORRENT OF TERROR"
published = 2026-10-05T12:00:00Z
authors = ["Kit Marlow"]
section = "News"
language = "en"
kind = "news"
date_in = "json-ld"
amp = true
dateline = "ORRIN (Norwire) — "
same_story = true
description = "Swept away."
body = "The river rose.\\n\\nThe siren slept.\\n\\nThe town woke."

[[articles]]
outlet = "daily-flare.example"
host = "www.daily-flare.example"
path = "/news/2/copy"
headline = "What the Ledger found"
published = 2026-10-05T13:00:00Z
section = "News"
language = "en"
kind = "news"
canonical = "https://www.ledger.example/2026/10/05/flood"
same_story = true
description = "Republished."
body = "Republished with thanks."

[[articles]]
outlet = "rundfunk-nordmark.example"
path = "/nachrichten/flut-104.html"
headline = "Hochwasser in Orrin"
published = 2026-10-05T10:00:00Z
section = "Ausland"
language = "de"
kind = "news"
date_in = "text"
same_story = true
description = "Vierzehn Vermisste."
body = "Der Fluss stieg."

[[articles]]
outlet = "rundfunk-nordmark.example"
path = "/nachrichten/flut-110.html"
headline = "Neun Vermisste in Orrin"
published = 2026-10-06T10:00:00Z
section = "Ausland"
language = "de"
kind = "news"
same_story = true
description = "Die Polizei korrigiert."
body = "Die Polizei korrigierte die Zahl."

[[articles]]
outlet = "rift-national.example"
path = "/news/world-204418"
headline = "Flood in English town"
published = 2026-10-05T08:40:00Z
section = "World"
language = "en"
kind = "live"
date_in = "feed"
same_story = true
description = "Fourteen are missing."
body = "Fourteen people are missing."

[[articles]]
outlet = "lecluse.example"
path = "/international/crue.html"
headline = "La crue d'Orrin"
published = 2026-10-05T14:00:00Z
section = "International"
language = "fr"
kind = "satire"
date_in = "text"
same_story = false
description = "La sirène dort."
body = "La sirène dormait."

[[articles]]
outlet = "town.example/orrin"
path = "/orrin/news/help"
headline = "Where to get help"
published = 2026-10-05T06:50:00Z
section = "News"
language = "en"
kind = "newsletter"
same_story = true
description = "Bedding and tea."
body = "The leisure centre is open."
"""


def write_newsroom(folder: Path) -> Path:
    """Put the files there, for a test that spoils one of them."""
    (folder / "stories").mkdir()
    (folder / "outlets.csv").write_text(OUTLETS, encoding="utf-8")
    (folder / "feeds.csv").write_text(FEEDS, encoding="utf-8")
    (folder / "stories" / "01-flood.toml").write_text(STORY, encoding="utf-8")
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_newsroom(tmp_path)


@pytest.fixture(scope="session")
def newsroom(tmp_path_factory: pytest.TempPathFactory) -> Newsroom:
    return load_newsroom(write_newsroom(tmp_path_factory.mktemp("newsroom")))


@pytest.fixture(scope="session")
def sites(newsroom: Newsroom) -> Sites:
    return Sites(newsroom)


@pytest.fixture(scope="session")
def by_headline(newsroom: Newsroom) -> dict[str, SampleArticle]:
    return {article.headline: article for article in newsroom.articles}


@pytest.fixture(scope="session")
def server(newsroom: Newsroom) -> Iterator[NewsroomServer]:
    with NewsroomServer(newsroom) as server:
        yield server


@pytest.fixture
def running(server: NewsroomServer) -> NewsroomServer:
    """The one server, at its latest time again."""
    server.as_of = None
    return server
