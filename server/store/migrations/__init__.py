"""The store's schema over time, as Alembic revisions; `server.store.migrating` runs them.

A new revision is a new file in `versions/`: copy the newest, number it, and let `down_revision` name its predecessor.
Revisions spell out their tables and never import `server.store.tables`, which will have moved on.
"""
