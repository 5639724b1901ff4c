"""An article's id depends on its canonical address and on nothing else."""

from __future__ import annotations

from server.articles.identity import address_hash, article_id


def test_it_is_the_same_on_every_machine() -> None:
    assert article_id("https://ledger.example/a") == "dfb891d06db3857a3e0c"


def test_it_differs_with_the_address() -> None:
    assert article_id("https://ledger.example/a") != article_id("https://ledger.example/A")


def test_it_begins_the_hash_that_addresses_are_bucketed_by() -> None:
    address = "https://ledger.example/a"

    assert len(address_hash(address)) == 32
    assert address_hash(address).hex().startswith(article_id(address))
