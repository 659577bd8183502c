"""``python -m batch.cluster DIR``: a Ray cluster of two nodes, of which one is lost while shards of DIR are read."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from ray.cluster_utils import Cluster

from batch.conftest import STAND_IN
from batch.watcher import Watched
from onrecord.batch import Request, run


def main(folder: Path) -> None:
    """Read all shards, and lose a node as soon as both have begun."""
    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    other = cluster.add_node(num_cpus=1)
    out, done = folder / "out", threading.Event()

    def lose() -> None:
        while len([*out.glob(".*.part")]) < 2 and not done.wait(0.1):
            pass
        done.wait(2)
        cluster.remove_node(other, allow_graceful=False)

    thread = threading.Thread(target=lose)
    thread.start()
    try:
        results = run(Request((str(folder),), str(out), ray=cluster.address, read=STAND_IN), Watched())
    finally:
        done.set()
        thread.join()
        cluster.shutdown()
    for result in results:
        sys.stdout.write(f"{result.shard.name} {result.error or 'done'}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
