"""Words that colour what they tell: the writer could have taken another one, or none.

Two reports of one event share its nouns and verbs, and differ in what each has room for. That one has "lawsuit" and the
other has not is a difference of content; that one has "controversial" is a choice of words. Only such words are
compared. Gathered from what news writers put in front of nouns and in place of "said", "did" and "dispute"; none of
them is loaded for being here. Endings catch the many that are rare. English.
"""

from __future__ import annotations

from server.articles.genre_words import words

DESCRIPTIVE = (
    # size, force and speed
    words("""
        massive huge sweeping dramatic drastic steep bold harsh fierce bitter brutal savage swift sudden abrupt
        stark vast enormous staggering soaring plunging looming mounting growing sprawling rampant aggressive
        combative heated tense intense relentless brazen rocky shaky fragile sluggish robust meager paltry sheer
        utter outright blunt stern strict severe extreme radical hardline
    """)
    # standing, worth and truth
    | words("""
        controversial contentious contested divisive beloved respected renowned notorious infamous embattled
        beleaguered troubled disputed dubious questionable baseless unfounded unsubstantiated misleading bogus
        fake purported supposed apparent credible legitimate illegitimate lawful unlawful unfair unjust rogue
        corrupt crooked shady secretive murky historic landmark unprecedented extraordinary stunning bizarre
        strange odd ironic tragic humble sincere populist nationalist elite mainstream
    """)
    # feeling
    | words("""
        furious outraged livid frustrated irate defiant stubborn reluctant eager anxious fearful alarmed
        alarming worrying troubling disturbing distressing shocking grim bleak dire gloomy hopeful upbeat
        optimistic jubilant gleeful emotional tearful chaotic messy orderly
    """)
    # what a dispute or an event is called
    | words("""
        row feud clash fray showdown standoff spat firestorm uproar outcry backlash fury outrage chaos turmoil
        mayhem scandal controversy fiasco debacle catastrophe breakthrough triumph blow surrender crackdown
        purge onslaught rebuke rebellion revolt uprising unrest mob surge influx invasion tide exodus
        fearmongering propaganda ploy stunt gambit
    """)
    # what is done, where "said", "did" or "changed" would do
    | words("""
        slammed blasted ripped lashed railed assailed hammered mocked ridiculed scoffed hailed touted lauded
        celebrated boasted bragged conceded vowed pleaded begged bullied muscled rammed gutted dismantled
        slashed axed scrapped torpedoed derailed crippled hobbled undermined undercut thwarted stymied
        stonewalled dodged ducked sidestepped escalated ratcheted stoked fueled fuelled inflamed ignited sparked
        unleashed plunged soared stormed fled scrambled struggled stumbled botched bungled flouted defied
    """)
    # people
    | words("""
        activists loyalists cronies extremists militants rebels insurgents fighters terrorists thugs rioters
        aliens dreamers firebrand hardliner hardliners hawk hawks dove doves maverick
    """)
)
ENDINGS = ("ously", "fully", "lessly", "ingly", "edly", "ishly", "ous", "less", "ful")
# Have such an ending and describe nothing.
PLAIN = words("""
    reportedly allegedly unless regardless nonetheless nevertheless various previous previously serious seriously
    religious indigenous anonymous continuous simultaneously supposedly accordingly following exceedingly successful
    successfully unsuccessful helpful useful harmless wireless homeless house famous lawful unlawful handful repeatedly
    dangerous numerous obvious obviously precious spacious curious thankful doubtless needless unanimous unanimously
    infectious
""")


def is_descriptive(form: str) -> bool:
    """Whether a folded word colours what it tells."""
    return form in DESCRIPTIVE or (form.endswith(ENDINGS) and len(form) > 6 and form not in PLAIN)
