"""Whatever a parser does to a child, the parent lives and the next document is read."""

import multiprocessing
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from server.errors import ReadingInterrupted, TooLarge, UnreadableDocument
from server.fetching.children import FAILED, ChildPool
from server.fetching.progress import Progress

# What runs in a child must be importable there, so these are plain functions of this module.

PATIENT = 60.0  # seconds: a starved machine is no failure
TELLS_WAITING = pytest.mark.skipif(not Progress(os.getpid()).is_known, reason="waiting for a processor is not counted")


def die(number: int) -> None:
    os.kill(os.getpid(), number)


def take_memory() -> int:
    return len(b"x" * 2_000_000_000)


def take_memory_slowly() -> None:
    kept = []
    while True:
        kept.append(bytearray(1_000_000))


def loop() -> None:
    while True:
        pass


def sleep(seconds: float) -> int:
    time.sleep(seconds)
    return os.getpid()


def burn(seconds: float) -> float:
    start = time.process_time()
    while time.process_time() - start < seconds:
        pass
    return seconds


def fail(error: BaseException) -> None:
    raise error


def recurse(depth: int) -> int:
    return recurse(depth + 1)


def give_something_that_cannot_be_sent() -> object:
    return threading.Lock()


def environment() -> dict[str, str]:
    return dict(os.environ)


def connect() -> None:
    socket.create_connection(("127.0.0.1", 9), 1.0)


def look_up() -> None:
    socket.getaddrinfo("localhost", 80)


def start_program() -> None:
    subprocess.run(["true"], check=False)


def wait_for_the_end_of(child: int) -> None:
    """Return when the system has told whoever started a child that it is no more."""
    deadline = time.monotonic() + PATIENT
    with suppress(ProcessLookupError):
        while time.monotonic() < deadline:
            os.kill(child, 0)
            time.sleep(0.01)


def works(pool: ChildPool) -> bool:
    return pool.run(len, "abc", timeout=PATIENT) == 3


def test_it_returns_what_the_function_returns(pool: ChildPool) -> None:
    assert pool.run(bytes.upper, b"x" * 3_000_000, timeout=PATIENT) == b"X" * 3_000_000


def test_it_uses_another_process_and_keeps_it(pool: ChildPool) -> None:
    first, second = pool.run(os.getpid, timeout=PATIENT), pool.run(os.getpid, timeout=PATIENT)

    assert first == second != os.getpid()


@pytest.mark.parametrize(("function", "args"), [(loop, ()), (sleep, (30.0,))])
def test_a_function_that_does_not_end_is_killed(
    pool: ChildPool, function: Callable[..., object], args: tuple[float, ...]
) -> None:
    with pytest.raises(UnreadableDocument, match="too long"):
        pool.run(function, *args, timeout=0.2)

    assert works(pool)


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT])
def test_a_child_that_dies_is_replaced(pool: ChildPool, number: int) -> None:
    with pytest.raises(UnreadableDocument, match="made the parser fail"):
        pool.run(die, number, timeout=PATIENT)

    assert works(pool)


# The system kills when memory runs out, an operator may: neither says anything about the document.
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_a_child_that_is_killed_by_others_may_do_better_another_time(pool: ChildPool, number: int) -> None:
    with pytest.raises(ReadingInterrupted, match="Try again later"):
        pool.run(die, number, timeout=PATIENT)

    assert works(pool)


# It computes, sleeps or is stopped, all in its own time: another reading would end the same.
@pytest.mark.parametrize(("function", "argument"), [(burn, 60.0), (sleep, 60.0), (die, signal.SIGSTOP)])
@TELLS_WAITING
def test_what_is_too_slow_by_itself_is_not_taken_for_a_busy_machine(
    pool: ChildPool, function: Callable[..., object], argument: float
) -> None:
    with pytest.raises(UnreadableDocument, match="too long") as caught:
        pool.run(function, argument, timeout=0.2)

    assert not isinstance(caught.value, ReadingInterrupted)
    assert works(pool)


