"""Writes a batch of articles: which are new, which are known by another address, which have changed.

What the batch touches is read once, everything is worked out in memory, then each table is written once. The caller
holds the writers' lock, so nothing changes in between.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

import sqlalchemy as sa

from server.articles.identity import address_hash
from server.articles.ingest_models import Saved
from server.articles.models import Article
from server.store.connections import rows_in
from server.store.counters import advance
from server.store.hashing import is_intact, sealed
from server.store.membership import touch_stories_of
from server.store.resighting import merge
from server.store.rows import AnyRow, Values, article_values, read_article, to_micros
from server.store.tables import addresses, articles, revisions

log = logging.getLogger(__name__)

BY_IDS = sa.select(articles).where(articles.c.id.in_(sa.bindparam("values", expanding=True)))
BY_HASHES = sa.select(addresses).where(addresses.c.hash.in_(sa.bindparam("values", expanding=True)))
UPDATE = sa.update(articles).where(articles.c.seq == sa.bindparam("its_seq"))


@dataclass(slots=True)
class _Record:
    """An article as it will be held; `before` is the intact row that it is held in now."""

    article: Article
    seq: int = 0
    before: AnyRow | None = None
    is_new: bool = False
    is_damaged: bool = False
    is_changed: bool = False

    def see(self, article: Article, asked: str) -> str:
        """Take in another sighting; return what became of it."""
        seen = replace(article, id=self.article.id) if self.is_damaged else merge(self.article, article)
        if _is_provisional(self.article, article, asked):
            seen = replace(seen, url=article.url, canonical_url=article.canonical_url)
        outcome = "unchanged" if seen == self.article and not self.is_damaged else "updated"
        self.is_changed = self.is_changed or outcome == "updated"
        self.article, self.is_damaged = seen, False
        return outcome


@dataclass(slots=True)
class _Batch:
    """The records that a batch touches, and who owns which address."""

    records: dict[str, _Record] = field(default_factory=dict)
    owners: dict[bytes, str] = field(default_factory=dict)
    claims: dict[bytes, str] = field(default_factory=dict)

    def take(self, article: Article, asked: str) -> tuple[_Record, str]:
        """Take in one article; return its record and whether it is new, updated or unchanged."""
        record = self._find(article, asked)
        if record is None:
            record, outcome = _Record(article, is_new=True, is_changed=True), "new"
            self.records[article.id] = record
        else:
            outcome = record.see(article, asked)
        for address in _addresses(article, asked):
            if address not in self.owners:
                self.owners[address] = self.claims[address] = record.article.id
        return record, outcome

    def _find(self, article: Article, asked: str) -> _Record | None:
        if article.id in self.records:
            return self.records[article.id]
        by_canonical = self.records.get(self.owners.get(address_hash(article.canonical_url), ""))
        if by_canonical is not None:
            return by_canonical
        for address in (article.url, asked):
            found = self.records.get(self.owners.get(address_hash(address), ""))
            # An address whose page names a new canonical address every day (".../live") is a new article every day.
            if found is not None and _is_provisional(found.article, article, asked):
                return found
        return None


def save_articles(
    connection: sa.Connection, batch: Sequence[Article], *, now: datetime, asked: Sequence[str] = ()
) -> list[Saved]:
    """Write the batch; return what became of each article, in the same order.

    :param asked: for each article the address that led to it, perhaps by a redirect; it is known by that one, too
    """
    sightings = list(zip(batch, asked or [article.url for article in batch], strict=True))
    held = _load(connection, sightings)
    taken = [held.take(article, address) for article, address in sightings]
    changed = [record for record in held.records.values() if record.is_changed]
    if changed:
        _write(connection, changed, to_micros(now))
    if held.claims:
        claims = [{"hash": address, "article_id": owner} for address, owner in held.claims.items()]
        connection.execute(sa.insert(addresses), claims)
    touch_stories_of(connection, [record.article.id for record in changed if not record.is_new], now=now)
    return [Saved(record.article.id, record.seq, outcome) for record, outcome in taken]


def _load(connection: sa.Connection, sightings: Sequence[tuple[Article, str]]) -> _Batch:
    known = rows_in(connection, BY_HASHES, {address for sighting in sightings for address in _addresses(*sighting)})
    owners = {row.hash: row.article_id for row in known}
    ids = {article.id for article, _ in sightings} | set(owners.values())
    records = {row.id: _record_of(row) for row in rows_in(connection, BY_IDS, ids)}
    return _Batch(records, owners)


def _record_of(row: AnyRow) -> _Record:
    if is_intact(row):
        return _Record(read_article(row).article, row.seq, before=row)
    log.error("article %s is damaged; what comes in now replaces it", row.id)
    empty = Article(row.id, url="", canonical_url="", outlet_key=None, title="")
    return _Record(empty, row.seq, is_damaged=True)


def _write(connection: sa.Connection, changed: Sequence[_Record], now: int) -> None:
    new = [record for record in changed if record.is_new]
    for seq, record in enumerate(new, start=advance(connection, "seq", by=len(new))):
        record.seq = seq
    first_change = advance(connection, "change", by=len(changed))
    rows = [(record, _row(record, change, now)) for change, record in enumerate(changed, start=first_change)]
    inserts = [row for record, row in rows if record.is_new]
    updates = [{**row, "its_seq": record.seq} for record, row in rows if not record.is_new]
    replaced = [_revision(record.before) for record in changed if record.before and _is_reworded(record)]
    for statement, values in ((sa.insert(articles), inserts), (UPDATE, updates), (sa.insert(revisions), replaced)):
        if values:
            connection.execute(statement, values)


def _row(record: _Record, change: int, now: int) -> Values:
    first_seen_at = record.before.first_seen_at if record.before else now
    own = {"seq": record.seq, "change": change, "first_seen_at": first_seen_at, "updated_at": now}
    return sealed(article_values(record.article) | own)


def _revision(before: AnyRow) -> Values:
    return sealed(
        {
            "article_id": before.id,
            "change": before.change,
            "seen_at": before.updated_at,
            "title": before.title,
            "body": before.body,
            "description": before.description,
        }
    )


def _is_reworded(record: _Record) -> bool:
    before, now = record.before, record.article
    if before is None:
        return False
    return (before.title, before.body, before.description) != (now.title, now.body, now.description)


def _is_provisional(held: Article, seen: Article, asked: str) -> bool:
    """Whether `held` had only its own address to go by, and `seen` is what is there, with its canonical address."""
    return held.url == held.canonical_url != seen.canonical_url and held.url in {seen.url, asked}


def _addresses(article: Article, asked: str) -> tuple[bytes, ...]:
    return address_hash(article.canonical_url), address_hash(article.url), address_hash(asked)
