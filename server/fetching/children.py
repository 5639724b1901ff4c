"""Run a parser on a stranger's document so that nothing it does can hurt us.

HTML and feed parsers are fast on what people write and can take minutes and gigabytes on what somebody crafts, and a
thread that is stuck in one cannot be stopped. So documents are parsed in child processes with little memory, no network
and none of our secrets; a child that is late is killed, and the parent only waits. Late is one that has had its time to
itself: what it spends waiting for a processor of a busy machine does not count (`server.fetching.progress`).

Each child has a pipe of its own, so that killing one, at any moment, cannot damage what the others send. (A ready-made
pool shares one pipe among all: kill an idle child of it, and the whole pool is lost.)
"""

from __future__ import annotations

import logging
import math
import multiprocessing
import os
import queue
import resource
import signal
import sys
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from typing import Self, TypeVar, TypeVarTuple, cast

from server.errors import ReadingInterrupted, SourceContextError, UnreadableDocument
from server.fetching.limits import MIB
from server.fetching.progress import Progress

logger = logging.getLogger(__name__)

MEMORY = 768 * MIB  # of addresses; the parsers take 70 to 190 MiB of them before the first document
MAX_TASKS = 200  # then a child is replaced: parsers leak, and a heap that has seen everything stays large
TIMEOUT = 6.0  # of its own time; the machine may make it ten times as long on the clock
LOOK_SECONDS = 0.25  # between two looks at how far it is
START_TIMEOUT = 120.0  # importing the parsers takes one to three seconds, and a starved machine much longer
QUEUE_TIMEOUT = 120.0  # for all children to be busy: eight polls at a time on a machine without a free moment
ENVIRONMENT = {"PATH", "LANG", "TZ", "HOME", "TMPDIR"}  # and LC_*: what libraries look at; no proxies, no secrets
FORBIDDEN = {"socket.connect", "socket.getaddrinfo", "socket.sendto", "subprocess.Popen", "os.exec", "os.system"}

TOO_SLOW = "The document takes too long to read; it may be damaged or made to be so."
TOO_HEAVY = "The document takes too much memory to read; it may be damaged or made to be so."
FAILED = "The document cannot be read; it made the parser fail."
BUSY = "Too many documents are being read just now. Try again in a minute."
ENDING = "The document was not read: this process is ending. Try again later."
INTERRUPTED = "The document was not read to the end: this machine was too busy, or ended the parser. Try again later."

T = TypeVar("T")
Ts = TypeVarTuple("Ts")


