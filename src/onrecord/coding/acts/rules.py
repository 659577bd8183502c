"""Acts that open rules tell, whatever was learnt: what a question, a promise or an admission is."""

from __future__ import annotations

import re
from collections.abc import Callable

from onrecord.codes import Act
from onrecord.coding.acts.plain import calls_false, calls_pretext, tells_that_nothing
from onrecord.coding.acts.self_reports import (
    has_met,
    is_ready_to,
    is_sorry,
    recommends,
    refuses_until,
    regrets_decision,
    strikes,
    takes_no_side,
    threatens_to_strike,
    wants_out,
)
from onrecord.coding.acts.threats import (
    calls_occupiers,
    names_who_answers,
    promises_retaliation,
    threatens_whoever,
    threatens_with_measures,
    treats_as_targets,
)
from onrecord.coding.conditions.markers import OBLIGING
from onrecord.coding.said import Said
from onrecord.coding.verbs import by_form, forms

_DENIALS = frozenset("deny denies denied denying dispute disputes disputed disputing".split())
_INSISTING = frozenset("insist insists insisted insisting".split())
#: Verbs that insist where what they tell has a word of duty.
_STRESSING = frozenset(
    "stress stresses stressed stressing emphasise emphasises emphasised emphasising emphasize emphasizes emphasized"
    " emphasizing reiterate reiterates reiterated reiterating stipulate stipulates stipulated stipulating underline"
    " underlines underlined underlining underscore underscores underscored underscoring rule rules ruled ruling".split()
)
#: Words of a content that are looked at for who is not against something.
_OPENING = 12
#: What stands before a "be" that demands nothing.
_BEFORE_BE = frozenset("to will would can could may might not never also still".split())
_HAVING_SAID = frozenset(
    "say said saying tell told telling make made making write wrote written writing call called".split()
)
_NO = frozenset("not never no cannot".split())
#: Words for being against something, and what may stand between a "no" and one of them.
_AGAINST = frozenset(
    "oppose opposes opposed opposing object objects objected objecting objection objections against".split()
)
_BETWEEN = frozenset("be been any a an in principle really fundamentally have had raise raised ever".split())
#: What stands before that "no" where it is the speaker who is not against.
_SPEAKER = frozenset("that he she it they we i has have had do does did is are was were will would be being".split())
_AGAIN = frozenset("but however yet unless reject rejects rejected refuse refuses refused".split()) | _AGAINST
#: What only states terms behind a "but".
_TERMS = frozenset(by_form("insist demand want stress".split()))
_PERSONAL = frozenset("that having ever he she they it i we has have had ever never".split())
#: Who asks a question, and what it begins with.
_ASKING = forms("ask")
_QUESTION = frozenset("whether if who whom whose what when where why how which".split())
#: Whose object is to do what follows.
_TELLING = frozenset(by_form("tell warn ask order instruct".split()))
#: Who promises, what somebody may promise to do to others, and what of it one promises not to do.
_PROMISING = frozenset(by_form("promise pledge undertake vow swear commit guarantee".split()))
_HARMING = frozenset(
    "punish retaliate reimpose deport expel arrest jail veto invade bomb bombard annihilate obliterate avenge attack"
    " shell".split()
)
_SPARED = _HARMING | frozenset("strike harm hurt fire shoot kill seize target threaten".split())
#: What stands between a promise and its verb.
_ON_THE_WAY = frozenset("to and also ever again that he she it they we i will would".split())
#: What makes a striking or shooting one of words: "to strike a deal", "to attack poverty".
_WORDY = frozenset("deal deals bargain agreement accord compromise balance pact poverty problem problems".split())
#: An admission in the first person; what the speaker only is said or asked to have done is none.
_OWNING_UP = re.compile(
    r"(?:^|[.,;:!?“”\"‘'«»]|\b(?:and|but|that|because|yes|so|then|admit))\s*(?:i|we) "
    r"(?:(?:was|were) wrong\b|(?:(?:deeply|sincerely|truly|do) )?"
    r"(?:apologi[sz]e\b(?! (?:to|for) (?:nobody|no\b|nothing))"
    r"|regret (?:it\b|(?:that )?(?:i|we)\b|having|making|what (?:i|we)|my|our)))"
)
_TAKING = frozenset(by_form("accept take assume".split()))
_PLEADING = forms("plead")
#: A condition, and what the speaker will do to others where it holds.
_IF = re.compile(r"\b(?:if|unless)\b|(?:^|[.;:“\"‘'«])\W{0,3}(?:that )?\W{0,3}should\b")
_MEASURES = (
    r"(?:inspections|sanctions|strikes|attacks|raids|shelling|bombing|bombardment|offensive|operations|hostilities"
    r"|blockade|embargo|ban|tariffs|patrols|fighting)"
)
_WILL = r"(?:will|shall|would|['’]ll|['’]d)\b(?:(?!\bnot\b|\bnever\b)[^.;,]){0,20}?\b"
_WE_WILL = re.compile(
    rf"\b(?:we|i|our \w+(?: \w+)?)(?: \w+)? ?{_WILL}(?:punish|retaliate|reimpose|reinstate|deport|expel|arrest|invade"
    r"|bomb|bombard|shell|attack|strike(?! (?:it|them|a|an|out)\b)|destroy|obliterate|annihilate|sever|seize|sink"
    rf"|resume (?:\w+ ){{0,2}}{_MEASURES})\b|\bour (?:\w+ )?{_MEASURES} {_WILL}(?:resume|return|restart)\b"
)
#: What answers with force; an answer "to the letter" does not.
_HOSTILITIES = (
    r"(?:operations?|offensives?|bombing|bombardment|attacks?|war|strikes|airstrikes|assaults?|raids|shelling|blockade"
    r"|fighting|hostilities|invasion)"
)
_ANSWERING = re.compile(
    r"\b(?:we|i|it|they|he|she|(?:our|its|their|his|her) (?:\w+ )?(?:forces|army|troops|navy|guards|soldiers|side))"
    r"(?:'ll|’ll| will| shall| would)(?: \w+ly| also| then)?"
    r" (?:respond|retaliate|hit back|strike back|shoot back|fire back|return fire|be answered)\b"
    r"(?! (?:to|by) (?:\S+ ){0,3}?"
    r"(?:letter|offer|proposal|question|request|plan|call|comment|invitation|survey|criticism|criticisms|lawsuit)s?\b)"
    r"|\breserv(?:e|es|ed|ing) (?:the|its|our|their|his|her) (?:full )?rights? to (?:respond|retaliate|strike|hit back"
    r"|defend (?:itself|ourselves|themselves)|use (?:\w+ )?force|take (?:military|armed) action)\b"
)
#: Some of that has to be there: looked for first, as it takes less time.
_ANSWERS = ("respond", "retaliate", " back", "return fire", "be answered", "reserv")
#: What is done with force where a condition holds.
_BY_FORCE = re.compile(r"\b(?:will|would|shall)\b(?:(?!\bnot\b|\bnever\b)[^.;,]){0,50} by (?:force|military means)\b")
_WHERE = re.compile(r"\b(?:if|unless|until|should)\b")
#: What goes on where somebody vows to go on with it.
_GOING_ON = re.compile(
    r"\b(?:continue|press on|press ahead|carry on|keep up|go on|resume|expand|intensify|step up|widen)\b"
    rf"(?:(?!\bagainst (?:poverty|crime|corruption|drugs)\b)[^.;,]){{0,30}}?\b{_HOSTILITIES}\b"
    r"(?! (?:on|against) (?:poverty|crime|corruption|drugs|inflation|hunger|disease))"
)
_VOWING = frozenset(by_form("vow pledge promise swear threaten".split()))
#: A vote against something, in a cue or right behind it.
_VOTING = frozenset(by_form(["vote"]))
_DOWN = frozenset({"against", "down"})
#: What one is reproached with to one's face.
_REPROACH = re.compile(
    r"(?:^|[.;:!?“”\"‘'«»])\W*(?:and |but )?you(?:['’]ve| have| had)? (?:lied|betrayed|abandoned|deceived|cheated"
    r"|broke|broken|stole|stolen)\b"
)
#: Who will be a target; what others do ("by the rebels") is no threat of the speaker's, nor is a target of criticism.
_TARGETS = re.compile(
    r"\b(?:will|shall|would)(?: also| all| only| then| now)? (?:become|be)\b(?! (?:not|never|no)\b)"
    r"(?: (?:treated|considered|regarded|seen|viewed)(?: as)?)?(?: (?:an?|our|their|its))? ?[\"“”‘’'«»]?"
    r"(?:legitimate|lawful|legal|valid|fair|primary|priority)(?:,? (?:and \w+|military))* targets?\b"
    r"(?!\W+(?:by|of)\b(?! (?:our|its|the \w+) (?:\w+ )?(?:army|armed|military|navy|troops)\b))"
    r"|\b(?:will|shall|would)(?: only| also| simply)? (?:make|turn) (?:(?!\bnot\b)[^.;,]){2,50}?"
    r"[\"“”‘’'«» ](?:into )?(?:an? )?(?:legitimate|lawful|legal|valid|priority) (?:military )?targets?\b"
    r"(?! for (?!us|our|its|the \w+ (?:army|armed|military|navy))\w+)(?!\W+(?:by|of)\b)"
)


