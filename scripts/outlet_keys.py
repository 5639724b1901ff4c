"""Which gathered keys may be outlets, and which are platforms, pages of a vendor, or the same outlet once more."""

from __future__ import annotations

import re
from collections.abc import Mapping

from scripts.outlet_names import Name, fits, same_name
from server.outlets.resolver import SERVING_LABEL
from server.urls.hosted_platforms import account_host, is_platform_host, subdomain_platform
from server.urls.registrable import registrable_domain

# Sites that carry other people's pages or hold old papers. A row under them is a page about an outlet, not an outlet.
SHARED_SITES_BY_KIND = {
    "social networks and forums": """
        disqus.com facebook.com instagram.com linkedin.com nitter.net pinterest.com quora.com reddit.com
        stackexchange.com steamcommunity.com t.me telegram.org threads.net tiktok.com twitter.com vimeo.com vk.com
        x.com youtube.com""",
    "reference works, libraries, databases of papers": """
        amazonaws.com ams.org archive.org archives-finistere.fr arxiv.org baidu.com bm-lyon.fr bnf.fr cairn.info
        cas.org crl.edu dlib.si ebsco.com ebscohost.com epnet.com findarticles.com galegroup.com issn.org jstor.org
        lexisnexis.com loc.gov newspapers.com nsk.hr oclc.org proquest.com retronews.fr scopus.com
        serialssolutions.com toolforge.org ub.edu umi.com uoregon.edu verticalnews.com virginiachronicle.com
        wikidata.org wikipedia.org wikisource.org wiktionary.org""",
    "readers and aggregators": """
        calameo.com com.com feedburner.com google.com hotstar.com issuu.com pressreader.com scribd.com topix.com
        yumpu.com""",
    "parked and for sale": """
        afternic.com buydomains.com dan.com domainmarket.com godaddy.com hugedomains.com namejet.com parkingcrew.net
        sedo.com sedoparking.com""",
}
SHARED_SITES = frozenset(site for sites in SHARED_SITES_BY_KIND.values() for site in sites.split())

# A path of such words only covers most of a site, or one topic of it, in whatever language: no section of its own.
GENERIC_WORDS = """
    about all archive archives article articles beta blog blogs breaking business category communities community
    contact content current culture e-edition economy editions edition eedition english entertainment epaper
    fm front front_page frontpage headlines health hem home homepage html index info international journal-numerique
    latest life lifestyle list live local local-news magazine main media money nation national news noticias nyheter
    opinion page pages placed politics press publication publications radio rss search section sections site sport
    sports station stories story tag tags tech technology television topic topics tv uutiset video videos
    web-stories website world"""
GENERIC_SEGMENTS = frozenset(GENERIC_WORDS.split())
LANGUAGE_SEGMENT = re.compile(r"[a-z]{2}(?:-[a-z]{2})?$")
# Files and programs ("news.cfm", "login.aspx"), personal pages of an access provider, parameters in the path.
TECHNICAL_SEGMENT = re.compile(r"[.~;=%]|^cgi|^(?:about|author|contact|index|programs|search|station|tags?|topics?)$")
TECHNICAL_LABEL = re.compile(
    r"^(?:ww\d+|api|app|cdn|ejournal|feeds?|ftp|images?|rss|search|static|test|ucftp)\.|-static\."
)
DATED_SEGMENT = re.compile(r"^(?:1[6-9]|20)\d\d(?:-\d\d)*$|^\d+$")


def canonical_key(key: str) -> str:
    """Return the key as the resolver asks for it: without what only says in which form the site is served."""
    host, slash, path = key.partition("/")
    platform = subdomain_platform(host)
    host = (account_host(host, platform) or host) if platform else host
    return (SERVING_LABEL.sub("", host, count=1) if SERVING_LABEL.match(host) else host) + slash + path


def refuse_path(key: str, name: Name | None, place: str, site_name: str | None) -> str | None:
    """Return why a host and path are not a section with a name of its own, or nothing."""
    path = key.split("/", 1)[1]
    segments = path.lower().split("/")
    if any(TECHNICAL_SEGMENT.search(segment) or DATED_SEGMENT.match(segment) for segment in segments):
        return "path is a file, a program or dated"
    if all(segment in GENERIC_SEGMENTS or LANGUAGE_SEGMENT.match(segment) for segment in segments):
        return "path covers most of a site or is an edition"
    if name is None:
        return "section without a believed name"
    if site_name and same_name(name.value, site_name):
        return "section has the name of its site"
    if not fits(name.value, path) and not (place and fits(place, path)):
        return "name does not fit the path"
    return None


def is_same_outlet(name: Name | None, parent_name: str | None) -> bool:
    """Whether a sub-domain is only its parent once more (`news.bbc.co.uk`)."""
    return name is not None and parent_name is not None and same_name(name.value, parent_name)


def is_technical_host(key: str) -> bool:
    """Whether a sub-domain only serves feeds, files or a parking page."""
    return TECHNICAL_LABEL.search(key) is not None


def is_shared_site(key: str, row: Mapping[str, str]) -> bool:
    """Whether the row is on a site that carries other people's pages, a platform's own, or a public suffix."""
    host = key.partition("/")[0]
    return row["registrable"] in SHARED_SITES or is_platform_host(host) or registrable_domain(host) is None
