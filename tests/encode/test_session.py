from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from onrecord import ModelError
from onrecord.document import Document
from onrecord.encode.model import SHIPPED, open_model
from onrecord.encode.session import load_encoder
from onrecord.ingest import document_from_text

ARTICLES = Path(__file__).parents[2] / "examples" / "invented" / "text"


def article(name):
    return document_from_text((ARTICLES / f"{name}.txt").read_text("utf-8"))


def same(one, other):
    return (
        np.array_equal(one.cue_scores, other.cue_scores)
        and np.array_equal(one.role_scores, other.role_scores)
        and all(
            a.token == b.token and np.array_equal(a.scores, b.scores) for a, b in zip(one.cues, other.cues, strict=True)
        )
    )


def test_what_else_is_read_changes_nothing():
    encoder = load_encoder()
    alone = encoder.encode(article("ledger-E09"))
    encoder.encode(article("matin-E09"))
    encoder.encode(article("courrier-E09"))
    assert same(alone, encoder.encode(article("ledger-E09")))


def test_int8_decides_as_fp32_does():
    kept = np.load(Path(__file__).with_name("parity.npz"))
    found = load_encoder().encode(article("sounding-E10"))
    for name in ("cue_scores", "role_scores"):
        agree = getattr(found, name).argmax(axis=1) == kept[name].argmax(axis=1)
        assert agree.mean() > 0.98, name
    asked, expected = {cue.token for cue in found.cues}, set(kept["cues"].tolist())
    assert len(asked & expected) >= 0.9 * len(asked | expected)


def test_scores_are_log_probabilities():
    found = load_encoder().encode(article("matin-E09"))
    assert np.allclose(np.exp(found.cue_scores).sum(axis=1), 1, atol=1e-4)
    assert np.allclose(np.exp(found.role_scores).sum(axis=1), 1, atol=1e-4)
    assert found.states.shape == (len(found.tokens), 384)


def test_a_document_without_blocks_has_nothing():
    found = load_encoder().encode(Document("text"))
    assert len(found.tokens) == 0
    assert found.cues == ()


def test_a_damaged_model_is_refused(tmp_path):
    folder = tmp_path / "model"
    shutil.copytree(SHIPPED, folder)
    (folder / "tokenizer.json").write_text("{}")
    with pytest.raises(ModelError, match=r"tokenizer.json is damaged"):
        open_model(folder)


def test_a_missing_model_is_named(tmp_path):
    with pytest.raises(ModelError, match=r"no readable manifest.json"):
        open_model(tmp_path)


def test_a_model_of_another_format_is_refused(tmp_path):
    (tmp_path / "manifest.json").write_text(json.dumps({"format": 99}))
    with pytest.raises(ModelError, match=r"model format 99"):
        open_model(tmp_path)
