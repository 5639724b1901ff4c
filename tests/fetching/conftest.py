from collections.abc import Iterator

import pytest

from server.fetching.children import ChildPool
from tests.fetching.site import FakeClock, Site


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as running:
        yield running


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture(scope="session")
def pool() -> Iterator[ChildPool]:
    with ChildPool(max_workers=1, preload=("server.fetching.feeds",)) as children:
        yield children
