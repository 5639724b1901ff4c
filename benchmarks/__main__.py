"""`make bench`: every benchmark that needs nothing but this project; matching needs labelled articles (README.md)."""

from __future__ import annotations

from benchmarks import extension, load, lookups

if __name__ == "__main__":
    lookups.main()
    load.main()
    extension.main()
