"""The pages of what was: versions of a story, what changed between two of them, edits of an article."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Any

from flask import Blueprint, Response, request

from server.errors import InvalidInput
from server.services.house import House
from server.services.versions import version_number
from server.web.rendering import Plain, by_article, render_page, to_plain

KIND_NAMES = {
    "correction": "Correction",
    "headline": "Headline",
    "figure": "Figure",
    "lede": "First sentence",
    "quote": "Quoted words",
    "attribution": "Source named",
    "overview": "Overview",
    "key_point": "Key point",
    "passage": "Passage",
    "members": "Articles",
    "trivial": "Small change",
}
_PIECE = re.compile(r"\s+|\w+|[^\w\s]")
_MOST_PIECES = 600  # of a text; what is longer is shown without marks

Pieces = list[tuple[str, bool]]  # text, and whether only this side has it


def add_versions(web: Blueprint, house: House) -> None:
    """Add the pages to the blueprint."""
    web.add_app_template_filter(mark_changes, "mark_changes")

    @web.get("/stories/<story_id>/versions")
    def versions(story_id: str) -> Response:
        found = to_plain(house.versions.all_of(story_id))
        return _render("versions.html", house, found["story_id"], **found)

    @web.get("/stories/<story_id>/versions/<number>")
    def version(story_id: str, number: str) -> Response:
        found = to_plain(house.versions.get(story_id, version_number(number)))
        return _render("version.html", house, found["story_id"], version=found)

    @web.get("/stories/<story_id>/versions/<number>/diff")
    def diff(story_id: str, number: str) -> Response:
        against = request.args.get("against")
        found = house.versions.diff(
            story_id, version_number(number), against=version_number(against) if against else None
        )
        held = house.versions.all_of(found.story_id)
        numbers = [item.number for item in held.versions]
        return _render("diff.html", house, found.story_id, diff=to_plain(found), numbers=numbers)

    @web.get("/articles/<article_id>/edits")
    def edits(article_id: str) -> Response:
        found = to_plain(house.edits.edits_of(article_id))
        return render_page("edits.html", **found, kinds=KIND_NAMES)

    @web.get("/stories/<story_id>/diff")
    def choose_diff(story_id: str) -> Response:
        """Show the two versions that were chosen in the form of the page of versions."""
        newer, older = request.args.get("newer", ""), request.args.get("older", "")
        if not newer or not older:
            raise InvalidInput("choose two versions")
        found = house.versions.diff(story_id, version_number(newer), against=version_number(older))
        numbers = [item.number for item in house.versions.all_of(found.story_id).versions]
        return _render("diff.html", house, found.story_id, diff=to_plain(found), numbers=numbers)


def mark_changes(change: Plain) -> tuple[Pieces, Pieces]:
    """Return the pieces of both sides of a change, each with whether the other side lacks it."""
    before, after = (change[side]["text"] if change[side] else "" for side in ("before", "after"))
    if not before or not after:
        return [(before, False)], [(after, False)]
    old, new = _PIECE.findall(before), _PIECE.findall(after)
    if max(len(old), len(new)) > _MOST_PIECES:
        return [(before, False)], [(after, False)]
    left: Pieces = []
    right: Pieces = []
    for kind, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        left.append(("".join(old[i:j]), kind != "equal"))
        right.append(("".join(new[k:m]), kind != "equal"))
    return [piece for piece in left if piece[0]], [piece for piece in right if piece[0]]


def _render(template: str, house: House, story_id: str, /, **values: Any) -> Response:  # Any: JSON-ready
    """Return a page about a story, with its headline as it is now and its articles, so that they can be named."""
    story = house.stories.get(story_id)
    by_id = by_article(story.articles)
    return render_page(template, **values, story=to_plain(story), by_id=by_id, kinds=KIND_NAMES)
