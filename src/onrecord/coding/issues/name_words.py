"""Words that name no issue, or only with others."""

from __future__ import annotations

from functools import lru_cache

#: Numbers in words.
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_NUMBERS = frozenset(
    "four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
    " hundred hundreds thousand thousands dozen dozens million millions billion billions".split()
) | {ten + one for ten in _TENS for one in ("", *"-one -two -three -four -five -six -seven -eight -nine".split())}
#: Words for nobody, nothing and no number in particular, adverbs of place, and what joins clauses: no name has one.
VAGUE = _NUMBERS | frozenset(
    "myself yourself ourselves yourselves somebody someone nobody everybody everyone anybody anyone something nothing"
    " everything anything somewhere nowhere else sorry enough aback abroad ahead aloud apart aside asleep awake away"
    " back forward forwards hourly indoors outdoors overnight together anyway afterwards alike altogether instead maybe"
    " perhaps regardless except whether whoever whatever whichever however".split()
)
#: Endings of words that are a pronoun and a verb, or a verb and its negation.
_CONTRACTED = ("n't", "n’t", "'ll", "’ll", "'re", "’re", "'ve", "’ve", "'d", "’d", "i'm", "i’m")
#: Words that name a matter only with others.
GENERAL_WORDS = frozenset(
    "man men woman women person guy guys colleague colleagues friend friends reporter reporters journalist"
    " journalists president minister chairman chairwoman chair leader leaders official officials officer officers"
    " spokesman spokeswoman spokesperson member members candidate candidates adviser advisers signatory country"
    " countries government governments nation nations state states city place side sides party parties group groups"
    " team room table world thing things way ways view views point points fact facts question questions answer answers"
    " reason reasons idea ideas example case cases part parts lot lots number numbers kind sort form type specifics"
    " detail details moment morning evening night midnight noon today tomorrow beginning end start future past name"
    " names hour hours minute minutes midway meantime word words sentence sentences paragraph paragraphs line lines"
    " page pages paper text article articles story comment comments remark remarks speech message statement statements"
    " letter credentials winner winners truth plan plans proposal proposals scheme schemes initiative initiatives step"
    " steps move moves measure measures matter matters issue issues topic subject position stance accusation"
    " accusations allegation allegations charge charges claim claims criticism response reaction offer offers request"
    " requests demand demands others another majority watch judgment company companies firm firms agency agencies"
    " phone down up back figure figures decision decisions recommendation recommendations suggestion suggestions"
    " ruling rulings finding findings trick ability act activity aspect aspects argument arguments approach area areas"
    " arrangement assurance assurances chance chances condition conditions conclusion conclusions couple date"
    " difference differences distinction doubt doubts effort efforts exception exceptions ground grounds fault hand"
    " hands heart hearts home history hurry incident information key lives mistake mistakes notion notions occurrence"
    " opportunity opposite order orders percent cent problem problems range remainder responsibility right role roles"
    " scene season series shape situation situations spot stage sum terms till version willingness work weekend summer"
    " winter spring autumn north south east west office court courts judge judges governor governors mayor mayors"
    " commander commanders captain chief chiefs envoy envoys magistrate sergeant marshal commissioner commissioners"
    " secretary senator senators ambassador ambassadors king queen lawyer lawyers witness witnesses client clients"
    " analyst analysts expert experts auditor auditors league board boards ministry parliament council committee"
    " cabinet bloc administration song songs newspaper newspapers magazine television radio website broadcaster metre"
    " metres mile miles kilometre kilometres ignorance".split()
)


@lru_cache(maxsize=16384)
def names_nothing(word: str) -> bool:
    """Whether no name has a word, given in lower case: "nobody", "ahead", "fourteen", "we'll"."""
    return word in VAGUE or word.endswith(_CONTRACTED)
