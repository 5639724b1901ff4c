"""`source-context extension try`: a browser with the extension in it, on the pages of the sample newsroom."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from server.cli.sample import WORKED_EXAMPLE, load_sample_once
from server.config import Settings, load_configuration
from server.errors import InvalidConfiguration
from server.packaging.tree import copy_extension, find_extension, write_files
from server.sample.server import serve_newsroom

# Google's own Chrome no longer loads an extension that is named on its command line.
BROWSERS = ("chromium", "chromium-browser", "brave-browser", "microsoft-edge", "vivaldi")
STOP_SECONDS = 15


def find_browser() -> str:
    """Return the path of a Chromium. :raises InvalidConfiguration: if there is none"""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        raise InvalidConfiguration(
            f"no browser of the Chromium family was found ({', '.join(BROWSERS)}); docs/extension.md says how to load"
            " the extension by hand"
        )
    return found


def run_browser(files: dict[str, str], arguments: Sequence[str]) -> int:
    """Open the worked example in a browser of its own profile, wait until it is closed, and return its exit code.

    :param files: what the extension's copy holds besides the extension, by path
    :raises InvalidConfiguration: if there is no browser, or the newsroom is not installed
    """
    settings = load_configuration().settings
    browser = find_browser()
    load_sample_once(settings)
    newsroom = Path(settings.tables_dir) / "sample"
    with TemporaryDirectory(prefix="source-context-") as name, serve_newsroom(newsroom) as pages, _server(settings):
        extension, profile = Path(name) / "extension", Path(name) / "profile"
        copy_extension(find_extension(), extension)
        write_files(extension, files)
        click.echo("Press the extension's button (the puzzle piece, then Source Context). Close the browser to end.")
        # The invented outlets exist for this browser only; nothing else of its network is changed.
        command = [
            browser,
            f"--user-data-dir={profile}",
            f"--disable-extensions-except={extension}",
            f"--load-extension={extension}",
            f"--host-resolver-rules=MAP *.example 127.0.0.1:{pages.port}",
            "--no-first-run",
            "--no-default-browser-check",
            *(["--no-sandbox"] if os.geteuid() == 0 else []),  # Chromium's sandbox refuses root
            *arguments,
            WORKED_EXAMPLE.replace("https:", "http:"),
        ]
        return subprocess.run(command, check=False).returncode  # noqa: S603 - a browser found on the path; no shell


@contextmanager
def _server(settings: Settings) -> Iterator[None]:
    """Serve the API while the browser is open; what serves there already will do, and is left running."""
    command = [sys.executable, "-m", "server.cli", "serve"]
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL)  # noqa: S603 - our own command
    try:
        yield
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
