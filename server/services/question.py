"""What a caller asks, and what may be made of it: the address to look up, the article as they tell of it, the sections.

Nothing is looked up here; what is answered is for `server.services.context`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from server.articles.merge import article_from_caller
from server.articles.models import Article
from server.errors import InvalidInput, PrivateAddress
from server.urls.normalization import normalize_url
from server.urls.parsing import parse_url
from server.urls.private_hosts import is_private_name
from server.urls.unwrapping import unwrap_url

SECTIONS = frozenset({"article", "outlet", "matched_by", "coverage", "comparison", "cited_outlets", "story", "limits"})
SECTION_ALIASES = {"cited": "cited_outlets"}
MAX_TITLE = 500  # characters that are compared; what is longer is cut
MAX_TEXT = 60_000


@dataclass(frozen=True, slots=True)
class Question:
    """What a caller knows of the page; an address, a title, or both."""

    url: str | None = None
    title: str | None = None
    text: str | None = None
    published_at: datetime | None = None
    language: str | None = None


def read_address(url: str, *, is_listed: bool) -> str:
    """Return the normalized address that a page is looked up by. :raises InvalidURL: :raises PrivateAddress:"""
    if parse_url(url).has_credentials:
        raise PrivateAddress("the address holds a user name or password; remove it and ask again", pointer="url")
    original = normalize_url(unwrap_url(url).url)
    # An outlet of the table is public whatever its name: the sample newsroom lives under reserved names.
    if is_private_name(parse_url(original).host) and not is_listed:
        raise PrivateAddress(
            "this address is private or reserved, so it is not looked up; give the address of a public news page",
            pointer="url",
        )
    return original


def read_question(question: Question, *, address: str | None, outlet_key: str | None) -> Article:
    """Return the article as far as the caller tells of it."""
    return article_from_caller(
        url=address,
        title=(question.title or "")[:MAX_TITLE],
        text=(question.text or "")[:MAX_TEXT],
        published_at=question.published_at,
        language=question.language,
        outlet_key=outlet_key,
    )


def parse_sections(text: str) -> frozenset[str]:
    """Return the sections named in a comma-separated list. :raises InvalidInput: naming those that exist"""
    asked = {SECTION_ALIASES.get(part.strip(), part.strip()) for part in text.split(",") if part.strip()}
    if not asked or not asked <= SECTIONS:
        raise InvalidInput(
            f"`fields` takes a comma-separated list of {', '.join(sorted(SECTIONS))}; nothing else", pointer="fields"
        )
    return frozenset(asked)
