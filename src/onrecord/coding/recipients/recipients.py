"""Recipients: who is addressed, asked, accused, threatened or praised by a statement."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from onrecord.codes import Act, Judged, Recipient, RecipientRole, Unclear
from onrecord.coding.acts.rules import is_not_against
from onrecord.coding.addressing import COMMON, REGIONAL, VERB_CLASS
from onrecord.coding.recipients.features import Features, Option, tags_of
from onrecord.coding.recipients.own import is_named_by_owner, own_states, owners_of
from onrecord.coding.recipients.page import Page
from onrecord.coding.recipients.pairs import may_be_meant, partners_of
from onrecord.coding.recipients.parties import Parties, Party, Place, is_made_of
from onrecord.coding.recipients.phrases import phrases_of, resolvable
from onrecord.coding.recipients.ranker import inputs_of, shipped_ranker
from onrecord.coding.recipients.rules import (
    is_destination,
    obliged_in,
    owner_in,
    pair_meant,
    told_by_rule,
    unnamed_object_of,
    wrongdoer_of,
)
from onrecord.coding.recipients.targets import targeted_by_rule
from onrecord.coding.said import Said, Scene
from onrecord.document import Span
from onrecord.encoding import Encoding
from onrecord.statement import Resolution

#: Characters that open a content.
_OPENING = 12
#: Recipients of one statement at most.
MOST = 3
#: Below this chance nobody is a recipient whom a statement that does nothing to anybody speaks of or to: of 163 on
#: train and dev 52 were annotated.
SPOKEN_OF = 0.35
#: From this chance on, who is named beside a recipient ("Orsk and Velm") is one, too (57 of 74 on train and dev were),
#: and where two are meant, but not who ("both sides"), the likeliest two are.
ALSO = 0.1
#: What a rule is worth: of 73 names that they gave on train 63 were annotated.
RULED = 0.9
_ROLES: dict[Act | Unclear, RecipientRole] = {
    "REQUEST": "asked",
    "ACCUSE": "accused",
    "REJECT": "accused",
    "PROTEST": "accused",
    "THREATEN": "threatened",
    "SANCTION": "threatened",
    "COERCE": "threatened",
    "ASSAULT": "threatened",
    "MOBILIZE": "threatened",
    "SUPPORT": "praised",
    "CONSULT": "interlocutor",
    "AGREE": "interlocutor",
    "COOPERATE": "interlocutor",
    "CONCEDE": "interlocutor",
    "RETREAT": "interlocutor",
    "AID": "interlocutor",
}
#: Rules that find the one named to whom an act is put, the first that finds one.
_FINDING: dict[Act | Unclear, tuple[Callable[[Page, Said], Place | None], ...]] = {
    "REQUEST": (obliged_in,),
    "ACCUSE": (wrongdoer_of, owner_in),
    "SUPPORT": (owner_in,),
    "REJECT": (owner_in,),
}
#: Acts that nobody directs at the state that he speaks for.
_HOSTILE = frozenset({"ACCUSE", "REJECT", "THREATEN", "SANCTION", "COERCE", "ASSAULT"})
#: Acts that hardly anybody directs at the own country: of 1,800 such candidates in training 1 % were recipients.
_FRIENDLY = frozenset({"STATE", "AGREE", "SUPPORT", "CONCEDE", "CONSULT", "unclear"})
_TELLING = frozenset({"STATE", "unclear"})
_STATES, _SPEAKING = frozenset({"country", "government"}), frozenset({"country", "government", "ministry"})
#: Offices that speak for a state, and words for those who do not, or no longer.
_OFFICES = frozenset(
    "president minister premier chancellor spokesman spokeswoman spokesperson ambassador envoy secretary king queen"
    " monarch emir sultan".split()
)
_POSSESSIVES = frozenset("his her its their our my".split())
_HEAD_OF_STATE = frozenset({"head", "state"})
_OUT_OF_OFFICE = frozenset(
    "former ex-president ex-minister ex-premier opposition shadow deposed ousted exiled candidate nominee hopeful union"
    " party elect president-elect company club university".split()
)
#: Roles of the objects of cues whose verb says more than the act.
_OBJECTS: dict[str, RecipientRole] = {
    "tell": "addressed",
    "ask": "asked",
    "accuse": "accused",
    "threaten": "threatened",
    "praise": "praised",
    "answer": "interlocutor",
    "meet": "interlocutor",
}


def asked_spans(scene: Scene, encoding: Encoding | None = None) -> tuple[Span, ...]:
    """Pronouns and noun phrases in and around the statements that have to be resolved to name the recipients.

    Parameters
    ----------
    encoding : Encoding or None
        The same as for :func:`recipients_of`.
    """
    return resolvable(phrases_of(scene, encoding))


def recipients_of(
    scene: Scene,
    acts: Sequence[Judged[Act | Unclear]],
    named: Mapping[Span, Resolution],
    encoding: Encoding | None = None,
) -> tuple[tuple[Recipient, ...], ...]:
    """Recipients of every statement, in the order of the attributions.

    Parameters
    ----------
    acts : sequence of Judged
        One a statement.
    named : mapping of Span to Resolution
        Who the spans are that :func:`asked_spans` gave; those it has not are left out.
    encoding : Encoding or None
        What the encoder says about names and noun phrases; without it, names and words alone decide.
    """
    phrases = phrases_of(scene, encoding)
    page = Page(scene, Parties(scene, phrases, named), phrases)
    features = Features(page, tags_of(encoding))
    found = [(said, features.options(said, acts[said.index])) for said in scene.statements]
    asked = [(said, options) for said, options in found if options]
    ranker = shipped_ranker()
    own = own_states(page, officers_of(page))
    recipients: list[tuple[Recipient, ...]] = [()] * len(scene.statements)
    for (said, options), chances in zip(asked, ranker.chances(inputs_of(asked, encoding)), strict=True):
        act, source = acts[said.index].value, speaker_of(said)
        mine = {party for speaker in page.parties.sources[said.index] for party in own.get(speaker, ())}
        if act in _HOSTILE or act in _FRIENDLY or is_named_by_owner(said):
            mine |= owners_of(page, said)
        shut = [
            chance >= ALSO
            and (option.party.index in mine or is_sent_to(said, option, act) or is_barred(source, act, option.party))
            for option, chance in zip(options, chances.tolist(), strict=True)
        ]
        left = np.where(shut, np.float32(0), chances)
        merely = [is_merely_named(option, act, chance) for option, chance in zip(options, left.tolist(), strict=True)]
        picked = chosen_of(options, np.where(merely, np.float32(0), left), ranker.threshold)
        recipients[said.index] = tuple(
            _recipient(said, options[at], act, float(chances[at]))
            for at in _with_others(page, pair_meant(said, act), options, left, picked)
        )
    for said in scene.statements:
        recipients[said.index] = _ruled(page, said, acts[said.index].value, recipients[said.index])
    return tuple(recipients)


def _with_others(
    page: Page, pair: Span | None, options: Sequence[Option], chances: NDArray[np.float32], picked: list[int]
) -> list[int]:
    """Places of the candidates that were picked, with those named beside them, and of two where two are meant."""
    if pair is not None:
        sided = [may_be_meant(page, pair, option.party) for option in options]
        two = chosen_of(options, np.where(sided, chances, np.float32(0)), ALSO)[:2]
        return two if len(two) > 1 else picked
    beside = {party for at in picked if (place := options[at].place) is not None for party in partners_of(page, place)}
    wanted = [at for at, option in enumerate(options) if at in picked or option.party.index in beside]
    kept = np.zeros_like(chances)
    kept[wanted] = chances[wanted]
    return chosen_of(options, kept, ALSO)


def _ruled(page: Page, said: Said, act: Act | Unclear, learnt: tuple[Recipient, ...]) -> tuple[Recipient, ...]:
    """What the rules say instead of what was learnt, or beside it."""
    own = page.parties.sources[said.index]
    told = told_by_rule(page, said, act)
    if told and (len(own) > 1 or any(party.index not in own for party, _ in told)):
        role = role_of(said, True, act)
        return tuple(Recipient(party.name, role, span, party.entity, "rule", RULED) for party, span in told[:MOST])
    targeted = targeted_by_rule(page, said) if act in _HOSTILE else None
    if targeted is not None and targeted[0].index not in own:
        return (_by_rule(said, act, *targeted),)
    asked = unnamed_object_of(page, said)
    if asked is not None:
        outside = tuple(one for one in learnt if one.span is None or not page.covers[said.index].has(one.span.start))
        return outside or (_by_rule(said, act, page.parties.all[asked.party], asked.span),)
    named = _subject_of(page, said, act)
    if named is not None and act == "REQUEST":
        return (named,)
    if named is None:
        return learnt
    inside = tuple(one for one in learnt if one.span is not None and page.covers[said.index].has(one.span.start))
    return inside if any(_share_a_word(named.name, other.name) for other in inside) else (named, *inside)[:MOST]


def _subject_of(page: Page, said: Said, act: Act | Unclear) -> Recipient | None:
    """The one named who has to do what is demanded, did what is told as a wrong, or whose doing is judged.

    Never one of the own side.
    """
    found = (find(page, said) for find in _FINDING.get(act, ()))
    place = next((place for place in found if place is not None), None)
    if place is None or place.party in page.parties.sources[said.index]:
        return None
    party = page.parties.all[place.party]
    own = is_own_country(said.resolution, party) if act == "REQUEST" else is_barred(speaker_of(said), act, party)
    return None if own else _by_rule(said, act, party, place.span)


def _by_rule(said: Said, act: Act | Unclear, party: Party, span: Span) -> Recipient:
    return Recipient(party.name, role_of(said, False, act), span, party.entity, "rule", RULED)


def is_merely_named(option: Option, act: Act | Unclear, chance: float) -> bool:
    """Tell whether somebody only occurs in what a statement tells, by the chance to be a recipient."""
    return act in _TELLING and option.where in ("content", "object") and chance < SPOKEN_OF


def is_sent_to(said: Said, option: Option, act: Act | Unclear) -> bool:
    """Tell whether something is only sent to somebody, of whom nothing is asked, or accepted for somebody.

    "Proposed sending troops to Orsk" and "does not oppose guarantees for Orsk".
    """
    if option.where != "content" or option.place is None:
        return False
    if act == "AGREE" and is_not_against(said):
        return option.place.span.start > said.attribution.content[0].start + _OPENING
    return act == "REQUEST" and is_destination(said, option.place)


def is_barred(source: Resolution | None, act: Act | Unclear, party: Party) -> bool:
    """Tell whether nobody puts a statement to a party: a region's adjective, or for some acts what the source is of.

    "Western guarantees" name nobody; "Western Europeans" do. Nobody promises or tells the own country something.
    """
    if party.name.casefold() in REGIONAL:
        return True
    if act in _HOSTILE:
        return is_own_state(source, party) or (in_office(source) and is_in_role(source, party))
    if act in _FRIENDLY:
        return (party.type in _STATES and is_own_country(source, party)) or is_in_role(source, party)
    return False


def officers_of(page: Page) -> frozenset[int]:
    """The sources that are persons in an office, of no known country."""
    return frozenset(
        source
        for said in page.scene.statements
        for source in page.parties.sources[said.index]
        if in_office(said.resolution)
        and page.parties.all[source].type == "person"
        and not page.parties.all[source].country
    )


def speaker_of(said: Said) -> Resolution | None:
    """Who speaks: for "her country would not" inside what somebody said, that somebody."""
    if said.parent is not None and said.source and said.source[0].lower in _POSSESSIVES:
        return speaker_of(said.parent)
    return said.resolution


def is_own_country(source: Resolution | None, party: Party) -> bool:
    """Tell whether a source is of the country that a party is, or is of."""
    return source is not None and bool(party.country) and party.country == source.country


def is_own_state(source: Resolution | None, party: Party) -> bool:
    """Tell whether a source speaks for the state that a party is: its foreign minister, against a senator."""
    if source is None or party.type not in _STATES or not is_own_country(source, party):
        return False
    return source.type in _SPEAKING or in_office(source)


def in_office(source: Resolution | None) -> bool:
    """Tell whether a source speaks for a body by its office: "foreign minister", against "former minister"."""
    role = {word.strip(",.'’").casefold() for word in _role_of(source)}
    return (not role.isdisjoint(_OFFICES) or _HEAD_OF_STATE <= role) and role.isdisjoint(_OUT_OF_OFFICE)


def is_in_role(source: Resolution | None, party: Party) -> bool:
    """Tell whether what a source is has a party's name: "the foreign minister of Orsk", "her Orskan counterpart".

    Of about 155 such candidates on train 3 were annotated.
    """
    if party.entity is None or " " in party.name:
        return False
    words = (word.strip(",.") for word in _role_of(source))
    return any(word == party.name or is_made_of(word, party.name) for word in words)


def _role_of(source: Resolution | None) -> list[str]:
    words = "" if source is None else source.role or ""
    return words.replace("’s", "").replace("'s", "").split()


def chosen_of(options: Sequence[Option], chances: NDArray[np.float32], threshold: float) -> list[int]:
    """Places of the candidates that are likely enough, the likeliest first; of those alike in name only one."""
    chosen: list[int] = []
    for at in chances.argsort()[::-1].tolist():
        if chances[at] < threshold or len(chosen) == MOST:
            break
        if not any(_share_a_word(options[at].party.name, options[other].party.name) for other in chosen):
            chosen.append(at)
    return chosen


def _recipient(said: Said, option: Option, act: Act | Unclear, chance: float) -> Recipient:
    span = None if option.place is None else option.place.span
    role = role_of(said, option.where == "object", act)
    return Recipient(option.party.name, role, span, option.party.entity, "model", round(chance, 4))


def role_of(said: Said, is_object: bool, act: Act | Unclear) -> RecipientRole:
    """What the statement does to a recipient: by the verb whose object it is, else by the act."""
    if is_object:
        classes = (VERB_CLASS.get(word.lower) for word in reversed(said.cue))
        found = next((_OBJECTS[name] for name in classes if name in _OBJECTS), None)
        if found is not None:
            return found
    return _ROLES.get(act, "addressed")


def _share_a_word(one: str, other: str) -> bool:
    """Whether two names may be one's: "Trump's campaign" beside "Donald Trump"."""
    words, others = ({word for word in name.casefold().split() if word not in COMMON} for name in (one, other))
    return not words.isdisjoint(others)
