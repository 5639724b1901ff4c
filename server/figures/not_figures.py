"""What looks like a figure and counts nothing: days, years, times, votes, addresses, names with a number in them.

Each is blanked out, character for character, so that what is left stands where it stood.
"""

from __future__ import annotations

import re

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_NUMBERED = "Route|Highway|Article|Section|Chapter|Title|Flight|Channel|Page|Category|Phase|Stage|Group|Formula"
_SCORED = "vote|majority|decision|ruling|victory|win|lead|defeat|loss|split"
_COUNTED = "people|men|women|children|troops|dead|killed|injured|homes|jobs"

_NO_FIGURE = re.compile(
    "|".join(
        (
            # addresses and marks of social networks
            r"https?://\S{1,300}|www\.\S{1,300}|[\w.]{1,40}@[\w.]{1,40}|#\w{1,60}|pic\.\S{1,60}",
            # days, months, years
            rf"\b{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s\d{{4}})?\b|\b{_MONTH}\s\d{{4}}\b",
            rf"\b\d{{1,2}}(?:st|nd|rd|th|\.)?\s(?:of\s)?{_MONTH}(?:\s\d{{4}})?(?!\w)",
            rf"(?<![$£€\d.,])\b(?:1[5-9]|20)\d\ds?\b(?![,.]?\d)(?!\s(?:{_COUNTED}))",
            r"\b\d{1,4}[/.\-]\d{1,2}[/.\-]\d{2,4}\b|(?<!\S)\d{1,2}/\d{1,2}\b",
            # times of the day, ordinals, "No. 10"
            r"\b\d{1,2}:\d\d(?::\d\d)?\b|\b\d{1,2}(?:\.\d\d)?\s?[ap]\.?m\b\.?",
            r"\b\d{1,5}(?:st|nd|rd|th)\b|(?<!\w)(?:No|no|Nos|nr|Nr)\.?\s\d{1,5}\b",
            # votes and results
            rf"\b\d{{1,3}}(?:-|–|\sto\s)\d{{1,3}}(?=\s(?:{_SCORED}))",
            r"\b\d{1,4}[-–]\d{1,4}\b(?!\s?(?:%|per|people|years?|days?|minutes?|hours?|miles|million|billion))",
            # names: "G7", "AR-15", "Route 91", "Apollo 13 Mission"; points of a list; telephone numbers
            r"\b[A-Z]{1,4}-?\d{1,4}\b|\b\d{1,3}[A-Z]\b|\b[A-Z][a-z]{2,20}\s\d{1,4}(?=\s[A-Z])",
            rf"\b(?:{_NUMBERED})\s(?:\d{{1,5}}|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]even)\b",
            r"\(\d{3}\)\s?\d{3}-\d{4}|\b\d{3}[-.]\d{3}[-.]\d{4}\b|\b0\d{2,4}\s\d{3,4}(?:\s\d{2,4}){0,2}\b",
            r"^\s?\(?\d{1,2}[.)]\s",
        )
    ),
    re.MULTILINE,
)


def blank_out(text: str) -> str:
    """Return the text, of the same length, without what looks like a figure and is none."""
    return _NO_FIGURE.sub(lambda found: " " * len(found.group()), text)
