"""Versions of stories, revisits of articles, and what the operator decides."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create their tables, the counters that go with them, and the column that revisions lacked."""
    op.add_column("article_revisions", sa.Column("description", sa.Text))
    counters = sa.table("counters", sa.column("name", sa.Text), sa.column("value", sa.BigInteger))
    op.bulk_insert(counters, [{"name": name, "value": 0} for name in ("enrolled", "action")])
    _create_versions()
    op.create_table(
        "revisits",
        sa.Column("article_id", sa.Text, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("due_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_revisits_due_at", "revisits", ["due_at"])
    _create_actions()


def _create_versions() -> None:
    op.create_table(
        "story_versions",
        sa.Column("story_id", sa.Text, primary_key=True),
        sa.Column("number", sa.BigInteger, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("content_hash", sa.Text, nullable=False),
        sa.Column("summary", sa.Text, nullable=False),
        sa.Column("texts", sa.Text, nullable=False),
        sa.Column("notices", sa.Text, nullable=False),
        sa.Column("changes", sa.Text, nullable=False),
    )
    op.create_table(
        "unsettled_stories",
        sa.Column("story_id", sa.Text, primary_key=True),
        sa.Column("due_at", sa.BigInteger, nullable=False),
    )
    op.create_index("ix_unsettled_stories_due_at", "unsettled_stories", ["due_at"])


def _create_actions() -> None:
    op.create_table(
        "operator_actions",
        sa.Column("n", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("who", sa.Text, nullable=False),
        sa.Column("why", sa.Text, nullable=False),
        sa.Column("undoes", sa.BigInteger, unique=True),
        sa.Column("moved", sa.Text, nullable=False),
        sa.Column("amends", sa.Text),
        sa.Column("content_hash", sa.Text, nullable=False),
    )
    op.create_table(
        "pins",
        sa.Column("article_id", sa.Text, sa.ForeignKey("articles.id"), primary_key=True),
        sa.Column("action", sa.BigInteger, primary_key=True),
    )
