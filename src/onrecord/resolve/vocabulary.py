"""Word lists that tell persons, bodies, documents and groups apart. In the open, to be read and extended."""

from __future__ import annotations

from onrecord.entity import Gender


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


DETERMINERS = _words(
    "the a an this that these those some any no one another other many several most both all each every few more much"
    " two three four five six seven eight nine ten dozens hundreds thousands neither either various certain numerous"
)
POSSESSIVES = _words("his her their its our my your whose")
#: Determiners that leave open who is meant.
INDEFINITE = DETERMINERS - {"the", "this", "that", "these", "those"}
PREPOSITIONS = _words(
    "of in on at by for from with to about within among against near inside outside over under behind after before"
    " into between during including like as via per around across toward towards throughout close familiar aligned"
    " through without upon off up out amid despite regarding concerning since until beyond above below along"
)
RELATIVES = _words("who which that whom whose where when")
HE_SHE = {
    "he": "male",
    "him": "male",
    "his": "male",
    "himself": "male",
    "she": "female",
    "her": "female",
    "hers": "female",
    "herself": "female",
}
THEY = _words("they them their theirs themselves")
THEY_IT = THEY | _words("it its itself")
FIRST_PERSON = _words("i me my mine myself we us our ours ourselves")
WE = _words("we us our ours ourselves")

#: Words that stand right before a person's name, with the gender that they tell; "" tells none.
TITLES: dict[str, str] = {
    **dict.fromkeys(
        "mr mister sir lord king prince pope monsignor monsenor father brother monsieur sheikh imam ayatollah baron"
        " emperor pastor count duke earl viscount abbot".split(),
        "male",
    ),
    **dict.fromkeys(
        "mrs ms miss mme mlle madame madam lady queen princess dame sister baroness empress".split(), "female"
    ),
    **dict.fromkeys(
        "m dr prof professor president prime premier minister chancellor secretary senator sen senators sens rep reps"
        " representative representatives gov governor lieutenant lt mayor attorney judge justice general gen colonel"
        " col major maj captain capt commander commodore admiral adm sergeant sgt officer detective sheriff chief"
        " director chairman chairwoman chair chairperson speaker ambassador envoy cardinal archbishop bishop reverend"
        " rev rabbi congressman congresswoman councillor cllr councilman councilwoman commissioner constable inspector"
        " superintendent marshal brigadier minister-president taoiseach secretary-general undersecretary"
        " president-elect doctor vice-president presidents ministers professors minority-leader candidate nominee"
        " hopeful leader spokesman spokeswoman spokesperson treasurer delegate prefect canon ombudsman comptroller"
        " assemblyman alderman solicitor chaplain consul det insp supt sgt cpl corporal".split(),
        "",
    ),
}
#: Words that stand before such a title and belong to it.
TITLE_MODIFIERS = _words(
    "vice foreign defence defense interior finance justice health education environment trade energy water labour labor"
    " agriculture transport culture deputy first former then acting interim outgoing incoming senior junior republican"
    " democratic conservative democrat presidential majority minority house senate state federal national treasury"
    " assistant associate executive managing general chief opposition party press congressional gop progressive liberal"
)

