"""The use cases, wired: who is handed which store, which way to the network and which other use case.

Nothing is decided here. What a use case needs is said by its own signature; `House` lists those that the outer rooms
are given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from server.citations.aliases import load_aliases
from server.citations.names import build_names
from server.config import Settings
from server.jobs.tidying import tidy
from server.outlets.amendments import amend
from server.outlets.models import Tables
from server.outlets.names import build_name_index
from server.outlets.resolver import Resolver
from server.outlets.table import load_tables
from server.services.articles import ArticleService
from server.services.buckets import BucketService
from server.services.compare import CompareService
from server.services.comparing import ComparingService
from server.services.context import ContextService
from server.services.coverage import CoverageService
from server.services.digest import DigestService
from server.services.edits import EditService
from server.services.exports import ExportService
from server.services.folding import FoldingService
from server.services.grouping import GroupingService
from server.services.house import House
from server.services.ingest import IngestService
from server.services.limits import LimitsService
from server.services.operating import OperatingService
from server.services.outlets import OutletService
from server.services.preparing import PreparingService
from server.services.readings import ReadingService
from server.services.recording import RecordingService
from server.services.report_subjects import ReportSubjects
from server.services.reports import ReportService
from server.services.revisiting import RevisitService
from server.services.rewriting import RewritingService
from server.services.search import SearchService
from server.services.stories import StoryService
from server.services.story_list import StoryListService
from server.services.versions import VersionService
from server.wiring.machine import has_room, utc_now
from server.wiring.matching import Matching, build_calibrating, open_matching
from server.wiring.network import Network, SampleSite, build_writer, open_network
from server.wiring.stores import Stores, open_stores


@dataclass(frozen=True, slots=True)
class Workshop:
    """What most use cases share, and what it is made of."""

    tables: Tables
    matching: Matching
    limits: LimitsService
    outlets: OutletService
    readings: ReadingService
    folding: FoldingService
    comparing: ComparingService
    edits: EditService
    stories: StoryService


def build_house(settings: Settings, *, sample: SampleSite | None = None) -> House:
    """Return the use cases, wired.

    :param sample: reads the sample newsroom's reserved names there; only for `source-context sample` and tests
    :raises InvalidConfiguration: :raises StoreUnavailable:
    """
    stores = open_stores(settings)
    shop = _build_workshop(settings, stores)
    network = open_network(settings, sample)
    articles, stories, limits, outlets = stores.articles, stores.stories, shop.limits, shop.outlets
    ingest = _build_ingest(settings, stores, shop, network)
    context = _build_context(stores, shop, pages=ingest if network.lookup_fetcher else None)

    embedding = shop.matching.embedding.service if shop.matching.embedding else None

    def close() -> None:
        network.pool.close()
        if embedding:
            embedding.close()
        stores.close()

    return House(
        tables=shop.tables,
        store=articles,
        articles=ArticleService(articles, stories, outlets=outlets, limits=limits),
        buckets=BucketService(articles, context=context, outlets=outlets, limits=limits),
        calibrating=build_calibrating(settings, stores, shop.matching, outlets=outlets),
        context=context,
        digests=_build_digests(stores, shop),
        edits=shop.edits,
        embedding=embedding,
        exports=ExportService(shop.stories, now=utc_now),
        grouping=GroupingService(
            articles, stories, stores.index, shop.matching.deciding, operator=stores.operator, embedding=embedding
        ),
        ingest=ingest,
        limits=limits,
        operating=OperatingService(stories, stores.operator, outlets=outlets, now=utc_now),
        outlets=outlets,
        preparing=_build_preparing(settings, stores, shop),
        reports=ReportService(stores.reports, ReportSubjects(articles, stories, outlets), now=utc_now),
        revisits=_build_revisits(settings, stores, shop, network),
        stories=shop.stories,
        search=_build_search(stores, shop),
        story_list=StoryListService(stories, limits=limits),
        versions=VersionService(stores.versions, stories, edits=shop.edits, limits=limits),
        tidy=partial(_tidy, settings, stores, network, shop.matching),
        what_is_missing=stores.what_is_missing,
        close=close,
    )


def _build_workshop(settings: Settings, stores: Stores) -> Workshop:
    articles, stories = stores.articles, stores.stories
    amendments = [action.decision.amends for action in stores.operator.in_force() if action.decision.amends]
    tables = amend(load_tables(settings.table_folders), amendments)
    matching = open_matching(settings, stores)
    limits = LimitsService(articles, also=matching.notes)
    outlets = OutletService(tables, Resolver(tables), limits, lean_raters=settings.lean_raters)
    readings = ReadingService(stores.prepared, build_names(tables, load_aliases(settings.table_folders)))
    folding = FoldingService(articles, outlets, readings)
    return Workshop(
        tables,
        matching,
        limits,
        outlets,
        readings,
        folding,
        comparing=ComparingService(stores.prepared, outlets),
        edits=EditService(
            articles, stories, stores.revisions, stores.revisits, folding=folding, outlets=outlets, limits=limits
        ),
        stories=StoryService(
            articles, stories, folding=folding, outlets=outlets, limits=limits, versions=stores.versions
        ),
    )


def _build_context(stores: Stores, shop: Workshop, *, pages: IngestService | None) -> ContextService:
    articles, stories = stores.articles, stores.stories
    coverage = CoverageService(stories, stores.index, shop.matching.matcher, articles=articles)
    return ContextService(
        articles,
        stories,
        outlets=shop.outlets,
        compare=CompareService(articles, coverage, shop.folding, shop.outlets),
        comparing=shop.comparing,
        story_service=shop.stories,
        limits=shop.limits,
        corrections=shop.edits,
        pages=pages,
    )


def _build_ingest(settings: Settings, stores: Stores, shop: Workshop, network: Network) -> IngestService:
    return IngestService(
        stores.articles,
        network.fetcher,
        network.reader,
        lookup_fetcher=network.lookup_fetcher,
        outlets=shop.outlets,
        now=utc_now,
        poll_every=timedelta(seconds=settings.poll_seconds),
        lookup_slots=settings.lookup_fetch_slots,
        has_room=partial(has_room, settings.data_path),
    )


def _build_revisits(settings: Settings, stores: Stores, shop: Workshop, network: Network) -> RevisitService:
    return RevisitService(
        stores.articles,
        stores.revisits,
        network.fetcher,
        network.reader,
        outlets=shop.outlets,
        now=utc_now,
        after_hours=settings.revisit_hours,
        has_room=partial(has_room, settings.data_path),
    )


def _build_preparing(settings: Settings, stores: Stores, shop: Workshop) -> PreparingService:
    articles, stories = stores.articles, stores.stories
    writer = build_writer(settings)
    return PreparingService(
        articles,
        stories,
        folding=shop.folding,
        readings=shop.readings,
        comparing=shop.comparing,
        recording=RecordingService(stores.versions, stores.revisions, articles, stories, now=utc_now),
        rewriting=RewritingService(writer) if writer else None,
    )


def _build_digests(stores: Stores, shop: Workshop) -> DigestService:
    return DigestService(
        stores.articles,
        stores.stories,
        stores.days,
        folding=shop.folding,
        outlets=shop.outlets,
        limits=shop.limits,
        now=utc_now,
    )


def _build_search(stores: Stores, shop: Workshop) -> SearchService:
    return SearchService(
        stores.index,
        stores.articles,
        stores.stories,
        names=build_name_index(shop.tables.outlets.values()),
        outlets=shop.outlets,
        limits=shop.limits,
    )


def _tidy(settings: Settings, stores: Stores, network: Network, matching: Matching) -> None:
    tidy(
        network.fetcher.prune,
        partial(_drop_before, stores, matching),
        stores.prepared.prune,
        data_path=settings.data_path,
        now=utc_now(),
        days=settings.index_days,
    )


def _drop_before(stores: Stores, matching: Matching, minute: int) -> int:
    """Drop old articles from the index, and their vectors; return how many articles that were."""
    if matching.embedding:
        matching.embedding.vectors.drop_before(minute)
    return stores.index.drop_before(minute)
