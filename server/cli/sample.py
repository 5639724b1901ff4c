"""`source-context sample`: load the sample newsroom through the real ingest, over HTTP on this machine."""

from __future__ import annotations

import shutil
from dataclasses import asdict
from pathlib import Path
from threading import Event

import click

from server.cli.ingest import echo_findings, group
from server.cli.output import echo_json_line, progress
from server.cli.summary import summarize_context
from server.config import Settings, load_configuration
from server.errors import InvalidConfiguration
from server.sample.content import load_newsroom
from server.sample.server import NewsroomServer
from server.services.house import House
from server.services.ingest import PollReport
from server.services.question import Question
from server.wiring.house import build_house
from server.wiring.machine import configure_logging, make_folder
from server.wiring.network import SampleSite

TABLE_FILES = ("outlets.csv", "raters.csv", "sources.csv", "feeds.csv")
# The article that is shown after loading: widely covered, with wire copies, an owner family and both sides.
WORKED_EXAMPLE = "https://www.harbour-ledger.example/2026/10/05/tessel-flood-orrin"


@click.command()
@click.option("--once", is_flag=True, help="Do nothing if it was loaded before.")
@click.option("--example", is_flag=True, help="Then show the context of one of its articles.")
@click.option("--json", "as_json", is_flag=True, help="Print a report of each feed as a line of JSON.")
def sample(once: bool, example: bool, as_json: bool) -> None:  # noqa: FBT001 - click passes options by name
    """Load the sample newsroom: invented outlets under *.example, read over HTTP from this machine."""
    settings = load_configuration().settings
    configure_logging(settings.log_level)
    if not (once and _mark(settings).exists()):
        _report(*load_sample(settings), as_json=as_json)
        _mark(settings).touch()  # only now: a load that was cut off is made again
    if example:
        _show_example(settings)


def load_sample_once(settings: Settings) -> None:
    """Load the newsroom unless that was done before. :raises InvalidConfiguration:"""
    if not _mark(settings).exists():
        load_sample(settings)
        _mark(settings).touch()


def load_sample(settings: Settings) -> tuple[list[PollReport], int]:
    """Serve the newsroom on a free port, poll its feeds, group what came; return the reports and the articles held.

    :raises InvalidConfiguration: if the newsroom is not installed or is damaged
    """
    folder = Path(settings.tables_dir) / "sample"
    if not folder.is_dir():
        raise InvalidConfiguration("the sample newsroom is missing: there is no folder `sample` in the tables' folder")
    with NewsroomServer(load_newsroom(folder)) as server:
        _install_tables(settings, folder)
        house = build_house(settings, sample=SampleSite(server.port))
        try:
            return _load(house, settings), house.store.count()
        finally:
            house.close()


def _load(house: House, settings: Settings) -> list[PollReport]:
    feeds = [feed for feed in house.tables.feeds if feed.outlet_key.partition("/")[0].endswith(".example")]
    reports = []
    with progress("loading the sample newsroom", len(feeds)) as advance:
        for feed in feeds:
            reports.append(house.ingest.poll_once(feed))
            advance(1)
    group(house, settings, Event())
    return reports


def _install_tables(settings: Settings, folder: Path) -> None:
    """Copy the newsroom's tables to the operator's own, where every later start finds them."""
    target = _installed(settings)
    make_folder(target)
    shutil.copytree(folder / "ratings", target / "ratings", dirs_exist_ok=True)
    for name in TABLE_FILES:
        shutil.copyfile(folder / name, target / name)


def _installed(settings: Settings) -> Path:
    return settings.data_path / "tables" / "sample"


def _mark(settings: Settings) -> Path:
    """Return the file that says that the newsroom was loaded, to its end."""
    return _installed(settings) / "loaded"


def _report(reports: list[PollReport], held: int, *, as_json: bool) -> None:
    if as_json:
        for report in reports:
            echo_json_line(asdict(report))
        return
    echo_findings(reports)
    click.echo(f"sample newsroom: {len(reports)} feeds read, {sum(r.new for r in reports)} new articles, {held} held")


def _show_example(settings: Settings) -> None:
    house = build_house(settings)
    try:
        answer = house.context.for_page(Question(url=WORKED_EXAMPLE), may_read=False)
    finally:
        house.close()
    click.echo(f"\n$ source-context context {WORKED_EXAMPLE}\n")
    click.echo(summarize_context(answer))
