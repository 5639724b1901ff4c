"""`source-context reports`: the operator's side of the reports, with all that is stored of each."""

from __future__ import annotations

from textwrap import fill, indent

import click

from server.cli.opening import open_house
from server.cli.output import echo_json, echo_json_line
from server.reports.models import LABELS, Kind, Report, Status

STATUSES = click.Choice([str(status) for status in Status])
ANSWERS = click.Choice([str(status) for status in Status if status is not Status.OPEN])
KINDS = click.Choice([str(kind) for kind in Kind])
WIDTH = 96


@click.group()
def reports() -> None:
    """What readers say is wrong: read it, and answer."""


@reports.command("list")
@click.option("--status", type=STATUSES, help="Only those with this status.")
@click.option("--kind", type=KINDS, help="Only those about this kind of thing.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=50, show_default=True, help="How many at the most.")
@click.option("--json", "as_json", is_flag=True, help="Print each report as a line of JSON.")
def list_reports(*, status: str | None, kind: str | None, limit: int, as_json: bool) -> None:
    """List reports, newest day first."""
    with open_house() as (house, _):
        found = house.reports.newest(
            kind=Kind(kind) if kind else None, status=Status(status) if status else None, limit=limit
        )
    for report in found:
        if as_json:
            echo_json_line(report)
        else:
            click.echo(f"{report.id}  {report.created_on}  {report.status:<8}  {report.reason}: {_about(report)}")
    if not found and not as_json:
        click.echo("no reports", err=True)


@reports.command()
@click.argument("report_id", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print the whole record as JSON.")
def show(*, report_id: str, as_json: bool) -> None:
    """Show the report with this ID, also what is not public of it."""
    with open_house() as (house, _):
        report = house.reports.whole(report_id)
    _say(report, as_json=as_json)


@reports.command()
@click.argument("report_id", metavar="ID")
@click.option("--status", type=ANSWERS, required=True, help="accepted and done publish what the sender wrote.")
@click.option("--text", help="What to answer; public.")
@click.option("--erase", is_flag=True, help="Erase what the sender wrote: the comment, the address of a page.")
@click.option("--json", "as_json", is_flag=True, help="Print the whole record as JSON.")
def answer(*, report_id: str, status: str, text: str | None, erase: bool, as_json: bool) -> None:
    """Answer the report with this ID. Everyone can read the answer."""
    with open_house() as (house, _):
        report = house.reports.answer(report_id, status=Status(status), text=text, erases=erase)
    _say(report, as_json=as_json)


def _say(report: Report, *, as_json: bool) -> None:
    if as_json:
        echo_json(report)
        return
    click.echo(f"REPORT    {report.id}, {report.created_on}: {report.status}")
    click.echo(f"          {LABELS[report.reason]}")
    click.echo(f"          {_about(report)}")
    if report.comment:
        click.echo(indent(fill(report.comment, WIDTH - 10), " " * 10))
    if report.answered_on:
        click.echo(f"ANSWER    {report.answered_on}")
        click.echo(indent(fill(report.answer or "(no words)", WIDTH - 10), " " * 10))


def _about(report: Report) -> str:
    return f"{report.kind} {report.about or '(address erased)'}"
