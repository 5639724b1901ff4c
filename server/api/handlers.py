"""What each operation does: read parameters, call one service, return its answer."""

from __future__ import annotations

import hmac
import time

from flask import request
from msgspec import Struct

from server.api import parameters as given
from server.api.operations import Handler
from server.api.problems import problem_of, too_busy
from server.api.responding import Created
from server.api.standing_headers import REQUEST_ID
from server.errors import SourceContextError
from server.services.answers import BatchAnswer, BatchItem
from server.services.exports import ExportFile
from server.services.feeds import build_json_feed
from server.services.house import House
from server.services.question import SECTIONS, Question, parse_sections
from server.services.reports import Sender
from server.services.versions import version_number

BATCH_SECONDS = 6.0  # a hundred addresses take one or two on a quiet machine


def build_handlers(house: House, api_token: str, send_report: Sender) -> dict[str, Handler]:
    """Return the handler of each operation, by operation id."""

    def get_context(params: given.ContextParams) -> Struct:
        return house.context.for_page(
            Question(url=params.url),
            is_authorised=_is_authorised(api_token),
            as_of=params.as_of,
            sections=parse_sections(params.fields) if params.fields is not None else SECTIONS,
        )

    def post_context(_: given.NoParams, body: given.ContextBody) -> Struct:
        return house.context.for_page(
            Question(body.url, body.title, body.text, body.published_at, body.language),
            is_authorised=_is_authorised(api_token),
            as_of=body.as_of,
            sections=parse_sections(body.fields) if body.fields is not None else SECTIONS,
        )

    def post_batch(_: given.NoParams, body: given.BatchBody) -> Struct:
        until = time.monotonic() + BATCH_SECONDS
        return BatchAnswer([_batch_item(house, url, until) for url in body.urls], house.limits.limits())

    def resolve_outlet(params: given.ResolveParams) -> Struct:
        return house.outlets.answer_resolution(params.url)

    def list_outlets(params: given.OutletListParams) -> Struct:
        return house.outlets.page(
            country=params.country,
            owner=params.owner,
            lean=params.lean,
            query=params.q,
            cursor=params.cursor,
            limit=params.limit,
        )

    def list_stories(params: given.StoryListParams) -> Struct:
        return house.stories.page(
            since=params.since, min_outlets=params.min_outlets, cursor=params.cursor, limit=params.limit
        )

    def list_story_articles(params: given.StoryArticlesParams, id: str) -> Struct:  # noqa: A002 - the path parameter's name
        return house.stories.articles_of(
            id, lean=params.lean, country=params.country, cursor=params.cursor, limit=params.limit
        )

    def get_digest(params: given.DigestParams) -> Struct:
        digest = house.digests.of(params.date)
        return build_json_feed(digest, base=request.url_root.rstrip("/"), is_dated=params.date is not None)

    def search(params: given.SearchParams) -> Struct:
        return house.search.find(params.q, cursor=params.cursor, limit=params.limit)

    def export_story(params: given.ExportParams, id: str) -> ExportFile:  # noqa: A002 - the path parameter's name
        return house.exports.write(id, params.format, base=request.url_root.rstrip("/"))

    def diff_versions(params: given.DiffParams, id: str, n: str) -> Struct:  # noqa: A002 - as above
        return house.versions.diff(id, version_number(n), against=params.against)

    def post_report(_: given.NoParams, body: given.ReportBody) -> Created:
        taken = send_report(body.about.kind, body.about.id, body.reason, body.comment)
        return Created(taken.report, f"/api/v1/reports/{taken.report.id}", taken.is_new)

    def list_reports(params: given.ReportListParams) -> Struct:
        return house.reports.page(kind=params.kind, status=params.status, cursor=params.cursor, limit=params.limit)

    return {
        "getContext": get_context,
        "postContext": post_context,
        "postContextBatch": post_batch,
        "resolveOutlet": resolve_outlet,
        "listOutlets": list_outlets,
        "getOutlet": lambda _, key: house.articles.outlet_page(key),
        "listStories": list_stories,
        "getStory": lambda _, id: house.stories.get(id),  # noqa: A006 - the path parameter's name
        "listStoryArticles": list_story_articles,
        "exportStory": export_story,
        "getDigest": get_digest,
        "search": search,
        "listStoryVersions": lambda _, id: house.versions.all_of(id),  # noqa: A006 - the path parameter's name
        "getStoryVersion": lambda _, id, n: house.versions.get(id, version_number(n)),  # noqa: A006 - as above
        "diffStoryVersions": diff_versions,
        "listArticleEdits": lambda _, id: house.edits.edits_of(id),  # noqa: A006 - the path parameter's name
        "describeBuckets": lambda _: house.buckets.describe(),
        "getBucket": lambda _, prefix: house.buckets.get(prefix),
        "getArticle": lambda _, id: house.articles.get(id),  # noqa: A006 - the path parameter's name
        "postReport": post_report,
        "listReports": list_reports,
        "getReport": lambda _, id: house.reports.get(id),  # noqa: A006 - the path parameter's name
    }


def _batch_item(house: House, url: str, until: float) -> BatchItem:
    """Answer one address of a batch; pages are never read for a batch, and none is looked up when its time is over."""
    if time.monotonic() > until:
        return BatchItem(url, None, too_busy(request.environ[REQUEST_ID]))
    try:
        return BatchItem(url, house.context.for_page(Question(url=url), may_read=False), None)
    except SourceContextError as error:
        return BatchItem(url, None, problem_of(error, request.environ[REQUEST_ID]))


def _is_authorised(api_token: str) -> bool:
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(api_token) and hmac.compare_digest(given.encode(), api_token.encode())