_PERSON_SINGULAR = (
    "official spokesman spokeswoman spokesperson president minister senator governor mayor candidate nominee lawmaker"
    " leader expert analyst critic supporter aide adviser advisor judge diplomat reporter journalist witness lawyer"
    " attorney professor scientist researcher author director executive chairman chairwoman secretary ambassador voter"
    " protester activist man woman person resident doctor officer soldier player coach manager democrat republican"
    " conservative businessman billionaire politician congressman congresswoman prosecutor investigator observer source"
    " chancellor premier king queen prince princess pope chief head envoy general colonel commander captain economist"
    " historian writer editor columnist correspondent host anchor actor singer star legislator deputy member"
    " councillor commissioner mp student teacher worker employee user owner founder ceo boss father mother son daughter"
    " brother sister wife husband friend neighbour neighbor relative colleague counterpart successor predecessor"
    " rival opponent ally partner victim survivor suspect defendant plaintiff accused convict prisoner detainee refugee"
    " migrant immigrant citizen guest speaker fan follower user reader viewer participant demonstrator rebel militant"
    " fighter extremist terrorist gunman attacker pilot driver passenger astronaut engineer astronomer physicist"
    " biologist geologist psychologist sociologist philosopher scholar academic lecturer fellow contractor consultant"
    " strategist pollster operative staffer volunteer donor insider veteran sheriff detective policeman policewoman"
    " firefighter paramedic nurse surgeon physician priest bishop archbishop cardinal rabbi imam cleric pastor monk nun"
    " farmer fisherman merchant trader investor banker broker accountant actress comedian director producer musician"
    " artist designer architect lawmaker mediator negotiator monitor inspector campaigner blogger tycoon mogul magnate"
    " incumbent contender hopeful frontrunner front-runner newcomer youth teenager boy girl child kid parent couple"
    " skipper captain striker midfielder goalkeeper coach referee athlete champion winner loser runner-up netizen"
    " insurer jurist signatory whip commentator parliamentarian minister-president steward statesman strongman dictator"
    " administrator geochemist ecologist assemblyman assemblywoman loyalist specialist opponent fiancée fiancé"
    " girlfriend boyfriend mum dad impostor impersonator lookalike look-alike eyewitness bystander onlooker"
    " whistleblower informant operator mp msp mep ceo geochemist counsellor counselor interviewee"
    " psychotherapist archaeologist hydrologist master organizer organiser pensioner grandmother grandfather widow"
    " widower aunt uncle cousin niece nephew barrister solicitor magistrate coroner headteacher headmaster vicar chef"
    " landlord tenant shopkeeper trucker courier pm fm challenger"
    " lobbyist dissident theologian philanthropist entrepreneur restaurateur novelist poet playwright rapper"
    " songwriter guitarist cartoonist photographer filmmaker geophysicist virologist immunologist neuroscientist"
    " oncologist pediatrician cardiologist psychiatrist therapist dentist pharmacist midwife carer caregiver"
    " clergyman juror cadet sailor seaman trooper agent hacker programmer technician mechanic electrician plumber"
    " waitress bartender cashier salesman janitor rancher lifeguard swimmer cyclist wrestler golfer skier gymnast"
    " quarterback umpire presenter publicist influencer streamer gamer subscriber customer shopper client patient"
    " homeowner villager islander settler worshipper worshiper parishioner tourist visitor traveler traveller"
    " motorist pedestrian commuter hiker climber caller questioner heckler unionist co-founder cofounder trustee"
    " auditor meteorologist seismologist volcanologist oceanographer botanist zoologist paleontologist"
    " palaeontologist archaeologist anthropologist linguist statistician mathematician chemist biochemist geneticist"
    " epidemiologist pathologist toxicologist criminologist demographer librarian curator archivist translator"
    " interpreter docker retiree landowner steelworker fireman aristocrat heiress frontman bandmate teammate co-star"
    " co-author interrogator arsonist smuggler trafficker kidnapper hostage fugitive inmate assailant murderer"
    " killer rapist burglar robber shooter bomber sniper mercenary preacher evangelist missionary ringleader"
    " mastermind bodyguard chauffeur babysitter trainer physiotherapist organist"
)
_BODY_SINGULAR = (
    "government ministry company agency committee commission court party campaign group organization organisation"
    " administration department newspaper paper magazine network council parliament senate union bank firm university"
    " board coalition alliance team army military tribunal jury press bureau office authority club charity"
    " foundation institute association federation league society corporation airline manufacturer publisher publication"
    " broadcaster station channel outlet website site regime state nation country republic kingdom city town county"
    " village district region province territory capital force police navy mission embassy consulate delegation side"
    " cabinet presidency junta movement front militia faction body watchdog regulator assembly congress legislature"
    " chamber church service tabloid daily weekly think-tank startup start-up business industry laboratory lab"
    " leadership opposition family"
    " palace diocese panel subcommittee"
    " retailer maker giant operator provider developer studio label chain hospital school college museum secretariat"
    " thinktank bloc lender cartel nonprofit ngo consortium syndicate conglomerate supermarket carmaker automaker"
    " drugmaker chipmaker planemaker shipbuilder"
)
_DOCUMENT_SINGULAR = (
    "report study statement letter survey poll document paper research article lawsuit complaint filing motion"
    " resolution decree ruling verdict judgment indictment bill law act constitution treaty agreement accord deal memo"
    " memorandum note email e-mail tweet post message video recording footage photograph photo image picture transcript"
    " book op-ed editorial ad advert advertisement press-release release announcement bulletin warning advisory draft"
    " text plan proposal manifesto platform declaration communique communiqué charter petition database data record"
    " figure statistic estimate analysis review audit investigation inquiry probe finding result evidence test model"
    " account testimony affidavit speech address remark comment word sentence interview broadcast website page headline"
    " file archive log map chart index census forecast projection leak cable dossier briefing presentation story piece"
    " column essay blog podcast film documentary movie trailer scan experiment simulation theory doctrine framework"
    " copy number release doctrine guidance version order notice certificate contract clause article-five amendment"
    " policy guideline rule memoir memoirs autobiography diary demand"
    " proclamation request summary alert footage newsletter leaflet"
    " polling invitation quote rhetoric quotation sign banner placard t-shirt slogan inscription update opinion readout"
    " poster work legislation measure autopsy receipt tally count reckoning tabulation"
)


