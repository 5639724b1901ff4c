"""`source-context stories`: what the operator may do to stories, each action on record and reversible."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict

import click

from server.cli.opening import open_house
from server.cli.output import echo_json, echo_json_line
from server.jobs.leader import GROUPING, leadership
from server.services.house import House
from server.services.story_answers import StoryAnswer
from server.stories.actions import Action

WHY = click.option("--why", required=True, help="The reason; it is kept, and `stories actions` shows it.")
AS_JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
ID = "STORY"


@click.group()
def stories() -> None:
    """Stories: look at them, join and part them, take it back."""


@stories.command("list")
@click.option("--min-outlets", type=click.IntRange(1, 1000), default=1, show_default=True, help="Reported by so many.")
@click.option("--limit", type=click.IntRange(1, 100), default=20, show_default=True, help="How many at the most.")
@AS_JSON
def list_stories(*, min_outlets: int, limit: int, as_json: bool) -> None:
    """List stories, the newest first."""
    with open_house() as (house, _):
        found = house.stories.page(since=None, min_outlets=min_outlets, cursor=None, limit=limit)
    for story in found.stories:
        if as_json:
            echo_json_line(story)
        else:
            counts = f"{story.counts.articles} articles, {story.counts.origins} origins"
            click.echo(f"{story.id}  {counts:<24}  {story.headline.text}")
    if not found.stories and not as_json:
        click.echo("no stories", err=True)


@stories.command()
@click.argument("story_id", metavar=ID)
@AS_JSON
def show(*, story_id: str, as_json: bool) -> None:
    """Show a story with its articles and what has happened to it."""
    with open_house() as (house, _):
        story = house.stories.get(story_id)
    if as_json:
        echo_json(story)
    else:
        _show(story)


@stories.command()
@click.argument("into", metavar="INTO")
@click.argument("others", metavar=f"{ID}…", nargs=-1, required=True)
@WHY
@AS_JSON
def merge(*, into: str, others: tuple[str, ...], why: str, as_json: bool) -> None:
    """Make stories part of the story INTO; their ids lead to it from then on."""
    with _deciding() as house:
        done = house.operating.merge(into, others, why=why)
    say_actions(done, as_json=as_json)


@stories.command()
@click.argument("story_id", metavar=ID)
@click.argument("article_ids", metavar="ARTICLE…", nargs=-1, required=True)
@WHY
@AS_JSON
def split(*, story_id: str, article_ids: tuple[str, ...], why: str, as_json: bool) -> None:
    """Take ARTICLEs out of a story, into one of their own."""
    with _deciding() as house:
        done = house.operating.split(story_id, article_ids, why=why)
    say_actions([done], as_json=as_json)


@stories.command()
@click.argument("article_id", metavar="ARTICLE")
@click.argument("story_id", metavar="TO")
@WHY
@AS_JSON
def move(*, article_id: str, story_id: str, why: str, as_json: bool) -> None:
    """Take an ARTICLE from its story to the story TO."""
    with _deciding() as house:
        done = house.operating.move(article_id, story_id, why=why)
    say_actions([done], as_json=as_json)


@stories.command()
@click.argument("number", metavar="ACTION", type=click.IntRange(1))
@WHY
@AS_JSON
def undo(*, number: int, why: str, as_json: bool) -> None:
    """Take back the ACTION with this number, also one on an outlet; the undo is an action itself."""
    with _deciding() as house:
        done = house.operating.undo(number, why=why)
    say_actions([done], as_json=as_json)


@stories.command()
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="How many at the most.")
@AS_JSON
def actions(*, limit: int, as_json: bool) -> None:
    """List what the operator has done, the newest first."""
    with open_house() as (house, _):
        found = house.operating.newest(limit=limit)
    say_actions(found, as_json=as_json)
    if not found and not as_json:
        click.echo("no actions", err=True)


def say_actions(done: list[Action], *, as_json: bool) -> None:
    """Print actions: what was done, by whom and why, and what went where."""
    for action in done:
        if as_json:
            echo_json_line({"n": action.n, "at": action.at, **asdict(action.decision)})
            continue
        decision = action.decision
        taken_back = f" {decision.undoes}" if decision.undoes else ""
        click.echo(f"action {action.n}  {action.at:%Y-%m-%d %H:%M}  {decision.kind}{taken_back}: {decision.why}")
        for moved in decision.moved:
            click.echo(f"  {moved.article_id}  {moved.from_story} -> {moved.to_story}")
        if decision.amends and not decision.undoes:
            fact = decision.amends
            click.echo(f"  {fact.outlet_key}  {fact.field}: {fact.before or '-'} -> {fact.value or '-'}")


@contextmanager
def _deciding() -> Iterator[House]:
    """Yield the house while nobody else groups; what was touched is shown as it is now when this ends."""
    with open_house() as (house, settings), leadership(settings.data_path, GROUPING, is_waiting=True):
        yield house
        house.preparing.prepare()


def _show(story: StoryAnswer) -> None:
    click.echo(f"STORY     {story.id}")
    click.echo(f"          {story.headline.text}")
    click.echo(f"          {story.counts.articles} articles, {story.counts.origins} independent origins")
    for match in story.articles:
        outlet = match.outlet.name or match.outlet.key if match.outlet else "outlet not known"
        click.echo(f"  {match.article.id}  {outlet}: {match.article.title or match.article.url}")
    for op in story.history:
        what = " ".join(part for part in (op.kind, op.article_id, op.from_story and f"from {op.from_story}") if part)
        click.echo(f"  {op.at:%Y-%m-%d %H:%M}  {what}  ({op.model})")
