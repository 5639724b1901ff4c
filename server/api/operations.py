"""Every operation of the API in one table: path, parameters, body, answer, and the function that answers.

The routes and the OpenAPI document are both made from it, so that neither can say what the other does not.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from msgspec import Struct

from server.api.parameters import (
    BatchBody,
    ContextBody,
    ContextParams,
    DiffParams,
    DigestParams,
    ExportParams,
    NoParams,
    OutletListParams,
    ReportBody,
    ReportListParams,
    ResolveParams,
    SearchParams,
    StoryArticlesParams,
    StoryListParams,
)
from server.api.responding import DESCRIPTION, NO_STORE, PADDED, SHORT, Created
from server.services.answers import ArticlePage, BatchAnswer, ContextAnswer, OutletList, OutletPage, ResolutionAnswer
from server.services.bucket_answers import BucketAnswer, BucketsAnswer
from server.services.edit_answers import ArticleEdits
from server.services.export_answers import ExportAnswer
from server.services.exports import MEDIA_TYPES, ExportFile
from server.services.feeds import JsonFeed
from server.services.report_answers import ReportAnswer, ReportList
from server.services.search_answers import SearchAnswer
from server.services.story_answers import (
    DiffAnswer,
    StoryAnswer,
    StoryArticles,
    StoryList,
    VersionAnswer,
    VersionList,
)


@dataclass(frozen=True, slots=True)
class Operation:
    """One method of one path. `{key:path}` marks a path parameter that may hold slashes."""

    id: str
    method: Literal["GET", "POST"]
    path: str
    summary: str
    answer: type[Struct]
    query: type[Struct] = NoParams
    body: type[Struct] | None = None
    problems: tuple[int, ...] = ()
    is_lookup: bool = False  # about an address that someone reads: the answer is not to be cached
    cache: str = SHORT  # of what is no look-up
    creates: bool = False  # answers 201 and says where the new record is; 200 if there was one already
    media: tuple[str, ...] = ("application/json",)  # what it may come as
    max_body: int | None = None  # bytes, where less than everywhere else is taken

    @property
    def rule(self) -> str:
        """The path as a Flask rule."""
        return self.path.replace("{key}", "<path:key>").replace("{", "<").replace("}", ">")


OPERATIONS = (
    Operation(
        "getContext",
        "GET",
        "/api/v1/context",
        "The context of the article at an address",
        ContextAnswer,
        query=ContextParams,
        is_lookup=True,
    ),
    Operation(
        "postContext",
        "POST",
        "/api/v1/context",
        "The context of an article told by its address, headline and text",
        ContextAnswer,
        body=ContextBody,
        is_lookup=True,
    ),
    Operation(
        "postContextBatch",
        "POST",
        "/api/v1/context/batch",
        "The context of up to a hundred addresses",
        BatchAnswer,
        body=BatchBody,
        is_lookup=True,
    ),
    Operation(
        "resolveOutlet",
        "GET",
        "/api/v1/outlets/resolve",
        "Who publishes at an address, and how we know",
        ResolutionAnswer,
        query=ResolveParams,
        is_lookup=True,
    ),
    Operation("listOutlets", "GET", "/api/v1/outlets", "Outlets by their keys", OutletList, query=OutletListParams),
    Operation("getOutlet", "GET", "/api/v1/outlets/{key}", "One outlet", OutletPage, problems=(404,)),
    Operation("listStories", "GET", "/api/v1/stories", "Stories, newest first", StoryList, query=StoryListParams),
    Operation("getStory", "GET", "/api/v1/stories/{id}", "One story with its articles", StoryAnswer, problems=(404,)),
    Operation(
        "listStoryArticles",
        "GET",
        "/api/v1/stories/{id}/articles",
        "A story's articles, oldest first",
        StoryArticles,
        query=StoryArticlesParams,
        problems=(404,),
    ),
    Operation(
        "exportStory",
        "GET",
        "/api/v1/stories/{id}/export",
        "A story's coverage as a table, with origins and evidence, or as citations",
        ExportAnswer,
        query=ExportParams,
        problems=(404,),
        cache=NO_STORE,  # each says when it was made
        media=tuple(dict.fromkeys(MEDIA_TYPES.values())),
    ),
    Operation("getDigest", "GET", "/api/v1/digest", "A day's stories as JSON Feed", JsonFeed, query=DigestParams),
    Operation(
        "search", "GET", "/api/v1/search", "Articles that have all these words", SearchAnswer, query=SearchParams
    ),
    Operation(
        "listStoryVersions",
        "GET",
        "/api/v1/stories/{id}/versions",
        "The versions of a story's text, newest first, and the corrections of its articles",
        VersionList,
        problems=(404,),
    ),
    Operation(
        "getStoryVersion",
        "GET",
        "/api/v1/stories/{id}/versions/{n}",
        "One version of a story's text, as it was shown",
        VersionAnswer,
        problems=(404,),
    ),
    Operation(
        "diffStoryVersions",
        "GET",
        "/api/v1/stories/{id}/versions/{n}/diff",
        "What changed between two versions of a story's text",
        DiffAnswer,
        query=DiffParams,
        problems=(404,),
    ),
    Operation("getArticle", "GET", "/api/v1/articles/{id}", "One article's record", ArticlePage, problems=(404,)),
    Operation(
        "listArticleEdits",
        "GET",
        "/api/v1/articles/{id}/edits",
        "How an article was edited since it was first read",
        ArticleEdits,
        problems=(404,),
    ),
    Operation(
        "describeBuckets",
        "GET",
        "/api/v1/buckets",
        "With how many bits of an address's hash to ask",
        BucketsAnswer,
        cache=DESCRIPTION,
    ),
    Operation(
        "getBucket",
        "GET",
        "/api/v1/buckets/{prefix}",
        "All articles whose address's hash begins so, with their coverage: the private look-up",
        BucketAnswer,
        cache=PADDED,
    ),
    Operation(
        "postReport",
        "POST",
        "/api/v1/reports",
        "Say that something shown is wrong",
        ReportAnswer,
        body=ReportBody,
        problems=(403, 507),
        cache=NO_STORE,
        creates=True,
        max_body=16 * 1024,  # room for a thousand characters, each as the longest escape, and the longest id
    ),
    Operation(
        "listReports",
        "GET",
        "/api/v1/reports",
        "What was reported, newest day first",
        ReportList,
        query=ReportListParams,
    ),
    Operation("getReport", "GET", "/api/v1/reports/{id}", "What became of a report", ReportAnswer, problems=(404,)),
)

Handler = Callable[..., Struct | Created | ExportFile]
