"""The `source-context` command."""
