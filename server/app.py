"""The wiring: the only module that knows every room.

`build_house` makes the use cases out of the store, the index, the tables and the fetcher; `create_app` puts HTTP in
front of them. Nothing happens at import.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from importlib.metadata import version

from flask import Flask

from server.api.gateway import Gateway
from server.api.hooks import add_hooks
from server.api.rate_limits import RateLimiter
from server.api.report_guard import build_sender
from server.api.routes import build_api
from server.articles.extraction import read_page
from server.citations.aliases import load_aliases
from server.citations.names import build_names
from server.config import Settings, load_configuration
from server.coverage.matching import Matcher
from server.coverage.probability import load_weights
from server.errors import InvalidConfiguration, StoreUnavailable
from server.fetching.children import ChildPool
from server.fetching.fetcher import GuardedFetcher
from server.fetching.guard import SampleRoute
from server.fetching.limits import FetchLimits
from server.fetching.mail import MailServer, send_mail
from server.fetching.politeness import Politeness
from server.fetching.reader import PageReaderInChild
from server.fetching.writer import HttpWriter
from server.jobs.parent import end_with
from server.jobs.tidying import tidy
from server.outlets.amendments import amend
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
from server.services.letters import Letter
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
from server.web.routes import build_web

ROOM_NEEDED = 0.05  # polling waits while less of the disk than this is free


def create_app(settings: Settings | None = None) -> Flask:
    """Return the WSGI application. Without settings they are read from file and environment.

    :raises InvalidConfiguration: if a setting or table is wrong
    """
    settings = settings or load_configuration().settings
    configure_logging(settings)
    house = build_house(settings)
    app = Flask("server", static_folder="web/static", static_url_path="/static", template_folder="web/templates")
    limiter = RateLimiter(settings.effective_rate_limit) if settings.is_rate_limited else None
    send_report = build_sender(house.reports, _report_limiter(settings))
    web = build_web(house, send_report=send_report)
    add_hooks(app, limiter=limiter, trusted_proxies=settings.trusted_proxies, error_page=web.error_page)
    app.register_blueprint(
        build_api(house, api_token=settings.api_token, version=version("source-context"), send_report=send_report)
    )
    app.register_blueprint(web.blueprint)
    return app


def create_gateway() -> Gateway:
    """Return the application for one process of `source-context serve`; it ends with the process that started it."""
    settings = load_configuration().settings
    end_with(os.getppid())
    return Gateway(create_app(settings), threads=settings.threads)


@dataclass(frozen=True, slots=True)
class SampleSite:
    """Where the sample newsroom is being served."""

    port: int  # on 127.0.0.1


def build_house(settings: Settings, *, sample: SampleSite | None = None) -> House:
    """Return the use cases, wired.

    :param sample: reads the sample newsroom's reserved names there; only for `source-context sample` and tests
    :raises InvalidConfiguration: :raises StoreUnavailable:
    """
    settings.data_path.mkdir(parents=True, exist_ok=True)
    engine = open_engine(settings.store_url)
    migrate(engine)
    operator = SqlOperatorStore(engine)
    amendments = [action.decision.amends for action in operator.in_force() if action.decision.amends]
    tables = amend(load_tables(settings.table_folders), amendments)
    articles, stories = SqlArticleStore(engine), SqlStoryStore(engine)
    index = SqliteCandidateIndex(settings.index_path, store_id=articles.store_id())
    matcher = Matcher(index, load_weights())
    limits = LimitsService(articles)
    outlets = OutletService(tables, Resolver(tables), limits, lean_raters=settings.lean_raters)
    prepared = SqlPreparedStore(engine)
    readings = ReadingService(prepared, build_names(tables, load_aliases(settings.table_folders)))
    folding = FoldingService(articles, outlets, readings)
    comparing = ComparingService(prepared, outlets)
    compare = CompareService(articles, CoverageService(stories, index, matcher, articles=articles), folding, outlets)
    versions, revisions, revisits = SqlVersionStore(engine), SqlRevisionStore(engine), SqlRevisitStore(engine)
    recording = RecordingService(versions, revisions, articles, stories, now=utc_now)
    edits = EditService(articles, stories, revisions, revisits, folding=folding, outlets=outlets, limits=limits)
    story_service = StoryService(articles, stories, folding=folding, outlets=outlets, limits=limits, versions=versions)
    pool = ChildPool(preload=("server.articles.extraction", "server.fetching.feeds"))
    build_fetcher = _fetcher_builder(settings, pool, sample)
    has_lookups = settings.lookup_fetch_seconds > 0
    fetcher, reader = build_fetcher(FetchLimits()), PageReaderInChild(pool, read_page)
    ingest = IngestService(
        articles,
        fetcher,
        reader,
        lookup_fetcher=build_fetcher(FetchLimits(total=settings.lookup_fetch_seconds)) if has_lookups else None,
        outlets=outlets,
        now=utc_now,
        poll_every=timedelta(seconds=settings.poll_seconds),
        lookup_slots=settings.lookup_fetch_slots,
        has_room=_room_check(settings),
    )
    context = ContextService(
        articles,
        stories,
        outlets=outlets,
        compare=compare,
        comparing=comparing,
        story_service=story_service,
        limits=limits,
        corrections=edits,
        pages=ingest if has_lookups else None,
    )

    def close() -> None:
        pool.close()
        index.close()
        engine.dispose()

    return House(
        tables=tables,
        store=articles,
        articles=ArticleService(articles, stories, outlets=outlets, limits=limits),
        buckets=BucketService(articles, context=context, outlets=outlets, limits=limits),
        context=context,
        digests=DigestService(
            articles, stories, SqlDays(engine), folding=folding, outlets=outlets, limits=limits, now=utc_now
        ),
        edits=edits,
        exports=ExportService(story_service, now=utc_now),
        grouping=GroupingService(articles, stories, index, matcher, operator=operator),
        ingest=ingest,
        limits=limits,
        operating=OperatingService(stories, operator, outlets=outlets, now=utc_now),
        outlets=outlets,
        preparing=PreparingService(
            articles,
            stories,
            folding=folding,
            readings=readings,
            comparing=comparing,
            recording=recording,
            rewriting=_rewriting(settings),
        ),
        reports=ReportService(SqlReportStore(engine), ReportSubjects(articles, stories, outlets), now=utc_now),
        revisits=RevisitService(
            articles,
            revisits,
            fetcher,
            reader,
            outlets=outlets,
            now=utc_now,
            after_hours=settings.revisit_hours,
            has_room=_room_check(settings),
        ),
        stories=story_service,
        search=SearchService(
            index,
            articles,
            stories,
            names=build_name_index(tables.outlets.values()),
            outlets=outlets,
            limits=limits,
        ),
        story_list=StoryListService(stories, limits=limits),
        versions=VersionService(versions, stories, edits=edits, limits=limits),
        tidy=lambda: tidy(
            fetcher.prune,
            index.drop_before,
            prepared.prune,
            data_path=settings.data_path,
            now=utc_now(),
            days=settings.index_days,
        ),
        what_is_missing=_readiness(articles, lambda: is_current(engine), settings),
        close=close,
    )


def build_mailer(settings: Settings) -> Callable[[list[str], Letter], None]:
    """Return what sends a letter to addresses by the operator's mail server.

    :raises InvalidConfiguration: if none is set, or not as it has to be
    """
    server = MailServer(
        settings.smtp_host,
        settings.smtp_port,
        settings.smtp_security,
        settings.smtp_from,
        settings.smtp_user,
        settings.smtp_password,
    )

    def send(to: list[str], letter: Letter) -> None:
        send_mail(server, to, subject=letter.subject, text=letter.text, html=letter.html, date=utc_now())

    return send


def _rewriting(settings: Settings) -> RewritingService | None:
    if not settings.writer_url:
        return None
    if not settings.writer_model:
        raise InvalidConfiguration(
            "writer_url is set, but writer_model is not: name the model that is to be asked there"
        )
    writer = HttpWriter(
        settings.writer_url, model=settings.writer_model, key=settings.writer_key, seconds=settings.writer_seconds
    )
    return RewritingService(writer)


def utc_now() -> datetime:
    """Return now, as aware UTC time."""
    return datetime.now(UTC)


def configure_logging(settings: Settings) -> None:
    """Log to stderr, a line each, at the level of the settings."""
    logging.basicConfig(level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    # Each start looks whether there is something to migrate; only what it does is worth a line.
    logging.getLogger("alembic").setLevel(logging.WARNING)


def _report_limiter(settings: Settings) -> RateLimiter | None:
    """Return what counts reports: also where reading is not limited, for any page could have its readers send them."""
    return None if settings.report_limit == "off" else RateLimiter(settings.report_limit, setting="report_limit")


def _fetcher_builder(
    settings: Settings, pool: ChildPool, sample: SampleSite | None
) -> Callable[[FetchLimits], GuardedFetcher]:
    """Return what builds fetchers that differ in their limits only and take turns at a host together."""
    build = partial(
        GuardedFetcher,
        user_agent=f"SourceContext/{version('source-context')} (+{settings.contact_url})",
        pool=pool,
        cache_path=settings.http_cache_path,
        politeness=Politeness(),
        min_interval=settings.host_interval,
    )
    if sample:
        # A news sitemap is read for its last days; the sample is older than that, and is wanted whole.
        route = SampleRoute("example", "127.0.0.1", sample.port)
        build = partial(build, min_interval=0.0, route=route, sitemap_age=timedelta(days=3650))
    return lambda limits: build(limits=limits)


def _room_check(settings: Settings) -> Callable[[], bool]:
    def has_room() -> bool:
        usage = shutil.disk_usage(settings.data_path)
        return usage.free >= ROOM_NEEDED * usage.total

    return has_room


def _readiness(
    articles: SqlArticleStore, is_migrated: Callable[[], bool], settings: Settings
) -> Callable[[], list[str]]:
    def what_is_missing() -> list[str]:
        missing = []
        try:
            articles.count()
            if not is_migrated():
                missing.append("the store's tables are of another version: run `source-context migrate`")
        except StoreUnavailable as error:
            missing.append(str(error))
        if not settings.data_path.is_dir():
            missing.append("the data folder is gone: run `source-context doctor`")
        return missing

    return what_is_missing
