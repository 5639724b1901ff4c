"""What grouping knows of a story while it decides: who is in it, in what order they came, who holds it together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

_PREFIX = "st-"


@dataclass(frozen=True, slots=True)
class StoryView:
    """What grouping knows of a story: its members in order of arrival."""

    id: str
    members: tuple[str, ...]
    seqs: tuple[int, ...]  # of each member, its number in order of arrival
    reports: frozenset[str]  # the members that report one event

    @property
    def opened(self) -> int:
        """The number of its first article."""
        return self.seqs[0] if self.seqs else 0

    @property
    def holders(self) -> tuple[str, ...]:
        """The members that hold it together: opinion and round-ups only while there is nothing else."""
        if len(self.reports) in {0, len(self.members)}:
            return self.members
        return tuple(one for one in self.members if one in self.reports)

    def is_held_by(self, member: str) -> bool:
        """Whether this member is one of those that hold it together."""
        return not self.reports or member in self.reports

    def joined_by(self, article_id: str, *, seq: int, is_report: bool) -> StoryView:
        """Return the story with one more member."""
        return self.merged_with(StoryView("", (article_id,), (seq,), frozenset([article_id] if is_report else [])))

    def merged_with(self, absorbed: StoryView) -> StoryView:
        """Return the story with the members of another."""
        if not absorbed.seqs or not self.seqs or absorbed.seqs[0] > self.seqs[-1]:  # as when the newest article joins
            return replace(
                self,
                members=self.members + absorbed.members,
                seqs=self.seqs + absorbed.seqs,
                reports=self.reports | absorbed.reports,
            )
        pairs = sorted([*zip(self.seqs, self.members, strict=True), *zip(absorbed.seqs, absorbed.members, strict=True)])
        return replace(
            self,
            members=tuple(member for _, member in pairs),
            seqs=tuple(seq for seq, _ in pairs),
            reports=self.reports | absorbed.reports,
        )

    def parted(self, article_ids: Sequence[str], story_id: str) -> tuple[StoryView, StoryView]:
        """Return the story without some of its members, and a story of these."""
        leaving = frozenset(article_ids)
        return self._only(self.id, frozenset(self.members) - leaving), self._only(story_id, leaving)

    def _only(self, story_id: str, kept: frozenset[str]) -> StoryView:
        pairs = [pair for pair in zip(self.members, self.seqs, strict=True) if pair[0] in kept]
        return StoryView(
            story_id, tuple(member for member, _ in pairs), tuple(seq for _, seq in pairs), self.reports & kept
        )


def story_id_of(article_id: str) -> str:
    """Return the id of the story that an article opens."""
    return f"{_PREFIX}{article_id}"


def article_of(story_id: str) -> str:
    """Return the article that would open the story with this id; nothing, if it is no id of a story."""
    return story_id.removeprefix(_PREFIX) if story_id.startswith(_PREFIX) else ""


def spaced(members: Sequence[str], count: int) -> Sequence[str]:
    """Return `count` members from the whole life of a story, evenly spaced; all, if there are no more."""
    if len(members) <= count:
        return members
    return [members[at * (len(members) - 1) // (count - 1)] for at in range(count)]
