"""What would a reader notice between two versions of a story's text?

Two summaries in, typed changes out, each with the span that was shown and the span that is. Whether a change is worth a
version is decided here, too (`is_noticeable`), and whether it may wait (`is_urgent`): a story that grows by an article
a minute has one text with many touches, not as many versions.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from server.articles.models import Evidence
from server.coverage.models import Counts
from server.stories.wording import Contrast, Wording, contrast, figures_changed, pair_up
from server.summaries.models import StorySummary

SETTLES = timedelta(minutes=10)  # after a version, for the next to come; what is urgent does not wait
GROWN = 1.5  # times as many independent origins as before, or as few, are another story's breadth


class ChangeKind(StrEnum):
    """What has changed, in the order in which it is told."""

    CORRECTION = "correction"  # an article says that it was wrong
    HEADLINE = "headline"
    FIGURE = "figure"
    LEDE = "lede"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    OVERVIEW = "overview"
    KEY_POINT = "key_point"
    MEMBERS = "members"
    TRIVIAL = "trivial"


_URGENT = {ChangeKind.CORRECTION, ChangeKind.HEADLINE, ChangeKind.FIGURE}
_ORDER = {kind: place for place, kind in enumerate(ChangeKind)}
_BY_CONTRAST = {
    Contrast.FIGURE: ChangeKind.FIGURE,
    Contrast.QUOTE: ChangeKind.QUOTE,
    Contrast.ATTRIBUTION: ChangeKind.ATTRIBUTION,
    Contrast.TRIVIAL: ChangeKind.TRIVIAL,
}
_DETAIL = {
    ChangeKind.FIGURE: "other figures",
    ChangeKind.QUOTE: "other quoted words",
    ChangeKind.ATTRIBUTION: "another source is named, or none",
    ChangeKind.TRIVIAL: "spelling, punctuation, or the same words from another article",
}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. What is minor is told, but makes no version by itself."""

    kind: ChangeKind
    before: Evidence | None
    after: Evidence | None
    detail: str
    is_minor: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """What was shown of a story from a time on."""

    story_id: str
    number: int  # from 1
    at: datetime
    summary: StorySummary
    texts: Mapping[str, int]  # article id → the change of the store that had brought its text: where spans are checked
    notices: tuple[Evidence, ...] = ()  # the correction notices that its articles bore
    changes: tuple[Change, ...] = ()  # against the version before; none for the first


def find_changes(
    before: StorySummary,
    after: StorySummary,
    *,
    joined: Collection[str] = (),
    left: Collection[str] = (),
    notices: Iterable[Evidence] = (),
) -> tuple[Change, ...]:
    """Return what differs between two summaries, what weighs most first.

    :param joined: ids of the articles that came to the story in between
    :param left: ids of those that went
    :param notices: correction notices that its articles did not bear before
    """
    changes = [
        *(Change(ChangeKind.CORRECTION, None, notice, "an article has corrected itself") for notice in notices),
        *_single(ChangeKind.HEADLINE, before.headline, after.headline),
        *_single(ChangeKind.LEDE, before.lede, after.lede),
        *_several(ChangeKind.OVERVIEW, before.overview or (), after.overview or ()),
        *_several(ChangeKind.KEY_POINT, *([point.evidence for point in one.key_points] for one in (before, after))),
        *_members(before.counts, after.counts, len(joined), len(left)),
        *_format(before, after),
    ]
    return tuple(sorted(changes, key=lambda change: _ORDER[change.kind]))


def find_version_changes(before: Version, after: Version) -> tuple[Change, ...]:
    """Return what differs between any two versions of a story."""
    known = {(notice.article_id, notice.text) for notice in before.notices}
    return find_changes(
        before.summary,
        after.summary,
        joined=after.texts.keys() - before.texts.keys(),
        left=before.texts.keys() - after.texts.keys(),
        notices=[notice for notice in after.notices if (notice.article_id, notice.text) not in known],
    )


def is_noticeable(changes: Iterable[Change]) -> bool:
    """Whether a reader would notice."""
    return any(not change.is_minor for change in changes)


def is_urgent(changes: Iterable[Change]) -> bool:
    """Whether a reader should not have to wait for it."""
    return any(change.kind in _URGENT and not change.is_minor for change in changes)


def evidence_of(summary: StorySummary) -> Iterator[Evidence]:
    """Yield every span that is shown of a story."""
    yield summary.headline
    if summary.lede:
        yield summary.lede
    yield from summary.overview or ()
    for point in summary.key_points:
        yield from (point.evidence, *point.references)
    for question in summary.questions:
        if question.answer:
            yield from (question.answer, *question.references)


def _single(kind: ChangeKind, before: Evidence | None, after: Evidence | None) -> Iterator[Change]:
    if before is None and after is None:
        return
    if before is None or after is None:
        yield Change(kind, before, after, "new" if after else "there is none any more")
    elif before != after:
        yield _reworded(kind, before, after)


def _several(kind: ChangeKind, before: Sequence[Evidence], after: Sequence[Evidence]) -> Iterator[Change]:
    """Compare sentences wherever they stand: their order is no news."""
    old_texts, new_texts = {one.text for one in before}, {one.text for one in after}
    gone = [one for one in before if one.text not in new_texts]
    come = [one for one in after if one.text not in old_texts]
    pairs = dict(pair_up([Wording(one.text) for one in gone], [Wording(one.text) for one in come]))
    for i, j in pairs.items():
        yield _reworded(kind, gone[i], come[j])
    yield from (Change(kind, one, None, "no longer shown") for i, one in enumerate(gone) if i not in pairs)
    yield from (Change(kind, None, one, "new") for j, one in enumerate(come) if j not in pairs.values())


def _reworded(kind: ChangeKind, before: Evidence, after: Evidence) -> Change:
    old, new = Wording(before.text), Wording(after.text)
    is_one_sentence = bool(pair_up([old], [new])) or old.tokens == new.tokens
    found = contrast(old, new) if is_one_sentence else Contrast.WORDING
    if found is Contrast.TRIVIAL:
        return Change(ChangeKind.TRIVIAL, before, after, _DETAIL[ChangeKind.TRIVIAL], is_minor=True)
    figures = figures_changed(old, new) if is_one_sentence else None
    own = kind if kind is ChangeKind.HEADLINE else _BY_CONTRAST.get(found, kind)
    return Change(own, before, after, " → ".join(figures) if figures else _DETAIL.get(own, "other words"))


def _members(before: Counts, after: Counts, joined: int, left: int) -> Iterator[Change]:
    if not joined and not left:
        return
    few, many = sorted((before.origins, after.origins))
    detail = f"{_breadth(before)} → {_breadth(after)}"
    yield Change(ChangeKind.MEMBERS, None, None, detail, is_minor=not left and many < GROWN * few)


def _breadth(counts: Counts) -> str:
    articles = "1 article" if counts.articles == 1 else f"{counts.articles} articles"
    return f"{articles} of {counts.origins} independent {'origin' if counts.origins == 1 else 'origins'}"


def _format(before: StorySummary, after: StorySummary) -> Iterator[Change]:
    if before.text_format != after.text_format:
        yield Change(ChangeKind.TRIVIAL, None, None, "texts are chosen anew by another release", is_minor=True)
