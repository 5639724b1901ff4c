"""Settings: later origins win, and what is wrong is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from server.config import Settings, load_configuration
from server.errors import InvalidConfiguration

ROOT = Path(__file__).parents[1]


def test_it_takes_the_environment_over_the_file_and_options_over_both(tmp_path: Path) -> None:
    (tmp_path / "source-context.toml").write_text('port = 8001\nhost = "0.0.0.0"\nlog_level = "debug"\n')
    env = {"SOURCE_CONTEXT_DATA_DIR": str(tmp_path), "SOURCE_CONTEXT_PORT": "8002", "SOURCE_CONTEXT_HOST": "::1"}

    found = load_configuration(env, port=8003)

    assert (found.settings.port, found.settings.host, found.settings.log_level) == (8003, "::1", "debug")
    assert found.origins["port"] == "command line"
    assert found.origins["host"] == "environment"
    assert found.origins["log_level"] == "source-context.toml"
    assert found.origins["workers"] == "default"


@pytest.mark.parametrize(
    ("env", "told"),
    [
        ({"SOURCE_CONTEXT_PROT": "1"}, "unknown setting 'prot'"),
        ({"SOURCE_CONTEXT_PORT": "many"}, "port"),
        ({"SOURCE_CONTEXT_PORT": "70000"}, "from 0 to 65535"),
        ({"SOURCE_CONTEXT_WORKERS": "0"}, "from 1 to 64"),
        ({"SOURCE_CONTEXT_LOG_LEVEL": "loud"}, "debug, info, warning or error"),
        ({"SOURCE_CONTEXT_CONFIG": "/nonexistent/file.toml"}, "cannot read the settings file /nonexistent/file.toml"),
    ],
)
def test_it_names_what_is_wrong(env: dict[str, str], told: str, tmp_path: Path) -> None:
    with pytest.raises(InvalidConfiguration, match=told):
        load_configuration({"SOURCE_CONTEXT_DATA_DIR": str(tmp_path), **env})


def test_it_names_a_broken_file(tmp_path: Path) -> None:
    (tmp_path / "source-context.toml").write_text("port = = 1")

    with pytest.raises(InvalidConfiguration, match=r"source-context\.toml is not valid TOML"):
        load_configuration({"SOURCE_CONTEXT_DATA_DIR": str(tmp_path)})


@pytest.mark.parametrize(
    ("settings", "is_limited"),
    [
        # Only this machine can ask: nobody to limit.
        (Settings(), False),
        (Settings(rate_limit="120/minute"), True),
        # Behind a proxy everybody seems to come from this machine.
        (Settings(trusted_proxies=1), True),
        (Settings(host="0.0.0.0"), True),
        (Settings(host="0.0.0.0", rate_limit="off"), False),
    ],
)
def test_it_limits_as_soon_as_others_can_reach_it(settings: Settings, is_limited: bool) -> None:
    assert settings.is_rate_limited is is_limited


def test_every_setting_is_documented() -> None:
    documented = (ROOT / "docs" / "operations.md").read_text()

    missing = [name for name in Settings.__struct_fields__ if f"`{name}`" not in documented]

    assert not missing


@pytest.mark.parametrize(("given", "hours"), [("", ()), ("1, 2.5,72", (1.0, 2.5, 72.0))])
def test_it_reads_when_pages_are_looked_at_again(given: str, hours: tuple[float, ...]) -> None:
    assert load_configuration({"SOURCE_CONTEXT_REVISIT_HOURS": given}).settings.revisit_hours == hours


@pytest.mark.parametrize("given", ["0", "-1", "1,99999", "soon"])
def test_it_refuses_times_at_which_nothing_can_be_looked_at(given: str) -> None:
    with pytest.raises(InvalidConfiguration):
        load_configuration({"SOURCE_CONTEXT_REVISIT_HOURS": given})