def plural(noun: str) -> str:
    """Regular plural of an English noun, with the irregular ones that news has.

    >>> plural("spokesman"), plural("agency"), plural("witness"), plural("person")
    ('spokesmen', 'agencies', 'witnesses', 'people')
    """
    irregular = {
        "person": "people",
        "child": "children",
        "wife": "wives",
        "man": "men",
        "woman": "women",
        "chief": "chiefs",
    }
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("man") and not noun.endswith("human"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "x", "ch", "sh")):
        return noun + "es"
    return noun + "s"


PERSON_NOUNS = _words(_PERSON_SINGULAR)
BODY_NOUNS = _words(_BODY_SINGULAR)
DOCUMENT_NOUNS = _words(_DOCUMENT_SINGULAR)
PLURALS = frozenset(map(plural, PERSON_NOUNS | BODY_NOUNS | DOCUMENT_NOUNS)) | _words(
    "authorities people police media press troops forces data public residents locals"
)
#: Nouns that stand right before the name of what they say: "the airline Norvair", "mining company Orlemine".
NAMING_NOUNS = _words(
    "company firm corporation airline manufacturer maker retailer lender supermarket bank startup start-up studio label"
    " publisher carmaker automaker drugmaker chipmaker planemaker shipbuilder conglomerate consortium newspaper"
    " magazine tabloid website broadcaster station channel network agency outlet union charity foundation thinktank"
    " think-tank nonprofit ngo organisation organization association institute movement militia cartel club watchdog"
    " regulator university giant operator provider developer carrier steelmaker insurer utility supplier brewer"
)
#: Those that begin no name themselves.
MAKERS = NAMING_NOUNS & _words(
    "airline manufacturer maker retailer supermarket startup start-up carmaker automaker drugmaker chipmaker planemaker"
    " shipbuilder conglomerate broadcaster thinktank think-tank nonprofit watchdog regulator steelmaker insurer brewer"
)
#: What a place is.
PLACE_NOUNS = _words(
    "country nation state city town village county district region province republic kingdom commonwealth borough"
    " island"
)
#: Nouns for who speaks in a body's name: unnamed, they are the body itself.
SPOKES_NOUNS = _words("spokesman spokeswoman spokesperson spokespeople spokesmen spokeman rep")

