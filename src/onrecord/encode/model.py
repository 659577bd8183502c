"""The model folder: what is in it, whether it is whole, and how to open it."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from onrecord.errors import ModelError

#: Layout version of the folder that this release reads.
FORMAT = 1
#: The model that ships with onrecord.
SHIPPED = Path(__file__).parent.parent / "model" / "en"


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """A checked model folder.

    Attributes
    ----------
    path : Path
    manifest : dict
        ``manifest.json``: name, format, sha256 of each file, windows, decoding, training data, figures.
    """

    path: Path
    manifest: dict[str, Any]

    @property
    def id(self) -> str:
        """Name and hash of the weights, as provenance keeps it."""
        return f"{self.manifest['name']}@sha256:{self.manifest['files']['model.onnx'][:16]}"


def open_model(path: Path | None = None) -> ModelFolder:
    """Check a model folder (None: the shipped one) against its manifest.

    Raises
    ------
    ModelError
        If a file is missing, does not match its checksum or the folder was made for another version.
    """
    folder = path or SHIPPED
    try:
        manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    except (OSError, ValueError) as error:
        raise ModelError(
            f"{folder}: no readable manifest.json ({error}). Give the folder of a trained model"
        ) from error
    if manifest.get("format") != FORMAT:
        raise ModelError(
            f"{folder}: model format {manifest.get('format')!r}, this version reads {FORMAT}. "
            "Train or install a matching one"
        )
    for name, expected in manifest["files"].items():
        try:
            actual = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        except OSError as error:
            raise ModelError(f"{folder}: {name} cannot be read ({error.strerror}). Install the model again") from error
        if actual != expected:
            raise ModelError(f"{folder}: {name} is damaged (sha256 {actual[:12]}…). Install the model again")
    return ModelFolder(folder, manifest)
