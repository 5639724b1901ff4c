"""`index`: what is done by hand to the candidate index, which otherwise looks after itself."""

from __future__ import annotations

import click

from server.cli.opening import open_house
from server.cli.output import progress
from server.jobs.grouping import rebuild_index


@click.group()
def index() -> None:
    """The candidate index: derived from the store, and made anew from it."""


@index.command()
def rebuild() -> None:
    """Make the candidate index anew from the store, while everything else goes on; stories stay as they are."""
    with open_house() as (house, settings):
        with progress("indexing", house.store.count()) as advance:
            done = rebuild_index(house, data_path=settings.data_path, on_step=advance)
        click.echo(f"the candidate index is made anew: {done} changes read")
