"""Words that name no issue, or only with others."""

from __future__ import annotations

#: Words for nobody and nothing in particular: no name has one.
VAGUE = frozenset(
    "myself yourself ourselves yourselves somebody someone nobody everybody everyone anybody anyone something nothing"
    " everything anything somewhere nowhere else sorry enough".split()
)
#: Words that name a matter only with others.
GENERAL_WORDS = frozenset(
    "man men woman women person guy guys colleague colleagues friend friends reporter reporters journalist"
    " journalists president minister chairman chairwoman chair leader leaders official officials officer officers"
    " spokesman spokeswoman spokesperson member members candidate candidates adviser advisers signatory country"
    " countries government governments nation nations state states city place side sides party parties group"
    " groups team room table world thing things way ways view views point points fact facts question questions"
    " answer answers reason reasons idea ideas example case cases part parts lot lots number numbers kind sort"
    " form type specifics detail details moment morning evening night midnight noon today tomorrow beginning end"
    " start future past name names hour hours minute minutes midway meantime word words sentence sentences paragraph"
    " paragraphs line lines page pages paper text article articles story comment comments remark remarks speech"
    " message statement statements letter credentials winner winners truth plan plans proposal proposals scheme schemes"
    " initiative initiatives step steps move moves measure measures matter matters issue issues topic subject position"
    " stance accusation accusations allegation allegations charge charges claim claims criticism response reaction"
    " offer offers request requests demand demands others another majority watch judgment company companies firm firms"
    " agency agencies phone down up back twenty thirty forty fifty hundred thousand four five six seven eight nine ten"
    " dozens hundreds thousands figure figures decision decisions recommendation recommendations suggestion suggestions"
    " ruling rulings finding findings trick million millions billion billions".split()
)
