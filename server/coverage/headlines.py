"""The headline as matching compares it: one line, without what looks like the name of a site at its end.

`server.articles.headlines` takes off a name only when it knows the site, since its result is shown to people. Here
nothing is shown, so we may be bolder: a name at the end of every headline of one outlet says nothing of the event, and
hides that two outlets print the same line.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from server.coverage.tokens import Word

_SPACE = re.compile(r"\s+")
_CUT = re.compile(r"\s*(?:\.\.\.|…)$")  # aggregators shorten with dots
# A bar or dot all but always sets off the site; a dash may also set off half of the sentence, so more is asked of it.
_AFTER_BAR = re.compile(r" (?:\||::|•|»|·) ([^|•»·]{2,40})$")
_AFTER_DASH = re.compile(r" (?:--?|–|—) ([^\W\d_][^|–—\d?!:,;\"“”]{1,40})$")
_LONGEST_NAME = 4  # words: "The Sydney Morning Herald"
_LONGEST_HEADLINE = 300


def comparable_headline(title: str) -> str:
    """Return the headline on one line, without the site's name at its end."""
    line = _SPACE.sub(" ", unicodedata.normalize("NFKC", title[: 2 * _LONGEST_HEADLINE])).strip()
    line = _CUT.sub("", line[:_LONGEST_HEADLINE])
    for _ in range(2):  # "… - Sport - The Outlet"
        shorter = _without_site_name(line)
        if shorter == line:
            break
        line = shorter
    return line


def is_title_case(words: Sequence[Word]) -> bool:
    """Whether the headline capitalises words as such, so that a capital does not mark a name."""
    long_words = [word for word in words if len(word.form) > 3 and not word.is_number]
    return len(long_words) >= 3 and sum(word.is_capitalized for word in long_words) > 0.7 * len(long_words)


def _without_site_name(line: str) -> str:
    for pattern, fewest_words_left in ((_AFTER_BAR, 3), (_AFTER_DASH, 4)):
        found = pattern.search(line)
        if not found:
            continue
        rest, name = line[: found.start()], found.group(1)
        looks_like_name = name[0].isupper() and len(name.split()) <= _LONGEST_NAME
        if looks_like_name and len(rest.split()) >= fewest_words_left:
            return rest
    return line
