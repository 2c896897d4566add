"""Words for what people are: roles and titles, with the gender that some of them tell, and words for organisations."""

from __future__ import annotations

from typing import Final

from reader.highlights.wordlists import words

MALE: Final[frozenset[str]] = words("""
    mr sir lord congressman businessman councilman assemblyman anchorman policeman
    fireman salesman king prince duke actor father son brother husband uncle nephew grandfather boy man men gentleman
    monk priest pope herr monsieur señor pan widower boyfriend dad cameraman committeeman newsman frontman
    statesman nobleman fisherman craftsman alderman selectman ombudsman stepfather godfather grandson
    """)
"""Words that say that a man is meant."""

FEMALE: Final[frozenset[str]] = words("""
    mrs ms miss dame lady spokeswoman chairwoman congresswoman businesswoman councilwoman assemblywoman anchorwoman
    policewoman saleswoman queen princess duchess actress mother daughter sister wife aunt niece grandmother girl
    woman women nun frau madame señora pani widow girlfriend mom committeewoman newswoman stateswoman noblewoman
    alderwoman waitress hostess heiress stepmother godmother granddaughter housewife
    """)
"""Words that say that a woman is meant."""

HONORIFICS: Final[frozenset[str]] = words("""
    mr mrs ms mx miss dr prof professor sir dame lord lady sen senator rep representative gov governor president mayor
    judge justice gen general col colonel lt capt captain sgt sergeant maj major adm admiral cmdr commander officer
    detective sheriff secretary ambassador minister king queen prince princess pope rev reverend pastor bishop
    archbishop cardinal congressman congresswoman coach lieutenant corporal chancellor herr frau monsieur madame
    inspector superintendent constable speaker rabbi imam sheikh ayatollah attorney chairman chairwoman
    """)
"""Titles that only a person bears."""

TITLES: Final[frozenset[str]] = words("""
    mr mrs ms mx miss dr prof professor sir dame lord lady sen sens senator rep reps representative gov governor
    president vice chairman chairwoman chair chairperson mayor judge justice gen general col colonel lt capt captain
    sgt sergeant maj major adm admiral cmdr commander officer detective sheriff chief secretary attorney ambassador
    minister prime premier king queen prince princess pope rev reverend pastor bishop archbishop cardinal father
    sister brother congressman congresswoman director ceo coach deputy assistant former ex-president lieutenant
    corporal private chancellor first state herr frau monsieur madame hon inspector superintendent constable speaker
    leader republican republicans democrat democratic democrats gop rabbi imam sheikh ayatollah supt det insp amb atty
    pres editor commissioner undersecretary spokesman spokeswoman
    """)
"""Words that stand before a name and are no part of it."""

ROLES: Final[frozenset[str]] = (
    MALE
    | FEMALE
    | TITLES
    | words("""
    spokesperson spokesmen spokeswomen spokespeople adviser advisor advisers advisors aide aides strategist
    strategists manager managers campaign consultant analyst analysts pollster economist economists lawyer lawyers
    attorneys activist activists author writer reporter journalist correspondent columnist host anchor moderator
    candidate nominee frontrunner front-runner hopeful contender rival opponent incumbent member members official
    officials senior executive executives founder co-founder cofounder owner partner historian scientist scholar
    researcher researchers student students teacher doctor nurse engineer farmer worker workers resident residents
    voter voters supporter supporters critic critics veteran veterans soldier expert experts specialist fellow
    lawmaker lawmakers legislator politician diplomat envoy negotiator prosecutor prosecutors investigator
    investigators policeman police lieutenant co-chair co-chairman cochair treasurer counsel counselor operative
    organizer organizers surrogate surrogates delegate delegates donor donors publicist producer actor singer musician
    comedian artist filmmaker photographer designer developer entrepreneur investor banker trader billionaire tycoon
    mogul magnate businessperson boss head deputy vice-president national press communications security foreign
    defense finance interior policy political media legislative staffer staffers volunteer neighbor
    neighbour friend friends colleague colleagues ally allies witness witnesses victim victims retired longtime former
    current acting interim top local state federal presidential republican democratic
    conservative liberal independent running mate co-author biographer editor editors publisher newspaper scientist
    psychologist psychiatrist sociologist physicist biologist climatologist epidemiologist professor dean principal
    superintendent teammate coach player striker goalkeeper captain opposition dictator strongman leader leaders ruler
    """)
)
"""Nouns for people and the words that go with them, as they stand before a name: "campaign manager Jane Roe"."""

DOCUMENTS: Final[frozenset[str]] = words("""
    letter statement report study memo poll survey article story editorial column ad advertisement commercial video
    email e-mail message tweet post document filing complaint lawsuit ruling opinion order bill resolution petition
    release transcript script book memoir speech note sign poster banner website blog page headline caption paper
    analysis review audit indictment affidavit motion brief subpoena proposal plan platform spot narrator
    """)
"""Nouns for writings that "say" something."""

BEARERS: Final[frozenset[str]] = words("""
    sign signs poster posters banner banners shirt shirts t-shirt t-shirts hat hats cap caps button buttons sticker
    stickers billboard billboards placard placards plaque tattoo tombstone badge flag flags
    """)
"""Things that bear words: a sign saying "..." says it itself."""

NAMED_BODIES: Final[frozenset[str]] = words("""
    agency company firm corporation group organisation organization party network newspaper paper institute foundation
    union ministry department bank university association project website site broadcaster charity watchdog regulator
    outlet publication magazine airline manufacturer retailer nonprofit startup
    """)
"""Bodies that a text names first and then calls "the agency", "the company"."""

PLACES: Final[frozenset[str]] = words("""
    new north south east west northern southern eastern western los san las united saint fort hong sri costa great
    street avenue road square hill house island islands beach river lake bay valley park america africa asia europe
    korea carolina dakota hampshire jersey york mexico states kingdom zealand virginia tuesday monday wednesday thursday
    friday saturday sunday air wall white black supreme capitol super middle
    """)
"""Words that make a name of two words that of a place or day."""

ORGANISATIONS: Final[frozenset[str]] = words("""
    agency company firm corporation group organisation organization party campaign committee council commission
    department ministry government administration court university college school institute foundation association
    union federation league club team bank fund board bureau office newspaper paper magazine journal network channel
    station broadcaster outlet website site publication publisher press news times post tribune herald gazette
    guardian chronicle telegraph observer journal review report reports project programme program centre center
    coalition alliance movement church army navy force forces police military intelligence service authority watchdog
    regulator think-tank charity nonprofit startup airline maker manufacturer retailer giant house senate congress
    parliament assembly cabinet embassy consulate secretariat inc corp ltd llc co plc gmbh ag society academy museum
    hospital conference studio label brand conglomerate lab laboratory chamber senate caucus pac delegation mission
    panel jury tribunal state city county country nation kingdom republic
    """)
"""Nouns for bodies that can speak: "it" and "the agency" mean one of them."""

OFFICES: Final[frozenset[str]] = (
    ROLES
    | ORGANISATIONS
    | words(
        "house bank university kingdom republic isle city bay cape gulf church order knights lord son sons daughters"
    )
)
"""Words behind which "of" goes on with the same name: Bank of Kent, Secretary of State."""
