"""What telling a story needs to know of an article, found once for each: its sentences and what they say.

A reading depends on the article alone, so it can be kept as long as the article's text stays the same; it remembers
which text it was made of. Positions only: whatever is shown is cut out of the article itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import islice
from zlib import crc32

from server.articles.models import Article
from server.articles.quotes import find_quotes
from server.articles.sentences import split_sentences
from server.coverage.datelines import find_dateline
from server.coverage.tokens import Word, find_words, stem
from server.summaries.cues import find_cues
from server.summaries.figures import find_figures, list_corrections
from server.summaries.fitness import LONGEST, Fitness, find_needed_words, judge, opines, without_quotes
from server.summaries.models import QuestionKind
from server.summaries.names import find_addressed, find_names, find_speakers, last_name
from server.summaries.phrases import COMMON, NEGATES, SAYS

MOST_SENTENCES = 60  # what a report has not told by then is background
_CHARACTERS = 20_000
_MOST_WORDS = 120  # of a sentence
_SHORTEST_WORD = 4  # letters; what is shorter is mostly grammar, in scripts that have letters
_LEAD_WORDS, _LEAD_CHARACTERS = 60, 1_200
_TITLE_WORDS = 60
_ABBREVIATION = 9  # characters before a sentence that show whether it is one
_TOP = 3  # sentences in which a report says what it is about

# Of the first sentences of agency reports one in thirty is in the writer's voice, of opinion magazines one in three.
_VOICE_SENTENCES, _MOST_OPINING = 30, 0.2

# "Kisanda (Norwire) The ferry": papers that take the dash for decoration leave it out.
_DASHLESS_DATELINE = re.compile(r"(?:[^\W\d_a-z][\w ,.]{0,40} )?\([A-Z][A-Za-z ]{1,14}\)\s{1,3}(?=[^\W\d_a-z])")
_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article's text."""

    start: int
    end: int
    place: int  # among the sentences of the text, from 0
    fitness: Fitness
    stems: frozenset[str]
    figures: frozenset[str]
    names: frozenset[str]  # names of more than one word, folded
    surnames: frozenset[str]  # last names of persons named in full before, folded
    needs: frozenset[str]  # stems that must have been said before: of "attack" in "The attack …"
    negates: bool
    says: bool  # names or describes who says it
    cues: frozenset[QuestionKind]

    @property
    def name_stems(self) -> frozenset[str]:
        """Stems of the names in it."""
        return frozenset(stem(part) for name in (*self.names, *self.surnames) for part in name.split())

    @property
    def tells(self) -> bool:
        """Whether it says something of the event."""
        return self.fitness > Fitness.OPINES

    @property
    def stands(self) -> bool:
        """Whether it may be shown on its own."""
        return self.fitness is Fitness.STANDS


@dataclass(frozen=True, slots=True)
class Reading:
    """An article's sentences, and what headline and lede of a story are chosen by."""

    article_id: str
    checksum: int  # of the text that it was made of
    language: str  # primary subtag; "" when unknown
    title: frozenset[str]  # stems
    title_opines: bool
    lead: frozenset[str]  # stems at the top of the text, or of the description
    speakers: frozenset[str]  # last names of people who speak or bear a title
    corrections: tuple[tuple[str, str], ...]  # figure, what it is corrected to
    top: frozenset[str]  # stems of the first sentences that tell something
    below: frozenset[str]  # stems of all of these
    sentences: tuple[Sentence, ...]

    @property
    def comments(self) -> bool:
        """Whether so much of the text is its writer's own voice that it comments rather than reports."""
        top = self.sentences[:_VOICE_SENTENCES]
        opining = sum(sentence.fitness is Fitness.OPINES for sentence in top)
        most = _MOST_OPINING / 2 if self.title_opines else _MOST_OPINING
        return opining > max(most * len(top), 1)

    def is_of(self, article: Article) -> bool:
        """Whether this was made of the article as it is now."""
        return self.article_id == article.id and self.checksum == _checksum(article)


