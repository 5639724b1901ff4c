"""Settings: read once at start, checked, each with its origin.

Later origins win: built-in default, then the TOML file, then `SOURCE_CONTEXT_*` in the environment. The file is the one
named by `SOURCE_CONTEXT_CONFIG`, else `source-context.toml` in the data folder, if it is there. `source-context doctor`
prints every setting with where it came from.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec
from platformdirs import user_data_path

from server.errors import InvalidConfiguration

PREFIX = "SOURCE_CONTEXT_"
CONFIG_FILE = "source-context.toml"
LONGEST_REVISIT = 24 * 365
# In a checkout the tables lie beside the package; in an installed wheel they are packed inside it.
TABLES = next(
    (folder for folder in (Path(__file__).parent / "_data", Path(__file__).parents[1] / "data") if folder.is_dir()),
    Path(__file__).parents[1] / "data",
)


class Settings(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """All settings. The comment beside each is its documentation in `docs/operations.md`."""

    data_dir: str = ""  # where the store, the index and the HTTP cache live; default: the user's data folder
    database_url: str = ""  # SQLAlchemy URL of the store; default: SQLite in data_dir
    tables_dir: str = str(TABLES)  # folder with outlets.csv, feeds.csv, ratings/
    host: str = "127.0.0.1"  # address to listen on
    port: int = 8000
    workers: int = 2  # server processes
    threads: int = 4  # threads in each server process
    contact_url: str = "https://source-context.example/bot"  # told to the sites that we read, in the User-Agent
    lean_raters: tuple[str, ...] = ("wikidata", "meridian")  # whose lean groups the coverage, first that has one
    api_token: str = ""  # bearer token of callers who may have unlisted outlets fetched; "" allows none
    lookup_fetch_seconds: float = 5.0  # how long a look-up may wait for a page of a listed outlet; 0 never fetches
    lookup_fetch_slots: int = 2  # look-ups in one process that may wait for a page at the same time
    poll_seconds: int = 900  # pause between two polls of one feed
    poll_threads: int = 8  # feeds polled at the same time
    host_interval: float = 1.0  # seconds between two requests to one host
    index_days: int = 60  # articles older than this are no longer looked through; the store keeps them
    # hours after publishing when an article's page is looked at again for edits; empty: never
    revisit_hours: tuple[float, ...] = (1, 3, 8, 24, 72)
    trusted_proxies: int = 0  # reverse proxies in front whose X-Forwarded-For is believed
    rate_limit: str = "auto"  # for example "120/minute" for each client; "off"; "auto": off on a loopback address
    public_url: str = ""  # where readers reach these pages, for links in letters: https://news.example; "" for none
    smtp_host: str = ""  # mail server that takes the digest; "" sends no mail
    smtp_port: int = 587
    smtp_security: str = "starttls"  # "starttls", "tls" from the first byte, or "none"
    smtp_user: str = ""  # name to log in with; "" for none
    smtp_password: str = ""
    smtp_from: str = ""  # address that the digest comes from
    writer_url: str = ""  # OpenAI-compatible interface that may rewrite overviews: http://127.0.0.1:11434/v1; "": none
    writer_model: str = ""  # the model to ask there
    writer_key: str = ""  # bearer token for it; "" for none
    writer_seconds: float = 60.0  # how long one answer may take
    embedder_url: str = ""  # interface with /embeddings that compares articles by meaning, up to /v1; "": none
    embedder_model: str = ""  # the model to ask there
    embedder_prefix: str = ""  # what that model wants to read before each text, such as "query: "
    embedder_key: str = ""  # bearer token for it; "" for none
    embedder_seconds: float = 10.0  # how long one answer may take
    embedder_hosts: tuple[str, ...] = ()  # machines other than this one that articles may be sent to for it
    report_limit: str = "10/hour"  # reports that are taken from one client, wherever it is; "off"
    log_level: str = "info"

    @property
    def data_path(self) -> Path:
        """The data folder."""
        return Path(self.data_dir) if self.data_dir else user_data_path("source-context", appauthor=False)

    @property
    def store_url(self) -> str:
        """The store's SQLAlchemy URL."""
        return self.database_url or f"sqlite:///{self.data_path / 'source-context.db'}"

    @property
    def index_path(self) -> Path:
        """The candidate index: derived data, may be deleted at any time."""
        return self.data_path / "candidates.db"

    @property
    def vectors_path(self) -> Path:
        """The vectors of articles, if there is an embedder: derived data, may be deleted while stopped."""
        return self.data_path / "vectors"

    @property
    def calibration_path(self) -> Path:
        """The operator's calibration of probabilities, if there is one."""
        return self.data_path / "calibration.json"

    @property
    def http_cache_path(self) -> Path:
        """The HTTP cache: may be deleted at any time."""
        return self.data_path / "http-cache"

    @property
    def table_folders(self) -> tuple[Path, ...]:
        """The shipped tables, then each of the operator's own under `<data_dir>/tables/`; later rows win."""
        own = self.data_path / "tables"
        return (
            Path(self.tables_dir),
            *(sorted(folder for folder in own.iterdir() if folder.is_dir()) if own.is_dir() else ()),
        )

    @property
    def is_rate_limited(self) -> bool:
        """Whether clients are limited: with "auto", as soon as others than this machine can reach us."""
        if self.rate_limit == "auto":
            return self.trusted_proxies > 0 or self.host not in {"127.0.0.1", "::1", "localhost"}
        return self.rate_limit != "off"

    @property
    def effective_rate_limit(self) -> str:
        """The limit in the notation of the `limits` library."""
        return "120/minute" if self.rate_limit == "auto" else self.rate_limit


