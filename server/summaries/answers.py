"""What do the articles answer to what readers ask of any story?

A sentence answers if it has the words for it (`server.summaries.cues`) and speaks of what the story is about: of the
people and things in the headline and the sentence below it. If none does, that is the answer: "not found in the N
articles we hold". It does not say that nobody knows.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from math import log2, sqrt

from server.coverage.tokens import stem
from server.summaries.claims import Line, repeats
from server.summaries.cues import LANGUAGES, QUESTIONS
from server.summaries.models import Question, QuestionKind
from server.summaries.names import last_name
from server.summaries.overview import MOST_REFERENCES, Claim
from server.summaries.readings import Sentence

# How much of what the story is about an answer speaks of at least: words of headline and lede count one each, words of
# the overview a half. Why, how and how many must be of the very thing.
_LEAST_SHARE = {
    QuestionKind.WHO: 2.5,
    QuestionKind.WHEN_WHERE: 3.0,
    QuestionKind.HOW: 4.0,
    QuestionKind.WHY: 3.5,
    QuestionKind.HOW_MANY: 3.0,
    QuestionKind.NEXT: 2.5,
    QuestionKind.RESPONSE: 2.5,
}
_IN_OVERVIEW = 0.5
_FURTHER_DOWN = 0.04
_TOP = 3  # sentences
_NEAR_TOP, _ASIDE = 5, 1.6
# Every report is full of days, reasons, means and numbers, most of them of other matters. One that a single origin
# gives counts only in a sentence that tells the event itself: one that shares this much with the lede or the opening.
_OF_THE_EVENT_ITSELF = frozenset({QuestionKind.WHEN_WHERE, QuestionKind.WHY, QuestionKind.HOW, QuestionKind.HOW_MANY})
_TELLS_EVENT = 0.4
_ALREADY_SHOWN = 0.6  # another sentence tells the reader more, if there is one


@dataclass(frozen=True, slots=True)
class Subject:
    """What a story is about."""

    core: frozenset[str]  # stems of headline and lede
    told: frozenset[str]  # stems of these and the overview
    event: tuple[Sentence, ...]  # the sentences that tell it: the lede, the overview's first
    persons: frozenset[str]  # last names of the people whom most origins name

    def share(self, stems: Set[str]) -> float:
        """Return how much of it these words speak of."""
        return len(stems & self.core) + _IN_OVERVIEW * len((stems & self.told) - self.core)


def answer_questions(
    claims: Sequence[Claim], subject: Subject, *, lede: Claim | None, language: str, held: int
) -> tuple[Question, ...]:
    """Return every question with the sentence that answers it best, if there is one.

    :param lede: the sentence that tells what happened
    :param held: how many articles we hold
    """
    not_found = "not found in the one article we hold" if held == 1 else f"not found in the {held} articles we hold"
    silent = not_found if language in {"", *LANGUAGES} else f"not looked for in this language ({language})"
    used: list[Line] = []
    questions = []
    for kind, text in QUESTIONS.items():
        found = lede if kind is QuestionKind.WHAT else _find_answer(kind, claims, subject, used)
        if found is None:
            note = not_found if kind is QuestionKind.WHAT else silent
            questions.append(Question(kind, text, None, (), note))
            continue
        used.append(found.line)
        references = tuple(line.evidence for line in found.carriers[:MOST_REFERENCES])
        questions.append(Question(kind, text, found.line.evidence, references, None))
    return tuple(questions)


def _find_answer(kind: QuestionKind, claims: Iterable[Claim], subject: Subject, used: Sequence[Line]) -> Claim | None:
    able = [claim for claim in claims if _can_answer(kind, claim, subject) and _is_about(kind, claim, subject)]
    return max(able, key=lambda claim: round(_merit(claim, subject, used), 6), default=None)


def _is_about(kind: QuestionKind, claim: Claim, subject: Subject) -> bool:
    """Whether the sentence speaks enough of what the story is about; far down and alone it must do so more."""
    sentence = claim.line.sentence
    is_main = sentence.place < _NEAR_TOP or claim.origins > 1
    tells_event = any(repeats(sentence, told) >= _TELLS_EVENT for told in subject.event)
    if kind in _OF_THE_EVENT_ITSELF and not tells_event and claim.origins == 1:
        return False
    return subject.share(claim.line.sentence.stems) >= _LEAST_SHARE[kind] * (1.0 if is_main else _ASIDE)


def _can_answer(kind: QuestionKind, claim: Claim, subject: Subject) -> bool:
    sentence = claim.line.sentence
    if kind is QuestionKind.WHO:  # names in full a person of headline or lede whom most origins name
        names = {last_name(name) for name in sentence.names if " of " not in name} & subject.persons
        return any(stem(name) in subject.core for name in names)
    if kind not in sentence.cues:
        return False
    if kind is QuestionKind.HOW_MANY:  # a count that matters stands near the top, or elsewhere too
        return sentence.place < _TOP or any(sentence.figures & line.sentence.figures for line in claim.carriers)
    return True


def _merit(claim: Claim, subject: Subject, used: Iterable[Line]) -> float:
    """Return how likely it is that the sentence speaks of the story itself."""
    sentence = claim.line.sentence
    about = subject.share(sentence.stems) / sqrt(max(len(sentence.stems), 1))
    shown = _ALREADY_SHOWN if any(claim.line is line for line in used) else 1.0
    return about * shown * (1 + log2(claim.origins)) / (1 + _FURTHER_DOWN * sentence.place)
