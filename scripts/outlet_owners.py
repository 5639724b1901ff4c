"""Who owns an outlet, the family that its owner belongs to, and what kind of ownership that is.

Lists write owners as they please: with shares, with holding companies in brackets, with legal suffixes, or as a
paragraph. The owner stays as written if it is short; the family is what remains when shares, brackets and suffixes
are taken off, and only where one owner has the say. Two outlets of one family are never counted as independent.
"""

from __future__ import annotations

import re

from scripts.outlet_names import fold

LONGEST_OWNER = 120  # beyond that it is a paragraph, not a name

# What stands in the owner column and names nobody.
NOT_AN_OWNER = re.compile(
    r"^(unknown|independent|private ownership|somevalue|non-profit organization|government press( unit)?|"
    r"state press unit|employee/shareholder-owned company|public broadcaster.*|publishing cooperative.*)$",
    re.I,
)
# Offices that many countries have under one name, and parties that a bracket tells apart.
NAMESAKE = re.compile(r"^(?:department|government|ministry|office|state|national television)\b|\bparty of\b", re.I)
NOT_ONE_OWNER = re.compile(r"\b(?:other|minor|minority|employees|journalists and)\b", re.I)
SHARE = re.compile(r"(\d+(?:[.,]\d+)?)\s*%")
LEGAL_FORMS = (
    r"inc|llc|l\.l\.c|ltd|limited|plc|se|ag|gmbh|kg|kft|s\.?a\.?s?|s\.?p\.?a|s\.?r\.?l|sarl|n\.?v|b\.?v|asbl|asa|as|ab|"
    r"oy|oyj|a/s|co|llp|lp|pty|sdn|bhd|jsc|limited partnership"
)
LEGAL_SUFFIX = re.compile(rf"[\s,]+(?:{LEGAL_FORMS})\.?$", re.I)
# Part of many names ("British Broadcasting Corporation"), so taken off only to look the owner up.
LOOSE_SUFFIX = re.compile(rf"[\s,]+(?:{LEGAL_FORMS}|corp|corporation|company|holdings?)\.?$", re.I)

# One ultimate owner under many names: brands, holdings and mergers that are public knowledge (2025).
# Family -> the owners as lists write them, without brackets and legal suffixes.
FAMILIES: dict[str, tuple[str, ...]] = {
    "Adams Publishing Group": ("Pioneer News Group",),
    "Advance Publications": (
        "Advance Local", "American City Business Journals", "Booth Newspapers", "Condé Nast", "Condè Nast",
    ),
    "Alden Global Capital": (
        "21st Century Media", "Digital First Media", "MediaNews Group", "Prairie Mountain Publishing",
        "Tribune Publishing",
    ),
    "Alma Media": (),
    "Apollo Global Management": ("Yahoo", "Yahoo!"),
    "Axel Springer": ("Politico",),
    "Berlusconi family": ("MediaForEurope",),
    "Block Communications": ("Elliott Block / Block Communications",),
    "China Media Group": ("China Central Television",),
    "Coastal Television Broadcasting": (),
    "Comcast": ("NBC Universal", "NBCUniversal"),
    "Commonwealth Public Broadcasting": (),
    "Cox Enterprises": ("Cox Media Group",),
    "Daily Mail and General Trust": ("DMG Media",),
    "Dassault": ("Groupe Dassault",),
    "E. W. Scripps": ("E.W. Scripps", "Journal Broadcast Group", "Journal Communications"),
    "Evening Post Publishing": (),
    "Exor": ("GEDI Gruppo Editoriale",),
    "Forum Communications": (),
    "Gannett": ("Dow Jones Local Media Group", "GateHouse Media", "Newsquest"),
    "Graham Holdings": ("Graham", "Graham Media Group"),
    "Gray Media": ("Gray Television", "Gray Televisoin", "Meredith", "Quincy Newspapers", "Raycom", "Raycom Media"),
    "Hearst": ("Hearst Communications", "Hearst Television"),
    "Hoak Media": (),
    "Hubbard Broadcasting": (),
    "IRNA": ("Islamic Republic News Agency",),
    "LVMH": ("Bernard Arnaud", "Bernard Arnault"),
    "Lee Enterprises": ("BH Media", "Berkshire Hathaway; Lee Enterprises"),
    "LeSea Broadcasting": ("LeSea",),
    "Lilly Broadcasting": ("Lily Broadcasting",),
    "McClatchy": (),
    "Mediahuis": ("Independent News & Media", "Mediahuis Nederland"),
    "Mohn family": ("RTL Deutschland",),
    "Murdoch family": (
        "Dow Jones", "Dow Jones &", "Fox", "Fox Television Stations", "News", "News Corp", "News Corp Australia",
        "News Group Newspapers",
    ),
    "National World": ("Johnston Press",),
    "News-Press & Gazette": (),
    "Nexstar Media Group": (
        "Mission Broadcasting", "Nexstar", "Nexstar Broadcasting", "Nexstar Broadcasting Group", "Tribune",
        "Tribune Broadcasting", "Tribune Media",
    ),
    "NJJ (Xavier Niel)": ("Groupe Nice-Matin", "Groupe Presse Antilles Guyane"),
    "Ouest-France": ("Publihebdos",),
    "Paramount": ("CBS", "Paramount Global"),
    "Reach": ("Local World", "Trinity Mirror"),
    "Rossel": ("Groupe Rossel", "La Voix du Nord", "Rossel Group", "Rossel La Voix Group"),
    "Rossiya Segodnya": ("Sputnik News",),
    "Saudi Research and Media Group": (),
    "Sinclair": ("Barrington Broadcasting", "Sinclair Broadcast Group"),
    "SPH Media Trust": ("Singapore Press",),
    "TEGNA": ("Tegna Media", "Tenga"),
    "Thomson family (Woodbridge)": ("Thomson Family", "Thomson Reuters"),
    "United Communications": ("United Communcations",),
    "US Agency for Global Media": ("U.S. Agency for Global Media",),
    "Vivendi (Bolloré)": ("Vincent Bolloré via Vivendi",),
    "Walt Disney": ("ABC", "The Walt Disney", "Walt Disney Television"),
    "Xinhua": ("Xinhua News Agency",),
}  # fmt: skip
FAMILY_OF = {fold(owner): family for family, owners in FAMILIES.items() for owner in (*owners, family)}