def denies_saying(said: Said) -> bool:
    """Tell whether the statement denies that something was said: that rejects nothing of what it is about.

    "He denied having called it a failure", against "he denied that it was a failure".
    """
    if not any(word.lower in _DENIALS for word in said.cue):
        return False
    for word in said.content[:6]:
        if word.lower in _HAVING_SAID:
            return True
        if word.lower not in _PERSONAL:
            return False
    return False


def insists_on_doing(said: Said) -> bool:
    """Tell whether the statement insists that something be done, which demands it.

    "She insists the monitors be unarmed" and "she stressed that they must be", against "she insists the monitors are
    unarmed" and "she stressed that they must have been".
    """
    cue = {word.lower for word in said.cue}
    if cue.isdisjoint(_INSISTING | _STRESSING):
        return False
    lower = [word.lower for word in said.content]
    if any(word in OBLIGING and lower[at + 1 : at + 2] != ["have"] for at, word in enumerate(lower)):
        return True
    at = next((at for at, word in enumerate(lower[:6]) if word == "be"), 0)
    return not cue.isdisjoint(_INSISTING) and at > 0 and lower[at - 1] not in _BEFORE_BE


def is_not_against(said: Said) -> bool:
    """Tell whether the speaker says not to be against something, which accepts it.

    "Orsk says it does not oppose observers", against "Orsk does not object to observers but to their notebooks".
    """
    content = said.content[:_OPENING]
    source = {word.lower for word in said.source}
    words = [word.lower for word in (*said.cue, *content)]
    for at, word in enumerate(words):
        if word in _NO or word.endswith(("n't", "n’t")):
            rest = words[at + 1 :]
            while rest and rest[0] in _BETWEEN:
                rest = rest[1:]
            following = [*rest[1:], *(word.lower for word in said.content[_OPENING:])]
            return bool(rest) and rest[0] in _AGAINST and _AGAIN.isdisjoint(_before_terms(following))
        if at >= len(said.cue) and word not in _SPEAKER | source and word[:1].isalnum():
            return False
    return False


