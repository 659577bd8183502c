"""What the API takes and gives, for its description; names of keys are those of the records that hold the values."""

from __future__ import annotations

from typing import Annotated, Any, Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from onrecord.contract.keys import StatementModel

T = TypeVar("T")
#: Characters of a text that is given to be read or added.
LONGEST_TEXT = 200_000
Named = Annotated[str | None, Field(description="Wikidata, user's or local id; null for those known by name alone")]
Day = Annotated[str | None, Field(description="ISO 8601 date", examples=["2031-06-17"])]
Counted = Annotated[
    list[tuple[str, int]], Field(description="Values with how many statements have them, most frequent first")
]


class Problem(BaseModel):
    """What is wrong, as RFC 9457 has it."""

    type: Literal["about:blank"]
    title: Annotated[str, Field(description="What HTTP calls it")]
    status: int
    detail: Annotated[str, Field(description="What is wrong, in one clause")]
    value: Annotated[str | None, Field(description="The value that is wrong")]
    remedy: Annotated[str | None, Field(description="What to do about it")]


class Listed(BaseModel, Generic[T]):
    """A page of a list."""

    items: list[T]
    next: Annotated[str | None, Field(description="The cursor of the next page; null on the last one")]


class StoredDocument(BaseModel):
    """A document of the record, without its text."""

    key: Annotated[int, Field(description="What the record knows it by", examples=[12])]
    id: Annotated[str, Field(description="sha256: and the hash of the text")]
    place: Annotated[str, Field(description="Where it stands: its URL, its outlet's own id, or its outlet")]
    title: str | None
    outlet: str | None
    url: str | None
    published: Annotated[str | None, Field(description="ISO 8601 date or date-time")]
    language: str
    source_id: str | None
    added_from: Annotated[str | None, Field(description="The file, feed or address that it was added from")]
    added_at: Annotated[str, Field(description="ISO 8601 time, UTC")]


class Version(BaseModel):
    """What an address showed."""

    number: Annotated[int, Field(description="From 1")]
    document: StoredDocument
    seen_at: str


class PastReading(BaseModel):
    """An earlier reading of a document, which another one replaced."""

    key: int
    document: int
    model: str | None
    read_at: str
    replaced_at: str
    statements: Annotated[int, Field(description="How many it had")]


class Decision(BaseModel):
    """What a person decided."""

    key: int
    document: int | None
    statement: str | None
    first_statement: Annotated[str | None, Field(description="The id that the statement had then")]
    kind: Annotated[str, Field(examples=["accept"])]
    value: Annotated[Any, Field(description="What was changed, and how it was before")]
    decided_by: str
    decided_at: str
    undone_by: str | None
    undone_at: Annotated[str | None, Field(description="null while it stands")]


class FoundStatement(BaseModel):
    """A statement with the document that it stands in, and what people decided on it."""

    document: StoredDocument
    statement: StatementModel
    said_from: Day
    said_until: Day
    decisions: list[Decision]


class HitIssue(BaseModel):
    """An issue."""

    id: str
    label: str


class HitRecipient(BaseModel):
    """To or about whom."""

    name: str
    entity: Named
    role: str


class HitCoding(BaseModel):
    """What a statement does."""

    act: str
    stance: str
    issue: HitIssue | None
    recipients: list[HitRecipient]
    conditions: list[str]


class HitSnippet(BaseModel):
    """A piece of the content; ``marks`` are places in it where the words stand."""

    text: str
    marks: list[tuple[int, int]]


class Hit(BaseModel):
    """A statement that a search found."""

    document: int
    statement: str
    published: str | None
    outlet: str | None
    title: str | None
    url: str | None
    said_from: Day
    said_until: Day
    speaker: str | None
    entity: Named
    role: str | None
    source: str
    cue: str
    content: str
    quote_type: str
    negated: bool
    score: float
    codings: list[HitCoding]
    snippet: HitSnippet
    rank: float | None


class Hits(Listed[Hit]):
    """A page of what a search found."""

    total: Annotated[int, Field(description="How many there are in all, counted up to 1,000 or to this page's end")]
    more: Annotated[bool, Field(description="Whether there are more than total")]


class Office(BaseModel):
    """What somebody holds or held."""

    role: str
    country: str | None
    start: str | None
    end: str | None


class ProfileIssue(BaseModel):
    """What somebody said about an issue."""

    id: str
    label: str
    stances: Counted
    first: Day
    last: Day


