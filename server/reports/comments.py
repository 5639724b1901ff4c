"""What may be kept of a comment: its words, without what identifies people or leads into somebody's own network.

E-mail addresses, telephone numbers, IP addresses and links to private hosts are masked before anything is stored. This
is a net, not a proof: names and whatever is spelled in a way of its own pass through it. So no comment is published
before a person has read it, and that person can erase it.

Figures, dates and links to public pages stay: they are what a comment about news is for.
"""

from __future__ import annotations

import ipaddress
import re

from server.articles.cleaning import clean_line
from server.errors import InvalidURL
from server.urls.parsing import parse_url
from server.urls.private_hosts import is_private_name

MAX_COMMENT = 1000  # characters

MAIL_MASK = "[e-mail address removed]"
LINK_MASK = "[link removed]"
NUMBER_MASK = "[number removed]"

# Marks of writing direction, which `clean_line` leaves to scripts that need them: a comment is read without.
_DIRECTION_MARKS = re.compile("[\u061c\u200e\u200f]")

_AT = r"(?:[@\uff20]|\s?[(\[{]\s?at\s?[)\]}]\s?)"  # also as it is written to escape programs: "me (at) mail.example"
_OUTSIDE = r"\s@\uff20<>()\[\]{},;:\"'/?=&"  # what no local part holds, as people write it
# The look-behind makes each piece be tried once, from its beginning: else a long word is read from every letter on.
_MAIL = re.compile(rf"(?<![^{_OUTSIDE}])[^{_OUTSIDE}]+{_AT}[^{_OUTSIDE}]+", re.IGNORECASE)
_ADDRESS = re.compile(r"((?<!\S)(?:\S*?[/:]{2}\S+|\S+?/\S*?[a-zA-Z]\S*))")  # on the web, with or without a scheme
_WORD = re.compile(r"[^\s<>\"“”„«»]+")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*://|(?:mailto|tel|data|javascript|file|blob):", re.IGNORECASE)
# A host by itself is hardly told from the end of a sentence ("went.home"); with a port or path it is a link.
_BARE_LINK = re.compile(r"(?P<host>(?:[\w-]+\.)+[\w-]+|localhost)(?::\d+|(?::\d+)?/\S*)", re.IGNORECASE)
_AROUND = ".,;:!?()[]{}'’‘*_"  # what stands around a word without being part of it

_DIGITS = r"(?:[ ./()-]{0,2}\d)"
_DAY = r"\d{1,2}([./-])\d{1,2}\1\d{2,4}(?![./-]?\d)"  # 05.10.2026
# Written as telephone numbers are: international, with the leading zero or brackets of an area, in the American groups;
# or nine digits and more in one piece, which no date, year or round figure has.
_NUMBER = re.compile(
    rf"(?<![\w.,+-])(?!{_DAY})(?:(?:\+|00)\s?\(?\d{_DIGITS}{{6,14}}|\(0?\d{{1,5}}\)\s?\d{_DIGITS}{{4,12}}"
    rf"|0\d{_DIGITS}{{5,13}}|\(?\d{{3}}\)?[ .-]\d{{3}}[.-]\d{{4}}|\d{{9,15}})(?![\w]|[.,]\d)"
)


def clean_comment(text: str) -> str:
    """Return what is kept of a comment: one line, NFC, nothing invisible, nothing that names a person's address."""
    line = clean_line(_DIRECTION_MARKS.sub("", text), limit=MAX_COMMENT)
    line = _WORD.sub(_mask_link, line)  # first: a link may hold what looks like an e-mail address or a number
    return _mask_numbers(_MAIL.sub(MAIL_MASK, line))[:MAX_COMMENT].rstrip()


def _mask_numbers(line: str) -> str:
    """Mask telephone numbers, but not the digits of an address on the web: those tell one article from another."""
    words = _ADDRESS.split(line)
    return "".join(word if place % 2 else _NUMBER.sub(NUMBER_MASK, word) for place, word in enumerate(words))


def _mask_link(found: re.Match[str]) -> str:
    word = found[0].strip(_AROUND)
    return found[0].replace(word, LINK_MASK) if word and _is_private(word) else found[0]


def _is_private(word: str) -> bool:
    """Whether this is an IP address, or a link that is not one to a public page."""
    if scheme := _SCHEME.search(word):
        return _is_private_link(word[scheme.start() :])
    if _is_ip_address(word.partition("/")[0]) or _is_ip_address(word.partition("/")[0].rpartition(":")[0]):
        return True
    bare = _BARE_LINK.fullmatch(word)
    return bare is not None and bare["host"][-1].isalpha() and is_private_name(bare["host"])


def _is_private_link(link: str) -> bool:
    try:
        url = parse_url(link)
    except InvalidURL:
        return True  # another scheme, or no host at all: nothing that the operator could open
    return url.has_credentials or is_private_name(url.host)


def _is_ip_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text.strip("[]"))
    except ValueError:
        return False
    return True
