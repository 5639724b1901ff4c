"""Who told the outlet, where the words before "told" name somebody?

Only a name or a described person that directly precedes the verb is taken, with what stands in commas between left out:
"Ana Rell, a surveyor, told X" is Ana Rell's. A pronoun names nobody.
"""

from __future__ import annotations

import re

_TELLING = re.compile(r"(?:told|tells|said|says|argued|wrote|confirmed|insisted|admitted|revealed)\b")
_TITLES = "Mr|Mrs|Ms|Dr|Sens?|Reps?|Gov|Prof|Gen|Adm|Sgt|Lt|Col|Capt"
_NAME_WORD = rf"(?:(?:{_TITLES}|(?:[A-Z]\.){{0,2}}[A-Z])\.|[^\W\d_a-z][\w’'-]*)"
_NAME = rf"{_NAME_WORD}(?: (?:{_NAME_WORD}|of|de|al|in|[a-z]{{3,14}})){{0,8}}"
_DESCRIBED = r"(?:[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]everal|[Ss]ome) [^,;:.“”\"]{3,80}"
_ADVERB = (
    r"(?: (?:also|later|has|had|have|earlier|then|once|reportedly|recently|exclusively|previously"
    r"|\w{1,20}ly|\w{1,12}day)){0,4}"
)
_IN_COMMAS = r"(?:, [^“”\";:]{3,120}?,)?"
_SPEAKER = re.compile(
    r"(?:^|[,;:.”\"’—–] ?|\b(?:and|but|as|that|when|because|after|while) )"
    rf"(?P<who>{_NAME}|{_DESCRIBED}){_IN_COMMAS}{_ADVERB}\s?$"
)
_NOBODY = re.compile(
    r"(?:(?:He|She|They|It|We|I|His|Her|Their|Its|Who|This|That|The|Then|But|And|When|As|Asked|Speaking)\b"
    r"|A (?:day|week|month|year|few|moment)\b|.*\b(?:he|she|they|it|we|who)$)",
    re.IGNORECASE,
)
_ADVERB_AT_END = re.compile(rf"{_ADVERB}\s*$")
_REACH = 200  # characters before the verb


def find_speaker(text: str, *, start: int, verb: int) -> tuple[int, int] | None:
    """Return the span of whoever did the telling, in the sentence that begins at `start`."""
    if not _TELLING.match(text, verb):
        return None
    begin = max(start, verb - _REACH)
    found = _SPEAKER.search(text[begin:verb])
    if not found:
        return None
    who = _ADVERB_AT_END.sub("", found["who"], count=1)
    if not who or _NOBODY.match(who):
        return None
    return begin + found.start("who"), begin + found.start("who") + len(who)
