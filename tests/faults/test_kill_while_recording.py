"""A process that is killed at any step of showing another version loses none and leaves no two."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
import sqlalchemy as sa

from server.store.backup import verify
from tests.services.newsroom import Past, make_article
from tests.store.examples import in_child

TEXT = "The river burst its banks early on Monday, leaving 14 people missing, police said."
LEDGER = make_article("ledger", "River bursts banks in Orrin", TEXT)
EDITED = replace(LEDGER, title="River bursts banks in Orrin, nine missing", body=TEXT.replace("14", "nine"))

pytestmark = pytest.mark.faults


def show_until(folder: Path, step: int) -> None:
    """Show the edited text, and be killed just before the given statement that writes."""
    past, numbers = Past(folder), count(1)

    @sa.event.listens_for(past.engine, "before_cursor_execute")
    def _count(_connection, _cursor, statement, *_rest) -> None:  # type: ignore[no-untyped-def]  # SQLAlchemy's own
        if not statement.lstrip().startswith(("SELECT", "PRAGMA", "BEGIN")) and next(numbers) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    past.show("flood", EDITED)


def test_it_finds_its_version_again_wherever_it_was_killed(tmp_path: Path) -> None:
    past = Past(tmp_path)
    past.open("flood", LEDGER)
    past.show("flood", LEDGER)
    past.articles.save([EDITED], now=past.now)
    past.close()
    for step in count(1):
        status = os.waitpid(in_child(lambda step=step: show_until(tmp_path, step)), 0)[1]
        if status == 0:
            break

        again = Past(tmp_path)
        assert [version.number for version in again.versions.page("flood", limit=9)] in ([1], [2, 1])
        assert verify(again.engine).is_whole
        again.close()

    past = Past(tmp_path)
    assert step > 2  # the version, the story that waits no longer, the summary
    assert [version.number for version in past.versions.page("flood", limit=9)] == [2, 1]
    assert past.stories.get("flood").summary == past.versions.get("flood", 2).summary
    past.close()
