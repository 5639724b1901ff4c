"""What is on record, as tables: the same on SQLite and PostgreSQL.

Times are whole microseconds since 1970 (UTC): exact, in order, and the same number in every database. Flags are 0, 1 or
null. A damaged value must reach the hash check as it is, so no column type converts anything; `server.store.rows` does.

A `content_hash` covers the other columns of its row, see `server.store.hashing`. Columns that queries filter by come
before the long texts, so that reading them does not walk through an article's body.

Change these together with a migration; a test compares the two.
"""

from __future__ import annotations

import sqlalchemy as sa

# SQLite aliases a primary key to the row's own number only if it is spelled INTEGER.
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
HASH = "content_hash"

metadata = sa.MetaData()

# The last number given out of each kind: seq · change · op; and how far grouping has read: grouped.
counters = sa.Table(
    "counters",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.BigInteger, nullable=False),
)

# One row: what tells this store from every other, for what is derived from it.
identity = sa.Table("identity", metadata, sa.Column("store_id", sa.Text, primary_key=True))

articles = sa.Table(
    "articles",
    metadata,
    sa.Column("seq", NUMBER, primary_key=True, autoincrement=False),  # arrival order, never reused
    sa.Column("id", sa.Text, nullable=False, unique=True),
    sa.Column("change", sa.BigInteger, nullable=False, unique=True),  # rises with every insert and update
    sa.Column("outlet_key", sa.Text),
    sa.Column("published_at", sa.BigInteger),
    sa.Column("published_precision", sa.Text),
    sa.Column("published_source", sa.Text),
    sa.Column("first_seen_at", sa.BigInteger, nullable=False),
    sa.Column("updated_at", sa.BigInteger, nullable=False),
    sa.Column("modified_at", sa.BigInteger),
    sa.Column("language", sa.Text),
    sa.Column("section", sa.Text),
    sa.Column("genre", sa.Text),
    sa.Column("is_opinion", sa.SmallInteger),
    sa.Column("is_paywalled", sa.SmallInteger),
    sa.Column("republished_from", sa.Text),
    sa.Column(HASH, sa.Text, nullable=False),
    sa.Column("url", sa.Text, nullable=False),
    sa.Column("canonical_url", sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("authors", sa.Text, nullable=False),  # JSON list
    sa.Column("description", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Index("articles_by_outlet", "outlet_key", "seq"),
    sa.Index("articles_by_published", "published_at"),
)

# Every address that an article was found under. The first to claim an address keeps it.
addresses = sa.Table(
    "addresses",
    metadata,
    sa.Column("hash", sa.LargeBinary, primary_key=True),  # `server.articles.identity.address_hash`
    sa.Column("article_id", sa.Text, sa.ForeignKey("articles.id"), nullable=False, index=True),
    sqlite_with_rowid=False,
)

# What an article said before it was changed.
revisions = sa.Table(
    "article_revisions",
    metadata,
    sa.Column("article_id", sa.Text, sa.ForeignKey("articles.id"), primary_key=True),
    sa.Column("change", sa.BigInteger, primary_key=True),  # the change that had brought this version
    sa.Column("seen_at", sa.BigInteger, nullable=False),
    sa.Column(HASH, sa.Text, nullable=False),
    sa.Column("title", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("description", sa.Text),  # null in rows of releases that did not keep it
)

feeds = sa.Table(
    "feeds",
    metadata,
    sa.Column("url", sa.Text, primary_key=True),
    sa.Column("outlet_key", sa.Text),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("etag", sa.Text),
    sa.Column("last_modified", sa.Text),
    sa.Column("polled_at", sa.BigInteger),
    sa.Column("succeeded_at", sa.BigInteger),
    sa.Column("next_poll_at", sa.BigInteger, index=True),
    sa.Column("failures", sa.BigInteger, nullable=False),
    sa.Column("error", sa.Text),
)

# Pages to be read again: each in the same transaction as the headline that is held instead, until its text is.
unread_pages = sa.Table(
    "unread_pages",
    metadata,
    sa.Column("url", sa.Text, primary_key=True),
    sa.Column("feed_url", sa.Text, nullable=False),
    sa.Column("failures", sa.BigInteger, nullable=False),
    sa.Column("next_try_at", sa.BigInteger, nullable=False),
    sa.Index("unread_pages_by_feed", "feed_url", "next_try_at"),
)

TO_PREPARE = sa.text("prepared <> revision AND articles > 0")  # told by the index itself: nearly always none

stories = sa.Table(
    "stories",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("revision", sa.BigInteger, nullable=False),
    sa.Column("created_at", sa.BigInteger, nullable=False),
    sa.Column("updated_at", sa.BigInteger, nullable=False),
    sa.Column("newest_published_at", sa.BigInteger, nullable=False),
    sa.Column("articles", sa.BigInteger, nullable=False),  # 0: retired
    sa.Column("outlets", sa.BigInteger, nullable=False),
    sa.Column(HASH, sa.Text, nullable=False),
    sa.Column("summary", sa.Text),  # JSON
    sa.Column("prepared", sa.BigInteger, nullable=False, server_default="0"),  # the revision that has its summary
    # All that a page filters by, so that small stories are passed over without reading their rows.
    sa.Index("stories_by_newest", "newest_published_at", "id", "articles", "outlets"),
    sa.Index("stories_to_prepare", "id", sqlite_where=TO_PREPARE, postgresql_where=TO_PREPARE),
)

members = sa.Table(
    "members",
    metadata,
    sa.Column("article_id", sa.Text, sa.ForeignKey("articles.id"), primary_key=True),
    sa.Column("story_id", sa.Text, sa.ForeignKey("stories.id"), nullable=False),
    sa.Column("seq", sa.BigInteger, nullable=False),  # the article's
    sa.Column("probability", sa.Double),
    sa.Column("joined_at", sa.BigInteger, nullable=False),
    sa.Column(HASH, sa.Text, nullable=False),  # of all but story_id
    sa.Index("members_by_story", "story_id", "seq"),
)

# Append-only: `members` and `aliases` can be made again from it.
story_ops = sa.Table(
    "story_ops",
    metadata,
    sa.Column("n", NUMBER, primary_key=True, autoincrement=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("story_id", sa.Text, nullable=False, index=True),
    sa.Column("from_story", sa.Text, index=True),
    sa.Column("article_id", sa.Text),
    sa.Column("probability", sa.Double),
    sa.Column("evidence", sa.Text),  # JSON
    sa.Column("model", sa.Text, nullable=False),
    sa.Column(HASH, sa.Text, nullable=False),
)

# What readers say is wrong, by day. Without a number of its own, and kept in the order of ids that are random: not even
# the file tells in which order the reports of a day came.
reports = sa.Table(
    "reports",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("created_on", sa.Text, nullable=False),  # ISO day, UTC
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("about", sa.Text, nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("status", sa.Text, nullable=False),
    sa.Column("answered_on", sa.Text),  # ISO day, UTC
    sa.Column(HASH, sa.Text, nullable=False),
    sa.Column("comment", sa.Text, nullable=False),
    sa.Column("answer", sa.Text, nullable=False),
    sa.Index("reports_by_day", "created_on", "id"),
    sqlite_with_rowid=False,
)

# Ids of merged stories, each with the story that it is part of now.
aliases = sa.Table(
    "aliases",
    metadata,
    sa.Column("old", sa.Text, primary_key=True),
    sa.Column("story_id", sa.Text, sa.ForeignKey("stories.id"), nullable=False, index=True),
)

# What was shown of a story. Append-only; what is shown now is its last one, or differs from it in nothing of note.
versions = sa.Table(
    "story_versions",
    metadata,
    sa.Column("story_id", sa.Text, primary_key=True),  # outlives the story: one that was split off again finds its own
    sa.Column("number", sa.BigInteger, primary_key=True),  # from 1
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column(HASH, sa.Text, nullable=False),
    sa.Column("summary", sa.Text, nullable=False),  # JSON
    sa.Column("texts", sa.Text, nullable=False),  # JSON: article id → the change that had brought its text
    sa.Column("notices", sa.Text, nullable=False),  # JSON: the correction notices that its articles bore
    sa.Column("changes", sa.Text, nullable=False),  # JSON: against the version before
)

# Stories whose text has changed so soon after their last version that the next one waits.
unsettled = sa.Table(
    "unsettled_stories",
    metadata,
    sa.Column("story_id", sa.Text, primary_key=True),
    sa.Column("due_at", sa.BigInteger, nullable=False, index=True),
)

# Articles whose pages are looked at again, and when. How far they were looked for: the counter `enrolled`, a change.
revisits = sa.Table(
    "revisits",
    metadata,
    sa.Column("article_id", sa.Text, sa.ForeignKey("articles.id"), primary_key=True),
    sa.Column("due_at", sa.BigInteger, nullable=False, index=True),
)

# What the operator has decided. Append-only: an undo is a row of its own, and nothing is undone twice.
actions = sa.Table(
    "operator_actions",
    metadata,
    sa.Column("n", NUMBER, primary_key=True, autoincrement=False),
    sa.Column("at", sa.BigInteger, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("who", sa.Text, nullable=False),
    sa.Column("why", sa.Text, nullable=False),
    sa.Column("undoes", sa.BigInteger, unique=True),
    sa.Column("moved", sa.Text, nullable=False),  # JSON: which article went from which story to which
    sa.Column("amends", sa.Text),  # JSON: which fact of which outlet
    sa.Column(HASH, sa.Text, nullable=False),
)

# Articles that stay in the story that the operator has put them in, each with the action that says so.
pins = sa.Table(
    "pins",
    metadata,
    sa.Column("article_id", sa.Text, sa.ForeignKey("articles.id"), primary_key=True),
    sa.Column("action", sa.BigInteger, primary_key=True),
)

# What was made of articles and stories ahead of being asked for: `server.store.prepared`. Derived, so without a hash.
prepared = sa.Table(
    "prepared",
    metadata,
    sa.Column("kind", sa.Text, primary_key=True),
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("stamp", sa.LargeBinary, nullable=False),
    sa.Column("data", sa.LargeBinary, nullable=False),
)
