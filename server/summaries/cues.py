"""Which of a reader's questions can a sentence answer, going by its words?

A cue is necessary, never sufficient: whether the sentence speaks of what the story is about is decided in
`server.summaries.answers`. Cues are few and plain on purpose, since an answer to another question is worse than none.
English, German, French and Spanish.
"""

from __future__ import annotations

import re

from server.articles.number_words import FROM_ONE
from server.summaries.models import QuestionKind
from server.summaries.phrases import any_of, phrases

LANGUAGES = frozenset({"en", "de", "fr", "es"})

# As a reader would ask them.
QUESTIONS: dict[QuestionKind, str] = {
    QuestionKind.WHAT: "What happened?",
    QuestionKind.WHO: "Who is involved?",
    QuestionKind.WHEN_WHERE: "When and where?",
    QuestionKind.HOW: "How did it come about?",
    QuestionKind.WHY: "Why?",
    QuestionKind.HOW_MANY: "How many, or how much?",
    QuestionKind.NEXT: "What happens next?",
    QuestionKind.RESPONSE: "Has there been an official response?",
}

_MONTHS = any_of("""
    jan(?:uary|uar|\\.)|feb(?:ruary|ruar|\\.)|march|april|may|june|july|aug(?:ust|\\.)|sept?(?:ember|\\.)|oct(?:ober|\\.)
    nov(?:ember|\\.)|dec(?:ember|\\.)|märz|mai|juni|juli|oktober|dezember|janvier|février|mars|avril|juin|juillet|août
    septembre|octobre|novembre|décembre|de (?:enero|febrero|marzo|abril|mayo|junio|julio|agosto)
    de (?:septiembre|octubre|noviembre|diciembre)
""")
_WHEN = phrases(rf"""
    (?:mon|tues|wednes|thurs|fri|satur|sun)day|yesterday|(?<!USA )today
    (?:{_MONTHS}) \d{{1,2}}|\d{{1,2}}\.? (?:{_MONTHS})
    montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|gestern|heute
    lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|hier|aujourd[’']hui
    lunes|martes|miércoles|jueves|viernes|sábado|domingo|ayer|hoy
""")
# A place has a capital after the preposition, so this one is read with case.
_NO_PLACES = any_of("""
    January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday
    Thursday|Friday|Saturday|Sunday|House|Senate|Congress|White|Republican|Democrat|Democratic|God|Twitter|Facebook
    Trump|President
""")
_WHERE = re.compile(
    r"\b(?:in|at|near|outside|across|off|from|nahe|bei|aus|à|près de|en|cerca de)"
    r" (?:(?:the|der|den|la|el|le|southern|northern|eastern|western|central|downtown) ){0,2}"
    rf"(?!(?:{_NO_PLACES})\b)[^\W\d_a-z][\w’'-]+"
)
_OFFICES = any_of("""
    ministry|ministers?|government|white house|kremlin|department|embassy|president|secretary|governor|mayor|commission
    agency|office|authority|council|premier|police|company|officials?|authorities|prosecutors?|administration|palace|vatican|pentagon|nato|fbi
    united nations
""")
_CUES: dict[QuestionKind, re.Pattern[str]] = {
    QuestionKind.HOW: phrases(r"""
        by (?:first |secretly |falsely |illegally |allegedly )?[a-z]{3,}ing(?<!during)(?<!morning)(?<!evening)
        with the help of|by means of|using (?:an?|the|two|several|his|her|their)
        indem|mit hilfe|mithilfe|en (?:utilisant|faisant)|grâce à|à l[’']aide|mediante|gracias a
    """),
    QuestionKind.WHY: phrases(r"""
        because|due to (?!\w+ (?:on|in|at|by|later|next)\b|be\b|begin|end|start|meet|take|go|vote|expire)|in order to
        in retaliation for|in protest (?:of|at|against)|prompted by|motivated by|triggered by
        caused by|blamed on|citing|on the grounds|over (?:allegations|accusations|claims|concerns|fears)
        in an? (?:effort|attempt|bid) to|amid (?:concerns|fears|allegations|accusations|criticism|outrage)
        following (?:allegations|accusations|complaints|revelations|reports)
        weil|wegen|aufgrund|um zu|parce qu|afin d|en raison d|à cause d|car il|porque|debido a|a causa de|con el fin de
    """),
    QuestionKind.NEXT: phrases(r"""
        will (?:begin|hold|meet|vote|go|now|also|start|appear|decide|return|face)
        will (?:present|announce|release|travel|resume|hear|become|end|open|send)
        (?:is|are) (?:expected|scheduled|set|due|slated|planning) to
        intends to|will not be
        is scheduled for|next (?:week|month|year|steps?|hearing|\w{3,6}day)
        in the coming (?:days|weeks|months)|later this (?:week|month|year)
        wird (?:voraussichtlich|am|im)|werden soll|nächste[nr]? (?:woche|monat|jahr)
        la semaine prochaine|prochain|devrait|va (?:être|se)|la próxima semana|próximo|se espera|está previsto
    """),
    QuestionKind.RESPONSE: phrases(rf"""
        declined to comment|did(?: not|n[’']t) (?:immediately )?(?:respond|return|comment|reply)
        (?:has|have)(?: not|n[’']t| yet to) (?:yet )?(?:respond|comment|responded|commented)
        spokes(?:man|woman|person|people)\b[^.;]{{0,80}}?\b(?:said|says|told|called|added|denied|confirmed|declined)
        (?:{_OFFICES})\b[^.;]{{0,50}}?\b(?:denied|denies|condemned|rejected|dismissed|responded|defended|apologi[sz]ed)
        (?:said|confirmed|announced|denied) in a (?:\w+ )?statement|issued a statement|in a statement
        sprecher(?:in)?\b[^.;]{{0,60}}?\bsagte|wollte sich nicht|äußerte sich nicht|teilte [^.;]{{0,60}}? mit
        porte-parole|dans un communiqué|n[’']a pas souhaité|portavoz|en un comunicado|no (?:quiso|ha querido)
    """),
}
# Figures that count or weigh something: no years, dates, ages, times, articles of law.
_COUNTED = any_of("""
    people|persons|men|women|children|students|workers|employees|officers|soldiers|troops|civilians|victims|deaths|dead
    others|votes|seats|senators|members|countries|nations|states|cities|cases|homes|houses|jobs|miles|patients|migrants
    refugees|voters|passengers|lawmakers|protesters|suspects|immigrants|prisoners|fans|players|points|counts|charges
    menschen|personen|tote|verletzte|kinder|stimmen|personnes|morts|blessés|enfants|voix
    personas|muertos|heridos|niños|votos
""")
_SMALL = "|".join(word for names in FROM_ONE.values() for word in names[1:])  # "one" is seldom a count
_COUNTS = phrases(
    rf"""
    [$£€¥] ?\d[\d.,]*
    \b\d[\d.,]* ?(?:%|percent|per cent|prozent|pour cent|por ciento)
    \b\d[\d.,]* ?(?:(?:m|b|tr)illions?|m?illionen|milliard\w{{1,2}}|millones)
    \b(?:\d{{1,3}}(?:[.,]\d{{3}})+|\d{{1,3}}|{_SMALL}|dozens?|hundreds|thousands)(?: \w{{2,20}}){{0,2}} (?:{_COUNTED})\b
    """,
    before="",
    after="",
)
# What might be is no answer to what comes next.
_SUPPOSES = phrases("if|would|could|might|wenn|würde|könnte|si|pourrait|podría")


def find_cues(text: str) -> frozenset[QuestionKind]:
    """Return the kinds of questions that a sentence has the words to answer."""
    kinds = {kind for kind, cue in _CUES.items() if cue.search(text)}
    if QuestionKind.NEXT in kinds and _SUPPOSES.search(text):
        kinds.discard(QuestionKind.NEXT)
    if _WHEN.search(text) and _WHERE.search(text):
        kinds.add(QuestionKind.WHEN_WHERE)
    if _COUNTS.search(text):
        kinds.add(QuestionKind.HOW_MANY)
    return frozenset(kinds)
