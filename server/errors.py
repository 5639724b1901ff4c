"""Everything that we raise on purpose, drawn as one tree.

Each message is written for the person who reads it: what is wrong and what to do about it. It never holds a path of
this machine, a stack, or a reader's full address. `server.api.problems` turns each kind into a documented status,
`server.cli` into an exit code.
"""

from __future__ import annotations


class SourceContextError(Exception):
    """The root: whatever we raise on purpose is one of these."""


# What the caller gave us.


class InvalidInput(SourceContextError):
    """What was given cannot be used; the caller can mend it."""

    def __init__(self, message: str, *, pointer: str = "") -> None:
        """:param pointer: JSON pointer (RFC 6901) or name of the field at fault, if there is one"""
        super().__init__(message)
        self.pointer = pointer


class InvalidURL(InvalidInput):
    """Not an absolute http(s) address."""


class PrivateAddress(InvalidInput):
    """The address belongs to a private, local or reserved network; we neither fetch nor look it up."""


class UnknownField(InvalidInput):
    """A field that no version of the interface has."""


class InvalidCursor(InvalidInput):
    """A paging cursor that we did not issue, or that has outlived its list."""


class InvalidPrefix(InvalidInput):
    """Not the first bits of a hash."""


class WrongPrefixLength(InvalidPrefix):
    """A prefix of more bits than hide an article among others, or of so few that too much is asked for."""

    def __init__(self, message: str, *, bits: int) -> None:
        """:param bits: how many to send"""
        super().__init__(message, pointer="prefix")
        self.bits = bits


class ForeignOrigin(SourceContextError):
    """Sent by the page of another site, through the browser of a reader who may know nothing of it."""


class TooManyReports(SourceContextError):
    """More reports than are taken: of one client, or in one day."""

    def __init__(self, message: str, *, retry_after: int) -> None:
        """:param retry_after: seconds until the next one is taken"""
        super().__init__(message)
        self.retry_after = retry_after


class TooBusy(SourceContextError):
    """More is asked at once than can be answered soon."""


class NotFound(SourceContextError):
    """A record asked for by its id or key does not exist."""


# The world outside.


class FetchError(SourceContextError):
    """A page, feed or sitemap could not be read from the network."""


class FetchRefused(FetchError):
    """Our own rules forbid the fetch: guard, robots.txt, politeness, or an unknown outlet."""


class FetchDelayed(FetchRefused):
    """Refused for a reason that may pass: a name or a robots.txt that cannot be read just now."""


class HostBusy(FetchDelayed):
    """The site is being read already, or has asked for a pause; it may be asked again soon."""


class FetchTimeout(FetchError):
    """The total deadline passed before the whole answer had come."""


class TooLarge(FetchError):
    """The decoded answer is larger than we take."""


class UpstreamError(FetchError):
    """The other server answered, but not with what was asked for."""

    def __init__(self, message: str, *, status: int | None = None, retry_after: float | None = None) -> None:
        """:param retry_after: seconds that the other side asked us to wait, if it did"""
        super().__init__(message)
        self.status = status
        self.retry_after = retry_after


class MailRefused(SourceContextError):
    """The operator's mail server did not take a letter."""


class WriterFailed(SourceContextError):
    """The operator's writer did not answer, or not in a way that can be used."""


class EmbedderFailed(SourceContextError):
    """The operator's embeddings service did not answer, or not in a way that can be used."""


class EmbedderRefused(EmbedderFailed):
    """It answered that it will not have what it was sent; it may have another text, or a shorter one."""


class UnreadableDocument(SourceContextError):
    """A page, feed or sitemap arrived, but cannot be parsed within our limits."""


class ReadingInterrupted(UnreadableDocument):
    """Parsing was not finished for reasons of this machine, not of the document: it may go well another time."""


# Our own house.


class InvalidConfiguration(SourceContextError):
    """A setting or a table on disk is wrong; the message names it."""


class StoreUnavailable(SourceContextError):
    """The store cannot take or give data just now; nothing acknowledged is lost."""


class StoreFull(StoreUnavailable):
    """The disk is full: reading goes on, writing waits."""


class DamagedRecord(StoreUnavailable):
    """A stored record no longer has the hash that it was written with; it is not served."""
