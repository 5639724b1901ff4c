"""kill -9 of the whole command while it loads the sample newsroom: running it again ends where nothing had happened."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from server.config import load_configuration
from server.errors import SourceContextError
from server.store.articles import SqlArticleStore
from server.store.backup import verify
from server.store.candidate_index import SqliteCandidateIndex
from server.store.engine import open_engine
from server.store.stories import SqlStoryStore
from tests.conftest import ROOT, run_command

# Each costs a start of the command; KILLS=36 takes some minutes.
KILLS = int(os.environ.get("KILLS", "5"))
SEED = 20261005
ARTICLES = 120  # of the sample newsroom
WAIT_SECONDS = 60.0

pytestmark = pytest.mark.faults


@dataclass(frozen=True)
class Loaded:
    """What a data folder holds, in terms that do not depend on when things came."""

    texts: dict[str, tuple[str, bool]]  # headline and whether there is a text, by address
    stories: frozenset[frozenset[str]]  # the addresses of each
    unprepared: int
    is_whole: bool
    indexed: tuple[int, int]  # how many articles, up to which change
    last_change: int


def look_at(data_dir: Path) -> Loaded:
    settings = load_configuration({"SOURCE_CONTEXT_DATA_DIR": str(data_dir)}).settings
    engine = open_engine(settings.store_url)
    store, stories = SqlArticleStore(engine), SqlStoryStore(engine)
    index = SqliteCandidateIndex(settings.index_path, store_id=store.store_id())
    held = [stored.article for _, stored in store.changes_after(0, limit=10_000)]
    url_of = {article.id: article.canonical_url for article in held}
    members: dict[str, set[str]] = {}
    for article_id, story_id in stories.story_of(list(url_of)).items():
        members.setdefault(story_id, set()).add(url_of[article_id])
    loaded = Loaded(
        {article.canonical_url: (article.title, article.has_text) for article in held},
        frozenset(frozenset(urls) for urls in members.values()),
        len(stories.to_prepare(limit=1000)),
        verify(engine).is_whole,
        (len(index), index.position()),
        store.last_change(),
    )
    assert len(held) == len(url_of) == store.count() == len(loaded.texts)
    index.close()
    engine.dispose()
    return loaded


def load_until_killed(data_dir: Path, *, at: float) -> bool:
    """Start loading, kill everything of it when it has got so far; return whether it was still at it."""
    env = {**os.environ, "SOURCE_CONTEXT_DATA_DIR": str(data_dir), "SOURCE_CONTEXT_LOG_LEVEL": "error"}
    command = [sys.executable, "-m", "server.cli", "sample"]
    loading = subprocess.Popen(command, env=env, cwd=ROOT, stdout=subprocess.DEVNULL, process_group=0)
    deadline = time.monotonic() + WAIT_SECONDS
    while progress_of(data_dir) < at and loading.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    was_loading = loading.poll() is None
    if was_loading:
        os.killpg(loading.pid, signal.SIGKILL)
    assert loading.wait() == (-signal.SIGKILL if was_loading else 0)
    return was_loading


def progress_of(data_dir: Path) -> int:
    """Return how many articles are stored, and again how many of them are grouped; -1 before there is a store."""
    file = data_dir / "source-context.db"
    if not file.exists():
        return -1
    engine = open_engine(f"sqlite:///{file}")
    try:
        return SqlArticleStore(engine).count() + SqlStoryStore(engine).grouped_position()
    except SourceContextError:  # its tables are being made
        return -1
    finally:
        engine.dispose()


def test_loading_again_after_any_kill_ends_the_same(sample_dir: Path, tmp_path: Path) -> None:
    rng = random.Random(SEED)
    moments = sorted(rng.uniform(-1, 2 * ARTICLES) for _ in range(KILLS))

    killed = [load_until_killed(tmp_path, at=moment) for moment in moments]
    done = run_command("sample", data_dir=tmp_path)

    assert done.returncode == 0, done.stderr
    loaded = look_at(tmp_path)
    assert any(killed)
    assert loaded.is_whole
    assert loaded.unprepared == 0
    assert loaded.indexed == (len(loaded.texts), loaded.last_change)
    undisturbed = look_at(shutil.copytree(sample_dir, tmp_path / "undisturbed"))
    assert loaded.texts.keys() == undisturbed.texts.keys()
    # On a starved machine a page may take longer to read than is allowed and leave its headline only, in either load:
    # then the stories may differ, and nothing was lost. Otherwise they must be the same.
    assert loaded.texts != undisturbed.texts or loaded.stories == undisturbed.stories
