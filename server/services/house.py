"""The use cases that the outer rooms (`api`, `web`, `cli`, `jobs`) are given, wired by `server.app`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from server.outlets.models import Tables
from server.services.articles import ArticleService
from server.services.buckets import BucketService
from server.services.context import ContextService
from server.services.grouping import GroupingService
from server.services.ingest import IngestService
from server.services.limits import LimitsService
from server.services.outlets import OutletService
from server.services.ports import ArticleStore
from server.services.reports import ReportService
from server.services.stories import StoryService


@dataclass(frozen=True, slots=True)
class House:
    """One of each."""

    tables: Tables
    store: ArticleStore
    articles: ArticleService
    buckets: BucketService
    context: ContextService
    grouping: GroupingService
    ingest: IngestService
    limits: LimitsService
    outlets: OutletService
    reports: ReportService
    stories: StoryService
    tidy: Callable[[], None]  # deletes from disk what has outlived its use
    what_is_missing: Callable[[], list[str]]  # reasons why we cannot serve just now; empty when ready
    close: Callable[[], None]
