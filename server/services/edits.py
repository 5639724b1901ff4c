"""Later edits of an article, and corrections followed through the articles of its story."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from operator import attrgetter

from server.services.comparison_answers import CorrectionAnswer, RelayAnswer
from server.services.edit_answers import ArticleEdits, EditStepAnswer, RevisionAnswer
from server.services.folding import FoldingService
from server.services.history_ports import RevisionStore, RevisitStore
from server.services.limits import LimitsService
from server.services.outlets import OutletService
from server.services.ports import ArticleStore, StoryStore
from server.services.serialize import serialize_article, serialize_text
from server.services.story_answers import ChangeAnswer
from server.stories.corrections import FollowedCorrection, Relay, follow, list_corrections
from server.stories.edits import Edit, Revision, find_edits
from server.stories.models import Story
from server.stories.versions import Change

MOST_REVISIONS = 50  # of one article, the newest: a live page has one for every visit
NO_EDITS = "no edits seen"
MANY = f"only the last {MOST_REVISIONS} revisions are compared"


class EditService:
    """Compares what articles said with what they say."""

    def __init__(
        self,
        articles: ArticleStore,
        stories: StoryStore,
        revisions: RevisionStore,
        revisits: RevisitStore,
        *,
        folding: FoldingService,
        outlets: OutletService,
        limits: LimitsService,
    ) -> None:
        self._articles = articles
        self._stories = stories
        self._revisions = revisions
        self._revisits = revisits
        self._folding = folding
        self._outlets = outlets
        self._limits = limits

    def edits_of(self, article_id: str) -> ArticleEdits:
        """Return how an article was edited since it was first read. :raises NotFound: :raises DamagedRecord:"""
        stored = self._articles.get(article_id)
        revisions = self._revisions.of([article_id]).get(article_id, [])
        steps = [step for step in map(_step, *_pairs(revisions)) if step.changes]
        return ArticleEdits(
            serialize_article(stored),
            self._outlets.ref(stored.article.outlet_key),
            [_revision(revision) for revision in reversed(revisions[-MOST_REVISIONS:])],
            steps[::-1],
            self._revisits.find_next(article_id),
            NO_EDITS if not steps else None,
            self._limits.limits([MANY] if len(revisions) > MOST_REVISIONS else []),
        )

    def corrections_of(self, story: Story) -> list[CorrectionAnswer]:
        """Return what articles of the story have taken back, each with the others that still carry it."""
        return [_correction(followed) for followed in self._follow(story)]

    def corrections_of_article(self, article_id: str) -> list[CorrectionAnswer]:
        """Return the corrections that concern one article: its own, and those that it has not followed."""
        story = self._stories.find_for_article(article_id)
        if story is None:
            return []
        return [
            _correction(followed)
            for followed in self._follow(story)
            if article_id in {followed.correction.article_id, *(relay.article_id for relay in followed.relays)}
        ]

    def _follow(self, story: Story) -> list[FollowedCorrection]:
        held = self._articles.get_many([member.article_id for member in story.members])
        articles = [stored.article for stored in sorted(held.values(), key=attrgetter("when"))]
        revisions = self._revisions.of(self._revisions.revised(held))
        corrections = [
            correction
            for article in articles
            for correction in list_corrections(article, _edits(revisions.get(article.id, [])))
        ]
        if not corrections:  # nearly always, and folding takes longer than all the rest
            return []
        return follow(corrections, articles, self._folding.fold(articles).origins)


def serialize_change(change: Change | Edit) -> ChangeAnswer:
    """Return one difference with what was and what is."""
    return ChangeAnswer(
        change.kind.value,
        serialize_text(change.before) if change.before else None,
        serialize_text(change.after) if change.after else None,
        change.detail,
    )


def _pairs(revisions: Sequence[Revision]) -> tuple[Sequence[Revision], Sequence[Revision]]:
    """Return each revision and the next, the last ones of many."""
    last = revisions[-MOST_REVISIONS:]
    return last[:-1], last[1:]


def _step(older: Revision, newer: Revision) -> EditStepAnswer:
    changes = [serialize_change(edit) for edit in find_edits(older, newer)]
    return EditStepAnswer(older.change, newer.change, newer.seen_at, changes)


def _edits(revisions: Sequence[Revision]) -> list[Edit]:
    return [edit for pair in pairwise(revisions[-MOST_REVISIONS:]) for edit in find_edits(*pair)]


def _revision(revision: Revision) -> RevisionAnswer:
    return RevisionAnswer(revision.change, revision.seen_at, revision.title, bool(revision.body))


def _correction(followed: FollowedCorrection) -> CorrectionAnswer:
    correction = followed.correction
    return CorrectionAnswer(
        correction.article_id,
        "notice" if correction.is_notice else "changed_figure",
        correction.old,
        correction.new,
        serialize_text(correction.before) if correction.before else None,
        serialize_text(correction.after),
        [_relay(relay) for relay in followed.relays],
    )


def _relay(relay: Relay) -> RelayAnswer:
    return RelayAnswer(relay.article_id, serialize_text(relay.evidence), relay.shares_origin)