def _before_terms(words: list[str]) -> list[str]:
    """Words without a "but" that terms follow: "not opposed to observers but insists that"."""
    ends = (at for at, word in enumerate(words) if word == "but" and not _TERMS.isdisjoint(words[at + 1 : at + 4]))
    return words[: next(ends, len(words))]


def asks_a_question(said: Said) -> bool:
    """Tell whether the statement asks to be told something, not that something be done.

    "A reporter asked whether the dam was safe", "“Who paid?” she asked" and an interviewer's "Who paid?" without a cue,
    against "she asked that it be closed".
    """
    if not said.cue and said.source:
        ending = [word.text for word in said.content if word.text[0].isalnum() or word.text in "?.!"]
        return ending[-1:] == ["?"]
    if _ASKING.isdisjoint(word.lower for word in said.cue):
        return False
    words = [word for word in said.content if word.text[0].isalnum()]
    return bool(words) and (words[0].lower in _QUESTION or any(word.text == "?" for word in said.content[-3:]))


def tells_to(said: Said) -> bool:
    """Tell whether somebody is told to do something: "told us | not to meddle", against "told us | “to be frank”"."""
    if said.attribution.negated or not said.cue or said.cue[-1].lower not in _TELLING:
        return False
    opening = [word.lower or word.text for word in said.content[:2] if word.span.start > said.cue[-1].span.start]
    return opening[:1] == ["to"] or opening == ["not", "to"]


def owns_up(said: Said) -> bool:
    """Tell whether the speaker admits to have done wrong: "I was wrong", "we apologise", "pleaded guilty"."""
    cue, content = ([word.lower for word in words] for words in (said.cue, said.content))
    opening = [*cue, *content[:4]]
    if "not" in opening or said.attribution.negated:
        return False
    if "guilty" in opening and not _PLEADING.isdisjoint(cue):
        return True
    if "responsibility" in content[:4] and not _TAKING.isdisjoint(cue):
        return True
    return _OWNING_UP.search(said.told) is not None


