"""Bytes become the characters that a browser would show."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.articles.decoding import decode_html, find_encoding

TEXT = "<p>Größe “quoted” – 12 €</p>"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        # A byte-order mark beats everything that is declared.
        (b"\xef\xbb\xbf" + TEXT.encode(), "text/html; charset=windows-1252"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "text/html; charset=utf-8"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), ""),
        # Then the header: the page's own declaration may be left over from a template.
        (b"<meta charset=koi8-r>" + TEXT.encode(), "text/html; charset=UTF-8"),
        (TEXT.encode("utf-16-le"), "text/html; charset=utf-16"),
        # Then the page, in both spellings.
        (b"<meta charset='windows-1252'>" + TEXT.encode("cp1252"), "text/html"),
        (b'<META http-equiv=Content-Type content="text/html; charset=windows-1252">' + TEXT.encode("cp1252"), ""),
        # "iso-8859-1" means windows-1252 on the web, or the quotation marks would be control characters.
        (TEXT.encode("cp1252"), "text/html;charset=ISO-8859-1"),
        # A page cannot have said in ASCII bytes that it is UTF-16.
        (b"<meta charset=utf-16>" + TEXT.encode(), "text/html"),
        # With nothing declared, valid UTF-8 is UTF-8 and anything else western.
        (TEXT.encode(), ""),
        (TEXT.encode("cp1252"), "text/html"),
        # Labels that browsers do not know, or that do harm, declare nothing.
        (TEXT.encode(), "text/html; charset=utf-7"),
        (TEXT.encode(), "text/html; charset=punycode"),
        (TEXT.encode(), "text/html; charset=no-such-thing"),
    ],
)
def test_it_decodes_as_browsers_do(body: bytes, content_type: str) -> None:
    assert decode_html(body, content_type).endswith(TEXT)


@pytest.mark.parametrize(
    ("label", "text"),
    [("gb2312", "镕基"), ("shift_jis", "①日本"), ("euc-kr", "똠방"), ("big5", "中文"), ("windows-1251", "Мир")],
)
def test_it_knows_the_encodings_of_older_news_sites(label: str, text: str) -> None:
    encoding = find_encoding(label)

    assert encoding is not None
    assert decode_html(f"<p>{text}".encode(encoding), f"text/html; charset={label}") == f"<p>{text}"


def test_it_reads_a_declaration_only_near_the_top() -> None:
    body = b"<p>" + b"x" * 9000 + b"<meta charset=koi8-r>" + "é".encode()

    assert decode_html(body, "").endswith("é")


@settings(deadline=None)  # the machine may be busy
@given(st.binary(max_size=300), st.text(max_size=60))
def test_it_never_fails(body: bytes, content_type: str) -> None:
    assert isinstance(decode_html(body, f"text/html; charset={content_type}"), str)
