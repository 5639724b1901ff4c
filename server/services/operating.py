"""What the operator may do: join and part stories, move articles, correct facts of outlets, take any of it back.

Each action is recorded with who decided it, when and why, together with what it changes. Whoever calls holds the lead
in grouping (`server.jobs.leader`), so that nothing else changes memberships meanwhile.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import chain

from server.articles.cleaning import clean_line
from server.errors import InvalidInput, NotFound
from server.outlets.amendments import check_amendment
from server.outlets.models import Amendment
from server.services.history_ports import OperatorStore
from server.services.outlets import OutletService
from server.services.ports import Clock, StoryStore
from server.stories.actions import (
    Action,
    ActionKind,
    Decision,
    Moved,
    merge_ops,
    move_ops,
    moved_by,
    names_for,
    split_ops,
)
from server.stories.models import Story, StoryOp

MAX_WHY = 500  # characters


class OperatingService:
    """Carries out what the operator decides."""

    def __init__(
        self, stories: StoryStore, operator: OperatorStore, *, outlets: OutletService, now: Clock, who: str = "operator"
    ) -> None:
        self._stories = stories
        self._operator = operator
        self._outlets = outlets
        self._now = now
        self._who = who

    def merge(self, into: str, others: Sequence[str], *, why: str) -> list[Action]:
        """Make stories part of one, an action each. :raises NotFound: :raises InvalidInput:"""
        checked = [(self._stories.get(into), self._stories.get(other)) for other in others]
        return [self._carry_out(ActionKind.MERGE, merge_ops(*pair), pair, why) for pair in checked]

    def split(self, story_id: str, article_ids: Sequence[str], *, why: str) -> Action:
        """Take articles of a story into one of their own. :raises NotFound: :raises InvalidInput:"""
        story = self._stories.get(story_id)
        ops = split_ops(story, article_ids, self._free_id(story, article_ids))
        return self._carry_out(ActionKind.SPLIT, ops, [story], why)

    def move(self, article_id: str, story_id: str, *, why: str) -> Action:
        """Take an article from its story to another. :raises NotFound: :raises InvalidInput:"""
        source = self._stories.find_for_article(article_id)
        if source is None:
            raise NotFound("there is no article with this id in any story")
        target = self._stories.get(story_id)
        return self._carry_out(ActionKind.MOVE, move_ops([article_id], source, target), [source, target], why)

    def amend(self, outlet_key: str, facts: Mapping[str, str], *, source_url: str, why: str) -> list[Action]:
        """Put facts in the place of the tables', an action each; an empty one is not known.

        They hold from the next start of each process on.

        :raises NotFound: :raises InvalidInput: naming the fact at fault; then nothing is recorded
        """
        outlet = self._outlets.get(outlet_key)
        if not facts:
            raise InvalidInput("say which fact: for example --country=GB")
        for field, value in facts.items():
            check_amendment(field, value, source_url)
        now = self._now()
        amendments = [
            Amendment(outlet.key, field, value or None, source_url, now.date().isoformat(), getattr(outlet, field))
            for field, value in facts.items()
        ]
        decisions = [Decision(ActionKind.AMEND, self._who, _why(why), amends=one) for one in amendments]
        return [self._operator.record(decision, now=now) for decision in decisions]

    def undo(self, n: int, *, why: str) -> Action:
        """Take an action back. :raises NotFound: :raises InvalidInput: if something else has changed that since"""
        action = self._operator.get(n)
        decision = action.decision
        if decision.kind is ActionKind.UNDO:
            raise InvalidInput(f"action {n} is an undo itself: decide the same anew instead")
        if self._operator.is_undone(n):
            raise InvalidInput(f"action {n} was undone already")
        self._check_untouched(action)
        ops, touched = self._reverse(decision.moved) if decision.moved else ([], [])
        moved = moved_by(ops, touched)
        reverse = Decision(ActionKind.UNDO, self._who, _why(why), moved, decision.amends, undoes=n)
        return self._operator.record(reverse, ops, now=self._now())

    def newest(self, *, limit: int) -> list[Action]:
        """Return the last actions, the newest first."""
        return self._operator.newest(limit=limit)

    def _carry_out(self, kind: ActionKind, ops: Sequence[StoryOp], stories: Sequence[Story], why: str) -> Action:
        decision = Decision(kind, self._who, _why(why), moved_by(ops, stories))
        return self._operator.record(decision, ops, now=self._now())

    def _free_id(self, story: Story, article_ids: Sequence[str]) -> str:
        """Return an id for a story that is split off: one that it had before, or one that no story ever had."""
        if not article_ids:
            raise InvalidInput("say which articles")
        for name in names_for(article_ids):
            try:
                held = self._stories.get(name)
            except NotFound:
                return name
            if held.id == story.id != name:
                return name
        raise InvalidInput("this story was split too often; merge some parts first")

    def _check_untouched(self, action: Action) -> None:
        """:raises InvalidInput: if a later decision that still stands is about the same articles"""
        articles = {moved.article_id for moved in action.decision.moved}
        for later in self._operator.in_force():
            if later.n > action.n and not articles.isdisjoint(moved.article_id for moved in later.decision.moved):
                raise InvalidInput(f"action {later.n} has moved the same article since: undo that first")

    def _reverse(self, moved: Sequence[Moved]) -> tuple[list[StoryOp], list[Story]]:
        """Return the operations that take each article back to where it came from, and the stories they touch."""
        groups: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        for one in moved:
            groups[one.to_story, one.from_story].append(one.article_id)
        reversed_groups = [self._back(article_ids, *between) for between, article_ids in groups.items()]
        return list(chain.from_iterable(ops for ops, _ in reversed_groups)), [
            story for _, stories in reversed_groups for story in stories
        ]

    def _back(self, article_ids: Sequence[str], held_by: str, origin: str) -> tuple[list[StoryOp], list[Story]]:
        holder, home = self._stories.get(held_by), self._stories.get(origin)
        now_in = self._stories.story_of(article_ids)
        strayed = [article_id for article_id in article_ids if now_in.get(article_id) != holder.id]
        if strayed:
            raise InvalidInput(f"article {strayed[0]} has gone elsewhere since: move it instead")
        if home.id == origin:
            return move_ops(article_ids, holder, home), [holder, home]
        if home.id == holder.id:  # merged, and split off again under the id that it had
            return split_ops(holder, article_ids, origin), [holder]
        raise InvalidInput(f"story {origin} has become part of {home.id} since: move the articles there instead")


def _why(why: str) -> str:
    cleaned = clean_line(why, limit=MAX_WHY)
    if not cleaned:
        raise InvalidInput("say why: others will read it", pointer="why")
    return cleaned
