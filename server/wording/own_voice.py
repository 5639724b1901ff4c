"""What does an article say in its own voice, word by word?

Its own voice is what stands neither between quotation marks nor in what it reports of others. A whole sentence of which
a speaker's part cannot be told from the writer's is left to the speaker.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from server.articles.models import Article, Evidence
from server.articles.plain_words import GRAMMAR, REPORTING
from server.articles.quotes import find_quotes
from server.articles.reported_speech import find_attributed
from server.articles.sentences import split_sentences
from server.coverage.tokens import fold, stem
from server.wording.descriptive_words import is_descriptive
from server.wording.lexicon import LANGUAGES, find_loaded
from server.wording.models import ArticleWords

MAX_CHARACTERS = 60_000
MOST_USES_SHOWN = 4
LONGEST_EVIDENCE = 500
_LOWER_WORD = re.compile(r"(?<![\w'’-])[^\W\d_]{3,40}(?:['’][^\W\d_]+)?(?![\w-])")
_SPEAKER_COLON = re.compile(r"^[^:]{2,60}:\s|\s[|–—]\s[^|]{2,40}$")  # "Minister: it is a disgrace", "… | The Times"

# Posts and link lists that pages set among their paragraphs are not the article's words.
_LINE = re.compile(r"[^\n]+")
_EMBEDDED = re.compile(r"(?<!\w)@\w|pic\.twitter|https?://|\bMORE\b|\bRead more\b|— \w+ \w+ \(")

Span = tuple[int, int]


def analyse_words(article: Article) -> ArticleWords:
    """Return the words of an article's own voice and where its telling ones stand; to be kept with it."""
    language = article.language.split("-")[0] if article.language else None
    body = article.body[:MAX_CHARACTERS]
    sentences = split_sentences(body, language)
    stems: Counter[str] = Counter()
    uses: dict[str, list[int]] = defaultdict(list)
    loaded: dict[str, list[int]] = defaultdict(list)
    is_known = language in LANGUAGES
    for number, stretch in own_voice(body, sentences):
        for _, _, term in find_loaded(body, *stretch) if is_known else ():
            loaded[term.term].append(number)
        for form in _forms(body, stretch):
            stems[stem(form)] += 1
            if is_known and is_descriptive(form):
                uses[form].append(number)
    where = {word: tuple(dict.fromkeys(found))[:MOST_USES_SHOWN] for word, found in (uses | loaded).items()}
    numbers = sorted({number for found in where.values() for number in found})
    place = {number: at for at, number in enumerate(numbers)}
    return ArticleWords(
        article_id=article.id,
        language=language,
        title=article.title,
        title_loaded=tuple(find_title_loaded(article.title)) if is_known else (),
        total=stems.total(),
        stems=dict(stems),
        uses={word: len(found) for word, found in uses.items()},
        loaded={word: len(found) for word, found in loaded.items()},
        where={word: tuple(place[number] for number in found) for word, found in where.items()},
        sentences=tuple(_clip(article.id, body, *sentences[number]) for number in numbers),
    )


def own_voice(body: str, sentences: Sequence[Span]) -> Iterator[tuple[int, Span]]:
    """Yield the stretches that are nobody else's words, each with the number of its sentence."""
    reported = ((one.start, one.end) for one in find_attributed(body, sentences))
    others = _merge([*find_quotes(body), *reported, *_find_posts(body)])
    upcoming = 0
    for number, (start, sentence_end) in enumerate(sentences):
        end = min(sentence_end, start + LONGEST_EVIDENCE)  # what cannot be shown is not pointed at
        while upcoming < len(others) and others[upcoming][1] <= start:
            upcoming += 1
        position, at = start, upcoming
        while at < len(others) and others[at][0] < end:
            if others[at][0] > position:
                yield number, (position, others[at][0])
            position = max(position, others[at][1])
            at += 1
        if position < end:
            yield number, (position, end)


def _find_posts(body: str) -> Iterator[Span]:
    """Yield the lines that hold a post or a list of links, and the line above one that only signs it."""
    above = (0, 0)
    for line in _LINE.finditer(body):
        if _EMBEDDED.search(line.group()):
            yield line.span()
            if line.group().startswith("—"):
                yield above
        above = line.span()


def find_title_loaded(title: str) -> list[str]:
    """Return the loaded words of a headline, as written, that are its own."""
    others = [*find_quotes(title), *(found.span() for found in _SPEAKER_COLON.finditer(title))]
    if ":" in title and _SPEAKER_COLON.match(title):
        return []
    return [
        title[start:end]
        for start, end, _ in find_loaded(title, any_case=True)
        if not any(first < end and start < last for first, last in others)
    ]


def _merge(spans: Iterable[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _forms(body: str, stretch: Span) -> Iterator[str]:
    """Yield the words of a stretch that are neither names nor grammar, folded."""
    for found in _LOWER_WORD.finditer(body, *stretch):
        if found.group()[0].islower():
            form = fold(found.group())
            if form not in GRAMMAR and form not in REPORTING:
                yield form


def _clip(article_id: str, body: str, start: int, end: int) -> Evidence:
    end = min(end, start + LONGEST_EVIDENCE)
    return Evidence(article_id, start, end, body[start:end])
