"""On which hosts does an address hold another page's address, and where in it?

Copies (AMP caches, archives, search engines' caches, translations, reading proxies) and redirectors that carry the
original's address in their own. Hosts are exact, `www.` aside, or `*.` for one label in front: a host that merely looks
like one of these carries whatever its owner likes. Where the formats are written down is noted at each group.

Not here, because the address alone does not tell: short links (t.co, bit.ly, archive.ph/AbCdE), Apple News, SmartNews,
Google News (news.google.com/articles/…), MSN and Yahoo, which host the text under addresses of their own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ANYTHING = r"(?P<url>.+)"
HTTP_ADDRESS = r"(?P<url>https?(?::|%3A).+)"


@dataclass(frozen=True, slots=True)
class Wrapper:
    """One form of address that holds another, in its path or in a parameter."""

    via: str  # what people call it
    hosts: tuple[str, ...]
    path: re.Pattern[str]  # matched from the start; group `url` if the address is in the path, `tls` if that says https
    params: tuple[str, ...] = ()  # otherwise: the first of these that is there and not empty …
    value: re.Pattern[str] = re.compile(ANYTHING)  # … and has this form, matched whole


def _in_path(via: str, hosts: tuple[str, ...], path: str) -> Wrapper:
    return Wrapper(via, hosts, re.compile(path, re.IGNORECASE))


def _in_query(via: str, hosts: tuple[str, ...], path: str, *params: str, value: str = ANYTHING) -> Wrapper:
    return Wrapper(via, hosts, re.compile(path + "$"), params, re.compile(value, re.IGNORECASE))


# www.google.com/supported_domains: a list, because a pattern such as google.?? would trust names that are not Google's.
_GOOGLE_ENDINGS = """
    com ad ae al am as at az ba be bf bg bi bj bs bt by ca cat cd cf cg ch ci cl cm cn cv cz de dj dk dm dz ee es fi fm
    fr ga ge gg gl gm gr gy hn hr ht hu ie im iq is it je jo kg ki kz la li lk lt lu lv md me mg mk ml mn mu mv mw ne nl
    no nr nu pl pn ps pt ro rs ru rw sc se sh si sk sm sn so sr st td tg tl tm tn to tt vu ws
    com.af com.ag com.ar com.au com.bd com.bh com.bn com.bo com.br com.bz com.co com.cu com.cy com.do com.ec com.eg
    com.et com.fj com.gh com.gi com.gt com.hk com.jm com.kh com.kw com.lb com.ly com.mm com.mt com.mx com.my com.na
    com.ng com.ni com.np com.om com.pa com.pe com.pg com.ph com.pk com.pr com.py com.qa com.sa com.sb com.sg com.sl
    com.sv com.tj com.tr com.tw com.ua com.uy com.vc com.vn
    co.ao co.bw co.ck co.cr co.id co.il co.in co.jp co.ke co.kr co.ls co.ma co.mz co.nz co.th co.tz co.ug co.uk co.uz
    co.ve co.vi co.za co.zm co.zw"""
_GOOGLE = tuple(f"google.{ending}" for ending in _GOOGLE_ENDINGS.split())
_GOOGLE_TRANSLATE = (*(f"translate.{host}" for host in _GOOGLE), "translate.googleusercontent.com")
_ARCHIVE_TODAY = tuple(f"archive.{ending}" for ending in ("today", "ph", "is", "li", "vn", "md", "fo"))
_TIMESTAMP = r"\d{1,14}(?:[a-z]{2}_)?"  # 20200131235959, or only 2020, and id_, if_, im_ … for how to play it back

WRAPPERS = (
    # AMP (developers.google.com/amp/cache/overview): the address without its scheme, behind `s/` if that is https.
    _in_path("Google AMP", _GOOGLE, rf"/amp/(?P<tls>s/)?{ANYTHING}"),
    _in_path("Bing AMP", ("bing.com",), rf"/amp/(?P<tls>s/)?{ANYTHING}"),
    _in_path(
        "AMP cache",
        ("cdn.ampproject.org", "*.cdn.ampproject.org", "bing-amp.com", "*.bing-amp.com"),
        rf"/(?:c|v|i|r|wp)/(?P<tls>s/)?{ANYTHING}",
    ),
    # Web archives: the address stands behind the time of capture, as it was given, often without a scheme.
    _in_path("Internet Archive", ("web.archive.org", "wayback.archive.org"), rf"/(?:web/)?{_TIMESTAMP}/{ANYTHING}"),
    _in_path("Internet Archive", ("web.archive.org", "wayback.archive.org"), rf"/web/{HTTP_ADDRESS}"),
    _in_path(
        "archive.today",
        _ARCHIVE_TODAY,
        rf"/(?:o/\w+|\d{{4}}[\d.-]*|newest|oldest)/{ANYTHING}",
    ),
    _in_path("archive.today", _ARCHIVE_TODAY, rf"/{HTTP_ADDRESS}"),
    _in_path(
        "web archive",
        ("arquivo.pt", "webarchive.nationalarchives.gov.uk", "webarchive.loc.gov", "wayback.archive-it.org"),
        rf"/(?:[\w.-]+/){{0,3}}?\d{{8,14}}(?:[a-z]{{2}}_)?/{HTTP_ADDRESS}",
    ),
    # Caches of search engines: `cache:`, an id of twelve characters, the address, and the words searched for.
    _in_query(
        "Google cache",
        ("webcache.googleusercontent.com",),
        "/search",
        "q",
        value=r"cache(?::|%3A)(?:[\w-]{12}(?::|%3A))?(?P<url>(?:(?!%20)[^+])+).*",
    ),
    _in_query("Bing cache", ("cc.bingj.com",), r"/cache\.aspx", "u", "q", value=rf"(?:url(?::|%3A))?{HTTP_ADDRESS}"),
    # Translations by form; *.translate.goog, which holds the host in its own, is read in `unwrapping`.
    _in_query("Google Translate", _GOOGLE_TRANSLATE, "/translate(?:_c|_p)?", "u"),
    _in_query("Microsoft Translator", ("translatetheweb.com", "microsofttranslator.com"), "/.*", "a"),
    _in_query("Yandex Translate", ("translate.yandex.com", "translate.yandex.ru"), "/translate", "url"),
    # Redirectors and aggregators, each with the address that a click leads to.
    _in_query("Google", _GOOGLE, "/url", "url", "q"),
    _in_query("Google News", ("news.google.com",), "/news/url", "url"),
    _in_query("Bing News", ("bing.com",), r"/news/apiclick\.aspx", "url"),
    _in_query("DuckDuckGo", ("duckduckgo.com",), "/l/", "uddg"),
    _in_path("Yahoo Search", ("r.search.yahoo.com",), r"/.*?/RU=(?P<url>[^/]+)/"),
    _in_query("Facebook", ("l.facebook.com", "lm.facebook.com", "facebook.com"), r"/l\.php", "u"),
    _in_query("Instagram", ("l.instagram.com",), "/", "u"),
    _in_query("Threads", ("l.threads.net", "l.threads.com"), "/", "u"),
    _in_query("Messenger", ("l.messenger.com",), r"/l\.php", "u"),
    _in_query("Tumblr", ("t.umblr.com",), "/redirect", "z"),
    _in_query("Reddit", ("out.reddit.com",), "/.*", "url"),
    _in_query("LinkedIn", ("linkedin.com",), "/(?:redir/.*|safety/go/?)", "url"),
    _in_query("YouTube", ("youtube.com",), "/redirect", "q"),
    _in_query("VK", ("vk.com", "away.vk.com", "m.vk.com"), r"/away(?:\.php)?", "to"),
    _in_query("Flipboard", ("flipboard.com",), "/redirect", "url"),
    _in_query("Pocket", ("getpocket.com",), "/redirect", "url"),
    _in_query("Slack", ("slack-redir.net",), "/link", "url"),
    _in_query("Outlook", ("*.safelinks.protection.outlook.com",), "/.*", "url"),
    # Reading proxies: the address behind the slash, or in a form.
    _in_path("12ft", ("12ft.io",), rf"/(?:proxy/)?{HTTP_ADDRESS}"),
    _in_query("12ft", ("12ft.io", "1ft.io"), "/(?:api/)?proxy", "q"),
    _in_query("RemovePaywall", ("removepaywall.com",), "/search", "url"),
    _in_path("Smry", ("smry.ai",), rf"/{HTTP_ADDRESS}"),
    _in_query("Smry", ("smry.ai",), "/proxy", "url"),
    _in_path("Outline", ("outline.com",), rf"/{HTTP_ADDRESS}"),
    _in_path("Freedium", ("freedium.cfd",), rf"/{HTTP_ADDRESS}"),
    _in_path("Jina Reader", ("r.jina.ai",), rf"/{HTTP_ADDRESS}"),
    _in_path("Hypothesis", ("via.hypothes.is",), rf"/{HTTP_ADDRESS}"),
)


def _by_host() -> dict[str, tuple[Wrapper, ...]]:
    table: dict[str, tuple[Wrapper, ...]] = {}
    for wrapper in WRAPPERS:
        for host in wrapper.hosts:
            table[host] = (*table.get(host, ()), wrapper)
    return table


_WRAPPERS_BY_HOST = _by_host()


def wrappers_at(host: str) -> tuple[Wrapper, ...]:
    """Return the forms that addresses on this host can have, most specific first; none on nearly every host."""
    exact = _WRAPPERS_BY_HOST.get(host.removeprefix("www."))
    return exact or _WRAPPERS_BY_HOST.get(f"*.{host.partition('.')[2]}", ())
