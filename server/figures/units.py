"""In what is something measured? Words behind a figure, and marks in front of it."""

from __future__ import annotations

import re

CURRENCIES = r"US\$|A\$|C\$|NZ\$|HK\$|[$£€¥₹]"

# Unit -> ways of writing it. A hyphen may stand before it: "a 56-page ruling". Nothing is converted: two texts that
# measure in different units are not compared.
_UNITS = {
    "%": "% percent|per cent|pc|prozent",
    "points": "percentage point|percentage points|points",
    "$": "dollars|dollar|us dollars",
    "£": "pounds|pound",
    "€": "euros|euro",
    "¥": "yen",
    "₹": "rupees",
    "km": "kilometres|kilometers|km|kilometer",
    "miles": "miles|mile",
    "mph": "mph",
    "km/h": "kph|km/h",
    "m": "metres|meters",
    "ft": "feet|foot",
    "in": "inches|inch",
    "acres": "acres|acre",
    "ha": "hectares|hektar",
    "t": "tonnes|tonnen",
    "tons": "tons",
    "barrels": "barrels|barrel",
    "degrees": "degrees",
    "years": "years|year",
    "months": "months|month",
    "weeks": "weeks|week",
    "days": "days|day",
    "hours": "hours|hour",
    "minutes": "minutes|minute",
    "pages": "pages|page",
}
_UNIT_OF = {written: unit for unit, ways in _UNITS.items() for written in ways.replace("% ", "%|").split("|")}
_WRITTEN = "|".join(re.escape(way).replace(r"\ ", r"\s") for way in sorted(_UNIT_OF, key=len, reverse=True))
_UNIT = re.compile(rf"[\s-]?(?P<unit>{_WRITTEN})(?!\w)", re.IGNORECASE)
DURATIONS = frozenset({"years", "months", "weeks", "days", "hours", "minutes"})


def find_unit(text: str, at: int) -> tuple[str, int]:
    """Return the unit that stands at `at`, or "", and where it ends."""
    found = _UNIT.match(text, at)
    return (_UNIT_OF[re.sub(r"\s", " ", found["unit"].lower())], found.end()) if found else ("", at)
