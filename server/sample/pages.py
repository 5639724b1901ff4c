"""What does a visitor of an invented site see? Renders pages as HTML; which page is asked for is decided elsewhere."""

from __future__ import annotations

from datetime import datetime

from jinja2 import Environment, PackageLoader, StrictUndefined

from server.sample.labels import Labels, labels_for, spell_time
from server.sample.models import DateIn, Kind, SampleArticle, SampleOutlet
from server.sample.sites import Sites, design_of
from server.sample.structured import article_json_ld, site_json_ld

RELATED = 4  # links under an article
NAV_SECTIONS = 6  # what fits on one line of a menu

TEMPLATES = Environment(
    loader=PackageLoader("server.sample"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
TEMPLATES.filters["spell"] = spell_time


def render_article(sites: Sites, article: SampleArticle, *, as_of: datetime | None) -> str:
    """The article's page in the design of its site."""
    outlet = sites.newsroom.outlets[article.outlet]
    return _render(f"{design_of(outlet)}.html", **_article_context(sites, article, outlet, as_of=as_of))


def render_amp(sites: Sites, article: SampleArticle, *, as_of: datetime | None) -> str:
    """The AMP copy of the article's page."""
    outlet = sites.newsroom.outlets[article.outlet]
    return _render("amp.html", **_article_context(sites, article, outlet, as_of=as_of))


def render_front(sites: Sites, host: str, outlet: SampleOutlet, *, as_of: datetime | None) -> str:
    """The front page of an outlet: everything on its host, or only its own below a path prefix."""
    own = outlet.key if outlet.home_path != "/" else None
    listed = sites.published(host=host, outlet=own, as_of=as_of)
    return _render_list(sites, host, outlet, listed, title=outlet.name, as_of=as_of)


def render_section(sites: Sites, host: str, outlet: SampleOutlet, name: str, *, as_of: datetime | None) -> str:
    """The page of one section of a host."""
    listed = [article for article in sites.published(host=host, as_of=as_of) if article.section == name]
    return _render_list(sites, host, outlet, listed, title=name, as_of=as_of)


def render_about(sites: Sites, host: str, outlet: SampleOutlet, *, as_of: datetime | None) -> str:
    """What the outlet says of itself."""
    return _render("about.html", **_site_context(sites, host, outlet, as_of=as_of))


def render_missing(sites: Sites, host: str, outlet: SampleOutlet, *, as_of: datetime | None) -> str:
    """The page for an address at which there is nothing."""
    latest = sites.published(host=host, as_of=as_of)[:RELATED]
    return _render("missing.html", latest=latest, **_site_context(sites, host, outlet, as_of=as_of))


def render_directory(sites: Sites) -> str:
    """The hosts that there are, for someone who asked for none of them."""
    listed = [(host, sites.outlet_at(host, "/")) for host in sites.hosts]
    return _render("directory.html", listed=listed)


def _render_list(
    sites: Sites, host: str, outlet: SampleOutlet, listed: list[SampleArticle], *, title: str, as_of: datetime | None
) -> str:
    return _render("front.html", title=title, listed=listed, **_site_context(sites, host, outlet, as_of=as_of))


def _render(template: str, **context: object) -> str:
    return TEMPLATES.get_template(template).render(**context)


def _site_context(sites: Sites, host: str, outlet: SampleOutlet, *, as_of: datetime | None) -> dict[str, object]:
    """What stands around every page of a site."""
    home = sites.home_url(outlet)
    return {
        "outlet": outlet,
        "home": home,
        "host": host,
        "design": design_of(outlet),
        "words": labels_for(outlet.language),
        "sections": list(sites.sections(host, as_of=as_of).items())[:NAV_SECTIONS],
        "feed": next((feed for feed in sites.feeds_at(host) if feed.key == outlet.key), None),
        "json_ld": site_json_ld(outlet, home=home),
        "as_of": as_of,
    }


def _article_context(
    sites: Sites, article: SampleArticle, outlet: SampleOutlet, *, as_of: datetime | None
) -> dict[str, object]:
    site = _site_context(sites, article.host, outlet, as_of=as_of)
    words = labels_for(article.language)
    others = [other for other in sites.published(host=article.host, as_of=as_of) if other.url != article.url]
    return site | {
        "article": article,
        "words": words,
        "headline": article.headline_at(as_of),
        "paragraphs": article.paragraphs[:1] if article.paywalled else article.paragraphs,
        "related": others[:RELATED],
        "canonical": article.canonical or article.url,
        "amp_url": f"https://{article.host}/amp{article.path}" if article.amp else None,
        "is_opinion": article.kind is Kind.OPINION,
        "json_ld": article_json_ld(article, outlet, home=sites.home_url(outlet), design=design_of(outlet), as_of=as_of),
        **_times(article, words, as_of=as_of),
    }


def _times(article: SampleArticle, words: Labels, *, as_of: datetime | None) -> dict[str, str | None]:
    """The times that may stand on the page, each `None` where `date_in` keeps it off."""
    modified = article.modified_by(as_of)
    in_meta = article.date_in is DateIn.META
    in_words = article.date_in is not DateIn.FEED
    in_markup = article.date_in in {DateIn.JSON_LD, DateIn.META}
    return {
        "meta_published": article.published.isoformat() if in_meta else None,
        "meta_modified": modified.isoformat() if in_meta and modified else None,
        "machine_time": article.published.isoformat() if in_markup else None,
        "written_time": spell_time(article.published, words) if in_words else None,
        "written_update": spell_time(modified, words) if in_words and modified else None,
    }
