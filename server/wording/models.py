"""Values that comparing wording speaks in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from server.articles.models import Evidence


class TermKind(StrEnum):
    """Why a word is pointed at."""

    DISTINCTIVE = "distinctive"  # this side uses it again and again, the other never
    LOADED = "loaded"  # it stands in our lexicon


class WordingSilence(StrEnum):
    """Why no terms are shown."""

    NO_TEXT = "no_text"  # hardly any words of its own
    UNKNOWN_LANGUAGE = "unknown_language"
    NO_LEXICON = "no_lexicon"  # of its language we know no words that colour
    TOO_FEW_TEXTS = "too_few_texts"  # fewer than three independent ones in this language


class Direction(StrEnum):
    """Whose word a loaded term is; most loaded terms are anybody's and have no direction."""

    LEFT = "left"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class LoadedTerm:
    """A term of the lexicon: what it stands for, and why it is there."""

    term: str  # lower case, words parted by one space
    direction: Direction | None
    group: str  # the subject, or what the word does
    reason: str


@dataclass(frozen=True, slots=True)
class ArticleWords:
    """What one article says in its own voice, to be kept with it."""

    article_id: str
    language: str | None  # primary subtag
    title: str
    title_loaded: tuple[str, ...]  # as written
    total: int  # words in its own voice, grammar aside
    stems: Mapping[str, int]  # of all of these words: what else it might call the same
    uses: Mapping[str, int]  # of its descriptive words
    loaded: Mapping[str, int]  # uses of the lexicon's terms
    where: Mapping[str, tuple[int, ...]]  # descriptive word or loaded term -> sentences, by number in `sentences`
    sentences: tuple[Evidence, ...]  # those that show a use


@dataclass(frozen=True, slots=True)
class Headline:
    """One headline, with the loaded words in it that are not in quotation marks."""

    article_id: str
    title: str
    loaded: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """A word of one side, with every sentence that we show for it."""

    term: str
    kind: TermKind
    direction: Direction | None
    uses: int
    articles: int  # that use it, on this side
    origins: int
    log_odds: float | None  # z-score; None for a loaded term, which is shown for what it is
    evidence: tuple[Evidence, ...]
    reason: str = ""  # of a loaded term: why it is in the lexicon
    articles_opposite: int = 0  # on the other side, that use it too; only ever of a loaded term


@dataclass(frozen=True, slots=True)
class Wording:
    """How this article words the story and how the others do."""

    headlines: tuple[Headline, ...]  # this article's first
    here: tuple[Term, ...] = ()
    elsewhere: tuple[Term, ...] = ()
    independent_texts: int = 0
    reason: WordingSilence | None = None
