"""Does an article say that its text is a news agency's?

Papers say so in three places: in the dateline ("ORRIN, England (Norwire) — "), in the byline, and in a line or word at
the very end ("— Norwire"). A text that only quotes an agency ("doctors told Norwire") is the paper's own. Where several
agencies are credited the first one counts: a text put together from two does not make those two one origin.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from server.articles.models import Article
from server.coverage.agencies import Agencies
from server.coverage.datelines import find_dateline

_LINES = 3  # at the top, where a caption or byline may come before the dateline, and at the end
_CHARACTERS = 1_000  # in which those lines are looked for
_LONGEST_CREDIT = 100  # characters of a line that is nothing but a credit

_LIST_MARK = re.compile(r"\s*[,;/|&•·]\s*|\s+(?:and|und|with|mit|et|avec|y|con|e|med)\s+")
_BYLINE = re.compile(r"(?:by|from|von|par|por|di|door|av|af)\b:?\s+(?P<names>.{2,80})", re.IGNORECASE)

# What a paper writes around the agency's name at the end: "Source: AFP", "— Norwire", "(dpa/AFP)".
_CREDIT_LINE = re.compile(
    r"[-–—*(\[©\s]{0,4}"
    r"(?:(?:sources?|quellen?|fuente|fonte|bron|kilde|källa|(?:reporting|report|text) by|texte?|texto|copyright)"
    r"\b:?\s+)?"
    r"(?P<names>[^.()\[\]]{2,60})[)\].]{0,2}",
    re.IGNORECASE,
)
# "Reporting by Norwire. Additional reporting by …": the first sentence says whose text it is.
_REPORTING_BY = re.compile(r"reporting by (?P<names>[^.;]{2,60})[.;]", re.IGNORECASE)
_LAST_WORD = re.compile(r"[.!?…\"”»’]\s{0,3}(?:[-–—]\s{0,3}|[(\[])(?P<names>[^.()\[\]–—]{2,40})[)\]]?\.?$")


@dataclass(frozen=True, slots=True)
class WireCredit:
    """The agency whose text an article is, and what says so ("is signed “Norwire”")."""

    agency: str
    evidence: str


def find_wire_credit(article: Article, agencies: Agencies) -> WireCredit | None:
    """Return the agency that the article credits with its text."""
    lines = _lines(article.body[:_CHARACTERS])[:_LINES]
    last_lines = _lines(article.body[-_CHARACTERS:])[-_LINES:]
    places = (
        _in_dateline(lines, agencies),
        _in_byline(article.authors, lines, agencies),
        _at_end(last_lines, agencies),
    )
    return next(chain.from_iterable(places), None)


def _in_dateline(lines: Iterable[str], agencies: Agencies) -> Iterator[WireCredit]:
    for dateline in filter(None, map(find_dateline, lines)):
        agency = _first_agency(dateline.credited or "", agencies)
        if agency:
            yield WireCredit(agency, f"has the dateline “{dateline.text}”")


def _in_byline(authors: Iterable[str], lines: Iterable[str], agencies: Agencies) -> Iterator[WireCredit]:
    in_text = (found["names"] for found in map(_BYLINE.fullmatch, lines) if found)
    for names in chain(authors, in_text):
        agency = _first_agency(names, agencies)
        if agency:
            yield WireCredit(agency, f"is signed “{names}”")


def _at_end(lines: Iterable[str], agencies: Agencies) -> Iterator[WireCredit]:
    for line in lines:
        found = _CREDIT_LINE.fullmatch(line) if len(line) <= _LONGEST_CREDIT else None
        found = found or _REPORTING_BY.match(line) or _LAST_WORD.search(line[-_LONGEST_CREDIT:])
        named = [agencies.find(part) for part in _LIST_MARK.split(found["names"])] if found else []
        if found and named[0] and all(named):  # "Helen Strand, Norwire" at the end is a person's signature
            yield WireCredit(named[0], f"ends with the credit “{found['names'].strip()}”")


def _first_agency(names: str, agencies: Agencies) -> str | None:
    return next(filter(None, map(agencies.find, _LIST_MARK.split(names))), None)


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]
