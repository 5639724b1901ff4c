"""What is a report about? Reads the id that each kind of thing has, and checks as much of it as can be known.

Two reports about the same thing get the same id: aliases of outlets and merged stories are followed, the two articles
of a match are put in order, the address of a page is normalized.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from server.errors import InvalidInput, NotFound
from server.reports.models import Kind
from server.services.outlets import OutletService
from server.services.ports import ArticleStore, StoryStore
from server.services.question import read_address

ID = "/about/id"  # the field at fault
ARTICLE_ID = re.compile(r"[0-9a-f]{20}")  # `server.articles.identity`
SPAN = re.compile(
    r"(?P<article>[0-9a-f]{20}):(?P<field>body|title|description):(?P<start>[0-9]{1,7}):(?P<end>[0-9]{1,7})"
)


class ReportSubjects:
    """Knows outlets, ratings, articles, sentences, matches, stories and pages by their ids."""

    def __init__(self, articles: ArticleStore, stories: StoryStore, outlets: OutletService) -> None:
        self._articles = articles
        self._stories = stories
        self._outlets = outlets
        self._normal_id: dict[Kind, Callable[[str], str]] = {
            Kind.OUTLET: self._outlet,
            Kind.RATING: self._rating,
            Kind.MATCH: self._match,
            Kind.SENTENCE: self._sentence,
            Kind.STORY: self._story,
            Kind.ARTICLE: self._article,
            Kind.PAGE: self._page,
        }

    def normal_id(self, kind: Kind, its_id: str) -> str:
        """Return the id in its normal form. :raises InvalidInput: pointing at it, if there is no such thing"""
        try:
            return self._normal_id[kind](its_id.strip())
        except InvalidInput as error:
            raise type(error)(str(error), pointer=ID) from error
        except NotFound as error:
            raise InvalidInput(f"{error}; take the id from the answer that you report on", pointer=ID) from error

    def url_of(self, kind: Kind, about: str) -> str | None:
        """Return the page of ours that shows it; None if we have none."""
        first = about.partition(":")[0]
        match kind:
            case Kind.OUTLET | Kind.RATING:
                return f"/outlets/{first}"
            case Kind.STORY:
                return f"/stories/{about}"
            case Kind.ARTICLE | Kind.SENTENCE | Kind.MATCH:
                return f"/articles/{first}"
            case Kind.PAGE:
                return None

    def _outlet(self, key: str) -> str:
        return self._outlets.get(key).key

    def _rating(self, its_id: str) -> str:
        key, _, rest = its_id.partition(":")
        rater, _, dimension = rest.partition(":")
        outlet = self._outlets.get(key)
        if not any((rating.rater, rating.dimension) == (rater, dimension) for rating in outlet.ratings):
            raise InvalidInput("this outlet has no such rating; the id is `outlet key:rater:dimension`")
        return f"{outlet.key}:{rater}:{dimension}"

    def _match(self, its_id: str) -> str:
        pair = sorted(set(its_id.split(":")))
        if len(pair) != 2 or not all(map(ARTICLE_ID.fullmatch, pair)):
            raise InvalidInput("a match is given as `article id:article id`, two different ones")
        held = self._articles.get_many(pair)
        if not held:
            raise InvalidInput("neither of these articles is held; report the `page` instead")
        # One of the two may be a page that was only looked up. What is held comes first: it can be shown.
        return ":".join(sorted(pair, key=lambda one: (one not in held, one)))

    def _sentence(self, its_id: str) -> str:
        span = SPAN.fullmatch(its_id)
        if span is None:
            raise InvalidInput("a sentence is given as `article id:field:start:end`, as in its evidence")
        article = self._articles.get(span["article"]).article
        text = {"body": article.body, "title": article.title, "description": article.description}[span["field"]]
        start, end = int(span["start"]), int(span["end"])
        if not start < end <= len(text):
            raise InvalidInput("there is no such place in this article's text; it may have changed meanwhile")
        return f"{article.id}:{span['field']}:{start}:{end}"

    def _story(self, story_id: str) -> str:
        return self._stories.get(story_id).id

    def _article(self, article_id: str) -> str:
        return self._articles.get(article_id).article.id

    def _page(self, url: str) -> str:
        return read_address(url, is_listed=self._outlets.resolve(url).outlet is not None)
