"""Every way out of this machine that the use cases are given: the fetchers, the writer, the mail server.

Who may use them and when is theirs to decide; what is allowed through is decided in `server.fetching`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from importlib.metadata import version

from server.articles.extraction import read_page
from server.config import Settings
from server.errors import InvalidConfiguration
from server.fetching.children import ChildPool
from server.fetching.fetcher import GuardedFetcher
from server.fetching.guard import SampleRoute
from server.fetching.limits import FetchLimits
from server.fetching.mail import MailServer, send_mail
from server.fetching.politeness import Politeness
from server.fetching.reader import PageReaderInChild
from server.fetching.writer import HttpWriter
from server.services.letters import Letter
from server.wiring.machine import utc_now

SAMPLE_DAYS = timedelta(days=3650)  # a news sitemap is read for its last days; the sample is older, and wanted whole


@dataclass(frozen=True, slots=True)
class SampleSite:
    """Where the sample newsroom is being served."""

    port: int  # on 127.0.0.1


@dataclass(frozen=True, slots=True)
class Network:
    """Fetchers that take turns at a host together, and who reads what they bring."""

    fetcher: GuardedFetcher
    lookup_fetcher: GuardedFetcher | None  # None: no page is read while a reader waits
    reader: PageReaderInChild
    pool: ChildPool


def open_network(settings: Settings, sample: SampleSite | None) -> Network:
    """Return what reads pages and feeds, within the settings."""
    pool = ChildPool(preload=("server.articles.extraction", "server.fetching.feeds"))
    build = partial(
        GuardedFetcher,
        user_agent=f"SourceContext/{version('source-context')} (+{settings.contact_url})",
        pool=pool,
        cache_path=settings.http_cache_path,
        politeness=Politeness(),
        min_interval=settings.host_interval,
    )
    if sample:
        route = SampleRoute("example", "127.0.0.1", sample.port)
        build = partial(build, min_interval=0.0, route=route, sitemap_age=SAMPLE_DAYS)
    seconds = settings.lookup_fetch_seconds
    lookup_fetcher = build(limits=FetchLimits(total=seconds)) if seconds > 0 else None
    return Network(build(limits=FetchLimits()), lookup_fetcher, PageReaderInChild(pool, read_page), pool)


def build_writer(settings: Settings) -> HttpWriter | None:
    """Return the machine writer that the operator has set, if any. :raises InvalidConfiguration:"""
    if not settings.writer_url:
        return None
    if not settings.writer_model:
        raise InvalidConfiguration(
            "writer_url is set, but writer_model is not: name the model that is to be asked there"
        )
    return HttpWriter(
        settings.writer_url, model=settings.writer_model, key=settings.writer_key, seconds=settings.writer_seconds
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