def read(article: Article) -> Reading:
    """Return what the article says, sentence by sentence."""
    own_title = without_quotes(article.title)[:LONGEST]
    lead = (article.body or article.description)[:_LEAD_CHARACTERS]
    sentences = tuple(_read_sentences(article))
    telling = [sentence for sentence in sentences if sentence.tells]
    return Reading(
        article_id=article.id,
        checksum=_checksum(article),
        language=primary_language(article),
        title=content_words(article.title, at_most=_TITLE_WORDS),
        title_opines=opines(own_title),
        lead=content_words(lead, at_most=_LEAD_WORDS),
        speakers=find_speakers(f"{article.title}\n{article.body[:_CHARACTERS]}"),
        corrections=tuple(sorted(list_corrections(article))),
        top=_all_stems(one for one in telling if one.place < _TOP),
        below=_all_stems(telling),
        sentences=sentences,
    )


def primary_language(article: Article) -> str:
    """Return the primary subtag of the article's language; "" when unknown."""
    return (article.language or "").partition("-")[0].lower()


def content_words(text: str, *, at_most: int) -> frozenset[str]:
    """Return the beginnings of the words that carry what a text says, out of its first words."""
    return frozenset(stem(word.form) for word in islice(find_words(text), at_most) if says_something(word))


def says_something(word: Word) -> bool:
    """Whether a word is more than grammar."""
    if word.is_number or not word.form.isascii():
        return True
    return len(word.form) >= _SHORTEST_WORD and word.form not in COMMON


def _all_stems(sentences: Iterable[Sentence]) -> frozenset[str]:
    return frozenset().union(*(sentence.stems for sentence in sentences))


def _read_sentences(article: Article) -> Iterator[Sentence]:
    quotes = find_quotes(article.body[:_CHARACTERS])
    named: set[str] = set()
    for place, span in enumerate(islice(_spans(article), MOST_SENTENCES)):
        sentence = _read_sentence(article, span, place, quotes=quotes, named=named)
        named.update(map(last_name, sentence.names))
        yield sentence


def _read_sentence(
    article: Article, span: tuple[int, int], place: int, *, quotes: Sequence[tuple[int, int]], named: Set[str]
) -> Sentence:
    """Return what the sentence at `span` says. :param named: last names of those named in full before"""
    start, end = span
    text = article.body[start:end]
    quoted = [(opened - start, closed - start) for opened, closed in quotes if opened < end and closed > start]
    found = list(islice(find_words(text), _MOST_WORDS))
    forms = [word.form for word in found]
    before = article.body[max(0, start - _ABBREVIATION) : start].rpartition("\n")[2]
    names, singles = find_names(text, primary_language(article))
    fitness = judge(text, forms, quoted, before)
    return Sentence(
        start,
        end,
        place=place,
        fitness=fitness,
        stems=frozenset(stem(word.form) for word in found if says_something(word)),
        figures=find_figures(text),
        names=frozenset(names),
        surnames=frozenset(named & set(singles)) | find_addressed(text[:LONGEST]),
        needs=frozenset(map(stem, find_needed_words(text[:LONGEST], found[:2]))),
        negates=not NEGATES.isdisjoint(forms),
        says=SAYS.search(text[:LONGEST]) is not None,
        cues=find_cues(text) if fitness is Fitness.STANDS else frozenset(),
    )


def _spans(article: Article) -> Iterator[tuple[int, int]]:
    """Yield the spans of the sentences, without datelines."""
    language = primary_language(article)
    for line in _LINE.finditer(article.body, 0, _CHARACTERS):
        dateline = find_dateline(line.group())
        dashless = None if dateline else _DASHLESS_DATELINE.match(line.group())
        start = line.start() + (dateline.end if dateline else dashless.end() if dashless else 0)
        for begin, end in split_sentences(article.body[start : line.end()], language or None):
            yield start + begin, start + end


def _checksum(article: Article) -> int:
    return crc32(f"{article.title}\0{article.description[:_LEAD_CHARACTERS]}\0{article.body}".encode(errors="replace"))
