"""`source-context extension`: the browser extension's tables, and its archives for the stores. Needs a checkout."""

from __future__ import annotations

import gzip
from pathlib import Path

import click

from server.cli.trying import run_browser
from server.config import Settings
from server.errors import InvalidConfiguration
from server.packaging.archives import write_archives
from server.packaging.tree import copy_extension, find_extension, stale_files, write_files, written_files
from server.wiring.machine import utc_now

KILOBYTE = 1000


@click.group()
def extension() -> None:
    """Tables and packages of the browser extension, in a checkout of Source Context."""


@extension.command()
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 if a table is out of date.")
@click.option(
    "--with-sample",
    "target",
    type=click.Path(path_type=Path),
    help="Write nothing here; make a copy of the extension in a new folder that knows the sample newsroom too.",
)
@click.pass_context
def tables(ctx: click.Context, check: bool, target: Path | None) -> None:  # noqa: FBT001 - click passes options by name
    """Write the tables that the extension shares with the server into its folder."""
    folder = find_extension()
    if target:
        copy_extension(folder, target)
        folder = target
    files = _files(folder, with_sample=bool(target))
    if check:
        stale = stale_files(folder, files)
        for path in stale:
            click.echo(f"extension/{path} is out of date: run `source-context extension tables`")
        ctx.exit(1 if stale else 0)
    for path in write_files(folder, files):
        click.echo(f"wrote {path} ({_size(files[path])})")


@extension.command()
@click.option(
    "--out", default="dist", show_default=True, type=click.Path(file_okay=False, path_type=Path), help="Where to."
)
def package(out: Path) -> None:
    """Write an archive for each browser's store: the same bytes whenever the same files are packed."""
    folder = find_extension()
    stale = stale_files(folder, _files(folder))
    if stale:
        raise InvalidConfiguration(f"extension/{stale[0]} is out of date: run `source-context extension tables` first")
    for path in write_archives(folder, out):
        click.echo(f"wrote {path} ({path.stat().st_size / KILOBYTE:.0f} kB)")


@extension.command("try", context_settings={"ignore_unknown_options": True})
@click.argument("browser_arguments", nargs=-1, type=click.UNPROCESSED)
@click.pass_context
def try_it(ctx: click.Context, browser_arguments: tuple[str, ...]) -> None:
    """Open the sample newsroom in a Chromium of its own with the extension in it, and our server beside it.

    BROWSER_ARGUMENTS are handed on to the browser.
    """
    files = _files(find_extension(), with_sample=True)
    ctx.exit(run_browser(files, browser_arguments))


def _files(folder: Path, *, with_sample: bool = False) -> dict[str, str]:
    """Return what the written files have to hold, from the tables of this checkout and the default settings."""
    data = find_extension().parent / "data"
    layers = [data, data / "sample"] if with_sample else [data]
    return written_files(folder, layers, lean_raters=Settings().lean_raters, today=utc_now().date())


def _size(text: str) -> str:
    content = text.encode()
    return f"{len(content) / KILOBYTE:.0f} kB, {len(gzip.compress(content)) / KILOBYTE:.0f} kB compressed"
