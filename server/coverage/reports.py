"""Does a piece report one event, so that others can be tied to it?

Opinion, satire, newsletters and round-ups belong to the stories that they speak of, but they speak of several, or of
none in particular: they may join a story and may never hold one together.
"""

from __future__ import annotations

import re

from server.articles.models import Article, Genre

_TIES_NOTHING = frozenset({Genre.OPINION, Genre.SATIRE, Genre.NEWSLETTER, Genre.SPONSORED})

# How round-ups announce themselves, by language; each is matched at the beginning of a headline without case.
_ROUND_UPS = re.compile(
    r"(?:the )?(?:week|day|month|year|weekend) in (?:review|pictures|photos|politics|sport)"
    r"|(?:your |the )?(?:morning|evening|daily|weekly|monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
    r" (?:briefing|brief|roundup|round-up|digest|news roundup|headlines)"
    r"|(?:news|world|business|sports?|tech) (?:roundup|round-up|in brief|briefs)\b"
    r"|(?:today[’']s|top|the) (?:\d+ |top )*(?:headlines|news stories|stories of the)"
    r"|(?:what to (?:watch|read|know) (?:this|today|tonight))|(?:\d+ things (?:to|you|we))"
    r"|nachrichten(?:überblick| am (?:morgen|mittag|abend))|das wichtigste (?:in|vom|am|aus)"
    r"|der (?:tag|morgen) (?:in|im|kompakt)"
    r"|l[’']essentiel de l|les titres de|la revue de presse|las noticias (?:de|del|m[áa]s)|resumen (?:de|del)"
    r"|as not[íi]cias d|resumo d|le notizie (?:di|del|della)|rassegna stampa",
    re.IGNORECASE,
)


def is_report(article: Article) -> bool:
    """Whether the article reports one event, by its own markings and headline."""
    if article.genre in _TIES_NOTHING or article.is_opinion:
        return False
    return not _ROUND_UPS.match(article.title)
