"""Whose page is it, when the site belongs to a platform and the page to one of its accounts?

On a hosted platform every account is an outlet of its own, and the platform is the outlet of none of them: Substack
did not write what appears on name.substack.com. Accounts are sub-domains (`SUBDOMAIN_PLATFORMS`) or the beginning of
the path (`PATH_PLATFORMS`), and their key is written in one way, however the address was.

An account that uses a domain of its own cannot be told from any other site by its address, and need not be.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from server.urls.parsing import WebURL

# Each label in front is an account. The Public Suffix List's private part names some of these, but not the ones that
# journalists use most.
_SUBDOMAINS_BY_KIND = {
    "newsletters": "substack.com beehiiv.com ghost.io buttondown.email campaign-archive.com locals.com",
    "blogs": """
        wordpress.com home.blog news.blog politics.blog blogspot.com tumblr.com medium.com livejournal.com
        dreamwidth.org typepad.com over-blog.com canalblog.com blog.hu hatenablog.com hatenablog.jp hatenadiary.org
        blog.fc2.com altervista.org hashnode.dev bearblog.dev write.as micro.blog mataroa.blog skyrock.com""",
    "site builders": """
        wixsite.com weebly.com squarespace.com webnode.com webflow.io jimdofree.com jimdosite.com yolasite.com
        mystrikingly.com carrd.co notion.site godaddysites.com cargo.site""",
    "hosts of static pages and small programs": """
        github.io gitlab.io netlify.app vercel.app pages.dev web.app firebaseapp.com herokuapp.com neocities.org""",
    "audio": "podbean.com libsyn.com buzzsprout.com",
    "the sample newsroom's": "pressroom.example",
}
SUBDOMAIN_PLATFORMS = frozenset(domain for domains in _SUBDOMAINS_BY_KIND.values() for domain in domains.split())

# Blogger serves every blog under the country's ending as well; the .com is the same blog everywhere.
_BLOGSPOT_ENDINGS = """
    ae al am ba be bg bj ca cf ch cl cv cz de dk fi fr gr hk hr hu ie in is it jp kr li lt lu md mk mr mx my nl no pe pt
    qa re ro rs ru se sg si sk sn td tw ug vn co.at co.id co.il co.ke co.nz co.uk co.za com.ar com.au com.br com.by
    com.co com.cy com.ee com.eg com.es com.mt com.ng com.tr com.uy"""
SAME_PLATFORM = {f"blogspot.{ending}": "blogspot.com" for ending in _BLOGSPOT_ENDINGS.split()}

# Labels by which platforms serve themselves.
LITE_LABELS = ("www", "m", "mobile")
OWN_LABELS = (*LITE_LABELS, "app", "api", "cdn", "static", "assets", "link", "open", "help", "support", "about")


@dataclass(frozen=True, slots=True)
class AccountPath:
    """A beginning of a path that names an account, and the account's key."""

    pattern: re.Pattern[str]  # with a group `name`, which ends where a segment ends
    key: str  # with `{name}`
    reserved: frozenset[str]  # words at this place that the platform keeps for itself
    keeps_case: bool


def _account(pattern: str, key: str, reserved: str = "", *, keeps_case: bool = False) -> AccountPath:
    whole_segments = re.compile(pattern + r"(?=/|$)", re.IGNORECASE)
    return AccountPath(whole_segments, key, frozenset(reserved.split()), keeps_case)


_HANDLE = r"/(?P<name>@[^/]+)"

