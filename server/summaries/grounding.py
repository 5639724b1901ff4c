"""Is a rewritten sentence borne out by the spans that it is said to rest on?

Whoever rewrites may invent, mix up or soften, and do it fluently. So a rewritten sentence is believed only where it can
be checked word by word: names, figures and quotations must stand in the cited spans, names in the same order, and a
denial, a doubt or a speaker must neither appear nor vanish. A true sentence that fails costs nothing, since the
verbatim one is shown instead; a false one that passes would be our lie.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from server.articles.quotes import find_quotes
from server.coverage.tokens import Word, find_words, fold, stem
from server.summaries.figures import find_figures
from server.summaries.fitness import without_quotes
from server.summaries.phrases import NEGATES, SAYS, phrases
from server.summaries.readings import says_something

LONGEST = 1_000  # characters
MOST_WORDS = 120
_MOST_NEW = 0.25  # of the words that say something; a rewriting needs some of its own

# What is said to be so only perhaps, or only by some.
_DOUBTS = phrases(r"""
    alleged(?:ly)?|reportedly|may|might|could|possibl[ye]|probabl[ye]|likely|unlikely|suspected|accused|apparent(?:ly)?
    if|unconfirmed|disputed|appears?|seems?|mutmaßlich\w{0,2}|angeblich|soll(?:en)?|offenbar|würde|könnte
    présumée?s?|aurait|auraient|serait|peut-être|presunt[oa]s?|habría|podría
""")
# How many, without a figure.
_AMOUNTS = phrases(r"""
    dozens?|hundreds?|thousands?|millions?|billions?|half|twice|doubled?|tripled?|majority|minority|most|all|every|none|only
    first|last|largest|biggest|highest|lowest|never|always|dutzende?|hunderte?|tausende?|alle|nur|erste[rn]?|moitié|tous
    seulement|mitad|todos|sólo
""")
_SHORT_NOT = re.compile(r"n['’]t$")
_LETTERS = re.compile(r"[^\W\d_]")


def find_ungrounded(sentence: str, cited: Sequence[str]) -> tuple[str, ...]:
    """Return what in a rewritten sentence the cited spans do not bear out; empty if it may be shown."""
    if not _LETTERS.search(sentence) or len(sentence) > LONGEST or not any(map(str.strip, cited)):
        return ("nothing that could be checked",)
    return tuple(
        reason
        for reason in (
            *_new_names(sentence, cited),
            *_new_figures(sentence, cited),
            *_new_quotes(sentence, cited),
            *_changed(sentence, cited),
            *_new_words(sentence, cited),
        )
        if reason
    )


def _new_names(sentence: str, cited: Sequence[str]) -> Iterator[str]:
    """Yield names that are not cited, and names that stand in another order: who did it to whom may be turned round."""
    names = list(dict.fromkeys(_names(sentence, cited)))
    known = [[word.form for word in _words(text)] for text in cited]
    missing = [name for name in names if not any(name in forms for forms in known)]
    if missing:
        yield f"names that are not cited: {', '.join(missing)}"
    elif len(names) > 1 and not any(_are_in_order(names, forms) for forms in known):
        yield "no cited span has these names in this order"


def _are_in_order(names: Sequence[str], forms: Sequence[str]) -> bool:
    if not set(names) <= set(forms):
        return False
    places = [forms.index(name) for name in names]
    return places == sorted(places)


def _new_figures(sentence: str, cited: Sequence[str]) -> Iterator[str]:
    known = frozenset().union(*map(find_figures, cited))
    new = find_figures(sentence) - known
    amounts = _found(_AMOUNTS, [sentence]) - _found(_AMOUNTS, cited)
    if new or amounts:
        yield f"figures that are not cited: {', '.join(sorted(new | amounts))}"


def _new_quotes(sentence: str, cited: Sequence[str]) -> Iterator[str]:
    for start, end in find_quotes(sentence):
        quoted = sentence[start:end].strip("\"“”„‟«»‘’'‚‹›「」『』 ")
        if not any(quoted in text for text in cited):
            yield f"words that are quoted and not cited: {quoted}"


def _changed(sentence: str, cited: Sequence[str]) -> Iterator[str]:
    """Yield what is denied, doubted or attributed in one and not in the other."""
    if _negations([sentence]) != _negations(cited):
        yield "what is denied differs"
    if bool(_found(_DOUBTS, [sentence])) != bool(_found(_DOUBTS, cited)):
        yield "what is in doubt differs"
    says = [SAYS.search(without_quotes(text)) is not None for text in (sentence, *cited)]
    if says[0] != any(says[1:]):
        yield "who says it is left out or added"


def _new_words(sentence: str, cited: Sequence[str]) -> Iterator[str]:
    known = {stem(word.form) for text in cited for word in _words(text)}
    said = {stem(word.form) for word in _words(sentence) if says_something(word) and not word.is_number}
    new = said - known
    if len(new) > _MOST_NEW * len(said):
        yield f"says more than is cited: {', '.join(sorted(new))}"


def _names(sentence: str, cited: Sequence[str]) -> Iterator[str]:
    """Yield words with a capital; the first of the sentence only if no cited span has it without."""
    small = {word.form for text in cited for word in _words(text) if not word.is_capitalized}
    for place, word in enumerate(_words(sentence)):
        if word.is_capitalized and (place or (says_something(word) and word.form not in small)):
            yield word.form


def _negations(texts: Sequence[str]) -> set[str]:
    forms = {word.form for text in texts for word in _words(text)} & NEGATES
    return {"not" if _SHORT_NOT.search(form) else form for form in forms}


def _words(text: str) -> Iterator[Word]:
    return islice(find_words(text[:LONGEST]), MOST_WORDS)


def _found(pattern: re.Pattern[str], texts: Sequence[str]) -> set[str]:
    return {fold(found) for text in texts for found in pattern.findall(text[:LONGEST])}
