"""What has an outlet changed in an article since it was last read?

Two revisions of one article in, typed edits out, each with the span that was and the span that is: `before` stands
verbatim in the earlier revision, `after` in the later. Sentences that only moved are no edit. Where too little is left
to compare, it is said that the text was replaced, and nothing is made of the single sentences.

That our own reading of a page has changed cannot be told from an edit here; whether two readings are of one article is
asked before the second is kept (`is_same_article`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from server.articles.models import Evidence
from server.articles.sentences import split_sentences
from server.stories.notices import is_notice
from server.stories.wording import Contrast, Wording, contrast, figures_changed, pair_up

MOST_EDITS = 60  # told of one revision; what weighs most first
MOST_SHOWN = 400  # characters of a passage: enough to find it by, not enough to read the article here
FEWEST_LEFT = 0.2  # share of the sentences; with less, it is another text
SHORTENED = 0.5  # a page that gives less than this of its earlier text is more likely closed to us than edited
_FEWEST_SENTENCES = 5  # of which a share says something
_MOST_SENTENCES = 3_000  # compared of each revision


class EditKind(StrEnum):
    """What an edit is, what weighs most first."""

    CORRECTION = "correction"  # a notice that says so
    HEADLINE = "headline"
    FIGURE = "figure"
    QUOTE = "quote"
    ATTRIBUTION = "attribution"
    PASSAGE = "passage"  # added (no `before`), removed (no `after`) or reworded
    TRIVIAL = "trivial"


_KIND_OF = {
    Contrast.FIGURE: EditKind.FIGURE,
    Contrast.QUOTE: EditKind.QUOTE,
    Contrast.ATTRIBUTION: EditKind.ATTRIBUTION,
    Contrast.WORDING: EditKind.PASSAGE,
    Contrast.TRIVIAL: EditKind.TRIVIAL,
}
_WEIGHT = {kind: weight for weight, kind in enumerate(EditKind)}
_DETAIL = {
    EditKind.HEADLINE: "another headline",
    EditKind.QUOTE: "other quoted words",
    EditKind.ATTRIBUTION: "another source is named, or none",
    EditKind.PASSAGE: "reworded",
    EditKind.TRIVIAL: "spelling or punctuation",
    EditKind.CORRECTION: "a correction notice",
}


@dataclass(frozen=True, slots=True)
class Revision:
    """What an article said from one change of the store to the next."""

    article_id: str
    change: int  # that brought it
    seen_at: datetime
    title: str
    body: str
    description: str | None = None  # None: not kept
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """One thing that was changed."""

    kind: EditKind
    before: Evidence | None
    after: Evidence | None
    detail: str


@dataclass(frozen=True, slots=True)
class _Text:
    """A body cut into sentences."""

    revision: Revision
    spans: Sequence[tuple[int, int]]

    def sentence(self, place: int) -> str:
        start, end = self.spans[place]
        return self.revision.body[start:end]

    def evidence(self, first: int, last: int) -> Evidence:
        """Return the sentences from one to another as a span, cut where it gets long."""
        start = self.spans[first][0]
        end = min(self.spans[last][1], start + MOST_SHOWN)
        return Evidence(self.revision.article_id, start, end, self.revision.body[start:end])


def find_edits(before: Revision, after: Revision) -> tuple[Edit, ...]:
    """Return what was changed from one revision to the next, what weighs most first, at most `MOST_EDITS`.

    Nothing is said of an article whose text was not read before: its headline was the feed's, not the page's.
    """
    if not before.body or not after.body:
        return ()
    edits = [*_headline(before, after), *_body(_cut(before), _cut(after))]
    return tuple(sorted(edits, key=_order)[:MOST_EDITS])


def is_same_article(before: Revision, after: Revision) -> bool:
    """Whether the second reading may be taken for an edit of the first: the page may be closed, or another's by now."""
    if len(after.body) < SHORTENED * len(before.body):
        return False
    old, new = _cut(before), _cut(after)
    gone, come = _unmatched(old, new)
    has_common = len(gone) < len(old.spans)
    return has_common or bool(pair_up(_wordings(old, gone), _wordings(new, come)))


