"""Feeds as publishers write them, and as nobody should."""

import gzip
import json
import time
import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.articles.models import DateSource, Entry, Precision, Published
from server.errors import UnreadableDocument
from server.fetching.entries import ParsedFeed
from server.fetching.feed_items import MAX_ENTRIES
from server.fetching.feeds import parse_feed

URL = "https://news.example/feeds/all.xml"
NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
ALLOW = ("example",)


def parse(body: bytes | str, *, url: str = URL) -> ParsedFeed:
    return parse_feed(body if isinstance(body, bytes) else body.encode(), url=url, now=NOW, allow=ALLOW)


def rss(items: str, *, channel: str = "", head: str = "<?xml version='1.0'?>") -> str:
    return (
        f"{head}<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:media='http://search.yahoo.com/mrss/'>"
        f"<channel><title>News</title>{channel}{items}</channel></rss>"
    )


def item(title: str = "Title", link: str = "https://news.example/a", more: str = "") -> str:
    return f"<item><title>{title}</title><link>{link}</link>{more}</item>"


def atom(entries: str, *, attributes: str = "", namespace: str = "http://www.w3.org/2005/Atom") -> str:
    return f"<feed xmlns='{namespace}' {attributes}><title>News</title>{entries}</feed>"


def only(feed: ParsedFeed) -> Entry:
    (entry,) = feed.entries
    return entry


def at(text: str, precision: Precision = Precision.SECOND) -> Published:
    return Published(datetime.fromisoformat(text), precision, DateSource.FEED)


RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/">
 <channel rdf:about="x"><title>News</title><dc:language>fr</dc:language></channel>
 <item rdf:about="https://news.example/r"><title>T</title><link>https://news.example/r</link>
 <dc:date>2026-11-21T10:00:00+01:00</dc:date><dc:creator>Ana Ruiz</dc:creator></item></rdf:RDF>"""

ATOM = atom(
    """<entry><title type="html">A &amp;amp; B &lt;i&gt;x&lt;/i&gt;</title><link rel="self" href="/self"/>
    <link rel="alternate" href="/a"/><id>tag:news.example,2026:1</id><summary>S</summary>
    <published>2026-11-21T10:00:00Z</published><updated>2026-11-21T11:00:00Z</updated>
    <author><name>Ana Ruiz</name></author><author><name>Ben Cole</name></author><category term="Editorial"/></entry>""",
    attributes='xml:lang="de-AT"',
)

JSON = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "language": "fr-CA",
        "items": [
            {"id": "1", "url": "/j", "title": "A & B", "summary": "S", "date_published": "2026-11-21T10:00:00-05:00",
             "authors": [{"name": "Ana Ruiz"}], "tags": ["Opinion"]},
        ],
    }
)  # fmt: skip


@pytest.mark.parametrize(
    ("body", "kind", "entry"),
    [
        (
            rss(
                item(more="<description>S</description><pubDate>Sat, 21 Nov 2026 10:00:00 -0500</pubDate>"
                "<dc:creator>Ana Ruiz</dc:creator><category>World</category><category>Opinion</category>"),
                channel="<language>en-GB</language>",
            ),
            "rss",
            Entry("https://news.example/a", "Title", "S", ("Ana Ruiz",), at("2026-11-21T15:00:00+00:00"), "en", True),
        ),
        (
            RDF, "rdf",
            Entry("https://news.example/r", "T", "", ("Ana Ruiz",), at("2026-11-21T09:00:00+00:00"), "fr", None),
        ),
        (
            ATOM, "atom",
            Entry("https://news.example/a", "A & B x", "S", ("Ana Ruiz", "Ben Cole"), at("2026-11-21T10:00:00+00:00"),
                  "de", True),
        ),
        (
            JSON, "json",
            Entry("https://news.example/j", "A & B", "S", ("Ana Ruiz",), at("2026-11-21T15:00:00+00:00"), "fr", True),
        ),
    ],
)  # fmt: skip
def test_it_reads_every_kind_of_feed(body: str, kind: str, entry: Entry) -> None:
    feed = parse(body)

    assert (feed.kind, feed.entries, feed.skipped) == (kind, [entry], [])


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("AT&amp;T", "AT&T"),
        # RSS titles are HTML inside XML: two layers, each taken off once.
        ("A &amp;amp; B", "A & B"),
        ("&lt;b&gt;Bold&lt;/b&gt; move", "Bold move"),
        ("<![CDATA[<b>Bold</b> move &amp; more]]>", "Bold move & more"),
        ("Use &amp;lt;b&amp;gt; for bold", "Use <b> for bold"),
        ("&amp;amp;lt;", "&lt;"),
        ("Stocks &lt; bonds, 5 &lt;6", "Stocks < bonds, 5 <6"),
        # Words on both sides of a break are two words; scripts are no words.
        ("one&lt;br/&gt;two", "one two"),
        ("x&lt;script&gt;alert(1)&lt;/script&gt;y", "xy"),
        ("x&lt;!-- y --&gt;z", "xz"),
        ("&lt;img src=x onerror=alert(1)&gt;Title", "Title"),
        # Text that is there to mislead, one way or another encoded.
        ("a\u202egnp.exe", "agnp.exe"),
        ("a&amp;#x202e;b", "ab"),
        ("  a\n\t b\u00a0 ", "a b"),
        ("cafe\u0301", "café"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("x" * 600, "x" * 500),
        ("&amp;lt;" * 3_000, "<" * 500),
    ],
)
def test_it_makes_one_clean_line_of_a_title(title: str, text: str) -> None:
    assert only(parse(rss(item(title)))).title == text


def test_an_atom_text_is_taken_as_it_stands() -> None:
    entry = '<entry><title type="text">Use &lt;b&gt; &amp;amp; win</title><link href="/a"/></entry>'

    assert only(parse(atom(entry))).title == "Use <b> &amp; win"


def test_an_xhtml_title_is_its_text() -> None:
    entry = '<entry><title type="xhtml"><div xmlns="x">Hello <i>world</i></div></title><link href="/a"/></entry>'

    assert only(parse(atom(entry))).title == "Hello world"


def test_a_summary_is_bounded_and_falls_back_to_the_content() -> None:
    more = "<content:encoded><![CDATA[" + "<p>word</p>" * 9_000 + "]]></content:encoded>"

    summary = only(parse(rss(item(more=more)))).summary

    assert summary.startswith("word word ")
    assert 1_900 < len(summary) <= 2_000


@pytest.mark.parametrize(
    ("link", "address"),
    [
        ("/b?x=1&amp;y=2", "https://news.example/b?x=1&y=2"),
        ("b", "https://news.example/feeds/b"),
        ("../b", "https://news.example/b"),
        ("//other.example/b", "https://other.example/b"),
        ("\n  https://news.example/b  \n", "https://news.example/b"),
        ("HTTPS://News.Example/B", "https://news.example/B"),
        ("<![CDATA[https://news.example/b]]>", "https://news.example/b"),
        ("https://news.example/ä b", "https://news.example/%C3%A4%20b"),
        ("?p=7", "https://news.example/feeds/all.xml?p=7"),
    ],
)
def test_it_reads_a_link_as_browsers_do(link: str, address: str) -> None:
    assert only(parse(rss(item(link=link)))).url == address


@pytest.mark.parametrize(
    "link",
    [
        *("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "ftp://news.example/", "mailto:a@b.example"),
        *("http://127.0.0.1/", "http://0x7f.1/", "http://[::1]/", "http://localhost/a", "http://intranet/a"),
        *("http://x.test/", "http://u:p@news.example/", "https://", "https://[", "http://a b.example/", "\\\\x\\y"),
        "https://news.example/" + "a" * 5_000,
    ],
)
def test_a_link_that_leads_elsewhere_is_left_out_and_named(link: str) -> None:
    feed = parse(rss(item(link=link) + item()))

    assert [entry.url for entry in feed.entries] == ["https://news.example/a"]
    assert len(feed.skipped) == 1
    assert feed.skipped[0].startswith("entry 1: ")


def test_reserved_names_are_not_read_unless_they_are_served() -> None:
    assert parse_feed(rss(item()).encode(), url="https://news.org/", now=NOW).entries == []


@pytest.mark.parametrize(
    ("xml", "address"),
    [
        ("<item><title>T</title><guid>https://news.example/g</guid></item>", "https://news.example/g"),
        (
            "<item><title>T</title><guid isPermaLink='true'>https://news.example/g</guid></item>",
            "https://news.example/g",
        ),
        ("<item><title>T</title><link/><guid>https://news.example/g</guid></item>", "https://news.example/g"),
    ],
)
def test_a_guid_stands_in_for_a_link(xml: str, address: str) -> None:
    assert only(parse(rss(xml))).url == address


@pytest.mark.parametrize(
    ("xml", "reason"),
    [
        ("<item><title>T</title></item>", "no link"),
        # An identifier that says that it is not an address, though it looks like one.
        ("<item><title>T</title><guid isPermaLink='false'>https://news.example/g</guid></item>", "no link"),
        ("<item><link>https://news.example/a</link></item>", "no title"),
        ("<item><title> </title><link>https://news.example/a</link></item>", "no title"),
        ("<item><title>&lt;img src='x'&gt;</title><link>https://news.example/a</link></item>", "no title"),
        ("<item/>", "no link"),
    ],
)
def test_an_entry_that_cannot_be_used_is_named_with_its_reason(xml: str, reason: str) -> None:
    feed = parse(rss(xml + item()))

    assert (len(feed.entries), len(feed.skipped)) == (1, 1)
    assert reason in feed.skipped[0]


@pytest.mark.parametrize(
    ("date", "published"),
    [
        ("Sat, 21 Nov 2026 10:00:00 GMT", at("2026-11-21T10:00:00+00:00")),
        ("21 Nov 2026 10:00 +0200", at("2026-11-21T08:00:00+00:00", Precision.MINUTE)),
        ("2026-11-21T10:00:00.123+02:00", at("2026-11-21T08:00:00+00:00")),
        ("2026-11-21", at("2026-11-21T00:00:00+00:00", Precision.DAY)),
        # Not before the web, not further ahead than time zones explain, not rubbish.
        *(("Thu, 01 Jan 1970 00:00:00 GMT", None), ("2026-11-24T12:00:00Z", None), ("yesterday", None), ("", None)),
        *(("9999-12-31T23:59:59-12:00", None), ("0000-00-00", None), ("Sat, 99 Nov 2026", None), ("9" * 5_000, None)),
    ],
)
def test_it_believes_a_date_that_can_be_true(date: str, published: Published | None) -> None:
    assert only(parse(rss(item(more=f"<pubDate>{date}</pubDate>")))).published == published


@pytest.mark.parametrize(
    ("more", "authors"),
    [
        ("<author>desk@news.example (Ana Ruiz)</author>", ("Ana Ruiz",)),
        ("<author>desk@news.example</author>", ()),
        ("<dc:creator>By Ana Ruiz</dc:creator><dc:creator>Ben Cole</dc:creator>", ("Ana Ruiz", "Ben Cole")),
        ("<dc:creator><![CDATA[ ]]></dc:creator>", ()),
    ],
)
def test_it_reads_who_wrote_it(more: str, authors: tuple[str, ...]) -> None:
    assert only(parse(rss(item(more=more)))).authors == authors


@pytest.mark.parametrize("label", ["Opinion", "editorial", "Op-Ed", "Kommentar", "Tribune"])
def test_it_hears_that_something_is_opinion(label: str) -> None:
    assert only(parse(rss(item(more=f"<category>{label}</category>")))).is_opinion is True


@pytest.mark.parametrize("label", ["World", "opinion polls", "", "Public opinion"])
def test_without_such_a_label_nothing_is_known(label: str) -> None:
    assert only(parse(rss(item(more=f"<category>{label}</category>")))).is_opinion is None


# What follows is damaged in ways that are common, and must still be read.
READABLE = {
    "a bare ampersand": rss(item("AT&T", "https://news.example/a?x=1&y=2")),
    "an undeclared entity": rss(item("caf&eacute;")),
    "an undeclared prefix": f"<rss version='2.0'><channel>{item(more='<dc:date>2026-11-21</dc:date>')}</channel></rss>",
    "no end": rss(item() + item()).partition("</channel>")[0],
    "a warning before the beginning": "Warning: cannot modify header information\n" + rss(item()),
    "a blank line before the declaration": "\n\n" + rss(item()),
    "a byte order mark": "\ufeff" + rss(item()),
    "two byte order marks": "\ufeff\ufeff" + rss(item()),
    "something after the end": rss(item()) + "<!-- cached --><script>x</script>",
    "a control character": rss(item("a\x0bb")),
    "latin-1 called UTF-8": rss(item("é")).encode("latin-1"),
    "UTF-8 called latin-1": rss(item("é"), head="<?xml version='1.0' encoding='iso-8859-1'?>"),
    "UTF-16 with a mark": rss(item(), head="<?xml version='1.0' encoding='utf-16'?>").encode("utf-16"),
    "UTF-16 without saying so": rss(item()).encode("utf-16"),
    "UTF-32": rss(item()).encode("utf-32"),
    "an encoding that does not exist": rss(item(), head="<?xml version='1.0' encoding='klingon'?>"),
    "windows-1252": rss(item("“é”"), head="<?xml version='1.0' encoding='windows-1252'?>").encode("cp1252"),
    "a document type as RSS 0.91 had it": rss(
        item(), head='<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://dtd.example/rss.dtd">'
    ),
    "a style sheet": rss(item(), head="<?xml version='1.0'?><?xml-stylesheet href='/x.xsl'?>"),
    "items outside of the channel": "<rss version='0.9'><channel><title>x</title></channel>" + item() + "</rss>",
    "no channel": "<rss>" + item() + "</rss>",
    "upper case": rss(item()).replace("<item>", "<ITEM>").replace("</item>", "</item >"),
    "a namespace on everything": rss(item()).replace("version='2.0'", "version='2.0' xmlns='http://backend.example/rss2'"),
    "Atom 0.3": atom("<entry><title>T</title><link href='/a'/><issued>2026-11-21T10:00:00Z</issued></entry>",
                     namespace="http://purl.org/atom/ns#"),
    "Atom under another address": atom("<entry><title>T</title><link href='/a'/></entry>", namespace="https://www.w3.org/2005/Atom"),
    "Atom without any": "<feed><entry><title>T</title><link href='/a'/></entry></feed>",
    "a bomb's worth of nesting": rss(item(more="<a>" * 2_000 + "</a>" * 2_000)),
    "gzip": gzip.compress(rss(item()).encode()),
    "JSON with a byte order mark": "\ufeff" + JSON,
    "JSON with numbers where names should be": json.dumps({"items": [
        {"id": 1, "url": "/a", "title": "T", "tags": 5, "authors": 7, "summary": [], "date_published": {}},
    ]}),
    "JSON with items that are none": json.dumps(
        {"items": [7, None, [], {"url": "/a", "title": "T"}, {"url": 5, "title": ["x"]}]}
    ),
    "JSON with half a character": '{"items": [{"url": "/a", "title": "a\\ud800b"}]}',
}  # fmt: skip


@pytest.mark.parametrize("body", READABLE.values(), ids=READABLE.keys())
def test_it_reads_what_is_damaged_in_common_ways(body: str | bytes) -> None:
    feed = parse(body)

    assert feed.entries
    assert feed.entries[0].url.startswith("https://news.example/")
    assert feed.entries[0].title


# And these are no feeds, or none that we would want to read.
ENTITY = "<!DOCTYPE rss [<!ENTITY x 'y'>]>"
UNREADABLE = {
    "nothing": b"",
    "blanks": b" \n\t ",
    "text": b"News of the day",
    "a path": b"/etc/passwd",
    "an address": b"http://127.0.0.1/feed.xml",
    "a page": b"<!doctype html><html><head><title>x</title></head><body><p>x</p></body></html>",
    "well-formed XHTML": b"<html xmlns='http://www.w3.org/1999/xhtml'><body/></html>",
    "a picture": b"\x89PNG\r\n\x1a\n\x00\x00",
    "zeros": b"\x00" * 10_000,
    "an OPML list": b"<opml version='2.0'><body><outline xmlUrl='x'/></body></opml>",
    "SVG": b"<svg xmlns='http://www.w3.org/2000/svg'/>",
    "a SOAP envelope": b"<soap:Envelope xmlns:soap='http://x'/>",
    "JSON of another kind": b'{"hello": "world"}',
    "a JSON list": b"[]",
    "a JSON number": b"7",
    "JSON cut off": JSON[:40].encode(),
    "JSON nested deeply": b'{"items": ' + b"[" * 100_000,
    "items that are no list": b'{"items": {"0": {}}}',
    "a damaged gzip": b"\x1f\x8b" + b"\x00" * 40,
    "half a gzip": gzip.compress(rss(item() * 500).encode())[:-30],
    "a gzip in a gzip": gzip.compress(gzip.compress(rss(item()).encode())),
    "six megabytes": rss(item(more="<description>" + "x" * 6_000_000 + "</description>")).encode(),
    "an entity of its own": (ENTITY + rss(item("&x;"), head="")).encode(),
    "an entity in small letters": (ENTITY.lower() + rss(item(), head="")).encode(),
    "a tag with too many attributes": b"<rss" + b"".join(b" a%d='x'" % n for n in range(50_000)) + b"/>",
    "a billion laughs": (
        "<!DOCTYPE lolz [<!ENTITY a 'lol'>" + "".join(
            f"<!ENTITY {chr(98 + n)} '{f'&{chr(97 + n)};' * 10}'>" for n in range(9)
        ) + "]>" + rss(item("&j;"), head="")
    ).encode(),
    "a quadratic blow-up": f"<!DOCTYPE x [<!ENTITY a '{'x' * 50_000}'>]>{rss(item('&a;' * 50_000), head='')}".encode(),
    "a reader of files": f"<!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]>{rss(item('&a;'), head='')}".encode(),
    "a caller of servers": f"<!DOCTYPE x [<!ENTITY % a SYSTEM 'http://x.test/'> %a;]>{rss(item(), head='')}".encode(),
    "a bomb in UTF-16": (ENTITY + rss(item("&x;"), head="")).encode("utf-16"),
    "a bomb after a comment": ("<!--" + "x" * 9_000 + "-->" + ENTITY + rss(item("&x;"), head="")).encode(),
}  # fmt: skip


@pytest.mark.parametrize("body", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_it_says_why_it_does_not_read_the_rest(body: bytes) -> None:
    start = time.process_time()

    with pytest.raises(UnreadableDocument, match=r"\.$"):
        parse(body)

    assert time.process_time() - start < 10.0


@pytest.mark.parametrize(
    "body",
    [
        b"<!DOCTYPE" * 200_000,
        b"<?xml " * 300_000,
        b"<rss><channel>" + b"<item>" * 100_000,
        b"<!--" * 500_000,
        b"{" * 1_000_000,
        b"<" * 2_000_000,
    ],
)
def test_what_only_begins_like_something_is_refused_in_time(body: bytes) -> None:
    start = time.process_time()

    with pytest.raises(UnreadableDocument):
        parse(body)

    assert time.process_time() - start < 10.0


def test_it_keeps_the_first_five_hundred_entries_and_says_so() -> None:
    feed = parse(rss("".join(item(link=f"/{number}") for number in range(MAX_ENTRIES + 100))))

    assert len(feed.entries) == MAX_ENTRIES
    assert feed.skipped == ["everything after entry 500: we read no more of one feed"]


def test_a_feed_that_is_broken_throughout_does_not_say_so_five_hundred_times() -> None:
    assert len(parse(rss("<item/>" * 400)).skipped) == 50


def test_an_empty_feed_is_a_feed() -> None:
    assert parse(rss("")) == ParsedFeed("rss")


@settings(deadline=None)  # a busy machine is no failure
@given(st.binary(max_size=400) | st.text(max_size=400).map(lambda text: rss(item(text)).encode(errors="surrogatepass")))
def test_it_never_fails_in_other_words_than_ours(body: bytes) -> None:
    try:
        feed = parse(body)
    except UnreadableDocument:
        return

    kept = "".join(entry.title + entry.summary for entry in feed.entries)
    assert not {unicodedata.category(char) for char in kept} & {"Cc", "Cs"}
