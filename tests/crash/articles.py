"""Articles for a run that is killed: the beginnings of examples. Some are copies, one is a version, one is broken."""

from __future__ import annotations

import json
from pathlib import Path

EXAMPLES = Path(__file__).parents[2] / "examples" / "invented" / "articles.jsonl"
#: Characters of an article: so short that reading takes no longer than starting does.
_LONG = 900
#: How many are good.
GOOD = 13


def written(path: Path) -> Path:
    """Write the articles as JSON lines."""
    given = [_begun(json.loads(line)) for line in EXAMPLES.read_text("utf-8").splitlines()[: GOOD - 1]]
    version = given[0] | {"text": f"{given[0]['text']}\n\nSorrenay said nothing more on Friday."}
    given[5:5] = [{"text": "", "url": "https://merewire.example/empty"}]
    path.write_text("".join(f"{json.dumps(one)}\n" for one in (*given, version)), "utf-8")
    return path


def _begun(article: dict[str, str]) -> dict[str, str]:
    text = article["text"]
    return article | {"text": text[: text.rindex("\n\n", 0, _LONG)]}
