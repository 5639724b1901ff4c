"""From pairs that the operator has judged to a calibration for their own collection, if it makes probabilities truer.

Which pairs are worth judging is answered here, too: candidates as matching finds them, as many of each probability, and
of each nearness where there is an embedder. Choosing by these two does not distort what is found, for it is a line
through just these; choosing by anything else might.

How a line is found, and when it is good enough: `server.coverage.platt`. What it does: `server.coverage.calibration`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import chain, zip_longest
from math import floor

import msgspec
import numpy as np

from server.articles.models import Article, StoredArticle
from server.coverage.calibration import CALIBRATION_FORMAT, CalibrationFile, Fitted
from server.coverage.candidates import CandidateIndex
from server.coverage.embeddings import Floats, VectorIndex
from server.coverage.matching import Matcher
from server.coverage.platt import Flags, JudgedPairs, Trial, check_enough, is_enough, measure, try_out
from server.coverage.records import MatchRecord, build_record
from server.errors import InvalidInput
from server.services.embedding import EmbeddingService
from server.services.judgements import JudgedPair, Judgement, pairs_of, read_judgements
from server.services.outlets import OutletService
from server.services.ports import ArticleStore, Clock

LOOKED_THROUGH = 2_000  # of the newest articles, for pairs to be judged
_STRATA = 10  # of the probability, and of the nearness
_NOT_KNOWN = -1


class Proposal(msgspec.Struct, frozen=True):
    """A pair that is worth judging, with what is needed to look at both articles."""

    a: str
    b: str
    same: None
    a_title: str
    a_url: str
    b_title: str
    b_url: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a calibration comes to."""

    pairs: int
    not_judged: int
    not_held: int  # or judged twice
    words: Trial | None  # None: too few pairs were found by words
    vectors: Trial | None  # None: too few have vectors

    @property
    def is_better(self) -> bool:
        """Whether there is anything to be kept."""
        return any(trial.is_better for trial in (self.words, self.vectors) if trial)


