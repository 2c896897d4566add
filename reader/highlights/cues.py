"""Lexicon of cues: the verbs and phrases by which a text says who speaks.

Two strengths: a *saying* verb attributes any quote in its clause; a *naming* verb (called, described) attributes only
marked words that stand close behind it. Forms are made from lemmas here, so that a verb is written once.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Final

from reader.highlights.wordlists import words


class Cue(IntEnum):
    """How strongly a verb attributes words in marks."""

    SAYING = 3
    """said, wrote, told: attributes on either side of the quote."""
    SPEAKING = 2
    """joked, fumed, laughed: attributes a quote next to it."""
    NAMING = 1
    """called, described as, promised: attributes marked words shortly behind it."""


_SAYING = """
    say tell write add continue ask tweet respond declare reply explain conclude note state recall claim argue
    announce warn admit insist remark comment acknowledge observe recount retort answer shout yell chant joke quip vow
    urge stress assert contend maintain suggest predict confirm complain repeat report allege concede emphasize
    emphasise exclaim whisper testify mention boast lament muse opine reiterate proclaim posit read caution counter
    inform remember promise pledge point elaborate reveal post interject wonder tout recite utter text email message
    blog inquire enquire query mutter murmur mumble scream cry holler bark snap sigh chuckle plead protest advise
    assure remind reason theorize speculate agree tell believe think deny sing
    """
_SPEAKING = """
    fume scoff thunder blast bristle boom gush crow gloat deadpan riff crack jeer heckle jest tease shrug laugh smile
    grin nod beam groan grumble gripe rant rail rage vent roar snarl snort sneer hiss mouth chime chirp offer
    volunteer venture intone narrate declaim exhort implore beseech cheer marvel enthuse rave demand order instruct
    command beg appeal apologize apologise confess confide divulge disclose clarify specify summarize summarise echo
    reflect reminisce worry fret fear hope press push begin start open close end finish charge accuse demur disagree
    object rebut refute dismiss retaliate fire shoot sum put go blare preach lecture coax hint imply signal indicate
    express voice broadcast recommend propose bemoan decry denounce condemn criticize criticise slam rip mock ridicule
    chide scold rebuke taunt needle jab lash poke describe tick quote cite paraphrase translate estimate forecast
    hypothesize hypothesise concur rejoin parry sniff drawl stammer stutter sputter spit coo bellow howl wail whine
    whimper sob weep shriek trumpet hail praise laud applaud commend congratulate thank welcome greet toast swear
    attest affirm aver avow profess decree rule find show determine retweet sign inscribe caption headline
    editorialize editorialise cable wire fax phone telegraph ring radio gasp croak grunt
    """
_NAMING = """
    call describe dub label brand term deem nickname name refer characterize characterise denounce deride dismiss mock
    attack praise criticize criticise blast slam tout cast portray paint depict view regard consider see reject hail
    condemn decry accuse blame liken compare brand declare pronounce proclaim entitle title want invoke use employ
    promise vow pledge threaten express cite quote question defend demand seek urge encourage support oppose highlight
    stress underscore underline emphasize bash rip ridicule lambast lambaste castigate chide scold excoriate savage
    trash assail pan knock ding fault lament bemoan celebrate commend laud applaud extol echo parrot repeat scrawl
    spell play appear sound feel shout scream chant
    """

_IRREGULAR: Final = {
    "say": ("says", "said", "saying"),
    "tell": ("tells", "told", "telling"),
    "write": ("writes", "wrote", "written", "writing"),
    "read": ("reads", "read", "reading"),
    "think": ("thinks", "thought", "thinking"),
    "put": ("puts", "put", "putting"),
    "go": ("goes", "went", "going"),
    "begin": ("begins", "began", "begun", "beginning"),
    "find": ("finds", "found", "finding"),
    "show": ("shows", "showed", "shown", "showing"),
    "see": ("sees", "saw", "seen", "seeing"),
    "feel": ("feels", "felt", "feeling"),
    "shoot": ("shoots", "shot", "shooting"),
    "sing": ("sings", "sang", "sung", "singing"),
    "spit": ("spits", "spat", "spitting"),
    "swear": ("swears", "swore", "sworn", "swearing"),
    "weep": ("weeps", "wept", "weeping"),
    "cast": ("casts", "cast", "casting"),
    "ring": ("rings", "rang", "ringing"),
    "seek": ("seeks", "sought", "seeking"),
    "beg": ("begs", "begged", "begging"),
    "nod": ("nods", "nodded", "nodding"),
    "grin": ("grins", "grinned", "grinning"),
    "rip": ("rips", "ripped", "ripping"),
    "sum": ("sums", "summed", "summing"),
    "snap": ("snaps", "snapped", "snapping"),
    "admit": ("admits", "admitted", "admitting"),
    "quip": ("quips", "quipped", "quipping"),
    "blog": ("blogs", "blogged", "blogging"),
    "slam": ("slams", "slammed", "slamming"),
    "refer": ("refers", "referred", "referring"),
    "concur": ("concurs", "concurred", "concurring"),
    "demur": ("demurs", "demurred", "demurring"),
    "rebut": ("rebuts", "rebutted", "rebutting"),
    "sob": ("sobs", "sobbed", "sobbing"),
    "dub": ("dubs", "dubbed", "dubbing"),
    "jab": ("jabs", "jabbed", "jabbing"),
    "pan": ("pans", "panned", "panning"),
    "label": ("labels", "labeled", "labelled", "labeling", "labelling"),
    "signal": ("signals", "signaled", "signalled", "signaling", "signalling"),
    "marvel": ("marvels", "marveled", "marvelled", "marveling", "marvelling"),
    "extol": ("extols", "extolled", "extolling"),
    "deny": ("denies", "denied", "denying"),
    "reply": ("replies", "replied", "replying"),
    "cry": ("cries", "cried", "crying"),
    "testify": ("testifies", "testified", "testifying"),
    "clarify": ("clarifies", "clarified", "clarifying"),
    "specify": ("specifies", "specified", "specifying"),
    "imply": ("implies", "implied", "implying"),
    "worry": ("worries", "worried", "worrying"),
    "query": ("queries", "queried", "querying"),
    "parry": ("parries", "parried", "parrying"),
    "decry": ("decries", "decried", "decrying"),
}


def _forms(lemma: str) -> tuple[str, ...]:
    """Return every form of a verb: add, adds, added, adding."""
    if lemma in _IRREGULAR:
        return (lemma, *_IRREGULAR[lemma])
    third = lemma + ("es" if lemma.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    stem = lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma
    return lemma, third, (lemma + "d" if lemma.endswith("e") else lemma + "ed"), stem + "ing"


def _lexicon() -> dict[str, Cue]:
    table: dict[str, Cue] = {}
    for lemmas, strength in ((_NAMING, Cue.NAMING), (_SPEAKING, Cue.SPEAKING), (_SAYING, Cue.SAYING)):
        for lemma in lemmas.split():
            for form in _forms(lemma):
                table[form] = max(strength, table.get(form, strength))
    return table


VERBS: Final[dict[str, Cue]] = _lexicon()
"""Every form of every cue verb, lower case, with its strength."""

NAMING: Final[frozenset[str]] = frozenset(form for lemma in _NAMING.split() for form in _forms(lemma))
"""Forms after which marked words are words that somebody used: called, described, dubbed."""

FEELING: Final[frozenset[str]] = frozenset(
    form
    for lemma in words("feel want need see consider regard sound appear use seek support oppose")
    for form in _forms(lemma)
)
"""Forms of verbs that tell what somebody feels or does: whoever says so is the speaker."""

TITLING: Final[frozenset[str]] = words(
    "titled entitled nicknamed named headlined captioned sing sang sings singing sung published releases released"
)
"""Forms after which marked words are a title or name and nobody's words."""