#: Last words of names of firms, none of them a surname.
FIRM_NAMES = _words(
    "airways airlines motors motor systems technologies holdings industries energy petroleum oil gas securities capital"
    " lines ferries railway"
    " ventures partners properties homes hotels stores foods pharmaceuticals pharma therapeutics chemicals laboratories"
    " labs electric electronics semiconductor semiconductors telecom telecoms telecommunications communications"
    " software aerospace shipping logistics railways mining insurance breweries resorts brands enterprises resources"
    " rail health healthcare ag gmbh sons bros minerals metals aviation petrochemicals dynamics robotics biosciences"
    " genomics bancorp freight haulage shipyards dairies studios solutions consulting analytics"
)
#: Last or first words that make a name the name of a body.
BODY_NAMES = (
    frozenset(word.casefold() for word in BODY_NOUNS - {"state", "city", "family", "side", "body"})
    | _words(
        "inc corp co ltd llc plc house times post herald tribune journal gazette news centre center fund forum"
        " conference summit ministry services forces guard brigade corps command academy initiative project partnership"
        " network conservancy trust chamber confederation congress parliament bundestag duma knesset senate"
        " republicans democrats tories group"
        " records pictures images photos entertainment films radio tv television organization secretariat directorate"
        " diocese archdiocese duchy commonwealth courier chronicle dispatch sentinel examiner inquirer enquirer"
        " telegraph rovers wanderers"
    )
    | FIRM_NAMES
)
#: Parts of countries that the news names without their country.
REGIONS = frozenset(
    "Alabama,Alaska,Arizona,Arkansas,California,Colorado,Connecticut,Delaware,Florida,Hawaii,Idaho,Illinois,Indiana,Iowa"
    ",Kansas,Kentucky,Louisiana,Maine,Maryland,Massachusetts,Michigan,Minnesota,Mississippi,Missouri,Montana,Nebraska"
    ",Nevada,New Hampshire,New Jersey,New Mexico,New York,North Carolina,North Dakota,Ohio,Oklahoma,Oregon,Pennsylvania"
    ",Rhode Island,South Carolina,South Dakota,Tennessee,Texas,Utah,Vermont,Virginia,Wisconsin,Wyoming,Scotland,Wales"
    ",England,Northern Ireland,Ontario,Quebec,Alberta,British Columbia,Manitoba,Nova Scotia,Queensland,Victoria"
    ",Tasmania,New South Wales,Bavaria,Catalonia,Crimea,Kashmir,Hong Kong,Puerto Rico,Los Angeles,New York City"
    ",San Francisco"
    ",Chicago,Boston,Houston,Miami,Philadelphia,Manchester,Liverpool,Birmingham,Glasgow,Edinburgh,Toronto,Montreal"
    ",Vancouver,Sydney,Melbourne,Brisbane,Perth,Auckland,Mumbai,Delhi,Kolkata,Shanghai,Barcelona,Munich,Frankfurt"
    ",Hamburg,Milan,Naples,Lyon,Marseille,Geneva,Zurich,Istanbul,Karachi,Lahore,Lagos,Johannesburg,Cape Town,Dubai"
    ",Mosul,Aleppo,Gaza,Donbas,Donetsk,Luhansk,Kharkiv,Odesa,Siberia,Chechnya,Xinjiang,Tibet,Europe,Africa,Asia"
    ",Latin America,South America,North America,Middle East".split(",")
)
#: What ministers are in charge of.
PORTFOLIOS = _words(
    "water energy trade transport transportation road roads bridges railways health welfare labour labor education"
    " science technology industry commerce tourism culture sports sport youth finance planning development environment"
    " climate agriculture food fisheries forestry housing justice home security defence defense communications"
    " information media women children families immigration citizenship employment pensions social economy economic"
    " interior foreign affairs innovation research mines mining petroleum oil gas power infrastructure works aviation"
    " shipping ports irrigation reform integration"
)
#: "Confidence in Quell" tells nothing of a place.
TRUSTED = _words("confidence interest trust faith believe believes believed belief hope hopes")
#: Where anybody can write: "her Instagram post" is hers.
PLATFORMS = _words("twitter facebook instagram youtube telegram whatsapp tiktok weibo reddit tumblr")
#: Small words with which a last name can begin.
PARTICLES = _words("van von de der den del della di da du dos la le ter ten")
#: Words inside names that do not begin with a capital.
LINKS = _words("of for de del la le los las al el bin van von der den du da di dos the & et ibn ben und y")

#: What members of parties are called: no office.
PARTY_MEMBERS = _words("republican democrat conservative liberal socialist communist independent")

#: Female and male role nouns.
FEMALE_NOUNS = _words(
    "woman spokeswoman chairwoman congresswoman businesswoman policewoman mother daughter sister wife queen princess"
    " fiancée girlfriend mum mom widow businesswoman policewoman saleswoman heroine actress girl aunt grandmother widow"
    " nun empress baroness councilwoman"
)
MALE_NOUNS = _words(
    "man spokesman chairman congressman businessman policeman father son brother husband king prince boy uncle"
    " fiancé boyfriend dad grandfather widower pope monk priest fisherman gunman statesman strongman councilman"
)


def noun_gender(noun: str) -> Gender | None:
    """The gender that a noun tells: that of "spokeswoman", none of "minister"."""
    return "female" if noun in FEMALE_NOUNS else "male" if noun in MALE_NOUNS else None


#: Titles that tell a gender or learning, and no office.
HONORIFICS = _words("mr mrs ms m mme mlle miss mister sir madam madame dr prof lord lady")
