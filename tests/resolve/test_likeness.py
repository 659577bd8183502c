from __future__ import annotations

import numpy as np
import pytest

from onrecord.document import Span
from onrecord.encode.session import load_encoder
from onrecord.resolve.article import Article
from onrecord.resolve.ranking.likeness import VIEWS
from onrecord.resolve.ranking.ranker import Product, shipped_ranker
from onrecord.resolve.ranking.referents import Anaphor
from onrecord.words import words_of
from resolve.article import article, own_registry


def product() -> Product:
    one = np.eye(2, dtype=np.float32)
    return Product(np.zeros(2, np.float32), one, np.stack([one] * 1), np.zeros((1, 2), np.float32))


def test_a_product_is_higher_for_what_is_alike() -> None:
    candidates = np.array([[[1, 0]], [[0, 1]], [[2, 0]]], dtype=np.float32)
    assert product().scores(np.array([1, 0], np.float32), candidates).tolist() == pytest.approx([1, 0, 2])


def test_the_shipped_product_fits_the_shipped_encoder() -> None:
    marked = article("Mara Quell met Jonas Brandt. [She] said {no}.")
    encoding = load_encoder().encode(marked.document)
    found = Article(marked.document, marked.attributions, own_registry(), encoding)
    assert found.likeness is not None
    span = marked.attributions[0].source[0]
    words = tuple(words_of(marked.document.text, span))
    asked = Anaphor(span, words, "he_she", "she", None, None, False)
    candidates = found.trail.candidates(asked)
    states = found.likeness.candidates(asked, candidates)
    assert states.shape == (len(candidates), VIEWS, encoding.states.shape[1]) and len(candidates) == 2
    scores = shipped_ranker().products["he_she"].scores(found.likeness.anaphor(asked), states)
    assert scores.shape == (2,) and np.isfinite(scores).all()


def test_no_states_without_an_encoding() -> None:
    marked = article("[Mara Quell] said {no}.")
    assert Article(marked.document, marked.attributions, own_registry()).likeness is None


def test_a_place_outside_all_tokens_has_no_state() -> None:
    marked = article("[Mara Quell] said {no}.")
    encoding = load_encoder().encode(marked.document)
    found = Article(marked.document, marked.attributions, own_registry(), encoding)
    end = len(marked.document.text) + 5
    asked = Anaphor(Span(end, end + 1), (), "he_she", "he", None, None, False)
    assert found.likeness is not None and not found.likeness.anaphor(asked).any()