def threatens_to(said: Said) -> bool:
    """Tell whether what is promised is to harm somebody: "he vowed to punish them", not "to strike a deal"."""
    words = _promised(said)
    return bool(words) and words[0] in _HARMING and _WORDY.isdisjoint(words[:4])


def forswears(said: Said) -> bool:
    """Tell whether what is promised is to spare somebody, which agrees: "they undertake never to strike the dam"."""
    words = _promised(said)
    denied = words[:1] in (["not"], ["never"])
    return denied and words[1:2] != [] and words[1] in _SPARED and _WORDY.isdisjoint(words[1:5])


def _promised(said: Said) -> list[str]:
    """Words of what the speaker promises to do, from the verb or its negation on; none where nothing is promised."""
    cue = [word.lower for word in said.cue]
    if _PROMISING.isdisjoint(cue) or said.attribution.negated:
        return []
    words = [word.lower for word in (*said.cue, *said.content[:_OPENING]) if word.text[0].isalnum()]
    after = words[next(at for at, word in enumerate(words) if word in _PROMISING) + 1 :]
    told = [word for word in after if word not in _ON_THE_WAY and not word.endswith("ly")]
    return told if "to" in after[:3] or not {"will", "would"}.isdisjoint(after[:5]) else []


def threatens_on_condition(said: Said) -> bool:
    """Tell whether the speaker will do something hostile where a condition holds.

    "If they strike out article four, our inspections will resume", against "if it fails, the rain will return".
    """
    text = said.told.replace("[", "").replace("]", "")
    return _IF.search(text) is not None and _WE_WILL.search(text) is not None


def threatens_to_answer(said: Said) -> bool:
    """Tell whether the speaker will answer with force, may do so, or goes on with it.

    "His forces would respond", "it reserves the right to retaliate", "vows to press on with the offensive", against "we
    will respond to the letter" and "vows to continue the war on poverty".
    """
    if said.attribution.negated:
        return False
    told = said.told
    if any(word in told for word in _ANSWERS) and _ANSWERING.search(told):
        return True
    if " by " in told and _BY_FORCE.search(told) and _WHERE.search(told):
        return True
    return not _VOWING.isdisjoint(word.lower for word in said.cue) and _GOING_ON.search(told) is not None


def votes_against(said: Said) -> bool:
    """Tell whether the statement is a vote against something: "voted down the bill", "voted 71 to 48 against it"."""
    cue = [word.lower for word in said.cue]
    if _VOTING.isdisjoint(cue) or said.attribution.negated:
        return False
    opening = [word.lower for word in said.content[:1]]
    return not _DOWN.isdisjoint([*cue, *opening])


def reproaches(said: Said) -> bool:
    """Tell whether somebody is told to have done wrong: "You have lied to this house"."""
    return "you" in said.told and not said.attribution.negated and _REPROACH.search(said.told) is not None


def names_targets(said: Said) -> bool:
    """Tell whether the speaker says who will be attacked.

    "Any such ship would be a legitimate target", against "ships are treated as legitimate targets by the rebels".
    """
    return not said.attribution.negated and _TARGETS.search(said.told) is not None


#: Acts that a rule tells, whatever was learnt; the first rule that holds.
RULES: tuple[tuple[Callable[[Said], bool], Act], ...] = (
    (denies_saying, "STATE"),
    (insists_on_doing, "REQUEST"),
    (is_not_against, "AGREE"),
    (asks_a_question, "STATE"),
    (tells_to, "REQUEST"),
    (owns_up, "CONCEDE"),
    (is_sorry, "CONCEDE"),
    (threatens_to, "THREATEN"),
    (forswears, "AGREE"),
    (threatens_on_condition, "THREATEN"),
    (names_targets, "THREATEN"),
    (treats_as_targets, "THREATEN"),
    (threatens_to_answer, "THREATEN"),
    (names_who_answers, "THREATEN"),
    (threatens_with_measures, "THREATEN"),
    (threatens_whoever, "THREATEN"),
    (promises_retaliation, "THREATEN"),
    (calls_occupiers, "ACCUSE"),
    (threatens_to_strike, "THREATEN"),
    (strikes, "PROTEST"),
    (refuses_until, "REJECT"),
    (recommends, "REQUEST"),
    (votes_against, "REJECT"),
    (calls_false, "REJECT"),
    (wants_out, "REQUEST"),
    (reproaches, "ACCUSE"),
    (calls_pretext, "ACCUSE"),
    (tells_that_nothing, "STATE"),
    (takes_no_side, "STATE"),
    (regrets_decision, "STATE"),
    (is_ready_to, "AGREE"),
    (has_met, "CONSULT"),
)
