"""`source-context doctor`: what is missing on this machine, and how to mend it."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import click

from server.cli.output import echo_json
from server.config import Configuration, Settings, load_configuration
from server.errors import SourceContextError
from server.services.house import House
from server.wiring.house import build_house
from server.wiring.machine import utc_now

# Never printed: they may hold a password.
SECRET = {"api_token", "database_url", "smtp_password", "writer_key", "embedder_key"}
MIN_FREE = 0.05
EARLIEST_YEAR = 2025  # a clock before this is wrong


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    is_good: bool
    detail: str
    mend: str = ""


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print settings and findings as JSON.")
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:  # noqa: FBT001 - click passes options by name
    """Say what is missing and how to mend it; exit code 1 if anything is."""
    configuration = load_configuration()
    findings = list(examine(configuration.settings))
    if as_json:
        echo_json({"settings": _settings(configuration), "findings": [asdict(finding) for finding in findings]})
    else:
        _print(configuration, findings)
    if not all(finding.is_good for finding in findings):
        ctx.exit(1)


def examine(settings: Settings) -> Iterator[Finding]:
    """Look at everything that a start needs."""
    yield _python()
    yield _clock()
    yield _data_folder(settings.data_path)
    if settings.data_path.is_dir():
        yield _disk(settings.data_path)
    yield from _house(settings)


def _python() -> Finding:
    shown = ".".join(map(str, sys.version_info[:3]))
    return Finding("Python", sys.version_info >= (3, 11), shown, "install Python 3.11 or newer")


def _clock() -> Finding:
    now = utc_now()
    return Finding("clock", now.year >= EARLIEST_YEAR, f"{now:%Y-%m-%d %H:%M} UTC", "set the machine's clock")


def _data_folder(path: Path) -> Finding:
    mend = "make it writable, or set SOURCE_CONTEXT_DATA_DIR to a folder that is"
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        return Finding("data folder", is_good=False, detail=f"{path}: {error.strerror}", mend=mend)
    return Finding("data folder", os.access(path, os.W_OK), str(path), mend)


def _disk(path: Path) -> Finding:
    usage = shutil.disk_usage(path)
    share = usage.free / usage.total
    return Finding(
        "disk", share >= MIN_FREE, f"{share:.0%} free ({usage.free / 1e9:.1f} GB)", "free some space: polling waits"
    )


def _house(settings: Settings) -> Iterator[Finding]:
    try:
        house = build_house(settings)
    except SourceContextError as error:
        yield Finding("store and tables", is_good=False, detail=str(error), mend="see the message; nothing was changed")
        return
    try:
        errors = house.tables.errors
        yield Finding(
            "tables",
            not errors,
            f"{len(house.tables.outlets)} outlets, {len(house.tables.feeds)} feeds, {len(errors)} rows skipped",
            "run `source-context outlets check` for the rows at fault",
        )
        yield _examined("store", lambda: f"{house.store.count()} articles")
        yield _examined("extraction process", lambda: _try_reader(house))
        if house.embedding:
            yield _examined("embeddings service", house.embedding.check)
        health = house.limits.limits()
        yield Finding(
            "feeds",
            health.feeds_failed == 0,
            f"{health.feeds_polled} polled, {health.feeds_failed} failed at their last poll",
            "`source-context poll` names those that fail; the others are not held up by them",
        )
    finally:
        house.close()


def _try_reader(house: House) -> str:
    house.ingest.check_reader()
    return "reads a page"


def _examined(what: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(what, is_good=True, detail=look())
    except SourceContextError as error:
        return Finding(what, is_good=False, detail=str(error), mend="see the message; nothing was changed")


def _settings(configuration: Configuration) -> dict[str, dict[str, str]]:
    return {
        name: {"value": _shown(configuration.settings, name), "origin": configuration.origins[name]}
        for name in configuration.settings.__struct_fields__
    }


def _shown(settings: Settings, name: str) -> str:
    value = getattr(settings, name)
    if name in SECRET and value:
        return "(set)"
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _print(configuration: Configuration, findings: list[Finding]) -> None:
    click.echo("settings")
    for name, row in _settings(configuration).items():
        click.echo(f"  {name:<21} {row['value'] or '–':<44} {row['origin']}")
    click.echo("findings")
    for finding in findings:
        click.echo(f"  {'good' if finding.is_good else 'MEND'}  {finding.what}: {finding.detail}")
        if not finding.is_good and finding.mend:
            click.echo(f"        → {finding.mend}")
