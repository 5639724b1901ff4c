"""`source-context digest`: a day's stories to read, to pipe on, or to be sent by mail."""

from __future__ import annotations

from datetime import datetime

import click

from server.cli.opening import open_house
from server.cli.output import echo_json
from server.config import load_configuration
from server.services.letters import write_letter
from server.wiring.network import build_mailer


@click.command()
@click.option(
    "--date", "day", type=click.DateTime(["%Y-%m-%d"]), help="A day, UTC; else the newest with a few stories."
)
@click.option("--mail-to", "addresses", multiple=True, metavar="ADDR", help="Send it there; may be given again.")
@click.option("--text", "form", flag_value="text", default="text", help="Print plain text (as without any option).")
@click.option("--html", "form", flag_value="html", help="Print an HTML page.")
@click.option("--json", "form", flag_value="json", help="Print the digest as JSON.")
def digest(*, day: datetime | None, addresses: tuple[str, ...], form: str) -> None:
    """Show the stories of a day, to be read in five minutes, with the headlines of each side."""
    # Whoever wants a letter sent learns at once if nothing can be.
    send = build_mailer(load_configuration().settings) if addresses else None
    with open_house() as (house, settings):
        found = house.digests.of(day.date() if day else None)
        letter = write_letter(found, base=settings.public_url.rstrip("/"))
    if send:
        send(list(addresses), letter)
        click.echo(f"sent to {len(addresses)}: {letter.subject}", err=True)
    elif form == "json":
        echo_json(found)
    else:
        click.echo(letter.html if form == "html" else letter.text, nl=False)