def _headline(before: Revision, after: Revision) -> Iterator[Edit]:
    if before.title == after.title or not before.title or not after.title:
        return
    old, new = Wording(before.title), Wording(after.title)
    kind = EditKind.TRIVIAL if contrast(old, new) is Contrast.TRIVIAL else EditKind.HEADLINE
    yield Edit(kind, _title(before), _title(after), _explain(kind, old, new))


def _title(revision: Revision) -> Evidence:
    return Evidence(revision.article_id, 0, len(revision.title), revision.title, "title")


def _body(old: _Text, new: _Text) -> Iterator[Edit]:
    gone, come = _unmatched(old, new)
    if not gone and not come:
        return
    pairs = pair_up(_wordings(old, gone), _wordings(new, come))
    left = len(old.spans) - len(gone) + len(pairs)
    if min(len(old.spans), len(new.spans)) >= _FEWEST_SENTENCES and left < FEWEST_LEFT * len(old.spans):
        yield Edit(EditKind.PASSAGE, old.evidence(0, 0), new.evidence(0, 0), "the text was replaced almost as a whole")
        return
    for i, j in pairs:
        yield _reworded(old, gone[i], new, come[j])
    paired_old, paired_new = {gone[i] for i, _ in pairs}, {come[j] for _, j in pairs}
    yield from _removed(old, [place for place in gone if place not in paired_old])
    yield from _added(new, [place for place in come if place not in paired_new])


def _reworded(old: _Text, place: int, new: _Text, other: int) -> Edit:
    before, after = Wording(old.sentence(place)), Wording(new.sentence(other))
    kind = EditKind.CORRECTION if is_notice(after.text) else _KIND_OF[contrast(before, after)]
    return Edit(kind, old.evidence(place, place), new.evidence(other, other), _explain(kind, before, after))


def _removed(old: _Text, places: Sequence[int]) -> Iterator[Edit]:
    for first, last in _runs(places):
        yield Edit(EditKind.PASSAGE, old.evidence(first, last), None, f"{_count(first, last)} removed")


def _added(new: _Text, places: Sequence[int]) -> Iterator[Edit]:
    for first, last in _runs(places):
        notice = next((place for place in range(first, last + 1) if is_notice(new.sentence(place))), None)
        if notice is None:
            yield Edit(EditKind.PASSAGE, None, new.evidence(first, last), f"{_count(first, last)} added")
            continue
        yield Edit(EditKind.CORRECTION, None, new.evidence(notice, last), _DETAIL[EditKind.CORRECTION])
        if notice > first:
            yield Edit(EditKind.PASSAGE, None, new.evidence(first, notice - 1), f"{_count(first, notice - 1)} added")


def _explain(kind: EditKind, before: Wording, after: Wording) -> str:
    figures = figures_changed(before, after)
    if figures and kind in {EditKind.FIGURE, EditKind.HEADLINE}:
        return f"{figures[0]} → {figures[1]}"
    return _DETAIL.get(kind, "other figures")


def _cut(revision: Revision) -> _Text:
    return _Text(revision, split_sentences(revision.body, revision.language)[:_MOST_SENTENCES])


def _unmatched(old: _Text, new: _Text) -> tuple[list[int], list[int]]:
    """Return the places of the sentences that only one of them has, wherever they stand."""
    return _only_in(old, new), _only_in(new, old)


def _only_in(one: _Text, other: _Text) -> list[int]:
    held = Counter(other.sentence(place) for place in range(len(other.spans)))
    only = []
    for place in range(len(one.spans)):
        sentence = one.sentence(place)
        if held[sentence]:
            held[sentence] -= 1
        else:
            only.append(place)
    return only


def _wordings(text: _Text, places: Sequence[int]) -> list[Wording]:
    return [Wording(text.sentence(place)) for place in places]


def _runs(places: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the first and last of each run of neighbours."""
    for _, run in groupby(enumerate(places), key=lambda pair: pair[1] - pair[0]):
        members = [place for _, place in run]
        yield members[0], members[-1]


def _count(first: int, last: int) -> str:
    count = last - first + 1
    return "one sentence" if count == 1 else f"{count} sentences"


def _order(edit: Edit) -> tuple[int, int]:
    span = edit.after or edit.before
    return _WEIGHT[edit.kind], span.start if span else 0
