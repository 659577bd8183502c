"""Tables of hand-coded statements, CSV or Excel, as readings: one row a statement.

Columns are known by the names of the fields (:data:`onrecord.exchange.how.FIELDS`) or by a mapping. Where a row has the
article's text, content, source and cue are looked for in it; where no row of an article has it, the text is made of the
contents, and a warning says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.codes import StatedDate
from onrecord.document import Span
from onrecord.errors import InputError, OptionError
from onrecord.exchange import values
from onrecord.exchange.handmade import Coded, Origin, Who, reading_from
from onrecord.exchange.how import FIELDS, How
from onrecord.exchange.sheets import Row, csv_rows, excel_rows
from onrecord.exchange.texts import Article
from onrecord.ingest.assembly import Known
from onrecord.statement import Reading

#: What is the same in all rows of an article.
_DOCUMENT = ("document", "text", "title", "outlet", "url", "author")
_OF_ARTICLE = frozenset({*_DOCUMENT, "published"})
#: What can differ between the codings of one statement.
_OF_CODING = ("act", "stance", "issue", "issue_id", "recipients", "conditions")
_BAR = " | "
_MADE = "the table had no text of the article: it is made of the contents of its statements"
_REMEDY = "Correct the row, or map the value with [values.…] in a mapping file"
#: Names of columns that are understood beside those of the fields: those of our own CSV and of DNA's event list.
_ALIASES = {
    "organization": "organisation",
    "person": "name",
    "concept": "issue",
    "position": "stance",
    "addressee": "recipients",
    "issue_label": "issue",
    "document_id": "document",
    "document_title": "title",
    "document_author": "author",
    "document_source": "outlet",
    "start_position": "start",
    "stop_position": "end",
}


#: Columns by which DNA's event list is known, and what its columns are that mean something else elsewhere.
_EVENT_LIST = {"start_position", "stop_position"}
_DNA_ALIASES = {**_ALIASES, "text": "content", "time": "published", "source": "outlet", "type": "", "stance": ""}


@dataclass(slots=True)
class _Group:
    """The rows of one article; ``dates`` are those given for it, with the first row of each."""

    facts: dict[str, str] = field(default_factory=dict)
    dates: dict[str, int] = field(default_factory=dict)
    rows: list[tuple[int, dict[str, str]]] = field(default_factory=list)


def readings(path: Path, how: How = How(), form: str = "csv") -> Iterator[Reading | InputError]:
    """Yield a reading for each article of a table; what cannot be used is yielded as an error.

    Raises
    ------
    OptionError
        If the mapping names a column that there is not, or if no column is the content.
    """
    name = str(path)
    try:
        groups = _grouped((excel_rows if form == "excel" else csv_rows)(path, how), how, name)
        origin = Origin.of(form, path, how.coder)
    except InputError as error:
        yield error
        return
    for group in groups.values():
        yield from _Article(name, group, how).readings(origin)


def _grouped(rows: Iterator[Row], how: How, name: str) -> dict[tuple[str, ...], _Group]:
    """Gather the rows by article: by what tells documents apart, else by text, address, or title, outlet and date."""
    groups: dict[tuple[str, ...], _Group] = {}
    for number, cells, columns in rows:
        if not groups:
            _check_columns(columns, how, name)
        said = _fields(cells, how)
        keys = (("document",), ("text",), ("url",), ("title", "outlet", "published"))
        known = next(((key[0], *(said.get(one, "") for one in key)) for key in keys if said.get(key[0])), None)
        group = groups.setdefault(known or ("row", str(number)), _Group())
        for fact in _DOCUMENT:
            if fact in said and fact not in group.facts:
                group.facts[fact] = said[fact]
        if "published" in said:
            group.dates.setdefault(said["published"], number)
        group.rows.append((number, {key: value for key, value in said.items() if key not in _OF_ARTICLE}))
    return groups


def _check_columns(columns: frozenset[str], how: How, name: str) -> None:
    absent = next((column for column in how.columns.values() if column not in columns), None)
    if absent is not None:
        raise OptionError(f"{name} has no column {absent!r}. It has: {', '.join(sorted(columns))}")
    if not {"content", "start"} & _fields(dict.fromkeys(columns, "x"), how).keys():
        raise OptionError(f"no column of {name} is the content. Say which with --map content=COLUMN")


def _fields(cells: dict[str, str], how: How) -> dict[str, str]:
    """Return a row by our fields."""
    theirs = {column: ours for ours, column in how.columns.items()}
    plain = {column: column.casefold().replace(" ", "_").replace("-", "_") for column in cells}
    aliases = _DNA_ALIASES if _EVENT_LIST <= {*plain.values()} else _ALIASES
    found: dict[str, str] = {}
    for column, cell in cells.items():
        ours = theirs.get(column) or aliases.get(plain[column], plain[column])
        if column in theirs or (ours in FIELDS and ours not in how.columns):
            found[ours] = how.value(ours, cell) if ours != "text" else cell
    return found


class _Article:
    """The rows of one article, with its text."""

    def __init__(self, name: str, group: _Group, how: How) -> None:
        self.name = name
        self.group = group
        self.how = how
        self.taken: dict[str, int] = {}

    def readings(self, origin: Origin) -> Iterator[Reading | InputError]:
        """Yield the reading, and an error for every row that cannot be used."""
        facts, first = self.group.facts, self.group.rows[0][0]
        rows = [(number, said) for number, said in self.group.rows if "content" in said or "start" in said]
        for number in sorted({number for number, _ in self.group.rows} - {number for number, _ in rows}):
            yield InputError(f"{self.name}, row {number}", "it has no content", _REMEDY)
        if not rows:
            return
        text = facts.get("text") or "\n\n".join(dict.fromkeys(said.get("content", "") for _, said in rows))
        published: str | None = None
        for date, number in self.group.dates.items():
            try:
                read = values.iso(date)
            except ValueError as error:
                yield InputError(f"{self.name}, row {number}", str(error), _REMEDY)
            else:
                published = published or read
        known = Known(
            f"{self.name}, row {first}",
            facts.get("title"),
            (facts["author"],) if "author" in facts else (),
            published,
            facts.get("outlet"),
            facts.get("url"),
            facts.get("document"),
            warnings=() if "text" in facts else (_MADE,),
        )
        try:
            article = Article(text, known, self.how.offsets or "code-points")
        except InputError as error:
            yield error
            return
        found: list[Coded] = []
        for number, said in rows:
            try:
                content = self._content(article, said)
                found += [self._row(article, coding, content) for coding in _codings(said)]
            except ValueError as error:
                yield InputError(f"{self.name}, row {number}", str(error), _REMEDY)
        if found:
            yield reading_from(article.document, found, origin)

    def _row(self, article: Article, said: dict[str, str], content: Span) -> Coded:
        made = "text" not in self.group.facts
        source = None if made else article.find(said.get("source", ""), content)
        cue = None if made else article.find(said.get("cue", ""), source or content)
        stance = values.stance(said["stance"]) if "stance" in said else None
        if stance is None and "agreement" in said and "issue" in said:
            stance = values.agreement(said["agreement"])
        label, identifier = said.get("issue", ""), said.get("issue_id", "")
        return Coded(
            (source,) if source else (),
            (cue,) if cue else (),
            (content,),
            values.quote_type(said["quote_type"]) if "quote_type" in said else article.quote_type((content,)),
            "negated" in said and values.truth(said["negated"], "negated"),
            who=_who(said),
            act=values.act(said["act"]) if "act" in said else None,
            stance=stance,
            issue=values.issue(label, identifier) if label or identifier else None,
            recipients=values.recipients(said.get("recipients", "")),
            conditions=values.conditions(said.get("conditions", ""), article, content),
            dates=tuple(StatedDate(values.iso(date), "explicit") for date in said.get("date", "").split(";") if date),
            coder=said.get("coder"),
        )

    def _content(self, article: Article, said: dict[str, str]) -> Span:
        """Return where the content stands: by its offsets, else by its words; those again at their next place."""
        words = said.get("content", "")
        if "text" in self.group.facts and "start" in said and "end" in said:
            span = article.span(values.offset(said["start"], "start"), values.offset(said["end"], "end"))
            if span is None or span.start == span.end:
                raise ValueError(f"{said['start']} to {said['end']} is no stretch of the text")
            if words and words.split() != span.of(article.text).split():
                raise ValueError(f"{words[:60]!r} is not what stands at {said['start']} to {said['end']}")
            return span
        nth = self.taken.get(words, 0) if "text" in self.group.facts else 0
        found = article.find(words, nth=nth)
        if found is None:
            raise ValueError(f"its content {words[:60]!r} does not stand in the text")
        self.taken[words] = nth + 1
        return found


def _codings(said: dict[str, str]) -> list[dict[str, str]]:
    """Return a row for each of several codings, which our own CSV joins by a bar."""
    count = said.get("act", "").count(_BAR) + 1
    parts = {key: value.split(_BAR) for key, value in said.items() if key in _OF_CODING}
    several = {key: values for key, values in parts.items() if len(values) == count}
    pieces = [{key: values[at].strip() for key, values in several.items()} for at in range(count)]
    return [{key: value for key, value in {**said, **piece}.items() if value} for piece in pieces]


def _who(said: dict[str, str]) -> tuple[Who, ...]:
    """Return who says it: the name, else the words for it, else the organisation."""
    name = said.get("name") or said.get("source")
    person, organisation = name or said.get("organisation"), said.get("organisation") if name else None
    if not person or person == "unknown":
        return ()
    kind = values.entity_type(said["type"]) if "type" in said else None if name else "organisation"
    role = said.get("role") or organisation
    entity = said.get("entity")  # our own CSV has the ids of several sources in one cell, and names them in one
    return (Who(person, None if entity and ";" in entity else entity, kind, said.get("country"), role),)
