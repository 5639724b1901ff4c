from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.articles.models import Article, DateSource, Precision, Published
from server.store.resighting import merge
from tests.store.examples import NOW, article, full_article

BY_FEED = Published(NOW, Precision.MINUTE, DateSource.FEED)
BY_PAGE = Published(NOW - timedelta(minutes=7), Precision.SECOND, DateSource.JSON_LD)

FULL = full_article()
HEADLINE = article(1, body="")


@pytest.mark.parametrize(
    ("held", "seen", "expected"),
    [
        # The page after the feed: the page is believed, dates and all.
        (
            replace(HEADLINE, published=BY_FEED, language="de"),
            replace(FULL, published=BY_PAGE),
            replace(FULL, published=BY_PAGE),
        ),
        # A page without a date does not take away the feed's.
        (replace(HEADLINE, published=BY_FEED), replace(FULL, published=None), replace(FULL, published=BY_FEED)),
        # The feed after the page: only the headline is newer...
        (
            FULL,
            replace(HEADLINE, title="Edited", description="Teaser", published=BY_FEED),
            replace(FULL, title="Edited"),
        ),
        # ...and without one, nothing is.
        (FULL, replace(HEADLINE, title=""), FULL),
        # Edited text brings its details along...
        (FULL, replace(FULL, body="Edited.", section="europe"), replace(FULL, body="Edited.", section="europe")),
        # ...details alone change nothing: some pages are "modified" at every visit.
        (FULL, replace(FULL, modified_at=NOW + timedelta(days=1), section="europe"), FULL),
        # What was unknown is learned at any time; "no" is known.
        (replace(FULL, section=None), FULL, FULL),
        (FULL, replace(FULL, is_opinion=True), FULL),
    ],
)
def test_it_keeps_the_best_of_both(held, seen, expected):
    assert merge(held, seen) == expected


texts = st.sampled_from(["", "one", "two"])
dates = st.sampled_from([None, BY_FEED, BY_PAGE])
sightings = st.builds(
    Article,
    id=st.just("id"),
    url=st.just("https://news.example/1"),
    canonical_url=st.just("https://news.example/1"),
    outlet_key=st.sampled_from([None, "news.example"]),
    title=texts,
    body=texts,
    description=texts,
    published=dates,
    is_opinion=st.sampled_from([None, False, True]),
)


@given(sightings, sightings)
def test_it_never_loses_text(held, seen):
    merged = merge(held, seen)

    assert bool(merged.body) == bool(held.body or seen.body)
    assert bool(merged.title) == bool(held.title or seen.title)
    assert (merged.published is None) == (held.published is None and seen.published is None)


@given(sightings, sightings)
def test_it_settles_at_once(held, seen):
    merged = merge(held, seen)

    assert merge(merged, seen) == merged
