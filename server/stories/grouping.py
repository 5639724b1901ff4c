"""Which story does an article belong to, which stories turn out to be one, and which fall apart?

All three are asked with one measure, average linkage: the mean probability over the pairs of articles that would come
to stand in one story. A single likeness chains neighbours into blobs; the mean over all pairs does not, and it needs
no count of how many likenesses are enough. Large stories are asked through members from all of their life.

Pure and deterministic: the same articles in the same order with the same weights give the same operations. Who finds
the candidates and records the operations is `server.services.grouping`; how a story is taken apart, `linkage`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from server.coverage.matching import Scored
from server.stories.linkage import divide
from server.stories.models import OpKind, StoryOp
from server.stories.views import StoryView, spaced, story_id_of

JOIN_AT = 0.15
"""Mean probability with the members of a story from which on an article joins it. That so low a mean is enough is
what averaging does: most pairs of one story have little in common, and pairs of two stories have next to nothing."""

COMMENT_AT = 0.5
"""The same for what reports no event itself, as opinion and round-ups: they have words in common with much."""

MERGE_AT = 0.22
"""Mean probability over the pairs of two stories from which on they are one."""

SPLIT_BELOW = 0.14
"""Mean probability between the two halves of a story below which they are two: lower than what makes one of two, so
that nothing goes back and forth."""

MOVE_BY = 0.2
"""By how much better another story must suit an article that has changed."""

ASKED_STORIES = 4  # of those that the candidates are in
ASKED_MEMBERS = 12  # of each story, when an article asks to join
CROSS_MEMBERS = 8  # of each of two stories that may be one: 64 pairs
DIVIDED_MEMBERS = 24  # of a story that may be two; the others go with the half that they are nearer to
_SMALLEST_DIVIDED = 4
_GROWTH = 1.5  # a story is looked at again when it has grown by half
_BEST_MEMBERS = 3  # by these, stories are chosen that are worth asking
_EVIDENCE_FEATURES = 5

Probabilities = Callable[[Sequence[str], Sequence[str]], NDArray[np.float64]]
"""The probability of each pair of two lists of articles: a row for each of the first, a column for each of the second.
An article that is not held any more has nothing in common with any."""

Told = Callable[[float, int], float]
"""What is recorded, and shown: how likely that belongs together which has this mean probability, in a story of so many
articles. Nothing is decided by it."""

Naming = Callable[[Sequence[str], str], str | None]
"""An id for a story of these articles, split from that story; None if there is none left to give."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article that has come, or come back changed, with its candidates, also those below the cutoff."""

    article_id: str
    seq: int
    is_report: bool
    scored: Sequence[Scored]


def decide(
    arrival: Arrival,
    story_of: Mapping[str, StoryView],
    *,
    probabilities: Probabilities,
    name: Naming,
    told: Told,
    model: str,
) -> list[StoryOp]:
    """Return what happens with an article, and with the stories that it touches.

    :param story_of: the story of the article, if it has one, and of each candidate
    """
    ops, articles = _decide(arrival, story_of, probabilities, name, model)
    return [replace(op, probability=told(op.probability, articles)) if op.probability is not None else op for op in ops]


def _decide(
    arrival: Arrival, story_of: Mapping[str, StoryView], probabilities: Probabilities, name: Naming, model: str
) -> tuple[list[StoryOp], int]:
    """Return the operations, with the means that decided, and how many articles the story then has."""
    own = story_of.get(arrival.article_id)
    if own and len(own.members) > 1:
        return _reconsider(arrival, own, story_of, probabilities, model)
    shares = [pair for pair in find_shares(arrival, story_of, probabilities) if pair[1] != own]
    if not shares or shares[0][0] < (JOIN_AT if arrival.is_report else COMMENT_AT):
        opened = StoryOp(OpKind.CREATE, story_id_of(arrival.article_id), article_id=arrival.article_id, model=model)
        return [] if own else [opened], 1
    ops, home = _join(arrival, own, shares[0], model)
    size = len(home.members) - (len(own.members) if own else 1)
    if arrival.is_report:  # a piece about several events must not glue them together
        near = [view for share, view in shares[1:] if share >= JOIN_AT / 2]
        merges, home = _merge(home, near, probabilities, model)
        ops += merges
    return ops + _split(home, size, probabilities, name, model), len(home.members)


def find_shares(
    arrival: Arrival, story_of: Mapping[str, StoryView], probabilities: Probabilities
) -> list[tuple[float, StoryView]]:
    """Return the stories of the best candidates with the article's mean probability there, best first."""
    known = {one.match.article_id: one.match.probability for one in arrival.scored}
    asked = {view.id: spaced(view.holders, ASKED_MEMBERS) for view in _likeliest(arrival, story_of)}
    unknown = [member for members in asked.values() for member in members if member not in known]
    if unknown:
        known |= dict(zip(unknown, probabilities([arrival.article_id], unknown)[0].tolist(), strict=True))
    views = {view.id: view for view in story_of.values()}
    shares = [
        (sum(known[member] for member in members) / len(members), views[story]) for story, members in asked.items()
    ]
    return sorted(shares, key=lambda pair: (-pair[0], pair[1].opened))


