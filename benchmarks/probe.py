"""A process that only reads the candidate index: `python -m benchmarks.probe INDEX QUERIES`.

It opens the index, answers the first of the queries (records, MessagePack) and says so; answers all of them and says
how much memory is its own; then, for every article id that it is sent, looks until the index finds it, and says when.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import msgspec

from server.coverage.matching import Matcher
from server.coverage.probability import load_weights
from server.coverage.records import MatchRecord
from server.store.candidate_index import SqliteCandidateIndex

STORE_ID = "benchmark"


def main() -> None:
    """Answer line by line until the input ends."""
    index = SqliteCandidateIndex(Path(sys.argv[1]), store_id=STORE_ID)
    matcher = Matcher(index, load_weights())
    queries = msgspec.msgpack.decode(Path(sys.argv[2]).read_bytes(), type=list[MatchRecord])
    answered = len(matcher.candidates(queries[0]))
    print(answered, flush=True)
    for query in queries:
        matcher.candidates(query)
    print(own_bytes(), flush=True)
    decode = msgspec.json.Decoder(tuple[str, MatchRecord]).decode
    for line in sys.stdin.buffer:
        article_id, asked = decode(line)
        print("looking", flush=True)
        while article_id not in {one.article_id for one in index.find(asked, around=asked.minutes)}:
            pass
        print(time.monotonic(), flush=True)


def own_bytes() -> int:
    """Return the memory that only this process holds; pages of mapped files are not among it."""
    lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(1024 * int(line.split()[1]) for line in lines if line.startswith("Private_Dirty:"))


if __name__ == "__main__":
    main()
