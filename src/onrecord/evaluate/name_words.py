"""Words by which names are compared: titles, words that bodies of all countries share, names of countries."""

from __future__ import annotations

import re

FUNCTION = frozenset("the a an of and for in on at to by with de la le los las el al".split())
TITLES = frozenset(
    "mr mrs ms miss mx dr prof professor sir dame lord lady madam madame mme m monsieur president vice prime premier"
    " minister chancellor secretary senator sen representative rep congressman congresswoman gov governor mayor"
    " attorney judge justice general gen colonel col major maj captain capt commander commodore admiral sergeant sgt"
    " lieutenant lt king queen prince princess pope cardinal archbishop bishop father sister brother rev reverend"
    " saint st ambassador spokesman spokeswoman spokesperson director chairman chairwoman chief officer imam sheikh"
    " ayatollah sultan emir sayyid seyed honorable honourable jr sr".split()
)
PARTICLES = frozenset("von van der den bin ibn ben abu del della di da dos".split())
LETTERS = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "ı": "i", "ß": "ss"})
GENERIC = frozenset(
    "council committee commission court police army military forces force armed senate house parliament congress bank"
    " university institute center centre association service services board bureau authority union foundation office"
    " newspaper news times post press government ministry department administration republic state states agency office"
    " company corporation corp inc ltd co group federal national united party".split()
)
#: All that bodies of many countries are called.
COMMON = GENERIC | {"cabinet", "legislature", "navy", "campaign", "embassy", "magazine", "tribe"}
#: Fields that every country has a ministry for: without a country they tell which body, with one they tell nothing.
FIELDS = frozenset(
    "foreign affairs external defence defense interior home health justice finance treasury education energy water"
    " transport transportation agriculture trade labour labor environment emergency emergencies situations homeland"
    " security".split()
)
BODY = re.compile(
    r"\b(government|ministry|department|administration|agency|office|company|corporation|inc|corp|group|party"
    r"|congress|parliament|senate|house|council|committee|court|police|army|force|forces|university|institute"
    r"|association|organi[sz]ation|union|commission|centres?|centers?|news|times|post|press|herald|services?|club|bank"
    r"|authority|service|board|league|society|foundation|movement|coalition|campaign|front|guard|mission|bureau"
    r"|legislature|cabinet|navy|military|islamic state|embassy|magazine|tribe)\b",
    re.IGNORECASE,
)
SAME_COUNTRY = {
    "united states america": "us",
    "united states": "us",
    "u s": "us",
    "usa": "us",
    "america": "us",
    "white house": "us",
    "united kingdom": "uk",
    "u k": "uk",
    "great britain": "uk",
    "britain": "uk",
    "10 downing street": "uk",
    "downing street": "uk",
    "united arab emirates": "uae",
    "russian federation": "russia",
    "kremlin": "russia",
    "prc": "china",
    "burma": "myanmar",
    "dprk": "north korea",
    "rok": "south korea",
    "holy see": "vatican",
    "u n": "un",
    "united nations": "un",
    "pentagon": "us department defense",
}
#: Adjectives of countries, for "Mexican government" beside "Government of Mexico".
DEMONYMS = {
    adjective: country
    for adjective, _, country in (
        pair.partition(":")
        for pair in (
            "american:us british:uk afghan:afghanistan albanian:albania algerian:algeria argentine:argentina"
            " armenian:armenia australian:australia austrian:austria azerbaijani:azerbaijan bangladeshi:bangladesh"
            " belarusian:belarus belgian:belgium bolivian:bolivia brazilian:brazil bulgarian:bulgaria burmese:myanmar"
            " burundian:burundi canadian:canada chilean:chile chinese:china colombian:colombia croatian:croatia"
            " cuban:cuba cypriot:cyprus czech:czechia danish:denmark dutch:netherlands egyptian:egypt"
            " estonian:estonia ethiopian:ethiopia finnish:finland french:france georgian:georgia german:germany"
            " ghanaian:ghana greek:greece hungarian:hungary indian:india indonesian:indonesia iranian:iran iraqi:iraq"
            " irish:ireland israeli:israel italian:italy japanese:japan jordanian:jordan kazakh:kazakhstan"
            " kenyan:kenya kuwaiti:kuwait latvian:latvia lebanese:lebanon libyan:libya lithuanian:lithuania"
            " malaysian:malaysia maltese:malta mexican:mexico moroccan:morocco nepalese:nepal nepali:nepal"
            " nigerian:nigeria norwegian:norway omani:oman pakistani:pakistan palestinian:palestine"
            " panamanian:panama peruvian:peru philippine:philippines filipino:philippines polish:poland"
            " portuguese:portugal qatari:qatar romanian:romania russian:russia rwandan:rwanda samoan:samoa"
            " saudi:saudi serbian:serbia singaporean:singapore slovak:slovakia slovenian:slovenia somali:somalia"
            " spanish:spain sudanese:sudan swedish:sweden swiss:switzerland syrian:syria taiwanese:taiwan"
            " tanzanian:tanzania thai:thailand tunisian:tunisia turkish:turkey ugandan:uganda ukrainian:ukraine"
            " venezuelan:venezuela vietnamese:vietnam yemeni:yemen zambian:zambia zimbabwean:zimbabwe"
        ).split()
    )
}