class ChildPool:
    """A few child processes, started when first needed. Safe to use from several threads."""

    def __init__(
        self,
        *,
        max_workers: int = 2,
        preload: Sequence[str] = (),
        memory: int = MEMORY,
        max_tasks: int = MAX_TASKS,
    ) -> None:
        """:param preload: modules that every child will need, imported once for all of them"""
        # Children are forked from a small server process without threads: a fork of ourselves could inherit a lock that
        # another thread holds. There is one such server in a process, so what it preloads is common to all pools.
        self._context = multiprocessing.get_context("forkserver")
        if preload:
            self._context.set_forkserver_preload(list(preload))
        self._memory = memory
        self._max_tasks = max_tasks
        self._is_closed = False
        self._lock = threading.Lock()  # a child is either started before the pool is closed, and stopped then, or never
        self._idle: queue.LifoQueue[_Child | None] = queue.LifoQueue()  # none: a child yet to be started
        for _ in range(max_workers):
            self._idle.put(None)

    def run(self, function: Callable[[*Ts], T], *args: *Ts, timeout: float = TIMEOUT) -> T:
        """Return `function(*args)`, called in a child. The function must be importable, all values picklable.

        :raises UnreadableDocument: if it takes too long or too much memory, fails, or dies
        :raises SourceContextError: what the function itself raises on purpose
        """
        try:
            child = self._idle.get(timeout=QUEUE_TIMEOUT)
        except queue.Empty as error:
            raise ReadingInterrupted(BUSY) from error
        try:
            if child is not None and not (child.is_usable and child.tasks < self._max_tasks):
                child.stop()
                child = None
            if child is None:
                child = self._start()
            return cast(T, child.call(function, args, timeout=timeout))
        finally:
            self._idle.put(child)
            if self._is_closed:
                self.close()

    def _start(self) -> _Child:
        """Return a child that is ready, unless the pool is closed.

        A process that ends waits for its children, and ends by itself those that it knew when it began to: one more,
        started by a thread that was left behind, would keep it waiting for ever.
        """
        with self._lock:
            if self._is_closed:
                raise ReadingInterrupted(ENDING)
            child = _Child(self._context, self._memory)
        child.await_ready()
        return child

    def close(self) -> None:
        """Stop the idle children and start no others; those at work stop when they are done."""
        with self._lock:
            self._is_closed = True
        stopped = 0
        while True:
            try:
                child = self._idle.get_nowait()
            except queue.Empty:
                break
            stopped += 1
            if child:
                child.stop()
        for _ in range(stopped):
            self._idle.put(None)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Child:
    """One child process, used by one thread at a time."""

    def __init__(self, context: ForkServerContext, memory: int) -> None:
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, memory), name="parser", daemon=True)
        self.tasks = 0  # done so far
        self._is_spoilt = False
        try:
            self._process.start()
        except (EOFError, OSError) as error:  # the system has no room for another process
            self._pipe.close()
            raise ReadingInterrupted(BUSY) from error
        finally:
            theirs.close()

    def await_ready(self) -> None:
        """Wait until it takes calls."""
        try:
            is_ready = self._pipe.poll(START_TIMEOUT) and self._pipe.recv() == "ready"
        except (EOFError, OSError):
            is_ready = False
        if not is_ready:
            self.stop()
            raise ReadingInterrupted(BUSY)

    @property
    def is_usable(self) -> bool:
        """Whether it is alive and well."""
        return not self._is_spoilt and self._process.is_alive()

    def call(self, function: Callable[..., object], args: Sequence[object], *, timeout: float) -> object:
        """Return what the child says that `function` returns."""
        watch = _Watch(self._process, timeout)
        self.tasks += 1
        self._is_spoilt = True  # until its answer is here in full
        try:
            self._pipe.send((function, args, timeout))
            is_result, value = self._pipe.recv()
            self._is_spoilt = False
        except (EOFError, OSError) as error:
            raise self._reason(watch) from error
        finally:
            watch.end()
            self._is_spoilt = self._is_spoilt or watch.has_killed
        if is_result:
            return value
        raise self._error(function, value)

    def stop(self) -> None:
        """End the process, whatever it is doing."""
        self._pipe.close()
        self._process.kill()
        self._process.join()
        self._process.close()

    def _reason(self, watch: _Watch) -> UnreadableDocument:
        """Return why it ended before it had answered."""
        if watch.has_killed:
            return ReadingInterrupted(INTERRUPTED) if watch.is_in_doubt else UnreadableDocument(TOO_SLOW)
        self._process.join(1.0)
        if self._process.exitcode == -signal.SIGXCPU:
            return UnreadableDocument(TOO_SLOW)
        # Nobody here has killed it: the system does when memory runs out, an operator may.
        is_killed = self._process.exitcode in {-signal.SIGKILL, -signal.SIGTERM}
        return ReadingInterrupted(INTERRUPTED) if is_killed else UnreadableDocument(FAILED)

    def _error(self, function: Callable[..., object], value: object) -> SourceContextError:
        if isinstance(value, SourceContextError):
            return value
        self._is_spoilt = value == MemoryError.__name__
        logger.warning("%s failed in a child: %s", getattr(function, "func", function).__name__, value)
        return UnreadableDocument(TOO_HEAVY if self._is_spoilt else FAILED)


class _Watch:
    """Kills a process that is late; that also frees us from a pipe that it does not empty or only half fills."""

    def __init__(self, process: ForkServerProcess, limit: float) -> None:
        self._process = process
        self._limit = limit
        self._progress = Progress(cast(int, process.pid))
        self._is_done = threading.Event()
        self.has_killed = False
        self.is_in_doubt = False  # whether it may have been the machine that was slow
        self._thread = threading.Thread(target=self._look, name="watch", daemon=True)
        self._thread.start()

    def end(self) -> None:
        """Look no more; what `has_killed` says is final then."""
        self._is_done.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._is_done.wait(min(LOOK_SECONDS, self._limit)):
            is_over = self._progress.is_over(self._limit)
            if is_over or self._progress.is_hopeless(self._limit):
                self.is_in_doubt = not (is_over and self._progress.is_known)
                self.has_killed = True
                self._process.kill()
                return


def _serve(pipe: Connection, memory: int) -> None:
    """Be a child: take calls from the pipe and answer each, until the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to handle
    for name in set(os.environ) - ENVIRONMENT:
        if not name.startswith("LC_"):
            del os.environ[name]
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    sys.addaudithook(_refuse_network)
    pipe.send("ready")
    while True:
        try:
            function, args, timeout = pipe.recv()
        except EOFError:
            return
        _limit_processor_time(timeout)
        _answer(pipe, function, args)


def _answer(pipe: Connection, function: Callable[..., object], args: Sequence[object]) -> None:
    """Send back (true, result), or (false, our own exception or the name of another kind)."""
    try:
        pipe.send((True, function(*args)))
    except SourceContextError as error:
        pipe.send((False, error))
    except Exception as error:  # noqa: BLE001 - an edge: parsers raise anything, and a child must outlive a document
        pipe.send((False, type(error).__name__))


def _limit_processor_time(timeout: float) -> None:
    """Let the system end this child, should the parent not be there to do it."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    soft = math.ceil(used.ru_utime + used.ru_stime + timeout) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (soft, resource.RLIM_INFINITY))


def _refuse_network(event: str, _args: object) -> None:
    if event in FORBIDDEN:
        raise PermissionError(f"{event} is not for parsers")
