"""What do we hold under the first bits of an address's hash?

The private look-up: the caller says which few dozen articles theirs is among, not which of them it is, is given what
`ContextService` would say of each, and finds its own without asking again. An answer is made of prepared views, kept
for as long as anyone may keep it, and padded, so that its length on the wire tells few prefixes apart.
"""

from __future__ import annotations

import time
from base64 import b64encode
from collections import defaultdict
from collections.abc import Callable, Sequence
from functools import lru_cache
from hashlib import shake_128
from threading import Lock

import msgspec
from msgspec import structs

from server.articles.prefixes import WHOLE_INDEX, bits_for, hashes_of, is_prefix, length_of
from server.errors import DamagedRecord, InvalidPrefix, TooBusy, WrongPrefixLength
from server.services.bucket_answers import BucketAnswer, BucketsAnswer
from server.services.bucket_sheet import BucketSheet
from server.services.context import ContextService
from server.services.limits import LimitsService
from server.services.outlets import OutletService
from server.services.ports import ArticleStore, ViewKey

KEPT_SECONDS = 300  # the same as `max-age`: a later answer is one that nobody has to wait for any longer
BUCKETS_KEPT = 16  # in memory; one of an index of large stories takes some megabytes
MAKING_SECONDS = 3.0  # to wait for another bucket; making one costs as much as look-ups of all its articles
COUNT_SECONDS = 60  # a new article more or less makes no difference to the number of bits
SHORTER_BITS = 2  # a prefix told when the index had a quarter of its articles still asks for a bounded bucket
MOST_ADDRESSES = 2000  # four times what a bucket holds, for each article its own address and a canonical one, and room
LEAST_BODY = 64 * 1024

DAMAGED = "Records of this bucket are damaged and left out."
CUT = "More is held under this prefix than is answered at once; ask with the number of bits that /buckets tells."


Kept = tuple[str, tuple[tuple[bytes, ViewKey], ...], int]  # prefix, what is held under it, span of time


class BucketService:
    """Answers for a prefix."""

    def __init__(
        self,
        articles: ArticleStore,
        *,
        context: ContextService,
        outlets: OutletService,
        limits: LimitsService,
        most_addresses: int = MOST_ADDRESSES,
        patience: float = MAKING_SECONDS,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._articles = articles
        self._context = context
        self._outlets = outlets
        self._limits = limits
        self._most = most_addresses
        self._patience = patience
        self._monotonic = monotonic
        self._turn = Lock()
        self._kept: dict[Kept, BucketAnswer] = {}  # oldest first
        self._count = lru_cache(maxsize=1)(self._count_articles)

    def describe(self) -> BucketsAnswer:
        """Return how many bits to ask with."""
        articles = self._count(self._slot(COUNT_SECONDS))
        bits = bits_for(articles)
        return BucketsAnswer(bits, "sha-256", articles, round(articles / 2**bits, 1), self._limits.limits())

    def get(self, prefix: str) -> BucketAnswer:
        """Return everything that is held under a prefix.

        :raises InvalidPrefix: if it is none
        :raises WrongPrefixLength: if it has more bits than are needed, or far fewer
        :raises TooBusy: if other buckets are being made
        """
        self._check(prefix)
        keys = tuple(self._articles.view_keys_between(*hashes_of(prefix), limit=self._most + 1))
        wanted = (prefix, keys, self._slot(KEPT_SECONDS))
        return self._kept.get(wanted) or self._make_in_turn(wanted)

    def _check(self, prefix: str) -> None:
        if not is_prefix(prefix):
            # It is not repeated: it may be the address of what somebody reads.
            raise InvalidPrefix("a prefix is the first binary digits of an address's SHA-256, or `all`")
        bits = bits_for(self._count(self._slot(COUNT_SECONDS)))
        if not bits - SHORTER_BITS <= length_of(prefix) <= bits:
            wanted = f"the first {bits} binary digits" if bits else f"`{WHOLE_INDEX}` instead of a prefix"
            reason = "it would say more than is needed" if length_of(prefix) > bits else "it asks for too much at once"
            raise WrongPrefixLength(f"this prefix has the wrong length, {reason}: send {wanted}", bits=bits)

    def _make_in_turn(self, wanted: Kept) -> BucketAnswer:
        # Two at once would take twice as long each, and leave fewer threads for everyone else.
        if not self._turn.acquire(timeout=self._patience):
            raise TooBusy("other buckets are being made; ask again in a moment")
        try:
            if wanted not in self._kept:  # it may be the very one that was waited for
                self._kept[wanted] = self._make(wanted[0], wanted[1])
            while len(self._kept) > BUCKETS_KEPT:
                del self._kept[next(iter(self._kept))]
            return self._kept[wanted]
        finally:
            self._turn.release()

    def _make(self, prefix: str, keys: Sequence[tuple[bytes, ViewKey]]) -> BucketAnswer:
        hashes_of_view: defaultdict[ViewKey, list[str]] = defaultdict(list)
        for address_hash, key in keys[: self._most]:
            hashes_of_view[key].append(address_hash.hex())
        sheet = BucketSheet(self._outlets)
        notes = dict.fromkeys([CUT] if len(keys) > self._most else [])
        for key, hashes in hashes_of_view.items():
            try:
                sheet.enter(self._context.view_of_held(key), hashes)
            except DamagedRecord:  # named in the log by whoever found it
                notes[DAMAGED] = None
        return padded(sheet.answer(prefix, self._limits.limits(list(notes), degraded=bool(notes))))

    def _count_articles(self, _slot: int) -> int:
        return self._articles.count()

    def _slot(self, seconds: int) -> int:
        return int(self._monotonic() / seconds)


def padded(answer: BucketAnswer) -> BucketAnswer:
    """Return the answer with as much padding as makes its JSON a power of two of bytes long.

    The padding cannot be packed away, and is derived from the answer: the same answer has the same entity tag.
    """
    body = msgspec.json.encode(answer)
    missing = max(LEAST_BODY, 1 << (len(body) - 1).bit_length()) - len(body)
    return structs.replace(answer, padding=b64encode(shake_128(body).digest(missing)).decode()[:missing])
