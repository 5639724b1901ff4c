"""`source-context outlets correct`: put a fact in the place of the tables', on record and reversible."""

from __future__ import annotations

from collections.abc import Callable

import click

from server.cli.opening import open_house
from server.cli.stories import AS_JSON, WHY, say_actions
from server.outlets.columns import FACT_COLUMNS

LATER = "it is in force from the next start of each process on"


def _fact_options(command: Callable[..., None]) -> Callable[..., None]:
    for field in reversed(FACT_COLUMNS):
        command = click.option(f"--{field.replace('_', '-')}", field, help=f"The {field.replace('_', ' ')}.")(command)
    return command


@click.command()
@click.argument("key")
@_fact_options
@click.option("--source", required=True, help="Where that can be checked: an http(s) address.")
@WHY
@AS_JSON
def correct(*, key: str, source: str, why: str, as_json: bool, **facts: str | None) -> None:
    """Correct facts of the outlet with this KEY; an empty value says that it is not known."""
    given = {field: value for field, value in facts.items() if value is not None}
    with open_house() as (house, _):
        done = house.operating.amend(key, given, source_url=source, why=why)
    say_actions(done, as_json=as_json)
    if not as_json:
        click.echo(LATER, err=True)
