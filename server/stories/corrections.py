"""Who still says what an article has taken back?

An article that corrects itself, by a notice or by changing a figure, does not correct those that relayed it. Other
articles of the story are searched for the old figure or name, said of the same thing and without the new one beside it.
What is found is shown word for word; whether the others are wrong is for the reader, since a toll that has risen makes
nobody wrong. Where it is unsure that the same thing is counted, nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from server.articles.models import Article, Evidence
from server.articles.sentences import split_sentences
from server.coverage.models import Origin
from server.stories.edits import Edit, EditKind
from server.stories.notices import find_notices, without_dates
from server.stories.wording import Wording, content_words, figures_changed
from server.summaries.figures import find_figures
from server.summaries.figures import list_corrections as list_figures_corrected

MOST_ARTICLES = 400  # of a story that are searched, the earliest first
MOST_CORRECTIONS = 20  # of a story that are followed
_MOST_READ = 20_000  # characters of a text: what was got wrong stands near the top
# Words that a sentence shares with the correction, to be about the same: besides a figure more than besides a name.
_BESIDES_FIGURE, _BESIDES_NAME = 2, 1


@dataclass(frozen=True, slots=True)
class Correction:
    """What one article has taken back."""

    article_id: str
    old: str  # a figure in one form, or a name as written
    new: str | None  # None: the notice says only what was wrong
    before: Evidence | None  # the sentence as it was, in an earlier revision
    after: Evidence  # the notice, or the sentence as it is
    is_notice: bool
    about: frozenset[str]  # words of what was corrected


@dataclass(frozen=True, slots=True)
class Relay:
    """Another article that still says it."""

    article_id: str
    evidence: Evidence
    shares_origin: bool  # with the article that has taken it back: it is no second source for it


@dataclass(frozen=True, slots=True)
class FollowedCorrection:
    """A correction, and who still carries what it takes back; nobody, perhaps."""

    correction: Correction
    relays: tuple[Relay, ...]


def list_corrections(article: Article, edits: Iterable[Edit] = ()) -> list[Correction]:
    """Return what an article takes back: in a notice, or by a figure that it has changed.

    :param edits: of the article, from its earliest revision to the present one
    """
    found = [
        Correction(article.id, notice.old, notice.new, None, notice.evidence, is_notice=True, about=notice.about)
        for notice in find_notices(article)
        if notice.old
    ]
    told = {correction.old for correction in found}
    for edit in edits:
        changed = _by_edit(article, edit)
        if changed and changed.old not in told:
            told.add(changed.old)
            found.append(changed)
    return found


def follow(
    corrections: Iterable[Correction], articles: Sequence[Article], origins: Iterable[Origin] = ()
) -> list[FollowedCorrection]:
    """Return each correction with the other articles that still say what it takes back, in the order given.

    :param articles: of the story, earliest first
    """
    origin_of = {article_id: origin.id for origin in origins for article_id in origin.article_ids}
    return [
        FollowedCorrection(correction, tuple(_relays(correction, articles, origin_of)))
        for correction in list(corrections)[:MOST_CORRECTIONS]
    ]


def _by_edit(article: Article, edit: Edit) -> Correction | None:
    if edit.kind not in {EditKind.FIGURE, EditKind.HEADLINE} or edit.before is None or edit.after is None:
        return None
    figures = figures_changed(Wording(edit.before.text), Wording(edit.after.text))
    if figures is None:
        return None
    held = article.title if edit.after.field == "title" else article.body
    if held[edit.after.start : edit.after.end] != edit.after.text:  # changed again since
        return None
    about = content_words(edit.before.text)
    return Correction(article.id, *figures, edit.before, edit.after, is_notice=False, about=about)


def _relays(correction: Correction, articles: Sequence[Article], origin_of: dict[str, str]) -> Iterator[Relay]:
    own_origin = origin_of.get(correction.article_id, correction.article_id)
    for article in articles[:MOST_ARTICLES]:
        if article.id == correction.article_id or _takes_back(article, correction.old):
            continue
        shares_origin = origin_of.get(article.id) == own_origin
        evidence = _find_old(correction, article)
        if evidence:
            yield Relay(article.id, evidence, shares_origin)


def _takes_back(article: Article, thing: str) -> bool:
    """Whether the article corrects this itself, in a notice or by saying "to nine from 14"."""
    if any(old == thing for old, _ in list_figures_corrected(article)):
        return True
    return any(_holds(notice.evidence.text, thing) for notice in find_notices(article))


def _find_old(correction: Correction, article: Article) -> Evidence | None:
    """Return where an article says the old figure of the same thing; the text is believed before the headline."""
    body = article.body[:_MOST_READ]
    if body and _holds(body, correction.old):
        for start, end in split_sentences(body, article.language):
            if _still_says(correction, body[start:end]):
                return Evidence(article.id, start, end, body[start:end])
    if not body and _still_says(correction, article.title):
        return Evidence(article.id, 0, len(article.title), article.title, "title")
    return None


def _still_says(correction: Correction, sentence: str) -> bool:
    sentence = without_dates(sentence)
    if not _holds(sentence, correction.old) or (correction.new and _holds(sentence, correction.new)):
        return False
    shared = len(content_words(sentence) & correction.about)
    if not _is_figure(correction.old):
        return shared >= _BESIDES_NAME
    return shared >= _BESIDES_FIGURE and _counts_one_of(sentence, correction.old, correction.about)


def _holds(text: str, thing: str) -> bool:
    return thing in find_figures(text) if _is_figure(thing) else thing in text


def _is_figure(thing: str) -> bool:
    return thing[:1].isdigit()


def _counts_one_of(sentence: str, figure: str, about: frozenset[str]) -> bool:
    """Whether one of the three words after the figure is one of these: "14 people" and "14 October" are told apart."""
    words = sentence.split()
    for place in range(len(words)):
        pieces = (words[place], " ".join(words[place : place + 2]))
        if any(figure in find_figures(piece.lstrip("£$€(")) for piece in pieces):
            following = " ".join(words[place + 1 : place + 4])
            return bool(content_words(following) & about)
    return False
