"""The shapes of what we say about stories: the same in the API, on the pages and in the command's `--json`."""

from __future__ import annotations

from datetime import date, datetime

from msgspec import Struct

from server.services.answer_parts import (
    CountsAnswer,
    CreditAnswer,
    EvidenceAnswer,
    LimitsAnswer,
    MatchAnswer,
    OriginAnswer,
    SpreadAnswer,
    TextAnswer,
)
from server.services.comparison_answers import CorrectionAnswer


class RewrittenAnswer(Struct, frozen=True):
    """A sentence in a language model's words, and the sentences that were found to bear it out."""

    text: str
    references: list[EvidenceAnswer]


class KeyPointAnswer(Struct, frozen=True):
    """A point that several articles make, in the words of one of them."""

    text: str
    evidence: EvidenceAnswer
    references: list[EvidenceAnswer]  # where others say it
    origins: int  # independent origins that carry it


class QuestionAnswer(Struct, frozen=True):
    """What a reader would ask; without an answer the note says where we looked."""

    kind: str  # what · who · when_where · how · why · how_many · next · response
    question: str
    answer: str | None
    evidence: EvidenceAnswer | None
    references: list[EvidenceAnswer]
    note: str | None


class TimelineAnswer(Struct, frozen=True):
    """One article's place in time."""

    article_id: str
    at: datetime | None
    precision: str | None
    kind: str  # first_report · report · relay · correction · opinion


class ReliedOnAnswer(Struct, frozen=True):
    """The article that most others lean on."""

    article_id: str
    by: list[str]  # article ids
    reasons: list[str]


class SideShareAnswer(Struct, frozen=True):
    """How many of the sentences shown one side supplied, beside its share of the origins."""

    side: str  # left · center · right · not_rated
    sentences: int
    origins: int


class BalanceAnswer(Struct, frozen=True):
    """Who the text of a story was taken from."""

    shares: list[SideShareAnswer]
    note: str | None


class StoryTextAnswer(Struct, frozen=True):
    """What is told of a story, each sentence in the words of a named article."""

    headline: TextAnswer
    lede: TextAnswer | None
    overview: list[TextAnswer] | None
    rewritten: list[RewrittenAnswer]  # the overview by the operator's writer; empty: there is none, or not believed
    key_points: list[KeyPointAnswer]
    questions: list[QuestionAnswer]
    timeline: list[TimelineAnswer]
    most_relied_on: ReliedOnAnswer | None
    balance: BalanceAnswer | None
    notes: list[str]


class ChangeAnswer(Struct, frozen=True):
    """One thing that a reader would notice between two versions of a story, or two revisions of an article."""

    # headline · lede · overview · key_point · figure · quote · attribution · correction · members · trivial; of an
    # article's edits: correction · headline · figure · quote · attribution · passage · trivial
    kind: str
    before: TextAnswer | None
    after: TextAnswer | None
    detail: str


class VersionItem(Struct, frozen=True):
    """One version of a story's text."""

    number: int  # from 1
    at: datetime
    changelog: list[ChangeAnswer]  # against the version before; empty for the first
    url: str


class VersionList(Struct, frozen=True):
    """All versions of a story's text, the newest first."""

    story_id: str
    versions: list[VersionItem]
    corrections: list[CorrectionAnswer]
    note: str | None  # "no previous versions"
    limits: LimitsAnswer


class VersionAnswer(Struct, frozen=True):
    """One version of a story's text as it was shown."""

    story_id: str
    number: int
    at: datetime
    text: StoryTextAnswer
    counts: CountsAnswer
    article_ids: list[str]
    revisions: dict[str, int]  # article id → the revision of it (see its edits) that the spans stand in
    changelog: list[ChangeAnswer]
    url: str
    limits: LimitsAnswer


class DiffAnswer(Struct, frozen=True):
    """What changed from one version to another."""

    story_id: str
    older: int
    newer: int
    changes: list[ChangeAnswer]
    joined: list[str]  # article ids
    left: list[str]
    limits: LimitsAnswer


class DigestStoryAnswer(Struct, frozen=True):
    """A story of the day with the headlines of its sides beside each other."""

    id: str
    headline: TextAnswer
    lede: TextAnswer | None
    counts: CountsAnswer  # of what was published on the day
    first_reported_at: datetime  # on the day
    left: MatchAnswer | None
    center: MatchAnswer | None
    right: MatchAnswer | None
    url: str


class DigestAnswer(Struct, frozen=True):
    """The stories of a day, to be read in five minutes."""

    day: date
    stories: list[DigestStoryAnswer]
    words: int
    reading_minutes: float
    limits: LimitsAnswer


class StoryRef(Struct, frozen=True):
    """A story as it is shown in a context answer."""

    id: str
    headline: TextAnswer
    lede: TextAnswer | None
    overview: list[TextAnswer] | None
    rewritten: list[RewrittenAnswer]  # the overview by the operator's writer; empty: there is none, or not believed
    key_points: list[KeyPointAnswer]
    questions: list[QuestionAnswer]
    version: int | None
    url: str


class StoryItem(Struct, frozen=True):
    """A story in a list."""

    id: str
    headline: TextAnswer
    counts: CountsAnswer
    first_published_at: datetime | None
    updated_at: datetime
    url: str


class StoryList(Struct, frozen=True):
    """A page of stories, newest first."""

    stories: list[StoryItem]
    next: str | None
    limits: LimitsAnswer


class StoryOpAnswer(Struct, frozen=True):
    """One recorded change of a story's membership."""

    at: datetime
    kind: str
    story_id: str
    article_id: str | None
    from_story: str | None
    probability: float | None
    model: str


class StoryAnswer(Struct, frozen=True):
    """A story with its articles."""

    id: str
    headline: TextAnswer
    lede: TextAnswer | None
    overview: list[TextAnswer] | None
    rewritten: list[RewrittenAnswer]  # the overview by the operator's writer; empty: there is none, or not believed
    key_points: list[KeyPointAnswer]
    questions: list[QuestionAnswer]
    timeline: list[TimelineAnswer]
    most_relied_on: ReliedOnAnswer | None
    balance: BalanceAnswer | None
    counts: CountsAnswer
    first_published_at: datetime | None
    updated_at: datetime
    version: int | None
    articles: list[MatchAnswer]
    origins: list[OriginAnswer]
    credits: list[CreditAnswer]
    spread: SpreadAnswer
    original_share: float | None  # of the articles, those of which nothing shows that they pass on another's report
    history: list[StoryOpAnswer]
    url: str
    limits: LimitsAnswer


class StoryArticles(Struct, frozen=True):
    """A page of a story's articles."""

    articles: list[MatchAnswer]
    next: str | None
    limits: LimitsAnswer
