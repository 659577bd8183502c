"""``python benchmarks/utterances.py``: seconds and memory to group 100,000 statements into utterances.

The statements are those of the invented corpus, some hundred times, each time with other days and half of the words
changed; half of the speakers are other people each time, the other half say it all. What every copy reports together is
known, so the figures say as well how well the groups are found.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from onrecord.analyse.telling import Speaker, Telling
from onrecord.analyse.utterances import utterances
from onrecord.evaluate.agreement import b_cubed
from onrecord.trial_utterances import Annotated, annotated

#: What is aimed at.
SECONDS, MEGABYTES = 120, 1000
_WORD = re.compile(r"[^\W\d_]{4,}")
_YEARS = 12
#: Share of the words that are other words in each copy.
CHANGED = 0.5


def tellings(gold: Sequence[Annotated], count: int) -> Iterator[Annotated]:
    """Yield so many changed tellings; their utterances are named anew in each copy."""
    for place in range(count):
        copy, index = divmod(place, len(gold))
        yield Annotated(
            changed(gold[index].telling, copy), f"{copy} {gold[index].utterance}", f"{copy} {gold[index].event}"
        )


def changed(telling: Telling, copy: int) -> Telling:
    """The same in other words, at another time, half of the time by somebody else."""
    speaker = telling.speaker
    if random.Random(f"{copy} {speaker.name}").random() < 0.5:
        speaker = Speaker(f"{speaker.name} {copy}", f"{speaker.key} {copy}", speaker.type, speaker.country)
    published = date.fromisoformat((telling.published or "")[:10])
    moved = published + timedelta(days=random.Random(copy).randrange(365 * _YEARS))
    return replace(
        telling,
        document=f"{copy} {telling.document}",
        content=_WORD.sub(lambda found: other_word(found[0], copy), telling.content),
        speaker=speaker,
        published=moved.isoformat(),
    )


@lru_cache(maxsize=1_000_000)
def other_word(word: str, copy: int) -> str:
    """Half of the words are other words in each copy, as long as they were."""
    chance = random.Random(f"{copy} {word.lower()}")
    return "".join(chance.choices("aeioubcdfghklmnprstvw", k=len(word))) if chance.random() < CHANGED else word


def main() -> None:
    """Measure and print; fail where the aim is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100_000, help="statements")
    options = parser.parse_args()
    root = Path(os.environ.get("ONRECORD_CORPORA", "../shared/corpora"))
    made = list(tellings([*annotated(root, "train"), *annotated(root, "dev")], options.count))
    other_word.cache_clear()
    before = megabytes()
    started, cpu = time.perf_counter(), time.process_time()
    found = utterances(one.telling for one in made)
    seconds, worked = time.perf_counter() - started, time.process_time() - cpu
    labels = {(t.document, t.statement): utterance.id for utterance in found for t in utterance.tellings}
    agreed = b_cubed([labels[one.telling.document, one.telling.statement] for one in made], [o.utterance for o in made])
    print(f"{len(made):,} statements in {len(found):,} utterances, B-cubed F1 {agreed.f1:.3f}")
    print(f"  {seconds:.1f} s ({worked:.1f} s of one processor), aim {SECONDS}")
    print(f"  peak memory {megabytes():.0f} MB, {before:.0f} before grouping, aim {MEGABYTES}")
    raise SystemExit(0 if worked < SECONDS and megabytes() < MEGABYTES else 1)


def megabytes() -> float:
    """Peak memory of this process."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
