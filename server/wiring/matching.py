"""How articles are matched here: with the shipped weights, and with the operator's embedder and calibration, if any.

Without an embedder neither the way to it nor the store of its answers is so much as imported.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from server.config import Settings
from server.coverage.calibration import Calibration, parse_calibration
from server.coverage.embeddings import TEXT_FORM
from server.coverage.matching import Matcher
from server.coverage.probability import Weights, load_weights
from server.errors import InvalidConfiguration, StoreUnavailable
from server.services.calibrating import CalibratingService
from server.services.embedding import EmbeddingService
from server.services.outlets import OutletService
from server.store.calibrations import load_calibration, save_calibration
from server.wiring.machine import utc_now
from server.wiring.stores import Stores

if TYPE_CHECKING:
    from server.store.vectors import SqliteVectors

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Embedding:
    """What an embedder needs of us: who asks it, and where its answers are kept."""

    service: EmbeddingService
    vectors: SqliteVectors


@dataclass(frozen=True, slots=True)
class Matching:
    """What decides which articles report one story."""

    matcher: Matcher  # what readers are shown
    deciding: Matcher  # which articles make one story
    weights: Weights
    embedding: Embedding | None

    @property
    def notes(self) -> Callable[[], list[str]]:
        """What readers should know of it just now."""
        return self.embedding.service.notes if self.embedding else list


def open_matching(settings: Settings, stores: Stores) -> Matching:
    """Return how articles are matched. :raises InvalidConfiguration: :raises StoreUnavailable:"""
    weights = load_weights()
    embedding = _open_embedding(settings, stores)
    model = embedding.service.model if embedding else None
    calibration = _find_calibration(settings, weights, model)
    build = partial(Matcher, stores.index, weights, vectors=embedding.vectors if embedding else None)
    return Matching(
        build(calibration=calibration),
        build(calibration=calibration.for_stories if calibration else None),
        weights,
        embedding,
    )


def build_calibrating(
    settings: Settings, stores: Stores, matching: Matching, *, outlets: OutletService
) -> CalibratingService:
    """Return what fits probabilities to judgements; it looks at them as they are without any calibration."""
    embedding = matching.embedding
    vectors = embedding.vectors if embedding else None
    return CalibratingService(
        stores.articles,
        stores.index,
        Matcher(stores.index, matching.weights, vectors=vectors),
        outlets=outlets,
        keep=partial(save_calibration, settings.calibration_path),
        now=utc_now,
        embedding=embedding.service if embedding else None,
        vectors=vectors,
    )


def _open_embedding(settings: Settings, stores: Stores) -> Embedding | None:
    if not settings.embedder_url:
        return None
    if not settings.embedder_model:
        raise InvalidConfiguration(
            "embedder_url is set, but embedder_model is not: name the model that is to be asked there"
        )
    # Here, so that whoever has no embedder has none of it in memory.
    from server.fetching.embedder import HttpEmbedder  # noqa: PLC0415
    from server.store.vectors import SqliteVectors  # noqa: PLC0415

    embedder = HttpEmbedder(
        settings.embedder_url,
        model=settings.embedder_model,
        prefix=settings.embedder_prefix,
        key=settings.embedder_key,
        seconds=settings.embedder_seconds,
        hosts=settings.embedder_hosts,
    )
    source = f"{stores.articles.store_id()}/{embedder.model}/{TEXT_FORM}"
    vectors = SqliteVectors(settings.vectors_path, source=source)
    return Embedding(
        EmbeddingService(embedder, vectors, stores.articles, now=utc_now, days=settings.index_days), vectors
    )


def _find_calibration(settings: Settings, weights: Weights, model: str | None) -> Calibration | None:
    """Return the operator's calibration; one that cannot be applied is left alone, with a warning."""
    try:
        content = load_calibration(settings.calibration_path)
        return parse_calibration(content, weights=weights.version, model=model) if content else None
    except (InvalidConfiguration, StoreUnavailable) as error:
        log.warning("%s; probabilities are shown without it", error)
        return None
