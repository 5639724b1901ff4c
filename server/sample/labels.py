"""The words around an article, in the languages that the invented outlets write in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Labels:
    """What a site of one language says around its texts."""

    home: str
    skip: str
    about: str
    by: str
    updated: str
    more: str
    most_read: str
    read_also: str
    cookies: str
    accept: str
    newsletter: str
    sign_up: str
    email: str
    subscribe: str
    subscribers_only: str
    opinion: str
    missing: str
    rights: str
    months: str  # January to December, separated by spaces
    time: str  # pattern of a moment for people; all times are UTC


ENGLISH = Labels(
    home="Home",
    skip="Skip to content",
    about="About us",
    by="By",
    updated="Updated",
    more="More on this",
    most_read="Most read",
    read_also="Read also:",
    cookies="We value your privacy. We and our partners would use cookies here, if this were a real site.",
    accept="Accept all",
    newsletter="Get the best of our reporting in your inbox every morning. No spam, unsubscribe at any time.",
    sign_up="Sign up",
    email="E-mail address",
    subscribe="Subscribe now",
    subscribers_only="This article is for subscribers. Support our journalism to read on.",
    opinion="Opinion",
    missing="Page not found",
    rights="All rights reserved.",
    months="January February March April May June July August September October November December",
    time="{day} {month} {year}, {clock} UTC",
)
GERMAN = Labels(
    home="Startseite",
    skip="Zum Inhalt springen",
    about="Über uns",
    by="Von",
    updated="Aktualisiert",
    more="Mehr zum Thema",
    most_read="Meistgelesen",
    read_also="Lesen Sie auch:",
    cookies="Ihre Privatsphäre ist uns wichtig. Wir und unsere Partner würden hier Cookies setzen, wenn es ernst wäre.",
    accept="Alle akzeptieren",
    newsletter="Das Wichtigste jeden Morgen in Ihrem Postfach. Kein Spam, jederzeit abbestellbar.",
    sign_up="Anmelden",
    email="E-Mail-Adresse",
    subscribe="Jetzt abonnieren",
    subscribers_only="Diesen Artikel lesen Sie mit einem Abonnement. Unterstützen Sie unsere Arbeit.",
    opinion="Meinung",
    missing="Seite nicht gefunden",
    rights="Alle Rechte vorbehalten.",
    months="Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    time="{day}. {month} {year}, {clock} Uhr (UTC)",
)
FRENCH = Labels(
    home="Accueil",
    skip="Aller au contenu",
    about="Qui sommes-nous ?",
    by="Par",
    updated="Mis à jour",
    more="Sur le même sujet",
    most_read="Les plus lus",
    read_also="Lire aussi :",
    cookies="Votre vie privée compte. Nous et nos partenaires placerions ici des cookies si ce site était réel.",
    accept="Tout accepter",
    newsletter="L’essentiel de l’actualité chaque matin dans votre boîte. Désabonnement à tout moment.",
    sign_up="S’inscrire",
    email="Adresse électronique",
    subscribe="S’abonner",
    subscribers_only="Cet article est réservé aux abonnés. Soutenez notre rédaction pour lire la suite.",
    opinion="Tribune",
    missing="Page introuvable",
    rights="Tous droits réservés.",
    months="janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    time="{day} {month} {year} à {clock} (UTC)",
)

BY_LANGUAGE = {"en": ENGLISH, "de": GERMAN, "fr": FRENCH}


def labels_for(language: str) -> Labels:
    """The words in that language (BCP 47), English where we have none."""
    return BY_LANGUAGE.get(language.partition("-")[0].lower(), ENGLISH)


def spell_time(moment: datetime, labels: Labels) -> str:
    """The moment as a reader would find it printed: `5 October 2026, 06:40 UTC`."""
    month = labels.months.split()[moment.month - 1]
    return labels.time.format(day=moment.day, month=month, year=moment.year, clock=f"{moment:%H:%M}")