@dataclass(frozen=True, slots=True)
class Configuration:
    """Settings with, for each, where its value came from."""

    settings: Settings
    origins: Mapping[str, str]


def load_configuration(environ: Mapping[str, str] | None = None, **overrides: Any) -> Configuration:  # Any: JSON-like
    """Return the settings from file and environment; `overrides` (command-line options) win over both.

    :raises InvalidConfiguration: naming the setting, its origin and what it takes
    """
    env = os.environ if environ is None else environ
    from_env = {
        name.removeprefix(PREFIX).lower(): value
        for name, value in env.items()
        if name.startswith(PREFIX) and name != f"{PREFIX}CONFIG"
    }
    path = _config_path(env, str(overrides.get("data_dir") or from_env.get("data_dir", "")))
    layers = [
        ("default", dict.fromkeys(Settings.__struct_fields__)),
        (path.name if path else "", _load_file(path) if path else {}),
        ("environment", from_env),
        ("command line", {name: value for name, value in overrides.items() if value is not None}),
    ]
    origins = {name: origin for origin, values in layers for name in values}
    merged = {name: value for _, values in layers for name, value in values.items() if value is not None}
    return Configuration(_check(merged, origins), origins)


def _config_path(env: Mapping[str, str], data_dir: str) -> Path | None:
    named = env.get(f"{PREFIX}CONFIG")
    if named:
        return Path(named)
    path = Settings(data_dir=data_dir).data_path / CONFIG_FILE
    return path if path.is_file() else None


def _load_file(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            return tomllib.load(file)
    except OSError as error:
        raise InvalidConfiguration(f"cannot read the settings file {path}: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InvalidConfiguration(f"{path} is not valid TOML: {error}") from error


def _check(values: dict[str, Any], origins: Mapping[str, str]) -> Settings:
    for name in values:
        if name not in Settings.__struct_fields__:
            known = ", ".join(sorted(Settings.__struct_fields__))
            raise InvalidConfiguration(f"unknown setting {name!r} (from: {origins[name]}); the settings are: {known}")
    for name in ("lean_raters", "revisit_hours", "embedder_hosts"):  # lists, in the environment with commas between
        listed = values.get(name)
        if isinstance(listed, str):
            values = {**values, name: tuple(part.strip() for part in listed.split(",") if part.strip())}
    try:
        settings = msgspec.convert(values, Settings, strict=False)
    except msgspec.ValidationError as error:
        raise InvalidConfiguration(f"a setting has the wrong form: {error}") from error
    _check_ranges(settings)
    return settings


def _check_ranges(settings: Settings) -> None:
    if settings.smtp_security not in {"starttls", "tls", "none"}:
        raise InvalidConfiguration("setting 'smtp_security' takes starttls, tls or none")
    if settings.log_level not in {"debug", "info", "warning", "error"}:
        raise InvalidConfiguration("setting 'log_level' takes debug, info, warning or error")
    if settings.public_url and not settings.public_url.startswith(("https://", "http://")):
        raise InvalidConfiguration("setting 'public_url' takes an http(s) address, such as https://news.example")
    bounds = {
        "port": (0, 65535),
        "smtp_port": (1, 65535),
        "workers": (1, 64),
        "threads": (1, 256),
        "lookup_fetch_seconds": (0, 8),
        "lookup_fetch_slots": (0, 64),
        "poll_seconds": (60, 86_400),
        "poll_threads": (1, 64),
        "host_interval": (0, 60),
        "embedder_seconds": (0.1, 120),
        "index_days": (7, 36_500),  # a look-up reaches three days back and ahead
        "trusted_proxies": (0, 10),
    }
    if not all(0 < hours <= LONGEST_REVISIT for hours in settings.revisit_hours):
        raise InvalidConfiguration(f"setting 'revisit_hours' takes hours up to {LONGEST_REVISIT}, such as 1,3,8,24,72")
    for name, (low, high) in bounds.items():
        value = getattr(settings, name)
        if not low <= value <= high:
            raise InvalidConfiguration(f"setting {name!r} is {value}; it takes a number from {low} to {high}")
