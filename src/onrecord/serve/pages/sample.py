"""Samples: statements drawn at random, judged one by one, and what the judgements come to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response

from onrecord.codes import ACTS, STANCES
from onrecord.errors import OptionError
from onrecord.evaluate.judgements import STATEMENT, Judgement, Verdict
from onrecord.review import Place
from onrecord.review.sampling import (
    LARGEST,
    VALUES,
    WHOLE,
    Drawn,
    Plan,
    Sample,
    draw,
    judge,
    judgements,
    report,
    sample_of,
    samples,
)
from onrecord.review.sheet import sheet_of
from onrecord.serve.asked import as_query, asked, download, form_of
from onrecord.serve.focus import focus_on, place_in
from onrecord.serve.navigation import with_values
from onrecord.serve.passage import passage_of
from onrecord.serve.record import Record
from onrecord.serve.rendering import page
from onrecord.serve.reviewer import Sent, decider, field, logged_in, may_edit, remembering, reviewer_of, see_other
from onrecord.store import Decision, Store
from onrecord.store.asking.known import issues_known

router = APIRouter(include_in_schema=False)
#: Key of a sample.
Number = Annotated[int, Path(ge=1, lt=2**53)]
#: Values whose right one a reviewer may give, with what it is chosen from.
CHOICES: Mapping[str, Sequence[str]] = {"act": ACTS, "stance": STANCES}
LABELS = {
    STATEMENT: "Is it a statement?",
    "source": "Source",
    "content": "Are the words those that were said?",
    "act": "Act",
    "issue": "Issue",
    "stance": "Stance",
    "recipients": "To whom",
    "conditions": "Conditions",
}
COLUMNS = (
    *("sample", "name", "statements", "pool", "judged", "blind", "by", "seed"),
    *("filters", "drawn_by", "drawn_at"),
)
#: Statements that a list of differences shows.
DIFFERING = 20
Judged = dict[tuple[int, str], dict[str, tuple[Decision, Judgement]]]


@router.get("/sample")
def all_samples(request: Request, store: Record) -> Response:
    """List the samples, with the form that draws one, or send the list as a file."""
    form = form_of(asked(request, ()))
    if form is not None:
        return _file(store, form)
    return _listed(request, store, 200, {"size": "100"}, "")


@router.post("/sample/draw")
def draw_one(request: Request, store: Record, form: Sent) -> Response:
    """Draw a sample and go to it."""
    given = {name: value.strip() for name, value in form.items() if isinstance(value, str) and value.strip()}
    by = decider(request, form)
    try:
        made = draw(store, _plan(given), by)
    except OptionError as error:
        return _listed(request, store, 422, given, str(error))
    return remembering(see_other(f"/sample/{made.key}"), request, by)


@router.get("/sample/{key}")
def one_sample(request: Request, store: Record, key: Number, format: str = "") -> Response:
    """Show what the judgements of a sample come to; as a sheet with ``format=csv``."""
    sample = sample_of(store, key)
    if format == "csv":
        disposition = {"Content-Disposition": f'attachment; filename="sample-{key}.csv"'}
        return Response(sheet_of(sample), media_type="text/csv; charset=utf-8", headers=disposition)
    by, judged = reviewer_of(request), _judged(store, sample)
    mine = [one for one in sample.drawn if by in judged.get((one.document, one.statement), {})]
    return page(
        request,
        "sample.html",
        sample=sample,
        report=report(store, sample),
        labels=LABELS,
        mine=mine,
        left=len(sample.drawn) - len(mine),
        differing=[one for one in mine if _differs(judged[one.document, one.statement])][:DIFFERING],
        judged=judged,
        **_asking(request),
    )


@router.get("/sample/{key}/judge")
def judge_page(request: Request, store: Record, key: Number, at: str = "") -> Response:
    """Show a statement of a sample with the questions; without ``at`` the first that the reviewer has not judged."""
    return _questions(request, store, sample_of(store, key), place_in(at))


@router.post("/sample/{key}/judge")
def judge_one(request: Request, store: Record, key: Number, form: Sent) -> Response:
    """Keep a judgement and go to the next statement."""
    sample, place, by = sample_of(store, key), place_in(field(form, "at")), decider(request, form)
    sent = {name: value.strip() for name, value in form.items() if isinstance(value, str)}
    try:
        if place is None:
            raise OptionError("no statement is named. Begin at the sample's page")
        drawn = sample.find(*place)
        judge(store, key, place, _verdicts(sent, drawn, sample.blind) if drawn else {}, by)
    except OptionError as error:
        return _questions(request, store, sample, place, 422, message=str(error), sent=sent)
    path = with_values(f"/sample/{key}/judge", {"at": sent.get("next")})
    return remembering(see_other(path), request, by)


def _listed(request: Request, store: Store, status: int, given: Mapping[str, str], message: str) -> Response:
    found = [(one, len(_judged(store, one))) for one in reversed(samples(store))]
    return page(
        request,
        "samples.html",
        status,
        samples=found,
        given=given,
        message=message,
        largest=LARGEST,
        choices=CHOICES,
        **_asking(request),
    )


def _file(store: Store, form: str) -> Response:
    rows = [
        (
            *(one.key, one.name, len(one.drawn), one.pool, len(_judged(store, one)), one.blind, one.by, one.seed),
            *("&".join(f"{name}={value}" for name, value in one.filters.items()), one.decided_by, one.decided_at),
        )
        for one in reversed(samples(store))
    ]
    told = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    return download(form, "samples", {"total": len(told), "samples": told}, (COLUMNS, rows))


def _plan(given: Mapping[str, str]) -> Plan:
    numbers = {}
    for name in ("size", "seed"):
        value = given.get(name, "")
        if value and not (value.isascii() and value.isdigit() and len(value) < 16):
            raise OptionError(f"{name} {value[:40]!r} is no number. Write a whole number")
        numbers[name] = int(value) if value else None
    query = as_query(given)
    by = given.get("by_what")
    strata: Any = by if by in ("outlet", "act") else None
    return Plan(numbers["size"] or 0, given.get("name", ""), numbers["seed"], query, strata, "blind" in given)


def _asking(request: Request) -> dict[str, Any]:
    return {"reviewer": reviewer_of(request), "logged_in": logged_in(request), "may_edit": may_edit(request)}


def _judged(store: Store, sample: Sample) -> Judged:
    """Return the standing judgements by statement and reviewer."""
    found: Judged = {}
    for decision, judgement in judgements(store, sample.key):
        place = (decision.document or 0, decision.value["statement"])
        found.setdefault(place, {})[decision.decided_by] = (decision, judgement)
    return found


def _differs(by: Mapping[str, tuple[Decision, Judgement]]) -> bool:
    given = [judgement.verdicts for _, judgement in by.values()]
    names = {name for one in given for name in one}
    return any(len({one[name] for one in given if name in one and one[name].right is not None}) > 1 for name in names)


def _questions(
    request: Request,
    store: Store,
    sample: Sample,
    place: Place | None,
    status: int = 200,
    *,
    message: str = "",
    sent: Mapping[str, str] | None = None,
) -> Response:
    by, judged = reviewer_of(request), _judged(store, sample)
    places = [Place(one.document, one.statement) for one in sample.drawn]
    left = [one for one in places if by not in judged.get(one, {})]
    if place is None and not left:
        return see_other(f"/sample/{sample.key}")
    at = place or left[0]
    drawn = sample.find(*at)
    if drawn is None:
        raise OptionError(f"statement {at.statement} is not of sample {sample.key}. Begin at the sample's page")
    number = places.index(at)
    following = [one for one in (*places[number + 1 :], *places[:number]) if one in left]
    own, focus = judged.get(at, {}).get(by), focus_on(store, at)
    with store.connection() as connection:
        issues = issues_known(connection)
    return page(
        request,
        "sample_judge.html",
        status,
        sample=sample,
        drawn=drawn,
        at=f"{at.document}:{at.statement}",
        focus=focus,
        passage=passage_of(focus.article, focus.statement, codes=not sample.blind) if focus is not None else [],
        questions=_asked_of(drawn, sample.blind),
        fields=sent or _fields(own[1].verdicts if own else {}, drawn, sample.blind),
        others={name: one[1].verdicts for name, one in judged.get(at, {}).items() if name != by} if own else {},
        number=number,
        left=len(left),
        around={
            "before": _name(places[number - 1]) if number else None,
            "after": _name(places[number + 1]) if number + 1 < len(places) else None,
            "next": _name(following[0]) if following else None,
        },
        labels=LABELS,
        choices=CHOICES,
        whole=WHOLE,
        issues=issues,
        message=message,
        **_asking(request),
    )


def _name(place: Place) -> str:
    return f"{place.document}:{place.statement}"


def _asked_of(drawn: Drawn, blind: bool) -> list[str]:
    """Return the values that are asked about: those that the machine gave; of a blind sample those that can be told."""
    unseen = ("recipients", "conditions") if blind else ()
    return [name for name in VALUES if name in drawn.codes and name not in unseen]


def _fields(verdicts: Mapping[str, Verdict], drawn: Drawn, blind: bool) -> dict[str, str]:
    """Return the form as somebody filled it in before."""
    found: dict[str, str] = {}
    for name, verdict in verdicts.items():
        found[f"v-{name}"] = "unsure" if verdict.right is None else "yes" if verdict.right else "no"
        right = drawn.words.get(name, "") if name == "source" else drawn.codes.get(name, "")
        found[f"i-{name}"] = str(verdict.instead or (right if verdict.right and blind else ""))
    return found


def _verdicts(sent: Mapping[str, str], drawn: Drawn, blind: bool) -> dict[str, Verdict]:
    """Return what a sent form says; ``all`` says that everything is right."""
    names = _asked_of(drawn, blind)
    if "all" in sent:
        return dict.fromkeys(names, Verdict(True))
    found: dict[str, Verdict] = {}
    for name in names:
        said, instead = sent.get(f"v-{name}", ""), sent.get(f"i-{name}", "")
        if blind and name not in WHOLE:
            found |= {name: Verdict(None, instead)} if instead else {}
        elif said == "no":
            found[name] = Verdict(False, instead if instead and name not in WHOLE else None)
        elif said in ("yes", "unsure"):
            found[name] = Verdict(True if said == "yes" else None)
    return found