def _likeliest(arrival: Arrival, story_of: Mapping[str, StoryView]) -> list[StoryView]:
    """Return the stories that are worth asking: by the best candidates in each."""
    views = {view.id: view for view in story_of.values()}
    found: dict[str, list[float]] = defaultdict(list)
    for one in arrival.scored:
        view = story_of.get(one.match.article_id)
        if view and view.is_held_by(one.match.article_id):
            found[view.id].append(one.match.probability)
    best = {story: sorted(chances, reverse=True)[:_BEST_MEMBERS] for story, chances in found.items()}
    order = sorted(best, key=lambda story: (-sum(best[story]) / len(best[story]), views[story].opened))
    return [views[story] for story in order[:ASKED_STORIES]]


def _join(
    arrival: Arrival, own: StoryView | None, best: tuple[float, StoryView], model: str
) -> tuple[list[StoryOp], StoryView]:
    """Return how the article comes into the story that suits it best, and what that story then is."""
    share, home = best
    evidence = _evidence(arrival.scored, home)
    if own is None:
        joined = home.joined_by(arrival.article_id, seq=arrival.seq, is_report=arrival.is_report)
        return [StoryOp(OpKind.JOIN, home.id, arrival.article_id, None, share, evidence, model)], joined
    survivor, absorbed = _by_age(home, own)
    op = StoryOp(OpKind.MERGE, survivor.id, None, absorbed.id, share, evidence, model)
    return [op], survivor.merged_with(absorbed)


def _reconsider(
    arrival: Arrival, own: StoryView, story_of: Mapping[str, StoryView], probabilities: Probabilities, model: str
) -> tuple[list[StoryOp], int]:
    """Return where an article goes that has company and has changed: it stays, unless another story suits far better.

    The article that a story was opened by, or that carries it, is a member like any other.
    """
    rest, _ = own.parted([arrival.article_id], "")
    elsewhere = {article: rest if view == own else view for article, view in story_of.items()}
    shares = find_shares(arrival, elsewhere, probabilities)
    here = next((share for share, view in shares if view == rest), 0.0)
    better = [(share, view) for share, view in shares if view != rest and share >= max(JOIN_AT, here + MOVE_BY)]
    if not better:
        return [], 0
    share, home = better[0]
    evidence = _evidence(arrival.scored, home)
    moved = StoryOp(OpKind.MOVE, home.id, arrival.article_id, own.id, share, evidence, model)
    return [moved], len(home.members) + 1


def _merge(
    home: StoryView, others: Sequence[StoryView], probabilities: Probabilities, model: str
) -> tuple[list[StoryOp], StoryView]:
    """Return which of the other stories prove to be the same as this one, and what it then is."""
    ops = []
    for other in others:
        pairs = probabilities(spaced(home.holders, CROSS_MEMBERS), spaced(other.holders, CROSS_MEMBERS))
        if pairs.mean() < MERGE_AT:
            continue
        survivor, absorbed = _by_age(home, other)
        ops.append(StoryOp(OpKind.MERGE, survivor.id, None, absorbed.id, float(pairs.mean()), None, model))
        home = survivor.merged_with(absorbed)
    return ops, home


def _split(story: StoryView, size: int, probabilities: Probabilities, name: Naming, model: str) -> list[StoryOp]:
    """Return how a story that has grown from `size` members falls apart, if it does. The larger part keeps its id."""
    if not _is_looked_at(size, len(story.members)):
        return []
    asked = spaced(story.holders, DIVIDED_MEMBERS)
    chances, is_second = divide(probabilities(asked, asked))
    if chances >= SPLIT_BELOW:
        return []
    halves = _assign(story, asked, is_second, probabilities)
    leaving = min(halves, key=lambda half: (len(half), -story.members.index(half[0])))
    new_id = name(leaving, story.id)
    if new_id is None:
        return []
    opened = StoryOp(OpKind.SPLIT, new_id, from_story=story.id, probability=chances, model=model)
    return [opened, *(StoryOp(OpKind.MOVE, new_id, one, story.id, model=model) for one in leaving)]


def _is_looked_at(before: int, now: int) -> bool:
    """Whether the story has reached one of the sizes at which it is looked at, which are by half apart."""
    size = float(_SMALLEST_DIVIDED)
    while size <= before:
        size *= _GROWTH
    return now >= size


def _assign(
    story: StoryView, asked: Sequence[str], is_second: NDArray[np.bool_], probabilities: Probabilities
) -> tuple[list[str], list[str]]:
    """Return all members in two parts, in their order: those asked as divided, the others where they are nearer."""
    side = dict(zip(asked, is_second.tolist(), strict=True))
    others = [member for member in story.members if member not in side]
    if others:
        pairs = probabilities(others, asked)
        nearer = pairs[:, is_second].mean(axis=1) > pairs[:, ~is_second].mean(axis=1)
        side |= dict(zip(others, nearer.tolist(), strict=True))
    return [one for one in story.members if not side[one]], [one for one in story.members if side[one]]


def _by_age(one: StoryView, other: StoryView) -> tuple[StoryView, StoryView]:
    """Return the older story first: it survives, the other id stays an alias."""
    return (one, other) if one.opened <= other.opened else (other, one)


def _evidence(scored: Sequence[Scored], home: StoryView) -> dict[str, float]:
    """Return what spoke loudest for the best match in the story."""
    holders = frozenset(home.holders)
    best = next(one.match for one in scored if one.match.article_id in holders)
    loudest = sorted(best.log_odds.items(), key=lambda item: -abs(item[1]))[:_EVIDENCE_FEATURES]
    return {feature: round(value, 3) for feature, value in loudest}
