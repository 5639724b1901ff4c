"""Words and phrases by which a sentence shows that it leans on others, serves the reader, judges, or reports speech.

Everything is for English first, then German, French and Spanish. A phrase is here only if it nearly always means what
its table says: one that is missing lets a weaker sentence through, one that is wrong silences an article's good ones.
Collected from reading what was chosen wrongly in the stories that are for tuning (`docs/story-text.md`).
"""

from __future__ import annotations

import re

from server.articles.genre_words import words


def any_of(table: str) -> str:
    """Return a pattern for any of the alternatives of a table, of which each line has one or several."""
    return "|".join(line.strip() for line in table.strip().splitlines())


def phrases(table: str, *, before: str = r"\b", after: str = r"\b") -> re.Pattern[str]:
    """Return what finds any of the table's phrases, without case: as whole words, or between the patterns given."""
    return re.compile(f"{before}(?:{any_of(table)}){after}", re.IGNORECASE)


# A sentence that begins with one of these leans on the one before.
LEANS = words("""
    he she it they this that these those his her its their him them there here such both neither either and but or so
    nor yet then thus hence also still instead however moreover furthermore meanwhile nevertheless nonetheless
    otherwise besides additionally similarly likewise conversely afterwards afterward thereafter subsequently
    consequently therefore accordingly another others other earlier later again indeed though perhaps maybe even plus
    elsewhere alternatively finally lastly secondly third thirdly because now yeah yes well oh okay sure folks look hey
    which who whose whom where separately respectively soon once overall ultimately rather regardless specifically
    notably importantly
    er sie es dies diese dieser dieses das aber und doch dort dabei dazu auch seine ihre damit sein ihr denn zudem
    ausserdem jedoch dennoch deshalb daher daraufhin danach inzwischen unterdessen allerdings hingegen trotzdem zuvor
    il elle ils elles ce cet cette ces mais et cela son sa ses leur leurs ainsi aussi cependant toutefois pourtant
    ensuite puis enfin alors ceci
    ella ellos ellas esto este esta estos estas eso esa pero y su sus tambien ademas sin entonces luego despues asi
""")  # not Spanish "él" (he), which folds into "el" (the)
# The same in several words.
LEANS_ON = phrases(
    r"""
    in (?:addition|response|turn|other|contrast|fact|short|all|doing|return)
    (?:in|on|at|with|of|after|before|by|for|to) (?:that|this|these|those|such|his|her|their|he|she|they|it)
    for (?:example|instance|now)|as (?:a result|such|well|he|she|they|it)|at (?:the time|the same)
    on (?:the other|top)|by (?:then|contrast|comparison)|among (?:them|those|other)|of course|from there
    the (?:former|latter|two|three|four|pair|duo|trio|same|other|others|second|third)
    (?:one|two|three|half|each|part|some|many|most|few|several|all|none|both|others) of (?:them|those|these|the)
    (?:some|many|most|few|several|all|none|both|others) (?:\w{2,20}ed|says?|said|ha[sd]|have|are)
    (?:some|many|most|few|several|all|none|both|others) (?:were|was|wants?|will|would|saw|took|did)
    like (?:many|other|his|her)|unlike|not (?:only|all|everyone)|(?:when|while) (?:he|she|they|it|asked)|asked|after all
    the (?:report|statement|article|post|tweet) (?:also|added)
    zum beispiel|dar(?:an|auf|aus|in|über|um|unter)
    par exemple|en (?:outre|effet|revanche)|de plus|d[’']ailleurs|c[’']est
    por (?:ejemplo|otra|eso)|sin embargo|a pesar
    """,
    before="",
)
# "He, however, refused" answers a sentence that is not shown; "today" is the day of an article that is not shown.
LEANS_INSIDE = phrases(r"""
    (?:these|those) (?:people|officials|sources|experts|men|women|groups|words)
    however|moreover|furthermore|nevertheless|nonetheless|for (?:example|instance)|the latter|the former,
    as (?:noted|mentioned|reported|stated) (?:above|earlier)|mentioned above|see (?:below|above)
    (?<!USA )(?:today|this (?:morning|afternoon|evening)|tonight|tomorrow|yesterday)(?![’'])
    heute|gestern|aujourd[’']hui|hoy|ayer
    jedoch|allerdings|cependant|toutefois|sin embargo
""")
PERSONS = words("he she they his her their him them hers theirs himself herself themselves er ihm ihn ihnen ils elles")
ARTICLES = words("the der die das le la les el los las")
# What follows "the" says by itself which one is meant: "the head of the agency", "the man who".
EXPLAINS_ITSELF = re.compile(
    r"[^,;]{0,40}?\b(?:of|who|that|which|in|at|on|from|for|between|behind|der|des|du|de|del)\b"
)
# Things and people that a text speaks of as known once it has told of them: "the remarks", "the ruling".
TOLD_BEFORE = phrases(
    """
    remarks?|comments?|announcement|move|decision|statements?|rulings?|order|bill|measures?|legislation|law|proposal
    plan|deal|agreement|report|investigation|probe|meeting|interview|speech|tweets?|vote|incident|attacks?|shooting
    bombing|blast|storm|hurricane|fire|crash|explosion|book|memo|letter|video|lawsuit|suit|case|trial|hearing
    allegations?|accusations?|charges|policy|program|debate|protests?|summit|talks|survey|study|poll|findings
    documents?|company|agency|group|organization|site|show|network|newspaper|paper|magazine
    suspects?|victims?|gunman|shooter|attacker|protesters|couple|woman|man|teenager|boy|girl|driver|officers?
    senator|congressm[ae]n|congresswom[ae]n|lawmakers?|president|leader|governor|judge|billionaire|businessman
    actor|actress|singer|candidate|nominee|officials?|chairman|director|minister|mayor
    """,
    before=r"\bthe (?:[\w-]{2,20} )?(?=(\w+))",
    after=r"\b(?! (?:of|that|which|who|to|on|in|at|for|by|between|from|against|called|named))",
)
# Full stops of these end no sentence, though splitters believe it.
_ABBREVIATIONS = any_of("""
    No|Reps?|Sens?|Gov|Gen|Lt|Sgt|Col|Capt|Dr|Mrs?|Ms|St|vs|Inc|Corp|Co|Jr|Sr|Ltd|Ave|Blvd|Rev|Prof|Hon|Det|Supt|Bros
    Va|Pa|Calif|Fla|Ga|Mich|Minn|Wis|Tenn|Ariz|Colo|Conn|Ill|Ind|La|Mass|Md|Miss|Mo|Okla|Ore|Tex|Wash|Ala|Ark
    Jan|Feb|Aug|Sept|Oct|Nov|Dec|bzw|Nr|Hr|Fr|ca|MM?
""")
ABBREVIATED = re.compile(rf"(?:\b[ap]\.m|(?<![.\w])[A-Z]|\b(?:{_ABBREVIATIONS}))\.\s?$")

