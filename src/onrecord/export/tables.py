"""The tidy tables that Parquet files and data frames hold: which columns, of which kind, and what they say.

``document`` counts the readings of one export from 1: two outlets can run the same text, so that its hash would not
tell them apart. ``statement`` counts within the document, ``coding`` within the statement, both from 1; with
``document`` they join the tables.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

#: ``texts`` is a list of texts, ``offices`` a list of records with role, country, start and end.
Kind = Literal["text", "texts", "integer", "number", "truth", "offices"]


class Column(NamedTuple):
    """A column; ``kind`` is what its values are, each of which can be missing."""

    name: str
    kind: Kind
    says: str


_DOCUMENT = Column("document", "integer", "Number of the document in this export, from 1")
_STATEMENT = Column("statement", "integer", "Number of the statement in its document, from 1")
_CODING = Column("coding", "integer", "Number of the coding of its statement, from 1")
_ENTITY = "Id of the entity: Wikidata, a user's own, or local:"

TABLES: dict[str, tuple[Column, ...]] = {
    "documents": (
        _DOCUMENT,
        Column("document_id", "text", "sha256: and the hex digest of the text"),
        Column("source_id", "text", "The id that the input itself carried"),
        Column("url", "text", "Address of the article"),
        Column("outlet", "text", "Who published it"),
        Column("published", "text", "ISO 8601 date or date-time, as given or found"),
        Column("title", "text", "Title"),
        Column("authors", "texts", "Names of the authors"),
        Column("language", "text", "ISO 639-1 code, und when it could not be told"),
        Column("text", "text", "The article; what start and end count in, in code points"),
        Column("extra", "text", "JSON object of what the input said that onrecord does not know"),
        Column("warnings", "texts", "What a reader of the result should know about the input"),
        Column("model", "text", "Name and hash of the model that read it"),
        Column("onrecord", "text", "Version of onrecord that read it"),
        Column("options", "text", "JSON object of the options that decide what is found"),
    ),
    "statements": (
        _DOCUMENT,
        _STATEMENT,
        Column("document_id", "text", "As in documents"),
        Column("statement_id", "text", "The same words at the same place of the same text give the same id"),
        Column("parent", "text", "statement_id of the statement whose content holds this one"),
        Column("outlet", "text", "As in documents"),
        Column("published", "text", "As in documents"),
        Column("quote_type", "text", "direct, indirect or mixed: all, none or part of the content is quoted"),
        Column("negated", "truth", "The cue is negated or hypothetical: did not say, would say"),
        Column("method", "text", "cue, the rule that found it, or human"),
        Column("score", "number", "Calibrated chance that the statement is right, from 0 to 1"),
        Column("source", "text", "Words for who is credited, pieces joined by ' … '"),
        Column("cue", "text", "Words that credit, pieces joined by ' … '"),
        Column("content", "text", "What is credited, pieces joined by ' … '"),
        Column("entity", "text", f"{_ENTITY}; missing for the unnamed, the unknown and several"),
        Column("name", "text", "The resolved name; 'unnamed: …' for the unnamed, unknown where none is known"),
        Column("type", "text", "person, government, organisation …"),
        Column("country", "text", "ISO 3166-1 alpha-2 code where there is one, else the country's name"),
        Column("role", "text", "Office in the words of the article or the registry"),
        Column("resolution_method", "text", "What in the text or the registry gave the name"),
        Column("resolution_score", "number", "Chance that the name is right, from 0 to 1"),
        Column("members", "texts", "Names of each of several sources"),
        Column("member_entities", "texts", "Their entities in the same order, missing where there is none"),
        Column("date", "text", "When it was said: ISO 8601, possibly only a year or a month"),
        Column("date_basis", "text", "explicit, relative or publication (the article's own date)"),
    ),
    "codings": (
        _DOCUMENT,
        _STATEMENT,
        _CODING,
        Column("statement_id", "text", "As in statements"),
        Column("act", "text", "PLOVER event type, STATE, or unclear"),
        Column("quad", "integer", "1 verbal, 2 material cooperation, 3 verbal, 4 material conflict"),
        Column("mode", "text", "PLOVER mode of the act, where the words give it"),
        Column("appeal", "truth", "A REQUEST that is a soft appeal, not a demand"),
        Column("aux", "texts", "Auxiliary modes: historical, future, hypothetical, negation"),
        Column("act_method", "text", "What found the act: model, lexicon, rule, human"),
        Column("act_score", "number", "Chance that the act is right, from 0 to 1"),
        Column("issue_id", "text", "Of the codebook, or open: and the words of the label"),
        Column("issue_label", "text", "The issue in words"),
        Column("issue_reversed", "truth", "The words are a reversed alias of the issue"),
        Column("issue_method", "text", "What found the issue: alias, meaning, open, human"),
        Column("issue_score", "number", "Chance that the issue is right, from 0 to 1"),
        Column("stance", "text", "support, oppose, conditional, neutral, none or unclear, towards the issue"),
        Column("stance_method", "text", "What found the stance"),
        Column("stance_score", "number", "Chance that the stance is right, from 0 to 1"),
    ),
    "recipients": (
        _DOCUMENT,
        _STATEMENT,
        _CODING,
        Column("recipient", "integer", "Number of the recipient of its coding, from 1"),
        Column("name", "text", "Resolved name, or the words used where nobody is known by name"),
        Column("role", "text", "addressed, asked, accused, threatened, praised or interlocutor"),
        Column("entity", "text", _ENTITY),
        Column("method", "text", "What found the recipient"),
        Column("score", "number", "Chance that the recipient is right, from 0 to 1"),
    ),
    "conditions": (
        _DOCUMENT,
        _STATEMENT,
        _CODING,
        Column("condition", "integer", "Number of the condition of its coding, from 1"),
        Column("type", "text", "if, unless, after, before, until, guarantee, in_return, deadline or limit"),
        Column("words", "text", "The condition with its marker"),
        Column("marker", "text", "The words that show the type"),
        Column("on", "text", "Who has to meet it, as the article names them"),
        Column("method", "text", "What found the condition"),
        Column("score", "number", "Chance that the condition is right, from 0 to 1"),
    ),
    "spans": (
        _DOCUMENT,
        Column("statement", "integer", "Number of the statement; missing where the span belongs to the document"),
        Column("coding", "integer", "Number of the coding; missing where the span belongs to no coding"),
        Column("part", "text", "What the span is: source, cue, content, act, issue, recipient, block, mention …"),
        Column("kind", "text", "More on it: kind of block, role of recipient, type of condition, kind of framing"),
        Column("number", "integer", "Number of the piece; of a recipient, condition or mention, its number"),
        Column("start", "integer", "First character, in code points from 0"),
        Column("end", "integer", "One after the last character, in code points"),
        Column("start_utf16", "integer", "start in UTF-16 code units, as Java and JavaScript count"),
        Column("end_utf16", "integer", "end in UTF-16 code units"),
        Column("text", "text", "The words; missing for blocks, which hold the whole text"),
        Column("entity", "text", "Of a mention or a recipient, the entity"),
        Column("voice", "text", "Of framing, whose words they are: article or source"),
    ),
    "entities": (
        _DOCUMENT,
        Column("entity", "text", _ENTITY),
        Column("name", "text", "Name"),
        Column("type", "text", "person, government, organisation …"),
        Column("country", "text", "ISO 3166-1 alpha-2 code where there is one, else the country's name"),
        Column("gender", "text", "female or male, only where a source says so"),
        Column("aliases", "texts", "Other names"),
        Column("offices", "offices", "What they hold or held: role, country, start, end"),
    ),
}


def columns(table: str) -> tuple[Column, ...]:
    """Return the columns of a table.

    Raises
    ------
    ValueError
        If there is no table of this name.
    """
    if table not in TABLES:
        raise ValueError(f"no table named {table!r}. Use one of: {', '.join(TABLES)}")
    return TABLES[table]
