"""`source-context export`: a story's coverage as a table or as citations."""

from __future__ import annotations

import sys

import click

from server.cli.opening import open_house
from server.services.exports import Format


@click.command()
@click.argument("story_id", metavar="STORY")
@click.option(
    "--format",
    "form",
    type=click.Choice([str(form) for form in Format]),
    default="csv",
    show_default=True,
    help="A table (csv, json) or citations (bibtex, csl).",
)
def export(*, story_id: str, form: str) -> None:
    """Write the coverage of the story with this id to standard output."""
    with open_house() as (house, settings):
        file = house.exports.write(story_id, Format(form), base=settings.public_url.rstrip("/"))
    sys.stdout.buffer.write(file.body)