# What speaks of the page instead of the event, where a sentence begins with it…
NOTICE = phrases(
    r"""
    correction|clarification|editor[’']?s? note|updated?|photo|image|picture|file photo|read more|related|subscribe
    sign up|follow us|listen|watch|click|advertisement|share this|see also|more:|also:|note:|sources?:
    this (?:article|story|live|(?:post|piece|report) (?:was|is|has|will|originally|first|appears|appeared))
    here (?:is|are)|here[’']s|read|find out|learn more|join|support
    korrektur|anmerkung der redaktion|symbolbild|foto|lesen sie|mehr zum thema
    correctif|lire aussi|photo d[’']archives|à lire|fe de errores|lea (?:también|más)
    """,
    before=r"\W*",
)
# … and anywhere in it: credits, captions, accounts, appeals, links that a page has pasted in.
NOTICE_INSIDE = phrases(
    r"""
    \b(?:all rights reserved|contributed to this (?:report|story|article)|(?:reporting|editing|writing|edited) by)\b
    \b(?:getty images|ap photo|reuters photo|photo by|photo:|file photo)\b
    \b(?:is|are|was) (?:pictured|seen) (?:here|in|on|at)\b
    \b(?:pictured (?:in|on|at|above|left|right)|shown (?:here|above|in this))\b
    \bin this (?:photo|image|picture|file|still)\b
    \b(?:click here|sign up|newsletter|our app|subscri(?:be|ption|bers?))\b
    \b(?:follow (?:him|her|them|us) on|on facebook and)\b
    \b(?:may not be published|min read|continue reading|story continues|read (?:the full|the rest|more))\b
    \b(?:watch (?:the|below|above)|see (?:the )?(?:video|photos|gallery)|scroll down)\b
    \bis an? (?:[\w’'-]+ ){0,5}?(?:reporter|columnist|staff writer|contributor|correspondent|contributing editor)\b
    \b(?:can be (?:reached|found|followed) (?:at|on)|free trial|promo(?:tional)? code|best deals?|buy (?:now|tickets))\b
    \b(?:available (?:now|for download|on amazon)|originally (?:appeared|published)|told (?:me|us))\b
    \b(?:as an interest to|stay (?:up to date|informed|updated)|get (?:the latest|alerts)|breaking news alerts)\b
    \bas \w+(?: news)? (?:has |have )?(?:previously |first )?(?:reported|chronicled|noted)\b
    \b(?:alle rechte vorbehalten|tous droits réservés|todos los derechos|boletín)\b
    ©|\(c\) \d{4}|https?:|www\.|pic\.twitter|@\w|\b[a-z0-9-]{2,40}\.(?:com|org|net)\b
    (?P<link>[^\W\d_]{4,30})(?P=link)
    ^[\w ,.]{0,40}\([a-z ]{2,12}\) [^\W\d_]
    """,  # the last two: links that run into the sentence ("JonesJones says"), a dateline that lost its dash
    before="",
    after="",
)
# Labels of links ("… report MORE"), which are words like any other in small letters.
SHOUTED_LINKS = re.compile(
    r"\b(?:MORE|RELATED|WATCH|READ|VIDEO|ADVERTISEMENT|SUBSCRIBE|CLOSE|EXCLUSIVE|BREAKING|PHOTOS|GALLERY)\b"
)