TITLED: Final[frozenset[str]] = words("""
    show shows book books film films movie movies song songs play plays program programme series album podcast novel
    memoir magazine column essay commentary poem episode documentary musical opera ballet sitcom drama comedy thriller
    video game exhibition painting sculpture tune anthem single hit track blog website project band
    """)
"""Nouns for works: the marked words behind them are their title."""

NOUNS: Final[frozenset[str]] = words("""
    statement statements message tweet tweets email e-mail letter memo op-ed editorial post note remark remarks
    comment comments question answer response reply words word quote line slogan motto chant chants warning promise
    pledge claim phrase speech interview testimony report release caption text texts excerpt passage example mantra
    retort conclusion advice call sentence refrain sentiment verdict
    """)
"""Nouns that introduce a quote behind a colon: "a simple message:"."""

FOREIGN: Final[frozenset[str]] = words("""
    sagte sagten sagt erklärte erklärt betonte schrieb meinte teilte berichtete warnte forderte fügte kritisierte
    antwortete fragte a-t-il a-t-elle dit dit-il dit-elle déclaré déclare affirme affirmé expliqué explique ajouté
    ajoute estime assuré souligné souligne confie dijo dijeron afirmó afirma declaró explicó agregó añadió señaló
    aseguró indicó sostuvo manifestó dice powiedział powiedziała mówi mówił mówiła dodał dodała stwierdził stwierdziła
    podkreślił podkreśliła oświadczył oświadczyła zaznaczył zaznaczyła napisał napisała сказал сказала сказали заявил
    заявила заявили отметил отметила подчеркнул подчеркнула добавил добавила пояснил пояснила сообщил сообщила написал
    написала говорит рассказал рассказала сказав заявив зазначив зазначила наголосив наголосила додав додала пояснив
    повідомив повідомила написав розповів розповіла підкреслив підкреслила каже
    lobte klagte beklagte versicherte bestätigte ergänzte verkündete bekräftigte mahnte kommentierte bilanzierte
    lancé lance martelé répondu répond réagi indiqué indique précisé précise rappelé rappelle regretté dénoncé promis
    conclu insisté insiste raconté raconte écrit reconnu averti prévenu poursuit témoigne commenté
    comentó advirtió respondió preguntó insistió subrayó reconoció confesó escribió recalcó destacó señala explica
    asegura cuenta
    tłumaczył tłumaczyła tłumaczy ocenił oceniła zapewnił zapewniła przyznał przyznała poinformował poinformowała
    zapowiedział zapowiedziała odpowiedział odpowiedziała wyjaśnił wyjaśniła komentuje uważa
    считает ответил ответила признал признала отмечает уточнил уточнила утверждает пообещал пообещала предупредил
    предупредила объяснил объяснила напомнил напомнила уверен уверена
    відповів відповіла запевнив запевнила пообіцяв пообіцяла вважає пояснює зазначає попередив попередила нагадав
    нагадала визнав визнала переконаний переконана
    """)
"""Verbs of saying in German, French, Spanish, Polish, Russian and Ukrainian: next to a quote, beside a name."""
