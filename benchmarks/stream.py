"""A seeded stream of invented news whose stories are known: what speed, growth and stability are measured on.

Real labelled collections have thousands of articles; an index has to be measured with a million. Here are as many as
one likes, the same for a seed on every machine (whole numbers, tables and `random.Random` only). What is imitated, and
after what:

- **Sizes and spans** of stories: half have one article or two, nine in ten up to seven, one in a thousand 160 or more;
  half are over within .4 of a day, nine in ten within 1.7, 99 in a hundred within 5.4. Published counts of production
  systems and labelled streams agree on about these.
- **Words**: Zipf's law in four languages (`benchmarks.vocabulary`); names that never occurred before in every story,
  places that recur; figures. Articles of one story share a few words, not many: each draws its own from the story's.
- **Near misses**: every eighth story is of the same kind and place as an earlier one, with other names and figures.
- **Bursts**: stories come in themes, and for `_THEME_RUN` stories on end a third of all are of one theme, so that its
  words are common for a while. Nights are quiet. Articles of a story come thick at first.
- **Wire copies**: one in seven further articles is the text of the story's first, sometimes under its own headline,
  cut from below.
- **Little text**: about a third of the articles each are a headline only, a feed's summary and a full text, as polling
  brings them.
- **Late arrivals**: half arrive within 8 minutes of publication, one in a hundred more than a day later; the stream is
  in order of arrival. One in fifty states no time.
- **Outlets**: 3,000, the largest of which publish most.

The text of a story does not depend on how densely stories are set: `per_day` only says how close they begin. So the
same million articles can be a busy week or two quiet years. Left out: scripts without spaces, opinion, edited articles.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from heapq import heappop, heappush
from itertools import count
from random import Random

from benchmarks.vocabulary import LANGUAGES, Language, Uneven, make_name, places, spelt_in, unevenly, words_of
from server.articles.identity import article_id
from server.articles.models import Article, DateSource, Precision, Published

START = datetime(2026, 1, 5, tzinfo=UTC)  # any Monday
MEAN_SIZE = 5.7
"""Articles of a story on average, by `_SIZES`; a test holds it."""

# (share of stories, articles up to which they have); between two rows linear.
_SIZES = ((0.0, 1.0), (0.45, 1.0), (0.5, 2.0), (0.9, 7.0), (0.99, 40.0), (0.999, 160.0), (1.0, 600.0))
# Days from a story's first article to its last.
_SPANS = ((0.0, 0.01), (0.5, 0.4), (0.9, 1.7), (0.99, 5.4), (1.0, 12.0))
# Minutes from publication to arrival.
_DELAYS = ((0.0, 1.0), (0.5, 8.0), (0.9, 60.0), (0.97, 360.0), (0.99, 1440.0), (1.0, 2880.0))
# Share of a day's stories that begin before this share of the day: eight quiet hours.
_HOURS = ((0.0, 0.0), (0.12, 1 / 3), (1.0, 1.0))

_NEAR_MISS_EVERY = 8
_NEAR_MISS_BACK = (3, 30, 300, 1500)  # stories before: the same hours, the same day, days before
_THEMES = 400
_THEME_RUN = 600  # stories during which one theme is in every third of them
_THEME_WORDS = 300
_STORY_WORDS = 24
_OUTLETS = 3_000
_TITLE_CASE_EVERY = 3  # outlet in three capitalises all words of a headline
_SLUG_EVERY = 2  # outlet in two repeats the headline in the address


@dataclass(frozen=True, slots=True)
class Planted:
    """An article, the story that it was planted in, and when after that one's beginning it arrives."""

    story: int
    article: Article  # published as if its story began at `START`
    arrives_after: int  # minutes


@dataclass(frozen=True, slots=True)
class Arrival:
    """An article at its place in the stream."""

    story: int
    article: Article
    minute: int  # of arrival, since 1970


@dataclass(frozen=True, slots=True)
class _Event:
    """What the articles of a story have in common."""

    number: int
    resembles: int  # the story itself, or the one that it is a near miss of
    seed: int
    language: Language
    theme: int
    place: str
    names: Sequence[str]
    figures: Sequence[str]
    told_with: dict[str, Uneven]  # by language code, as far as it was told in them


