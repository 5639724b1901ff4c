"""The `source-context` command."""

from server.cli.main import main

__all__ = ["main"]
