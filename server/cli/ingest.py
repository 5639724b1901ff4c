"""`poll`, `add` and `migrate`: what brings articles in, and the store they go to."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path
from threading import Event

import click

from server.cli.opening import open_house
from server.cli.output import echo_json_line, progress
from server.config import Settings
from server.errors import FetchError, InvalidInput, UnreadableDocument
from server.jobs.grouping import group_all
from server.jobs.leader import POLLING, leadership
from server.jobs.parent import end_with, end_within
from server.jobs.polling import poll_due
from server.jobs.revisiting import revisit_due
from server.jobs.scheduler import Scheduler
from server.services.house import House
from server.services.ingest import PollReport
from server.wiring.machine import utc_now

LOOK_SECONDS = 0.2  # between two looks whether to stop
LEAVE_SECONDS = 10.0  # then, for parsers to be ended and files to be closed
STOP_SECONDS = 4.0  # for what is being done to be stored; the rest is done again next time
POLLED_ALREADY = "another process polls the feeds of this data folder already: nothing was polled here"


@click.command()
@click.option("--forever", is_flag=True, help="Keep polling, and grouping what comes in, until stopped.")
@click.option("--group-only", is_flag=True, help="Poll nothing: only index and group what is stored.")
@click.option("--parent", type=int, hidden=True, help="End when this process is no longer the parent.")
@click.option("--json", "as_json", is_flag=True, help="Print a report of each feed as a line of JSON.")
def poll(*, forever: bool, group_only: bool, parent: int | None, as_json: bool) -> None:
    """Read the feeds that are due, store what is new, and group it into stories."""
    if parent is not None:
        end_with(parent)
    with open_house() as (house, settings):
        stop = Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        if forever:
            poll_forever(house, settings, stop, polls=not group_only)
            return
        reports: list[PollReport] = []
        if not group_only:
            house.ingest.register(house.tables.feeds)
            with leadership(settings.data_path, POLLING, is_waiting=False) as leads:
                if leads:
                    reports = _poll_once(house, settings, stop)
                    revisit_due(house, data_path=settings.data_path, stop=stop)
                else:
                    click.echo(POLLED_ALREADY, err=True)
        grouped = group(house, settings, stop)
    _report(reports, grouped, as_json=as_json)


@click.command()
@click.argument("what", nargs=-1, required=True)
@click.option("--json", "as_json", is_flag=True, help="Print what became of each address as a line of JSON.")
@click.pass_context
def add(ctx: click.Context, what: tuple[str, ...], as_json: bool) -> None:  # noqa: FBT001
    """Read and store the articles at the given addresses; a FILE holds one address a line, - is standard input."""
    failed = 0
    with open_house() as (house, settings):
        urls = list(_addresses(what))
        with progress("reading", len(urls)) as advance:
            for url in urls:
                failed += _add_one(house, url, as_json=as_json)
                advance(1)
        group(house, settings, Event())
    if failed:
        click.echo(f"{failed} of {len(urls)} could not be stored", err=True)
        ctx.exit(4)


@click.command()
def migrate() -> None:
    """Bring the store's tables to this version. Opening the store does the same; this says so."""
    with open_house() as (house, settings):
        kind = settings.store_url.partition(":")[0]
        click.echo(f"the store ({kind}) is up to date; it holds {house.store.count()} articles")


def group(house: House, settings: Settings, stop: Event) -> int:
    """Index and group what is stored, with progress; waits for another process that does."""
    with progress("grouping") as advance:
        return group_all(house, data_path=settings.data_path, is_waiting=True, stop=stop, on_step=advance)


def echo_findings(reports: Iterable[PollReport]) -> None:
    """Name, on stderr, the feeds that failed and the entries that were skipped."""
    for report in reports:
        if report.error:
            click.echo(f"{report.feed}: {report.error}", err=True)
        for skipped in report.skipped:
            click.echo(f"{report.feed}: skipped {skipped}", err=True)


def poll_forever(house: House, settings: Settings, stop: Event, *, polls: bool) -> None:
    """Poll, if asked to, and group until `stop`; what has been read by then is stored."""
    scheduler = Scheduler(
        house,
        data_path=settings.data_path,
        poll_threads=settings.poll_threads if polls else 0,
        now=utc_now,
    )
    scheduler.start()
    wait_for(stop)
    scheduler.stop(within=STOP_SECONDS)
    end_within(LEAVE_SECONDS)


def wait_for(stop: Event) -> None:
    """Wait, looking up now and then.

    Python runs the handlers of signals in this thread only, and nothing wakes it if the system hands the signal to
    another one. `Event.wait` would not do even with a timeout: a handler that sets the event while this thread is about
    to wait for it finds its lock taken, for ever.
    """
    while not stop.is_set():
        time.sleep(LOOK_SECONDS)


def _poll_once(house: House, settings: Settings, stop: Event) -> list[PollReport]:
    reports: list[PollReport] = []
    with progress("feeds polled") as advance:

        def keep(report: PollReport) -> None:
            reports.append(report)
            advance(1)

        while poll_due(house, now=utc_now, threads=settings.poll_threads, stop=stop, on_report=keep):
            if stop.is_set():
                break
    return reports


def _report(reports: list[PollReport], grouped: int, *, as_json: bool) -> None:
    if as_json:
        for report in reports:
            echo_json_line(asdict(report))
        return
    echo_findings(reports)
    new, updated = sum(r.new for r in reports), sum(r.updated for r in reports)
    failed = sum(r.error is not None for r in reports)
    click.echo(
        f"{len(reports)} feeds polled, {failed} failed; {new} new articles, {updated} updated; {grouped} grouped"
    )


def _add_one(house: House, url: str, *, as_json: bool) -> int:
    """Add one address, say what became of it, and return 1 if it failed."""
    try:
        saved = house.ingest.add(url)
    except (FetchError, InvalidInput, UnreadableDocument) as error:
        _say({"url": url, "outcome": "failed", "why": str(error)}, as_json=as_json)
        return 1
    _say({"url": url, "outcome": saved.outcome, "id": saved.article_id}, as_json=as_json)
    return 0


def _say(result: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        echo_json_line(result)
    else:
        click.echo(f"{result['outcome']:9} {result['url']}" + (f": {result['why']}" if "why" in result else ""))


def _addresses(what: Iterable[str]) -> Iterable[str]:
    for item in what:
        if item == "-":
            yield from _lines(sys.stdin.read())
        elif "://" not in item:
            yield from _lines(_read(Path(item)))
        else:
            yield item


def _read(path: Path) -> str:
    if not path.is_file():
        raise InvalidInput(f"{path} is neither a web address, starting with https:// or http://, nor a file")
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{path.name} cannot be read as UTF-8 text with one address a line") from error


def _lines(text: str) -> Iterable[str]:
    return (line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#"))
