"""Which sentences of a page are not reporting: service, credits, captions, appeals, and what the writer thinks.

They stay in the text that is searched, since a caption may well say what is claimed to be missing; they are never shown
as claims. Each pattern is a habit of news pages, with the reason beside it where it does not speak for itself.
"""

from __future__ import annotations

import re

_IS_NOTICE = re.compile(
    r"\W{0,4}(?:"
    r"correction|clarification|editor[’']?s? note|updated?\b.{0,40}$|photo\b|image\b|picture\b|file photo|media caption"
    r"|read more|read also|see also|related|more on|more from|subscribe|sign up|follow (?:us|him|her|@|\S+ on)|listen"
    r"|watch\b|click|tap here|advertisement|share (?:this|on)|get (?:the|our) |join (?:us|our)|download|skip (?:twitter"
    r"|instagram|facebook|youtube)|this (?:article|story|post|piece|report) (?:was|has|is|originally|first)|source:"
    r"|thank you for|yes no|editing by|reporting by|additional reporting|compiled by|copyright|all rights reserved"
    r"|what you need to know|get short url|opinion by|by the numbers|have (?:a tip|you)|contact (?:us|the)"
    r"|korrektur|anmerkung der redaktion|symbolbild|foto\b|lesen sie|correctif|lire aussi|fe de errores"
    r")",
    re.IGNORECASE,
)
_HOLDS_NOTICE = re.compile(
    r"contributed to this (?:report|article|story)|getty images|shutterstock|image (?:copyright|caption)|pic\.twitter"
    r"|\(photo|\bphoto:|/(?:reuters|ap|afp)\b|\bap photo|hide caption|https?://|www\.|©|\b@\w+\)|\bfile photo"
    r"|sign up for|our newsletter|follow him on|follow her on|\|.{0,80}\|"
    r"|transcripts? (?:is|are|was|were) (?:created|provided|produced)|content created by|available without charge"
    r"|licensing opportunities|all rights reserved|stay up to date",
    re.IGNORECASE,
)
# What is in no quotation and speaks to the reader, or for the writer, is not a report.
_WRITER_SPEAKS = re.compile(
    r"\bI\b(?!\.)|\b(?:[Ww]e|[Yy]ou|[Yy]our|[Oo]ur|[Mm]y|[Uu]s|[Ll]et[’']s)\b(?!\.)"
    r"|\b[Ww]ir\b|\b[Nn]ous\b|\b[Nn]osotros\b"
)
# Some pages have headlines of other articles run into a sentence, glued to a name: "SmithStorm warning lifted MORE".
_RUN_TOGETHER = re.compile(r"[a-z]{3}[A-Z][a-z]{2,}.{0,400}\bMORE\b")
_PICTURE_SHOWS = re.compile(
    r"\((?:L|R|C|left|right|cent(?:er|re))\)|\bis (?:seen|pictured|shown) (?:in|at|on|as|here)\b"
)
_YEAR = re.compile(r"\b(?:1[89]\d\d|20\d\d)\b")


def is_notice(text: str) -> bool:
    """Whether a sentence is service, credit, caption or appeal."""
    return bool(
        _IS_NOTICE.match(text)
        or _HOLDS_NOTICE.search(text)
        or _PICTURE_SHOWS.search(text)
        or _RUN_TOGETHER.search(text)
    )


def writer_speaks(own_words: str) -> bool:
    """Whether what a sentence says outside quotations is the writer's own, or speaks to the reader."""
    return bool(_WRITER_SPEAKS.search(own_words))


def is_background(text: str, *, year: int | None) -> bool:
    """Whether a sentence tells of years before the article's and of none since."""
    years = [int(found) for found in _YEAR.findall(text)]
    return year is not None and bool(years) and max(years) < year
