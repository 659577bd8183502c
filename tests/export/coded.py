"""A made-up article whose statements are coded by hand, with every kind of value that a coding has."""

from __future__ import annotations

from dataclasses import replace

from onrecord.codes import (
    Coding,
    Condition,
    Demand,
    Framing,
    Issue,
    Judged,
    Recipient,
    StatedDate,
    Threat,
)
from onrecord.document import Block, BlockKind, Document, Span
from onrecord.entity import Entity, Mentioned
from onrecord.statement import Attribution, Method, QuoteType, Reading, Resolution, statements_of

PARTS: tuple[tuple[BlockKind, str], ...] = (
    ("headline", "Karveth will take no foreign ‘monitors’ before a peace deal – Vennick"),
    ("byline", "By Odile Marchetto"),
    (
        "paragraph",
        "Foreign Minister Jorath Vennick on Tuesday accused the so-called League of Ports of arming the Tervai and "
        "said that monitors should come “only after a peace deal, not before”.",
    ),
    (
        "paragraph",
        "“If the Hall strikes out article four, our inspections will resume the following morning,” he warned "
        "Sorrenay.",
    ),
    (
        "paragraph",
        "Sorrenay’s president, Ghislin Verdassy, claimed to welcome the ceasefire, provided that it is backed by the "
        "Council. He urged both sides to open the ports by July 1.",
    ),
    ("paragraph", "“The regime in Hask has nothing to say to us,” shipowner Amatisse Korodine said."),
)
TEXT = "\n\n".join(part for _, part in PARTS)


def at(words: str, after: str = "") -> Span:
    """The first place of the words after those others."""
    start = TEXT.index(words, TEXT.index(after))
    return Span(start, start + len(words))


def said(content: str, quote_type: QuoteType, *, source: str, cue: str = "", after: str = "") -> Attribution:
    cues = (at(cue, after),) if cue else ()
    method: Method = "cue" if cue else "headline_dash"
    return Attribution((at(source, after),), cues, (at(content),), quote_type, score=0.9, method=method)


