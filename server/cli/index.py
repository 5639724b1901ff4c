"""`index`: what is done by hand to the candidate index, which otherwise looks after itself."""

from __future__ import annotations

from threading import Event

import click

from server.cli.opening import open_house
from server.cli.output import progress
from server.config import Settings
from server.jobs.embedding import fill_vectors
from server.jobs.grouping import rebuild_index
from server.services.embedding import EmbeddingService


@click.group()
def index() -> None:
    """The candidate index: derived from the store, and made anew from it."""


@index.command()
@click.option("--vectors", is_flag=True, help="Make all vectors anew, too, not only those that are missing.")
def rebuild(*, vectors: bool) -> None:
    """Make the candidate index anew from the store, while everything else goes on; stories stay as they are.

    Where an embedder is set, articles that have no vector get one.
    """
    with open_house() as (house, settings):
        with progress("indexing", house.store.count()) as advance:
            done = rebuild_index(house, data_path=settings.data_path, on_step=advance)
        click.echo(f"the candidate index is made anew: {done} changes read")
        if house.embedding:
            _rebuild_vectors(house.embedding, settings, anew=vectors)


def _rebuild_vectors(embedding: EmbeddingService, settings: Settings, *, anew: bool) -> None:
    if anew:
        embedding.forget()
    with progress("vectors", embedding.left()) as advance:
        fill_vectors(embedding, data_path=settings.data_path, is_waiting=True, stop=Event(), on_step=advance)
    if left := embedding.left():
        click.echo(f"{left} changes have not been seen to: the embeddings service does not do what is asked", err=True)
    click.echo(f"vectors: {embedding.check()}")
