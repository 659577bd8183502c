"""Words that tell to whom something is said: verbs that take an addressee, nouns for those who can be addressed.

In the open, to be read and extended; the learned ranker only weighs them.
"""

from __future__ import annotations

from onrecord.coding.verbs import by_form


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Verbs by what they do to their object. The object of "told" is addressed, that of "accused" is the one accused.
VERB_CLASSES: dict[str, tuple[str, ...]] = {
    "tell": tuple(
        "tell assure inform remind notify brief advise promise guarantee show convince persuade reassure alert address"
        " lecture".split()
    ),
    "ask": tuple(
        "ask urge order instruct press beg implore invite encourage demand request command exhort challenge summon"
        " pressure compel direct force lobby petition require question grill quiz plead appeal call push nudge dare"
        " prod entreat expect want need".split()
    ),
    "accuse": tuple(
        "accuse blame criticise criticize condemn denounce slam attack rebuke chide scold fault lambast lambaste berate"
        " castigate mock ridicule insult deride decry charge indict sue label brand dub call blast rip bash lash hit"
        " disparage chastise upbraid reprimand target taunt suspect convict sentence lambast assail savage pan hammer"
        " skewer knock needle tweak troll jab".split()
    ),
    "reject": tuple(
        "reject refuse deny dismiss oppose rebuff spurn rule dispute contradict refute challenge resist decline"
        " disagree veto block rebut counter brush shrug scoff disavow renounce protest".split()
    ),
    "threaten": tuple("threaten warn caution vow menace".split()),
    "praise": tuple(
        "praise thank congratulate welcome commend hail applaud laud endorse back support defend salute honour honor"
        " compliment admire celebrate credit mourn console greet respect trust like love champion stand side".split()
    ),
    "answer": tuple("answer reply respond retort counter concur agree echo react shoot fire hit push clap".split()),
    "meet": tuple("meet talk speak negotiate discuss confer consult phone visit write telephone".split()),
    "apologise": tuple("apologise apologize concede admit offer yield surrender forgive".split()),
    "punish": tuple(
        "ban suspend expel fine sanction sack fire dismiss arrest bar punish strip withdraw recall sever cut remove"
        " impeach disqualify".split()
    ),
}
CLASSES = tuple(VERB_CLASSES)
#: Class of every form of those verbs; the first class wins.
VERB_CLASS: dict[str, str] = {form: name for name in reversed(CLASSES) for form in by_form(VERB_CLASSES[name])}
#: Nouns made of such verbs: "his attack on", "a call for".
VERB_CLASS |= {
    noun: name
    for name, nouns in {
        "ask": "demand request appeal plea call order orders ultimatum petition question questions pressure",
        "accuse": "accusation accusations criticism attack attacks allegation allegations charge charges complaint"
        " lawsuit indictment condemnation rebuke",
        "reject": "rejection refusal denial opposition objection dispute",
        "threaten": "threat threats warning warnings",
        "praise": "praise thanks support endorsement congratulations tribute condolences sympathy defense defence",
        "answer": "answer reply response reaction",
        "meet": "talks meeting conversation letter",
        "apologise": "apology apologies",
        "punish": "ban sanctions suspension",
    }.items()
    for noun in nouns.split()
}

