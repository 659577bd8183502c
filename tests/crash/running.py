"""Runs the real commands as processes of their own, and kills them at any moment."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from threading import Timer
from typing import Any

SOURCE = Path(__file__).parents[2] / "src"
LONG = bool(os.environ.get("ONRECORD_LONG"))
#: Seconds after which a process is taken for hanging.
_PATIENCE = 600.0


def start(*arguments: object) -> subprocess.Popen[str]:
    """Start ``onrecord`` with some arguments."""
    environment = {name: value for name, value in os.environ.items() if name != "ONRECORD_DB"}
    environment |= {"PYTHONPATH": str(SOURCE), "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(
        [sys.executable, "-m", "onrecord", *map(str, arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )


def finish(*arguments: object) -> tuple[int, str, str]:
    """Let ``onrecord`` come to its end; return its code and what it wrote."""
    process = start(*arguments)
    output, errors = process.communicate(timeout=_PATIENCE)
    return process.returncode, output, errors


def killed(process: subprocess.Popen[str], lines: int, delay: float) -> str:
    """Kill a process some seconds after it has written so many lines, and return all that it wrote."""
    assert process.stdout is not None
    hanging = Timer(_PATIENCE, process.kill)
    hanging.start()
    head = "".join(process.stdout.readline() for _ in range(lines))
    time.sleep(delay)
    process.send_signal(signal.SIGKILL)
    rest, _ = process.communicate()
    hanging.cancel()
    return head + rest


def moments(seed: int, number: int, most: int) -> list[tuple[int, float]]:
    """When to kill, so many times: after how many lines, and how many seconds after these; often while it starts."""
    chance = random.Random(seed)  # noqa: S311
    found = []
    for _ in range(number):
        lines = chance.choice((0, *range(most)))
        found.append((lines, chance.uniform(0, 0.2) if lines else chance.uniform(0, 3)))
    return found


def told(output: str) -> list[dict[str, Any]]:
    """What was told, an object a line; half a line is not told."""
    return [json.loads(line) for line in output[: output.rfind("\n") + 1].splitlines()]
