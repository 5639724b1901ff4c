import threading
from collections.abc import Iterator

import pytest

from server.errors import FetchTimeout, HostBusy, UpstreamError
from server.fetching.politeness import Politeness
from tests.fetching.site import FakeClock


@pytest.fixture
def politeness(clock: FakeClock) -> Politeness:
    return Politeness(clock=clock, wait=clock.wait)


def starts(politeness: Politeness, clock: FakeClock, hosts: list[str], *, interval: float = 1.0) -> Iterator[float]:
    """Yield when each request may start, counted from now."""
    begin = clock.now
    for host in hosts:
        with politeness.turn(host, interval=interval, patience=8.0):
            yield clock.now - begin


def test_requests_to_one_host_are_a_second_apart(politeness: Politeness, clock: FakeClock) -> None:
    assert list(starts(politeness, clock, ["a", "a", "a"])) == [0.0, 1.0, 2.0]


def test_other_hosts_do_not_wait(politeness: Politeness, clock: FakeClock) -> None:
    assert list(starts(politeness, clock, ["a", "b", "c"])) == [0.0, 0.0, 0.0]


def test_a_host_of_our_own_is_not_spared(politeness: Politeness, clock: FakeClock) -> None:
    assert list(starts(politeness, clock, ["a", "a", "a"], interval=0.0)) == [0.0, 0.0, 0.0]


def test_it_does_not_wait_longer_than_the_caller_may(politeness: Politeness, clock: FakeClock) -> None:
    with politeness.turn("a", interval=10.0, patience=8.0):
        pass

    with pytest.raises(HostBusy), politeness.turn("a", interval=1.0, patience=8.0):
        pass

    # It is known at once that it would be in vain.
    assert clock.now == 1_000.0


def test_at_most_two_requests_to_one_host_are_under_way(politeness: Politeness, clock: FakeClock) -> None:
    first = politeness.turn("a", interval=0.0, patience=0.0)
    second = politeness.turn("a", interval=0.0, patience=0.0)

    with first, second:
        with pytest.raises(HostBusy), politeness.turn("a", interval=0.0, patience=5.0):
            pass
        with politeness.turn("b", interval=0.0, patience=0.0):
            pass

    with politeness.turn("a", interval=0.0, patience=0.0):
        pass


def test_a_turn_that_ends_lets_the_next_one_begin() -> None:
    politeness = Politeness()
    done = threading.Event()
    holding = [politeness.turn("a", interval=0.0, patience=0.0) for _ in range(2)]
    for turn in holding:
        turn.__enter__()

    def wait_for_turn() -> None:
        with politeness.turn("a", interval=0.0, patience=5.0):
            done.set()

    threading.Thread(target=wait_for_turn, daemon=True).start()
    holding[0].__exit__(None, None, None)

    assert done.wait(5.0)


@pytest.mark.parametrize(
    ("error", "pause"),
    [
        (UpstreamError("", status=429, retry_after=30.0), 30.0),
        (UpstreamError("", status=503, retry_after=1_800.0), 1_800.0),
        (UpstreamError("", status=503), 60.0),
        # Others fail without asking for anything.
        (UpstreamError("", status=500), 1.0),
        (UpstreamError("", status=404), 1.0),
        (FetchTimeout(""), 1.0),
    ],
)
def test_a_host_gets_the_pause_that_it_asks_for(
    politeness: Politeness, clock: FakeClock, error: Exception, pause: float
) -> None:
    with pytest.raises(type(error)), politeness.turn("a", interval=1.0, patience=0.0):
        raise error

    assert list(starts(politeness, clock, ["b"])) == [0.0]
    with politeness.turn("a", interval=1.0, patience=5_000.0):
        assert clock.now == 1_000.0 + pause


def test_it_forgets_hosts_that_have_not_been_asked_for_long(clock: FakeClock) -> None:
    politeness = Politeness(clock=clock, wait=clock.wait, max_hosts=3)

    list(starts(politeness, clock, ["a", "b", "c", "d"], interval=100.0))

    # The one that was asked first is forgotten and may be asked; the last one is not.
    with politeness.turn("a", interval=0.0, patience=0.0):
        pass
    with pytest.raises(HostBusy), politeness.turn("d", interval=0.0, patience=0.0):
        pass


def test_it_never_forgets_a_request_under_way(clock: FakeClock) -> None:
    politeness = Politeness(clock=clock, wait=clock.wait, max_hosts=1)

    with politeness.turn("a", interval=0.0, patience=0.0), politeness.turn("a", interval=0.0, patience=0.0):
        list(starts(politeness, clock, ["b", "c"]))
        with pytest.raises(HostBusy), politeness.turn("a", interval=0.0, patience=0.0):
            pass
