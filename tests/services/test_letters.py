"""Digests as letters: readable without a page, and nothing from outside but text."""

from __future__ import annotations

from lxml import html

from server.services.letters import WIDTH, write_letter

from .digest_examples import HOSTILE, digest

BASE = "https://context.example"


def test_it_can_be_read_as_plain_text() -> None:
    letter = write_letter(digest(), base=BASE)

    assert letter.subject == "Both sides in five minutes, 5 October 2026: 1 story"
    for part in (
        "(20 words, 0.1 minutes)",
        "1. Flood wall fails",
        "3 articles from 2 independent origins on this day",
        "Left: Wall fails (Ledger & Sons)",
        "Center: no report that we hold",
        "https://context.example/stories/st-1",
    ):
        assert part in letter.text


def test_its_lines_fit_a_letter() -> None:
    letter = write_letter(digest(title="A headline that goes on " * 20), base=BASE)

    assert max(len(line) for line in letter.text.splitlines() if "https://" not in line) <= WIDTH


def test_its_html_has_the_same_links_and_no_script() -> None:
    page = html.fromstring(write_letter(digest(HOSTILE, title=HOSTILE), base=BASE).html)

    assert not page.xpath("//script | //img | //style | //@style")
    assert page.xpath("//a/@href") == [f"{BASE}/stories/st-1", "https://l.example/a", "https://ledger.example/flood"]
    assert page.text_content().count("<script>") == 2


def test_without_a_public_address_nothing_leads_to_our_pages() -> None:
    letter = write_letter(digest(), base="")

    assert "/stories/" not in letter.text + letter.html
    assert "https://ledger.example/flood" in letter.text


def test_only_web_addresses_become_links() -> None:
    letter = write_letter(digest(url="javascript:alert(1)"), base=BASE)

    assert "javascript:" not in letter.text + letter.html


def test_text_from_outside_stays_on_its_line() -> None:
    letter = write_letter(digest(HOSTILE, title=HOSTILE), base=BASE)

    assert not [line for line in letter.text.splitlines() if line.startswith("Bcc:")]
    assert "\x07" not in letter.text
