"""Words that stand around the names of outlets: what kind of thing they are, whose, and what makes them something else.

Gathered by reading news in the languages named; each group says what it is for. Everything here is data.
"""

from __future__ import annotations

# Before or after a name, these say that it is an outlet: "the newspaper Bild", "Time magazine".
_KINDS = """
    agency broadcaster broadsheet channel daily magazine network newspaper newswire outlet paper publication radio
    site station tabloid website weekly wire blog portal
    zeitung nachrichtenagentur magazin sender tageszeitung nachrichtenmagazin wochenzeitung boulevardzeitung
    journal quotidien hebdomadaire chaîne agence
    diario periódico cadena agencia revista semanario emisora
"""
KINDS = frozenset(_KINDS.split())

# What may stand between the words of telling and a name: "told | the | state-run | news agency | X".
_FILLERS = """
    both local national state official conservative liberal right-wing left-wing far-right far-left progressive
    independent public private semi-official english-language cable news media wire press business financial sports
    celebrity gossip online satirical political investigative morning evening sunday daily weekly monthly tv television
    radio rival leading influential respected popular fellow sister nonprofit non-profit libertarian service services
    organization organisation organizations outlets newspapers networks including such as like program programme show
    podcast today new its his her their my an another one
    staatliche staatlichen halbamtliche halbamtlichen örtlichen lokalen öffentlich-rechtlichen
    presse de del della d privée publique locale
    noticias local estatal
"""
FILLERS = frozenset(_FILLERS.split())

# Articles that may stand before a name, by language. A language's cues end in those that say to whom ("sagte der",
# "dijo a", "déclaré au"), so these are left to it (`server.citations.frames`).
ARTICLES = {
    "en": frozenset({"the", "a", "an"}),
    "de": frozenset({"die", "das", "ein", "eine"}),
    "fr": frozenset({"le", "la", "les", "un", "une"}),
    "es": frozenset({"el", "la", "los", "las", "un", "una"}),
}

# A name followed by one of these is not the outlet but something that bears its name.
_SOMETHING_ELSE = """
    inc corp corporation company co group institute foundation llc ltd plc philanthropies center centre square building
    plaza park awards award books tower studios entertainment pictures committee minister ministry department council
    university college school stadium arena capital ventures holdings trust prize fellow fellows fellowship index
    minority majority party leader
"""
SOMETHING_ELSE = frozenset(_SOMETHING_ELSE.split())

# Capitalised words before a name that are no part of a longer one.
_LOOSE_BEFORE = """
    the a an monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december but and as when while according meanwhile also both photo image photograph
    former credit source via by per after before since though although because if citing quoting yet still today
    yesterday earlier later here what why how even only then now in on at from with for told and so laut selon según wie
"""
LOOSE_BEFORE = frozenset(_LOOSE_BEFORE.split())

# Small words inside names; all others begin with a capital letter or a digit where a name is meant.
_SMALL_WORDS = """
    of the de la le les el los las del della and y e et und der die das den für on in s d l n
"""
SMALL_WORDS = frozenset(_SMALL_WORDS.split())

# Last words of names that are shortened to them: "the Times", "the Post-Gazette".
_SHORTENED_TO = """
    times post journal herald tribune globe star sun chronicle gazette guardian telegraph standard mail express mirror
    register inquirer examiner observer courier dispatch sentinel bee pilot beacon ledger enquirer republic independent
    reporter record citizen advocate banner eagle intelligencer statesman democrat constitution union caller beast
    review republican monitor appeal zeitung allgemeine
"""
SHORTENED_TO = frozenset(_SHORTENED_TO.split())

# Words that many names of the table are made of: a name of nothing else is borne by too many, and is found with an
# alias or after a fuller name only.
_COMMON_IN_NAMES = """
    new national american weekly city free press public state county community today online business local sunday
    evening morning general central north south east west
"""
COMMON_IN_NAMES = frozenset(_COMMON_IN_NAMES.split())

# Last words with which a name may be a person's party or people: "Ana Rell, California Democrat", "South African".
PEOPLE = frozenset({"democrat", "republican", "american", "african", "asian", "leader", "citizen"})

# Names of the table that are also names of other things, among them call signs better known as organisations.
_NEVER = """
    new york|real news|good news|fake news|breaking news|this week|tonight|white house|black lives matter|public radio
    state tv|state media|state television|united nations|supreme court|human rights|law review|south african|la raza
    wikileaks|opensecrets|playstation|nerdwallet|globenewswire|redeye
    who|wto|wwf|wef|wfp|wba|wbc|wta|kfc|kgb|klm|kkr|kkk|wada|wipo|wnba|kpmg
"""
NEVER = frozenset(name.strip() for line in _NEVER.strip().splitlines() for name in line.split("|"))

# Kinds of the table that are cited for themselves, not as outlets.
NO_OUTLETS = frozenset(
    {"think tank", "advocacy", "pollster", "reference", "portal", "press release", "satire", "aggregator", "sponsored"}
)

# Whose an outlet is, in front of its name: "the UK Guardian", "Germany's Bild".
COUNTRIES = {
    "american": "US", "america": "US", "us": "US", "u.s": "US", "british": "GB", "britain": "GB", "uk": "GB",
    "u.k": "GB", "english": "GB", "scottish": "GB", "london": "GB", "irish": "IE", "ireland": "IE", "german": "DE",
    "germany": "DE", "austrian": "AT", "austria": "AT", "swiss": "CH", "switzerland": "CH", "french": "FR",
    "france": "FR", "spanish": "ES", "spain": "ES", "italian": "IT", "italy": "IT", "portuguese": "PT",
    "brazilian": "BR", "brazil": "BR", "mexican": "MX", "mexico": "MX", "argentine": "AR", "canadian": "CA",
    "canada": "CA", "australian": "AU", "australia": "AU", "russian": "RU", "russia": "RU", "ukrainian": "UA",
    "ukraine": "UA", "polish": "PL", "turkish": "TR", "turkey": "TR", "israeli": "IL", "israel": "IL",
    "saudi": "SA", "qatari": "QA", "iranian": "IR", "iran": "IR", "indian": "IN", "india": "IN",
    "pakistani": "PK", "pakistan": "PK", "chinese": "CN", "china": "CN", "japanese": "JP", "japan": "JP",
    "korean": "KR", "kenyan": "KE", "kenya": "KE", "nigerian": "NG", "nigeria": "NG", "zimbabwean": "ZW",
    "malaysian": "MY", "malaysia": "MY", "swedish": "SE", "sweden": "SE", "norwegian": "NO", "norway": "NO",
    "danish": "DK", "denmark": "DK", "dutch": "NL", "belgian": "BE", "greek": "GR", "hungarian": "HU", "egyptian": "EG",
}  # fmt: skip
# The same in languages that write it small; "us" and "turkey" are other words there.
COUNTRY_ADJECTIVES = {
    "britische": "GB", "britischen": "GB", "französischen": "FR", "französische": "FR", "amerikanischen": "US",
    "us-amerikanischen": "US", "russischen": "RU", "türkischen": "TR", "britannique": "GB", "américain": "US",
    "allemand": "DE", "británico": "GB", "estadounidense": "US", "alemán": "DE", "francés": "FR",
}  # fmt: skip
