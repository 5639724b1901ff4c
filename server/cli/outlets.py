"""`source-context outlets`: look up records, resolve addresses, check the tables."""

from __future__ import annotations

from pathlib import Path

import click

from server.cli.opening import open_house
from server.cli.output import echo_json
from server.cli.summary import DIMENSIONS
from server.config import load_configuration
from server.outlets.checks import check_tables
from server.services.answer_parts import MatchedByAnswer, OutletAnswer


@click.group()
def outlets() -> None:
    """Records of outlets, and how addresses are matched to them."""


@outlets.command()
@click.argument("key")
@click.option("--json", "as_json", is_flag=True, help="Print what the API would answer.")
def show(key: str, as_json: bool) -> None:  # noqa: FBT001 - click passes options by name
    """Show the record of the outlet with this KEY, each fact with its source."""
    with open_house() as (house, _):
        page = house.articles.outlet_page(key)
    if as_json:
        echo_json(page)
    else:
        _show(page.outlet)


@outlets.command()
@click.argument("url")
@click.option("--json", "as_json", is_flag=True, help="Print what the API would answer.")
def resolve(url: str, as_json: bool) -> None:  # noqa: FBT001 - click passes options by name
    """Say who publishes at URL, by which rule we know, and which keys were refused."""
    with open_house() as (house, _):
        answer = house.outlets.answer_resolution(url)
    if as_json:
        echo_json(answer)
        return
    _show_match(answer.matched_by)
    if answer.outlet:
        _show(answer.outlet)


@outlets.command()
@click.argument("folder", required=False, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON.")
@click.pass_context
def check(ctx: click.Context, folder: Path | None, as_json: bool) -> None:  # noqa: FBT001
    """Check the tables in use, or those in FOLDER on top of the shipped ones; exit code 1 if any row is wrong."""
    settings = load_configuration().settings
    folders = (Path(settings.tables_dir), folder) if folder else settings.table_folders
    findings = check_tables(folders)
    if as_json:
        echo_json([{"table": f.table, "line": f.line, "why": f.why} for f in findings])
    else:
        for finding in findings:
            click.echo(f"{finding.table}:{finding.line}: {finding.why}")
        click.echo(f"{len(findings)} findings" if findings else "the tables are in order", err=True)
    if findings:
        ctx.exit(1)


def _show(outlet: OutletAnswer) -> None:
    click.echo(f"{outlet.name or '(no name)'}  [{outlet.key}]")
    for fact in outlet.facts:
        dated = f", {fact.as_of}" if fact.as_of else ""
        click.echo(f"  {fact.field:<13} {fact.value}  ({fact.source}{dated})")
    for rating in outlet.ratings:
        dated = f", {rating.as_of}" if rating.as_of else ""
        click.echo(
            f"  {DIMENSIONS.get(rating.dimension, rating.dimension):<13} {rating.label}  ({rating.rater_name}{dated})"
        )
    if not outlet.ratings:
        click.echo("  not rated by any rater in the tables")


def _show_match(matched: MatchedByAnswer) -> None:
    via = f", via {matched.via}" if matched.via else ""
    click.echo(f"matched by: {matched.rule}{f' ({matched.key})' if matched.key else ''}{via}")
    for refusal in matched.refused:
        click.echo(f"  refused {refusal.key}: {refusal.why}")