# State Media Matrix's typology -> ours. "Captured private" is owned privately, whoever steers it.
STATE_MEDIA_OWNERSHIP = {
    "SC": "state",  # state-controlled
    "CaPu": "state",  # captured public: state-owned or -managed, steered by the government
    "CaPr": "private",  # captured private
    "ISFM": "public",  # independent, state-funded and state-managed
    "ISF": "public",  # independent, state-funded
    "ISM": "public",  # independent, state-managed
    "IP": "public",  # independent public
}
# Kagi Kite's typology -> ours. "State Funded Media" holds the BBC and TASS alike, "Print Media" says no owner.
KAGI_OWNERSHIP = {
    "Private Media": "private",
    "Private Enterprise": "private",
    "Private Independent Media": "private",
    "Public Media": "public",
    "Public Broadcaster": "public",
    "Public agency (statutory, editorially independent)": "public",
    "Non-Profit": "non-profit",
}
# An owner of this kind contradicts "private"; nothing is said then.
NOT_PRIVATE_OWNER = re.compile(r"non-profit|cooperative|government|ministry|trust\b|foundation|stiftung|church", re.I)


def clean_owner(owner: str) -> str:
    """Return the owner as written, without footnote marks; nothing if it is a paragraph or names nobody."""
    owner = re.sub(r"\[\d+\]|\*+", "", owner)
    owner = re.sub(r"\)\s+\)", ")", " ".join(owner.split())).strip(" ;,")
    return "" if len(owner) > LONGEST_OWNER or NOT_AN_OWNER.match(owner) else owner


def owner_family(owner: str, country: str = "") -> str:
    """Return the family of an owner as written; nothing if several share the say or none can be told."""
    if NAMESAKE.search(owner):
        return owner if "(" in owner or not country else f"{owner} ({country})"
    known = _known(owner)
    if known:
        return known
    parts = _parts(owner)
    shares = [_share(part) for part in parts]
    if any(shares):
        parts = [part for part, share in zip(parts, shares, strict=True) if share > 50]
    families = {_known(part) or _bare(part, LEGAL_SUFFIX) for part in parts}
    if len(families) != 1 or any(NOT_ONE_OWNER.search(family) for family in families):
        return ""
    return families.pop()


def ownership(row_state: str, row_kagi: str, owner: str) -> tuple[str, str]:
    """Return the kind of ownership in our words and the list that it follows from, or two empty strings."""
    if row_state:
        return STATE_MEDIA_OWNERSHIP.get(row_state, ""), "state_media"
    kind = KAGI_OWNERSHIP.get(row_kagi, "")
    if not kind or (kind == "private" and NOT_PRIVATE_OWNER.search(owner)):
        return "", ""
    return kind, "kagi_kite"


def _known(owner: str) -> str:
    return FAMILY_OF.get(fold(_bare(owner, LOOSE_SUFFIX)), "")


def _parts(owner: str) -> list[str]:
    """Split several owners at commas and semicolons outside brackets, but not before a legal suffix."""
    parts: list[str] = []
    for part in re.split(r"[;,](?![^(]*\))", owner):
        if part.strip() and not (parts and re.fullmatch(rf"\s*(?:{LEGAL_FORMS})\.?(?:\s*\(.*)?", part, re.I)):
            parts.append(part.strip())
    return parts


def _share(part: str) -> float:
    found = SHARE.search(part)
    return float(found.group(1).replace(",", ".")) if found else 0.0


def _bare(owner: str, suffix: re.Pattern[str]) -> str:
    """Return the owner without brackets, shares, article and legal suffixes."""
    owner = SHARE.sub("", re.sub(r"\([^)]*\)?|\[[^\]]*\]", "", owner))
    owner = " ".join(owner.split()).strip(" ,;")
    while (shorter := suffix.sub("", owner).strip(" ,;&")) and shorter != owner:
        owner = shorter
    return owner.removeprefix("The ")
