"""`matching`: what the operator may measure and set right of how articles are matched."""

from __future__ import annotations

from typing import BinaryIO

import click

from server.cli.opening import open_house
from server.cli.output import echo_json, echo_json_line
from server.coverage.platt import Trial
from server.services.calibrating import Outcome


@click.group()
def matching() -> None:
    """Matching: pairs to be judged, and a calibration for your own collection."""


@matching.command()
@click.option("--count", type=click.IntRange(1, 10_000), default=300, show_default=True, help="How many at the most.")
def pairs(*, count: int) -> None:
    """Print pairs of articles that are worth judging, a line of JSON each: write true or false after "same".

    As many unlikely ones as likely ones, in no order that says which are which.
    """
    with open_house() as (house, _):
        for proposal in house.calibrating.propose(count):
            echo_json_line(proposal)


@matching.command()
@click.argument("judged", type=click.File("rb"))
@click.option("--dry-run", is_flag=True, help="Only say how much better it would be.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON.")
@click.pass_context
def calibrate(ctx: click.Context, *, judged: BinaryIO, dry_run: bool, as_json: bool) -> None:
    """Fit the probabilities to JUDGED pairs, a line of JSON each (- is standard input), if that makes them truer.

    Whether it does is measured on pairs that are left out of fitting. Exit code 1: it does not; nothing was changed.
    """
    with open_house() as (house, _):
        outcome = house.calibrating.calibrate(judged)
        is_kept = outcome.is_better and not dry_run
        if is_kept:
            house.calibrating.keep(outcome)
    if as_json:
        echo_json({"outcome": outcome, "is_kept": is_kept})
    else:
        _say(outcome, is_kept=is_kept)
    if not outcome.is_better:
        ctx.exit(1)


def _say(outcome: Outcome, *, is_kept: bool) -> None:
    click.echo(
        f"{outcome.pairs} judged pairs; left alone: {outcome.not_judged} not judged, "
        f"{outcome.not_held} judged twice or of articles that are not held"
    )
    _say_trial("by words", outcome.words)
    _say_trial("with vectors", outcome.vectors)
    if is_kept:
        click.echo("kept: in force from the next start of each process on; to go back, delete calibration.json")
    elif not outcome.is_better:
        click.echo("nothing was changed: probabilities are as true as these judgements can tell", err=True)


def _say_trial(what: str, trial: Trial | None) -> None:
    if trial is None:
        click.echo(f"{what}: too few such pairs to say")
        return
    line, judged = trial.line, trial.judged
    click.echo(
        f"{what}: calibration error {judged.error_before:.3f} -> {judged.error_after:.3f}, "
        f"loss {judged.loss_before:.3f} -> {judged.loss_after:.3f} (± {judged.gain_doubt:.3f}) on pairs left out, "
        f"{judged.same} of {judged.pairs} the same story"
    )
    nearness = f" + {line.c:.3f} x (cosine - {line.centre:.3f})" if line.c else ""
    verdict = "better" if trial.is_better else "no better, or not surely, than it is"
    click.echo(f"  logit' = {line.a:.3f} x logit + {line.b:.3f}{nearness}: {verdict}")
