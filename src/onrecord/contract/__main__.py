"""Writes the JSON Schema to the file that is committed: ``python -m onrecord.contract``."""

from onrecord.contract import SCHEMA_FILE, schema_text

if __name__ == "__main__":
    SCHEMA_FILE.write_text(schema_text(), encoding="utf-8", newline="\n")
