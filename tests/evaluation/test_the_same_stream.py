"""The same stream gives the same stories under the same ids, whoever groups it and in however many steps."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import sqlalchemy as sa

from benchmarks.matching import Product, open_product
from server.stories.models import OpKind
from tests.evaluation.newsroom import load_newsroom

LOG = sa.text("SELECT kind, story_id, article_id, from_story, probability FROM story_ops ORDER BY n")


def fill(product: Product) -> None:
    for one in load_newsroom():
        product.articles.save([one.article], now=one.article.published.at)


def log_in(folder: Path) -> list[tuple[object, ...]]:
    engine = sa.create_engine(f"sqlite:///{folder / 'store.db'}")
    with engine.connect() as connection:
        found = [tuple(row) for row in connection.execute(LOG)]
    engine.dispose()
    return found


def test_a_process_for_each_few_articles_groups_as_one_for_all(tmp_path: Path) -> None:
    together, apart = tmp_path / "together", tmp_path / "apart"
    for folder in (together, apart):
        folder.mkdir()
    with open_product(together) as product:
        fill(product)
        while product.grouping.catch_up():
            pass
    with open_product(apart) as product:
        fill(product)
    is_behind = True
    while is_behind:
        with open_product(apart) as product:  # which knows nothing of what the one before had in memory
            is_behind = bool(product.grouping.catch_up(limit=7))

    assert log_in(apart) == log_in(together)
    kinds = Counter(row[0] for row in log_in(together))
    assert kinds[OpKind.JOIN] > 50  # or it proves nothing
    assert kinds[OpKind.MERGE] + kinds[OpKind.SPLIT] > 0
