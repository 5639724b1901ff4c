"""Copies lead to their originals; what only looks like a copy stays what it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.errors import InvalidURL
from server.urls.copy_hosts import WRAPPERS
from server.urls.normalization import normalize_url
from server.urls.parsing import MAX_LENGTH
from server.urls.unwrapping import MAX_CANDIDATES, Unwrapped, amp_candidates, unwrap_url

ARTICLE = "https://news.example/a?id=3"
ENCODED = "https%3A%2F%2Fnews.example%2Fa%3Fid%3D3"


@pytest.mark.parametrize(
    ("url", "via"),
    [
        # AMP viewers and caches leave out the scheme, and say `s` where it is https.
        ("https://www.google.com/amp/s/news.example/a?id=3", "Google AMP"),
        ("https://google.co.uk/amp/s/news.example/a?id=3", "Google AMP"),
        ("https://www.bing.com/amp/s/news.example/a?id=3", "Bing AMP"),
        ("https://news-example.cdn.ampproject.org/c/s/news.example/a?id=3", "AMP cache"),
        ("https://cdn.ampproject.org/v/s/news.example/a?id=3", "AMP cache"),
        ("https://news-example.cdn.ampproject.org/wp/s/news.example/a?id=3", "AMP cache"),
        ("https://news-example.cdn.ampproject.org/i/s/news.example/a?id=3", "AMP cache"),
        ("https://news-example.bing-amp.com/c/s/news.example/a?id=3", "AMP cache"),
        # Archives put it behind the time, whole or as it was typed; some proxies on the way eat one slash.
        (f"https://web.archive.org/web/20260102030405/{ARTICLE}", "Internet Archive"),
        (f"https://web.archive.org/web/20260102030405id_/{ARTICLE}", "Internet Archive"),
        (f"https://web.archive.org/web/20260102030405if_/{ARTICLE}", "Internet Archive"),
        (f"https://web.archive.org/web/2026/{ARTICLE}", "Internet Archive"),
        (f"https://web.archive.org/web/{ARTICLE}", "Internet Archive"),
        ("https://web.archive.org/web/2026/https:/news.example/a?id=3", "Internet Archive"),
        (f"https://web.archive.org/web/2026/{ENCODED}", "Internet Archive"),
        (f"https://archive.ph/o/AbC12/{ARTICLE}", "archive.today"),
        (f"https://archive.is/20260102030405/{ARTICLE}", "archive.today"),
        (f"https://archive.li/2026.01.02-030405/{ARTICLE}", "archive.today"),
        (f"https://archive.today/newest/{ARTICLE}", "archive.today"),
        (f"https://archive.vn/{ARTICLE}", "archive.today"),
        (f"https://arquivo.pt/wayback/20260102030405/{ARTICLE}", "web archive"),
        (f"https://webarchive.nationalarchives.gov.uk/ukgwa/20260102030405/{ARTICLE}", "web archive"),
        # Caches put an id before it and the words that were searched for behind.
        (
            f"https://webcache.googleusercontent.com/search?q=cache:AbCdEf123_-Z:{ENCODED}+some+words&cd=1",
            "Google cache",
        ),
        (f"https://webcache.googleusercontent.com/search?q=cache:{ENCODED}", "Google cache"),
        (f"https://webcache.googleusercontent.com/search?q=cache%3A{ENCODED}%20word", "Google cache"),
        (f"https://cc.bingj.com/cache.aspx?q=url:{ENCODED}&d=1&mkt=en", "Bing cache"),
        # Translations.
        (f"https://translate.google.com/translate?sl=de&tl=en&u={ENCODED}", "Google Translate"),
        (f"https://translate.google.de/translate?u={ENCODED}", "Google Translate"),
        ("https://news-example.translate.goog/a?id=3&_x_tr_sl=de&_x_tr_tl=en", "Google Translate"),
        (f"https://www.translatetheweb.com/?to=en&a={ENCODED}", "Microsoft Translator"),
        # Redirectors.
        (f"https://www.google.com/url?sa=t&url={ENCODED}&ved=1", "Google"),
        ("https://www.google.com/url?q=https://news.example/a%3Fid%3D3&sa=D", "Google"),
        (f"https://l.facebook.com/l.php?u={ENCODED}&h=AT0", "Facebook"),
        (f"https://l.instagram.com/?u={ENCODED}", "Instagram"),
        (f"https://t.umblr.com/redirect?z={ENCODED}&t=x", "Tumblr"),
        (f"https://out.reddit.com/t3_abc?url={ENCODED}&token=x", "Reddit"),
        (f"https://flipboard.com/redirect?url={ENCODED}", "Flipboard"),
        (f"https://duckduckgo.com/l/?uddg={ENCODED}", "DuckDuckGo"),
        (f"https://r.search.yahoo.com/_ylt=A/RV=2/RE=1/RO=10/RU={ENCODED}/RK=2/RS=x-", "Yahoo Search"),
        (f"https://eur01.safelinks.protection.outlook.com/?url={ENCODED}&data=x", "Outlook"),
        # Reading proxies.
        (f"https://12ft.io/proxy?q={ENCODED}", "12ft"),
        (f"https://12ft.io/{ARTICLE}", "12ft"),
        (f"https://r.jina.ai/{ARTICLE}", "Jina Reader"),
        (f"https://outline.com/{ARTICLE}", "Outline"),
    ],
)
def test_it_finds_the_original(url, via):
    assert unwrap_url(url) == Unwrapped(ARTICLE, via)


@pytest.mark.parametrize(
    ("url", "original"),
    [
        # Without `s`, or without a scheme, nobody said https.
        ("https://www.google.com/amp/news.example/a", "http://news.example/a"),
        ("https://web.archive.org/web/1999/news.example/a", "http://news.example/a"),
        # Hyphens of the host are doubled, `xn--` is taken off, a long host is split.
        ("https://my--news-example.translate.goog/a", "https://my-news.example/a"),
        ("https://0-bcher--kva-example.translate.goog/?_x_tr_enc=0", "https://xn--bcher-kva.example/"),
        ("https://1-ab--cd-example.translate.goog/?_x_tr_enc=1", "https://ab-cd.example/"),
        ("https://ple.translate.goog/a?_x_tr_hp=news-exam", "https://news.example/a"),
        ("https://-example.translate.goog/a?_x_tr_hp=www-news", "https://www.news.example/a"),
        ("https://news-example.translate.goog/a?_x_tr_sch=http&b=1#c", "http://news.example/a?b=1#c"),
        # What is escaped inside stays escaped once.
        (
            "https://l.facebook.com/l.php?u=https%3A%2F%2Fnews.example%2F100%2525%3Fq%3Da%252Bb%26r%3Dc",
            "https://news.example/100%25?q=a%2Bb&r=c",
        ),
        # Other addresses inside the original are its own affair.
        (
            "https://12ft.io/https://news.example/?u=https://other.example/",
            "https://news.example/?u=https://other.example/",
        ),
        # The fragment of an archived page is the page's.
        ("https://web.archive.org/web/2026/https://news.example/#!/a/1", "https://news.example/#!/a/1"),
    ],
)
def test_it_reads_the_fine_print(url, original):
    assert unwrap_url(url).url == original


@pytest.mark.parametrize(
    "url",
    [
        ARTICLE,
        # Look-alikes of wrappers carry whatever their owners like.
        "https://google.com.evil.example/amp/s/news.example/a",
        "https://google.evil.example/url?q=https://news.example/a",
        "https://www.google.zz/url?q=https://news.example/a",
        "https://evil.example/web.archive.org/web/2026/https://news.example/a",
        "https://notweb.archive.org/web/2026/https://news.example/a",
        "https://cdn.ampproject.org.evil.example/c/s/news.example/a",
        "https://a.b.cdn.ampproject.org/c/s/news.example/a",
        "https://evilcdn.ampproject.org/c/s/news.example/a",
        "https://translate.goog/a",
        "https://a.news-example.translate.goog/a",
        # Pages of the same sites that are no copies.
        "https://www.google.com/search?q=https://news.example/a",
        "https://www.google.com/amp/",
        "https://web.archive.org/",
        "https://web.archive.org/web/2026*/https://news.example/a",
        "https://archive.ph/AbC12",
        "https://12ft.io/",
        "https://www.bing.com/news/search?q=x",
        "https://cc.bingj.com/cache.aspx?q=some+words&d=1",
        "https://www.facebook.com/news/posts/1",
        "https://l.facebook.com/l.php?h=AT0",
        # Copies whose address does not tell.
        "https://news.google.com/articles/CBMiSmh0dHBzOi8v?hl=en",
        "https://apple.news/AbCdEf",
        "https://outline.com/AbCdEf",
        "https://t.co/AbCdEf",
    ],
)
def test_it_leaves_what_is_no_copy(url):
    assert unwrap_url(url) == Unwrapped(url, None)


@pytest.mark.parametrize(
    "url",
    [
        "news.example",
        "https://web.archive.org/web/2026/ftp://news.example/a",
        "https://web.archive.org/web/2026/javascript:alert(1)",
        "https://web.archive.org/web/2026/localhost/a",
        "https://www.google.com/url?q=javascript:alert(1)",
        "https://www.google.com/url?q=words",
        "https://www.google.com/amp/s/%20",
        "https://l.facebook.com/l.php?u=https%3A%2F%2F",
        "https://news.translate.goog/a",
    ],
)
def test_it_refuses_a_wrapper_around_nothing(url):
    with pytest.raises(InvalidURL):
        unwrap_url(url)


def test_it_unwraps_copies_of_copies():
    url = "https://web.archive.org/web/2026/https://www.google.com/amp/s/news-example.translate.goog/a?_x_tr_sl=de"

    assert unwrap_url(url) == Unwrapped("https://news.example/a", "Internet Archive, Google AMP, Google Translate")


def test_it_does_not_unwrap_for_ever():
    with pytest.raises(InvalidURL, match="inside each other"):
        unwrap_url("https://web.archive.org/web/2026/" * 5 + ARTICLE)


def test_it_forgets_credentials_inside_a_copy_too():
    assert unwrap_url("https://12ft.io/https://user:secret@news.example/a").url == "https://news.example/a"


@settings(deadline=None)
@given(
    host=st.sampled_from(sorted({host.replace("*", "a-example") for wrapper in WRAPPERS for host in wrapper.hosts})),
    path=st.text("/ampswebcvuoRU=0129:.-_%?&q#urlz")
    | st.sampled_from(["amp/s/", "web/2026/", "o/a/", "c/s/", "url?q="]),
    inner=st.text(max_size=20) | st.just(ARTICLE) | st.text("aé%2/:.?&", max_size=20).map("https://".__add__),
)
def test_what_it_gives_back_is_no_copy_any_more(host, path, inner):
    try:
        original = normalize_url(unwrap_url(f"https://{host}/{path}{inner}").url)
    except InvalidURL:
        return

    assert normalize_url(unwrap_url(original).url) == original


@pytest.mark.parametrize(
    ("url", "full_page"),
    [
        ("https://amp.news.example/a", "https://www.news.example/a"),
        ("https://amp.news.example/a", "https://news.example/a"),
        ("https://m.news.example/a?id=3", "https://www.news.example/a?id=3"),
        ("https://amp.www.news.example/a", "https://www.news.example/a"),
        ("https://news.example/amp/story/1", "https://news.example/story/1"),
        ("https://news.example/news/amp/world-1", "https://news.example/news/world-1"),
        ("https://news.example/a/amp", "https://news.example/a"),
        ("https://news.example/a/amp", "https://news.example/a/"),
        ("https://news.example/a/amp/", "https://news.example/a/"),
        ("https://news.example/a/amp/", "https://news.example/a"),
        ("https://news.example/a.amp", "https://news.example/a.html"),
        ("https://news.example/a.amp.html", "https://news.example/a.html"),
        ("https://news.example/a?amp=1&id=3", "https://news.example/a?id=3"),
        ("https://news.example/a?amp", "https://news.example/a"),
        ("https://news.example/a?outputType=amp", "https://news.example/a"),
        ("https://amp.news.example/amp/a?amp=1", "https://www.news.example/a"),
    ],
)
def test_it_names_the_full_page_of_an_amp_page(url, full_page):
    assert full_page in amp_candidates(url)


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/a",
        # Words and ids that only begin like it.
        "https://news.example/ampere",
        "https://news.example/champ/a",
        "https://amplify.example/a",
        "https://m.example/a",
        "https://news.example/a?amplitude=1&amp=3",
        "https://news.example/a?type=ampere",
    ],
)
def test_it_has_no_other_page_for_a_full_page(url):
    assert amp_candidates(url) == ()


def test_it_names_few_full_pages_the_likeliest_first():
    candidates = amp_candidates("https://amp.news.example/amp/a/amp/?amp=1&outputType=amp&id=3")

    assert candidates[0] == "https://www.news.example/a/?id=3"
    assert len(candidates) == MAX_CANDIDATES == len(set(candidates))


def test_it_names_no_full_page_that_would_be_too_long():
    longest = f"https://m.news.example/{'a' * MAX_LENGTH}"[:MAX_LENGTH]

    assert amp_candidates(longest) == (longest.replace("m.", "", 1),)
