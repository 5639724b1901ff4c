"""The id of an article: the same for the same canonical address, on every machine."""

from __future__ import annotations

from hashlib import sha256


def address_hash(normalized_url: str) -> bytes:
    """Return the SHA-256 (32 bytes) of a normalized address: the key that addresses are looked up and bucketed by."""
    return sha256(normalized_url.encode()).digest()


def article_id(canonical_url: str) -> str:
    """Return the article's id: the first 80 bits of its canonical address's hash, as 20 hex digits."""
    return address_hash(canonical_url).hex()[:20]
