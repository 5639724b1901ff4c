"""Words that say nothing about what a sentence claims, and words that turn it around.

Everything is folded as `server.coverage.tokens` folds it: no case, no accents. A language that is not here is compared
all the same: words that stand in most sentences of a story weigh next to nothing anyway.
"""

from __future__ import annotations

from server.articles.genre_words import words
from server.articles.number_words import FROM_ONE, TENS_FROM_TWENTY

GRAMMAR = (
    # English
    words("""
        the a an and or but nor so yet if then than that this these those there here it its he she they him her them
        his hers their theirs himself herself itself themselves i me my we us our you your who whom whose which what
        when where why how is are was were be been being am do does did done doing has have had having will would
        shall should can could may might must of in on at by for from to with into onto over under about after before
        during between among against through as per via upon off out up down also just only even still now very more
        most much many some any all each both other another such same own few several while because since until
        although though whether however
    """)
    # German
    | words("""
        der die das den dem des ein eine einer eines einem einen und oder aber doch wenn dann als wie dass dies diese
        dieser dieses er sie es ihn ihm ihr sein seine seiner ihre ihrer wir uns ich du man wer was wo ist sind war
        waren wird werden wurde wurden hat haben hatte hatten kann konnen soll sollen muss mussen im in am an auf aus
        bei mit nach von vom vor zu zum zur fur uber unter durch gegen um auch nur noch schon sehr mehr so da dort hier
    """)
    # French
    | words("""
        le la les l un une des du de d et ou mais donc or ni car que qu qui quoi dont ce cet cette ces il elle ils
        elles on nous vous je tu se s sa son ses leur leurs est sont etait etaient sera seront a ont avait avaient
        etre avoir dans en sur sous par pour avec sans vers chez au aux plus moins tres aussi comme si y
    """)
    # Spanish
    | words("""
        el los las una unos unas del al y o pero que quien cual cuyo este esta estos estas ese esa esto eso lo su sus
        se es son era eran fue fueron sera ha han habia hay ser estar con por para sin sobre desde hasta entre mas
        muy tambien como cuando donde ya
    """)
)

# Who says so is told by these and the speaker; what is said is the rest.
REPORTING = words("""
    say says said saying tell tells told telling add adds added ask asks asked according report reports reported
    statement announce announced announces mr mrs ms dr sir
    sagte sagten sagt hiess laut teilte mitgeteilt erklarte berichtete
    dit declare declaree affirme selon indique annonce
    dijo dicho afirmo segun aseguro informo anuncio
""")

# What somebody is, beside a name: two sentences about "the acting chief of staff of the White House" share all of it,
# whatever they say of him. Organs and ranks of states, companies, courts, parties and police.
OFFICES = words("""
    president vice prime minister ministers chancellor secretary undersecretary assistant deputy acting interim former
    special senior top chief executive director chair chairman chairwoman chairperson head leader majority minority
    speaker senator senators sen representative representatives rep congressman congresswoman lawmaker lawmakers
    governor gov mayor councillor ambassador envoy diplomat adviser advisor aide counsel attorney general lawyer
    prosecutor judge justice court courts appeals circuit district supreme federal spokesman spokeswoman spokesperson
    press officer officers official officials police sheriff commissioner inspector agent agency department ministry
    administration government white house senate congress committee council commission staff board state states
    national democrat democrats democratic republican republicans party campaign candidate nominee company firm
    university professor analyst expert founder owner manager coach author reporter editor king queen prince princess
    pope bishop doctor professor captain lieutenant colonel sergeant major union coalition organization organisation
    minister ministerin kanzler kanzlerin prasident prasidentin sprecher sprecherin chef chefin behorde polizei gericht
    ministre president presidente porte parole directeur directrice juge gouvernement ministere maire depute senateur
    ministro ministra presidenta portavoz director directora juez gobierno ministerio alcalde alcaldesa senador
""")

NEGATIONS = words("""
    not no never none nobody nothing neither nor without cannot deny denies denied denying refuse refuses refused
    refusing n't dont doesnt didnt isnt wasnt arent werent wont wouldnt cant couldnt hasnt havent hadnt shouldnt
    don't doesn't didn't isn't wasn't aren't weren't won't wouldn't can't couldn't hasn't haven't hadn't shouldn't
    don’t doesn’t didn’t isn’t wasn’t aren’t weren’t won’t wouldn’t can’t couldn’t hasn’t haven’t hadn’t shouldn’t
    nicht kein keine keiner keinen keinem nie niemals ohne
    pas jamais aucun aucune sans
    nunca ningun ninguna ninguno sin tampoco
""")

# A sentence that begins with one of these leans on one before it.
LEANING = words("""
    he she it they this that these those his her its their him them there here such both another others
    er sie es dies diese dieser dieses seine ihre dort hier
    il elle ils elles ce cet cette ces son sa ses leur cela
    el ella ellos ellas esto este esta su sus
""")

# In a sentence without any name, one of these stands for somebody named before.
PRONOUNS = words("""
    he she him her his they them their er sie ihn ihm ihr il elle ils elles lui leur el ella ellos ellas
""")

# These may stand before a leaning word, or before a sentence that stands well without them.
CONNECTING = words("""
    and but or so then also meanwhile still yet however instead while when as after before in for if although though
    because since once later earlier without with of among by from to on at under over between
    und aber doch auch denn et mais alors car y pero
""")

NUMBER_WORDS = {name: str(number) for number, name in enumerate(FROM_ONE["en"][1:], start=2)}  # "one" is seldom a count
NUMBER_WORDS |= {name: f"{tens}0" for tens, name in enumerate(TENS_FROM_TWENTY, start=2)}

WEEKDAYS = {
    name: names.split()[0]
    for names in (
        "monday montag lundi lunes",
        "tuesday dienstag mardi martes",
        "wednesday mittwoch mercredi miercoles",
        "thursday donnerstag jeudi jueves",
        "friday freitag vendredi viernes",
        "saturday samstag sonnabend samedi sabado",
        "sunday sonntag dimanche domingo",
    )
    for name in names.split()
}
