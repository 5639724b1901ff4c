"""Let a configured writer put a story's overview into other words, and show it only if all of it can be checked.

Off by default. Every sentence must rest on sentences of the overview and pass the check of `server.summaries.grounding`
against them; one that fails discards the whole, and the verbatim overview is shown as without a writer.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Protocol

from server.articles.models import Evidence
from server.errors import WriterFailed
from server.summaries.grounding import find_ungrounded
from server.summaries.models import Rewritten

log = logging.getLogger(__name__)

MOST_SENTENCES = 6


class DraftLike(Protocol):
    """A rewritten sentence, and the numbers, from 1, of the sentences that it is said to rest on."""

    @property
    def text(self) -> str: ...
    @property
    def cites(self) -> Sequence[int]: ...


class Writer(Protocol):
    """Puts sentences into other words."""

    def rewrite(self, sentences: Sequence[str]) -> Sequence[DraftLike]:
        """:raises WriterFailed:"""
        ...


class RewritingService:
    """Asks the writer, and believes it nothing."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def rewrite(self, overview: Sequence[Evidence]) -> tuple[Rewritten, ...]:
        """Return the overview in other words; nothing if the writer fails or says what cannot be checked."""
        if not overview:
            return ()
        try:
            drafts = self._writer.rewrite([evidence.text for evidence in overview])
        except WriterFailed as error:
            log.warning("an overview is not rewritten: %s", error)
            return ()
        rewritten = tuple(_believed(draft, overview) for draft in drafts[: MOST_SENTENCES + 1])
        if not rewritten or len(rewritten) > MOST_SENTENCES:
            return ()
        return tuple(filter(None, rewritten)) if all(rewritten) else ()


def _believed(draft: DraftLike, overview: Sequence[Evidence]) -> Rewritten | None:
    """Return the sentence with what it rests on, or None if that does not bear it out."""
    numbers = list(dict.fromkeys(draft.cites))
    if not numbers or not all(1 <= number <= len(overview) for number in numbers):
        log.info("an overview is not rewritten: a sentence names nothing that it rests on")
        return None
    cited = tuple(overview[number - 1] for number in numbers)
    reasons = find_ungrounded(draft.text, [evidence.text for evidence in cited])
    if reasons:
        log.info("an overview is not rewritten: %s", "; ".join(reasons))
        return None
    return Rewritten(draft.text.strip(), cited)