class CalibratingService:
    """Reads judgements, finds a calibration, keeps it if it is better."""

    def __init__(
        self,
        articles: ArticleStore,
        index: CandidateIndex,
        matcher: Matcher,
        *,
        outlets: OutletService,
        keep: Callable[[bytes], None],
        now: Clock,
        embedding: EmbeddingService | None = None,
        vectors: VectorIndex | None = None,
    ) -> None:
        """:param matcher: not calibrated  :param keep: writes the calibration where the next start finds it"""
        self._articles = articles
        self._index = index
        self._matcher = matcher
        self._outlets = outlets
        self._keep = keep
        self._now = now
        self._embedding = embedding
        self._vectors = vectors

    def calibrate(self, lines: Iterable[bytes]) -> Outcome:
        """Return what a calibration with these judgements comes to; it is not kept.

        :raises InvalidInput: naming the line at fault, or how many judgements are missing
        :raises EmbedderFailed:
        """
        judgements = read_judgements(lines)
        judged = {number: one for number, one in judgements.items() if one.same is not None}
        pairs = pairs_of(judged, self._held(judged.values()), outlet_of=self._outlet_of)
        measured = self._measure(pairs)
        check_enough(measured)
        return Outcome(
            pairs=len(pairs),
            not_judged=len(judgements) - len(judged),
            not_held=len(judged) - len(pairs),
            words=_by_words(measured.only(self._found_by_words(pairs))),
            vectors=_with_vectors(measured),
        )

    def keep(self, outcome: Outcome) -> None:
        """Have it in force from the next start of each process on. :raises InvalidInput: if it is no better"""
        if not outcome.is_better:
            raise InvalidInput("a calibration that is no better than none is not kept")
        file = CalibrationFile(
            CALIBRATION_FORMAT,
            weights=self._matcher.model,
            model=self._embedding.model if self._embedding else None,
            made_at=f"{self._now():%Y-%m-%dT%H:%M:%SZ}",
            words=_fitted(outcome.words),
            vectors=_fitted(outcome.vectors),
        )
        self._keep(msgspec.json.format(msgspec.json.encode(file), indent=2) + b"\n")

    def propose(self, count: int) -> list[Proposal]:
        """Return up to so many pairs to be judged: about as many of each probability and nearness."""
        start = max(self._articles.last_change() - LOOKED_THROUGH, 0)
        newest = [stored for _, stored in self._articles.changes_after(start, limit=LOOKED_THROUGH)]
        strata: defaultdict[tuple[int, int], list[tuple[str, str]]] = defaultdict(list)
        for stored in sorted(newest, key=lambda one: _shuffled(one.article.id)):
            for stratum, other in self._strata(stored).items():
                if len(strata[stratum]) < count:
                    strata[stratum].append((stored.article.id, other))
        in_turn = filter(None, chain.from_iterable(zip_longest(*strata.values())))
        chosen = list({frozenset(pair): pair for pair in in_turn}.values())[:count]
        held = self._articles.get_many(list(dict.fromkeys(chain.from_iterable(chosen))))
        return [_proposal(held[a].article, held[b].article) for a, b in chosen if a in held and b in held]

    def _held(self, judgements: Iterable[Judgement]) -> Mapping[str, Article]:
        sides = chain.from_iterable((one.a, one.b) for one in judgements)
        ids = list(dict.fromkeys(side for side in sides if isinstance(side, str)))
        return {article_id: stored.article for article_id, stored in self._articles.get_many(ids).items()}

    def _outlet_of(self, url: str) -> str | None:
        outlet = self._outlets.resolve(url).outlet
        return outlet.key if outlet else None

    def _measure(self, pairs: Sequence[JudgedPair]) -> JudgedPairs:
        """Return the pairs as matching sees them without calibration."""
        logits = [sum(self._matcher.score(build_record(pair.a), build_record(pair.b))[1].values()) for pair in pairs]
        return JudgedPairs(
            [pair.a.id for pair in pairs],
            np.array(logits, dtype=np.float64),
            self._cosines(pairs),
            np.array([pair.same for pair in pairs], dtype=np.float64),
        )

    def _cosines(self, pairs: Sequence[JudgedPair]) -> Floats:
        if self._embedding is None:
            return np.full(len(pairs), np.nan)
        articles = {article.id: article for pair in pairs for article in (pair.a, pair.b)}
        vectors = self._embedding.embed(list(articles.values()))
        ours_and_theirs = [(vectors.get(pair.a.id), vectors.get(pair.b.id)) for pair in pairs]
        return np.array([np.nan if a is None or b is None else float(a @ b) for a, b in ours_and_theirs])

    def _found_by_words(self, pairs: Sequence[JudgedPair]) -> Flags:
        """Return which pairs words alone would have compared.

        Of those that only vectors bring together, words say little and judgements may say much. They must not teach
        us to think more of other pairs of which words say little.
        """
        if self._embedding is None:
            return np.ones(len(pairs), dtype=bool)
        records = [(build_record(pair.a), build_record(pair.b)) for pair in pairs]
        held = self._index.get_records(list({record.article_id for both in records for record in both}))
        return np.array([self._would_find(a, b, is_held=b.article_id in held) for a, b in records], dtype=bool)

    def _would_find(self, a: MatchRecord, b: MatchRecord, *, is_held: bool) -> bool:
        if not is_held:
            return bool(np.intersect1d(a.terms, b.terms).size)
        return b.article_id in {candidate.article_id for candidate in self._index.find(a, around=a.minutes)}

    def _strata(self, stored: StoredArticle) -> dict[tuple[int, int], str]:
        """Return a candidate of each probability and nearness that the article has some of."""
        record = build_record(stored.article)
        scored = self._matcher.candidates(record)
        ids = [one.match.article_id for one in scored]
        cosines = np.full(len(ids), np.nan)
        if self._vectors is not None:
            cosines = self._vectors.cosines(record.article_id, ids)
        by_hash = sorted(zip(scored, cosines.tolist(), strict=True), key=lambda one: _shuffled(one[0].match.article_id))
        return {(_stratum(one.match.probability), _stratum(cosine)): one.match.article_id for one, cosine in by_hash}


def _by_words(pairs: JudgedPairs) -> Trial | None:
    return try_out(pairs, with_cosines=False) if is_enough(pairs) else None


def _with_vectors(pairs: JudgedPairs) -> Trial | None:
    """Return the line of the pairs that have vectors; it is no better if words alone do as well."""
    known = pairs.only(~np.isnan(pairs.cosines))
    if not is_enough(known):
        return None
    trial, (_, without) = try_out(known, with_cosines=True), measure(known, with_cosines=False)
    return replace(trial, is_better=trial.is_better and trial.judged.loss_after < without.loss_after)


def _fitted(trial: Trial | None) -> Fitted | None:
    return Fitted(trial.line, trial.judged) if trial and trial.is_better else None


def _stratum(value: float) -> int:
    return _NOT_KNOWN if np.isnan(value) else min(max(floor(value * _STRATA), 0), _STRATA - 1)


def _shuffled(article_id: str) -> bytes:
    """Return a key that sorts articles by nothing that they are, and always in the same order."""
    return blake2b(article_id.encode("utf-8", "surrogatepass"), digest_size=8).digest()


def _proposal(a: Article, b: Article) -> Proposal:
    return Proposal(a.id, b.id, None, a.title, a.url, b.title, b.url)
