"""Everything that is kept on disk, opened together and closed together."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from server.config import Settings
from server.errors import StoreUnavailable
from server.store.articles import SqlArticleStore
from server.store.candidate_index import SqliteCandidateIndex
from server.store.days import SqlDays
from server.store.engine import open_engine
from server.store.migrating import is_current, migrate
from server.store.operating import SqlOperatorStore
from server.store.prepared import SqlPreparedStore
from server.store.reports import SqlReportStore
from server.store.revisions import SqlRevisionStore
from server.store.revisits import SqlRevisitStore
from server.store.stories import SqlStoryStore
from server.store.versions import SqlVersionStore
from server.wiring.machine import make_folder


@dataclass(frozen=True, slots=True)
class Stores:
    """One of each, over one database; the index is a file of its own, made from the articles."""

    folder: Path
    is_migrated: Callable[[], bool]
    dispose: Callable[[], None]
    articles: SqlArticleStore
    stories: SqlStoryStore
    index: SqliteCandidateIndex
    prepared: SqlPreparedStore
    versions: SqlVersionStore
    revisions: SqlRevisionStore
    revisits: SqlRevisitStore
    days: SqlDays
    operator: SqlOperatorStore
    reports: SqlReportStore

    def what_is_missing(self) -> list[str]:
        """Return the reasons why we cannot serve just now; none when ready."""
        missing = []
        try:
            self.articles.count()
            if not self.is_migrated():
                missing.append("the store's tables are of another version: run `source-context migrate`")
        except StoreUnavailable as error:
            missing.append(str(error))
        if not self.folder.is_dir():
            missing.append("the data folder is gone: run `source-context doctor`")
        return missing

    def close(self) -> None:
        """Let go of the files."""
        self.index.close()
        self.dispose()


def open_stores(settings: Settings) -> Stores:
    """Return the stores of this data folder, made or brought to this version where needed.

    :raises InvalidConfiguration: :raises StoreUnavailable:
    """
    make_folder(settings.data_path)
    engine = open_engine(settings.store_url)
    migrate(engine)
    articles = SqlArticleStore(engine)
    return Stores(
        settings.data_path,
        is_migrated=partial(is_current, engine),
        dispose=engine.dispose,
        articles=articles,
        stories=SqlStoryStore(engine),
        index=SqliteCandidateIndex(settings.index_path, store_id=articles.store_id()),
        prepared=SqlPreparedStore(engine),
        versions=SqlVersionStore(engine),
        revisions=SqlRevisionStore(engine),
        revisits=SqlRevisitStore(engine),
        days=SqlDays(engine),
        operator=SqlOperatorStore(engine),
        reports=SqlReportStore(engine),
    )