def stream(*, seed: int = 1, per_day: int = 1500) -> Iterator[Arrival]:
    """Yield articles without end, in order of arrival."""
    waiting: list[tuple[int, int, Arrival]] = []
    order = count()
    for number in count():
        begins = begin_minute(number, per_day=per_day)
        while waiting and waiting[0][0] <= begins:
            yield heappop(waiting)[2]
        for planted in tell(number, seed=seed):
            arrival = _at(planted, begins)
            heappush(waiting, (arrival.minute, next(order), arrival))


def begin_minute(number: int, *, per_day: int) -> int:
    """Return the minute, since 1970, that a story begins at if `per_day` articles are published in a day."""
    day, share = divmod(number * MEAN_SIZE / per_day, 1.0)
    return int(START.timestamp()) // 60 + int((day + read_off(_HOURS, share)) * 1440)


def tell(number: int, *, seed: int) -> list[Planted]:
    """Return the articles of story `number`."""
    rng = Random(f"{seed}/story/{number}")
    event = _make_event(number, seed, rng)
    span = read_off(_SPANS, rng.random()) * 1440
    size = round(read_off(_SIZES, rng.random()))
    offsets = [0.0, span, *(span * rng.random() * rng.random() for _ in range(size - 2))][:size]
    told: list[Planted] = []
    for at, offset in enumerate(offsets):
        article = _write(event, at, rng, wire=told[0].article if told else None)
        if rng.random() >= 0.02:
            moment = START + timedelta(minutes=int(offset))
            article = replace(article, published=Published(moment, Precision.MINUTE, DateSource.FEED))
        told.append(Planted(number, article, int(offset + read_off(_DELAYS, rng.random()))))
    return told


def read_off(table: Sequence[tuple[float, float]], share: float) -> float:
    """Return the value that this share of cases does not exceed."""
    at = min(bisect_right(table, (share, float("inf"))), len(table) - 1)
    (left, low), (right, high) = table[at - 1], table[at]
    return low + (high - low) * (share - left) / (right - left)


def is_near_miss(number: int) -> bool:
    """Whether a story resembles an earlier one on purpose."""
    return number % _NEAR_MISS_EVERY == _NEAR_MISS_EVERY - 1


