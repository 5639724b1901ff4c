"""A digest as something to read away from its page: plain text, or HTML without any style, script or picture.

Everything that comes from articles is escaped; only http(s) addresses become links.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import fill

from markupsafe import Markup, escape

from server.services.answer_parts import MatchAnswer
from server.services.story_answers import DigestAnswer, DigestStoryAnswer

WIDTH = 72  # of a line in a letter (RFC 2646)
SIDES = (("left", "Left"), ("center", "Center"), ("right", "Right"))
NO_REPORT = "no report that we hold"
_BREAKS = re.compile(r"[\s\x00-\x1f\x7f]+")


@dataclass(frozen=True, slots=True)
class Letter:
    """A digest ready to be sent; the subject is one line."""

    subject: str
    text: str
    html: str


def write_letter(digest: DigestAnswer, *, base: str) -> Letter:
    """Return the digest as a letter. :param base: where our pages are, such as https://news.example; "" for nowhere"""
    subject = f"{title_of(digest)}: {_counted(len(digest.stories), 'story', 'stories')}"
    return Letter(one_line(subject), write_text(digest, base=base), write_html(digest, base=base))


def title_of(digest: DigestAnswer) -> str:
    """Return "Both sides in five minutes, 5 October 2026"."""
    return f"Both sides in five minutes, {digest.day.day} {digest.day:%B %Y}"


def reading_time(digest: DigestAnswer) -> str:
    """Return how much there is to read: "812 words, 3.4 minutes"."""
    return f"{_counted(digest.words, 'word', 'words')}, {digest.reading_minutes:g} minutes"


def one_line(text: str) -> str:
    """Return the text on one line, without control characters."""
    return _BREAKS.sub(" ", text).strip()


def write_text(digest: DigestAnswer, *, base: str) -> str:
    """Return the digest as plain text."""
    parts = [title_of(digest), f"({reading_time(digest)})"]
    for number, story in enumerate(digest.stories, start=1):
        parts.append("\n".join(_text_of(number, story, base)))
    parts += [fill(note, WIDTH) for note in digest.limits.notes]
    return "\n\n".join(parts) + "\n"


def write_html(digest: DigestAnswer, *, base: str) -> str:
    """Return the digest as a whole HTML document."""
    notes = Markup("").join(Markup("<p><small>{}</small></p>\n").format(note) for note in digest.limits.notes)
    stories = Markup("").join(
        Markup("<h2>{}</h2>\n{}").format(_linked(story.headline.text, _page(story, base)), story_html(story))
        for story in digest.stories
    )
    page = Markup(
        '<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>{title}</title></head>\n<body>\n'
        "<h1>{title}</h1>\n<p>{time}</p>\n{stories}{notes}</body>\n</html>\n"
    )
    return str(page.format(title=title_of(digest), time=reading_time(digest), stories=stories, notes=notes))


def story_html(story: DigestStoryAnswer) -> Markup:
    """Return what is told of one story below its headline, as HTML."""
    lede = Markup('<p dir="auto">{}</p>\n').format(story.lede.text) if story.lede else Markup("")
    rows = [_html_of(label, getattr(story, side)) for side, label in SIDES]
    return Markup("{}<p>{}</p>\n<ul>\n{}</ul>\n").format(lede, counts_of(story), Markup("").join(rows))


def story_text(story: DigestStoryAnswer) -> str:
    """Return what is told of one story below its headline, as plain text."""
    lede = [story.lede.text] if story.lede else []
    return "\n".join([*lede, counts_of(story), *(_line_of(label, getattr(story, side)) for side, label in SIDES)])


def counts_of(story: DigestStoryAnswer) -> str:
    """Return "12 articles from 7 independent origins on this day"."""
    articles = _counted(story.counts.articles, "article", "articles")
    origins = _counted(story.counts.origins, "independent origin", "independent origins")
    return f"{articles} from {origins} on this day"


def _text_of(number: int, story: DigestStoryAnswer, base: str) -> Iterator[str]:
    yield fill(f"{number}. {one_line(story.headline.text)}", WIDTH)
    if story.lede:
        yield fill(one_line(story.lede.text), WIDTH)
    yield counts_of(story)
    for side, label in SIDES:
        match: MatchAnswer | None = getattr(story, side)
        yield fill(_line_of(label, match), WIDTH, subsequent_indent="  ")
        address = _address(match)
        if address:
            yield f"  {address}"
    page = _page(story, base)
    if page:
        yield page


def _line_of(label: str, match: MatchAnswer | None) -> str:
    if match is None:
        return f"{label}: {NO_REPORT}"
    return one_line(f"{label}: {match.article.title} ({_outlet(match)})")


def _html_of(label: str, match: MatchAnswer | None) -> Markup:
    if match is None:
        return Markup("<li>{}: {}</li>\n").format(label, NO_REPORT)
    headline = _linked(match.article.title or "", _address(match))
    return Markup('<li>{}: <span dir="auto">{}</span> ({})</li>\n').format(label, headline, _outlet(match))


def _linked(text: str, address: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, text) if address else escape(text)


def _outlet(match: MatchAnswer) -> str:
    return (match.outlet.name or match.outlet.key) if match.outlet else "outlet not known"


def _address(match: MatchAnswer | None) -> str:
    address = (match.article.canonical_url or match.article.url or "") if match else ""
    return address if address.lower().startswith(("https://", "http://")) else ""


def _page(story: DigestStoryAnswer, base: str) -> str:
    return f"{base}{story.url}" if base else ""


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
