"""Which words say that an article has something from an outlet?

Each row is a relation, how far it is to be trusted, and a pattern. `BEFORE` ends where the name (with its article and
such) begins, `AFTER` begins where the name ends. The group `verb` is what is shown. A sure cue has no other reading; an
unsure one ("said … on X") needs a name that is nothing but an outlet's. Patterns are read against a few hundred
characters at most, and every repetition in them is bounded.

Languages are keys of `CUES`; a text in any other, or in none that is known, is read with all of them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from server.citations.models import Relation

R = Relation


@dataclass(frozen=True, slots=True)
class Cue:
    """Words that carry a relation."""

    relation: R
    pattern: str
    is_sure: bool = True


_NEWS = (
    "reports?|stor(?:y|ies)|articles?|op-eds?|editorials?|columns?|interviews?|investigations?|analys[ie]s|pieces?|"
    "accounts?|reporting|transcripts?|review|tally|live blog|blog|fact[- ]checks?|scoop|obituary|profile|essay|"
    "(?:polling )?average|estimates?|claims|calculations|findings|projections?"
)
_PUBLISHED = (
    "reported|published|obtained|reviewed|seen|viewed|cited|quoted|exposed|revealed|uncovered|broken|compiled|"
    "carried|posted|released|provided|recorded|verified|translated|detailed|outlined|captured|"
    "printed|shown"
)
_NOUNS = _NEWS + "|figures|database|count|photographs?|video|footage|excerpts?|remarks"
NOUN = re.compile(rf"(?:{_NOUNS}|polls?|survey)")
_SAYING = (
    "said|says|saying|told|tells|appeared|appears|appearing|appearance|spoke|speaking|argued|claimed|claims|wrote|"
    "write|writes|writing|written|asked|insisted|defended|denied|explained|warned|suggested|predicted|repeated|asserted|"
    "declared|conceded|acknowledged|pressed|noted|observed|pointed out|quipped|described|responded|added|joked|"
    "remarked|discussed"
)
# In captions and at the end of texts, the same in all languages.
_CREDITS = (
    Cue(R.CREDIT, r"(?P<verb>Copyright|©)(?: ?\([cC]\)| ?©)?(?: \d{4})?", is_sure=False),
    Cue(
        R.CREDIT,
        r"(?P<verb>Image copyright|(?:Photo|Photograph|Picture|Image|Video|Source|Credit|Foto|Bild|Quelle|Fuente|Fonte|"
        r"Crédit)s?(?: [Cc]redit| photo| de la información)?(?: by)? ?:)[^;()\n]{0,60}?(?:[\s/,:]|$)",
        is_sure=False,
    ),
)
_ON_STAFF = r"(?! (?:boards?|offices?|pages?|writers?|columnists?|editors?|staff))"  # "the editorial board hired her"
_BEFORE_EN = (
    Cue(R.TOLD, r"\b(?P<verb>told|tells|[Tt]elling|informed)(?: (?:his|her|their) stor(?:y|ies) to)?"),
    Cue(R.TOLD, r"\b(?P<verb>spoke|speaks|spoken|[Ss]peaking|talked|talks|[Tt]alking)(?: [a-z]+){0,3} (?:to|with)"),
    Cue(
        R.TOLD,
        r"\b(?P<verb>confirmed|confirming|revealed|argued|argues|asserted|explained|insisted|insisting|disclosed|admitted|"
        r"acknowledged|described|leaked|commented|complained)\b[^.;:“”\"]{0,60}? to",
    ),
    Cue(R.TOLD, r"\b(?P<verb>statements?|comments?|remarks|e-?mail|message)\b[^.;:“”\"]{0,25}? to"),
    Cue(
        R.INTERVIEW, r"\b(?P<verb>interview(?:s|ed)?|conversation|sat down|sit-down)\b[^.;:]{0,30}? (?:with|by|to|for)"
    ),
    Cue(R.INTERVIEW, r"\b(?P<verb>interview(?:s|ed)?)\b[^.;:]{0,30}? (?:on|in|at)", is_sure=False),
    Cue(R.INTERVIEW, r"\b(?P<verb>asked|contacted|approached|questioned|reached)\b[^.;:]{0,20}? by"),
    Cue(
        R.FIRST_REPORTED,
        r"\b(?P<verb>first (?:reported|published|revealed|disclosed|obtained|detailed))\b[^.;]{0,25}? (?:by|in|on)",
    ),
    Cue(R.FIRST_REPORTED, r"\b(?P<verb>(?:news|story) (?:was )?(?:first )?broken) by"),
    Cue(
        R.CREDIT,
        r"\b[Tt]his (?:piece|article|story|column|post|report|essay)[^.;]{0,30}? (?P<verb>appeared|published)(?: \w+)?"
        r" (?:in|on|by|at)",
    ),
    Cue(R.CREDIT, r"(?P<verb>Contributing|Contributed):.{0,150}?[,;:]"),
    Cue(R.CREDIT, r"\b(?P<verb>contains?|includes?) (?:material|information|reporting) from"),
    Cue(R.POLL, r"\b(?P<verb>polls?|survey|polled|surveyed)\b[^.;]{0,30}? (?:by|from|for)"),
    Cue(R.REPORTED, rf"\b(?P<verb>{_PUBLISHED})\b[^.;]{{0,30}}? by"),
    Cue(
        R.REPORTED,
        rf"\b(?P<verb>{_NOUNS})(?: (?:published|written|released|compiled|posted|this|last|on|\w+day|week)){{0,3}} by",
    ),
    Cue(
        R.REPORTED,
        rf"\b(?P<verb>{_PUBLISHED}|appeared|appears)\b[^.;,]{{0,40}}? (?:in|on|from|at)",
        is_sure=False,
    ),
    Cue(R.SAID, r"\b(?P<verb>op-eds?|guest columns?|letters?)(?: [\w’'-]+){0,2} in"),
    Cue(R.REPORTED, rf"\b(?P<verb>{_NOUNS})(?: [\w’'-]+){{0,2}} in"),
    Cue(R.REPORTED, rf"\b(?P<verb>{_NOUNS})(?: [\w’'-]+){{0,3}} (?:in|on|from)", is_sure=False),
    Cue(R.SAID, r"\b(?P<verb>op-eds?|columns?|essays?|pieces?|articles?)(?: [\w’'-]+){0,2} for", is_sure=False),
    Cue(
        R.REPORTED,
        r"\b(?P<verb>[Aa]ccording to|[Pp]er|[Cc]iting|cites|cited|quoting|quotes|quoted|crediting|[Aa]s per)",
    ),
    Cue(
        R.REPORTED,
        rf"\b(?P<verb>[Aa]ccording to|[Pp]er|[Cc]iting|cites|cited|quoting)(?: [\w’'-]+){{0,4}}? (?:{_NEWS})"
        r"(?: \w+){0,3}? (?:by|from|in|on|at)",
    ),
    Cue(R.REPORTED, r"[,”\"’'!?…]\s?(?P<verb>said|reported|reports|noted|notes|wrote|writes)"),
    Cue(
        R.SAID,
        rf"\b(?P<verb>{_SAYING}|aired|airs|airing|broadcast|letter|tweeted)\b[^.;]{{0,60}}? (?:on|in|at)",
        is_sure=False,
    ),
    Cue(R.SAID, rf"\b(?P<verb>{_SAYING.title()}|Writing|Asked|Speaking) (?:on|in|for|at)", is_sure=False),
    Cue(
        R.REPORTED,
        r"[,”\"’'!?…]\s?(?P<verb>reports|reported|writes|wrote|notes|noted|suggests) (?:[A-Z][\w.’'-]+ ){1,3}"
        r"(?:at|of|in)",
    ),
    Cue(R.VIA, r"\b(?P<verb>[Vv]ia|h/t|[Hh]at tip:?(?: to)?|[Cc]ourtesy of)", is_sure=False),
)
_VERBS_EN = (
    "reported|reports|report|said|says|say|wrote|writes|noted|notes|found|finds|revealed|reveals|published|quoted|quotes|"
    "cited|cites|cite|described|describes|projected|projects|broke|estimated|estimates|learned|obtained|confirmed|"
    "added|adds|explained|explains|pointed out|detailed|suggested|uncovered|observed|alleged|claimed|"
    "acknowledged|charged|called|calls|argued|argues|concluded|rates|rated|put it|calculated|counted|spoke|interviewed|"
    "had a transcript"
)
_ADJECTIVES_EN = (
    "own|latest|recent|initial|bombshell|exclusive|original|new|earlier|front-page|investigative|opinion|lead|magazine|"
    "previous|subsequent|widely-read|2\\d{3}"
)
_AFTER_EN = (
    Cue(R.CREDIT, r"[^;\n]{0,160}? (?P<verb>contributed) to (?:this|the) (?:report|story|article|post)"),
    Cue(
        R.FIRST_REPORTED,
        r"{tail},? ?(?:which|who)? ?(?P<verb>first (?:reported|published|revealed|disclosed|obtained|broke))\b",
    ),
    Cue(R.FIRST_REPORTED, r",? (?:which|who) (?P<verb>broke) (?:the|this) (?:news|story)"),
    Cue(R.REPORTED, rf", (?:which|who) (?:[a-z]+ ){{0,3}}?(?P<verb>{_VERBS_EN})\b"),
    Cue(R.REPORTED, rf"{{tail}} (?P<verb>{_VERBS_EN})\b"),
    Cue(R.REPORTED, r"{tail} (?:is|are|was|were|has been|have been)(?: also| now)? (?P<verb>reporting)\b"),
    Cue(R.INTERVIEW, r"{tail} (?P<verb>pressed|grilled)\b"),
    Cue(R.INTERVIEW, rf"(?:['’]s?)?(?: (?:{_ADJECTIVES_EN})){{0,2}} (?P<verb>interviews?)\b"),
    Cue(
        R.POLL,
        rf"(?:[/-][\w.]+(?: [A-Z]\w+)?)?(?:['’]s?)?(?: (?:{_ADJECTIVES_EN}|national|exit|tracking)){{0,2}}"
        r" (?P<verb>polls?|survey)\b",
    ),
    Cue(
        R.SAID,
        rf"(?:['’]s?)?(?: (?:{_ADJECTIVES_EN})){{0,2}} (?P<verb>op-eds?)\b{_ON_STAFF}",
    ),
    Cue(
        R.REPORTED,
        rf"(?:['’]s?)?(?: (?:{_ADJECTIVES_EN})){{0,2}} (?P<verb>{_NEWS})\b{_ON_STAFF}",
    ),
)
_BEFORE_DE = (
    Cue(R.TOLD, r"\b(?P<verb>sagte|sagt|erklärte|bestätigte|verriet)\b[^.;:]{0,60}? (?:der|dem|den)"),
    Cue(R.TOLD, r"\b(?P<verb>gegenüber)"),
    Cue(R.INTERVIEW, r"\b(?P<verb>Interview|Gespräch)(?: \w+)? (?:mit|in)"),
    Cue(
        R.REPORTED,
        r"\b(?P<verb>[Ll]aut|[Nn]ach Angaben|[Nn]ach Informationen|[Uu]nter Berufung auf)(?: (?:von|eines Berichts))?",
    ),
    Cue(R.REPORTED, r"\b(?P<verb>Berichts?|Meldung|Recherchen|Umfrage)(?: (?:in|von))?"),
    Cue(R.REPORTED, r"\b(?P<verb>berichtete[nt]?|berichtet|berichten|meldete|meldet|schreibt|schrieb)"),
)
_AFTER_DE = (
    Cue(R.INTERVIEW, r"-(?P<verb>Interview)\b"),
    Cue(
        R.REPORTED,
        r"{kind}(?: \w+)? (?P<verb>berichtete[nt]?|berichtet|berichten|meldete|meldet|schreibt|schrieb|zufolge)\b",
    ),
)
_BEFORE_FR = (
    Cue(
        R.TOLD,
        r"\b(?P<verb>déclaré|confié|indiqué|expliqué|affirmé|assuré|dit|raconté|déclare|confie|explique|raconte)\b"
        r"[^.;:]{0,40}? (?:à|au|aux)",
    ),
    Cue(R.REPORTED, r"\bl['’]a(?: également)? (?P<verb>rapporté|dit|révélé|écrit|annoncé)(?: \w+)?"),
    Cue(R.INTERVIEW, r"\b(?P<verb>interview|entretien)(?: \w+)? (?:à|au|avec|dans|sur)"),
    Cue(R.REPORTED, r"\b(?P<verb>[Ss]elon|[Dd]['’]après)"),
    Cue(R.REPORTED, r"\b(?P<verb>révélée?s?|citée?s?|publiée?s?|rapportée?s?|consultée?s?) (?:par|dans)"),
    Cue(R.REPORTED, r", (?P<verb>rapporte|rapportait|révèle|indique|écrit|affirme|annonce|précise)"),
    Cue(R.REPORTED, r"\b(?P<verb>informations?|révélations?|enquête)"),
)
_AFTER_FR = (
    Cue(
        R.REPORTED,
        r"{kind}(?: (?:a|avait|ont))? (?P<verb>rapporté|révélé|indiqué|écrit|annoncé|publié|rapporte|révèle|indique|"
        r"affirme|annonce|précise)(?!\w)",
    ),
)
_BEFORE_ES = (
    Cue(R.TOLD, r"\b(?P<verb>dijo|declaró|contó|explicó|aseguró|confirmó|señaló|afirmó)\b[^.;:]{0,40}? (?:a|al)"),
    Cue(R.INTERVIEW, r"\b(?P<verb>entrevista)(?: \w+)? (?:con|a|al|en)"),
    Cue(
        R.REPORTED, r"\b(?P<verb>[Ss]egún|[Dd]e acuerdo con|[Cc]itando)(?: (?:informó|publica|publicó|reveló|informa))?"
    ),
    Cue(R.REPORTED, r"\b(?P<verb>citado|publicado|revelado|recogido|difundido|publicada|revelada) (?:por|en)"),
    Cue(R.REPORTED, r", (?P<verb>informó|informa|reveló|publicó|reportó)"),
)
_AFTER_ES = (
    Cue(
        R.REPORTED,
        r"{kind}(?: (?:ha|había))? (?P<verb>informó|reveló|publicó|reportó|informa|publica|informado|revelado|"
        r"publicado)\b",
    ),
)

BEFORE = {
    "en": (*_BEFORE_EN, *_CREDITS),
    "de": (*_BEFORE_DE, *_CREDITS),
    "fr": (*_BEFORE_FR, *_CREDITS),
    "es": (*_BEFORE_ES, *_CREDITS),
}
AFTER = {"en": _AFTER_EN, "de": _AFTER_DE, "fr": _AFTER_FR, "es": _AFTER_ES}


def cues_of(table: Mapping[str, Sequence[Cue]], language: str | None) -> list[Cue]:
    """Return the cues of a language; of all of them for one that has none."""
    primary = (language or "").partition("-")[0].lower()
    return list(table[primary]) if primary in table else [cue for cues in table.values() for cue in cues]
