from __future__ import annotations

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.document import Link
from onrecord.ingest.markdown import document_from_markdown

ARTICLE = """---
title: "Ferry stops"
date: 2025-03-14
author: Tove Lynn and Runa Skelby
tags: [boats]
---
# Ferry ‘not safe’ – Hestrin

By Tove Lynn

The ferry *stopped* on Monday, the company said.
It has four boats.

> “Nobody asked us,”
> the crews said.

## What they want ##

- “A second engineer,” said one.
- “A contract,” said another.

READ MORE: [Islanders cut off](https://gazette.example/2)

Last words
----------

The ministry did not reply.

```
code is no article
```
"""


def test_blocks_and_front_matter(parts):
    document = document_from_markdown(ARTICLE)
    assert document.text == ARTICLE
    assert (document.title, document.published) == ("Ferry stops", "2025-03-14")
    assert document.authors == ("Tove Lynn", "Runa Skelby")
    assert parts(document) == [
        ("headline", "Ferry ‘not safe’ – Hestrin"),
        ("byline", "By Tove Lynn"),
        ("paragraph", "The ferry *stopped* on Monday, the company said.\nIt has four boats."),
        ("quote", "“Nobody asked us,”\n> the crews said."),
        ("subhead", "What they want"),
        ("list", "“A second engineer,” said one."),
        ("list", "“A contract,” said another."),
        ("teaser", "READ MORE: [Islanders cut off](https://gazette.example/2)"),
        ("subhead", "Last words"),
        ("paragraph", "The ministry did not reply."),
    ]
    assert document.links == (Link("teaser", document.blocks[7].span, "https://gazette.example/2"),)


def test_a_rule_on_top_is_no_front_matter(parts):
    document = document_from_markdown("---\n\nThe ferry stopped on Monday, the company said.\n")
    assert parts(document) == [("paragraph", "The ferry stopped on Monday, the company said.")]


@given(st.text(st.one_of(st.sampled_from("#>-*`\n\r\0 \t[]()1.:“"), st.characters()), max_size=200))
@settings(deadline=None)
def test_the_text_is_the_file(text):
    document = document_from_markdown(f"Ferry\n\n{text}")
    assert document.text == f"Ferry\n\n{text}".replace("\r\n", "\n")
    end = 0
    for block in document.blocks:
        assert end <= block.span.start < block.span.end <= len(document.text)
        end = block.span.end


@pytest.mark.parametrize("unit", ["[", "[a](", "*", "> "])
def test_marks_take_no_longer_than_letters(unit):
    def seconds(text):
        begun = process_time()
        document_from_markdown(text)
        return process_time() - begun

    seconds("x" * 100)
    assert seconds(unit * (40_000 // len(unit)) + "x") < 200 * max(seconds("x" * 40_000), 0.002)


def test_lines_ended_twice_keep_blocks_in_their_places() -> None:
    document = document_from_markdown("# Quay closes\r\r\nIt closed.\r\r\n\r\r\n## After\r\r\nIt rained.\n")
    assert [(block.kind, block.span.of(document.text)) for block in document.blocks] == [
        ("headline", "Quay closes"),
        ("paragraph", "It closed."),
        ("subhead", "After"),
        ("paragraph", "It rained."),
    ]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("*Hestrin says boats “never had a chance”*", "Hestrin says boats “never had a chance”"),
        ("**Boats wait**", "Boats wait"),
        ("__ Boats wait __", "Boats wait"),
        ("*Boats* wait for *engineers*", "*Boats* wait for *engineers*"),
        ("*Boats* wait", "*Boats* wait"),
        ("***", None),
    ],
)
def test_marks_around_a_whole_block_are_outside_of_it(line, shown):
    document = document_from_markdown(f"# Ferry stops\n\n{line}\n\nThe ferry stopped on Monday, the company said.\n")
    assert (shown in [block.span.of(document.text) for block in document.blocks]) is (shown is not None)