@pytest.mark.faults
@TELLS_WAITING
def test_a_starved_machine_gives_a_child_more_of_the_clock(pool: ChildPool) -> None:
    """Three of four turns go to others, so that half a second of its own takes two on the clock."""
    pool.run(burn, 0.0, timeout=PATIENT)  # imports this module, which takes longer
    others = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(3 * (os.cpu_count() or 1))]
    try:
        done = pool.run(burn, 0.5, timeout=1.2)
    finally:
        for other in others:
            other.kill()
            other.wait()

    assert done == 0.5


def test_a_stopped_child_is_killed_when_its_time_is_over(pool: ChildPool) -> None:
    with pytest.raises(UnreadableDocument, match="too long"):
        pool.run(die, signal.SIGSTOP, timeout=0.2)

    assert works(pool)


def test_a_child_that_is_killed_between_two_documents_is_replaced(pool: ChildPool) -> None:
    child = pool.run(os.getpid, timeout=PATIENT)
    os.kill(child, signal.SIGKILL)
    wait_for_the_end_of(child)

    assert works(pool)


@pytest.mark.parametrize("function", [take_memory, take_memory_slowly])
def test_a_function_that_takes_too_much_memory_ends(pool: ChildPool, function: Callable[[], None]) -> None:
    with pytest.raises(UnreadableDocument, match="too much memory"):
        pool.run(function, timeout=PATIENT)

    assert works(pool)


@pytest.mark.parametrize(
    ("function", "args"),
    [
        (fail, (ValueError("the parser's own words, with /a/path"),)),
        (fail, (RuntimeError(),)),
        (recurse, (0,)),
        (give_something_that_cannot_be_sent, ()),
    ],
)
def test_what_a_parser_raises_is_told_in_our_words(
    pool: ChildPool, function: Callable[..., object], args: tuple[object, ...]
) -> None:
    with pytest.raises(UnreadableDocument, match=f"^{FAILED}$"):
        pool.run(function, *args, timeout=PATIENT)

    assert works(pool)


def test_what_is_raised_on_purpose_comes_through(pool: ChildPool) -> None:
    with pytest.raises(TooLarge, match="more than we take"):
        pool.run(fail, TooLarge("more than we take"), timeout=PATIENT)


def test_a_child_has_no_network_and_starts_no_programs(pool: ChildPool) -> None:
    for function in (connect, look_up, start_program):
        with pytest.raises(UnreadableDocument):
            pool.run(function, timeout=PATIENT)


def test_a_child_knows_neither_our_settings_nor_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("SOURCE_CONTEXT_API_TOKEN", "secret")

    with ChildPool(max_workers=1) as pool:
        names = set(pool.run(environment, timeout=PATIENT))

    assert names <= {"PATH", "LANG", "TZ", "HOME", "TMPDIR"} | {name for name in names if name.startswith("LC_")}


def test_a_child_is_replaced_after_so_many_documents() -> None:
    with ChildPool(max_workers=1, max_tasks=3) as pool:
        numbers = [pool.run(os.getpid, timeout=PATIENT) for _ in range(4)]

    assert len(set(numbers[:3])) == 1
    assert numbers[3] != numbers[0]


def test_several_threads_share_the_children() -> None:
    with ChildPool(max_workers=2) as pool, ThreadPoolExecutor(6) as threads:
        numbers = set(threads.map(lambda _: pool.run(sleep, 0.02, timeout=PATIENT), range(12)))

    assert len(numbers) == 2


def test_closing_ends_the_children() -> None:
    pool = ChildPool(max_workers=1)
    number = pool.run(os.getpid, timeout=PATIENT)

    pool.close()

    with pytest.raises(ProcessLookupError):
        os.kill(number, 0)


def test_a_closed_pool_starts_no_child() -> None:
    # A thread that was left behind would else start one that nobody ends, and the process would wait for it for ever.
    pool = ChildPool(max_workers=1)
    pool.close()
    before = set(multiprocessing.active_children())

    with pytest.raises(ReadingInterrupted, match="ending"):
        pool.run(os.getpid, timeout=PATIENT)

    assert set(multiprocessing.active_children()) <= before
