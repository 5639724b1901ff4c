"""Which characters do a page's bytes stand for?

We decide as browsers do (WHATWG Encoding and HTML standards): a byte-order mark, then the `Content-Type` header, then
the page's own `<meta>`, then UTF-8 if the bytes are valid UTF-8, else windows-1252. Bytes that fit nothing become
U+FFFD; a page never fails here.
"""

from __future__ import annotations

import codecs
import re

BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))

# The standard asks for the first 1,024 bytes; sites that put scripts first declare theirs a little later.
PRESCAN_BYTES = 8192
MAX_LABEL = 40

CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
META = re.compile(r"<meta\s[^>]*>", re.IGNORECASE)

# Labels that the Encoding Standard reads as a larger relative, because pages that carry them use its extra characters.
WIDENED = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "big5": "big5hkscs",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "utf-16": "utf-16-le",
}

# Encodings that browsers know. Python knows more (UTF-7, punycode, rot13, …); a page that names one of those has made
# a mistake or has a plan.
KNOWN = frozenset(
    {
        *WIDENED.values(),
        "utf-8",
        "utf-16-be",
        *(f"cp125{n}" for n in range(9)),
        *(f"iso8859-{n}" for n in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
        "cp866",
        "koi8-r",
        "koi8-u",
        "mac-roman",
        "mac-cyrillic",
        "euc_jp",
        "iso2022_jp",
    }
)


def decode_html(body: bytes, content_type: str) -> str:
    """Return the page's text. Never fails: what cannot be decoded is marked with U+FFFD."""
    for bom, encoding in BOMS:
        if body.startswith(bom):
            return body[len(bom) :].decode(encoding, "replace")
    declared = _encoding_of_header(content_type) or _encoding_of_meta(body)
    if declared:
        return body.decode(declared, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return body.decode("cp1252", "replace")


def _encoding_of_header(content_type: str) -> str | None:
    match = CHARSET.search(content_type)
    return find_encoding(match[1]) if match else None


def _encoding_of_meta(body: bytes) -> str | None:
    """Return what the page itself declares. It is ASCII-compatible, or we could not have read the declaration."""
    head = body[:PRESCAN_BYTES].decode("latin-1")
    for tag in META.finditer(head):
        declared = CHARSET.search(tag[0])
        if declared and (encoding := find_encoding(declared[1])):
            return "utf-8" if encoding.startswith("utf-16") else encoding
    return None


def find_encoding(label: str) -> str | None:
    """Return the Python codec for a label as a page or header writes it, if browsers know that encoding."""
    if len(label) > MAX_LABEL:
        return None
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    name = WIDENED.get(name, name)
    return name if name in KNOWN else None
