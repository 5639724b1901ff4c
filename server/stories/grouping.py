"""Which story does an article belong to, and which stories turn out to be one?

An article joins the story whose best three members it most probably shares (the mean of three probabilities follows
average linkage, which is measurably better here than the best single one: that chains neighbours into blobs). If it
would as well have joined another story, the two are compared pair by pair, and merged if the pairs agree.

Pure and deterministic: the same articles in the same order with the same weights give the same operations. Who finds
the candidates and records the operations is `server.services.grouping`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from server.coverage.matching import Scored
from server.stories.models import OpKind, StoryOp

JOIN_AT = 0.6
"""Mean probability from which on an article joins a story."""

MERGE_AT = 0.5
"""Mean probability over the pairs of two stories from which on they are one."""

BEST_MEMBERS = 3
CROSS_MEMBERS = 5  # of each story: 25 pairs tell two stories apart as well as all pairs do
_EVIDENCE_FEATURES = 5

PairProbability = Callable[[Sequence[str], Sequence[str]], float]
"""Mean probability over the pairs of two lists of articles."""


@dataclass(frozen=True, slots=True)
class StoryView:
    """What grouping knows of a story."""

    id: str
    opened: int  # sequence number of its first article
    members: tuple[str, ...]
    reports: tuple[str, ...]  # the members that report one event

    @property
    def holders(self) -> tuple[str, ...]:
        """The members that hold it together: opinion and round-ups only while there is nothing else."""
        return self.reports or self.members

    def joined_by(self, article_id: str, *, is_report: bool) -> StoryView:
        """Return the story with one more member."""
        reports = (*self.reports, article_id) if is_report else self.reports
        return replace(self, members=(*self.members, article_id), reports=reports)

    def merged_with(self, absorbed: StoryView) -> StoryView:
        """Return the story with the members of another."""
        return replace(self, members=self.members + absorbed.members, reports=self.reports + absorbed.reports)


def story_id_of(article_id: str) -> str:
    """Return the id of the story that an article opens."""
    return f"st-{article_id}"


def decide(
    article_id: str,
    scored: Sequence[Scored],
    *,
    story_of: Mapping[str, StoryView],
    is_report: bool,
    pair_probability: PairProbability,
    model: str,
) -> list[StoryOp]:
    """Return what happens with a new article, or with one that has gained text while it was alone in its story.

    :param scored: its candidates, also those below the cutoff
    :param story_of: the story of the article, if it has one, and of each candidate
    """
    own = story_of.get(article_id)
    if own and len(own.members) > 1:
        return []
    joined = [(share, view) for share, view in find_shares(scored, story_of) if share >= JOIN_AT and view != own]
    if not joined:
        return [] if own else [StoryOp(OpKind.CREATE, story_id_of(article_id), article_id=article_id, model=model)]
    share, home = joined[0]
    evidence = _evidence(scored, home)
    if own:
        survivor, absorbed = _by_age(home, own)
        return [StoryOp(OpKind.MERGE, survivor.id, None, absorbed.id, share, evidence, model)]
    ops = [StoryOp(OpKind.JOIN, home.id, article_id, None, share, evidence, model)]
    if is_report:  # a piece about several events must not glue them together
        ops += _merges(home, [view for _, view in joined[1:]], pair_probability, model)
    return ops


def find_shares(scored: Sequence[Scored], story_of: Mapping[str, StoryView]) -> list[tuple[float, StoryView]]:
    """Return the candidates' stories with the mean of the best members' probabilities, best first."""
    found: dict[str, list[float]] = defaultdict(list)
    views = {view.id: view for view in story_of.values()}
    holders = {view.id: frozenset(view.holders) for view in views.values()}
    for one in scored:
        view = story_of.get(one.match.article_id)
        if view and one.match.article_id in holders[view.id]:
            found[view.id].append(one.match.probability)
    shares = []
    for story_id, probabilities in found.items():
        view = views[story_id]
        best = sorted(probabilities, reverse=True)[:BEST_MEMBERS]
        # A member that is not even a candidate has next to nothing in common with the article.
        shares.append((sum(best) / min(BEST_MEMBERS, len(view.holders)), view))
    return sorted(shares, key=lambda pair: (-pair[0], pair[1].opened))


def _merges(
    home: StoryView, others: Sequence[StoryView], pair_probability: PairProbability, model: str
) -> list[StoryOp]:
    ops = []
    for other in others:
        probability = pair_probability(_sample(home), _sample(other))
        if probability < MERGE_AT:
            continue
        survivor, absorbed = _by_age(home, other)
        ops.append(StoryOp(OpKind.MERGE, survivor.id, None, absorbed.id, probability, None, model))
        home = survivor.merged_with(absorbed)
    return ops


def _by_age(one: StoryView, other: StoryView) -> tuple[StoryView, StoryView]:
    """Return the older story first: it survives, the other id stays an alias."""
    return (one, other) if one.opened <= other.opened else (other, one)


def _sample(view: StoryView) -> tuple[str, ...]:
    """Return members from the whole life of the story, evenly spaced."""
    count = min(len(view.holders), CROSS_MEMBERS)
    if count < 2:
        return view.holders[:count]
    return tuple(view.holders[at * (len(view.holders) - 1) // (count - 1)] for at in range(count))


def _evidence(scored: Sequence[Scored], home: StoryView) -> dict[str, float]:
    """Return what spoke loudest for the best match in the story."""
    best = next(one.match for one in scored if one.match.article_id in home.holders)
    loudest = sorted(best.log_odds.items(), key=lambda item: -abs(item[1]))[:_EVIDENCE_FEATURES]
    return {feature: round(value, 3) for feature, value in loudest}
