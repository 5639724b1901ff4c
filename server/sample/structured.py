"""What does an article's page tell machines? schema.org as JSON-LD, in the spellings that real sites use."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime

from markupsafe import Markup

from server.sample.models import DateIn, Kind, SampleArticle, SampleOutlet
from server.sample.sites import Design

SCHEMA_TYPE = {
    Kind.NEWS: "NewsArticle",
    Kind.OPINION: "OpinionNewsArticle",
    Kind.SATIRE: "SatiricalArticle",
    Kind.LIVE: "LiveBlogPosting",
    Kind.NEWSLETTER: "Article",
}


def article_json_ld(
    article: SampleArticle, outlet: SampleOutlet, *, home: str, design: Design, as_of: datetime | None
) -> Markup:
    """The JSON-LD of the article's page, ready to stand in a `<script>`."""
    described = _describe(article, outlet, home=home, as_of=as_of)
    crumbs = {
        "@type": "BreadcrumbList",
        "itemListElement": [{"@type": "ListItem", "position": 1, "name": article.section, "item": home}],
    }
    context = {"@context": "https://schema.org"}
    if design is Design.BULLETIN:
        return _script(context | {"@graph": [crumbs, described]})
    if design is Design.TABLOID:
        return _script([context | described, context | crumbs])
    return _script(context | described)


def site_json_ld(outlet: SampleOutlet, *, home: str) -> Markup:
    """The JSON-LD of a page that is not an article."""
    return _script({"@context": "https://schema.org", "@type": "WebSite", "name": outlet.name, "url": home})


def _describe(article: SampleArticle, outlet: SampleOutlet, *, home: str, as_of: datetime | None) -> dict[str, object]:
    page: dict[str, object] = {
        "@type": SCHEMA_TYPE[article.kind],
        "headline": article.headline_at(as_of),
        "description": article.description,
        "url": article.url,
        "mainEntityOfPage": {"@type": "WebPage", "@id": article.canonical or article.url},
        "articleSection": article.section,
        "inLanguage": article.language,
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": _publisher(outlet, home=home),
        "isAccessibleForFree": not article.paywalled,
    }
    if article.paywalled:
        page["hasPart"] = {"@type": "WebPageElement", "isAccessibleForFree": False, "cssSelector": ".paywall"}
    if article.date_in is DateIn.JSON_LD:
        page["datePublished"] = article.published.isoformat()
        page["dateModified"] = (article.modified_by(as_of) or article.published).isoformat()
    return page


def _publisher(outlet: SampleOutlet, *, home: str) -> Mapping[str, object]:
    return {
        "@type": "NewsMediaOrganization",
        "name": outlet.name,
        "url": home,
        "ownershipFundingInfo": f"{home}about#ownership",
        "correctionsPolicy": f"{home}about#corrections",
    }


def _script(data: object) -> Markup:
    # `<` escaped, or a headline with `</script>` in it would end the element.
    return Markup(json.dumps(data, ensure_ascii=False, indent=1).replace("<", "\\u003c"))  # noqa: S704  # escaped above
