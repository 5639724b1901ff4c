"""On a platform the account is the outlet, in one spelling, and the platform never is."""

import pytest

from server.urls.hosted_platforms import is_platform_host, platform_account
from server.urls.parsing import parse_url


@pytest.mark.parametrize(
    ("url", "account"),
    [
        # Accounts that are sub-domains.
        ("https://name.substack.com/p/a", "name.substack.com"),
        ("https://www.name.substack.com/p/a", "name.substack.com"),
        ("https://name.wordpress.com/2026/01/02/a", "name.wordpress.com"),
        ("https://name.tumblr.com/post/1", "name.tumblr.com"),
        ("https://name.ghost.io/a", "name.ghost.io"),
        ("https://name.beehiiv.com/p/a", "name.beehiiv.com"),
        ("https://name.medium.com/a-1", "name.medium.com"),
        ("https://name.pressroom.example/a", "name.pressroom.example"),
        # The same blog under every ending.
        ("https://name.blogspot.com/2026/01/a.html", "name.blogspot.com"),
        ("https://name.blogspot.co.uk/2026/01/a.html", "name.blogspot.com"),
        ("https://name.blogspot.de/", "name.blogspot.com"),
        # The account in the path of one of the platform's own hosts.
        ("https://open.substack.com/pub/name/p/a", "name.substack.com"),
        ("https://www.tumblr.com/name/123/a", "name.tumblr.com"),
        ("https://users.livejournal.com/name/1.html", "name.livejournal.com"),
        # Accounts that are paths, in lower case where case says nothing.
        ("https://medium.com/@Name/a-1", "medium.com/@name"),
        ("https://medium.com/publication/a-1", "medium.com/publication"),
        ("https://substack.com/@name/note/1", "substack.com/@name"),
        ("https://www.youtube.com/@Name/videos", "youtube.com/@name"),
        ("https://m.youtube.com/c/Name", "youtube.com/c/name"),
        ("https://youtube.com/channel/UCaBcD/videos", "youtube.com/channel/UCaBcD"),
        ("https://www.facebook.com/Some.Page/posts/1", "facebook.com/some.page"),
        ("https://x.com/Name/status/1", "x.com/name"),
        ("https://mobile.twitter.com/Name/status/1", "x.com/name"),
        ("https://t.me/s/name", "t.me/name"),
        ("https://t.me/name/12", "t.me/name"),
        ("https://sites.google.com/view/name/home", "sites.google.com/view/name"),
        ("https://bsky.app/profile/name.example/post/1", "bsky.app/profile/name.example"),
        ("https://old.reddit.com/r/News/comments/1", "reddit.com/r/news"),
        ("https://vk.com/name", "vk.com/name"),
    ],
)
def test_it_names_the_account(url, account):
    assert platform_account(parse_url(url)) == account


@pytest.mark.parametrize(
    "url",
    [
        # The platforms' own pages, and single items that do not say whose they are.
        "https://substack.com/",
        "https://www.substack.com/about",
        "https://support.substack.com/a",
        "https://pressroom.example/",
        "https://medium.com/",
        "https://medium.com/p/abc123",
        "https://medium.com/tag/politics",
        "https://www.youtube.com/watch?v=abc",
        "https://www.facebook.com/story.php?id=1",
        "https://www.facebook.com/Groups/1",
        "https://x.com/i/status/1",
        "https://twitter.com/",
        "https://t.me/joinchat/abc",
        "https://sites.google.com/view/",
        "https://vk.com/wall-12_34",
        # Other sites, some of which only look like a platform.
        "https://news.example/@name",
        "https://name.substack.com.evil.example/p/a",
        "https://notsubstack.com/p/a",
        "https://name.blogspot.evil.example/",
        "https://x.com.evil.example/name",
        "https://max.com/name",
    ],
)
def test_it_names_no_account_elsewhere(url):
    assert platform_account(parse_url(url)) is None


@pytest.mark.parametrize("host", ["medium.com", "www.youtube.com", "substack.com", "twitter.com", "blogspot.de"])
def test_it_knows_a_platforms_own_host(host):
    assert is_platform_host(host)


@pytest.mark.parametrize("host", ["name.substack.com", "news.example", "medium.com.evil.example", "bbc.com"])
def test_it_knows_that_another_host_is_no_platform(host):
    assert not is_platform_host(host)
