"""Does an article say that it was wrong, and what about?

Outlets correct themselves in a few set phrases, at the top or the end of the text. A notice is read only as far as it
says plainly what was wrong: "7,000 feet, not 700", "an earlier version said that 14 people were missing". What it does
not say plainly is not made up; that a figure differs from another article's says nothing here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from server.articles.models import Article, Evidence
from server.stories.wording import content_words
from server.summaries.figures import find_figures

_LONGEST = 1_000  # characters of a notice
_AROUND = 80  # characters beside what was mistaken: what it was said of
_MOST = 20  # notices of one article: more are a page about corrections

# How a notice begins, or what it cannot do without: the set phrases of English, German, French and Spanish outlets.
_OPENINGS = re.compile(
    r"""(?:editor['’]s\ note[:,]?\s)?(?:
        (?:correction|clarification|corrected|korrektur|berichtigung|richtigstellung|rectificatif|erratum
           |corrección|rectificación|fe\ de\ errores)\b[^.:\n]{0,40}[:–—]
      | this\ (?:article|story|report|piece|post|headline)\ (?:was|has\ been)\ (?:amended|corrected)\b
      | (?:dieser|der)\ (?:artikel|text|beitrag)\ wurde\ (?:korrigiert|berichtigt)\b
      | cet\ article\ a\ été\ (?:corrigé|rectifié)\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_EARLIER = (
    r"(?:(?:an?|the)\s(?:earlier|previous)\sversion|in\seiner\sfrüheren\s(?:version|fassung)"
    r"|une\s(?:première|précédente)\sversion|una\sversión\santerior)"
)
_OWN_EARLIER = re.compile(
    rf"{_EARLIER}\s(?:of\s(?:this|the)\s(?:article|story|report|headline|piece|post)|dieses\s(?:artikels|textes)"
    r"|de\scet\sarticle|de\seste\sartículo|said\b|stated\b)",
    re.IGNORECASE,
)
_SAID = re.compile(
    rf"{_EARLIER}[^.\n]{{0,80}}?\b(?:said|stated|reported|gave|hieß\ses|stand|indiquait|decía)\b(?P<clause>(?:[^.;\n]|\.(?=\d)){{1,200}})",
    re.IGNORECASE,
)
_WRONGLY = re.compile(
    r"\b(?:wrongly|incorrectly|mistakenly|erroneously)\s(?:said|stated|reported|gave)\b(?P<clause>(?:[^.;\n]|\.(?=\d)){1,200})",
    re.IGNORECASE,
)
_FIGURE = r"[£$€]?\d[\d.,]{0,15}(?<![.,])(?:\s(?:million|billion|m|bn)\b)?"
_CAPITALS = r"[^\W\d_a-zß-ÿ][\w'’-]{1,30}"
_NAME = rf"{_CAPITALS}(?:\s{_CAPITALS}){{1,2}}"  # one word alone may only begin a sentence
_NOT = r",?\s(?:and\s)?(?:not|nicht|statt|non|no)\s(?:\w{1,12}\s)?"
_CONTRASTS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<![\w.,])(?P<new>{_FIGURE})[^.;\n]{{0,60}}?{_NOT}(?P<old>{_FIGURE})",
        rf"(?<!\w)(?P<new>{_NAME}),?{_NOT}(?P<old>{_NAME})",
    )
)
_MONTHS = """
    january february march april may june july august september october november december januar februar märz mai juni
    juli oktober dezember janvier février mars avril juin juillet août septembre octobre novembre décembre enero febrero
    marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre
"""
_MONTH = rf"(?:{'|'.join(_MONTHS.split())})\b"
_DATE = re.compile(
    rf"\b\d{{1,2}}\.?\s(?:de\s)?{_MONTH}(?:\s\d{{4}})?|\b{_MONTH}\s\d{{1,2}}\b(?:,\s\d{{4}})?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Notice:
    """What a correction notice says: where it stands, and what was wrong as far as it says so plainly."""

    evidence: Evidence
    old: str | None  # a figure in one form, or a name as written
    new: str | None
    about: frozenset[str]  # the words around it


def is_notice(sentence: str) -> bool:
    """Whether a sentence says that the article itself was wrong."""
    head = sentence[:_LONGEST].lstrip("*_–—•[( ")
    return bool(_OPENINGS.match(head) or _OWN_EARLIER.search(head))


def find_notices(article: Article) -> list[Notice]:
    """Return the article's correction notices, each to the end of its paragraph."""
    found = []
    for start, end in _lines(article.body):
        line = article.body[start:end]
        if is_notice(line):
            found.append(_read(Evidence(article.id, start, end, line)))
        if len(found) == _MOST:
            break
    return found


def without_dates(text: str) -> str:
    """Return a text in which the days of months do not pass for figures."""
    return _DATE.sub(" ", text)


def _lines(body: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(body):
        end = body.find("\n", start)
        end = len(body) if end < 0 else end
        if body[start:end].strip():
            yield start, min(end, start + _LONGEST)
        start = end + 1


def _read(evidence: Evidence) -> Notice:
    return _earlier_version(evidence) or _contrast(evidence) or Notice(evidence, None, None, frozenset())


def _earlier_version(evidence: Evidence) -> Notice | None:
    """Read "an earlier version said that 14 people were missing": one figure, of which it says that it was wrong."""
    said = _SAID.search(evidence.text) or _WRONGLY.search(evidence.text)
    old = _counted(said["clause"]) if said else []
    if said is None or len(old) != 1:
        return None
    new = _counted(evidence.text[said.end() :])
    return Notice(evidence, old[0], new[0] if len(new) == 1 else None, content_words(said["clause"]))


def _contrast(evidence: Evidence) -> Notice | None:
    """Read "7,000 feet, not 700" and "Ann Lee, not Anna Leigh"."""
    for pattern in _CONTRASTS:
        found = pattern.search(evidence.text)
        if found:
            old, new = _form(found["old"]), _form(found["new"])
            around = evidence.text[max(0, found.start() - _AROUND) : found.end() + _AROUND]
            about = content_words(around) - content_words(f"{old} {new}")
            return Notice(evidence, old, new, about) if old != new else None
    return None


def _counted(text: str) -> list[str]:
    """Return the figures of a text but for its dates."""
    return sorted(find_figures(without_dates(text)))


def _form(thing: str) -> str:
    """Return a figure in its one form, a name as it is."""
    return next(iter(find_figures(thing.lstrip("£$€"))), thing)
