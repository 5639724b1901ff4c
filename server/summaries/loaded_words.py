"""Words that judge, shout or sell while they report: a headline with one of them is not shown for all.

Another list than the lexicon of `server.wording.loaded_terms`, which some of these share: here a word too many costs
one headline of several, there it accuses an article; so this one is wider, knows more languages and no sides.

Only words that reporting can always do without, whichever side they serve. Strong words for strong events (massacre,
disaster, crisis, terror) are not here, since they may be plain fact. Everything is in the folded form that
`server.coverage.tokens` makes, inflected forms spelt out. In languages that are not here, the agreement between
headlines does the work alone.
"""

from __future__ import annotations

from server.articles.genre_words import words

LOADED = (
    # Combat, where people said, criticised or disputed something.
    words("""
        slam slams slammed slamming blast blasts blasted blasting rips ripped eviscerates eviscerated torches torched
        roasts roasted skewers skewered obliterates obliterated savages savaged mocks mocked trolls trolled gloats
        gloated fumes fuming rages raging whines whined rant rants ranting meltdown clapback grovels grovelled rams
        rammed ramming slinks slunk
        lambasts lambasted bashes bashed trashes trashed grills grilled spars sparred
        smackdown flogs flogged caves caved
    """)
    # The writer's judgement of people and deeds.
    | words("""
        disgraced shamed shameful shameless disgraceful outrageous pathetic ridiculous laughable idiotic cowardly heroic
        brazen cynical hypocritical sneaky cosy cozy barmy crackpot bonkers crazy insane unhinged woke radical zealot
        zealots thug thugs crony cronies elites profiteer profiteers privateer privateers boondoggle fiasco
        excuses nauseating annoying lyin obstructionism
    """)
    # What the reader is to feel.
    | words("""
        shocking stunning bombshell devastating heartbreaking heartwarming terrifying horrifying weeping gutted
        humiliating embarrassing epic fury outrage nightmare disgusting incredible amazing unbelievable breakthrough
    """)
    # German
    | words("""
        wutet wettert atzt poltert blamiert blamage skandalos unfassbar irre wahnsinn peinlich schamlos dreist knallhart
        zerlegt abzocke phantomhauser lugenpresse klatsche
    """)
    # French, Spanish
    | words("scandaleux scandaleuse honteux honteuse ahurissant hallucinant fustige etrille pulverise humilie delirant")
    | words("vergonzoso escandaloso bochornoso brutal arremete fulmina destroza demoledor increible")
)

# What a piece announces of itself in front of the headline, joined as `server.articles.genre_words.slug` does.
LABELS = words("""
    live live-updates updates update updated watch video listen podcast exclusive urgent breaking breaking-news just-in
    revealed explained explainer analysis opinion photos pictures in-pictures gallery interview fact-check factbox
    timeline quiz recap eilmeldung exklusiv liveticker live-ticker kommentar analyse direct en-direct exclusif
    urgente ultima-hora en-vivo en-directo diretta
""")
