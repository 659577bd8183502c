"""The anatomy of a plain-text article: which part is headline, deck, byline, caption, paragraph, teaser …

The kinds follow from typography (``typography``) and from position: an article has a head, which ends where the first
paragraph begins, and a body. No rule knows an outlet; what a rule must not catch is in ``tests/cases/anatomy.json``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from onrecord.document import Block, BlockKind, Link
from onrecord.ingest import bylines, site, typography
from onrecord.ingest.lines import ends_sentence, is_item, pieces

#: Longest headline, deck and subhead in characters.
_HEADLINE, _DECK, _SUBHEAD = 200, 250, 90
#: A headline that ends as a sentence does is no longer than this.
_SENTENCE_HEADLINE = 130
#: Blocks a head can have: after these the body has begun.
_HEAD_BLOCKS = 8
#: Longest headline of another article, and how many of them stand below one label.
_TEASER, _LISTED_TEASERS = 150, 8
#: Words that a pull quote shares with the body, at least.
_PULLED_WORDS = 4
#: Where more parts than this are all quotation, they are a transcript, not pull quotes.
_MOST_PULLED = 50
_REPORTED = re.compile(r"\b(?:said|told|added)\b|\bon (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_SENTENCES = re.compile(r"[a-z0-9\u2019\u201d\")][.!?][\u2019\u201d\"')]? +[\u2018\u201c\"'(]?[A-Z]")
#: A question that a subhead asks: of something it names, in the present.
_QUESTION = re.compile(
    r"(?:\d{1,2}[.)] )?(?:What|Why|How|Who|When|Where|Which|Is|Are|Can|Could|Will|Would|Should|Does|Do|Has|Have)"
    r"(?: (?!(?:I|we|you|he|she|it|they|this|that|these|those|him|her|them|did|had)\b)[\w\u2019'-]+){2,11}\?"
)
_WORD = re.compile(r"\w+")
_BEGINS_WORDS = re.compile(r"[\"'\u2018\u201c\u00ab\u201e(\[\u2026\u00a0 \u200e\u200f]*\w")
_URL = re.compile(r"https?://[^\s<>\"'\u201d\u2019)\]]+")


def blocks(text: str) -> tuple[Block, ...]:
    """Cut a plain text into its blocks.

    Returns the blocks in text order; they do not overlap and begin and end with a visible character.

    >>> [block.kind for block in blocks("Quay closes\\n\\nBy Ilva Ronne\\n\\nThe quay closed, he said.")]
    ['headline', 'byline', 'paragraph']
    """
    spans = pieces(text)
    kinds = block_kinds([span.of(text) for span in spans])
    return tuple(Block(kind, span) for kind, span in zip(kinds, spans, strict=True))


def teaser_links(text: str, found: Sequence[Block]) -> tuple[Link, ...]:
    """A link for every teaser among the blocks that names an article, with the address that stands in it, if any."""
    links: list[Link] = []
    for block in found:
        part = block.span.of(text)
        if block.kind == "teaser" and not (site.is_label_of_teasers(part) or site.is_of_the_site(part)):
            url = _URL.search(part)
            links.append(Link("teaser", block.span, url.group().rstrip(".,;") if url else None))
    return tuple(links)


def block_kinds(parts: Sequence[str], tagged: Sequence[BlockKind | None] = ()) -> list[BlockKind]:
    """The kind of every part of an article, given the parts in order.

    Parameters
    ----------
    parts : sequence of str
    tagged : sequence of BlockKind or None
        What the markup says of each part; it wins over typography, save that a part which shows itself to be a
        teaser or a caption is one under any tag. A second headline is a subhead.

    >>> block_kinds(["Quay closes", "The board wants more", "FILE PHOTO. © Pool", "The quay closed, he said."])
    ['headline', 'deck', 'caption', 'paragraph']
    """
    kinds: list[BlockKind | None] = [furniture(part) for part in parts]
    for at, kind in enumerate(tagged):
        if kind is not None and kinds[at] not in ("teaser", "caption"):
            kinds[at] = "subhead" if kind == "headline" and "headline" in kinds else kind
    if kinds and kinds[0] == "teaser" and not typography.is_reading_tip(parts[0]):
        kinds[0] = None  # "Opinion: …" above everything is the headline
    _mark_labelled_teasers(parts, kinds)
    _mark_head(parts, kinds)
    _mark_lists(parts, kinds)
    _mark_last(parts, kinds)
    _mark_subheads(parts, kinds)
    _mark_pull_quotes(parts, kinds)
    return [kind or "paragraph" for kind in kinds]


def furniture(part: str) -> BlockKind | None:
    """The kind of a part that shows what it is wherever it stands; None when its place must tell."""
    if typography.is_teaser(part) or site.is_label_of_teasers(part) or site.is_of_the_site(part):
        return "teaser"
    if typography.is_caption(part):
        return "caption"
    if bylines.is_byline(part):
        return "byline"
    if bylines.is_dateline(part):
        return "dateline"
    return None


def _mark_labelled_teasers(parts: Sequence[str], kinds: list[BlockKind | None]) -> None:
    """The headlines below a label such as "Related stories" are teasers."""
    for at, part in enumerate(parts):
        if kinds[at] == "teaser" and site.is_label_of_teasers(part):
            for below in range(at + 1, min(len(parts), at + 1 + _LISTED_TEASERS)):
                sentence = ends_sentence(parts[below]) and not parts[below].endswith("?")
                if kinds[below] is not None or sentence or len(parts[below]) > _TEASER:
                    break
                kinds[below] = "teaser"


def _mark_head(parts: Sequence[str], kinds: list[BlockKind | None]) -> None:
    """Name headline, decks and bare bylines; stop at the first paragraph."""
    headline = _headline(parts, kinds)
    if headline is None:
        return
    kinds[headline] = "headline"
    for at in range(headline):
        kinds[at] = kinds[at] or "deck"  # a label above it
    for at in range(headline + 1, min(len(parts) - 1, headline + _HEAD_BLOCKS)):
        if kinds[at] is None:
            if bylines.is_bare_byline(parts[at]) and not _is_title(parts, kinds, at):
                kinds[at] = "byline"
            elif _is_deck(parts, kinds, at):
                kinds[at] = "deck"
            else:
                return
        elif kinds[at] == "subhead" and at == headline + 1:
            kinds[at] = "deck"


def _headline(parts: Sequence[str], kinds: Sequence[BlockKind | None]) -> int | None:
    """Index of the headline: the tagged one, or the first part that is no furniture, if it can be one."""
    if "headline" in kinds:
        return kinds.index("headline")
    open_parts = [at for at in range(min(len(parts), _HEAD_BLOCKS)) if kinds[at] is None]
    if len(open_parts) > 1 and site.is_kicker(parts[open_parts[0]]) and _can_be_headline(parts, open_parts[1]):
        open_parts.pop(0)
    return open_parts[0] if open_parts and _can_be_headline(parts, open_parts[0]) else None


def _can_be_headline(parts: Sequence[str], at: int) -> bool:
    part = parts[at]
    if len(part) > _HEADLINE or typography.is_rule(part) or is_item(part):
        return False
    if not ends_sentence(part) or part.endswith((";", "?", "!", "?\u2019", "!\u2019", "?\u201d", "!\u201d")):
        return not _SENTENCES.search(part) or len(part) < _SENTENCE_HEADLINE
    if len(parts) == at + 1 or len(part) > _SENTENCE_HEADLINE or part.endswith(":"):
        return False
    quoted = typography.quoted_part(part) is not None and part.endswith((".\u201d", '."'))
    return not _REPORTED.search(part) and not quoted and len(part) < max(map(len, parts[at + 1 : at + 4]))


def _is_deck(parts: Sequence[str], kinds: Sequence[BlockKind | None], at: int) -> bool:
    """A short part below the headline that does not end as a sentence, or one that a byline or caption follows."""
    part = parts[at]
    if len(part) > _DECK or is_item(part) or not _BEGINS_WORDS.match(part):
        return False
    if not ends_sentence(part):
        return True
    before_furniture = kinds[at + 1] in ("byline", "dateline", "caption")
    return before_furniture and not (part.endswith(":") or _REPORTED.search(part) or _SENTENCES.search(part))


def _is_title(parts: Sequence[str], kinds: Sequence[BlockKind | None], at: int) -> bool:
    """Tell a Title Case deck of a few words from a bare name: a byline follows it."""
    return any(kind == "byline" for kind in kinds[at + 1 : at + 3]) and "," not in parts[at]


def _mark_last(parts: Sequence[str], kinds: list[BlockKind | None]) -> None:
    """Below the last sentence: "Next week: …" is a teaser, a bare name signs the article."""
    if len(parts) < 3 or None not in kinds[:-1] or kinds[-1] is not None:
        return
    if typography.is_labelled(parts[-1]):
        kinds[-1] = "teaser"
    elif bylines.is_bare_byline(parts[-1]):
        kinds[-1] = "byline"


def _mark_lists(parts: Sequence[str], kinds: list[BlockKind | None]) -> None:
    """Two or more items in a row are a list; one dash alone opens a line of dialogue or a signature."""
    items = [is_item(part) for part in parts]
    for at, part in enumerate(parts):
        beside = (at > 0 and items[at - 1]) or (at + 1 < len(parts) and items[at + 1])
        if kinds[at] is None and items[at] and (beside or part[0] == "\N{BULLET}"):
            kinds[at] = "list"


def _mark_subheads(parts: Sequence[str], kinds: list[BlockKind | None]) -> None:
    """A short line in the body that does not end as a sentence or is a question, and has running text below it."""
    body = next((at for at, kind in enumerate(kinds) if kind is None), len(parts))
    for at in range(body + 1, len(parts) - 1):
        heads_text = kinds[at + 1] in (None, "list") and not _can_be_subhead(parts[at + 1])
        cut_short = parts[at - 1].endswith((",", "\N{EM DASH}"))
        if kinds[at] is None and heads_text and not cut_short and _can_be_subhead(parts[at]):
            kinds[at] = "subhead"


def _can_be_subhead(part: str) -> bool:
    if len(part) > _SUBHEAD or typography.is_rule(part) or "\n" in part:
        return False
    if ends_sentence(part):
        return _QUESTION.fullmatch(part) is not None
    first = part.lstrip("\u2018\u201c\"'\u00ab ")[:1]
    return (first.isupper() or first.isdigit()) and not _is_whole_quotation(part)


def _is_whole_quotation(part: str) -> bool:
    """Tell whether a part is one quotation, with a signature or of more words than a subhead quotes.

    In single marks, as British subheads quote, it quotes more than in double ones.
    """
    quoted = typography.quoted_part(part)
    longest = _PULLED_WORDS if part[0] in "\u2018'" else _PULLED_WORDS // 2
    return quoted is not None and (len(quoted.split()) > longest or typography.is_signed_quotation(part))


def _mark_pull_quotes(parts: Sequence[str], kinds: list[BlockKind | None]) -> None:
    """A part that is one quotation: signed with a dash, or repeated word for word elsewhere in the body."""
    candidates = [at for at, part in enumerate(parts) if kinds[at] is None and typography.quoted_part(part) is not None]
    if not 0 < len(candidates) <= _MOST_PULLED:
        return
    words = [_words(part) for part in parts]
    for at in candidates:
        quoted = _words(typography.quoted_part(parts[at]) or "")
        repeated = len(quoted.split()) >= _PULLED_WORDS and any(
            quoted in other for index, other in enumerate(words) if index != at and kinds[index] in (None, "list")
        )
        signed_below = at + 1 < len(parts) and typography.is_signature(parts[at + 1])
        if repeated or signed_below or typography.is_signed_quotation(parts[at]):
            kinds[at] = "quote"
        if signed_below:
            kinds[at + 1] = "quote"


def _words(part: str) -> str:
    return f" {' '.join(_WORD.findall(part.lower()))} "
