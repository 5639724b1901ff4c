"""What is a page's headline once the name of its site is taken off?

Sites append their name to `<title>` and often to `og:title` ("A headline | The Example", "A headline - BBC News").
Left in, it would be the strongest word that two articles of one outlet have in common. We take off an end only if it
is the site's name, so that "A vote - and a verdict" stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from server.articles.cleaning import clean_markup, fold
from server.urls.parsing import parse_url
from server.urls.registrable import registrable_domain

MAX_HEADLINE = 500
MAX_EXTRA_WORDS = 2  # "Example News UK" for a site that calls itself "Example"
SEPARATOR = re.compile(r"\s+[|–—·•»:-]+\s+|\s*[|»•]\s*")
ARTICLE_WORD = re.compile(r"^(?:the|der|die|das|le|la|les|el|il|de|o|a)\s+", re.IGNORECASE)


def clean_headline(text: str, site_names: Iterable[str]) -> str:
    """Return the headline on one line, without the site's name at either end."""
    headline = clean_markup(text, limit=MAX_HEADLINE)
    names = {fold(ARTICLE_WORD.sub("", name)) for name in site_names} - {""}
    for _ in range(3):  # "Headline | Section | Site": the site's name may have to go twice, never without end
        shorter = _without_site(headline, names)
        if shorter == headline:
            break
        headline = shorter
    return headline


def names_in_host(url: str) -> tuple[str, ...]:
    """Return what a site may be called going by its address: "exampletimes", "exampletimes.example", its host."""
    host = parse_url(url).host
    domain = registrable_domain(host) or host
    return (domain.partition(".")[0], domain, host)


def _without_site(headline: str, names: set[str]) -> str:
    breaks = list(SEPARATOR.finditer(headline))
    if not breaks:
        return headline
    first, last = breaks[0], breaks[-1]
    if _is_site(headline[last.end() :], names):
        return headline[: last.start()] or headline
    if _is_site(headline[: first.start()], names):
        return headline[first.end() :] or headline
    return headline


def _is_site(part: str, names: set[str]) -> bool:
    """Whether this end of a headline is the site's name, give or take an article and a word such as "News"."""
    name = fold(ARTICLE_WORD.sub("", part))
    if name in names:
        return True
    words = ARTICLE_WORD.sub("", part).split()
    return any(
        fold(" ".join(words[: len(words) - extra])) in names
        for extra in range(1, MAX_EXTRA_WORDS + 1)
        if len(words) > extra
    )
