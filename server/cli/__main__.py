"""`python -m server.cli`: the command, for processes that we start ourselves."""

from server.cli.main import main

main()
