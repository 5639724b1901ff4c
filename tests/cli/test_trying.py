"""`source-context extension try`: a real browser, once round."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.cli import trying
from server.errors import InvalidConfiguration
from tests.conftest import run_command

HEADLESS = ("--headless=new", "--disable-gpu", "--virtual-time-budget=2000", "--dump-dom")


@pytest.mark.browser
def test_the_browser_opens_on_the_worked_example(sample_dir: Path) -> None:
    done = run_command("extension", "try", "--", *HEADLESS, data_dir=sample_dir)

    assert done.returncode == 0
    assert "Nine missing in Orrin" in done.stdout


def test_without_a_browser_it_says_what_to_do(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(InvalidConfiguration, match=r"by hand"):
        trying.find_browser()
