"""News agencies whose texts others print, under the names and abbreviations that credits use.

Names follow the agencies' own imprints, abbreviations the credit lines of papers that print them. An abbreviation is
read only in a place that is for credits, and only as it is written here or in capitals: a "Pa" or an "Ami" in a byline
is a person. Left out are agencies that only gather reports, and abbreviations that are more often something else.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from server.coverage.tokens import fold

# One agency a row: the name that is shown, then other names, then abbreviations.
_AGENCIES: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    # world-wide
    ("Agence France-Presse", ("France-Presse", "Agence France Presse"), ("AFP",)),
    ("Associated Press", ("AP News",), ("AP",)),
    ("Bloomberg", ("Bloomberg News",), ()),
    ("Reuters", ("Thomson Reuters", "Reuters News"), ()),
    ("United Press International", (), ("UPI",)),
    # Europe
    ("ANP", ("Algemeen Nederlands Persbureau",), ("ANP",)),
    ("ANSA", ("Agenzia ANSA",), ("ANSA",)),
    ("Austria Presse Agentur", (), ("APA",)),
    ("Belga", ("Agence Belga", "Belga News Agency"), ()),
    ("ČTK", ("Czech News Agency",), ("ČTK", "CTK")),
    ("dpa", ("Deutsche Presse-Agentur", "dpa international"), ("dpa",)),
    ("EFE", ("Agencia EFE",), ("EFE",)),
    ("epd", ("Evangelischer Pressedienst",), ("epd",)),
    ("Europa Press", (), ()),
    ("Keystone-SDA", ("Keystone-ATS",), ("SDA", "ATS")),
    ("KNA", ("Katholische Nachrichten-Agentur",), ("KNA",)),
    ("Lusa", ("Agência Lusa",), ()),
    ("NTB", ("Norsk Telegrambyrå",), ("NTB",)),
    ("PA Media", ("Press Association", "PA News Agency"), ("PA",)),
    ("PAP", ("Polska Agencja Prasowa",), ("PAP",)),
    ("Ritzau", (), ()),
    ("Sport-Informations-Dienst", (), ("SID",)),
    ("STT", ("Suomen Tietotoimisto",), ("STT",)),
    ("TT", ("TT Nyhetsbyrån", "Tidningarnas Telegrambyrå"), ("TT",)),
    # Russia, Ukraine, Türkiye
    ("Anadolu", ("Anadolu Agency", "Anadolu Ajansı"), ("AA",)),
    ("Interfax", (), ()),
    ("RIA Novosti", (), ()),
    ("TASS", ("ITAR-TASS",), ("TASS",)),
    ("Ukrinform", (), ()),
    # Americas
    ("Canadian Press", ("La Presse canadienne",), ("CP",)),
    ("Agência Brasil", (), ()),
    ("Estadão Conteúdo", (), ()),
    ("Télam", (), ()),
    # Asia, Africa, Pacific
    ("ANI", ("Asian News International",), ("ANI",)),
    ("Antara", ("Antara News",), ()),
    ("Australian Associated Press", (), ("AAP",)),
    ("Bernama", (), ()),
    ("IANS", ("Indo-Asian News Service",), ("IANS",)),
    ("Jiji Press", (), ("Jiji",)),
    ("Kyodo News", ("Kyodo",), ()),
    ("Press Trust of India", (), ("PTI",)),
    ("Xinhua", ("Xinhua News Agency",), ()),
    ("Yonhap News Agency", ("Yonhap",), ()),
)
_LONGEST_ABBREVIATION = 4


@dataclass(frozen=True, slots=True)
class Agencies:
    """Agencies by how they are written: names without case, abbreviations with."""

    by_name: dict[str, str]
    by_abbreviation: dict[str, str]

    def find(self, written: str) -> str | None:
        """Return the agency that this is a name of, as a whole."""
        name = written.strip().removeprefix("the ").removeprefix("The ")
        return self.by_abbreviation.get(name) or self.by_name.get(fold(name))


def list_agencies(more: Collection[str] = ()) -> Agencies:
    """Return the agencies of the table and those named in `more`."""
    agencies = Agencies({}, {})
    for agency, others, abbreviations in (*_AGENCIES, *((name.strip(), (), ()) for name in sorted(more))):
        known = agencies.find(agency) or agency
        for name in filter(None, (agency, *others, *abbreviations)):
            if name in abbreviations or _is_abbreviation(name):
                agencies.by_abbreviation.update({name: known, name.upper(): known})
            else:
                agencies.by_name[fold(name)] = known
    return agencies


def _is_abbreviation(name: str) -> bool:
    return " " not in name and (name.isupper() or len(name) <= _LONGEST_ABBREVIATION)
