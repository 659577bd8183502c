"""Where the time of reading goes, and how near the encoder comes to what the machine can do.

The limit is a plain int8 product of the size of the encoder's widest one, alone in a session, on the same core, in the
same turns (``product.py``).
"""

from __future__ import annotations

import argparse
import sys

from tables import Section, renew
from turns import in_turns, polnear_texts, workers

STAGES = {
    "ingest": "ingest",
    "tokens": "tokenize",
    "encoder": "session",
    "attribute": "attribute",
    "resolve": "resolve",
    "code": "code",
}
HIDDEN, INNER, LAYERS = 384, 1536, 6
#: Multiplications of the encoder's int8 products for a token: query, key, value and merge, then widen and narrow.
A_TOKEN = LAYERS * (4 * HIDDEN * HIDDEN + 2 * HIDDEN * INNER)


def main() -> None:
    """Measure, print, and with ``--write`` renew the table in RESULTS.md."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peer-python", required=True, help="Python that has benchmarks/requirements.txt")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--articles", type=int, help="how many (default: all)")
    parser.add_argument("--write", action="store_true", help="renew the table in RESULTS.md")
    options = parser.parse_args()
    texts = polnear_texts(options.articles)
    with workers(texts, ours=(sys.executable, "ours.py"), plain=(options.peer_python, "product.py")) as started:
        ours, plain = started["ours"], started["plain"]
        tokens, products = ours.measure("session")["found"], plain.measure("product")["found"]
        asked = [(label, ours, action) for label, action in {"read": "read", **STAGES}.items()]
        found = in_turns([*asked, ("product", plain, "product")], options.runs)
    words, whole = sum(len(text.split()) for text in texts), found["read"].seconds
    section = Section("stages", ["stage", "ms a thousand words", "share"])
    for label in STAGES:
        seconds = found[label].seconds
        section.row(label, f"{1e6 * seconds / words:.1f}", f"{seconds / whole:.0%}")
    section.row("read(), all of it", f"{1e6 * whole / words:.1f}", "100%")
    limit, reached = products / found["product"].seconds, tokens * A_TOKEN / found["encoder"].seconds
    section.text(
        f"{len(texts)} articles, {words:,} words, {tokens:,} tokens with the windows' overlap. The encoder makes "
        f"{A_TOKEN / 1e6:.1f} M multiplications of its six layers' products a token: {reached / 1e9:.0f} G a second; "
        f"a plain int8 product alone reaches {limit / 1e9:.0f} G on the same core ({reached / limit:.0%})."
    )
    renew(section, options.write)


if __name__ == "__main__":
    main()