#: Pronouns that can mean a recipient, with whether they are persons for sure.
THIRD_PERSON = _words("he him his she her hers they them their")
SECOND_PERSON = _words("you your yours")
#: Words between a cue and the one addressed: "said to the press", "called on the army", "spoke with".
LINKS = _words("to on upon of with at against by for from about toward towards")
DETERMINERS = _words("the this these those his her their its our my your all both every")
#: Words that no noun phrase holds: they end one.
BREAKS = _words(
    "that to of in on at by for from with about against into over after before during as when while if unless until"
    " because since and or but not who which whom whose where is are was were be been being has have had will would"
    " shall should can could may might must do does did than so there then however also"
)
#: Heads of noun phrases for persons and bodies that are addressed or judged without being named.
WHO_NOUNS = _words(
    "reporter reporters journalist journalists press media correspondents broadcaster newspaper newspapers outlet"
    " outlets people public citizen citizens resident residents voter voters electorate taxpayer taxpayers worker"
    " workers employee employees employer employers staff staffer staffers teacher teachers nurse nurses doctor doctors"
    " student students pupil pupils parent parents child children woman women man men girl girls boy boys youth youths"
    " family families relatives victim victims survivor survivors patient patients passenger passengers driver drivers"
    " commuters motorists traveller travellers tourists visitors neighbours neighbors homeowners tenants landlord"
    " landlords household households customer customers consumers client clients buyers users user viewer viewers"
    " reader readers listeners fans crowd crowds audience audiences attendees participants spectators supporter"
    " supporters follower followers backers critic critics opponent opponents rival rivals competitor competitors"
    " candidate candidates contenders nominee nominees hopefuls delegates delegate superdelegates donor donors"
    " contributors fundraisers volunteers member members colleague colleagues counterpart counterparts leader leaders"
    " mp mps mep meps peers"
    " politician politicians lawmaker lawmakers legislator legislators senator senators congressman congresswoman"
    " deputies deputy parliamentarians councillors commissioners mayor mayors governor governors minister ministers"
    " president presidents chancellor premier king queen pope bishop bishops pastor pastors clergy priest priests"
    " official officials authority authorities government governments ministry ministries administration regime cabinet"
    " parliament congress legislature senate council councils committee committees commission court courts judge judges"
    " jury jurors prosecutor prosecutors lawyer lawyers attorney attorneys police officer officers detective detectives"
    " army armies military troops soldier soldiers forces guard guards militia militias rebel rebels fighter fighters"
    " militant militants insurgents extremist extremists terrorist terrorists jihadists gunman attacker attackers"
    " hacker hackers protester protesters protestors demonstrators demonstrator activist activists campaigners striker"
    " strikers union unions company companies firm firms corporation corporations business businesses bank banks"
    " industry manufacturers insurers investor investors shareholders lenders developers operators owner owners manager"
    " managers executive executives director directors boss bosses board chairman chairwoman chief chiefs ceo agency"
    " agencies regulator regulators watchdog inspectors inspector monitors mediators mediator negotiators negotiator"
    " envoy envoys ambassador ambassadors diplomat diplomats party parties opposition coalition alliance bloc faction"
    " factions movement group groups organisation organisations organization organizations community communities"
    " country countries nation nations state states neighbour neighbor allies ally enemy enemies side sides camp team"
    " teams player players coach club clubs athlete athletes federation league association scientists scientist experts"
    " expert researchers economists analysts author authors writer writers editor editors publisher actor actress"
    " singer host moderator moderators interviewer farmer farmers fishermen miners dockers firefighters rescuers"
    " responders services hospital hospitals school schools university universities church churches migrant migrants"
    " immigrant immigrants refugee refugees minorities foreigners veterans conservatives conservative liberals liberal"
    " progressives moderates evangelicals establishment elites elite billionaires millionaires defendant defendants"
    " suspect suspects accused plaintiff plaintiffs inmates prisoners prisoner hostages detainees offender offenders"
    " spokesman spokeswoman secretary speaker predecessor successor running-mate frontrunner front-runner nominee aide"
    " aides adviser advisers advisors mother father wife husband son daughter brother sister friend friends partner"
    " partners guests guest witnesses witness everyone everybody anyone anybody"
)
#: Plural capitalised words end in one of these: "Muslims", "Democrats", "the Japanese", "the French".
PEOPLES = ("s", "ese", "ish", "ch")
#: Capitalised words that look like those and are none.
NOT_PEOPLES = _words(
    "mondays tuesdays wednesdays thursdays fridays saturdays sundays this his its march christmas congress thus perhaps"
    " always english spanish french irish british turkish polish danish finnish swedish scottish kurdish jewish welsh"
    " flemish united-states states kings times news sports business olympics games series politics texas kansas"
    " arkansas illinois massachusetts paris church rivers services affairs rights works hills falls oaks gardens"
    " heights dutch"
)
#: Words before a name that belong to it and hide what governs it.
TITLE_LIKE = _words(
    "the president minister prime foreign defence defense interior finance senator sen rep representative governor gov"
    " mayor judge justice general gen secretary chancellor premier chief mr mrs ms dr sir lord former fellow deputy"
    " vice candidate nominee leader opposition king queen pope ambassador spokesman spokeswoman chairman director"
    " commissioner attorney speaker congressman congresswoman a an his her their rival then"
)
#: Words of names that many bodies share.
COMMON = _words(
    "united states state republic kingdom national party government people union north south east west new ministry"
    " department council committee court"
)
#: Last words of names of things that nobody speaks to: laws, treaties, wars, votes, awards, waters and roads.
THINGS = _words(
    "act acts bill law laws treaty treaties agreement agreements accords amendment amendments constitution code statute"
    " resolution protocol referendum election elections primary primaries caucus caucuses war wars crisis massacre"
    " genocide plan deal award awards prize games cup championship championships airport river strait straits bridge"
    " reef sea ocean bay gulf canal lake dam desert mountains highway avenue boulevard"
)
#: What waters are called in front of "of": "the Sound of Corrin".
WATERS = _words("sound strait straits gulf bay sea lake")
#: First words of names of storms and ships.
OF_THINGS = _words("storm hurricane typhoon cyclone mv hms uss rms ss operation")
#: Adjectives of regions: alone they name nobody.
REGIONAL = _words("western eastern northern southern central european african asian")
#: Classes of the word that stands before a name, and of the one behind it.
GOVERNORS_BY_WORD = {
    word: name
    for name, words in {
        "to": "to toward towards",
        "of": "of",
        "with": "with alongside",
        "against": "against versus",
        "for": "for",
        "by": "by",
        "from": "from",
        "at": "at",
        "about": "on about over upon",
        "in": "in into inside",
        "and": "and or &",
        "comma": ",",
        "that": "that",
        "if": "if whether when unless",
        "like": "like than as",
        "between": "between among",
    }.items()
    for word in words.split()
}
GOVERNORS = ("start", "quote", "verb", "other", *dict.fromkeys(GOVERNORS_BY_WORD.values()), *CLASSES)
FOLLOWERS_BY_WORD = {
    word: name
    for name, words in {
        "modal": "will would should shall must can could may might ought needs need not",
        "be": "is was are were has had have does do did be been",
        "to": "to",
        "of": "of",
        "and": "and or &",
        "for": "for",
        "who": "who which",
        "comma": ",",
        "end": ". ; !",
        "that": "that",
        "over": "over on about",
    }.items()
    for word in words.split()
}
FOLLOWERS = ("possessive", "quote", "none", "verb", "other", *dict.fromkeys(FOLLOWERS_BY_WORD.values()))