ATTRIBUTIONS = (
    said("Karveth will take no foreign ‘monitors’ before a peace deal", "mixed", source="Vennick"),
    said("of arming the Tervai", "indirect", source="Foreign Minister Jorath Vennick", cue="accused"),
    said(
        "that monitors should come “only after a peace deal, not before”",
        "mixed",
        source="Foreign Minister Jorath Vennick",
        cue="said",
    ),
    said(
        "“If the Hall strikes out article four, our inspections will resume the following morning,”",
        "direct",
        source="he",
        cue="warned",
        after="morning,”",
    ),
    said(
        "to welcome the ceasefire, provided that it is backed by the Council",
        "indirect",
        source="Sorrenay’s president, Ghislin Verdassy,",
        cue="claimed",
    ),
    said("to open the ports by July 1", "indirect", source="He", cue="urged", after="He urged"),
    said(
        "“The regime in Hask has nothing to say to us,”",
        "direct",
        source="shipowner Amatisse Korodine",
        cue="said",
        after="to us,”",
    ),
)
MINISTER = Resolution("Jorath Vennick", "name", "local:vennick", "person", "Karveth", "Foreign Minister", 0.95)
PRESIDENT = Resolution("Ghislin Verdassy", "name", "local:verdassy", "person", "Sorrenay", "President", 0.94)
SHIPOWNER = Resolution("Amatisse Korodine", "name", "local:korodine", "person", None, "shipowner", 0.9)
ENTITIES = (
    Mentioned(Entity("local:vennick", "Jorath Vennick", "person", "Karveth"), (at("Vennick"), at("Jorath Vennick"))),
    Mentioned(Entity("local:league", "League of Ports", "organisation"), (at("League of Ports"),)),
)
TUESDAY = StatedDate("2031-06-17", "relative", at("on Tuesday"))
MONITORS = Issue("monitoring", "monitors in the strait", at("monitors", "said that"), method="alias", score=0.97)
CEASEFIRE = Issue("open:ceasefire", "ceasefire", at("the ceasefire"), reversed=True, method="open", score=0.8)
LATER = Condition("after", at("only after a peace deal"), at("only after"), "Karveth", "rule", 0.9)
SOONER = Condition("before", at("not before"), at("not before"), score=0.85)
STRIKES = at("If the Hall strikes out article four")
CODINGS: tuple[Coding, ...] = (
    Coding(
        Judged("REJECT", "model", 0.77, (at("will take no"),)),
        Judged("conditional", "model", 0.64),
        replace(MONITORS, span=at("monitors"), method="meaning"),
        conditions=(Condition("before", at("before a peace deal"), at("before")),),
    ),
    Coding(
        Judged("ACCUSE", "lexicon", 0.93, (at("accused"),)),
        Judged("none", "rule", 0.7),
        aux=("historical", "negation"),
        recipients=(
            Recipient("League of Ports", "accused", at("the so-called League of Ports"), "local:league", "model", 0.8),
        ),
    ),
    Coding(
        Judged("STATE", "model", 0.58),
        Judged("conditional", "rule", 0.81, (at("only after"), at("not before"))),
        MONITORS,
        conditions=(LATER, SOONER),
    ),
    Coding(
        Judged("THREATEN", "model", 0.9, (at("warned"),)),
        Judged("unclear", "model", 0.3),
        mode="resume hostilities",
        aux=("future",),
        recipients=(Recipient("Sorrenay", "threatened", at("Sorrenay", "he warned"), "local:sorrenay"),),
        conditions=(Condition("if", STRIKES, at("If", "“If the Hall"), "the Hall"),),
        threat=Threat(at("our inspections will resume the following morning"), STRIKES),
    ),
    Coding(
        Judged("AGREE", "model", 0.71),
        Judged("oppose", "model", 0.6),
        CEASEFIRE,
        conditions=(
            Condition("guarantee", at("provided that it is backed by the Council"), at("provided that"), "the Council"),
        ),
    ),
    Coding(
        Judged("REQUEST", "lexicon", 0.95, (at("urged"),)),
        Judged("support", "model", 0.74),
        Issue("ports", "opening of the ports"),
        appeal=True,
        recipients=(
            Recipient("Karveth", "asked", None, "local:karveth"),
            Recipient("both sides", "asked", at("both sides"), method="rule", score=0.4),
        ),
        conditions=(Condition("deadline", at("by July 1"), at("by", "ports by")),),
        demand=Demand(at("to open the ports by July 1")),
    ),
    Coding(Judged("unclear", "model", 0.2), Judged("neutral", "model", 0.5)),
)
DATES: dict[int, tuple[StatedDate, ...]] = {
    0: (StatedDate("2031-06-18", "publication"),),
    1: (TUESDAY,),
    2: (TUESDAY,),
    3: (StatedDate("2031-06", "explicit"), StatedDate("2031", "explicit")),
}


def coded_reading() -> Reading:
    """The article with its resolved and coded statements."""
    blocks = []
    for kind, part in PARTS:
        blocks.append(Block(kind, at(part)))
    document = Document(
        TEXT, tuple(blocks), outlet="Coastwire", published="2031-06-18", authors=("Odile Marchetto",), language="en"
    )
    sources = (MINISTER, MINISTER, MINISTER, replace(MINISTER, method="pronoun"), PRESIDENT, PRESIDENT, SHIPOWNER)
    statements = tuple(
        replace(statement, codings=(CODINGS[index],), dates=DATES.get(index, ()), vector=bytes([0, 60, index, 0]))
        for index, statement in enumerate(statements_of(document, ATTRIBUTIONS, sources))
    )
    framing = (
        Framing("scare_quote", at("‘monitors’"), "article", statements[0].id),
        Framing("so_called", at("so-called"), "article"),
        Framing("doubt", at("claimed"), "article"),
        Framing("epithet", at("regime"), "source", statements[6].id),
    )
    options = {"min_score": 0.0, "codebook": "peace.toml@sha256:4567cdef"}
    provenance = {"model": "en-1@sha256:0123abcd", "onrecord": "0.1.0", "options": options}
    return Reading(document, statements, provenance, ENTITIES, framing)
