"""Which words does a text pass on from someone, without quotation marks, and from whom?

"The minister said that the bridge was safe", "according to police, five people were hurt", "the bridge is safe, she
added". The words are the speaker's in substance even where the outlet has turned them: they are neither the outlet's
wording nor its own claim. Read one sentence at a time, from a table of verbs that report speech and nothing else
("accused" and "slammed" are the outlet's own account of a deed, and are not here).

The speaker is the stretch beside the verb, verbatim; who that is, is not asked. A verb without a readable speaker still
marks what it reports. Speech between marks is `server.articles.quotes`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

# Verbs of saying, in the forms that have a subject or stand after one. Forms that are as often a noun or an adjective
# are left out: "the United States", "an estimated 40", "press notes".
_ENGLISH = """
    say said says saying tell told tells telling added adds adding argue argued argues arguing claimed claims claiming
    insist insisted insists insisting stated stating warn warned warns warning noted noting explained explains
    acknowledge acknowledged acknowledges admit admitted admits conceded concedes contend contended contends maintained
    maintains allege alleged alleges alleging assert asserted asserts testified testifies tweeted tweets wrote writes
    believe believed believes predict predicted predicts suggest suggested suggests deny denied denies confirm confirmed
    confirms stressed stresses emphasized emphasised vowed vows promised reported recalled remarked countered replied
    responded complained think thinks
"""
_GERMAN = "sagte sagten erklärte erklärten betonte teilte behauptete warnte meinte ergänzte kritisierte berichtete"
_FRENCH = "déclaré affirmé indiqué expliqué estimé ajouté assuré déclare affirme indique estime assure"
_SPANISH = "dijo dijeron afirmó aseguró explicó declaró señaló añadió indicó advirtió"
_VERBS = "|".join(sorted(f"{_ENGLISH} {_GERMAN} {_FRENCH} {_SPANISH}".split(), key=len, reverse=True))
_ACCORDING = r"according\sto|in\sthe\swords\sof|laut|zufolge|selon|d['’]après|según|de\sacuerdo\scon"
_CUE = re.compile(rf"(?<!\w)(?:(?P<source>{_ACCORDING})|(?P<verb>{_VERBS}))(?!\w)", re.IGNORECASE)

# Where a stretch of words ends; the speaker stands between two of these.
_BORDER = re.compile(r"[,;:()—–\"“”«»„]|\s-\s")
_ENDS_WITH_BORDER = re.compile(r"[,;:)—–\"“”«»][ \t]*$")
_NOBODY = re.compile(r"(?<!\w)(?:is|are|was|were|be|been|being|to|who|which|and|or|not)[ \t]*$", re.IGNORECASE)
# After the verb, up to here, it still says to whom and when: "told reporters on Tuesday that".
_THAT = re.compile(r"\s(?:that|dass|daß|que)\s", re.IGNORECASE)
_RELATIVE = re.compile(r"\s*(?:which|who|whom|as|that)\s", re.IGNORECASE)  # "the plan, which critics say is reckless,"
_EDGES = " \t,;:."
_REACH = 120  # characters: no speaker and no "to whom and when" is longer
_NAME_WORDS = 7  # after a verb at the end of a sentence; from here on something is being reported


@dataclass(frozen=True, slots=True)
class ReportedSpeech:
    """What a sentence passes on (`start` to `end`) and the words that name the speaker, where they can be told."""

    start: int
    end: int
    speaker: tuple[int, int] | None


def find_attributed(body: str, sentences: Iterable[tuple[int, int]]) -> list[ReportedSpeech]:
    """Return the stretches that the sentences ascribe to someone, in order."""
    return [found for start, end in sentences for found in _read_sentence(body, start, end)]


def _read_sentence(body: str, start: int, end: int) -> Iterator[ReportedSpeech]:
    """Yield what stands beside each cue, as far as it is what was said."""
    cues = list(_CUE.finditer(body, start, end))
    resume = start
    for cue, following in pairwise([*cues, None]):
        if cue is None or cue.start() < resume or body.startswith(" of ", cue.end()):
            continue  # within what the last one reports, or the noun: "claims of"
        limit = following.start() if following else end
        found = _by_source(body, cue, resume, end) if cue["source"] else _by_verb(body, cue, (resume, end), limit)
        if found is not None and found.start < found.end:
            yield found
            resume = max(found.end, cue.end())


def _by_source(body: str, cue: re.Match[str], start: int, end: int) -> ReportedSpeech | None:
    """Read "according to X, …" and "…, according to X"."""
    border = _BORDER.search(body, cue.end(), min(end, cue.end() + _REACH))
    speaker = _trim(body, cue.end(), border.start() if border else min(end, cue.end() + _REACH))
    if body[start : cue.start()].strip(" ,;"):
        return ReportedSpeech(*_trim(body, start, cue.start()), speaker)
    return ReportedSpeech(*_trim(body, border.end(), end), speaker) if border else None


def _by_verb(body: str, cue: re.Match[str], around: tuple[int, int], limit: int) -> ReportedSpeech | None:
    """Read "X said that …", "…, X said" and "…, said X"; where it may be either, all of it counts as reported."""
    start, end = around
    before, after = body[max(start, cue.start() - _REACH) : cue.start()], body[cue.end() : end]
    if not before.strip():
        return None
    if _ENDS_WITH_BORDER.search(before):
        return ReportedSpeech(*_trim(body, start, end), _name_after(body, cue.end(), end))
    subject = _last_border(body, start, cue.start())
    speaker = None if _NOBODY.search(before) else _trim(body, subject, cue.start())
    is_aside = bool(_RELATIVE.match(body, subject))
    if (
        not is_aside
        and subject > start
        and len(after.split(maxsplit=_NAME_WORDS)) < _NAME_WORDS
        and not _THAT.search(after)
    ):
        return ReportedSpeech(*_trim(body, start, subject - 1), speaker)
    that = _THAT.search(body, cue.end(), min(limit, cue.end() + _REACH))
    return ReportedSpeech(*_trim(body, that.end() if that else cue.end(), end), speaker)


def _last_border(body: str, start: int, end: int) -> int:
    """Return where the stretch before a verb begins."""
    begin = max(start, end - _REACH)
    return max((border.end() for border in _BORDER.finditer(body, begin, end)), default=begin)


def _name_after(body: str, start: int, end: int) -> tuple[int, int] | None:
    """Return who is named after a verb, if it looks like naming: "said Ann Lee, the mayor"."""
    border = _BORDER.search(body, start, min(end, start + _REACH))
    span = _trim(body, start, border.start() if border else min(end, start + _REACH))
    words = body[slice(*span)].split(maxsplit=_NAME_WORDS)
    is_name = 0 < len(words) < _NAME_WORDS and (words[0][0].isupper() or words[0] in {"the", "a"})
    return span if is_name else None


def _trim(body: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without space and punctuation at its ends."""
    while start < end and body[start] in _EDGES:
        start += 1
    while start < end and body[end - 1] in _EDGES:
        end -= 1
    return start, end
