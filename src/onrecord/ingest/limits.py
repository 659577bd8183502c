"""How much one input may hold. Larger inputs are refused with an InputError before they are read."""

from __future__ import annotations

#: Bytes of one file (a ``.jsonl`` file may be larger: it is read line by line).
MAX_FILE_BYTES = 64 * 1024 * 1024
#: Bytes of one line of a ``.jsonl`` file.
MAX_LINE_BYTES = MAX_FILE_BYTES
#: Characters of one document's text.
MAX_TEXT_CHARACTERS = 5_000_000
