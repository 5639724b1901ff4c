"""Addresses that lead to a sentence's very place in an article, where the browser can (text fragments).

https://wicg.github.io/scroll-to-text-fragment/: `#:~:text=start,end`. A browser that does not know them, or does not
find the words, opens the page at its top.
"""

from __future__ import annotations

from urllib.parse import quote

WORDS = 5  # at either end of a longer sentence
CHARACTERS = 24  # at either end of one without spaces


def place_in(url: str | None, text: str) -> str | None:
    """Return the address of `text` in the page at `url`; None if that is no http(s) address."""
    if not url or not url.lower().startswith(("https://", "http://")):
        return None
    words = text.split()
    if len(words) > 2 * WORDS:
        ends = [" ".join(words[:WORDS]), " ".join(words[-WORDS:])]
    elif len(text) > 8 * CHARACTERS:  # of a script without spaces, or one endless word
        ends = [text[:CHARACTERS].strip(), text[-CHARACTERS:].strip()]
    else:
        ends = [" ".join(words)]
    return f"{url.partition('#')[0]}#:~:text={','.join(_escaped(end) for end in ends)}" if words else url


def _escaped(text: str) -> str:
    # A hyphen marks a prefix or suffix there.
    return quote(text, safe="", errors="replace").replace("-", "%2D")
