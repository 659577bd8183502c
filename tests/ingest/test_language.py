from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from onrecord.ingest import document_from_text
from onrecord.ingest.language import language_of

FOREIGN = {
    "de": "Die Fähre nach Oddrey fährt ab Sonntag nicht mehr in der Nacht, sagte die Direktorin am Donnerstag auf dem "
    "Pier. Kein Boot werde ohne einen zweiten Maschinisten auslaufen, und das Ministerium antworte auf keinen Brief.",
    "fr": "Le bac pour Oddrey ne partira plus la nuit à partir de dimanche, a déclaré la directrice jeudi sur le quai. "
    "Aucun bateau ne quittera le port sans un second mécanicien, et le ministère n’a répondu à aucune lettre.",
    "ru": "Паром на остров не будет ходить ночью с воскресенья, сообщила директор в четверг на причале. "
    "Ни одно судно не выйдет в море без второго механика, добавила она.",
}


@pytest.mark.parametrize("language", FOREIGN)
def test_a_foreign_language_is_told(language):
    document = document_from_text(FOREIGN[language])
    assert document.language == language
    assert document.warnings == (f"language is {language!r}: only English is read",)


def test_english_with_foreign_names():
    text = "Müller, Özdemir and Święcicki met Señora Núñez at the Château de Valençay on Tuesday, the ministry said. "
    assert language_of(text) in ("en", "und")
    assert (
        language_of(text + "They will meet again in the autumn, and nobody expects an agreement before then.") == "en"
    )


ENGLISH = "The harbour of Norvale closes at night, and nobody expects an agreement before the autumn, he said. "


@pytest.mark.parametrize("language", FOREIGN)
@pytest.mark.parametrize("lead", [ENGLISH * 6, ""])
def test_an_english_lead_does_not_hide_what_follows(lead, language):
    assert language_of(lead + FOREIGN[language] * 20) == language


def test_a_long_english_article_is_english():
    assert language_of(ENGLISH * 60) == "en"


@pytest.mark.parametrize("text", ["", "Nein!", "Fährt nicht mehr", "« Jamais » – Estrel", "12345 " * 40])
def test_short_texts_are_left_open(text):
    assert language_of(text) == "und"


def test_heavy_libraries_are_not_loaded_by_the_import():
    heavy = ("trafilatura", "htmldate", "charset_normalizer", "py3langid", "markdown_it", "lxml")
    code = f"import sys, onrecord.ingest; print([name for name in {heavy!r} if name in sys.modules])"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_a_full_disk_is_no_article_s_fault(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(FOREIGN["de"], "utf-8")
    code = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (500_000, resource.RLIM_INFINITY)); "
        "from onrecord.cli.main import main; main()"
    )
    command = [sys.executable, "-c", code, "add", "a.txt", "--db", "record.db"]
    environment = os.environ | {"TMPDIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(map(os.path.abspath, sys.path))}
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        2,
        f"error: {tmp_path}: the model that tells languages cannot be unpacked there (File too large). "
        "Make room, or name another folder in TMPDIR\n",
    )
