"""A story's coverage to be taken away: as a table, or as citations that name the version and the time of access."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

import msgspec

from server.services.answer_parts import JoinAnswer, MatchAnswer
from server.services.bibliography import write_bibtex, write_csl
from server.services.export_answers import ExportAnswer, ExportRow
from server.services.export_table import write_csv
from server.services.stories import StoryService


class Format(StrEnum):
    """What a story can be taken away as."""

    CSV = "csv"
    JSON = "json"
    BIBTEX = "bibtex"
    CSL = "csl"


MEDIA_TYPES = {
    Format.CSV: "text/csv",
    Format.JSON: "application/json",
    Format.BIBTEX: "application/x-bibtex",
    Format.CSL: "application/vnd.citationstyles.csl+json",
}
_ENDINGS = {Format.CSV: "csv", Format.JSON: "json", Format.BIBTEX: "bib", Format.CSL: "csl.json"}


@dataclass(frozen=True, slots=True)
class ExportFile:
    """An export, ready to be saved under a name."""

    body: bytes
    media_type: str
    name: str


class ExportService:
    """Writes stories down for use elsewhere."""

    def __init__(self, stories: StoryService, *, now: Callable[[], datetime]) -> None:
        self._stories = stories
        self._now = now

    def gather(self, story_id: str) -> ExportAnswer:
        """Return the story's coverage as a table. :raises NotFound: :raises DamagedRecord:"""
        story = self._stories.get(story_id)
        joins: dict[str, JoinAnswer] = {}
        for origin in story.origins:
            for join in origin.joins:
                joins.setdefault(join.article_id, join)
        return ExportAnswer(
            story_id=story.id,
            story_version=story.version,
            url=story.url,
            headline=story.headline,
            lede=story.lede,
            counts=story.counts,
            accessed_at=self._now().replace(microsecond=0),
            articles=[_row(match, joins.get(match.article.id or "")) for match in story.articles],
            limits=story.limits,
        )

    def write(self, story_id: str, form: Format, *, base: str) -> ExportFile:
        """Return the story as a file. :param base: where our pages are, such as https://news.example

        :raises NotFound: :raises DamagedRecord:
        """
        export = self.gather(story_id)
        return ExportFile(_write(export, form, base), MEDIA_TYPES[form], f"{export.story_id}.{_ENDINGS[form]}")


def _write(export: ExportAnswer, form: Format, base: str) -> bytes:
    if form is Format.CSV:
        return write_csv(export, base=base)
    if form is Format.BIBTEX:
        return write_bibtex(export, base=base)
    if form is Format.CSL:
        return write_csl(export, base=base)
    return msgspec.json.encode(export)


def _row(match: MatchAnswer, join: JoinAnswer | None) -> ExportRow:
    article, outlet = match.article, match.outlet
    return ExportRow(
        article_id=article.id or "",
        title=article.title,
        authors=article.authors,
        url=article.canonical_url or article.url,
        outlet_key=outlet.key if outlet else None,
        outlet=(outlet.name or outlet.key) if outlet else None,
        country=outlet.country if outlet else None,
        owner_family=outlet.owner_family if outlet else None,
        lean=outlet.lean if outlet else None,
        published_at=article.published_at,
        published_precision=article.published_precision,
        first_seen_at=article.first_seen_at,
        language=article.language,
        is_opinion=article.is_opinion,
        is_paywalled=article.is_paywalled,
        probability=match.probability,
        origin=match.origin,
        joined_with=join.with_id if join else None,
        join_reason=join.reason if join else None,
        join_detail=join.detail if join else None,
        join_evidence=join.evidence if join else None,
    )
