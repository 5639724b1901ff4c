"""The shapes of what we say about later edits of an article."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from server.services.answer_parts import ArticleAnswer, LimitsAnswer, OutletRef
from server.services.story_answers import ChangeAnswer


class RevisionAnswer(Struct, frozen=True):
    """What an article said at one time. Its text is the publisher's and is not handed out."""

    number: int  # rises with every change; not counted from 1
    seen_at: datetime  # when it was seen to say so
    title: str
    has_text: bool


class EditStepAnswer(Struct, frozen=True):
    """What was changed from one revision to the next."""

    older: int
    newer: int
    seen_at: datetime  # the change was made by then, and after the older one was seen
    changes: list[ChangeAnswer]


class ArticleEdits(Struct, frozen=True):
    """Later edits of an article, the newest first."""

    article: ArticleAnswer
    outlet: OutletRef | None
    revisions: list[RevisionAnswer]  # the newest first
    edits: list[EditStepAnswer]
    next_look_at: datetime | None  # when its page is looked at again; None: no more
    note: str | None  # "no edits seen"
    limits: LimitsAnswer
