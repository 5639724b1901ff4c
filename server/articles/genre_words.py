"""Words by which publishers mark a piece as something other than a report, in the languages of our tables.

Each set is compared with whole units only: a path segment that is not the last ("/opinion/…", never a slug such as
"opinion-polls-tighten"), the first label of the host ("opinion.news.example"), the name of a section, or the label in
front of a headline ("Opinion | …", "Kommentar: …"). Everything is written without case and accents, words joined by
hyphens, as `slug` makes it.

A word is in a set only if publishers use it for that and hardly anything else; that is why "analysis", "blog",
"debate", "ideas", "voices" and "perspective" are not here.
"""

from __future__ import annotations

import re
import unicodedata

from server.articles.models import Genre


def words(text: str) -> frozenset[str]:
    """Return the words of a table that is easier to read, and to add to, without quotes and commas."""
    return frozenset(text.split())


OPINION = (
    # English: the section names of the large papers. A "leader" is an editorial only in Britain, so it is left out.
    words("""
        opinion opinions op-ed oped op-eds editorial editorials comment commentary commentisfree comment-is-free column
        columns columnist columnists letters letters-to-the-editor guest-essay guest-column guest-commentary viewpoint
        viewpoints views
    """)
    # German: a "Glosse" is a mocking column, a "Leitartikel" the paper's own.
    | words("""
        meinung meinungen kommentar kommentare kolumne kolumnen kolumnisten leitartikel gastbeitrag gastbeitraege
        gastkommentar glosse glossen standpunkt standpunkte
    """)
    # French: "idees" alone is the name of an opinion section and has no other use in a path.
    | words("tribune tribunes edito editos editoriaux chronique chroniques idees point-de-vue points-de-vue")
    # Spanish and Portuguese
    | words("columna columnas columnistas tribuna tribunas editoriales")
    | words("opiniao opinioes editoriais coluna colunas colunistas")
    # Italian, Dutch
    | words("opinioni editoriale editoriali commento commenti opinie opinies commentaar columnisten")
    # Swedish, Danish, Norwegian
    | words("ledare debatt ledere kronikk kronik meninger")
)

SATIRE = words("satire satires satirical satira satyra satiren parodie parodia")

# Pages that keep growing at one address. "live" alone is a section of live blogs at those who have it in paths.
LIVE = words("""
    live live-updates live-update live-blog liveblog liveblogs live-news live-ticker liveticker newsticker en-direct
    in-diretta diretta en-directo en-vivo ao-vivo
""")

NEWSLETTER = words("newsletter newsletters news-letter infolettre boletin boletines boletim nieuwsbrief")

PRESS_RELEASE = words("""
    press-release press-releases pressrelease pressreleases pressemitteilung pressemitteilungen communique-de-presse
    communiques-de-presse comunicado-de-prensa comunicados-de-prensa comunicato-stampa comunicati-stampa persbericht
    persberichten
""")

# Advertising in the shape of an article: the labels that advertising codes ask for, and common names of ad studios.
SPONSORED = words("""
    sponsored sponsored-content sponsored-post sponsored-story advertorial advertorials partner-content paid-content
    paid-post paid-partnership branded-content brand-studio brandstudio anzeige anzeigen sonderveroeffentlichung
    publireportage contenu-sponsorise contenido-patrocinado conteudo-patrocinado contenuto-sponsorizzato publirreportaje
""")

# In order of what a reader must know first: an advertisement in the opinion section is an advertisement.
WORDS: tuple[tuple[Genre, frozenset[str]], ...] = (
    (Genre.SPONSORED, SPONSORED),
    (Genre.SATIRE, SATIRE),
    (Genre.PRESS_RELEASE, PRESS_RELEASE),
    (Genre.OPINION, OPINION),
    (Genre.LIVE, LIVE),
    (Genre.NEWSLETTER, NEWSLETTER),
)

# Types of schema.org that say it outright. "NewsArticle" is missing on purpose: most systems put it on everything.
TYPES: dict[str, Genre] = {
    "AdvertiserContentArticle": Genre.SPONSORED,
    "SatiricalArticle": Genre.SATIRE,
    "OpinionNewsArticle": Genre.OPINION,
    "LiveBlogPosting": Genre.LIVE,
    "ReportageNewsArticle": Genre.NEWS,
}

UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
BETWEEN_WORDS = re.compile(r"[^a-z0-9]+")


def slug(name: str) -> str:
    """Return a section or label as it would stand in a path: "Op-Ed" and "op ed" are both "op-ed"."""
    lowered = unicodedata.normalize("NFC", name).casefold().translate(UMLAUTS)
    plain = "".join(char for char in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(char))
    return BETWEEN_WORDS.sub("-", plain).strip("-")


def find_genre_word(name: str) -> Genre | None:
    """Return the genre that a section, path segment or label names, if it is one of the words."""
    word = slug(name)
    return next((genre for genre, words in WORDS if word in words), None)