class Profile(BaseModel):
    """What the record knows of somebody."""

    entity: Named
    name: str
    type: str | None
    country: str | None
    aliases: list[str]
    offices: list[Office]
    statements: Annotated[int, Field(description="By them, alone or with others")]
    received: Annotated[int, Field(description="To or about them")]
    first: Day
    last: Day
    months: Counted
    outlets: Counted
    acts: Counted
    issues: list[ProfileIssue]


class Actor(BaseModel):
    """An actor of the record: one entity with all its names, or a name that belongs to none."""

    id: Annotated[str, Field(description="What to ask /actors for: the entity, else the name")]
    entity: Named
    names: list[str]
    uses: Annotated[int, Field(description="Statements by them, and to or about them")]
    type: str | None
    country: str | None


class Issue(BaseModel):
    """An issue of the record."""

    id: Annotated[str, Field(description="Of the codebook, or open: and the words of the label")]
    label: str
    codings: Annotated[int, Field(description="How many codings are about it")]


class IssueStances(BaseModel):
    """An issue, and how statements stand to it."""

    id: str
    label: str
    statements: int
    stances: dict[str, int]


class Outlet(BaseModel):
    """Who published something."""

    name: str
    documents: int
    statements: int


class Information(BaseModel):
    """What the record is and how much is in it."""

    name: str
    version: Annotated[str, Field(description="Of its tables")]
    database: str
    size: Annotated[int, Field(description="Bytes")]
    counts: dict[str, int]
    outlets: int
    first: Day
    last: Day
    models: Annotated[dict[str, int], Field(description="Documents by the model that read them")]
    onrecord: Annotated[str, Field(description="Version of the application")]
    person: Annotated[str, Field(description="Who you are to it")]
    role: Literal["reader", "editor"]


class Given(BaseModel):
    """Something that a client sends: keys that are not known are refused."""

    model_config = ConfigDict(extra="forbid", allow_inf_nan=False)


class Text(Given):
    """An article to read."""

    text: Annotated[
        str,
        Field(
            min_length=1,
            max_length=LONGEST_TEXT,
            examples=["“The talks will resume on Monday,” said Foreign Minister Lena Oskar of Karveth."],
        ),
    ]
    title: Annotated[str | None, Field(max_length=1000)] = None
    outlet: Annotated[str | None, Field(max_length=200)] = None
    url: Annotated[str | None, Field(max_length=2000)] = None
    published: Annotated[str | None, Field(max_length=40, examples=["2031-06-17"])] = None
    author: Annotated[str | None, Field(max_length=200)] = None


class JobArticle(Given):
    """An article to add."""

    text: Annotated[str, Field(min_length=1, max_length=LONGEST_TEXT)]
    title: Annotated[str | None, Field(max_length=1000)] = None
    outlet: Annotated[str | None, Field(max_length=200)] = None
    url: Annotated[str | None, Field(max_length=2000)] = None
    published: Annotated[str | None, Field(max_length=40, examples=["2031-06-17"])] = None


class JobGiven(Given):
    """What is to be added: addresses of pages, feeds and news sitemaps, and articles themselves."""

    addresses: Annotated[
        list[Annotated[str, Field(max_length=4096)]],
        Field(max_length=100, examples=[["https://gazette.example/feed.xml"]]),
    ] = []
    articles: Annotated[list[JobArticle], Field(max_length=200)] = []


class JobCounts(BaseModel):
    """How many articles became what."""

    new: int
    versions: int
    unchanged: int
    failed: int
    copies: int
    read: int


class JobOutcome(BaseModel):
    """What became of an article."""

    status: Literal["new", "version", "unchanged", "failed", "copy"]
    source: str
    url: str | None
    title: str | None
    outlet: str | None
    document: Annotated[int | None, Field(description="Key of the document")]
    problem: str | None
    remedy: str | None


class Job(BaseModel):
    """An addition in the background."""

    id: int
    state: Literal["waiting", "running", "done", "failed", "cancelled"]
    stopping: Annotated[bool, Field(description="It was cancelled and ends after the article that it is at")]
    sources: list[str]
    by: str
    made_at: str
    ended_at: str | None
    error: Annotated[str | None, Field(description="Why all of it failed")]
    counts: JobCounts
    outcomes: Annotated[list[JobOutcome], Field(description="The last 1,000; none of them in a list of jobs")]
    version: Annotated[int, Field(description="Grows with everything that happens to it")]
