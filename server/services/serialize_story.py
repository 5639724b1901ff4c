"""Turn what is told of a story into the shapes of `server.services.story_answers`."""

from __future__ import annotations

from server.services.serialize import serialize_evidence, serialize_text
from server.services.story_answers import (
    BalanceAnswer,
    KeyPointAnswer,
    QuestionAnswer,
    ReliedOnAnswer,
    RewrittenAnswer,
    SideShareAnswer,
    StoryTextAnswer,
    TimelineAnswer,
)
from server.summaries.models import Balance, KeyPoint, Question, ReliedOn, StorySummary, TimelineEntry


def serialize_story_text(summary: StorySummary) -> StoryTextAnswer:
    """Return everything that is told of a story."""
    overview = summary.overview
    return StoryTextAnswer(
        headline=serialize_text(summary.headline),
        lede=serialize_text(summary.lede) if summary.lede else None,
        overview=None if overview is None else [serialize_text(evidence) for evidence in overview],
        rewritten=[
            RewrittenAnswer(one.text, [serialize_evidence(evidence) for evidence in one.cited])
            for one in summary.rewritten
        ],
        key_points=[_key_point(point) for point in summary.key_points],
        questions=[_question(question) for question in summary.questions],
        timeline=[_entry(entry) for entry in summary.timeline],
        most_relied_on=_relied_on(summary.most_relied_on) if summary.most_relied_on else None,
        balance=_balance(summary.balance) if summary.balance else None,
        notes=list(summary.notes),
    )


def _key_point(point: KeyPoint) -> KeyPointAnswer:
    references = [serialize_evidence(evidence) for evidence in point.references]
    return KeyPointAnswer(point.evidence.text, serialize_evidence(point.evidence), references, point.origins)


def _question(question: Question) -> QuestionAnswer:
    answer = question.answer
    return QuestionAnswer(
        question.kind.value,
        question.question,
        answer.text if answer else None,
        serialize_evidence(answer) if answer else None,
        [serialize_evidence(evidence) for evidence in question.references],
        question.note,
    )


def _entry(entry: TimelineEntry) -> TimelineAnswer:
    precision = entry.precision.value if entry.precision else None
    return TimelineAnswer(entry.article_id, entry.at, precision, entry.kind.value)


def _relied_on(relied_on: ReliedOn) -> ReliedOnAnswer:
    return ReliedOnAnswer(relied_on.article_id, list(relied_on.by), list(relied_on.reasons))


def _balance(balance: Balance) -> BalanceAnswer:
    shares = [SideShareAnswer(share.side, share.sentences, share.origins) for share in balance.shares]
    return BalanceAnswer(shares, balance.note)
