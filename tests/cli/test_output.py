"""Progress and output of the command."""

from __future__ import annotations

import pytest

from server.cli.output import echo_json_line, progress


def test_it_is_quiet_when_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with progress("working", 3) as advance:
        advance(3)

    assert capsys.readouterr() == ("", "")


def test_it_prints_a_line_for_a_script(capsys: pytest.CaptureFixture[str]) -> None:
    echo_json_line({"a": "b\nc"})

    assert capsys.readouterr().out == '{"a":"b\\nc"}\n'
