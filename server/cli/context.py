"""`source-context context`: the whole answer for one article, readable or as JSON."""

from __future__ import annotations

from datetime import datetime
from typing import IO

import click

from server.cli.opening import open_house
from server.cli.output import echo_json
from server.cli.summary import summarize_context
from server.services.question import Question


@click.command()
@click.argument("url", required=False)
@click.option("--title", help="The headline, for a page that is not held.")
@click.option("--text-file", type=click.File(encoding="utf-8"), help="A file with the article's text; - for stdin.")
@click.option("--published-at", type=click.DateTime(["%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%d"]), help="When it was published.")
@click.option("--json", "as_json", is_flag=True, help="Print what the API would answer.")
@click.option("--offline", is_flag=True, help="Never read the page from the network.")
def context(
    *,
    url: str | None,
    title: str | None,
    text_file: IO[str] | None,
    published_at: datetime | None,
    as_json: bool,
    offline: bool,
) -> None:
    """Show who publishes the article at URL, who else reports its story, and how sure we are."""
    try:
        text = text_file.read() if text_file else None
    except UnicodeDecodeError as error:
        raise click.BadParameter("the file is not UTF-8 text", param_hint="--text-file") from error
    if not url and not title:
        raise click.UsageError("give the article's address, or at least its headline with --title")
    with open_house() as (house, _):
        answer = house.context.for_page(
            Question(url, title, text, published_at), is_authorised=not offline, may_read=not offline
        )
    if as_json:
        echo_json(answer)
    else:
        click.echo(summarize_context(answer))