PATH_PLATFORMS = {
    "medium.com": (
        _account(_HANDLE, "medium.com/{name}"),
        _account(
            r"/(?P<name>[\w-]+)",
            "medium.com/{name}",
            """
            m me p r u s tag tags topic topics search about jobs policy membership creators plans new-story business
            browse feed
            """,
        ),
    ),
    "substack.com": (_account(_HANDLE, "substack.com/{name}"),),
    "open.substack.com": (_account(r"/pub/(?P<name>[\w-]+)", "{name}.substack.com"),),
    "tumblr.com": (
        _account(
            r"/(?:blog/view/)?(?P<name>[\w-]+)",
            "{name}.tumblr.com",
            """
            dashboard explore tagged search login register about help blog likes following settings privacy policy docs
            share widgets
            """,
        ),
    ),
    "users.livejournal.com": (_account(r"/(?P<name>[\w-]+)", "{name}.livejournal.com"),),
    "sites.google.com": (_account(r"/(?P<name>(?:view|site|a/[^/]+)/[^/]+)", "sites.google.com/{name}"),),
    "blog.naver.com": (_account(r"/(?P<name>\w+)", "blog.naver.com/{name}"),),
    "note.com": (_account(r"/(?P<name>\w+)", "note.com/{name}", "n hashtag topic search login signup info api"),),
    "ameblo.jp": (_account(r"/(?P<name>[\w-]+)", "ameblo.jp/{name}"),),
    "youtube.com": (
        _account(_HANDLE, "youtube.com/{name}"),
        _account(r"/(?P<name>(?:c|user)/[^/]+)", "youtube.com/{name}"),
        _account(r"/(?P<name>channel/[\w-]+)", "youtube.com/{name}", keeps_case=True),
    ),
    "rumble.com": (_account(r"/(?P<name>(?:c|user)/[^/]+)", "rumble.com/{name}"),),
    "odysee.com": (_account(_HANDLE, "odysee.com/{name}"),),
    "facebook.com": (
        _account(
            r"/(?P<name>[\w.-]+)",
            "facebook.com/{name}",
            """
            watch groups events pages pg photo photos photo.php permalink.php profile.php story.php video.php share
            share.php sharer sharer.php l.php login login.php reel reels stories gaming marketplace hashtag help
            home.php policies privacy about business notes public people media dialog plugins
            """,
        ),
    ),
    "instagram.com": (
        _account(
            r"/(?P<name>[\w.]+)", "instagram.com/{name}", "p reel reels stories explore accounts tv direct about legal"
        ),
    ),
    "threads.com": (_account(_HANDLE, "threads.com/{name}"),),
    "x.com": (
        _account(
            r"/(?P<name>\w{1,15})",
            "x.com/{name}",
            """
            i home search explore hashtag intent share settings login messages notifications compose tos privacy jobs
            about download signup account
            """,
        ),
    ),
    "t.me": (
        _account(
            r"/(?:s/)?(?P<name>\w{4,32})",
            "t.me/{name}",
            "joinchat addstickers addemoji addlist addtheme share proxy socks login boost setlanguage contact invoice",
        ),
    ),
    "tiktok.com": (_account(_HANDLE, "tiktok.com/{name}"),),
    "bsky.app": (_account(r"/profile/(?P<name>[^/]+)", "bsky.app/profile/{name}"),),
    "truthsocial.com": (_account(_HANDLE, "truthsocial.com/{name}"),),
    "flipboard.com": (_account(_HANDLE, "flipboard.com/{name}"),),
    "reddit.com": (_account(r"/(?P<name>(?:r|user)/[^/]+)", "reddit.com/{name}"),),
    "linkedin.com": (_account(r"/(?P<name>(?:in|company|showcase|newsletters)/[^/]+)", "linkedin.com/{name}"),),
    "patreon.com": (
        _account(
            r"/(?:c/)?(?P<name>\w+)",
            "patreon.com/{name}",
            "c posts login signup search about home join user creators explore policy pricing",
        ),
    ),
    "vk.com": (
        _account(
            # wall-12_34, photo12_34 … are single items, of whom the address does not say
            r"/(?!(?:wall|photo|video|album|topic|clip|doc|app|note|event|story)-?\d)(?P<name>[\w.]+)",
            "vk.com/{name}",
            "feed im video photos friends groups login away away.php search about",
        ),
    ),
}
# Other names of the same platform.
PLATFORM_ALIASES = {
    "twitter.com": "x.com",
    "fb.com": "facebook.com",
    "telegram.me": "t.me",
    "threads.net": "threads.com",
    "old.reddit.com": "reddit.com",
}


def platform_account(url: WebURL) -> str | None:
    """Return the key of the account whose page this is: a host, or a host and the beginning of a path.

    `None` when the host is no platform's, and on the platform's own pages.
    """
    forms = PATH_PLATFORMS.get(_plain_host(url.host))
    if forms is None:
        platform = subdomain_platform(url.host)
        return account_host(url.host, platform) if platform else None
    for form in forms:
        found = form.pattern.match(url.path)
        if found and found["name"].lower() not in form.reserved:
            return form.key.format(name=found["name"] if form.keeps_case else found["name"].lower())
    return None


def is_platform_host(host: str) -> bool:
    """Whether the host is a platform's own, such as medium.com or www.youtube.com, and so never names an outlet."""
    plain = _plain_host(host)
    return plain == subdomain_platform(plain) or plain in PATH_PLATFORMS


def subdomain_platform(host: str) -> str | None:
    """Return the sub-domain platform that the host is, or is on."""
    domain = host
    while domain:
        if domain in SUBDOMAIN_PLATFORMS or domain in SAME_PLATFORM:
            return domain
        domain = domain.partition(".")[2]
    return None


def account_host(host: str, platform: str) -> str | None:
    """Return `name.platform` for a host on the platform, also if the account has labels of its own in front."""
    label = host.removesuffix(platform).rstrip(".").rpartition(".")[2]
    if not label or label in OWN_LABELS:
        return None
    return f"{label}.{SAME_PLATFORM.get(platform, platform)}"


def _plain_host(host: str) -> str:
    label, _, rest = host.partition(".")
    plain = rest if label in LITE_LABELS and "." in rest else host
    return PLATFORM_ALIASES.get(plain, plain)
