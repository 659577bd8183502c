"""How good onrecord is on articles that nothing in it was learnt from: ``python training/unseen.py [--genre l]``.

``unseen/`` holds invented stories, marked as those in ``stories/`` are, by genre: ``l`` are short neutral reports.
Prints what ``onrecord evaluate`` prints, issues without a codebook.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from onrecord.cli.shown.report import Report, as_text
from onrecord.trial import trial, tried
from onrecord.trial_coding import coding_trial
from onrecord.trial_resolution import resolution_trial
from stories import read_stories

UNSEEN = Path(__file__).parent / "unseen"


def main() -> None:
    """Print figures by genre."""
    parser = argparse.ArgumentParser(description=__doc__)
    genres = sorted({path.stem[0] for path in UNSEEN.glob("*.txt")})
    parser.add_argument("--genre", action="append", choices=genres, help="letter of the files' names; without it all")
    chosen = parser.parse_args().genre or genres
    stories = {genre: tried(s for s in read_stories(UNSEEN) if s.id.startswith(genre)) for genre in chosen}
    spans = {genre: trial(genre, found) for genre, found in stories.items()}
    names = {genre: resolution_trial(genre, found) for genre, found in stories.items()}
    codings = {genre: coding_trial(found, None) for genre, found in stories.items()}
    print(as_text(Report(spans, names, codings)))


if __name__ == "__main__":
    main()
