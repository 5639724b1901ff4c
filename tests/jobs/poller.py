"""`source-context poll --forever` in a process of its own, reading sites that a test serves on this machine.

python -m tests.jobs.poller PORT DATA_DIR FEED…
"""

from __future__ import annotations

import faulthandler
import logging
import shutil
import signal
import sys
from pathlib import Path
from threading import Event

from server.cli.ingest import poll_forever
from server.config import Settings
from server.outlets.models import Feed
from server.wiring.house import build_house
from server.wiring.network import SampleSite

ROOT = Path(__file__).parents[2]


def main(port: int, data_dir: str, feeds: list[str]) -> None:
    """Poll until SIGTERM or Ctrl-C."""
    logging.basicConfig(level="WARNING", format="%(message)s")
    faulthandler.register(signal.SIGUSR1, all_threads=True)  # says what it is at, if it does not end
    stop = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stop.set())
    settings = Settings(data_dir=data_dir, tables_dir=_tables_without_feeds(Path(data_dir) / "no-feeds"))
    house = build_house(settings, sample=SampleSite(port))
    house.ingest.register([Feed("", url, "") for url in feeds])
    poll_forever(house, settings, stop, polls=True)
    house.close()


def _tables_without_feeds(folder: Path) -> str:
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("outlets.csv", "sources.csv", "raters.csv"):
        shutil.copyfile(ROOT / "data" / "sample" / name, folder / name)
    return str(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], sys.argv[3:])
