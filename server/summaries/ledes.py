"""Which sentence of an article tells a newcomer what happened?

Reports tell it at once, after a dateline and perhaps a caption or a note from the editors. So the first sentence that
stands on its own is taken, verbatim, without the dateline; where the top of an article has none, the article has no
lede. A missing lede is better than one that begins with "He".
"""

from __future__ import annotations

from collections.abc import Mapping, Set

from server.articles.models import Article, Evidence
from server.coverage.tokens import stem
from server.summaries.figures import are_outdated
from server.summaries.fitness import Fitness
from server.summaries.readings import Reading, Sentence

_SENTENCES = 3  # after captions and notices
_LINES = 10
_CHARACTERS = 3_000
# A sentence with few of the headline's words is a scene, a caption, a notice or a standfirst that goes on from it.
_FEWEST_SHARED, _SHARE_OF_TITLE = 2, 1 / 3
_TITLE_WORDS = 18


def find_lede(article: Article, reading: Reading, corrections: Mapping[str, Set[str]]) -> Evidence | None:
    """Return the first sentence at the top of the text that stands on its own.

    :param corrections: figures that have been corrected since, by `gather_corrections`
    """
    enough = min(max(_FEWEST_SHARED, _SHARE_OF_TITLE * min(len(reading.title), _TITLE_WORDS)), len(reading.title))
    top = [sentence for sentence in reading.sentences[:_LINES] if sentence.fitness > Fitness.USELESS]
    for sentence in top[:_SENTENCES]:
        if sentence.start > _CHARACTERS or not sentence.stands or len(reading.title & sentence.stems) < enough:
            continue
        if is_understood(sentence, reading.title) and not are_outdated(sentence.figures, corrections):
            return Evidence(article.id, sentence.start, sentence.end, article.body[sentence.start : sentence.end])
    return None


def is_understood(sentence: Sentence, said: Set[str]) -> bool:
    """Whether a reader who has read `said` (stems) knows whom and what the sentence speaks of."""
    return sentence.needs <= said and {stem(name) for name in sentence.surnames} <= said
