"""The use cases that the outer rooms (`api`, `web`, `cli`, `jobs`) are given, wired by `server.wiring`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from server.outlets.models import Tables
from server.services.articles import ArticleService
from server.services.buckets import BucketService
from server.services.calibrating import CalibratingService
from server.services.context import ContextService
from server.services.digest import DigestService
from server.services.edits import EditService
from server.services.embedding import EmbeddingService
from server.services.exports import ExportService
from server.services.grouping import GroupingService
from server.services.ingest import IngestService
from server.services.limits import LimitsService
from server.services.operating import OperatingService
from server.services.outlets import OutletService
from server.services.ports import ArticleStore
from server.services.preparing import PreparingService
from server.services.reports import ReportService
from server.services.revisiting import RevisitService
from server.services.search import SearchService
from server.services.stories import StoryService
from server.services.story_list import StoryListService
from server.services.versions import VersionService


@dataclass(frozen=True, slots=True)
class House:
    """One of each."""

    tables: Tables
    store: ArticleStore
    articles: ArticleService
    buckets: BucketService
    calibrating: CalibratingService
    context: ContextService
    digests: DigestService
    edits: EditService
    embedding: EmbeddingService | None  # None: the operator has set no embedder
    exports: ExportService
    grouping: GroupingService
    ingest: IngestService
    limits: LimitsService
    operating: OperatingService
    outlets: OutletService
    preparing: PreparingService
    reports: ReportService
    revisits: RevisitService
    search: SearchService
    stories: StoryService
    story_list: StoryListService
    versions: VersionService
    tidy: Callable[[], None]  # deletes from disk what has outlived its use
    what_is_missing: Callable[[], list[str]]  # reasons why we cannot serve just now; empty when ready
    close: Callable[[], None]
