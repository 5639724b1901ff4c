import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from server.errors import FetchError, FetchRefused, FetchTimeout, HostBusy, TooLarge, UpstreamError
from server.fetching.flights import MAX_FAILURES, Flights
from tests.fetching.site import FakeClock


class Fetch:
    """A fetch that waits until it is let go; counts its calls."""

    def __init__(self, error: Exception | None = None) -> None:
        self.error = error
        self.calls = 0
        self.started = threading.Event()
        self.go = threading.Event()

    def __call__(self) -> str:
        self.calls += 1
        self.started.set()
        assert self.go.wait(5.0)
        if self.error:
            raise self.error
        return "page"


@pytest.fixture
def flights(clock: FakeClock) -> Flights[str]:
    return Flights(failure_memory=600.0, clock=clock)


def fail_with(error: Exception) -> Fetch:
    fetch = Fetch(error)
    fetch.go.set()
    return fetch


def test_readers_of_one_page_share_one_fetch(flights: Flights[str]) -> None:
    fetch = Fetch()
    with ThreadPoolExecutor(10) as readers:
        pages = [readers.submit(flights.share, "a", fetch, timeout=5.0) for _ in range(10)]
        assert fetch.started.wait(5.0)
        fetch.go.set()

        assert [page.result() for page in pages] == ["page"] * 10

    # Those who came after the first had landed may have had a fetch of their own.
    assert fetch.calls < 10


def test_the_next_reader_gets_a_new_fetch(flights: Flights[str]) -> None:
    fetch = Fetch()
    fetch.go.set()

    flights.share("a", fetch, timeout=1.0)
    flights.share("a", fetch, timeout=1.0)

    assert fetch.calls == 2


def test_nobody_waits_for_others_longer_than_they_may(flights: Flights[str]) -> None:
    fetch = Fetch()
    with ThreadPoolExecutor(1) as other:
        other.submit(flights.share, "a", fetch, timeout=5.0)
        assert fetch.started.wait(5.0)

        with pytest.raises(FetchTimeout):
            flights.share("a", fetch, timeout=0.01)

        fetch.go.set()


@pytest.mark.parametrize(
    "error", [UpstreamError("x", status=404, retry_after=3.0), FetchTimeout("x"), TooLarge("x"), FetchRefused("x")]
)
def test_an_address_that_failed_is_not_tried_again_at_once(
    flights: Flights[str], clock: FakeClock, error: FetchError
) -> None:
    fetch = fail_with(error)

    for _ in range(3):
        with pytest.raises(type(error), match="x") as failure:
            flights.share("a", fetch, timeout=1.0)
    assert (fetch.calls, vars(failure.value)) == (1, vars(error))

    clock.now += 601
    with pytest.raises(type(error)):
        flights.share("a", fetch, timeout=1.0)
    assert fetch.calls == 2


@pytest.mark.parametrize("error", [HostBusy("x"), RuntimeError("a mistake of ours")])
def test_what_may_work_a_second_later_is_tried_again(flights: Flights[str], error: Exception) -> None:
    fetch = fail_with(error)

    for _ in range(2):
        with pytest.raises(type(error)):
            flights.share("a", fetch, timeout=1.0)

    assert fetch.calls == 2


def test_another_address_is_not_concerned(flights: Flights[str]) -> None:
    with pytest.raises(TooLarge):
        flights.share("a", fail_with(TooLarge("x")), timeout=1.0)

    fetch = Fetch()
    fetch.go.set()
    assert flights.share("b", fetch, timeout=1.0) == "page"


def test_it_remembers_only_so_many_failures(flights: Flights[str]) -> None:
    fetch = fail_with(TooLarge("x"))
    for number in range(MAX_FAILURES + 1):
        with pytest.raises(TooLarge):
            flights.share(str(number), fetch, timeout=1.0)
    calls = fetch.calls

    with pytest.raises(TooLarge):
        flights.share("0", fetch, timeout=1.0)

    assert fetch.calls == calls + 1
