"""Three papers on one burst pipe, and what it takes to compare them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from server.articles.models import Article, DateSource, Precision, Published
from server.comparison.claims import analyse_article
from server.comparison.differences import differences_for
from server.comparison.models import ArticleClaims, Claim, ClaimUnit, Differences, StoryClaims
from server.comparison.stories import compare_story
from server.coverage.models import Origin

IN_MARCH = Published(datetime(2026, 3, 3, 9, tzinfo=UTC), Precision.MINUTE, DateSource.META)

PUMPS = "Engineers from the utility Brackwater brought in eleven mobile pumps before dawn."
PUMPS_AGAIN = "Before dawn, engineers from Brackwater had brought in eleven mobile pumps, the utility said."
SCHOOL = "Pupils of the Marlow school were sent home with letters for their parents."
INSURER = "The insurer Coldharbour expects claims worth 40 million crowns from shop owners."
BAKER = "Baker Ines Tolland lost two ovens and every sack of flour in her cellar."
BEAVERS = "Biologist Rune Akker blames beavers that gnawed at a timber support in January."

HARBOUR = (
    "A water main burst under Quarry Street in Pellham on Tuesday and flooded 60 cellars.",
    PUMPS,
    BAKER,
    "Traffic on the Pellham ring road was diverted through the old harbour until noon.",
    "The water company Brackwater apologised for the burst main in a short note.",
)
LEDGER = (
    "Sixty cellars stood under water in Pellham on Tuesday after a main burst under Quarry Street.",
    PUMPS_AGAIN,
    SCHOOL,
    "Mayor Olen Varga promised an inquiry into the age of the pipes beneath Pellham.",
    "Residents of Quarry Street carried furniture into the rain on Tuesday morning.",
)
COURIER = (
    "Quarry Street in Pellham was closed on Tuesday when a burst main flooded 60 cellars.",
    BEAVERS,
    INSURER,
    "The cathedral choir moved its rehearsal from Quarry Street to the town hall.",
    "Volunteers of the rowing club served soup to families who had left their homes.",
)


def article(name: str, *sentences: str, **fields: Any) -> Article:
    """Return an article whose id is `name`, one paragraph for each sentence."""
    url = f"https://{name}.example/a"
    plain = {"title": "Burst main floods cellars in Pellham", "language": "en", "published": IN_MARCH}
    return Article(name, url, url, f"{name}.example", body="\n\n".join(sentences), **plain | fields)


def claims(name: str, *sentences: str, **fields: Any) -> ArticleClaims:
    """Return what such an article says."""
    return analyse_article(article(name, *sentences, **fields))


def unit(sentence: str, **fields: Any) -> ClaimUnit:
    """Return the first unit of a text."""
    return claims("any", sentence, **fields).units[0]


def three_papers() -> list[ArticleClaims]:
    """Return the texts of the story."""
    return [claims("harbour", *HARBOUR), claims("ledger", *LEDGER), claims("courier", *COURIER)]


def apart(texts: Iterable[ArticleClaims]) -> list[Origin]:
    """Return an origin for each text."""
    return [Origin(text.article_id, (text.article_id,)) for text in texts]


def compare(texts: list[ArticleClaims], origins: list[Origin] | None = None) -> StoryClaims:
    """Return the story of some texts, each of its own origin unless said otherwise."""
    return compare_story(texts, origins=apart(texts) if origins is None else origins)


def ask(here: ArticleClaims, others: list[ArticleClaims], origins: list[Origin] | None = None) -> Differences:
    """Return what differs between a text and a story that it is part of."""
    texts = [here, *others]
    return differences_for(here, compare(texts, origins), origins=apart(texts) if origins is None else origins)


def said(shown: Iterable[Claim]) -> list[str]:
    """Return the sentences shown."""
    return [claim.evidence.text for claim in shown]
