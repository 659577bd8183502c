"""Reads shards on a Ray cluster: a task a shard, which does what a thread of a local run does."""

from __future__ import annotations

import os
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from onrecord.batch.keeping import Job, read_shard
from onrecord.batch.manifest import Entry
from onrecord.batch.places import is_url, local_path
from onrecord.batch.process import ReadingProcess
from onrecord.batch.running import Result
from onrecord.errors import InputError, OnRecordError, OptionError
from onrecord.export.files import missing

#: Tasks that wait for a processor, for each of the cluster's.
_WAITING = 2
#: How often a shard begins anew after the loss of its node.
_RETRIES = 5
_STARTED_BY_RAY = "local"


class Carried(NamedTuple):
    """A job with the files that its options name, which a node may not have: by option, name and content."""

    job: Job
    files: dict[str, tuple[str, bytes]]


def read_all(jobs: list[Job], address: str) -> Iterator[Result]:
    """Read shards on the cluster at an address, and yield what became of each as soon as it is known.

    Raises
    ------
    OptionError
        If Ray is not installed, the cluster cannot be reached, or results cannot be kept.
    """
    ray = _ray()
    with _connected(ray, address):
        task = ray.remote(num_cpus=1, max_retries=_RETRIES)(_read)
        most = max(1, int(ray.cluster_resources().get("CPU", 1)) * _WAITING)
        files = _files(jobs[0]) if jobs else {}  # all jobs of a run name the same ones
        carried = (Carried(_absolute(job), files) for job in jobs)
        running: dict[Any, Job] = {}
        try:
            while True:
                for one in carried:
                    running[task.remote(one)] = one.job
                    if len(running) >= most:
                        break
                if not running:
                    return
                for reference in ray.wait([*running])[0]:
                    yield _result(ray, reference, running.pop(reference))
        finally:
            for reference in running:
                ray.cancel(reference, force=True)


def _result(ray: Any, reference: Any, job: Job) -> Result:
    try:
        found: Entry | InputError | OptionError = ray.get(reference)
    except ray.exceptions.RayError as error:
        reason = str(error).strip().partition("\n")[0]
        return Result(job.shard, None, InputError(job.shard.address, f"Ray gave it up ({reason})", "Run again"))
    if isinstance(found, OptionError):
        raise found
    return Result(job.shard, None, found) if isinstance(found, InputError) else Result(job.shard, found)


def _read(carried: Carried) -> Entry | InputError | OptionError:
    """Read one shard on a node; errors of ours are returned, as Ray would wrap what is raised."""
    process = ReadingProcess()
    try:
        with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
            return read_shard(_unpacked(carried, Path(folder)), process, lambda _: None, threading.Event())
    except InputError as error:
        return error
    except OnRecordError as error:
        return OptionError(str(error))
    finally:
        process.end()


def _absolute(job: Job) -> Job:
    """Return the job with a place for results that does not depend on where a process runs."""
    return job if is_url(job.out) else job._replace(out=str(local_path(job.out).absolute()))


def _files(job: Job) -> dict[str, tuple[str, bytes]]:
    """The files that options of a job name, with their names, by option."""
    given = {"actors": job.options.actors, "codebook": job.options.codebook, "outlets": job.outlets}
    paths = {name: Path(value) for name, value in given.items() if value is not None and Path(value).is_file()}
    return {name: (path.name, path.read_bytes()) for name, path in paths.items()}


def _unpacked(carried: Carried, folder: Path) -> Job:
    job = carried.job
    for option, (name, content) in carried.files.items():
        path = folder / option / name
        path.parent.mkdir()
        path.write_bytes(content)
        if option == "actors":
            job = job._replace(options=job.options._replace(actors=path))
        elif option == "codebook":
            job = job._replace(options=job.options._replace(codebook=path))
        else:
            job = job._replace(outlets=path)
    return job


@contextmanager
def _connected(ray: Any, address: str) -> Iterator[None]:
    try:
        ray.init(
            address=None if address == _STARTED_BY_RAY else address,
            include_dashboard=False if address == _STARTED_BY_RAY else None,
            log_to_driver=False,
            logging_level="ERROR",
        )
    except (ConnectionError, ValueError, RuntimeError, TimeoutError) as error:
        reason = str(error).strip().partition("\n")[0]
        raise OptionError(f"--ray {address} cannot be reached ({reason}). Start it with: ray start --head") from error
    try:
        yield
    finally:
        ray.shutdown()


def _ray() -> Any:
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        import ray
    except ImportError as error:
        raise missing("Ray", "batch") from error
    return ray
