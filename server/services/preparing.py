"""Make ready what is shown of a story, when grouping has touched it: nobody who asks should have to wait for it."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from operator import attrgetter

from server.articles.models import Article
from server.citations.models import CitedOutlet
from server.errors import DamagedRecord
from server.services.comparing import ComparingService
from server.services.folding import Fold, FoldingService
from server.services.ports import ArticleStore, StoryStore
from server.services.readings import ReadingService
from server.services.recording import RecordingService
from server.services.rewriting import RewritingService
from server.stories.models import Story
from server.summaries.models import StorySummary
from server.summaries.readings import Reading as Sentences
from server.summaries.readings import read
from server.summaries.text import summarize

log = logging.getLogger(__name__)

MOST_TO_REWRITE = 200  # stories; when a writer cannot keep up, the oldest are left as they are
KEPT = 2000  # articles whose sentences are kept in memory: a story that is touched once is mostly touched again soon


class PreparingService:
    """Prepares stories, one after the other."""

    def __init__(
        self,
        articles: ArticleStore,
        stories: StoryStore,
        *,
        folding: FoldingService,
        readings: ReadingService,
        comparing: ComparingService,
        recording: RecordingService,
        rewriting: RewritingService | None = None,
    ) -> None:
        """:param rewriting: puts overviews into other words; None: they stay as they are"""
        self._articles = articles
        self._stories = stories
        self._folding = folding
        self._readings = readings
        self._comparing = comparing
        self._recording = recording
        self._rewriting = rewriting
        self._to_rewrite: OrderedDict[str, None] = OrderedDict()
        self._sentences: OrderedDict[str, Sentences] = OrderedDict()
        self._damaged: set[str] = set()

    @property
    def has_writer(self) -> bool:
        """Whether overviews are put into other words at all."""
        return self._rewriting is not None

    def prepare(self, *, limit: int = 500) -> int:
        """Prepare what is shown of stories that were touched, also by a process that was cut off; return how many.

        A story with a damaged record is named in the log, once, and shown as it was.
        """
        done = 0
        for story_id in self._stories.to_prepare(limit=limit):
            if story_id in self._damaged:
                continue
            try:
                self._prepare(self._stories.get(story_id))
                done += 1
            except DamagedRecord as error:
                self._damaged.add(story_id)
                log.error("a story cannot be prepared: %s", error)
        self._recording.settle()
        return done

    def _prepare(self, story: Story) -> None:
        held = self._articles.get_many([member.article_id for member in story.members])
        members = [stored.article for stored in sorted(held.values(), key=attrgetter("when"))]
        if not members:
            raise DamagedRecord(f"no article of story {story.id} can be read")
        # Most articles stay alone: what there is nothing to compare with is read when somebody asks.
        is_alone = len(members) == 1
        if not is_alone:
            self._readings.keep(members)
        fold = self._folding.alone(members[0]) if is_alone else self._folding.fold(members)
        summary = self._keep_rewritten(self._summarize(fold), story.summary)
        self._recording.record(story.id, summary, members)  # first: nothing is shown that is in no version
        self._stories.save_summary(story.id, summary)
        if not is_alone:
            self._comparing.prepare(story.id, self._stories.get(story.id).revision, fold)
        if self._rewriting and summary.overview and not summary.rewritten:
            self._to_rewrite[story.id] = None
            if len(self._to_rewrite) > MOST_TO_REWRITE:
                self._to_rewrite.popitem(last=False)

    def rewrite_one(self) -> bool:
        """Have one overview rewritten, the newest first; return whether there was one. It may take a minute."""
        try:
            story_id = self._to_rewrite.popitem()[0]
        except KeyError:
            return False
        summary = self._stories.get(story_id).summary
        rewritten = self._rewriting.rewrite(summary.overview or ()) if self._rewriting and summary else ()
        story = self._stories.get(story_id)
        if summary and rewritten and story.summary and story.summary.overview == summary.overview:
            self._stories.save_summary(story.id, replace(story.summary, rewritten=rewritten))
            self._comparing.prepare(story.id, self._stories.get(story.id).revision, self._fold(story))
        return True

    def _fold(self, story: Story) -> Fold:
        held = self._articles.get_many([member.article_id for member in story.members])
        return self._folding.fold([stored.article for stored in sorted(held.values(), key=attrgetter("when"))])

    def _summarize(self, fold: Fold) -> StorySummary:
        return summarize(
            fold.articles,
            origins=fold.origins,
            side_of=self._folding.sides(fold),
            counts=self._folding.count(fold),
            readings={article.id: self._sentences_of(article) for article in fold.articles},
            citations=self._cited_among(fold),
        )

    def _keep_rewritten(self, summary: StorySummary, before: StorySummary | None) -> StorySummary:
        """Return the summary with the rewritten overview of before, if that was of the same sentences."""
        is_same = self._rewriting and before and before.overview == summary.overview
        return replace(summary, rewritten=before.rewritten) if is_same and before else summary

    def _sentences_of(self, article: Article) -> Sentences:
        known = self._sentences.get(article.id)
        if known is None or not known.is_of(article):
            known = self._sentences[article.id] = read(article)
        self._sentences.move_to_end(article.id)
        if len(self._sentences) > KEPT:
            self._sentences.popitem(last=False)
        return known

    def _cited_among(self, fold: Fold) -> Mapping[str, Sequence[str]]:
        """Return which of the story's articles each cites: the first of an outlet that it names."""
        first_of: dict[str, str] = {}
        for article in fold.articles:
            outlet = fold.outlets[article.id]
            if outlet:
                first_of.setdefault(outlet.key, article.id)
        return {
            article_id: [
                first_of[key] for key in _keys(reading.citations) if first_of.get(key) not in {None, article_id}
            ]
            for article_id, reading in fold.readings.items()
        }


def _keys(citations: Sequence[CitedOutlet]) -> list[str]:
    return list(dict.fromkeys(cited.outlet_key for cited in citations if cited.outlet_key))
