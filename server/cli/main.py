"""The command's frame: its options, its groups, and the exit code of everything that can go wrong.

Exit codes: 0 done · 1 a check found something · 2 wrong usage or input · 3 no such record · 4 the network or a page
failed · 5 the store failed · 6 a setting or table is wrong · 70 a fault of ours · 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import logging
import os
import sys

import click

from server import errors
from server.cli.context import context
from server.cli.correcting import correct
from server.cli.digest import digest
from server.cli.doctor import doctor
from server.cli.exports import export
from server.cli.extension import extension
from server.cli.index import index
from server.cli.ingest import add, migrate, poll
from server.cli.matching import matching
from server.cli.outlets import outlets
from server.cli.reports import reports
from server.cli.sample import sample
from server.cli.serving import run, serve
from server.cli.stories import stories
from server.config import PREFIX

EXIT_CODES: dict[type[errors.SourceContextError], int] = {
    errors.InvalidInput: 2,
    errors.NotFound: 3,
    errors.FetchError: 4,
    errors.UnreadableDocument: 4,
    errors.MailRefused: 4,
    errors.EmbedderFailed: 4,
    errors.StoreUnavailable: 5,
    errors.InvalidConfiguration: 6,
}
FAULT = 70  # EX_SOFTWARE of sysexits.h
INTERRUPTED = 130


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option("--data-dir", type=click.Path(file_okay=False), help="Where the store lives (SOURCE_CONTEXT_DATA_DIR).")
@click.version_option(package_name="source-context")
def cli(data_dir: str | None) -> None:
    """From the address of a news article to its context: who publishes it, who else reports it, how sure we are."""
    if data_dir:
        # In the environment, so that the processes that we start see the same.
        os.environ[f"{PREFIX}DATA_DIR"] = data_dir


for command in (
    serve,
    run,
    poll,
    add,
    context,
    stories,
    outlets,
    reports,
    sample,
    extension,
    index,
    matching,
    migrate,
    doctor,
    digest,
    export,
):
    cli.add_command(command)
outlets.add_command(correct)


def main() -> None:
    """Run the command; no traceback reaches its user."""
    try:
        # Without click's own error handling, what a command exits with comes back as a value.
        sys.exit(cli.main(standalone_mode=False))
    except click.Abort:
        click.echo("stopped", err=True)
        sys.exit(INTERRUPTED)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except errors.SourceContextError as error:
        click.echo(f"source-context: {error}", err=True)
        sys.exit(exit_code_of(error))
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has gone: nothing to say
        sys.exit(0)
    except Exception:  # the edge: the trace goes to the log, and only when asked for
        logging.getLogger(__name__).debug("unexpected error", exc_info=True)
        click.echo(
            "source-context: something went wrong on our side; nothing stored was lost. "
            "Run again with SOURCE_CONTEXT_LOG_LEVEL=debug to see more, or run `source-context doctor`.",
            err=True,
        )
        sys.exit(FAULT)


def exit_code_of(error: errors.SourceContextError) -> int:
    """Return the documented exit code of one of our errors."""
    return next((EXIT_CODES[kind] for kind in type(error).__mro__ if kind in EXIT_CODES), FAULT)
