"""The lexicon: words that take a side, or judge while they report.

Our own making. Terms that take a political side stand in pairs, one of the left and one of the right on the same
subject, so that the lexicon cannot lean: what is looked for on one side is looked for on the other. The words of each
pair are not equal in meaning or in truth; each is what its own side says and the other objects to. Terms that only
judge, heat or sell have no side.

Left out on purpose: strong words for strong events (massacre, terrorist, crisis, devastating); words that are the plain
name of a thing as well (blast, scheme, plot, mob, hoax, propaganda, meltdown, torched); and the wording that style
books of news agencies recommend ("anti-abortion", "abortion rights"). English only: in other languages the comparison
of words does the work alone. (A wider list, `server.summaries.loaded_words`, decides which headline may stand for all.)
"""

from __future__ import annotations

from server.articles.genre_words import words

# (subject, the left's terms, the right's terms, why); as many on one side as on the other
PAIRS = (
    (
        "immigration",
        "undocumented immigrant|undocumented immigrants|undocumented people|undocumented workers|undocumented migrants",
        "illegal alien|illegal aliens|illegal immigrant|illegal immigrants|illegals",
        "names people by papers they lack, or by breaking the law",
    ),
    (
        "immigration",
        "kids in cages|children in cages|muslim ban|xenophobic policy|deportation machine",
        "open borders|catch and release|chain migration|anchor babies|migrant invasion",
        "slogans for a policy that its makers call otherwise",
    ),
    (
        "abortion",
        "pro choice|anti choice|reproductive justice|forced birth|reproductive freedom",
        "pro life|pro abortion|unborn baby|abortion industry|unborn babies",
        "each camp's name for itself and for the other",
    ),
    (
        "taxes and the economy",
        "tax giveaway|tax giveaways|trickle down|corporate welfare|tax cuts for the rich|tax cuts for the wealthy",
        "death tax|job killing|tax and spend|government handouts|socialized medicine|government takeover",
        "says whom a policy serves or harms in place of what it does",
    ),
    (
        "climate",
        "climate denier|climate deniers|climate denial|dirty energy|climate denialists",
        "climate alarmist|climate alarmists|climate alarmism|war on coal|climate hysteria",
        "names opponents by a fault",
    ),
    (
        "guns",
        "gun lobby|gun nuts|common sense gun laws|common sense gun reform|common sense gun control",
        "gun grabbers|gun grab|law abiding gun owners|gun grabbing|anti gun",
        "names one camp as a lobby, a threat, or plain reason",
    ),
    (
        "gender",
        "anti gay|anti trans|anti lgbt|anti lgbtq|transphobic",
        "gay agenda|gender ideology|transgender ideology|lgbt agenda|biological males",
        "names opponents by hostility, or a movement by a plan",
    ),
    (
        "elections",
        "voter suppression|voter purge|voter purges|dark money|stolen seat",
        "ballot harvesting|voter fraud epidemic|massive voter fraud|rigged election|stolen election",
        "takes a charge for a fact",
    ),
    (
        "parties",
        "far right|hard right|ultra right|radical right|right wing extremist|right wing extremists",
        "far left|hard left|loony left|radical left|left wing extremist|left wing extremists",
        "places others at the edge",
    ),
    (
        "parties",
        "right wing media|fox news propaganda|right wing mob|white grievance|christian extremists|trump cult",
        "liberal media|mainstream media bias|left wing mob|race baiting|liberal elites|trump derangement",
        "explains opponents by what is wrong with them",
    ),
    (
        "parties",
        "bigoted|dog whistle|dog whistles|gop extremists|right wing conspiracy",
        "leftist|leftists|snowflakes|deep state|coastal elites",
        "epithets of one camp for the other",
    ),
    (
        "police and race",
        "police violence|racist cops|killer cops|mass incarceration",
        "anti police|anti cop|cop haters|criminal illegals",
        "takes a charge against a group for its name",
    ),
    (
        "culture",
        "hate group|hateful agenda|culture warriors|religious bigotry",
        "social justice warriors|politically correct|cancel culture|secular left",
        "names a quarrel as one camp does",
    ),
)

# (what the words do, terms, why)
UNSIDED = (
    (
        "combat",
        """slams slammed slamming blasted eviscerated eviscerates skewered skewers savaged
        lambasted lambastes lambasting excoriated excoriates railed clobbered bashed bashing""",
        "makes a fight of a disagreement",
    ),
    (
        "manner of speaking",
        """ranted ranting rants whined whining fumed fuming seethed gloated gloating gloats boasted boasting bragged
        bragging brags crowed sneered smirked gushed spewed spewing raved raving parroted sputtered bleated thundered
        trolled trolling""",
        "tells how we should hear what was said",
    ),
    (
        "judgement",
        """disgraceful shameful shameless shamelessly outrageous outrageously pathetic ridiculous ridiculously laughable
        idiotic cowardly heroic brazen brazenly cynical cynically hypocritical hypocrisy despicable vile vicious
        viciously odious appalling appallingly atrocious abysmal absurd absurdly preposterous deplorable disgusting
        repugnant reprehensible unconscionable ludicrous asinine inane dishonest dishonestly blatant blatantly egregious
        egregiously""",
        "judges in place of telling",
    ),
    (
        "people",
        """disgraced cronies crony henchmen minions thugs lackeys stooges zealots zealot fanatics ideologue ideologues
        crackpot crackpots charlatan bigots racists demagogue demagogues apologists hypocrites""",
        "names people by a judgement",
    ),
    (
        "state of mind",
        """unhinged deranged crazed rabid hysterical hysteria hysterically delusional paranoid unglued petulant
        tantrum lunatic""",
        "explains people by their nerves",
    ),
    (
        "heat",
        """shocking shockingly stunning stunningly bombshell bombshells jaw-dropping
        heartbreaking heartwarming terrifying horrifying incredible
        incredibly unbelievable nightmarish sickening gut-wrenching earth-shattering breathtaking""",
        "says what to feel",
    ),
    (
        "dismissal",
        """sham farce farcical charade debacle fiasco boondoggle travesty mockery witch-hunt smear smears
        smeared fearmongering fear-mongering grandstanding pandering gaslighting
        conspiracy-mongering kowtow kowtowing grovel grovelling groveling capitulated""",
        "denies in a word what others take seriously",
    ),
    (
        "praise",
        """courageous courageously valiant valiantly brilliant brilliantly masterful masterfully triumphant triumphantly
        fearless fearlessly statesmanlike magnificent""",
        "praises in place of telling",
    ),
    (
        "power",
        "regime strongman tyranny tyrannical draconian dictatorial jackbooted iron-fisted",
        "denies that a government or a rule is a lawful one",
    ),
)

# Words behind a term with which it is the plain name of something.
PLAIN_BEFORE = words("into onto ashore shut door doors cycle circle coast shores")