def resembled_by(number: int) -> int:
    """Return the story that a near miss resembles."""
    return max(0, number - _NEAR_MISS_BACK[number // _NEAR_MISS_EVERY % len(_NEAR_MISS_BACK)])


def _at(planted: Planted, begins: int) -> Arrival:
    article, published = planted.article, planted.article.published
    if published:
        moved = published.at + (datetime.fromtimestamp(begins * 60, tz=UTC) - START)
        article = replace(article, published=replace(published, at=moved))
    return Arrival(planted.story, article, begins + planted.arrives_after)


def _make_event(number: int, seed: int, rng: Random) -> _Event:
    """Return what a story is about; of a near miss all but names and figures comes from the story that it resembles."""
    resembles = resembled_by(number) if is_near_miss(number) else number
    kind = Random(f"{seed}/kind/{resembles}")
    return _Event(
        number,
        resembles,
        seed,
        kind.choices(LANGUAGES, weights=[language.share for language in LANGUAGES])[0],
        resembles // _THEME_RUN % _THEMES if kind.random() < 1 / 3 else kind.randrange(_THEMES),
        places().choose(kind, 1)[0],
        [make_name(rng) for _ in range(rng.randrange(2, 6))],
        [str(rng.randrange(2, 10 ** rng.randrange(1, 5) + 2)) for _ in range(4)],
        {},
    )


def _words_for(event: _Event, language: Language) -> Uneven:
    """Return what a story is told with: half the kind of event, of which a near miss has the same, half its own."""
    if language.code not in event.told_with:
        kind = Random(f"{event.seed}/words/{event.resembles}/{language.code}")
        half = _STORY_WORDS // 2
        shared = _theme_words(language, event.theme).choose(kind, half // 2)
        shared += words_of(language).choose(kind, half - half // 2)
        own = words_of(language).choose(Random(f"{event.seed}/own/{event.number}/{language.code}"), half)
        pairs = zip(shared, own, strict=True)
        event.told_with[language.code] = unevenly([word for pair in pairs for word in pair])
    return event.told_with[language.code]


@cache
def _theme_words(language: Language, theme: int) -> Uneven:
    rng = Random(f"theme/{theme}/{language.code}")
    words = words_of(language).things
    return unevenly([words[rng.randrange(200, len(words) // 4)] for _ in range(_THEME_WORDS)])


def _write(event: _Event, at: int, rng: Random, *, wire: Article | None) -> Article:
    outlet = int(_outlets().choose(rng, 1)[0])
    language = event.language if rng.random() < 0.95 else rng.choice(LANGUAGES)
    if wire and wire.body and rng.random() < 0.3:
        return _copy_of(wire, event, at, outlet, rng)
    title = _headline(event, language, rng, is_title_case=language.code == "en" and outlet % _TITLE_CASE_EVERY == 0)
    article = _article(event, at, outlet, title, language.code)
    kind = rng.random()
    if kind < (0.5 if at == 0 else 0.15):  # the first is often an agency's, and full
        return replace(article, body=_text(event, language, rng, words=rng.randrange(150, 300)))
    if kind < 0.65:
        return replace(article, description=_text(event, language, rng, words=rng.randrange(25, 60)))
    return article


def _copy_of(wire: Article, event: _Event, at: int, outlet: int, rng: Random) -> Article:
    sentences = wire.body.split(". ")
    body = ". ".join(sentences[: rng.randrange(len(sentences) // 2, len(sentences)) + 1])
    language = next(one for one in LANGUAGES if one.code == wire.language)
    title = wire.title if rng.random() < 0.5 else _headline(event, language, rng, is_title_case=False)
    return replace(_article(event, at, outlet, title, language.code), body=body)


def _article(event: _Event, at: int, outlet: int, title: str, language: str) -> Article:
    slug = "-".join(title.lower().split()) if outlet % _SLUG_EVERY == 0 else "item"
    url = f"https://outlet{outlet}.example/{slug}-{event.number}-{at}"
    return Article(article_id(url), url, url, f"outlet{outlet}.example", title=title, language=language)


def _headline(event: _Event, language: Language, rng: Random, *, is_title_case: bool) -> str:
    words = _words_for(event, language).choose(rng, rng.randrange(3, 6))
    if rng.random() < 0.7:
        words.append(spelt_in(language, rng.choice(event.names)))
    if rng.random() < 0.5:
        words.append(spelt_in(language, event.place))
    if rng.random() < 0.35:
        words.append(rng.choice(event.figures))
    words += _theme_words(language, event.theme).choose(rng, 1)
    words += words_of(language).choose(rng, rng.randrange(2, 5))
    rng.shuffle(words)
    if is_title_case:
        return " ".join(word[0].upper() + word[1:] for word in words)
    return " ".join(_as_sentence(words))


def _text(event: _Event, language: Language, rng: Random, *, words: int) -> str:
    """Return sentences in which a fifth of the words are the story's."""
    text = words_of(language).choose(rng, words)
    told_with, theme = _words_for(event, language), _theme_words(language, event.theme)
    own = told_with.choose(rng, words * 18 // 100) + theme.choose(rng, words * 8 // 100)
    own += [spelt_in(language, rng.choice(event.names)) for _ in range(words * 5 // 100 + 1)]
    own += [spelt_in(language, event.place), rng.choice(event.figures), str(rng.randrange(2, 3000))]
    for place, word in zip(rng.sample(range(words), len(own)), own, strict=True):
        text[place] = word
    sentences, at = [], 0
    while at < words:
        length = rng.randrange(8, 21)
        sentences.append(" ".join(_as_sentence(text[at : at + length])))
        at += length
    return ". ".join(sentences) + "."


def _as_sentence(words: Sequence[str]) -> list[str]:
    return [words[0][0].upper() + words[0][1:], *words[1:]]


@cache
def _outlets() -> Uneven:
    return unevenly([str(number) for number in range(_OUTLETS)])
