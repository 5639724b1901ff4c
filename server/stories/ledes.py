"""Which sentence of an article tells a newcomer what happened?

Reports tell it at once, after a dateline and perhaps a caption or a note from the editors. So the first sentence that
stands on its own is taken, verbatim, without the dateline; where the top of an article has none, the article has no
lede. A missing lede is better than one that begins with "He".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Set
from itertools import islice

from server.articles.genre_words import words
from server.articles.models import Article, Evidence
from server.articles.sentences import split_sentences
from server.coverage.datelines import find_dateline
from server.coverage.tokens import find_words
from server.stories.figures import is_outdated
from server.stories.headlines import SPEAKS_TO_READER, content_words, is_shouted
from server.stories.loaded_words import LOADED

_CHARACTERS = 3_000
_SENTENCES = 3
_FEWEST_WORDS, _MOST_WORDS = 8, 60
# A sentence with few of the headline's words is a scene, a caption, a notice or a standfirst that goes on from it.
_FEWEST_SHARED, _SHARE_OF_TITLE = 2, 1 / 3

_LINE = re.compile(r"[^\n]+")
_SPOKEN = re.compile(r"[“„\"«][^“”„\"«»]*[”“\"»]")
_OPENS_WITH_QUOTE = re.compile(r"[\"“„«‘']")
_IS_WHOLE = re.compile(r"(?:[^.…。]\.|[。।])[\"”»’)\]]*$")  # ends in one full stop: no question, and nothing cut short
# Sentences that begin with one of these lean on one before.
_LEANS = words("""
    he she it they this that these those his her its their but and or so then also there here such both
    er sie es dies diese dieser dieses das aber und doch dort dabei dazu auch seine ihre damit
    il elle ils elles ce cet cette ces mais et cela son sa ses leur
    el ella ellos ellas esto este esta pero y su sus
""")
_IS_NOTICE = re.compile(
    r"\W*(?:correction|clarification|editor[’']?s? note|update|updated|photo|image|picture|file photo|read more|related"
    r"|subscribe|sign up|follow us|listen|watch|click|advertisement|share this|this (?:article|story|live)|korrektur"
    r"|anmerkung der redaktion|symbolbild|foto|lesen sie|correctif|lire aussi|photo d[’']archives|fe de errores)\b",
    re.IGNORECASE,
)


def find_lede(article: Article, corrections: Mapping[str, Set[str]]) -> Evidence | None:
    """Return the first sentence at the top of the text that stands on its own.

    :param corrections: figures that have been corrected since, by `find_corrections`
    """
    title = content_words(article.title, at_most=_MOST_WORDS)
    enough = min(max(_FEWEST_SHARED, _SHARE_OF_TITLE * len(title)), len(title))
    for start, end in islice(_sentences(article), _SENTENCES):
        text = article.body[start:end]
        tells = len(title & content_words(text, at_most=2 * _MOST_WORDS)) >= enough
        if tells and _stands_alone(text) and not is_outdated(text, corrections):
            return Evidence(article.id, start, end, text)
    return None


def _sentences(article: Article) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences at the top of the text, without its dateline."""
    language = (article.language or "").partition("-")[0].lower() or None
    for line in _LINE.finditer(article.body, 0, _CHARACTERS):
        dateline = find_dateline(line.group())
        start = line.start() + (dateline.end if dateline else 0)
        yield from (
            (start + begin, start + end) for begin, end in split_sentences(article.body[start : line.end()], language)
        )


def _stands_alone(text: str) -> bool:
    forms = [word.form for word in islice(find_words(text), _MOST_WORDS + 1)]
    unquoted = _SPOKEN.sub("", text)
    return (
        _FEWEST_WORDS <= len(forms) <= _MOST_WORDS
        and (text[0].isupper() or text[0].isdigit() or not text[0].isascii())
        and forms[0] not in _LEANS
        and LOADED.isdisjoint(forms)
        and not is_shouted(text)
        and _IS_WHOLE.search(text) is not None
        and not _OPENS_WITH_QUOTE.match(text)
        and not _IS_NOTICE.match(text)
        and not SPEAKS_TO_READER.search(unquoted)
    )
