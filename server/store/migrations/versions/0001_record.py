"""The record: articles and their addresses, feeds, stories and the log of their operations."""

from __future__ import annotations

from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create everything."""
    _create_bookkeeping()
    _create_articles()
    _create_feeds()
    _create_stories()
    _create_story_log()


def _create_bookkeeping() -> None:
    counters = op.create_table(
        "counters",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.BigInteger, nullable=False),
    )
    identity = op.create_table("identity", sa.Column("store_id", sa.Text, primary_key=True))
    op.bulk_insert(counters, [{"name": name, "value": 0} for name in ("seq", "change", "op", "grouped")])
    op.bulk_insert(identity, [{"store_id": uuid4().hex}])


def _create_articles() -> None:
    op.create_table(
        "articles",
        sa.Column("seq", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("id", sa.Text, nullable=False, unique=True),
        sa.Column("change", sa.BigInteger, nullable=False, unique=True),
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
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("url", sa.Text, nullable=False),
        sa.Column("canonical_url", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("authors", sa.Text, nullable=False),
        sa.Column("description", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )
    op.create_index("articles_by_outlet", "articles", ["outlet_key", "seq"])
    op.create_index("articles_by_published", "articles", ["published_at"])
    op.create_table(
        "addresses",
        sa.Column("hash", sa.LargeBinary, primary_key=True),
        sa.Column("article_id", sa.Text, sa.ForeignKey("articles.id"), nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_addresses_article_id", "addresses", ["article_id"])
    op.create_table(
        "article_revisions",
        sa.Column("article_id", sa.Text, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("change", sa.BigInteger, primary_key=True),
        sa.Column("seen_at", sa.BigInteger, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("body", sa.Text, nullable=False),
    )


def _create_feeds() -> None:
    op.create_table(
        "feeds",
        sa.Column("url", sa.Text, primary_key=True),
        sa.Column("outlet_key", sa.Text),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("etag", sa.Text),
        sa.Column("last_modified", sa.Text),
        sa.Column("polled_at", sa.BigInteger),
        sa.Column("succeeded_at", sa.BigInteger),
        sa.Column("next_poll_at", sa.BigInteger),
        sa.Column("failures", sa.BigInteger, nullable=False),
        sa.Column("error", sa.Text),
    )
    op.create_index("ix_feeds_next_poll_at", "feeds", ["next_poll_at"])


def _create_stories() -> None:
    op.create_table(
        "stories",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("revision", sa.BigInteger, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("updated_at", sa.BigInteger, nullable=False),
        sa.Column("newest_published_at", sa.BigInteger, nullable=False),
        sa.Column("articles", sa.BigInteger, nullable=False),
        sa.Column("outlets", sa.BigInteger, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("summary", sa.Text),
        sa.Column("prepared", sa.BigInteger, nullable=False, server_default="0"),
    )
    to_prepare = sa.text("prepared <> revision AND articles > 0")
    op.create_index("stories_to_prepare", "stories", ["id"], sqlite_where=to_prepare, postgresql_where=to_prepare)
    op.create_index("stories_by_newest", "stories", ["newest_published_at", "id", "articles", "outlets"])
    op.create_table(
        "members",
        sa.Column("article_id", sa.Text, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("story_id", sa.Text, sa.ForeignKey("stories.id"), nullable=False),
        sa.Column("seq", sa.BigInteger, nullable=False),
        sa.Column("probability", sa.Double),
        sa.Column("joined_at", sa.BigInteger, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
    )
    op.create_index("members_by_story", "members", ["story_id", "seq"])
    op.create_table(
        "aliases",
        sa.Column("old", sa.Text, primary_key=True),
        sa.Column("story_id", sa.Text, sa.ForeignKey("stories.id"), nullable=False),
    )
    op.create_index("ix_aliases_story_id", "aliases", ["story_id"])


def _create_story_log() -> None:
    op.create_table(
        "story_ops",
        sa.Column("n", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("story_id", sa.Text, nullable=False),
        sa.Column("from_story", sa.Text),
        sa.Column("article_id", sa.Text),
        sa.Column("probability", sa.Double),
        sa.Column("evidence", sa.Text),
        sa.Column("model", sa.Text, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
    )
    op.create_index("ix_story_ops_story_id", "story_ops", ["story_id"])
    op.create_index("ix_story_ops_from_story", "story_ops", ["from_story"])