# The writer's own judgement, doubt or advice, where nobody is named who holds it.
JUDGES = phrases(r"""
    obviously|clearly|of course|unfortunately|fortunately|sadly|frankly|apparently|ironically|supposedly|so-called
    surprisingly|unsurprisingly|hopefully|arguably|undoubtedly|admittedly|needless to say|no doubt|let[’']s
    how (?:dare|many times)|it(?:[’']s| is) (?:clear|obvious|hard|time|worth|possible|easy|true|important|good|bad)
    it(?:[’']s| is) no (?:secret|surprise|wonder)|make no mistake|all eyes|at least in theory
    the (?:fact|truth|point|problem|question|reality|idea|bottom line) is
    simply|merely|basically|literally|really|truly|actually|certainly|surely|perhaps|maybe|quite|indeed|tellingly
    interestingly|curiously|shockingly|notorious(?:ly)?|infamous(?:ly)?|tortured|humiliat\w{1,8}|spectacular(?:ly)?
    stunning(?:ly)?|extraordinary|remarkabl[ey]|dramatic(?:ally)?|absurd(?:ly)?|bizarre(?:ly)?|blatant(?:ly)?
    blistering|scathing|disastrous|catastrophic|hysteri\w{1,6}|leftists?|mainstream media|at best|gets? it|let alone
    angry|furious|was quick to|desperate(?:ly)?|excuses?|laundry list|not to mention|for good measure|good news|bad news
    tantrum|union bosses|in other words|that said|thanks to
    leider|angeblich|offenbar|natürlich|selbstverständlich
    bien sûr|évidemment|hélas|por supuesto|lamentablemente|obviamente
""")
OUGHT = phrases("""
    should|must|ought|needs? to|have to|has to|better
    sollte|müsste|devrait|devraient|debería|deberían
""")

# Somebody is named or described as saying it.
SAYS = phrases("""
    said|says?|told|tells|according to|announced|announces|stated|wrote|writes|tweeted|added|claimed|claims|argued
    argues|reported|reports|confirmed|denied|denies|warned|warns|insisted|testified|alleged|alleges|accused|called|urged|described
    asked|replied|responded|acknowledged|conceded|explained|noted|suggested|predicted|promised|vowed|pledged|criticized
    criticised|condemned|praised|estimated|believes?|thinks?
    sagte|sagt|erklärte|erklärt|teilte|berichtete|nach angaben|laut|schrieb|betonte|kündigte
    a déclaré|a dit|a indiqué|a annoncé|selon|d[’']après|a affirmé
    dijo|afirmó|según|anunció|declaró|aseguró|informó|explicó
""")
NEGATES = words("""
    not no never none nobody nothing neither nor cannot without denied denies deny refused refuses failed fails
    don't doesn't didn't isn't aren't wasn't weren't won't wouldn't can't couldn't hasn't haven't hadn't
    don’t doesn’t didn’t isn’t aren’t wasn’t weren’t won’t wouldn’t can’t couldn’t hasn’t haven’t hadn’t
    nicht kein keine keinen keiner nie niemand ohne ne pas jamais aucun aucune sans nunca ningun ninguna sin
""")

# Words that carry no more of a story than its grammar, beside those shorter than four letters. As `tokens.fold` makes
# them. Reporting verbs are among them: that something was said is not what was said.
COMMON = words("""
    with from over after that this into says said have been will their were about than more what when where which while
    would could should also they them there these those then some such only other most many much very just like even
    because before between during through under until against without within among around since both each every first
    last next well back down upon still being does doing done made make makes making take takes took taken come comes
    came going goes went gone want wants wanted need needs told tell tells asked called calls according added
    reported reports report news statement people year years month months week weeks today tomorrow yesterday time
    times days hours monday tuesday wednesday thursday friday saturday sunday january february march april june july
    august september october november december whether another including however already later earlier
    part parts several number your yours ours itself himself herself themselves here once same
    nach uber eine einen einer eines wird werden sich nicht beim durch auch dans pour avec plus sont apres cette leur
    para como sobre tras desde entre oder aber wenn dass sind haben hatte hatten worden wurde wurden noch nur bei sein
    seine ihre ihrer ihren diese dieser dieses einem sagte laut jahr jahre jahren tage montag dienstag mittwoch
    donnerstag freitag samstag sonntag kann konnte mehr sehr schon unter vor gegen zwischen etre etait mais tout tous
    leurs elle elles nous vous fait faire deux aussi comme selon lundi mardi mercredi jeudi vendredi samedi dimanche
    este esta estos estas pero porque cuando donde hasta tiene tienen habia fueron sido segun dijo lunes martes
    miercoles jueves viernes sabado domingo anos meses dias contra todo todos
""")
