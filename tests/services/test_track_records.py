"""How often an outlet is first and how often it passes on, in the sample newsroom."""

from __future__ import annotations

from server.services.house import House


def test_it_counts_over_a_stated_window(house: House) -> None:
    record = house.articles.outlet_page("harbour-ledger.example").record

    assert record
    assert record.since <= record.until
    assert 0 < record.first + record.relays <= record.stories <= record.articles


def test_an_agency_is_often_first_and_who_prints_it_is_not(house: House) -> None:
    agency = house.articles.outlet_page("norwire.example").record
    printer = house.articles.outlet_page("eastmarch-post.example").record

    assert agency
    assert printer
    assert agency.first > printer.first


def test_an_outlet_without_articles_has_no_record(house: House) -> None:
    assert house.articles.outlet_page("bbc.com").record is None
